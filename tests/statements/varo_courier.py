"""Invented reports for these tests."""

from __future__ import annotations

from wiredesk.model.reports import PublishedFrom, Report
from wiredesk.model.spans import OffsetMap, Span


def report(
    text: str,
    *,
    language: str | None = "en",
    headline: Span | None = None,
    languages: tuple[str | None, ...] = (),
) -> Report:
    """An invented report of the Varo Courier."""
    return Report(
        id="r1",
        capture="c1",
        path="varo.txt",
        url=None,
        sha256="",
        outlet="Varo Courier",
        title=None,
        published="2031-05-04",
        published_from=PublishedFrom.METADATA,
        language=language,
        text=text,
        offsets=OffsetMap.identity(len(text)),
        headline=headline,
        languages=languages,
    )
