"""Statements: passages that say one thing, whose words they are, and how they are said."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from typing import Any

from wiredesk.model.parses import Parse
from wiredesk.model.reports import Report
from wiredesk.model.statements import Mode, PlaceMention, Statement, TimeMention
from wiredesk.statements.attribution import Attribution, attributions
from wiredesk.statements.page import Said
from wiredesk.statements.reading import read

__all__ = ["Attribution", "attributions", "statements"]


def statements(report: Report, parses: Sequence[Parse]) -> tuple[Statement, ...]:
    """Everything that a report says, in text order, clause by clause.

    ``parses[i]`` is the parse of ``report.paragraphs()[i]``.  Every span reads back in
    ``report.text``; a condition is never cut from what depends on it; headline and furniture give
    none.  In a language without rules: direct quotations and figures, the rest as whole sentences.
    """
    english = report.language in {None, "en"}
    said = [
        Said(a.content, a.source, a.cue, a.mode, a.voice, a.kind)
        for a in attributions(report.text, report.paragraphs(), parses)
        if english or a.mode is Mode.DIRECT
    ]
    places: tuple[PlaceMention, ...] = _optional("wiredesk.statements.places", "places", (), report, parses)
    times: Sequence[TimeMention] = _optional(
        "wiredesk.text.times", "times", (), report.text, report.published
    )
    return read(report, parses, said, places, times)


def _optional(module: str, name: str, default: Any, *arguments: Any) -> Any:
    try:
        function = getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError):
        return default
    return function(*arguments)
