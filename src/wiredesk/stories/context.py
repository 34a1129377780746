"""What a pair is among the others: whether two reports have better company than each other."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Mapping

MOST = 10  # ranks and neighbours beyond which more of them tell nothing new


def context(near: Mapping[tuple[int, int], float]) -> dict[tuple[int, int], tuple[float, ...]]:
    """For each pair, in the order of :data:`wiredesk.stories.likeness.CONTEXT`: how its nearness
    compares with the best of each of its two reports, how many are nearer, how many there are.

    The lower and the higher of the two reports each, so that the pair has no direction.
    """
    around: dict[int, list[float]] = {}
    for (a, b), value in near.items():
        around.setdefault(a, []).append(-value)
        around.setdefault(b, []).append(-value)
    for values in around.values():
        values.sort()
    out: dict[tuple[int, int], tuple[float, ...]] = {}
    for (a, b), value in near.items():
        ratios, ranks, crowds = [], [], []
        for end in (a, b):
            values = around[end]
            ratios.append(-value / values[0])
            ranks.append(float(min(MOST, bisect_left(values, -value))))
            crowds.append(math.log1p(len(values)))
        out[a, b] = (min(ratios), max(ratios), min(ranks), max(ranks), min(crowds), max(crowds))
    return out
