"""The JSON document (schema 1): everything as plain data, all offsets in the raw input."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from wiredesk.model.editions import EditionPassage
from wiredesk.model.judgements import Decision, credibility, judged, reliability, status
from wiredesk.model.reports import Report
from wiredesk.model.spans import Span
from wiredesk.model.statements import Statement
from wiredesk.model.views import Claim, Document

SCHEMA = 1


@cache
def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the document."""
    found: dict[str, Any] = json.loads((files("wiredesk.export") / "schema.json").read_text("utf-8"))
    return found


def _unplaced(claims: Sequence[Claim]) -> list[dict[str, Any]]:
    """The place names of the statements that are nowhere on the map, in alphabetical order: those of their
    places without one, and those of who holds what that no mention places."""
    found: dict[str, set[str]] = {}
    for claim in claims:
        for s in claim.statements:
            placed = {p.name for p in s.places if p.place is not None}
            held = (*s.control.places, *s.control.but) if s.control is not None else ()
            for name in {*(p.name for p in s.places), *held} - placed:
                found.setdefault(name, set()).add(s.id)
    return [{"name": name, "statements": sorted(found[name])} for name in sorted(found)]


def to_json(document: Document) -> dict[str, Any]:
    """The document as plain data for ``json.dumps``.

    All ``start``/``end`` are code points of the raw input as decoded, half-open, but for those
    of ``brief.lines[].exact`` and ``changes[].exact``, which are in the ``text`` beside them, and of
    ``decisions[].anchors``, which are in the cleaned text of the report.

    ``judged`` lists the decisions that shaped an item; where it is empty the item is the machine's
    suggestion alone.
    """
    reports = {r.id: r for r in document.reports}
    made = document.decisions
    return {
        "schema": SCHEMA,
        "as_of": document.as_of,
        "reports": [
            {
                **_report(r),
                "reliability": reliability(made, f"outlet:{r.outlet}"),
                "judged": list(judged(made, ("copies", "same_story", "note"), r.id)),
            }
            for r in document.reports
        ],
        "stories": [
            {
                "id": s.id,
                "title": s.title,
                "reports": list(s.reports),
                "judged": list(judged(made, ("same_story", "pin_story"), s.id)),
            }
            for s in document.stories
        ],
        "actors": [
            {
                "id": a.id,
                "name": a.name,
                "names": list(a.names),
                "kind": a.kind,
                "speaks_for": a.speaks_for,
                "reliability": reliability(made, a.id),
                "judged": list(judged(made, ("same_actor", "speaks_for", "rate", "note"), a.id)),
            }
            for a in document.actors
        ],
        "places": [
            {
                "id": p.id,
                "name": p.name,
                "names": list(p.names),
                "lat": p.lat,
                "lon": p.lon,
                "within": list(p.within),
                "kind": p.kind,
                "radius_km": p.radius_km,
            }
            for p in document.places
        ],
        "unplaced": _unplaced(document.claims),
        "claims": [
            {
                **_claim(c, reports),
                "status": status(made, c.id),
                "credibility": credibility(made, c.id),
                "judged": list(judged(made, ("accept", "same_claim", "rate", "note", "pin"), c.id)),
            }
            for c in document.claims
        ],
        "disagreements": [
            {
                "left": d.left,
                "right": d.right,
                "kind": d.kind,
                "why": d.why,
                "judged": list(judged(made, ("contradicts", "supersedes"), d.left, d.right)),
                "update": d.update,
                "later": d.later,
                "clock": d.clock,
            }
            for d in document.disagreements
        ],
        "lineage": [
            {
                "from": x.source,
                "to": x.target,
                "share": round(x.share, 4),
                "kind": x.kind,
                "directed": x.directed,
                "why": x.why,
                "passages": [
                    {
                        "left": _raw(reports[x.source], p.left),
                        "right": _raw(reports[x.target], p.right),
                        "kind": p.kind,
                    }
                    for p in x.passages
                ],
                "judged": list(judged(made, ("copies",), x.source, x.target)),
            }
            for x in document.lineage
        ],
        "changes": [
            {
                "kind": c.kind,
                "at": c.at,
                "text": c.text,
                "claims": list(c.claims),
                "exact": _ranges(c.exact),
                "reports": list(c.reports),
            }
            for c in document.changes
        ],
        "brief": {
            "lines": [
                {
                    "id": x.id,
                    "section": x.section,
                    "story": x.story or None,
                    "text": x.text,
                    "claims": list(x.claims),
                    "standing": x.standing,
                    "reports": list(x.reports),
                    "exact": _ranges(x.exact),
                    "by": x.by or None,
                    "grounded": x.grounded,
                }
                for x in document.brief.lines
            ]
        },
        "mutations": [
            {
                "kind": m.kind,
                "from": m.source,
                "to": m.target,
                "was": m.was or None,
                "now": m.now or None,
                "directed": m.directed,
                "why": m.why,
            }
            for m in document.mutations
        ],
        "reworded": [
            {
                "report": r.report,
                "was": _edition(r.was),
                "now": _edition(r.now),
                "since": r.since,
                "until": r.until,
                "ordered": r.ordered,
                "announced": r.announced,
                "touches": list(r.touches),
            }
            for r in document.reworded
        ],
        "decisions": [decision_json(d) for d in made],
        "problems": [{"source": p.source, "why": p.why, "remedy": p.remedy} for p in document.problems],
    }


def _edition(passage: EditionPassage | None) -> dict[str, Any] | None:
    if passage is None:
        return None
    return {
        "report": passage.report,
        "capture": passage.capture,
        "start": passage.raw.start,
        "end": passage.raw.end,
        "words": passage.words,
    }


def decision_json(decision: Decision) -> dict[str, Any]:
    """A judgement and what became of it, as plain data; an anchor's offsets are in the cleaned text."""
    j = decision.judgement
    return {
        "id": j.id,
        "kind": j.kind,
        "left": j.left,
        "right": j.right or None,
        "answer": j.answer,
        "value": j.value or None,
        "reason": "; ".join(r.message for r in j.reasons if r.message) or None,
        "by": j.made_by,
        "at": j.made_at,
        "replaces": j.replaces,
        "state": decision.state,
        "why": decision.why or None,
        "touches": list(decision.touches),
        "anchors": [
            {
                "side": a.side,
                "kind": a.kind,
                "key": a.key,
                "report": a.report or None,
                "start": a.start,
                "end": a.end,
                "words": a.words or None,
            }
            for a in j.anchors
        ],
    }


def _ranges(spans: Iterable[Span]) -> list[dict[str, int]]:
    return [{"start": s.start, "end": s.end} for s in spans]


def _raw(report: Report, span: Span) -> dict[str, int]:
    at = report.offsets.raw(span)
    return {"start": at.start, "end": at.end}


def _report(report: Report) -> dict[str, Any]:
    return {
        "id": report.id,
        "path": report.path,
        "url": report.url,
        "sha256": report.sha256,
        "outlet": report.outlet,
        "outlet_from": report.outlet_from,
        "title": report.title,
        "published": report.published,
        "published_from": report.published_from.value,
        "published_at": report.published_at,
        "updated": report.updated,
        "updated_from": report.updated_from,
        "page_date": report.page_date,
        "byline": report.byline,
        "dateline": report.dateline,
        "credits": list(report.credits),
        "language": report.language,
        "languages": list(report.languages),
        "corrections": [_raw(report, span) for span in report.corrections],
        "text": report.text,
        "dropped": [{"start": d.start, "end": d.end, "why": d.why} for d in report.dropped],
        "repairs": [{"start": r.start, "end": r.end, "was": r.was, "now": r.now} for r in report.repairs],
        "warnings": [
            {"code": c.code, "message": c.message, "spans": _ranges(c.spans)} for c in report.cautions
        ],
    }


def _claim(claim: Claim, reports: dict[str, Report]) -> dict[str, Any]:
    standing = claim.standing
    return {
        "id": claim.id,
        "story": claim.story,
        "kind": claim.kind,
        "wording": claim.wording,
        "statements": [_statement(s, reports[s.report]) for s in claim.statements],
        "standing": {
            "label": standing.label,
            "newsrooms": list(standing.newsrooms),
            "voices": list(standing.voices),
            "disputed_by": list(standing.disputed_by),
            "superseded_by": list(standing.superseded_by),
            "supersedes": list(standing.supersedes),
            "withdrawn_by": list(standing.withdrawn_by),
            "suggested_credibility": standing.suggested_credibility,
            "because": [
                {"rule": b.rule, "message": b.message, "statements": list(b.statements), "score": b.score}
                for b in standing.because
            ],
        },
    }


def _statement(s: Statement, report: Report) -> dict[str, Any]:
    at = s.about
    control = s.control
    return {
        "id": s.id,
        "report": s.report,
        "spans": [_raw(report, span) for span in s.spans],
        "text": s.text,
        "mode": s.mode.value,
        "force": s.force.value,
        "negated": s.negated,
        "background": s.background,
        "cue": _raw(report, s.cue) if s.cue else None,
        "source": [_raw(report, span) for span in s.source],
        "voice": {
            "name": s.voice.name,
            "actor": s.voice.actor,
            "kind": s.voice.kind,
            "chain": list(s.voice.chain),
            "role": s.voice.role,
            "group": s.voice.group,
            "medium": s.voice.medium,
            "named": s.voice.named,
        },
        "condition": _raw(report, s.condition) if s.condition else None,
        "about": {
            **_raw(report, Span(at.start, at.end)),
            "precision": at.precision,
            "first": at.first,
            "last": at.last,
        }
        if at
        else None,
        "places": [
            {**_raw(report, Span(p.start, p.end)), "name": p.name, "place": p.place} for p in s.places
        ],
        "figures": [
            {
                **_raw(report, Span(f.start, f.end)),
                "low": f.low,
                "high": f.high,
                "unit": f.unit,
                "of": f.of,
                "status": f.status,
                "exact": f.exact,
            }
            for f in s.figures
        ],
        "control": {
            "relation": control.relation,
            "holder": control.holder,
            "against": control.against,
            "places": list(control.places),
            "part": control.part,
            "but": list(control.but),
            "count": control.count,
            "total": control.total,
        }
        if control
        else None,
        "act": s.act,
        "actor": s.actor,
        "object": s.object,
    }


def trace_json(found: Any) -> dict[str, Any]:
    """A :class:`wiredesk.brief.trace.Trace` as plain data: the chain of a line or claim, each
    passage with its clean and raw offsets and its bytes, and what does not hold."""
    return {
        "id": found.id,
        "kind": "line" if found.line else "claim",
        "text": found.text,
        "standing": found.standing,
        "sound": found.sound,
        "claims": [{"id": c.id, "wording": c.wording, "standing": c.standing.label} for c in found.claims],
        "passages": [
            {
                "claim": x.claim,
                "statement": x.statement,
                "report": x.report,
                "outlet": x.label,
                "path": x.path,
                "sha256": x.sha256,
                "voice": x.voice,
                "clean": _ranges([x.clean])[0],
                "words": x.words,
                "raw": _ranges([x.raw])[0],
                "raw_words": x.raw_words,
                "bytes": _ranges([x.data])[0] if x.data else None,
                "encoding": x.encoding,
                "faults": list(x.faults),
            }
            for x in found.links
        ],
    }
