"""Time expressions: the cases, what they resolve to, and what holds of all of them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiredesk.model.statements import TimeMention
from wiredesk.text import timerules
from wiredesk.text.holidays import easter
from wiredesk.text.times import resolve, times

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases" / "times.jsonl").read_text(encoding="utf-8").splitlines()
]


def _parameters() -> list[object]:
    out: list[object] = []
    for case in CASES:
        marks = (
            [pytest.mark.xfail(reason=case["known_failure"], strict=True)] if "known_failure" in case else []
        )
        out.append(pytest.param(case, id=case["text"][:40], marks=marks))
    return out


@pytest.mark.parametrize("case", _parameters())
def test_times_of_a_sentence_are_found_and_resolved(case: dict[str, object]) -> None:
    text, published = str(case["text"]), case["published"]
    found = times(text, None if published is None else str(published))
    assert [[text[t.start : t.end], t.type, t.value] for t in found] == case["times"]
    if "calendar" in case:
        assert [t.calendar for t in found] == [case["calendar"]]


def _date(value: str) -> TimeMention:
    return TimeMention(0, 1, "TIME" if "T" in value else "DATE", value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2021-09-05", ("2021-09-05", "2021-09-05", "day")),
        ("2021-09-05TMO", ("2021-09-05", "2021-09-05", "time")),
        ("2021-W35", ("2021-08-30", "2021-09-05", "week")),
        ("2024-02", ("2024-02-01", "2024-02-29", "month")),
        ("1998-Q4", ("1998-10-01", "1998-12-31", "month")),
        ("2021-WI", ("2021-12-01", "2022-02-28", "month")),
        ("2019", ("2019-01-01", "2019-12-31", "year")),
        ("199", ("1990-01-01", "1999-12-31", "year")),
        ("PRESENT_REF", ("2021-09-06", "2021-09-06", "day")),
        ("PAST_REF", None),
        ("XXXX-WXX-7", None),
    ],
)
def test_a_value_is_a_range_of_days(value: str, expected: tuple[str, str, str] | None) -> None:
    assert resolve(_date(value), "2021-09-06") == expected


def test_a_duration_is_no_day() -> None:
    assert resolve(TimeMention(0, 1, "DURATION", "P3D"), "2021-09-06") is None


def test_easter_is_on_its_sunday() -> None:
    assert [easter(y).isoformat() for y in (1998, 2000, 2021, 2024)] == [
        "1998-04-12",
        "2000-04-23",
        "2021-04-04",
        "2024-03-31",
    ]


def test_reading_only_the_rules_that_can_begin_at_a_word_loses_nothing() -> None:
    text = "\n".join(str(c["text"]) for c in CASES) * 3
    fast = {(at, end) for at, end, _, _ in timerules.matches(text)}
    slow = {
        (m.start(), -m.end())
        for pattern, _ in timerules.RULES
        for at in (w.start() for w in timerules._WORD.finditer(text))
        if (m := pattern.match(text, at)) and m.end() > at
    }
    assert fast == slow


@given(st.text(alphabet="0123456789 :/.,-’'abcdeghilmnoprstuvwyJMSFTW\n", max_size=80), st.booleans())
def test_times_never_fail_or_overlap_and_span_words(text: str, dated: bool) -> None:
    last = 0
    for t in times(text, "2021-09-05" if dated else None):
        assert last <= t.start < t.end <= len(text)
        assert t.value
        resolve(t, "2021-09-05")
        last = t.end


@given(st.dates(), st.sampled_from(["Monday", "Thursday", "Sunday"]))
def test_a_weekday_is_within_the_week_up_to_the_publication(day: object, name: str) -> None:
    published = str(day)
    if published < "0002":
        return
    (found,) = times(f"It was seen on {name}.", published)
    assert found.value <= published


def test_rules_passed_over_after_common_words_would_not_match() -> None:
    text = (
        "The dam of the nineteenth century broke the day before, at the end of the year, the next night, in "
        "the early to mid-1990s and the late 1920s; the army said that this spring, the last weekend, "
        "the fiscal year 2031 and the third quarter were the same. A week later no more than two days, "
        "at least a month, some day, this morning, that same day and the near future were up to them."
    )
    words = [(m.start(), rule) for m in re.finditer(r"\w+", text) for rule in range(len(timerules.RULES))]
    every = {(at, i, m.end()) for at, i in words if (m := timerules.RULES[i][0].match(text, at))}
    found = {(at, i, -end) for at, end, i, _ in timerules.matches(text)}
    first = {i: set(starts.lower().split()) for i, (starts, *_) in enumerate(timerules._RULES)}
    assert len(found) > 20
    assert found == {
        (at, i, end)
        for at, i, end in every
        if re.match(r"\w+", text[at:])[0].lower() in first[i] or (text[at].isdigit() and "#" in first[i])  # type: ignore[index]
    }
