"""Two tolls of one event: when the counts cannot both hold, and when one grew into the other."""

from __future__ import annotations

import re

from wiredesk.claims.definitions import counted_within
from wiredesk.claims.facts import Facts
from wiredesk.claims.figures import compare, middle, status_class, telling
from wiredesk.claims.findings import Clash, quoted, updated
from wiredesk.claims.likeness import Likeness
from wiredesk.claims.occasions import given_together, other_sort, two_occasions
from wiredesk.claims.signals import Pair, days_apart
from wiredesk.claims.tolls import (
    FAR,
    FEW,
    RISEN,
    gives_toll,
    part_of,
    rivals,
    some_of_the_harmed,
    tolls,
    too_far,
    totals,
    with_the_doers,
    with_the_others,
)
from wiredesk.claims.variants import FLOOR
from wiredesk.model.statements import Figure


def toll_clash(p: Pair, by: Likeness) -> Clash | None:
    """Two tolls of one event: the same fate, another number.

    "At least 43" and "at least 100" can both hold to the letter, and no desk prints both as one
    figure: the kind is "update" where the higher comes from a later day or is said to have risen,
    else "figure".  Of two that are far apart one counts something else.
    """
    a, b = p.a, p.b
    if not tolls(a) or not tolls(b) or a.background or b.background or (days_apart(a, b) or 0) >= 1:
        return None
    if p.context.more < (0.1 if gives_toll(a) and gives_toll(b) else 0.3) and not _rivals(p):
        return None
    if a.where and b.where and not ((a.where | a.inside) & b.where or (b.where | b.inside) & a.where):
        return None
    if (a.report == b.report and a.voice == b.voice and not _rivals(p)) or counts_of_two(p):
        return None
    if in_passing(p):
        return None
    if any(compare(x, y) == "equal" for x in tolls(a) for y in tolls(b)) or any_equal(a, b):
        return None
    for x in tolls(a)[:1]:
        for y in tolls(b)[:1]:
            one, two = middle(x), middle(y)
            if status_class(x.status) != status_class(y.status) or x.unit != y.unit or not one or not two:
                continue
            if other_sort(x, y):
                continue
            agree = compare(x, y)
            if (
                agree == "equal"
                or (
                    agree == "compatible"
                    and (_rounded(x) or _rounded(y) or _floor(x, y) or _bounds_meet(x, y))
                )
                or max(one, two) > 20 * min(one, two)
            ):
                continue
            low, high = (a, b) if one < two else (b, a)
            grown = bool(low.published and high.published and low.published < high.published)
            if (
                _one_voice_later(a, b)
                or grown
                or RISEN.search(high.text)
                or (RISEN.search(low.text) and not REACHED.search(low.text))
            ):
                return updated("toll", f"The count of {x.status} changed", low, high)
            if too_far(one, two, a.report == b.report) and not _rivals(p):
                if _grows(x if low is a else y, low, high):
                    return updated("toll", f"The count of {x.status} changed", low, high)
                continue
            return Clash("figure", f"The count of {x.status} differs: {quoted(a)} and {quoted(b)}.", 0.75)
    return None


def _grows(least: Figure, low: Facts, high: Facts) -> bool:
    """Whether the lower of two small tolls is only a floor ("at least three") of an early report, which a
    later count overtakes though it is more than twice as high."""
    one, two = (low.published or "")[:10], (high.published or "")[:10]
    most = middle(tolls(high)[0]) or 0.0
    small = (least.low or 0) < FEW and most < FAR * (least.low or 0)
    return least.high is None and low.report != high.report and small and not (one and two and two < one)


def _one_voice_later(a: Facts, b: Facts) -> bool:
    """Whether one voice gives two numbers on two days: it revises its own, up or down."""
    one, two = (a.published or "")[:10], (b.published or "")[:10]
    return a.speaker and a.voice == b.voice and bool(one and two) and one != two


REACHED = re.compile(r"\b(?:climb|ris|rose|jump|grow|grew|increas|soar|reach)\w* to\b", re.I)
"""Words of a toll that has come up to its number: one above it, of the same day, is another count."""


def counts_of_two(p: Pair) -> str | None:
    """Why the counts of two statements can both hold whatever their numbers; None where nothing says so."""
    if part_of(p.a, p.b):
        return "one count comes on top of another, or is a part of it"
    if with_the_others(p.a, p.b):
        return "one counts the others beside some, the other all of them"
    if some_of_the_harmed(p.a, p.b):
        return "one counts those who were taken to a hospital, or are there, of all who were harmed"
    if with_the_doers(p.a, p.b):
        return "one counts those who did it among the dead"
    why = counted_within(p) or two_occasions(p.a, p.b)
    return why or (None if _rivals(p) else given_together(p.a, p.b))


def _rivals(p: Pair) -> bool:
    return rivals(p.a, p.b) or rivals(p.b, p.a)


def _rounded(x: Figure) -> bool:
    return not x.exact and x.low is not None and x.high is not None


def _floor(x: Figure, y: Figure) -> bool:
    """Whether one is a floor that the other, an exact count, stands on: "at least 40" and 43."""
    for low, exact in ((x, y), (y, x)):
        if low.high is None and low.low and exact.low is not None and exact.low == exact.high:
            return low.low <= exact.low <= FLOOR * low.low
    return False


def in_passing(p: Pair) -> bool:
    """Whether one report gives one number itself and quotes the other, in quite other words: it tells of two
    blows, for it does not dispute a voice in passing.  In stories labelled whole two of 24 clashes found
    between a report's own figure and one that it quotes were clashes."""
    a, b = p.a, p.b
    if a.report != b.report or a.speaker == b.speaker or RISEN.search(a.text) or RISEN.search(b.text):
        return False
    return p.words.less < 0.3 and not _rivals(p)


def _bounds_meet(x: Figure, y: Figure) -> bool:
    """Whether both can hold by an upper bound: "up to four" and three."""
    return any(
        a.low is None and a.high is not None and (middle(b) or 0) <= a.high for a, b in ((x, y), (y, x))
    )


def any_equal(a: Facts, b: Facts) -> bool:
    """Whether one toll stands on the other side too, of whatever fate: "5,000 left" and "5,000 evacuated",
    "two women and a child" and "three people"."""
    one, two = ({middle(x) for x in f.figures if telling(x)} | totals(f) for f in (a, b))
    return any(middle(x) in two for x in tolls(a)) or any(middle(y) in one for y in tolls(b))
