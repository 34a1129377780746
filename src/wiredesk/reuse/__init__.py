"""Copied passages: which words of two reports are the same words, and what kind of sameness."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from wiredesk.model.reports import Report
from wiredesk.model.spans import Span, merged
from wiredesk.model.views import Passage, Reuse
from wiredesk.reuse.align import LEAST, Aligned, align
from wiredesk.reuse.credits import credited
from wiredesk.reuse.index import sharing
from wiredesk.reuse.lineage import lineage
from wiredesk.reuse.quoted import quotations
from wiredesk.reuse.translations import retranslated
from wiredesk.text.rarity import rarity
from wiredesk.text.shingles import word_key, words

__all__ = ["COPYING", "lineage", "passages", "reuse"]

COPYING = frozenset({"verbatim", "edited", "agency"})  # kinds that make two newsrooms one

OUTSIDE = 6  # words outside quotation marks from which a shared quotation is copied reporting
REST = 40  # words beside the passages that a report needs for the rest to tell anything
UNRELATED = 0.06  # cosine of the rests of two reports below which only the passage joins them


class _Text:
    """A report's words, once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = words(text)
        self.keys = [word_key(w) for w, _, _ in self.words]
        self._quoted: list[bool] | None = None

    def span(self, first: int, end: int) -> Span:
        """The span from word ``first`` to before word ``end``."""
        return Span(self.words[first][1], self.words[end - 1][2])

    @property
    def quoted(self) -> list[bool]:
        """For each word whether it stands within quotation marks."""
        if self._quoted is None:
            flags = [False] * len(self.words)
            spans = iter(quotations(self.text))
            span = next(spans, None)
            for i, (_, start, end) in enumerate(self.words):
                while span is not None and span.end <= start:
                    span = next(spans, None)
                flags[i] = span is not None and span.start <= start and end <= span.end
            self._quoted = flags
        return self._quoted


def passages(left_text: str, right_text: str) -> tuple[Passage, ...]:
    """The copied passages of two texts, in order of the left one.

    Spans begin and end at words.  Kinds: ``verbatim`` (the same words, one by one), ``edited``
    (small changes), ``quotation`` (within quotation marks on one side or both), ``retranslated``
    (quoted on both sides, in other words).  ``background`` needs more than two texts' words:
    see :func:`reuse`.
    """
    found = retranslated((left_text, right_text)).get((0, 1), [])
    return _passages(_Text(left_text), _Text(right_text), found)


def _passages(
    left: _Text, right: _Text, renderings: Sequence[tuple[Span, Span, float]]
) -> tuple[Passage, ...]:
    found = (_passage(left, right, a) for a in align(left.keys, right.keys))
    out = [p for p in found if p is not None]
    for a, b, _ in renderings:
        if not any(p.left.overlaps(a) and p.right.overlaps(b) for p in out):
            a, b = _trimmed(left, a), _trimmed(right, b)
            out.append(Passage(a, b, "retranslated"))
    return tuple(sorted(out, key=lambda p: (p.left, p.right)))


def _trimmed(text: _Text, span: Span) -> Span:
    inside = [(s, e) for _, s, e in text.words if span.start <= s and e <= span.end]
    return Span(inside[0][0], inside[-1][1]) if inside else span


def _passage(left: _Text, right: _Text, found: Aligned) -> Passage | None:
    """The passage, or None where only a few words stick out of a quotation and what is left is short.

    Words within quotation marks on one side are a quotation even where the other side prints
    them as reported speech: the words are the speaker's, not a newsroom's.
    """
    for text, first, end in ((left, found.left, found.left_end), (right, found.right, found.right_end)):
        flags = text.quoted[first:end]
        outside = flags.count(False)
        if outside >= OUTSIDE:
            continue
        if outside and found.exact:
            before = flags.index(True)
            after = flags[::-1].index(True)
            found = found.cut(before, after)
        if found.equal < LEAST:
            return None
        kind = "quotation"
        break
    else:
        kind = "verbatim" if found.exact else "edited"
    return Passage(left.span(found.left, found.left_end), right.span(found.right, found.right_end), kind)


def reuse(reports: Sequence[Report]) -> tuple[Reuse, ...]:
    """The pairs of reports that share copied passages, in order of their ids; left id < right id.

    ``share`` counts the words that the passages cover in the shorter report.  A pair whose
    passages are all quotations is of kind ``quotation`` or ``retranslated``: two newsrooms may
    quote one speech.  Where the rest of two reports has nothing in common the passage that
    joins them is ``background``.  Cost grows with the words given and the pairs found, not
    with the square of the reports.
    """
    order = sorted({r.id: r for r in reports}.values(), key=lambda r: r.id)
    texts = [_Text(r.text) for r in order]
    renderings = retranslated([r.text for r in order])
    pairs = sorted(set(sharing([t.keys for t in texts])) | set(renderings))
    out: list[Reuse] = []
    for a, b in pairs:
        found = _passages(texts[a], texts[b], renderings.get((a, b), ()))
        if found:
            out.append(_judged(order[a], order[b], texts[a], texts[b], found))
    return tuple(out)


def _covered(text: _Text, spans: Sequence[Span]) -> list[bool]:
    ranges = iter(merged(spans))
    at = next(ranges, None)
    flags: list[bool] = []
    for _, start, end in text.words:
        while at is not None and at.end <= start:
            at = next(ranges, None)
        flags.append(at is not None and at.start <= start and end <= at.end)
    return flags


def _judged(left: Report, right: Report, a: _Text, b: _Text, found: tuple[Passage, ...]) -> Reuse:
    in_left, in_right = _covered(a, [p.left for p in found]), _covered(b, [p.right for p in found])
    shorter = in_left if len(in_left) <= len(in_right) else in_right
    share = sum(shorter) / len(shorter)
    make = partial(Reuse, left.id, right.id, round(min(1.0, share), 4))
    rest_left = [w for (w, _, _), c in zip(a.words, in_left, strict=True) if not c]
    rest_right = [w for (w, _, _), c in zip(b.words, in_right, strict=True) if not c]
    if min(len(rest_left), len(rest_right)) >= REST and _cosine(rest_left, rest_right) < UNRELATED:
        return make("background", tuple(Passage(p.left, p.right, "background") for p in found))
    weights = {"quotation": 0, "retranslated": 0, "verbatim": 0, "edited": 0}
    for p in found:
        weights[p.kind] += len(p.left)
    if weights["verbatim"] + weights["edited"] == 0:
        kind = "quotation" if weights["quotation"] else "retranslated"
    elif credited(left) & credited(right) or _credits_other(left, right):
        kind = "agency"
    else:
        kind = "verbatim" if weights["verbatim"] >= weights["edited"] else "edited"
    return make(kind, found)


def _credits_other(left: Report, right: Report) -> bool:
    """Whether one of the two credits the other's outlet."""
    outlets = [{r.outlet.casefold()} if r.outlet else set() for r in (left, right)]
    return bool(outlets[1] & credited(left) or outlets[0] & credited(right))


def _cosine(left: Sequence[str], right: Sequence[str]) -> float:
    a = {w: rarity(w) ** 2 for w in set(left)}
    b = {w: rarity(w) ** 2 for w in set(right)}
    shared = sum(v for w, v in a.items() if w in b)
    return float(shared / (sum(a.values()) * sum(b.values())) ** 0.5) if shared else 0.0
