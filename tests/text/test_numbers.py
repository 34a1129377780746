"""Amounts: the cases, and what holds of every amount."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiredesk.text import countwords
from wiredesk.text.numbers import amounts, spelled

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases" / "numbers.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]


@pytest.mark.parametrize("case", CASES, ids=[c["text"][:40] for c in CASES])
def test_amounts_of_a_sentence_are_read_with_bounds_and_unit(case: dict[str, object]) -> None:
    text = str(case["text"])
    assert [[text[a.start : a.end], a.low, a.high, a.unit] for a in amounts(text)] == case["amounts"]


def test_only_a_bare_number_is_exact() -> None:
    exact = [a.exact for a in amounts("12 men, about 12 men, at least 12 men, dozens of men, 12 to 15 men")]
    assert exact == [True, False, False, False, False]


def test_what_comes_on_top_is_marked() -> None:
    assert [a.more for a in amounts("12 died. Another 9 were hurt, and 3 more fled.")] == [False, True, True]


def test_number_words_have_values() -> None:
    assert spelled("two hundred and fifty") == 250
    assert spelled("three million") == 3_000_000
    assert spelled("Twenty-one") == 21


@given(st.text(alphabet="0123456789 .,-–$%abcdefghijmnorstuvwxyz\n½’'()/", max_size=80))
def test_amounts_never_fail_overlap_or_turn_their_bounds(text: str) -> None:
    last = 0
    for a in amounts(text):
        assert last <= a.start < a.end <= len(text)
        assert a.low is None or a.high is None or a.low <= a.high
        last = a.end


@given(
    st.integers(min_value=2101, max_value=999_999), st.sampled_from(["at least ", "nearly ", "up to ", ""])
)
def test_thousands_separators_change_nothing(number: int, bound: str) -> None:
    plain, separated = amounts(f"{bound}{number} people"), amounts(f"{bound}{number:,} people")
    assert [(a.low, a.high) for a in plain] == [(a.low, a.high) for a in separated]


@given(st.text(alphabet="US$Rs. AFN12,.k%-½ab", max_size=40))
def test_numerals_asked_for_near_digits_are_all_there_are(text: str) -> None:
    found = [m.span() for m in countwords._numerals(text)]
    assert found == [m.span() for m in countwords._NUM.finditer(text)]
