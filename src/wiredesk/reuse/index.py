"""Which reports share words at all: an inverted index of hashed word runs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]

SIZE = 8  # words of a shingle: the length at which the measured copy groups of DESIGN were counted
SMALL = 5  # words of the short shingles, which edited copies still share
FEW = 4  # short shingles, not standing, that two reports must share where they share no long one
CROWD = 12
"""Reports that one shingle may pair with each other one by one: those that a reader can look through.  With
200 a story of 2,000 had 240 pairs a report, and more with each report."""
FIRST = 3
"""Of more than :data:`CROWD` so many, the first to print it, are paired with all: one is where the words come
from, two more are there should the first quote them or print them among quite other things."""
PHRASE = 12  # reports from which a short shingle is a phrase of the language, not a trace of copying
STANDING = 3  # unrelated reports from which a shared run is a standing one
SHARE = 0.2  # part of the shorter report's shingles from which even standing ones pair two reports


@dataclass(frozen=True, slots=True)
class Holders:
    """Texts (by number, in order) that hold the same shingles, and those shingles."""

    texts: Whole
    shingles: Whole


@dataclass
class Shared:
    """What the index found: ``pairs`` of text numbers (smaller first, in order) worth aligning,
    each with the part of the smaller text's different 8-word shingles that the other has too;
    and the ``standing`` shingles, which many unrelated texts hold.  ``crowds`` are the groups of more than
    :data:`CROWD`, of which each is paired with the first only, and ``within`` these pairs."""

    pairs: dict[tuple[int, int], float] = field(default_factory=dict)
    standing: set[int] = field(default_factory=set)
    crowds: list[Holders] = field(default_factory=list)
    within: set[tuple[int, int]] = field(default_factory=set)


def _holders(texts: Sequence[Whole]) -> list[Holders]:
    """The groups of several texts that hold a shingle, each once with all that just they hold; ``texts``
    are the different shingles of each."""
    import numpy as np

    every = np.concatenate([np.zeros(0, dtype=np.int64), *texts])
    whose = np.repeat(np.arange(len(texts)), [len(t) for t in texts])
    order = np.argsort(every, kind="stable")
    every, whose = every[order], whose[order]
    begins = np.flatnonzero(np.diff(every, prepend=every[:1] - 1)) if len(every) else every
    ends = np.append(begins[1:], len(every))
    found: dict[bytes, list[int]] = defaultdict(list)
    several = ends - begins > 1
    for begin, end in zip(begins[several].tolist(), ends[several].tolist(), strict=True):
        found[whose[begin:end].tobytes()].append(begin)
    return [
        Holders(np.frombuffer(members, dtype=whose.dtype), every[firsts]) for members, firsts in found.items()
    ]


def sharing(
    runs: Sequence[Whole],
    short: Sequence[Whole],
    unrelated: Callable[[Sequence[int]], bool],
    printed: Sequence[int] | None = None,
) -> Shared:
    """The pairs of texts that share a run of :data:`SIZE` words which is not a standing one, at least
    :data:`FEW` short runs, or :data:`SHARE` of the shorter text's runs whatever they are.  ``runs`` are the
    different hashed runs of :data:`SIZE` words of each text, ``short`` those of :data:`SMALL`.

    ``unrelated`` says of some texts, by number, whether they have little else in common.  A run
    that more than :data:`CROWD` texts hold pairs each with the first few only (those of the smallest numbers
    in ``printed``; by their own numbers without it), so that the pairs grow with the texts.
    """
    import numpy as np

    out = Shared()
    rank = printed if printed is not None else range(len(runs))
    long = _holders(runs)
    standing: set[bytes] = set()
    for held in long:
        if len(held.texts) >= STANDING and unrelated(held.texts.tolist()):
            standing.add(held.texts.tobytes())
            out.standing.update(held.shingles.tolist())
        elif len(held.texts) > CROWD:
            out.crowds.append(held)
    phrases = [h for h in _holders(short) if len(h.texts) <= PHRASE and h.texts.tobytes() not in standing]
    by_long, by_short = _by_text(long, rank), _by_text(phrases, rank)
    crowded = {t for h in long if len(h.texts) > CROWD for t in h.texts.tolist()}
    sizes = np.array([max(1, len(r)) for r in runs], dtype=np.int64)
    for a in sorted(by_long.keys() | by_short.keys()):
        both = _counted(by_long[a], len(runs))
        fresh = [(h, others) for h, others in by_long[a] if h.texts.tobytes() not in standing]
        few = _counted(by_short[a], len(runs))
        part = both / np.minimum(sizes, sizes[a])
        chosen = np.flatnonzero(
            (_counted(fresh, len(runs)) > 0) | ((few >= FEW) & (both == 0)) | (part >= SHARE)
        )
        if a in crowded:  # of the shingles of a crowd those of two that came later were not counted
            both[chosen] = _in_common(runs[a], [runs[b] for b in chosen.tolist()])
            part = both / np.minimum(sizes, sizes[a])
            within = _counted([(h, others) for h, others in by_long[a] if len(h.texts) > CROWD], len(runs))
            out.within.update((a, b) for b in chosen[within[chosen] > 0].tolist())
        for b in chosen.tolist():
            out.pairs[a, b] = min(1.0, float(part[b]))
    return out


def further(
    crowds: Sequence[Holders], printed: Sequence[int], joined: Callable[[int, int, int], bool]
) -> tuple[dict[tuple[int, int], bool], list[Holders]]:
    """The pairs to look at besides: of each crowd those whom nothing joins to any of its first, as a crowd of
    their own, with whether they are one still; and these.  ``joined`` says of one of the first, another text
    and a shingle of both whether it is settled what they have in common there."""
    import numpy as np

    pairs: dict[tuple[int, int], bool] = {}
    out: list[Holders] = []
    for held in crowds:
        shingle = int(held.shingles[0])
        first = _first(held, printed)
        others = [t for t in held.texts.tolist() if t not in first]
        rest = [t for t in others if not any(joined(f, t, shingle) for f in first)]
        if len(rest) < 2:
            continue
        left = Holders(np.array(rest, dtype=np.int64), held.shingles)
        many = len(rest) > CROWD
        if many:
            out.append(left)
        for a, places in _by_text([left], printed).items():
            for b in (b for _, later in places for b in later.tolist()):
                pairs[a, b] = pairs.get((a, b), False) or many
    return pairs, out


def in_common(left: Whole, right: Whole) -> float:
    """The part of the different shingles of the text that has fewer which the other has, too."""
    return float(min(1.0, _in_common(left, [right])[0] / max(1, min(len(left), len(right)))))


def _in_common(mine: Whole, others: Sequence[Whole]) -> Whole:
    """How many shingles a text has in common with each of several."""
    import numpy as np

    ends = np.cumsum([len(o) for o in others])
    flat = np.concatenate([mine[:0], *others])
    if not len(mine):
        return np.zeros(len(others), dtype=np.int64)
    met = mine[np.minimum(np.searchsorted(mine, flat), len(mine) - 1)] == flat
    upto = np.concatenate(([0], np.cumsum(met)))
    return np.asarray(np.diff(upto[np.concatenate(([0], ends)).astype(np.int64)]))


Place = tuple[Holders, "Whole"]


def _first(held: Holders, printed: Sequence[int]) -> list[int]:
    """The first of a crowd to print its words, as numbers in order."""
    return sorted(sorted(held.texts.tolist(), key=lambda t: printed[t])[:FIRST])


def _by_text(held: Sequence[Holders], printed: Sequence[int]) -> dict[int, list[Place]]:
    """For each text the groups in which it is paired with texts of larger numbers, and these."""
    out: dict[int, list[Place]] = defaultdict(list)
    for holders in held:
        texts = holders.texts
        if len(texts) <= CROWD:
            for place, text in enumerate(texts[:-1].tolist()):
                out[text].append((holders, texts[place + 1 :]))
            continue
        first = _first(holders, printed)
        heads = texts[[t in first for t in texts.tolist()]]
        for place, text in enumerate(texts[:-1].tolist()):
            later = texts[place + 1 :] if text in first else heads[heads > text]
            if len(later):
                out[text].append((holders, later))
    return out


def _counted(places: Sequence[Place], count: int) -> Whole:
    """How many shingles a text has in common with each that it is paired with in its groups."""
    import numpy as np

    later = [others for _, others in places]
    times = np.repeat([len(h.shingles) for h, _ in places], [len(t) for t in later])
    found = np.concatenate([np.zeros(0, dtype=np.int64), *later])
    return np.bincount(found, weights=times, minlength=count).astype(np.int64)
