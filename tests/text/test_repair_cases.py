"""Damage that must be undone, healthy text that must stay, and what is known to fail."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from wiredesk.text.repair import repair

_FOLDER = Path(__file__).parents[1] / "cases"
CASES = [json.loads(row) for row in (_FOLDER / "repair.jsonl").read_text("utf-8").split("\n") if row]
LANGUAGES = json.loads((_FOLDER / "repair_languages.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_text_comes_out_as_the_case_says(case: dict[str, str], request: pytest.FixtureRequest) -> None:
    if "xfail" in case:
        request.applymarker(pytest.mark.xfail(reason=case["xfail"], strict=True))
    text, offsets, repairs = repair(case["raw"])
    assert text == case["text"]
    for seg in offsets.segments:
        if seg.same:
            assert text[seg.clean : seg.clean_end] == case["raw"][seg.raw : seg.raw_end]
    for fix in repairs:
        assert case["raw"][fix.start : fix.end] == fix.was


@pytest.mark.parametrize("language", LANGUAGES)
def test_healthy_sentences_of_every_language_stay_as_they_are(language: str) -> None:
    for sentence in LANGUAGES[language]:
        assert repair(sentence)[0] == sentence
        assert repair(sentence)[2] == ()


@pytest.mark.parametrize("table", ["cp1252", "cp1250", "cp1251", "cp1253", "mac-roman", "koi8-r"])
def test_sentences_of_every_language_come_back_from_common_tables(table: str) -> None:
    for sentences in LANGUAGES.values():
        text = " ".join(sentences)
        bad = "".join(_char(b, table) for b in text.encode("utf-8"))
        assert repair(bad)[0] == text


def _char(byte: int, table: str) -> str:
    try:
        return bytes((byte,)).decode(table)
    except UnicodeDecodeError:
        return chr(byte)
