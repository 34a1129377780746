"""Statements: passages that say one thing, whose words they are, and how they are said."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wiredesk.model.parses import Parse
from wiredesk.model.reports import Report
from wiredesk.model.spans import Span
from wiredesk.model.statements import Mode, Statement, Voice
from wiredesk.statements.attribution import Attribution, attributions
from wiredesk.statements.page import Said
from wiredesk.statements.places import places
from wiredesk.statements.quotes import quoted
from wiredesk.statements.reading import read
from wiredesk.statements.rehung import rehung
from wiredesk.text.times import times

__all__ = ["Attribution", "attributions", "statements"]


def statements(report: Report, parses: Sequence[Parse]) -> tuple[Statement, ...]:
    """Everything that a report says, in text order, clause by clause.

    ``parses[i]`` is the parse of ``report.paragraphs()[i]``.  Every span reads back in
    ``report.text``; a condition is never cut from what depends on it; headline and furniture give
    none.  Of a paragraph that is not English (:meth:`Report.unread`): direct quotations, and whole the
    sentences that hold figures; a caution of the report says that the rest is unread.
    """
    parses = [rehung(parse) for parse in parses]
    unread = [span for span, other in zip(report.paragraphs(), report.unread(), strict=True) if other]
    found = attributions(report.text, report.paragraphs(), parses)
    said = [
        Said(a.content, a.source, a.cue, a.mode, _whose(a, report), _kind(a))
        for a in found
        if _told(a, unread)
    ]
    said += _foreign(report, parses, found)
    when = times(report.text, report.published)
    return read(report, parses, said, places(report, parses), when)


def _told(one: Attribution, unread: Sequence[Span]) -> bool:
    """Whether an attribution is used: none of what cannot be read; of the rest all but a quotation that
    nobody says ("calls itself “a game for all”"), which is told with its sentence."""
    if any(span.overlaps(c) for c in one.content for span in unread):
        return False
    return one.mode is not Mode.DIRECT or _heard(one) or one.kind == "continued"


def _foreign(report: Report, parses: Sequence[Parse], found: Sequence[Attribution]) -> list[Said]:
    """The quotations at length of paragraphs that cannot be read, by their marks alone; the voice is that
    which the rules found only where it is printed as a name of two words and more, else nobody's."""
    out = []
    for span, parse, other in zip(report.paragraphs(), parses, report.unread(), strict=True):
        for one in quoted(parse).speech if other else ():
            place = Span(span.start + one.start, span.start + one.end)
            of = next((a for a in found if any(c.overlaps(place) for c in a.content)), None)
            named = of is not None and _NAME.fullmatch(of.voice.name) is not None
            if of is not None and named:
                out.append(Said((place,), of.source, of.cue, Mode.DIRECT, of.voice, of.kind))
            else:
                nobody = Voice(report.outlet or "", "outlet")
                out.append(Said((place,), (), None, Mode.DIRECT, nobody, "noun"))
    return out


_NAME = re.compile(r"[^\W\d_a-z][\w.’'-]*(?:\s[^\W\d_a-z][\w.’'-]*){1,4}")


def _whose(one: Attribution, report: Report) -> Voice:
    """The voice of an attribution: the outlet's, for a quotation that nobody is named for."""
    nobody = one.mode is Mode.DIRECT and not one.voice.name and one.voice.kind == "outlet"
    return Voice(report.outlet or "", "outlet") if nobody else one.voice


def _kind(one: Attribution) -> str:
    """What the cue does; of an attribution that nobody is named for, no more than a noun does."""
    return one.kind if _heard(one) or one.kind == "denial" else "noun"


def _heard(one: Attribution) -> bool:
    """Whether an attribution has a speaker, or hedges: not "it was then revealed that …"."""
    return one.voice.kind == "speaker" or one.kind in {"hearsay", "seems", "adverb"}
