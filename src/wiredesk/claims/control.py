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
    """One side's share of one place: between ``low`` and ``high`` (0 to 1), ``but`` excepted; ``camp`` is
    "state" or "rebels" where the words say so, of whomever."""

    side: frozenset[str]
    place: str
    id: str | None
    low: float
    high: float
    but: frozenset[str] = frozenset()
    camp: str | None = None


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
    if side and side.lower() in ITSELF and f.speaker:
        side = f.mouth.removesuffix(f" in {f.report}")  # "the army said that it held the town"
    if not side:
        return ()
    but = frozenset(_place(b) for b in c.but)
    who, called = _side(side), camp(side)
    return tuple(Hold(who, _place(p), f.place_ids.get(p), low, high, but, called) for p in c.places)


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


ITSELF = frozenset("it they we".split())
STATE = frozenset(
    "army government regime military police authorities governmental ministry soldier soldiers".split()
)
REBELS = frozenset(
    "rebel rebels insurgent insurgents militant militants opposition guerrilla guerrillas".split()
)


def camp(printed: str) -> str | None:
    """Whether a side is called the state's or the rebels'; None where its words say neither, or both."""
    words = frozenset(re.findall(r"[a-z]+", printed.lower()))
    state, rebels = bool(words & STATE), bool(words & REBELS)
    return None if state == rebels else "state" if state else "rebels"


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
    if x.side and y.side:
        return bool(x.side & y.side)
    return x.camp is not None and x.camp == y.camp


def _told_apart(x: Hold, y: Hold) -> bool:
    """Whether it is known if two sides are one: by their names, or where one has none by their camps."""
    return bool(x.side and y.side) or (x.camp is not None and y.camp is not None)


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
    if not _told_apart(x, y) or (not (x.side and y.side) and _moved_on(a, b)):
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


AGAIN = re.compile(
    r"\b(?:re(?:took|take|taken|captur\w+|gain\w*|claim\w*|conquer\w*)|liberat\w+|back|"
    r"chang\w+ hands|until|since|after|earlier|previously|last (?:week|month|year)|(?:19|20)\d\d)\b",
    re.I,
)
"""Words of ground that changed hands, or of another day."""


def _moved_on(a: Facts, b: Facts) -> bool:
    """Whether two accounts of who holds a place may be of two days, as those of one war mostly are: one
    report tells both, they were published or are put on two days, or one tells of ground retaken."""
    days = {(f.published or "")[:10] for f in (a, b)} - {""}
    told = {f.about.first for f in (a, b) if f.about is not None and f.about.precision in ("day", "time")}
    return (
        a.report == b.report
        or len(days) > 1
        or len(told) > 1
        or a.background
        or b.background
        or any(AGAIN.search(f.text) for f in (a, b))
    )


def _allied(x: Hold, y: Hold) -> bool:
    """Whether two names may be one side's: a common word of near meaning ("rebels", "opposition")."""
    return any(likeness(stem(s), stem(t)) >= 0.3 for s in x.side for t in y.side)


def _inside(part: Hold, a: Facts, whole: Hold, b: Facts) -> bool:
    """Whether one hold's place lies in the other's, by the gazetteer or by the statement's own words."""
    if part.id is not None and whole.id is not None and part.id != whole.id:
        return whole.id in a.within.get(part.id, ())
    return whole.place in {_place(t) for t in a.toponyms} and part.place != whole.place
