"""An entry among the changes, and when a claim was first published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wiredesk.model.reports import Report
from wiredesk.model.spans import Span
from wiredesk.model.statements import Statement
from wiredesk.model.views import Change, Claim
from wiredesk.text.wording import written


def first(claim: Claim, reports: Mapping[str, Report]) -> tuple[str, Statement] | None:
    """The earliest dated appearance of a claim."""
    dated = [
        (reports[s.report].published or "", s.id, s) for s in claim.statements if reports[s.report].published
    ]
    when, _, statement = min(dated, default=("", "", None), key=lambda d: d[:2])
    return (when, statement) if statement is not None else None


def entry(
    kind: str, at: str | None, parts: Sequence[str], claims: Sequence[str], reports: Sequence[str] = ()
) -> Change:
    text, exact = written(parts)
    ranges = tuple(Span(s.start, s.end) for s in exact)
    return Change(kind, at, text, tuple(dict.fromkeys(claims)), ranges, tuple(reports))
