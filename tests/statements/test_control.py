"""Control: who holds, took, lost, besieges or cleared which place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from varo_courier import report

from wiredesk.model.statements import Mode
from wiredesk.resources.parser import parse
from wiredesk.statements import statements
from wiredesk.statements.control import control

FILE = Path(__file__).parents[1] / "cases" / "control.jsonl"
CASES = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            c, id=c["text"], marks=[pytest.mark.xfail(strict=True, reason=c["fails"])] if "fails" in c else []
        )
        for c in CASES
    ],
)
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


def test_control_is_claimed_by_a_voice_or_told_by_the_outlet() -> None:
    text = "The army took Herat on Monday.\n\nA spokesman for the rebels said the army had lost Kandahar."
    made = report(text)
    found = {
        s.control.places: (s.control.relation, s.mode, s.voice.kind, s.voice.name)
        for s in statements(made, parse([p.of(text) for p in made.paragraphs()]))
        if s.control is not None
    }
    assert found == {
        ("Herat",): ("took", Mode.NARRATED, "outlet", "Varo Courier"),
        ("Kandahar",): ("lost", Mode.INDIRECT, "speaker", "spokesman for the rebels"),
    }
