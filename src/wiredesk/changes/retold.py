"""Which wordings are one statement retold, found without comparing each with each.

A story's copies print the same few wordings again and again, so wordings are compared, not the statements
of every two reports: once each, only those that have enough words in common to be alike at all, and only
when a report and its copy have both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from difflib import SequenceMatcher
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]

ALIKE = 0.55
"""The share of words in the same order (Ratcliff and Obershelp) from which two statements of a report and
its copy are one statement retold; set by hand on invented copies, fitted to no data."""

FEWEST = 3  # words that a wording must have to be one that can be retold
SAME_WORDS = 0.4
"""The part of the shorter one's words (counted with repeats) that must be different words of both."""

COMMON = 8
"""A word that one wording in so many has is counted wording by wording, not looked up: only for speed."""
FEW = 150
"""Up to so many wordings are compared each with each, which needs nothing that is slow to load."""


def alike(left: Sequence[str], right: Sequence[str]) -> float:
    """How much of two wordings, given as words, stands in both in one order, 0 to 1; 0 where it is
    below :data:`ALIKE`, or where they are too short, or have too few different words in common."""
    few = min(len(left), len(right))
    if few < FEWEST or len(set(left) & set(right)) < SAME_WORDS * few:
        return 0.0
    match = SequenceMatcher(None, left, right, autojunk=False)
    if match.real_quick_ratio() < ALIKE or match.quick_ratio() < ALIKE:
        return 0.0
    found = match.ratio()
    return found if found >= ALIKE else 0.0


MOST = 100_000
"""Along so many edges of a story's lineage what was retold is remembered."""

Changes = tuple[tuple[str, tuple[str, str]], ...]
"""What was changed from one statement to another: kinds, with what stood there and what stands there now."""

Retold = tuple[float, str, str, Changes, Changes]
"""Two statements (ids) that are one: how alike they are, and what was changed, and the other way round."""


class Wordings:
    """The wordings of a story's statements (folded, words parted by single spaces), each with a number.

    What was found of the statements is remembered with them: ``found`` the changes between two ways of
    telling, ``retold`` what was changed between two reports, all by :meth:`numbered`.
    """

    def __init__(self) -> None:
        self.found: dict[tuple[int, int], Changes] = {}
        self.retold: dict[tuple[int, int], tuple[Retold, ...]] = {}
        self._tellings: dict[Hashable, int] = {}
        self._numbers: dict[str, int] = {}
        self._words: list[list[str]] = []
        self._near: list[set[int]] = []
        self._alike: dict[tuple[int, int], float] = {}

    def __len__(self) -> int:
        return len(self._words)

    def held(self, wordings: Iterable[str]) -> int:
        """How many of some wordings have a number already."""
        return sum(w in self._numbers for w in wordings)

    def take(self, wordings: Iterable[str]) -> None:
        """Give each of some wordings a number, and find what of all it may be a retelling of."""
        first = len(self._words)
        for w in sorted(set(wordings) - self._numbers.keys()):
            self._numbers[w] = len(self._words)
            self._words.append(w.split())
            self._near.append(set())
        for n, others in _sharing(self._words, first):
            self._near[n].update(others)
            for other in others:
                self._near[other].add(n)

    def numbered(self, telling: Hashable) -> int:
        """The number of a way of telling: another for each that differs."""
        return self._tellings.setdefault(telling, len(self._tellings))

    def number(self, wording: str) -> int:
        """The number of a wording taken in."""
        return self._numbers[wording]

    def near(self, number: int) -> set[int]:
        """The wordings with words enough in common with one: all that are :func:`alike`, and some more."""
        return self._near[number]

    def alike(self, left: int, right: int) -> float:
        """:func:`alike` of two by number, worked out once."""
        found = self._alike.get((left, right))
        if found is None:
            found = self._alike[left, right] = alike(self._words[left], self._words[right])
        return found


def _sharing(wordings: Sequence[Sequence[str]], first: int) -> Iterator[tuple[int, list[int]]]:
    """For each wording from number ``first`` on, the others of whose words, each as often as it stands in
    both, there are :data:`ALIKE` of the mean of their lengths: what no two that are alike fall below."""
    if first == len(wordings):
        return
    if len(wordings) <= FEW:
        yield from _each_with_each(wordings, first)
        return
    import numpy as np

    keys: dict[tuple[str, int], int] = {}
    rows: list[Whole] = []
    for words in wordings:
        seen: Counter[str] = Counter()
        row = []
        for w in words:
            seen[w] += 1
            row.append(keys.setdefault((w, seen[w]), len(keys)))
        rows.append(np.array(row, dtype=np.int64))
    lengths = np.array([len(r) for r in rows], dtype=np.int64)
    flat = np.concatenate(rows)
    holders = np.repeat(np.arange(len(rows)), lengths)[np.argsort(flat, kind="stable")]
    ends = np.cumsum(np.bincount(flat, minlength=len(keys)))
    counts = np.diff(ends, prepend=0)
    common: dict[int, NDArray[np.int64]] = {}
    for key in np.flatnonzero(counts > len(rows) // COMMON).tolist():
        common[key] = np.zeros(len(rows), dtype=np.int64)
        common[key][holders[ends[key] - counts[key] : ends[key]]] = 1
    for n in range(first, len(rows)):
        held = [holders[ends[k] - counts[k] : ends[k]] for k in rows[n].tolist() if k not in common]
        shared = np.bincount(np.concatenate([holders[:0], *held]), minlength=len(rows))
        for k in rows[n].tolist():
            if k in common:
                shared = shared + common[k]
        enough = 2.0 * shared / np.maximum(lengths + lengths[n], 1) >= ALIKE
        enough &= (lengths >= FEWEST) & (lengths[n] >= FEWEST)
        enough[n] = False
        yield n, np.flatnonzero(enough).tolist()


def _each_with_each(wordings: Sequence[Sequence[str]], first: int) -> Iterator[tuple[int, list[int]]]:
    """What :func:`_sharing` yields, worked out for each two wordings."""
    counted = [Counter(words) if len(words) >= FEWEST else Counter() for words in wordings]
    for n in range(first, len(wordings)):
        enough = [
            m
            for m, other in enumerate(counted)
            if m != n
            and (shared := sum(min(times, other[w]) for w, times in counted[n].items() if w in other))
            and 2.0 * shared / (len(wordings[n]) + len(wordings[m])) >= ALIKE
        ]
        yield n, enough


_kept: list[Wordings] = []
_lock = Lock()
STORIES = 4
"""So many stories' wordings are remembered in a process, those asked for last."""


@contextmanager
def comparing(wordings: Iterable[str]) -> Iterator[Wordings]:
    """A story's wordings, compared as far as they were before: a report more costs its own."""
    mine = set(wordings)
    with _lock:
        best = max(_kept, key=lambda w: w.held(mine), default=None)
        if best is not None and 2 * best.held(mine) > len(best):
            _kept.remove(best)
        else:
            best = None
    held = best or Wordings()
    held.take(mine)
    yield held
    if len(held.retold) >= MOST:
        held.retold.clear()
    with _lock:
        _kept.insert(0, held)
        del _kept[STORIES:]
