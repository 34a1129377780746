"""Files, folders, patterns and standard input, in a fixed order."""

from __future__ import annotations

import glob
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from wiredesk.gather.kinds import KINDS
from wiredesk.gather.plain import binary
from wiredesk.model.reports import Capture
from wiredesk.model.views import Problem


def read(paths: Sequence[str], captured_at: str) -> Iterator[Capture | Problem]:
    """A capture for each report found in ``paths``, and a problem for each thing that cannot be read.

    ``paths`` holds files, folders (read with their subfolders, in order of name, hidden ones left
    out), patterns with ``*``, ``?`` or ``[``, and ``-`` for standard input; ``captured_at`` is our
    clock, ISO 8601 in UTC.  The same name with the same bytes comes once.  Never raises.
    """
    seen: set[str] = set()
    for given in paths:
        for found in _one(given, captured_at):
            if isinstance(found, Capture):
                if found.id in seen:
                    continue
                seen.add(found.id)
            yield found


def _one(given: str, captured_at: str) -> Iterator[Capture | Problem]:
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
            yield from _one(match, captured_at)
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


def _file(path: Path, captured_at: str) -> Iterator[Capture | Problem]:
    try:
        data = path.read_bytes()
    except OSError as error:
        yield Problem(str(path), f"cannot be read ({error.strerror or error})", "check its permissions")
        return
    yield from _bytes(str(path), data, captured_at)


def _bytes(path: str, data: bytes, captured_at: str) -> Iterator[Capture | Problem]:
    if not data.strip():
        yield Problem(path, "empty", "remove it, or save the report again")
        return
    for kind in KINDS:
        if kind.fits(path, data):
            yield from kind.captures(path, data, captured_at)
            return
    why = "a PDF" if data.startswith(b"%PDF") else "binary, not text"
    assert binary(data)
    yield Problem(path, f"{why}: not read", "save the report as text or HTML and give that file")
