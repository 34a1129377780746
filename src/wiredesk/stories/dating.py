"""Dating an undated report from the other reports of its story.

Many pasted reports name only a weekday ("in a tweet on Sunday") or a day without its year ("On
March 3").  Beside dated reports of the same event that is enough: it is the one nearest to them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from wiredesk.model.reports import Caution, PublishedFrom, Report

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
_MONTH = "|".join(m[:3] + f"(?:{m[3:]})?" if m != "september" else "sept?(?:ember)?" for m in MONTHS)
_DATE = re.compile(
    rf"\b(?:(?P<m1>{_MONTH})\.?\s+(?P<d1>\d{{1,2}})|(?P<d2>\d{{1,2}})\s+(?P<m2>{_MONTH}))\b(?!,?\s+\d{{4}})",
    re.IGNORECASE,
)
_DAY = re.compile(r"\b(" + "|".join(DAYS) + r")\b", re.IGNORECASE)
UNDATED = ("undated", "no_date")  # cautions of cleaning that an inferred date answers
REACH = 3  # days around the dated reports in which the weekday must fall, so that it is the only one


def dated(reports: tuple[Report, ...]) -> tuple[Report, ...]:
    """The reports of one story, in the same order, undated ones dated where the others allow it.

    A report gets a date only where at least one other report of the story has a date of its own;
    all such dates must lie within a week of each other, or the story is too long for a weekday to
    say anything. The first day without a year that lies within ``REACH`` days of them is taken,
    else the last of them whose weekday is named at least half as often as the one named most:
    news names the day itself and those before. ``published_from`` is then ``PEERS`` and a caution
    says how the date is known. Chosen on the round-ups of AllSides, whose articles have known
    dates.
    """
    known = sorted(date.fromisoformat(r.published) for r in reports if r.published)
    if not known or (known[-1] - known[0]).days > 7:
        return reports
    return tuple(r if r.published else _dated(r, known) for r in reports)


def _dated(report: Report, known: Sequence[date]) -> Report:
    middle = known[len(known) // 2]
    near = [middle + timedelta(days=n) for n in sorted(range(-REACH, REACH + 1), key=abs)]
    for m in _DATE.finditer(report.text):
        day = int(m.group("d1") or m.group("d2"))
        month = (m.group("m1") or m.group("m2"))[:3].lower()
        at = next((d for d in near if d.day == day and MONTHS[d.month - 1].startswith(month)), None)
        if at is not None:
            return _with(report, at, f"it speaks of “{m.group(0)}”", known)
    counts = Counter(m.group(1).lower() for m in _DAY.finditer(report.text))
    if not counts:
        return report
    most = max(counts.values())
    often = [d for d in near if 2 * counts.get(DAYS[d.weekday()], 0) >= most]
    at = max(often)
    weekday = DAYS[at.weekday()]
    return _with(report, at, f"it speaks of {weekday.capitalize()}", known)


def _with(report: Report, at: date, said: str, known: Sequence[date]) -> Report:
    peers = known[0].isoformat() + (f" to {known[-1].isoformat()}" if known[-1] != known[0] else "")
    message = f"dated {at.isoformat()} from the other reports: {said}, and the dated reports are of {peers}"
    kept = tuple(c for c in report.cautions if c.code not in UNDATED)
    return replace(
        report,
        published=at.isoformat(),
        published_from=PublishedFrom.PEERS,
        cautions=(*kept, Caution("date_inferred", message)),
    )
