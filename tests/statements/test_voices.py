"""Whose words they are: the voice of a report's attributions, by invented reports."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from wiredesk.model.spans import Span
from wiredesk.resources.parser import parse
from wiredesk.statements import tagger
from wiredesk.statements.attribution import Attribution, attributions
from wiredesk.statements.cast import Cast, acronyms, spelled_alike
from wiredesk.statements.roles import head_role

FILE = Path(__file__).parent.parent / "cases" / "voices.jsonl"
CASES = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]


def paragraphs(text: str) -> list[Span]:
    out, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            out.append(Span(at, at + len(line)))
        at += len(line) + 1
    return out


def heard(text: str) -> list[Attribution]:
    spans = paragraphs(text)
    return attributions(text, spans, parse([s.of(text) for s in spans]))


def that_says(text: str, words: str) -> Attribution:
    """The attribution with the shortest content that holds the words."""
    found = [a for a in heard(text) if any(words in s.of(text) for s in a.content)]
    assert found, f"no attribution holds {words!r}"
    return min(found, key=lambda a: sum(len(s) for s in a.content))


BOTH_WAYS = [(c, t) for c in CASES for t in (True, False) if t or not c.get("tagger")]


@pytest.mark.parametrize(
    ("case", "trained"),
    BOTH_WAYS,
    ids=[f"{c['why']}-{'trained' if t else 'rules alone'}" for c, t in BOTH_WAYS],
)
def test_words_find_their_voice(case: dict[str, Any], trained: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not trained:
        monkeypatch.setattr(tagger, "model", lambda: None)
    voice = that_says(case["text"], case["says"]).voice
    assert voice.name == case["name"]
    for key in ("role", "group", "medium", "kind", "named"):
        if key in case:
            assert getattr(voice, key) == case[key], key
    if "chain" in case:
        assert list(voice.chain) == case["chain"]


def test_an_acronym_is_known_by_its_initials() -> None:
    assert acronyms("the National Salt Board of Ostmark (NSB) met") == {"NSB": "National Salt Board"}


def test_an_acronym_that_does_not_fit_is_left_alone() -> None:
    assert acronyms("the harbour (XYZ) closed") == {}


def test_transliterations_of_one_surname_are_alike_and_other_surnames_are_not() -> None:
    assert spelled_alike("karimi", "kareemi")
    assert not spelled_alike("marsh", "march")


def test_the_noun_of_a_role_is_the_one_before_its_preposition() -> None:
    assert head_role("spokesman for the harbour leader") == "spokesman"
    assert head_role("harbour spokeswoman") == "spokesman"


def test_a_surname_may_be_another_bearers_whom_the_pronoun_fits() -> None:
    known = Cast()
    known.full.update({"Karen Vale": 3, "Robert Vale": 1})
    known.genders.update({"Karen Vale": "f", "Robert Vale": "m"})
    assert known.of_gender("Vale", "m") == "Robert Vale"
    known.full.update({"Bo Vale": 1})
    known.genders.update({"Bo Vale": "m"})
    assert known.of_gender("Vale", "m") == ""
