"""Time expressions in English news and what they mean: TIMEX3 types and values.

``times("... on Sunday", "2021-09-05")`` gives the expression with the value ``2021-09-05``.  The
rules are patterns, each with a small function that gives the value; where several match at one
place, the longest is taken.  They were chosen on two thirds of TimeBank (the documents whose
SHA-1 of the file name is not divisible by three); see bench/times.py for both parts.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from wiredesk.model.statements import TimeMention
from wiredesk.text import calendars
from wiredesk.text.timewords import (
    ABOUT, CLOCK, COUNT, DURATION_UNIT, MONTH, MONTH_ALONE, ORDINAL, ORDINALS, PART, PARTS, SEASON, SEASONS, SPELLED,
    UNIT, WEEKDAY, YEAR, count, month, period, singular, weekday,
)  # fmt: skip

Found = tuple[str, str] | tuple[str, str, str] | None  # type, value, calendar


@dataclass(slots=True)
class _Context:
    """What was said before: ``day`` and ``quarter`` are the latest named in the text."""

    text: str
    published: date | None
    start: int = 0
    end: int = 0
    day: date | None = None
    quarter: tuple[int, int] | None = None
    year: int | None = None
    last: str = ""

    @property
    def anchor(self) -> date:
        return self.published or date(1, 1, 1)

    def ahead(self) -> bool:
        """Whether the clause around speaks of the future."""
        return _future(self.text, self.start, self.end)


_AHEAD = re.compile(
    r"\b(?:will|won[’']t|[’']ll|shall|is\sto|are\sto|was\sto|were\sto|to\sbe|plans?|planned|planning|scheduled|expect(?:s|ed)?|due|next|"
    r"upcoming|coming|intends?|slated|set\sto|going\sto|would|could|until|by|starting|beginning|begins|effective|expires?|matur\w+|"
    r"deadline|tomorrow|may|hopes?|propos\w+|payable|ahead\sof|before)\b",
    re.IGNORECASE,
)
_BACK = re.compile(r"\b(?:\w+ed|said|was|were|had|last|ago|came|began|took|made|fell|rose|held|met|told|killed|since)\b")


def _future(text: str, start: int, end: int) -> bool:
    begin = max(text.rfind(". ", 0, start), text.rfind("\n", 0, start), start - 90)
    stop = text.find(". ", end)
    stop = min(len(text) if stop < 0 else stop, end + 40)
    before, after = text[max(0, begin) : start], text[end:stop]
    cue = None
    for cue in _AHEAD.finditer(before):  # noqa: B007  the last one is wanted
        pass
    back = None
    for back in _BACK.finditer(before):  # noqa: B007
        pass
    if cue is not None:
        return back is None or back.start() <= cue.start() or back.end() <= cue.end() + 14 and "to" in cue.group()
    return back is None and bool(re.search(r"\b(?:will|is\sscheduled|are\sscheduled|is\sexpected|would)\b", after))


# --- dates ------------------------------------------------------------------------------------


def _iso(y: int, m: int, d: int) -> str | None:
    try:
        return date(y, m, d).isoformat()
    except ValueError:
        return None


def _year(printed: str, c: _Context) -> int:
    digits = re.sub(r"\D", "", printed)
    value = int(digits)
    if len(digits) == 2:
        near = c.anchor.year if c.published else 2000
        value += near // 100 * 100
        if value > near + 20:
            value -= 100
    return value


def _month_day(c: _Context, m: int, d: int, year: str | None) -> Found:
    if year:
        y = _year(year, c)
    elif c.published is None:
        return ("DATE", f"XXXX-{m:02d}-{d:02d}")
    else:
        y = c.anchor.year
        away = (date(y, m, min(d, monthrange(y, m)[1])) - c.anchor).days
        if away > 0 and not c.ahead() and away > 10 and away > 200:
            y -= 1
        elif away > 45 and not c.ahead():
            y -= 1
        elif away < -240 and c.ahead():
            y += 1
    value = _iso(y, m, d)
    if value is None:
        return None
    c.day = date.fromisoformat(value)
    return ("DATE", value)


def _date_mdy(m: re.Match[str], c: _Context) -> Found:
    return _month_day(c, month(m["month"]), int(re.sub(r"\D", "", m["day"])), m["year"])


def _date_numeric(m: re.Match[str], c: _Context) -> Found:
    a, b, y = int(m[1]), int(m[2]), m[3]
    mm, dd = (a, b) if a <= 12 else (b, a)
    return _month_day(c, mm, dd, y) if 1 <= mm <= 12 and 1 <= dd <= 31 else None


def _date_iso(m: re.Match[str], c: _Context) -> Found:
    value = _iso(int(m[1]), int(m[2]), int(m[3]))
    if value is None:
        return None
    c.day = date.fromisoformat(value)
    return ("TIME", f"{value}T{m[4]}") if m[4] else ("DATE", value)


def _month_year(m: re.Match[str], c: _Context) -> Found:
    if m["year"]:
        return ("DATE", f"{_year(m['year'], c)}-{month(m['month']):02d}")
    return _month_alone(m, c)


def _month_alone(m: re.Match[str], c: _Context) -> Found:
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


def _year_alone(m: re.Match[str], c: _Context) -> Found:
    y = m["year"]
    before = c.text[max(0, m.start("year") - 24) : m.start("year")]
    after = c.text[m.end("year") : m.end("year") + 16]
    if re.search(r"[$€£#]\s?$|[\d,.]$|\b(?:No\.|about|over|than|nearly|least|some|to\sabout)\s$", before) or re.match(
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


def _spoken_year(m: re.Match[str], c: _Context) -> Found:
    head = {"sixteen": 1600, "seventeen": 1700, "eighteen": 1800, "nineteen": 1900, "twenty": 2000}[m[1].lower()]
    from wiredesk.text.numbers import spelled

    return ("DATE", str(head + int(spelled(m[2].lower().replace("oh ", "")))))


def _short_year(m: re.Match[str], c: _Context) -> Found:
    return ("DATE", str(_year(m["year"], c)))


def _decade(m: re.Match[str], c: _Context) -> Found:
    digits = m["decade"]
    if digits:
        if len(digits) == 4:
            return ("DATE", digits[:3])
        return ("DATE", f"{'20' if int(digits) < 30 and c.anchor.year > 2010 else '19'}{digits[0]}")
    tens = {"twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7, "eighties": 8,
            "nineties": 9}[m["word"].lower()]  # fmt: skip
    return ("DATE", f"19{tens}")


def _century(m: re.Match[str], c: _Context) -> Found:
    word = m["nth"].lower()
    digits = re.match(r"\d+", word)
    number = int(digits.group()) if digits else _NTH.get(word, 0)
    return ("DATE", f"{number - 1:02d}") if number else None


_NTH = {"sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21,
        "fifteenth": 15, "fourteenth": 14}  # fmt: skip


def _fiscal(m: re.Match[str], c: _Context) -> Found:
    return ("DATE", str(_year(m["year"], c)))


# --- weekdays and days around the publication -------------------------------------------------


def _weekday(m: re.Match[str], c: _Context) -> Found:
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
    word = re.sub(r"^(?:early|late|mid)[-\s]*", "", part.strip().lower())
    return ("TIME", f"{value}T{PARTS[word]}")


_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0}


def _today(m: re.Match[str], c: _Context) -> Found:
    word = m["word"].lower()
    groups = m.groupdict()
    part = groups.get("part") or groups.get("part2")
    if word == "tonight":
        part = "night"
    if c.published is None:
        day = {"today": "PRESENT_REF", "yesterday": "PAST_REF", "tomorrow": "FUTURE_REF", "tonight": "PRESENT_REF"}[word]
        return ("DATE", day)
    day = (c.anchor + timedelta(days=_DAYS[word])).isoformat()
    c.day = c.anchor + timedelta(days=_DAYS[word])
    return _with_part(day, part)


def _this_part(m: re.Match[str], c: _Context) -> Found:
    rel, part = m["rel"].lower(), m["part"]
    if c.published is None:
        return ("TIME", f"XXXX-XX-XXT{PARTS[part.split()[-1].lower()]}")
    shift = -1 if rel == "last" else 1 if rel == "tomorrow" else 0
    day = c.anchor + timedelta(days=shift)
    if rel == "that" and c.day:
        day = c.day
    return _with_part(day.isoformat(), part)


def _overnight(m: re.Match[str], c: _Context) -> Found:
    return ("TIME", f"{c.anchor.isoformat()}TNI" if c.published else "XXXX-XX-XXTNI")


def _part_alone(m: re.Match[str], c: _Context) -> Found:
    day = (c.day or c.anchor).isoformat() if c.published else "XXXX-XX-XX"
    return _with_part(day, m["part"])


def _clock(m: re.Match[str], c: _Context) -> Found:
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
        found = _weekday(m, c)
        day = found[1][:10] if found else None
    elif groups.get("month"):
        found = _date_mdy(m, c)
        day = found[1] if found else None
    elif groups.get("word"):
        found = _today(m, c)
        day = found[1][:10] if found else None
    if day is None:
        day = (c.day or c.anchor).isoformat() if c.published else "XXXX-XX-XX"
    return ("TIME", f"{day}T{hhmm}")


# --- weeks, months, quarters, years around the publication ------------------------------------


def _shifted(c: _Context, unit: str, by: int, day: date | None = None) -> str:
    base = day or c.anchor
    if unit == "day":
        return (base + timedelta(days=by)).isoformat()
    if unit in ("week", "weekend", "fortnight"):
        y, w, _ = (base + timedelta(days=7 * by * (2 if unit == "fortnight" else 1))).isocalendar()
        return f"{y}-W{w:02d}" + ("-WE" if unit == "weekend" else "")
    if unit == "month":
        total = base.year * 12 + base.month - 1 + by
        return f"{total // 12:04d}-{total % 12 + 1:02d}"
    if unit == "quarter":
        total = base.year * 4 + (base.month - 1) // 3 + by
        return f"{total // 4:04d}-Q{total % 4 + 1}"
    if unit == "decade":
        return f"{base.year // 10 + by:03d}"
    if unit in ("century", "centurie"):
        return f"{base.year // 100 + by:02d}"
    return f"{base.year + by:04d}"


def _this_unit(m: re.Match[str], c: _Context) -> Found:
    rel = re.sub(r"\s+", " ", m["rel"].lower())
    unit = singular(re.sub(r"^(?:fiscal|calendar|full|financial|academic|school)\s", "", m["unit"].lower()))
    by = -1 if rel in ("last", "the last", "the past", "past", "the previous", "the prior", "previous") else 0
    by = 1 if rel in ("next", "the next", "the coming", "the following", "coming") else by
    if c.published is None:
        return ("DATE", "PAST_REF" if by < 0 else "FUTURE_REF" if by > 0 else "PRESENT_REF")
    if rel in ("the previous", "the prior", "the following", "that", "the same") and c.day and unit != "quarter":
        return ("DATE", _shifted(c, unit, by, c.day))
    if unit in SEASONS:
        return ("DATE", f"{c.anchor.year + by}-{SEASONS[unit]}")
    if unit == "quarter":
        if rel in ("the previous", "the prior", "the same", "that") and c.quarter:
            total = c.quarter[0] * 4 + c.quarter[1] - 1 + by
            return ("DATE", f"{total // 4}-Q{total % 4 + 1}")
        return ("DATE", _shifted(c, unit, by))
    if unit in ("second", "minute", "hour"):
        return ("DURATION", period(1, unit))
    value = _shifted(c, unit, by)
    return ("DATE", value)


def _ago(m: re.Match[str], c: _Context) -> Found:
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
    return ("DATE", _shifted(c, unit, by, base))


def _quarter(m: re.Match[str], c: _Context) -> Found:
    number = ORDINALS[m["nth"].lower()] if m["nth"] else int(m["q"])
    groups = m.groupdict()
    year = groups.get("year")
    rel = (groups.get("rel") or groups.get("rel2") or "").lower()
    if year:
        y = _year(year, c)
    elif c.published is None:
        return ("DATE", f"XXXX-Q{number}")
    else:
        y = c.anchor.year + (-1 if "last" in rel or "ago" in rel or "earlier" in rel else 1 if "next" in rel else 0)
        now = (c.anchor.month - 1) // 3 + 1
        if not rel and number > now and not c.ahead():
            y -= 1
    c.quarter, c.last = (y, number), "quarter"
    return ("DATE", f"{y}-Q{number}")


def _the_quarter(m: re.Match[str], c: _Context) -> Found:
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


def _half(m: re.Match[str], c: _Context) -> Found:
    if m["year"]:
        y = _year(m["year"], c)
    elif c.published is None:
        return None
    else:
        y = c.anchor.year + (-1 if "last" in m.group().lower() else 1 if "next" in m.group().lower() else 0)
    return ("DATE", f"{y}-H{1 if m['nth'].lower() == 'first' else 2}")


def _season(m: re.Match[str], c: _Context) -> Found:
    season = SEASONS[m["season"].lower()]
    if m["year"]:
        return ("DATE", f"{_year(m['year'], c)}-{season}")
    rel = (m["rel"] or "").lower()
    if c.published is None or not rel:
        return None
    y = c.anchor.year
    first = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season]
    if rel == "last" and first + 2 >= c.anchor.month or rel in ("this past", "past") and first > c.anchor.month:
        y -= 1
    elif rel in ("next", "this coming") and first <= c.anchor.month:
        y += 1
    return ("DATE", f"{y}-{season}")


def _edge(m: re.Match[str], c: _Context) -> Found:
    """The end or the beginning of this year, month, week."""
    unit = singular(m["unit"])
    return ("DATE", _shifted(c, unit, 0)) if c.published else None


def _year_end(m: re.Match[str], c: _Context) -> Found:
    return ("DATE", str(c.anchor.year)) if c.published else None


# --- durations, sets, references --------------------------------------------------------------


def _duration(m: re.Match[str], c: _Context) -> Found:
    words = m["n"]
    return ("DURATION", period(count(words) if words else None, m["unit"]))


def _vague_duration(m: re.Match[str], c: _Context) -> Found:
    return ("DURATION", period(None, m["unit"]))


def _every(m: re.Match[str], c: _Context) -> Found:
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


_ADVERBS = {"daily": "P1D", "weekly": "P1W", "biweekly": "P2W", "monthly": "P1M", "quarterly": "P1Q", "yearly": "P1Y",
            "annually": "P1Y", "annual": "P1Y", "hourly": "PT1H", "nightly": "P1D"}  # fmt: skip


def _adverb(m: re.Match[str], c: _Context) -> Found:
    return ("SET", _ADVERBS[m.group().lower()])


def _present(m: re.Match[str], c: _Context) -> Found:
    return ("DATE", "PRESENT_REF")


def _past(m: re.Match[str], c: _Context) -> Found:
    return ("DATE", "PAST_REF")


def _coming(m: re.Match[str], c: _Context) -> Found:
    return ("DATE", "FUTURE_REF")


def _that_day(m: re.Match[str], c: _Context) -> Found:
    low = re.sub(r"\s+", " ", m.group().lower())
    by = 1 if low.startswith(("the next", "the following")) or "after" in low else -1 if "before" in low or "previous" in low else 0
    base = c.day or (c.anchor if c.published else None)
    if base is None:
        return None
    if "night" in low:
        return ("TIME", f"{(base + timedelta(days=by)).isoformat()}TNI")
    return ("DATE", (base + timedelta(days=by)).isoformat())


_HOLIDAYS: dict[str, tuple[int, int]] = {
    "christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25), "boxing day": (12, 26),
    "new year's eve": (12, 31), "new year's day": (1, 1), "new year's": (1, 1), "valentine's day": (2, 14),
    "halloween": (10, 31), "independence day": (7, 4), "fourth of july": (7, 4), "july fourth": (7, 4),
    "veterans day": (11, 11), "armistice day": (11, 11), "may day": (5, 1), "bastille day": (7, 14),
    "st. patrick's day": (3, 17), "nowruz": (3, 21), "juneteenth": (6, 19), "april fools' day": (4, 1),
    "d-day": (6, 6), "international women's day": (3, 8), "victory day": (5, 9), "groundhog day": (2, 2),
}  # fmt: skip


def easter(year: int) -> date:
    """Easter Sunday of the Western churches (Meeus, Jones and Butcher's algorithm)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    j = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * j) // 451
    n = h + j - 7 * m + 114
    return date(year, n // 31, n % 31 + 1)


def _nth_weekday(year: int, mm: int, wd: int, nth: int) -> date:
    if nth < 0:
        last = date(year, mm, monthrange(year, mm)[1])
        return last - timedelta(days=(last.weekday() - wd) % 7)
    first = date(year, mm, 1)
    return first + timedelta(days=(wd - first.weekday()) % 7 + 7 * (nth - 1))


def _holiday_in(name: str, year: int) -> date | None:
    if name in _HOLIDAYS:
        return date(year, *_HOLIDAYS[name])
    moving = {
        "easter sunday": 0, "easter": 0, "easter monday": 1, "good friday": -2, "palm sunday": -7, "ash wednesday": -46,
        "pentecost": 49,
    }  # fmt: skip
    if name in moving:
        return easter(year) + timedelta(days=moving[name])
    nth = {"thanksgiving": (11, 3, 4), "thanksgiving day": (11, 3, 4), "labor day": (9, 0, 1), "memorial day": (5, 0, -1),
           "mother's day": (5, 6, 2), "father's day": (6, 6, 3), "columbus day": (10, 0, 2), "presidents day": (2, 0, 3),
           "presidents' day": (2, 0, 3), "martin luther king day": (1, 0, 3), "black friday": (11, 4, 4)}  # fmt: skip
    if name == "black friday":
        return _nth_weekday(year, 11, 3, 4) + timedelta(days=1)
    return _nth_weekday(year, *nth[name]) if name in nth else None


_HOLIDAY_NAMES = sorted(
    [*_HOLIDAYS, "easter sunday", "easter monday", "easter", "good friday", "palm sunday", "ash wednesday", "thanksgiving day",
     "thanksgiving", "labor day", "memorial day", "mother's day", "father's day", "columbus day", "presidents day",
     "presidents' day", "martin luther king day"], key=len, reverse=True,
)  # fmt: skip


def _holiday(m: re.Match[str], c: _Context) -> Found:
    name = m["name"].lower().replace("’", "'")
    groups = m.groupdict()
    if groups.get("year"):
        day = _holiday_in(name, _year(groups["year"], c))
        return ("DATE", day.isoformat()) if day else None
    if c.published is None:
        fixed = _HOLIDAYS.get(name)
        return ("DATE", f"XXXX-{fixed[0]:02d}-{fixed[1]:02d}") if fixed else None
    rel = (groups.get("rel") or "").lower()
    options = [d for y in (-1, 0, 1) if (d := _holiday_in(name, c.anchor.year + y))]
    ahead = rel == "next" or not rel and c.ahead()
    if ahead:
        return ("DATE", next(d for d in options if d >= c.anchor).isoformat())
    if rel == "this":
        return ("DATE", options[1].isoformat())
    near = [d for d in options if d <= c.anchor] if rel == "last" else sorted(options, key=lambda d: abs((d - c.anchor).days))[:1]
    return ("DATE", near[-1].isoformat())


def _other_calendar(m: re.Match[str], c: _Context) -> Found:
    of = calendars.month_of(m["othermonth"])
    if of is None:
        return None
    calendar, number = of
    d = int(m["day"])
    try:
        if m["otheryear"]:
            day = calendars.gregorian(calendar, int(m["otheryear"]), number, d)
        elif c.published:
            now = calendars.to_solar_hijri(c.anchor) if calendar == calendars.SOLAR_HIJRI else calendars.to_islamic(c.anchor)
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


# --- the rules --------------------------------------------------------------------------------

_EARLY = r"(?:(?:early|late|earlier|later|sometime)\s(?:in\s)?|mid-?\s?)?"
_OTHER_MONTHS = "|".join(sorted((re.escape(n) for n in calendars.MONTH_NAMES if n not in ("tir", "day", "dai", "kab", "hut", "tala", "mehr", "azar", "wray")), key=len, reverse=True))
_DAY = r"(?P<day>\d{1,2}(?:st|nd|rd|th)?)(?!\d|,\d|:\d|\.\d)"
_DATE = rf"(?P<month>{MONTH})\s{_DAY}(?:,?\s(?:in\s)?(?P<year>{YEAR}|[’']\d\d)(?!\d|,\d))?"
_WD = rf"(?:(?P<rel>last|next|this\scoming|coming|this\spast|this|the\sprevious|the\spreceding|the\sfollowing|the\snext)\s)?(?P<wd>{WEEKDAY})"

_RULES: tuple[tuple[str, Callable[[re.Match[str], _Context], Found], int], ...] = (
    (rf"(?:{_EARLY}(?:on\s)?)(?:{WEEKDAY},?\s)?{_DATE}", _date_mdy, 0),
    (rf"(?:{WEEKDAY},?\s)?(?:the\s)?{_DAY}\s(?:of\s)?(?P<month>{MONTH})(?:,?\s(?P<year>{YEAR}))?(?![\w])", _date_mdy, 0),
    (r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d(?::\d\d)?))?(?!\d)", _date_iso, 0),
    (r"(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d\d)(?![\d/])", _date_numeric, 0),
    (rf"(?:(?:the\s)?(?:end|beginning|start|middle)\sof\s)?{_EARLY}(?P<month>{MONTH})(?:\sof|,)?\s(?P<year>{YEAR})(?![\d])", _month_year, 0),
    (rf"(?:(?:the\s)?(?:end|beginning|start|middle)\sof\s)?{_EARLY}(?:(?P<rel>last|next|this\scoming|this)\s)?(?P<month>{MONTH_ALONE})(?:\s(?:of\s)?(?P<rel2>last|this|next)\syear)?", _month_alone, 0),
    (rf"(?:(?:the\s)?(?:end|beginning|start|middle)\sof\s|{_EARLY}|(?:the\s)?(?:calendar\s)?year\s|(?:the\s)?year-end\s)(?P<year>{YEAR})(?![\d-])", _year_alone, 0),
    (rf"(sixteen|seventeen|eighteen|nineteen|twenty)\s((?:oh\s)?{SPELLED})(?!\s(?:percent|people|years|days|hundred|thousand|million))", _spoken_year, re.I),
    (r"(?:the\s)?year\s(two\sthousand)", lambda m, c: ("DATE", "2000"), re.I),
    (r"[’'](?P<year>\d\d)(?![\d’'s])", _short_year, 0),
    (r"(?:the\s)?(?:(?:early|late|mid)[-\s](?:to[-\s]\w+[-\s])?)?(?P<decade>1[5-9]\d0|20\d0)(?P<word>)[’']?s\b", _decade, 0),
    (r"(?:the\s)?(?:(?:early|late|mid)[-\s])?[’'](?P<decade>\d0)(?P<word>)s\b", _decade, 0),
    (r"the\s(?:(?:early|late|mid)[-\s])?(?P<decade>)(?P<word>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)", _decade, re.I),
    (r"(?:the\s)?(?:(?:early|late|mid)[-\s])?(?P<nth>\d{1,2}(?:st|nd|rd|th)|[a-z]+teenth|twentieth|twenty-first)[-\s]century", _century, re.I),
    (rf"(?:the\s)?(?:(?:first|second|third|fourth)\s\w+\sof\s)?(?:fiscal|financial)(?:\syear)?\s(?P<year>{YEAR}|[’']\d\d)|FY\s?(?P<fy>{YEAR})", lambda m, c: ("DATE", str(_year(m["year"] or m["fy"], c))), 0),
    (rf"(?:(?:early|late|earlier|later)\s(?:on\s)?)?{_WD}s?(?:\s(?P<part>{PART}))?(?!\w)(?:\s(?:of\s)?(?:last|next)\sweek)?", _weekday, 0),
    (rf"(?:(?:early|late|earlier|later)\s)?(?P<word>today|yesterday|tomorrow|tonight)(?:\s(?P<part>{PART}))?", _today, re.I),
    (rf"(?:the\s)?(?P<part>{PART})\s(?P<word>yesterday|today|tomorrow)", _today, re.I),
    (rf"(?:(?:early|late|earlier|later)\s)?(?P<rel>this|last|that)\s(?P<part>morning|afternoon|evening|night)", _this_part, re.I),
    (r"overnight", _overnight, re.I),
    (rf"(?:early\s|late\s)?(?:in\sthe\s)?(?P<part>mid[-\s]?(?:morning|afternoon))", _part_alone, re.I),
    (rf"(?P<part>(?<=the\s)morning|(?<=the\s)afternoon|(?<=the\s)evening)", _part_alone, re.I),
    (rf"(?:(?:about|around|at|shortly\s(?:before|after)|just\s(?:before|after)|nearly|almost)\s)?(?P<clock>{CLOCK})(?:,?\s(?:on\s)?(?:{_WD}|(?P<word>today|yesterday|tomorrow)|{_DATE}))?", _clock, 0),
    (rf"{_WD}(?:,)?\sat\s(?:about\s|around\s)?(?P<clock>{CLOCK})", _clock, 0),
    (rf"(?:(?:early|late|earlier|later|sometime|elsewhere)\s(?:in\s)?)?(?P<rel>this|last|next|the\slast|the\spast|past|the\snext|the\scoming|coming|the\sprevious|the\sprior|the\sfollowing|the\scurrent|current|that|the\ssame)\s(?P<unit>(?:fiscal\s|calendar\s|financial\s|school\s)?(?:week|weekend|fortnight|month|quarter|year|decade|century))(?![\w-])", _this_unit, re.I),
    (rf"{ABOUT}?(?:the\s)?(?P<n>{COUNT})[\s-](?P<unit>{UNIT}s?)(?:\sor\s(?:so|two|more))?\s(?P<dir>ago|earlier|before(?!\s\w)|later|from\snow|hence|previously|back(?=[\s.,])|from\stoday)", _ago, re.I),
    (rf"(?P<n>)(?P<unit>years|months|weeks|days|decades|centuries)\s(?P<dir>ago|earlier)", _ago, re.I),
    (rf"(?:the\s)?(?:fiscal\s)?(?P<nth>{ORDINAL})[-\s]quarter(?P<q>)(?:\s(?:of\s|in\s)?(?:fiscal\s)?(?P<year>{YEAR})|\s(?:of\s)?(?P<rel>last\syear|this\syear|next\syear|a\syear\s(?:ago|earlier)))?", _quarter, re.I),
    (rf"(?P<rel2>this\syear|last\syear|next\syear|the\syear[-\s](?:ago|earlier))(?:[’']s)?\s(?P<nth>{ORDINAL})[-\s]quarter(?P<q>)(?P<year>)", _quarter, re.I),
    (rf"(?P<nth>)Q(?P<q>[1-4])(?:\s(?:of\s)?(?P<year>{YEAR}))?(?!\w)", _quarter, 0),
    (r"(?:the\s)?(?:latest|year-ago|year-earlier|year-before|comparable|prior-year|corresponding|most\srecent|like)(?:\s(?:year-ago|year-earlier|1\d\d\d))?\s(?:quarter|period)(?:\s(?:last\syear|a\syear\s(?:ago|earlier)))?|year-earlier|year-ago|the\squarter|last\syear[’']s\s(?:quarter|period)", _the_quarter, re.I),
    (rf"(?:the\s)?(?P<nth>first|second)[-\s]half(?:\sof\s(?:(?P<year>{YEAR})|(?:this|next|last|the)\s(?:fiscal\s)?year))", _half, re.I),
    (rf"(?:(?:early|late|earlier|later)\s)?(?:(?P<rel>this\spast|this\scoming|this|last|next|past)\s|(?:the\s)?)(?P<season>{SEASON})(?:(?:\sof)?\s(?P<year>{YEAR}))?(?!\w)", _season, re.I),
    (r"(?:the\s)?(?:end|beginning|start|middle|rest|remainder)\sof\sthe\s(?P<unit>year|month|week|quarter|decade|century)", _edge, re.I),
    (r"(?:around\s|by\s(?=\bNEVER))?(?:year-end|year\send|year[’']s\send)", _year_end, re.I),
    (rf"{ABOUT}?(?:the\s)?(?:(?:last|past|next|coming|previous|first|final|following|another|additional|latest|full|entire|whole|an\sadditional)\s)*{ABOUT}?(?P<n>{COUNT})(?:\s(?:more|additional|consecutive|straight|full|long|business|working|calendar|whole|other|extra)|[-\s]plus)?[\s-](?P<unit>{DURATION_UNIT}s?)(?:\sor\s(?:so|more|two))?(?:-(?:old|long)s?\b)?(?![\w])", _duration, re.I),
    (r"(?:recent|the\scoming|coming|the\spast|past|the\sensuing|those|these)\s(?P<unit>years|months|weeks|days|decades|hours)", _vague_duration, re.I),
    (rf"(?:for\s)?(?P<unit>(?<=for\s)(?:years|months|weeks|days|decades|centuries|hours)|centuries)(?:\sor\s(?:years|months|weeks))?", _vague_duration, re.I),
    (rf"(?:each|every)\s(?:of\sthe\spast\s)?(?:(?P<n>{SPELLED}|\d+|other|few)\s)?(?P<what>(?:day|week|month|year|quarter|hour|minute|night|weekend|decade|morning|afternoon|evening|spring|summer|fall|winter|{WEEKDAY}|{MONTH})s?)(?!\w)", _every, re.I),
    (r"(?:daily|weekly|monthly|annually|hourly|biweekly|nightly|yearly)", _adverb, re.I),
    (r"(?:right\s)?now|currently|at\spresent|nowadays|at\sthe\smoment|at\sthis\s(?:time|point)|presently|these\sdays|present-day|(?<=the\s)present(?=[\s,.](?!\w+ed))", _present, re.I),
    (r"(?:more\s|most\s)?recently|previously|formerly|the\s(?:recent\s|distant\s)?past|in\sthe\spast(?=[\s,.])|at\sthe\stime|until\srecently|lately|not\slong\sago|long\sago|a\slong\stime\sago", _past, re.I),
    (r"(?:the\s)?(?:near|foreseeable|immediate|not-too-distant)?\s?(?<=\s)future|the\s(?:near|short|long)\sterm|soon|as\ssoon\sas\spossible|some\s?day|in\sthe\snear\sfuture", _coming, re.I),
    (r"recent(?=\s(?!years|months|weeks|days|decades)[a-z])", _past, re.I),
    (r"current(?=\s(?!year|month|week|quarter|fiscal)[a-z])", _present, re.I),
    (r"that\s(?:same\s)?(?:day|night)|the\s(?:same|next|following|previous)\s(?:day|night)|the\sday\s(?:before|after)(?!\s\w)", _that_day, re.I),
    (rf"(?:(?P<rel>this|last|next)\s)?(?P<name>{'|'.join(n.replace(chr(39), chr(91) + chr(39) + '’' + chr(93)).replace(' ', chr(92) + 's') for n in _HOLIDAY_NAMES)})(?:,?\s(?P<year>{YEAR}))?(?!\w)", _holiday, re.I),
    (rf"(?:the\s)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<othermonth>{_OTHER_MONTHS})(?:,?\s(?P<otheryear>1[34]\d\d))?(?!\w)", _other_calendar, re.I),
)  # fmt: skip

_COMPILED = tuple((re.compile(rf"(?<![\w$€£])(?:{p})", flags), f) for p, f, flags in _RULES)
_ABBREVIATED = re.compile(r"\s+$")


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
    found: list[tuple[int, int, re.Match[str], Callable[[re.Match[str], _Context], Found]]] = []
    for pattern, f in _COMPILED:
        found.extend((m.start(), -m.end(), m, f) for m in pattern.finditer(text) if m.end() > m.start())
    found.sort(key=lambda x: x[:2])
    context = _Context(text, day)
    out: list[TimeMention] = []
    at = 0
    for start, minus_end, m, f in found:
        if start < at:
            continue
        context.start, context.end = start, -minus_end
        value = f(m, context)
        if value is None:
            continue
        words = m.group()
        lead = len(words) - len(words.lstrip())
        end = start + len(words.rstrip())
        out.append(TimeMention(start + lead, end, value[0], value[1], value[2] if len(value) == 3 else None))
        at = end
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
        return (f"{y}-{first_month:02d}-01", f"{last_year}-{last_month:02d}-{monthrange(last_year, last_month)[1]:02d}", "month")
    if re.fullmatch(r"\d{4}", value) and value != "0000":
        return (f"{value}-01-01", f"{value}-12-31", "year")
    if re.fullmatch(r"\d{3}", value) and value != "000":
        return (f"{value}0-01-01", f"{value}9-12-31", "year")
    if re.fullmatch(r"\d{2}", value) and value != "00":
        return (f"{value}00-01-01", f"{value}99-12-31", "year")
    return None
