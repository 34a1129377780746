"""What pairs connect, kept as pairs come and go one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np


class Parts:
    """Numbers in parts: those that pairs connect are of one part.  ``beside`` gives the numbers that
    pairs connect with a number directly, as things stand; it is asked when a pair has gone."""

    def __init__(self, beside: Callable[[int], Iterable[int]]) -> None:
        self._beside = beside
        self._members: dict[int, set[int]] = {}
        self.labels: Any = np.full(64, -1, np.int32)  # of each number: that of its part

    def add(self, number: int) -> None:
        """Have a number that is alone."""
        while number >= len(self.labels):
            self.labels = np.concatenate([self.labels, np.full(len(self.labels), -1, np.int32)])
        self.labels[number] = number
        self._members[number] = {number}

    def drop(self, number: int) -> None:
        """Forget a number; it must be alone."""
        del self._members[int(self.labels[number])]
        self.labels[number] = -1

    def of(self, number: int) -> set[int]:
        """The part of a number, itself included.  Not to be changed."""
        return self._members[int(self.labels[number])]

    def join(self, one: int, other: int) -> None:
        """Note that a pair has come."""
        a, b = int(self.labels[one]), int(self.labels[other])
        if a == b:
            return
        if len(self._members[a]) < len(self._members[b]):
            a, b = b, a
        moved = self._members.pop(b)
        self._members[a] |= moved
        self.labels[list(moved)] = a

    def part(self, one: int, other: int) -> None:
        """Note that a pair has gone.  Looked for from both ends in turn: in a dense part the ends meet at
        once, and a part that falls off is as cheap as it is small."""
        seen = ({one}, {other})
        todo = ([one], [other])
        turn = 0
        while todo[turn]:
            ahead: list[int] = []
            for number in todo[turn]:
                for near in self._beside(number):
                    if near in seen[1 - turn]:
                        return
                    if near not in seen[turn]:
                        seen[turn].add(near)
                        ahead.append(near)
            todo[turn][:] = ahead
            if ahead and len(seen[1 - turn]) < len(seen[turn]):
                turn = 1 - turn
        self._split(seen[turn])

    def _split(self, off: set[int]) -> None:
        label = int(self.labels[next(iter(off))])
        rest = self._members[label] - off
        del self._members[label]
        for part in (rest, off):
            head = label if label in part else next(iter(part))
            self._members[head] = part
            self.labels[list(part)] = head
