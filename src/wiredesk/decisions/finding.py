"""Finding again what a judgement is about, where the ids of today differ from those of its day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from wiredesk.model.judgements import Anchor, Judgement, in_force
from wiredesk.model.statements import Statement
from wiredesk.model.views import Actor

OVERLAP = 0.5
"""The part of the longer of two spans that both must share for a statement to count as the one that
was judged: one that a later version trims or lengthens is found, its neighbour is not."""


SHAPING = (
    "same_claim",
    "same_actor",
    "speaks_for",
    "copies",
    "contradicts",
    "supersedes",
    "accept",
)
"""The kinds that shape what is found in one story; the others shape the brief, or stand beside it."""


class Statements:
    """The statements at hand, to be asked for the one that an anchor means."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._by_id = {s.id: s for s in statements}
        self._of: dict[str, list[Statement]] = {}
        for s in self._by_id.values():
            self._of.setdefault(s.report, []).append(s)

    def find(self, key: str, anchor: Anchor | None = None) -> Statement | None:
        """The statement with the id; else the one of its report with the same words, nearest to where
        they stood; else the one whose span is nearly the same; else None."""
        found = self._by_id.get(key)
        if found is not None or anchor is None or anchor.start is None or anchor.end is None:
            return found
        start, end = anchor.start, anchor.end
        mine = sorted(self._of.get(anchor.report, ()), key=lambda s: s.id)
        words = " ".join(anchor.words.split())
        same = [s for s in mine if " ".join(s.text.split()) == words]
        if same:
            return min(same, key=lambda s: (abs(s.spans[0].start - start), s.id))
        best = max(mine, key=lambda s: (_shared(s, start, end), s.id), default=None)
        return best if best is not None and _shared(best, start, end) >= OVERLAP else None


def _shared(statement: Statement, start: int, end: int) -> float:
    first, last = hull(statement)
    shared = min(last, end) - max(first, start)
    return max(0, shared) / max(last - first, end - start, 1)


def hull(statement: Statement) -> tuple[int, int]:
    """Where a statement begins and ends in its report's cleaned text, gaps included."""
    return min(s.start for s in statement.spans), max(s.end for s in statement.spans)


def here(
    judgements: Iterable[Judgement], reports: Iterable[str], statements: Sequence[Statement]
) -> tuple[Judgement, ...]:
    """The judgements in force that can bear on some reports, each side under its id of today.

    Only kinds that shape what is found (:data:`SHAPING`), so that a note or grade has nothing made
    anew; one of names wherever they are met bears where both are printed.  A statement that is not
    found again keeps its old id, which then is nobody's.
    """
    wanted = set(reports)
    found = Statements(statements)
    printed: set[str] | None = None
    out: list[Judgement] = []
    for j in in_force(judgements):
        if j.kind not in SHAPING:
            continue
        if not j.anchors:
            if found.find(j.left) or found.find(j.right):
                out.append(j)
            continue
        if not all(a.report in wanted for a in j.anchors if a.report):
            continue
        loose = {a.key.casefold() for a in j.anchors if not a.report}
        if loose:
            if printed is None:
                printed = {n.casefold() for s in statements for n in (s.voice.name, s.voice.group) if n}
            if not loose <= printed:
                continue
        sides = {"left": j.left, "right": j.right}
        for a in j.anchors:
            if a.kind == "statement" and a.side in sides:
                now = found.find(a.key, a)
                sides[a.side] = now.id if now else a.key
        out.append(replace(j, left=sides["left"], right=sides["right"]))
    return tuple(out)


def find_actor(anchor: Anchor | None, actors: Sequence[Actor]) -> Actor | None:
    """The actor that bears a name: an unnamed voice of the anchor's report first, then by the name
    as printed, then in another case; None where nobody does."""
    if anchor is None:
        return None
    own = f"{anchor.key} in {anchor.report}"
    for wanted in (own, anchor.key):
        for actor in actors:
            if wanted in actor.names:
                return actor
    folded = anchor.key.casefold()
    return next((a for a in actors if any(n.casefold() == folded for n in a.names)), None)
