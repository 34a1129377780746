"""Bare sentence pairs: planted clashes are named, reworded sentences are left in peace."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from wiredesk.claims import pair_scores
from wiredesk.claims.bars import bodies_alone
from wiredesk.claims.pairs import clash_of, compared
from wiredesk.model.parses import Parse
from wiredesk.resources.parser import parse

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases/clashes.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.fixture(scope="module")
def parses() -> dict[str, Parse]:
    texts = [c[side] for c in CASES for side in ("left", "right")]
    return dict(zip(texts, parse(texts), strict=True))


@pytest.mark.parametrize("case", CASES, ids=[f"{c['left']} / {c['right']}" for c in CASES])
def test_a_changed_slot_is_the_clash_it_is(case: dict[str, str], parses: dict[str, Parse]) -> None:
    left, right = parses[case["left"]], parses[case["right"]]
    found = clash_of(left, right)
    assert (found.kind if found else None) == case["kind"]
    assert pair_scores([(left, right)]) == pair_scores([(right, left)])
    assert (pair_scores([(left, right)])[0][1] >= 0.5) == bool(case["kind"])


def test_a_sentence_says_the_same_as_itself(parses: dict[str, Parse]) -> None:
    for one in parses.values():
        same, clash = pair_scores([(one, one)])[0]
        assert same >= 0.5
        assert clash == 0


@pytest.mark.parametrize(
    ("left", "right", "apart"),
    [
        ("Workers carried away forty bodies.", "The raid killed forty people.", True),
        ("Forty bodies were found in the mill.", "Forty people died in the mill.", True),
        ("Forty bodies were found in the mill.", "Forty people were found dead in the mill.", False),
        ("The raid killed forty people.", "Forty people died in the raid.", False),
    ],
)
def test_bodies_that_were_found_are_no_count_of_the_killed(left: str, right: str, apart: bool) -> None:
    for pair in ([left, right], [right, left]):
        two, _ = compared(*parse(pair))
        assert (bodies_alone(two) is not None) == apart
