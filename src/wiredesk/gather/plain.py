"""Pasted text: .txt, .md, and anything else that is text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import PurePath

from wiredesk.model.custody import Origin
from wiredesk.model.ids import content_id, sha256
from wiredesk.model.reports import Capture, Hints
from wiredesk.model.views import Problem

SUFFIXES = (".txt", ".md", ".text")


def capture(
    path: str,
    data: bytes,
    captured_at: str,
    media: str,
    hints: Hints | None = None,
    origin: Origin | None = None,
) -> Capture:
    """Bytes as a capture, its id made from the name that was given with it, else the file's, and the
    bytes.  Half characters (lone surrogates, as in names of files in another encoding) are replaced."""
    digest = sha256(data)
    path = whole(path)
    if hints:
        hints = replace(hints, **{k: whole(v) for k, v in asdict(hints).items() if v is not None})
    name = hints.id if hints and hints.id else PurePath(path).name
    return Capture(
        id=content_id("c", name, digest), path=path, sha256=digest, data=data,
        captured_at=captured_at, media=media, hints=hints or Hints(), origin=origin,
    )  # fmt: skip


def whole(text: str) -> str:
    """Text without lone surrogates, which no file and no database can keep: U+FFFD stands for each."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def binary(data: bytes) -> bool:
    """Whether bytes are no text in any encoding that is read here.

    NUL bytes outside of UTF-16 and UTF-32, or more than one control character in twenty, in the
    first 64 kB.
    """
    head = data[:65536]
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        return False
    if head.startswith(
        (b"%PDF", b"PK\x03\x04", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF")
    ):
        return True
    controls = sum(head.count(bytes((b,))) for b in (*range(9), 14, 15, *range(16, 27), 28, 29, 30, 31, 127))
    return b"\x00" in head or controls * 20 > len(head)


def fits(name: str, data: bytes) -> bool:
    """Any bytes that are text."""
    return not binary(data)


def captures(path: str, data: bytes, captured_at: str) -> Iterator[Capture | Problem]:
    """The file as one capture."""
    yield capture(path, data, captured_at, "text/plain")
