"""Copied passages: which words of two reports are the same words, and what kind of sameness."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, groupby
from math import fsum
from operator import itemgetter
from threading import Lock

from wiredesk.model.reports import Report
from wiredesk.model.spans import Span
from wiredesk.model.views import Passage, Reuse
from wiredesk.reuse.align import LEAST, Aligned, Indexed, align
from wiredesk.reuse.credits import credited
from wiredesk.reuse.index import SIZE, further, in_common, sharing
from wiredesk.reuse.lineage import TRUSTED, lineage
from wiredesk.reuse.texts import Text, related, unrelated_beside
from wiredesk.reuse.together import together
from wiredesk.reuse.translations import retranslated
from wiredesk.text.rarity import rarity

__all__ = ["COPYING", "lineage", "passages", "reuse"]

COPYING = frozenset({"verbatim", "edited", "agency"})  # kinds that make two newsrooms one

SPOKEN = ("quotation", "retranslated")  # a shared voice: never what makes two newsrooms one

OUTSIDE = 6  # words outside quotation marks from which a shared quotation is copied reporting
INSIDE, ATTRIBUTION = 3, 12  # with so many words inside, as many outside as "…," said a person of a place
REST = 40  # words beside the passages that a report needs for the rest to tell anything

# Cosine (squared rarity) below which reports are unrelated.  Chosen on data/stories: of the pairs
# of one gold story that share a passage, 94-97% are related beside it, of the others 11-29%.
UNRELATED = 0.1
CROWD_UNRELATED = 0.22  # the same for whole texts, a shared standing passage included
# Shorter passages than ALONE words are copying only where the prose that two reports share is PART of
# the shorter one, or where they have RARE_WORDS words whose rarity adds up to RARE: else they are
# what any newsroom would print ("in critical condition, police said"; a company's full name).
ALONE, PART, RARE_WORDS, RARE = 25, 0.1, 15, 35.0
FEW = 8  # texts from which it pays to align them with another all at once
ASKED = 6  # of the reports that hold one run, how many are compared with each other
ROUNDS = 3  # so often those of a crowd that nothing joins to its first are looked at among themselves

Rendering = tuple[Span, Span, float]

MOST_TEXTS, MOST_PAIRS = 1_000, 50_000
"""So many texts, and pairs of texts with what they share, are remembered in a process, those asked for last:
a story that grows by a report aligns that report's pairs alone."""

MOST_COPIES = 100
"""Of so many pairs of reports with the same two texts what became of them is remembered."""


@dataclass(slots=True)
class _Met:
    """What two texts share, whatever others do: the passages, and whether beside them they are unrelated;
    ``last`` is, for some reports of these texts (ids), what became of it when it was last asked for, and what
    that depended on."""

    passages: tuple[Passage, ...]
    apart: bool
    last: dict[tuple[str, str], tuple[tuple[object, ...], Reuse | None]] = field(default_factory=dict)


_text = lru_cache(maxsize=MOST_TEXTS)(Text)
_kept: OrderedDict[tuple[str, str, tuple[Rendering, ...]], _Met] = OrderedDict()
_lock = Lock()


def passages(left_text: str, right_text: str) -> tuple[Passage, ...]:
    """The copied passages of two texts, in order of the left one.

    Spans begin and end at words.  Kinds: ``verbatim`` (the same words, one by one), ``edited``
    (small changes), ``quotation`` (within quotation marks on one side or both), ``retranslated``
    (quoted on both sides, in other words).  ``background`` needs more than two texts' words:
    see :func:`reuse`.
    """
    left, right = Text(left_text), Text(right_text)
    found = retranslated((left_text, right_text)).get((0, 1), [])
    return _passages(left, align(Indexed(left.keys), right.keys), right, found)


def _passages(
    left: Text, found: Iterable[Aligned], right: Text, renderings: Iterable[Rendering]
) -> tuple[Passage, ...]:
    aligned = (_passage(left, right, a) for a in found)
    out = [p for p in aligned if p is not None]
    for a, b, _ in renderings:
        if any(p.left.overlaps(a) and p.right.overlaps(b) for p in out):
            continue
        at_left, at_right = left.inside(a), right.inside(b)
        spans = left.span(at_left.start, at_left.stop), right.span(at_right.start, at_right.stop)
        out.append(Passage(*spans, "retranslated"))
    return tuple(sorted(out, key=lambda p: (p.left, p.right)))


def _passage(left: Text, right: Text, found: Aligned) -> Passage | None:
    """The passage, or None where only a few words stick out of a quotation and what is left is short.

    Words within quotation marks on one side are a quotation even where the other side prints
    them as reported speech: the words are the speaker's, not a newsroom's.
    """
    for text, first, end in ((left, found.left, found.left_end), (right, found.right, found.right_end)):
        if text.nothing_quoted:
            continue
        flags = text.quoted[first:end]
        outside = flags.count(0)
        inside = len(flags) - outside
        if outside >= OUTSIDE and not (inside >= INSIDE and outside < ATTRIBUTION):
            continue
        if 0 < outside < OUTSIDE and found.exact:
            found = found.cut(flags.index(1), flags[::-1].index(1))
        if found.equal < LEAST:
            return None
        kind = "quotation"
        break
    else:
        kind = "verbatim" if found.exact else "edited"
    return Passage(left.span(found.left, found.left_end), right.span(found.right, found.right_end), kind)


def reuse(reports: Sequence[Report]) -> tuple[Reuse, ...]:
    """The pairs of reports that share copied passages, in order of their ids; left id < right id.

    ``share`` is the part of the shorter report's runs of eight words that lie within passages,
    so that a chance phrase counts for one and a whole copy for all.  A pair whose
    passages are all quotations is of kind ``quotation`` or ``retranslated``: two newsrooms may
    quote one speech.  A passage that several unrelated reports hold, or that joins two reports
    with nothing else in common, is ``background``, and so is a few words of prose that
    any newsroom would print; a pair with nothing else is left out unless
    a fifth of the shorter report is of that sort.

    Words that more than :data:`wiredesk.reuse.index.CROWD` reports print are told by where they come from:
    each of these reports is paired with the first to print them (by the publishers' days, then by id), not
    with every other copy; those whom no copied words join to one of the first are paired among themselves in
    the same way.  So the pairs grow with the reports and not with their square.
    """
    order = sorted({r.id: r for r in reports}.values(), key=lambda r: r.id)
    texts = [_text(r.text) for r in order]
    printed = _printed(order)
    renderings = retranslated([r.text for r in order], printed)

    def unrelated(at: Sequence[int]) -> bool:
        chosen = [texts[at[i * (len(at) - 1) // (ASKED - 1)]] for i in range(ASKED)]
        if len(at) < ASKED:
            chosen = [texts[i] for i in at]
        values = [related(a, b) for i, a in enumerate(chosen) for b in chosen[i + 1 :]]
        return sum(values) / len(values) < CROWD_UNRELATED

    shared = sharing(
        [t.different_runs for t in texts], [t.different_seeds for t in texts], unrelated, printed
    )
    standing = [_standing(t, shared.standing) for t in texts]
    names = [credited(r) for r in order]
    # One agency credited by both, or the one credited by the other.
    either = [n | {r.outlet.casefold()} if r.outlet else n for r, n in zip(order, names, strict=True)]
    found: dict[tuple[int, int], Reuse | None] = {}

    def look(pairs: Mapping[tuple[int, int], bool]) -> None:
        for a, group in groupby(sorted(pairs), key=itemgetter(0)):
            others = [(b, tuple(renderings.get((a, b), ()))) for _, b in group]
            all_met = _all_met(texts[a], [(texts[b], r) for b, r in others])
            for (b, _), met in zip(others, all_met, strict=True):
                agency = not (names[a].isdisjoint(either[b]) and names[b].isdisjoint(either[a]))
                exact = shared.pairs.get((a, b), 0.0)
                if shared.crowds and (a, b) not in shared.pairs:
                    exact = in_common(texts[a].different_runs, texts[b].different_runs)
                flags = _common(texts[a], met, standing[a])
                first = order[a if printed[a] < printed[b] else b].id if pairs[a, b] else ""
                pair, key = (order[a].id, order[b].id), (agency, exact, flags, first)
                known = met.last.get(pair)
                if known is None or known[0] != key:
                    passages = _with_background(met, flags)
                    told = _with_formulas(texts[a], texts[b], passages)
                    alone = told is not passages and all(p.kind == "background" for p in told)
                    made = None
                    if told and not alone:
                        made = _judged(*pair, texts[a], texts[b], told, agency, exact, first)
                    if len(met.last) >= MOST_COPIES:
                        met.last.clear()
                    known = met.last[pair] = key, made
                found[a, b] = known[1]

    def joined(first: int, other: int, run: int) -> bool:
        """Whether what a crowd's words make of two texts is known: the other has them in quotation marks,
        which makes them a shared voice with anybody, or a copied passage covers them."""
        text = texts[other]
        at = text.runs.index(run)
        if 0 not in text.quoted[at : at + SIZE]:
            return True
        met = found.get((min(first, other), max(first, other)))
        here = text.span(at, at + SIZE)
        return met is not None and any(
            p.kind not in SPOKEN and (p.left if other < first else p.right).covers(here) for p in met.passages
        )

    look({pair: pair in shared.within for pair in (*shared.pairs, *renderings)})
    crowds = shared.crowds
    for _ in range(ROUNDS):
        pairs, crowds = further(crowds, printed, joined)
        look({pair: many for pair, many in pairs.items() if pair not in found})
    return tuple(made for pair in sorted(found) if (made := found[pair]) is not None)


def _printed(order: Sequence[Report]) -> list[int]:
    """The rank of each report by the day that its publisher set, of equals by id; those without one last."""
    days = [(r.published or "9999") if r.published_from in TRUSTED else "9999" for r in order]
    ranked = sorted(range(len(order)), key=lambda i: (days[i], order[i].id))
    return [rank for _, rank in sorted(zip(ranked, range(len(order)), strict=True))]


def _all_met(left: Text, others: Sequence[tuple[Text, tuple[Rendering, ...]]]) -> list[_Met]:
    """What a text and each of several others share; that of pairs met before is remembered."""
    keys = [(left.text, right.text, renderings) for right, renderings in others]
    with _lock:
        known = [_kept.get(key) for key in keys]
    fresh = [o for o, met in zip(others, known, strict=True) if met is None]
    if len(fresh) < FEW:
        aligned = [align(left.indexed, right.keys, right.seeds.tolist()) for right, _ in fresh]
    else:
        aligned = together(left, [right for right, _ in fresh])
    passed = [
        _passages(left, found, right, renderings)
        for found, (right, renderings) in zip(aligned, fresh, strict=True)
    ]
    apart = unrelated_beside(left, [right for right, _ in fresh], passed, REST, UNRELATED)
    made = iter(map(_Met, passed, apart))
    out = [met or next(made) for met in known]
    with _lock:
        for key, met in zip(keys, out, strict=True):
            _kept[key] = met
            _kept.move_to_end(key)
        while len(_kept) > MOST_PAIRS:
            _kept.popitem(last=False)
    return out


def _standing(text: Text, runs: set[int]) -> list[int]:
    """For each run of words, and the end, how many before it are standing ones; empty without any."""
    if runs.isdisjoint(text.runs):
        return []
    return list(accumulate((r in runs for r in text.runs), initial=0))


def _common(left: Text, met: _Met, standing: Sequence[int]) -> tuple[bool, ...]:
    """For each passage whether most of its runs of words are standing ones; empty where none is."""
    if not standing:
        return ()
    out = []
    for p in met.passages:
        at = left.inside(p.left)
        end = min(max(at.start, at.stop - SIZE + 1), len(standing) - 1)
        begin = min(at.start, end)
        out.append(2 * (standing[end] - standing[begin]) > end - begin)
    return tuple(out) if any(out) else ()


def _with_background(met: _Met, common: Sequence[bool]) -> tuple[Passage, ...]:
    """The passages, those that unrelated reports share made ``background``."""
    out = list(met.passages)
    if common:
        out = [Passage(p.left, p.right, "background") if c else p for p, c in zip(out, common, strict=True)]
    if met.apart:
        # A speech may be all that two newsrooms share.
        out = [p if p.kind in SPOKEN else Passage(p.left, p.right, "background") for p in out]
    return tuple(out)


def _with_formulas(left: Text, right: Text, found: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """The passages, short ones that two newsrooms can have come to by themselves made
    ``background``.  Chosen on data/stories: of the pairs whose prose in common is a few such words,
    three in four are of different events."""
    prose = {i: left.inside(p.left) for i, p in enumerate(found) if p.kind in ("verbatim", "edited")}
    shorter = min(len(left.words), len(right.words))
    if sum(len(at) for at in prose.values()) >= PART * shorter:
        return found
    if not prose:
        return found
    out = list(found)
    for i, at in prose.items():
        told = fsum(rarity(w) for w in set(left.words[at.start : at.stop]))
        if len(at) < ALONE and not (len(at) >= RARE_WORDS and told >= RARE):
            out[i] = Passage(found[i].left, found[i].right, "background")
    return tuple(out)


def _judged(
    left: str,
    right: str,
    a: Text,
    b: Text,
    found: tuple[Passage, ...],
    agency: bool,
    exact: float,
    crowd: str,
) -> Reuse:
    weights: dict[str, int] = {}
    for p in found:
        weights[p.kind] = weights.get(p.kind, 0) + len(p.left)
    verbatim, edited = weights.get("verbatim", 0), weights.get("edited", 0)
    if verbatim or edited:
        kind = "agency" if agency else "verbatim" if verbatim >= edited else "edited"
    else:
        kind = next(k for k in ("quotation", "retranslated", "background") if k in weights)
    if kind == "quotation" or not weights.keys() & {"edited", "retranslated"}:
        share = round(exact, 4)  # as the index counted it: repeated runs once
    elif len(a.words) <= len(b.words):
        share = _share(a, [p.left for p in found])
    else:
        share = _share(b, [p.right for p in found])
    return Reuse(left, right, share, kind, found, crowd)


def _share(text: Text, spans: Iterable[Span]) -> float:
    """Part of a text's runs of :data:`SIZE` words that lie within one of the spans."""
    inside = bytearray(max(1, len(text.words) - SIZE + 1))
    for span in spans:
        at = text.inside(span)
        end = max(at.start + 1, at.stop - SIZE + 1)
        inside[at.start : end] = b"\1" * (min(end, len(inside)) - at.start)
    return round(inside.count(1) / len(inside), 4)
