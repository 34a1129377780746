"""What a desk shows of itself piece by piece: lists of stories, a report, a claim, what a search finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from wiredesk.model.reports import Report
from wiredesk.model.statements import Statement
from wiredesk.model.views import Claim, Disagreement, Lineage, Reason

T = TypeVar("T")

SORTS = ("latest", "first", "reports", "claims", "disputed", "title")
"""The orders of a list of stories: newest last report, earliest first report, most reports, most
claims, most disputed claims, title.  Ties go by id."""


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A part of a list: ``items`` from ``offset`` on, at most ``limit`` of ``total``."""

    items: tuple[T, ...]
    total: int
    offset: int = 0
    limit: int = 50

    @property
    def more(self) -> bool:
        """Whether the list goes on after this part."""
        return self.offset + len(self.items) < self.total


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A story in a list.

    ``first`` and ``last`` are the publication days (ISO) of its earliest and latest dated report, None
    where none is dated; ``seen`` is when we last captured one (ISO UTC).  ``outlets`` are as printed,
    in order.  ``told`` says whether its statements were read yet: until then the fields after it are
    empty.  ``disputed`` and ``corroborated`` count claims; ``actors`` and ``places`` are those named by
    most statements, first the most named.
    """

    id: str
    title: str
    first: str | None
    last: str | None
    seen: str
    reports: int
    outlets: tuple[str, ...]
    told: bool
    claims: int = 0
    disputed: int = 0
    corroborated: int = 0
    newsrooms: int = 0
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What one ``refresh`` did: ``new`` reports, the ids of the stories told anew in ``changed``,
    and in ``gone`` the ids that no story has any more (they still lead to one, see ``Desk.story``).
    """

    new: int
    changed: tuple[str, ...]
    gone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report with what was found in it: its raw input as decoded, its story ("" for an earlier
    edition, which is in none), its statements in order, the claims that they make and the lineage
    it is in."""

    report: Report
    raw: str
    story: str
    statements: tuple[Statement, ...]
    claims: tuple[Claim, ...]
    lineage: tuple[Lineage, ...]


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim with its surroundings: its story, the disagreements it is in, the claims on their other
    sides, and the reports that its statements (and those of the other sides) stand in."""

    claim: Claim
    story: str
    disagreements: tuple[Disagreement, ...]
    others: tuple[Claim, ...]
    reports: tuple[Report, ...]


@dataclass(frozen=True, slots=True)
class OutletLine:
    """An outlet in a list, as printed: how many reports it has here, in how many stories; ``family`` is
    the publisher's (:mod:`wiredesk.resources.families`), None where it is not known."""

    name: str
    reports: int
    stories: int
    family: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that a search found.

    ``kind`` is report, claim or voice, ``id`` that thing's id, ``story`` the story it is in.
    ``snippet`` are words around the match; ``marks`` the ranges of it that match, as (start, end).
    """

    kind: str
    id: str
    story: str
    title: str
    snippet: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """Two reports that were compared: the probability that they are of one event, and what speaks
    for it and against it, in words."""

    left: str
    right: str
    probability: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Together:
    """Why two reports are of one story, or are not.

    ``left_story`` and ``right_story`` are their stories' ids.  ``direct`` is the comparison of the
    two; its probability is 0 where neither is among the nearest of the other, so that they were not
    judged.  ``steps`` lead from one to the other over the likeliest comparisons, empty where no
    likely ones connect them or where the direct one is likely itself.  ``judged`` are the ids of
    people's judgements of the two.
    """

    left: str
    right: str
    left_story: str
    right_story: str
    direct: Step
    steps: tuple[Step, ...]
    judged: tuple[str, ...]

    @property
    def together(self) -> bool:
        """Whether the two are of one story."""
        return bool(self.left_story) and self.left_story == self.right_story


@dataclass(frozen=True, slots=True)
class Related:
    """Another story that may be of the same saga: the trial after the attack.

    ``left`` and ``right`` are the two reports, one of each story, that have most in common, ``reasons``
    what that is; ``pairs`` is how many reports of the two are among each other's nearest.  ``days`` are
    from this story's first report to the other's, negative where that is earlier, None without dates.
    """

    story: str
    title: str
    days: int | None
    pairs: int
    left: str
    right: str
    reasons: tuple[Reason, ...]
