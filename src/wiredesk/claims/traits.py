"""Traits that a report tells one of: the colour of a car, where a gun lay, a bail, somebody's home.

Two reports that each tell one such thing, in words that exclude each other, clash, however differently they
are worded; unless some report of the story tells both, for then there are two such cars.  As with numbers
(:mod:`wiredesk.claims.singles`) the story says that the two are of one matter.  The words were collected on
clashes of stories of local shootings that were labelled whole; of their statements 16 pairs are told so, 11
labelled as clashes and the others clashes when read.  Two numbers in one street are told by seven pairs
of 717 such stories, three labelled and three more clashes when read.  Left out, since most that they told
there were of two matters, are days of the week, blocks of different streets, hospitals, where somebody died,
sorts of guns, and what a shooting was called ("drive-by", "domestic").
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from wiredesk.claims.facts import Facts
from wiredesk.claims.findings import Clash, quoted
from wiredesk.claims.likeness import Likeness
from wiredesk.claims.signals import Pair, days_apart

IN_PLACES = ("the home", "the number in")
"""How traits begin that are places."""

Trait = tuple[str, str]
"""Of what something is told (perhaps of whom: "the home of Holm"), and what."""

COLOURS = {
    "gray": "gray", "grey": "gray", "silver": "gray", "gold": "gold", "tan": "gold", "beige": "gold",
    "brown": "gold", "black": "black", "white": "white", "red": "red", "maroon": "red", "burgundy": "red",
    "blue": "blue", "green": "green", "yellow": "yellow", "orange": "orange", "purple": "purple",
}  # fmt: skip
"""Colours of cars; those that one witness calls so and another so are one."""

MAKES = {
    "honda": "honda", "toyota": "toyota", "ford": "ford", "chevrolet": "chevrolet", "chevy": "chevrolet",
    "nissan": "nissan", "dodge": "dodge", "chrysler": "chrysler", "jeep": "jeep", "bmw": "bmw",
    "mercedes": "mercedes", "lexus": "lexus", "acura": "acura", "infiniti": "infiniti", "hyundai": "hyundai",
    "kia": "kia", "mazda": "mazda", "volkswagen": "volkswagen", "subaru": "subaru", "buick": "buick",
    "cadillac": "cadillac", "pontiac": "pontiac", "gmc": "gmc", "mitsubishi": "mitsubishi", "audi": "audi",
    "volvo": "volvo",
}  # fmt: skip
CAR = (
    r"(?:car|vehicle|sedan|suv|truck|pick-?up|van|minivan|coupe|hatchback|"
    rf"{'|'.join(MAKES)})"
)
COLOURED = re.compile(
    rf"\b(?P<colour>{'|'.join(COLOURS)})(?:[- ]colored)?,? (?:(?:\d{{4}}|(?:four|two|4|2)-door|older|newer|"
    rf"model|[A-Z]\w+)[ ,]+){{0,3}}?{CAR}\b",
    re.I,
)
ANY_CAR = re.compile(rf"\b{CAR}\b", re.I)
MAKE = re.compile(rf"\b(?P<make>{'|'.join(MAKES)})(?![’']s| (?:County|Street|Avenue|Road|Park))\b", re.I)
AWAY = re.compile(
    r"\b(?:fle(?:d|e|eing)|sped|drove|getaway|gunm[ae]n|shooters?|suspects?|attackers?|opened fire|fired|"
    r"drive-by|pulled up|jumped out|seen leaving|looking for|searching for|escaped|took off)\b",
    re.I,
)
"""Words of the car of those who did it."""


def _cars(text: str) -> list[Trait]:
    if AWAY.search(text) is None or ANY_CAR.search(text) is None:
        return []
    found = [("the colour of the car", COLOURS[m["colour"].lower()]) for m in COLOURED.finditer(text)]
    return found + [("the make of the car", MAKES[m["make"].lower()]) for m in MAKE.finditer(text)]


HOME = re.compile(
    r"\b[A-Z][\w’'-]+(?: [A-Z][\w’'.-]*){0,2} (?P<last>[A-Z][\w’'-]+), \d{1,2}, of "
    r"(?:the )?(?P<place>(?:North |South |East |West |New )?[A-Z][a-z]+(?: [A-Z][a-z]+)?)\b(?! (?:block|\d))"
)


def _homes(text: str) -> list[Trait]:
    return [(f"the home of {m['last']}", m["place"].strip()) for m in HOME.finditer(text)]


LAY = re.compile(
    r"\b(?:gun|handgun|pistol|weapon|firearm|revolver|rifle|shotgun|it)\b[^.;]{0,60}?"
    r"\b(?:on|in|inside|under|underneath|off|from|beneath) (?:a |the |his |her |their |an )?"
    r"(?:[\w’'-]+ ){0,2}?(?P<where>nightstand|night stand|dresser|bed|pillow|mattress|headboard|purse|closet|"
    r"couch|sofa|safe|cabinet|backpack|glove compartment|counter)\b",
    re.I,
)
FOUND = re.compile(
    r"\b(?:found|grabbed|got|picked up|took|kept|retrieved|reached|pulled|left|sitting|lying)\b", re.I
)
ONE_PLACE = {
    "night stand": "nightstand", "mattress": "bed", "pillow": "bed", "headboard": "bed", "sofa": "couch",
}  # fmt: skip


def _lairs(text: str) -> list[Trait]:
    if FOUND.search(text) is None:
        return []
    found = (m["where"].lower() for m in LAY.finditer(text))
    return [("where the gun lay", ONE_PLACE.get(w, w)) for w in found]


MONEY = r"\d(?:[\d,.]*\d)?(?: (?:million|thousand))?"
BAIL = re.compile(
    rf"\b(?:bail|bond)\b[^.;$]{{0,50}}?\$(?P<a>{MONEY})(?! (?:for each|per|each))|"
    rf"\$(?P<b>{MONEY}) (?:\w+ ){{0,2}}?(?:bail|bond)\b(?! (?:for each|per|each))",
    re.I,
)
EACH = re.compile(r"\beach\b", re.I)
TIMES = {"": 1, "million": 1_000_000, "thousand": 1_000}


def _bails(text: str) -> list[Trait]:
    out = []
    for m in BAIL.finditer(text) if EACH.search(text) is None else ():
        number, _, times = (m["a"] or m["b"]).replace(",", "").partition(" ")
        if number.count(".") <= 1:
            out.append(("the bail", f"{float(number) * TIMES[times.lower()]:.0f}"))
    return out


STREET = re.compile(
    r"\b(?P<number>[1-9]\d{2,4})(?P<block>[- ]block)?(?: of)? (?:(?:[NSEW]\.?|North|South|East|West) )?"
    r"(?P<name>(?:[A-Z][\w’'.-]+ ){1,3}?|\d+(?:st|nd|rd|th) )"
    r"(?:Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Boulevard|Blvd|Lane|Ln|Court|Place|Trail|Terrace|Parkway|Circle)\b"
)
"""A number in a street, or a block of it."""


def _streets(text: str) -> list[Trait]:
    """The hundreds of the numbers in streets, since a block stands for all of its houses."""
    numbers = [(m, int(m["number"])) for m in STREET.finditer(text)]
    return [
        (f"the number in {m['name'].strip()}", f"-{n // 100}-")
        for m, n in numbers
        if not (m["block"] and n % 1000 == 0)
    ]


READERS: tuple[tuple[re.Pattern[str], Callable[[str], list[Trait]]], ...] = (
    (AWAY, _cars),
    (re.compile(r", \d{1,2}, of "), _homes),
    (
        re.compile(r"\b(?:gun|handgun|pistol|weapon|firearm|revolver|rifle|shotgun|nightstand)\b", re.I),
        _lairs,
    ),
    (re.compile(r"\b(?:bail|bond)\b", re.I), _bails),
    (STREET, _streets),
)
"""What reads each sort, and words without which a passage tells of none."""


@lru_cache(maxsize=65_536)
def traits(text: str) -> frozenset[Trait]:
    """The traits that a passage tells of."""
    return frozenset(found for words, read in READERS if words.search(text) for found in read(text))


def with_traits(facts: Sequence[Facts]) -> list[Facts]:
    """Facts that know which of their traits are the only one of its kind in their report, and which others of
    its kind some report tells beside it."""
    told: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for f in facts:
        for what, value in traits(f.sentence or f.text) | traits(f.text):
            told[f.report][what].add(value)
    beside: dict[Trait, set[Trait]] = defaultdict(set)
    for of_report in told.values():
        for what, values in of_report.items():
            for v in values:
                beside[what, v] |= {(what, w) for w in values if w != v}
    out = []
    for f in facts:
        mine = frozenset(t for t in traits(f.text) if len(told[f.report][t[0]]) == 1)
        rivals = frozenset(r for t in mine for r in beside[t])
        out.append(replace(f, traits=mine, rivals=rivals) if mine else f)
    return out


def trait_clash(p: Pair, by: Likeness) -> Clash | None:
    """Two reports that each tell one such thing, and not the same."""
    a, b = p.a, p.b
    if not a.traits or not b.traits or a.report == b.report or (days_apart(a, b) or 0) >= 2:
        return None
    if a.negated != b.negated or a.has_condition or b.has_condition:
        return None
    if a.people and b.people and not a.people & b.people:
        return None
    for what, one in sorted(a.traits):
        for other, two in sorted(b.traits):
            if what != other or one in two or two in one:
                continue
            if (what, two) in a.rivals or (what, one) in b.rivals:
                continue
            why = f"{quoted(a)} and {quoted(b)} do not agree on {what}."
            kind = "figure" if what == "the bail" else "place" if what.startswith(IN_PLACES) else "name"
            return Clash(kind, why, 0.5)
    return None
