"""A report's own text with everything marked in it: passages, repairs, and what was left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from wiredesk.model.reports import Report
from wiredesk.model.spans import Span
from wiredesk.model.statements import Statement

SHOWN = 400  # code points of a dropped range that are shown


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text.  ``statements`` are the ids of the statements it is part of, ``starts``
    those that begin with it; ``was`` what stood in a repaired place; ``why`` makes it a dropped
    range, which is not part of the text; ``condition`` whether it is one's condition."""

    text: str
    statements: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    was: str | None = None
    why: str | None = None
    condition: bool = False
    hit: bool = False


def _clean_spans(report: Report) -> list[tuple[Span, str]]:
    """Repaired places as spans of the cleaned text, with what stood there."""
    out = []
    damaged = [s for s in report.offsets.segments if not s.same]
    for repair in report.repairs:
        for seg in damaged:
            if seg.raw < repair.end and repair.start < seg.raw_end and seg.clean < seg.clean_end:
                out.append((Span(seg.clean, seg.clean_end), repair.was))
                break
    return out


def _gaps(report: Report, raw: str) -> list[tuple[int, str, str]]:
    """Dropped ranges: the place in the cleaned text where each stood, its words, and why."""
    out = []
    segments = report.offsets.segments
    for dropped in sorted(report.dropped, key=lambda d: (d.start, d.end)):
        words = raw[dropped.start : dropped.end].strip()
        if not words:
            continue
        at = next((s.clean for s in segments if s.raw >= dropped.start), len(report.text))
        more = f" … ({len(words) - SHOWN:,} more characters)" if len(words) > SHOWN else ""
        out.append((at, words[:SHOWN] + more, dropped.why))
    return out


def paragraphs(report: Report, raw: str, statements: Sequence[Statement]) -> list[list[Piece]]:
    """The whole report as paragraphs of pieces, dropped ranges as paragraphs of their own."""
    gaps = sorted(_gaps(report, raw), key=lambda gap: gap[0])  # those of one place in raw order
    out: list[list[Piece]] = []
    for span in report.paragraphs():
        while gaps and gaps[0][0] <= span.start:
            out.append([Piece(gaps[0][1], why=gaps[0][2])])
            gaps.pop(0)
        inner = [g for g in gaps if g[0] < span.end]
        gaps = gaps[len(inner) :]
        out.append(pieces(report, span, statements, inner))
    return out + [[Piece(words, why=why)] for _, words, why in gaps]


def pieces(
    report: Report,
    within: Span,
    statements: Iterable[Statement],
    gaps: Sequence[tuple[int, str, str]] = (),
    hit: str | None = None,
) -> list[Piece]:
    """The text of ``within`` cut where a passage, a repair or a dropped range begins or ends;
    pieces of the statement ``hit`` are marked as such."""
    passages = [(span, s) for s in statements for span in s.spans if span.overlaps(within)]
    repairs = [(span, was) for span, was in _clean_spans(report) if span.overlaps(within)]
    conditions = [s.condition for _, s in passages if s.condition and (hit is None or s.id == hit)]
    cuts = {within.start, within.end}
    for span in [*(p for p, _ in passages), *(r for r, _ in repairs), *conditions]:
        cuts |= {max(within.start, span.start), min(within.end, span.end)}
    cuts |= {at for at, _, _ in gaps if within.start < at < within.end}
    edges = sorted(c for c in cuts if within.start <= c <= within.end)
    out: list[Piece] = []
    for low, high in pairwise(edges):
        out += [Piece(words, why=why) for at, words, why in gaps if at == low]
        here = Span(low, high)
        inside = [s for span, s in passages if span.covers(here)]
        starts = [s.id for s in inside if s.spans[0].start == low or (s.spans[0].start < within.start == low)]
        was = next((w for span, w in repairs if span.covers(here)), None)
        out.append(
            Piece(
                report.text[low:high],
                tuple(dict.fromkeys(s.id for s in inside)),
                tuple(dict.fromkeys(starts)),
                was,
                None,
                any(c.covers(here) for c in conditions),
                hit is not None and any(s.id == hit for s in inside),
            )
        )
    return out


def context(report: Report, statement: Statement, around: int = 160) -> list[Piece]:
    """A passage with the words around it, of its own paragraphs, about ``around`` code points
    on each side, cut at spaces."""
    first, last = statement.spans[0].start, statement.spans[-1].end
    low, high = max(0, first - around), min(len(report.text), last + around)
    low = max(low, report.text.rfind("\n", 0, first) + 1)
    end = report.text.find("\n", last)
    high = min(high, end if end >= 0 else len(report.text))
    if low > 0 and report.text[low - 1] not in " \n":
        low = min(first, report.text.find(" ", low, first) + 1 or low)
    if high < len(report.text) and report.text[high] not in " \n":
        high = max(last, report.text.rfind(" ", last, high))
    high = max(low, high)
    cut = (low > 0 and report.text[low - 1] != "\n", high < len(report.text) and report.text[high] != "\n")
    out = pieces(report, Span(low, high), [statement], (), statement.id)
    return [Piece("… ")] * cut[0] + out + [Piece(" …")] * cut[1]
