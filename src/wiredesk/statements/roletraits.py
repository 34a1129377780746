"""The hashed features by which the tagger of source and content knows a word, given a cue."""

from __future__ import annotations

from collections.abc import Sequence

from wiredesk.statements.reported import Frame
from wiredesk.statements.traits import Words, hashed, word_class

REACH = 110
"""Words to either side of a cue in which its source and content are looked for."""


def window(view: Words, head: int) -> tuple[int, int]:
    """The range of words in which the source and content of cue ``head`` are looked for."""
    return max(0, head - REACH), min(len(view.parse.words), head + REACH + 1)


def _climb(view: Words, head: int) -> tuple[dict[int, int], list[int]]:
    """The ancestors of the cue's head with their distance, head first."""
    up = {head: 0}
    order = [head]
    i = head
    while view.parse.words[i].head != i:
        i = view.parse.words[i].head
        up[i] = len(order)
        order.append(i)
    return up, order


def role_features(
    view: Words, cue: tuple[int, int], head: int, frame: Frame | None, others: set[int]
) -> list[list[int]]:
    """Hashed features of every word of the cue's window for the tagger of source and content.

    ``cue`` is the range of its words, ``frame`` what the rules say of this cue (or None),
    ``others`` the heads of the paragraph's other cues.
    """
    words = view.parse.words
    lo, hi = window(view, head)
    n = len(words)
    quote = view.quote
    up, _ = _climb(view, head)
    marks: dict[int, str] = {}
    if frame is not None:
        for name, ranges in (("S", frame.source), ("C", frame.content)):
            for start, end in ranges:
                inside = [i for i in range(lo, hi) if words[i].start < end and words[i].end > start]
                for i in inside:
                    marks[i] = name + "I"
                if inside:
                    marks[inside[0]] = name + ("B" if len(inside) > 1 else "S")
                    if len(inside) > 1:
                        marks[inside[-1]] = name + "E"
    cue_lemma = view.lemma[head]
    lexical = word_class(cue_lemma) + words[head].pos[:1]
    passive = any(words[c].dep in ("nsubjpass", "auxpass") for c in view.parse.children(head))
    lexical += "p" if passive else ""
    kind = "-" if frame is None else frame.kind
    paths: dict[int, tuple[str, str, int]] = {}

    def path(i: int) -> tuple[str, str, int]:
        """(whole path, its first two steps, the node it enters by) from the cue to word i."""
        steps: list[str] = []
        at = i
        for _ in range(40):
            if at in up or at in paths:
                break
            if words[at].head == at:
                break
            at = words[at].head
        trail: list[int] = []
        k = i
        while k != at:
            trail.append(k)
            k = words[k].head
        if at in paths:
            whole, short, entry = paths[at]
        elif at in up:
            whole = "^" * min(up[at], 3) + (words[head].dep if up[at] else "")
            short, entry = whole, at
        else:
            whole, short, entry = "?", "?", at
        for k in reversed(trail):
            deeper = whole.count(">")
            if deeper < 4:
                whole = whole + ">" + words[k].dep
            if deeper < 1:
                short = whole
                entry = k
            paths[k] = (whole, short, entry)
        del steps
        return paths.get(i, (whole, short, entry))

    rows: list[list[int]] = []
    label = [marks.get(i, "O") for i in range(n)] if marks else ["O"] * n

    def near(items: Sequence[str], k: int) -> str:
        return items[k] if 0 <= k < n else "#"

    ways = [path(i) for i in range(lo, hi)]
    for i in range(lo, hi):
        word = words[i]
        whole, short, entry = ways[i - lo]
        side = "K" if cue[0] <= i < cue[1] else "<" if i < cue[0] else ">"
        gap = cue[0] - i if i < cue[0] else i - cue[1] + 1 if i >= cue[1] else 0
        dist = side + (
            str(gap) if gap <= 3 else "5" if gap <= 5 else "9" if gap <= 9 else "19" if gap <= 19 else "+"
        )
        a, b = (i, head) if i < head else (head, i)
        verbs = min(view.verbs[b + 1] - view.verbs[a], 4)
        commas = min(view.commas[b + 1] - view.commas[a], 4)
        sent = max(-2, min(2, word.sentence - words[head].sentence))
        edge = ("L" if view.left[entry] == i else "") + ("R" if view.right[entry] == i else "")
        after = ways[i + 1 - lo][1] if i + 1 < hi else "#"
        before = ways[i - 1 - lo][1] if i > lo else "#"
        low = word.text.lower()
        nxt = words[i + 1].text.lower() if i + 1 < n else "#"
        prv = words[i - 1].text.lower() if i else "#"
        rel = "o" if i in others else ""
        q = quote[i]
        fixed = view.fixed.get((i, side))
        if fixed is None:
            fixed = view.fixed[i, side] = hashed(
                (
                    "B" + side,
                    "W" + low,
                    "Ws" + low + side,
                    "T" + word.tag + side,
                    "Pw" + prv + "|" + word.tag + side,
                    "Nw" + nxt + "|" + word.tag + side,
                    "PN" + prv + "|" + low + "|" + nxt,
                    "Qn" + near(quote, i - 1) + q + near(quote, i + 1) + side,
                    "Qw" + near(quote, i - 1) + q + near(quote, i + 1) + low,
                    "En" + word.ent + ("b" if word.ent_begin else "") + side,
                )
            )
        ahead = (
            "D" + dist,
            "DT" + dist + word.pos,
            "DC" + dist + lexical,
            "A" + whole,
            "Ab" + short + side,
            "Ac" + short + lexical,
            "Al" + short + "|" + cue_lemma,
            "Ae" + short + edge + side,
            "Aw" + short + edge + "|" + low,
            "An" + short + edge + "|" + nxt,
            "Ap" + short + edge + "|" + prv,
            "AA" + before + "|" + short + "|" + after,
            "Af" + short + "|" + after + "|" + nxt,
            "Ag" + before + "|" + prv + "|" + short,
            "At" + whole + word.tag,
            "E" + edge + side + word.pos,
            "V" + side + str(verbs) + str(commas),
            "Vs" + side + str(verbs) + str(commas) + str(sent) + q,
            "Vk" + side + str(commas) + lexical,
            "Q" + q + side + str(sent),
        )
        behind = (
            "Qk" + q + lexical + side,
            "R" + near(label, i - 1) + label[i] + near(label, i + 1),
            "Rk" + label[i] + kind + side,
            "Rw" + label[i] + "|" + low,
            "Rq" + label[i] + q + side,
            "Rp" + label[i] + short,
            "Rn" + label[i] + near(label, i + 1) + "|" + nxt,
            "Rb" + near(label, i - 1) + label[i] + "|" + prv,
            "O" + rel + word.dep + side,
            "C" + cue_lemma + "|" + side + word.pos,
            "Cd" + cue_lemma + "|" + word.dep + "|" + side,
        )
        rows.append(fixed[:7] + hashed(ahead) + fixed[7:9] + hashed(behind) + fixed[9:])
    return rows
