"""What may be reported speech, attitude or intent without being sure: each possible cue by what it brings.

:mod:`tagger` takes a cue by the chance of its words alone.  Here every span that has some chance is asked for
its source and content first, and what these look like weighs in (is there a source, one clause, sure
borders?): once for "this is a cue", once for "these words are a content, whoever said it".  Both are logistic
regressions fitted by ``training/doubts.py`` on the tenth of the PolNeAR training articles that the taggers
never saw; their bars were chosen there by cross-validation.  Used where everything is asked for
(``attributions(..., doubtful=True)``), not for statements: these need a voice to trust.  A network that
reads whole sentences (:mod:`sentencenet`) is asked beside the taggers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, log, log1p
from typing import Any

from wiredesk.model.parses import Parse
from wiredesk.statements.chains import likeliest, marginals, paths, spans_of_labels
from wiredesk.statements.phrases import Frame, Range
from wiredesk.statements.quotes import Quoted
from wiredesk.statements.roletraits import Asked, role_rows, window
from wiredesk.statements.sentencenet import sentence_network
from wiredesk.statements.tagger import (
    BAR,
    ONE_AT_A_TIME,
    ROLE_LABELS,
    Model,
    asked_of,
    cue_chances,
    frame_of,
    head_of,
)
from wiredesk.statements.traits import Words, words_of
from wiredesk.statements.wordtable import WordTable, tabled

FLOOR = 0.02
"""Chance that a span must have to be weighed at all; that of :func:`chains.span_chances`."""
ROLES_BESIDE = 1.0
"""What the network's scores of source and content count beside the field's; chosen like :data:`CUE_BAR`.  The
statements are made without them: they leave a content less well to its own cue (on the development answer
keys claims fell from F1 .73 to .71, since two speakers' words in one sentence were joined)."""
OF_SOURCE = [0, 1, 2, 2, 1, 0, 0, 0, 0]
OF_CONTENT = [0, 0, 0, 0, 0, 1, 2, 2, 1]
"""For each of :data:`ROLE_LABELS` which of the network's labels (none, begins, goes on) fits it."""
CUE_BAR = 0.33
CONTENT_BAR = 0.10
"""The chances from which a cue, and the content of a cue that is not taken, count.  The first gave the best
F1 of cues on the held-back articles (.717); the second costs three points of their exact F1 of contents."""
CUE: dict[str, float] = {
    "begins": -0.1295,
    "behind": 0.4422,
    "chance": 0.4019,
    "content top": 0.7606,
    "content words": 0.105,
    "cue words": -0.0442,
    "ends": -0.084,
    "field": 0.1221,
    "field mass": -0.068,
    "in another's": -0.9809,
    "length": 0.094,
    "mass": 0.044,
    "noun": 0.5591,
    "one": -2.4337,
    "one piece": 0.1013,
    "one word": 0.0606,
    "path": 0.3165,
    "rule": 0.1618,
    "source top": 0.6396,
    "source words": -0.0931,
    "sourced": 0.0915,
    "verb": 0.3181,
}
"""Weights of a guess's traits for "this is a cue"; ``one`` is 1 always."""
CONTENT: dict[str, float] = {
    "alike": -0.055,
    "around": 0.6587,
    "begins": 0.6482,
    "behind": 0.0107,
    "chance": 0.0003,
    "characters": -0.1746,
    "content top": 1.0854,
    "content words": 0.0907,
    "covered": -0.2601,
    "cue words": -0.0389,
    "ends": 0.6325,
    "field": -0.0279,
    "field mass": 0.0368,
    "in another's": -0.1203,
    "inside": -0.3084,
    "length": 0.0316,
    "mass": 0.1309,
    "noun": 0.2852,
    "one": -2.7711,
    "one piece": 0.0525,
    "one word": -0.4388,
    "path": 0.072,
    "rule": 0.0835,
    "source top": 0.2451,
    "source words": -0.0407,
    "sourced": 0.03,
    "verb": 0.0118,
}
"""Weights of :func:`content_traits` for "this is a content"."""


@dataclass(frozen=True)
class Guess:
    """A possible cue with what it brings: its frame, its traits by name, and if :mod:`tagger` takes it."""

    frame: Frame
    traits: Mapping[str, float]
    sure: bool

    @property
    def chance(self) -> float:
        """That the cue is one, of exactly these words."""
        return weighed(CUE, self.traits)


def weighed(weights: Mapping[str, float], traits: Mapping[str, float]) -> float:
    """The chance that a logistic regression gives; a sum is rounded before it decides."""
    return 1.0 / (1.0 + exp(-round(sum(w * traits[name] for name, w in weights.items()), 4)))


def guesses(
    parses: Sequence[Parse], quoted: Sequence[Quoted], found: Sequence[Sequence[Frame]], weights: Model
) -> list[list[Guess]]:
    """Every possible cue that has content, of each paragraph of a report, in order; ``found`` are the rules'
    frames."""
    out: list[list[Guess]] = [[] for _ in parses]
    numbers = [n for n, parse in enumerate(parses) if parse.words]
    views = [words_of(parses[n], quoted[n]) for n in numbers]
    rules = [found[n] for n in numbers]
    asked: list[Asked] = []
    known: list[tuple[float, float, float, float, bool]] = []
    deep = replace(weights, network=sentence_network() or weights.network)
    with ONE_AT_A_TIME:
        table = tabled(views)
        opens = [n == 0 for n in numbers]
        for k, (chances, field) in enumerate(cue_chances(table, rules, opens, deep)):
            sure = set(likeliest(chances, BAR))
            heads = frozenset(head_of(views[k].parse, a, b) for a, b in sure)
            by_span = {(a, b): chance for chance, a, b in chances}
            alone = {(a, b): chance for chance, a, b in field}
            for span in likeliest(chances, FLOOR):
                asked.append(asked_of(k, views[k], span, rules[k], heads))
                masses = [sum(c for c, a, b in of if a < span[1] and span[0] < b) for of in (chances, field)]
                known.append((by_span[span], masses[0], alone.get(span, 0.0), masses[1], span in sure))
        if not asked:
            return out
        scores = role_scores(table, asked, weights)
    steps = weights.role_steps
    read = zip(asked, known, scores, paths(scores, steps), marginals(scores, steps), strict=True)
    kept: list[tuple[Asked, Frame, dict[str, float], bool]] = []
    for one, (chance, mass, alone_, mass_, is_sure), score, path, (chances_, total) in read:
        view = views[one.paragraph]
        frame = frame_of(view, one, [ROLE_LABELS[label] for label in path])
        if frame is not None:
            best = float(score[range(len(path)), path].sum() + steps[path[:-1], path[1:]].sum())
            traits = {
                "chance": _odds(chance),
                "mass": _odds(mass),
                "field": _odds(alone_),
                "field mass": _odds(mass_),
                "path": best - total,
                **_traits(view, one, frame, path, chances_),
            }
            kept.append((one, frame, traits, is_sure))
    for one, frame, traits, is_sure in kept:
        at = views[one.paragraph].parse.words[one.head].start
        inside = any(
            s <= at < e
            for other, theirs, _, theirs_sure in kept
            if theirs_sure and other is not one and other.paragraph == one.paragraph
            for s, e in theirs.content
        )
        traits["in another's"] = float(inside)
        out[numbers[one.paragraph]].append(Guess(frame, traits, is_sure))
    return out


def role_scores(table: WordTable, asked: Sequence[Asked], weights: Model) -> list[Any]:
    """The scores (words of its window × :data:`ROLE_LABELS`) of what each cue is asked; in sentences that
    hold one of the cues with those of the network, which says what is anybody's source or content."""
    import numpy as np

    rows, stops = role_rows(table, asked)
    scores: list[Any] = np.split(weights.role.sums(rows), stops)
    if (network := sentence_network()) is None:
        return scores
    holding: dict[int, set[int]] = {}
    for one in asked:
        words = table.views[one.paragraph].parse.words
        holding.setdefault(one.paragraph, set()).add(words[one.head].sentence)
    beside: dict[int, Any] = {}
    for paragraph, sentences in holding.items():
        parse = table.views[paragraph].parse
        told = beside[paragraph] = np.zeros((len(parse.words), len(ROLE_LABELS)), dtype=np.float32)
        chosen = parse.words_of(sentences)
        source, content = np.hsplit(network.labels(parse, sentences)[:, 3:], 2)
        told[chosen] = source[:, OF_SOURCE] + content[:, OF_CONTENT]
    for one, mine in zip(asked, scores, strict=True):
        lo, hi = window(table.views[one.paragraph], one.head)
        mine += ROLES_BESIDE * beside[one.paragraph][lo:hi]
    return scores


def _traits(view: Words, one: Asked, frame: Frame, path: Sequence[int], chances: Any) -> dict[str, float]:
    """What a cue's source and content look like, and the sort of word that it is."""
    tags = [ROLE_LABELS[label] for label in path]
    pieces, sources = spans_of_labels(tags, "C"), spans_of_labels(tags, "S")
    source, content = chances[:, 1:5].sum(1), chances[:, 5:].sum(1)
    pos = view.parse.words[one.head].pos
    begins, ends = (
        min(float(chances[i, label] + chances[i, ROLE_LABELS.index("CS")]) for i in of)
        for label, of in (
            (ROLE_LABELS.index("CB"), [a for a, _ in pieces]),
            (ROLE_LABELS.index("CE"), [b - 1 for _, b in pieces]),
        )
    )
    lo = window(view, one.head)[0]
    return {
        "one": 1.0,
        "content words": log(float(content.sum()) + 0.1),
        "source words": log(float(source.sum()) + 0.1),
        "content top": float(content.max()),
        "source top": float(source.max()),
        "one piece": float(len(pieces) == 1),
        "sourced": float(bool(sources)),
        "length": log1p(sum(b - a for a, b in pieces)),
        "rule": float(one.frame is not None),
        "cue words": float(one.cue[1] - one.cue[0]),
        "one word": float(one.cue[1] - one.cue[0] == 1),
        "verb": float(pos == "VERB"),
        "noun": float(pos == "NOUN"),
        "begins": begins,
        "ends": ends,
        "behind": float(any(a + lo - one.cue[1] in (0, 1) for a, _ in pieces)),
    }


def content_traits(guess: Guess, piece: Range, trusted: Sequence[Range]) -> dict[str, float]:
    """A guess's traits and how a piece of its content lies to the contents that are trusted already."""
    start, end = piece
    shared = [max(0, min(end, b) - max(start, a)) for a, b in trusted]
    return {
        **guess.traits,
        "alike": max(
            (s / (max(end, b) - min(start, a)) for s, (a, b) in zip(shared, trusted, strict=True)),
            default=0.0,
        ),
        "inside": float(any(a <= start and end <= b for a, b in trusted)),
        "around": float(any(start <= a and b <= end for a, b in trusted)),
        "covered": min(1.0, sum(shared) / (end - start)),
        "characters": log(end - start),
    }


def trusted_frames(guesses: Sequence[Guess]) -> list[Frame]:
    """The frames of a paragraph whose cue has the chance :data:`CUE_BAR` or more."""
    return [g.frame for g in guesses if g.chance >= CUE_BAR]


def doubtful_contents(guesses: Sequence[Guess], found: Sequence[Frame]) -> list[tuple[Range, ...]]:
    """The contents of a paragraph's other guesses, one tuple a guess, that have at least the chance
    :data:`CONTENT_BAR`; ``found`` are the frames that are taken."""
    trusted = sorted({piece for frame in found for piece in frame.content})
    seen, out = set(trusted), list[tuple[Range, ...]]()
    for guess in guesses:
        if guess.chance >= CUE_BAR:
            continue
        kept = tuple(
            piece
            for piece in guess.frame.content
            if piece not in seen and weighed(CONTENT, content_traits(guess, piece, trusted)) >= CONTENT_BAR
        )
        seen.update(kept)
        if kept:
            out.append(kept)
    return out


def _odds(chance: float) -> float:
    chance = min(max(chance, 0.001), 0.999)
    return log(chance / (1.0 - chance))
