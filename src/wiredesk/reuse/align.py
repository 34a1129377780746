"""Exact alignment of two texts: runs of equal words, joined over small changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wiredesk.text.shingles import shingles

SEED = 5  # words: the shortest equal run that an alignment starts from
LEAST = 8  # equal words that a passage must have
GAP = 6  # words that may differ, on either side, between two equal runs of one passage
TAIL = 3  # equal words beyond a changed one that still belong to a passage
REPEATS = 16  # places on the right that one run of the left is tried at


@dataclass(frozen=True, slots=True, order=True)
class Run:
    """``length`` equal words from word ``left`` of one text and word ``right`` of the other."""

    left: int
    right: int
    length: int


@dataclass(frozen=True, slots=True)
class Aligned:
    """A passage as half-open word ranges of both texts, and how many of its words are equal."""

    left: int
    left_end: int
    right: int
    right_end: int
    equal: int

    @property
    def exact(self) -> bool:
        """Whether the words are the same, one by one."""
        return self.equal == self.left_end - self.left == self.right_end - self.right

    def cut(self, before: int, after: int) -> Aligned:
        """An exact passage without its first ``before`` and last ``after`` words."""
        return Aligned(
            self.left + before,
            self.left_end - after,
            self.right + before,
            self.right_end - after,
            self.equal - before - after,
        )


class Indexed:
    """A text's words, ready to be aligned with many others: keys, and where each run of
    :data:`SEED` words stands (its first :data:`REPEATS` places)."""

    def __init__(self, keys: Sequence[int]) -> None:
        self.keys = keys
        self.places: dict[int, list[int]] = {}
        for i, gram in enumerate(shingles(keys, SEED)):
            at = self.places.setdefault(gram, [])
            if len(at) < REPEATS:
                at.append(i)


def runs(indexed: Indexed, right: Sequence[int], grams: Sequence[int]) -> list[Run]:
    """Every maximal run of at least :data:`SEED` equal words; ``grams`` are the hashed runs of the right
    text."""
    left = indexed.keys
    out: list[Run] = []
    for j in [j for j, gram in enumerate(grams) if gram in indexed.places]:
        for i in indexed.places[grams[j]]:
            if i and j and left[i - 1] == right[j - 1]:
                continue  # inside a run that began earlier
            length = 0
            while (
                i + length < len(left) and j + length < len(right) and left[i + length] == right[j + length]
            ):
                length += 1
            if length >= SEED:
                out.append(Run(i, j, length))
    return out


def _taken(found: list[Run], left: int, right: int) -> list[Run]:
    """The runs, longest first, with the words that a longer one already has cut away."""
    used_left, used_right = bytearray(left), bytearray(right)
    out: list[Run] = []
    for run in found:
        start = 0
        while start < run.length:
            while start < run.length and (used_left[run.left + start] or used_right[run.right + start]):
                start += 1
            end = start
            while end < run.length and not (used_left[run.left + end] or used_right[run.right + end]):
                end += 1
            if end - start >= SEED:
                used_left[run.left + start : run.left + end] = b"\1" * (end - start)
                used_right[run.right + start : run.right + end] = b"\1" * (end - start)
                out.append(Run(run.left + start, run.right + start, end - start))
            start = end + 1
    return sorted(out)


def align(indexed: Indexed, right: Sequence[int], grams: Sequence[int] | None = None) -> list[Aligned]:
    """The copied passages of a text and another given as word keys, in order of the first.

    Equal runs (seed and extend) that follow each other in both texts with at most :data:`GAP`
    other words between them are one passage: a changed figure, a dropped adverb, another
    spelling.  A passage has at least :data:`LEAST` equal words, and more equal words than others.
    """
    if grams is None:
        grams = shingles(right, SEED)
    return joined(runs(indexed, right, grams), indexed.keys, right)


def joined(found: list[Run], left: Sequence[int], right: Sequence[int]) -> list[Aligned]:
    """The passages that runs of equal words make."""
    found.sort(key=lambda r: (-r.length, r.left, r.right))
    out: list[Aligned] = []
    for run in _taken(found, len(left), len(right)):
        end_left, end_right = run.left + run.length, run.right + run.length
        if out:
            last = out[-1]
            gap_left, gap_right = run.left - last.left_end, run.right - last.right_end
            if 0 <= gap_left <= GAP and 0 <= gap_right <= GAP:
                between = 0
                if gap_left == gap_right:
                    pairs = zip(
                        left[last.left_end : run.left], right[last.right_end : run.right], strict=True
                    )
                    between = sum(a == b for a, b in pairs)
                out[-1] = Aligned(
                    last.left, end_left, last.right, end_right, last.equal + run.length + between
                )
                continue
        out.append(Aligned(run.left, end_left, run.right, end_right, run.length))
    return extended([a for a in out if a.equal >= LEAST], left, right)


def _any(left: bytearray, right: bytearray, i: int, j: int, length: int) -> bool:
    return any(left[i : i + length]) or any(right[j : j + length])


def extended(found: list[Aligned], left: Sequence[int], right: Sequence[int]) -> list[Aligned]:
    """The passages, each stretched over one changed word, or two, that at least :data:`TAIL`
    equal words follow (or come before): what a seed of :data:`SEED` words is too long to see."""
    used_left, used_right = bytearray(len(left)), bytearray(len(right))
    for a in found:
        used_left[a.left : a.left_end] = b"\1" * (a.left_end - a.left)
        used_right[a.right : a.right_end] = b"\1" * (a.right_end - a.right)

    def tail(i: int, j: int, step: int) -> int:
        length = 0
        while 0 <= i < len(left) and 0 <= j < len(right) and left[i] == right[j]:
            if used_left[i] or used_right[j]:
                break
            i, j, length = i + step, j + step, length + 1
        return length

    out = []
    for a in found:
        for gap in (1, 2):
            after = tail(a.left_end + gap, a.right_end + gap, 1)
            if after >= TAIL and not _any(used_left, used_right, a.left_end, a.right_end, gap):
                a = Aligned(
                    a.left, a.left_end + gap + after, a.right, a.right_end + gap + after, a.equal + after
                )
                break
        for gap in (1, 2):
            before = tail(a.left - 1 - gap, a.right - 1 - gap, -1)
            if before >= TAIL and not _any(used_left, used_right, a.left - gap, a.right - gap, gap):
                a = Aligned(
                    a.left - gap - before, a.left_end, a.right - gap - before, a.right_end, a.equal + before
                )
                break
        used_left[a.left : a.left_end] = b"\1" * (a.left_end - a.left)
        used_right[a.right : a.right_end] = b"\1" * (a.right_end - a.right)
        out.append(a)
    return out
