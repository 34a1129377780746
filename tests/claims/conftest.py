"""Builders of invented reports and statements."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from wiredesk.model.reports import PublishedFrom, Report
from wiredesk.model.spans import OffsetMap, Span
from wiredesk.model.statements import Force, Mode, Statement, Voice


class Desk:
    """Reports made of sentences, and the statements in them."""

    def __init__(self) -> None:
        self.reports: list[Report] = []
        self.statements: list[Statement] = []

    def report(
        self, id_: str, *sentences: str, outlet: str | None = None, published: str | None = None
    ) -> None:
        """A report of some sentences."""
        text = " ".join(sentences)
        self.reports.append(
            Report(
                id=id_, capture=id_, path=f"{id_}.txt", url=None, sha256="", outlet=outlet, title=None,
                published=published, published_from=PublishedFrom.UNKNOWN, language="en", text=text,
                offsets=OffsetMap.identity(len(text)),
            )
        )  # fmt: skip

    def says(self, report: str, words: str, voice: Voice | None = None, **slots: Any) -> Statement:
        """A statement of the report that holds ``words``; ``condition`` may be given as words."""
        text = next(r.text for r in self.reports if r.id == report)
        start = text.index(words)
        span = Span(start, start + len(words))
        if isinstance(slots.get("condition"), str):
            at = text.index(slots["condition"], start)
            slots["condition"] = Span(at, at + len(slots["condition"]))
        slots.setdefault("mode", Mode.NARRATED if voice is None else Mode.INDIRECT)
        slots.setdefault("force", Force.ASSERTED)
        made = Statement(
            id=f"{report}:{start}", report=report, spans=(span,), text=words,
            voice=voice or Voice(next(r.outlet for r in self.reports if r.id == report) or ""),
            sentence=span, **slots,
        )  # fmt: skip
        self.statements.append(made)
        return made


@pytest.fixture
def desk() -> Callable[[], Desk]:
    """Makes an empty desk."""
    return Desk
