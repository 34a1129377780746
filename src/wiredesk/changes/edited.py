"""Articles that were captured again, since a moment, with other words."""

from __future__ import annotations

from wiredesk.changes.editions import edits, report_address
from wiredesk.changes.substance import folded
from wiredesk.model.news import EditionChange
from wiredesk.model.views import Document


def edited(before: Document | None, after: Document) -> tuple[EditionChange, ...]:
    """The reports of ``after`` that stand in for one of ``before`` at the same address, and what changed.

    The newest edition counts as the report, so the earlier one is in ``before`` alone.
    """
    if before is None:
        return ()
    now = {r.id for r in after.reports}
    gone = {a: r for r in before.reports if r.id not in now and (a := report_address(r))}
    known = {r.id for r in before.reports}
    out = []
    for r in sorted(after.reports, key=lambda r: r.id):
        old = None if r.id in known else gone.get(report_address(r) or "")
        if old is None:
            continue
        changes = edits(old.text, r.text)
        text = folded(r.text)
        lost = [
            s.id
            for c in before.claims
            for s in c.statements
            if s.report == old.id and folded(s.text) not in text
        ]
        out.append(
            EditionChange(
                old.id,
                r.id,
                changes,
                tuple(e.was.of(old.text) for e in changes),
                tuple(e.now.of(r.text) for e in changes),
                tuple(sorted(lost)),
            )
        )
    return tuple(out)
