"""The pairs of texts that are compared, and what likely ones connect."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from wiredesk.stories.grouping import COMMON, KIN, LEAST
from wiredesk.stories.likeness import BESIDE_NAMES
from wiredesk.stories.parts import Parts

ONE = 1_000_000  # a certain score
LIKELY, COMPANY = int(LEAST * ONE), int(KIN * ONE)
WIDTH = BESIDE_NAMES + 1


class Links:
    """The pairs compared: features, nearness and score (probability in millionths) of each.

    ``likely`` are the parts that likely pairs connect, ``crowds`` those that firm ones do: likely
    pairs whose two ends share company (:func:`wiredesk.stories.grouping.crowds`).  A change of a
    score may make other pairs firm or no longer: :meth:`firm_up` sees to that."""

    def __init__(self) -> None:
        self.near = array("i")
        self.score = array("i")
        self.rows: Any = np.zeros((64, WIDTH), np.float32)
        self.of: list[dict[int, int]] = []  # for each slot: other slot to row
        self.likely = Parts(self._likely_beside)
        self.crowds = Parts(self._firm_beside)
        self._firm = bytearray()  # for each row
        self._company: list[set[int]] = []  # for each slot: slots that it is not unlike
        self._unsure: set[int] = set()  # slots whose company, or likely pairs, have changed
        self._free: list[int] = []

    def add_slot(self, slot: int) -> None:
        """Have a slot without pairs: a free one, or the next."""
        if slot == len(self.of):
            self.of.append({})
            self._company.append(set())
        self.likely.add(slot)
        self.crowds.add(slot)

    def drop_slot(self, slot: int) -> None:
        """Give up a slot, with its pairs."""
        for other in list(self.of[slot]):
            self.drop(slot, other)
        self._unsure.discard(slot)
        self.likely.drop(slot)
        self.crowds.drop(slot)

    def add(self, a: int, b: int, near: int) -> int:
        """Link two slots; the row of the pair."""
        if self._free:
            row = self._free.pop()
            self.near[row], self.score[row] = near, -1
        else:
            row = len(self.near)
            self.near.append(near)
            self.score.append(-1)
            self._firm.append(0)
            if row == len(self.rows):
                self.rows = np.concatenate([self.rows, np.zeros_like(self.rows)])
        self.of[a][b] = self.of[b][a] = row
        return row

    def drop(self, a: int, b: int) -> None:
        """Part two slots."""
        row = self.of[a][b]
        self.put_score(a, b, row, -1)
        if self._firm[row]:
            self._firm[row] = 0
            self.crowds.part(a, b)
        del self.of[a][b], self.of[b][a]
        self._free.append(row)

    def put_score(self, a: int, b: int, row: int, score: int) -> None:
        """Have a pair's score."""
        was = self.score[row]
        self.score[row] = score
        if (was >= COMPANY) != (score >= COMPANY):
            self._unsure |= {a, b}
            change = set.add if score >= COMPANY else set.discard
            change(self._company[a], b)
            change(self._company[b], a)
        if was < LIKELY <= score:
            self._unsure |= {a, b}
            self.likely.join(a, b)
        elif score < LIKELY <= was:
            self._unsure |= {a, b}
            self.likely.part(a, b)

    def firm_up(self) -> None:
        """See which pairs hold crowds together, after scores have changed."""
        company = self._company
        for a in sorted(self._unsure):
            for b, row in self.of[a].items():
                firm = self.score[row] >= LIKELY and len(company[a] & company[b]) >= COMMON
                if firm != self._firm[row]:
                    self._firm[row] = firm
                    (self.crowds.join if firm else self.crowds.part)(a, b)
        self._unsure.clear()

    def among(self, slots: Sequence[int]) -> Iterator[tuple[int, int, int]]:
        """The pairs within some slots, by their place in the sequence, smaller first, and their scores."""
        number = {slot: n for n, slot in enumerate(slots)}
        for n, slot in enumerate(slots):
            for other, row in self.of[slot].items():
                m = number.get(other)
                if m is not None and n < m:
                    yield n, m, self.score[row]

    def _likely_beside(self, slot: int) -> Iterator[int]:
        return (other for other, row in self.of[slot].items() if self.score[row] >= LIKELY)

    def _firm_beside(self, slot: int) -> Iterator[int]:
        return (other for other, row in self.of[slot].items() if self._firm[row])
