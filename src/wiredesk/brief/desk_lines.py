"""The desk's own lines at the head of a brief: claims that it pinned, and lines that it wrote."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from wiredesk.brief.ground import check
from wiredesk.brief.part import Part
from wiredesk.errors import UngroundedLine
from wiredesk.model.ids import content_id
from wiredesk.model.judgements import Decision
from wiredesk.model.spans import Span
from wiredesk.model.views import Brief, Claim, Document, Line
from wiredesk.text.wording import flat, labels

OWN_WORDS = "the desk's own words, not borne out by the passages"
"""Where such a line stands, in place of a standing."""

_REPEATED = ("lead", "agreed", "once")  # sections whose line of a pinned claim would say it twice
_QUOTED = re.compile(r"[\"“„«]([^\"“”„«»]{3,})[\"”“»]")


def with_desk_lines(document: Document) -> Document:
    """The document with its brief headed by pinned claims and by lines written at the desk, in the
    order in which they were, and each decision touching its line.

    A pinned claim is told in the machine's words, by the ground check's rules, and no second time
    further down.  A line of one's own that passes the same check rests on its claims like any other;
    one that does not is shown as the desk's own words and is not ``grounded``.
    """
    if not any(d.judgement.kind in ("pin", "line") for d in document.decisions):
        return document
    by_claim = {c.id: c for c in document.claims}
    head: list[Line] = []
    pinned: set[str] = set()
    decisions: list[Decision] = []
    for d in document.decisions:
        line = None
        if d.judgement.kind == "pin" and d.judgement.answer and d.state == "obeyed":
            claim = by_claim[d.touches[0]]
            if claim.id not in pinned:
                line = replace(_pin(document, claim), by=d.judgement.made_by)
                pinned.add(claim.id)
        elif d.judgement.kind == "line" and d.judgement.answer:
            line = _own(document, d, [by_claim[i] for i in d.touches if i in by_claim])
        if line is not None:
            head.append(line)
            d = replace(d, touches=(*d.touches, line.id))
        decisions.append(d)
    head.sort(key=lambda x: x.section != "pinned")
    rest = [
        x
        for x in document.brief.lines
        if not (x.section in _REPEATED and len(x.claims) == 1 and x.claims[0] in pinned)
    ]
    made = Brief((*head, *rest))
    check(made, document.claims, document.reports, document.actors, document.reworded)
    return replace(document, brief=made, decisions=tuple(decisions))


def _part(document: Document, story: str, claims: Sequence[Claim]) -> Part:
    found = next(s for s in document.stories if s.id == story)
    members = set(found.reports)
    reports = tuple(r for r in document.reports if r.id in members)
    people = {a.id: a for a in document.actors}
    return Part(found, reports, tuple(claims), (), (), (), people, labels(document.reports))


def _pin(document: Document, claim: Claim) -> Line:
    part = _part(document, claim.story, [claim])
    return part.line("pinned", part.telling(claim), [claim], part.standing(claim))


def _own(document: Document, decision: Decision, claims: Sequence[Claim]) -> Line:
    judgement = decision.judgement
    text = flat(judgement.value)
    story = claims[0].story if claims else next((i for i in decision.touches if i.startswith("story-")), "")
    ids = tuple(c.id for c in claims)
    reports = tuple(dict.fromkeys(s.report for c in claims for s in c.statements))
    id_ = content_id("l", story, "own", judgement.id)
    standing = ""
    if len(claims) == 1:
        standing = _part(document, story, claims).standing(claims[0])
    line = Line(id_, "own", text, ids, standing, reports, _exact(text, claims), story, judgement.made_by)
    if claims and decision.state == "obeyed":
        try:
            check(Brief((line,)), document.claims, document.reports, document.actors)
            return line
        except UngroundedLine:
            pass
    return replace(line, standing=OWN_WORDS, exact=(), grounded=False)


def _exact(text: str, claims: Sequence[Claim]) -> tuple[Span, ...]:
    """The ranges of a line that are the reports' own words: whole statements, and what it quotes."""
    told = [flat(s.text) for c in claims for s in c.statements]
    found: list[Span] = []
    for words in sorted({t for t in told if t}, key=lambda t: (-len(t), t)):
        at = text.find(words)
        if at >= 0 and not any(at < f.end and f.start < at + len(words) for f in found):
            found.append(Span(at, at + len(words)))
    for match in _QUOTED.finditer(text):
        span = Span(match.start(1), match.end(1))
        free = not any(span.start < f.end and f.start < span.end for f in found)
        if free and any(span.of(text) in t for t in told):
            found.append(span)
    return tuple(sorted(found, key=lambda f: f.start))
