"""When it happened: the time words of a clause, else of its sentence, as days."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from wiredesk.model.spans import Span
from wiredesk.model.statements import About, TimeMention

_FINENESS = {"time": 0, "day": 1, "week": 2, "month": 3, "year": 4}
_DAY = re.compile(r"^(\d{4})-(\d\d)-(\d\d)(T.*)?$")
_MONTH = re.compile(r"^(\d{4})-(\d\d)$")
_WEEK = re.compile(r"^(\d{4})-W(\d\d)(-WE)?$")
_YEAR = re.compile(r"^(\d{4})$")


def about(mentions: Sequence[TimeMention], inside: Sequence[Span], sentence: Span) -> About | None:
    """When a clause with spans ``inside`` happened: its own finest time, else the sentence's only one.

    None where there is no date, or where the sentence outside the clause has several.
    """
    own = [
        a
        for a in map(_resolved, mentions)
        if a and any(s.start <= a.start and a.end <= s.end for s in inside)
    ]
    if own:
        return min(own, key=lambda a: (_FINENESS[a.precision], a.start))
    near = [a for a in map(_resolved, mentions) if a and sentence.start <= a.start and a.end <= sentence.end]
    days = {(a.first, a.last) for a in near}
    return near[0] if len(days) == 1 else None


def _resolved(mention: TimeMention) -> About | None:
    """A mention as days, or None for durations, sets and vague references ("recently")."""
    if mention.type not in {"DATE", "TIME"}:
        return None
    days = bounds(mention.value)
    if days is None:
        return None
    first, last, precision = days
    return About(mention.start, mention.end, first, last, precision)


def bounds(value: str) -> tuple[str, str, str] | None:
    """First day, last day and precision of a TIMEX3 value, or None where it names no days."""
    try:
        if m := _DAY.match(value):
            day = date(int(m[1]), int(m[2]), int(m[3])).isoformat()
            clock = m[4] is not None and len(m[4]) > 3
            return day, day, "time" if clock else "day"
        if m := _WEEK.match(value):
            monday = date.fromisocalendar(int(m[1]), int(m[2]), 1)
            first = monday + timedelta(days=5) if m[3] else monday
            return first.isoformat(), (monday + timedelta(days=6)).isoformat(), "week"
        if m := _MONTH.match(value):
            year, month = int(m[1]), int(m[2])
            after = date(year + month // 12, month % 12 + 1, 1)
            return date(year, month, 1).isoformat(), (after - timedelta(days=1)).isoformat(), "month"
        if m := _YEAR.match(value):
            return f"{m[1]}-01-01", f"{m[1]}-12-31", "year"
    except ValueError:
        return None
    return None
