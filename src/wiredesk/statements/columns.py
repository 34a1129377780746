"""Features of many words at once: the checksums of joined strings, made of the checksums of their parts.

A feature's row in the trained weights is the CRC-32 of a short string ("lp" + lemma + "|" + lemma before).
The checksum of joined strings follows from those of the parts and their lengths (as zlib's
``crc32_combine`` does it): each part is read once, with what its checksum becomes before any tail of up to
:data:`REACH` bytes, so that a feature of all words of a report is a few look-ups for numpy.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from zlib import crc32

from wiredesk.model.once import once

BITS = 20
"""Rows of the trained weights, as a power of two."""
REACH = 32
"""Bytes behind a part for which its checksum is kept; for more it is worked out."""
LONGEST = 255
"""Bytes that are passed over in one step; more take several."""
LIMIT = 50_000
"""Parts remembered from report to report; all of them take 30 MB."""


@dataclass(frozen=True)
class Column:
    """One part of each word's features, by number (int64), and the greatest length in bytes."""

    numbers: Any
    longest: int

    @once
    def rows(self) -> Any:
        """Where each part's checksums begin."""
        return self.numbers * REACH

    @once
    def sizes(self) -> Any:
        """The lengths of the parts in bytes."""
        return _PARTS.known()[0][self.numbers]

    @once
    def checksums(self) -> Any:
        """The checksums of the parts."""
        return _PARTS.known()[1][self.rows]

    def at(self, places: Any) -> Column:
        """The parts of the words at some places; negative places count from the end."""
        return Column(self.numbers[places], self.longest)

    @once
    def barred(self) -> Column:
        """Each part with "|" before it."""
        return Column(self.numbers + 1, self.longest + 1)


class _Parts(dict[str, int]):
    """Strings to their numbers, each even; the next number is of the string with "|" before it.

    Arrays hold at each number the length in bytes (``size``) and what the checksum is once 0 to
    :data:`REACH` less one zero bytes were passed over (``after``, a run for each number)."""

    def __init__(self) -> None:
        super().__init__()
        self._new: list[str] = []
        self._size: Any = None
        self._after: Any = None

    def __missing__(self, part: str) -> int:
        number = self[part] = 2 * len(self)
        self._new.append(part)
        return number

    def known(self) -> tuple[Any, Any]:
        """Sizes and checksums by number, of all parts met up to now."""
        if self._new or self._size is None:
            self._learn()
        return self._size, self._after

    def forget(self) -> None:
        """Begin anew: no column made before may be used any more."""
        self.clear()
        self._new.clear()
        self._size = self._after = None

    def _learn(self) -> None:
        import numpy as np

        new, self._new = self._new, []
        # half of a pair of surrogates stands in damaged text
        data = [part.encode("utf-8", "surrogatepass") for part in new]
        both = [each for one in data for each in (one, b"|" + one)]
        checksums = np.fromiter(map(crc32, both), dtype=np.uint32)
        base, stop = 2 * (len(self) - len(new)), 2 * len(self)
        if self._size is None or stop > len(self._size):
            room = max(4096, 2 * stop)
            size, after = np.zeros(room, dtype=np.int64), np.zeros(room * REACH, dtype=np.uint32)
            if base:
                size[:base], after[: base * REACH] = self._size[:base], self._after[: base * REACH]
            self._size, self._after = size, after
        self._size[base:stop] = np.fromiter(map(len, both), dtype=np.int64)
        ahead = _passed(checksums[:, None], np.arange(REACH))
        self._after[base * REACH : stop * REACH] = ahead.ravel()


_PARTS = _Parts()


def column(parts: Iterable[str]) -> Column:
    """The parts, one a word, as a column."""
    import numpy as np

    return of_numbers(np.fromiter(map(_PARTS.__getitem__, parts), dtype=np.int64))


def of_numbers(numbers: Any) -> Column:
    """The column of parts given by number."""
    return Column(numbers, int(_PARTS.known()[0][numbers].max(initial=0)) if len(numbers) else 0)


def number(part: str) -> int:
    """The number of a part, until it is forgotten."""
    return _PARTS[part]


def tidied() -> bool:
    """Forget all parts where they have become too many: whether it was so.  No column made before may then
    be used."""
    if len(_PARTS) <= LIMIT:
        return False
    _PARTS.forget()
    return True


def joined(prefix: str, *parts: Column) -> Any:
    """The rows of the weights (int64) for the features that are the prefix and the parts, joined."""
    _, after = _PARTS.known()
    last = parts[-1]
    crc, tail = last.checksums, last.sizes
    longest = last.longest
    for part in parts[-2::-1]:
        if longest < REACH or tail.max(initial=0) < REACH:
            crc = crc ^ after.take(part.rows + tail)
        else:
            crc = crc ^ _passed(part.checksums, tail)
        tail = tail + part.sizes
        longest += part.longest
    if longest <= LONGEST:
        crc = crc ^ _starts(prefix).take(tail)
    else:
        crc = crc ^ _passed(_starts(prefix)[:1], tail)
    return (crc & ((1 << BITS) - 1)).astype("int64")


def _passed(crc: Any, tail: Any) -> Any:
    """The checksums once as many zero bytes were passed over as the tails are long."""
    zeros, left = _zeros(), int(tail.max(initial=0))
    while left > LONGEST:
        step = tail.clip(max=LONGEST)
        crc = _stepped(zeros, crc, step << 10)
        tail, left = tail - step, left - LONGEST
    return _stepped(zeros, crc, tail << 10)


def _stepped(zeros: Any, crc: Any, base: Any) -> Any:
    return (
        zeros[base + (crc & 255)]
        ^ zeros[base + 256 + ((crc >> 8) & 255)]
        ^ zeros[base + 512 + ((crc >> 16) & 255)]
        ^ zeros[base + 768 + (crc >> 24)]
    )


@lru_cache(maxsize=1)
def _zeros() -> Any:
    """What passing over 0 to :data:`LONGEST` zero bytes makes of each byte of a checksum."""
    import numpy as np

    one = np.asarray([crc32(bytes([v])) ^ crc32(b"\0") for v in range(256)], dtype=np.uint32)
    state = (np.arange(256, dtype=np.uint32) << (8 * np.arange(4, dtype=np.uint32)[:, None])).ravel()
    out = [state]
    for _ in range(LONGEST):
        state = one[state & 255] ^ (state >> 8)
        out.append(state)
    return np.concatenate(out)


@lru_cache(maxsize=1024)
def _starts(prefix: str) -> Any:
    """The prefix's checksum once 0 to :data:`LONGEST` zero bytes were passed over."""
    import numpy as np

    crc = np.full(LONGEST + 1, crc32(prefix.encode()), dtype=np.uint32)
    return _stepped(_zeros(), crc, np.arange(LONGEST + 1) << 10)
