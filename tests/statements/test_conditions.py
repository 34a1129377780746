"""Conditions are found with what depends on them, and never where there is none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from varo_courier import report

from wiredesk.model.statements import Force
from wiredesk.resources.parser import parse
from wiredesk.statements import statements
from wiredesk.statements.conditions import conditions
from wiredesk.statements.opening import follows_condition

FILE = Path(__file__).parents[1] / "cases" / "conditions.jsonl"
CASES = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"])
def test_antecedent_and_consequent(case: dict[str, str | None]) -> None:
    text = case["text"]
    assert text is not None
    parsed = parse([text])[0]
    found = [c for sentence in parsed.sentences for c in conditions(parsed, sentence)]
    if case["antecedent"] is None:
        assert not found
        return
    assert len(found) == 1

    def words(indices: tuple[int, ...]) -> str:
        return text[parsed.words[indices[0]].start : parsed.words[indices[-1]].end]

    assert words(found[0].antecedent) == case["antecedent"]
    assert words(found[0].consequent) == case["consequent"]


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (["In", "return", ",", "we", "will"], True),
        (["“", "In", "that", "case", "we"], True),
        (["Otherwise", ",", "no"], True),
        (["In", "Varo", ",", "we"], False),
        ([], False),
    ],
)
def test_words_that_make_the_sentence_before_a_condition(words: list[str], answer: bool) -> None:
    assert follows_condition(words) is answer


def test_condition_of_a_headline_that_the_parser_cuts_in_two_is_kept() -> None:
    text = "Ring The Harbour Office If You Have News Of The Boat"
    made = report(text)
    parses = parse([text])
    assert len(parses[0].sentences) == 2
    (one,) = statements(made, parses)
    assert one.force is Force.CONDITIONAL
    assert one.condition is not None
    assert text[one.condition.start : one.condition.end] == "If You Have News Of The Boat"
