"""Judgements: what someone thinks of the evidence, dated, replaceable, never overwritten.

Each side of a judgement is a piece of evidence, never a view: a statement, a report, a name as
printed, an outlet.  Claims, actors and stories get other ids as reports arrive; evidence does not.
An :class:`Anchor` holds the words as well, so that a statement which a later version of the
program cuts otherwise is found again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """What a kind of judgement takes: ``left`` and ``right`` name what each side may be
    ("statement", "report", "name", "outlet"; "" for no such side), ``value`` what it says
    besides yes or no, ``symmetric`` whether the order of the sides means nothing."""

    left: tuple[str, ...]
    right: tuple[str, ...] = ()
    symmetric: bool = False
    value: str = ""
    asks: str = ""


KINDS: dict[str, Kind] = {
    "same_claim": Kind(("statement",), ("statement",), True, "", "two statements say the same thing"),
    "same_actor": Kind(("name",), ("name",), True, "", "two names are of one person or body"),
    "speaks_for": Kind(("name",), ("name",), False, "", "the first speaks for the second"),
    "copies": Kind(("report",), ("report",), False, "", "the first report is copied from the second"),
    "same_story": Kind(("report",), ("report",), True, "", "two reports are of one event"),
    "pin_story": Kind(("report",), (), False, "title", "a story keeps its id, title and these reports"),
    "contradicts": Kind(("statement",), ("statement",), True, "", "two claims cannot both hold"),
    "supersedes": Kind(("statement",), ("statement",), False, "", "the first account follows the second"),
    "accept": Kind(("statement",), (), False, "", "the claim is well read; no: it is struck"),
    "rate": Kind(("outlet", "name", "statement"), (), False, "grade", "A-F for a source, 1-6 for a claim"),
    "note": Kind(("statement", "report", "outlet", "name"), (), False, "text", "a note for colleagues"),
    "pin": Kind(("statement",), (), False, "", "the claim has a line at the head of the brief"),
    "line": Kind(("statement", "report"), (), False, "text", "a line of one's own in the brief"),
}
"""Every kind of judgement that a person can make and that views obey."""

UNDO = "undo"  # takes a judgement back: ``left`` is its id

RELIABILITY = "ABCDEF"
"""Admiralty code, first field: how reliable a source is; F, "cannot be judged", unless rated."""

CREDIBILITY = "123456"
"""Admiralty code, second field: how credible what is said is; 6, "cannot be judged", unless rated."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something was found: a sentence, and the statements or report spans it rests on."""

    rule: str
    message: str
    statements: tuple[str, ...] = ()
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """What one side of a judgement is, in evidence.

    ``side``: left, right, or evidence (of a line).  ``kind``: statement, report, name, outlet.
    ``key`` is the statement's or report's id, or the name.  ``report`` is the report that it was
    seen in, "" for a name or outlet wherever it is met.  ``start``/``end`` span a statement in the
    cleaned text and ``words`` are its words; None and "" for the other kinds.
    """

    side: str
    kind: str
    key: str
    report: str = ""
    start: int | None = None
    end: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What someone, or a stage, thinks of two things, or of one (``right`` is then "").

    Never overwritten: ``replaces`` names the judgement that this one stands in for.  ``kind`` is a
    key of :data:`KINDS`, or "undo".  ``made_by`` "stage:NAME@VERSION" or a person.  ``value`` is the
    grade, note or line; ``anchors`` what its sides are, empty in judgements of before there were any.
    """

    id: str
    kind: str
    left: str
    right: str
    answer: bool
    score: float
    reasons: tuple[Reason, ...]
    made_by: str
    made_at: str | None = None  # our clock, ISO UTC; None for a stage's (dated by its input)
    replaces: str | None = None
    value: str = ""
    anchors: tuple[Anchor, ...] = ()

    def anchor(self, side: str) -> Anchor | None:
        """The anchor of a side, or None."""
        return next((a for a in self.anchors if a.side == side), None)


@dataclass(frozen=True, slots=True)
class Decision:
    """A judgement as it bears on one document.

    ``state``: "obeyed"; "lapsed", where what it is about is not there, or a later judgement
    overrides it (``why`` says so); and in the edit log "replaced" or "undone".  ``touches`` are
    the ids of the claims, actors, reports, stories and lines that it bears on (``outlet:NAME`` for
    an outlet).
    """

    judgement: Judgement
    state: str
    why: str = ""
    touches: tuple[str, ...] = ()


def in_force(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The judgements that none in force replaces or undoes, oldest first.

    Undoing a judgement brings back what it had replaced; undoing the undoing takes that away again.
    """
    every = {j.id: j for j in judgements}
    depth: dict[str, int] = {}
    for j in every.values():
        chain = []
        at: str | None = j.id
        while at in every and at not in depth:
            chain.append(at)
            at = every[at].replaces
        for id_ in reversed(chain):
            depth[id_] = depth.get(every[id_].replaces or "", 0) + 1
    gone: set[str] = set()
    for j in sorted(every.values(), key=lambda j: -depth[j.id]):  # who replaces comes before the replaced
        if j.id not in gone and j.replaces:
            gone.add(j.replaces)
    return tuple(sorted((j for j in every.values() if j.id not in gone), key=when))


def when(judgement: Judgement) -> tuple[str, str]:
    """What judgements are ordered by: the moment, and the id among those of one moment."""
    return (judgement.made_at or "", judgement.id)


def reliability(decisions: Sequence[Decision], *subjects: str) -> str:
    """A to F: how people rated a source, named by actor id or ``outlet:NAME``; F where nobody did."""
    return _grade(decisions, subjects, RELIABILITY) or "F"


def credibility(decisions: Sequence[Decision], claim: str) -> str:
    """1 to 6: how people rated a claim; 6 where nobody did."""
    return _grade(decisions, (claim,), CREDIBILITY) or "6"


def _grade(decisions: Sequence[Decision], subjects: Sequence[str], scale: str) -> str:
    found = [
        d.judgement
        for d in decisions
        if d.judgement.kind == "rate"
        and d.state == "obeyed"
        and d.judgement.value in scale
        and set(subjects) & set(d.touches)
    ]
    return max(found, key=when).value if found else ""


def status(decisions: Sequence[Decision], claim: str) -> str:
    """ "accepted" or "rejected" by a person, or "suggested": the machine's finding alone."""
    found = [
        d.judgement
        for d in decisions
        if d.judgement.kind == "accept" and d.state == "obeyed" and claim in d.touches
    ]
    if not found:
        return "suggested"
    return "accepted" if max(found, key=when).answer else "rejected"


def judged(decisions: Sequence[Decision], kinds: Sequence[str], *ids: str) -> tuple[str, ...]:
    """The ids of the judgements obeyed, of some kinds, that bear on all of ``ids``."""
    wanted = set(ids)
    return tuple(
        d.judgement.id
        for d in decisions
        if d.state == "obeyed" and d.judgement.kind in kinds and wanted <= set(d.touches)
    )
