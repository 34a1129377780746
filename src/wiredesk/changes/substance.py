"""What is new in substance: a further copy of what was known never is, whatever it is called."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from wiredesk.model.spans import Span
from wiredesk.model.statements import Force, Statement
from wiredesk.model.views import Document, Lineage, Passage

COVERED = 0.5
"""The share of a statement's letters that must lie in passages shared with known reports to call it a
copy: the bound that standing uses for copied passages."""

SLOTS = re.compile(r"\d[\d,.]*|\b(?:no|not|never|none|nobody|denied|denies)\b|n['’]t\b", re.I)


def statements_of(document: Document | None) -> dict[str, Statement]:
    """Every statement of a document, by id; none for no document."""
    return {s.id: s for c in document.claims for s in c.statements} if document else {}


def new_in_substance(before: Document | None, after: Document) -> frozenset[str]:
    """The ids of the statements of ``after`` that are neither in ``before`` nor copies of what is.

    A statement is a copy where a known one has the same words, or where passages shared with reports
    known before cover it and a known statement at their other end has the same numbers, polarity and
    force.  So a copy in which somebody changed a figure is news, and the hundredth reprint is not.
    """
    every, known = statements_of(after), statements_of(before)
    said = {(folded(s.text), *_stance(s)) for s in known.values()}
    old = {r.id for r in before.reports} if before else set()
    by_report: dict[str, list[Statement]] = defaultdict(list)
    for i in sorted(set(known) & set(every)):
        by_report[every[i].report].append(every[i])
    shared = _shared(after.lineage, old)
    return frozenset(
        s.id
        for s in every.values()
        if s.id not in known
        and (folded(s.text), *_stance(s)) not in said
        and not _is_copy(s, shared.get(s.report, ()), by_report)
    )


@lru_cache(maxsize=16384)
def folded(text: str) -> str:
    """The words alone: lower case, letters and digits only."""
    return " ".join(re.findall(r"\w+", text.lower()))


def _shared(lineage: Iterable[Lineage], old: set[str]) -> dict[str, list[tuple[str, Span, Span]]]:
    """By new report: the passages that it shares with reports known before, as (report, here, there).

    Of words that very many print, those of a known report are also found by the first to print them, which
    may be new here itself."""
    out: dict[str, list[tuple[str, Span, Span]]] = defaultdict(list)
    ends: dict[str, list[tuple[str, Passage, bool]]] = defaultdict(list)  # of a new report in a crowd
    for edge in lineage:
        if edge.crowd and edge.crowd not in old:
            turned = edge.target == edge.crowd
            end = edge.source if turned else edge.target
            ends[edge.crowd] += ((end, p, turned) for p in edge.passages)
        for new, known, turned in ((edge.source, edge.target, False), (edge.target, edge.source, True)):
            if new in old or known not in old:
                continue
            for p in edge.passages:
                here, there = (p.right, p.left) if turned else (p.left, p.right)
                out[new].append((known, here, there))
    for met in ends.values():
        theirs = [(end, p, turned) for end, p, turned in met if end in old]
        for new, p, turned in (m for m in met if m[0] not in old) if theirs else ():
            first = p.right if turned else p.left
            for known, q, other in theirs:
                both = q.right if other else q.left
                if not first.overlaps(both):
                    continue
                mine, its = p.across(both, turned), q.across(first, other)
                if mine is not None and its is not None:
                    out[new].append((known, mine, its))
    return out


def _is_copy(
    s: Statement, passages: Sequence[tuple[str, Span, Span]], known: Mapping[str, Sequence[Statement]]
) -> bool:
    mine = _slots(s)
    length = sum(len(x) for x in s.spans)
    for report in sorted({r for r, _, _ in passages}):
        here = [(a, b) for r, a, b in passages if r == report and any(a.overlaps(x) for x in s.spans)]
        covered = sum(max(0, min(x.end, a.end) - max(x.start, a.start)) for x in s.spans for a, _ in here)
        if not length or covered < COVERED * length:
            continue
        ends = [t for t in known.get(report, ()) if any(b.overlaps(x) for x in t.spans for _, b in here)]
        if any(_slots(t) == mine for t in ends):
            return True
        # The known report may cut its sentences otherwise: what its statements hold together counts.
        numbers = {n for t in ends for n in _slots(t)[0]}
        if ends and mine[0] <= numbers and any(_slots(t)[1:] == mine[1:] for t in ends):
            return True
    return False


def _slots(s: Statement) -> tuple[frozenset[str], bool, bool, bool]:
    found = [m.lower().rstrip(".,") for m in SLOTS.findall(s.text)]
    numbers = frozenset(f for f in found if f[:1].isdigit())
    return numbers, (len(found) - len(numbers)) % 2 == 1, *_stance(s)


def _stance(s: Statement) -> tuple[bool, bool]:
    """Whether the words are denied, and whether they are wished for or asked: the same words else."""
    return s.force is Force.DENIED, s.force in (Force.DEMANDED, Force.PROMISED, Force.ASKED)
