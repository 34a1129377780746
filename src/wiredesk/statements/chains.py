"""Sequences of labels: the likeliest one, and the ranges of words that it marks."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from typing import Any


def paths(scores: Sequence[Any], steps: Any) -> list[list[int]]:
    """The best label sequence of each chain, for word scores (words, labels) and step scores (from, to).

    All chains go ahead word by word together (Viterbi); each result is that of the chain alone.
    """
    import numpy as np

    if not scores:
        return []
    order = sorted(range(len(scores)), key=lambda k: -len(scores[k]))
    sizes = [len(scores[k]) for k in order]
    every = np.zeros((sizes[0], len(order), steps.shape[0]), dtype=scores[0].dtype)
    for n, k in enumerate(order):
        every[: sizes[n], n] = scores[k]
    running = [0] * (sizes[0] + 1)  # how many chains have a word there
    for size in sizes:
        running[size - 1] += 1
    for t in range(sizes[0] - 2, -1, -1):
        running[t] += running[t + 1]
    # the best way to each label at each word; behind a chain's last word, what it was there
    best = np.empty_like(every)
    best[0] = every[0]
    into = np.ascontiguousarray(steps.T)
    for t in range(1, sizes[0]):
        many = running[t]
        np.maximum.reduce(best[t - 1, :many, None, :] + into, 2, out=best[t, :many])
        best[t, :many] += every[t, :many]
        best[t, many:] = best[t - 1, many:]
    labels = np.empty((sizes[0], len(order)), dtype=np.int64)
    labels[-1] = best[-1].argmax(1)
    for t in range(sizes[0] - 2, -1, -1):  # where it came from is asked of the best way alone
        many = running[t + 1]
        at = labels[t + 1, :many]
        labels[t, :many] = (best[t, :many] + into[at]).argmax(1)
        labels[t, many:] = labels[t + 1, many:]
    table = labels.T.tolist()
    out: list[list[int]] = [[] for _ in scores]
    for n, k in enumerate(order):
        out[k] = table[n][: sizes[n]]
    return out


def marginals(scores: Sequence[Any], steps: Any) -> list[tuple[Any, float]]:
    """For each chain the chance of every label at every word, over all label sequences, and the log of the
    sum of all sequences' weights; ``scores`` and ``steps`` as for :func:`paths`.  All go ahead together."""
    import numpy as np

    if not scores:
        return []
    sizes = np.asarray([len(s) for s in scores])
    longest, labels = int(sizes.max()), steps.shape[0]
    every = np.zeros((len(scores), longest, labels))
    for k, one in enumerate(scores):
        every[k, : len(one)] = one

    def summed(values: Any, axis: int) -> Any:
        top = values.max(axis, keepdims=True)
        return np.squeeze(top, axis) + np.log(np.exp(values - top).sum(axis))

    ahead, behind = every.copy(), np.zeros_like(every)
    for t in range(1, longest):
        live = (t < sizes)[:, None]
        ahead[:, t] = np.where(
            live, summed(ahead[:, t - 1, :, None] + steps, 1) + every[:, t], ahead[:, t - 1]
        )
    for t in range(longest - 2, -1, -1):
        live = (t + 1 < sizes)[:, None]
        ways = steps + (behind[:, t + 1] + every[:, t + 1])[:, None, :]
        behind[:, t] = np.where(live, summed(ways, 2), behind[:, t + 1])
    totals = summed(ahead[:, -1], 1)
    chances = np.exp(ahead + behind - totals[:, None, None])
    return [(chances[k, :size], float(totals[k])) for k, size in enumerate(sizes.tolist())]


def spans_of_labels(labels: Sequence[str], kind: str) -> list[tuple[int, int]]:
    """Word ranges of the label kind ("S" or "C"; "" for plain B and I)."""
    out: list[tuple[int, int]] = []
    start, first = -1, (kind + "B", kind + "S")
    for i, label in enumerate([*labels, "O"]):
        if label == "O" and start < 0:
            continue
        mine = label != "O" and (not kind or label.startswith(kind))
        opens = mine and label in first
        if start >= 0 and (not mine or opens):
            out.append((start, i))
            start = -1
        if mine and start < 0:
            start = i
    return out


def span_chances(
    scores: Sequence[Sequence[float]], steps: Sequence[Sequence[float]], floor: float = 0.02
) -> list[tuple[float, int, int]]:
    """(chance, first word, word after the last) of every span that a field of three labels allows.

    ``scores`` of each word and ``steps`` from label to label are those of :func:`paths`, for the labels
    "outside", "begins", "inside".  The chance is that exactly these words are a span, over all label
    sequences (forward-backward); spans under ``floor`` are left out.  A few microseconds a word.
    """
    n = len(scores)
    (oo, ob, oi), (bo, bb, bi), (io, ib, ii) = [[exp(v) for v in row] for row in steps]
    seen = []
    for x, y, z in scores:
        top = x if x >= y else y
        if z > top:
            top = z
        seen.append((exp(x - top), exp(y - top), exp(z - top)))
    ahead, sums = [], []
    o, b, i = seen[0]
    for t in range(n):
        if t:
            x, y, z = seen[t]
            o, b, i = (
                (o * oo + b * bo + i * io) * x,
                (o * ob + b * bb + i * ib) * y,
                (o * oi + b * bi + i * ii) * z,
            )
        total = o + b + i
        o, b, i = o / total, b / total, i / total
        ahead.append(b)
        sums.append(total)
    behind = [(1.0, 1.0, 1.0)] * n
    o = b = i = 1.0
    for t in range(n - 2, -1, -1):
        x, y, z = seen[t + 1]
        total = sums[t + 1]
        x, y, z = x * o / total, y * b / total, z * i / total
        behind[t] = o, b, i = (oo * x + ob * y + oi * z, bo * x + bb * y + bi * z, io * x + ib * y + ii * z)
    out = []
    for start in range(n):
        chance = ahead[start]
        if chance * behind[start][1] < floor:
            continue
        leave, begin, stay = bo, bb, bi
        for stop in range(start + 1, n + 1):
            if stop == n:
                ends = chance
            else:
                x, y, _ = seen[stop]
                o, b, _ = behind[stop]
                ends = chance * (leave * x * o + begin * y * b) / sums[stop]
            if ends >= floor:
                out.append((ends, start, stop))
            if stop < n:
                chance *= stay * seen[stop][2] / sums[stop]
                if chance * behind[stop][2] < floor:
                    break
                leave, begin, stay = io, ib, ii
    return out


def likeliest(chances: Sequence[tuple[float, int, int]], bar: float) -> list[tuple[int, int]]:
    """The spans of at least the chance ``bar``, the likeliest first taken, none over another; in order."""
    out: list[tuple[int, int]] = []
    for chance, start, stop in sorted(chances, key=lambda c: (-c[0], c[1], c[2])):
        if chance >= bar and not any(start < b and a < stop for a, b in out):
            out.append((start, stop))
    return sorted(out)
