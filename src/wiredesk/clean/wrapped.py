"""Text whose lines were broken at a width, as mail, wires and terminals print it, made paragraphs again.

Whether a break is one of the width shows in the lines themselves: the first word of the next line would not
have fit behind the last word of this one.  A text in which nearly all lines that end no sentence are full
so was broken; headlines, lists, tables and the last lines of paragraphs are not full and keep their breaks.
"""

from __future__ import annotations

import re
from itertools import pairwise

from wiredesk.model.spans import OffsetMap, Segment

NARROWEST, WIDEST = 40, 110
"""Characters of the longest line between which a text may have been broken at a width."""
_LEAST = 3
"""Lines that end no sentence and are full, from which a text was broken at a width."""
_SHARE = 0.8
_SLACK = 5
"""Characters by which a line may stay below the width: breaks made by hand are not exact."""
_SENTENCE_END = re.compile(r"[.!?:;…][\"”’')\]]*$")
_ITEM = re.compile(r"(?:[-–—•*●▪►|>]|\(?\d{1,3}[.)]\s)")
_LINE = re.compile(r"[^\r\n]*")


def unwrapped(text: str) -> tuple[str, OffsetMap]:
    """The text with a space for each line break that only the width made, and the map back to it."""
    rows = _rows(text)
    joins = _joins(text, rows)
    if not joins:
        return text, OffsetMap.identity(len(text))
    out: list[str] = []
    segments: list[Segment] = []
    clean = at = 0
    for start, end in joins:
        out.append(text[at:start])
        segments.append(Segment(clean, clean + start - at, at, start, True))
        clean += start - at
        glue = "" if text[start - 1] == "-" and text[start - 2 : start - 1].isalpha() else " "
        if glue:
            out.append(glue)
            segments.append(Segment(clean, clean + 1, start, end, False))
            clean += 1
        at = end
    out.append(text[at:])
    if at < len(text):
        segments.append(Segment(clean, clean + len(text) - at, at, len(text), True))
    return "".join(out), OffsetMap(tuple(segments))


def _rows(text: str) -> list[tuple[int, int, int]]:
    """Each line: where it begins, where its first and its last letter stand."""
    out = []
    for found in _LINE.finditer(text):
        line = found.group()
        stripped = line.strip()
        if (
            found.start()
            and found.start() == found.end()
            and text[found.start() - 1 : found.start()] not in "\r\n"
        ):
            continue  # the empty match behind a line
        lead = len(line) - len(line.lstrip())
        first = found.start() + lead if stripped else found.end()
        out.append((found.start(), first, first + len(stripped)))
    return out


def _joins(text: str, rows: list[tuple[int, int, int]]) -> list[tuple[int, int]]:
    """From the end of a line to the first letter of the next, where only the width parts them."""
    sizes = [end - start for start, _, end in rows if end > start]
    width = max(sizes, default=0)
    if not NARROWEST <= width <= WIDEST:
        return []
    told = full = 0
    out = []
    for (start, first, end), (below, opens, closes) in pairwise(rows):
        if first == end or opens == closes:
            continue
        line, following = text[first:end], text[opens:closes]
        indented = (opens - below) > (first - start)
        word = following.split(maxsplit=1)[0]
        fits = end - start + 1 + len(word) <= width - _SLACK
        long = 2 * (end - start) > width
        if long and not _SENTENCE_END.search(line) and not indented and not _ITEM.match(following):
            told += 1
            full += not fits
        if not fits and not indented and not _ITEM.match(following):
            out.append((end, opens))
    return out if full >= _LEAST and full >= _SHARE * told else []
