"""How likely two reports are of one event."""

from __future__ import annotations

import math
from collections.abc import Mapping

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


def _cosine(left: Item, right: Item, what: str) -> float:
    """Cosine of two sets of words with their rarity as weight."""
    a, b = getattr(left, what), getattr(right, what)
    if not a or not b:
        return 0.0
    shared = sum([v * v for t, v in a.items() if t in b])
    norm: float = math.sqrt(left.weights[what][1] * right.weights[what][1])
    return float(shared) / norm


def _head_in_lead(left: Item, right: Item) -> float:
    """Part of the weight of one's title that the other's title and first words have too."""
    whole, lead = left.weights["head"][0], right.lead
    return sum([v for t, v in left.head.items() if t in lead]) / whole if whole else 0.0


def dot(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Dot product of two sparse vectors."""
    if len(b) < len(a):
        a, b = b, a
    return sum([v * b[t] for t, v in a.items() if t in b])


def features(left: Item, right: Item) -> tuple[float, ...]:
    """What two items have in common, in the order of :data:`FEATURES`.

    Symmetric but for the last digit of sums: always give the item with the smaller id first."""
    ways = (_head_in_lead(left, right), _head_in_lead(right, left))
    names = [n for n in left.names if n in right.names]
    rare = sum([v - 5 for t, v in left.lead.items() if v > 5 and t in right.lead])
    apart = 0.0
    undated = left.day is None or right.day is None
    if left.day is not None and right.day is not None:
        apart = math.log1p(abs(left.day - right.day))
    event_apart = -1.0
    if left.days and right.days:
        event_apart = math.log1p(min(abs(a - b) for a in left.days for b in right.days))
    sizes = sorted((left.size, right.size))
    return (
        dot(left.terms, right.terms),
        _cosine(left, right, "lead"),
        _cosine(left, right, "head"),
        min(ways),
        max(ways),
        _cosine(left, right, "capitals"),
        min(10.0, len(names)),
        max([left.names[n] for n in names], default=0.0),
        _cosine(left, right, "names"),
        min(60.0, rare),
        min(5.0, len(left.ages & right.ages)),
        float(bool(left.ages and right.ages and not left.ages & right.ages)),
        min(10.0, len(left.numbers & right.numbers)),
        len(left.numbers & right.numbers) / max(1, min(len(left.numbers), len(right.numbers))),
        apart,
        float(undated),
        float(len(left.days & right.days)),
        event_apart,
        math.log1p(sizes[0]),
        math.log1p(sizes[1]),
        float(bool(left.outlet and left.outlet == right.outlet)),
    )
