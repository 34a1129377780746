"""The statements as CSV for spreadsheets."""

from __future__ import annotations

import csv
import io

from wiredesk.export.plain import harmless
from wiredesk.model.views import Document
from wiredesk.text.wording import flat, labels

COLUMNS = (
    "story",
    "claim",
    "claim_kind",
    "standing",
    "newsrooms",
    "voices",
    "disputed_by",
    "statement",
    "report",
    "outlet",
    "published",
    "published_from",
    "path",
    "sha256",
    "mode",
    "force",
    "voice",
    "role",
    "medium",
    "words",
    "cue",
    "condition",
    "figures",
    "places",
    "about",
    "raw_start",
    "raw_end",
)


def safe(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula: where it begins, after any
    space, with = + - @, or with a tab or return, an apostrophe goes before it."""
    bare = text.lstrip(" \u00a0\u3000\u200b\ufeff")
    if text[:1] in ("\t", "\r", "\n") or bare[:1] in ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"):
        text = "'" + text
    return harmless(text)


def to_csv(document: Document) -> str:
    """One row a statement, with its claim, standing, voice and raw offsets.

    RFC 4180 with CRLF; write it as UTF-8 (``utf-8-sig`` for older spreadsheets).
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    reports = {r.id: r for r in document.reports}
    titles = {s.id: flat(s.title) for s in document.stories}
    names = labels(document.reports)
    for claim in document.claims:
        for s in claim.statements:
            report = reports[s.report]
            raw = [report.offsets.raw(span) for span in s.spans]
            row = (
                titles.get(claim.story, claim.story),
                claim.id,
                claim.kind,
                claim.standing.label,
                "; ".join(claim.standing.newsrooms),
                "; ".join(claim.standing.voices),
                "; ".join(claim.standing.disputed_by),
                s.id,
                report.id,
                report.outlet or names[report.id],
                report.published or "",
                report.published_from.value,
                report.path,
                report.sha256,
                s.mode.value,
                s.force.value,
                s.voice.name or names[report.id],
                s.voice.role or "",
                s.voice.medium or "",
                flat(s.text),
                flat(s.cue.of(report.text)) if s.cue else "",
                flat(s.condition.of(report.text)) if s.condition else "",
                "; ".join(flat(report.text[f.start : f.end]) for f in s.figures),
                "; ".join(p.name for p in s.places),
                f"{s.about.first}/{s.about.last}" if s.about else "",
                str(raw[0].start) if raw else "",
                str(raw[-1].end) if raw else "",
            )
            writer.writerow([safe(cell) for cell in row])
    return out.getvalue()
