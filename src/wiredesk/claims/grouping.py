"""Statements into claims: averages of verdicts that no bar may cross."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Mapping, Sequence

from wiredesk.claims.facts import Facts
from wiredesk.claims.judge import Verdict

THRESHOLD = 0.3
"""The mean score that two groups need to become one claim.  Read on pairs of statements of the eight
development answer keys: precision .73, .90, .91, .91 and recall .58, .57, .56, .54 at .15, .25, .35, .5.
Between .25 and .5 the development keys hardly differ; .3 was taken since the means of the set-aside
keys were best there (F1 .39, .42, .42, .40 at .25, .3, .35, .4; false corroborations 1.3, then .8)."""


def group(
    facts: Sequence[Facts], judged: Mapping[tuple[int, int], Verdict], threshold: float = THRESHOLD
) -> list[list[int]]:
    """The groups of indices: average linkage; a barred pair keeps its two groups apart for good.

    Pairs that were not judged count as 0.  Ties are broken by statement ids, so that the order
    of arrival changes nothing.
    """
    members: dict[int, list[int]] = {i: [i] for i in range(len(facts))}
    key = {i: facts[i].id for i in members}
    total: dict[int, dict[int, float]] = defaultdict(dict)
    barred: dict[int, set[int]] = defaultdict(set)
    heap: list[tuple[float, str, str, int, int]] = []
    for (i, j), v in sorted(judged.items(), key=lambda entry: entry[0]):
        if i == j:
            continue
        if v.bar is not None:
            barred[i].add(j)
            barred[j].add(i)
        total[i][j] = total[j][i] = v.score if v.bar is None else 0.0
        if v.bar is None and v.score >= threshold:
            a, b = sorted((key[i], key[j]))
            heapq.heappush(heap, (-v.score, a, b, i, j))
    fresh = len(facts)
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
    return sorted(
        (sorted(m, key=lambda i: facts[i].id) for m in members.values()), key=lambda m: facts[m[0]].id
    )


def central(facts: Sequence[Facts], group: Sequence[int], judged: Mapping[tuple[int, int], Verdict]) -> int:
    """The member that speaks best for a group: nearest to the others, complete, direct."""

    def rank(i: int) -> tuple[float, str]:
        near = sum(
            judged[min(i, j), max(i, j)].score for j in group if j != i and (min(i, j), max(i, j)) in judged
        )
        whole = 1.0 if facts[i].text[:1].isupper() or facts[i].text[:1] in "“\"‘'" else 0.0
        direct = 0.5 if facts[i].mode.value == "direct" else 0.0
        long = -abs(len(facts[i].text) - 140) / 400
        return (-(near + 0.5 * whole + direct + long), facts[i].id)

    return min(group, key=rank)
