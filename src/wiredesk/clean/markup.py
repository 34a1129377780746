"""The text nodes of a page, each with where it stands in the raw HTML, and finding words in them."""

from __future__ import annotations

import html
import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
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

    Lines whose opening stands on the page exactly once are anchors (the longest series of them in page
    order); between two anchors words are looked for in order, each near the last one.  Words that are
    not found (an extractor's own bullet, a line out of order) map to the place between their neighbours.
    """
    flat, where = _flat(page.text)
    rows = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    anchors = _anchors(text, rows, flat)
    bounds = [len(flat)] * (len(rows) + 1)
    for i in range(len(rows) - 1, -1, -1):
        bounds[i] = anchors.get(i, bounds[i + 1])
    writer = _Writer(page)
    cursor = 0
    for i, (start, end) in enumerate(rows):
        if i in anchors:
            cursor = max(cursor, anchors[i])
        limit = bounds[i + 1]
        words = list(_WORD.finditer(text, start, end))
        opening = " ".join(w.group() for w in words[:3])
        if i not in anchors and (found := flat.find(opening, cursor, limit)) >= 0:
            cursor = found
        for match in words:
            word = match.group()
            found = flat.find(word, cursor, min(limit, cursor + 300 + len(word)))
            if found < 0:
                continue
            cursor = found + len(word)
            writer.add(match.start(), match.end(), where[found], where[cursor - 1] + 1)
    return writer.done(len(text))


def _flat(text: str) -> tuple[str, Sequence[int]]:
    """The text with each run of space as one, and where each of its characters stands."""
    parts: list[str] = []
    where = array("L")
    for match in _WORD.finditer(text):
        if parts:
            parts.append(" ")
            where.append(match.start() - 1)
        parts.append(match.group())
        where.extend(range(match.start(), match.end()))
    return "".join(parts), where


def _anchors(text: str, rows: list[tuple[int, int]], flat: str) -> dict[int, int]:
    found: list[tuple[int, int]] = []
    for i, (start, end) in enumerate(rows):
        opening = " ".join(text[start : min(end, start + 120)].split())[:80]
        if len(opening) < 24:
            continue
        for size in (80, 40):
            key = opening[:size]
            at = flat.find(key)
            if at >= 0 and flat.find(key, at + 1) < 0:
                found.append((i, at))
                break
    # the longest increasing series of places (patience sorting)
    tails: list[int] = []
    ends: list[int] = []
    back = [-1] * len(found)
    for k, (_, at) in enumerate(found):
        slot = bisect_left(tails, at)
        back[k] = ends[slot - 1] if slot else -1
        if slot == len(tails):
            tails.append(at)
            ends.append(k)
        else:
            tails[slot], ends[slot] = at, k
    out: dict[int, int] = {}
    k = ends[-1] if ends else -1
    while k >= 0:
        out[found[k][0]] = found[k][1]
        k = back[k]
    return out


class _Writer:
    """Builds the map word by word."""

    def __init__(self, page: Nodes) -> None:
        self.page = page
        self.segments: list[Segment] = []
        self.clean = self.raw = 0

    def add(self, start: int, end: int, first: int, last: int) -> None:
        """The words at ``[start, end)`` of the text stand at ``[first, last)`` of the nodes."""
        span = self.page.raw(first, last)
        if span.start < self.raw:
            return
        if start > self.clean:
            self.segments.append(Segment(self.clean, start, self.raw, span.start, False))
        same = len(span) == end - start and _plain(self.page, first, last)
        self.segments.append(Segment(start, end, span.start, span.end, same))
        self.clean, self.raw = end, span.end

    def done(self, length: int) -> OffsetMap:
        """The finished map of a text of that length."""
        if self.clean < length:
            self.segments.append(Segment(self.clean, length, self.raw, self.raw, False))
        return OffsetMap(tuple(self.segments))


def _plain(page: Nodes, start: int, end: int) -> bool:
    at = max(0, bisect_right(page.runs, (start, 1 << 62)) - 1)
    while at < len(page.runs) and page.runs[at][0] < end:
        if not page.runs[at][4]:
            return False
        at += 1
    return True


def left_out(page: Nodes, offsets: OffsetMap, known: list[tuple[Span, str]]) -> list[tuple[Span, str]]:
    """The raw ranges that hold visible words and are not in the text, with why: those ``known``, and
    between them everything else of the page."""
    taken = sorted(
        [(s.raw, s.raw_end) for s in offsets.segments if s.raw_end > s.raw]
        + [(s.start, s.end) for s, _ in known]
    )
    out = list(known)
    at = 0
    start = end = -1
    for begin, stop, raw, raw_end, _ in page.runs:
        while at < len(taken) and taken[at][1] <= raw:
            at += 1
            if start >= 0:
                out.append((Span(start, end), "outside of the report"))
                start = -1
        if not page.text[begin:stop].strip():
            continue
        pos = raw
        scan = at
        while scan < len(taken) and taken[scan][0] < raw_end:
            if taken[scan][0] > pos and page_words(page, begin, raw, pos, taken[scan][0]):
                out.append((Span(start if start >= 0 else pos, taken[scan][0]), "outside of the report"))
                start = -1
            pos = max(pos, taken[scan][1])
            scan += 1
        if pos < raw_end and page_words(page, begin, raw, pos, raw_end):
            if start < 0:
                start = pos
            end = raw_end
    if start >= 0:
        out.append((Span(start, end), "outside of the report"))
    return sorted(out, key=lambda d: d[0])


def page_words(page: Nodes, begin: int, raw: int, start: int, end: int) -> bool:
    """Whether a raw range inside of one run of the page holds anything but space."""
    return bool(page.text[begin + start - raw : begin + end - raw].strip())
