"""The hashed features by which the tagger of cues knows a word."""

from __future__ import annotations

from collections.abc import Sequence

from wiredesk.statements.reported import Frame
from wiredesk.statements.traits import (
    Words,
    hashed,
    nameless,
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


def cue_features(view: Words, found: Sequence[Frame], first: bool) -> list[list[int]]:
    """Hashed features of every word for the cue tagger, the same number for each word.

    ``found`` are the rules' frames, ``first`` whether the paragraph opens the report.
    """
    words = view.parse.words
    kinds: dict[int, str] = {}
    spans: dict[int, str] = {}
    for frame in found:
        if frame.head >= 0:
            kinds[frame.head] = frame.kind
        if frame.cue is not None:
            spans[frame.cue[0]] = frame.kind
    rows: list[list[int]] = []
    lem = [nameless(w, view.lemma[i]) for i, w in enumerate(words)]
    tag, dep, quote = [w.tag for w in words], [w.dep for w in words], view.quote
    known = word_classes()
    kin = [str(known.get(w.text.lower(), -1)) for w in words]
    means = word_meanings()
    sense = [str(means.get(w.text.lower(), means.get(view.lemma[i], -1))) for i, w in enumerate(words)]
    has_quote = any(q != "-" for q in quote)

    lexicals = [word_class(lemma) for lemma in lem]
    opens, closes = [q.endswith("(") for q in quote], [q.endswith(")") for q in quote]
    edge = ["#", "#"]  # so that what stands beside the first and last words is there to be read
    lem_at, tag_at, dep_at = [*lem, *edge], [*tag, *edge], [*dep, *edge]
    kin_at, sense_at = [*kin, *edge], [*sense, *edge]

    for i, word in enumerate(words):
        lemma = lem[i]
        low = lemma if lemma.startswith("@") else word.text.lower()
        kids = view.parse.children(i)
        shape = preps = ""
        subject = thing = clause = None
        if kids:
            deps = [dep[c] for c in kids]
            tied = []
            shape = "".join(mark for mark, name in _SHAPES if name in deps)
            for c, name in zip(kids, deps, strict=True):
                if name in _SUBJECTS:
                    subject = c if subject is None else subject
                elif name in _THINGS:
                    thing = c if thing is None else thing
                elif name in _CLAUSES:
                    clause = c if clause is None else clause
                elif name in _PREPS:
                    tied.append(lem[c])
            preps = ",".join(tied)[:24]
        who = "-" if subject is None else words[subject].ent or words[subject].pos
        whom = "-" if subject is None else lem[subject]
        what = "-" if thing is None else lem[thing]
        comp = "-" if clause is None else tag[clause] + ("q" if quote[clause] != "-" else "")
        head = word.head
        close = ""
        if has_quote:
            close = ("q" if any(closes[max(0, i - 5) : i]) else "") + (
                "(" if any(opens[i + 1 : i + 5]) else ""
            )
        kind = kinds.get(i, "-") + "|" + spans.get(word.start, "-")
        lexical = lexicals[i]
        row = (
            "b",
            "w" + low,
            "l" + lemma + "|" + word.pos,
            "t" + word.tag,
            "d" + word.dep,
            "x" + lemma + "|" + shape,
            "y" + lexical + "|" + shape + "|" + word.pos,
            "s" + low[-3:] + "|" + word.pos,
            "z" + low[-4:],
            "p1" + lem_at[i - 1],
            "p2" + lem_at[i - 2] + "|" + lem_at[i - 1],
            "n1" + lem_at[i + 1],
            "n2" + lem_at[i + 1] + "|" + lem_at[i + 2],
            "lp" + lemma + "|" + lem_at[i - 1],
            "ln" + lemma + "|" + lem_at[i + 1],
            "tp" + tag_at[i - 1] + word.tag,
            "tn" + word.tag + tag_at[i + 1] + tag_at[i + 2],
            "dp" + dep_at[i - 1] + word.dep + dep_at[i + 1],
            "h" + lem[head] + "|" + word.dep,
            "hl" + lemma + "|" + lem[head],
            "hk"
            + kinds.get(head, "-")
            + "|"
            + word.dep
            + ("<" if i < head else ">")
            + str(min(abs(i - head), 4)),
            "hc" + lexicals[head] + "|" + word.dep + word.tag + str(max(-4, min(4, i - head))),
            "r" + kind,
            "rl" + kind + "|" + lexical,
            "rq" + kind + quote[i],
            "q" + quote[i] + close,
            "ql" + lemma + quote[i] + close,
            "qd" + word.dep + quote[i] + close + word.pos,
            "u" + who + "|" + lexical,
            "ul" + lemma + "|" + who,
            "uw" + whom + "|" + shape,
            "o" + lemma + "|" + what,
            "ow" + what + "|" + word.pos,
            "m" + lemma + "|" + preps,
            "c" + lemma + "|" + comp,
            "cc" + comp + "|" + shape + "|" + who,
            "f" + word_shape(word.text) + ("1" if first else "0") + word.pos,
            "g" + ("Q" if has_quote else "-") + word.pos + word.dep + shape,
            "k" + word.dep + words[head].pos + shape,
            "e" + word.ent + word.dep,
            "v" + kin[i] + "|" + word.pos,
            "vx" + kin[i] + "|" + shape + "|" + word.tag,
            "vp" + kin_at[i - 1] + "|" + kin[i],
            "vn" + kin[i] + "|" + kin_at[i + 1],
            "vu" + kin[i] + "|" + who + "|" + shape,
            "vo" + kin[i] + "|" + ("-" if thing is None else kin[thing]) + word.pos,
            "vq" + kin[i] + quote[i] + close,
            "vh" + kin[head] + "|" + word.dep + "|" + word.tag,
            "M" + sense[i] + "|" + word.pos,
            "Mx" + sense[i] + "|" + shape + "|" + word.tag,
            "Mu" + sense[i] + "|" + who + "|" + shape,
            "Mo" + sense[i] + "|" + ("-" if thing is None else sense[thing]) + word.pos,
            "Mh" + sense[head] + "|" + word.dep + "|" + word.tag,
            "Mp" + sense_at[i - 1] + "|" + sense[i],
            "Mn" + sense[i] + "|" + sense_at[i + 1],
            "Mw" + ("-" if subject is None else sense[subject]) + "|" + sense[i],
        )
        rows.append(hashed(row))
    return rows
