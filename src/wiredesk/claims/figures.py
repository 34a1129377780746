"""Figures side by side: whether two can be of one thing, and whether both can hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wiredesk.claims.words import likeness, stem
from wiredesk.model.statements import Figure

DEAD = frozenset("killed dead died death fatal slain".split())
HURT = frozenset("wounded injured hurt".split())
STATUS_CLASSES = (
    DEAD,
    HURT,
    frozenset("captured arrested detained prisoner".split()),
    frozenset("missing lost".split()),
    frozenset("displaced fled evacuated".split()),
    frozenset("trapped".split()),
    frozenset("infected sick".split()),
    frozenset("surrendered".split()),
)


@dataclass(frozen=True, slots=True)
class Meeting:
    """How two figures meet: ``same`` thing counted; ``agree``: "equal", "compatible", "clash"."""

    left: Figure
    right: Figure
    agree: str


def status_class(status: str | None) -> str | None:
    """One word for what befell the counted ("killed" and "dead" are one), or None."""
    if not status:
        return None
    return next((min(c) for c in STATUS_CLASSES if status in c), status)


def compare(left: Figure, right: Figure) -> str:
    """How two amounts agree: "equal", "compatible" (both can hold) or "clash"."""
    a, b = _bounds(left), _bounds(right)
    if a[0] > b[1] * 1.0001 or b[0] > a[1] * 1.0001:
        return "clash"
    x, y = middle(left), middle(right)
    if a == b or (x == y and x is not None):
        return "equal"
    if (
        x is not None
        and y is not None
        and (x >= 100 or not (left.status and right.status))
        and abs(x - y) <= 0.1 * max(abs(x), abs(y))
        and (
            not (left.exact and right.exact) or (_open(left) != _open(right) and not left.status and x >= 100)
        )
    ):
        return "equal"
    return "compatible"


def _bounds(figure: Figure) -> tuple[float, float]:
    low = figure.low if figure.low is not None else float("-inf")
    high = figure.high if figure.high is not None else float("inf")
    if not figure.exact and low == high:
        # "some 5,000", "about 20": a rounded figure stands for a tenth around it.
        return low - 0.1 * abs(low), high + 0.1 * abs(high)
    return low, high


def _open(figure: Figure) -> bool:
    return figure.low is None or figure.high is None


def middle(figure: Figure) -> float | None:
    """The one number that stands for a figure: the middle of its bounds, or the bound it has."""
    if figure.low is not None and figure.high is not None:
        return (figure.low + figure.high) / 2
    return figure.low if figure.low is not None else figure.high


def comparable(left: Figure, right: Figure) -> bool:
    """Whether two figures can be of one thing: one unit, one kind of thing, one fate."""
    if left.unit != right.unit:
        return False
    a, b = status_class(left.status), status_class(right.status)
    if a is not None and b is not None and a != b:
        return False
    one, two = stem(left.of.lower()), stem(right.of.lower())
    counted = not one or not two or one == two or likeness(one, two) >= 0.35 or {one, two} <= PEOPLE
    if not counted:
        return False
    if a is not None and a == b:
        return True
    if left.unit and left.unit not in ("percent", "share") and a is None and b is None and not (one and two):
        return True
    # A toll and a head count of the same people are two figures, unless they are the same number.
    same = left.low == right.low and left.high == right.high
    return same if (a is None) != (b is None) or not (one and two) else True


PEOPLE = frozenset(
    stem(w)
    for w in (
        "person people dead wounded injured man woman child victim civilian soldier fighter militant "
        "terrorist attacker rebel troop officer worker student resident passenger insurgent gunman "
        "suspect patient protester member migrant refugee hostage casualty other body life teenager "
        "immigrant recipient evacuee voter employee viewer boy girl villager prisoner policeman policemen "
        "serviceman personnel"
    ).split()
)
"""What a toll may count: groups of people, whose names differ with the teller."""


def telling(figure: Figure) -> bool:
    """Whether a figure is part of what is said: not "one", not "several", not a bare ordinal."""
    if (
        figure.low is not None
        and figure.high is not None
        and figure.high > 1.5 * figure.low
        and not figure.exact
    ):
        return False  # "dozens", "several hundred"
    value = middle(figure)
    return value is not None and (
        value >= 2 or bool(figure.unit) or (figure.status is not None and value >= 2)
    )


def meetings(left: Sequence[Figure], right: Sequence[Figure]) -> list[Meeting]:
    """The pairs of figures of one thing, each figure with its best partner."""
    out: list[Meeting] = []
    order = {"equal": 0, "compatible": 1, "clash": 2}
    for a in left:
        found = [(order[compare(a, b)], i, b) for i, b in enumerate(right) if comparable(a, b)]
        if found:
            rank, _, b = min(found, key=lambda f: f[:2])
            out.append(Meeting(a, b, ("equal", "compatible", "clash")[rank]))
    return out


def printed(figure: Figure, text: str | None = None) -> str:
    """A figure in words: its own where ``text`` is its report's, else its bounds."""
    if text is not None:
        return text[figure.start : figure.end]

    def number(value: float) -> str:
        return f"{value:,.0f}" if value == int(value) else f"{value:,}"

    thing = " ".join(w for w in (figure.unit, figure.of) if w)
    if figure.low is not None and figure.low == figure.high:
        return f"{number(figure.low)} {thing}".strip()
    if figure.low is not None and figure.high is not None:
        return f"{number(figure.low)} to {number(figure.high)} {thing}".strip()
    if figure.low is not None:
        return f"at least {number(figure.low)} {thing}".strip()
    if figure.high is not None:
        return f"at most {number(figure.high)} {thing}".strip()
    return thing
