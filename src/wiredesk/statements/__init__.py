"""Statements: passages that say one thing, whose words they are, and how they are said."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from typing import Any

from wiredesk.model.parses import Parse
from wiredesk.model.reports import Report
from wiredesk.model.spans import Span
from wiredesk.model.statements import Mode, PlaceMention, Statement, TimeMention, Voice
from wiredesk.statements.reading import Said, read

__all__ = ["attributions", "statements"]


def statements(report: Report, parses: Sequence[Parse]) -> tuple[Statement, ...]:
    """Everything that a report says, in text order, clause by clause.

    ``parses[i]`` is the parse of ``report.paragraphs()[i]``.  Every span reads back in
    ``report.text``; a condition is never cut from what depends on it; headline and furniture give
    none.  In a language without rules: direct quotations and figures, the rest as whole sentences.
    """
    english = report.language in {None, "en"}
    said = [
        Said(tuple(a.content), tuple(a.source), a.cue, a.mode, a.voice)
        for a in attributions(report.text, report.paragraphs(), parses)
        if english or a.mode is Mode.DIRECT
    ]
    places: tuple[PlaceMention, ...] = _optional("wiredesk.statements.places", "places", (), report, parses)
    times: Sequence[TimeMention] = _optional(
        "wiredesk.text.times", "times", (), report.text, report.published
    )
    return read(report, parses, said, places, times)


def attributions(text: str, paragraphs: Sequence[Span], parses: Sequence[Parse]) -> list[Any]:
    """Who is said to have said what, in text order."""
    found: list[Any] | None = _optional(
        "wiredesk.statements.attribution", "attributions", None, text, paragraphs, parses
    )
    return _said_that(paragraphs, parses) if found is None else found


def _optional(module: str, name: str, default: Any, *arguments: Any) -> Any:
    try:
        function = getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError):
        return default
    return function(*arguments)


def _said_that(paragraphs: Sequence[Span], parses: Sequence[Parse]) -> list[Said]:
    """Clauses under verbs of saying, straight from the parse."""
    out = []
    for paragraph, parse in zip(paragraphs, parses, strict=True):
        for i, word in enumerate(parse.words):
            clause = parse.child(i, "ccomp")
            source = parse.child(i, "nsubj")
            if (
                clause is None
                or source is None
                or word.lemma not in {"say", "tell", "add", "assert", "claim", "write"}
            ):
                continue

            def place(head: int, parse: Parse = parse, at: int = paragraph.start) -> Span:
                under = parse.subtree(head)
                return Span(at + parse.words[under[0]].start, at + parse.words[under[-1]].end)

            quoted = any(parse.words[k].text in {'"', "“"} for k in parse.subtree(i))
            said = place(source)
            voice = Voice(parse.text[said.start - paragraph.start : said.end - paragraph.start], "speaker")
            cue = Span(paragraph.start + word.start, paragraph.start + word.end)
            out.append(Said((place(clause),), (said,), cue, Mode.DIRECT if quoted else Mode.INDIRECT, voice))
    return out
