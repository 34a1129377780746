"""Pairs of claims that cannot both hold, gathered: a claim, and all that stands against it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from heapq import heapify, heappop, heapreplace

Rank = tuple[int, float, str, str]


def hubs(
    pairs: Iterable[tuple[str, str, str]], weight: Mapping[str, float]
) -> Iterator[tuple[str, str, set[str]]]:
    """Disputes of one kind: the kind, the claim in the middle (an id), and the claims against it.

    ``pairs`` are kind, left and right, two different claims; ``weight`` how much a reader needs each.  The
    claim with the most against it comes first, of equals the one of the most weight with its weightiest
    other side.  Every pair is told once: those among the claims of a dispute are not told again.
    """
    against: dict[tuple[str, str], set[str]] = defaultdict(set)
    for kind, left, right in pairs:
        against[kind, left].add(right)
        against[kind, right].add(left)

    def rank(kind: str, hub: str) -> Rank:
        others = against[kind, hub]
        return -len(others), -weight[hub] - max(weight[c] for c in others), hub, kind

    # As pairs are told, ranks only fall: the first of the heap is first of all where its rank is of now.
    heap = [rank(kind, hub) for kind, hub in against]
    heapify(heap)
    while heap:
        *_, hub, kind = heap[0]
        if not against[kind, hub]:
            heappop(heap)
            continue
        now = rank(kind, hub)
        if now != heap[0]:
            heapreplace(heap, now)
            continue
        others = set(against[kind, hub])
        sides = {hub, *others}
        for side in sides:
            against[kind, side] = against[kind, side] - sides
        yield kind, hub, others
