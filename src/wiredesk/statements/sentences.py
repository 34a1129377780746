"""A sentence of a report with its parse: words, and where they stand in the report's text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wiredesk.model.parses import Parse, Word
from wiredesk.model.spans import Span

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
OPENERS = frozenset("\"“‘'«„‹`") | {"``"}
CLOSERS = frozenset("\"”’'»“›") | {"''"}


@dataclass(frozen=True)
class Sentence:
    """Word indices ``words`` of a paragraph's ``parse``; ``at`` is the paragraph's offset in the text."""

    parse: Parse
    words: range
    at: int
    paragraph: int

    @property
    def span(self) -> Span:
        """The whole sentence in the report's text."""
        return self.place(self.words[0], self.words[-1])

    def place(self, first: int, last: int) -> Span:
        """The span in the report's text from one word to another, both included."""
        return Span(self.at + self.parse.words[first].start, self.at + self.parse.words[last].end)

    def within(self, spans: Iterable[Span]) -> list[int]:
        """Indices of the words that lie in some of the spans (by their middle)."""
        kept = list(spans)
        out = []
        for i in self.words:
            word = self.parse.words[i]
            middle = self.at + (word.start + word.end - 1) // 2
            if any(s.start <= middle < s.end for s in kept):
                out.append(i)
        return out


def finite(parse: Parse, i: int) -> bool:
    """Whether word ``i`` heads a finite verb group, by its own tag or that of an auxiliary."""
    word: Word = parse.words[i]
    if word.tag in FINITE:
        return True
    return word.pos in {"VERB", "AUX"} and any(
        parse.words[c].tag in FINITE and parse.words[c].dep in {"aux", "auxpass"} for c in parse.children(i)
    )


def subject(parse: Parse, i: int) -> int | None:
    """The word that is subject of ``i``, or of the verb that ``i`` is coordinated with; or None."""
    seen = set()
    while i not in seen:
        seen.add(i)
        own = parse.child(i, *SUBJECTS)
        if own is not None:
            return own
        if parse.words[i].dep not in {"conj", "xcomp", "advcl"}:
            return None
        i = parse.words[i].head
    return None


def runs(indices: Iterable[int]) -> list[tuple[int, int]]:
    """Maximal runs of neighbouring indices as (first, last)."""
    out: list[tuple[int, int]] = []
    for i in sorted(set(indices)):
        if out and i == out[-1][1] + 1:
            out[-1] = (out[-1][0], i)
        else:
            out.append((i, i))
    return out
