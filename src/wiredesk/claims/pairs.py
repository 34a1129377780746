"""Two bare sentences: do they say the same, can they both hold?

For sentences without a report around them (the stage ``pairs``): the slots are read from a parse,
the judge and the finders of clashes are those of the claims.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

from wiredesk.claims.clashes import clash
from wiredesk.claims.facts import Facts, quotations
from wiredesk.claims.findings import Clash
from wiredesk.claims.judge import Pair, models, pair, verdict
from wiredesk.claims.likeness import Likeness
from wiredesk.claims.together import read_together
from wiredesk.claims.wording import wording
from wiredesk.claims.words import Token, plain, stem, tokens
from wiredesk.model.parses import Parse, Word
from wiredesk.model.statements import Figure, Force, Mode
from wiredesk.text.numbers import amounts

SAYING = frozenset("say tell report add state announce claim accord".split())
CONDITIONAL = frozenset("if unless once provided until".split())
STATUS = {
    lemma: fate
    for fate, lemmas in {
        "killed": "kill die dead",
        "wounded": "wound injure hurt",
        "arrested": "arrest detain",
        "captured": "capture",
        "displaced": "displace",
        "missing": "miss missing",
        "trapped": "trap",
        "infected": "infect",
        "surrendered": "surrender",
        "lost": "lose",
    }.items()
    for lemma in lemmas.split()
}
HEDGES = frozenset("may might could possibly reportedly allegedly perhaps likely probably apparently".split())


def pair_scores(pairs: Sequence[tuple[Parse, Parse]]) -> list[tuple[float, float]]:
    """For each pair of parsed sentences: how surely they say the same (0 to 1, .5 and more means
    the same), and how surely they cannot both hold (0 to 1)."""
    return [scores(left, right) for left, right in pairs]


def scores(left: Parse, right: Parse) -> tuple[float, float]:
    """The two scores of one pair; the order of the two does not matter.

    They are two questions: a sentence with one number changed is worded the same and clashes.
    """
    two, by = compared(left, right)
    found = clash(two, by)
    return likely_same(two), found.score if found else 0.0


def likely_same(two: Pair) -> float:
    """How surely two sentences say the same, by the trained weights (by hand-set ones where the file is
    missing), the bars among its signals; in equal parts with what reading both together says, where it can
    be read."""
    if "pairs" not in models():
        judged = verdict(two)
        return judged.score if judged.bar is None else min(judged.score, 0.49)
    bias, weights = models()["pairs"]
    total = bias + sum(weights.get(k, 0.0) * v for k, v in wording(two).items())
    if (reading := read_together(two.a.text, two.b.text)) is not None:
        total = (total + reading.paraphrase) / 2
    return round(1.0 / (1.0 + exp(-max(-30.0, min(30.0, total)))), 5)


def clash_of(left: Parse, right: Parse) -> Clash | None:
    """The clash of two parsed sentences, with its kind and why; None where both can hold."""
    return clash(*compared(left, right))


def compared(left: Parse, right: Parse) -> tuple[Pair, Likeness]:
    """Two parsed sentences made ready for the judge; the order of the two does not matter."""
    if right.text < left.text:
        left, right = right, left
    a, b = sentence_facts(left, "left"), sentence_facts(right, "right")
    by = Likeness((a, b))
    return pair(a, b, by), by


def sentence_facts(parse: Parse, name: str) -> Facts:
    """The facts of one parsed sentence (or several: the first main clause gives the act)."""
    words = parse.words
    head = _head(parse)
    subject = parse.child(head, "nsubj", "nsubjpass") if words else None
    object_ = parse.child(head, "dobj", "attr", "obj") if words else None
    agent = parse.child(head, "agent") if words else None
    if subject is not None and words[subject].dep == "nsubjpass":
        by = parse.child(agent, "pobj") if agent is not None else None
        subject, object_ = by, subject
    inside = _condition(parse)
    condition = " ".join(words[i].text for i in inside)
    body = (
        tokens(" ".join(w.text for i, w in enumerate(words) if i not in inside))
        if inside
        else tokens(parse.text)
    )
    toponyms = frozenset(
        " ".join(words[i].text for i in run).lower()
        for run, label in parse.entities
        if label in ("GPE", "LOC")
    )
    low = {w.lemma.lower() for w in words}
    return Facts(
        id=name,
        report=name,
        text=parse.text,
        words=body,
        condition=tokens(condition),
        voice="",
        speaker=False,
        mode=Mode.NARRATED,
        force=Force.HEDGED if low & HEDGES else Force.ASSERTED,
        negated=any(w.dep == "neg" or w.lemma.lower() in ("no", "none", "never") for w in _near(parse, head)),
        act=stem(words[head].lemma.lower()) if words else "",
        who=_stems(parse, subject),
        whom=_stems(parse, object_),
        figures=figures(parse),
        about=None,
        places=frozenset(),
        inside=frozenset(),
        toponyms=toponyms,
        control=None,
        background=False,
        has_condition=bool(inside),
        asked=parse.text.rstrip("”\"' ").endswith("?"),
        names=_names(body),
        plain=plain(parse.text),
        quotations=quotations(parse.text, Mode.NARRATED),
    )


def _names(body: tuple[Token, ...]) -> frozenset[str]:
    return frozenset(t.stem for t in body if t.name)


def _head(parse: Parse) -> int:
    """The main verb of what is said: below "police said that …" the verb of the clause."""
    if not parse.words:
        return 0
    at = parse.root(parse.sentences[0])
    while parse.words[at].lemma.lower() in SAYING:
        below = parse.child(at, "ccomp", "parataxis")
        if below is None:
            break
        at = below
    return at


def _near(parse: Parse, head: int) -> list[Word]:
    return [parse.words[i] for i in parse.children(head)] if parse.words else []


def _stems(parse: Parse, at: int | None) -> frozenset[str]:
    if at is None or parse.words[at].pos == "PRON":
        return frozenset()
    kept = [at, *(c for c in parse.children(at) if parse.words[c].dep == "compound")]
    return frozenset(stem(parse.words[i].text.lower()) for i in kept)


def _condition(parse: Parse) -> frozenset[int]:
    """Indices of the words of a conditional clause, empty where there is none."""
    for word in parse.words:
        if word.text.lower() in CONDITIONAL and word.dep == "mark" and parse.words[word.head].dep == "advcl":
            return frozenset(parse.subtree(word.head))
    return frozenset()


def figures(parse: Parse) -> tuple[Figure, ...]:
    """The amounts of a sentence with what they count and what befell it."""
    out: list[Figure] = []
    for amount in amounts(parse.text):
        inside = [i for i, w in enumerate(parse.words) if w.start >= amount.start and w.end <= amount.end]
        noun = None
        for i in inside:
            up = parse.words[i].head
            if (
                up not in inside
                and parse.words[up].pos in ("NOUN", "PROPN")
                and parse.words[i].dep in ("nummod", "compound", "quantmod", "amod")
            ):
                noun = up
        last = noun if noun is not None else inside[-1] if inside else None
        status = None
        if last is not None:
            for up in (last, *parse.ancestors(last)):
                status = STATUS.get(parse.words[up].lemma.lower())
                if status or parse.words[up].pos == "VERB":
                    break
            if status is None:
                status = next(
                    (
                        STATUS[parse.words[c].lemma.lower()]
                        for c in parse.children(last)
                        if parse.words[c].lemma.lower() in STATUS
                    ),
                    None,
                )
        of = parse.words[noun].lemma.lower() if noun is not None else ""
        out.append(
            Figure(amount.start, amount.end, amount.low, amount.high, amount.unit, of, status, amount.exact)
        )
    return tuple(out)
