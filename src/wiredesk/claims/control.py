"""Who holds what: the arithmetic of places, parts and exceptions.

A statement of control says of one side which share of which place it holds.  Two of them clash when
no division of the ground satisfies both: "all districts but two" and "four of seven" can both
hold, "all districts but two" and "driven out" cannot.
"""

from __future__ import annotations

from dataclasses import dataclass

from wiredesk.claims.facts import Facts
from wiredesk.claims.names import folded
from wiredesk.model.statements import Control

OTHERS = frozenset(("lost", "cleared"))
"""Relations after which the holder named holds nothing there: "driven out", "cleared of"."""


@dataclass(frozen=True, slots=True)
class Hold:
    """One side's share of one place: between ``low`` and ``high`` (0 to 1)."""

    side: str
    place: str
    low: float
    high: float
    but: tuple[str, ...] = ()


def holds(control: Control) -> tuple[Hold, ...]:
    """What a control statement says, as shares; empty for contested and besieged places."""
    if control.relation in ("contests", "besieges") or not control.places:
        return ()
    if control.relation in OTHERS:
        # "cleared": the place is free of ``against`` (or of the holder where no other side is named).
        side = (
            control.against or control.holder
            if control.relation == "cleared"
            else control.holder or control.against
        )
        low, high = {"all": (0.0, 0.0), "most": (0.0, 0.5), "some": (0.0, 0.99), "none": (0.0, 1.0)}[
            control.part
        ]
    else:
        side = control.holder
        low, high = {
            "all": (0.9 if control.but else 1.0, 1.0),
            "most": (0.5, 1.0),
            "some": (0.01, 1.0),
            "none": (0.0, 0.0),
        }.get(control.part, (0.01, 1.0))
        if control.count and control.total:
            low, high = control.count / control.total, 1.0
        elif control.but:
            low, high = 0.1, 0.99
    if not side:
        return ()
    return tuple(
        Hold(_side(side), _place(p), low, high, tuple(_place(b) for b in control.but)) for p in control.places
    )


def _side(printed: str) -> str:
    words = [
        w
        for w in printed.lower().replace("’s", "").replace("'s", "").split()
        if w
        not in ("the", "group", "fighters", "forces", "militants", "troops", "army", "soldiers", "insurgents")
    ]
    return " ".join(folded(w) for w in words) or printed.lower()


def _place(printed: str) -> str:
    words = [
        w
        for w in printed.lower().split()
        if w not in ("the", "province", "district", "city", "valley", "town")
    ]
    return " ".join(folded(w) for w in words) or printed.lower()


def same_control(a: Facts, b: Facts) -> bool:
    """Whether two control statements say the same: same side, place, and share."""
    if a.control is None or b.control is None:
        return False
    one, two = holds(a.control), holds(b.control)
    if not one or not two:
        return a.control.relation == b.control.relation and bool(a.toponyms & b.toponyms)
    return {(h.side, h.place, h.low, h.high) for h in one} == {(h.side, h.place, h.low, h.high) for h in two}


def contradicts(a: Facts, b: Facts) -> str | None:
    """Why two control statements cannot both hold, or None where they can."""
    if a.control is None or b.control is None:
        return None
    for x in holds(a.control):
        for y in holds(b.control):
            why = _clash(x, y, a, b) or _clash(y, x, b, a)
            if why:
                return why
    return None


def _clash(x: Hold, y: Hold, a: Facts, b: Facts) -> str | None:
    same_side = x.side == y.side or x.side in y.side.split() or y.side in x.side.split()
    if x.place == y.place:
        if same_side and (x.low > y.high or y.low > x.high):
            return "no share of the place satisfies both"
        if not same_side and x.low + y.low > 1.0:
            return "both sides cannot hold so much of the place"
        return None
    # y's place lies in x's: an exception is no clash, a part of a whole that is held is.
    if _inside(y.place, b, x.place, a) and y.place not in x.but:
        if same_side and x.low >= 0.9 and y.high == 0.0:
            return "a part is said to be lost of what is said to be held whole"
        if same_side and x.but and x.high > 0 and y.high == 0.0:
            return "the place is not among those excepted"
        if same_side and x.high == 0.0 and y.low > 0:
            return "a part is said to be held of what is said to be lost whole"
        if not same_side and x.low >= 0.9 and y.low > 0:
            return "the other side is said to hold a part of what is said to be held whole"
    return None


def _inside(part: str, a: Facts, whole: str, b: Facts) -> bool:
    """Whether the place that ``part`` names in ``a`` lies in the one ``whole`` names in ``b``."""
    return bool(a.inside & b.places) or whole in {_place(t) for t in a.toponyms}
