"""Features of many words at once: the checksums of joined strings, made of the checksums of their parts.

A feature's row in the trained weights is the CRC-32 of a short string ("lp" + lemma + "|" + lemma before).
The checksum of joined strings follows from those of the parts and their lengths (as zlib's
``crc32_combine`` does it), so that a feature of all words of a report costs a few steps of numpy, and each
part is read once however many features it stands in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any
from zlib import crc32

BITS = 20
"""Rows of the trained weights, as a power of two."""
LONGEST = 255
"""Bytes of a part that are passed over in one step; longer parts take several."""
_LIMIT = 200_000  # parts remembered; all of them take 30 MB


@dataclass(frozen=True)
class Column:
    """One part of each word's features: checksum (uint32) and length in bytes (int64), and the greatest
    length."""

    crc: Any
    size: Any
    longest: int

    def at(self, places: Any) -> Column:
        """The parts of the words at some places; negative places count from the end."""
        return Column(self.crc[places], self.size[places], self.longest)

    @cached_property
    def barred(self) -> Column:
        """Each part with "|" before it."""
        return Column(_begun("|", self), self.size + 1, self.longest + 1)


class _Parts(dict[str, int]):
    """Strings to their checksums and, 32 bits higher, their lengths in bytes."""

    def __missing__(self, part: str) -> int:
        data = part.encode("utf-8", "surrogatepass")  # half of a pair of surrogates in damaged text
        if len(self) >= _LIMIT:
            self.clear()
        out = self[part] = crc32(data) | len(data) << 32
        return out


_PARTS = _Parts()


def column(parts: Iterable[str]) -> Column:
    """The parts, one a word, as a column."""
    import numpy as np

    found = np.fromiter(map(_PARTS.__getitem__, parts), dtype=np.int64)
    size = found >> 32
    return Column(found.astype(np.uint32), size, int(size.max(initial=0)))


def joined(prefix: str, *parts: Column) -> Any:
    """The rows of the weights (int64) for the features that are the prefix and the parts, joined."""
    crc = _begun(prefix, parts[0])
    for part in parts[1:]:
        crc = _passed(crc, part) ^ part.crc
    return (crc & ((1 << BITS) - 1)).astype("int64")


def _begun(prefix: str, part: Column) -> Any:
    """The checksums of the prefix and a part."""
    start = _starts(prefix)
    if part.longest < len(start):
        return start[part.size] ^ part.crc
    import numpy as np

    first = np.full(len(part.crc), crc32(prefix.encode()), dtype=np.uint32)
    return _passed(first, part) ^ part.crc


def _passed(crc: Any, part: Column) -> Any:
    """The checksums once as many zero bytes were passed over as the part is long."""
    zeros, size, left = _zeros(), part.size, part.longest
    while left > LONGEST:
        step = size.clip(max=LONGEST)
        crc = _stepped(zeros, crc, step << 10)
        size, left = size - step, left - LONGEST
    return _stepped(zeros, crc, size << 10)


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
