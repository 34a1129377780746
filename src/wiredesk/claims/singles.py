"""Numbers that a report gives one of: the documents that leaked, the hour of it, the age of a child.

Two reports that each give one number of a thing, and not the same, clash, however differently they are
worded; unless some report gives both numbers, for then there are two such things.  So what says that two
numbers are of one matter is the story, not the words around them.  Chosen on the half of ``bench/judged.py``
that was read.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from wiredesk.claims.facts import Facts
from wiredesk.claims.figures import PEOPLE, compare, middle, printed, status_class, telling
from wiredesk.claims.findings import Clash, quoted, unrelated
from wiredesk.claims.likeness import Likeness
from wiredesk.claims.occasions import days_named, two_occasions
from wiredesk.claims.particulars import ANOTHER, BOUND, HOUR, clock, hours_apart
from wiredesk.claims.signals import Pair, days_apart
from wiredesk.claims.words import stem
from wiredesk.model.statements import Figure
from wiredesk.text.numbers import spelled

AGED = re.compile(
    r"\b(?<!then-)(?<!then )(?<!young as )(?<!old as )"
    r"(?P<age>\d{1,2}|[a-z]{3,6})[- ](?P<unit>year|month)s?[- ]old\b",
    re.I,
)
AGE = re.compile(
    AGED.pattern
    + r"|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*, (?P<after>\d{1,2})(?=[,.;)])|\b[Aa]ge[ds]? (?P<of>\d{1,2})\b",
    re.I,
)
YOUNGER = 3
"""Two ages of one person differ by so many years at most, where no name says that they are one's."""

MONTH = 0.05
"""Two ages of a baby differ by more years than that: by a month, where both are under one year."""

HARMED = re.compile(
    r"\b(?:shot|shooting|kill\w*|died|dies|dead|death|wound\w*|injur\w*|struck|hit|hurt|fatal\w*|stabb\w*|"
    r"drown\w*|victim)\b",
    re.I,
)
"""What befell somebody whose age is told; the ages of others ("a 16-year-old in jail") are anybody's."""

CHARGED = re.compile(
    r"\b(?:arrest\w*|charg(?:ed|es)|accused|suspects?|custody|gunman|shooter|appeared in court|opened fire|"
    r"rampage)\b",
    re.I,
)
"""What is told of somebody who did it."""

MALE = re.compile(r"-old (?:[\w’'-]+ ){0,3}?(?:boy|man|son|brother|father|husband|male|nephew)\b", re.I)
FEMALE = re.compile(
    r"-old (?:[\w’'-]+ ){0,3}?(?:girl|woman|daughter|sister|mother|wife|female|niece)\b", re.I
)
NAMED_AGE = re.compile(r"[A-Z][\w’'-]+ (?:[A-Z]\.? )?[A-Z][\w’'-]+, (?P<after>\d{1,2})(?=[,.;)])")
NEAR = 0.25
"""The share of a sentence's words from which two that give an age tell of one person, whatever befell him."""

ALMOST_ONE = 0.5
"""That share from which they tell of one person whatever else they say."""

MANY = 10
"""Two numbers of one thing are within so many times each other."""

ALIKE, NEAR_BY = 0.1, 0.2
"""The share of words in common (of the statement that shares less, of the sentence that shares more) from
which two numbers are of one thing; two ages may be told in any words.  Of 54 disagreements, ages among them,
that were told of 120 stories labelled whole 10 were clashes; of 32 so alike 9 are."""

VERSIONS = 4
"""Where a story's reports give so many different numbers of a thing, they are of many things ("sandbags"),
not of one that is disputed.  Of 848 disagreements over figures in an invented story of 300 reports, whose
truth is known, 725 were of two matters, nearly all over things with seventeen numbers and more."""


@lru_cache(maxsize=65_536)
def ages_in(text: str) -> frozenset[float]:
    """The ages in years that a passage gives: "5-year-old", "Ada Lin, 42,", "aged 7"."""
    out = set()
    for m in AGE.finditer(text):
        years = m["age"] or m["after"] or m["of"]
        number = int(years) if years.isdigit() else spelled(years.lower())
        if number:
            out.add(round(number / (12 if (m["unit"] or "").lower() == "month" else 1), 2))
    return frozenset(out)


@lru_cache(maxsize=65_536)
def age_told(text: str) -> float | None:
    """The age of somebody who is told of by it ("a 5-year-old girl", "Ada Lin, 42,"), where a passage gives
    one alone."""
    told = len(AGED.findall(text)) + len(NAMED_AGE.findall(text))
    return next(iter(ages_in(text))) if told == 1 and len(ages_in(text)) == 1 else None


NAMED_BY = re.compile(
    r"\b(?:as|named|identified|to|and|,) (?:\w+ )??[A-Z][\w’'-]+ (?:[A-Z]\.? )?(?P<last>[A-Z][\w’'-]+)|"
    r"^\W*[A-Z][\w’'-]+ (?:[A-Z]\.? )?(?P<first>[A-Z][\w’'-]+), \d"
)


@lru_cache(maxsize=65_536)
def _aged_people(text: str) -> frozenset[str]:
    """The last names of those whom a passage names beside an age: "the 25-year-old as Ada Lin"."""
    return frozenset((m["last"] or m["first"]).lower() for m in NAMED_BY.finditer(text))


def one_aged(p: Pair) -> bool:
    """Whether two statements that each give one age may give it of one person: not two names, nor a boy and
    a girl; both tell of harm to him, or of what he did, or their sentences are alike."""
    a, b = p.a, p.b
    if a.people and b.people and not a.people & b.people:
        return False
    one, two = (_aged_people(f.text) for f in (a, b))
    if one and two and not one & two:
        return False
    if NAMED_AGE.search(a.text) and NAMED_AGE.search(b.text):
        return False  # by name they are compared elsewhere
    sexes = [(MALE.search(f.text) is not None, FEMALE.search(f.text) is not None) for f in (a, b)]
    if sexes[0] != sexes[1] and all(any(s) for s in sexes):
        return False
    if ONE_MORE.search(a.text) or ONE_MORE.search(b.text):
        return False
    if p.context.more >= ALMOST_ONE:
        return True
    did = [CHARGED.search(f.text) is not None for f in (a, b)]
    harmed = [HARMED.search(f.text) is not None for f in (a, b)]
    if all(harmed) and p.context.more >= 0.1:
        return True
    return all(did) or (p.context.more >= NEAR and did[0] == did[1])


ONE_MORE = re.compile(
    r"\b(?:the other|another|(?:second|third|fourth|fifth|sixth) (?:\w+ )?"
    r"(?:victim|defendant|suspect|man|woman|boy|girl|person|teen|child))\b",
    re.I,
)
"""Words of one beside others, whose age is another's."""


@lru_cache(maxsize=65_536)
def hours_in(text: str) -> frozenset[int]:
    """The hours of the day that a passage gives, in minutes after midnight, without bounds ("after 3")."""
    out = set()
    for m in HOUR.finditer(text):
        if BOUND.search(text[: m.start()]) and not m["about"]:
            continue
        if (minutes := clock(m)) is not None:
            out.add(minutes)
    return frozenset(out)


@lru_cache(maxsize=65_536)
def hour_told(text: str) -> int | None:
    """The hour at which a passage says that something struck, in minutes after midnight; None where it gives
    none or several, or tells of another occasion or of what came after."""
    hours = hours_in(text)
    if len(hours) != 1 or not STRUCK.search(text) or ANOTHER.search(text) or AFTER.search(text):
        return None
    return min(hours)


SOONER, LATER = 20, 70
"""By so many minutes the hours of one event differ at least, and at most: further apart are two events, but
for "a.m." where the other has "p.m.".  By hand, on stories labelled whole."""

STRUCK = re.compile(
    r"\b(?:happen\w*|occur\w*|(?:took|take|taking) place|erupt\w*|broke out|went off|detonat\w*|explod\w*|"
    r"struck|heard|began|started|opened fire|fired|crash\w*|collid\w*|collaps\w*|rang out|shots?|shooting|"
    r"stabb\w*|respond\w*|alerted|hit|killed|gunfire|came through)\b",
    re.I,
)
AFTER = re.compile(
    r"\b(?:arrest\w*|in(?:to)? custody|found|abandoned|vigil|news conference|in court|hospital|pronounced|"
    r"scheduled|hearing|meeting|surrender\w*|released|served|stopped|ended)\b",
    re.I,
)
"""Words of what came before or after the blow: its hour is another."""


NOBODYS_NUMBER = PEOPLE | frozenset(
    stem(w)
    for w in (
        "part senator lawmaker representative congressman democrat republican delegate minister defendant "
        "accused agent deputy judge juror lawyer candidate leader executive aide inmate relative parent "
        "neighbour neighbor driver nurse doctor paramedic arrest state"
    ).split()
)
"""What a report seldom gives one number of: people in their offices, of whom each statement counts others,
parts of a whole, and arrests.  Of the 22 disagreements over such numbers and over other things in 717 stories
labelled whole none of the eleven over these was a clash, and four of the others were."""


def counted(x: Figure) -> str | None:
    """What a figure gives a number of, under one name; None for people, a share, and what is not said
    to be counted."""
    of = stem(x.of.lower())
    if x.unit in ("percent", "share") or not telling(x):
        return None
    if x.unit:
        return f"in {x.unit}"
    if not of or of in NOBODYS_NUMBER:
        return None
    return f"{of} {status_class(x.status) or ''}".strip()


def with_singles(facts: Sequence[Facts]) -> list[Facts]:
    """Facts that know which of their numbers are the only one of its thing in their report, where the story
    gives few of that thing, and beside which other numbers of it some report gives them."""
    given: dict[str, dict[str, set[float]]] = defaultdict(lambda: defaultdict(set))
    wounded: dict[str, int] = defaultdict(int)
    for f in facts:
        for x in f.figures:
            if (what := counted(x)) and (value := middle(x)):
                given[f.report][what].add(value)
        given[f.report]["age"] |= ages_in(f.sentence)
        given[f.report]["hour"] |= {float(h) for h in hours_in(f.sentence)}
        wounded[f.report] |= wounds(f.sentence)
    rivals: dict[tuple[str, float], set[tuple[str, float]]] = defaultdict(set)
    every: dict[str, set[float]] = defaultdict(set)
    for by_thing in given.values():
        for what, values in by_thing.items():
            every[what] |= values
            for v in values:
                rivals[what, v] |= {(what, w) for w in values if w != v}
    out = []
    for f in facts:
        single = {
            (w, middle(x) or 0.0)
            for x in f.figures
            if (w := counted(x)) and len(given[f.report][w]) == 1 and len(every[w]) < VERSIONS
        }
        if (age := age_told(f.text)) is not None:
            single.add(("age", age))
        if (hour := hour_told(f.text)) is not None:
            single.add(("hour", float(hour)))
        if (where := wounds(f.text)) and where == wounded[f.report]:
            single.add(("wound", float(where)))
        beside = {r for one in single for r in rivals[one]}
        found = replace(f, single=frozenset(single), beside=f.beside | beside) if single else f
        out.append(found)
    return out


PARTS = (
    "head face cheek neck eye temple forehead jaw chest stomach abdomen torso back shoulder arm hand wrist "
    "leg thigh foot hip knee groin"
).split()
WOUND = re.compile(
    r"\b(?:shot|struck|hit|wound(?:s|ed)?|stabbed|injur(?:y|ed)|bullet|gunshot|grazed)\b[^.;]{0,40}?\b"
    rf"(?:in|to) (?:the|his|her|their) (?:(?:left|right|upper|lower) |back of (?:the|his|her) )*"
    rf"(?P<part>{'|'.join(PARTS)})\b"
    rf"(?:(?:,| and) (?:(?:the|his|her|left|right|upper) )*(?P<other>{'|'.join(PARTS)})\b)?",
    re.I,
)


WITHIN = {
    "jaw": "face", "cheek": "face", "eye": "face", "thigh": "leg", "knee": "leg", "wrist": "arm",
    "shoulder": "arm", "chest": "torso", "stomach": "torso", "abdomen": "torso", "back": "torso",
}  # fmt: skip
"""Parts of the body that lie in another: who is hit in the thigh is hit in the leg."""


SEVERAL = re.compile(
    r"\b(?:people|victims|men|women|boys|girls|teen(?:ager)?s|others|several|multiple|both|each|two|three|four)\b",
    re.I,
)
"""Words of several who were hit, each elsewhere."""


@lru_cache(maxsize=65_536)
def wounds(text: str) -> int:
    """Where a passage says that somebody was hit: a bit for each of :data:`PARTS`, with what each lies in, 0
    where it is silent."""
    found = 0
    if SEVERAL.search(text):
        return 0
    for m in WOUND.finditer(text):
        for part in (m["part"], m["other"]):
            if part:
                part = part.lower()
                found |= 1 << PARTS.index(part) | 1 << PARTS.index(WITHIN.get(part, part))
    return found


def _two_days(a: Facts, b: Facts) -> bool:
    """Whether two statements are put on two days of the week."""
    one, two = (days_named(f.text, f.sentence or f.text, f.published) for f in (a, b))
    return bool(one and two and not one & two)


OTHER_THING = -4.4
"""Below this logit of one claim two numbers are of two things: of the 56 told to clash in 717 stories
labelled whole it passes over eleven of the 36 that were none and two of the 20 others."""


def single_clash(p: Pair, by: Likeness) -> Clash | None:
    """Two reports that each give one number of a thing, and not the same; unless reading the two together
    finds no one matter."""
    found = _two_numbers(p)
    return None if found is None or unrelated(p, OTHER_THING) else found


def _two_numbers(p: Pair) -> Clash | None:
    a, b = p.a, p.b
    if not a.single or not b.single or a.report == b.report or (days_apart(a, b) or 0) >= 1:
        return None
    alike = p.words.less >= ALIKE and p.context.more >= NEAR_BY
    for what, v in sorted(a.single):
        for other, w in sorted(b.single):
            if what != other or v == w or (what, w) in a.beside or (what, v) in b.beside:
                continue
            if what == "age":
                least = MONTH if max(v, w) < 1 else 0.2
                if least < abs(v - w) <= YOUNGER and one_aged(p):
                    return Clash("figure", f"{quoted(a)} and {quoted(b)} give one person two ages.", 0.55)
                continue
            if not alike:
                continue
            if what == "hour":
                gap = hours_apart(v, w)
                if (SOONER <= gap <= LATER or gap >= 12 * 60 - 30) and not _two_days(a, b):
                    told = [f"{int(m) // 60}:{int(m) % 60:02}" for m in (v, w)]
                    why = f"{quoted(a)} puts it at {told[0]}, {quoted(b)} at {told[1]}."
                    return Clash("date", why, 0.55)
                continue
            if what == "wound":
                ages = age_told(a.text), age_told(b.text)
                if None not in ages and ages[0] != ages[1]:
                    continue  # a boy of 17 and a woman of 26
                if not int(v) & int(w):
                    return Clash("place", f"{quoted(a)} and {quoted(b)} put one wound in two places.", 0.5)
                continue
            if a.background or b.background or a.future != b.future or max(v, w) > MANY * min(v, w):
                continue
            if two_occasions(a, b):
                continue
            x, y = (next(x for x in f.figures if counted(x) == what) for f in (a, b))
            if compare(x, y) == "clash":
                why = f"{quoted(a)} gives {printed(x)} where {quoted(b)} gives {printed(y)}."
                return Clash("figure", why, 0.55)
    return None
