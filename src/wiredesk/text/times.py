"""Time expressions in English news and what they mean: TIMEX3 types and values.

``times("... on Sunday", "2021-09-05")`` gives the expression with the value ``2021-09-05``.  The
rules are patterns, each with a small function that gives the value; where several match at one
place, the longest is taken.  They were chosen on two thirds of TimeBank (the documents whose
SHA-1 of the file name is not divisible by three); see bench/times.py for both parts.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from wiredesk.model.statements import TimeMention
from wiredesk.text.calendars import other_calendar_readings
from wiredesk.text.timecontext import Context
from wiredesk.text.timerules import RULES, matches

__all__ = ["other_calendar_readings", "resolve", "times"]


def times(text: str, published: str | None) -> list[TimeMention]:
    """The time expressions of a text, in order, without overlaps; offsets are code points of ``text``.

    ``published`` (ISO date, or a time of which the date is taken) is what "yesterday" and
    "Sunday" count from; with None, values stay underspecified ("XXXX-WXX-7", "PAST_REF").
    A weekday is the latest such day up to the publication, that day included, unless its clause
    looks ahead.
    """
    day: date | None = None
    if published:
        try:
            day = date.fromisoformat(published[:10])
        except ValueError:
            day = None
    context = Context(text, day)
    out: list[TimeMention] = []
    at = 0
    for start, minus_end, rule, m in sorted(matches(text), key=lambda x: x[:3]):
        if start < at:
            continue
        context.start, context.end = start, -minus_end
        value = RULES[rule][1](m, context)
        if value is None:
            continue
        at = -minus_end
        out.append(TimeMention(start, at, value[0], value[1], value[2] if len(value) == 3 else None))
        context.last = "quarter" if "-Q" in value[1] else "other"
    return out


# --- values as calendar days ------------------------------------------------------------------


def resolve(mention: TimeMention, published: str | None) -> tuple[str, str, str] | None:
    """First and last day (ISO, inclusive) of a DATE or TIME and how precise it is.

    The precision is "time", "day", "week", "month" or "year" ("month" also for quarters and
    seasons, "year" for decades and centuries).  None for durations, sets, references without a
    date, and values without a year.  PRESENT_REF is the day of publication.
    """
    value = mention.value
    if mention.type not in ("DATE", "TIME"):
        return None
    if value == "PRESENT_REF" and published:
        return (published[:10], published[:10], "day")
    m = re.match(r"(\d{4})-(\d\d)-(\d\d)(T)?", value)
    if m:
        return (value[:10], value[:10], "time" if m[4] else "day")
    m = re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value)
    if m:
        try:
            monday = date.fromisocalendar(int(m[1]), int(m[2]), 1)
        except ValueError:
            return None
        first = monday + timedelta(days=5) if m[3] else monday
        return (first.isoformat(), (monday + timedelta(days=6)).isoformat(), "day" if m[3] else "week")
    m = re.fullmatch(r"(\d{4})-(\d\d)", value)
    if m and 1 <= int(m[2]) <= 12:
        y, mm = int(m[1]), int(m[2])
        return (f"{value}-01", f"{value}-{monthrange(y, mm)[1]:02d}", "month")
    m = re.fullmatch(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|WI)", value)
    if m:
        y = int(m[1])
        first_month, length = {
            "Q1": (1, 3), "Q2": (4, 3), "Q3": (7, 3), "Q4": (10, 3), "H1": (1, 6), "H2": (7, 6),
            "SP": (3, 3), "SU": (6, 3), "FA": (9, 3), "WI": (12, 3),
        }[m[2]]  # fmt: skip
        total = y * 12 + first_month - 1 + length - 1
        last_year, last_month = total // 12, total % 12 + 1
        return (
            f"{y}-{first_month:02d}-01",
            f"{last_year}-{last_month:02d}-{monthrange(last_year, last_month)[1]:02d}",
            "month",
        )
    if re.fullmatch(r"\d{4}", value) and value != "0000":
        return (f"{value}-01-01", f"{value}-12-31", "year")
    if re.fullmatch(r"\d{3}", value) and value != "000":
        return (f"{value}0-01-01", f"{value}9-12-31", "year")
    if re.fullmatch(r"\d{2}", value) and value != "00":
        return (f"{value}00-01-01", f"{value}99-12-31", "year")
    return None
