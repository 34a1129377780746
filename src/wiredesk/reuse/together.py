"""One text aligned with many at once: what :func:`wiredesk.reuse.align.align` gives for each of them.

A story in which hundreds of reports share sentences has tens of thousands of pairs to align, most of them
by a few plain runs of equal words.  Those are found for all the pairs of a text in one go, in arrays; a pair
whose runs overlap, or whose passages may reach over a changed word, is left to the plain way.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from wiredesk.reuse.align import (
    GAP,
    LEAST,
    REPEATS,
    SEED,
    TAIL,
    Aligned,
    Run,
    align,
    extended,
    joined,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from wiredesk.reuse.texts import Text

    Whole = NDArray[np.int64]


def together(left: Text, rights: Sequence[Text]) -> list[list[Aligned]]:
    """The copied passages of a text and each of several others, in order of the text's words."""
    import numpy as np

    grams, counts = np.unique(left.seeds, return_counts=True)
    if not len(grams) or not rights:
        return [[] for _ in rights]
    if counts.max() > REPEATS:  # of which the plain way tries the first few
        return [align(left.indexed, r.keys, r.seeds.tolist()) for r in rights]
    whose, at, to, length = _runs(left, rights, grams, counts)
    if not len(at):
        return [[] for _ in rights]
    ours, theirs = left.every_key, np.concatenate([r.every_key for r in rights])
    base = np.cumsum([0, *(len(r.keys) for r in rights)])
    mixed = _overlapping(whose, at, to, length)

    # Runs that follow each other on both sides with few words between them are one passage.
    gap, other_gap = at[1:] - at[:-1] - length[:-1], to[1:] - to[:-1] - length[:-1]
    goes_on = (whose[1:] == whose[:-1]) & (gap >= 0) & (gap <= GAP) & (other_gap >= 0) & (other_gap <= GAP)
    between = np.zeros(len(gap), dtype=np.int64)
    even = goes_on & (gap == other_gap)
    for k in range(GAP):
        here = np.flatnonzero(even & (k < gap))
        one, two = at[here] + length[here] + k, to[here] + length[here] + k + base[whose[here]]
        between[here] += ours[one] == theirs[two]
    begins = np.flatnonzero(np.concatenate(([True], ~goes_on)))
    ends = np.append(begins[1:], len(at)) - 1
    inside = np.concatenate((length[:-1] + between * goes_on, length[-1:]))
    equal = np.add.reduceat(inside, begins)
    found = np.stack(
        (whose[begins], at[begins], at[ends] + length[ends], to[begins], to[ends] + length[ends], equal)
    )[:, equal >= LEAST]

    longer = _may_extend(found, ours, theirs, base)
    out: list[list[Aligned]] = [[] for _ in rights]
    for which, *numbers in found.T.tolist():
        out[which].append(Aligned(*numbers))
    for which in np.unique(found[0, longer]).tolist():
        out[which] = extended(out[which], left.keys, rights[which].keys)
    for which in np.unique(whose[mixed]).tolist():
        chosen = slice(*np.searchsorted(whose, (which, which + 1)).tolist())
        runs = zip(at[chosen].tolist(), to[chosen].tolist(), length[chosen].tolist(), strict=True)
        out[which] = joined([Run(*r) for r in runs], left.keys, rights[which].keys)
    return out


def _runs(
    left: Text, rights: Sequence[Text], grams: Whole, counts: Whole
) -> tuple[Whole, Whole, Whole, Whole]:
    """Every longest run of at least :data:`SEED` equal words, by text on the right, then by place:
    which text, the first words on the left and on the right, how many words."""
    import numpy as np

    order = np.argsort(left.seeds, kind="stable")
    firsts = np.cumsum(counts) - counts
    sizes = [len(r.seeds) for r in rights]
    seeds = np.concatenate([r.seeds for r in rights])
    near = np.minimum(np.searchsorted(grams, seeds), len(grams) - 1)
    met = np.flatnonzero(grams[near] == seeds)
    near = near[met]
    times = counts[near]
    each = np.repeat(np.arange(len(met)), times)
    nth = np.arange(len(each)) - np.repeat(np.cumsum(times) - times, times)
    at = order[firsts[near[each]] + nth]
    begins = np.cumsum([0, *sizes[:-1]])
    whose = np.repeat(np.arange(len(rights)), sizes)[met][each]
    to = met[each] - begins[whose]
    # Runs of seeds along one diagonal, each a word on from the one before.
    wide = len(left.seeds) + max(sizes) + 1
    diagonal = whose * wide + (to - at + len(left.seeds))
    order = np.lexsort((at, diagonal))
    whose, at, to, diagonal = whose[order], at[order], to[order], diagonal[order]
    fresh = np.ones(len(at), dtype=bool)
    fresh[1:] = (diagonal[1:] != diagonal[:-1]) | (at[1:] != at[:-1] + 1)
    begins = np.flatnonzero(fresh)
    length = np.diff(np.append(begins, len(at))) + SEED - 1
    whose, at, to = whose[begins], at[begins], to[begins]
    order = np.lexsort((to, at, whose))
    return whose[order], at[order], to[order], length[order]


def _overlapping(whose: Whole, at: Whole, to: Whole, length: Whole) -> NDArray[np.bool_]:
    """Which runs have words, on either side, that the run before them has, too."""
    import numpy as np

    out = np.zeros(len(at), dtype=bool)
    for side in (at, to):
        order = np.lexsort((side, whose))
        w, s, end = whose[order], side[order], (side + length)[order]
        out[order[1:]] |= (w[1:] == w[:-1]) & (s[1:] < end[:-1])
    return out


def _may_extend(found: Whole, ours: Whole, theirs: Whole, base: Whole) -> NDArray[np.bool_]:
    """Which passages have :data:`TAIL` equal words beyond one changed word or two, before or after."""
    import numpy as np

    whose, at, at_end, to, to_end, _ = found
    start, stop = base[whose], base[whose + 1]
    out = np.zeros(len(at), dtype=bool)
    for one, two, step in ((at_end, to_end, 1), (at - 1, to - 1, -1)):
        for gap in (1, 2):
            same = np.ones(len(at), dtype=bool)
            for k in range(TAIL):
                i, j = one + (gap + k) * step, two + (gap + k) * step + start
                same &= (i >= 0) & (i < len(ours)) & (j >= start) & (j < stop)
                where = np.flatnonzero(same)
                same[where] = ours[i[where]] == theirs[j[where]]
            out |= same
    return out
