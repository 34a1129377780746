"""A report's words as reuse needs them: keys, quotation marks, rarity."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from wiredesk.model.spans import Span
from wiredesk.model.views import Passage
from wiredesk.reuse.align import SEED, Indexed
from wiredesk.reuse.index import SIZE
from wiredesk.reuse.quoted import quotations
from wiredesk.text.rarity import rarity
from wiredesk.text.shingles import shingles, word_key, words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]

UNIT = 2**32
"""A squared rarity of 1: weights are whole numbers, so that no order of adding them changes a sum."""


class Text:
    """The words of a text, once, with what is asked of them again and again."""

    def __init__(self, text: str) -> None:
        self.text = text
        found = words(text)
        self.words = [w for w, _, _ in found]
        self.starts = [s for _, s, _ in found]
        self.ends = [e for _, _, e in found]
        self.keys = [word_key(w) for w in self.words]
        self._spans: dict[tuple[int, int], Span] = {}

    def span(self, first: int, end: int) -> Span:
        """The span from word ``first`` to before word ``end``; the same object for the same words."""
        found = self._spans.get((first, end))
        if found is None:
            found = self._spans[first, end] = Span(self.starts[first], self.ends[end - 1])
        return found

    def inside(self, span: Span) -> range:
        """The indices of the words that lie wholly within ``span``."""
        first = bisect_left(self.starts, span.start)
        end = bisect_left(self.starts, span.end)
        return range(first, end if end == first or self.ends[end - 1] <= span.end else end - 1)

    @cached_property
    def quoted(self) -> bytearray:
        """For each word 1 where it stands within quotation marks, else 0."""
        flags = bytearray(len(self.words))
        for quotation in quotations(self.text):
            at = self.inside(quotation)
            flags[at.start : at.stop] = b"\1" * len(at)
        return flags

    @cached_property
    def runs(self) -> list[int]:
        """A hash for every run of :data:`wiredesk.reuse.index.SIZE` words, in order."""
        return shingles(self.keys, SIZE)

    @cached_property
    def every_key(self) -> Whole:
        """The words' keys, as an array."""
        import numpy as np

        return np.array(self.keys, dtype=np.int64)

    @cached_property
    def seeds(self) -> Whole:
        """A hash for every run of :data:`wiredesk.reuse.align.SEED` words, in order."""
        import numpy as np

        return np.array(shingles(self.keys, SEED), dtype=np.int64)

    @cached_property
    def indexed(self) -> Indexed:
        """The words, ready to be aligned with others."""
        return Indexed(self.keys)

    @cached_property
    def different_seeds(self) -> Whole:
        """The different ones of :attr:`seeds`."""
        import numpy as np

        return np.unique(self.seeds)

    @cached_property
    def different_runs(self) -> Whole:
        """The different ones of :attr:`runs`."""
        import numpy as np

        return np.unique(np.array(self.runs, dtype=np.int64))

    @cached_property
    def nothing_quoted(self) -> bool:
        """Whether no word stands within quotation marks."""
        return not any(self.quoted)

    @cached_property
    def weights(self) -> dict[str, int]:
        """Squared rarity of each different word, in :data:`UNIT`."""
        return {w: round(UNIT * rarity(w) ** 2) for w in dict.fromkeys(self.words)}

    @cached_property
    def norm(self) -> int:
        """The sum of :attr:`weights`."""
        return sum(self.weights.values())

    @cached_property
    def kinds(self) -> tuple[Whole, Whole, Whole]:
        """The different words' keys, their weights, and which of them each word of the text is."""
        import numpy as np

        keys, first, which = np.unique(self.every_key, return_index=True, return_inverse=True)
        weights = [self.weights[self.words[i]] for i in first.tolist()]
        return keys, np.array(weights, dtype=np.int64), which


@lru_cache(maxsize=20_000)
def related(a: Text, b: Text) -> float:
    """Cosine of two texts by the rarity of their words, 0 to 1."""
    if len(b.weights) < len(a.weights):
        a, b = b, a
    shared = sum(v for w, v in a.weights.items() if w in b.weights)
    return float(shared / (a.norm * b.norm) ** 0.5) if shared else 0.0


def unrelated_beside(
    left: Text, rights: Sequence[Text], passages: Sequence[Sequence[Passage]], least: int, bound: float
) -> list[bool]:
    """For a text and each of several others, with the passages that they share, whether each has ``least``
    words beside these and the two are :func:`related` by less than ``bound`` without any word that stands
    in one."""
    import numpy as np

    if not rights:
        return []
    ours, weights, which = left.kinds
    theirs = [r.kinds for r in rights]
    count = len(rights)
    whose = np.repeat(np.arange(count), [len(k) for k, _, _ in theirs])
    keys, others = (np.concatenate([t[i] for t in theirs]) for i in (0, 1))
    base = np.cumsum([0, *(len(k) for k, _, _ in theirs)])
    at = np.minimum(np.searchsorted(ours, keys), max(0, len(ours) - 1))
    both = ours[at] == keys if len(ours) else np.zeros(len(keys), dtype=bool)
    gone = np.zeros((count, len(ours)), dtype=bool)  # of each pair the words that stand in a passage
    gone_there = np.zeros(len(keys), dtype=bool)
    enough = np.zeros(count, dtype=bool)
    for n, right in enumerate(rights):
        here, there = (
            _covered(left, [p.left for p in passages[n]]),
            _covered(right, [p.right for p in passages[n]]),
        )
        enough[n] = min(here.count(0), there.count(0)) >= least
        gone[n, which[np.frombuffer(here, dtype=bool)]] = True
        gone_there[base[n] + theirs[n][2][np.frombuffer(there, dtype=bool)]] = True
    gone[whose[both & gone_there], at[both & gone_there]] = True
    gone_there |= both & gone[whose, at] if len(ours) else False
    rest = weights.sum() - gone @ weights
    rest_there = np.bincount(whose, weights=others * ~gone_there, minlength=count)
    shared = np.bincount(whose, weights=others * (both & ~gone_there), minlength=count)
    product = np.sqrt(rest.astype(np.float64) * rest_there)
    related_ = np.divide(shared, product, out=np.zeros(count), where=shared > 0)
    return [bool(e and r < bound) for e, r in zip(enough.tolist(), related_.tolist(), strict=True)]


def _covered(text: Text, spans: Iterable[Span]) -> bytearray:
    """For each word 1 where a span covers it, else 0."""
    flags = bytearray(len(text.words))
    for span in spans:
        at = text.inside(span)
        flags[at.start : at.stop] = b"\1" * len(at)
    return flags
