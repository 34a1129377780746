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
from wiredesk.stories.likeness import CONTEXT, FEATURES

STEPS = 100_000  # of a leaf's number from 0 to 1
CHUNK = 2_000  # pairs put through the trees at once
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
    """The trees as columns of numbers, so that many pairs go through all of them at once."""

    def __init__(self, trees: Sequence[Any]) -> None:
        self.feature: list[int] = []
        self.threshold: list[float] = []
        self.left: list[int] = []
        self.right: list[int] = []
        self.value: list[int] = []
        self.depth = 0
        roots = [self._add(tree, 0) for tree in trees]
        self.columns = (
            np.array(self.feature), np.array(self.threshold, np.float32), np.array(self.left),
            np.array(self.right), np.array(self.value, np.int64), np.array(roots),
        )  # fmt: skip

    def _add(self, node: Any, depth: int) -> int:
        at = len(self.feature)
        self.depth = max(self.depth, depth)
        leaf = not isinstance(node, list)
        self.feature.append(0 if leaf else node[0])
        self.threshold.append(math.inf if leaf else node[1])
        self.value.append(round(node * STEPS) if leaf else 0)
        self.left.append(at)
        self.right.append(at)
        if not leaf:
            self.left[at] = self._add(node[2], depth + 1)
            self.right[at] = self._add(node[3], depth + 1)
        return at

    def __call__(self, rows: Any) -> Any:
        feature, threshold, left, right, value, roots = self.columns
        total = np.empty(len(rows), np.int64)
        for start in range(0, len(rows), CHUNK):
            part = rows[start : start + CHUNK]
            at = np.broadcast_to(roots, (len(part), len(roots)))
            line = np.arange(len(part))[:, None]
            for _ in range(self.depth):
                at = np.where(part[line, feature[at]] <= threshold[at], left[at], right[at])
            total[start : start + CHUNK] = value[at].sum(axis=1)
        return total


@lru_cache(maxsize=1)
def _forest() -> _Forest:
    return _Forest(_trees())


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
