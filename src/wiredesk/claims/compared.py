"""The statements of one story compared: each pair that is worth it once, however often the story grows.

A verdict on two statements depends on what they say and on what their words weigh in the story, and on
nothing else.  So it is remembered under the two, each numbered anew when anything of it is another;
what comes out is the same as if nothing had been remembered, and a new report costs its own pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from math import log, log1p
from threading import Lock

from wiredesk.claims.clashes import at_stake, clash
from wiredesk.claims.facts import Facts
from wiredesk.claims.findings import Clash
from wiredesk.claims.judge import HAND, Verdict, models, pair, verdict
from wiredesk.claims.likeness import Cover, Likeness
from wiredesk.claims.meeting import FEW, clashing_slots, meetings
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
"""The larger share below which two statements of a small story are not judged."""

STORIES = 4
"""So many stories' comparisons are remembered in a process, those asked for last."""

MOST = 400_000
"""A story with more pairs than this is not remembered: its verdicts would fill the memory."""


class Compared:
    """The comparisons of one story's statements."""

    def __init__(self) -> None:
        self._now: dict[str, tuple[int, Facts]] = {}  # by id: its number, and what it says
        self._words: Mapping[str, tuple[str, float, float]] = {}
        self._next = 0
        self._verdicts: dict[tuple[int, int], Verdict | None] = {}  # None: may clash, is not judged
        self._seen: set[int] = set()  # the numbers of statements that were compared with all they meet
        self._passed: dict[int, set[int]] = {}  # numbers of a statement's pairs that were not judged
        self._clashes: dict[tuple[int, int], Clash | None] = {}
        self._given: Sequence[Facts] = ()
        self._by = Likeness(())
        self._facts: Sequence[Facts] = ()
        self._numbers: list[int] = []
        self._large = False
        self._met: list[tuple[int, int]] | None = None  # the pairs that are judged, or may clash

    def take(self, facts: Sequence[Facts]) -> None:
        """Have exactly these statements, in the order of their ids."""
        if len(facts) == len(self._given) and all(
            f is g or f == g for f, g in zip(facts, self._given, strict=True)
        ):
            return
        by = Likeness(facts)
        words = by.weights()
        if self._large != (len(facts) > FEW):  # other bounds, other verdicts
            self._large = len(facts) > FEW
            self._now = {}
            self._verdicts.clear()
            self._clashes.clear()
            self._passed.clear()
        was = self._words
        changed = {s for s, w in words.items() if was.get(s) != w}
        now: dict[str, tuple[int, Facts]] = {}
        for f in facts:
            held = self._now.get(f.id)
            if held is None or (held[1] is not f and held[1] != f) or _has(f, changed):
                held = (self._next, f)
                self._next += 1
            now[f.id] = held
        self._given = facts
        numbers = [held[0] for held in now.values()]
        if self._met is not None and numbers == self._numbers and words == was:
            return  # nothing is other than it was
        by.inherit(self._by, {i for i, held in now.items() if self._now.get(i) == held})
        self._now, self._words, self._by, self._met = now, words, by, None
        self._facts = [held[1] for held in now.values()]
        self._numbers = numbers
        if self._next > 4 * len(now) + 1_000:
            self._sweep()

    def shares(self, ids: Sequence[str]) -> int:
        """How many of some statements it holds."""
        return sum(i in self._now for i in ids)

    def size(self) -> int:
        """How many pairs it remembers."""
        return len(self._verdicts) + len(self._clashes) + sum(map(len, self._passed.values()))

    def verdicts(self) -> dict[tuple[int, int], Verdict]:
        """The verdicts on the pairs that are worth judging, by index."""
        numbers, known = self._numbers, self._verdicts
        return {
            (i, j): found
            for i, j in self._pairs()
            if (found := known.get((numbers[i], numbers[j]))) is not None
        }

    def clashes(self) -> Iterator[tuple[int, int, Clash]]:
        """The pairs that cannot both hold, by index, with their clash."""
        facts, numbers, known = self._facts, self._numbers, self._clashes
        for i, j in sorted({*self._pairs(), *clashing_slots(facts)}):
            key = numbers[i], numbers[j]
            if key not in known:
                known[key] = clash(pair(facts[i], facts[j], self._by), self._by)
            if (found := known[key]) is not None:
                yield i, j, found

    def _pairs(self) -> list[tuple[int, int]]:
        """The pairs that are judged or may clash; those new are judged on the way."""
        if self._met is not None:
            return self._met
        numbers, known = self._numbers, self._verdicts
        there: list[tuple[int, list[int]]] = []
        fresh: dict[int, list[int]] = defaultdict(list)
        for i, later in meetings(self._facts, self._by):
            one, passed = numbers[i], self._passed.setdefault(numbers[i], set())
            others = [j for j in later.tolist() if numbers[j] not in passed]
            there.append((i, others))
            for j in others:
                if (one, numbers[j]) not in known:
                    # Of a new statement and an old one, the new is compared with all it meets at once.
                    hub = j if one in self._seen and numbers[j] not in self._seen else i
                    fresh[hub].append(i + j - hub)
        for hub, others in fresh.items():
            self._judge(hub, others)
        self._seen = set(numbers)
        self._met = [
            (i, j) for i, others in there for j in others if numbers[j] not in self._passed[numbers[i]]
        ]
        return self._met

    def _judge(self, hub: int, others: Sequence[int]) -> None:
        """Judge one statement with several, or note that they need not be judged."""
        facts, numbers = self._facts, self._numbers
        of_hub = self._by.words_of_many(facts[hub], [facts[j] for j in others])
        of_others = of_hub.turned()
        for at, other in enumerate(others):
            i, j = min(hub, other), max(hub, other)
            found = of_hub if hub == i else of_others
            one, two = facts[i], facts[j]
            less, more = sorted((found.left[at], found.right[at]))
            key = numbers[i], numbers[j]
            if self._large:
                alike = more >= MORE * 10_000 and less >= LESS * 10_000
                alike = alike and (joined(one, two) or within_reach(Pair(one, two, self._by), found[at]))
                bold = alike or at_stake(one, two, more / 10_000)
            else:
                alike, bold = more >= SLIGHT * 10_000, True
            if not (bold or joined(one, two)):
                self._passed[key[0]].add(key[1])
                continue
            pair_ = Pair.known(one, two, self._by, found, at)
            if alike or worth_judging(pair_, self._large):
                self._verdicts[key] = verdict(pair_)
            elif bold:
                self._verdicts[key] = None
            else:
                self._passed[key[0]].add(key[1])

    def _sweep(self) -> None:
        """Forget what is remembered of statements that are no more."""
        live = set(self._numbers)
        self._verdicts = {k: v for k, v in self._verdicts.items() if live.issuperset(k)}
        self._clashes = {k: v for k, v in self._clashes.items() if live.issuperset(k)}
        self._passed = {n: p & live for n, p in self._passed.items() if n in live}


def _has(f: Facts, stems: set[str]) -> bool:
    """Whether a statement has one of some words, in any part that is compared."""
    return bool(stems) and any(
        t.stem in stems for part in (f.words, f.condition, f.context, f.terms) for t in part
    )


def joined(a: Facts, b: Facts) -> bool:
    """Whether two statements may be one claim though they share few words."""
    return bool(
        (a.condition and b.condition)
        or (a.terms and b.terms)
        or (a.figures and b.figures)
        or (a.quotations and b.quotations)
        or (a.control and b.control)
    )


def within_reach(p: Pair, words: Cover) -> bool:
    """Whether a verdict on two statements without figures, terms, quotations or places held in common can
    come to :data:`SLIM`: by all that is quickly worked out, were the rest in their favour."""
    bias, weights, rest = _reach()
    acts = act_alike(p)
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
    bias, weights = models().get("story", HAND)
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


_kept: list[Compared] = []
_lock = Lock()


@contextmanager
def comparing(facts: Sequence[Facts]) -> Iterator[Compared]:
    """The comparisons of a story's statements (in the order of their ids): what is remembered of the
    story is used, and what is new is remembered."""
    ids = [f.id for f in facts]
    with _lock:
        best = max(_kept, key=lambda c: c.shares(ids), default=None)
        if best is not None and best.shares(ids):
            _kept.remove(best)
        else:
            best = None
    compared = best or Compared()
    compared.take(facts)
    yield compared
    if compared.size() <= MOST:
        with _lock:
            _kept.insert(0, compared)
            del _kept[STORIES:]
