"""Control: who holds, took, lost, besieges or cleared which place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from wiredesk.resources.parser import parse
from wiredesk.statements.control import control

FILE = Path(__file__).parents[1] / "cases" / "control.jsonl"
CASES = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"])
def test_control_of_places(case: dict[str, object]) -> None:
    text = str(case["text"])
    parsed = parse([text])[0]
    names = case["places"]
    assert isinstance(names, list)
    toponyms = [(text.index(n), text.index(n) + len(n), n) for n in names]
    found = control(parsed, list(range(len(parsed.words))), toponyms)
    if case["relation"] is None:
        assert found is None
        return
    assert found is not None
    for slot in ("relation", "holder", "against", "part", "count", "total"):
        if slot in case:
            assert getattr(found, slot) == case[slot], slot
    assert list(found.but) == case.get("but", [])
