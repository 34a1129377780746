"""Which reports share words at all: an inverted index of hashed word runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from wiredesk.text.shingles import shingles

SIZE = 8  # words of a shingle: the length at which the measured copy groups of DESIGN were counted
SMALL = 5  # words of the short shingles, which edited copies still share
FEW = 3  # short shingles that two reports must share where they share no long one
CROWD = 200  # reports that one shingle may pair with each other one by one


def _postings(texts: Sequence[Sequence[int]], size: int) -> Iterator[list[int]]:
    seen: dict[int, list[int]] = {}
    for number, keys in enumerate(texts):
        for shingle in set(shingles(list(keys), size)):
            seen.setdefault(shingle, []).append(number)
    return (at for at in seen.values() if len(at) > 1)


def sharing(texts: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """Pairs of texts (given as word keys) that share a run of :data:`SIZE` words or at least
    :data:`FEW` different runs of :data:`SMALL`; smaller number first, in order.

    A run that more than :data:`CROWD` texts hold pairs each text with its neighbours and with
    the first only, so that a story of thousands of copies stays one component at linear cost.
    """
    found: set[tuple[int, int]] = set()
    for at in _postings(texts, SIZE):
        _add(found, at)
    few: Counter[tuple[int, int]] = Counter()
    for at in _postings(texts, SMALL):
        if len(at) <= 20:  # a short run that many share is a phrase, not copying
            few.update((a, b) for i, a in enumerate(at) for b in at[i + 1 :])
    found.update(pair for pair, times in few.items() if times >= FEW)
    return sorted(found)


def _add(found: set[tuple[int, int]], at: list[int]) -> None:
    if len(at) <= CROWD:
        found.update((a, b) for i, a in enumerate(at) for b in at[i + 1 :])
    else:
        found.update(pairwise(at))
        found.update((at[0], b) for b in at[1:])
