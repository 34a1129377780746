"""The text nodes of a page, each with where it stands in the raw HTML, and finding words in them."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from dataclasses import dataclass, field

from wiredesk.model.spans import OffsetMap, Segment, Span

_TOKEN = re.compile(
    r"<!--.*?(?:-->|$)|<!\[CDATA\[.*?(?:\]\]>|$)|<(script|style|noscript|template|svg|textarea)\b[^>]*>.*?(?:</\1\s*>|$)"
    r"|</?[a-zA-Z!?](?:[^>\"']|\"[^\"]*\"|'[^']*')*?>|</?[a-zA-Z!?][^>]*>?"
    r"|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});?|[^<&]+|[<&]",
    re.S | re.I,
)
_WORD = re.compile(r"\S+")


@dataclass(slots=True)
class Nodes:
    """The visible characters of a page in document order: ``text``, and for each run of it where it
    stands in the raw HTML (``same`` false for an entity)."""

    text: str
    runs: list[tuple[int, int, int, int, bool]] = field(default_factory=list)  # text span, raw span, same

    def raw(self, start: int, end: int) -> Span:
        """The raw range of a range of the text."""
        first = self.runs[max(0, bisect_right(self.runs, (start, 1 << 62)) - 1)]
        last = self.runs[max(0, bisect_right(self.runs, (max(start, end - 1), 1 << 62)) - 1)]
        begin = first[2] + (start - first[0]) if first[4] else first[2]
        stop = last[2] + (end - last[0]) if last[4] else last[3]
        return Span(begin, max(begin, stop))


def nodes(raw: str) -> Nodes:
    """Every text node of a page; tags count as a space."""
    parts: list[str] = []
    out = Nodes("")
    at = 0
    for match in _TOKEN.finditer(raw):
        token = match.group()
        if token[0] == "<" and len(token) > 1:
            parts.append(" ")
            out.runs.append((at, at + 1, match.start(), match.end(), False))
            at += 1
            continue
        now = html.unescape(token) if token[0] == "&" and len(token) > 1 else token
        parts.append(now)
        out.runs.append((at, at + len(now), match.start(), match.end(), now == token))
        at += len(now)
    out.text = "".join(parts)
    return out


def align(text: str, page: Nodes) -> OffsetMap:
    """The map of an extracted text to the raw HTML of the page it was taken from.

    Words are looked for in order, each after the last one, and near it first.  Words that are not
    found (an extractor's own bullet) map to the place between their neighbours.
    """
    segments: list[Segment] = []
    source = page.text
    cursor = 0
    clean = 0
    raw_at = 0

    def add(start: int, end: int, span: Span, same: bool) -> None:
        nonlocal clean, raw_at
        if start > clean:
            segments.append(Segment(clean, start, raw_at, max(raw_at, span.start), False))
        segments.append(Segment(start, end, max(raw_at, span.start), max(raw_at, span.end), same))
        clean, raw_at = end, max(raw_at, span.end)

    for match in _WORD.finditer(text):
        word = match.group()
        found = source.find(word, cursor, cursor + 400 + len(word))
        if found < 0 and len(word) >= 5:
            found = source.find(word, cursor, cursor + 200_000)
        if found < 0:
            continue
        end = found + len(word)
        span = page.raw(found, end)
        same = span.start >= raw_at and span.end - span.start == len(word) and _plain(page, found, end)
        add(match.start(), match.end(), span, same)
        cursor = end
    if clean < len(text):
        segments.append(Segment(clean, len(text), raw_at, raw_at, False))
    return OffsetMap(tuple(segments))


def _plain(page: Nodes, start: int, end: int) -> bool:
    at = max(0, bisect_right(page.runs, (start, 1 << 62)) - 1)
    while at < len(page.runs) and page.runs[at][0] < end:
        if not page.runs[at][4]:
            return False
        at += 1
    return True
