"""Which reports can be of one event at all: those that share telling words or names."""

from __future__ import annotations

from collections.abc import Sequence

from wiredesk.stories.items import Item

SHARED = 0.05  # shared weight of telling words from which two reports are compared
CROWD = 60  # reports that one word may bring together with each; those nearest in time


def candidates(items: Sequence[Item]) -> list[tuple[int, int]]:
    """Pairs of items (by index, smaller first, in order) worth comparing.

    ``items`` must be sorted by id.  Cost grows with the items times :data:`CROWD`: a word that
    more reports share brings each together only with those published next to it.
    """
    postings: dict[str, list[int]] = {}
    for i, item in enumerate(items):
        for term in item.telling:
            postings.setdefault(term, []).append(i)
    shared: dict[tuple[int, int], float] = {}
    for term in sorted(postings):
        at = postings[term]
        if len(at) < 2:
            continue
        at.sort(key=lambda i: (items[i].day or 0, items[i].id))
        weights = [items[i].telling[term] for i in at]
        for n, a in enumerate(at):
            weight = weights[n]
            for m in range(n + 1, min(len(at), n + 1 + CROWD)):
                b = at[m]
                pair = (a, b) if a < b else (b, a)
                shared[pair] = shared.get(pair, 0.0) + weight * weights[m]
    return sorted(pair for pair, weight in shared.items() if weight >= SHARED)
