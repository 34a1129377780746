"""Kept pieces of a text joined again, with the map back to it."""

from __future__ import annotations

from collections.abc import Sequence

from wiredesk.model.spans import OffsetMap, Segment, Span

BREAK = "\n\n"


def assemble(text: str, pieces: Sequence[Span]) -> tuple[str, OffsetMap, list[Span]]:
    """The pieces (in order, apart) joined by blank lines: the text, its map, and where each stands."""
    out: list[str] = []
    segments: list[Segment] = []
    where: list[Span] = []
    clean = 0
    for i, piece in enumerate(pieces):
        if i:
            gap = pieces[i - 1].end
            out.append(BREAK)
            segments.append(Segment(clean, clean + len(BREAK), gap, gap, False))
            clean += len(BREAK)
        words = piece.of(text)
        out.append(words)
        segments.append(Segment(clean, clean + len(words), piece.start, piece.end, True))
        where.append(Span(clean, clean + len(words)))
        clean += len(words)
    return "".join(out), OffsetMap(tuple(segments)), where
