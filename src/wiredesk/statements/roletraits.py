"""The hashed features by which the tagger of source and content knows a word, given a cue."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import Any

from wiredesk.statements.columns import Column, column, joined, number, of_numbers
from wiredesk.statements.reported import Frame
from wiredesk.statements.traits import EDGE, Words, word_class
from wiredesk.statements.wordtable import WordTable, tabled

REACH = 110
"""Words to either side of a cue in which its source and content are looked for."""
_SIDES = ("<", "K", ">")
_GAPS = ("0", "1", "2", "3", "5", "5", "9", "9", "9", "9", *["19"] * 10, "+")
"""How a distance from the cue in words is named, the last for all beyond."""
_EDGES = ("", "L", "R", "LR")
_VERBS = ("VERB", "AUX")
_PAUSES = [",;:—–"[a:b] for a in range(5) for b in range(a + 1, 6)]
_MANY = 4
"""Verbs and commas between a word and the cue that are told apart."""


@dataclass(frozen=True)
class Asked:
    """A cue whose source and content are looked for: paragraph, the range of its words, its head, what the
    rules say of it (or None), and the heads of the paragraph's other cues."""

    paragraph: int
    cue: tuple[int, int]
    head: int
    frame: Frame | None
    others: frozenset[int]


def window(view: Words, head: int) -> tuple[int, int]:
    """The range of words in which the source and content of cue ``head`` are looked for."""
    return max(0, head - REACH), min(len(view.parse.words), head + REACH + 1)


def _paths(view: Words, head: int) -> tuple[list[str], list[str], list[int]]:
    """From a cue's head to each word of its paragraph: whole path, its first two steps, and the node it
    enters by."""
    words, children = view.parse.words, view.parse.children
    whole, short, entry = ["?"] * len(words), ["?"] * len(words), list(range(len(words)))
    steps = [0] * len(words)  # down, of which four are told
    whole[head] = short[head] = ""
    above, at = [head], head
    while words[at].head != at:
        at = words[at].head
        whole[at] = short[at] = "^" * min(len(above), 3) + words[head].dep
        above.append(at)
    order = above + [i for i, word in enumerate(words) if word.head == i != at]
    climbed = set(above)
    for i in order:  # grows while it is read
        way, down = whole[i], steps[i]
        for k in children(i):
            if k in climbed:
                continue
            order.append(k)
            if not down:
                whole[k] = short[k] = f"{way}>{words[k].dep}"
                steps[k] = 1
                continue
            short[k], entry[k] = short[i], entry[i]
            if down < 4:
                whole[k] = f"{way}>{words[k].dep}"
                steps[k] = down + 1
            else:
                whole[k], steps[k] = way, down
    return whole, short, entry


class _Window:
    """The words around one cue: paths to them, labels of the rules, and places in the columns."""

    def __init__(self, view: Words, asked: Asked) -> None:
        self.view, self.asked = view, asked
        self.lo, self.hi = window(view, asked.head)
        whole, short, entry = _paths(view, asked.head)
        self.whole, self.short = whole[self.lo : self.hi], short[self.lo : self.hi]
        left, right, _ = view.parse.reach
        self.edge = [
            (left[node] == i) + 2 * (right[node] == i)
            for i, node in enumerate(entry[self.lo : self.hi], self.lo)
        ]
        words = view.parse.words
        head = asked.head
        self.lemma = view.lemma[head]
        passive = any(words[c].dep in ("nsubjpass", "auxpass") for c in view.parse.children(head))
        self.lexical = word_class(self.lemma) + words[head].pos[:1] + ("p" if passive else "")
        self.kind = "-" if asked.frame is None else asked.frame.kind

    def labels(self) -> Iterable[tuple[int, str]]:
        """The rules' labels by place in the window: of several for one word the last counts."""
        if self.asked.frame is None:
            return
        starts, words = self.view.quoted.word_starts, self.view.parse.words
        for name, ranges in (("S", self.asked.frame.source), ("C", self.asked.frame.content)):
            for start, end in ranges:
                first = bisect_right(starts, start)
                if first and words[first - 1].end > start:
                    first -= 1
                first, stop = max(first, self.lo), min(bisect_left(starts, end), self.hi)
                if first < stop:
                    yield from ((i - self.lo, name + "I") for i in range(first, stop))
                    yield first - self.lo, name + ("B" if stop - first > 1 else "S")
                    if stop - first > 1:
                        yield stop - 1 - self.lo, name + "E"


def role_features(views: Sequence[Words], asked: Sequence[Asked]) -> list[Any]:
    """Hashed features of every word of each cue's window for the tagger of source and content: for each
    cue an array, a row a word (int64)."""
    import numpy as np

    if not asked:
        return []
    rows, stops = role_rows(tabled(views), asked)
    return np.split(np.stack(rows, axis=1), stops)


def role_rows(table: WordTable, asked: Sequence[Asked]) -> tuple[list[Any], list[int]]:
    """The features of :func:`role_features`, an array each, of all windows' words one behind the other; and
    where the windows but the last stop in them.  One cue at least must be asked for."""
    windows = [_Window(table.views[one.paragraph], one) for one in asked]
    sizes = [w.hi - w.lo for w in windows]
    return _rows(table, windows, sizes), list(accumulate(sizes))[:-1]


def _rows(table: WordTable, windows: Sequence[_Window], sizes: Sequence[int]) -> list[Any]:
    import numpy as np

    at = table.begins
    own = np.concatenate([np.arange(w.lo, w.hi) + at[w.asked.paragraph] for w in windows])
    local = np.concatenate([np.arange(w.lo, w.hi) for w in windows])
    opens = np.asarray([0, *accumulate(sizes)][:-1])

    def each(numbers: Iterable[int]) -> Any:
        return np.repeat(np.fromiter(numbers, dtype=np.int64, count=len(sizes)), sizes)

    def rows(parts: Iterable[Sequence[str]]) -> Column:
        return column(chain.from_iterable(parts))

    def cues(parts: Iterable[str]) -> Column:
        return column(parts).at(np.repeat(np.arange(len(sizes)), sizes))

    def moved(one: Column, edges: Any, steps: int) -> Column:
        """The column as seen from beside, where no window's words are seen from another."""
        numbers = np.roll(one.numbers, steps)
        numbers[opens if steps > 0 else np.append(opens[1:], len(own)) - 1] = edges
        return of_numbers(numbers)

    first, stop = each(w.asked.cue[0] for w in windows), each(w.asked.cue[1] for w in windows)
    heads = each(w.asked.head for w in windows)
    base = own - local
    aside = np.where(local < first, 0, np.where(local < stop, 1, 2))
    gap = np.where(aside == 0, first - local, np.where(aside == 1, 0, local - stop + 1))
    side = column(_SIDES).at(aside)
    last = len(_GAPS) - 1
    dist = column([s + g for s in _SIDES for g in _GAPS]).at(aside * len(_GAPS) + gap.clip(max=last))
    a, b = base + np.minimum(local, heads), base + np.maximum(local, heads)
    digits = column(str(n) for n in range(_MANY + 1))
    verbs, commas = (
        digits.at((count[b + 1] - count[a]).clip(max=_MANY))
        for count in (_counts(table.of("pos"), _VERBS), _counts(table.of("text"), _PAUSES))
    )
    numbers = np.concatenate([[*(w.sentence for w in v.parse.words), 0, 0] for v in table.views])
    sent = column(str(n) for n in range(-2, 3)).at((numbers[own] - numbers[base + heads]).clip(-2, 2) + 2)

    lows, quotes = table.of("text"), table.of("quote")
    low, prv, nxt = lows.at(own), lows.at(own - 1), lows.at(own + 1)
    tag, pos, dep, ent = (table.of(name).at(own) for name in ("tag", "pos", "dep", "named"))
    q, q_before, q_after = quotes.at(own), quotes.at(own - 1), quotes.at(own + 1)
    lexical, lemma, kind = (cues(getattr(w, name) for w in windows) for name in ("lexical", "lemma", "kind"))
    whole, short = rows(w.whole for w in windows), rows(w.short for w in windows)
    edge = column(_EDGES).at(np.fromiter(chain.from_iterable(w.edge for w in windows), dtype=np.int64))
    before, after = (moved(short, number(EDGE), steps) for steps in (1, -1))
    labels = np.full(len(own), number("O"))
    others = np.full(len(own), number(""))
    for open_, w in zip(opens.tolist(), windows, strict=True):
        for i, name in w.labels():
            labels[open_ + i] = number(name)
        for i in w.asked.others:
            if w.lo <= i < w.hi:
                others[open_ + i - w.lo] = number("o")
    label, other = of_numbers(labels), of_numbers(others)
    # beyond a window's words there are others without a label, beyond a paragraph's none
    lows_, highs = (np.asarray([number(EDGE if e else "O") for e in ends]) for ends in _at_ends(windows))
    lb, la = moved(label, lows_, 1), moved(label, highs, -1)
    return [
        joined("B", side),
        joined("W", low),
        joined("Ws", low, side),
        joined("T", tag, side),
        joined("Pw", prv, tag.barred, side),
        joined("Nw", nxt, tag.barred, side),
        joined("PN", prv, low.barred, nxt.barred),
        joined("D", dist),
        joined("DT", dist, pos),
        joined("DC", dist, lexical),
        joined("A", whole),
        joined("Ab", short, side),
        joined("Ac", short, lexical),
        joined("Al", short, lemma.barred),
        joined("Ae", short, edge, side),
        joined("Aw", short, edge, low.barred),
        joined("An", short, edge, nxt.barred),
        joined("Ap", short, edge, prv.barred),
        joined("AA", before, short.barred, after.barred),
        joined("Af", short, after.barred, nxt.barred),
        joined("Ag", before, prv.barred, short.barred),
        joined("At", whole, tag),
        joined("E", edge, side, pos),
        joined("V", side, verbs, commas),
        joined("Vs", side, verbs, commas, sent, q),
        joined("Vk", side, commas, lexical),
        joined("Q", q, side, sent),
        joined("Qn", q_before, q, q_after, side),
        joined("Qw", q_before, q, q_after, low),
        joined("Qk", q, lexical, side),
        joined("R", lb, label, la),
        joined("Rk", label, kind, side),
        joined("Rw", label, low.barred),
        joined("Rq", label, q, side),
        joined("Rp", label, short),
        joined("Rn", label, la, nxt.barred),
        joined("Rb", lb, label, prv.barred),
        joined("O", other, dep, side),
        joined("C", lemma, side.barred, pos),
        joined("Cd", lemma, dep.barred, side.barred),
        joined("En", ent, side),
    ]


def _at_ends(windows: Sequence[_Window]) -> tuple[list[bool], list[bool]]:
    """Whether each window begins where its paragraph begins, and whether it ends where that ends."""
    return [w.lo == 0 for w in windows], [w.hi == len(w.view.parse.words) for w in windows]


def _counts(one: Column, counted: Iterable[str]) -> Any:
    """How many of some parts stand before each place of a column, and before its end."""
    import numpy as np

    sought = [number(part) for part in counted]
    seen = np.zeros(max(*sought, int(one.numbers.max(initial=0))) + 1, dtype=bool)
    seen[sought] = True
    return np.append(0, seen[one.numbers].cumsum())
