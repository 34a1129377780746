"""A report's words as columns, from which the taggers' features are made: what a word is by itself.

What follows from a word's form, lemma, part of speech and name alone is worked out once for each that is
met, and remembered from report to report; the columns of a report are then picked from that.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

from wiredesk.model.once import once
from wiredesk.model.parses import Word
from wiredesk.statements.columns import Column, column, number, of_numbers, tidied
from wiredesk.statements.traits import (
    EDGE,
    GAP,
    Words,
    nameless,
    spread,
    word_class,
    word_classes,
    word_meanings,
    word_shape,
)

TRAITS = ("text", "low", "lemma", "kin", "sense", "lexical", "look0", "look1", "end3", "end4", "pos", "ent")
"""What is known of a form: the word in small letters; of a name only what kind it is (``low``, ``lemma``);
its classes; its shape, where it does not stand in the report's opening and where it does; its end."""

Form = tuple[str, str, str, str]


def _traits(word: Word) -> tuple[str, ...]:
    text, plain = word.text.lower(), word.lemma.lower()
    lemma = nameless(word, plain)
    low = lemma if lemma[:1] == "@" else text
    means = word_meanings()
    shape = word_shape(word.text)
    return (
        text,
        low,
        lemma,
        str(word_classes().get(text, -1)),
        str(means.get(text, means.get(plain, -1))),
        word_class(lemma),
        shape + "0",
        shape + "1",
        low[-3:],
        low[-4:],
        word.pos,
        word.ent,
    )


class _Forms(dict[Form, int]):
    """Forms to their places in ``table``, a row of the parts' numbers each; the first is the edge's."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[int]] = []
        self.table: Any = None
        self.filled = 1

    def of(self, words: Sequence[Word]) -> list[int]:
        """The places of words."""
        keys = [(w.text, w.lemma, w.pos, w.ent) for w in words]
        found = list(map(self.get, keys))
        if None in found:
            for key, word in zip(keys, words, strict=True):
                if key not in self:
                    self.rows.append([number(part) for part in _traits(word)])
                    self[key] = len(self.rows)
            found = list(map(self.__getitem__, keys))
        return found  # type: ignore[return-value]

    def columns(self) -> Any:
        """The table, a row for each trait, at least as long as all forms met; the edge stands at 0."""
        import numpy as np

        stop = len(self.rows) + 1
        if self.table is None or self.table.shape[1] < stop:
            table = np.full((len(TRAITS), max(2_048, 2 * stop)), number(EDGE))
            table[:, : self.filled] = self.table[:, : self.filled] if self.table is not None else number(EDGE)
            self.table = table
        if self.filled < stop:
            self.table[:, self.filled : stop] = np.asarray(self.rows[self.filled - 1 :]).T
            self.filled = stop
        return self.table

    def forget(self) -> None:
        self.clear()
        self.rows.clear()
        self.table = None
        self.filled = 1


_FORMS = _Forms()


@dataclass(frozen=True)
class WordTable:
    """The words of some paragraphs one behind the other, with :data:`GAP` edges behind each.

    ``begins`` are the places of the paragraphs' first words, and where a further one's would be; ``own`` the
    places of words; ``heads`` the place of each place's governor (an edge's is itself)."""

    views: tuple[Words, ...]
    begins: list[int]
    own: Any
    heads: Any
    forms: Any

    @once
    def _columns(self) -> dict[str, Column]:
        return {}

    def at(self, place: int) -> tuple[Words, int]:
        """The paragraph of a place, and the index of its word there."""
        n = bisect_right(self.begins, place) - 1
        return self.views[n], place - self.begins[n]

    def of(self, trait: str) -> Column:
        """One of :data:`TRAITS`, or "tag", "dep", "quote", "named" (kind of name, and whether it begins)."""
        found = self._columns.get(trait)
        if found is None:
            found = self._columns[trait] = self._made(trait)
        return found

    def _made(self, trait: str) -> Column:
        words = [v.parse.words for v in self.views]
        if trait == "tag":
            return column(spread([w.tag for w in ws] for ws in words))
        if trait == "dep":
            return column(spread([w.dep for w in ws] for ws in words))
        if trait == "quote":
            return column(spread(v.quote for v in self.views))
        if trait == "named":
            return column(spread([w.ent + "b" if w.ent_begin else w.ent for w in ws] for ws in words))
        return of_numbers(_FORMS.columns()[TRAITS.index(trait)][self.forms])


def tabled(views: Sequence[Words]) -> WordTable:
    """The table of some paragraphs' words; none made before may be used any more."""
    import numpy as np

    if tidied():
        _FORMS.forget()
    begins = list(accumulate((len(v.parse.words) + GAP for v in views), initial=0))
    heads = np.arange(begins[-1])
    forms = np.zeros(begins[-1], dtype=np.int64)
    for at, stop, view in zip(begins, begins[1:], views, strict=False):
        words = view.parse.words
        heads[at : stop - GAP] = [at + w.head for w in words]
        forms[at : stop - GAP] = _FORMS.of(words)
    own = np.concatenate([np.arange(a, b - GAP) for a, b in pairwise(begins)]) if views else heads
    return WordTable(tuple(views), begins, own, heads, forms)
