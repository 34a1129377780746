"""Force and polarity are read from cue and clause."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from varo_courier import report

from wiredesk.resources.parser import parse
from wiredesk.statements import statements

FILE = Path(__file__).parents[1] / "cases" / "force.jsonl"
CASES = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"])
def test_force_and_polarity(case: dict[str, object]) -> None:
    made = report(str(case["text"]))
    found = [s for s in statements(made, parse([made.text])) if str(case["has"]) in s.text]
    assert found
    assert found[0].force == case["force"]
    if "negated" in case:
        assert found[0].negated is case["negated"]
