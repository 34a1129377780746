"""How alike the words of two passages are, in the light of the story they stand in.

A name that every statement of a story holds tells nothing there, however rare it is in the world, so
a word weighs what it weighs in news, and less where the story is full of it.  A word that the other
side lacks counts by the nearest word that it has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log
from typing import TYPE_CHECKING

from wiredesk.claims.facts import Facts
from wiredesk.claims.senses import senses
from wiredesk.claims.words import Token, lexicon_vectors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NEAR, SAME = 0.35, 0.85
"""Cosines of word vectors at which likeness of meaning begins and is (nearly) complete; set by hand on a few
word pairs ("war" and "fighting" .50, "troops" and "fighters" .63, "jail" and "prison" .90)."""

ANOTHER_WORD = 0.9
"""What a word of the same meaning counts, against 1 for the word itself."""


@dataclass(frozen=True, slots=True)
class Cover:
    """Shares of the telling words of each side that the other has: ``left`` and ``right`` by
    meaning, ``exact_left`` and ``exact_right`` by the very word; ``weight`` what the shared words
    weigh; ``runs`` the share of neighbouring word pairs in common (of the shorter)."""

    left: float
    right: float
    exact_left: float
    exact_right: float
    weight: float
    runs: float

    @property
    def less(self) -> float:
        """The smaller share by meaning."""
        return min(self.left, self.right)

    @property
    def more(self) -> float:
        """The larger share by meaning."""
        return max(self.left, self.right)


EMPTY = Cover(0.0, 0.0, 0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class _Row:
    keys: NDArray[np.int32]
    weights: NDArray[np.float32]
    vectors: NDArray[np.float32]
    total: float
    pairs: frozenset[tuple[int, int]]
    senses: tuple[tuple[int, frozenset[int]], ...]  # position and groups of words that have any


class Likeness:
    """Compares the statements of one story; ``facts`` are all of them, in any order."""

    def __init__(self, facts: Sequence[Facts]) -> None:
        held: Counter[str] = Counter()
        for f in facts:
            held.update({t.stem for t in (*f.words, *f.condition, *f.context)})
        self._spelling = spellings(held)
        merged: Counter[str] = Counter()
        for f in facts:
            merged.update({self._spelling.get(t.stem, t.stem) for t in (*f.words, *f.condition, *f.context)})
        self._held = merged
        self._count = len(facts)
        self._index = {s: i for i, s in enumerate(sorted(merged))}
        self._names: dict[str, frozenset[str]] = {}
        self._rows: dict[tuple[str, str], _Row] = {}

    def weight(self, token: Token) -> float:
        """What a word weighs in this story, in nats."""
        stem = self._spelling.get(token.stem, token.stem)
        if self._count < 12:  # a bare pair, or too few statements to know what the story is full of
            return token.weight
        here = log((self._count + 1) / (self._held[stem] + 0.5))
        return 0.4 * token.weight + 0.6 * min(token.weight, 1.5 * here)

    def words(self, a: Facts, b: Facts) -> Cover:
        """The cover of what two statements say (their conditions apart)."""
        return self._cover(self._row(a, "words"), self._row(b, "words"))

    def conditions(self, a: Facts, b: Facts) -> Cover:
        """The cover of their conditions."""
        return self._cover(self._row(a, "condition"), self._row(b, "condition"))

    def contexts(self, a: Facts, b: Facts) -> Cover:
        """The cover of the sentences that they stand in."""
        return self._cover(self._row(a, "context"), self._row(b, "context"))

    def terms(self, a: Facts, b: Facts) -> Cover:
        """The cover of what they make an offer depend on."""
        return self._cover(self._row(a, "terms"), self._row(b, "terms"))

    def common(self, a: Facts, b: Facts) -> Cover:
        """The cover of what they say, names left out."""
        return self._cover(self._row(a, "common"), self._row(b, "common"))

    def without(self, a: Facts, b: Facts, drop: frozenset[str]) -> Cover:
        """The cover of what they say, leaving out some stems on both sides."""
        rows = [self._made([t for t in f.words if t.stem not in drop]) for f in (a, b)]
        return self._cover(rows[0], rows[1])

    def same_name(self, left: str, right: str) -> bool:
        """Whether two stems are one name, perhaps spelled another way."""
        return self._spelling.get(left, left) == self._spelling.get(right, right)

    def names(self, f: Facts) -> frozenset[str]:
        """The names in a statement, one spelling each."""
        found = self._names.get(f.id)
        if found is None:
            found = self._names[f.id] = frozenset(self._spelling.get(n, n) for n in f.names)
        return found

    def _row(self, f: Facts, part: str) -> _Row:
        key = (f.id, part)
        row = self._rows.get(key)
        if row is None:
            words = [t for t in f.words if not t.name] if part == "common" else getattr(f, part)
            row = self._rows[key] = self._made(words)
        return row

    def _made(self, words: Sequence[Token]) -> _Row:
        import numpy as np

        first: dict[str, Token] = {}
        order = [self._spelling.get(t.stem, t.stem) for t in words]
        for stem, token in zip(order, words, strict=True):
            first.setdefault(stem, token)
        stems = list(first)
        weights = np.array([self.weight(first[s]) for s in stems], dtype=np.float32)
        keys = np.array([self._index.get(s, -1) for s in stems], dtype=np.int32)
        ids = [self._index.get(s, -1) for s in order]
        return _Row(
            keys,
            weights,
            lexicon_vectors(stems),
            float(weights.sum()),
            frozenset(pairwise(ids)),
            tuple((i, found) for i, s in enumerate(stems) if (found := senses(s))),
        )

    def _cover(self, a: _Row, b: _Row) -> Cover:
        if not len(a.keys) or not len(b.keys):
            return EMPTY
        import numpy as np

        exact = a.keys[:, None] == b.keys[None, :]
        soft = (a.vectors @ b.vectors.T - NEAR) * (ANOTHER_WORD / (SAME - NEAR))
        np.maximum(soft, 0.0, out=soft)
        np.minimum(soft, ANOTHER_WORD, out=soft)
        for i, one in a.senses:
            for j, two in b.senses:
                if one & two:
                    soft[i, j] = ANOTHER_WORD
        soft[exact] = 1.0
        left = float(soft.max(axis=1) @ a.weights) / max(a.total, 1e-6)
        right = float(soft.max(axis=0) @ b.weights) / max(b.total, 1e-6)
        if exact.any():
            shared = float(a.weights[exact.any(axis=1)].sum())
            back = float(b.weights[exact.any(axis=0)].sum())
        else:
            shared = back = 0.0
        return Cover(
            round(left, 4),
            round(right, 4),
            round(shared / max(a.total, 1e-6), 4),
            round(back / max(b.total, 1e-6), 4),
            round(shared, 3),
            round(len(a.pairs & b.pairs) / min(len(a.pairs), len(b.pairs)), 4)
            if a.pairs and b.pairs
            else 0.0,
        )


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
