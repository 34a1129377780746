"""A parsed paragraph, free of any parser: what the stages read, what the cache keeps."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, fields, make_dataclass
from typing import Any

from wiredesk.model.once import once

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
"""Tags of finite verbs."""


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

    @once
    def _children(self) -> tuple[tuple[int, ...], ...]:
        kids: list[list[int]] = [[] for _ in self.words]
        for i, word in enumerate(self.words):
            if word.head != i:
                kids[word.head].append(i)
        return tuple(tuple(k) for k in kids)

    @once
    def sentences(self) -> tuple[range, ...]:
        """Index ranges of the sentences, in order."""
        out: list[range] = []
        start = 0
        for i in range(1, len(self.words) + 1):
            if i == len(self.words) or self.words[i].sentence != self.words[start].sentence:
                out.append(range(start, i))
                start = i
        return tuple(out) if self.words else ()

    def words_of(self, numbers: Collection[int]) -> list[int]:
        """Indices of the words in some sentences, by the sentences' numbers, in order."""
        return [i for span in self.sentences if self.words[span.start].sentence in numbers for i in span]

    @once
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

    @once
    def low(self) -> tuple[str, ...]:
        """The words in small letters."""
        return tuple([word.text.lower() for word in self.words])

    @once
    def lemmas(self) -> tuple[str, ...]:
        """The lemmas in small letters."""
        return tuple([word.lemma.lower() for word in self.words])

    @once
    def _spelled(self) -> dict[str, list[int]]:
        return _places(self.low)

    @once
    def _lemmatized(self) -> dict[str, list[int]]:
        return _places(self.lemmas)

    def has(self, forms: frozenset[str]) -> bool:
        """Whether one of some forms in small letters is among the words: what a rule asks before it looks at
        each of them."""
        return not self._spelled.keys().isdisjoint(forms)

    def has_lemma(self, lemmas: frozenset[str]) -> bool:
        """Whether one of some lemmas in small letters is among the words."""
        return not self._lemmatized.keys().isdisjoint(lemmas)

    def spelled(self, forms: frozenset[str]) -> list[int]:
        """Indices of the words that are one of some forms in small letters, in order."""
        places = self._spelled
        if places.keys().isdisjoint(forms):
            return []
        return sorted([i for form in places.keys() & forms for i in places[form]])

    def lemmatized(self, lemmas: frozenset[str]) -> list[int]:
        """Indices of the words whose lemma in small letters is one of some, in order."""
        places = self._lemmatized
        if places.keys().isdisjoint(lemmas):
            return []
        return sorted([i for lemma in places.keys() & lemmas for i in places[lemma]])

    @once
    def finite(self) -> list[bool]:
        """Whether each word heads a finite verb group, by its own tag or that of an auxiliary."""
        out = [word.tag in FINITE for word in self.words]
        for i, word in enumerate(self.words):
            if word.dep in ("aux", "auxpass") and word.head != i:
                out[word.head] |= word.tag in FINITE or self.low[i] == "been"
        return out

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

    @once
    def reach(self) -> tuple[list[int], list[int], list[int]]:
        """The first and the last word under each word, and how many there are, itself among them."""
        count = len(self.words)
        first, last, many = list(range(count)), list(range(count)), [1] * count
        heads = [word.head for word in self.words]
        order = [i for i, head in enumerate(heads) if head == i]
        for i in order:  # grows while it is read: governors before their dependents
            order.extend(self._children[i])
        for i in reversed(order):
            head = heads[i]
            if head != i:
                many[head] += many[i]
                if first[i] < first[head]:
                    first[head] = first[i]
                if last[i] > last[head]:
                    last[head] = last[i]
        return first, last, many

    def subtree(self, i: int) -> list[int]:
        """Indices of ``i`` and everything under it, in order."""
        first, last, many = self.reach
        a, b = first[i], last[i] + 1
        if many[i] == b - a:
            return list(range(a, b))
        known, stack = [], [i]
        while stack:
            at = stack.pop()
            known.append(at)
            stack.extend(self._children[at])
        known.sort()
        return known

    def ancestors(self, i: int) -> Iterator[int]:
        """Indices from the governor of ``i`` up to the root."""
        while self.words[i].head != i:
            i = self.words[i].head
            yield i

    def root(self, sentence: range) -> int:
        """Index of the root of a sentence."""
        return next((i for i in sentence if self.words[i].head == i), sentence.start)


def _places(forms: Iterable[str]) -> dict[str, list[int]]:
    """Where each form stands among some."""
    places: dict[str, list[int]] = {}
    for i, form in enumerate(forms):
        places.setdefault(form, []).append(i)
    return places
