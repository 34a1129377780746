"""What weeks, quarters, durations and sets mean: from a match to a TIMEX3 value.

Each function takes a match and what was said before (:class:`~wiredesk.text.timecontext.Context`) and
returns type and value, or None where the words turn out not to be a time.  The rules that call
them are in timerules.py.
"""

from __future__ import annotations

import re

from wiredesk.text.timecontext import Context, Found, shifted
from wiredesk.text.timedays import year_of
from wiredesk.text.timewords import (
    MONTH,
    ORDINALS,
    PARTS,
    SEASONS,
    WEEKDAY,
    count,
    month,
    period,
    singular,
    weekday,
)  # fmt: skip

# --- weeks, months, quarters, years around the publication ------------------------------------


def this_unit(m: re.Match[str], c: Context) -> Found:
    rel = re.sub(r"\s+", " ", m["rel"].lower())
    unit = singular(re.sub(r"^(?:fiscal|calendar|full|financial|academic|school)\s", "", m["unit"].lower()))
    by = -1 if rel in ("last", "the last", "the past", "past", "the previous", "the prior", "previous") else 0
    by = 1 if rel in ("next", "the next", "the coming", "the following", "coming") else by
    if c.published is None:
        return ("DATE", "PAST_REF" if by < 0 else "FUTURE_REF" if by > 0 else "PRESENT_REF")
    if (
        rel in ("the previous", "the prior", "the following", "that", "the same")
        and c.day
        and unit != "quarter"
    ):
        return ("DATE", shifted(c, unit, by, c.day))
    if unit in SEASONS:
        return ("DATE", f"{c.anchor.year + by}-{SEASONS[unit]}")
    if unit == "quarter":
        if rel in ("the previous", "the prior", "the same", "that") and c.quarter:
            total = c.quarter[0] * 4 + c.quarter[1] - 1 + by
            return ("DATE", f"{total // 4}-Q{total % 4 + 1}")
        return ("DATE", shifted(c, unit, by))
    if unit in ("second", "minute", "hour"):
        return ("DURATION", period(1, unit))
    value = shifted(c, unit, by)
    return ("DATE", value)


def ago_of(m: re.Match[str], c: Context) -> Found:
    words, unit = m["n"], singular(m["unit"])
    many = count(words) if words else None
    back = m["dir"].lower().startswith(("ago", "earlier", "before", "previously", "back"))
    if many is None or c.published is None:
        return ("DATE", "PAST_REF" if back else "FUTURE_REF")
    by = -int(many) if back else int(many)
    if unit in ("second", "minute", "hour"):
        return ("DURATION", period(many, unit))
    relative = not m["dir"].lower().startswith(("ago", "from", "back", "hence"))
    if unit == "year" and many == 1 and c.quarter and (relative or c.last == "quarter"):
        return ("DATE", f"{c.quarter[0] + (-1 if back else 1)}-Q{c.quarter[1]}")
    base = c.day if relative and c.day else c.anchor
    if unit == "night":
        unit = "day"
    if unit == "decade":
        return ("DATE", str(base.year + 10 * by))
    if unit in ("century", "centurie"):
        return ("DATE", str(base.year + 100 * by))
    return ("DATE", shifted(c, unit, by, base))


def quarter_of(m: re.Match[str], c: Context) -> Found:
    groups = m.groupdict()
    number = ORDINALS[m["nth"].lower()] if groups.get("nth") else int(m["q"])
    year = groups.get("year")
    rel = (groups.get("rel") or groups.get("rel2") or "").lower()
    if year:
        y = year_of(year, c)
    elif c.published is None:
        return ("DATE", f"XXXX-Q{number}")
    else:
        y = c.anchor.year + (
            -1 if "last" in rel or "ago" in rel or "earlier" in rel else 1 if "next" in rel else 0
        )
        now = (c.anchor.month - 1) // 3 + 1
        if not rel and number > now and not c.ahead():
            y -= 1
    c.quarter, c.last = (y, number), "quarter"
    return ("DATE", f"{y}-Q{number}")


def the_quarter(m: re.Match[str], c: Context) -> Found:
    if c.published is None:
        return ("DATE", "PRESENT_REF")
    low = m.group().lower()
    if c.quarter is None:
        total = c.anchor.year * 4 + (c.anchor.month - 1) // 3 - 1
        quarter = (total // 4, total % 4 + 1)
    else:
        quarter = c.quarter
    if "ago" in low or "earlier" in low or "last year" in low or "year-before" in low or "prior" in low:
        quarter = (quarter[0] - 1, quarter[1])
    else:
        c.quarter = quarter
    return ("DATE", f"{quarter[0]}-Q{quarter[1]}")


def half_of(m: re.Match[str], c: Context) -> Found:
    if m["year"]:
        y = year_of(m["year"], c)
    elif c.published is None:
        return None
    else:
        y = c.anchor.year + (-1 if "last" in m.group().lower() else 1 if "next" in m.group().lower() else 0)
    return ("DATE", f"{y}-H{1 if m['nth'].lower() == 'first' else 2}")


def season_of(m: re.Match[str], c: Context) -> Found:
    season = SEASONS[m["season"].lower()]
    if m["year"]:
        return ("DATE", f"{year_of(m['year'], c)}-{season}")
    rel = (m["rel"] or "").lower()
    if c.published is None or not rel:
        return None
    if rel == "the" and not re.search(
        r"\b(?:in|of|during|by|through|over|for)\s$", c.text[max(0, c.start - 8) : c.start]
    ):
        return None
    y = c.anchor.year
    first = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season]
    if (rel == "last" and first + 2 >= c.anchor.month) or (
        rel in ("this past", "past") and first > c.anchor.month
    ):
        y -= 1
    elif rel in ("next", "this coming") and first <= c.anchor.month:
        y += 1
    return ("DATE", f"{y}-{season}")


def edge_of(m: re.Match[str], c: Context) -> Found:
    """The end or the beginning of this year, month, week."""
    unit = singular(m["unit"])
    return ("DATE", shifted(c, unit, 0)) if c.published else None


def year_end_of(m: re.Match[str], c: Context) -> Found:
    return ("DATE", str(c.anchor.year)) if c.published else None


# --- durations, sets, references --------------------------------------------------------------


def duration_of(m: re.Match[str], c: Context) -> Found:
    words, unit = m["n"], singular(m["unit"])
    many = count(words)
    low = m.group().lower()
    if unit in ("quarter", "night", "weekend") and ("-" in low or many in (None, 1.0)) and unit != "night":
        return None
    if many is not None and "and a half" in low and "and a half" not in words.lower():
        many += 0.5
    return ("DURATION", period(many, unit))


def vague_duration(m: re.Match[str], c: Context) -> Found:
    if m.group().lower().startswith("recent"):
        return ("DATE", "PAST_REF")
    return ("DURATION", period(None, m["unit"]))


def weekend_of(m: re.Match[str], c: Context) -> Found:
    """ "The weekend" is the latest one that has begun, unless the clause looks ahead."""
    if c.published is None:
        return ("DATE", "XXXX-WXX-WE")
    by = 0 if c.anchor.weekday() >= 5 or c.ahead() else -1
    return ("DATE", shifted(c, "weekend", by))


def the_year(m: re.Match[str], c: Context) -> Found:
    """ "The year ended June 30" lasts a year; "for the year" is this one."""
    if re.match(r"\s(?:ended|ending|that\sended)\b", c.text[c.end : c.end + 12]):
        return ("DURATION", "P1Y")
    before = c.text[max(0, c.start - 8) : c.start].lower()
    if c.published is None or not re.search(r"\b(?:for|in|during|through|over)\s$", before):
        return None
    return ("DATE", str(c.anchor.year))


def rate(m: re.Match[str], c: Context) -> Found:
    """ "$3 a year", "twice a day"."""
    before = c.text[max(0, c.start - 24) : c.start]
    if re.search(
        r"(?:\d|illion|dollars|cents|percent|%|once|twice|times|pounds|tons|barrels|people|hours|days)\s$",
        before,
    ):
        return ("SET", period(1.0, m["what"]))
    return None


def every_of(m: re.Match[str], c: Context) -> Found:
    what = m["what"].lower()
    many = count(m["n"]) if m["n"] else 1.0
    unit = singular(what)
    if re.fullmatch(WEEKDAY, m["what"], re.IGNORECASE):
        return ("SET", f"XXXX-WXX-{weekday(what) + 1}")
    if re.fullmatch(MONTH, m["what"]):
        return ("SET", f"XXXX-{month(what):02d}")
    if unit in SEASONS:
        return ("SET", f"XXXX-{SEASONS[unit]}")
    if unit in PARTS:
        return ("SET", f"XXXX-XX-XXT{PARTS[unit]}")
    return ("SET", period(many, unit))


_ADVERBS = {"daily": "P1D", "weekly": "P1W", "biweekly": "P2W", "monthly": "P1M", "quarterly": "P1Q",
    "yearly": "P1Y",
            "annually": "P1Y", "annual": "P1Y", "hourly": "PT1H", "nightly": "P1D"}  # fmt: skip


def adverb_of(m: re.Match[str], c: Context) -> Found:
    return ("SET", _ADVERBS[m.group().lower()])


def present(m: re.Match[str], c: Context) -> Found:
    return ("DATE", "PRESENT_REF")


def past(m: re.Match[str], c: Context) -> Found:
    return ("DATE", "PAST_REF")


def coming(m: re.Match[str], c: Context) -> Found:
    return ("DATE", "FUTURE_REF")
