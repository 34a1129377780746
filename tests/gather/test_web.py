"""Addresses of every kind become captures, with proof of what was read."""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.gather.servers import Asked, Site, serving

from wiredesk.gather import read
from wiredesk.gather.fetching import Fetcher
from wiredesk.gather.web import Web
from wiredesk.model.ids import sha256
from wiredesk.model.reports import Capture
from wiredesk.model.views import Problem

NOW = "2026-01-01T00:00:00Z"
PROSE = "The bridge of Varnholm stays closed, the harbour office said on Sunday. " * 12


def page(words: str) -> bytes:
    return f"<html><head><title>{words}</title></head><body><p>{words}. {PROSE}</p></body></html>".encode()


def rss(*items: str) -> tuple[bytes, str]:
    feed = f'<rss version="2.0"><channel><title>Courier</title>{"".join(items)}</channel></rss>'
    return feed.encode(), "application/rss+xml"


def item(url: str, title: str, more: str = "") -> str:
    return f"<item><title>{title}</title><link>{url}</link>{more}</item>"


Reader = Callable[..., tuple[list[Capture], list[Problem]]]


@pytest.fixture
def reader(fetcher: Fetcher) -> Reader:
    def reading(*sources: str, follow: bool = False, most: int = 1000) -> tuple[list[Capture], list[Problem]]:
        web = Web(fetcher, lambda: NOW, most)
        found = list(read(sources, NOW, web, follow))
        captures = sorted((f for f in found if isinstance(f, Capture)), key=lambda c: c.path)
        return captures, [f for f in found if isinstance(f, Problem)]

    return reading


def test_a_page_is_kept_with_everything_that_proves_it(site: Site, reader: Reader) -> None:
    data = page("Bridge")
    site.pages["/old?utm_source=x"] = lambda a: a.give(b"", "", 301, Location="/new")
    site.pages["/new"] = lambda a: a.give(
        data, "text/html; charset=Windows-1251", Last_Modified="Mon, 06 May 2024 10:00:00 GMT"
    )
    (found,), problems = reader(f"{site.url}/old?utm_source=x")
    assert not problems
    assert (found.data, found.sha256, found.media) == (data, sha256(data), "text/html")
    assert found.path == f"{site.url}/old?utm_source=x"
    assert found.captured_at == NOW
    assert found.hints.url == f"{site.url}/new"
    assert (found.hints.charset, found.hints.modified) == ("windows-1251", "2024-05-06T10:00:00Z")
    assert found.origin is not None
    assert found.origin.http is not None
    assert found.origin.http.startswith("HTTP/1.1 200 OK\r\n")
    assert "Last-Modified: Mon, 06 May 2024 10:00:00 GMT" in found.origin.http
    assert found.origin.redirects == f"{site.url}/old?utm_source=x"
    assert found.origin.address == "127.0.0.1"


def test_two_outlets_with_the_same_bytes_are_two_captures(site: Site, reader: Reader) -> None:
    site.pages["/a/index.html"] = site.pages["/b/index.html"] = page("Bridge")
    found, _ = reader(f"{site.url}/a/index.html", f"{site.url}/b/index.html")
    assert len({c.id for c in found}) == 2


def test_bytes_and_not_names_say_what_an_address_gives(site: Site, reader: Reader) -> None:
    site.pages["/story.json"] = (page("Page called json"), "text/html")
    site.pages["/feed.html"] = (rss(item("/story.json", "T"))[0], "text/html")
    site.pages["/data"] = (json.dumps({"text": PROSE, "id": "7"}).encode(), "application/json")
    site.pages["/words"] = (PROSE.encode(), "text/plain; charset=utf-8")
    site.pages["/photo"] = (b"\xff\xd8\xff\xe0jpeg", "image/jpeg")
    found, problems = reader(*(f"{site.url}{p}" for p in ("/feed.html", "/data", "/words", "/photo")))
    assert [c.media for c in found] == ["text/plain", "text/html", "text/plain"]
    assert [(p.source, p.code) for p in problems] == [(f"{site.url}/photo", "no report")]


def test_a_feed_leads_to_its_pages_with_its_hints(site: Site, reader: Reader) -> None:
    site.pages["/feed"] = rss(
        item("/a", "Title of a", "<pubDate>Mon, 06 May 2024 10:00:00 +0200</pubDate>"
             '<source url="https://meridian.example/">Meridian</source>'),
        item("/b#comments", "Title of b"), item("/b", "again"),
    )  # fmt: skip
    site.pages["/a"], site.pages["/b"] = page("A"), page("B")
    (a, b), problems = reader(f"{site.url}/feed")
    assert not problems
    assert (a.hints.title, a.hints.published) == ("Title of a", "2024-05-06T10:00:00+02:00")
    assert (a.hints.outlet, a.hints.feed) == ("Meridian", f"{site.url}/feed")
    assert a.hints.url == f"{site.url}/a"
    assert b.hints.title == "Title of b"
    assert site.count("/b") == 1


def test_the_text_in_the_feed_is_read_where_its_page_is_not(site: Site, reader: Reader) -> None:
    whole = f"<description><![CDATA[<p>{PROSE}</p>]]></description>"
    site.pages["/feed"] = rss(
        item("/gone", "Gone", whole), item("/login", "Walled", whole), item("/short", "Short"),
        item("http://10.0.0.1/x", "Private", whole),
    )  # fmt: skip
    site.pages["/login"] = b"<title>Log in</title><form><input type=password>Sign in</form>"
    found, problems = reader(f"{site.url}/feed")
    assert sorted(c.hints.title or "" for c in found) == ["Gone", "Private", "Walled"]
    assert all(c.data.decode() == f"<p>{PROSE}</p>" for c in found)
    assert [p.code for p in problems] == ["status 404"]


def test_a_list_leads_to_feeds_and_an_index_to_sitemaps(site: Site, reader: Reader) -> None:
    site.pages["/all.opml"] = (
        f'<opml><body><outline xmlUrl="{site.url}/feed"/><outline xmlUrl="/dead"/></body></opml>'.encode(),
        "text/x-opml",
    )
    site.pages["/feed"] = rss(item("/a", "A"))
    site.pages["/index.xml"] = b"<sitemapindex><sitemap><loc>/map.xml.gz</loc></sitemap></sitemapindex>"
    site.pages["/map.xml.gz"] = (
        gzip.compress(b"<urlset><url><loc>/a</loc></url><url><loc>/b</loc></url></urlset>"),
        "application/gzip",
    )
    site.pages["/a"], site.pages["/b"] = page("A"), page("B")
    found, problems = reader(f"{site.url}/all.opml", f"{site.url}/index.xml")
    assert [c.path for c in found] == [f"{site.url}/a", f"{site.url}/b"]
    assert [p.code for p in problems] == ["status 404"]
    assert site.count("/a") == 1


def test_lists_that_lead_to_themselves_end(site: Site, reader: Reader) -> None:
    site.pages["*"] = lambda a: a.give(
        f"<sitemapindex><sitemap><loc>{a.path}x</loc></sitemap></sitemapindex>", "text/xml"
    )
    site.pages["/robots.txt"] = (b"", "text/plain", 404)
    found, _ = reader(f"{site.url}/s")
    assert found == []
    assert len(site.asked) < 10


def test_of_a_long_feed_the_newest_are_read_and_the_rest_named(site: Site, reader: Reader) -> None:
    site.pages["/feed"] = rss(
        *(item(f"/{d}", "T", f"<pubDate>2024-05-{d:02}T00:00:00Z</pubDate>") for d in range(1, 9))
    )
    site.pages["*"] = lambda a: a.give(page(a.path))
    site.pages["/robots.txt"] = (b"", "text/plain", 404)
    found, problems = reader(f"{site.url}/feed", most=3)
    assert [c.path.rsplit("/", 1)[1] for c in found] == ["6", "7", "8"]
    assert [p.code for p in problems] == ["left for later"]
    assert "8 addresses" in problems[0].why


def test_one_bad_address_loses_nothing_else(site: Site, reader: Reader) -> None:
    site.pages["/good"] = page("Good")
    site.pages["/wall"] = b"<title>Just a moment...</title><p>Verifying you are human</p>"
    site.pages["/empty"] = b" "
    site.pages["/feed"] = rss()
    site.pages["/cut"] = lambda a: a.give_gzip(page("Cut"), cut=9)
    names = ("/wall", "/good", "/empty", "/feed", "/cut", "/none")
    found, problems = reader(*(site.url + n for n in names), "http://[nonsense")
    assert [c.path for c in found] == [f"{site.url}/good"]
    assert sorted(p.code for p in problems) == [
        "address", "empty", "empty feed", "robot check", "status 404", "truncated"
    ]  # fmt: skip
    assert all(p.remedy for p in problems)


def test_a_saved_feed_is_read_as_far_as_it_goes_and_followed_when_asked(
    site: Site, reader: Reader, tmp_path: Path
) -> None:
    feed, _ = rss(
        item(f"{site.url}/a", "A", f"<description>{PROSE}</description>"), item(f"{site.url}/b", "B")
    )
    (tmp_path / "saved.xml").write_bytes(feed)
    site.pages["/a"], site.pages["/b"] = page("A"), page("B")
    found, problems = reader(str(tmp_path / "saved.xml"))
    assert [c.hints.title for c in found] == ["A"]
    assert [p.code for p in problems] == ["not followed"]
    assert "1 addresses" in problems[0].why
    assert site.asked == []
    found, problems = reader(str(tmp_path / "saved.xml"), follow=True)
    assert [c.path for c in found] == [f"{site.url}/a", f"{site.url}/b"]
    assert not problems


def test_slow_hosts_do_not_hold_up_others(site: Site, fetcher: Fetcher) -> None:
    waiting = threading.Event()

    def slow(asked: Asked) -> None:
        waiting.wait(20)
        asked.give(page("Slow"))

    site.pages["/slow"] = slow
    with serving() as other:
        other.pages["/quick"] = page("Quick")
        reading = read([f"{site.url}/slow", f"{other.url}/quick"], NOW, Web(fetcher, lambda: NOW))
        first = next(reading)
        waiting.set()
        assert isinstance(first, Capture)
        assert first.path == f"{other.url}/quick"
        assert len(list(reading)) == 1


def test_a_front_page_stands_for_the_feeds_that_it_announces_and_an_article_for_itself(
    site: Site, reader: Reader
) -> None:
    marks = (
        b'<link rel="alternate" type="application/rss+xml" href="/feed">'
        b'<link rel="alternate" type="application/rss+xml" href="/comments/feed/">'
        b'<link rel="alternate" hreflang="de" href="/de">'
    )
    site.pages["/"] = marks + page("Front")
    site.pages["/feed"] = rss(item("/a", "A"))
    site.pages["/a"] = marks + page("A")
    found, problems = reader(f"{site.url}/")
    assert [c.path for c in found] == [f"{site.url}/a"]
    assert not problems
    found, _ = reader(f"{site.url}/a")
    assert [c.path for c in found] == [f"{site.url}/a"]
