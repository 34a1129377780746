"""Captures and reports: what was read, and what it says once cleaned."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from wiredesk.model.custody import Origin
from wiredesk.model.spans import OffsetMap, Span

READ = "en"  # the language whose sentences are read
READ_LIMIT = 200_000
"""Code points of a report that are read for statements: some 35,000 words, far past any report
of the public data (longest: 100,000); what lies beyond is kept, searched for copies, and said."""


PARAGRAPH_LIMIT = 10_000
"""Code points of a paragraph, so that what is done paragraph by paragraph stays linear; the public
data has reports of one paragraph with up to 9,000."""


@dataclass(frozen=True, slots=True)
class Hints:
    """What came along with a capture and may be trusted less than the page: feed fields,
    the keys of a JSON line, the headers of an answer.  Every field is None where nothing was given.

    ``published`` and ``updated`` are as given (ISO 8601 with the offset where a feed gave them),
    ``charset`` is what the server or archive said of the bytes, ``modified`` its Last-Modified as
    ISO 8601 in UTC, ``feed`` the address of the feed that the other fields are from.  New fields
    come at the end: desk files keep these in order.
    """

    id: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    updated: str | None = None
    charset: str | None = None
    modified: str | None = None
    feed: str | None = None


@dataclass(frozen=True, slots=True)
class Capture:
    """Bytes read once.  ``id`` is the content id of name and bytes; ``path`` is as given."""

    id: str
    path: str
    sha256: str
    data: bytes
    captured_at: str  # ISO 8601, UTC: our clock
    media: str  # "text/plain", "text/html"
    hints: Hints = field(default_factory=Hints)
    origin: Origin | None = None  # the archive, record or answer that the bytes came from


class PublishedFrom(StrEnum):
    """How a publication date is known, best first."""

    METADATA = "metadata"
    FEED = "feed"
    URL = "url"
    DATELINE = "dateline"
    TEXT = "text"
    PEERS = "other reports"  # inferred in the story, never by cleaning
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Dropped:
    """A range of the raw input that is not part of the text, and why, in words."""

    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True)
class Repaired:
    """A range of the raw input that was damaged: what stood there, what stands in the text."""

    start: int
    end: int
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Caution:
    """Something to be careful about in a report: a reason with raw spans, never a verdict."""

    code: str
    message: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """An article of an outlet at one capture, cleaned.

    ``text`` is the cleaned text, paragraphs separated by blank lines, headline included where
    the page prints it; ``offsets`` maps it to the raw input.  ``headline`` and ``furniture``
    are spans of ``text``: the headline, and what belongs to the report but is not its prose
    (caption, byline, dateline, contributors' credit, correction note).
    """

    id: str
    capture: str
    path: str
    url: str | None
    sha256: str
    outlet: str | None
    title: str | None
    published: str | None  # ISO date
    published_from: PublishedFrom
    language: str | None  # ISO 639-1
    text: str
    offsets: OffsetMap
    dropped: tuple[Dropped, ...] = ()
    repairs: tuple[Repaired, ...] = ()
    cautions: tuple[Caution, ...] = ()
    headline: Span | None = None
    furniture: tuple[Span, ...] = ()
    byline: str | None = None
    dateline: str | None = None  # the place of the dateline, as printed
    credits: tuple[str, ...] = ()  # agencies credited: "AP", "TASS"
    outlet_from: str = "unknown"
    page_date: str | None = None  # a date of the page, not of the report (ISO)
    published_day: str | None = None  # "MM-DD" where the day is said but not the year; else None
    published_at: str | None = None  # day and minute, with the zone where said; None where only the day is
    updated: str | None = None  # last change that the outlet states: ISO day, or day and minute
    updated_from: str | None = None  # where it is said: "article data", "page head", "feed", "text"
    languages: tuple[str | None, ...] = ()  # of each of ``paragraphs()``; None where too short to tell
    corrections: tuple[Span, ...] = ()  # what says that the report was corrected; also in ``furniture``

    def paragraphs(self) -> tuple[Span, ...]:
        """The paragraphs of ``text`` that are read: maximal runs without a line break, trimmed.

        A run longer than ``PARAGRAPH_LIMIT`` is cut after a sentence, else at a space, else there.
        Past ``READ_LIMIT`` nothing is read; the text itself stays whole.
        """
        return paragraphs(self.text)

    def unread(self) -> tuple[bool, ...]:
        """Of each of ``paragraphs()``: whether it is in a language of which only direct quotations and
        figures are read, which is any but English.

        A paragraph too short to tell is as the whole report, and is read where every one is: a language
        guessed from a few words is no reason to leave them out.
        """
        found = self.languages or (None,) * len(self.paragraphs())
        whole = self.language or READ if any(self.languages) or not self.languages else READ
        return tuple((code or whole) != READ for code in found)


@lru_cache(maxsize=64)
def paragraphs(text: str) -> tuple[Span, ...]:
    """The paragraphs of a report's text that are read (:meth:`Report.paragraphs`), remembered for the last
    few: every rule that reads a page asks for them."""
    out: list[Span] = []
    at = 0
    for line in text[:READ_LIMIT].split("\n"):
        start = at
        while len(line) > PARAGRAPH_LIMIT:
            cut = line.rfind(". ", 0, PARAGRAPH_LIMIT) + 2
            if cut < PARAGRAPH_LIMIT // 2:
                cut = line.rfind(" ", 0, PARAGRAPH_LIMIT) + 1 or PARAGRAPH_LIMIT
            _trimmed(out, start, line[:cut])
            start, line = start + cut, line[cut:]
        _trimmed(out, start, line)
        at = start + len(line) + 1
    return tuple(out)


def _trimmed(out: list[Span], start: int, piece: str) -> None:
    stripped = piece.strip()
    if stripped:
        lead = start + len(piece) - len(piece.lstrip())
        out.append(Span(lead, lead + len(stripped)))
