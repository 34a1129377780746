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
from wiredesk.claims.findings import Clash, quoted
from wiredesk.claims.likeness import Likeness
from wiredesk.claims.occasions import two_occasions
from wiredesk.claims.particulars import HOUR
from wiredesk.claims.signals import Pair, days_apart
from wiredesk.claims.words import stem
from wiredesk.model.statements import Figure
from wiredesk.text.numbers import spelled

AGED = re.compile(r"\b(?P<age>\d{1,2}|[a-z]{3,6})[- ](?P<unit>year|month)s?[- ]old\b", re.I)
AGE = re.compile(
    AGED.pattern
    + r"|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*, (?P<after>\d{1,2})(?=[,.;)])|\b[Aa]ge[ds]? (?P<of>\d{1,2})\b",
    re.I,
)
YOUNGER = 3
"""Two ages of one person differ by so many years at most, where no name says that they are one's."""

HARMED = re.compile(
    r"\b(?:shot|shooting|kill\w*|died|dies|dead|death|wound\w*|injur\w*|struck|hit|hurt|fatal\w*|stabb\w*|"
    r"drown\w*|victim)\b",
    re.I,
)
"""What befell somebody whose age is told; the ages of others ("a 16-year-old in jail") are anybody's."""

MANY = 10
"""Two numbers of one thing are within so many times each other."""


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
    """The age of somebody who is told of by it ("a 5-year-old girl"), where a passage gives one alone."""
    return next(iter(ages_in(text))) if len(AGED.findall(text)) == 1 and len(ages_in(text)) == 1 else None


@lru_cache(maxsize=65_536)
def hours_in(text: str) -> frozenset[int]:
    """The hours of the day that a passage gives, in minutes after midnight, without bounds ("after 3")."""
    out = set()
    for m in HOUR.finditer(text):
        if BOUND.search(text[: m.start()]) and not m["about"]:
            continue
        if m["half"]:
            if int(m["h"]) <= 12:
                late = 12 if m["half"].lower() == "p" else 0
                out.add(60 * (int(m["h"]) % 12 + late) + int(m["m"] or 0))
        else:
            out.add(60 * int(m["h24"] or m["h25"]) + int(m["m24"] or m["m25"]))
    return frozenset(out)


BOUND = re.compile(r"\b(?:after|before|until|till|by|from|between|and|to|since)\s+$", re.I)
SOONER, LATER = 15, 180
"""By so many minutes the hours of one event differ at least, and at most: further apart are two events."""


def counted(x: Figure) -> str | None:
    """What a figure gives a number of, under one name; None for a toll of people, a share, and what is not
    said to be counted."""
    of = stem(x.of.lower())
    if x.unit in ("percent", "share") or not telling(x):
        return None
    if x.unit:
        return f"in {x.unit}"
    if not of or (of in PEOPLE and x.status):
        return None
    return f"{of} {status_class(x.status) or ''}".strip()


def with_singles(facts: Sequence[Facts]) -> list[Facts]:
    """Facts that know which of their numbers are the only one of its thing in their report, and beside which
    other numbers of that thing some report gives them."""
    given: dict[str, dict[str, set[float]]] = defaultdict(lambda: defaultdict(set))
    for f in facts:
        for x in f.figures:
            if (what := counted(x)) and (value := middle(x)):
                given[f.report][what].add(value)
        given[f.report]["age"] |= ages_in(f.sentence)
        given[f.report]["hour"] |= {float(h) for h in hours_in(f.sentence)}
    rivals: dict[tuple[str, float], set[tuple[str, float]]] = defaultdict(set)
    for by_thing in given.values():
        for what, values in by_thing.items():
            for v in values:
                rivals[what, v] |= {(what, w) for w in values if w != v}
    out = []
    for f in facts:
        single = {
            (w, middle(x) or 0.0) for x in f.figures if (w := counted(x)) and len(given[f.report][w]) == 1
        }
        if (age := age_told(f.text)) is not None:
            single.add(("age", age))
        if len(hours := hours_in(f.text)) == 1 and len(given[f.report]["hour"]) == 1:
            single.add(("hour", float(min(hours))))
        beside = {r for one in single for r in rivals[one]}
        found = replace(f, single=frozenset(single), beside=f.beside | beside) if single else f
        out.append(found)
    return out


def single_clash(p: Pair, by: Likeness) -> Clash | None:
    """Two reports that each give one number of a thing, and not the same."""
    a, b = p.a, p.b
    if not a.single or not b.single or a.report == b.report or (days_apart(a, b) or 0) >= 1:
        return None
    for what, v in sorted(a.single):
        for other, w in sorted(b.single):
            if what != other or v == w or (what, w) in a.beside or (what, v) in b.beside:
                continue
            if what == "age":
                two = bool(a.people and b.people and not a.people & b.people)
                harmed = HARMED.search(a.text) and HARMED.search(b.text)
                if harmed and not two and 0.2 < abs(v - w) <= YOUNGER and p.context.more >= 0.1:
                    return Clash("figure", f"{quoted(a)} and {quoted(b)} give one person two ages.", 0.55)
                continue
            if what == "hour":
                gap = min(abs(v - w), 24 * 60 - abs(v - w))
                if SOONER <= gap <= LATER and p.context.more >= 0.3:
                    clock = [f"{int(m) // 60}:{int(m) % 60:02}" for m in (v, w)]
                    why = f"{quoted(a)} puts it at {clock[0]}, {quoted(b)} at {clock[1]}."
                    return Clash("date", why, 0.55)
                continue
            if a.background or b.background or a.future != b.future or max(v, w) > MANY * min(v, w):
                continue
            if (p.words.more < 0.2 and p.context.more < 0.3) or two_occasions(a, b):
                continue
            x, y = (next(x for x in f.figures if counted(x) == what) for f in (a, b))
            if compare(x, y) == "clash":
                why = f"{quoted(a)} gives {printed(x)} where {quoted(b)} gives {printed(y)}."
                return Clash("figure", why, 0.55)
    return None
