"""Desk: the one door.  Command line, pages, agents and Python go through here.

What each method does stands in a room of :mod:`wiredesk.run`: gathering, views, judging, handing, custody.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from wiredesk.errors import InputError, NotFound, NothingToRead, WiredeskError
from wiredesk.model.custody import Event, Head, Verified
from wiredesk.model.editions import History
from wiredesk.model.judgements import KINDS, Decision, Judgement
from wiredesk.model.news import SinceThen
from wiredesk.model.pages import (
    ClaimView,
    Found,
    OutletLine,
    Page,
    Refreshed,
    Related,
    ReportView,
    StoryLine,
    Together,
)
from wiredesk.model.reading import Limits, Round
from wiredesk.model.reasons import Why
from wiredesk.model.reports import Capture, Report
from wiredesk.model.views import Document, Problem
from wiredesk.run import custody, gathering, handing, judging
from wiredesk.run.cache import InMemory, Keeper, PrivateCache, Progress, private_cache
from wiredesk.run.clock import moment, now, tool
from wiredesk.run.editions import current, histories, of_one
from wiredesk.run.gathering import Added
from wiredesk.run.judging import author
from wiredesk.run.local import briefed, clean, decoded
from wiredesk.run.local import document as build
from wiredesk.run.moments import Moment
from wiredesk.run.stage_commands import STAGES, run_stage
from wiredesk.run.views import Views
from wiredesk.store.desk_file import DeskFile
from wiredesk.text.addresses import address

if TYPE_CHECKING:
    from wiredesk.brief.trace import Trace
    from wiredesk.export.feeds import Entry
    from wiredesk.export.tables import Table
    from wiredesk.run.custody import Stamped
    from wiredesk.run.handing import Exported

__all__ = [
    "KINDS", "Added", "Decision", "Desk", "Judgement", "Limits", "author", "moment", "now",
    "stage_names", "tool",
]  # fmt: skip


class Desk:
    """Reports, and everything that follows from them.

    With a ``path`` the desk is a file that keeps all it is given; without, it lives in memory and
    only results of stages are kept, in the user's private cache (``cache=False`` for none).
    ``clock`` gives the moment of capture and of judgement; ``progress`` is told stage, done, total.
    """

    def __init__(
        self,
        path: Path | str | None = None,
        *,
        cache: bool = True,
        clock: Callable[[], str] = now,
        progress: Progress | None = None,
    ) -> None:
        self._file = DeskFile(path if path is not None else ":memory:")
        self._own_cache = self._file if path is not None else (private_cache() if cache else InMemory())
        self._keeper = Keeper(self._own_cache, progress)
        self._clock = clock
        self._progress = progress
        self._problems: list[Problem] = []
        self._views = Views(self._file, self._keeper)
        self._past: tuple[Any, Moment] | None = None  # the moment looked at last, and what it was read from
        self._stale = False  # whether this desk was given something since its views were made

    def close(self) -> None:
        """Close the desk; nothing is pending."""
        if isinstance(self._own_cache, PrivateCache):
            self._own_cache.close()
        self._file.close()

    def __enter__(self) -> Desk:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None
    ) -> None:
        self.close()

    @property
    def computed(self) -> Mapping[str, int]:
        """How many items each stage really computed so far: what was not kept before."""
        return self._keeper.computed

    def add(
        self, sources: Sequence[str], *, limits: Limits | None = None, follow: bool = False, most: int = 1000
    ) -> Added:
        """Read files, folders, globs, "-" and addresses (pages, feeds, sitemaps, lists) and keep what
        they hold.

        Addresses are fetched within ``limits``; of one feed or sitemap the ``most`` newest.  Those that
        stand in files are fetched only with ``follow``.  What cannot be read is named in ``problems``
        and loses nothing else.  Each report is kept as soon as it is read, so what a break leaves is
        kept, and adding the same again goes on.
        """
        new = known = 0
        problems: list[Problem] = []
        try:
            for item in gathering.add(self._file, sources, self._clock, self._progress, limits, follow, most):
                if isinstance(item, Problem):
                    problems.append(item)
                new += item is True
                known += item is False
        finally:
            self._problems.extend(problems)
            self._stale = self._stale or bool(new)
        return Added(new, known, tuple(problems))

    def watch(
        self, sources: Sequence[str] = (), *, limits: Limits | None = None, interval: float = 900.0,
        most: int = 1000, looks: Sequence[float] | None = None, sleep: Callable[[float], object] = time.sleep,
    ) -> Iterator[Round]:  # fmt: skip
        """Read feeds, sitemaps, lists and pages again and again; a :class:`Round` for each time.

        ``sources`` are addresses or files that name some; where there are none, those that this desk
        watched before.  A list is asked every ``interval`` seconds, a report looked at again after each
        of ``looks`` seconds; ``most`` addresses are read in a round.  Ends only with its iterator, may
        be ended at any moment, and goes on where it was.  The views are brought up to date whenever
        something came.  What a round says is told again where the process ended before it was taken.
        Raises :class:`NothingToRead` where there is nothing to watch.
        """

        def came() -> None:
            self._stale = True
            self.refresh()

        return gathering.watch(
            self._file, self._keeper, sources, self._clock, self._progress, limits, interval, most, looks,
            sleep, came,
        )  # fmt: skip

    def captures(self, as_of: str | None = None) -> tuple[Capture, ...]:
        """What was read, by id; up to a moment of our clock where ``as_of`` is given."""
        return tuple(self._file.captures(as_of))

    def capture(self, id_: str) -> Capture:
        """One capture with its bytes.  Raises NotFound, or EvidenceTampered where they changed."""
        found = self._file.capture(id_)
        if found is None:
            raise NotFound(f"no capture {id_!r} in this desk")
        return found

    def captured_at(self, ids: Iterable[str]) -> Mapping[str, str]:
        """When each of some captures was made (ISO UTC), by id; unknown ids are left out."""
        return self._file.captured_at(ids)

    def document(self, as_of: str | None = None) -> Document:
        """Everything known, as of a moment of our clock (ISO UTC), or now.

        Raises :class:`NothingToRead` where the desk holds no report.
        """
        captures = self.captures(as_of)
        if not captures:
            named = "".join(f"\n  {p.source}: {p.why}; {p.remedy}" for p in self._problems)
            when = f" up to {as_of}" if as_of else ""
            raise NothingToRead(
                f"there is no report to read{when}; give files or folders with reports "
                f"(text, HTML or JSON lines){named}"
            )
        judged = self.judgements(as_of)
        seen = self._file.seen(as_of)
        return briefed(build(captures, self._keeper, self._problems, as_of, judged, seen), judged)

    # views, kept and brought up to date piece by piece

    def refresh(self, tell: bool = True) -> Refreshed:
        """Bring the kept views up to date: clean and group what is new, tell the stories that can
        have changed, and no other.  ``tell=False`` leaves each story to be told when it is first
        asked for: a desk of many reports is then soon ready to look at.

        What is kept does not depend on how often, or in which order, reports came and refreshes ran.
        """
        made = self._views.refresh(self.judgements(), tell)
        self._stale = False
        return made

    def heed(self) -> None:
        """Let the kept views obey what people judged, and nothing else: the stories that a judgement
        bears on are told when they are next asked for.  What is one story with what waits for
        :meth:`refresh`."""
        self._views.heed(self.judgements())
        self._stale = False

    def _fresh(self) -> Views:
        """The views, refreshed where there are none or where this desk was given something since;
        what another process adds shows after its refresh, or ours."""
        if not self._views.ready() or self._stale:
            self.refresh()
        return self._views

    def at_hand(self, as_of: str) -> bool:
        """Whether the desk of a moment (ISO UTC) can be shown at once.  Where it cannot, its stories have to
        be put together first, which takes minutes for a desk of many reports: :meth:`stories` does it,
        and keeps them."""
        self._fresh()
        return Moment.at_hand(self._file, as_of)

    def _moment(self, as_of: str) -> Moment:
        self._fresh()
        judged = self.judgements(as_of)
        state = (as_of, self._file.known_at(as_of), tuple(j.id for j in judged), self._views.revision())
        if self._past is None or self._past[0] != state:
            self._past = (state, Moment(self._file, self._keeper, self._views, as_of, judged))
        return self._past[1]

    def stories(
        self,
        as_of: str | None = None,
        query: str | None = None,
        sort: str = "latest",
        limit: int = 50,
        offset: int = 0,
    ) -> Page[StoryLine]:
        """A part of the list of stories, those with a report that has all words of ``query``.

        ``sort`` is one of :data:`wiredesk.model.pages.SORTS`.  Raises InputError for another.
        """
        if as_of is not None:
            return self._moment(as_of).lines(query, sort, limit, offset)
        return self._fresh().lines(query, sort, limit, offset)

    def story(self, story: str, as_of: str | None = None) -> Document:
        """One story alone, with its own brief, as of a moment (ISO UTC) or now.

        ``story`` may be any id that the story ever had, also before it was merged or split, or the id of
        a report, statement, claim, actor or line in it.  Raises :class:`wiredesk.errors.NotFound`.
        """
        if as_of is not None:
            return self._moment(as_of).story(story)
        return self._fresh().story(story, self.judgements())

    def report(self, report: str) -> ReportView:
        """A report with what was found in it.  Raises :class:`wiredesk.errors.NotFound`."""
        return self._fresh().report(report, self.judgements())

    def first_seen(self, report: str) -> str | None:
        """When a report was first captured (our clock, ISO UTC); None for one that is not here."""
        return self._fresh().first_seen(report)

    def claim(self, claim: str) -> ClaimView:
        """A claim, by its id or that of one of its statements, with what disputes it.

        Raises :class:`wiredesk.errors.NotFound`."""
        return self._fresh().claim(claim, self.judgements())

    def claims(self, story: str | None = None, as_of: str | None = None) -> Table:
        """A row a claim, of one story or of all, as :class:`wiredesk.export.tables.Table`."""
        return self._table("claims", story, as_of)

    def statements(self, story: str | None = None, as_of: str | None = None) -> Table:
        """A row a statement, of one story or of all."""
        return self._table("statements", story, as_of)

    def reports(self, story: str | None = None, as_of: str | None = None) -> Table:
        """A row a report, of one story or of all."""
        return self._table("reports", story, as_of)

    def _table(self, name: str, story: str | None, as_of: str | None) -> Table:
        from wiredesk.export.tables import TABLES

        return TABLES[name](self.story(story, as_of) if story else self.document(as_of))

    def trace(self, line_or_claim: str, as_of: str | None = None) -> Trace:
        """The chain from a line of a story's brief, or a claim, to the bytes that it rests on, every link
        checked.  Raises :class:`wiredesk.errors.NotFound`."""
        from wiredesk.brief.trace import trace

        def data(report: Report) -> bytes | None:
            capture = self._file.capture(report.capture)
            return capture.data if capture else None

        return trace(self.story(line_or_claim, as_of), line_or_claim, data, self.reread)

    def reread(self, capture: str) -> tuple[Report, str, bytes]:
        """A capture read again: its report, its decoded input and its bytes.  Raises as :meth:`capture`."""
        held = self.capture(capture)
        return clean([held], self._keeper)[0], decoded(held), held.data

    def together(self, left: str, right: str) -> Together:
        """Why two reports are of one story, or are not: what they share, what sets them apart, how
        likely the pair was found, and the way from one to the other over the likeliest pairs.

        Each is named by its id, the beginning of one, or its path.  Raises
        :class:`wiredesk.errors.NotFound`."""
        return self._fresh().together(left, right, self.judgements())

    def related(self, story: str, most: int = 8) -> tuple[Related, ...]:
        """Other stories that may be of one saga with a story (the trial after the attack), nearest
        first, each with what the two have in common.  Raises :class:`wiredesk.errors.NotFound`."""
        return self._fresh().related(story, most)

    def search(self, words: str, limit: int = 20, offset: int = 0) -> Page[Found]:
        """Reports, claims and voices that have all the words, best first; quotation marks ask for a
        phrase, and the last word may be a beginning.  ``total`` ends at 2,000: the newest are ranked."""
        return self._fresh().search(words, limit, offset)

    def outlets(self, limit: int = 50, offset: int = 0) -> Page[OutletLine]:
        """A part of the list of outlets, those of most reports first."""
        return self._fresh().outlets(limit, offset)

    def reports_of(self, outlet: str, limit: int = 50, offset: int = 0) -> Page[Report]:
        """A part of an outlet's reports, the latest first; empty where there is no such outlet."""
        return self._fresh().reports_of(outlet, limit, offset)

    def family(self, outlet: str) -> str | None:
        """The publisher's family of an outlet, None where it is not known; outlets of one family are one
        newsroom."""
        return self._fresh().family(outlet)

    def changes(self, since: str, as_of: str | None = None) -> SinceThen:
        """What is new since a moment of our clock (ISO UTC: captured, judged), copies apart, and which
        lines of the brief of that moment no longer hold.

        Raises :class:`NothingToRead` where the desk holds no report, WiredeskError where ``since`` is
        not before ``as_of``.
        """
        return self._changes(since, self.document(as_of))

    def alerts(self, since: str | None = None, limit: int = 50, offset: int = 0) -> Page[Entry]:
        """What was new in substance when something came, the latest first: a claim, figure, voice,
        dispute, reversal, withdrawal, edition or story, never a further copy; after a moment (ISO UTC)
        where one is given.

        Kept from the first time on that the desk's stories were looked at, and found when a story is told
        again, at the latest when it is next asked for.
        """
        return self._fresh().alerts(since, limit, offset)

    def brief_since(self, since: str, as_of: str | None = None) -> Document:
        """The document, its brief headed by what is new since a moment and what no longer holds."""
        from wiredesk.brief import with_news

        after = self.document(as_of)
        return with_news(after, self._changes(since, after))

    def why(self, claim: str, other: str | None = None, as_of: str | None = None) -> Why:
        """Why a claim or a line stands as it does; with ``other``, what two claims are to each other.

        Keys are ids, beginnings of ids, or words (see :func:`wiredesk.why.why`).  Raises
        :class:`wiredesk.errors.NotFound` where nothing is meant by a key.
        """
        from wiredesk.why import why

        return why(self._about(claim, other, as_of), claim, other)

    def _about(self, one: str, other: str | None, as_of: str | None) -> Document:
        """The document of the story that ids are of, so that a large desk need not be told as a whole;
        that of the desk where they are words, beginnings of ids, or of two stories."""
        try:
            found = self.story(one, as_of)
            if other is None or self.story(other, as_of).stories == found.stories:
                return found
        except NotFound:
            pass
        return self.document(as_of)

    def _changes(self, since: str, after: Document) -> SinceThen:
        from wiredesk.changes import since as fold

        if after.as_of is not None and since >= after.as_of:
            raise WiredeskError(
                f"nothing lies between {since} and {after.as_of}: give a --since before --as-of"
            )
        before = self.document(since) if self.captures(since) else None
        judged = [j for j in self.judgements(after.as_of) if (j.made_at or "") > since]
        return fold(before, after, judged, since)

    def rebuild(self) -> Document:
        """Drop every kept result and make all views anew; evidence and decisions stay."""
        if isinstance(self._own_cache, DeskFile | PrivateCache):
            self._own_cache.forget_results()
        self._views.drop()
        return self.document()

    def judge(
        self,
        kind: str,
        left: str,
        right: str = "",
        answer: bool = True,
        by: str = "",
        reason: str = "",
        *,
        value: str = "",
        evidence: Sequence[str] = (),
    ) -> Judgement:
        """Keep a person's judgement of two things, or of one, dated now; every later view obeys it.

        ``kind`` is a key of :data:`wiredesk.model.judgements.KINDS`, which says what its sides may
        be, and ``answer`` yes or no.  ``value`` is a grade ("rate"), or the words of a "note" or
        "line"; ``evidence`` what a line of one's own rests on (claims or statements).  Sides may be
        given as views (a claim, a line, an actor, a story); what is kept is the evidence under them,
        so that the judgement outlives their ids.  An earlier judgement of the same sides, whoever
        made it, is replaced and stays readable; notes and lines stand beside each other.

        Raises :class:`wiredesk.errors.UnfitJudgement`, or :class:`wiredesk.errors.NotFound` for a side
        that is not in the desk.
        """
        made = judging.judge(
            self._file, self.story, self._clock, kind, left, right, answer, by, reason, value, evidence
        )
        self._stale = True
        return made

    def undo(self, judgement: str, by: str = "", reason: str = "") -> Judgement:
        """Take a judgement back: what it had replaced is in force again, and every view is, byte for
        byte, as if it had never been made.  Both stay in the log.  An undoing can be undone.

        ``judgement`` is its id, or the beginning of one that no other shares.  Raises
        :class:`wiredesk.errors.NotFound`, and :class:`wiredesk.errors.UnfitJudgement` for one that is
        not in force.
        """
        made = judging.undo(self._file, self._clock, judgement, by, reason)
        self._stale = True
        return made

    def log(self, as_of: str | None = None) -> tuple[Decision, ...]:
        """The edit log: every judgement up to a moment, oldest first, and what became of it."""
        return judging.log(self.judgements(as_of), lambda report: self.story(report, as_of))

    def judgements(self, as_of: str | None = None) -> tuple[Judgement, ...]:
        """Every judgement up to a moment, oldest first, replaced ones included."""
        return self._file.judgements(as_of)

    def editions(self, of: str, as_of: str | None = None) -> History:
        """Every edition of one report in order of time, with what was changed word by word.

        ``of`` is the id of a report (of any edition) or of a capture, an address, or the path of a
        file.  A report that never changed has one edition.  Raises
        :class:`wiredesk.errors.NotFound`.
        """
        near = self._views.sharing_addresses([of, address(of) or of])
        seen = self._file.seen_of([r.capture for r in near], as_of)
        found = of_one([r for r in near if r.capture in seen], seen, of)
        if found is None:
            raise NotFound(
                f"no report {of!r}; expected the id of a report or capture, an address or a path: "
                "`wiredesk editions` shows those that changed"
            )
        return found

    def editions_of(self, reports: Sequence[str], as_of: str | None = None) -> tuple[History, ...]:
        """Of some reports those of which there is more than one edition, each with all its editions."""
        near = self._views.sharing_addresses(list(reports)) if reports else []
        seen = self._file.seen_of([r.capture for r in near], as_of)
        near = [r for r in near if r.capture in seen]
        return histories(near, current(near, seen)[1])

    def edited(self, as_of: str | None = None) -> tuple[History, ...]:
        """The reports of which there is more than one edition, by address."""
        seen = self._file.seen(as_of)
        reports = [r for r in self._views.sharing_addresses() if r.capture in seen]
        return histories(reports, current(reports, seen)[1])

    def handed_over(self, story: str | None = None, as_of: str | None = None) -> str:
        """The document, or that of one story, as JSON with its captures and the edit log: what
        :meth:`take_over` makes the same desk of."""
        document = self.story(story, as_of) if story else self.document(as_of)
        edited = [p.capture for r in document.reworded for p in (r.was, r.now) if p]
        ids = dict.fromkeys([*(r.capture for r in document.reports), *edited])
        captures = [self.capture(id_) for id_ in ids]
        return handing.handed_over(document, captures, self.log(as_of), not story)

    def take_over(self, path: Path | str) -> Added:
        """Make of this desk, which must be empty, the one that a document was handed over from: its
        captures, and its judgements with their authors and dates.

        Into a desk that holds anything only the captures go, with :meth:`add`: judgements dated in
        its past would change how it once was.  Raises :class:`wiredesk.errors.InputError`.
        """
        if self.head().count:
            raise InputError(
                "judgements are taken over into an empty desk only; give a new --desk, or `wiredesk add` the "
                "file to take its reports alone"
            )
        judged = handing.judgements_of(path)
        added = self.add([str(path)])
        self._file.add_judgements(judged)
        self._stale = True
        return added

    def export_wacz(self, path: Path, story: str | None = None, as_of: str | None = None) -> Exported:
        """Write captures as a web archive (WACZ): those of one story, with earlier editions of its
        reports, or all.  The export is an event, with the file's SHA-256.

        Raises NothingToRead where there is no capture, NotFound for an unknown story, and DeskError
        where the file cannot be written."""
        ids = sorted(self._of_story(story, as_of)) if story else sorted(self._file.seen(as_of))
        title = self.story(story, as_of).stories[0].title if story else "Wiredesk desk"
        return handing.export_wacz(
            self._file, self._keeper, self._progress, path, ids, title, self._clock(), story, as_of
        )

    def _of_story(self, story: str, as_of: str | None) -> set[str]:
        reports = self.story(story, as_of).reports
        chosen = {r.capture for r in reports}
        for history in self.edited(as_of):
            captures = {c for e in history.editions.editions for c in e.captures}
            if chosen & captures:
                chosen |= captures
        return chosen

    def verify(
        self, heads: Sequence[Head] = (), tokens: Sequence[bytes] = (), roots: bytes | None = None
    ) -> Verified:
        """Whether everything is as it was kept: bytes, captures, judgements, guards and the log.

        ``heads`` are ends of the log that were noted outside of the file, ``tokens`` time stamps kept
        outside of it; each must still fit it, which shows a log that was cut short or written anew.
        ``roots`` are certificates (PEM) that time stamps have to lead to.  The check is itself an event.
        """
        return custody.verify(self._file, self._clock, self._progress, heads, tokens, roots)

    def timestamp(self, authority: str) -> Stamped:
        """Have a time-stamping authority (RFC 3161) sign the head of the log, and keep its answer as
        an event.

        Only the hash of the head leaves the machine.  Raises NothingToRead for a desk without events,
        InputError where the authority does not answer with a stamp of this head, ResourceError where
        the extra ``wiredesk[timestamp]`` is not installed.
        """
        return custody.timestamp(self._file, self._clock, authority)

    def events(self, kind: str | None = None, subject: str | None = None, after: int = 0) -> Iterator[Event]:
        """The log of the desk, oldest first: what was kept, judged, handed over and checked, and when;
        from the event after number ``after`` on."""
        return self._file.events(kind, subject, after)

    def head(self) -> Head:
        """The end of the log: note it outside of the file to show later that nothing was cut off."""
        return self._file.head()

    def moments(self) -> tuple[str, ...]:
        """Every moment of our clock at which something was captured or judged, in order: the
        places at which ``as_of`` shows something else than before."""
        return self._file.moments()

    def stamp(self) -> str:
        """A word that is another one whenever a capture or a judgement was added, whoever added it."""
        return self._file.stamp()

    def stage(self, name: str, records: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
        """Run one stage over records as `wiredesk stage NAME` does; see :data:`stage_names`."""
        return run_stage(name, records, self._keeper)


def stage_names() -> tuple[str, ...]:
    """The names that :meth:`Desk.stage` takes."""
    return tuple(STAGES)
