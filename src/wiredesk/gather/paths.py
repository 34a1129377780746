"""Files, folders, patterns, standard input and addresses, in a fixed order."""

from __future__ import annotations

import glob
import hashlib
import mmap
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wiredesk.gather import warc
from wiredesk.gather.kinds import of
from wiredesk.gather.links import Found, Link
from wiredesk.gather.plain import binary, whole
from wiredesk.model.custody import Origin
from wiredesk.model.reports import Capture, Hints
from wiredesk.model.views import Problem

if TYPE_CHECKING:
    from wiredesk.gather.web import Web

MAPPED = 64 * 1024 * 1024  # bytes from which a web archive is mapped and not read into memory


def read(
    paths: Sequence[str], captured_at: str, web: Web | None = None, follow: bool = False
) -> Iterator[Capture | Problem]:
    """A capture for each report found in ``paths``, and a problem for each thing that cannot be read.

    ``paths`` holds files, folders (read with their subfolders, in order of name, hidden ones left
    out), patterns with ``*``, ``?`` or ``[``, ``-`` for standard input, and http and https addresses,
    which ``web`` reads after all else.  Addresses that stand in files (a saved feed, a list) are read
    only with ``follow``: reading a file reaches for no network unasked.  ``captured_at`` is our clock,
    ISO 8601 in UTC.  The same name with the same bytes comes once, of an
    archive once for each time that it took them.  Never raises.
    """
    seen: set[tuple[str, str | None]] = set()
    links: list[Link] = []

    def found() -> Iterator[Capture | Problem]:
        for given in paths:
            if is_address(given):
                links.append(Link(given, Hints(url=given)))
                continue
            named = []
            for one in read_local(given, captured_at):
                if isinstance(one, Link):
                    named.append(one)
                else:
                    yield one
            if web is not None and follow:
                links.extend(named)
            else:
                yield from _unfollowed(given, named)
        if web is not None:
            yield from web.read(links)
        else:
            for link in links:
                yield Problem(link.url, "an address: not fetched here", "add it to a desk", "not followed")

    for one in found():
        if isinstance(one, Capture):
            key = (one.id, one.origin.taken if one.origin else None)
            if key in seen:
                continue
            seen.add(key)
        yield one


def is_address(given: str) -> bool:
    """Whether a source is an address of the web and not a path."""
    return given[:8].lower().startswith(("http://", "https://"))


def _unfollowed(given: str, named: Sequence[Link]) -> Iterator[Capture | Problem]:
    """What a file itself holds of the addresses that it names."""
    yield from (link.fallback for link in named if link.fallback is not None)
    left = sum(link.fallback is None for link in named)
    if left:
        why = f"names {left:,} addresses, and those that stand in files are not read unasked"
        yield Problem(given, why, "give --follow to read them", "not followed")


def read_local(given: str, captured_at: str) -> Iterator[Found]:
    """What one path, pattern or "-" holds, links not followed; as :func:`read` otherwise."""
    if given == "-":
        yield from _bytes("standard input", sys.stdin.buffer.read(), captured_at)
        return
    path = Path(given)
    if path.is_dir():
        files = _below(path)
        if not files:
            yield Problem(given, "no files in this folder", "give a folder that holds reports")
        for file in files:
            yield from _file(file, captured_at)
    elif path.exists():
        yield from _file(path, captured_at)
    elif glob.has_magic(given):
        matches = sorted(glob.glob(given, recursive=True))
        if not matches:
            yield Problem(given, "no file fits this pattern", "check the pattern and the folder")
        for match in matches:
            yield from read_local(match, captured_at)
    else:
        yield Problem(given, "no such file or folder", "check the path")


def _below(folder: Path) -> list[Path]:
    out: list[Path] = []
    stack = [folder]
    seen: set[Path] = set()
    while stack:
        at = stack.pop()
        try:
            real = at.resolve()
            if real in seen:
                continue  # a link back to a folder above
            seen.add(real)
            entries = [e for e in at.iterdir() if not e.name.startswith(".")]
        except OSError:
            continue
        stack += [e for e in entries if e.is_dir()]
        out += [e for e in entries if e.is_file()]
    return sorted(out)


def _file(path: Path, captured_at: str) -> Iterator[Found]:
    try:
        data = _contents(path)
    except OSError as error:
        why = f"cannot be read ({error.strerror or error})"
        yield Problem(whole(str(path)), why, "check its permissions")
        return
    yield from _bytes(whole(str(path)), data, captured_at)


def _contents(path: Path) -> bytes:
    """The bytes of a file; those of a large web archive as the system maps them, page by page."""
    if path.name.lower().endswith(warc.SUFFIXES) and path.stat().st_size > MAPPED:
        with path.open("rb") as file:
            mapped: Any = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            return mapped  # type: ignore[no-any-return]
    return path.read_bytes()


def _bytes(path: str, data: bytes, captured_at: str) -> Iterator[Found]:
    if not data[:65536].strip() and not data[65536:].strip():
        yield Problem(path, "empty", "remove it, or save the report again")
        return
    kind = of(path, data)
    if kind is None:
        assert binary(data)
        yield Problem(
            path, "binary, not text: not read", "save the report as text, HTML or PDF and give that file"
        )
        return
    digest = ""
    for found in kind.captures(path, data, captured_at):
        if isinstance(found, Capture) and found.data is not data:  # a part of the file
            digest = digest or f"sha256:{hashlib.sha256(data).hexdigest()}"
            known = found.origin or Origin()
            found = replace(
                found, origin=replace(known, archive=known.archive or path, digest=known.digest or digest)
            )
        yield found
