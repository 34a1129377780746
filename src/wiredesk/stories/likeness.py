"""What two reports have in common."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from wiredesk.stories.columns import (
    AGE,
    CAPITAL,
    DAY,
    HEAD,
    LEAD,
    NAME,
    NUMBER,
    RARITY,
    WHOLE,
    Columns,
    Ints,
)
from wiredesk.stories.items import Item

FEATURES = (
    "cosine",
    "lead",
    "head",
    "head_in_lead_low",
    "head_in_lead_high",
    "capitals",
    "names_shared",
    "names_rarest",
    "names",
    "rare_shared",
    "ages_shared",
    "ages_apart",
    "numbers_shared",
    "numbers",
    "days_apart",
    "undated",
    "event_days_shared",
    "event_days_apart",
    "short",
    "long",
    "same_outlet",
)

# Counted with them, and not known to the forest: telling words shared that neither prints as a name.
BESIDE_NAMES = len(FEATURES)

# What a pair is among the neighbours of its two reports: see :func:`wiredesk.stories.context.context`.
CONTEXT = (
    "ratio_low", "ratio_high", "rank_low", "rank_high", "tenth_low", "tenth_high", "company_low",
    "company_high",
)  # fmt: skip

UNDATED = 0.75  # what a missing date leaves of a likeness: between the same day and a week apart


def nearness(left: Item, right: Item) -> float:
    """Likeness of two items, 0 to 1, before judging: cosine of their telling words, less for
    every day between them (a fifth at e - 1 days)."""
    cosine = dot(left.terms, right.terms)
    if left.day is None or right.day is None:
        return cosine * UNDATED
    return cosine / (1 + 0.2 * math.log1p(abs(left.day - right.day)))


def dot(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Dot product of two sparse vectors."""
    if len(b) < len(a):
        a, b = b, a
    return sum([v * b[t] for t, v in a.items() if t in b])


def features(columns: Columns, pairs: Sequence[tuple[int, int]]) -> Any:
    """What the two reports of each pair of slots have in common: a row of 32-bit floats for each pair,
    in the order of :data:`FEATURES`, then :data:`BESIDE_NAMES`.  Symmetric to the last bit."""
    out = np.zeros((len(pairs), BESIDE_NAMES + 1), np.float32)
    often: dict[int, int] = {}
    for pair in pairs:
        for slot in pair:
            often[slot] = often.get(slot, 0) + 1
    around: dict[int, list[tuple[int, int]]] = {}
    for row, (a, b) in enumerate(pairs):
        centre, other = (a, b) if often[a] >= often[b] else (b, a)
        around.setdefault(centre, []).append((row, other))
    for centre, found in around.items():
        rows, others = zip(*found, strict=True)
        out[list(rows)] = _one_with_many(columns, centre, others)
    return out


def _one_with_many(columns: Columns, one: int, many: Sequence[int]) -> Any:
    weight_of, flags_of = columns.scratch
    own = columns.entries[one]
    weight_of[own], flags_of[own] = columns.weights[one], columns.flags[one]
    entries = np.concatenate([columns.entries[m] for m in many])
    theirs = np.concatenate([columns.flags[m] for m in many])
    ours = flags_of[entries]
    both = ours & theirs
    square, rarity = columns.square[entries], columns.rarity[entries]
    lead = both & LEAD > 0
    names = both & NAME > 0
    product = weight_of[entries] * np.concatenate([columns.weights[m] for m in many])
    counted = np.stack(
        [
            product,
            square * lead,
            square * (both & HEAD > 0),
            square * (both & CAPITAL > 0),
            square * names,
            rarity * ((ours & HEAD > 0) & (theirs & LEAD > 0)),
            rarity * ((theirs & HEAD > 0) & (ours & LEAD > 0)),
            columns.excess[entries] * lead,
            names,
            both & AGE > 0,
            both & NUMBER > 0,
            both & DAY > 0,
            (product > 0) & ((ours | theirs) & CAPITAL == 0),
        ]
    )
    weight_of[own], flags_of[own] = 0, 0
    ends = np.cumsum([len(columns.entries[m]) for m in many])
    starts = np.concatenate([[0], ends[:-1]])
    summed = np.add.reduceat(counted, starts, axis=1)
    rarest = np.maximum.reduceat(rarity * names, starts)
    return np.stack(_row(columns, one, many, summed, rarest), axis=1)


def _row(columns: Columns, one: int, many: Sequence[int], summed: Ints, rarest: Ints) -> list[Any]:
    """The features, one array each, from what was counted."""
    mine, theirs = columns.sums[one], columns.sums[list(many)]
    cosine, *squares = summed[:5]
    norms = [np.sqrt(mine[n].astype(float) * theirs[:, n]) for n in range(4)]
    lead, head, capitals, names = (s / np.maximum(n, 1.0) for s, n in zip(squares, norms, strict=True))
    ways = summed[5] / max(1, mine[4]), summed[6] / np.maximum(theirs[:, 4], 1)
    shared_names, ages, numbers, days, beside_names = summed[8:]
    fewest = np.maximum(np.minimum(mine[6], theirs[:, 6]), 1)
    sizes = np.array([columns.size[m] for m in many]), columns.size[one]
    outlet = columns.outlet[one]
    return [
        cosine / (WHOLE * WHOLE),
        lead,
        head,
        np.minimum(*ways),
        np.maximum(*ways),
        capitals,
        np.minimum(10, shared_names),
        rarest / RARITY,
        names,
        np.minimum(60.0, summed[7] / RARITY),
        np.minimum(5, ages),
        (mine[5] > 0) & (theirs[:, 5] > 0) & (ages == 0),
        np.minimum(10, numbers),
        numbers / fewest,
        *_days(columns, one, many),
        days,
        np.array([_event_days_apart(columns.days[one], columns.days[m]) for m in many]),
        np.log1p(np.minimum(*sizes)),
        np.log1p(np.maximum(*sizes)),
        np.array([bool(outlet and outlet == columns.outlet[m]) for m in many]),
        np.minimum(60, beside_names),
    ]


def _days(columns: Columns, one: int, many: Sequence[int]) -> tuple[Any, Any]:
    """How far apart the reports were published, and whether one is undated."""
    day = columns.day[one]
    apart = [None if day is None or (d := columns.day[m]) is None else abs(day - d) for m in many]
    return (
        np.array([0.0 if a is None else math.log1p(a) for a in apart]),
        np.array([a is None for a in apart]),
    )


def _event_days_apart(one: Sequence[int], other: Sequence[int]) -> float:
    if not one or not other:
        return -1.0
    return math.log1p(min(abs(a - b) for a in one for b in other))
