"""Whether two reports are of one event: a small forest of decision trees, trained on public data."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from typing import Any

import numpy as np

from wiredesk.errors import ResourceError
from wiredesk.stories.likeness import BESIDE_NAMES, CONTEXT, FEATURES

STEPS = 100_000  # of a leaf's number from 0 to 1
CHUNK = 1_000  # pairs put through the trees at once
UNDATED, NAMED = FEATURES.index("undated"), FEATURES.index("names_shared")
APART = FEATURES.index("days_apart")
FIGURES = [FEATURES.index("ages_shared"), FEATURES.index("numbers_shared")]
NAMES = 2  # full names that make up for them
FAR = 182  # days: a trial that names nobody of the attack is not looked for
WORDS = 2  # telling words beside names that undated texts of one event share at least
DOUBT = 0.49  # most that is made of a doubtful pair: just less than likely
LEAVES = 16  # most leaves of a tree
SHA256 = "6fd21bb9bc2c67e02cc51b33c7a6a85211954ce3e188e89cfea4d3c7d0757151"  # of model.json


@lru_cache(maxsize=1)
def _trees() -> list[Any]:
    found = resources.files("wiredesk.stories").joinpath("model.json").read_bytes()
    if hashlib.sha256(found).hexdigest() != SHA256:
        raise ResourceError(
            "stories/model.json is not the file that this version was made with; install Wiredesk again, or "
            "after training put the new SHA-256 into stories/judge.py"
        )
    model = json.loads(found)
    expected = [*FEATURES, *CONTEXT]
    if model["features"] != expected:
        raise ResourceError(
            f"stories/model.json was trained on {model['features']}, expected {expected}; "
            "run python training/stories_model.py ../shared"
        )
    return list(model["trees"])


class _Forest:
    """The trees in a form in which many pairs go through all of them at once (QuickScorer: Lucchese et
    al., SIGIR 2015): which leaves of each tree a pair can still end in is a set of bits; each
    feature takes away those that its value excludes; the first leaf left is the pair's."""

    def __init__(self, trees: Sequence[Any]) -> None:
        self._nodes: list[list[tuple[float, int, int]]] = [[] for _ in (*FEATURES, *CONTEXT)]
        self.values = np.zeros((len(trees), LEAVES), np.int64)
        for number, tree in enumerate(trees):
            self._add(tree, number, 0)
        self.thresholds: list[Any] = []
        self.left: list[Any] = []  # for each feature: leaves left, by how many thresholds a value is over
        for nodes in self._nodes:
            thresholds = sorted({t for t, _, _ in nodes})
            left = np.full((len(thresholds) + 1, len(trees)), 2**LEAVES - 1, np.uint16)
            for threshold, number, mask in nodes:
                left[thresholds.index(threshold) + 1 :, number] &= mask
            self.thresholds.append(np.array(thresholds, np.float32))
            self.left.append(left)
        self.first = np.zeros(2**LEAVES, np.uint8)  # of a number with one bit set: which
        self.first[1 << np.arange(LEAVES)] = np.arange(LEAVES)

    def _add(self, node: Any, number: int, leaf: int) -> int:
        """Take in a tree whose first leaf has a number; the number after its last."""
        if not isinstance(node, list):
            self.values[number, leaf] = round(node * STEPS)
            return leaf + 1
        middle = self._add(node[2], number, leaf)
        end = self._add(node[3], number, middle)
        gone = sum(1 << n for n in range(leaf, middle))
        threshold = float(np.float32(node[1]))
        self._nodes[node[0]].append((threshold, number, (2**LEAVES - 1) & ~gone))
        return end

    def __call__(self, rows: Any) -> Any:
        total = np.empty(len(rows), np.int64)
        trees = np.arange(len(self.values))
        for start in range(0, len(rows), CHUNK):
            part = rows[start : start + CHUNK]
            left = np.full((len(part), len(trees)), 2**LEAVES - 1, np.uint16)
            for feature, (thresholds, kept) in enumerate(zip(self.thresholds, self.left, strict=True)):
                left &= kept[np.searchsorted(thresholds, part[:, feature])]
            leaf = self.first[left & -left]
            total[start : start + CHUNK] = self.values[trees, leaf].sum(axis=1)
        return total


@lru_cache(maxsize=1)
def _forest() -> _Forest:
    return _Forest(_trees())


def doubtful(rows: Any) -> Any:
    """Which pairs are never likely, whatever the forest says: those of which one is undated and that
    share fewer than :data:`WORDS` telling words beside names, no second full name, age or number; and
    those more than :data:`FAR` days apart that share no full name.

    A rare name ("Qweshanti") is most of what two short texts share, and without days the forest,
    which has learnt from whole articles, takes it for the event; and it has hardly seen the flood of
    the same river years later.  Chosen for invented short texts.  Of the 2,462 likely pairs of one
    event in the public sets 10 share so few words (they are dated, so that they stay likely), and no
    two without a common name are so far apart.
    """
    alone = (rows[:, BESIDE_NAMES] < WORDS) & (rows[:, NAMED] < NAMES)
    unknown = alone & (rows[:, UNDATED] > 0) & ~rows[:, FIGURES].any(axis=1)
    return unknown | ((rows[:, APART] > math.log1p(FAR)) & (rows[:, NAMED] == 0))


def probabilities(rows: Any) -> list[float]:
    """For each row of features (:data:`FEATURES`, then :data:`CONTEXT`; 32-bit floats) the
    probability that the pair is of one event, 0 to 1.

    A tree is a number, or ``[feature, threshold, tree if at most, tree if more]``; the numbers
    of all trees are added, in steps of 1/:data:`STEPS` so that their order does not matter, and
    put through the logistic function.  Trained by ``training/stories_model.py`` on pairs of
    data/stories/allsides.jsonl and incidents.jsonl, with dates taken away from some and in small
    sets as well as large.
    """
    if not len(rows):
        return []
    return [1 / (1 + math.exp(-total / STEPS)) for total in _forest()(rows).tolist()]
