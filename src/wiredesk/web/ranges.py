"""Figures as ranges: what each source gives for one count, by day of publication."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, floor, log10

from wiredesk.model.reports import Report
from wiredesk.model.statements import Figure, Statement
from wiredesk.model.views import Claim, Document
from wiredesk.text.wording import capital, day, flat, speaker

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 720.0, 230.0, 64.0, 24.0, 16.0, 34.0
SHOWN = 12  # counts that are drawn; the others are in the table of claims


@dataclass(frozen=True, slots=True)
class Value:
    """One figure: ``low`` and ``high`` are None where open ("at least 12": 12, None)."""

    low: float | None
    high: float | None
    words: str
    who: str
    outlet: str
    published: str | None
    claim: Claim
    statement: Statement
    x: float = 0.0
    y1: float = 0.0
    y2: float = 0.0


@dataclass(frozen=True, slots=True)
class Ranges:
    """The values of one count, in order of publication, and the drawing's axis."""

    title: str
    values: tuple[Value, ...]
    ticks: tuple[tuple[float, str], ...]
    days: tuple[tuple[float, str], ...]


def ranges(document: Document, names: Mapping[str, str]) -> list[Ranges]:
    """The counts that more than one value or report is given for, those of most reports first.

    Figures of people harmed meet by what befell them, others by what is counted and its unit.
    """
    out = []
    for title, values in _counts(document, names).items():
        if len({v.statement.report for v in values}) > 1:
            out.append(_placed(title, values))
    out.sort(key=lambda r: (-len({v.statement.report for v in r.values}), r.title))
    return out[:SHOWN]


def lone(document: Document, names: Mapping[str, str]) -> list[tuple[str, Value]]:
    """The counts that one report alone gives, with what is counted, in order of that."""
    found = _counts(document, names)
    return [
        (title, value)
        for title in sorted(found)
        if len({v.statement.report for v in found[title]}) == 1
        for value in found[title]
    ]


def _counts(document: Document, names: Mapping[str, str]) -> dict[str, list[Value]]:
    """The values of each count, each once a report, in order of publication."""
    by_report = {r.id: r for r in document.reports}
    people = {a.id: a for a in document.actors}
    groups: dict[str, list[Value]] = {}
    for claim in document.claims:
        for statement in claim.statements:
            report = by_report.get(statement.report)
            if report is None or statement.background:
                continue
            for figure in statement.figures:
                title = _title(figure)
                if title and (figure.low is not None or figure.high is not None):
                    who = speaker(statement.voice, "own account", people)
                    groups.setdefault(title, []).append(_value(figure, report, who, names, claim, statement))
    return {title: _once_a_report(values) for title, values in groups.items()}


def _title(figure: Figure) -> str:
    if figure.status:
        return capital(figure.status)
    if figure.of:
        return capital(figure.of) + (f" ({figure.unit})" if figure.unit else "")
    return capital(figure.unit)


def _value(
    figure: Figure, report: Report, who: str, names: Mapping[str, str], claim: Claim, statement: Statement
) -> Value:
    words = flat(report.text[figure.start : figure.end]) or _number(figure.low or figure.high or 0)
    return Value(figure.low, figure.high, words, who, names[report.id], report.published, claim, statement)


def _once_a_report(values: list[Value]) -> list[Value]:
    seen = set()
    out = []
    for value in sorted(values, key=lambda v: (v.published or "9999", v.outlet, v.low or 0, v.statement.id)):
        key = (value.statement.report, value.low, value.high, value.who)
        if key not in seen:
            seen.add(key)
            out.append(value)
    return out


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}".rstrip("0").rstrip(".")


def _placed(title: str, values: list[Value]) -> Ranges:
    known = [x for v in values for x in (v.low, v.high) if x is not None]
    top = max(known) * 1.15 or 1.0
    step = 10 ** floor(log10(top)) or 1.0
    step = next(s for s in (step / 5, step / 2, step, 2 * step) if ceil(top / s) <= 6)
    top = step * ceil(top / step)
    room = HEIGHT - TOP - BOTTOM

    def y(value: float) -> float:
        return round(TOP + room * (1 - max(0.0, value) / top), 1)

    across = (WIDTH - LEFT - RIGHT) / max(1, len(values))
    placed, days, last = [], [], ""
    for i, v in enumerate(values):
        x = round(LEFT + across * (i + 0.5), 1)
        low, high = v.low if v.low is not None else 0.0, v.high if v.high is not None else top
        placed.append(
            Value(
                v.low, v.high, v.words, v.who, v.outlet, v.published, v.claim, v.statement, x, y(high), y(low)
            )
        )
        when = day(v.published) if v.published else "undated"
        if when != last:
            days.append((x, when))
            last = when
    ticks = tuple((y(i * step), _number(i * step)) for i in range(round(top / step) + 1))
    return Ranges(title, tuple(placed), ticks, tuple(days))
