"""What the taggers see of a report's words is the same whatever was read before, beside it or at once."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiredesk.model.parses import Parse
from wiredesk.resources.parser import parse
from wiredesk.statements import columns, tagger
from wiredesk.statements.cuetraits import cue_features
from wiredesk.statements.quotes import quoted
from wiredesk.statements.reported import Frame, frames
from wiredesk.statements.roletraits import Asked, role_features
from wiredesk.statements.traits import Words, words_of
from wiredesk.statements.weights import Weights

TEXTS = (
    "The mayor of Orvel said on Monday that the dam “will hold,” and farmers denied it.",
    "Ana Vale told the Courier: “We have seen the gates. They are rusty.”",
    "The gates, according to the union, were last painted in 1998, and nobody tried to open them.",
)


def views(texts: tuple[str, ...]) -> tuple[list[Words], list[list[Frame]], list[Asked]]:
    trees = parse(texts)
    marks = [quoted(tree) for tree in trees]
    found = [frames(tree, mark) for tree, mark in zip(trees, marks, strict=True)]
    asked = [
        Asked(n, (f.head, f.head + 1), f.head, f, frozenset())
        for n, of in enumerate(found)
        for f in of
        if f.head >= 0
    ]
    return [words_of(tree, mark) for tree, mark in zip(trees, marks, strict=True)], found, asked


@pytest.fixture
def few_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts are forgotten before every table."""
    monkeypatch.setattr(columns, "LIMIT", 0)


def test_features_are_the_same_alone_and_beside_other_paragraphs() -> None:
    seen, found, asked = views(TEXTS)
    opens = [n == 0 for n in range(len(TEXTS))]
    together = cue_features(seen, found, opens)
    alone = [cue_features([v], [f], [o]) for v, f, o in zip(seen, found, opens, strict=True)]
    assert (together == np.concatenate(alone)).all()
    roles = role_features(seen, asked)
    assert len(roles) == len(asked) > 3
    for one, rows in zip(asked, roles, strict=True):
        (own,) = role_features([seen[one.paragraph]], [Asked(0, one.cue, one.head, one.frame, one.others)])
        assert (rows == own).all()


def test_features_are_the_same_once_their_parts_were_forgotten(few_remembered: None) -> None:
    seen, found, asked = views(TEXTS)
    before = cue_features(seen, found, [True, False, False]), role_features(seen, asked)
    views(("Other words entirely stand in this one.",))
    cue_features(*views(("Another gate fell, Rehn warned.",))[:2], [True])
    after = cue_features(seen, found, [True, False, False]), role_features(seen, asked)
    assert (before[0] == after[0]).all()
    assert all((a == b).all() for a, b in zip(before[1], after[1], strict=True))


def test_threads_that_read_at_once_find_what_one_finds_alone(few_remembered: None) -> None:
    weights = tagger.model()
    assert weights is not None
    trees = parse(TEXTS)

    def read(order: int) -> list[list[Frame]]:
        mine = [trees[(n + order) % 3] for n in range(3)]
        mine = [Parse(tree.text, tree.words) for tree in mine]
        marks = [quoted(tree) for tree in mine]
        return tagger.read(mine, marks, [frames(t, m) for t, m in zip(mine, marks, strict=True)], weights)

    alone = [read(order) for order in range(3)]
    assert any(alone[0])
    switch = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)  # threads give way in the midst of what they do
    try:
        with ThreadPoolExecutor(3) as pool:
            assert list(pool.map(read, [0, 1, 2] * 4)) == alone * 4
    finally:
        sys.setswitchinterval(switch)


@given(st.integers(2, 9), st.integers(1, 40), st.integers(0, 2**32 - 1))
def test_sums_of_weights_are_exact_but_for_what_the_first_label_has(
    labels: int, many: int, seed: int
) -> None:
    random = np.random.default_rng(seed)
    places = random.choice(100, 60, replace=False)
    values = random.integers(-128, 128, (60, labels), dtype=np.int8)
    dense = np.zeros((100, labels), dtype=np.int64)
    dense[places] = values
    rows = random.integers(0, 100, (many, 7))
    sums = dense[rows].sum(0)
    found = Weights(100, places, values, 0.5).sums(list(rows))
    assert found.dtype == np.float32
    assert (found == 0.5 * (sums - sums[:, :1])).all()
