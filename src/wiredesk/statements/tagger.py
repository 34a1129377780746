"""The learned reader of reported speech: finds cues, then the source and content of each.

Two linear-chain conditional random fields over hashed features of words, parse and quotation marks
(Lafferty et al. 2001), trained by ``training/attribution.py`` on the PolNeAR training articles: one
tags cue spans in a paragraph; the other, given one cue, tags the words of its source and content.
Without the model file :func:`model` is None and the rules of :mod:`reported` stand alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from typing import Any
from zlib import crc32

from wiredesk.model.parses import Parse, Word
from wiredesk.statements import cues
from wiredesk.statements.quotes import Quoted
from wiredesk.statements.reported import Frame, cue_range

BITS = 20
REACH = 110
"""Words to either side of a cue in which its source and content are looked for."""
SILENT = -6.0
"""Log odds of the likeliest cue word below which a paragraph is not searched further."""
CUE_LABELS = ("O", "B", "I")
ROLE_LABELS = ("O", "SB", "SI", "SE", "SS", "CB", "CI", "CE", "CS")
_MASK = (1 << BITS) - 1


def _class(lemma: str) -> str:
    return (
        ("s" if lemma in cues.SAY else "")
        + ("S" if lemma in cues.STRONG else "")
        + ("t" if lemma in cues.THINK else "")
        + ("a" if lemma in cues.ACT else "")
        + ("n" if lemma in cues.NOUNS else "")
    )


def _shape(text: str) -> str:
    return (
        "A"
        if text.isupper()
        else "a"
        if text.islower()
        else "Aa"
        if text[:1].isupper()
        else "1"
        if text.isdigit()
        else "."
    )


class _Hashes(dict[str, int]):
    """Features to their row numbers in the weights, remembered: windows of one paragraph overlap."""

    LIMIT = 400_000

    def __missing__(self, feature: str) -> int:
        try:
            row = crc32(feature.encode()) & _MASK
        except UnicodeEncodeError:  # half of a surrogate pair in damaged text
            row = crc32(feature.encode("utf-8", "surrogatepass")) & _MASK
        if len(self) >= self.LIMIT:
            self.clear()
        self[feature] = row
        return row


_HASHES = _Hashes()


def _hashed(row: Sequence[str]) -> list[int]:
    """The features' row numbers in the weights."""
    return list(map(_HASHES.__getitem__, row))


def _nameless(word: Word, lemma: str) -> str:
    """The lemma, or for a name only what kind it is: cues do not depend on who speaks."""
    if word.pos == "PROPN" and lemma not in cues.SAY and lemma not in cues.NOUNS:
        return "@" + (word.ent or "name")
    return lemma


@dataclass
class Words:
    """What both taggers see of each word of a paragraph, computed once."""

    parse: Parse
    quoted: Quoted
    lemma: list[str]
    quote: list[str]
    left: list[int]
    right: list[int]
    depth: list[int]
    verbs: list[int]
    commas: list[int]
    fixed: dict[tuple[int, str], list[int]] = field(default_factory=dict)
    """By word and side of the cue, the hashed role features that do not depend on the cue otherwise."""


def words_of(parse: Parse, quoted: Quoted) -> Words:
    """The shared view of a paragraph."""
    n = len(parse.words)
    left, right = list(range(n)), list(range(n))
    depth = [0] * n
    # heads before dependents: order by walking from the roots
    order: list[int] = []
    stack = [i for i in range(n) if parse.words[i].head == i]
    while stack:
        i = stack.pop()
        order.append(i)
        for c in parse.children(i):
            depth[c] = depth[i] + 1
            stack.append(c)
    for i in reversed(order):
        head = parse.words[i].head
        if head != i:
            left[head] = min(left[head], left[i])
            right[head] = max(right[head], right[i])
    quote: list[str] = []
    verbs, commas = [0], [0]
    for word in parse.words:
        one = quoted.around(word.start)
        speech = quoted.speech_around(word.start)
        if one is None:
            state = "-"
        else:
            state = "S" if speech is not None else "q"
            if word.start == one.start:
                state += "("
            elif word.end >= one.end:
                state += ")"
        quote.append(state)
        verbs.append(verbs[-1] + (word.pos in ("VERB", "AUX")))
        commas.append(commas[-1] + (word.text in ",;:—–"))
    return Words(
        parse, quoted, [w.lemma.lower() for w in parse.words], quote, left, right, depth, verbs, commas
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
    lem = [_nameless(w, view.lemma[i]) for i, w in enumerate(words)]
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
        lexical = _class(lemma)
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
            "hc" + _class(lem[head]) + "|" + word.dep + word.tag + str(max(-4, min(4, i - head))),
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
            "f" + _shape(word.text) + ("1" if first else "0") + word.pos,
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
        rows.append(_hashed(row))
    return rows


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
    lexical = _class(cue_lemma) + words[head].pos[:1]
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
            fixed = view.fixed[i, side] = _hashed(
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
        rows.append(fixed[:7] + _hashed(ahead) + fixed[7:9] + _hashed(behind) + fixed[9:])
    return rows


@dataclass(frozen=True)
class Model:
    """Weights of the two taggers: (hash, label) and (label, label), and the bias on "no cue"."""

    cue: Any
    cue_steps: Any
    role: Any
    role_steps: Any
    bias: float


@lru_cache(maxsize=1)
def word_classes() -> dict[str, int]:
    """Word -> class of words in like company (``training/word_classes.py``); empty when not shipped."""
    return _numbered("word_classes.txt")


@lru_cache(maxsize=1)
def word_meanings() -> dict[str, int]:
    """Word -> class of words of like meaning (``training/word_meanings.py``); empty when not shipped."""
    return _numbered("word_meanings.txt")


def _numbered(name: str) -> dict[str, int]:
    try:
        with resources.files("wiredesk.statements").joinpath(name).open(encoding="utf-8") as file:
            return {word: k for k, line in enumerate(file) for word in line.split()}
    except OSError:
        return {}


@lru_cache(maxsize=1)
def model() -> Model | None:
    """The trained weights shipped with the package; None where the file or numpy is missing."""
    try:
        import numpy as np

        with resources.files("wiredesk.statements").joinpath("attribution.npz").open("rb") as file:
            data = np.load(file)
            return Model(
                _dense(np, data["cue_rows"], data["cue_values"], float(data["cue_scale"])),
                data["cue_steps"].astype(np.float32),
                _dense(np, data["role_rows"], data["role_values"], float(data["role_scale"])),
                data["role_steps"].astype(np.float32),
                float(data["bias"]),
            )
    except (ImportError, OSError, KeyError, ValueError):
        return None


def _dense(np: Any, rows: Any, values: Any, scale: float) -> Any:
    out = np.zeros((1 << BITS, values.shape[1]), dtype=np.float32)
    out[np.cumsum(rows.astype(np.int64))] = values.astype(np.float32) * scale
    return out


def viterbi(np: Any, scores: Any, steps: Any) -> list[int]:
    """The best label sequence for word scores (words, labels) and step scores (from, to)."""
    n = len(scores)
    best = scores[0].copy()
    back = []
    for t in range(1, n):
        ways = best[:, None] + steps
        back.append(ways.argmax(0))
        best = ways.max(0) + scores[t]
    at = int(best.argmax())
    out = [at]
    for pointers in reversed(back):
        at = int(pointers[at])
        out.append(at)
    return out[::-1]


def spans_of_labels(labels: Sequence[str], kind: str) -> list[tuple[int, int]]:
    """Word ranges of the label kind ("S" or "C"; "" for plain B and I)."""
    out: list[tuple[int, int]] = []
    start = -1
    for i, label in enumerate([*labels, "O"]):
        mine = label != "O" and (not kind or label.startswith(kind))
        opens = mine and label[len(kind) :] in ("B", "S")
        if start >= 0 and (not mine or opens):
            out.append((start, i))
            start = -1
        if mine and start < 0:
            start = i
    return out


def head_of(parse: Parse, first: int, stop: int) -> int:
    """The main word of a range: its verb nearest the root, else its word nearest the root."""

    def depth(i: int) -> int:
        return sum(1 for _ in parse.ancestors(i))

    inside = range(first, stop)
    return min(
        inside, key=lambda i: (parse.words[i].head in inside and parse.words[i].head != i, depth(i), i)
    )


def read(parse: Parse, quoted: Quoted, found: Sequence[Frame], first: bool, weights: Model) -> list[Frame]:
    """The frames of a paragraph by the trained taggers, with the rules' frames as evidence."""
    import numpy as np

    if not parse.words:
        return []
    view = words_of(parse, quoted)
    rows = np.asarray(cue_features(view, found, first))
    scores = weights.cue[rows].sum(1)
    scores[:, 0] -= weights.bias
    if float((scores[:, 1] - scores[:, 0]).max()) < SILENT:
        return []
    labels = [CUE_LABELS[k] for k in viterbi(np, scores, weights.cue_steps)]
    spans = spans_of_labels(labels, "")
    heads = [head_of(parse, a, b) for a, b in spans]
    rules = {f.head: f for f in found if f.head >= 0}
    out: list[Frame] = []
    for (a, b), head in zip(spans, heads, strict=True):
        rule = next((rules[i] for i in (head, *range(a, b)) if i in rules), None)
        rows = np.asarray(role_features(view, (a, b), head, rule, set(heads) - {head}))
        path = viterbi(np, weights.role[rows].sum(1), weights.role_steps)
        tags = [ROLE_LABELS[k] for k in path]
        lo = window(view, head)[0]
        content = [_chars(parse, lo + s, lo + e) for s, e in spans_of_labels(tags, "C")]
        sources = spans_of_labels(tags, "S")
        source = [_chars(parse, lo + s, lo + e) for s, e in sources]
        if not content:
            continue
        source_head = head_of(parse, lo + sources[0][0], lo + sources[0][1]) if sources else None
        kind = rule.kind if rule is not None else _kind(parse, head, bool(source))
        out.append(Frame(kind, head, _chars(parse, a, b), tuple(source), source_head, tuple(content)))
    return out


def _chars(parse: Parse, first: int, stop: int) -> tuple[int, int]:
    return parse.words[first].start, parse.words[stop - 1].end


def _kind(parse: Parse, head: int, sourced: bool) -> str:
    word = parse.words[head]
    lemma = word.lemma.lower()
    if word.text in (":", "-", "—"):
        return "speaker"
    if word.pos not in ("VERB", "AUX"):
        return "noun"
    if lemma in cues.SEEM and not sourced:
        return "seems"
    if lemma in cues.HEARSAY and not sourced:
        return "hearsay"
    if lemma in cues.STRONG:
        return "said"
    return "thought" if lemma in cues.THINK else "act"


__all__ = ["Model", "cue_range", "model", "read"]
