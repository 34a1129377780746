"""Places named in a text: which words, and which place."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path

import pytest

from wiredesk.model.parses import Parse
from wiredesk.resources.parser import parse

places = import_module("wiredesk.statements.places")

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases" / "places.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]


@pytest.fixture(scope="module")
def parses() -> list[Parse]:
    return parse([c["text"] for c in CASES])


@pytest.mark.parametrize("i", range(len(CASES)), ids=[c["text"][:40] for c in CASES])
def test_places_of_a_text_are_found_and_placed(i: int, parses: list[Parse]) -> None:
    text = CASES[i]["text"]
    found = places.located(text, [parses[i]])
    assert [[name, place and place.id] for _, _, name, place in found] == CASES[i]["places"]
    assert all(text[start:end] == name for start, end, name, _ in found)


def test_names_of_one_text_decide_together() -> None:
    alone = parse(["The vote in Georgia was close."])
    near = parse(["The vote in Georgia was close.", "Savannah and Atlanta counted late, as did Alabama."])
    one = places.located(alone[0].text, alone)
    text = "\n".join(p.text for p in near)
    many = places.located(text, near)
    assert one[0][3].id == "geonames:614540"
    assert many[0][3].id == "geonames:4197000"


def test_offsets_are_those_of_the_whole_text() -> None:
    paragraphs = ["Rain fell in Nairobi.", "Roads closed in Mombasa."]
    text = "  " + "\n\n  ".join(paragraphs)
    found = places.located(text, parse(paragraphs))
    assert [text[s:e] for s, e, _, _ in found] == ["Nairobi", "Mombasa"]


def test_a_text_without_paragraphs_names_no_place() -> None:
    assert places.located("", []) == []
