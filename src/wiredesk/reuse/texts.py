"""A report's words as reuse needs them: keys, quotation marks, rarity."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property

from wiredesk.model.spans import Span
from wiredesk.reuse.index import SIZE
from wiredesk.reuse.quoted import quotations
from wiredesk.text.rarity import rarity
from wiredesk.text.shingles import shingles, word_key, words


class Text:
    """The words of a text, once, with what is asked of them again and again."""

    def __init__(self, text: str) -> None:
        self.text = text
        found = words(text)
        self.words = [w for w, _, _ in found]
        self.starts = [s for _, s, _ in found]
        self.ends = [e for _, _, e in found]
        self.keys = [word_key(w) for w in self.words]

    def span(self, first: int, end: int) -> Span:
        """The span from word ``first`` to before word ``end``."""
        return Span(self.starts[first], self.ends[end - 1])

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
    def weights(self) -> dict[str, float]:
        """Squared rarity of each different word."""
        return {w: rarity(w) ** 2 for w in set(self.words)}

    @cached_property
    def norm(self) -> float:
        """The sum of :attr:`weights`."""
        return sum(self.weights.values())


def related(a: Text, b: Text) -> float:
    """Cosine of two texts by the rarity of their words, 0 to 1."""
    if len(b.weights) < len(a.weights):
        a, b = b, a
    shared = sum(v for w, v in a.weights.items() if w in b.weights)
    return float(shared / (a.norm * b.norm) ** 0.5) if shared else 0.0


def rest_related(a: Text, b: Text, left: bytearray, right: bytearray) -> float:
    """The same without the words flagged in ``left`` and ``right``: how far two reports are
    related beside the passages that they share."""
    gone = {w for w, c in zip(a.words, left, strict=True) if c}
    gone |= {w for w, c in zip(b.words, right, strict=True) if c}
    if len(b.weights) < len(a.weights):
        a, b = b, a
    shared = sum(v for w, v in a.weights.items() if w in b.weights and w not in gone)
    if not shared:
        return 0.0
    norm_a = a.norm - sum(a.weights.get(w, 0.0) for w in gone)
    norm_b = b.norm - sum(b.weights.get(w, 0.0) for w in gone)
    return float(shared / (norm_a * norm_b) ** 0.5)
