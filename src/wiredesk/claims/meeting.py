"""Which statements of a story are worth comparing: they meet on telling words, numbers and slots.

In a story of a few hundred statements every telling word brings together those that share it, and what
shares none may still be near in meaning (:data:`wiredesk.claims.reach.MEANT`).  In a larger one a word that
very many share brings nobody together by itself, but two such words do that hardly anybody else has both
of; so the pairs grow with the statements, not with their square.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from math import log
from typing import TYPE_CHECKING

from wiredesk.claims.blame import of_blame
from wiredesk.claims.contraries import of_a_doer
from wiredesk.claims.departures import departures
from wiredesk.claims.facts import Facts
from wiredesk.claims.figures import PEOPLE, status_class
from wiredesk.claims.likeness import Likeness
from wiredesk.claims.outcomes import outcomes
from wiredesk.claims.particulars import particulars
from wiredesk.claims.unknowns import left_open
from wiredesk.claims.updates import of_responsibility
from wiredesk.claims.words import stem

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]

CROWD = 60
"""In a story of more than :data:`FEW` statements a key that more of them share proposes no pairs."""

FEW = 400

SHARED, SHARED_OF_MANY = 2.5, 3.0
"""What the words that a pair has in common must weigh (nats) to be judged: one telling word.  In a story
of more than :data:`FEW` statements the second, and as much more as there are more of them (as a logarithm),
so that each meets about as many by chance as in a small one.  With 3.0 for small ones the claims of 55
stories that were labelled whole and held back had F1 .484 for .486, those of the fifteen read keys .548 for
.555; 2.0 joined no more."""

RAREST = 6
"""Of the crowded words of a statement so many, the most telling, make pairs of words.  By hand."""


def meetings(facts: Sequence[Facts], by: Likeness) -> tuple[Whole, Whole]:
    """The pairs of statements (by index, the earlier first, in order) that are worth comparing: they
    share telling words, a number or, in one voice, both have conditions."""
    import numpy as np

    tells = {s: _units(weight) for s, (_, _, weight) in by.weights().items()}
    telling = [_telling(f, tells) for f in facts]
    words = _postings(telling)
    large = len(facts) > FEW
    crowded = {k for k, (_, where) in words.items() if large and len(where) > CROWD}
    least = _units(SHARED_OF_MANY + max(0.0, log(by.count / FEW)) if large else SHARED)
    twos = _postings(_two_words(t, crowded, least) for t in telling) if crowded else {}
    keyed: dict[Hashable, list[int]] = defaultdict(list)
    for i, f in enumerate(facts):
        for key in _slots(f):
            keyed[key].append(i)
    beside = [w[:CROWD] for w in keyed.values()]
    beside += [w for _, w in twos.values() if len(w) <= CROWD]
    met = [_within(beside, len(facts))]
    met += _sharing([held for k, held in words.items() if k not in crowded], len(facts), least)
    codes = np.unique(np.concatenate(met))
    return codes // max(1, len(facts)), codes % max(1, len(facts))


def with_all_others(count: int, lefts: Whole, rights: Whole) -> tuple[Whole, Whole]:
    """Some pairs of ``count`` statements, and behind them all others."""
    import numpy as np

    one, two = np.triu_indices(count, 1)
    rest = ~np.isin(one * count + two, lefts * count + rights)
    return np.concatenate((lefts, one[rest])), np.concatenate((rights, two[rest]))


BATCH = 2_000_000
"""So many pairs that share a word are added up at a time: it bounds the memory, and nothing else."""

_BITS = 24  # of a weight beside the code of a pair: 16,384 nats


def _sharing(held: Sequence[tuple[int, Sequence[int]]], count: int, least: int) -> Iterator[Whole]:
    """The pairs of ``count`` statements, as codes, that share keys which weigh ``least`` together; ``held``
    are the keys' weights and the statements that hold them."""
    import numpy as np

    held = [(weight, where) for weight, where in held if len(where) > 1]
    if not held:
        return
    sizes = np.array([len(where) for _, where in held], dtype=np.int64)
    who = np.concatenate([np.array(where, dtype=np.int64) for _, where in held])
    weights = np.repeat(np.array([weight for weight, _ in held], dtype=np.int64), sizes)
    # Each holder of a key with those that come after it; holders in order, so that pairs come in batches.
    later = np.repeat(np.cumsum(sizes), sizes) - np.arange(len(who)) - 1
    order = np.argsort(who, kind="stable")
    before = np.cumsum(later[order])
    firsts = np.flatnonzero(np.diff(who[order], prepend=-1))
    at = 0
    while at < len(order):
        done = before[at - 1] if at else 0
        stop = np.searchsorted(before, done + BATCH, side="right")
        ends = np.searchsorted(firsts, max(stop, at + 1))  # a statement's pairs are never parted
        end = int(firsts[ends]) if ends < len(firsts) else len(order)
        mine = order[at:end]
        each = np.repeat(mine, later[mine])
        nth = np.arange(len(each)) - np.repeat(np.cumsum(later[mine]) - later[mine], later[mine])
        codes = who[each] * count + who[each + nth + 1]
        added = np.sort((codes << _BITS) | weights[each])
        codes = added >> _BITS
        begins = np.flatnonzero(np.diff(codes, prepend=-1))
        if len(begins):
            together = np.add.reduceat(added & ((1 << _BITS) - 1), begins)
            yield codes[begins[together >= least]]
        at = end


def _within(groups: Sequence[Sequence[int]], count: int) -> Whole:
    """All pairs within each of some groups of ``count`` statements, as codes."""
    import numpy as np

    groups = [g for g in groups if len(g) > 1]
    sizes = np.array([len(g) for g in groups], dtype=np.int64)
    who = np.concatenate([np.zeros(0, dtype=np.int64), *(np.array(g, dtype=np.int64) for g in groups)])
    later = np.repeat(np.cumsum(sizes), sizes) - np.arange(len(who)) - 1
    each = np.repeat(np.arange(len(who)), later)
    nth = np.arange(len(each)) - np.repeat(np.cumsum(later) - later, later)
    return np.asarray(who[each] * count + who[each + nth + 1])


def _units(nats: float) -> int:
    return round(1024 * nats)


def _telling(f: Facts, tells: Mapping[str, int]) -> dict[str, int]:
    """The words and numbers on which a statement meets others, with what each weighs."""
    out = {t.stem: tells[t.stem] for t in (*f.words, *f.condition)}
    for x in f.figures:
        if x.low is not None and x.low >= 3:
            out[f"#{x.low}"] = _units(SHARED_OF_MANY)
    return out


def _two_words(mine: Mapping[str, int], crowded: set[str], least: int) -> dict[str, int]:
    rarest = sorted((-w, k) for k, w in mine.items() if k in crowded)[:RAREST]
    return {
        " ".join(sorted((one, two))): -v - w
        for (v, one), (w, two) in combinations(rarest, 2)
        if -v - w >= least
    }


def _postings(held: Iterable[dict[str, int]]) -> dict[str, tuple[int, list[int]]]:
    """The statements (by index, in order) that hold each key, and what the key weighs."""
    out: dict[str, tuple[int, list[int]]] = {}
    for i, keys in enumerate(held):
        for key, weight in keys.items():
            out.setdefault(key, (weight, []))[1].append(i)
    return out


def _slots(f: Facts) -> Iterator[Hashable]:
    """Keys besides the words: one voice's conditions, the sums that figures are parts of, and, since few
    words weigh little, the same few words ("It will never happen again")."""
    if f.terms and f.speaker:
        yield "terms", f.voice
    for total in f.adds:
        yield "sum", total
    yield "plain", f.plain
    if 1 <= len(stems := {t.stem for t in f.words}) <= 3:
        yield "words", tuple(sorted(stems))


def clashing_slots(facts: Sequence[Facts]) -> list[tuple[int, int]]:
    """Pairs that can clash whatever their words: both say who holds a place or who claimed an attack, who
    is caught or who the dead are, give an age, an hour, a wound, the attackers' number or a thing's
    only number in their report, count what met one fate, the same number of 20 and more, or people of one
    sort among others ("including five policemen"); or one denies the other without repeating it.

    In a story of more than :data:`FEW` such statements, those that come next to each other by day.
    """
    keyed: dict[Hashable, list[int]] = defaultdict(list)
    answered = {said for f in facts for said in f.answers}
    for i, f in enumerate(facts):
        for said in (*sorted(f.answers), *({f.plain} & answered)):
            keyed["answers", said].append(i)
        if f.control is not None:
            keyed["control"].append(i)
        if of_blame(f):
            keyed["blame"].append(i)
        if of_responsibility(f):
            keyed["responsibility"].append(i)
        for known in ("custody", {"at large", "caught"}), ("identity", {"unnamed", "named"}):
            if left_open(f.text) & known[1]:
                keyed[known[0]].append(i)
        for part in (*particulars(f), *outcomes(f)):
            keyed[part].append(i)
        for who in departures(f):
            keyed["left", who].append(i)
        for contrary in of_a_doer(f):
            keyed["contrary", contrary].append(i)
        for what in {what for what, _ in (*f.single, *f.traits)}:
            keyed["single", what].append(i)
        for fate in {status_class(x.status) or "" for x in f.figures if x.status}:
            keyed["fate", fate].append(i)
        for value in {x.low for x in f.figures if x.low is not None and x.low >= 20}:
            keyed["number", value].append(i)
        for sort in _some_of_them(f):
            keyed["some of them", sort].append(i)
    out: set[tuple[int, int]] = set()
    for where in keyed.values():
        if len(where) <= FEW // 4:
            out.update(combinations(where, 2))
            continue
        dated = sorted(where, key=lambda i: (facts[i].published or "9999", facts[i].id))
        for x, i in enumerate(dated):
            out.update((min(i, j), max(i, j)) for j in dated[x + 1 : x + 1 + CROWD])
    return sorted(out)


SOME_OF_THEM = re.compile(r"\b(?:including|among)\b", re.I)
OFFICERS = frozenset(stem(w) for w in ("officer", "policeman", "policemen", "policewoman"))


def _some_of_them(f: Facts) -> frozenset[str]:
    """The sorts of people of whom a statement counts some among others."""
    if SOME_OF_THEM.search(f.text) is None:
        return frozenset()
    counted = (x for x in f.figures if not x.status and not x.unit and (x.low or 0) >= 2)
    sorts = {stem(x.of.lower()) for x in counted} & PEOPLE
    return frozenset("police" if s in OFFICERS else s for s in sorts)
