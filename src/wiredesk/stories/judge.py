"""Whether two reports are of one event: a small forest of decision trees, trained on public data."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from typing import Any

from wiredesk.errors import ResourceError
from wiredesk.stories.likeness import CONTEXT, FEATURES

SHA256 = "ba687b7d5a136ec6291fe8d473713014dfe5ed684a260c21ff07701fee8b6211"  # of model.json


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


def probability(values: Sequence[float]) -> float:
    """The probability that a pair with these features (:data:`FEATURES`, then :data:`CONTEXT`)
    is of one event, 0 to 1.

    A tree is a number, or ``[feature, threshold, tree if at most, tree if more]``; the numbers
    of all trees are added and put through the logistic function.  Trained by
    ``training/stories_model.py`` on pairs of data/stories/allsides.jsonl and incidents.jsonl,
    with dates taken away from some and in small sets as well as large.
    """
    total = 0.0
    for node in _trees():
        while node.__class__ is list:
            node = node[2] if values[node[0]] <= node[1] else node[3]
        total += node
    return 1 / (1 + math.exp(-total))
