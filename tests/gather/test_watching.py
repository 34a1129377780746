"""A watch reads what is new, once, and survives what the web and its own end do to it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.gather.conftest import LOCAL
from tests.gather.servers import Asked, Site

from wiredesk.gather.fetching import Fetcher
from wiredesk.gather.watching import LOOKS, TRIES, Watch
from wiredesk.gather.web import Web
from wiredesk.model.reading import Round
from wiredesk.store.desk_file import DeskFile

PROSE = "The bridge of Varnholm stays closed, the harbour office said on Sunday. " * 12
MINUTE, HOUR = 60.0, 3600.0


def page(words: str) -> bytes:
    return f"<html><head><title>{words}</title></head><body><p>{words}. {PROSE}</p></body></html>".encode()


def rss(*items: str) -> tuple[bytes, str]:
    feed = f'<rss version="2.0"><channel><title>Courier</title>{"".join(items)}</channel></rss>'
    return feed.encode(), "application/rss+xml"


def item(path: str, more: str = "") -> str:
    return f"<item><title>Title of {path}</title><link>{path}</link>{more}</item>"


class Desk:
    """A desk file that is watched, with a clock of its own."""

    def __init__(self, path: Path) -> None:
        self.path, self.time = path, 1_700_000_000.0

    def round(
        self,
        *sources: str,
        later: float = 0.0,
        most: int = 1000,
        looks: tuple[float, ...] = (),
        told: bool = True,
    ) -> Round:
        """One round by a new process, as it were, ``later`` seconds after the last."""
        self.time += later
        fetcher = Fetcher(LOCAL)
        try:
            with DeskFile(self.path) as file:
                watch = Watch(
                    file, Web(fetcher, lambda: f"2026-01-01T00:00:{self.time % 60:09.6f}Z"), sources, "test",
                    interval=15 * MINUTE, most=most, looks=looks, now=lambda: self.time,
                    same_text=lambda was, now: _body(file, was) == now.data.partition(b"<!--")[0],
                )  # fmt: skip
                found = watch.round()
                if told:
                    watch.told()
                return found
        finally:
            fetcher.close()

    def kept(self) -> list[str]:
        with DeskFile(self.path) as file:
            return sorted(c.path.rsplit("/", 1)[1] for c in file.captures())


def _body(file: DeskFile, id_: str) -> bytes:
    found = file.capture(id_)
    assert found is not None
    return found.data.partition(b"<!--")[0]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "w.desk")


def news(found: Round) -> list[tuple[str, str]]:
    return sorted((n.kind, n.url.rsplit("/", 1)[1]) for n in found.news)


def test_what_is_new_is_read_once_and_said(site: Site, desk: Desk) -> None:
    site.pages["/feed"] = rss(item("/a"), item("/b"))
    site.pages["/a"], site.pages["/b"], site.pages["/c"] = page("A"), page("B"), page("C")
    first = desk.round(f"{site.url}/feed")
    assert news(first) == [("report", "a"), ("report", "b")]
    assert first.news[0].title
    again = desk.round(f"{site.url}/feed", later=HOUR)
    assert (again.asked, again.unchanged, again.news) == (1, 1, ())
    site.pages["/feed"] = rss(item("/c"), item("/a"), item("/b"))
    assert news(desk.round(later=HOUR)) == [("report", "c")], "without sources: what was watched before"
    assert desk.kept() == ["a", "b", "c"]
    assert [site.count(p) for p in ("/a", "/b", "/c")] == [1, 1, 1]


def test_news_that_was_not_told_is_told_by_the_next_round_and_then_no_more(site: Site, desk: Desk) -> None:
    site.pages["/feed"], site.pages["/a"] = rss(item("/a")), page("A")
    assert news(desk.round(f"{site.url}/feed", told=False)) == [("report", "a")]
    assert news(desk.round(f"{site.url}/feed")) == [("report", "a")]
    assert news(desk.round(f"{site.url}/feed")) == []
    assert site.count("/a") == 1


def test_a_list_is_not_asked_before_its_time(site: Site, desk: Desk) -> None:
    site.pages["/feed"] = rss(item("/a"))
    site.pages["/a"] = page("A")
    assert desk.round(f"{site.url}/feed").rest == 15 * MINUTE
    assert desk.round(f"{site.url}/feed", later=5 * MINUTE).asked == 0
    assert site.count("/feed") == 1


def test_a_feed_is_asked_with_what_it_said_last(site: Site, desk: Desk) -> None:
    def feed(asked: Asked) -> None:
        if asked.headers["If-None-Match"] == 'W/"7"':
            asked.give(b"", "", 304)
        else:
            asked.give(*rss(item("/a")), ETag='W/"7"', Last_Modified="Mon, 06 May 2024 10:00:00 GMT")

    site.pages["/feed"], site.pages["/a"] = feed, page("A")
    desk.round(f"{site.url}/feed")
    assert desk.round(f"{site.url}/feed", later=HOUR).unchanged == 1
    assert site.headers[-1]["if-modified-since"] == "Mon, 06 May 2024 10:00:00 GMT"


def test_another_text_at_a_known_address_is_a_new_edition(site: Site, desk: Desk) -> None:
    site.pages["/feed"], site.pages["/a"] = rss(item("/a")), page("Four dead")
    desk.round(f"{site.url}/feed")
    site.pages["/feed"] = rss(item("/a", "<pubDate>Mon, 06 May 2024 12:00:00 GMT</pubDate>"))
    site.pages["/a"] = page("Five dead")
    assert news(desk.round(f"{site.url}/feed", later=HOUR)) == [("edition", "a")]
    assert desk.kept() == ["a", "a"]


def test_a_silent_edit_is_found_by_looking_again_and_a_new_advert_is_none(site: Site, desk: Desk) -> None:
    site.pages["/feed"], site.pages["/a"] = rss(item("/a")), page("Four dead")
    feed = f"{site.url}/feed"
    desk.round(feed, looks=LOOKS)
    site.pages["/a"] = page("Four dead") + b"<!-- advert 2 -->"
    assert desk.round(feed, later=HOUR + 1, looks=LOOKS).news == ()
    site.pages["/a"] = page("Five dead")
    assert news(desk.round(feed, later=6 * HOUR + 1, looks=LOOKS)) == [("edition", "a")]
    site.pages["/a"] = (b"", "text/html", 410)
    assert news(desk.round(feed, later=24 * HOUR + 1, looks=LOOKS)) == [("gone", "a")]
    desk.round(feed, later=240 * HOUR, looks=LOOKS)
    assert site.count("/a") == 1 + len(LOOKS)


def test_a_dead_host_is_tried_again_later_and_later_and_harms_nothing(site: Site, desk: Desk) -> None:
    site.pages["/feed"], site.pages["/a"] = rss(item("/a")), page("A")
    dead = "http://127.0.0.1:9/feed"
    first = desk.round(dead, f"{site.url}/feed")
    assert news(first) == [("report", "a")]
    assert [p.code for p in first.problems] == ["dead host"]
    second = desk.round(dead, later=16 * MINUTE)
    assert "2 times in a row" in second.problems[0].why
    assert desk.round(dead, later=16 * MINUTE).problems == (), "left alone for half an hour now"
    assert len(desk.round(dead, later=16 * MINUTE).problems) == 1


def test_a_page_that_fails_is_tried_again_and_then_left(site: Site, desk: Desk) -> None:
    site.pages["/feed"] = rss(item("/a"), item("/b"), item("/c"), item("/d"))
    cut = site.pages["/a"] = lambda a: a.give_gzip(page("A"), cut=9)
    site.pages["/b"] = b"<title>Log in</title><form>Sign in <input type=password></form>"
    site.pages["/c"] = b"<p>We use cookies and personal data</p><button>Accept all</button>"
    first = desk.round(f"{site.url}/feed")
    assert sorted(p.code for p in first.problems) == ["cookie wall", "login page", "status 404", "truncated"]
    assert first.waiting == 1
    site.pages["/a"] = page("A")
    assert news(desk.round(f"{site.url}/feed", later=HOUR)) == [("report", "a")]
    assert [site.count(p) for p in ("/b", "/c", "/d")] == [1, 1, 1]
    site.pages["/feed"], site.pages["/e"] = rss(item("/e")), cut
    for _ in range(TRIES + 3):
        desk.round(f"{site.url}/feed", later=25 * HOUR)
    assert site.count("/e") == TRIES


def test_the_text_of_the_feed_is_read_where_the_page_never_comes(site: Site, desk: Desk) -> None:
    whole = f"<description><![CDATA[<p>{PROSE}</p>]]></description>"
    site.pages["/feed"] = rss(item("/walled", whole), item("/late", whole))
    site.pages["/walled"] = (b"", "text/html", 403)
    site.pages["/late"] = (b"", "text/html", 500)
    first = desk.round(f"{site.url}/feed")
    assert sorted(news(first)) == [("report", "late"), ("report", "walled")]
    assert first.waiting == 0


def test_a_busy_server_is_left_alone_as_long_as_it_asks(site: Site, desk: Desk) -> None:
    site.pages["/feed"] = lambda a: a.give(b"", "", 429, Retry_After="7200")
    assert [p.code for p in desk.round(f"{site.url}/feed").problems] == ["busy"]
    site.pages["/feed"], site.pages["/a"] = rss(item("/a")), page("A")
    assert desk.round(f"{site.url}/feed", later=HOUR).asked == 0
    assert news(desk.round(f"{site.url}/feed", later=HOUR + 1)) == [("report", "a")]


def test_a_long_feed_is_read_round_by_round_and_nothing_of_it_is_lost(site: Site, desk: Desk) -> None:
    site.pages["/feed"] = rss(
        *(item(f"/{n}", f"<pubDate>2024-05-{n:02}T00:00:00Z</pubDate>") for n in range(1, 8))
    )
    site.pages["*"] = lambda a: a.give(page(a.path))
    site.pages["/robots.txt"] = (b"", "text/plain", 404)
    first = desk.round(f"{site.url}/feed", most=3)
    assert news(first) == [("report", "5"), ("report", "6"), ("report", "7")]
    assert (first.waiting, first.rest) == (4, 0.0)
    desk.round(f"{site.url}/feed", most=3)
    assert desk.round(f"{site.url}/feed", most=3).waiting == 0
    assert desk.kept() == [str(n) for n in range(1, 8)]


def test_an_empty_feed_a_login_and_nonsense_in_place_of_a_feed_are_named(site: Site, desk: Desk) -> None:
    site.pages["/empty"] = rss()
    site.pages["/login"] = b"<title>Log in</title><form>Sign in <input type=password></form>"
    site.pages["/image"] = (b"\x89PNG\r\n\x1a\n\x00", "image/png")
    found = desk.round(*(site.url + p for p in ("/empty", "/login", "/image", "/none")))
    assert sorted(p.code for p in found.problems) == ["empty feed", "login page", "no report", "status 404"]


def test_feeds_of_a_list_and_of_a_file_are_watched(site: Site, desk: Desk, tmp_path: Path) -> None:
    opml = f'<opml><body><outline xmlUrl="{site.url}/feed"/></body></opml>'
    site.pages["/all.opml"] = (opml.encode(), "text/xml")
    site.pages["/feed"], site.pages["/a"] = rss(item("/a")), page("A")
    assert news(desk.round(f"{site.url}/all.opml")) == [("report", "a")]
    (tmp_path / "mine.opml").write_text(opml)
    other = Desk(tmp_path / "other.desk")
    assert news(other.round(str(tmp_path / "mine.opml"))) == [("report", "a")]
    assert other.round(later=HOUR).asked == 1


def test_one_report_in_two_feeds_is_read_once(site: Site, desk: Desk) -> None:
    site.pages["/one"], site.pages["/two"] = rss(item("/a?utm_source=one")), rss(item("/a"))
    site.pages["/a?utm_source=one"] = site.pages["/a"] = page("A")
    for _ in range(3):
        desk.round(f"{site.url}/one", f"{site.url}/two", later=HOUR)
    assert site.count("/a") + site.count("/a?utm_source=one") == 1


def test_a_watched_page_gives_its_editions(site: Site, desk: Desk) -> None:
    site.pages["/live"] = page("Four dead")
    assert news(desk.round(f"{site.url}/live")) == [("report", "live")]
    site.pages["/live"] = page("Five dead")
    assert news(desk.round(f"{site.url}/live", later=HOUR)) == [("edition", "live")]


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Callable[[str], subprocess.Popen[bytes]]]:
    started: list[subprocess.Popen[bytes]] = []
    program = (
        "import sys\n"
        "from wiredesk.gather.fetching import Fetcher\nfrom wiredesk.gather.watching import Watch\n"
        "from wiredesk.gather.web import Web\nfrom wiredesk.model.reading import Limits\n"
        "from wiredesk.store.desk_file import DeskFile\n"
        "limits = Limits(gap=0.0, allowed=('127.0.0.1',), patience=0.0)\n"
        "with DeskFile(sys.argv[1]) as file:\n"
        "    Watch(file, Web(Fetcher(limits), lambda: '2026-01-01T00:00:00Z'), sys.argv[2:], 't').round()\n"
    )

    def run(feed: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen([sys.executable, "-c", program, str(tmp_path / "k.desk"), feed])
        started.append(process)
        return process

    yield run
    for process in started:
        process.kill()
        process.wait()


def test_a_watch_killed_in_the_middle_reads_the_rest_and_nothing_twice(
    site: Site, tmp_path: Path, running: Callable[[str], subprocess.Popen[bytes]]
) -> None:
    names = [str(n) for n in range(40)]
    site.pages["/feed"] = rss(*(item(f"/{n}") for n in names))
    site.pages["*"] = lambda a: (time.sleep(0.01), a.give(page(a.path) + os.urandom(4).hex().encode()))
    site.pages["/robots.txt"] = (b"", "text/plain", 404)
    killed = 0
    for after in (8, 22, None):
        process = running(f"{site.url}/feed")
        begun = time.monotonic()
        while after is not None and process.poll() is None and time.monotonic() - begun < 60:
            if sum(p.strip("/").isdigit() for p in site.asked) >= after:
                process.send_signal(signal.SIGKILL)
                killed += 1
                break
            time.sleep(0.002)
        process.wait(timeout=120)
    assert killed == 2
    with DeskFile(tmp_path / "k.desk") as file:
        kept = sorted(c.path.rsplit("/", 1)[1] for c in file.captures())
        assert not file.verify().findings
    assert kept == sorted(names), "each once, though every answer has other bytes"
    assert site.count("/feed") <= 3
