"""What a pair is among the neighbours of its reports: whether the two have better company than each other."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

MOST = 10  # neighbours that are looked at: further ones change nothing, so that a new one changes little


def place(near: int, values: Sequence[int]) -> tuple[float, float, float, float]:
    """What a pair of this nearness is to a report whose nearest neighbours have ``values`` (negative,
    in order): its nearness as part of the best one's, how many are nearer, the nearness of the
    tenth as part of the best one's (0 where there are fewer), and how many there are, up to ten: who
    pastes three reports mostly means one event, who reads a hundred mostly means many."""
    if not values:
        return 1.0, 0.0, 0.0, 0.0
    best = -values[0]
    tenth = -values[MOST - 1] / best if len(values) >= MOST else 0.0
    nearer = float(min(MOST, bisect_left(values, -near)))
    return min(1.0, near / best), nearer, tenth, float(min(MOST, len(values)))


def context(near: int, one: Sequence[int], other: Sequence[int]) -> tuple[float, ...]:
    """Context of a pair in the order of :data:`wiredesk.stories.likeness.CONTEXT`: the lower and the
    higher of the two reports each, so that the pair has no direction."""
    left, right = place(near, one), place(near, other)
    return (
        min(left[0], right[0]), max(left[0], right[0]),
        min(left[1], right[1]), max(left[1], right[1]),
        min(left[2], right[2]), max(left[2], right[2]),
        min(left[3], right[3]), max(left[3], right[3]),
    )  # fmt: skip
