"""Which report's words came from which: the lineage as a graph."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wiredesk.model.reports import Report
from wiredesk.model.views import Document, Lineage

COPYING = ("verbatim", "edited", "agency", "same_translation")
WIDE, TALL, ACROSS, DOWN, EDGE = 190.0, 46.0, 250.0, 70.0, 12.0  # boxes and the room between them
DRAWN = 60  # reports; more are in the table alone


@dataclass(frozen=True, slots=True)
class Box:
    """A report in the graph, its upper left corner."""

    report: Report
    name: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Arrow:
    """A link: its path (SVG), whether it is copying (else only shared quotations)."""

    link: Lineage
    path: str
    copying: bool


@dataclass(frozen=True, slots=True)
class Descent:
    """The graph, and the links in the order of the table.  ``boxes`` is empty where there are too
    many reports to draw; ``alone`` are reports without a link."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    links: tuple[Lineage, ...]
    alone: tuple[Report, ...]


def descent(document: Document, names: Mapping[str, str]) -> Descent:
    """The lineage of a story: sources to the left, what carries their words to the right.

    A report's column is the longest chain of directed copying that leads to it; within a column
    they stand by day of publication.  Background words that unrelated reports share too are no link.
    """
    links = tuple(
        sorted(
            (x for x in document.lineage if x.kind != "background"),
            key=lambda x: (x.kind not in COPYING, -x.share, x.source, x.target),
        )
    )
    linked = {r for x in links for r in (x.source, x.target)}
    reports = [r for r in document.reports if r.id in linked]
    alone = tuple(r for r in document.reports if r.id not in linked)
    if not reports or len(reports) > DRAWN:
        return Descent(0, 0, (), (), links, alone)
    column = _columns(reports, links)
    rows: dict[int, int] = {}
    places: dict[str, Box] = {}
    for report in sorted(reports, key=lambda r: (column[r.id], r.published or "9999", names[r.id], r.id)):
        at = column[report.id]
        row = rows[at] = rows.get(at, -1) + 1
        places[report.id] = Box(report, names[report.id], EDGE + at * ACROSS, EDGE + row * DOWN)
    arrows = tuple(_arrow(x, places[x.source], places[x.target]) for x in links)
    return Descent(
        2 * EDGE + WIDE + max(column.values()) * ACROSS + 60,
        2 * EDGE + TALL + max(rows.values()) * DOWN,
        tuple(places.values()),
        arrows,
        links,
        alone,
    )


def _columns(reports: list[Report], links: tuple[Lineage, ...]) -> dict[str, int]:
    column = {r.id: 0 for r in reports}
    directed = [x for x in links if x.directed and x.kind in COPYING]
    for _ in reports:  # a ring, which dates should not allow, ends here too
        moved = False
        for link in directed:
            if column[link.target] <= column[link.source] < len(reports) - 1:
                column[link.target] = column[link.source] + 1
                moved = True
        if not moved:
            break
    top = max(column.values(), default=0)
    return column if top <= len(reports) else dict.fromkeys(column, 0)


def _arrow(link: Lineage, a: Box, b: Box) -> Arrow:
    copying = link.kind in COPYING
    if a.x == b.x:
        x, y1, y2 = a.x + WIDE, a.y + TALL / 2, b.y + TALL / 2
        bend = min(56.0, 22 + abs(y2 - y1) / 9)
        path = f"M{x} {y1} C{x + bend} {y1} {x + bend} {y2} {x} {y2}"
    else:
        left, right = (a, b) if a.x < b.x else (b, a)
        x1, y1, x2, y2 = left.x + WIDE, left.y + TALL / 2, right.x, right.y + TALL / 2
        middle = (x1 + x2) / 2
        path = f"M{x1} {y1} C{middle} {y1} {middle} {y2} {x2} {y2}"
        if left is b:
            path = f"M{x2} {y2} C{middle} {y2} {middle} {y1} {x1} {y1}"
    return Arrow(link, path, copying)
