"""The judge: whether two statements say the same thing, and why.

A logistic model of few weights joins the signals (:mod:`signals`); the bars (:mod:`bars`) say what
can never be one claim: likeness proposes, slots decide.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from math import exp

from wiredesk.claims.bars import BARS, two_conditions
from wiredesk.claims.likeness import Likeness
from wiredesk.claims.polarity import opposed
from wiredesk.claims.signals import SIGNALS, Pair, days_apart, pair, slots_alike

__all__ = [
    "BARS",
    "HAND",
    "SIGNALS",
    "Pair",
    "Verdict",
    "days_apart",
    "models",
    "opposed",
    "pair",
    "slots_alike",
    "two_conditions",
    "verdict",
    "weights_for",
]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How alike two statements are, 0 to 1, what speaks for it, and what bars it (None: nothing)."""

    score: float
    signals: Mapping[str, float]
    bar: str | None


@lru_cache(maxsize=1)
def models() -> dict[str, tuple[float, dict[str, float]]]:
    """The trained weights by name: bias, and weight by signal; empty where the file is missing."""
    path = resources.files("wiredesk.claims") / "judge.json"
    if not path.is_file():
        return {}
    data = json.loads(path.read_text("utf-8"))
    return {k: (float(m["bias"]), {n: float(w) for n, w in m["weights"].items()}) for k, m in data.items()}


HAND: tuple[float, dict[str, float]] = (
    -8.0,
    {
        "cover_less": 5.0,
        "cover_more": 3.0,
        "exact_less": 2.0,
        "shared_weight": 2.0,
        "word_runs": 1.5,
        "names_apart": -0.5,
        "act_alike": 3.0,
        "slots_alike": 0.8,
        "figures_equal": 2.0,
        "figures_apart": -0.5,
        "quoted_twice": 0.6,
        "same_quotation": 6.0,
        "one_offer": 8.5,
        "same_tolls": 7.0,
        "same_sum": 9.0,
        "rare_figure": 3.0,
        "same_hold": 3.0,
        "names_alone": -2.0,
        "same_deed": 1.5,
        "common_more": 1.0,
        "names_shared": -1.0,
        "other_tense": -1.5,
        "one_report": -0.5,
        "two_voices": -0.7,
    },
)
"""Weights for statements of a story: set by hand, then four of them moved by steps of a half and one to
the best mean F1 and precision on the nine answer keys (see docs/models/claims.md)."""


MEANT: tuple[float, dict[str, float]] = (HAND[0] + 1.0, {**HAND[1], "meaning_alike": 5.0})
"""The same where meanings are compared: two numbers more, chosen among some forty pairs of numbers on the
twenty-three read answer keys."""


def weights_for(by: Likeness) -> tuple[float, dict[str, float]]:
    """Bias and weights for the statements of a story."""
    return MEANT if by.deep else HAND


def verdict(p: Pair) -> Verdict:
    """The verdict on two statements of one story."""
    bias, weights = weights_for(p.by)
    signals = {f.__name__: f(p) for f in SIGNALS if f.__name__ in weights}
    total = bias + sum(weights.get(k, 0.0) * v for k, v in signals.items())
    score = 1.0 / (1.0 + exp(-max(-30.0, min(30.0, total))))
    return Verdict(round(score, 5), signals, next((why for f in BARS if (why := f(p))), None))
