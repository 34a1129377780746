"""Sequences of labels: the likeliest one, and the ranges of words that it marks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def viterbi(np: Any, scores: Any, steps: Any) -> list[int]:
    """The best label sequence for word scores (words, labels) and step scores (from, to)."""
    n = len(scores)
    best = scores[0].copy()
    back = []
    for t in range(1, n):
        ways = best[:, None] + steps
        back.append(ways.argmax(0))
        best = ways.max(0) + scores[t]
    at = int(best.argmax())
    out = [at]
    for pointers in reversed(back):
        at = int(pointers[at])
        out.append(at)
    return out[::-1]


def spans_of_labels(labels: Sequence[str], kind: str) -> list[tuple[int, int]]:
    """Word ranges of the label kind ("S" or "C"; "" for plain B and I)."""
    out: list[tuple[int, int]] = []
    start = -1
    for i, label in enumerate([*labels, "O"]):
        mine = label != "O" and (not kind or label.startswith(kind))
        opens = mine and label[len(kind) :] in ("B", "S")
        if start >= 0 and (not mine or opens):
            out.append((start, i))
            start = -1
        if mine and start < 0:
            start = i
    return out
