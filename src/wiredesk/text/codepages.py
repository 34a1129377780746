"""The single-byte tables that UTF-8 is wrongly read through, as maps from character to byte.

A table here is a pair: bytes A0-FF of one code page with bytes 80-9F of the same page or of
windows-1252, because programs that fall back do it byte by byte (WHATWG Encoding: an ISO-8859-1
label means windows-1252).  A byte that a page leaves undefined stands as its C1 control, as
browsers read it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

#: Code pages, commonest damage first (the order breaks ties).
PAGES = (
    "cp1252", "latin-1", "cp1250", "iso8859-2", "cp1251", "cp1253", "iso8859-7", "cp1254", "iso8859-9",
    "mac-roman", "cp437", "cp850", "cp1256", "iso8859-15", "cp1257", "cp1258", "cp1255", "koi8-r", "koi8-u",
    "iso8859-5", "iso8859-3", "iso8859-4", "iso8859-6", "iso8859-8", "iso8859-10", "iso8859-13", "iso8859-14",
    "iso8859-16", "cp866", "cp852", "cp874", "mac-latin2", "mac-cyrillic", "mac-greek", "mac-turkish",
)  # fmt: skip

# Pages whose 80-9F are their own letters: a fallback to windows-1252 makes no sense for them.
_OWN_LOW = ("mac", "cp4", "cp8", "koi8")


@dataclass(frozen=True, slots=True)
class Table:
    """One way of misreading bytes.  ``byte_of`` maps each character it can show to its byte;
    ``other`` has the second byte of a character that stands for two ("€" is 80 and A4 where
    ISO-8859-7 is mixed with windows-1252)."""

    name: str
    byte_of: dict[str, int]
    other: dict[str, int]


@dataclass(frozen=True, slots=True)
class Index:
    """All tables, with bit masks (bit i is table i) of those that show a character as the first
    byte of a UTF-8 sequence (``lead``) or as a later one (``tail``)."""

    tables: tuple[Table, ...]
    lead: dict[str, int]
    tail: dict[str, int]


def _decoded(page: str, byte: int) -> str:
    try:
        return bytes((byte,)).decode(page)
    except UnicodeDecodeError:
        return chr(byte)  # undefined: the C1 control, or for A0-FF the Latin-1 character


def _table(page: str, low: str) -> tuple[dict[str, int], dict[str, int]]:
    out = {chr(b): b for b in range(0x80, 0xA0)}
    other: dict[str, int] = {}
    for b in range(0xA0, 0x100):
        out[_decoded(page, b)] = b
    for b in range(0x80, 0xA0):  # after the upper half: where both show a sign, the lower byte is tried first
        char = _decoded(low, b)
        if out.get(char, 0) >= 0xA0:
            other[char] = out[char]
        out[char] = b
    return {c: b for c, b in out.items() if ord(c) >= 0x80}, other


@lru_cache(maxsize=1)
def index() -> Index:
    """Every table, built once (35 pages, each with its own and with windows-1252's low half)."""
    tables: list[Table] = []
    seen: set[tuple[tuple[str, int], ...]] = set()
    for page in PAGES:
        lows = (page,) if page.startswith(_OWN_LOW) else (page, "cp1252")
        for low in lows:
            byte_of, other = _table(page, low)
            key = tuple(sorted(byte_of.items()))
            if key not in seen:
                seen.add(key)
                tables.append(Table(page if low == page else f"{page}/{low}", byte_of, other))
    lead: dict[str, int] = {}
    tail: dict[str, int] = {}
    for i, table in enumerate(tables):
        for char, byte in table.byte_of.items():
            if 0xC2 <= byte <= 0xF4:
                lead[char] = lead.get(char, 0) | 1 << i
            elif byte < 0xC0:
                tail[char] = tail.get(char, 0) | 1 << i
    return Index(tuple(tables), lead, tail)
