"""How alike the words of two passages are, in the light of the story they stand in.

A name that every statement of a story holds tells nothing there, however rare it is in the world, so
a word weighs what it weighs in news, and less where the story is full of it.  A word that the other
side lacks counts by the nearest word that it has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from math import log

from wiredesk.claims.covers import EMPTY, Cover, Covers, Row, cover, covers
from wiredesk.claims.facts import Facts
from wiredesk.claims.together import together
from wiredesk.claims.words import Token

__all__ = ["EMPTY", "FIRST", "Cover", "Covers", "Likeness", "spellings"]

DEEP = 10_000
"""In a story of several reports and at most so many statements (of a thousand reports, say) those pairs are
read together that the judge doubts: about two for three statements, three milliseconds each, so half a minute
for the largest such story.  Told as large ones (:data:`wiredesk.claims.meeting.FEW` 60) the stories that
``python -m bench whole`` reads had precision .47 and F1 .42 by words and slots alone, .57 and .48 with pairs
read together."""

FIRST = 400
"""So many of a story's statements, the first published, say what the story is full of; in a longer story
twice as many, or four times, as far as it has them.  So a new report mostly leaves the weights as they
are, and what was compared need not be compared again."""


class Likeness:
    """Compares the statements of one story; ``facts`` are all of them, in any order.  ``count`` is how many
    of them say what the story is full of, ``deep`` whether pairs in doubt are read together."""

    def __init__(self, facts: Sequence[Facts]) -> None:
        several = len({f.report for f in facts}) > 1
        self.deep = several and len(facts) <= DEEP and together() is not None
        held: Counter[str] = Counter()
        self._tokens: dict[str, Token] = {}
        for f in facts:
            here = {t.stem: t for t in (*f.words, *f.condition, *f.context, *f.terms)}
            held.update(here.keys())
            self._tokens.update(here)
        self._spelling = spellings(held)
        first = first_published(facts)
        full: Counter[str] = Counter()
        for f in first:
            full.update({self._spelling.get(t.stem, t.stem) for t in (*f.words, *f.condition, *f.context)})
        said: Counter[str] = Counter()
        for f in first:
            said.update({self._spelling.get(t.stem, t.stem) for t in (*f.words, *f.condition)})
        self._held, self._said = full, said
        self.count = len(first)
        self._weights: dict[str, tuple[str, float, float]] | None = None
        self._numbers: dict[str, int] = {}
        self._names: dict[str, frozenset[str]] = {}
        self._rows: dict[tuple[str, str], Row] = {}

    def inherit(self, before: Likeness, ids: Collection[str]) -> None:
        """Take over what was made ready of statements (by id) that say what they said, and whose words
        weigh what they weighed, in the story as it stood before."""
        self._numbers = before._numbers
        self._rows = {k: row for k, row in before._rows.items() if k[0] in ids}

    def weight(self, token: Token) -> float:
        """What a word weighs in this story, in nats."""
        stem = self._spelling.get(token.stem, token.stem)
        if self.count < 12:  # a bare pair, or too few statements to know what the story is full of
            return token.weight
        here = log((self.count + 1) / (self._held[stem] + 0.5))
        return 0.4 * token.weight + 0.6 * min(token.weight, 1.5 * here)

    def telling(self, token: Token) -> float:
        """What a word must not fall below to make two statements worth comparing, in nats: a word that
        the whole story shares is no telling one, however rare it is elsewhere."""
        if self.count < 12:
            return token.weight
        here = log((self.count + 1) / (self._said[self._spelling.get(token.stem, token.stem)] + 0.5))
        return min(token.weight, 1.5 * here)

    def weights(self) -> dict[str, tuple[str, float, float]]:
        """For each word of the story its common spelling, what it weighs, and what it tells: all that
        the statements' words are compared by."""
        if self._weights is None:
            self._weights = {
                s: (self._spelling.get(s, s), self.weight(t), self.telling(t))
                for s, t in sorted(self._tokens.items())
            }
        return self._weights

    def words(self, a: Facts, b: Facts) -> Cover:
        """The cover of what two statements say (their conditions apart)."""
        return cover(self._row(a, "words"), self._row(b, "words"))

    def words_of_many(self, a: Facts, others: Sequence[Facts]) -> Covers:
        """The covers of what a statement says with what each of several does."""
        return covers(self._row(a, "words"), [self._row(b, "words") for b in others])

    def common_of_many(self, a: Facts, others: Sequence[Facts]) -> Covers:
        """The covers of what a statement says with what each of several does, names left out."""
        return covers(self._row(a, "common"), [self._row(b, "common") for b in others])

    def conditions(self, a: Facts, b: Facts) -> Cover:
        """The cover of their conditions."""
        return cover(self._row(a, "condition"), self._row(b, "condition"))

    def contexts(self, a: Facts, b: Facts) -> Cover:
        """The cover of the sentences that they stand in."""
        return cover(self._row(a, "context"), self._row(b, "context"))

    def terms(self, a: Facts, b: Facts) -> Cover:
        """The cover of what they make an offer depend on."""
        return cover(self._row(a, "terms"), self._row(b, "terms"))

    def common(self, a: Facts, b: Facts) -> Cover:
        """The cover of what they say, names left out."""
        return cover(self._row(a, "common"), self._row(b, "common"))

    def without(self, a: Facts, b: Facts, drop: frozenset[str]) -> Cover:
        """The cover of what they say, leaving out some stems on both sides."""
        return cover(*(self._made([t for t in f.words if t.stem not in drop]) for f in (a, b)))

    def same_name(self, left: str, right: str) -> bool:
        """Whether two stems are one name, perhaps spelled another way."""
        return self._spelling.get(left, left) == self._spelling.get(right, right)

    def names(self, f: Facts) -> frozenset[str]:
        """The names in a statement, one spelling each."""
        found = self._names.get(f.id)
        if found is None:
            found = self._names[f.id] = frozenset(self._spelling.get(n, n) for n in f.names)
        return found

    def _row(self, f: Facts, part: str) -> Row:
        key = (f.id, part)
        row = self._rows.get(key)
        if row is None:
            words = [t for t in f.words if not t.name] if part == "common" else getattr(f, part)
            row = self._rows[key] = self._made(words)
        return row

    def _made(self, words: Sequence[Token]) -> Row:
        stems = [self._spelling.get(t.stem, t.stem) for t in words]
        numbers = [self._numbers.setdefault(s, len(self._numbers)) for s in stems]
        return Row.of(numbers, stems, [self.weight(t) for t in words])


def first_published(facts: Sequence[Facts]) -> Sequence[Facts]:
    """The statements that say what a story is full of (see :data:`FIRST`); all, where they are few."""
    if len(facts) <= FIRST:
        return facts
    count = FIRST
    while 2 * count <= len(facts):
        count *= 2
    return sorted(facts, key=lambda f: (f.published or "9999", f.report, f.id))[:count]


def spellings(stems: Counter[str]) -> dict[str, str]:
    """Stems that the lexicon does not hold to the commonest of those spelled nearly the same.

    One beginning of five letters and more, and at least 70% of the longer ("Hasaka", "Hasakeh").
    """
    from wiredesk.claims.words import known

    out: dict[str, str] = {}
    unknown = sorted(
        (s for s in stems if len(s) >= 5 and s.isalpha() and not known(s)), key=lambda s: (-stems[s], s)
    )
    heads: dict[str, list[str]] = {}
    for s in unknown:
        bucket = heads.setdefault(s[:5], [])
        home = next((h for h in bucket if _beginning(s, h) >= 0.7 * max(len(s), len(h))), None)
        if home is None:
            bucket.append(s)
        else:
            out[s] = home
    return out


def _beginning(left: str, right: str) -> int:
    n = 0
    for a, b in zip(left, right, strict=False):
        if a != b:
            break
        n += 1
    return n
