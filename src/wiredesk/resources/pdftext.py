"""The text of a PDF, in paragraphs, by PDFium.

A PDF says where letters stand and not what is a paragraph; that is put together here from the lines
that PDFium finds.  The text is what raw offsets of a PDF's report count in, so it is the same for
the same bytes and the same version of PDFium, which the constraints pin.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from statistics import median
from typing import Any

MOST_PAGES = 400
"""Pages that are read: past any report of a press office or a mission; the rest is said to be left."""

_ENDS = re.compile(r"[.!?…:;\"”’»)\]]\s*$")
_BULLET = re.compile(r"(?:[•▪◦‣–—-]|\(?\d{1,2}[.)])\s+\S")


class NoText(ValueError):
    """A PDF cannot be read, or holds no text; the message says which."""


@dataclass(frozen=True, slots=True)
class Pdf:
    """What a PDF holds.  ``created`` is as in its metadata (D:YYYYMMDD...), ``title`` may be "";
    ``left`` counts pages past :data:`MOST_PAGES`."""

    text: str
    title: str
    author: str
    created: str
    pages: int
    left: int


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    left: float
    right: float
    bottom: float
    top: float
    page: int


@lru_cache(maxsize=16)
def read_pdf(data: bytes) -> Pdf:
    """The text of a PDF with one blank line between paragraphs.

    Lines that stand at the head or foot of most pages (running titles, page numbers) are left out;
    words parted at the end of a line are joined.  Raises :class:`NoText` where it is locked, damaged,
    or has no text, as a scan has none.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        why = "locked with a password" if locked else f"damaged or no PDF ({error})"
        raise NoText(why) from error
    try:
        pages = len(document)
        lines: list[_Line] = []
        for number in range(min(pages, MOST_PAGES)):
            lines += _lines(document, number)
        meta = document.get_metadata_dict()
    finally:
        document.close()
    text = "\n\n".join(_paragraphs(_without_running_lines(lines, pages)))
    if not any(c.isalpha() for c in text):
        raise NoText(f"has no text in its {pages} pages: it may be a scan")
    return Pdf(
        text, (meta.get("Title") or "").strip(), (meta.get("Author") or "").strip(),
        meta.get("CreationDate") or "", pages, max(0, pages - MOST_PAGES),
    )  # fmt: skip


def _lines(document: Any, number: int) -> list[_Line]:
    import pypdfium2

    try:
        page = document[number]
        shown = page.get_textpage()
    except pypdfium2.PdfiumError:
        return []  # one damaged page loses nothing else
    out = []
    try:
        text = shown.get_text_range(errors="replace")
        at = 0
        for piece in re.split(r"(\r\n|\n|\r)", text):
            if piece.strip():
                lead = len(piece) - len(piece.lstrip())
                # "loose" boxes are of the font's height, whichever letters the line has
                first = shown.get_charbox(at + lead, loose=True)
                last = shown.get_charbox(at + len(piece.rstrip()) - 1, loose=True)
                out.append(_Line(piece.strip(), first[0], last[2], first[1], first[3], number))
            at += len(piece)
    except pypdfium2.PdfiumError:
        pass
    finally:
        shown.close()
        page.close()
    return out


def _without_running_lines(lines: Sequence[_Line], pages: int) -> list[_Line]:
    """Without lines that, figures aside, head or end at least half of three or more pages."""
    if pages < 3:
        return list(lines)
    edges: Counter[str] = Counter()
    by_page: dict[int, list[_Line]] = {}
    for line in lines:
        by_page.setdefault(line.page, []).append(line)
    at_edge: set[int] = set()
    for found in by_page.values():
        edge = found[:2] + found[-2:] if len(found) > 4 else []
        at_edge.update(id(line) for line in edge)
        edges.update({re.sub(r"\d+", "#", line.text) for line in edge})
    return [
        line
        for line in lines
        if id(line) not in at_edge or edges[re.sub(r"\d+", "#", line.text)] * 2 < max(len(by_page), 3)
    ]


def _paragraphs(lines: Sequence[_Line]) -> list[str]:
    """Lines put together: a new paragraph after a wider gap, another size of letters, an indent, or a
    short line that ends a sentence."""
    steps = [
        a.bottom - b.bottom for a, b in pairwise(lines) if a.page == b.page and 0 < a.bottom - b.bottom < 60
    ]
    pitch = median(steps) if steps else 12.0
    edge = {
        page: max((line.right for line in lines if line.page == page), default=0.0)
        for page in {line.page for line in lines}
    }
    out: list[list[str]] = []
    last: _Line | None = None
    for line in lines:
        if last is None or _begins(last, line, pitch, edge[last.page]):
            out.append([line.text])
        else:
            out[-1][-1] = _before(out[-1][-1], line.text)
            out[-1].append(line.text)
        last = line
    whole = ("".join(p).replace("\ufffe", "").replace("\x02", "") for p in out)
    return [" ".join(p.split()) for p in whole if p.strip()]


def _begins(last: _Line, line: _Line, pitch: float, edge: float) -> bool:
    ended = bool(_ENDS.search(last.text))
    if line.page != last.page or line.bottom > last.bottom + pitch / 2:  # another page or column
        return ended or _height(line) > 1.25 * _height(last)
    if last.bottom - line.bottom > 1.45 * pitch or _BULLET.match(line.text):
        return True
    if not 0.8 < _height(line) / max(_height(last), 0.1) < 1.25 and abs(_height(line) - _height(last)) > 1.5:
        return True
    if line.left > last.left + 0.8 * pitch and ended:
        return True
    return ended and last.right < edge - 0.2 * max(edge - last.left, 1)


def _height(line: _Line) -> float:
    return line.top - line.bottom


def _before(line: str, following: str) -> str:
    """A line as it stands before the following one: with a space, or without the hyphen that parts a
    word between the two (PDFium marks some of them)."""
    if line.endswith(("\ufffe", "\x02")):
        return line[:-1]
    if line[-1:] == "-" and line[-2:-1].islower() and following[:1].islower():
        return line[:-1]
    return line + " "
