"""A watch: feeds, sitemaps, lists and pages asked again and again, and what is new in them read.

One :meth:`Watch.round` asks the lists that are due, remembers the addresses that they name, reads those
that are due, and says what came.  Everything it knows is in the desk file (:mod:`wiredesk.store.watching`),
so it can be ended at any moment and goes on where it was.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from wiredesk.gather.answers import read_answer
from wiredesk.gather.links import Link
from wiredesk.gather.pace import back_off
from wiredesk.gather.paths import is_address, read_local
from wiredesk.gather.web import Answered, Conditions, Web
from wiredesk.model.ids import sha256
from wiredesk.model.reading import News, Round
from wiredesk.model.reports import Capture
from wiredesk.model.views import Problem
from wiredesk.store.desk_file import DeskFile
from wiredesk.store.watching import WatchedAddress, WatchedList, WatchTables

LOOKS = (3_600.0, 21_600.0, 86_400.0)
"""Seconds after which a report is looked at again: an hour, six more, a day more.  Reports are edited
silently, and most of that happens on the first day."""
TRIES = 6  # times that an address is tried before it is left; with back-off from 15 minutes, eight hours
PASSING = ("dead host", "time", "busy", "truncated", "damaged", "protocol", "error", "certificate", "empty")
GONE = ("status 404", "status 410")


class Watch:
    """Watches what was ``given``: addresses, or files that name some.

    ``interval`` is the seconds between two askings of one list, ``most`` how many addresses are read in
    a round; ``looks`` as :data:`LOOKS`.  ``same_text`` says whether two captures of one address (an id, a
    capture) hold the same report; ``about`` gives title and outlet of a capture.  ``now`` is the time in
    seconds since 1970.
    """

    def __init__(
        self,
        file: DeskFile,
        web: Web,
        given: Sequence[str],
        tool: str,
        *,
        interval: float = 900.0,
        most: int = 1000,
        looks: Sequence[float] = LOOKS,
        same_text: Callable[[str, Capture], bool] = lambda earlier, capture: False,
        about: Callable[[Capture], tuple[str | None, str | None]] = lambda c: (c.hints.title, c.hints.outlet),
        now: Callable[[], float] = time.time,
    ) -> None:
        self._file, self._web, self._tool, self._now = file, web, tool, now
        self._tables: WatchTables = file.watch
        self._given = tuple(given) or tuple(sorted({row.given for row in self._tables.lists()}))
        self._interval, self._most, self._looks = interval, most, tuple(looks)
        self._same_text, self._about = same_text, about
        self._problems: list[Problem] = []
        self._last = 0

    @property
    def given(self) -> tuple[str, ...]:
        """What is watched: as given, or what this desk watched before where nothing was."""
        return self._given

    def round(self) -> Round:
        """Ask what is due and read what is new.

        What it says is news until :meth:`told`: a round that was cut off is told by the next.
        """
        self._problems = []
        self._find()
        asked = unchanged = 0
        seen: set[str] = set()
        while True:  # a list may name lists, which are due at once
            at = self._now()
            due = [row for row in self._tables.lists(self._given) if row.due <= at and row.url not in seen]
            if not due:
                break
            seen |= {row.url for row in due}
            asked += len(due)
            unchanged += self._ask_lists(due)
        self._read_due()
        at_next = self._tables.next_due(self._given)
        rest = self._interval if at_next is None else max(0.0, at_next - self._now())
        self._last, news = self._tables.news()
        return Round(asked, unchanged, news, self._tables.waiting(), tuple(self._problems), rest)

    def told(self) -> None:
        """The news of the last round was told."""
        self._tables.told(self._last)

    # lists

    def _find(self) -> None:
        """Remember what was given: addresses as lists, files by what they name."""
        for given in self._given:
            if is_address(given):
                self._tables.add_list(given, given)
                continue
            named: list[Link] = []
            for found in read_local(given, self._web.clock()):
                if isinstance(found, Link):
                    named.append(found)
                elif isinstance(found, Capture):
                    self._keep(found)
                else:
                    self._problems.append(found)
            self._remember(named, given)

    def _ask_lists(self, due: Sequence[WatchedList]) -> int:
        rows = {row.url: row for row in due}
        unchanged = 0

        def conditions(link: Link) -> Conditions:
            return Conditions(rows[link.url].etag, rows[link.url].modified)

        for answer in self._web.ask([Link(row.url, lists=True) for row in due], conditions):
            row = rows[answer.link.url]
            if answer.fetched is None:
                self._failed_list(row, answer)
            elif answer.fetched.status == 304 or sha256(answer.fetched.data) == row.sha256:
                unchanged += 1
                self._tables.keep_list(replace(row, due=self._now() + self._interval, failures=0))
            elif not self._read_list(row, answer):
                unchanged += 1
        return unchanged

    def _failed_list(self, row: WatchedList, answer: Answered) -> None:
        failures = row.failures + 1
        wait = max(back_off(failures, self._interval), answer.wait or 0.0)
        self._tables.keep_list(replace(row, failures=failures, due=self._now() + wait))
        if answer.problem is not None:
            problem = answer.problem
            if failures > 1:
                problem = replace(problem, why=f"{problem.why} ({failures} times in a row)")
            self._problems.append(problem)

    def _read_list(self, row: WatchedList, answer: Answered) -> int:
        """Read a list that changed; what it names and that it was read are remembered in one."""
        fetched = answer.fetched
        assert fetched is not None
        named: list[Link] = []
        new = 0
        for found in read_answer(fetched, answer.link, self._web.clock()):
            if isinstance(found, Link):
                named.append(found)
            elif isinstance(found, Capture):  # a page that is itself watched, or an item that is only text
                new += self._keep(found)
            else:
                self._problems.append(found)
        with self._file.writing():
            new += self._remember(named, row.given)
            self._tables.keep_list(
                replace(
                    row, etag=fetched.header("etag"), modified=fetched.header("last-modified"),
                    sha256=sha256(fetched.data), due=self._now() + self._interval, failures=0,
                )
            )  # fmt: skip
        return new

    def _remember(self, named: Sequence[Link], given: str) -> int:
        lists = sum(self._tables.add_list(link.url, given) for link in named if link.lists)
        return lists + self._tables.name(
            [
                WatchedAddress(
                    link.key, link.url, link.hints, link.fallback, link.mark, link.found,
                    link.hints.updated or link.hints.published or "", due=self._now(),
                )
                for link in named if not link.lists
            ]
        )  # fmt: skip

    # reports

    def _read_due(self) -> None:
        rows = {row.url: row for row in self._tables.due(self._now(), self._most)}
        links = [Link(row.url, row.hints, False, row.fallback, row.mark, row.found) for row in rows.values()]

        def conditions(link: Link) -> Conditions:
            row = rows[link.url]
            return Conditions(row.etag, row.modified) if row.state == "read" else Conditions()

        for answer in self._web.ask(links, conditions):
            self._settle(rows[answer.link.url], answer)

    def _settle(self, row: WatchedAddress, answer: Answered) -> None:
        """Keep what an address gave, or when it is to be tried again."""
        fetched = answer.fetched
        if fetched is not None and fetched.status == 304:
            self._tables.keep_address(self._looked(row))
            return
        found = [answer.problem] if fetched is None else list(self._gave(answer))
        captures = [f for f in found if isinstance(f, Capture)]
        problems = [f for f in found if isinstance(f, Problem)]
        if captures:
            self._problems += problems
            done = self._looked(row)
            if fetched is not None:
                done = replace(done, etag=fetched.header("etag"), modified=fetched.header("last-modified"))
            self._keep_all(captures, replace(done, capture=captures[0].id), row)
            return
        problem = problems[0] if problems else None
        code = problem.code if problem else ""
        failures = row.failures + 1
        if row.state == "read":
            if code in GONE:
                with self._file.writing():
                    self._tables.keep_address(replace(row, due=None))
                    self._tables.add_news(
                        News("gone", row.url, row.hints.title, row.hints.outlet, row.capture)
                    )
            elif failures < TRIES and code in PASSING:
                self._tables.keep_address(self._later(row, answer, failures))
            else:
                self._tables.keep_address(self._looked(row))
            return
        if code in PASSING and failures < TRIES:
            self._tables.keep_address(self._later(row, answer, failures))
        elif row.fallback is not None:
            text = replace(row.fallback, captured_at=self._web.clock())
            self._keep_all([text], replace(self._looked(row), capture=text.id), row)
            return
        else:
            self._tables.keep_address(replace(row, state="left", due=None, failures=failures))
        self._problems += problems

    def _gave(self, answer: Answered) -> Iterator[Capture | Problem]:
        assert answer.fetched is not None
        for found in read_answer(answer.fetched, answer.link, self._web.clock()):
            if not isinstance(found, Link):
                yield found

    def _later(self, row: WatchedAddress, answer: Answered, failures: int) -> WatchedAddress:
        wait = max(back_off(failures, self._interval), answer.wait or 0.0)
        return replace(row, failures=failures, due=self._now() + wait)

    def _looked(self, row: WatchedAddress) -> WatchedAddress:
        """A row as read now: due again for its next look, if there is one."""
        looks = row.looks + (row.state == "read")
        due = self._now() + self._looks[looks] if looks < len(self._looks) else None
        return replace(row, state="read", due=due, looks=looks, failures=0)

    def _keep_all(self, captures: Sequence[Capture], row: WatchedAddress, before: WatchedAddress) -> None:
        """Keep captures; the last of them in one transaction with what is remembered of the address."""
        for capture in captures[:-1]:
            self._keep(capture, before.capture)
        self._keep(captures[-1], before.capture, row)

    def _keep(self, capture: Capture, earlier: str | None = None, row: WatchedAddress | None = None) -> int:
        """Keep a capture; 1 where it is news."""

        if earlier is None:
            earlier = self._file.last_of(capture.hints.id)
        news = None
        if not self._file.holds(capture.id) and (earlier is None or not self._same_text(earlier, capture)):
            kind = "report" if earlier is None else "edition"
            news = News(kind, capture.hints.url or capture.path, *self._about(capture), capture.id)

        def also() -> None:
            if row is not None:
                self._tables.keep_address(row)
            if news is not None:
                self._tables.add_news(news)

        self._file.add_capture(capture, self._tool, also)
        return int(news is not None)
