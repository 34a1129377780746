"""Holidays that English news dates by, and their days."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

HOLIDAYS: dict[str, tuple[int, int]] = {
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


def holiday_in(name: str, year: int) -> date | None:
    """The day of a holiday (lower case, as in :data:`HOLIDAY_NAMES`) in a year, None for another name."""
    if name in HOLIDAYS:
        return date(year, *HOLIDAYS[name])
    moving = {
        "easter sunday": 0, "easter": 0, "easter monday": 1, "good friday": -2, "palm sunday": -7,
        "ash wednesday": -46,
        "pentecost": 49,
    }  # fmt: skip
    if name in moving:
        return easter(year) + timedelta(days=moving[name])
    nth = {"thanksgiving": (11, 3, 4), "thanksgiving day": (11, 3, 4), "labor day": (9, 0, 1),
    "memorial day": (5, 0, -1),
           "mother's day": (5, 6, 2), "father's day": (6, 6, 3), "columbus day": (10, 0, 2),
           "presidents day": (2, 0, 3),
           "presidents' day": (2, 0, 3), "martin luther king day": (1, 0, 3), "black friday": (11, 4,
           4)}  # fmt: skip
    if name == "black friday":
        return _nth_weekday(year, 11, 3, 4) + timedelta(days=1)
    return _nth_weekday(year, *nth[name]) if name in nth else None


HOLIDAY_NAMES = sorted(
    [*HOLIDAYS, "easter sunday", "easter monday", "easter", "good friday", "palm sunday",
    "ash wednesday", "thanksgiving day",
     "thanksgiving", "labor day", "memorial day", "mother's day", "father's day", "columbus day",
     "presidents day",
     "presidents' day", "martin luther king day"], key=len, reverse=True,
)  # fmt: skip
