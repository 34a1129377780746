"""Passages: begin and end on both sides, and what kind of sameness."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wiredesk.reuse import passages
from wiredesk.reuse.quoted import quotations
from wiredesk.text.shingles import words

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases" / "reuse.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_case(case: dict[str, object]) -> None:
    found = passages(str(case["left"]), str(case["right"]))
    assert [p.kind for p in found] == case["kinds"]


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_sides_may_be_swapped(case: dict[str, object]) -> None:
    there = passages(str(case["left"]), str(case["right"]))
    back = passages(str(case["right"]), str(case["left"]))
    assert sorted((p.left, p.right, p.kind) for p in there) == sorted((p.right, p.left, p.kind) for p in back)


WORDS = st.lists(st.sampled_from("a bc dam ferry crane of the 12 won’t “ ” .".split()), max_size=60)


@given(WORDS, WORDS, WORDS)
@settings(max_examples=150)
def test_verbatim_words_are_equal_and_passages_do_not_overlap(
    shared: list[str], before: list[str], after: list[str]
) -> None:
    left, right = " ".join(before + shared), " ".join(shared + after)
    found = passages(left, right)
    for p in found:
        if p.kind == "verbatim":
            ours, theirs = words(p.left.of(left)), words(p.right.of(right))
            assert [w for w, _, _ in ours] == [w for w, _, _ in theirs]
    for side in ("left", "right"):
        spans = sorted(getattr(p, side) for p in found)
        assert all(a.end <= b.start for a, b in pairwise(spans))


def test_passages_begin_and_end_at_words() -> None:
    left = "Nobody knew. The owner of the crane, a company in Keld, did not answer questions sent on Monday!"
    right = (
        "— the owner of the crane, a company in Keld, did not answer questions sent on Monday; later it did"
    )
    (found,) = passages(left, right)
    assert found.left.of(left) == left[13:-1]
    assert found.right.of(right).startswith("the owner")
    assert found.right.of(right).endswith("Monday")


def test_an_odd_quotation_mark_ends_with_its_paragraph() -> None:
    text = 'He said "no.\n\nThe dam held. "Yes," she said.'
    assert [q.of(text) for q in quotations(text)] == ["no.", "Yes,"]


def test_ten_thousand_equal_words_are_quick() -> None:
    text = "ha " * 10_000
    assert passages(text, text)
