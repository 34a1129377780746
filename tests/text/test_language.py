"""The language of a text, where words or script make it certain."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from wiredesk.text.language import language

SENTENCES = json.loads((Path(__file__).parents[1] / "cases/repair_languages.json").read_text("utf-8"))


@pytest.mark.parametrize("code", SENTENCES)
def test_no_language_is_taken_for_another(code: str) -> None:
    assert language(" ".join(SENTENCES[code])) in (code, None)


@pytest.mark.parametrize("code", ["de", "el", "he", "th"])
def test_common_languages_and_lone_scripts_are_told(code: str) -> None:
    assert language(" ".join(SENTENCES[code])) == code


def test_english_is_told() -> None:
    assert (
        language("The council of Varnholm said on Tuesday that the bridge was closed to all traffic.") == "en"
    )


@pytest.mark.parametrize("text", ["", "12 000", "Varnholm", "ok ok ok"])
def test_too_little_is_left_open(text: str) -> None:
    assert language(text) is None
