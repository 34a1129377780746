"""Figures side by side: whether two can be of one thing, and whether both can hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from wiredesk.claims.words import likeness, stem
from wiredesk.model.statements import Figure
from wiredesk.text.units import MEASURES

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


def measured_alike(left: str, right: str) -> bool:
    """Whether two units measure one kind of thing: miles and kilometres."""
    one, two = MEASURES.get(left), MEASURES.get(right)
    return left == right or (one is not None and two is not None and one[0] == two[0])


def in_one_unit(left: Figure, right: Figure) -> tuple[Figure, Figure]:
    """Two amounts in one unit where they have two of one kind ("10 miles", "16 kilometres"): each as rounded,
    for who converts rounds.  Others as they are."""
    if left.unit == right.unit or not measured_alike(left.unit, right.unit):
        return left, right
    return _converted(left), _converted(right)


def _converted(x: Figure) -> Figure:
    unit, times = MEASURES[x.unit]
    low, high = (None if v is None else v * times for v in (x.low, x.high))
    return replace(x, low=low, high=high, unit=unit, exact=False)


def _rounds(x: Figure, y: Figure) -> bool:
    """Whether one exact number is the other without its decimals: 52 and 52.4 percent."""
    for whole, fine in ((x.low, y.low), (y.low, x.low)):
        if whole is None or fine is None or x.low != x.high or y.low != y.high:
            continue
        if whole == int(whole) and fine != int(fine) and abs(whole - fine) <= 0.5:
            return True
    return False


def one_amount(left: Figure, right: Figure) -> bool:
    """Whether two numbers that differ as printed are one: in two units of one kind, or without decimals."""
    if not measured_alike(left.unit, right.unit):
        return False
    return (left.unit != right.unit or _rounds(left, right)) and compare(left, right) == "equal"


def compare(left: Figure, right: Figure) -> str:
    """How two amounts agree: "equal", "compatible" (both can hold) or "clash"."""
    left, right = in_one_unit(left, right)
    if left.unit == right.unit and _rounds(left, right):
        return "equal"
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


def one_sort(left: Figure, right: Figure) -> bool:
    """Whether two figures may count one sort of thing, by its noun: people, or things called alike."""
    one, two = stem(left.of.lower()), stem(right.of.lower())
    return not one or not two or one == two or likeness(one, two) >= 0.35 or {one, two} <= PEOPLE


def comparable(left: Figure, right: Figure) -> bool:
    """Whether two figures can be of one thing: one unit, one kind of thing, one fate."""
    if not measured_alike(left.unit, right.unit):
        return False
    a, b = status_class(left.status), status_class(right.status)
    if a is not None and b is not None and a != b:
        return False
    if not one_sort(left, right):
        return False
    if a is not None and a == b:
        return True
    named = bool(left.of and right.of)
    if left.unit and left.unit not in ("percent", "share") and a is None and b is None and not named:
        return True
    # A toll and a head count of the same people are two figures, unless they are the same number.
    same = left.low == right.low and left.high == right.high
    return same if (a is None) != (b is None) or not named else True


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

    thing = _thing(figure)
    if figure.low is not None and figure.high is not None:
        if figure.low == figure.high:
            shown = number(figure.low)
        elif not figure.exact and figure.high <= 1.5 * figure.low:
            shown = f"about {number(round((figure.low + figure.high) / 2, 2))}"
        else:
            shown = f"{number(figure.low)} to {number(figure.high)}"
    elif figure.low is not None:
        shown = f"at least {number(figure.low)}"
    elif figure.high is not None:
        shown = f"at most {number(figure.high)}"
    else:
        shown = ""
    return f"{shown} {thing}".strip()


def _thing(figure: Figure) -> str:
    """What a figure counts, in words: "tons of oil", "people", "percent"; nothing where that is not known."""
    of = "" if figure.of.lower() == "part" else figure.of
    unit = figure.unit if figure.unit in ("percent", "share") or figure.unit.isupper() else _many(figure.unit)
    if figure.low == figure.high == 1:
        unit = figure.unit
    if not unit:
        return of if figure.low == figure.high == 1 else _many(of)
    same = not of or stem(of.lower()) == stem(figure.unit.lower()) or figure.unit.isupper()
    return unit if same or figure.unit in ("percent", "share") else f"{unit} of {of}"


MANY: Mapping[str, str] = {
    "person": "people", "man": "men", "woman": "women", "child": "children", "body": "bodies",
    "policeman": "policemen", "policewoman": "policewomen", "gunman": "gunmen", "fireman": "firemen",
    "serviceman": "servicemen", "foot": "feet", "inch": "inches", "life": "lives", "wife": "wives",
}  # fmt: skip
PLAIN_UNITS = frozenset("km m cm mm kg g mg kph mph dB kW MW GW W V Hz GB MB TB B km2 m2 m3".split())


def _many(noun: str) -> str:
    """A noun in the plural, as far as news needs it: "boxes", "cities", "policemen"."""
    low = noun.lower()
    if not noun or low in MANY:
        return MANY.get(low, noun)
    if noun in PLAIN_UNITS or low.endswith(("s", "people", "police", "men", "personnel", "troops")):
        return noun
    if low.endswith(("x", "ch", "sh")):
        return f"{noun}es"
    return f"{noun[:-1]}ies" if low.endswith("y") and low[-2:-1] not in "aeiou" else f"{noun}s"
