"""From what a person points at (a claim, a line, an actor) to the evidence that a judgement keeps."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from wiredesk.decisions.finding import hull
from wiredesk.errors import NotFound, UnfitJudgement
from wiredesk.model.ids import story_id
from wiredesk.model.judgements import CREDIBILITY, KINDS, RELIABILITY, Anchor
from wiredesk.model.statements import Statement
from wiredesk.model.views import Claim, Document

OUTLET = "outlet:"
_NAMED = re.compile(r"(?P<name>.+) in (?P<report>r-[0-9a-f]+)", re.S)


Holding = Callable[[str], Document | None]
"""What gives the story that holds a thing with an id, or None."""


def anchored(
    holding: Holding, kind: str, left: str, right: str, answer: bool, evidence: Sequence[str] = ()
) -> tuple[Anchor, ...]:
    """The anchors of a judgement of ``kind``.

    A side may be given as the id of a statement, claim or line of the brief (what its first claim
    says), of a report or story (its first report), of an actor, as "NAME in r-…" (that name in that
    report's story), as a bare name (wherever it is met), or as "outlet:NAME".  Raises
    :class:`wiredesk.errors.NotFound` for an id that no story holds, and
    :class:`wiredesk.errors.UnfitJudgement` where a side is of the wrong sort.
    """
    asked = KINDS[kind]
    if kind == "pin_story":
        if right:
            raise UnfitJudgement(f"a story is pinned by itself, and {right!r} was given beside it")
        return _story(holding, left)
    out = [_side(holding, "left", left, asked.left)]
    if asked.right:
        anchor = _side(holding, "right", right, asked.right)
        if anchor.key == out[0].key and anchor.report == out[0].report:
            other = _another(holding(anchor.key), anchor.key) if not answer else None
            if other is None:
                raise UnfitJudgement(f"both sides are {anchor.key!r}; expected two different ones")
            out = [_of_statement("left", other)]
        out.append(anchor)
    elif right:
        raise UnfitJudgement(f"a judgement of kind {kind!r} has one side, and {right!r} was given as another")
    out += [_side(holding, "evidence", e, ("statement",)) for e in evidence]
    if kind == "line" and not evidence and out[0].kind == "statement":
        out.append(Anchor("evidence", *_rest(out[0])))
    held = holding(left) if kind == "pin" and left.startswith("l-") else None
    if held is not None:
        line = next(x for x in held.brief.lines if x.id == left)
        if len(line.claims) != 1:
            raise UnfitJudgement(
                f"line {left} rests on {len(line.claims)} claims; pin one of them: "
                f"{', '.join(line.claims[:6])}"
            )
    return tuple(out)


def reference(anchor: Anchor) -> str:
    """How a side is written in a judgement: an id, "NAME in r-…", a bare name, or "outlet:NAME"."""
    if anchor.kind == "outlet":
        return OUTLET + anchor.key
    if anchor.kind == "name" and anchor.report:
        return f"{anchor.key} in {anchor.report}"
    return anchor.key


def fitting(kind: str, value: str, anchors: Sequence[Anchor]) -> str:
    """The value as kept: a grade in upper case that suits what it rates; text without edges.

    Raises :class:`wiredesk.errors.UnfitJudgement`.
    """
    asked = KINDS[kind].value
    kept = value.strip()
    if asked == "text" and not kept:
        raise UnfitJudgement(f"a {kind} without words; expected its text as the value")
    if asked == "grade":
        kept = kept.upper()
        scale = CREDIBILITY if anchors[0].kind == "statement" else RELIABILITY
        what = "a claim's credibility" if scale == CREDIBILITY else "a source's reliability"
        if len(kept) != 1 or kept not in scale:
            raise UnfitJudgement(
                f"{value!r} is no grade for {what}; expected one of {' '.join(scale)} "
                "(Admiralty code; the two are never blended)"
            )
    if not asked and kept:
        raise UnfitJudgement(
            f"a judgement of kind {kind!r} is yes or no, and {value!r} was given as its value"
        )
    return kept


def _rest(anchor: Anchor) -> tuple[str, str, str, int | None, int | None, str]:
    return anchor.kind, anchor.key, anchor.report, anchor.start, anchor.end, anchor.words


def _side(holding: Holding, side: str, key: str, may: Sequence[str]) -> Anchor:
    tries: dict[str, Callable[[Document | None, str, str], Anchor | None]] = {
        "statement": _statement,
        "report": _report,
        "outlet": _outlet,
        "name": _name,
    }
    document = holding(key)
    for kind in sorted(may, key=list(tries).index):
        found = tries[kind](document, side, key)
        if found is not None:
            return found
    raise NotFound(
        f"{key!r} is no {' or '.join(may)} of this desk; `wiredesk brief --format json` prints the ids"
    )


def _of_statement(side: str, s: Statement) -> Anchor:
    start, end = hull(s)
    return Anchor(side, "statement", s.id, s.report, start, end, s.text)


def central(claim: Claim) -> Statement:
    """The statement whose words a claim goes by."""
    same = [s for s in claim.statements if s.text == claim.wording] or list(claim.statements)
    return min(same, key=lambda s: s.id)


def _statement(document: Document | None, side: str, key: str) -> Anchor | None:
    if document is None:
        return None
    if key.startswith("l-"):
        line = next((x for x in document.brief.lines if x.id == key), None)
        if line is None or not line.claims:
            return None
        key = line.claims[0]
    for claim in document.claims:
        if claim.id == key:
            return _of_statement(side, central(claim))
        for s in claim.statements:
            if s.id == key:
                return _of_statement(side, s)
    return None


def _another(document: Document | None, statement: str) -> Statement | None:
    """Another statement of the claim that holds one: what the one is parted from."""
    for claim in document.claims if document else ():
        others = [s for s in claim.statements if s.id != statement]
        if 0 < len(others) < len(claim.statements):
            return min(others, key=lambda s: (s.text != claim.wording, s.id))
    return None


def _story(holding: Holding, key: str) -> tuple[Anchor, ...]:
    """A story as evidence: the report that gives it its id, then each report that it has."""
    document = holding(key)
    stories = document.stories if document else ()
    story = next((s for s in stories if s.id == key), None) or next(
        (s for s in stories if key in s.reports), None
    )
    if story is None:
        raise NotFound(
            f"{key!r} is no story or report of this desk; `wiredesk stories` shows the ids there are"
        )
    first = next((r for r in story.reports if story_id(r) == story.id), story.reports[0])
    evidence = (Anchor("evidence", "report", r, r) for r in story.reports)
    return (Anchor("left", "report", first, first), *evidence)


def _report(document: Document | None, side: str, key: str) -> Anchor | None:
    if document is None:
        return None
    if any(r.id == key for r in document.reports):
        return Anchor(side, "report", key, key)
    story = next((s for s in document.stories if s.id == key), None)
    if story is None:
        return None
    members = [r for r in document.reports if r.id in set(story.reports)]
    first = min(members, key=lambda r: (r.published or "9999", r.id))
    return Anchor(side, "report", first.id, first.id)


def _outlet(document: Document | None, side: str, key: str) -> Anchor | None:
    if key.startswith(OUTLET):
        name = key[len(OUTLET) :]
        return Anchor(side, "outlet", name) if name else None
    actors = document.actors if document else ()
    actor = next((a for a in actors if a.id == key and a.kind == "outlet"), None)
    return Anchor(side, "outlet", actor.name) if actor else None


def _name(document: Document | None, side: str, key: str) -> Anchor | None:
    match = _NAMED.fullmatch(key)
    if match:
        return Anchor(side, "name", match["name"], match["report"])
    actor = next((a for a in document.actors if a.id == key), None) if document else None
    if document and actor is not None:
        seen = [
            s.report
            for c in document.claims
            for s in c.statements
            if s.voice.actor == actor.id or s.voice.group in actor.names
        ]
        if actor.kind == "unnamed":
            match = _NAMED.fullmatch(actor.names[0])
            if match:
                return Anchor(side, "name", match["name"], match["report"])
        return Anchor(side, "name", _printed(actor.names, actor.name), min(seen, default=""))
    if key.strip() and not re.fullmatch(r"(?:s|clm|k|l|r|story|act|j)-[0-9a-f]+", key):
        return Anchor(side, "name", key.strip())
    return None


def _printed(names: Iterable[str], shown: str) -> str:
    """A name as printed: the one shown where it is among them, else the longest."""
    printed = sorted(names)
    return shown if shown in printed else max(printed, key=lambda n: (len(n), n))
