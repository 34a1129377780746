"""Which reports can be of one event at all: those that share telling words, close in time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from wiredesk.stories.items import Item

SHARED = 3  # telling words that two reports must share
CROWD = 60  # reports that one word may bring together one by one; a commoner word tells less
DAYS = 21  # days between two reports of one event, where both are dated


def candidates(items: Sequence[Item]) -> list[tuple[int, int]]:
    """Pairs of items (by index, smaller first, in order) worth comparing."""
    postings: dict[str, list[int]] = {}
    for i, item in enumerate(items):
        for term in item.telling:
            postings.setdefault(term, []).append(i)
    few = sorted((at for at in postings.values() if len(at) > 1), key=len)
    shared: Counter[tuple[int, int]] = Counter()
    for at in few:
        at.sort(key=lambda i: (items[i].day or 0, items[i].id))
        for n, a in enumerate(at):
            shared.update((a, b) if a < b else (b, a) for b in at[n + 1 : n + 1 + CROWD])
    return sorted(
        pair for pair, times in shared.items() if times >= SHARED and close(items[pair[0]], items[pair[1]])
    )


def close(left: Item, right: Item) -> bool:
    """Whether two items may be of one event by their dates; a missing date closes nothing out."""
    if left.day is None or right.day is None:
        return True
    return abs(left.day - right.day) <= DAYS
