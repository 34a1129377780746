"""Groups from scored pairs: average linkage on the pairs that were compared."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence

SEVERAL = 3  # members of a group that a leftover report may join by its nearer half


def linked(ids: Sequence[str], scores: Mapping[tuple[int, int], float], least: float) -> list[list[int]]:
    """Groups of indices of ``ids``: the two groups whose pairs score highest on average are
    joined, again and again, while that average is at least ``least``.

    A pair that is not in ``scores`` counts as 0.  ``ids`` must be sorted and unique: ties go to
    the smaller ids, so that the groups depend on the set alone.  Last, an index that stayed alone
    joins the group of :data:`SEVERAL` or more whose nearer half it belongs to: a short report of an
    event is like some of the others, seldom like all.
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
    return sorted(sorted(group) for group in _attached(members, scores, least))


def _attached(
    members: Mapping[int, list[int]], scores: Mapping[tuple[int, int], float], least: float
) -> list[list[int]]:
    """The groups, single indices joined to the group whose nearer half is nearest on average."""
    home = {i: head for head, group in members.items() if len(group) >= SEVERAL for i in group}
    alone = {group[0] for group in members.values() if len(group) == 1}
    found: dict[int, dict[int, list[float]]] = {}
    for (a, b), score in scores.items():
        for one, other in ((a, b), (b, a)):
            if one in alone and other in home:
                found.setdefault(one, {}).setdefault(home[other], []).append(score)
    joined: dict[int, int] = {}
    for one, near in found.items():
        best = []
        for head, values in near.items():
            half = (len(members[head]) + 1) // 2
            best.append((sum(sorted(values)[-half:]) / half, -head))
        worth, head = max(best)
        if worth >= least:
            joined[one] = -head
    out = {head: list(group) for head, group in members.items() if head not in joined}
    for one, head in joined.items():
        out[head].append(one)
    return list(out.values())


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
