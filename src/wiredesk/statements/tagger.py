"""The learned reader of reported speech: finds cues, then the source and content of each.

Two linear-chain conditional random fields over hashed features of words, parse and quotation marks
(Lafferty et al. 2001), trained by ``training/attribution.py`` on the PolNeAR training articles: one
tags cue spans in a paragraph; the other, given one cue, tags the words of its source and content.
Without the model file :func:`model` is None and the rules of :mod:`reported` stand alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from wiredesk.model.parses import Parse
from wiredesk.statements import cues
from wiredesk.statements.chains import likeliest, span_chances, spans_of_labels, viterbi
from wiredesk.statements.cuenet import Network, network
from wiredesk.statements.cuetraits import cue_features
from wiredesk.statements.quotes import Quoted
from wiredesk.statements.reported import Frame
from wiredesk.statements.roletraits import role_features, window
from wiredesk.statements.traits import BITS, Words, words_of

SILENT = -6.0
"""Log odds of the likeliest cue word below which a paragraph is not searched further."""
BAR = 0.33
"""Chance that a cue must have to be taken."""
DOUBT = 0.03
"""The network reads the sentences in which the field gives some span a chance from this to one less it."""
BESIDE = (0.5, 0.75, 0.55)
"""What the field's word scores, the network's and the field's steps count where there are both; it and
:data:`BAR` were chosen on the held-back tenth of the training articles."""
CUE_LABELS = ("O", "B", "I")
ROLE_LABELS = ("O", "SB", "SI", "SE", "SS", "CB", "CI", "CE", "CS")


@dataclass(frozen=True)
class Model:
    """Weights of the two taggers, (hash, label) and (label, label), and the network of cues or None."""

    cue: Any
    cue_steps: Any
    role: Any
    role_steps: Any
    network: Network | None = None


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
                network(),
            )
    except (ImportError, OSError, KeyError, ValueError):
        return None


def _dense(np: Any, rows: Any, values: Any, scale: float) -> Any:
    out = np.zeros((1 << BITS, values.shape[1]), dtype=np.float32)
    out[np.cumsum(rows.astype(np.int64))] = values.astype(np.float32) * scale
    return out


def head_of(parse: Parse, first: int, stop: int) -> int:
    """The main word of a range: its verb nearest the root, else its word nearest the root."""

    def depth(i: int) -> int:
        return sum(1 for _ in parse.ancestors(i))

    inside = range(first, stop)
    return min(
        inside, key=lambda i: (parse.words[i].head in inside and parse.words[i].head != i, depth(i), i)
    )


def cue_spans(view: Words, found: Sequence[Frame], first: bool, weights: Model) -> list[tuple[int, int]]:
    """The word ranges of a paragraph's cues that have at least the chance :data:`BAR`.

    Scores are rounded, so that the last bits of a sum, which differ from processor to processor,
    decide nothing.
    """
    import numpy as np

    scores = weights.cue[np.asarray(cue_features(view, found, first))].sum(1)
    if float((scores[:, 1] - scores[:, 0]).max()) < SILENT:
        return []
    steps = weights.cue_steps
    chances = span_chances(np.round(scores, 3).tolist(), steps.tolist())
    if weights.network is not None:
        numbers = [w.sentence for w in view.parse.words]
        doubtful = {numbers[start] for chance, start, _ in chances if DOUBT <= chance <= 1 - DOUBT}
        if doubtful:
            field, beside, stepped = BESIDE
            chosen = [i for i, number in enumerate(numbers) if number in doubtful]
            scores[chosen] *= field
            scores[chosen] += beside * weights.network.scores(view, found, first, doubtful)
            chances = span_chances(np.round(scores, 3).tolist(), (stepped * steps).tolist())
    return likeliest(chances, BAR)


def read(parse: Parse, quoted: Quoted, found: Sequence[Frame], first: bool, weights: Model) -> list[Frame]:
    """The frames of a paragraph by the trained taggers, with the rules' frames as evidence."""
    import numpy as np

    if not parse.words:
        return []
    view = words_of(parse, quoted)
    spans = cue_spans(view, found, first, weights)
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
