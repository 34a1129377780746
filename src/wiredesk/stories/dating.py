"""Dating an undated report from the other reports of its story.

Many pasted reports name only a weekday ("in a tweet on Sunday").  Beside dated reports of the
same event that is enough: the day is the one of that name nearest to them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from wiredesk.model.reports import Caution, PublishedFrom, Report

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY = re.compile(r"\b(" + "|".join(DAYS) + r")\b", re.IGNORECASE)
REACH = 3  # days around the dated reports in which the weekday must fall, so that it is the only one


def dated(reports: tuple[Report, ...]) -> tuple[Report, ...]:
    """The reports of one story, in the same order, undated ones dated where the others allow it.

    A report gets a date only where it names a weekday and at least one other report of the story
    has a date of its own; all such dates must lie within a week of each other, or the story is
    too long for a weekday to say anything.  ``published_from`` is then ``PEERS`` and a caution
    says how the date is known.  News names the weekday of the day before or of the day itself;
    the most frequent one is taken, the earlier in the text on a tie.  Chosen on the round-ups of
    AllSides, whose articles have known dates.
    """
    known = sorted(date.fromisoformat(r.published) for r in reports if r.published)
    if not known or (known[-1] - known[0]).days > 7:
        return reports
    return tuple(r if r.published else _dated(r, known) for r in reports)


def _dated(report: Report, known: Sequence[date]) -> Report:
    counts = Counter(m.group(1).lower() for m in _DAY.finditer(report.text))
    if not counts:
        return report
    day = max(counts, key=lambda d: (counts[d], -report.text.lower().find(d)))
    around = [
        at
        for n in range(-REACH, REACH + 1)
        if (at := known[len(known) // 2] + timedelta(days=n)).weekday() == DAYS.index(day)
    ]
    if not around:
        return report
    at = around[0]
    message = (
        f"undated: {at.isoformat()} is inferred, since it speaks of {day.capitalize()} and the dated "
        f"reports of the story are of {known[0].isoformat()}"
        + (f" to {known[-1].isoformat()}" if known[-1] != known[0] else "")
    )
    kept = tuple(c for c in report.cautions if c.code != "undated")
    return replace(
        report,
        published=at.isoformat(),
        published_from=PublishedFrom.PEERS,
        cautions=(*kept, Caution("date_inferred", message)),
    )
