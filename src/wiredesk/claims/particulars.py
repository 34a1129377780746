"""Particulars that two accounts of one event give differently: an age, an hour, a name, how many attackers.

The words around them seldom agree, so each is read by its own form, and asks for little likeness besides.
Chosen on the answer keys that were read (``bench/keys`` and ``read``).
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from wiredesk.claims.facts import Facts
from wiredesk.claims.figures import compare, printed, telling
from wiredesk.claims.findings import Clash, quoted
from wiredesk.claims.likeness import Likeness
from wiredesk.claims.names import name, same_person
from wiredesk.claims.signals import Pair, days_apart
from wiredesk.claims.words import stem
from wiredesk.model.statements import Figure
from wiredesk.text.numbers import spelled

FULL = r"[A-Z][\w’'-]+(?: (?:[A-Z]\.|[A-Z][\w’'-]+)){1,3}"
AGES = (
    re.compile(
        rf"\b(?P<name>{FULL}), (?P<age>\d{{1,2}})(?=[,.;:)”\"]|\s(?:of|from|was|were|is|and|died)\b|\s*$)"
    ),
    re.compile(rf"\b(?P<age>\d{{1,2}})-year-old (?P<name>{FULL})"),
    re.compile(
        rf"\b(?P<name>{FULL}),? (?:aged|who (?:was|is)) (?P<age>\d{{1,2}})\b(?! (?:when|years?|months?))"
    ),
    re.compile(rf"\b(?P<age>\d{{1,2}})-year-old(?: [a-z]+)? as (?P<name>{FULL})"),
)
DAY = r"(?:Jan|Feb|Mar|Apr|May|June|July|Aug|Sep|Oct|Nov|Dec|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)[a-z]*"
LAST = r"(?P<name>[A-Z][\w’'-]*[a-z])"
LAST_NAMED_AGES = (
    re.compile(
        rf"(?<![A-Za-z]\s)\b(?!{DAY}\b){LAST}, (?:who (?:was|is) )?(?P<age>\d{{1,2}})"
        r"(?=[,.;:)”\"]|\s(?:of|from|was|were|is|and|died)\b|\s*$)"
    ),
    re.compile(rf"\b(?P<age>\d{{1,2}})-year-old {LAST}(?= (?:was|is|has|had|were|who|died|told|said)\b|,)"),
)
"""The age of somebody who is called by his last name alone: "Lin, 42,", "the 42-year-old Lin was".  All ten
pairs of two ages that these and the forms without a comma add in 240 stories labelled whole are disputes
when read."""
AGE_ALONE = re.compile(r"\b(?:his|her) age (?:as|at|is|was) (?P<age>\d{1,2})\b")


@lru_cache(maxsize=65536)
def ages(text: str, sentence: str) -> tuple[tuple[str, int], ...]:
    """The ages that a passage gives, each with the name that it is of; "her age as 38" is of the one person
    whom the sentence names with an age."""
    found = [(m.group("name"), int(m.group("age"))) for form in AGES for m in form.finditer(text)]
    if not found:
        found = [
            (m.group("name"), int(m.group("age"))) for form in LAST_NAMED_AGES for m in form.finditer(text)
        ]
    if not found and (alone := AGE_ALONE.search(text)):
        names = {m.group("name") for form in AGES for m in form.finditer(sentence)}
        if len(names) == 1:
            found = [(names.pop(), int(alone.group("age")))]
    given = Counter(who for who, _ in set(found))
    return tuple((who, age) for who, age in found if given[who] == 1)


IN_COURT = re.compile(r"\b(?:sentenced|plead(?:ed|s)?|pled|trial|convicted|found guilty|appeal\w*)\b", re.I)
"""Words of the end of a case at law, which may come years after its beginning."""


def age_clash(p: Pair, by: Likeness) -> Clash | None:
    """One person at two ages; who is tried or sentenced may have grown a year older since he was charged."""
    if _one_breath(p):
        return None
    older = (IN_COURT.search(p.a.text) is None) != (IN_COURT.search(p.b.text) is None)
    for who, age in ages(p.a.text, p.a.sentence):
        for other, years in ages(p.b.text, p.b.sentence):
            apart = abs(age - years)
            if not apart or (older and apart <= 3):
                continue
            if _one_name(who, other) or (apart <= SLIP and _last_name_alone(who, other)):
                why = f"{quoted(p.a)} and {quoted(p.b)}: {who} is {age} in one, {years} in the other."
                return Clash("figure", why, 0.65)
    return None


SLIP = 5
"""Two ages of one who is called by his last name alone differ by so many years at most, or they are a
father's and a son's."""


def _last_name_alone(left: str, right: str) -> bool:
    """Whether two names are alike in the last name, and one is no more than that."""
    one, two = left.split(), right.split()
    return min(len(one), len(two)) == 1 and one[-1] == two[-1]


def _one_name(left: str, right: str) -> bool:
    """Whether two full names are one person's, who may be told of with a second first name and without."""
    one, two = name(left), name(right)
    if same_person(one, two):
        return True
    return len(one.words) > 1 < len(two.words) and (
        (one.words[0], one.words[-1]) == (two.words[0], two.words[-1]) and one.suffix == two.suffix
    )


HOUR = re.compile(
    r"\b(?P<about>(?:about|around|approximately|nearly|(?:shortly|just) (?:after|before)) )?"
    r"(?:(?P<h>\d{1,2})(?:[:.]?(?P<m>[0-5]\d))? ?(?P<half>[ap])\.?m\b"
    r"|(?<=at )(?P<h24>[01]\d|2[0-3])(?P<m24>[0-5]\d)(?= (?!of)[a-z])"
    r"|(?<=at about )(?P<h25>[01]\d|2[0-3])(?P<m25>[0-5]\d)(?= (?!of)[a-z])"
    r"|(?<!-)(?P<twelve>noon|midnight)\b)",
    re.I,
)
EVENTS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(words, re.I)
    for words in (
        r"\bshooting|\bgunfire|\bshots? (?:were |was )?(?:fired|rang)|\bopen(?:ed)? fire",
        r"\bexplo(?:sion|ded|sive)|\bblasts?\b|\bbomb(?:ing|ings)?\b|\bdetonat",
        r"\bcrash(?:ed)?\b|\bcollision|\bcollided|\bderail",
        r"\bfire (?:broke|started|began|erupted)|\bblaze",
        r"\bearthquake|\bquake|\btremor",
        r"\bcollapsed?\b",
        r"\bstabb",
    )
)
HAPPENED = re.compile(
    r"\b(?:happen|occur|(?:took|take|taking) place|erupt|broke out|went off|detonat|explod|struck|heard|"
    r"began|started|opened fire|fired|crashed|collided|collapsed|rang out)",
    re.I,
)
BLOW = r"(?:shooting|attack|blast|explosion|bombing|incident|crash|stabbing|strike)"
ANOTHER = re.compile(
    rf"\b(?:another|separate|second|third|earlier|later|previous)\b|\bfirst {BLOW}\b|"
    rf"\bof the (?:\w+ )?{BLOW}s\b",
    re.I,
)
"""Words of a blow that is not the one of which the story tells, or one of several."""

BOUND = re.compile(r"\b(?:after|before|until|till|by|from|between|and|to|since)\s+$", re.I)
"""Words right before an hour that is a bound, and not the hour itself."""

BESIDE = re.compile(
    r"\b(?:happen\w*|occurr\w*|erupt\w*|began|started|took place) (?:after|before|while|as|when)\b", re.I
)
"""Words of a blow that is told beside what the hour is of: "happened after police were called at 9 p.m."."""

APART = 180
"""The hours of one blow differ by so many minutes at most, or by half a day ("a.m." printed for "p.m.")."""

SLACK, ABOUT_SLACK = 5, 30
"""By so many minutes two exact hours of one event must differ, and two of which one is "about"; by hand."""


@lru_cache(maxsize=65536)
def hour_of(text: str) -> tuple[int, bool, frozenset[int]] | None:
    """The one hour at which a passage says that a blow fell: minutes after midnight, whether it is given
    as about, and the kinds of blow (indices of :data:`EVENTS`); None where it gives none, or several."""
    kinds = frozenset(n for n, words in enumerate(EVENTS) if words.search(text))
    found = list(HOUR.finditer(text))
    if len(found) != 1 or not kinds or not HAPPENED.search(text) or BESIDE.search(text):
        return None
    m = found[0]
    if not m["about"] and BOUND.search(text[: m.start()]):
        return None
    minutes = clock(m)
    return None if minutes is None else (minutes, bool(m.group("about") or m.group("h25")), kinds)


def clock(m: re.Match[str]) -> int | None:
    """The minutes after midnight that a match of :data:`HOUR` gives; None of "14 p.m."."""
    if m["twelve"]:
        return 720 if m["twelve"].lower() == "noon" else 0
    if not m["half"]:
        return 60 * int(m["h24"] or m["h25"]) + int(m["m24"] or m["m25"])
    if int(m["h"]) > 12:
        return None
    return 60 * (int(m["h"]) % 12 + (12 if m["half"].lower() == "p" else 0)) + int(m["m"] or 0)


def hours_apart(one: float, two: float) -> float:
    """By how many minutes two hours of the day differ: 20 of 0:10 and 23:50."""
    gap = abs(one - two)
    return min(gap, 24 * 60 - gap)


def hour_clash(p: Pair, by: Likeness) -> Clash | None:
    """One blow at two hours of the day."""
    one, two = hour_of(p.a.text), hour_of(p.b.text)
    if (
        one is None
        or two is None
        or _one_breath(p)
        or not one[2] & two[2]
        or (days_apart(p.a, p.b) or 0) >= 2
        or ANOTHER.search(p.a.text)
        or ANOTHER.search(p.b.text)
    ):
        return None
    gap = hours_apart(one[0], two[0])
    if gap < (ABOUT_SLACK if one[1] or two[1] else SLACK) or APART < gap < 12 * 60 - ABOUT_SLACK:
        return None
    told = [f"{m // 60}:{m % 60:02}" for m in (one[0], two[0])]
    return Clash("date", f"{quoted(p.a)} puts it at {told[0]}, {quoted(p.b)} at {told[1]}.", 0.6)


DOERS = frozenset(stem(w) for w in "bomber gunman gunmen shooter attacker assailant hijacker robber".split())
FIGHTERS = frozenset(stem(w) for w in "fighter militant man men".split())
ATTACKED = re.compile(
    r"\b(?:attack\w*|storm\w*|blew|detonat\w*|open(?:ed)? fire|carried out|raid\w*|rob\w*|suicide)\b",
    re.I,
)
CAUGHT_OR_DEAD = re.compile(
    r"\b(?:arrest\w*|captur\w*|dead|died|detained)\b|"
    r"\bkill(?:ed|s|ing) (?:\w+ ){0,3}(?:bomber|gunm|attacker|militant|fighter)",
    re.I,
)
ONE_DOER = re.compile(
    r"\b(?:one|a lone|a single|the lone) (?:suicide )?(?:bomber|gunman|shooter|attacker|assailant|robber)\b",
    re.I,
)


def attackers(f: Facts) -> Figure | None:
    """How many attackers a statement counts; None where it counts none, or some of them alone."""
    if not _tells_attack(f.text):
        return None
    for x in f.figures:
        doers = stem(x.of.lower())
        if telling(x) and not x.unit and x.status is None and doers in DOERS | FIGHTERS:
            return x
    if one := ONE_DOER.search(f.text):
        at = one.start()
        return Figure(at, one.end(), 1.0, 1.0, "", "attacker")
    return None


@lru_cache(maxsize=65536)
def _tells_attack(text: str) -> bool:
    """Whether a passage tells of an attack, and of nobody caught or killed for it."""
    return ATTACKED.search(text) is not None and CAUGHT_OR_DEAD.search(text) is None


def attackers_clash(p: Pair, by: Likeness) -> Clash | None:
    """One attack by two numbers of attackers."""
    x, y = attackers(p.a), attackers(p.b)
    if x is None or y is None or _one_breath(p) or compare(x, y) != "clash" or p.context.more < 0.15:
        return None
    if (days_apart(p.a, p.b) or 0) >= 1:
        return None
    return Clash("figure", f"{quoted(p.a)} counts {printed(x)}, {quoted(p.b)} {printed(y)}.", 0.65)


DIED = re.compile(r"\b(?:dead|deaths?|died|killed|murder\w*|slain|victims?)\b", re.I)
NO_SURNAME = frozenset(
    "Heights Front Park Street Avenue County City Hills Army Center Centre Brigade Road School Court".split()
)
"""Last words of places and bodies that are written like a person's name."""

PERSON = re.compile(rf"\b{FULL}")


@lru_cache(maxsize=65536)
def the_dead(text: str) -> frozenset[str]:
    """The full names in a passage that tells of deaths."""
    return frozenset(m.group() for m in PERSON.finditer(text)) if DIED.search(text) else frozenset()


def victim_clash(p: Pair, by: Likeness) -> Clash | None:
    """The same dead but for a first name: "Ada Lin and Bo Merrow", "Ada Lin and Rafe Merrow"."""
    one, two = the_dead(p.a.text), the_dead(p.b.text)
    if not one or not two or p.a.report == p.b.report:
        return None
    one, two = (
        frozenset(n for n in names if n.lower() not in f.toponyms and n.split()[-1] not in NO_SURNAME)
        for f, names in ((p.a, one), (p.b, two))
    )
    both = {w for w in one for v in two if same_person(name(w), name(v))}
    if not both:
        return None
    paired = {v for v in two if any(_one_name(w, v) for w in one)}
    for w in sorted(one - both):
        if any(_one_name(w, v) for v in two):
            continue
        for v in sorted(two - paired):
            first, last = name(w), name(v)
            if first.words[-1:] != last.words[-1:] or len(first.words) < 2 or len(last.words) < 2:
                continue
            others = [x for x in (*one, *two) if x not in (w, v) and name(x).words[-1:] == first.words[-1:]]
            if not same_person(first, last) and not others:
                return Clash("name", f"{quoted(p.a)} and {quoted(p.b)}: {w} in one, {v} in the other.", 0.6)
    return None


CHILD = re.compile(
    r"\b(?P<age>\d{1,2})[- ]year[- ]old (?P<first>[A-Z][a-z’'-]{2,})(?: [A-Z][\w’'.-]*){0,2} "
    r"(?P<last>[A-Z][\w’'-]+)"
)


@lru_cache(maxsize=65536)
def _children(text: str) -> tuple[re.Match[str], ...]:
    return tuple(CHILD.finditer(text))


def surname_clash(p: Pair, by: Likeness) -> Clash | None:
    """One first name and one age under two surnames: "3-year-old Ada Lin", "3-year-old Ada Merrow".  Who has
    two of them is called by one alone, too."""
    if p.a.report == p.b.report:
        return None
    for x in _children(p.a.text):
        for y in _children(p.b.text):
            same = x["age"] == y["age"] and x["first"] == y["first"]
            both = any(m["last"] in f.sentence for m, f in ((x, p.b), (y, p.a)))
            if same and not both and stem(x["last"].lower())[:4] != stem(y["last"].lower())[:4]:
                one, two = (f"{m['first']} {m['last']}" for m in (x, y))
                return Clash(
                    "name", f"{quoted(p.a)} and {quoted(p.b)}: {one} in one, {two} in the other.", 0.6
                )
    return None


TERM = re.compile(
    r"\bsentenc\w+ (?:[\w’\'-]+ ){0,8}?to (?:(?:about|only|just) )?"
    r"(?P<n>\d{1,3}|[a-z-]+)(?P<half>-and-a-half| and a half)? (?P<unit>years?|months?)\b",
    re.I,
)


@lru_cache(maxsize=65536)
def term(text: str) -> float | None:
    """The months in prison to which a passage says that somebody was sentenced; None where it gives none."""
    found = TERM.search(text)
    if found is None:
        return None
    number = float(found["n"]) if found["n"].isdigit() else spelled(found["n"].lower())
    if not number:
        return None
    months = number * (12 if found["unit"].lower().startswith("year") else 1)
    return months + (6 if found["half"] else 0)


def term_clash(p: Pair, by: Likeness) -> Clash | None:
    """One person sentenced to two terms: the sentence names one on both sides, or one side nobody."""
    one, two = term(p.a.text), term(p.b.text)
    if one is None or two is None or one == two or p.a.report == p.b.report:
        return None
    if p.a.people and p.b.people and not any(_one_name(x, y) for x in p.a.people for y in p.b.people):
        return None
    one_name = p.names[0] & p.names[1]
    if (p.names[0] and p.names[1] and not one_name) or p.context.more < (0.1 if one_name else 0.3):
        return None
    if (days_apart(p.a, p.b) or 0) >= 2:
        return None
    told = [f"{m:g} months" if m % 12 else f"{m / 12:g} years" for m in (one, two)]
    why = f"{quoted(p.a)} and {quoted(p.b)}: {told[0]} in one, {told[1]} in the other."
    return Clash("figure", why, 0.65)


ROLE = (
    r"(?:lone |suspected |alleged )?"
    r"(?P<role>gunman|shooter|attacker|assailant|bomber|suspect|killer|driver|pilot)"
)
NAMED = (
    re.compile(rf"\b(?:named|identified) the {ROLE} as (?:\d+-year-old )?(?P<name>{FULL})"),
    re.compile(
        rf"\b[Tt]he {ROLE} (?:was|has been) (?:named|identified)(?: by [^,.;]{{1,40}}?)?"
        rf" as (?:\d+-year-old )?(?P<name>{FULL})"
    ),
)
AT_THE_WHEEL = frozenset(("driver", "pilot"))


@lru_cache(maxsize=65536)
def named(text: str) -> tuple[str, str] | None:
    """Whom a passage names as the one who did it ("doer"), drove or flew, and as what; None where nobody."""
    for form in NAMED:
        if found := form.search(text):
            role = found["role"].lower()
            return (role if role in AT_THE_WHEEL else "doer"), found["name"]
    return None


def named_clash(p: Pair, by: Likeness) -> Clash | None:
    """The one gunman under the names of two people."""
    one, two = named(p.a.text), named(p.b.text)
    if one is None or two is None or one[0] != two[0] or p.a.report == p.b.report:
        return None
    if _one_name(one[1], two[1]) or one[1] in p.b.sentence or two[1] in p.a.sentence:
        return None
    why = f"{quoted(p.a)} and {quoted(p.b)}: {one[1]} in one, {two[1]} in the other."
    return Clash("name", why, 0.65)


def particulars(f: Facts) -> frozenset[str]:
    """Which particulars a statement gives, so that statements in quite other words meet."""
    found = {
        "age": bool(ages(f.text, f.sentence)),
        "hour": hour_of(f.text) is not None,
        "attackers": attackers(f) is not None,
        "the dead": len(the_dead(f.text)) >= 2,
        "the term": term(f.text) is not None,
        "the name": named(f.text) is not None,
    }
    return frozenset(k for k, there in found.items() if there)


def _one_breath(p: Pair) -> bool:
    return p.a.report == p.b.report and p.a.voice == p.b.voice and p.a.speaker == p.b.speaker
