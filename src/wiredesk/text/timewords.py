"""The vocabulary of time in English news, as patterns: months, weekdays, quantities, units."""

from __future__ import annotations

import re

from wiredesk.text.numbers import spelled

MONTHS = (
    "january february march april may june july august september october november december"
).split()  # fmt: skip
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()

MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|"
    r"SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)"
)
MONTH_ALONE = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan\.|Feb\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.|JANUARY|FEBRUARY|APRIL|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)"
)
WEEKDAY = (
    r"(?:Mon(?:day|\.)|Tues?(?:day|\.)|Wed(?:nesday|\.)|Thu(?:rs)?(?:day|\.)|Fri(?:day|\.)|Sat(?:urday|\.)|Sun(?:day|\.)|"
    r"MONDAY|TUESDAY|WEDNESDAY|THURSDAY|FRIDAY|SATURDAY|SUNDAY)"
)
_UNDER_20 = (
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    "seventeen|eighteen|nineteen"
)
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
SPELLED = (
    rf"(?:(?:{_TENS})(?:[-\s](?:one|two|three|four|five|six|seven|eight|nine))?|{_UNDER_20}|(?:a|"
    rf"one|two|three|four|five)\s(?:hundred|thousand|dozen))"
)
SPELLED = rf"(?:(?:{SPELLED}\s(?:hundred|thousand))|{SPELLED})"
COUNT = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?(?:[\s-]1/2|\s?½)?|{SPELLED}(?:\sand\sa\shalf)?|an?\scouple(?:\sof)?|a\sfew|"
    r"several|few|many|a\snumber\sof|half\san?|an?(?:\sfull|\ssingle)?|a\shalf|dozens\sof|hundreds\sof|thousands\sof|some|half-a-dozen|a\sgood\smany)"
)
UNIT = (
    r"(?:second|minute|hour|day|night|week|weekend|fortnight|month|quarter|year|decade|century|"
    r"centurie|millennium|season|summer|winter|semester)"
)
DURATION_UNIT = (
    r"(?:second|minute|hour|day|night|week|weekend|fortnight|month|quarter|year|decade|century|centurie)"
)
ABOUT = (
    r"(?:(?:nearly|almost|about|around|roughly|approximately|more\sthan|less\sthan|fewer\sthan|at\sleast|at\smost|up\sto|"
    r"some|well\sover|just\sover|just\sunder|a\slittle\s(?:more|less)\sthan|the\sbetter\spart\sof|"
    r"as\s(?:long|many|little|much)\sas|exactly|barely|close\sto|maybe|perhaps|an\sestimated|no\smore\sthan)\s)"
)
PART = (
    r"(?:early\s|late\s|mid-?\s?)?(?:morning|mornings|afternoon|evening|night|dawn|dusk|midday|"
    r"noon|midnight|lunchtime|nightfall|sunrise|sunset)"
)
SEASON = r"(?:spring|summer|fall|autumn|winter)"
ORDINAL = r"(?:first|second|third|fourth|1st|2nd|3rd|4th)"
YEAR = r"(?:1[0-9]\d\d|20\d\d)"
ZONE = (
    r"(?:\s?\(?(?:GMT|UTC|EST|EDT|CST|CDT|MST|MDT|PST|PDT|BST|CET|CEST|ET|PT|IST|local\stime|"
    r"Eastern(?:\stime)?|Pacific(?:\stime)?)\b\)?)"
)
CLOCK = (
    rf"(?:\d{{1,2}}(?::\d\d(?::\d\d)?)?\s?(?:[ap]\.\s?m\.?|[ap]m\b|AM\b|PM\b|[ap]\.m\b)|"
    rf"\d{{1,2}}:\d\d(?::\d\d)?(?:\shours)?|\d{{4}}(?=\s(?:GMT|UTC|hours))|noon|midnight|{SPELLED}\so[’']clock)(?:{ZONE})?"
)

PARTS = {"morning": "MO", "mornings": "MO", "afternoon": "AF", "evening": "EV", "night": "NI",
    "dawn": "MO", "dusk": "EV",
         "midday": "MI", "lunchtime": "MI", "nightfall": "NI", "sunrise": "MO", "sunset": "EV",
         "noon": "12:00",
         "midnight": "24:00"}  # fmt: skip
SEASONS = {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
LETTERS = {"second": "S", "minute": "M", "hour": "H", "day": "D", "night": "D", "week": "W", "weekend": "WE",
           "fortnight": "W", "month": "M", "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE",
           "centurie": "CE",
           "season": "S", "summer": "SU", "winter": "WI"}  # fmt: skip


def month(word: str) -> int:
    """1 to 12 for a month or its abbreviation."""
    start = word[:3].lower()
    return next(i for i, name in enumerate(MONTHS, 1) if name.startswith(start))


def weekday(word: str) -> int:
    """0 (Monday) to 6 for a weekday or its abbreviation."""
    start = word[:3].lower()
    return next(i for i, name in enumerate(WEEKDAYS) if name.startswith(start))


def singular(unit: str) -> str:
    """ "years" is "year" """
    unit = unit.lower()
    return unit[:-1] if unit.endswith("s") else unit


def count(words: str) -> float | None:
    """How many; None for a vague word ("several")."""
    low = re.sub(r"\s+", " ", words.lower().strip())
    if re.fullmatch(r"an?(?: full| single)?", low):
        return 1.0
    if low in ("half a", "half an", "a half"):
        return 0.5
    if low.startswith(("a couple", "couple")):
        return 2.0
    half = low.endswith(("1/2", "½", "and a half"))
    plain = re.sub(r"[\s-]?(?:1/2|½)$| and a half$", "", low).replace(",", "")
    if re.fullmatch(r"\d+(?:\.\d+)?", plain):
        return float(plain) + 0.5 * half
    if low in ("half-a-dozen",):
        return 6.0
    if re.fullmatch(SPELLED, plain):
        return spelled(plain) + 0.5 * half
    return None


def period(amount: float | None, unit: str) -> str:
    """A TIMEX3 duration: P3D, PT2H, PXY for a vague number."""
    unit = singular(unit)
    letter = LETTERS.get(unit, "Y")
    clock = "T" if unit in ("second", "minute", "hour") else ""
    if amount is None:
        return f"P{clock}X{letter}"
    if unit == "fortnight":
        amount *= 2
    if amount == int(amount):
        return f"P{clock}{int(amount)}{letter}"
    whole, part = int(amount), amount - int(amount)
    finer = {
        "year": ("M", 12),
        "hour": ("M", 60),
        "minute": ("S", 60),
        "day": ("TH", 24),
        "week": ("D", 7),
    }.get(unit)
    if part == 0.5 and finer:
        head = f"{whole}{letter}" if whole else ""
        tail = f"{int(finer[1] * part)}{finer[0]}"
        if finer[0] == "TH":
            tail = f"T{int(finer[1] * part)}H"
        return f"P{clock}{head}{tail}"
    return f"P{clock}{amount:g}{letter}"
