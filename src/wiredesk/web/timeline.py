"""What happened when, on three clocks that are never mixed: the world's, the outlets', ours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from wiredesk.model.reports import Report
from wiredesk.model.views import Claim, Document
from wiredesk.text.wording import MONTHS, flat

WIDTH, LANE, LEFT, RIGHT = 960, 74, 118, 24  # of the drawing, in its own units
MOST = 7  # dots over one day that are drawn one above the other


@dataclass(frozen=True, slots=True)
class Event:
    """Something at a time: ``first`` and ``last`` are ISO days, inclusive; ``precision`` as in
    :class:`wiredesk.model.statements.About`, or "day"."""

    first: str
    last: str
    precision: str
    text: str
    where: str
    label: str = ""
    disputed: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class Dot:
    """An event in the drawing; ``x2`` is the right end of a span of days, else ``x``."""

    x: float
    y: float
    x2: float
    event: Event


@dataclass(frozen=True, slots=True)
class Lane:
    """One clock: its name, its baseline, what stands on it, and how many had no room."""

    name: str
    y: float
    dots: tuple[Dot, ...]
    more: tuple[tuple[float, int], ...]


@dataclass(frozen=True, slots=True)
class TimeLine:
    """The drawing and the lists it is drawn from, by clock."""

    width: float
    height: float
    lanes: tuple[Lane, ...]
    ticks: tuple[tuple[float, str], ...]
    world: tuple[Event, ...]
    outlets: tuple[Event, ...]
    ours: tuple[Event, ...]
    undated: int


def timeline(document: Document, captured: Mapping[str, str], names: Mapping[str, str]) -> TimeLine:
    """The time line of a story.  ``captured`` gives the moment of capture (ISO) by capture id.

    The drawing's axis runs over the outlets' days and the days of events within a year of them:
    "since 1996" stands in the list alone.
    """
    world = _world(document.claims)
    told = [_published(r, names) for r in document.reports if _day(r.published)]
    ours = [_captured(r, captured[r.capture], names) for r in document.reports if r.capture in captured]
    near = _near(world, told)
    axis = _axis([*near, *told])
    lanes: tuple[Lane, ...] = ()
    ticks: tuple[tuple[float, str], ...] = ()
    if axis:
        low, high = axis
        shown = [e for e in ours if low <= e.first <= high]
        clocks = [("Events", near), ("Published", told), ("Captured here", shown)]
        clocks = [(name, events) for name, events in clocks if events]
        lanes = tuple(_lane(name, LANE * (i + 1), e, low, high) for i, (name, e) in enumerate(clocks))
        ticks = _ticks(low, high)
    height = LANE * max(1, len(lanes)) + 34
    undated = sum(1 for c in document.claims if not any(s.about for s in c.statements))
    return TimeLine(WIDTH, height, lanes, ticks, tuple(world), tuple(told), tuple(ours), undated)


def _world(claims: Sequence[Claim]) -> list[Event]:
    out = []
    for claim in claims:
        abouts = [s.about for s in claim.statements if s.about and _day(s.about.first)]
        if not abouts or all(s.background for s in claim.statements):
            continue
        about = min(abouts, key=lambda a: (a.precision != "day", a.first, a.last))
        out.append(
            Event(
                about.first[:10], (about.last or about.first)[:10], about.precision, flat(claim.wording),
                f"/claim/{claim.id}", claim.standing.label, bool(claim.standing.disputed_by),
            )
        )  # fmt: skip
    return sorted(out, key=lambda e: (e.first, e.last, e.text))


def _published(report: Report, names: Mapping[str, str]) -> Event:
    at = (report.published or "")[:10]
    text = flat(report.title or "No title")
    how = f"date from {report.published_from.value}"
    return Event(at, at, "day", text, f"/report/{report.id}", source=f"{names[report.id]}, {how}")


def _captured(report: Report, at: str, names: Mapping[str, str]) -> Event:
    text = flat(report.title or "No title")
    return Event(at[:10], at[:10], at, text, f"/report/{report.id}", source=names[report.id])


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def _near(world: Sequence[Event], told: Sequence[Event]) -> list[Event]:
    """The events within a year of a publication; all where nothing is dated."""
    days = [d.toordinal() for e in told if (d := _day(e.first))]
    if not days:
        return list(world)
    low, high = min(days) - 366, max(days) + 366
    return [e for e in world if (d := _day(e.first)) and low <= d.toordinal() <= high]


def _axis(events: Sequence[Event]) -> tuple[str, str] | None:
    days = [e.first for e in events] + [e.last for e in events if _day(e.last)]
    return (min(days), max(days)) if days else None


def _x(at: str, low: str, high: str) -> float:
    a, b, here = (_day(t) or date.min for t in (low, high, at))
    span = max(1, (b - a).days)
    share = min(1.0, max(0.0, (here - a).days / span))
    return round(LEFT + 12 + share * (WIDTH - LEFT - RIGHT - 24), 1)


def _lane(name: str, y: float, events: Sequence[Event], low: str, high: str) -> Lane:
    heights: dict[float, int] = {}
    dots: list[Dot] = []
    more: dict[float, int] = {}
    for event in events:
        x = _x(event.first, low, high)
        n = heights[x] = heights.get(x, 0) + 1
        if n > MOST:
            more[x] = more.get(x, 0) + 1
            continue
        dots.append(Dot(x, y - 8 - (n - 1) * 8.5, max(x, _x(event.last, low, high)), event))
    return Lane(name, y, tuple(dots), tuple(sorted(more.items())))


def _ticks(low: str, high: str, most: int = 8) -> tuple[tuple[float, str], ...]:
    """At most ``most`` days at equal steps, the first with its year, as any of another year."""
    a, b = _day(low), _day(high)
    if a is None or b is None:
        return ()
    step = max(1, -(-(b - a).days // (most - 1)))
    out, year = [], 0
    for at in range(a.toordinal(), b.toordinal() + 1, step):
        when = date.fromordinal(at)
        text = f"{when.day} {MONTHS[when.month - 1][:3]}" + (f" {when.year}" if when.year != year else "")
        year = when.year
        out.append((_x(when.isoformat(), low, high), text))
    return tuple(out)
