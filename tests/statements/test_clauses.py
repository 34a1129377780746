"""Clauses: a sentence is cut where it says two things, and nowhere else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from varo_courier import report

from wiredesk.model.spans import Span
from wiredesk.resources.parser import parse
from wiredesk.statements import statements
from wiredesk.statements.clauses import clauses
from wiredesk.statements.conditions import conditions

FILE = Path(__file__).parents[1] / "cases" / "clauses.jsonl"
CASES = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_sentence_is_cut_as_an_editor_would(case: dict[str, object]) -> None:
    made = report(str(case["text"]))
    found = statements(made, parse([made.text]))
    assert [s.text.rstrip(".") for s in found] == case["clauses"]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_every_word_is_in_at_most_one_clause(case: dict[str, object]) -> None:
    parsed = parse([str(case["text"])])[0]
    for sentence in parsed.sentences:
        held = conditions(parsed, sentence)
        seen: set[int] = set()
        for clause in clauses(parsed, list(sentence), held):
            assert not seen & set(clause.words)
            seen |= set(clause.words)
            for condition in held:
                inside = set(condition.antecedent) & set(clause.words)
                assert not inside or {
                    i for i in condition.antecedent if parsed.words[i].text[0].isalnum()
                } <= set(clause.words)


def test_what_follows_in_return_is_one_offer_with_its_condition() -> None:
    made = report("“We ask that they stop the shelling. In return, we will open the road,” Rehn said.")
    offer = statements(made, parse([made.text]))
    assert len(offer) == 1
    assert offer[0].condition is not None
    assert offer[0].condition.of(made.text) == "“We ask that they stop the shelling"
    assert offer[0].spans == (Span(0, made.text.index("Rehn") - 1),)
