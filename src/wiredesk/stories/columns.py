"""What is compared of each report, as columns of small whole numbers: about 2 kB a report.

A report brings words, names, figures, ages and days; each of these is an *entry* of a vocabulary, and
what it is to the report (in the title, in the first words, a name, ...) is a set of flags.  All that
two reports have in common can then be counted for one report against many at once, and sums of
whole numbers are the same in any order.
"""

from __future__ import annotations

import json
import zlib
from typing import Any

import numpy as np

from wiredesk.stories.items import Item
from wiredesk.stories.keys import weight

HEAD, LEAD, CAPITAL, NAME, NUMBER, AGE, DAY = (1 << n for n in range(7))
MARKS = {NUMBER: "#", AGE: "@", DAY: "="}  # before an entry that is no word, so that it is never one
WHOLE = 65_535  # steps of a word's weight in its report, from 0 to 1
UNIT = 4096  # steps of the same where reports are looked up by it
RARITY = 1 << 16  # steps of a word's rarity
RARE = 5  # rarity over which a shared word of the first words tells more than others

Ints = np.ndarray[Any, np.dtype[Any]]


class Columns:
    """The compared numbers of reports, by slots: small numbers given by the caller."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}  # of each entry of the vocabulary
        self._entries: list[str] = []
        self.rarity: Ints = np.zeros(1024, np.int64)  # of each entry
        self.square: Ints = np.zeros(1024, np.int64)  # of that
        self.excess: Ints = np.zeros(1024, np.int64)  # over RARE
        self.scratch: tuple[Ints, Ints] = np.zeros(1024, np.int64), np.zeros(1024, np.uint8)
        self.entries: list[Ints] = []  # of each report
        self.weights: list[Ints] = []  # of each entry in its report, of WHOLE
        self.telling: list[Ints] = []  # the same of UNIT where reports are looked up by it, else 0
        self.flags: list[Ints] = []
        self.days: list[tuple[int, ...]] = []  # that it speaks of
        self.day: list[int | None] = []  # of publication
        self.outlet: list[str | None] = []
        self.size: list[int] = []  # words read
        self.sums: Ints = np.zeros((64, 8), np.int64)  # see `_sums`

    def __len__(self) -> int:
        return len(self.entries)

    def put(self, slot: int, item: Item) -> None:
        """Have the numbers of a report at a slot: a new one, the next, or one that is free."""
        flags: dict[str, int] = {}
        for kind, found in (
            (0, item.counts), (HEAD, item.head), (LEAD, item.lead), (CAPITAL, item.capitals),
            (NAME, item.names),
        ):  # fmt: skip
            for term in found:
                flags[term] = flags.get(term, 0) | kind
        for kind, others in ((NUMBER, item.numbers), (AGE, item.ages), (DAY, map(str, item.days))):
            mark = MARKS[kind]
            for other in others:
                flags[mark + other] = kind
        terms, telling = item.terms, item.telling
        self._set(
            slot, list(flags),
            np.array([round(terms.get(t, 0.0) * WHOLE) for t in flags], np.uint16),
            np.array([int(telling.get(t, 0.0) * UNIT) for t in flags], np.int16),
            np.array(list(flags.values()), np.uint8),
            item.day, item.outlet, item.size,
        )  # fmt: skip

    def drop(self, slot: int) -> None:
        """Forget the numbers of a report."""
        none: Ints = np.zeros(0, np.int32)
        self.entries[slot] = self.weights[slot] = self.telling[slot] = self.flags[slot] = none
        self.days[slot], self.outlet[slot] = (), None

    def found_by(self, slot: int) -> tuple[Ints, Ints]:
        """The entries that a report is looked up by, and their weights in steps of :data:`UNIT`."""
        telling = self.telling[slot]
        at = np.flatnonzero(telling)
        return self.entries[slot][at], telling[at]

    def _set(
        self, slot: int, names: list[str], weights: Ints, telling: Ints, flags: Ints, day: int | None,
        outlet: str | None, size: int,
    ) -> None:  # fmt: skip
        numbers = self._numbers
        ids = np.array([n if (n := numbers.get(t)) is not None else self._new(t) for t in names], np.int32)
        days = tuple(sorted(int(t[1:]) for t in names if t[0] == MARKS[DAY]))
        given = (ids, weights, telling, flags, days, day, outlet, size)
        columns: tuple[list[Any], ...] = (
            self.entries, self.weights, self.telling, self.flags, self.days, self.day, self.outlet, self.size,
        )  # fmt: skip
        for column, value in zip(columns, given, strict=True):
            if slot == len(column):
                column.append(value)
            else:
                column[slot] = value
        if slot >= len(self.sums):
            self.sums = np.concatenate([self.sums, np.zeros_like(self.sums)])
        self.sums[slot] = self._sums(ids, flags)

    def _sums(self, ids: Ints, flags: Ints) -> list[int]:
        """Summed squares of lead, title, capitals and names, the title's rarity; ages, numbers, days."""
        square = self.square[ids]
        out = [int(square[flags & kind > 0].sum()) for kind in (LEAD, HEAD, CAPITAL, NAME)]
        out.append(int(self.rarity[ids][flags & HEAD > 0].sum()))
        return out + [int((flags & kind > 0).sum()) for kind in (AGE, NUMBER, DAY)]

    def _new(self, entry: str) -> int:
        number = self._numbers[entry] = len(self._entries)
        self._entries.append(entry)
        if number >= len(self.rarity):
            self.rarity, self.square, self.excess = (
                np.concatenate([c, np.zeros_like(c)]) for c in (self.rarity, self.square, self.excess)
            )
            self.scratch = np.zeros(len(self.rarity), np.int64), np.zeros(len(self.rarity), np.uint8)
        if entry[0] in MARKS.values():
            return number
        rarity = sum(weight(part) for part in entry.split(" "))
        self.rarity[number] = round(rarity * RARITY)
        self.square[number] = round(rarity * rarity * RARITY)
        self.excess[number] = round(max(0.0, rarity - RARE) * RARITY)
        return number

    # keeping

    def packed(self, slot: int) -> bytes:
        """The numbers of a report as bytes, the same whatever else there is: see :meth:`unpack`."""
        names = [self._entries[n] for n in self.entries[slot].tolist()]
        order = sorted(range(len(names)), key=names.__getitem__)
        head = json.dumps([self.day[slot], self.outlet[slot], self.size[slot], len(names)])
        words = "\n".join([head, *(names[n] for n in order)]).encode("utf-8", "surrogatepass")
        columns = (self.weights[slot], self.telling[slot], self.flags[slot])
        return zlib.compress(words + b"\0" + b"".join(c[order].tobytes() for c in columns), 1)

    def unpack(self, slot: int, packed: bytes) -> None:
        """Have at a slot what was packed."""
        words, _, numbers = zlib.decompress(packed).partition(b"\0")
        head, *names = words.decode("utf-8", "surrogatepass").split("\n")
        day, outlet, size, count = json.loads(head)
        weights = np.frombuffer(numbers, np.uint16, count)
        telling = np.frombuffer(numbers, np.int16, count, 2 * count)
        flags = np.frombuffer(numbers, np.uint8, count, 4 * count)
        self._set(slot, names[:count], weights, telling, flags, day, outlet, size)
