"""One event put on two days, or still to come where another report tells it as past."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from wiredesk.claims.bars import other_step
from wiredesk.claims.findings import Clash, about_one_matter, quoted
from wiredesk.claims.likeness import Likeness
from wiredesk.claims.occasions import YESTERDAY
from wiredesk.claims.signals import Pair, days_apart


def date_clash(p: Pair, by: Likeness) -> Clash | None:
    """One event on two days."""
    gap = days_apart(p.a, p.b)
    if (
        gap is None
        or gap < 2
        or other_step(p)
        or not (p.a.dated or p.b.dated)
        or about_one_matter(p, by) < 0.6
        or p.a.about is None
        or p.b.about is None
        or set(DAY.findall(p.a.text)) & set(DAY.findall(p.b.text))
    ):
        return None  # a day that both name is the one that they share
    return Clash(
        "date",
        f"{quoted(p.a)} is put on {p.a.about.first} and {quoted(p.b)} on {p.b.about.first}, "
        f"{gap} days apart.",
        0.7,
    )


DAY = re.compile(
    r"\b(January|February|March|April|May|June|July|August|September|October|November|December)\s(\d{1,2})\b(?!,?\s\d{4})"
)
MONTHS = [
    m.lower()
    for m in "January February March April May June July August September October November December".split()
]


def foretold_clash(p: Pair, by: Likeness) -> Clash | None:
    """One puts an event on a day that lies after the report in which the other tells it as past."""
    for late, told in p.either_way():
        found = DAY.search(late.text) if tells_day(late.text) else None
        if (
            found is None
            or told.published is None
            or told.future
            or late.future
            or not late.where & told.where
            or other_step(p)
        ):
            continue
        try:
            published = date.fromisoformat(told.published[:10])
            day = date(published.year, MONTHS.index(found.group(1).lower()) + 1, int(found.group(2)))
        except ValueError:
            continue
        if 2 <= (day - published).days <= 45 and p.common.weight >= 3.0:
            why = f"{quoted(late)} is put on {day}, and {quoted(told)} was already told on {published}."
            return Clash("date", why, 0.6)
    return None


@lru_cache(maxsize=65536)
def tells_day(text: str) -> bool:
    """Whether a passage names a day of a month, or yesterday."""
    return DAY.search(text) is not None or YESTERDAY.search(text) is not None
