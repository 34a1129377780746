"""Editions: what one address, or one file, said at each time that we looked."""

from __future__ import annotations

from dataclasses import dataclass

from wiredesk.model.reports import Report
from wiredesk.model.spans import Span


@dataclass(frozen=True, slots=True)
class Edition:
    """A text that an address showed, from the first to the last time that we know it stood there.

    ``report`` is the id of the report cleaned from the first of ``captures`` (all of which gave this
    text).  ``first`` and ``last`` are ISO UTC: an archive's moment where an archive gave one, else
    ours.  A text that came back after another one stood there is an edition of its own.
    """

    number: int  # from 1, in order of time
    report: str
    captures: tuple[str, ...]
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Editions:
    """Every edition of one report, in order; the last is the one that counts as the report.

    ``address`` is the normalised URL, or the path of the file, that they share.
    """

    address: str
    editions: tuple[Edition, ...]

    @property
    def current(self) -> Edition:
        """What the report says now, as of the moment that was asked for."""
        return self.editions[-1]

    @property
    def superseded(self) -> tuple[str, ...]:
        """Ids of the reports that a later edition stands in for, in order."""
        return tuple(dict.fromkeys(e.report for e in self.editions if e.report != self.current.report))


@dataclass(frozen=True, slots=True)
class Edit:
    """One place where the words of two editions differ.

    ``was`` is a span of the earlier text, ``now`` of the later one; one of the two is empty where
    words were only added or only removed.  ``touches`` says what is at stake: "number", "name",
    "negation", in that order, none where only other words differ.
    """

    was: Span
    now: Span
    touches: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Revision:
    """From one edition to the next: every edit, in order of the later text.

    ``announced`` is the sentence of the later text that owns up to a change ("This story was
    corrected ..."), None where there is none: then the change was silent.
    """

    earlier: Edition
    later: Edition
    edits: tuple[Edit, ...]
    announced: Span | None = None


@dataclass(frozen=True, slots=True)
class History:
    """A report with all its editions: ``reports`` are what each edition said, in the order of
    ``editions.editions``; ``revisions`` lead from each to the next."""

    editions: Editions
    reports: tuple[Report, ...]
    revisions: tuple[Revision, ...]


@dataclass(frozen=True, slots=True)
class EditionPassage:
    """Words of one edition of a report: evidence of what it said.

    ``report`` is the id of the report cleaned from ``capture`` in that edition, ``span`` where the words
    stand in its cleaned text, ``raw`` where in the decoded input.  ``whole`` is false where the passage
    is a part of a long sentence.
    """

    report: str
    capture: str
    span: Span
    raw: Span
    words: str
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Rewording:
    """A passage that an outlet changed in its report, in the words of both editions.

    ``report`` is the report's id as it counts now.  ``was`` or ``now`` is None where whole sentences were
    added or taken out.  ``since`` and ``until`` are the days (ISO) between which it was changed, by the
    moments at which the texts were seen; None where the two were read on one day and nothing says
    when.  ``ordered`` is false where it is not known which text was first.  ``announced``: the later
    text owns up to a change.  ``touches`` as in :class:`Edit`.
    """

    report: str
    was: EditionPassage | None
    now: EditionPassage | None
    since: str | None
    until: str | None
    ordered: bool
    announced: bool
    touches: tuple[str, ...] = ()
