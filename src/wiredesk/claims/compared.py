"""The statements of one story compared: each pair that is worth it once, however often the story grows.

A verdict on two statements depends on what they say, on what their words weigh in the story, and on
whether one report or one voice says both; on nothing else.  So statements that say the same (see
:mod:`sayings`) have one number, a new one when a word of theirs weighs something else, and a verdict is
remembered under two numbers: forty papers that print one sentence are judged once, what comes out is the
same as if nothing had been remembered, and a new report costs its own pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from threading import Lock
from types import MappingProxyType
from typing import TYPE_CHECKING

from wiredesk.claims.clashes import clash
from wiredesk.claims.facts import Facts
from wiredesk.claims.findings import Clash
from wiredesk.claims.judge import Verdict, verdict
from wiredesk.claims.likeness import Likeness
from wiredesk.claims.meeting import FEW, clashing_slots, meetings, with_all_others
from wiredesk.claims.reach import LESS, MEANT, MORE, SLIGHT, joined, within_reach, worth_judging
from wiredesk.claims.sayings import Codes, numbers_of, saying
from wiredesk.claims.signals import Pair, pair
from wiredesk.claims.stakes import at_stake, by_publication

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from wiredesk.claims.covers import Whole

TOGETHER = 6
"""From so many pairs of one statement on it pays to compare their words all at once."""

STORIES = 4
"""So many stories' comparisons are remembered in a process, those asked for last."""

MOST = 400_000
"""Of stories with more pairs than this one is remembered, the last (its disagreements are asked for next), or
all such verdicts would fill the memory."""

NO_SIGNALS: Mapping[str, float] = MappingProxyType({})


Met = tuple["Whole", "Whole", "Whole"]
"""Pairs as three arrays: the indices of the one and of the other, and the key of what the two say."""

Fresh = tuple[int, int, int, bool]
"""A pair by key and indices, and whether the two share telling words."""

Days = tuple[str | None, str | None]


class Compared:
    """The comparisons of one story's statements."""

    def __init__(self) -> None:
        self._now: dict[str, tuple[int, Facts]] = {}  # by id: the number of what it says, and its facts
        self._sayings: dict[Hashable, int] = {}
        self._said: dict[int, Facts] = {}  # for each number a statement that says it
        self._next = 0
        self._words: Mapping[str, tuple[str, float, float]] = {}
        self._verdicts: dict[int, Verdict | None] = {}  # by key; None: may clash, is not judged
        self._passed: set[int] = set()  # keys of pairs that are not worth judging
        self._quiet: set[int] = set()  # keys of pairs that do not clash, whenever they were published
        self._clashes: dict[tuple[int, Days], Clash | None] = {}
        self._seen: set[int] = set()  # the numbers that were compared with all they meet
        self._given: Sequence[Facts] = ()
        self._by = Likeness(())
        self._facts: Sequence[Facts] = ()
        self._codes = Codes.of(())
        self._at: dict[int, int] = {}  # for each number the first index that has it
        self._large = False
        self._met: Met | None = None  # the pairs that are judged, or may clash
        self._may_clash: NDArray[np.bool_] | None = None  # whether each of them may

    def take(self, facts: Sequence[Facts]) -> None:
        """Have exactly these statements, in the order of their ids."""
        if len(facts) == len(self._given) and all(
            f is g or f == g for f, g in zip(facts, self._given, strict=True)
        ):
            return
        by = Likeness(facts)
        words = by.weights()
        if (self._large, self._by.deep) != (len(facts) > FEW, by.deep):  # other bounds, other verdicts
            self._large = len(facts) > FEW
            self._forget(set())
        was = self._words
        changed = {s for s, w in words.items() if was.get(s) != w}
        stale = {n for n, f in self._said.items() if _has(f, changed)} if changed else set()
        if stale:
            self._sayings = {s: n for s, n in self._sayings.items() if n not in stale}
        now: dict[str, tuple[int, Facts]] = {}
        kept: set[str] = set()
        for f in facts:
            held = self._now.get(f.id)
            if held is None or held[0] in stale or (held[1] is not f and held[1] != f):
                held = (self._number(f), f)
            else:
                kept.add(f.id)
            now[f.id] = held
        self._given = facts
        by.inherit(self._by, kept)
        self._now, self._words, self._by, self._met = now, words, by, None
        self._facts = [held[1] for held in now.values()]
        self._codes = Codes.of([(n, f) for n, f in now.values()])
        self._at = {}
        for i, (n, _) in enumerate(now.values()):
            self._at.setdefault(n, i)
        if len(self._said) > 4 * len(self._at) + 1_000:
            self._forget(set(self._at))

    def _number(self, f: Facts) -> int:
        what = saying(f)
        number = self._sayings.get(what)
        if number is None:
            number = self._sayings[what] = self._next
            self._said[number] = f
            self._next += 1
        return number

    def shares(self, ids: Sequence[str]) -> int:
        """How many of some statements it holds."""
        return sum(i in self._now for i in ids)

    def size(self) -> int:
        """How many pairs it remembers."""
        return len(self._verdicts) + len(self._passed) + len(self._clashes)

    def verdicts(self) -> dict[tuple[int, int], Verdict]:
        """The verdicts on the pairs that are worth judging, by index; of their signals nothing is kept."""
        lefts, rights, keys = (a.tolist() for a in self._pairs())
        known = list(map(self._verdicts.get, keys))
        return {(i, j): v for i, j, v in zip(lefts, rights, known, strict=True) if v is not None}

    def clashes(self) -> Iterator[tuple[int, int, Clash]]:
        """The pairs that cannot both hold, by index, with their clash."""
        import numpy as np

        lefts, rights, keys = (a[self._may_clash] for a in self._pairs())
        slots = np.array(clashing_slots(self._facts), dtype=np.int64).reshape(-1, 2).T
        lefts, rights = np.concatenate((lefts, slots[0])), np.concatenate((rights, slots[1]))
        keys = np.concatenate((keys, self._codes.keys(slots[0], slots[1])))
        _, once = np.unique(lefts * len(self._facts) + rights, return_index=True)
        lefts, rights, keys = lefts[once], rights[once], keys[once]
        each, whose = np.unique(keys, return_inverse=True)
        loud = np.array([k not in self._quiet for k in each.tolist()], dtype=bool)[whose]
        chosen = list(zip(*(a[loud].tolist() for a in (lefts, rights, keys)), strict=True))
        self._look(chosen)
        for i, j, key in chosen:
            if key in self._quiet:
                continue
            one, two = self._facts[i], self._facts[j]
            where = key, (one.published, two.published)
            if (found := self._clashes.get(where)) is not None:
                if found.later is not None:
                    found = replace(found, later=(one if found.later == "one" else two).id)
                yield i, j, found

    def _look(self, chosen: Sequence[tuple[int, int, int]]) -> None:
        """Note of those pairs (by index and key) of which it is not known whether they clash."""
        fresh: dict[int, dict[tuple[int, Days], tuple[int, int]]] = defaultdict(dict)
        for i, j, key in chosen:
            where = key, (self._facts[i].published, self._facts[j].published)
            if where not in self._clashes:
                fresh[numbers_of(key)[0]].setdefault(where, (i, j))
        for met in fresh.values():
            one = self._facts[next(iter(met.values()))[0]]
            many = list(dict.fromkeys(numbers_of(key)[1] for key, _ in met))
            place = {number: at for at, number in enumerate(many)} if len(many) >= TOGETHER else {}
            if place:
                covers = self._by.words_of_many(one, [self._facts[self._at[n]] for n in many])
            for (key, _), (i, j) in met.items():
                if key in self._quiet:
                    continue
                if place:
                    words = covers[place[numbers_of(key)[1]]]
                    self._clash(key, Pair.known(self._facts[i], self._facts[j], self._by, words))
                else:
                    self._clash(key, pair(self._facts[i], self._facts[j], self._by))

    def _clash(self, key: int, p: Pair) -> None:
        """Note whether two statements clash.  Of one that does only the days of publication and the ids
        depend on anything but what the two say."""
        found = clash(p, self._by)
        if found is None and not by_publication(p.a, p.b):
            self._quiet.add(key)
            return
        if found is not None and found.later is not None:
            found = replace(found, later="one" if found.later == p.a.id else "two")
        self._clashes[key, (p.a.published, p.b.published)] = found

    def _pairs(self) -> Met:
        """The pairs that are judged or may clash; those new are judged on the way."""
        import numpy as np

        if self._met is not None:
            return self._met
        lefts, rights = meetings(self._facts, self._by)
        met = len(lefts)
        if self._by.deep and not self._large:
            lefts, rights = with_all_others(len(self._facts), lefts, rights)
        keys = self._codes.keys(lefts, rights)
        each, first, whose = np.unique(keys, return_index=True, return_inverse=True)
        fresh: dict[int, dict[int, list[Fresh]]] = defaultdict(dict)
        for key, i, j, shares in zip(
            *(a.tolist() for a in (each, lefts[first], rights[first], first < met)), strict=True
        ):
            if key not in self._verdicts and key not in self._passed:
                one, two = sorted(numbers_of(key))
                # Of a new saying and an old one, the new is compared with all it meets at once.
                if one in self._seen and two not in self._seen:
                    one, two = two, one
                fresh[one].setdefault(two, []).append((key, i, j, shares))
        for hub, others in fresh.items():
            self._judge(hub, others)
        self._seen = set(self._at)
        kept = np.array([k not in self._passed for k in each.tolist()], dtype=bool)[whose]
        self._met = lefts[kept], rights[kept], keys[kept]
        self._may_clash = (np.arange(len(keys)) < met)[kept]
        return self._met

    def _judge(self, hub: int, others: Mapping[int, Sequence[Fresh]]) -> None:
        """Judge what one statement says with what several do, or note that they need not be judged;
        ``others`` are pairs by the number of the other saying."""
        facts = self._facts
        of_hub = self._by.words_of_many(facts[self._at[hub]], [facts[self._at[n]] for n in others])
        of_others = of_hub.turned()
        chosen: list[tuple[int, int, Pair, bool]] = []
        for at, (other, met) in enumerate(others.items()):
            less, more = sorted((of_hub.left[at], of_hub.right[at]))
            near = more >= MORE * 10_000 and less >= LESS * 10_000
            for key, i, j, shares in met:
                one, two = facts[i], facts[j]
                both = joined(one, two)
                if self._large and not near and not both and not at_stake(one, two, more / 10_000):
                    self._passed.add(key)
                    continue
                if not shares and not both and more < MEANT * 10_000:
                    self._passed.add(key)
                    continue
                found = of_hub if numbers_of(key)[0] == hub else of_others
                pair_ = Pair.known(one, two, self._by, found[at])
                if self._large:
                    alike = near and (both or within_reach(pair_))
                    bold = alike or at_stake(one, two, more / 10_000)
                else:
                    alike, bold = self._by.deep or more >= SLIGHT * 10_000, True
                if not (bold or both):
                    self._passed.add(key)
                elif alike or worth_judging(pair_, self._large):
                    chosen.append((key, other, pair_, True))
                elif bold:
                    chosen.append((key, other, pair_, False))
                else:
                    self._passed.add(key)
        self._decide(hub, chosen)

    def _decide(self, hub: int, chosen: Sequence[tuple[int, int, Pair, bool]]) -> None:
        """Judge what one statement says with what others do, or only whether they clash; ``chosen`` are keys,
        the numbers of the others, and the pairs, with whether each is judged."""
        facts = self._facts
        judged = list(dict.fromkeys(other for _, other, _, judge in chosen if judge))
        place = {number: at for at, number in enumerate(judged)} if len(judged) >= TOGETHER else {}
        if place:
            of_hub = self._by.common_of_many(facts[self._at[hub]], [facts[self._at[n]] for n in judged])
            of_others = of_hub.turned()
        for key, other, pair_, judge in chosen:
            if judge:
                if place:
                    found = of_hub if numbers_of(key)[0] == hub else of_others
                    pair_.knows(found[place[other]])
                made = verdict(pair_)
                self._verdicts[key] = Verdict(made.score, NO_SIGNALS, made.bar)
            else:
                self._verdicts[key] = None
            self._clash(key, pair_)

    def _forget(self, live: set[int]) -> None:
        """Forget what is remembered of all sayings but some, by number."""

        def lives(key: int) -> bool:
            return live.issuperset(numbers_of(key))

        self._sayings = {s: n for s, n in self._sayings.items() if n in live}
        self._said = {n: f for n, f in self._said.items() if n in live}
        self._now = {i: held for i, held in self._now.items() if held[0] in live}
        self._verdicts = {k: v for k, v in self._verdicts.items() if lives(k)}
        self._passed = {k for k in self._passed if lives(k)}
        self._quiet = {k for k in self._quiet if lives(k)}
        self._clashes = {k: v for k, v in self._clashes.items() if lives(k[0])}


def _has(f: Facts, stems: set[str]) -> bool:
    """Whether a statement has one of some words, in any part that is compared."""
    return bool(stems) and any(
        t.stem in stems for part in (f.words, f.condition, f.context, f.terms) for t in part
    )


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
    with _lock:
        if compared.size() > MOST:
            _kept[:] = [c for c in _kept if c.size() <= MOST]
        _kept.insert(0, compared)
        del _kept[STORIES:]
