"""Quotations are found by their marks alone, in any language, and odd marks break nothing."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiredesk.text.quotemarks import quotations

FILE = Path(__file__).parent.parent / "cases" / "quotes.jsonl"
CASES = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=[c["why"] for c in CASES])
def test_quotations_stand_between_their_marks(case: dict[str, object]) -> None:
    text = str(case["text"])
    assert [text[q.start : q.end] for q in quotations(text)] == case["quotations"]


def test_a_quotation_that_goes_on_in_the_next_paragraph_says_so() -> None:
    first, second = quotations("“The lock gates failed.\n\n“Nobody was told,” Ves said.")
    assert (first.continues, first.closed) == (True, False)
    assert (second.continues, second.closed) == (False, True)


@given(st.text(alphabet="ab .,\n'\"“”‘’«»„`", max_size=200))
def test_quotations_are_in_order_apart_and_inside_the_text(text: str) -> None:
    at = 0
    for one in quotations(text):
        assert at <= one.start < one.end <= len(text)
        assert "\n" not in text[one.start : one.end]
        at = one.end


def test_a_hundred_thousand_marks_take_less_than_two_seconds() -> None:
    start = time.process_time()
    quotations("'\"“a’ " * 20_000)
    assert time.process_time() - start < 2
