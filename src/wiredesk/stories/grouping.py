"""Groups from scored pairs: average linkage on the pairs that were compared.

Two groups are only ever joined where at least one pair of theirs scores :data:`LEAST` or more, so
each set of reports that such pairs connect can be grouped by itself: what lies outside changes nothing.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping, Sequence

LEAST = 0.5  # average probability at which two groups are one story, chosen on both public sets
SEVERAL = 3  # members of a group that a leftover report may join by its nearer half
REACH = 20  # pairs that one report can bring to a join: it is compared with its nearest only
# Connected reports from which those of one dense crowd are taken as one before linkage: twice REACH, as
# averages over the pairs compared say little of more.  At 100 an agency's report in 150 papers, each with
# edits of its own, was in nine pieces (invented); no story of the public sets has so many connected.
CROWD = 40
KIN = 0.1  # probability from which a report is of another's company
COMMON = 3  # company that the two ends of a likely pair must share for it to hold a crowd together

Scores = Mapping[tuple[int, int], float]


def linked(
    size: int, scores: Scores, least: float = LEAST, together: Sequence[list[int]] | None = None
) -> list[list[int]]:
    """Groups of the numbers below ``size``: the two groups whose pairs score highest on average are
    joined, again and again, while that average is at least ``least``.

    A pair that is not in ``scores`` (smaller number first) counts as 0, but a report brings no more
    than :data:`REACH` pairs to a join: in a story of hundreds it is compared with its nearest alone.
    Ties go to the smaller numbers, which must be in the order of ids for the groups to depend on the
    set.  Where more than :data:`CROWD` reports are connected, crowds (:func:`crowds`) come first; given
    as ``together`` (of all numbers, each sorted), only the pairs between them are asked for.
    Last, a number that stayed alone joins the group of :data:`SEVERAL` or more whose nearer half it
    belongs to: a short report of an event is like some of the others, seldom like all.
    """
    if together is None:
        together = crowds(size, scores, least) if size > CROWD else [[i] for i in range(size)]
    members = {group[0]: list(group) for group in together}
    head = {i: h for h, group in members.items() for i in group}
    sums: dict[int, dict[int, float]] = {h: {} for h in members}
    for (a, b), score in scores.items():
        one, other = head[a], head[b]
        if one != other and score > 0:
            sums[one][other] = sums[other][one] = sums[one].get(other, 0.0) + score
    heap = [
        (-total / _pairs(len(members[a]), len(members[b])), a, b)
        for a, near in sums.items()
        for b, total in near.items()
        if a < b
    ]
    heapq.heapify(heap)
    while heap:
        worth, a, b = heapq.heappop(heap)
        if -worth < least:
            break
        if a not in members or b not in members:
            continue
        total = sums[a].get(b)
        if total is None or -worth != total / _pairs(len(members[a]), len(members[b])):
            continue  # one of the two has grown since
        _join(a, b, members, sums)
        for other, value in sums[a].items():
            average = value / _pairs(len(members[a]), len(members[other]))
            if average >= least:
                heapq.heappush(heap, (-average, min(a, other), max(a, other)))
    return sorted(sorted(group) for group in _attached(members, scores, least))


def _pairs(one: int, other: int) -> int:
    """How many pairs two groups are judged by."""
    return min(one, other) * min(max(one, other), REACH)


def crowds(size: int, scores: Scores, least: float = LEAST) -> list[list[int]]:
    """Numbers held together by likely pairs whose two ends share company; others alone.

    In a story of thousands nobody is compared with everybody, and averages over pairs break it to
    pieces.  One wrong pair does not join two crowds: its ends share no company.  :data:`KIN` and
    :data:`COMMON` were chosen on an invented story of 500 (``bench/streams.py``): 99% of it stays
    whole; 88% with company of .5, 65% with pairs and company of .8.
    """
    company: list[set[int]] = [set() for _ in range(size)]
    for (a, b), score in scores.items():
        if score >= KIN * least / LEAST:  # scores may be in other steps than from 0 to 1, as `least` is
            company[a].add(b)
            company[b].add(a)
    likely = (pair for pair, score in scores.items() if score >= least)
    root = joined(size, (p for p in likely if len(company[p[0]] & company[p[1]]) >= COMMON))
    groups: dict[int, list[int]] = {}
    for i in range(size):
        groups.setdefault(root(i), []).append(i)
    return list(groups.values())


def joined(size: int, pairs: Iterable[tuple[int, int]]) -> Callable[[int], int]:
    """A function that gives for each number the smallest that pairs connect it to."""
    parent = list(range(size))

    def root(x: int) -> int:
        while parent[x] != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x

    for a, b in pairs:
        low, high = sorted((root(a), root(b)))
        parent[high] = low
    return root


def _attached(members: Mapping[int, list[int]], scores: Scores, least: float) -> list[list[int]]:
    """The groups, single numbers joined to the group whose nearer half is nearest on average."""
    home = {i: head for head, group in members.items() if len(group) >= SEVERAL for i in group}
    alone = {group[0] for group in members.values() if len(group) == 1}
    found: dict[int, dict[int, list[float]]] = {}
    for (a, b), score in scores.items():
        for one, other in ((a, b), (b, a)):
            if one in alone and other in home:
                found.setdefault(one, {}).setdefault(home[other], []).append(score)
    joining: dict[int, int] = {}
    for one, near in found.items():
        best = []
        for head, values in near.items():
            half = min((len(members[head]) + 1) // 2, REACH // 2)
            best.append((sum(sorted(values)[-half:]) / half, -head))
        worth, head = max(best)
        if worth >= least:
            joining[one] = -head
    out = {head: list(group) for head, group in members.items() if head not in joining}
    for one, head in joining.items():
        out[head].append(one)
    return list(out.values())


def _join(a: int, b: int, members: dict[int, list[int]], sums: dict[int, dict[int, float]]) -> None:
    members[a] += members.pop(b)
    for other, value in sums.pop(b).items():
        sums[other].pop(b)
        if other != a:
            joined = sums[a].get(other, 0.0) + value
            sums[a][other] = sums[other][a] = joined
