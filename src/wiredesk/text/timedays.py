"""What days, months and years mean: from a match to a TIMEX3 value.

Each function takes a match and what was said before (:class:`~wiredesk.text.timecontext.Context`) and
returns type and value, or None where the words turn out not to be a time.  The rules that call
them are in timerules.py.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from wiredesk.text import calendars
from wiredesk.text.holidays import HOLIDAYS, holiday_in
from wiredesk.text.numbers import spelled
from wiredesk.text.timecontext import Context, Found
from wiredesk.text.timewords import (
    PARTS,
    count,
    month,
    weekday,
)  # fmt: skip

# --- dates ------------------------------------------------------------------------------------


def _iso(y: int, m: int, d: int) -> str | None:
    try:
        return date(y, m, d).isoformat()
    except ValueError:
        return None


def year_of(printed: str, c: Context) -> int:
    """A year as printed, "1998" or "'98"; two digits reach up to 20 years ahead."""
    digits = re.sub(r"\D", "", printed)
    value = int(digits)
    if len(digits) == 2:
        near = c.anchor.year if c.published else 2000
        value += near // 100 * 100
        if value > near + 20:
            value -= 100
    return value


def _month_day(c: Context, m: int, d: int, year: str | None, rel: str | None = None) -> Found:
    named = c.day.year if c.day else c.year
    if year:
        y = year_of(year, c)
    elif rel in ("that", "the same") and named:
        y = named
    elif c.published is None:
        return ("DATE", f"XXXX-{m:02d}-{d:02d}")
    elif rel in _OF_YEARS:
        y = c.anchor.year + _OF_YEARS[rel]
    else:
        y = c.anchor.year
        away = (date(y, m, min(d, monthrange(y, m)[1])) - c.anchor).days
        if (away > 0 and not c.ahead() and away > 10 and away > 200) or (away > 45 and not c.ahead()):
            y -= 1
        elif away < -240 and c.ahead():
            y += 1
    value = _iso(y, m, d)
    if value is None:
        return None
    c.day = date.fromisoformat(value)
    return ("DATE", value)


_OF_YEARS = {"last": -1, "this": 0, "next": 1}
"""What "of last year" behind a day adds to the year of publication."""


def date_mdy(m: re.Match[str], c: Context) -> Found:
    rel = m.groupdict().get("ofyear")
    rel = " ".join(rel.lower().split()) if rel else None
    return _month_day(c, month(m["month"]), int(re.sub(r"\D", "", m["day"])), m["year"], rel)


def date_numeric(m: re.Match[str], c: Context) -> Found:
    a, b, y = int(m[1]), int(m[2]), m[3]
    mm, dd = (a, b) if a <= 12 else (b, a)
    return _month_day(c, mm, dd, y) if 1 <= mm <= 12 and 1 <= dd <= 31 else None


def date_iso(m: re.Match[str], c: Context) -> Found:
    value = _iso(int(m[1]), int(m[2]), int(m[3]))
    if value is None:
        return None
    c.day = date.fromisoformat(value)
    return ("TIME", f"{value}T{m[4]}") if m[4] else ("DATE", value)


def month_year(m: re.Match[str], c: Context) -> Found:
    if m["year"]:
        return ("DATE", f"{year_of(m['year'], c)}-{month(m['month']):02d}")
    return month_alone(m, c)


def month_alone(m: re.Match[str], c: Context) -> Found:
    number = month(m["month"])
    groups = m.groupdict()
    rel = (groups.get("rel") or groups.get("rel2") or "").lower()
    if c.published is None:
        return ("DATE", f"XXXX-{number:02d}")
    y = c.anchor.year
    if rel == "last" and "year" in m.group().lower():
        y -= 1
    elif rel == "next" and "year" in m.group().lower():
        y += 1
    elif "year" in m.group().lower():
        pass
    elif rel == "last":
        y -= number >= c.anchor.month
    elif rel in ("next", "this coming", "coming"):
        y += number <= c.anchor.month
    elif rel == "this":
        pass
    elif number > c.anchor.month and not c.ahead():
        y -= 1
    elif number < c.anchor.month - 2 and c.ahead():
        y += 1
    return ("DATE", f"{y}-{number:02d}")


def year_alone(m: re.Match[str], c: Context) -> Found:
    y = m["year"]
    before = c.text[max(0, m.start("year") - 24) : m.start("year")]
    after = c.text[m.end("year") : m.end("year") + 16]
    if re.search(
        r"[$€£#]\s?$|[\d,.]$|\b(?:No\.|about|over|than|nearly|least|some|to\sabout)\s$", before
    ) or re.match(
        r",\d|\.\d|[-–]\d{4}|\s?%|\s(?:people|men|women|shares|tons|points|miles|workers|troops|soldiers|jobs|copies|units|feet|percent|pounds|barrels|members|employees|dollars|students|homes|houses|seats|deaths|cases|votes|civilians|refugees|families|others|more)\b",
        after,
    ):
        return None
    value = int(y)
    if value < 1800 and not re.search(r"\b(?:in|since|of|from|until|by|year|A\.D\.|AD)\s$", before):
        return None
    if value > 2100 or value > (c.anchor.year if c.published else 2030) + 60:
        return None
    c.year = value
    return ("DATE", y)


def spoken_year(m: re.Match[str], c: Context) -> Found:
    head = {"sixteen": 1600, "seventeen": 1700, "eighteen": 1800, "nineteen": 1900, "twenty": 2000}[
        m[1].lower()
    ]
    return ("DATE", str(head + int(spelled(m[2].lower().replace("oh ", "")))))


def short_year(m: re.Match[str], c: Context) -> Found:
    return ("DATE", str(year_of(m["year"], c)))


def decade_of(m: re.Match[str], c: Context) -> Found:
    groups = m.groupdict()
    digits = groups.get("decade") or groups.get("tens")
    if digits:
        if len(digits) == 4:
            return ("DATE", digits[:3])
        return ("DATE", f"{'20' if int(digits) < 30 and c.anchor.year > 2010 else '19'}{digits[0]}")
    tens = {"twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7,
    "eighties": 8,
            "nineties": 9}[m["word"].lower()]  # fmt: skip
    return ("DATE", f"19{tens}")


def century_of(m: re.Match[str], c: Context) -> Found:
    word = m["nth"].lower()
    digits = re.match(r"\d+", word)
    number = int(digits.group()) if digits else _NTH.get(word, 0)
    return ("DATE", f"{number - 1:02d}") if number else None


_NTH = {"sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20,
    "twenty-first": 21,
        "fifteenth": 15, "fourteenth": 14}  # fmt: skip


def fiscal_of(m: re.Match[str], c: Context) -> Found:
    return ("DATE", str(year_of(m["year"] or m["fy"], c)))


# --- weekdays and days around the publication -------------------------------------------------


def weekday_of(m: re.Match[str], c: Context) -> Found:
    groups = m.groupdict()
    rel = re.sub(r"\s+", " ", (groups.get("rel") or "").lower())
    number = weekday(m["wd"])
    part = groups.get("part")
    if m.group().endswith("days") and not rel:
        return ("SET", f"XXXX-WXX-{number + 1}")
    if c.published is None:
        value = f"XXXX-WXX-{number + 1}"
    else:
        back = (c.anchor.weekday() - number) % 7
        day = c.anchor - timedelta(days=back)
        if rel == "last" and back == 0:
            day -= timedelta(days=7)
        elif rel in ("next", "this coming", "coming") or "next week" in m.group().lower():
            day += timedelta(days=7)
        elif rel in ("the previous", "the preceding") and c.day:
            day = c.day - timedelta(days=(c.day.weekday() - number) % 7 or 7)
        elif rel in ("the following", "the next") and c.day:
            day = c.day + timedelta(days=(number - c.day.weekday()) % 7 or 7)
        elif rel == "a week ago" or "ago" in m.group():
            day -= timedelta(days=7)
        elif not rel and back and c.ahead():
            day += timedelta(days=7)
        c.day = day
        value = day.isoformat()
    return _with_part(value, part)


def _with_part(value: str, part: str | None) -> Found:
    if not part:
        return ("DATE", value)
    word = re.sub(r"^(?:early|late|mid(?!day|night))[-\s]*", "", part.strip().lower())
    return ("TIME", f"{value}T{PARTS[word]}")


_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0}


def today_of(m: re.Match[str], c: Context) -> Found:
    word = m["word"].lower()
    groups = m.groupdict()
    part = groups.get("part") or groups.get("part2")
    if word == "tonight":
        part = "night"
    if c.published is None:
        day = {
            "today": "PRESENT_REF",
            "yesterday": "PAST_REF",
            "tomorrow": "FUTURE_REF",
            "tonight": "PRESENT_REF",
        }[word]
        return ("DATE", day)
    day = (c.anchor + timedelta(days=_DAYS[word])).isoformat()
    c.day = c.anchor + timedelta(days=_DAYS[word])
    return _with_part(day, part)


def this_part(m: re.Match[str], c: Context) -> Found:
    rel, part = m["rel"].lower(), m["part"]
    if c.published is None:
        return ("TIME", f"XXXX-XX-XXT{PARTS[part.split()[-1].lower()]}")
    shift = -1 if rel == "last" else 1 if rel == "tomorrow" else 0
    day = c.anchor + timedelta(days=shift)
    if rel == "that" and c.day:
        day = c.day
    return _with_part(day.isoformat(), part)


def overnight_of(m: re.Match[str], c: Context) -> Found:
    return ("TIME", f"{c.anchor.isoformat()}TNI" if c.published else "XXXX-XX-XXTNI")


def part_alone(m: re.Match[str], c: Context) -> Found:
    day = (c.day or c.anchor).isoformat() if c.published else "XXXX-XX-XX"
    return _with_part(day, m["part"])


def clock_of(m: re.Match[str], c: Context) -> Found:
    groups = m.groupdict()
    printed = groups["clock"]
    low = printed.lower()
    if "noon" in low:
        hhmm = "12:00"
    elif "midnight" in low:
        hhmm = "24:00"
    else:
        digits = re.match(r"(\d{1,2})(?::(\d\d))?(?::(\d\d))?", low)
        if re.match(r"\d{4}", low):
            h, mi = int(low[:2]), low[2:4]
        elif digits:
            h, mi = int(digits[1]), digits[2] or "00"
        else:
            h, mi = int(count(low.split(" o")[0]) or 0), "00"
        if re.search(r"p\.?\s?m", low) and h < 12:
            h += 12
        if re.search(r"a\.?\s?m", low) and h == 12:
            h = 0
        if h > 24 or int(mi) > 59:
            return None
        hhmm = f"{h:02d}:{mi}"
    day: str | None = None
    if groups.get("wd"):
        found = weekday_of(m, c)
        day = found[1][:10] if found else None
    elif groups.get("month"):
        found = date_mdy(m, c)
        day = found[1] if found else None
    elif groups.get("word"):
        found = today_of(m, c)
        day = found[1][:10] if found else None
    if day is None:
        day = (c.day or c.anchor).isoformat() if c.published else "XXXX-XX-XX"
    return ("TIME", f"{day}T{hhmm}")


# --- days by another name ----------------------------------------------------------------------


def that_day(m: re.Match[str], c: Context) -> Found:
    low = re.sub(r"\s+", " ", m.group().lower())
    by = (
        1
        if low.startswith(("the next", "the following")) or "after" in low
        else -1
        if "before" in low or "previous" in low
        else 0
    )
    base = c.day or (c.anchor if c.published else None)
    if base is None:
        return None
    if "night" in low:
        return ("TIME", f"{(base + timedelta(days=by)).isoformat()}TNI")
    return ("DATE", (base + timedelta(days=by)).isoformat())


def holiday_of(m: re.Match[str], c: Context) -> Found:
    name = m["name"].lower().replace("’", "'")
    groups = m.groupdict()
    if groups.get("year"):
        day = holiday_in(name, year_of(groups["year"], c))
        return ("DATE", day.isoformat()) if day else None
    if c.published is None:
        fixed = HOLIDAYS.get(name)
        return ("DATE", f"XXXX-{fixed[0]:02d}-{fixed[1]:02d}") if fixed else None
    rel = (groups.get("rel") or "").lower()
    options = [d for y in (-1, 0, 1) if (d := holiday_in(name, c.anchor.year + y))]
    ahead = rel == "next" or (not rel and c.ahead())
    if ahead:
        return ("DATE", next(d for d in options if d >= c.anchor).isoformat())
    if rel == "this":
        return ("DATE", options[1].isoformat())
    near = (
        [d for d in options if d <= c.anchor]
        if rel == "last"
        else sorted(options, key=lambda d: abs((d - c.anchor).days))[:1]
    )
    return ("DATE", near[-1].isoformat())


def other_calendar(m: re.Match[str], c: Context) -> Found:
    of = calendars.month_of(m["othermonth"])
    if of is None:
        return None
    calendar, number = of
    d = int(m["day"])
    try:
        if m["otheryear"]:
            day = calendars.gregorian(calendar, int(m["otheryear"]), number, d)
        elif c.published:
            now = (
                calendars.to_solar_hijri(c.anchor)
                if calendar == calendars.SOLAR_HIJRI
                else calendars.to_islamic(c.anchor)
            )
            options = []
            for y in (now[0] - 1, now[0], now[0] + 1):
                options.append(calendars.gregorian(calendar, y, number, d))
            day = min(options, key=lambda o: abs((o - c.anchor).days))
        else:
            return None
    except ValueError:
        return None
    c.day = day
    return ("DATE", day.isoformat(), calendar)
