"""How much of one passage's telling words others have: one passage against many at a time, in whole numbers.

Weights are kept in units of 1/1024 nat and likeness of meaning in hundredths, so that a sum does not
depend on the order in which it is taken: a pair comes out the same alone and among thousands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from wiredesk.claims.senses import grouped, senses
from wiredesk.claims.words import lexicon

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]

NEAR, SAME = 0.35, 0.85
"""Cosines of word vectors at which likeness of meaning begins and is (nearly) complete; set by hand on a few
word pairs ("war" and "fighting" .50, "troops" and "fighters" .63, "jail" and "prison" .90)."""

ANOTHER_WORD = 90
"""What a word of the same meaning counts, against 100 for the word itself."""

NAT = 1024  # units of weight in a nat


class Cover(NamedTuple):
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
class Row:
    """A passage as compared: ``words`` holds, for each different word, its number in the story, its row
    of the table of meanings (-1 where it has none) and its weight; ``total`` is the sum of the weights,
    ``pairs`` the neighbouring pairs of words; ``columns`` and ``runs`` are the same as arrays."""

    words: tuple[tuple[int, int, int], ...]
    pairs: frozenset[int]
    total: int
    columns: Whole
    runs: Whole

    @staticmethod
    def of(numbers: Sequence[int], stems: Sequence[str], weights: Sequence[float]) -> Row:
        """The row of the words of a passage in order; a word that stands twice weighs what it does first."""
        import numpy as np

        place = _table()[0]
        first: dict[int, int] = {}
        for i, n in enumerate(numbers):
            first.setdefault(n, i)
        words = tuple((n, place.get(stems[i], -1), round(NAT * weights[i])) for n, i in first.items())
        pairs = frozenset((a << 32) | b for a, b in pairwise(numbers))
        return Row(
            words, pairs, sum(w for _, _, w in words),
            np.array(words, dtype=np.int64).reshape(len(words), 3).T, np.array(sorted(pairs), dtype=np.int64),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Covers:
    """The covers of one passage with each of several, in their order: ten thousandths; ``weight`` in
    thousandths of a nat, as the one passage weighs the shared words, ``their_weight`` as the others do."""

    left: Sequence[int]
    right: Sequence[int]
    exact_left: Sequence[int]
    exact_right: Sequence[int]
    weight: Sequence[int]
    their_weight: Sequence[int]
    runs: Sequence[int]

    def turned(self) -> Covers:
        """The covers of each of the several with the one."""
        return Covers(
            self.right,
            self.left,
            self.exact_right,
            self.exact_left,
            self.their_weight,
            self.weight,
            self.runs,
        )

    def __getitem__(self, at: int) -> Cover:
        return Cover(
            self.left[at] / 10_000, self.right[at] / 10_000, self.exact_left[at] / 10_000,
            self.exact_right[at] / 10_000, self.weight[at] / 1_000, self.runs[at] / 10_000,
        )  # fmt: skip


def _part(share: int, whole: int, of: int = 10_000) -> int:
    """A share of a whole in parts of ``of``, rounded half up; 0 of nothing."""
    return (2 * of * share + whole) // (2 * whole) if whole else 0


def cover(one: Row, other: Row) -> Cover:
    """The cover of two passages."""
    if not one.total or not other.total:
        return EMPTY
    back = [0] * len(other.words)
    left = shared = returned = 0
    for number, row, weight in one.words:
        near = nearness(row) if row >= 0 else None
        best = 0
        for j, (its, place, its_weight) in enumerate(other.words):
            if its == number:
                found = 100
                shared += weight
                returned += its_weight
            else:
                found = near[place] if near is not None else 0
            if found > best:
                best = found
            if found > back[j]:
                back[j] = found
        left += best * weight
    right = sum(b * w for b, (_, _, w) in zip(back, other.words, strict=True))
    few = min(len(one.pairs), len(other.pairs))
    return Cover(
        _part(left, 100 * one.total) / 10_000,
        _part(right, 100 * other.total) / 10_000,
        _part(shared, one.total) / 10_000,
        _part(returned, other.total) / 10_000,
        _part(shared, NAT, 1_000) / 1_000,
        _part(len(one.pairs & other.pairs), few) / 10_000,
    )


def covers(one: Row, many: Sequence[Row]) -> Covers:
    """The covers of a passage with each of many; ``left`` is what each of them has of it."""
    import numpy as np

    keys, rows, weights = np.concatenate([r.columns for r in many], axis=1)
    sizes = np.array([len(r.words) for r in many])
    ends = np.cumsum(sizes)
    begins = ends - sizes

    def summed(values: Whole) -> Whole:
        total = np.concatenate(([0], np.cumsum(values)))
        return np.asarray(total[ends] - total[begins])

    def parts(share: Whole, whole: Whole | int, of: int = 10_000) -> list[int]:
        made: list[int] = ((2 * of * share + whole) // (2 * np.maximum(whole, 1))).tolist()
        return made

    soft = np.zeros((len(one.words), len(keys)), dtype=np.uint8)
    back = np.zeros(len(keys), dtype=np.int64)
    own = np.zeros(len(keys), dtype=np.int64)  # what this passage's words weigh where they stand there
    for i, (key, row, weight) in enumerate(one.words):
        same = keys == key
        if row >= 0:
            soft[i] = np.frombuffer(nearness(row), dtype=np.uint8)[rows]
        soft[i][same] = 100
        own[same] = weight
        back[same] = weights[same]
    left = np.zeros(len(many), dtype=np.int64)
    right = left
    if len(one.words) and len(keys):
        best = np.maximum.reduceat(soft, begins[sizes > 0], axis=1)
        left[sizes > 0] = one.columns[2] @ best.astype(np.int64)
        right = summed(soft.max(axis=0) * weights)
    shared = summed(own)
    totals = np.array([r.total for r in many])
    counts = np.array([len(r.pairs) for r in many])
    at = np.searchsorted(one.runs, flat := np.concatenate([r.runs for r in many]))
    met = one.runs[np.minimum(at, len(one.runs) - 1)] == flat if len(one.runs) else flat < 0
    upto, stop = np.concatenate(([0], np.cumsum(met))), np.cumsum(counts)
    return Covers(
        parts(left, 100 * one.total),
        parts(right, 100 * totals),
        parts(shared, one.total),
        parts(summed(back), totals),
        parts(shared, NAT, 1_000),
        parts(summed(back), NAT, 1_000),
        parts(upto[stop] - upto[stop - counts], np.minimum(counts, len(one.pairs))),
    )


@lru_cache(maxsize=1)
def _table() -> tuple[
    dict[str, int], NDArray[np.float32], NDArray[np.float32], tuple[tuple[int, frozenset[int]], ...]
]:
    """Rows by stem, vectors and their lengths: those of the lexicon, then words of :mod:`senses` that it
    lacks, with no vector; and the rows that have groups there, with their groups."""
    import numpy as np

    known, vectors, lengths = lexicon()
    rows = {s: i for s, (i, _) in known.items()}
    more = sorted(s for s in grouped() if s not in rows)
    rows |= {s: len(known) + i for i, s in enumerate(more)}
    vectors = np.concatenate([vectors, np.zeros((len(more), vectors.shape[1]), dtype=np.float32)])
    lengths = np.concatenate([lengths, np.ones(len(more), dtype=np.float32)])
    return rows, vectors, lengths, tuple((rows[s], senses(s)) for s in sorted(grouped()))


@lru_cache(maxsize=8192)
def nearness(row: int) -> bytes:
    """How near in meaning each word of the table is to the one at ``row``: 0 to :data:`ANOTHER_WORD`,
    and a 0 at the end, for words without meaning there."""
    import numpy as np

    _, vectors, lengths, sensed = _table()
    # Whole numbers below 2**24, so that no order of adding them changes the sum.
    cosines = (vectors @ vectors[row]) / (lengths * lengths[row])
    near = np.clip((cosines - NEAR) * (ANOTHER_WORD / (SAME - NEAR)), 0, ANOTHER_WORD)
    found = next((groups for i, groups in sensed if i == row), frozenset())
    if found:
        near[[i for i, groups in sensed if groups & found]] = ANOTHER_WORD
    return np.append(np.round(near), 0).astype(np.uint8).tobytes()
