"""Spans and offset maps: where words stand, in the cleaned text and in the raw input."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range ``[start, end)`` of code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"span [{self.start}, {self.end}) is not 0 <= start <= end")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words of this span in ``text``."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def shifted(self, by: int) -> Span:
        """The same range moved ``by`` code points."""
        return Span(self.start + by, self.end + by)


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of cleaned text and the run of raw input that it comes from.

    Where ``same`` is true the two are equal, code point by code point; where it is false
    (a repair, an entity, collapsed space) they correspond only as wholes.
    """

    clean: int
    clean_end: int
    raw: int
    raw_end: int
    same: bool


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Maps offsets of a cleaned text to offsets of the raw input that it was made from.

    ``segments`` are in order on both sides, without gaps on the clean side.
    """

    segments: tuple[Segment, ...]

    @staticmethod
    def identity(length: int) -> OffsetMap:
        """The map of a text that cleaning did not change."""
        return OffsetMap((Segment(0, length, 0, length, True),) if length else ())

    def raw(self, span: Span) -> Span:
        """The smallest raw span that holds everything ``span`` was made from.

        An offset inside a segment that is not ``same`` widens to that whole segment.
        """
        if not self.segments:
            return Span(0, 0)
        if not len(span):
            at = self._at(span.start)
            return Span(at, at)
        first = self.segments[self._index(span.start)]
        last = self.segments[self._index(span.end - 1)]
        start = first.raw + (span.start - first.clean) if first.same else first.raw
        end = last.raw + (span.end - last.clean) if last.same else last.raw_end
        return Span(start, max(start, end))

    def _at(self, offset: int) -> int:
        seg = self.segments[self._index(offset)]
        if offset >= seg.clean_end:
            return seg.raw_end
        return seg.raw + (offset - seg.clean) if seg.same else seg.raw

    def _index(self, offset: int) -> int:
        return max(0, bisect_right(self.segments, offset, key=attrgetter("clean")) - 1)

    def then(self, inner: OffsetMap) -> OffsetMap:
        """This map (clean to middle) followed by ``inner`` (middle to raw)."""
        out: list[Segment] = []
        for seg in self.segments:
            if not seg.same:
                raw = inner.raw(Span(seg.raw, seg.raw_end))
                out.append(Segment(seg.clean, seg.clean_end, raw.start, raw.end, False))
                continue
            for at in range(inner._index(seg.raw), len(inner.segments)):
                piece = inner.segments[at]
                if piece.clean >= seg.raw_end:
                    break
                lo, hi = max(seg.raw, piece.clean), min(seg.raw_end, piece.clean_end)
                if lo >= hi:
                    continue
                clean = seg.clean + lo - seg.raw
                if piece.same:
                    start = piece.raw + lo - piece.clean
                    out.append(Segment(clean, clean + hi - lo, start, start + hi - lo, True))
                else:
                    out.append(Segment(clean, clean + hi - lo, piece.raw, piece.raw_end, False))
        return OffsetMap(tuple(out))


GLUE = " … "
"""What stands between pieces of a report that are shown as one text."""


def joined(spans: Iterable[Span], text: str, glue: str = GLUE) -> str:
    """The words of several spans, with ``glue`` where they do not touch."""
    out: list[str] = []
    last: Span | None = None
    for span in sorted(spans):
        if last is not None and span.start > last.end:
            out.append(glue)
        out.append(span.of(text))
        last = span
    return "".join(out)


def merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The spans in order, with those that touch or overlap made one."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)
