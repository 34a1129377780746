"""Denials that hang on what they deny: invented sentences, and who denies what in them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from varo_courier import report

from wiredesk.model.statements import Force
from wiredesk.resources.parser import parse
from wiredesk.statements import statements

FILE = Path(__file__).parents[1] / "cases" / "denials.jsonl"
CASES: list[dict[str, Any]] = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["why"])
def test_a_denial_behind_what_it_denies_is_its_subjects(case: dict[str, Any]) -> None:
    made = report(case["text"])
    found = statements(made, parse([made.text]))
    denied = [s for s in found if s.force is Force.DENIED]
    assert [s.text for s in denied] == case["denied"]
    assert {s.voice.name for s in denied} == ({case["voice"]} if case["voice"] else set())
    told = [s.text.rstrip(".") for s in found if s.force is not Force.DENIED]
    assert case["told"] is None or told == case["told"]


def test_a_denial_tells_the_act_that_it_denies() -> None:
    made = report("Prosecutors said Ivo Rehn took bribes from the port, which he denies.")
    told, denied = statements(made, parse([made.text]))
    assert (denied.actor, denied.act, denied.object) == (told.actor, told.act, told.object)
    assert told.voice.name == "Prosecutors"
