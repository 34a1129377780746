"""Which reports share words at all: an inverted index of hashed word runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from wiredesk.text.shingles import shingles

SIZE = 8  # words of a shingle: the length at which the measured copy groups of DESIGN were counted
SMALL = 5  # words of the short shingles, which edited copies still share
FEW = 4  # short shingles, not standing, that two reports must share where they share no long one
CROWD = 200  # reports that one shingle may pair with each other one by one
PHRASE = 12  # reports from which a short shingle is a phrase of the language, not a trace of copying
STANDING = 3  # unrelated reports from which a shared run is a standing one
SHARE = 0.2  # part of the shorter report's shingles from which even standing ones pair two reports


@dataclass
class Shared:
    """What the index found: ``pairs`` of text numbers (smaller first, in order) worth aligning,
    each with the part of the smaller text's different 8-word shingles that the other has too;
    and the ``standing`` shingles, which many unrelated texts hold."""

    pairs: dict[tuple[int, int], float] = field(default_factory=dict)
    standing: set[int] = field(default_factory=set)


def _postings(texts: Sequence[Sequence[int]], size: int) -> dict[int, list[int]]:
    seen: dict[int, list[int]] = {}
    for number, keys in enumerate(texts):
        for shingle in set(shingles(keys, size)):
            seen.setdefault(shingle, []).append(number)
    return {shingle: at for shingle, at in seen.items() if len(at) > 1}


def sharing(texts: Sequence[Sequence[int]], unrelated: Callable[[Sequence[int]], bool]) -> Shared:
    """The pairs of texts (given as word keys) that share a run of :data:`SIZE` words which is
    not a standing one, at least :data:`FEW` short runs, or :data:`SHARE` of the shorter text's
    runs whatever they are.

    ``unrelated`` says of some texts, by number, whether they have little else in common.  A run
    that more than :data:`CROWD` texts hold pairs each with the first few only, so that a story
    of thousands of copies stays connected at linear cost.
    """
    out = Shared()
    asked: dict[tuple[int, ...], bool] = {}
    both: Counter[tuple[int, int]] = Counter()
    news: set[tuple[int, int]] = set()
    for shingle, at in _postings(texts, SIZE).items():
        members = tuple(at)
        if members not in asked:
            asked[members] = len(at) >= STANDING and unrelated(at)
        pairs = _pairs(at)
        both.update(pairs)
        if asked[members]:
            out.standing.add(shingle)
        else:
            news.update(pairs)
    few: Counter[tuple[int, int]] = Counter()
    for at in _postings(texts, SMALL).values():
        if len(at) <= PHRASE and not asked.get(tuple(at), False):
            few.update(pair for pair in _pairs(at) if pair not in both)
    news.update(pair for pair, times in few.items() if times >= FEW)
    sizes = [max(1, len(set(shingles(keys, SIZE)))) for keys in texts]
    part = {(a, b): n / min(sizes[a], sizes[b]) for (a, b), n in both.items()}
    chosen = news | {pair for pair, share in part.items() if share >= SHARE}
    out.pairs = {pair: min(1.0, part.get(pair, 0.0)) for pair in sorted(chosen)}
    return out


def _pairs(at: Sequence[int]) -> list[tuple[int, int]]:
    if len(at) <= CROWD:
        return [(a, b) for i, a in enumerate(at) for b in at[i + 1 :]]
    return [(a, b) for i, a in enumerate(at[:3]) for b in at[i + 1 :]]
