"""Days of the Solar Hijri and Islamic calendars as Gregorian days.

News from Iran and Afghanistan dates by the Solar Hijri calendar, much of the Muslim world by the
Islamic one, and translations lose the month: "14 Sunbula" (5 September) becomes "September 14"
because Sunbula is the month that overlaps September.  Everything here is arithmetic.
"""

from __future__ import annotations

from datetime import date, timedelta

SOLAR_HIJRI = "solar hijri"
ISLAMIC = "islamic"

_EPOCH_SOLAR = date(622, 3, 22)  # 1 Farvardin 1, proleptic Gregorian
_EPOCH_ISLAMIC = date(622, 7, 19)  # 1 Muharram 1, civil reckoning (Friday epoch), proleptic Gregorian

# Years that begin a new cycle of leap years: Borkowski, "The Persian calendar for 3000 years",
# Earth, Moon and Planets 74 (1996), as in the common jalali algorithms; good for 1 to 3177.
_BREAKS = (-61, 9, 38, 199, 426, 686, 756, 818, 1111, 1181, 1210, 1635, 2060, 2097, 2192, 2262, 2324, 2394,
           2456, 3178)  # fmt: skip

_MONTHS: dict[str, tuple[str, int]] = {}
for _i, _names in enumerate((
    # Iranian, Dari (zodiac) and Pashto names of the twelve months
    "farvardin hamal wray", "ordibehesht sawr ghwayay", "khordad jawza ghbargolay", "tir saratan chungash",
    "mordad asad zmaray", "shahrivar sunbula wazhay", "mehr mizan tala", "aban aqrab larem",
    "azar qaws lindai",
    "dey jadi marghumay", "bahman dalwa salwagha", "esfand hut kab",
), 1):  # fmt: skip
    for _name in _names.split():
        _MONTHS[_name] = (SOLAR_HIJRI, _i)
for _variant, _of in (
    ("sonbola", "sunbula"), ("sonbula", "sunbula"), ("sumbula", "sunbula"), ("shahrivar", "shahrivar"),
    ("shahriwar", "shahrivar"), ("murdad", "mordad"), ("amordad", "mordad"), ("sawur", "sawr"), ("saur",
    "sawr"),
    ("sowr", "sawr"), ("jauza", "jawza"), ("jowza", "jawza"), ("qaus", "qaws"), ("qows", "qaws"),
    ("dalw", "dalwa"),
    ("dalv", "dalwa"), ("hoot", "hut"), ("jady", "jadi"), ("mezan", "mizan"), ("meezan", "mizan"),
    ("akrab", "aqrab"), ("sartan", "saratan"), ("khurdad", "khordad"), ("ordibihisht", "ordibehesht"),
    ("day", "dey"), ("dai", "dey"), ("esphand", "esfand"), ("isfand", "esfand"), ("abaan", "aban"),
):  # fmt: skip
    _MONTHS.setdefault(_variant, _MONTHS[_of])
del _variant, _of
for _i, _names in enumerate((
    "muharram|moharram|muharam", "safar", "rabi al-awwal|rabi ul-awwal|rabi i|rabi al-awal",
    "rabi al-thani|rabi al-akhir|rabi ul-thani|rabi ii|rabi us-sani",
    "jumada al-awwal|jumada al-ula|jumada i",
    "jumada al-thani|jumada al-akhirah|jumada al-akhira|jumada ii", "rajab", "sha'ban|shaban|shaaban|sha’ban",
    "ramadan|ramazan|ramadhan", "shawwal|shawal", "dhu al-qi'dah|dhul qadah|dhu al-qadah|zulqada|dhul-qi'dah",
    "dhu al-hijjah|dhul hijjah|dhul-hijjah|dhu al-hijja|zulhijja|zilhijja",
), 1):  # fmt: skip
    for _name in _names.split("|"):
        _MONTHS[_name] = (ISLAMIC, _i)
del _i, _names, _name

MONTH_NAMES: dict[str, tuple[str, int]] = _MONTHS
"""Month name, lower case, to its calendar and number."""

AMBIGUOUS = frozenset("tir day dai kab hut tala mehr azar wray jadi hoot".split())
"""Names of months that are also common words or names, and are therefore not recognised."""


def month_of(name: str) -> tuple[str, int] | None:
    """Calendar and number of a month of another calendar by its name, None for any other word."""
    return MONTH_NAMES.get(name.lower().replace("’", "'"))


def _solar_new_year(year: int) -> date:
    """1 Farvardin of a Solar Hijri year."""
    leap_julian = -14
    jump = 0
    previous = _BREAKS[0]
    n = 0
    for at in _BREAKS[1:]:
        jump = at - previous
        if year < at:
            break
        leap_julian += jump // 33 * 8 + jump % 33 // 4
        previous = at
    n = year - previous
    leap_julian += n // 33 * 8 + (n % 33 + 3) // 4
    if jump % 33 == 4 and jump - n == 4:
        leap_julian += 1
    gregorian = year + 621
    leap_gregorian = gregorian // 4 - (gregorian // 100 + 1) * 3 // 4 - 150
    return date(gregorian, 3, 20 + leap_julian - leap_gregorian)


def from_solar_hijri(year: int, month: int, day: int) -> date:
    """The Gregorian day of a Solar Hijri day.  Raises ValueError where there is no such day."""
    if not (1 <= year <= 3176 and 1 <= month <= 12 and 1 <= day <= 31):
        raise ValueError(
            f"no Solar Hijri day {year}-{month}-{day}: expected year 1..3176, month 1..12, day 1..31"
        )
    begin = _solar_new_year(year)
    days = 31 * (month - 1) if month <= 7 else 186 + 30 * (month - 7)
    length = 31 if month <= 6 else 30 if month <= 11 else (_solar_new_year(year + 1) - begin).days - 336
    if day > length:
        raise ValueError(f"month {month} of {year} has {length} days in the Solar Hijri calendar, not {day}")
    return begin + timedelta(days=days + day - 1)


def to_solar_hijri(day: date) -> tuple[int, int, int]:
    """Year, month and day of the Solar Hijri calendar."""
    year = day.year - 621
    if day < _solar_new_year(year):
        year -= 1
    past = (day - _solar_new_year(year)).days
    if past < 186:
        return year, past // 31 + 1, past % 31 + 1
    return year, (past - 186) // 30 + 7, (past - 186) % 30 + 1


def from_islamic(year: int, month: int, day: int) -> date:
    """The Gregorian day of a day of the Islamic civil calendar (30-year cycle).

    Sighting of the moon shifts real dates by a day or two.  Raises ValueError where there is no such day.
    """
    if not (1 <= year <= 9000 and 1 <= month <= 12 and 1 <= day <= 30):
        raise ValueError(
            f"no Islamic day {year}-{month}-{day}: expected year 1..9000, month 1..12, day 1..30"
        )
    leap = (11 * year + 14) % 30 < 11
    length = 30 if month % 2 or (month == 12 and leap) else 29
    if day > length:
        raise ValueError(f"month {month} of {year} has {length} days in the Islamic calendar, not {day}")
    days = (year - 1) * 354 + (3 + 11 * year) // 30 + (59 * (month - 1) + 1) // 2 + day - 1
    return _EPOCH_ISLAMIC + timedelta(days=days)


def to_islamic(day: date) -> tuple[int, int, int]:
    """Year, month and day of the Islamic civil calendar."""
    past = (day - _EPOCH_ISLAMIC).days
    year = (30 * past + 10_646) // 10_631
    for month in range(12, 0, -1):
        begin = from_islamic(year, month, 1)
        if begin <= day:
            return year, month, (day - begin).days + 1
    raise ValueError(f"{day} is before the Islamic calendar begins ({_EPOCH_ISLAMIC})")


def gregorian(calendar: str, year: int, month: int, day: int) -> date:
    """The Gregorian day of a day of ``calendar`` (:data:`SOLAR_HIJRI` or :data:`ISLAMIC`)."""
    return from_solar_hijri(year, month, day) if calendar == SOLAR_HIJRI else from_islamic(year, month, day)


def other_calendar_readings(month: int, day: int, near: str) -> list[tuple[str, str]]:
    """What day D of a Gregorian month would be, were it day D of the month that overlaps it elsewhere.

    ``month`` and ``day`` as printed ("September 14": 9, 14); ``near`` an ISO date, usually the
    publication date.  Returns (calendar, ISO date) for each Solar Hijri and Islamic civil month
    that shares days with that Gregorian month in the year nearest to ``near``, those nearest to
    ``near`` first; empty where no such month has that day.
    """
    about = date.fromisoformat(near[:10])
    year = min(
        (about.year - 1, about.year, about.year + 1), key=lambda y: abs((date(y, month, 15) - about).days)
    )
    first = date(year, month, 1)
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    out: list[tuple[int, str, str]] = []
    for calendar, convert in ((SOLAR_HIJRI, to_solar_hijri), (ISLAMIC, to_islamic)):
        for y, m in sorted({convert(first)[:2], convert(last)[:2]}):
            try:
                found = gregorian(calendar, y, m, day)
            except ValueError:
                continue
            out.append((abs((found - about).days), calendar, found.isoformat()))
    return [(calendar, iso) for _, calendar, iso in sorted(out)]
