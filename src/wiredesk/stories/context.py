"""What a pair is among the neighbours of its reports: whether the two have better company than each other."""

from __future__ import annotations

from typing import Any

import numpy as np

MOST = 10  # neighbours that are looked at: further ones change nothing, so that a new one changes little


def place(near: Any, values: Any) -> Any:
    """What a pair of this nearness is to a report whose nearest neighbours have ``values`` (a row of
    :data:`MOST`, nearest first, then zeros; a row for each pair): its nearness as part of the best
    one's, how many are nearer, the nearness of the tenth as part of the best one's (0 where there are
    fewer), and how many there are, up to ten: who pastes three reports mostly means one event, who
    reads a hundred mostly means many."""
    best = values[:, 0]
    some = best > 0
    whole = np.where(some, best, 1)
    return np.stack(
        [
            np.where(some, np.minimum(1.0, near / whole), 1.0),
            (values > near[:, None]).sum(axis=1),
            values[:, MOST - 1] / whole,
            (values > 0).sum(axis=1),
        ],
        axis=1,
    )


def context(near: Any, one: Any, other: Any) -> Any:
    """Context of pairs in the order of :data:`wiredesk.stories.likeness.CONTEXT`, a row each: the lower
    and the higher of the two reports each, so that a pair has no direction."""
    left, right = place(near, one), place(near, other)
    out = np.empty((len(near), 8), np.float32)
    out[:, 0::2] = np.minimum(left, right)
    out[:, 1::2] = np.maximum(left, right)
    return out
