"""Statements: passages that say one thing, whose words they are, and how they are said."""

from __future__ import annotations

from collections.abc import Sequence

from wiredesk.model.parses import Parse
from wiredesk.model.reports import Report
from wiredesk.model.statements import Mode, Statement
from wiredesk.statements.attribution import Attribution, attributions
from wiredesk.statements.page import Said
from wiredesk.statements.places import places
from wiredesk.statements.reading import read
from wiredesk.text.times import times

__all__ = ["Attribution", "attributions", "statements"]


def statements(report: Report, parses: Sequence[Parse]) -> tuple[Statement, ...]:
    """Everything that a report says, in text order, clause by clause.

    ``parses[i]`` is the parse of ``report.paragraphs()[i]``.  Every span reads back in
    ``report.text``; a condition is never cut from what depends on it; headline and furniture give
    none.  Of a paragraph that is not English (:meth:`Report.unread`): direct quotations, and whole the
    sentences that hold figures; a caution of the report says that the rest is unread.
    """
    unread = [span for span, other in zip(report.paragraphs(), report.unread(), strict=True) if other]
    said = [
        Said(a.content, a.source, a.cue, a.mode, a.voice, a.kind if _heard(a) else "noun")
        for a in attributions(report.text, report.paragraphs(), parses)
        if a.mode is Mode.DIRECT or not any(span.overlaps(c) for c in a.content for span in unread)
    ]
    found = times(report.text, report.published)
    return read(report, parses, said, places(report, parses), found)


def _heard(one: Attribution) -> bool:
    """Whether an attribution has a speaker, or hedges: not "it was then revealed that …"."""
    return one.voice.kind == "speaker" or one.kind in {"hearsay", "seems", "adverb"}
