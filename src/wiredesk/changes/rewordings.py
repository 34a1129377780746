"""The passages that outlets changed in their reports, in the words of both editions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from wiredesk.changes.editions import edits
from wiredesk.changes.substance import folded
from wiredesk.model.editions import EditionPassage, History, Revision, Rewording
from wiredesk.model.reports import Report
from wiredesk.model.spans import Span

LONG = 230
"""Code points of a sentence that is shown whole, as in a line of a brief; of a longer one the words around
the change."""

AROUND = 60  # code points on either side of a change in a long sentence

_END = re.compile(r"[.!?…]+[\"”’»)\]]*(?=\s+[\"“„‘«(\[]?[^\W\d_a-zà-ÿа-я])|[。！？]|\n+")

_Piece = tuple[Span, Span, tuple[str, ...]]


def rewordings(histories: Iterable[History]) -> tuple[Rewording, ...]:
    """What was changed from each edition to the next, by report; only words count, neither marks nor case.

    A change is shown with its sentence, so that what a word does in it can be read; changes in one
    sentence are one.  The same in any order.
    """
    out = []
    for history in histories:
        current = history.editions.current.report
        for step, was, now in zip(history.revisions, history.reports, history.reports[1:], strict=False):
            for left, right, touches in passages(was.text, now.text):
                out.append(_rewording(current, step, was, now, left, right, touches))
    return tuple(sorted(out, key=lambda r: (r.report, r.until or "", _place(r.was), _place(r.now))))


def _place(passage: EditionPassage | None) -> tuple[str, Span]:
    return (passage.report, passage.span) if passage else ("", Span(0, 0))


def _rewording(
    current: str, step: Revision, was: Report, now: Report, left: Span, right: Span, touches: tuple[str, ...]
) -> Rewording:
    since, until, ordered = _when(step, was, now)
    return Rewording(
        current,
        _passage(was, left),
        _passage(now, right),
        since,
        until,
        ordered,
        step.announced is not None,
        touches,
    )


def _passage(report: Report, span: Span) -> EditionPassage | None:
    if not len(span):
        return None
    raw = report.offsets.raw(span)
    return EditionPassage(
        report.id, report.capture, span, raw, span.of(report.text), _stands_alone(report.text, span)
    )


def _when(step: Revision, was: Report, now: Report) -> tuple[str | None, str | None, bool]:
    """Between which days, and whether it is known which text came first.

    Two files read on one day say nothing of when the outlet changed its text, nor, unless their own
    dates do, of which was first; one address or file that was looked at twice does.
    """
    last, first = step.earlier.last[:10], step.later.first[:10]
    if last < first or (was.path == now.path and step.earlier.last < step.later.first):
        return last, first, True
    own = [(r.updated or r.published or "")[:19] for r in (was, now)]
    return None, None, "" < own[0] < own[1]


@lru_cache(maxsize=256)
def passages(was: str, now: str) -> tuple[_Piece, ...]:
    """Where two texts differ, as passages of the one and of the other, in order, with what the change
    touches; one of the two is empty where whole sentences were added or taken out."""
    found: list[_Piece] = []
    for edit in edits(was, now):
        if _bare(edit.was.of(was)) == _bare(edit.now.of(now)):
            continue
        left, right = _around(was, edit.was), _around(now, edit.now)
        if not len(edit.was) and _stands_alone(now, edit.now):
            left = Span(edit.was.start, edit.was.start)
        if not len(edit.now) and _stands_alone(was, edit.was):
            right = Span(edit.now.start, edit.now.start)
        if found and (_meets(found[-1][0], left) or _meets(found[-1][1], right)):
            before = found.pop()
            left, right = _both(before[0], left), _both(before[1], right)
            touches = (*before[2], *edit.touches)
        else:
            touches = edit.touches
        found.append((left, right, tuple(t for t in ("number", "name", "negation") if t in touches)))
    return tuple(found)


def _bare(text: str) -> str:
    return folded(text).replace(" ", "")


def _meets(one: Span, two: Span) -> bool:
    return len(one) > 0 and two.start < one.end


def _both(one: Span, two: Span) -> Span:
    if not len(one) or not len(two):
        return one if len(one) else two
    return Span(min(one.start, two.start), max(one.end, two.end))


@lru_cache(maxsize=64)
def _sentences(text: str) -> tuple[Span, ...]:
    """The sentences, without the white space around them."""
    out, at = [], 0
    for end in [*(m.end() for m in _END.finditer(text)), len(text)]:
        piece = text[at:end]
        start = at + len(piece) - len(piece.lstrip())
        if piece.strip():
            out.append(Span(start, at + len(piece.rstrip())))
        at = end
    return tuple(out)


def _touched(text: str, span: Span) -> Sequence[Span]:
    """The sentences in which a range lies; of an empty one the sentence around it, or beside it."""
    if len(span):
        return [s for s in _sentences(text) if s.overlaps(span)]
    return [s for s in _sentences(text) if s.start <= span.start <= s.end][:1]


def _stands_alone(text: str, span: Span) -> bool:
    """Whether a range is whole sentences and nothing else."""
    of = _touched(text, span)
    return bool(of) and any(s.start == span.start for s in of) and any(s.end == span.end for s in of)


def _around(text: str, span: Span) -> Span:
    """The sentences that a range lies in, or of long ones the words near it."""
    of = _touched(text, span)
    if not of:
        return span
    start, end = min(of[0].start, span.start), max(of[-1].end, span.end)
    if end - start > max(LONG, len(span)):
        low, high = span.start - AROUND, span.end + AROUND
        if low > start:
            start = min(text.find(" ", low) + 1 or span.start, span.start)
        if high < end:
            end = max(text.rfind(" ", span.end, high), span.end)
    return Span(start, end)
