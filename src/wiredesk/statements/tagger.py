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
from itertools import accumulate
from threading import Lock
from typing import TYPE_CHECKING, Any

from wiredesk.model.parses import Parse
from wiredesk.statements import cues
from wiredesk.statements.chains import likeliest, paths, span_chances, spans_of_labels
from wiredesk.statements.columns import BITS
from wiredesk.statements.cuenet import Network, network
from wiredesk.statements.cuetraits import cue_rows
from wiredesk.statements.quotes import Quoted
from wiredesk.statements.reported import Frame
from wiredesk.statements.roletraits import Asked, role_rows, window
from wiredesk.statements.traits import Words, words_of
from wiredesk.statements.weights import Weights
from wiredesk.statements.wordtable import WordTable, tabled

if TYPE_CHECKING:
    from wiredesk.statements.sentencenet import SentenceNetwork

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
    """Weights of the two taggers, of words and (from label, to label), and the network of cues or None."""

    cue: Weights
    cue_steps: Any
    role: Weights
    role_steps: Any
    network: Network | SentenceNetwork | None = None


@lru_cache(maxsize=1)
def model() -> Model | None:
    """The trained weights shipped with the package; None where the file or numpy is missing."""
    try:
        import numpy as np

        with resources.files("wiredesk.statements").joinpath("attribution.npz").open("rb") as file:
            data = np.load(file)
            return Model(
                _weights(np, data, "cue"),
                data["cue_steps"].astype(np.float32),
                _weights(np, data, "role"),
                data["role_steps"].astype(np.float32),
                network(),
            )
    except (ImportError, OSError, KeyError, ValueError):
        return None


def _weights(np: Any, data: Any, name: str) -> Weights:
    places = np.cumsum(data[name + "_rows"].astype(np.int64))
    return Weights(1 << BITS, places, data[name + "_values"], float(data[name + "_scale"]))


def head_of(parse: Parse, first: int, stop: int) -> int:
    """The main word of a range: its verb nearest the root, else its word nearest the root."""
    if stop == first + 1:
        return first

    def depth(i: int) -> int:
        return sum(1 for _ in parse.ancestors(i))

    inside = range(first, stop)
    return min(
        inside, key=lambda i: (parse.words[i].head in inside and parse.words[i].head != i, depth(i), i)
    )


def cue_spans(
    table: WordTable, found: Sequence[Sequence[Frame]], opens: Sequence[bool], weights: Model
) -> list[list[tuple[int, int]]]:
    """The word ranges of each paragraph's cues that have at least the chance :data:`BAR`."""
    return [likeliest(of, BAR) for of, _ in cue_chances(table, found, opens, weights)]


Chances = list[tuple[float, int, int]]
"""(chance, first word, word after the last) of spans of a paragraph."""


def cue_chances(
    table: WordTable, found: Sequence[Sequence[Frame]], opens: Sequence[bool], weights: Model
) -> list[tuple[Chances, Chances]]:
    """What chance each paragraph's spans have to be a cue: by all that is known, and by the field alone.

    Scores are rounded, so that the last bits of a sum, which differ from processor to processor,
    decide nothing.
    """
    import numpy as np

    views = table.views
    if not views:
        return []
    scores = weights.cue.sums(cue_rows(table, found, opens))[table.own]
    stops = list(accumulate(len(v.parse.words) for v in views))
    steps = weights.cue_steps
    plain, stepping = np.round(scores, 3).tolist(), steps.tolist()
    asked: list[tuple[int, list[int], set[int]]] = []
    chances: list[Chances] = []
    parts = np.split(scores, stops[:-1])
    loudest = np.maximum.reduceat(scores[:, 1] - scores[:, 0], [0, *stops[:-1]]).tolist()
    for n, (view, start, stop) in enumerate(zip(views, [0, *stops], stops, strict=False)):
        chances.append([] if loudest[n] < SILENT else span_chances(plain[start:stop], stepping))
        words = view.parse.words
        doubtful = {words[a].sentence for chance, a, _ in chances[n] if DOUBT <= chance <= 1 - DOUBT}
        if doubtful:
            asked.append((n, view.parse.words_of(doubtful), doubtful))
    alone = list(chances)
    if asked and weights.network is not None:
        field, beside, stepped = BESIDE
        read = weights.network.scores([(views[n], found[n], opens[n], doubtful) for n, _, doubtful in asked])
        stepping = (stepped * steps).tolist()
        for (n, chosen, _), second in zip(asked, read, strict=True):
            parts[n][chosen] *= field
            parts[n][chosen] += beside * second
            chances[n] = span_chances(np.round(parts[n], 3).tolist(), stepping)
    return list(zip(chances, alone, strict=True))


def read(
    parses: Sequence[Parse], quoted: Sequence[Quoted], found: Sequence[Sequence[Frame]], weights: Model
) -> list[list[Frame]]:
    """The frames of each paragraph of a report by the trained taggers, with the rules' frames as evidence."""
    out: list[list[Frame]] = [[] for _ in parses]
    numbers = [n for n, parse in enumerate(parses) if parse.words]
    views = [words_of(parses[n], quoted[n]) for n in numbers]
    rules = [found[n] for n in numbers]
    with ONE_AT_A_TIME:
        frames = _read(tabled(views), rules, [n == 0 for n in numbers], weights)
    for k, frame in frames:
        out[numbers[k]].append(frame)
    return out


ONE_AT_A_TIME = Lock()
"""The parts of features that are remembered are numbered as they are met: no two threads read at once."""


def _read(
    table: WordTable, rules: Sequence[Sequence[Frame]], opens: Sequence[bool], weights: Model
) -> list[tuple[int, Frame]]:
    """The frames of a table's paragraphs, each with the number of its paragraph."""
    import numpy as np

    views = table.views
    asked: list[Asked] = []
    for k, spans in enumerate(cue_spans(table, rules, opens, weights)):
        heads = frozenset(head_of(views[k].parse, a, b) for a, b in spans)
        asked.extend(asked_of(k, views[k], span, rules[k], heads) for span in spans)
    if not asked:
        return []
    rows, stops = role_rows(table, asked)
    scores = np.split(weights.role.sums(rows), stops)
    out = []
    for one, path in zip(asked, paths(scores, weights.role_steps), strict=True):
        frame = frame_of(views[one.paragraph], one, [ROLE_LABELS[label] for label in path])
        if frame is not None:
            out.append((one.paragraph, frame))
    return out


def asked_of(
    paragraph: int, view: Words, span: tuple[int, int], rules: Sequence[Frame], heads: frozenset[int]
) -> Asked:
    """What the tagger of source and content is asked of a cue; ``heads`` are those of all its paragraph's."""
    head = head_of(view.parse, *span)
    by_head = {f.head: f for f in rules if f.head >= 0}
    rule = next((by_head[i] for i in (head, *range(*span)) if i in by_head), None)
    return Asked(paragraph, span, head, rule, heads - {head})


def frame_of(view: Words, one: Asked, tags: Sequence[str]) -> Frame | None:
    """The frame of a cue whose window's words have these labels; None where none of them is content."""
    parse = view.parse
    lo = window(view, one.head)[0]
    content = [_chars(parse, lo + s, lo + e) for s, e in spans_of_labels(tags, "C")]
    if not content:
        return None
    sources = spans_of_labels(tags, "S")
    source = [_chars(parse, lo + s, lo + e) for s, e in sources]
    source_head = head_of(parse, lo + sources[0][0], lo + sources[0][1]) if sources else None
    kind = one.frame.kind if one.frame is not None else _kind(parse, one.head, bool(source))
    return Frame(kind, one.head, _chars(parse, *one.cue), tuple(source), source_head, tuple(content))


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
