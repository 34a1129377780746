"""Quotations as speech: which of the stretches in quotation marks are somebody's words at length,
and which are only a word held with tweezers."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from wiredesk.model.once import once
from wiredesk.model.parses import Parse, Word
from wiredesk.text.quotemarks import Quotation, quotations
from wiredesk.text.unspaced import unspaced, words_in

SPEECH_WORDS = 5
"""Words from which a quotation inside a sentence counts as speech if it holds a verb.
Chosen on the PolNeAR training articles, where shorter ones are part of an indirect report."""


@dataclass(frozen=True)
class Quoted:
    """The quotations of one paragraph and which words stand in them (offsets in the paragraph)."""

    parse: Parse
    marks: tuple[Quotation, ...]

    @once
    def speech(self) -> tuple[Quotation, ...]:
        """The quotations that are speech at length, in order."""
        return tuple(q for q in self.marks if _is_speech(self.parse, q))

    @once
    def _starts(self) -> list[int]:
        return [q.start for q in self.marks]

    @once
    def _speech_starts(self) -> list[int]:
        return [q.start for q in self.speech]

    @once
    def word_starts(self) -> list[int]:
        """The starts of the paragraph's words, in order."""
        return [w.start for w in self.parse.words]

    def words_between(self, start: int, end: int) -> list[Word]:
        """The words that lie whole in ``[start, end)``."""
        first = bisect_left(self.word_starts, start)
        stop = bisect_left(self.word_starts, end)
        return [w for w in self.parse.words[first:stop] if w.end <= end]

    def around(self, at: int) -> Quotation | None:
        """The quotation that character ``at`` stands in (its marks included), if any."""
        n = bisect_right(self._starts, at) - 1
        return self.marks[n] if n >= 0 and at < self.marks[n].end else None

    def speech_around(self, at: int) -> Quotation | None:
        """The quotation of speech that character ``at`` stands in, if any."""
        n = bisect_right(self._speech_starts, at) - 1
        return self.speech[n] if n >= 0 and at < self.speech[n].end else None


_CUE_INSIDE = re.compile(
    r",[ \u00a0]+(?:he|she|they|the [a-z]+(?: [a-z]+)?"
    r"|(?:[a-z]+ ){0,3}[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3}) "
    r"(?:said|says|added|told|wrote|explained|warned)\b"
    r"|,?[ \u00a0]+(?:said|says|added) (?=[A-Z][\w’'-]+ (?:[A-Z][\w’'-]+ ){0,4}[A-Z])"
)
"""A cue inside a quotation whose closing mark was lost: "“The bridge is closed, she said. …", "“The bridge is
closed, said Ida Holm. …"."""


def quoted(parse: Parse) -> Quoted:
    """The quotations of a parsed paragraph; one that was never closed ends where its own cue begins."""
    return Quoted(parse, tuple(_ended(parse.text, q) for q in quotations(parse.text)))


def _ended(text: str, one: Quotation) -> Quotation:
    lost = None if one.closed else _CUE_INSIDE.search(text, one.start + 2, one.end)
    return one if lost is None else replace(one, end=lost.start() + 1)


def _is_speech(parse: Parse, one: Quotation) -> bool:
    text = parse.text
    start, end = one.inner
    inner = text[start:end].strip(" \u200c\u200b")
    if not inner:
        return False
    words = words_in(inner)
    ended = inner[-1] in ".,!?…—-。！？" or text[one.end : one.end + 1] == ","
    before = text[: one.start].rstrip()
    opens = not before or before[-1] in '.!?:,”"。：，、」' or not one.closed
    if ended and (opens or words >= SPEECH_WORDS):
        return True
    if words >= SPEECH_WORDS and unspaced(inner):
        return True
    begins = inner[0].isalpha() and not inner[0].islower()  # scripts without capitals have neither
    if opens and begins and words >= 3:
        return True
    return words >= 12 and begins


def spans_of_words(parse: Parse, indices: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Character ranges of runs of neighbouring words."""
    out: list[tuple[int, int]] = []
    last = -2
    for i in sorted(indices):
        if i == last + 1:
            out[-1] = (out[-1][0], parse.words[i].end)
        else:
            out.append((parse.words[i].start, parse.words[i].end))
        last = i
    return tuple(out)
