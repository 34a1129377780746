"""What a source goes on to tell, by invented reports: whose the next sentence is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from varo_courier import report

from wiredesk.model.statements import Mode, Statement
from wiredesk.resources.parser import parse
from wiredesk.statements import statements
from wiredesk.statements.accounts import MOST

FILE = Path(__file__).parent.parent / "cases" / "accounts.jsonl"
CASES = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]


def read(text: str) -> tuple[Statement, ...]:
    made = report(text)
    return statements(made, parse([s.of(made.text) for s in made.paragraphs()]))


@pytest.mark.parametrize("case", CASES, ids=[c["why"] for c in CASES])
def test_an_account_goes_on_only_with_what_was_told_of(case: dict[str, Any]) -> None:
    found = [s for s in read(case["text"]) if case["says"] in s.text]
    assert len(found) == 1, [s.text for s in read(case["text"])]
    voice = found[0].voice
    assert (voice.name if voice.kind == "speaker" else "") == case["voice"]


def test_what_is_carried_over_has_no_cue_of_its_own_and_is_indirect() -> None:
    told = read("Deputies say a man walked into the ferry hall. He fired 15 rounds into the crowd.")[-1]
    assert told.cue is None
    assert told.source == ()
    assert told.mode is Mode.INDIRECT


def test_an_account_ends_after_a_few_sentences() -> None:
    text = "Deputies say a man walked into the ferry hall. " + "He fired at the old clock. " * (MOST + 2)
    voices = [s.voice.kind for s in read(text)]
    assert voices == ["speaker"] * (1 + MOST) + ["outlet"] * 2


def test_an_account_never_crosses_another_speaker() -> None:
    text = "Deputies say a man fired at the ferry. A baker, Ida Holm, said she ran. The man fled to the pier."
    last = read(text)[-1]
    assert last.voice.name != "Deputies"
