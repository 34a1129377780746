"""Kept pieces of a text joined again, with the map back to it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from wiredesk.model.spans import OffsetMap, Segment, Span

BREAK = "\n\n"


def assemble(
    text: str, pieces: Sequence[Span], going_on: Collection[int] = ()
) -> tuple[str, OffsetMap, list[Span]]:
    """The pieces (in order, apart) joined by blank lines: the text, its map, and where each stands.

    Those whose numbers are in ``going_on`` follow the piece before them without a break.
    """
    out: list[str] = []
    segments: list[Segment] = []
    where: list[Span] = []
    clean = 0
    for i, piece in enumerate(pieces):
        if i and i not in going_on:
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


def ordered(offsets: OffsetMap) -> OffsetMap:
    """The map with its empty raw ranges (line breaks put in, words an extractor made up) moved to the
    end of what stands before them, so that both sides run in order."""
    out: list[Segment] = []
    last = 0
    for seg in offsets.segments:
        if seg.raw == seg.raw_end and not seg.same:
            out.append(Segment(seg.clean, seg.clean_end, last, last, False))
            continue
        out.append(seg)
        last = max(last, seg.raw_end)
    return OffsetMap(tuple(out))
