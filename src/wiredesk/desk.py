"""Desk: the one door.  The command line, and every later face, goes through here."""

from __future__ import annotations

import time
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import file_digest
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from wiredesk.decisions import anchored, fitting, reference
from wiredesk.decisions import log as edit_log
from wiredesk.errors import DeskError, InputError, NotFound, NothingToRead, UnfitJudgement, WiredeskError
from wiredesk.model.custody import Event, Head, Verified
from wiredesk.model.editions import History
from wiredesk.model.ids import content_id
from wiredesk.model.judgements import KINDS, UNDO, Decision, Judgement, Reason, in_force
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
from wiredesk.run.cache import InMemory, Keeper, PrivateCache, Progress, private_cache
from wiredesk.run.editions import current, histories, of_one
from wiredesk.run.local import briefed, clean
from wiredesk.run.local import document as build
from wiredesk.run.moments import Moment
from wiredesk.run.stage_commands import STAGES, run_stage
from wiredesk.run.views import Views
from wiredesk.store.desk_file import DeskFile
from wiredesk.text.addresses import address

if TYPE_CHECKING:
    from wiredesk.brief.trace import Trace
    from wiredesk.export.tables import Table

__all__ = [
    "KINDS", "Added", "Decision", "Desk", "Judgement", "Limits", "author", "moment", "now",
    "stage_names", "tool",
]  # fmt: skip


def now() -> str:
    """The present moment on our clock: ISO 8601, UTC, to the microsecond."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def moment(text: str) -> str:
    """An ISO date or time as given by a person, as a moment in UTC; a date means its last instant.

    Raises WiredeskError with an example where it cannot be read.
    """
    try:
        at = datetime.fromisoformat(text)
        if len(text) == 10:
            at = at.replace(hour=23, minute=59, second=59, microsecond=999999)
        at = at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    except (ValueError, OverflowError) as error:
        raise WiredeskError(
            f"{text!r} is not a time; expected an ISO date or time such as 2026-03-01 or 2026-03-01T18:30Z"
        ) from error
    return at.isoformat(timespec="microseconds").replace("+00:00", "Z")


@dataclass(frozen=True, slots=True)
class Added:
    """What one ``add`` did: how many captures were new, how many were there, what went wrong."""

    new: int
    known: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Exported:
    """What one export of a web archive wrote: how many captures, the file's SHA-256, and the head of
    the log that stands in it."""

    captures: int
    sha256: str
    head: Head


@dataclass(frozen=True, slots=True)
class Stamped:
    """A time stamp: the head that was signed, when (ISO UTC, the authority's clock), and the answer as
    it came, which other tools can check."""

    head: Head
    at: str
    token: bytes


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
        from wiredesk.gather import read
        from wiredesk.gather.paths import is_address

        web = None
        if follow or any(is_address(s) for s in sources):
            from wiredesk.gather.fetching import Fetcher
            from wiredesk.gather.web import Web

            web = Web(Fetcher(limits), self._clock, most, self._progress)
        new = known = 0
        problems: list[Problem] = []
        try:
            for item in read(sources, self._clock(), web, follow):
                if isinstance(item, Problem):
                    problems.append(item)
                elif self._file.add_capture(item, tool()):
                    new += 1
                else:
                    known += 1
        finally:
            if web is not None:
                web.fetcher.close()
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
        from wiredesk.gather.fetching import Fetcher
        from wiredesk.gather.watching import LOOKS, Watch
        from wiredesk.gather.web import Web

        limits = limits or Limits()
        fetcher = Fetcher(replace(limits, patience=0.0))  # what is busy is asked in a later round
        watch = Watch(
            self._file, Web(fetcher, self._clock, most, self._progress), sources, tool(), interval=interval,
            most=most, looks=LOOKS if looks is None else looks, same_text=self._same_text, about=self._about,
        )  # fmt: skip
        if not watch.given:
            raise NothingToRead("nothing to watch: give addresses of feeds, sitemaps, OPML lists or pages")
        try:
            while True:
                found = watch.round()
                if found.news:
                    self._stale = True
                    self.refresh()
                try:
                    yield found
                finally:
                    watch.told()
                sleep(max(1.0, found.rest))
        finally:
            fetcher.close()

    def _about(self, capture: Capture) -> tuple[str | None, str | None]:
        report = clean([capture], self._keeper)[0]
        return report.title, report.outlet

    def _same_text(self, earlier: str, capture: Capture) -> bool:
        before = self._file.capture(earlier)
        if before is None:
            return False
        was, now_ = clean([before, capture], self._keeper)
        return was.text == now_.text

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

    def _fresh(self) -> Views:
        """The views, refreshed where there are none or where this desk was given something since;
        what another process adds shows after its refresh, or ours."""
        if not self._views.ready() or self._stale:
            self.refresh()
        return self._views

    def _moment(self, as_of: str) -> Moment:
        self._fresh()
        return Moment(self._file, self._keeper, self._views, as_of, self.judgements(as_of))

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

        return trace(self.story(line_or_claim, as_of), line_or_claim, data)

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
        phrase, and the last word may be a beginning.  ``total`` ends at 5,000: the newest are ranked."""
        return self._fresh().search(words, limit, offset)

    def outlets(self, limit: int = 50, offset: int = 0) -> Page[OutletLine]:
        """A part of the list of outlets, those of most reports first."""
        return self._fresh().outlets(limit, offset)

    def reports_of(self, outlet: str, limit: int = 50, offset: int = 0) -> Page[Report]:
        """A part of an outlet's reports, the latest first; empty where there is no such outlet."""
        return self._fresh().reports_of(outlet, limit, offset)

    def changes(self, since: str, as_of: str | None = None) -> SinceThen:
        """What is new since a moment of our clock (ISO UTC: captured, judged), copies apart, and which
        lines of the brief of that moment no longer hold.

        Raises :class:`NothingToRead` where the desk holds no report, WiredeskError where ``since`` is
        not before ``as_of``.
        """
        return self._changes(since, self.document(as_of))

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

        return why(self.document(as_of), claim, other)

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
        if kind not in KINDS:
            raise UnfitJudgement(f"no view obeys a judgement of kind {kind!r}; expected {', '.join(KINDS)}")
        author(by)
        anchors = anchored(self._holding, kind, left, right, answer, evidence)
        value = fitting(kind, value, anchors)
        sides = [reference(a) for a in anchors if a.side != "evidence"]
        left, right = (*sides, "")[:2]
        at = self._clock()
        made = Judgement(
            content_id("j", kind, left, right, answer, by, at, value),
            kind, left, right, answer, 1.0, (Reason("person", reason),), by, at,
            self._stood(kind, left, right), value, anchors,
        )  # fmt: skip
        self._file.add_judgements([made])
        self._stale = True
        return made

    def _holding(self, id_: str) -> Document | None:
        """The story that holds a thing with an id, or None."""
        try:
            return self.story(id_)
        except NotFound:
            return None

    def _stood(self, kind: str, left: str, right: str) -> str | None:
        """The judgement in force of the same sides, which a new one replaces."""
        if kind in ("note", "line"):
            return None
        sides = {(left, right), (right, left)} if KINDS[kind].symmetric else {(left, right)}
        standing = [
            j for j in in_force(self._file.judgements()) if j.kind == kind and (j.left, j.right) in sides
        ]
        return standing[-1].id if standing else None

    def undo(self, judgement: str, by: str = "", reason: str = "") -> Judgement:
        """Take a judgement back: what it had replaced is in force again, and every view is, byte for
        byte, as if it had never been made.  Both stay in the log.  An undoing can be undone.

        ``judgement`` is its id, or the beginning of one that no other shares.  Raises
        :class:`wiredesk.errors.NotFound`, and :class:`wiredesk.errors.UnfitJudgement` for one that is
        not in force.
        """
        author(by)
        every = self._file.judgements()
        found = [j for j in every if j.id == judgement] or [
            j for j in every if judgement and j.id.startswith(judgement)
        ]
        if len(found) != 1:
            raise NotFound(
                f"no single judgement {judgement!r} among {len(every)}; `wiredesk log` prints their ids"
            )
        if found[0] not in in_force(every):
            by_whom = next((f" (by {j.id})" for j in reversed(every) if j.replaces == found[0].id), "")
            raise UnfitJudgement(f"{found[0].id} is replaced or undone already{by_whom}; undo that instead")
        at = self._clock()
        made = Judgement(
            content_id("j", UNDO, found[0].id, by, at), UNDO, found[0].id, "", False, 1.0,
            (Reason("person", reason),), by, at, found[0].id,
        )  # fmt: skip
        self._file.add_judgements([made])
        self._stale = True
        return made

    def log(self, as_of: str | None = None) -> tuple[Decision, ...]:
        """The edit log: every judgement up to a moment, oldest first, and what became of it."""
        every = self.judgements(as_of)
        stories: dict[str, tuple[Decision, ...]] = {}
        found: list[Decision] = []
        for j in in_force(every):
            for report in dict.fromkeys(a.report for a in j.anchors if a.report):
                if report not in stories:
                    try:
                        document = self.story(report, as_of)
                        stories.update((r.id, document.decisions) for r in document.reports)
                    except NotFound:
                        stories[report] = ()
                found += [d for d in stories[report] if d.judgement.id == j.id][:1]
                if found and found[-1].judgement.id == j.id:
                    break
        return edit_log(every, found)

    def judgements(self, as_of: str | None = None) -> tuple[Judgement, ...]:
        """Every judgement up to a moment, oldest first, replaced ones included."""
        return self._file.judgements(as_of)

    def editions(self, of: str, as_of: str | None = None) -> History:
        """Every edition of one report in order of time, with what was changed word by word.

        ``of`` is the id of a report (of any edition) or of a capture, an address, or the path of a
        file.  A report that never changed has one edition.  Raises
        :class:`wiredesk.errors.NotFound`.
        """
        seen = self._file.seen(as_of)
        near = self._views.sharing_addresses([of, address(of) or of])
        found = of_one([r for r in near if r.capture in seen], seen, of)
        if found is None:
            raise NotFound(
                f"no report {of!r}; expected the id of a report or capture, an address or a path: "
                "`wiredesk editions` shows those that changed"
            )
        return found

    def edited(self, as_of: str | None = None) -> tuple[History, ...]:
        """The reports of which there is more than one edition, by address."""
        seen = self._file.seen(as_of)
        reports = [r for r in self._views.sharing_addresses() if r.capture in seen]
        return histories(reports, current(reports, seen)[1])

    def handed_over(self, story: str | None = None, as_of: str | None = None) -> str:
        """The document, or that of one story, as JSON with its captures and the edit log: what
        :meth:`take_over` makes the same desk of."""
        from wiredesk.export.handing import handed_over

        document = self.story(story, as_of) if story else self.document(as_of)
        known = {d.judgement.id: d for d in document.decisions}
        log = [known.get(d.judgement.id, d) for d in self.log(as_of)]
        if story:
            bearing = {i for d in document.decisions for i in (d.judgement.id,)}
            log = [d for d in log if d.judgement.id in bearing]
        captures = [self.capture(id_) for id_ in dict.fromkeys(r.capture for r in document.reports)]
        return handed_over(document, captures, log)

    def take_over(self, path: Path | str) -> Added:
        """Make of this desk, which must be empty, the one that a document was handed over from: its
        captures, and its judgements with their authors and dates.

        Into a desk that holds anything only the captures go, with :meth:`add`: judgements dated in
        its past would change how it once was.  Raises :class:`wiredesk.errors.InputError`.
        """
        import json

        from wiredesk.export.handing import judgements_in

        if self.head().count:
            raise InputError(
                "judgements are taken over into an empty desk only; give a new --desk, or `wiredesk add` the "
                "file to take its reports alone"
            )
        try:
            judged = judgements_in(json.loads(Path(path).read_text("utf-8-sig")))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise InputError(
                f"{path}: no document that was handed over ({error}); expected what `wiredesk export` writes"
            ) from error
        for judgement in judged:
            author(judgement.made_by)
            if judgement.kind not in (*KINDS, UNDO):
                raise UnfitJudgement(f"{path}: a judgement of the unknown kind {judgement.kind!r}")
        added = self.add([str(path)])
        self._file.add_judgements(judged)
        self._stale = True
        return added

    def export_wacz(self, path: Path, story: str | None = None, as_of: str | None = None) -> Exported:
        """Write captures as a web archive (WACZ): those of one story, with earlier editions of its
        reports, or all.  The export is an event, with the file's SHA-256.

        Raises NothingToRead where there is no capture, NotFound for an unknown story, and DeskError
        where the file cannot be written."""
        from wiredesk.export.webarchive import Listed, write_wacz

        ids = sorted(self._of_story(story, as_of)) if story else sorted(self._file.seen(as_of))
        if not ids:
            raise NothingToRead("there is no capture to export; add reports first")
        head, chosen, made_at = self._file.head(), set(ids), self._clock()
        events = [e for e in self._file.events() if e.subject in chosen and e.kind != "judged"]

        def listed() -> Iterator[Listed]:
            for n, id_ in enumerate(ids, 1):
                capture = self._file.capture(id_)
                assert capture is not None
                if self._progress:
                    self._progress("export", n, len(ids))
                yield Listed(capture, clean([capture], self._keeper)[0].title)

        title = self.story(story, as_of).stories[0].title if story else "Wiredesk desk"
        part = path.with_name(path.name + ".part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with part.open("wb") as out:
                count = write_wacz(out, listed(), events, head, made_at, tool(), title)
            with part.open("rb") as written:
                digest = file_digest(written, "sha256").hexdigest()
            part.replace(path)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise DeskError(f"{path}: cannot be written ({error.strerror}); give another -o FILE") from error
        details = {"format": "wacz", "sha256": digest, "captures": count, "story": story, "as_of": as_of}
        self._file.log(made_at, "exported", "", {**details, "file": path.name, "tool": tool()})
        return Exported(count, digest, head)

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
        found = self._file.verify(heads, self._progress, tokens, roots)
        details = {"findings": len(found.findings), "head": str(found.head), "tool": tool()}
        self._file.log(self._clock(), "verified", "", details)
        return replace(found, head=self._file.head())

    def timestamp(self, authority: str) -> Stamped:
        """Have a time-stamping authority (RFC 3161) sign the head of the log, and keep its answer as
        an event.

        Only the hash of the head leaves the machine.  Raises NothingToRead for a desk without events,
        InputError where the authority does not answer with a stamp of this head, ResourceError where
        the extra ``wiredesk[timestamp]`` is not installed.
        """
        from wiredesk.gather.stamping import ask
        from wiredesk.store import stamps

        head = self._file.head()
        if not head.count:
            raise NothingToRead("there is nothing to stamp: the log has no event; add reports first")
        answer = ask(authority, stamps.request(head))
        try:
            stamp = stamps.read(answer)
        except stamps.BadStamp as error:
            raise InputError(f"{authority}: {error}; try another authority") from error
        if stamp.imprint != stamps.imprint(head):
            raise InputError(f"{authority} stamped something else than was asked; try another authority")
        token = b64encode(answer).decode("ascii")
        details = {"head": str(head), "authority": authority, "at": stamp.at, "token": token, "tool": tool()}
        self._file.log(self._clock(), "timestamped", "", details)
        return Stamped(head, stamp.at, answer)

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


def author(by: str) -> None:
    """Raise UnfitJudgement unless ``by`` names a person: no machine judges under that name."""
    if not by.strip() or by.startswith("stage:"):
        raise UnfitJudgement(f"{by!r} is no author; expected the name of the person who judges")


def stage_names() -> tuple[str, ...]:
    """The names that :meth:`Desk.stage` takes."""
    return tuple(STAGES)


def tool() -> str:
    """This program and its version, as recorded with each capture."""
    from importlib.metadata import version

    return f"wiredesk {version('wiredesk')}"
