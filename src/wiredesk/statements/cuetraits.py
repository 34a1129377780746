"""The hashed features by which the tagger of cues knows a word."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from wiredesk.statements.columns import column, joined
from wiredesk.statements.reported import Frame
from wiredesk.statements.traits import (
    GAP,
    Words,
    begins,
    nameless,
    spread,
    word_class,
    word_classes,
    word_meanings,
    word_shape,
)

_SHAPES = (("c", "ccomp"), ("x", "xcomp"), ("d", "dobj"), ("p", "nsubjpass"), ("a", "acomp"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_THINGS = frozenset(("dobj", "pobj", "attr"))
_CLAUSES = frozenset(("ccomp", "xcomp", "acl"))
_PREPS = frozenset(("prep", "prt", "agent"))


class _Around:
    """What a paragraph's words have under them, beside them and from the rules, a string for each word."""

    NAMES = ("low", "lemma", "kin", "sense", "shape", "preps", "who", "whom", "comp", "kind", "steps",
             "apart", "close", "look", "thing_lemma", "thing_kin", "thing_sense", "subject_sense",
             "lexical", "headed", "quotes")  # fmt: skip

    def __init__(self, view: Words, found: Sequence[Frame], first: bool) -> None:
        words = view.parse.words
        kinds: dict[int, str] = {}
        spans: dict[int, str] = {}
        for frame in found:
            if frame.head >= 0:
                kinds[frame.head] = frame.kind
            if frame.cue is not None:
                spans[frame.cue[0]] = frame.kind
        known, means = word_classes(), word_meanings()
        text = [w.text.lower() for w in words]
        self.lemma = lem = [nameless(w, view.lemma[i]) for i, w in enumerate(words)]
        self.low = [a if a[:1] == "@" else b for a, b in zip(lem, text, strict=True)]
        self.kin = kin = [str(known.get(t, -1)) for t in text]
        self.sense = sense = [
            str(means.get(t, means.get(lemma, -1))) for t, lemma in zip(text, view.lemma, strict=True)
        ]
        self.lexical = [word_class(lemma) for lemma in lem]
        self.kind = [kinds.get(i, "-") + "|" + spans.get(w.start, "-") for i, w in enumerate(words)]
        self.headed = [kinds.get(w.head, "-") for w in words]
        opening = "1" if first else "0"
        self.look = [word_shape(w.text) + opening for w in words]
        self.steps = [
            ("<" if i < w.head else ">") + str(min(abs(i - w.head), 4)) for i, w in enumerate(words)
        ]
        self.apart = [str(max(-4, min(4, i - w.head))) for i, w in enumerate(words)]
        self.close = _closeness(view.quote)
        self.quotes = ["Q" if any(q != "-" for q in view.quote) else "-"] * len(words)
        self.shape, self.preps = [""] * len(words), [""] * len(words)
        self.who, self.whom, self.comp = (["-"] * len(words) for _ in range(3))
        self.thing_lemma, self.thing_kin, self.thing_sense = (["-"] * len(words) for _ in range(3))
        self.subject_sense = ["-"] * len(words)
        for i in range(len(words)):
            kids = view.parse.children(i)
            if kids:
                self._under(view, i, kids, lem, kin, sense)

    def _under(
        self, view: Words, i: int, kids: Sequence[int], lem: list[str], kin: list[str], sense: list[str]
    ) -> None:
        words = view.parse.words
        deps = [words[c].dep for c in kids]
        tied = []
        subject = thing = clause = None
        for c, name in zip(kids, deps, strict=True):
            if name in _SUBJECTS:
                subject = c if subject is None else subject
            elif name in _THINGS:
                thing = c if thing is None else thing
            elif name in _CLAUSES:
                clause = c if clause is None else clause
            elif name in _PREPS:
                tied.append(lem[c])
        self.shape[i] = "".join(mark for mark, name in _SHAPES if name in deps)
        self.preps[i] = ",".join(tied)[:24]
        if subject is not None:
            self.who[i] = words[subject].ent or words[subject].pos
            self.whom[i], self.subject_sense[i] = lem[subject], sense[subject]
        if thing is not None:
            self.thing_lemma[i], self.thing_kin[i], self.thing_sense[i] = lem[thing], kin[thing], sense[thing]
        if clause is not None:
            self.comp[i] = words[clause].tag + ("q" if view.quote[clause] != "-" else "")


def _closeness(quote: Sequence[str]) -> list[str]:
    """For each word whether a quotation closed just before it, and whether one opens just behind it."""
    out = [""] * len(quote)
    for i, state in enumerate(quote):
        if state[-1] == ")":
            for k in range(i + 1, min(i + 6, len(out))):
                out[k] = "q"
    for i, state in enumerate(quote):
        if state[-1] == "(":
            for k in range(max(i - 4, 0), i):
                out[k] = out[k].removesuffix("(") + "("
    return out


def cue_features(views: Sequence[Words], found: Sequence[Sequence[Frame]], opens: Sequence[bool]) -> Any:
    """Hashed features of every word of some paragraphs for the cue tagger: a row a word, in order (int64).

    ``found`` are the rules' frames of each paragraph, ``opens`` whether it opens the report.
    """
    import numpy as np

    around = [_Around(*one) for one in zip(views, found, opens, strict=True)]
    at = begins(views)
    own = np.concatenate([np.arange(a, b - GAP) for a, b in pairwise(at)])
    heads = np.asarray([a + w.head for a, v in zip(at, views, strict=False) for w in v.parse.words])
    of = {name: column(spread(getattr(one, name) for one in around)) for name in _Around.NAMES}
    words = [v.parse.words for v in views]
    of["text_pos"] = column(spread([w.pos for w in ws] for ws in words))
    of["tag"] = column(spread([w.tag for w in ws] for ws in words))
    of["dep"] = column(spread([w.dep for w in ws] for ws in words))
    of["ent"] = column(spread([w.ent for w in ws] for ws in words))
    of["quote"] = column(spread(v.quote for v in views))
    of["end3"] = column(spread([low[-3:] for low in one.low] for one in around))
    of["end4"] = column(spread([low[-4:] for low in one.low] for one in around))

    def here(name: str) -> Any:
        return of[name].at(own)

    def beside(name: str, steps: int) -> Any:
        return of[name].at(own + steps)

    def above(name: str) -> Any:
        return of[name].at(heads)

    low, lemma, pos, tag, dep = (here(n) for n in ("low", "lemma", "text_pos", "tag", "dep"))
    kin, sense, shape, quote, close = (here(n) for n in ("kin", "sense", "shape", "quote", "close"))
    lexical, kind, who, whom, comp = (here(n) for n in ("lexical", "kind", "who", "whom", "comp"))
    what = here("thing_lemma")
    before, after = beside("lemma", -1), beside("lemma", 1)
    rows = (
        np.full(len(own), int(joined("b", column([""]))[0])),
        joined("w", low),
        joined("l", lemma, pos.barred),
        joined("t", tag),
        joined("d", dep),
        joined("x", lemma, shape.barred),
        joined("y", lexical, shape.barred, pos.barred),
        joined("s", here("end3"), pos.barred),
        joined("z", here("end4")),
        joined("p1", before),
        joined("p2", beside("lemma", -2), before.barred),
        joined("n1", after),
        joined("n2", after, beside("lemma", 2).barred),
        joined("lp", lemma, before.barred),
        joined("ln", lemma, after.barred),
        joined("tp", beside("tag", -1), tag),
        joined("tn", tag, beside("tag", 1), beside("tag", 2)),
        joined("dp", beside("dep", -1), dep, beside("dep", 1)),
        joined("h", above("lemma"), dep.barred),
        joined("hl", lemma, above("lemma").barred),
        joined("hk", here("headed"), dep.barred, here("steps")),
        joined("hc", above("lexical"), dep.barred, tag, here("apart")),
        joined("r", kind),
        joined("rl", kind, lexical.barred),
        joined("rq", kind, quote),
        joined("q", quote, close),
        joined("ql", lemma, quote, close),
        joined("qd", dep, quote, close, pos),
        joined("u", who, lexical.barred),
        joined("ul", lemma, who.barred),
        joined("uw", whom, shape.barred),
        joined("o", lemma, what.barred),
        joined("ow", what, pos.barred),
        joined("m", lemma, here("preps").barred),
        joined("c", lemma, comp.barred),
        joined("cc", comp, shape.barred, who.barred),
        joined("f", here("look"), pos),
        joined("g", here("quotes"), pos, dep, shape),
        joined("k", dep, above("text_pos"), shape),
        joined("e", here("ent"), dep),
        joined("v", kin, pos.barred),
        joined("vx", kin, shape.barred, tag.barred),
        joined("vp", beside("kin", -1), kin.barred),
        joined("vn", kin, beside("kin", 1).barred),
        joined("vu", kin, who.barred, shape.barred),
        joined("vo", kin, here("thing_kin").barred, pos),
        joined("vq", kin, quote, close),
        joined("vh", above("kin"), dep.barred, tag.barred),
        joined("M", sense, pos.barred),
        joined("Mx", sense, shape.barred, tag.barred),
        joined("Mu", sense, who.barred, shape.barred),
        joined("Mo", sense, here("thing_sense").barred, pos),
        joined("Mh", above("sense"), dep.barred, tag.barred),
        joined("Mp", beside("sense", -1), sense.barred),
        joined("Mn", sense, beside("sense", 1).barred),
        joined("Mw", here("subject_sense"), sense.barred),
    )
    return np.stack(rows, axis=1)
