"""The hashed features by which the tagger of cues knows a word."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

from wiredesk.statements.columns import Column, column, joined, number, of_numbers
from wiredesk.statements.reported import Frame
from wiredesk.statements.traits import Words, nameless
from wiredesk.statements.wordtable import WordTable, tabled

_SUBJECT, _THING, _CLAUSE, _TIED, _SHAPE = 1, 2, 4, 8, 16
_KINDS = {
    "nsubj": _SUBJECT,
    "nsubjpass": _SUBJECT | _SHAPE << 3,
    "dobj": _THING | _SHAPE << 2,
    "pobj": _THING,
    "attr": _THING,
    "ccomp": _CLAUSE | _SHAPE,
    "xcomp": _CLAUSE | _SHAPE << 1,
    "acl": _CLAUSE,
    "acomp": _SHAPE << 4,
    "prep": _TIED,
    "prt": _TIED,
    "agent": _TIED,
}
"""What a dependent is to its governor: subject, thing, clause, preposition, and five bits of shape."""
_SHAPES = ["".join(mark for k, mark in enumerate("cxdpa") if bits >> k & 1) for bits in range(32)]


def cue_features(views: Sequence[Words], found: Sequence[Sequence[Frame]], opens: Sequence[bool]) -> Any:
    """Hashed features of every word of some paragraphs for the cue tagger: a row a word, in order (int64).

    ``found`` are the rules' frames of each paragraph, ``opens`` whether it opens the report.
    """
    import numpy as np

    table = tabled(views)
    return np.stack(cue_rows(table, found, opens), axis=1)[table.own]


def cue_rows(table: WordTable, found: Sequence[Sequence[Frame]], opens: Sequence[bool]) -> list[Any]:
    """The features of :func:`cue_features`, an array each, of all places of a table."""
    import numpy as np

    of = _with_dependents(table)
    of |= _by_rules(table, found)
    first = np.zeros(table.begins[-1], dtype=bool)
    for start, stop, opening in zip(table.begins, table.begins[1:], opens, strict=False):
        first[start:stop] = opening
    look = of_numbers(np.where(first, table.of("look1").numbers, table.of("look0").numbers))
    away = np.arange(table.begins[-1]) - table.heads
    steps, apart = _steps()
    steps = steps.at(away.clip(-4, 4) + 4)
    apart = apart.at(away.clip(-4, 4) + 4)
    close, quotes = _quotations(table)

    def beside(name: str, steps: int) -> Column:
        one = table.of(name)
        return Column(np.roll(one.numbers, -steps), one.longest)

    def above(name: str) -> Column:
        return table.of(name).at(table.heads)

    low, lemma, pos, tag, dep = (table.of(n) for n in ("low", "lemma", "pos", "tag", "dep"))
    kin, sense, quote, lexical = (table.of(n) for n in ("kin", "sense", "quote", "lexical"))
    shape, kind, who, whom, comp = (of[n] for n in ("shape", "kind", "who", "whom", "comp"))
    what = of["thing_lemma"]
    before, after = beside("lemma", -1), beside("lemma", 1)
    return [
        np.full(len(away), int(joined("b", column([""]))[0])),
        joined("w", low),
        joined("l", lemma, pos.barred),
        joined("t", tag),
        joined("d", dep),
        joined("x", lemma, shape.barred),
        joined("y", lexical, shape.barred, pos.barred),
        joined("s", table.of("end3"), pos.barred),
        joined("z", table.of("end4")),
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
        joined("hk", of["headed"], dep.barred, steps),
        joined("hc", above("lexical"), dep.barred, tag, apart),
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
        joined("m", lemma, of["preps"].barred),
        joined("c", lemma, comp.barred),
        joined("cc", comp, shape.barred, who.barred),
        joined("f", look, pos),
        joined("g", quotes, pos, dep, shape),
        joined("k", dep, above("pos"), shape),
        joined("e", table.of("ent"), dep),
        joined("v", kin, pos.barred),
        joined("vx", kin, shape.barred, tag.barred),
        joined("vp", beside("kin", -1), kin.barred),
        joined("vn", kin, beside("kin", 1).barred),
        joined("vu", kin, who.barred, shape.barred),
        joined("vo", kin, of["thing_kin"].barred, pos),
        joined("vq", kin, quote, close),
        joined("vh", above("kin"), dep.barred, tag.barred),
        joined("M", sense, pos.barred),
        joined("Mx", sense, shape.barred, tag.barred),
        joined("Mu", sense, who.barred, shape.barred),
        joined("Mo", sense, of["thing_sense"].barred, pos),
        joined("Mh", above("sense"), dep.barred, tag.barred),
        joined("Mp", beside("sense", -1), sense.barred),
        joined("Mn", sense, beside("sense", 1).barred),
        joined("Mw", of["subject_sense"], sense.barred),
    ]


def _steps() -> tuple[Column, Column]:
    """How far a word stands from its governor, four behind to four before: unsigned with its side, signed."""
    return (
        column([("<" if n < 0 else ">") + str(abs(n)) for n in range(-4, 5)]),
        column([str(n) for n in range(-4, 5)]),
    )


def _with_dependents(table: WordTable) -> dict[str, Column]:
    """What words have under them: first subject, thing and clause, prepositions, and the shape of it."""
    import numpy as np

    kinds = np.zeros(table.begins[-1], dtype=np.int64)
    for at, view in zip(table.begins, table.views, strict=False):
        words = view.parse.words
        kinds[at : at + len(words)] = [_KINDS.get(w.dep, 0) for w in words]
    heads = table.heads
    kinds[heads == np.arange(len(heads))] = 0  # a root is under no word
    nothing = number("-")

    def first(kind: int) -> Any:
        """The place of each word's first dependent of a kind, -1 for none."""
        out = np.full(len(heads), -1)
        backwards = np.flatnonzero(kinds & kind)[::-1]
        out[heads[backwards]] = backwards
        return out

    def told(numbers: Any, places: Any) -> Column:
        return of_numbers(np.where(places >= 0, numbers[places], nothing))

    subject, thing, clause = first(_SUBJECT), first(_THING), first(_CLAUSE)
    shape = np.zeros(len(heads), dtype=np.int64)
    for bit in range(5):
        shape[heads[np.flatnonzero(kinds & (_SHAPE << bit))]] |= 1 << bit
    name, pos = table.of("ent").numbers, table.of("pos").numbers
    comp = np.where(clause >= 0, table.of("tag").numbers[clause], nothing)
    preps = np.full(len(heads), number(""))
    tied: dict[int, list[str]] = {}
    for place in np.flatnonzero(kinds & _TIED).tolist():
        view, i = table.at(place)
        tied.setdefault(int(heads[place]), []).append(nameless(view.parse.words[i], view.lemma[i]))
    for place, lemmas in tied.items():
        preps[place] = number(",".join(lemmas)[:24])
    for place in np.flatnonzero(clause >= 0).tolist():
        view, i = table.at(int(clause[place]))
        if view.quote[i] != "-":
            comp[place] = number(view.parse.words[i].tag + "q")
    lemma, kin, sense = (table.of(trait).numbers for trait in ("lemma", "kin", "sense"))
    return {
        "shape": column(_SHAPES).at(shape),
        "preps": of_numbers(preps),
        "who": told(np.where(name == number(""), pos, name), subject),
        "whom": told(lemma, subject),
        "subject_sense": told(sense, subject),
        "thing_lemma": told(lemma, thing),
        "thing_kin": told(kin, thing),
        "thing_sense": told(sense, thing),
        "comp": of_numbers(comp),
    }


def _by_rules(table: WordTable, found: Sequence[Sequence[Frame]]) -> dict[str, Column]:
    """What kind of attribution the rules see in a word and where its cue begins; and in its governor."""
    import numpy as np

    kind = np.full(table.begins[-1], number("-|-"))
    headed = np.full(table.begins[-1], number("-"))
    for at, view, frames in zip(table.begins, table.views, found, strict=False):
        kinds = {f.head: f.kind for f in frames if f.head >= 0}
        starts = {f.cue[0]: f.kind for f in frames if f.cue is not None}
        begun: dict[int, str] = {}
        for start, name in starts.items():
            i = bisect_left(view.quoted.word_starts, start)
            if i < len(view.parse.words) and view.parse.words[i].start == start:
                begun[i] = name
        for i in kinds.keys() | begun.keys():
            kind[at + i] = number(kinds.get(i, "-") + "|" + begun.get(i, "-"))
        for i, name in kinds.items():
            governed = [*view.parse.children(i), *([i] if view.parse.words[i].head == i else [])]
            headed[[at + k for k in governed]] = number(name)
    return {"kind": of_numbers(kind), "headed": of_numbers(headed)}


def _quotations(table: WordTable) -> tuple[Column, Column]:
    """Whether a quotation closed just before a word or opens just behind; whether its paragraph has one."""
    import numpy as np

    close = np.full(table.begins[-1], number(""))
    quotes = np.full(table.begins[-1], number("-"))
    for at, view in zip(table.begins, table.views, strict=False):
        if view.quoted.marks and any(state != "-" for state in view.quote):
            quotes[at : at + len(view.quote)] = number("Q")
            close[at : at + len(view.quote)] = [number(part) for part in _closeness(view.quote)]
    return of_numbers(close), of_numbers(quotes)


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
