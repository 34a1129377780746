"""What comes into a desk: sources read once, or watched."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from wiredesk.errors import NothingToRead
from wiredesk.model.reading import Limits, Round
from wiredesk.model.reports import Capture
from wiredesk.model.views import Problem
from wiredesk.run.cache import Keeper, Progress
from wiredesk.run.clock import tool
from wiredesk.run.local import clean
from wiredesk.store.desk_file import DeskFile


@dataclass(frozen=True, slots=True)
class Added:
    """What one ``add`` did: how many captures were new, how many were there, what went wrong."""

    new: int
    known: int
    problems: tuple[Problem, ...]


def add(
    file: DeskFile, sources: Sequence[str], clock: Callable[[], str], progress: Progress | None,
    limits: Limits | None, follow: bool, most: int,
) -> Iterator[Problem | bool]:  # fmt: skip
    """Read sources into a desk: for each report whether it is new, and what could not be read."""
    from wiredesk.gather import read
    from wiredesk.gather.paths import is_address

    web = None
    if follow or any(is_address(s) for s in sources):
        from wiredesk.gather.fetching import Fetcher
        from wiredesk.gather.web import Web

        web = Web(Fetcher(limits), clock, most, progress)
    try:
        for item in read(sources, clock(), web, follow):
            yield item if isinstance(item, Problem) else file.add_capture(item, tool())
    finally:
        if web is not None:
            web.fetcher.close()


def watch(
    file: DeskFile, keeper: Keeper, sources: Sequence[str], clock: Callable[[], str],
    progress: Progress | None, limits: Limits | None, interval: float, most: int,
    looks: Sequence[float] | None, sleep: Callable[[float], object], came: Callable[[], object],
) -> Iterator[Round]:  # fmt: skip
    """Watch sources round by round; ``came`` is called after each round that brought something."""
    from wiredesk.gather.fetching import Fetcher
    from wiredesk.gather.watching import LOOKS, Watch
    from wiredesk.gather.web import Web

    def about(capture: Capture) -> tuple[str | None, str | None]:
        report = clean([capture], keeper)[0]
        return report.title, report.outlet

    def same_text(earlier: str, capture: Capture) -> bool:
        before = file.capture(earlier)
        if before is None:
            return False
        was, now = clean([before, capture], keeper)
        return was.text == now.text

    fetcher = Fetcher(replace(limits or Limits(), patience=0.0))  # what is busy is asked in a later round
    watched = Watch(
        file, Web(fetcher, clock, most, progress), sources, tool(), interval=interval, most=most,
        looks=LOOKS if looks is None else looks, same_text=same_text, about=about,
    )  # fmt: skip
    if not watched.given:
        raise NothingToRead("nothing to watch: give addresses of feeds, sitemaps, OPML lists or pages")
    try:
        while True:
            found = watched.round()
            if found.news:
                came()
            try:
                yield found
            finally:
                watched.told()
            sleep(max(1.0, found.rest))
    finally:
        fetcher.close()
