"""Addresses as captures: pages, feeds, sitemaps and lists, followed to the reports that they name."""

from __future__ import annotations

import queue
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from wiredesk.errors import NotFetched
from wiredesk.gather.answers import read_answer
from wiredesk.gather.fetching import Fetched, Fetcher
from wiredesk.gather.links import Found, Link, host, newest
from wiredesk.model.reports import Capture
from wiredesk.model.views import Problem

DEPTH = 4  # lists within lists: an OPML file, a sitemap index, a sitemap, a page
Told = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Conditions:
    """What an earlier answer of an address said, so that it is not sent again unchanged."""

    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of asking for an address: ``fetched``, or why not."""

    link: Link
    fetched: Fetched | None
    problem: Problem | None = None
    wait: float | None = None


class Web:
    """Reads addresses and what they lead to.

    ``most`` is how many addresses of one list (feed, sitemap) are read at once, the newest first;
    ``clock`` gives the moment of capture, ``told`` is told what goes on, how much of it is done, of
    how much.  Hosts are asked side by side, ``hands`` of them at once, each at its own pace.
    """

    def __init__(
        self,
        fetcher: Fetcher,
        clock: Callable[[], str],
        most: int = 1000,
        told: Told | None = None,
        hands: int = 8,
    ) -> None:
        self.fetcher, self.clock, self.most, self.hands = fetcher, clock, most, hands
        self._told = told or (lambda what, done, total: None)

    def read(self, links: Iterable[Link]) -> Iterator[Capture | Problem]:
        """The captures of addresses and of all that they list; what gives none is a Problem.

        An address that several lists name is read once.
        """
        wave = list(links)
        seen = {link.key for link in wave}
        for depth in range(DEPTH):
            following: list[Link] = []
            for answered in self.ask(wave):
                named: list[Link] = []
                for found in self.found(answered):
                    if not isinstance(found, Link):
                        yield found
                    elif depth + 1 < DEPTH and found.key not in seen:
                        seen.add(found.key)
                        named.append(found)
                named = newest(named)
                if len(named) > self.most:
                    why = f"names {len(named):,} addresses: the newest {self.most:,} are read"
                    yield Problem(answered.link.url, why, "ask for more (--most)", "left for later")
                following += named[: self.most]
            wave = following
            if not wave:
                return

    def found(self, answered: Answered) -> Iterator[Found]:
        """What an answer holds; what its list held of it, where it gave nothing."""
        link = answered.link
        if answered.fetched is None:
            if link.fallback is not None:
                yield link.fallback
            elif answered.problem is not None:
                yield answered.problem
            return
        if answered.fetched.status == 304:
            return
        found = list(read_answer(answered.fetched, link, self.clock()))
        if link.fallback is not None and not any(isinstance(f, Capture) for f in found):
            yield link.fallback
            return
        yield from found

    def ask(
        self, links: Sequence[Link], conditions: Callable[[Link], Conditions] | None = None
    ) -> Iterator[Answered]:
        """Ask for addresses, several hosts side by side; answers come as they arrive.

        Nothing is asked any more once the iterator is closed.
        """
        by_host: dict[str, list[Link]] = defaultdict(list)
        for link in links:
            by_host[host(link.url)].append(link)
        hosts: queue.SimpleQueue[list[Link]] = queue.SimpleQueue()
        for row in sorted(by_host.values(), key=len, reverse=True):
            hosts.put(row)
        answers: queue.Queue[Answered] = queue.Queue(maxsize=self.hands * 2)
        ended = threading.Event()

        def work() -> None:
            while not ended.is_set():
                try:
                    row = hosts.get_nowait()
                except queue.Empty:
                    return
                for link in row:
                    if ended.is_set():
                        return
                    answer = self._ask(link, conditions(link) if conditions else Conditions())
                    while not ended.is_set():
                        try:
                            answers.put(answer, timeout=0.2)
                            break
                        except queue.Full:
                            continue

        hands = [
            threading.Thread(target=work, daemon=True, name="wiredesk reads")
            for _ in range(min(self.hands, len(by_host)))
        ]
        for hand in hands:
            hand.start()
        try:
            for done in range(len(links)):
                self._told("reading", done, len(links))
                yield answers.get()
            if links:
                self._told("reading", len(links), len(links))
        finally:
            ended.set()

    def _ask(self, link: Link, conditions: Conditions) -> Answered:
        try:
            fetched = self.fetcher.fetch(link.url, etag=conditions.etag, modified=conditions.modified)
        except NotFetched as error:
            return Answered(link, None, Problem(link.url, error.why, error.remedy, error.code), error.wait)
        except Exception as error:  # one address must not end the reading of the others
            why = f"could not be fetched ({type(error).__name__}: {error})"
            return Answered(link, None, Problem(link.url, why, "please report this", "error"))
        return Answered(link, fetched)
