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


def cue_features(view: Words, found: Sequence[Frame], first: bool) -> list[list[int]]:
    """Hashed features of every word for the cue tagger, the same number for each word.

    ``found`` are the rules' frames, ``first`` whether the paragraph opens the report.
    """
    words = view.parse.words
    n = len(words)
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

    def at(items: Sequence[str], k: int) -> str:
        return items[k] if 0 <= k < n else "#"

    for i, word in enumerate(words):
        lemma = lem[i]
        low = lemma if lemma.startswith("@") else word.text.lower()
        kids = view.parse.children(i)
        deps = {words[c].dep for c in kids}
        shape = "".join(
            mark
            for mark, name in (
                ("c", "ccomp"),
                ("x", "xcomp"),
                ("d", "dobj"),
                ("p", "nsubjpass"),
                ("a", "acomp"),
            )
            if name in deps
        )
        subject = next((c for c in kids if words[c].dep in ("nsubj", "nsubjpass")), None)
        who = "-" if subject is None else words[subject].ent or words[subject].pos
        whom = "-" if subject is None else lem[subject]
        thing = next((c for c in kids if words[c].dep in ("dobj", "pobj", "attr")), None)
        what = "-" if thing is None else lem[thing]
        preps = ",".join(lem[c] for c in kids if words[c].dep in ("prep", "prt", "agent"))[:24]
        clause = next((c for c in kids if words[c].dep in ("ccomp", "xcomp", "acl")), None)
        comp = "-" if clause is None else words[clause].tag + ("q" if quote[clause] != "-" else "")
        head = word.head
        close = "q" if any(at(quote, k).endswith(")") for k in range(i - 5, i)) else ""
        close += "(" if any(at(quote, k).endswith("(") for k in range(i + 1, i + 5)) else ""
        kind = kinds.get(i, "-") + "|" + spans.get(word.start, "-")
        lexical = word_class(lemma)
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
            "p1" + at(lem, i - 1),
            "p2" + at(lem, i - 2) + "|" + at(lem, i - 1),
            "n1" + at(lem, i + 1),
            "n2" + at(lem, i + 1) + "|" + at(lem, i + 2),
            "lp" + lemma + "|" + at(lem, i - 1),
            "ln" + lemma + "|" + at(lem, i + 1),
            "tp" + at(tag, i - 1) + word.tag,
            "tn" + word.tag + at(tag, i + 1) + at(tag, i + 2),
            "dp" + at(dep, i - 1) + word.dep + at(dep, i + 1),
            "h" + lem[head] + "|" + word.dep,
            "hl" + lemma + "|" + lem[head],
            "hk"
            + kinds.get(head, "-")
            + "|"
            + word.dep
            + ("<" if i < head else ">")
            + str(min(abs(i - head), 4)),
            "hc" + word_class(lem[head]) + "|" + word.dep + word.tag + str(max(-4, min(4, i - head))),
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
            "vp" + at(kin, i - 1) + "|" + kin[i],
            "vn" + kin[i] + "|" + at(kin, i + 1),
            "vu" + kin[i] + "|" + who + "|" + shape,
            "vo" + kin[i] + "|" + ("-" if thing is None else kin[thing]) + word.pos,
            "vq" + kin[i] + quote[i] + close,
            "vh" + kin[head] + "|" + word.dep + "|" + word.tag,
            "M" + sense[i] + "|" + word.pos,
            "Mx" + sense[i] + "|" + shape + "|" + word.tag,
            "Mu" + sense[i] + "|" + who + "|" + shape,
            "Mo" + sense[i] + "|" + ("-" if thing is None else sense[thing]) + word.pos,
            "Mh" + sense[head] + "|" + word.dep + "|" + word.tag,
            "Mp" + at(sense, i - 1) + "|" + sense[i],
            "Mn" + sense[i] + "|" + at(sense, i + 1),
            "Mw" + ("-" if subject is None else sense[subject]) + "|" + sense[i],
        )
        rows.append(hashed(row))
    return rows
