"""Other calendars, against days that are known from almanacs."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiredesk.text.calendars import (
    from_islamic,
    from_solar_hijri,
    month_of,
    other_calendar_readings,
    to_islamic,
    to_solar_hijri,
)


@pytest.mark.parametrize(
    ("solar", "iso"),
    [
        ((1400, 1, 1), "2021-03-21"),
        ((1400, 6, 14), "2021-09-05"),
        ((1399, 12, 30), "2021-03-20"),
        ((1403, 12, 30), "2025-03-20"),
        ((1357, 11, 22), "1979-02-11"),
        ((1, 1, 1), "0622-03-22"),
    ],
)
def test_solar_hijri_days_are_the_almanac_s(solar: tuple[int, int, int], iso: str) -> None:
    assert from_solar_hijri(*solar).isoformat() == iso
    assert to_solar_hijri(date.fromisoformat(iso)) == solar


@pytest.mark.parametrize(
    ("islamic", "iso"),
    [((1, 1, 1), "0622-07-19"), ((1443, 1, 1), "2021-08-10"), ((1445, 9, 1), "2024-03-11")],
)
def test_islamic_days_are_those_of_the_civil_reckoning(islamic: tuple[int, int, int], iso: str) -> None:
    assert from_islamic(*islamic).isoformat() == iso
    assert to_islamic(date.fromisoformat(iso)) == islamic


@given(st.dates(min_value=date(700, 1, 1), max_value=date(3000, 1, 1)))
def test_there_and_back_is_the_same_day(day: date) -> None:
    assert from_solar_hijri(*to_solar_hijri(day)) == day
    assert from_islamic(*to_islamic(day)) == day


def test_a_day_that_is_not_is_refused_with_its_values() -> None:
    with pytest.raises(ValueError, match="month 12 of 1400 has 29 days"):
        from_solar_hijri(1400, 12, 30)
    with pytest.raises(ValueError, match="expected year"):
        from_solar_hijri(0, 1, 1)


def test_a_september_day_may_be_a_day_of_the_month_that_overlaps_it() -> None:
    readings = other_calendar_readings(9, 14, "2021-09-06")
    assert readings[0] == ("solar hijri", "2021-09-05")
    assert {c for c, _ in readings} == {"solar hijri", "islamic"}
    near = date(2021, 9, 6)
    assert all(abs(date.fromisoformat(iso) - near) < timedelta(days=62) for _, iso in readings)


def test_months_are_known_in_several_spellings() -> None:
    assert month_of("Sonbola") == month_of("Sunbula") == month_of("Shahrivar") == ("solar hijri", 6)
    assert month_of("Ramadan") == ("islamic", 9)
    assert month_of("September") is None
