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
CROWD = 200  # reports that one shingle may pair with each other one by one
FIRST = 3  # of more than so many, the first are paired with all
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


@dataclass(frozen=True, slots=True)
class Holders:
    """Texts (by number, in order) that hold the same shingles, and those shingles."""

    texts: Whole
    shingles: Whole


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
    runs: Sequence[Whole], short: Sequence[Whole], unrelated: Callable[[Sequence[int]], bool]
) -> Shared:
    """The pairs of texts that share a run of :data:`SIZE` words which is not a standing one, at least
    :data:`FEW` short runs, or :data:`SHARE` of the shorter text's runs whatever they are.  ``runs`` are the
    different hashed runs of :data:`SIZE` words of each text, ``short`` those of :data:`SMALL`.

    ``unrelated`` says of some texts, by number, whether they have little else in common.  A run
    that more than :data:`CROWD` texts hold pairs each with the first few only, so that a story
    of thousands of copies stays connected at linear cost.
    """
    import numpy as np

    out = Shared()
    long = _holders(runs)
    standing: set[bytes] = set()
    for held in long:
        if len(held.texts) >= STANDING and unrelated(held.texts.tolist()):
            standing.add(held.texts.tobytes())
            out.standing.update(held.shingles.tolist())
    phrases = [h for h in _holders(short) if len(h.texts) <= PHRASE and h.texts.tobytes() not in standing]
    by_long, by_short = _by_text(long), _by_text(phrases)
    sizes = np.array([max(1, len(r)) for r in runs], dtype=np.int64)
    for a in sorted(by_long.keys() | by_short.keys()):
        both = _counted(by_long[a], len(runs))
        fresh = [(h, at) for h, at in by_long[a] if h.texts.tobytes() not in standing]
        few = _counted(by_short[a], len(runs))
        part = both / np.minimum(sizes, sizes[a])
        chosen = (_counted(fresh, len(runs)) > 0) | ((few >= FEW) & (both == 0)) | (part >= SHARE)
        for b in np.flatnonzero(chosen).tolist():
            out.pairs[a, b] = min(1.0, float(part[b]))
    return out


Place = tuple[Holders, int]


def _by_text(held: Sequence[Holders]) -> dict[int, list[Place]]:
    """For each text the groups whose later members it is paired with, and its place in them."""
    out: dict[int, list[Place]] = defaultdict(list)
    for holders in held:
        last = len(holders.texts) - 1 if len(holders.texts) <= CROWD else FIRST
        for place, text in enumerate(holders.texts[:last].tolist()):
            out[text].append((holders, place))
    return out


def _counted(places: Sequence[Place], count: int) -> Whole:
    """How many shingles a text has in common with each that comes after it in its groups."""
    import numpy as np

    later = [h.texts[at + 1 :] for h, at in places]
    times = np.repeat([len(h.shingles) for h, _ in places], [len(t) for t in later])
    found = np.concatenate([np.zeros(0, dtype=np.int64), *later])
    return np.bincount(found, weights=times, minlength=count).astype(np.int64)
