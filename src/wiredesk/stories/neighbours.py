"""The nearest reports of each report, exactly, and kept so as reports come and go.

Every report is found by its telling words.  How near two are is the shared weight of these words,
less for the days between them, in whole numbers: a sum of whole numbers is the same in any order,
so that neighbours depend on the set of reports alone.  An inverted index of numpy arrays gives the
nearness of one report to all others in a millisecond or two at 100,000 reports.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import Any

import numpy as np

from wiredesk.stories.columns import UNIT, Ints

K = 20  # neighbours of a report; on the public sets 30 bring 1% more pairs of one event and 50% more pairs
SCALE = 1_000_000  # steps of nearness from 0 to 1
NEAR = 50_000  # nearness from which a report is a neighbour: below it one pair in a thousand is of one event
UNDATED = 0.75  # what a missing date leaves of a likeness: between the same day and a week apart
FAR = 40_000  # days, beyond which more make no difference

_NONE: Ints = np.zeros(0, np.int32)
_DECAY = np.array([1 / (1 + 0.2 * math.log1p(n)) for n in range(FAR + 1)])


class Postings:
    """Columns of one word: which reports have it, and with what weight."""

    __slots__ = ("slots", "weights")

    def __init__(self) -> None:
        self.slots = array("i")
        self.weights = array("h")

    def drop(self, slot: int) -> None:
        """One report less."""
        at = self.slots.index(slot)
        last, weight = self.slots.pop(), self.weights.pop()
        if at < len(self.slots):
            self.slots[at], self.weights[at] = last, weight


class Neighbours:
    """The K nearest of each report.  Reports are known by slots: small numbers given by the caller."""

    def __init__(self) -> None:
        self._words: dict[int, Postings] = {}
        self._size = 0
        self._days = np.zeros(64, np.int64)  # 0 where undated
        self._ties = np.zeros(64, np.int64)
        self._slots = np.full((64, K), -1, np.int32)
        self._near = np.zeros((64, K), np.int64)
        self._kth = np.zeros(64, np.int64)  # nearness of the last neighbour of a full list, else NEAR - 1

    def add(self, slot: int, id_: str, day: int | None, words: Ints, weights: Ints) -> None:
        """Have a report findable by words, given by number, with weights in steps of 1/:data:`UNIT`; its
        neighbours, and whose it is, are up to :meth:`settle`."""
        while slot >= len(self._days):
            self._grow()
        self._size = max(self._size, slot + 1)
        self._days[slot] = day or 0
        self._ties[slot] = int.from_bytes(
            blake2b(id_.encode("utf-8", "surrogatepass"), digest_size=7).digest()
        )
        self._slots[slot], self._near[slot], self._kth[slot] = -1, 0, NEAR - 1
        for word, weight in zip(words.tolist(), weights.tolist(), strict=True):
            found = self._words.get(word)
            if found is None:
                found = self._words[word] = Postings()
            found.slots.append(slot)
            found.weights.append(weight)

    def drop(self, slot: int, words: Ints) -> list[int]:
        """Take a report away; the slots that had it for a neighbour, to be settled anew."""
        for word in words.tolist():
            self._words[word].drop(slot)
        self._slots[slot], self._near[slot], self._kth[slot] = -1, 0, SCALE * 4
        return [int(b) for b in np.flatnonzero((self._slots[: self._size] == slot).any(axis=1))]

    def _grow(self) -> None:
        n = len(self._days)
        self._days = np.concatenate([self._days, np.zeros(n, np.int64)])
        self._ties = np.concatenate([self._ties, np.zeros(n, np.int64)])
        self._slots = np.concatenate([self._slots, np.full((n, K), -1, np.int32)])
        self._near = np.concatenate([self._near, np.zeros((n, K), np.int64)])
        self._kth = np.concatenate([self._kth, np.zeros(n, np.int64)])

    def of(self, slot: int) -> list[tuple[int, int]]:
        """Slot and nearness of each neighbour, nearest first; ties in an order of the ids alone."""
        return _listed(self._slots[slot].tolist(), self._near[slot].tolist())

    def nearest(self, slots: Sequence[int], most: int) -> Ints:
        """Nearness of the first neighbours of some reports, a row each, nearest first; then zeros."""
        return self._near[list(slots), :most]

    def has(self, slot: int, other: int) -> bool:
        """Whether ``other`` is among the neighbours of a slot."""
        return bool((self._slots[slot] == other).any())

    def pairs(self, slots: Sequence[int], labels: Ints) -> Iterator[tuple[int, int]]:
        """Each of some reports with each of its neighbours whose label is another."""
        rows = self._slots[list(slots)]
        at, column = np.nonzero((rows >= 0) & (labels[rows] != labels[list(slots)][:, None]))
        found = rows[at, column].tolist()
        return ((slots[n], other) for n, other in zip(at.tolist(), found, strict=True))

    def restore(self, slot: int, found: list[tuple[int, int]]) -> None:
        """Give a report neighbours that were kept, in any order; the K first are taken."""
        ranked = sorted(found, key=lambda sn: (-sn[1], int(self._ties[sn[0]])))[:K]
        self._set(slot, [s for s, _ in ranked], [n for _, n in ranked])

    def settle(self, slot: int, words: Ints, weights: Ints) -> tuple[Ints, Ints]:
        """Find the neighbours of a report; slots and nearness of those whose neighbour it could be."""
        hits, total = self._sharing(slot, words, weights)
        day, days = self._days[slot], self._days[hits]
        if day:
            apart = np.minimum(np.abs(days - day), FAR)
            lasting = np.where(days > 0, _DECAY[apart], UNDATED)
        else:
            lasting = np.full(len(hits), UNDATED)
        near = np.floor(total * lasting * (SCALE / (UNIT * UNIT))).astype(np.int64)
        keep = near >= NEAR
        hits, near = hits[keep], near[keep]
        best = hits, near
        if len(hits) > 4 * K:
            least = np.partition(near, len(near) - K)[len(near) - K]
            best = hits[near >= least], near[near >= least]
        order = np.lexsort((self._ties[best[0]], -best[1]))[:K]
        self._set(slot, best[0][order], best[1][order])
        open_ = near >= self._kth[hits]
        return hits[open_], near[open_]

    def _sharing(self, slot: int, words: Ints, weights: Ints) -> tuple[Ints, Ints]:
        """The reports that share enough words with one to be near on the same day, and the sums of the
        products of weights: whole numbers far below 2**53, so that adding them as floats is exact."""
        found = [self._words[w] for w in words.tolist()]
        lengths = [len(f.slots) for f in found]
        slots = np.concatenate([np.frombuffer(f.slots, np.int32) for f in found] or [_NONE])
        theirs = np.concatenate([np.frombuffer(f.weights, np.int16) for f in found] or [_NONE])
        total = np.bincount(slots, np.repeat(weights.astype(float), lengths) * theirs, self._size)
        total[slot : slot + 1] = 0
        hits = np.flatnonzero(total >= NEAR / SCALE * UNIT * UNIT)
        return hits, total[hits]

    def offer(self, slot: int, others: Ints, near: Ints) -> list[tuple[int, list[tuple[int, int]]]]:
        """Take a report among the neighbours of those others where it belongs; which of them these are,
        each with its neighbours of before."""
        rows, values = self._slots[others], self._near[others]
        ahead = (values > near[:, None]) | (
            (values == near[:, None]) & (self._ties[rows] < self._ties[slot])
        )  # a free place has a nearness of 0, and so is never ahead
        at = ahead.sum(axis=1)
        taken = at < K
        others, near, rows, values, at = others[taken], near[taken], rows[taken], values[taken], at[taken]
        place = np.arange(K)
        later, here = place > at[:, None], place == at[:, None]
        self._slots[others] = np.where(here, slot, np.where(later, np.roll(rows, 1, axis=1), rows))
        had = values
        values = np.where(here, near[:, None], np.where(later, np.roll(values, 1, axis=1), values))
        self._near[others] = values
        self._kth[others] = np.where(values[:, K - 1] > 0, values[:, K - 1], NEAR - 1)
        before = (_listed(*given) for given in zip(rows.tolist(), had.tolist(), strict=True))
        return list(zip(others.tolist(), before, strict=True))

    def _set(self, slot: int, slots: Any, near: Any) -> None:
        n = len(slots)
        self._slots[slot, :n], self._near[slot, :n] = slots, near
        self._slots[slot, n:], self._near[slot, n:] = -1, 0
        self._kth[slot] = self._near[slot, K - 1] if n == K else NEAR - 1


def _listed(slots: list[int], near: list[int]) -> list[tuple[int, int]]:
    return [(s, n) for s, n in zip(slots, near, strict=True) if s >= 0]
