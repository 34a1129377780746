"""What is new on our clock: the difference between the desk at two moments."""

from __future__ import annotations

from dataclasses import dataclass

from wiredesk.model.editions import Edit
from wiredesk.model.spans import Span
from wiredesk.model.views import Line

NEWS_KINDS = ("withdrawn", "reversal", "dispute", "figure", "claim", "voice", "edition", "judgement")
"""The kinds of news, what an editor must see first at the front."""

ALERTING = ("withdrawn", "reversal", "figure", "dispute", "claim", "voice", "edition")
"""The kinds of news that are told: in substance.  What colleagues judged is in the edit log."""


@dataclass(frozen=True, slots=True)
class News:
    """Something new in substance since a moment of our clock; ``kind`` is of :data:`NEWS_KINDS`.

    ``exact`` are the ranges of ``text`` that are reports' own words; line feeds part was and is.
    ``claims`` are of the later document, the new one last; ``reports`` those that brought it.
    """

    kind: str
    text: str
    claims: tuple[str, ...]
    reports: tuple[str, ...]
    exact: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class BrokenLine:
    """A line of the earlier brief that no longer holds as it stood.

    ``how``: withdrawn, edited (its outlet no longer prints these words), disputed, overtaken, standing,
    parted (a person parted or joined its claim) or gone (the brief no longer shows it), the gravest
    first.  ``text`` says what happened, in the form of :class:`News`; ``claims`` are of the later
    document: those that hold the line's statements first, then those that broke it.
    """

    line: Line
    how: tuple[str, ...]
    text: str
    claims: tuple[str, ...]
    exact: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class EditionChange:
    """One article captured again with other words.  ``earlier`` and ``later`` are report ids; ``edits``
    as in :class:`wiredesk.model.editions.Edit`, with their words in ``was`` and ``now``; ``gone`` are the
    statements of the earlier edition (ids) whose words the later one no longer has."""

    earlier: str
    later: str
    edits: tuple[Edit, ...]
    was: tuple[str, ...]
    now: tuple[str, ...]
    gone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SinceThen:
    """What is new between two moments of our clock (captured, judged), copies apart.

    ``reports`` were captured since; ``copies`` are those of them that bring nothing new in
    substance.  Two documents of the same reports in any order give the same.
    """

    since: str | None
    as_of: str | None
    reports: tuple[str, ...]
    copies: tuple[str, ...]
    news: tuple[News, ...]
    broken: tuple[BrokenLine, ...]
    editions: tuple[EditionChange, ...] = ()

    @property
    def substantive(self) -> bool:
        """Whether anything is new but further copies of what was known."""
        return bool(self.news or self.broken)
