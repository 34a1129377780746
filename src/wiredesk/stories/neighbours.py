"""The nearest reports of each report, exactly, and kept so as reports come and go.

Every report is found by its telling words.  How near two are is the shared weight of these words,
less for the days between them, in whole numbers: a sum of whole numbers is the same in any order,
so that neighbours depend on the set of reports alone.  An inverted index of numpy arrays gives the
nearness of one report to all others in a millisecond or two at 100,000 reports.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

import numpy as np

K = 20  # neighbours of a report; on the public sets 30 bring 1% more pairs of one event and 50% more pairs
UNIT = 4096  # steps of a word's weight from 0 to 1
SCALE = 1_000_000  # steps of nearness from 0 to 1
NEAR = 50_000  # nearness from which a report is a neighbour: below it one pair in a thousand is of one event
UNDATED = 0.75  # what a missing date leaves of a likeness: between the same day and a week apart
FAR = 40_000  # days, beyond which more make no difference

Ints = np.ndarray[Any, np.dtype[Any]]

_DECAY = np.array([1 / (1 + 0.2 * math.log1p(n)) for n in range(FAR + 1)])


class Postings:
    """Columns of one word: which reports have it, and with what weight."""

    __slots__ = ("slots", "weights")

    def __init__(self) -> None:
        self.slots = array("i")
        self.weights = array("h")

    def add(self, slot: int, weight: int) -> None:
        """One report more."""
        self.slots.append(slot)
        self.weights.append(weight)

    def drop(self, slot: int) -> None:
        """One report less."""
        at = self.slots.index(slot)
        last, weight = self.slots.pop(), self.weights.pop()
        if at < len(self.slots):
            self.slots[at], self.weights[at] = last, weight


class Neighbours:
    """The K nearest of each report.  Reports are known by slots: small numbers given by the caller."""

    def __init__(self) -> None:
        self._words: dict[str, Postings] = {}
        self._size = 0
        self._days = np.zeros(64, np.int64)  # 0 where undated
        self._ties = np.zeros(64, np.int64)
        self._slots = np.full((64, K), -1, np.int32)
        self._near = np.zeros((64, K), np.int64)
        self._kth = np.zeros(64, np.int64)  # nearness of the last neighbour of a full list, else NEAR - 1

    def add(self, slot: int, id_: str, day: int | None, telling: Mapping[str, float]) -> None:
        """Have a report findable; its neighbours, and whose it is, are up to :meth:`settle`."""
        while slot >= len(self._days):
            self._grow()
        self._size = max(self._size, slot + 1)
        self._days[slot] = day or 0
        self._ties[slot] = int.from_bytes(
            blake2b(id_.encode("utf-8", "surrogatepass"), digest_size=7).digest()
        )
        self._slots[slot], self._near[slot], self._kth[slot] = -1, 0, NEAR - 1
        for word, weight in telling.items():
            found = self._words.get(word)
            if found is None:
                found = self._words[word] = Postings()
            found.add(slot, int(weight * UNIT))

    def drop(self, slot: int, telling: Mapping[str, float]) -> list[int]:
        """Take a report away; the slots that had it for a neighbour, to be settled anew."""
        for word in telling:
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
        found = zip(self._slots[slot].tolist(), self._near[slot].tolist(), strict=True)
        return [(s, n) for s, n in found if s >= 0]

    def nearest(self, slot: int, most: int) -> list[int]:
        """Nearness of the first neighbours, negative, in order."""
        return [-n for n in self._near[slot, :most].tolist() if n]

    def has(self, slot: int, other: int) -> bool:
        """Whether ``other`` is among the neighbours of a slot."""
        return bool((self._slots[slot] == other).any())

    def restore(self, slot: int, found: list[tuple[int, int]]) -> None:
        """Give a report neighbours that were kept, in any order; the K first are taken."""
        ranked = sorted(found, key=lambda sn: (-sn[1], int(self._ties[sn[0]])))[:K]
        self._set(slot, [s for s, _ in ranked], [n for _, n in ranked])

    def settle(self, slot: int, telling: Mapping[str, float]) -> list[tuple[int, int]]:
        """Find the neighbours of a report; slot and nearness of those whose neighbour it could be."""
        total = np.zeros(self._size, np.int64)
        for word, weight in telling.items():
            found = self._words[word]
            if len(found.slots) > 1:
                weights = np.frombuffer(found.weights, np.int16) * np.int64(int(weight * UNIT))
                total[np.frombuffer(found.slots, np.int32)] += weights
        total[slot] = 0
        hits = np.flatnonzero(total >= NEAR / SCALE * UNIT * UNIT)
        if not len(hits):
            self._set(slot, [], [])
            return []
        day, days = self._days[slot], self._days[hits]
        if day:
            apart = np.minimum(np.abs(days - day), FAR)
            lasting = np.where(days > 0, _DECAY[apart], UNDATED)
        else:
            lasting = np.full(len(hits), UNDATED)
        near = np.floor(total[hits] * lasting * (SCALE / (UNIT * UNIT))).astype(np.int64)
        keep = near >= NEAR
        hits, near = hits[keep], near[keep]
        best = hits, near
        if len(hits) > 4 * K:
            least = np.partition(near, len(near) - K)[len(near) - K]
            best = hits[near >= least], near[near >= least]
        order = np.lexsort((self._ties[best[0]], -best[1]))[:K]
        self._set(slot, best[0][order], best[1][order])
        open_ = near >= self._kth[hits]
        return list(zip(hits[open_].tolist(), near[open_].tolist(), strict=True))

    def offer(self, slot: int, to: int, near: int) -> bool:
        """Take a report among the neighbours of another where it belongs there; whether it was."""
        row, values = self._slots[to], self._near[to]
        used = int((row >= 0).sum())
        tie = int(self._ties[slot])
        if used == K:
            last = int(values[K - 1])
            if (-near, tie) >= (-last, int(self._ties[row[K - 1]])):
                return False
        at = used
        while at and (-near, tie) < (-int(values[at - 1]), int(self._ties[row[at - 1]])):
            at -= 1
        end = min(used, K - 1)
        row[at + 1 : end + 1] = row[at:end].copy()
        values[at + 1 : end + 1] = values[at:end].copy()
        row[at], values[at] = slot, near
        if end == K - 1:
            self._kth[to] = values[K - 1]
        return True

    def _set(self, slot: int, slots: Any, near: Any) -> None:
        n = len(slots)
        self._slots[slot, :n], self._near[slot, :n] = slots, near
        self._slots[slot, n:], self._near[slot, n:] = -1, 0
        self._kth[slot] = self._near[slot, K - 1] if n == K else NEAR - 1
