"""Whether two counts are of one occasion and of one kind of people: else no number of theirs clashes.

One story tells of several blows: the market on Monday, the convoy in April, the war since it began.
Their counts differ and none is wrong.  What keeps them apart is said in the reports themselves: another
day, a period, another sort of victims, or one voice that gives both numbers in one breath.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from wiredesk.claims.facts import Facts
from wiredesk.claims.figures import middle, status_class
from wiredesk.claims.names import similar
from wiredesk.claims.tolls import RISEN, tolls
from wiredesk.claims.words import stem
from wiredesk.model.statements import Figure

DAYS = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
MONTHS = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
DAY = re.compile(rf"\b({DAYS})[’']?s?\b", re.I)
TOLD_ON = re.compile(
    rf"\b(?:said|says|told|tells|reported|announced|confirmed|stated|statement|according)\b"
    rf"(?:[^.;,]{{0,40}}?\b)?{DAYS}\b|\b{DAYS}\b[^.;,]{{0,12}}\b(?:said|told|reported|announced|raised|revised)\b",
    re.I,
)
"""A day on which somebody spoke, not that of what he spoke of."""
YESTERDAY = re.compile(r"\byesterday\b", re.I)
SINCE = re.compile(r"\bsince\b[^.;]*", re.I)
MONTH_ALONE = re.compile(
    rf"\b(?:in|last|early in|late in|earlier in)\s+(?:(?:early|mid|late)[- ])?({MONTHS})\b(?!\s\d{{1,2}}\b)|"
    r"\b(?:last|earlier this|previous) (?:week|month|year)\b|\bin ((?:19|20)\d\d)\b",
    re.I,
)
"""Words that put something into an earlier month or year, without a day."""
PERIOD = re.compile(
    r"\b(?:since\b|so far\b|(?:over|in|during|within|for) the (?:past|last)\b|"
    r"(?:this|last|past|each|every|per) (?:week|month|year)\b|"
    r"(?:seven|six|five|four|three|two|\d+|several) (?:days|weeks|months|years) of\b|"
    r"(?:across|throughout|around) (?:the|[A-Z][\w’'-]+) ?(?:city|country|province|region|state|area)|"
    r"several (?:[\w’'-]+ ){0,2}?(?:neighbo[u]?rhoods|areas|districts|towns|villages|cities|provinces)|"
    r"\b(?:war|conflict|uprising|epidemic|pandemic|insurgency|campaign)\b(?! monitor)|in its \w+ year|"
    r"in (?:two|three|four|five|six|seven|eight|nine|ten|\d+|several|separate|a series of)"
    r"(?: (?:separate|more|other|further))? "
    r"(?:days|weeks|months|years|incidents|attacks|shootings|strikes|airstrikes|raids|bombings)\b)",
    re.I,
)
"""Words of a count over a stretch of time, or over several blows."""

GROUPS: tuple[frozenset[str], ...] = tuple(
    frozenset(stem(w) for w in words.split())
    for words in (
        "fighter militant rebel insurgent jihadist terrorist extremist gunman attacker bomber assailant",
        "soldier troop serviceman servicemen personnel conscript marine",
        "officer policeman policemen policewoman police deputy agent marshal trooper cop guard",
        "child children boy girl baby infant toddler teenager minor schoolchild kid student pupil",
        "woman women man men male female",
        "civilian villager resident protester refugee migrant immigrant evacuee worshipper",
        "journalist reporter worker doctor medic paramedic rescuer volunteer employee staff member driver",
    )
)
"""Sorts of people that a count may be of: counts of two sorts are two counts, and each sort may be a part of
a count of "people".  By hand."""

YOUNG, CIVIL = 3, 5
"""The positions among :data:`GROUPS` of children, and of civilians."""

EVERYBODY = frozenset(
    stem(w) for w in "person people victim body other life casualty patient dead wounded injured".split()
)


@lru_cache(maxsize=65536)
def sort_of(of: str) -> int | None:
    """Which sort of people (an index of :data:`GROUPS`) a figure counts; None for people as such."""
    word = stem(of.lower())
    return next((n for n, group in enumerate(GROUPS) if word in group), None)


def other_sort(x: Figure, y: Figure) -> bool:
    """Whether two figures count two sorts of people, or the smaller a sort of those whom the larger
    counts: "26 civilians" beside "22 children", "20 militants" beside "10 people"."""
    one, two = sort_of(x.of), sort_of(y.of)
    if one == two:
        return False
    if one is not None and two is not None:
        if {one, two} != {YOUNG, CIVIL}:
            return True
        young, all_ = (x, y) if one == YOUNG else (y, x)
        return (middle(young) or 0) <= (middle(all_) or 0)
    part, whole = (x, y) if one is not None else (y, x)
    if sort_of(part.of) == CIVIL:
        return False  # in a story of an air strike "29 civilians" and "40 people" are two tolls
    return (middle(part) or 0) <= (middle(whole) or 0)


MONTH_DAY = re.compile(rf"\b({MONTHS}) (\d{{1,2}})\b(?!,? \d{{4}})")


def _far(found: re.Match[str], published: str) -> bool:
    """Whether a day of a month lies a week and more from the day of publication."""
    told = date.fromisoformat(published[:10])
    month = MONTHS[3:-1].split("|").index(found.group(1)) + 1
    try:
        return abs((date(told.year, month, int(found.group(2))) - told).days) > 7
    except ValueError:
        return False


@lru_cache(maxsize=65536)
def days_named(text: str, sentence: str, published: str | None = None) -> frozenset[str]:
    """The days, earlier months and years in which a count is put: those of its own words, else those of
    its sentence, without the days on which somebody spoke."""
    for passage in (text, sentence):
        plain = SINCE.sub(" ", TOLD_ON.sub(" ", passage))
        found = {m.group(1).lower() for m in DAY.finditer(plain)}
        if published and YESTERDAY.search(plain):
            before = date.fromisoformat(published[:10]) - timedelta(days=1)
            found.add(f"{before:%A}".lower())
        if published:
            found |= {m.group().lower() for m in MONTH_DAY.finditer(plain) if _far(m, published)}
        if (
            not found
            and (m := MONTH_ALONE.search(plain))
            and not re.search(r"\d{1,2}\s*$", plain[: m.start()])
        ):
            found = {(m.group(1) or m.group(2) or "earlier").lower()}
        if found:
            return frozenset(found)
    return frozenset()


WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@lru_cache(maxsize=65536)
def told_days(sentence: str) -> frozenset[str]:
    """The days on which somebody spoke, in a sentence."""
    return frozenset(
        m.group(1).lower() for told in TOLD_ON.finditer(sentence) for m in DAY.finditer(told.group())
    )


def _long_before(days: frozenset[str], told: frozenset[str]) -> bool:
    """Whether every one of some days of the week lies three days or more before every day of telling: what
    is told without a day happened on the day of telling, or the day before."""
    if not told or not all(d in WEEK for d in days):
        return False
    return all(3 <= (WEEK.index(t) - WEEK.index(d)) % 7 <= 5 for d in days for t in told)


@lru_cache(maxsize=65536)
def over_a_period(text: str) -> bool:
    """Whether a passage counts over a stretch of time or over several blows."""
    return PERIOD.search(text) is not None


ANOTHER_BLOW = re.compile(
    r"\b(?:another|a second|a third|a separate|an earlier|an unrelated) (?:[\w’'-]+ ){0,3}?"
    r"(?:shootings?|attacks?|blasts?|bomb(?:ing)?s?|explosions?|strikes?|airstrikes?|raids?|incidents?|crash)\b",
    re.I,
)
"""Words of a blow beside the one that the story is of: "a second car bomb", "in another shooting"."""


@lru_cache(maxsize=65536)
def another_blow(text: str) -> bool:
    """Whether a passage tells of a blow beside another."""
    return ANOTHER_BLOW.search(text) is not None


AREA = r"(?:village|town|neighbou?rhood|suburb|hamlet|quarter)"
NAMED = r"((?:[Aa]l-|[Ee]l-)?[A-Z][\w’'-]+)"
LOCAL = re.compile(rf"\b{AREA} of {NAMED}|\b{NAMED} {AREA}\b")


@lru_cache(maxsize=65536)
def localities(text: str) -> frozenset[str]:
    """The villages and quarters that a passage names as such, which no gazetteer need know: "the village of
    Ostrin", "Seld neighbourhood"."""
    return frozenset((m.group(1) or m.group(2)).lower() for m in LOCAL.finditer(text))


WEAPONS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(words, re.I))
    for name, words in (
        (
            "from the air",
            r"\bair ?(?:strike|raid|attack)|\bwarplane|\bjets?\b|\bbarrel bomb|\bcoalition (?:strike|raid)",
        ),
        ("poison", r"\bchemical|\bpoison|\bsarin|\bnerve agent|\btoxic gas"),
        ("missiles", r"\bmissile strike"),
        ("shells", r"\bshell(?:s|ing|ed|fire)?\b|\bmortar|\brockets?\b"),
        (
            "a planted or carried bomb",
            r"\b(?:car|truck|suicide|roadside|motorcycle)[- ]bomb|\bsuicide (?:attack|blast)|\bbomber",
        ),
        ("shots", r"\bshooting|\bgunm[ae]n\b|\bgunfire|\bgunned\b|\bshot dead\b|\bsnipers?\b"),
        ("fighting", r"\bfighting\b|\bclashes\b|\bbattles?\b"),
        ("a crash", r"\bcrash(?:ed|es)?\b|\bshot down\b|\bderail"),
    )
)
"""Ways in which people come to harm: what was done in one way was not done in another.  By hand."""


@lru_cache(maxsize=65536)
def weapons(text: str) -> frozenset[str]:
    """In which ways a passage says that people came to harm; empty where it does not say."""
    return frozenset(name for name, words in WEAPONS if words.search(text))


FIRE = (
    r"(?:shelling|shells?|barrages?|rockets?(?: fire| attacks?| shells?)?|mortars?|"
    r"(?:sniper |artillery )?fire|air ?strikes?|air ?raids?|strikes|raids|bombardments?|warplanes|jets|"
    r"attacks?|missiles|bombings?)"
)
ARMY = r"(?:government|regime|army|military|state)"
REBELS = r"(?:rebel|insurgent|opposition|militant|terrorist|jihadist|guerrilla)"
BETWEEN = (
    r"(?:(?!(?:said|says|told|that|who|whose|where|against|on|in|at|by|with|of|to|from|for|near|and|areas?|"
    r"positions?|strongholds?|villages?|towns?|bases?)\b)[\w-]+ ){0,2}?"
)
"""Words between a side and what it did: "rebel Islamist group launched"; not "the regime hit rebel areas with
air raids"."""
OF_SIDE: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (
        name,
        re.compile(
            rf"\b{who}s?(?:[’']s?)? {BETWEEN}(?:{FIRE}\b|"
            r"(?:(?:have|has|had) )?(?:also )?(?:shelled|fired|launched|pounded|bombed|attacked)\b)|"
            rf"\b{FIRE} (?:carried out |conducted |fired |launched )?(?:by|from) (?:the )?"
            rf"(?:[\w-]+ )?{who}(?!-)",
            re.I,
        ),
    )
    for name, who in (("the state’s", ARMY), ("the rebels’", REBELS))
)


@lru_cache(maxsize=65536)
def fire_of(text: str) -> frozenset[str]:
    """Whose fire a passage tells of, the state's or the rebels': what one side did the other did not.

    Of 74 tolls told to differ in 41 stories of fa-kes that were labelled whole three are gone by it, each of
    two blows when read and none of the 24 that are labelled clashes.
    """
    return frozenset(name for name, words in OF_SIDE if words.search(text))


@lru_cache(maxsize=65536)
def _tells_a_rise(text: str) -> bool:
    return RISEN.search(MONTH_ALONE.sub(" ", text)) is not None


def two_occasions(a: Facts, b: Facts) -> str | None:
    """Why the counts of two statements are of two occasions, or None where nothing says so."""
    if _tells_a_rise(a.text) or _tells_a_rise(b.text):
        return None
    one, two = (days_named(f.text, f.sentence or f.text, f.published) for f in (a, b))
    if one and two and not one & two:
        return "they are put on two days: " + " and ".join(", ".join(sorted(x)) for x in (one, two))
    for mine, theirs, other in ((one, two, b), (two, one, a)):
        if mine and not theirs and _long_before(mine, told_days(other.sentence)):
            return f"one is put on {', '.join(sorted(mine))}, the other told of days later"
    for mine, theirs in ((one, two), (two, one)):
        if mine and not theirs and not any(d.endswith("day") for d in mine):
            return f"one is put into another time ({', '.join(sorted(mine))})"
    if another_blow(a.text) != another_blow(b.text):
        return "one is of another blow"
    if _apart(a, b):
        return "they are put into two places"
    here, there = localities(a.sentence), localities(b.sentence)
    if here and there and not any(similar(x, y) for x in here for y in there):
        return f"they are put into two places, {', '.join(sorted(here))} and {', '.join(sorted(there))}"
    blows = weapons(a.text) or weapons(a.sentence), weapons(b.text) or weapons(b.sentence)
    if all(blows) and not blows[0] & blows[1]:
        return "they are of two blows: " + " and ".join(", ".join(sorted(x)) for x in blows)
    fire = fire_of(a.text) or fire_of(a.sentence), fire_of(b.text) or fire_of(b.sentence)
    if all(fire) and not fire[0] & fire[1]:
        return "they are of two sides’ fire: " + " and ".join(", ".join(sorted(x)) for x in fire)
    if over_a_period(a.text) != over_a_period(b.text) and not (
        over_a_period(a.sentence) and over_a_period(b.sentence)
    ):
        return "one counts over a period, or over several blows"
    return None


def _apart(a: Facts, b: Facts) -> bool:
    """Whether the scenes of two counts are two places of which neither contains the other.  A count without
    a scene has its report's (:func:`with_settings`), which tells it from one that has its own."""
    if not a.scene and not b.scene:
        return False
    (one, over), (two, above) = ((f.scene, f.around) if f.scene else (f.setting, f.beyond) for f in (a, b))
    return bool(one and two) and not ((one | over) & two or (two | above) & one)


def with_settings(facts: Sequence[Facts], starts: Sequence[int]) -> list[Facts]:
    """Facts of tolls without a scene that know where their report is: at the scenes of its first statement
    that has one, and of the last before them.  ``starts`` are the offsets in the reports.  Of 114 figures
    told to differ in 197 stories whose statements were labelled whole (incidents and fa-kes, every other)
    four are gone by it, none of them a labelled clash."""
    placed: dict[str, list[tuple[int, Facts]]] = defaultdict(list)
    for start, f in zip(starts, facts, strict=True):
        if f.scene:
            placed[f.report].append((start, f))
    for held in placed.values():
        held.sort(key=lambda x: (x[0], x[1].id))
    out = []
    for start, f in zip(starts, facts, strict=True):
        held = placed[f.report]
        if held and not f.scene and tolls(f):
            before = [x for at, x in held if at <= start]
            near = (held[0][1], *before[-1:])
            setting = frozenset().union(*(x.scene for x in near))
            f = replace(f, setting=setting, beyond=frozenset().union(*(x.around for x in near)))
        out.append(f)
    return out


def given_together(a: Facts, b: Facts) -> str | None:
    """Why two tolls are of two matters: some report gives both numbers in one voice."""
    for x in tolls(a)[:1]:
        for y in tolls(b)[:1]:
            fate = status_class(x.status) or ""
            if fate == (status_class(y.status) or "") and (fate, middle(y)) in a.beside:
                return "one report gives both numbers in one voice, of two matters"
    return None


def with_neighbours(facts: Sequence[Facts]) -> list[Facts]:
    """Facts that know which other tolls some report gives, in one voice, beside the same toll.

    A voice that says of one toll that it rose, or was another before, gives one matter in two numbers,
    and is left out.
    """
    heard: dict[tuple[str, str], dict[str, set[float]]] = defaultdict(lambda: defaultdict(set))
    moving: set[tuple[str, str]] = set()
    for f in facts:
        who = (f.report, f.mouth if f.speaker else "")
        for x in tolls(f):
            value = middle(x)
            if value is not None:
                heard[who][status_class(x.status) or ""].add(value)
                if RISEN.search(f.text):
                    moving.add(who)
    beside: dict[tuple[str, float], set[tuple[str, float]]] = defaultdict(set)
    for who, by_fate in heard.items():
        if who in moving:
            continue
        for fate, values in by_fate.items():
            for v in values:
                beside[fate, v] |= {(fate, w) for w in values if w != v}
    out = []
    for f in facts:
        found: set[tuple[str, float]] = set()
        for x in tolls(f)[:1]:
            value = middle(x)
            if value is not None:
                found |= beside.get((status_class(x.status) or "", value), set())
        out.append(replace(f, beside=frozenset(found)) if found else f)
    return out
