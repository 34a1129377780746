"""A parsed paragraph, free of any parser: what the stages read, what the cache keeps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, make_dataclass
from functools import cached_property
from typing import Any


@dataclass(frozen=True, slots=True)
class Word:
    """One token.  ``start``/``end`` are offsets in the paragraph; ``head`` is the index of its
    governor (itself for a root); ``ent`` is its entity label or "", ``ent_begin`` whether the
    entity begins here.  ``pos``, ``tag``, ``dep`` are Universal POS, Penn tag and ClearNLP label."""

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    ent: str
    ent_begin: bool
    sentence: int  # index of its sentence in the paragraph


_WRITABLE: Any = make_dataclass("_WRITABLE", [f.name for f in fields(Word)], slots=True)


def new_word(*values: Any) -> Word:
    """The word of values in the order of its fields: what ``Word(*values)`` gives at a third of the time,
    which counts for what there are hundreds of in every report."""
    word = _WRITABLE(*values)
    word.__class__ = Word
    made: Word = word
    return made


@dataclass(frozen=True)
class Parse:
    """A paragraph's words with their dependency tree, sentence borders and entities."""

    text: str
    words: tuple[Word, ...]

    @cached_property
    def _children(self) -> tuple[tuple[int, ...], ...]:
        kids: list[list[int]] = [[] for _ in self.words]
        for i, word in enumerate(self.words):
            if word.head != i:
                kids[word.head].append(i)
        return tuple(tuple(k) for k in kids)

    @cached_property
    def sentences(self) -> tuple[range, ...]:
        """Index ranges of the sentences, in order."""
        out: list[range] = []
        start = 0
        for i in range(1, len(self.words) + 1):
            if i == len(self.words) or self.words[i].sentence != self.words[start].sentence:
                out.append(range(start, i))
                start = i
        return tuple(out) if self.words else ()

    @cached_property
    def entities(self) -> tuple[tuple[range, str], ...]:
        """Entities as (index range, label), in order."""
        out: list[tuple[range, str]] = []
        i = 0
        while i < len(self.words):
            label = self.words[i].ent
            j = i + 1
            if label:
                while j < len(self.words) and self.words[j].ent == label and not self.words[j].ent_begin:
                    j += 1
                out.append((range(i, j), label))
            i = j
        return tuple(out)

    def children(self, i: int) -> tuple[int, ...]:
        """Indices of the direct dependents of word ``i``, in order."""
        return self._children[i]

    def child(self, i: int, *deps: str) -> int | None:
        """The first dependent of ``i`` with one of the labels, or None."""
        words = self.words
        for c in self._children[i]:
            if words[c].dep in deps:
                return c
        return None

    @cached_property
    def _subtrees(self) -> dict[int, list[int]]:
        return {}

    def subtree(self, i: int) -> list[int]:
        """Indices of ``i`` and everything under it, in order."""
        known = self._subtrees.get(i)
        if known is None:
            known, stack = [], [i]
            while stack:
                at = stack.pop()
                known.append(at)
                stack.extend(self._children[at])
            known.sort()
            self._subtrees[i] = known
        return known.copy()

    def ancestors(self, i: int) -> Iterator[int]:
        """Indices from the governor of ``i`` up to the root."""
        while self.words[i].head != i:
            i = self.words[i].head
            yield i

    def root(self, sentence: range) -> int:
        """Index of the root of a sentence."""
        return next((i for i in sentence if self.words[i].head == i), sentence.start)
