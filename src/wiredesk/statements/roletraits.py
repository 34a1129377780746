"""The hashed features by which the tagger of source and content knows a word, given a cue."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

from wiredesk.statements.columns import Column, column, joined
from wiredesk.statements.reported import Frame
from wiredesk.statements.traits import EDGE, Words, begins, spread, word_class

REACH = 110
"""Words to either side of a cue in which its source and content are looked for."""
_SIDES = ("<", "K", ">")
_GAPS = ("0", "1", "2", "3", "5", "5", "9", "9", "9", "9", *["19"] * 10, "+")
"""How a distance from the cue in words is named, the last for all beyond."""
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


Path = tuple[str, str, int]


def _paths(view: Words, head: int, lo: int, hi: int) -> list[Path]:
    """(whole path, its first two steps, the node it enters by) from the cue's head to each word."""
    words = view.parse.words
    paths: dict[int, Path] = {head: ("", "", head)}
    at = head
    for up in range(1, len(words)):
        if words[at].head == at:
            break
        at = words[at].head
        whole = "^" * min(up, 3) + words[head].dep
        paths[at] = whole, whole, at
    out = []
    for i in range(lo, hi):
        found = paths.get(i)
        if found is None:
            trail = [i]
            at = words[i].head
            for _ in range(39):
                if at in paths or words[at].head == at:
                    break
                trail.append(at)
                at = words[at].head
            if trail[-1] == at:
                trail.pop()  # a root apart from the cue's
            found = paths.get(at, ("?", "?", at))
            for k in reversed(trail):
                whole, short, entry = found
                deeper = whole.count(">")
                if deeper < 4:
                    whole = whole + ">" + words[k].dep
                found = paths[k] = (whole, whole, k) if deeper < 1 else (whole, short, entry)
        out.append(found)
    return out


class _Window:
    """The words around one cue: paths, labels of the rules, and places in the columns."""

    def __init__(self, view: Words, asked: Asked) -> None:
        self.view, self.asked = view, asked
        self.lo, self.hi = window(view, asked.head)
        ways = _paths(view, asked.head, self.lo, self.hi)
        self.whole = [whole for whole, _, _ in ways]
        self.short = [short for _, short, _ in ways]
        left, right = view.left, view.right
        self.edge = [
            ("L" if left[entry] == i else "") + ("R" if right[entry] == i else "")
            for i, (_, _, entry) in enumerate(ways, self.lo)
        ]
        words = view.parse.words
        head = asked.head
        self.lemma = view.lemma[head]
        passive = any(words[c].dep in ("nsubjpass", "auxpass") for c in view.parse.children(head))
        self.lexical = word_class(self.lemma) + words[head].pos[:1] + ("p" if passive else "")
        self.kind = "-" if asked.frame is None else asked.frame.kind
        self.label = self._labels()
        self.other = ["o" if i in asked.others else "" for i in range(self.lo, self.hi)]

    def _labels(self) -> list[str]:
        """What the rules say of each word of the window, and of the words beside it."""
        words = self.view.parse.words
        marks: dict[int, str] = {}
        if self.asked.frame is not None:
            for name, ranges in (("S", self.asked.frame.source), ("C", self.asked.frame.content)):
                for start, end in ranges:
                    inside = [
                        i for i in range(self.lo, self.hi) if words[i].start < end and words[i].end > start
                    ]
                    for i in inside:
                        marks[i] = name + "I"
                    if inside:
                        marks[inside[0]] = name + ("B" if len(inside) > 1 else "S")
                        if len(inside) > 1:
                            marks[inside[-1]] = name + "E"
        around = range(self.lo - 1, self.hi + 1)
        return [marks.get(i, "O") if 0 <= i < len(words) else EDGE for i in around]


def role_features(views: Sequence[Words], asked: Sequence[Asked]) -> list[Any]:
    """Hashed features of every word of each cue's window for the tagger of source and content: for each
    cue an array, a row a word (int64)."""
    import numpy as np

    if not asked:
        return []
    windows = [_Window(views[one.paragraph], one) for one in asked]
    sizes = [w.hi - w.lo for w in windows]
    rows = np.stack(_rows(views, windows, sizes), axis=1)
    stops = list(accumulate(sizes, initial=0))
    return [rows[a:b] for a, b in pairwise(stops)]


def _rows(views: Sequence[Words], windows: Sequence[_Window], sizes: Sequence[int]) -> list[Any]:
    import numpy as np

    at = begins(views)
    own = np.concatenate([np.arange(w.lo, w.hi) + at[w.asked.paragraph] for w in windows])
    local = np.concatenate([np.arange(w.lo, w.hi) for w in windows])

    def each(numbers: Iterable[int]) -> Any:
        return np.repeat(np.fromiter(numbers, dtype=np.int64, count=len(sizes)), sizes)

    def words(parts: Iterable[Sequence[str]]) -> Column:
        return column(spread(parts))

    def rows(parts: Iterable[Sequence[str]]) -> Column:
        return column(part for of in parts for part in of)

    def cues(parts: Iterable[str]) -> Column:
        return column(parts).at(np.repeat(np.arange(len(sizes)), sizes))

    def counts(name: str) -> Any:
        """How many a paragraph's words have before them, for each place of the columns."""
        return np.concatenate([np.asarray([*getattr(v, name), 0]) for v in views])

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
        digits.at((count[b + 1] - count[a]).clip(max=_MANY)) for count in (counts("verbs"), counts("commas"))
    )
    numbers = np.concatenate([[*(w.sentence for w in v.parse.words), 0, 0] for v in views])
    sent = column(str(n) for n in range(-2, 3)).at((numbers[own] - numbers[base + heads]).clip(-2, 2) + 2)

    lows = words([w.text.lower() for w in v.parse.words] for v in views)
    low, prv, nxt = lows.at(own), lows.at(own - 1), lows.at(own + 1)
    tag, pos, dep = (
        words([getattr(w, name) for w in v.parse.words] for v in views).at(own)
        for name in ("tag", "pos", "dep")
    )
    quotes = words(v.quote for v in views)
    q, q_before, q_after = quotes.at(own), quotes.at(own - 1), quotes.at(own + 1)
    ent = words([w.ent + ("b" if w.ent_begin else "") for w in v.parse.words] for v in views).at(own)
    lexical, lemma, kind = (cues(getattr(w, name) for w in windows) for name in ("lexical", "lemma", "kind"))
    whole, short, edge = (rows(getattr(w, name) for w in windows) for name in ("whole", "short", "edge"))
    before = rows([EDGE, *w.short[:-1]] for w in windows)
    after = rows([*w.short[1:], EDGE] for w in windows)
    label, lb, la = (
        rows(w.label[k : k + size] for w, size in zip(windows, sizes, strict=True)) for k in (1, 0, 2)
    )
    other = rows(w.other for w in windows)
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
