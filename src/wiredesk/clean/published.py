"""When a report was published, and how that is known; and dates that are only the page's.

Best first: what the page's metadata or the file says, the feed, the address, the dateline, the words.
A date of the site's header (before the headline, with its weekday) is the day the page was shown or
crawled: it is kept apart as the page date and never taken for the report's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from wiredesk.clean.imprint import MONTH, MONTHS
from wiredesk.model.reports import PublishedFrom

_DAY = r"(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_ZONE = (
    r"(?:(?-i:(?:GMT|UTC)(?:[+-]\d{1,2})?|BST|IST|MSK|CES?T|EES?T|WES?T|[ECMPA][SD]?T|AES?T|AEDT|JST|KST|PKT"
    r"|AFT|TRT)\b|[+-]\d\d:?\d\d)"
)
_HOUR = r"(?:[01]?\d|2[0-3])"
# Four bare digits are a clock only before a.m., a zone or the end, or after "at": not in "2016 1500 people".
_CLOCK = (
    r"(?:(?:\s?[,|·•@-]?\s?(?P<at>at\s)?)\(?"
    rf"(?:{_HOUR}[:h][0-5]\d(?::\d\d)?|{_HOUR}[.]?[0-5]\d(?=\s?(?:[ap]\.?m\b|{_ZONE}|\W*$))"
    r"|(?(at)[0-2]\d[0-5]\d\b|(?!)))"
    rf"\s?(?:[ap]\.?m\b\.?)?\s?{_ZONE}?\)?)"
)
_ISO = r"(?P<y{0}>(?:19|20)\d\d)[-/.](?P<m{0}>\d{{1,2}})[-/.](?P<d{0}>\d{{1,2}})"
_MDY = rf"(?P<mon{{0}}>{MONTH})\s(?P<d{{0}}>\d{{{{1,2}}}})(?:st|nd|rd|th)?,?\s?(?P<y{{0}}>(?:19|20)\d\d)"
_DMY = rf"(?P<d{{0}}>\d{{{{1,2}}}})(?:st|nd|rd|th)?[\s-](?P<mon{{0}}>{MONTH}),?[\s-](?P<y{{0}}>(?:19|20)\d\d)"
_NUM = r"(?P<m{0}>\d{{1,2}})(?P<sep>[/.-])(?P<d{0}>\d{{1,2}})(?P=sep)(?P<y{0}>(?:19|20)\d\d)"
_ABSOLUTE = "(?:" + "|".join(f.format(i) for i, f in enumerate((_ISO, _MDY, _DMY, _NUM))) + r")(?!\d)"
_LABEL = (
    r"(?:(?:first |last |originally )?(?:published|posted|updated|modified|created|uploaded|issued"
    r"|released|date of publication|publication date|pub(?:lished)? ?date|date|dated?|time)"
    r"(?:\s(?:on|at))?\s?[:|-]?\s*)"
)
#: A date with its label and clock, at the start of a line.
STAMP = re.compile(
    rf"\W{{0,3}}(?P<label>{_LABEL})?(?:(?P<weekday>{_DAY})\.?,?\s)?{_ABSOLUTE}(?:T[\d:.]+(?:Z"
    rf"|[+-][\d:]+)?)?{_CLOCK}?[^\w\"“‘'(\[«]{{0,3}}",
    re.I,
)
_AT_END = re.compile(rf"(?:\b{_DAY}\.?,?\s)?\b{_ABSOLUTE}{_CLOCK}?\W{{0,3}}$", re.I)
_LEAD = re.compile(
    rf"On\s(?:{_DAY},?\s)?(?:(?P<mon>{MONTH})\s(?P<d>\d{{1,2}})"
    rf"|(?P<d2>\d{{1,2}})\s(?P<mon2>{MONTH}))(?:,?\s(?P<y>(?:19|20)\d\d))?\b",
    re.I,
)
_URL_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[/_-]?(0[1-9]|1[0-2]|[1-9])[/_-]?(0[1-9]|[12]\d|3[01]|[1-9])(?!\d)"
)
_URL_MONTH = re.compile(rf"/((?:19|20)\d\d)/({MONTH})/(\d{{1,2}})(?!\d)", re.I)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date as printed: ISO value, where it ends in the line, its label ("" where none) and whether
    the weekday stands with it."""

    value: str
    end: int
    label: str
    weekday: bool
    updated: bool


@dataclass(frozen=True, slots=True)
class Published:
    """The date of publication with how it is known; ``day`` is "MM-DD" where the year is not said."""

    value: str | None
    source: PublishedFrom
    day: str | None = None
    at: str | None = None  # day and minute, where the minute is known


def iso(year: int, month: int, day: int) -> str | None:
    """The ISO date, or None where there is no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def month(name: str) -> int:
    """The number of an English month name or its short form."""
    return MONTHS[name.lower().rstrip(".")]


def stamp(text: str) -> Stamp | None:
    """The date that a line begins with, or None."""
    match = STAMP.match(text)
    if not match:
        return None
    value = _value(match)
    if value is None:
        return None
    label = (match["label"] or "").strip().lower()
    return Stamp(value, match.end(), label, bool(match["weekday"]), "updat" in label or "modif" in label)


def _value(match: re.Match[str]) -> str | None:
    for i in range(4):
        if match[f"y{i}"]:
            year, day = int(match[f"y{i}"]), int(match[f"d{i}"])
            if i in (1, 2):
                return iso(year, month(match[f"mon{i}"]), day)
            number = int(match[f"m{i}"])
            if i == 3 and match["sep"] != "/":  # 10-11-2014 and 10.11.2014 are written day first
                return iso(year, day, number) or iso(year, number, day)
            return iso(year, number, day) or (iso(year, day, number) if i == 3 else None)
    return None


def dated(text: str) -> tuple[Stamp, int, int] | None:
    """A date with its year at the end or at the start of a line, with where it begins and ends there."""
    if (match := _AT_END.search(text[-60:])) and (value := _value(match)):
        shift = max(0, len(text) - 60)
        weekday = bool(re.match(_DAY, match.group(), re.I))
        return Stamp(value, len(text), "", weekday, False), shift + match.start(), len(text)
    found = stamp(text)
    return (found, 0, found.end) if found else None


def any_date(text: str) -> str | None:
    """The ISO date of a string such as a hint gives: ISO with or without time, or English."""
    text = text.strip()
    if re.fullmatch(r"(?:19|20)\d{6}(?:T?\d*)?Z?", text):
        return iso(int(text[:4]), int(text[4:6]), int(text[6:8]))
    found = stamp(text)
    if found:
        return found.value
    match = re.search(_ABSOLUTE, text, re.I)
    return _value(match) if match else None


def of_url(url: str) -> str | None:
    """The date in the path of an address, or None."""
    url = re.sub(r"^https?://(?:web\.)?archive\.(?:org|today|is|ph)/(?:web/)?\w+/", "", url)
    path = "/" + url.split("://", 1)[-1].partition("/")[2].split("?")[0]
    if found := _URL_MONTH.search(path):
        return iso(int(found[1]), month(found[2]), int(found[3]))
    for match in _URL_DATE.finditer(path):
        sign = len(match.group()) > 8 or match.group().isdigit()
        if sign and (value := iso(int(match[1]), int(match[2]), int(match[3]))):
            return value
    return None


def of_dateline(printed: str, year: int | None) -> tuple[str | None, str | None]:
    """The date of a dateline: (ISO date, None), or (None, "MM-DD") where the year is not known."""
    match = re.search(
        rf"({MONTH})\s(\d{{1,2}})(?:,?\s(\d{{4}}))?|(\d{{1,2}})\s({MONTH})(?:,?\s(\d{{4}}))?", printed, re.I
    )
    if not match:
        return None, None
    number = month(match[1] or match[5])
    day = int(match[2] or match[4])
    said = match[3] or match[6]
    if said or year:
        return iso(int(said) if said else int(year or 0), number, day), None
    return None, f"{number:02d}-{day:02d}"


def of_lead(text: str) -> tuple[str | None, str | None]:
    """The day that the first paragraph opens with ("On September 5, …"): as :func:`of_dateline`."""
    match = _LEAD.match(text)
    if not match:
        return None, None
    return of_dateline(match.group()[3:], None)
