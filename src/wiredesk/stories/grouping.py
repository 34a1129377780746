"""Groups from scored pairs: average linkage on the pairs that were compared."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence


def linked(ids: Sequence[str], scores: Mapping[tuple[int, int], float], least: float) -> list[list[int]]:
    """Groups of indices of ``ids``: the two groups whose pairs score highest on average are
    joined, again and again, while that average is at least ``least``.

    A pair that is not in ``scores`` counts as 0.  ``ids`` must be sorted and unique: ties go to
    the smaller ids, so that the groups depend on the set alone.
    """
    members: dict[int, list[int]] = {i: [i] for i in range(len(ids))}
    sums: dict[int, dict[int, float]] = {i: {} for i in range(len(ids))}
    heap: list[tuple[float, int, int]] = []
    for (a, b), score in scores.items():
        if score > 0:
            sums[a][b] = sums[b][a] = score
            heap.append((-score, a, b))
    heapq.heapify(heap)
    while heap:
        worth, a, b = heapq.heappop(heap)
        if -worth < least:
            break
        if a not in members or b not in members:
            continue
        total = sums[a].get(b)
        if total is None or -worth != total / (len(members[a]) * len(members[b])):
            continue  # one of the two has grown since
        _join(a, b, members, sums)
        for other, value in sums[a].items():
            average = value / (len(members[a]) * len(members[other]))
            heapq.heappush(heap, (-average, min(a, other), max(a, other)))
    return sorted(sorted(group) for group in members.values())


def _join(a: int, b: int, members: dict[int, list[int]], sums: dict[int, dict[int, float]]) -> None:
    members[a] += members.pop(b)
    for other, value in sums.pop(b).items():
        sums[other].pop(b)
        if other != a:
            joined = sums[a].get(other, 0.0) + value
            sums[a][other] = sums[other][a] = joined


def components(edges: Iterable[tuple[int, int]], size: int) -> list[int]:
    """For each of ``size`` indices the smallest index that edges connect it to."""
    parent = list(range(size))

    def root(x: int) -> int:
        while parent[x] != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x

    for a, b in edges:
        low, high = sorted((root(a), root(b)))
        parent[high] = low
    return [root(i) for i in range(size)]
