"""Views: pure functions of evidence and judgements, dropped and rebuilt at will."""

from __future__ import annotations

from dataclasses import dataclass, field

from wiredesk.model.editions import Rewording
from wiredesk.model.judgements import Decision as Decision
from wiredesk.model.judgements import Judgement as Judgement
from wiredesk.model.judgements import Reason as Reason
from wiredesk.model.mutations import Mutation
from wiredesk.model.reports import Report
from wiredesk.model.spans import Span
from wiredesk.model.statements import Place, Statement

SECTIONS: tuple[tuple[str, str], ...] = (
    ("news", "New since then"),
    ("broken", "No longer as the earlier brief had it"),
    ("pinned", "Pinned by the desk"),
    ("own", "In the desk's own words"),
    ("lead", "What happened, and where it stands"),
    ("agreed", "Attested or corroborated"),
    ("disputed", "Disputed"),
    ("figures", "Figures, by who gives them"),
    ("once", "Rests on one voice or one report"),
    ("changed", "What changed"),
    ("lineage", "Whose words travelled"),
    ("careful", "Be careful about"),
    ("stories", "Other stories"),
)
"""The sections of a brief in reading order: key and heading.  The first two only with ``--since``."""

LABELS = ("once", "repeated", "one_newsroom", "attested", "corroborated")


OWN = "outlet:"
"""What stands before a newsroom's name among a claim's voices: its own account."""
UNNAMED = "unnamed"
"""What stands for all speakers without a name among a claim's voices: they count as one."""


@dataclass(frozen=True, slots=True)
class Story:
    """The reports of one event."""

    id: str
    title: str
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, body or group under all its names.  ``group`` is the actor id spoken for."""

    id: str
    name: str
    names: tuple[str, ...]
    kind: str  # "person" | "organisation" | "outlet" | "unnamed"
    speaks_for: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """The same words in two reports: spans of the two cleaned texts.

    ``kind``: verbatim, edited, quotation (the same quoted words), retranslated (other words for
    the same quoted words), background (words that unrelated reports share too)."""

    left: Span
    right: Span
    kind: str = "verbatim"

    def across(self, span: Span, turned: bool = False) -> Span | None:
        """Where that part of ``span`` which lies in the passage stands on the other side: ``span`` is of the
        left text, of the right one where ``turned``.  In proportion, where the words are not the very same;
        None where it has no part in the passage."""
        here, there = (self.right, self.left) if turned else (self.left, self.right)
        start, end = max(span.start, here.start), min(span.end, here.end)
        if start >= end:
            return None
        at = there.start + (start - here.start) * len(there) // len(here)
        to = there.start - (here.start - end) * len(there) // len(here)
        return Span(at, to) if at < to else None


@dataclass(frozen=True, slots=True)
class Reuse:
    """Copied words between two reports, without direction.  ``share`` is the part of the
    shorter report's runs of eight words that lie within passages, 0 to 1.  ``kind``: verbatim, edited, agency
    (copied reporting, credited to an agency), quotation (only the same quoted words),
    retranslated (only another translation of the same quoted words), background (only words
    that unrelated reports share: a standing paragraph, a page's boilerplate).  The first three
    are copying between newsrooms; the others are not.  Where very many reports print some of these words
    each of them is paired with the first to print them, not with all others: ``crowd`` is the id of that of
    the two which is among those first; "" elsewhere."""

    left: str
    right: str
    share: float
    kind: str
    passages: tuple[Passage, ...]
    crowd: str = ""


JUDGED_COPY = "judged"
"""The kind of a lineage that a person marked: the two are one newsroom whatever was measured."""


@dataclass(frozen=True, slots=True)
class Lineage:
    """Reuse with a direction where trusted times or credits give one.  ``directed`` is false
    where only the likeness is known; then ``source`` and ``target`` are in id order.  ``kind`` is a
    reuse's, or :data:`JUDGED_COPY`; ``share`` is always the measured one.

    Where very many reports print some of the words, the edges are told between each and the first to print
    them, and what two others share follows from what each shares with these: ``crowd`` is the id of the side
    that is among those first; "" elsewhere."""

    source: str
    target: str
    share: float
    kind: str
    passages: tuple[Passage, ...]
    directed: bool
    why: str
    crowd: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a claim stands.  ``newsrooms`` are names of newsrooms once copying is undone,
    ``voices`` actor ids; ``because`` the reasons from which the label can be worked out again
    (:func:`wiredesk.standing.reasons.label_from`).

    Claim ids: ``disputed_by`` all that cannot hold beside it; of those ``superseded_by`` are later
    accounts that overtook it (an earlier toll was right in its time), ``supersedes`` the earlier ones
    that it overtook, ``withdrawn_by`` what takes it back.  ``disputes`` are the rest.
    ``suggested_credibility`` is the machine's on the Admiralty scale, 1 (confirmed) to 6 (cannot be
    judged); a person's rating stands beside it (:mod:`wiredesk.decisions`), and the two are never blended.
    """

    label: str
    newsrooms: tuple[str, ...]
    voices: tuple[str, ...]
    disputed_by: tuple[str, ...] = ()
    because: tuple[Reason, ...] = ()
    superseded_by: tuple[str, ...] = ()
    supersedes: tuple[str, ...] = ()
    withdrawn_by: tuple[str, ...] = ()
    suggested_credibility: int = 6

    @property
    def disputes(self) -> tuple[str, ...]:
        """What disputes the claim at one time: ``disputed_by`` without what is an update."""
        updates = {*self.superseded_by, *self.supersedes, *self.withdrawn_by}
        return tuple(i for i in self.disputed_by if i not in updates)


@dataclass(frozen=True, slots=True)
class Claim:
    """The statements that say the same thing.  ``wording`` is one member's exact words.
    ``kind``: event, figure, control, offer, demand, denial, background, caveat, opinion."""

    id: str
    story: str
    kind: str
    wording: str
    statements: tuple[Statement, ...]
    standing: Standing = field(default_factory=lambda: Standing("once", (), ()))


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two claims that cannot both hold.  ``kind``: figure, date, control, polarity, condition,
    name, place, scope, definition (one number, counted under two definitions), translation (two
    renderings of one quotation), judged (a person's alone), update (the world moved on, or a voice
    took it back).

    For an update, ``update`` says which: toll, claimed (nobody had, then somebody claimed it),
    withdrawn, death, caught (sought, then caught), identified, done (announced, then done), case (a step
    further at law); ``later`` is the claim that came later, None where the order is not known;
    ``clock`` what decided the order: "outlets" (publication), "text" (the words themselves), "person".
    """

    left: str
    right: str
    kind: str
    why: str
    update: str | None = None
    later: str | None = None
    clock: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """Something new since a time: ``kind`` figure, voice, reversal, update, correction.

    ``exact`` are the ranges of ``text`` that are the reports' own words, as in :class:`Line`.
    ``reports`` are those that it is about where it rests on no claim: a correction.
    """

    kind: str
    at: str | None
    text: str
    claims: tuple[str, ...]
    exact: tuple[Span, ...] = ()
    reports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the brief and the claims it rests on; ``standing`` says in words where it
    stands.  ``section`` is a key of :data:`wiredesk.brief.SECTIONS`.

    ``exact`` are the ranges of ``text`` that are the reports' own words; all other words are
    the brief's, from a closed list.  Line feeds in ``text`` part the sides of a dispute.
    ``story`` is the id of the story it belongs to, "" for a line about no single story.
    """

    id: str
    section: str
    text: str
    claims: tuple[str, ...]
    standing: str
    reports: tuple[str, ...] = ()
    exact: tuple[Span, ...] = ()
    story: str = ""
    by: str = ""  # who pinned or wrote it; "" for a line of the machine's
    grounded: bool = True  # false for a person's own words that the ground check does not bear out


@dataclass(frozen=True, slots=True)
class Brief:
    """The lines of a brief, in reading order."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """An input that could not be read, named, with what to do.  ``code`` is one or two words that
    many of a kind are counted by ("dead host", "login page"), "" where nobody counts."""

    source: str
    why: str
    remedy: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """Everything that `wiredesk brief` knows, as of one moment: the object of the JSON document."""

    reports: tuple[Report, ...]
    raws: tuple[str, ...]  # the raw input of each report, decoded, in the same order
    stories: tuple[Story, ...]
    actors: tuple[Actor, ...]
    places: tuple[Place, ...]
    claims: tuple[Claim, ...]
    disagreements: tuple[Disagreement, ...]
    lineage: tuple[Lineage, ...]
    changes: tuple[Change, ...]
    brief: Brief
    problems: tuple[Problem, ...] = ()
    as_of: str | None = None
    mutations: tuple[Mutation, ...] = ()  # what copies changed of what they were made from
    decisions: tuple[Decision, ...] = ()  # people's judgements in force, and how each bears on this
    reworded: tuple[Rewording, ...] = ()  # passages that outlets changed from edition to edition
