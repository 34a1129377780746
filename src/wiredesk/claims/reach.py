"""Which pairs of statements that met are worth judging: those that share enough, or that a slot joins.

In a large story a pair that is not judged costs a tenth of one that is; so what is quickly worked out says
first whether the rest could make the two one claim.
"""

from __future__ import annotations

from functools import lru_cache
from math import log, log1p

from wiredesk.claims.facts import Facts
from wiredesk.claims.judge import HAND
from wiredesk.claims.signals import (
    Pair,
    act_alike,
    names_apart,
    names_shared,
    one_report,
    other_tense,
    same_quotation,
    slots_alike,
    two_voices,
)
from wiredesk.claims.tolls import one_sum

MORE, LESS = 0.35, 0.17
"""In a story of more than :data:`wiredesk.claims.meeting.FEW` statements, the shares of telling words in
common (the larger and the smaller) below which two are not judged, unless a number, a quotation or the like
joins them.  Of 11,000 pairs of the fourteen answer keys these bounds pass over three quarters, and of those
that reach the threshold of :mod:`grouping` one in nine; in a small story those few are worth their time."""

SLIGHT = 0.15
"""The larger share below which two statements of a small story are not judged, unless pairs in doubt are read
together: on four hundred stories that were labelled whole the judge found more without this bound."""

MEANT = 0.2
"""The larger share of telling words, by meaning, from which two statements of a small story that share none
are judged, where pairs in doubt are read together.  On 55 stories that were labelled whole and held back the
claims' F1 rose from .515 to .531; with no bound at all .532, in twice the time."""


def joined(a: Facts, b: Facts) -> bool:
    """Whether two statements may be one claim though they share few words."""
    return bool(
        (a.condition and b.condition)
        or (a.terms and b.terms)
        or (a.figures and b.figures)
        or (a.quotations and b.quotations)
        or (a.control and b.control)
    )


def within_reach(p: Pair) -> bool:
    """Whether a verdict on two statements without figures, terms, quotations or places held in common can
    come to :data:`SLIM`: by all that is quickly worked out, were the rest in their favour."""
    bias, weights, rest = _reach()
    acts, words = act_alike(p), p.words
    total = bias + rest + weights["act_alike"] * acts
    total += weights["cover_less"] * words.less + weights["cover_more"] * words.more
    total += weights["exact_less"] * min(words.exact_left, words.exact_right)
    total += weights["shared_weight"] * log1p(words.weight) / 4 + weights["word_runs"] * words.runs
    if acts >= 0.6:
        total += weights["same_deed"]
    if total + sum(max(0.0, weights[f.__name__]) for f in QUICK) < ODDS:
        return False
    return total + sum(weights[f.__name__] * f(p) for f in QUICK) >= ODDS


SLIM = 0.15
"""A score that a pair of a large story must be able to reach: half of what makes two one claim."""

ODDS = log(SLIM / (1 - SLIM))

QUICK = (slots_alike, names_apart, names_shared, two_voices, one_report, other_tense)

SLOTTED = frozenset(
    "figures_equal same_quotation one_offer same_tolls same_sum rare_figure same_hold".split()
)
"""Signals that need a slot which both fill."""


@lru_cache(maxsize=1)
def _reach() -> tuple[float, dict[str, float], float]:
    """The bias, the weights of what :func:`within_reach` works out (0 where unused), and the sum of what
    else can speak for a pair."""
    bias, weights = HAND
    names = "act_alike same_deed cover_less cover_more exact_less shared_weight word_runs".split()
    names += [f.__name__ for f in QUICK]
    others = sum(max(0.0, w) for n, w in weights.items() if n not in names and n not in SLOTTED)
    return bias, {n: weights.get(n, 0.0) for n in names}, others


def worth_judging(p: Pair, large: bool) -> bool:
    """Whether two statements that share few words may be one claim all the same: by a condition or a
    number; in a ``large`` story by one and the same number, a quotation, or the hold of a place."""
    a, b = p.a, p.b
    if p.conditions.more >= 0.15 or p.terms.more >= 0.3 or one_sum(a, b):
        return True
    if not large:
        return bool(a.figures and b.figures)
    return (
        _one_number(a, b)
        or bool(a.quotations and b.quotations and same_quotation(p))
        or bool(a.control and b.control)
    )


def _one_number(a: Facts, b: Facts) -> bool:
    values = {x.low for x in a.figures if x.low is not None and x.low >= 3}
    return any(x.low in values for x in b.figures)
