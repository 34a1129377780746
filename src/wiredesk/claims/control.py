"""Who holds what: the arithmetic of places, parts and exceptions.

A statement of control says of one side which share of which place it holds.  Two of them clash when
no division of the ground satisfies both: "all districts but two" and "four of seven" can both
hold, "all districts but two" and "driven out" cannot.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from wiredesk.claims.facts import Facts
from wiredesk.claims.names import folded
from wiredesk.claims.words import likeness, stem
from wiredesk.model.statements import Force

SAID = frozenset((Force.ASSERTED, Force.HEDGED, Force.UNVERIFIED))
"""Forces that say how things are."""

LEFT = frozenset(("lost", "cleared"))
"""Relations after which the side named holds nothing there: "driven out", "cleared of"."""

FUTURE = re.compile(r"\b(?:will|would|could|may|might)\b|[’']ll\b", re.I)
"""Words of a hold that is not yet."""

SHARES = {"all": (1.0, 1.0), "most": (0.5, 1.0), "some": (0.01, 1.0), "none": (0.0, 0.0)}
"""The least and the most of a place that "all", "most", "some" and "none" of it can be."""


@dataclass(frozen=True, slots=True)
class Hold:
    """One side's share of one place: between ``low`` and ``high`` (0 to 1), ``but`` excepted."""

    side: frozenset[str]
    place: str
    id: str | None
    low: float
    high: float
    but: frozenset[str] = frozenset()


def holds(f: Facts) -> tuple[Hold, ...]:
    """What a control statement says, as shares; empty for contested and besieged places."""
    c = f.control
    if f.has_condition or f.force not in SAID or f.asked or FUTURE.search(f.text):
        return ()  # what is offered, demanded or supposed holds nothing
    if c is None or c.relation in ("contests", "besieges") or not c.places:
        return ()
    low, high = SHARES.get(c.part, SHARES["some"])
    side = c.holder
    if c.relation in LEFT:
        side = (c.against or c.holder) if c.relation == "cleared" else (c.holder or c.against)
        low, high = 1.0 - high, 1.0 - low
    elif part := next((x for x in f.figures if x.unit in ("percent", "share") and x.low is not None), None):
        whole = 100.0 if part.unit == "percent" else 1.0
        low = min(1.0, (part.low or 0.0) / whole)
        high = 1.0 if part.high is None else min(1.0, part.high / whole)
    elif c.count and c.total:
        low, high = min(1.0, c.count / c.total), 1.0
    elif c.but:
        low, high = 0.1, 0.99
    if not side:
        return ()
    but = frozenset(_place(b) for b in c.but)
    return tuple(Hold(_side(side), _place(p), f.place_ids.get(p), low, high, but) for p in c.places)


def _side(printed: str) -> frozenset[str]:
    words = [w.removesuffix("’s").removesuffix("'s") for w in printed.lower().split()]
    kept = [w for w in words if w not in FIGHTERS and w not in ("the", "of", "a", "an", "and", "s")]
    return frozenset(folded(w) for w in kept)


FIGHTERS = frozenset(
    "group groups fighter fighters force forces militant militants troop troops army soldier soldiers "
    "insurgent insurgents movement militia militias rebels men units unit authorities government "
    "regime side".split()
)
"""Common nouns beside a side's name."""


def _place(printed: str) -> str:
    areas = (
        "the",
        "province",
        "district",
        "city",
        "valley",
        "town",
        "of",
        "capital",
        "village",
        "region",
        "area",
    )
    plain = printed.lower().replace("’s", "").replace("'s", "")
    words = [w for w in plain.split() if w not in areas]
    return " ".join(folded(w) for w in words) or printed.lower()


def same_control(a: Facts, b: Facts) -> bool:
    """Whether two control statements say the same: same side, place, and share."""
    one, two = holds(a), holds(b)
    return any(
        _same_side(x, y)
        and _same_place(x, y)
        and abs(x.low - y.low) < 0.3
        and abs(x.high - y.high) < 0.3
        and x.but == y.but
        for x in one
        for y in two
    )


def _same_side(x: Hold, y: Hold) -> bool:
    return bool(x.side & y.side)


def _same_place(x: Hold, y: Hold) -> bool:
    return x.place == y.place or (x.id is not None and x.id == y.id)


def contradicts(a: Facts, b: Facts) -> str | None:
    """Why two control statements cannot both hold, or None where they can."""
    for x in holds(a):
        for y in holds(b):
            why = _clash(x, y, a, b) or _clash(y, x, b, a)
            if why:
                return why
    return None


def compatible(a: Facts, b: Facts) -> str | None:
    """Why two different control statements of one side and place can both hold, or None."""
    for x in holds(a):
        for y in holds(b):
            if (
                _same_side(x, y)
                and _same_place(x, y)
                and (x.low, x.high) != (y.low, y.high)
                and max(x.low, y.low) <= min(x.high, y.high)
            ):
                return (
                    f"both can hold: any share from {max(x.low, y.low):.0%} to {min(x.high, y.high):.0%} "
                    "of the place satisfies them"
                )
    return None


def _clash(x: Hold, y: Hold, a: Facts, b: Facts) -> str | None:
    same = _same_side(x, y)
    if not x.side or not y.side:
        return None
    if _same_place(x, y):
        if same and (x.low > y.high or y.low > x.high):
            return "no share of the place satisfies both"
        if not same and x.low + y.low > 1.0 and not _allied(x, y):
            return "the two sides cannot both hold so much of the place"
        return None
    if not _inside(y, b, x, a) or y.place in x.but:
        return None
    # y's place lies in x's.  An exception is no clash, a part of a whole that is held is.
    if same and y.high == 0.0 and (x.low >= 0.99 or x.but):
        return "a part is said to be lost of what is said to be held" + (
            ", and is not excepted" if x.but else ""
        )
    if same and x.high == 0.0 and y.low > 0:
        return "a part is said to be held of what is said to be lost altogether"
    if not same and x.low >= 0.99 and y.low > 0 and not _allied(x, y):
        return "the other side is said to hold a part of what is said to be held whole"
    return None


def _allied(x: Hold, y: Hold) -> bool:
    """Whether two names may be one side's: a common word of near meaning ("rebels", "opposition")."""
    return any(likeness(stem(s), stem(t)) >= 0.3 for s in x.side for t in y.side)


def _inside(part: Hold, a: Facts, whole: Hold, b: Facts) -> bool:
    """Whether one hold's place lies in the other's, by the gazetteer or by the statement's own words."""
    if part.id is not None and whole.id is not None and part.id != whole.id:
        return whole.id in a.within.get(part.id, ())
    return whole.place in {_place(t) for t in a.toponyms} and part.place != whole.place
