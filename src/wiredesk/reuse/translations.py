"""Another translation of the same words: quotations that say the same, word order aside."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from wiredesk.model.spans import Span
from wiredesk.reuse.index import CROWD, FIRST
from wiredesk.reuse.quoted import quotations
from wiredesk.text.rarity import rarity
from wiredesk.text.shingles import words

STEM = 6  # letters that two forms of one word share ("withdraw", "withdrawal")
RARE = 2.0  # rarity from which a word carries content (in fewer than one article of seven)
CONTENT = 4  # content words that a quoted sentence needs to be recognised again
COMMON = 400  # quoted sentences that one stem may bring together
LIKE = 0.42  # weighted Dice of stems from which two quoted sentences are one

_SENTENCE = re.compile(r"(?<=[.!?…])[\])]?\s+(?=[\"“‘'(\[<]?[A-Z])|\n+")
_NAME = re.compile(r"\b[A-Z][\w'’-]+")


@dataclass(frozen=True)
class Quoted:
    """A sentence within quotation marks: its span, the weight of each content stem, and the
    names that stand near the quotation (folded stems), among them its voice."""

    report: int
    span: Span
    stems: dict[str, float]
    names: frozenset[str]

    @property
    def weight(self) -> float:
        """The weight of all content stems together."""
        return sum(self.stems.values())


def _stem(word: str) -> str:
    return word.removesuffix("'s")[:STEM]


def quoted_sentences(number: int, text: str) -> list[Quoted]:
    """The sentences within quotation marks of report ``number`` that say enough to be recognised."""
    out: list[Quoted] = []
    for quotation in quotations(text):
        near: frozenset[str] | None = None
        at = quotation.start
        inside = quotation.of(text)
        borders = [0, *(m.end() for m in _SENTENCE.finditer(inside)), len(inside)]
        for start, end in pairwise(borders):
            piece = inside[start:end].rstrip()
            stems: dict[str, float] = {}
            for word, _, _ in words(piece):
                weight = rarity(word)
                if weight >= RARE:
                    stem = _stem(word)
                    stems[stem] = min(weight, stems.get(stem, weight))
            if len(stems) >= CONTENT:
                if near is None:
                    near = _names_near(text, quotation)
                out.append(Quoted(number, Span(at + start, at + start + len(piece)), stems, near))
    return out


def _names_near(text: str, quotation: Span) -> frozenset[str]:
    """Stems of the capitalised words around a quotation, where its voice is named."""
    around = (
        text[max(0, quotation.start - 200) : quotation.start]
        + " "
        + text[quotation.end : quotation.end + 120]
    )
    return frozenset(
        _stem(m.group().casefold().replace("’", "'"))
        for m in _NAME.finditer(around)
        if rarity(m.group().casefold()) >= RARE
    )


def likeness(left: Quoted, right: Quoted) -> float:
    """How far two quoted sentences say the same, 0 to 1: weighted Dice of their content stems."""
    shared = sum(min(w, right.stems[s]) for s, w in left.stems.items() if s in right.stems)
    return 2 * shared / (left.weight + right.weight)


def retranslated(
    texts: Sequence[str], printed: Sequence[int] | None = None
) -> dict[tuple[int, int], list[tuple[Span, Span, float]]]:
    """Pairs of texts that hold one quotation in different words: for each pair the spans of the
    quoted sentences, left and right, and their likeness.

    Two quoted sentences are one where they share three content stems or more, their weighted
    Dice reaches :data:`LIKE`, and a name stands near both.  Equal wording counts too: telling
    it apart is for the caller, who knows the copied passages.  Chosen on the five seeds and on
    generated cascades (``bench/cascades.py``), with the quotations of unrelated articles of
    data/stories/allsides.jsonl as negatives.  Of a sentence that more than
    :data:`wiredesk.reuse.index.CROWD` print in the same words the first few alone are compared with others
    (of the smallest numbers in ``printed``; by their own numbers without it).
    """
    units = _without_crowds(
        [u for number, text in enumerate(texts) for u in quoted_sentences(number, text)],
        texts,
        printed if printed is not None else range(len(texts)),
    )
    postings: dict[str, list[int]] = {}
    for at_unit, unit in enumerate(units):
        for stem in unit.stems:
            postings.setdefault(stem, []).append(at_unit)
    shared: Counter[tuple[int, int]] = Counter()
    for at in postings.values():
        if 1 < len(at) <= COMMON:
            shared.update(
                (a, b) for i, a in enumerate(at) for b in at[i + 1 :] if units[a].report != units[b].report
            )
    found: dict[tuple[int, int], list[tuple[Span, Span, float]]] = {}
    scored = [
        (likeness(units[a], units[b]), a, b)
        for (a, b), times in shared.items()
        if times >= 3 and units[a].names & units[b].names
    ]
    taken: set[tuple[int, int]] = set()
    for score, a, b in sorted(scored, key=lambda s: (-s[0], s[1], s[2])):
        if score < LIKE:
            break
        left, right = units[a], units[b]
        if (a, right.report) in taken or (b, left.report) in taken:
            continue  # each sentence has one counterpart in each other report
        taken |= {(a, right.report), (b, left.report)}
        found.setdefault((left.report, right.report), []).append((left.span, right.span, score))
    return {pair: sorted(spans) for pair, spans in found.items()}


def _without_crowds(units: Sequence[Quoted], texts: Sequence[str], printed: Sequence[int]) -> list[Quoted]:
    """The sentences, in order, without those of a crowd that prints the same words but the first of them."""
    same: dict[str, list[Quoted]] = defaultdict(list)
    for unit in units:
        same[unit.span.of(texts[unit.report]).casefold()].append(unit)
    late: set[tuple[int, Span]] = set()
    for crowd in same.values():
        if len(crowd) > CROWD:
            ranked = sorted(crowd, key=lambda u: (printed[u.report], u.span))
            late.update((u.report, u.span) for u in ranked[FIRST:])
    return [u for u in units if (u.report, u.span) not in late] if late else list(units)
