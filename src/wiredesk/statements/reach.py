"""How far a speaker's words reach: not over another speaker, nor into a sentence that nobody is heard in.

Texts that were copied without their paragraphs are read as one paragraph, in which the taggers give a cue
words of a sentence far behind it.  Chosen on sixty reports of fa-kes and sixty of AllSides, of which some
twenty-five had such words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from wiredesk.statements.phrases import Frame, Range
from wiredesk.statements.quotes import Quoted


def in_reach(found: Sequence[Frame], mark: Quoted) -> list[Frame]:
    """The frames of a paragraph, each without words that its speaker cannot be heard in."""
    return _in_place([_behind_semicolon(_near(frame, found, mark), mark) for frame in found], mark)


_LABELS = ("speaker", "post", "continued")


def _near(frame: Frame, found: Sequence[Frame], mark: Quoted) -> Frame:
    """Without words of another sentence that are not in quotation marks, or before which somebody else
    speaks: "Vale said the pier was closed. The mayor said it was open. “It is open to all,” …"."""
    cue = frame.cue
    if cue is None or frame.kind in _LABELS or len(frame.content) < 2:
        return frame
    own = _sentence(mark, cue[0])
    kept = tuple(
        (s, e)
        for s, e in frame.content
        if _sentence(mark, s) <= own <= _sentence(mark, e - 1)
        or not _out_of_reach((s, e), cue, frame, found, mark)
    )
    return replace(frame, content=kept) if kept and kept != frame.content else frame


def _behind_semicolon(frame: Frame, mark: Quoted) -> Frame:
    """With what its verb brings in behind it, where the words are those before a semicolon: "the pier is
    lost; thus, they suggest a new one"."""
    parse, i = mark.parse, frame.head
    if frame.kind != "said" or i < 0 or frame.cue is None or len(frame.content) != 1 or not frame.source:
        return frame
    before = parse.text[frame.content[0][1] : min(frame.cue[0], frame.source[0][0])]
    kids = (c for c in parse.children(i) if c > i)
    behind = next((c for c in kids if parse.words[c].dep in ("dobj", "ccomp", "xcomp")), None)
    if behind is None or not re.match(r"\s*;\s", before):
        return frame
    under = [k for k in parse.subtree(behind) if k > i]
    return replace(frame, content=((parse.words[under[0]].start, parse.words[under[-1]].end),))


def _out_of_reach(piece: Range, cue: Range, frame: Frame, found: Sequence[Frame], mark: Quoted) -> bool:
    start, end = piece
    between = mark.parse.text[cue[1] : start] if start > cue[0] else mark.parse.text[end : cue[0]]
    quoted = mark.around(start) or mark.around(end - 1)
    if quoted is None:
        return _ENDED.search(between) is not None or (start < cue[0] and mark.parse.text[end - 1] in ".!?")
    low, high = (cue[1], start) if start > cue[0] else (end, cue[0])
    return any(
        other is not frame
        and other.kind in ("said", "according")
        and bool(other.source)
        and other.cue is not None
        and low <= other.cue[0] < high
        and mark.around(other.cue[0]) is None
        for other in found
    )


_ENDED = re.compile(r"[.!?][\"”’)]*\s")


def _sentence(mark: Quoted, at: int) -> int:
    n = max(0, bisect_right(mark.word_starts, at) - 1)
    return mark.parse.words[n].sentence if mark.parse.words else 0


def _in_place(found: list[Frame], mark: Quoted) -> list[Frame]:
    """The frames without a quotation of an earlier sentence that stands in the words of its own speaker:
    "Ana Vale said that “…”. (Reyl's letter notes that …)"."""

    out = []
    for frame in found:
        cue = frame.cue
        if len(frame.content) < 2 or cue is None:
            out.append(frame)
            continue
        frame = _before_and(frame, mark)
        kept = tuple(
            (s, e)
            for s, e in frame.content
            if _sentence(mark, e - 1) >= _sentence(mark, cue[0])
            or not any(
                f is not frame
                and f.source
                and f.cue is not None
                and _sentence(mark, f.cue[0]) == _sentence(mark, s)
                and any(a <= s and e <= b and (a, b) != (s, e) for a, b in f.content)
                for f in found
            )
        )
        out.append(replace(frame, content=kept or frame.content))
    return out


_AND = re.compile(r"[\s,;]*(?:and|but)\s", re.I)


def _before_and(frame: Frame, mark: Quoted) -> Frame:
    """Without what follows "and" behind the cue, outside quotation marks, where the words end before it:
    "The rope was old, officials said, and the mayor is expected to resign"."""
    if frame.kind != "said" or frame.cue is None or frame.content[0][1] > frame.cue[0]:
        return frame
    text = mark.parse.text
    end = max(frame.cue[1], *(e for _, e in frame.source)) if frame.source else frame.cue[1]
    kept = []
    for s, e in frame.content:
        joined = s >= end and s - end < 8 and _AND.match(text[end : s + 6]) is not None
        quoted = any(s <= q.start < e for q in mark.marks)  # "…, and her “scheme” is over": his words still
        if joined and not quoted and mark.around(s) is None and mark.around(e - 1) is None:
            subject = any(w.dep in ("nsubj", "nsubjpass", "expl") for w in mark.words_between(s, e)[:6])
            if subject:
                continue
        kept.append((s, e))
    return replace(frame, content=tuple(kept)) if kept else frame
