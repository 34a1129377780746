"""Names of one actor are joined; a son is never his father."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from wiredesk.claims.names import name, same_body, same_person

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases/actors.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize("case", CASES, ids=[f"{c['left']} / {c['right']}" for c in CASES])
def test_two_names_are_one_person_only_when_nothing_speaks_against_it(case: dict[str, str | bool]) -> None:
    left, right = name(str(case["left"])), name(str(case["right"]))
    assert (same_person(left, right) is not None) == case["same"], case["why"]
    assert (same_person(right, left) is not None) == case["same"], case["why"]


def test_an_acronym_is_its_long_name() -> None:
    assert same_body(name("MLF"), name("Marn Liberation Front"))
    assert same_body(name("MLF"), name("Marn Liberation Front (MLF)"))
    assert not same_body(name("MLF"), name("Marn Workers Council"))


def test_a_ministry_of_one_country_is_not_that_of_another() -> None:
    assert not same_body(name("Ministry of Defence of Arland"), name("Ministry of Defence of Borland"))


def test_common_nouns_name_nobody() -> None:
    for printed in ("officials", "Iranian officials", "a spokesman", "witnesses", "he"):
        assert name(printed).kind == "unnamed", printed
