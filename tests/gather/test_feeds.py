"""Feeds, sitemaps and lists become links; what is broken in them is named."""

from __future__ import annotations

import gzip
import json
import time
from pathlib import Path
from typing import Any

import pytest

from wiredesk.gather import feeds, lists, sitemaps
from wiredesk.gather.feeds import Item
from wiredesk.gather.links import Link, newest
from wiredesk.model.reports import Capture, Hints
from wiredesk.model.views import Problem

NOW = "2026-01-01T00:00:00Z"
CASES = [
    json.loads(row)
    for row in (Path(__file__).parents[1] / "cases/feeds.jsonl").read_text("utf-8").splitlines()
]
LONG = "<p>" + "The bridge of Varnholm stays closed, the harbour office said. " * 12 + "</p>"


def data(case: dict[str, Any]) -> bytes:
    return str(case["feed"]).encode("latin-1" if case.get("latin") else "utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_feed_has_the_items_that_the_case_says(case: dict[str, Any]) -> None:
    assert feeds.fits("x", data(case))
    assert list(feeds.read(data(case))) == [Item(**item) for item in case["items"]]


@pytest.mark.parametrize("case", [c for c in CASES if "only" not in c], ids=lambda c: c["name"])
def test_both_readers_agree_on_what_is_well_formed(case: dict[str, Any]) -> None:
    assert feeds._lenient(data(case)) == list(feeds.read(data(case)))


def test_fifty_thousand_items_are_read_at_once_and_one_by_one() -> None:
    items = "".join(
        f"<item><title>Report {i}</title><link>https://courier.example/{i}</link><guid>{i}</guid>"
        f"<pubDate>Mon, 06 May 2024 10:00:00 GMT</pubDate><description>{i}</description></item>"
        for i in range(50_000)
    )
    feed = f'<rss version="2.0"><channel><title>x</title>{items}</channel></rss>'.encode()
    begun = time.process_time()
    found = list(feeds.captures("https://courier.example/feed", feed, NOW))
    assert len(found) == 50_000
    assert len({f.key for f in found if isinstance(f, Link)}) == 50_000
    assert time.process_time() - begun < 60


def feed_of(*items: str) -> bytes:
    return f'<rss version="2.0"><channel><title>x</title>{"".join(items)}</channel></rss>'.encode()


def test_an_item_carries_what_the_feed_says_as_hints() -> None:
    (link,) = feeds.captures("https://courier.example/feed", data(CASES[0]), NOW)
    assert isinstance(link, Link)
    assert link.hints == Hints(
        url="https://courier.example/bridge?utm_source=rss", outlet="Meridian News",
        title="Bridge & ferry closed", published="2024-05-06T10:00:00+02:00",
        feed="https://courier.example/feed",
    )  # fmt: skip
    assert link.key == "courier.example/bridge"
    assert link.fallback is None, "a sentence is no report"


def test_a_source_that_is_the_outlet_itself_is_no_other_publisher() -> None:
    item = (
        "<item><title>A</title><link>https://courier.example/a</link>"
        '<source url="https://courier.example/world.xml">Courier World</source></item>'
    )
    (link,) = feeds.captures("https://courier.example/feed", feed_of(item), NOW)
    assert isinstance(link, Link)
    assert link.hints.outlet is None


def test_a_text_that_is_whole_is_kept_beside_the_address_and_a_cut_one_is_not() -> None:
    def item(n: int, text: str) -> str:
        return f"<item><link>https://courier.example/{n}</link><description><![CDATA[{text}]]></description></item>"

    whole, cut, more = feeds.captures(
        "f", feed_of(item(1, LONG), item(2, LONG[:-4] + "[…]</p>"), item(3, LONG + "<a>Read more</a>")), NOW
    )
    assert isinstance(whole, Link)
    assert whole.fallback is not None
    assert whole.fallback.data.decode() == LONG
    assert whole.fallback.hints.id == "https://courier.example/1"
    assert isinstance(cut, Link)
    assert isinstance(more, Link)
    assert cut.fallback is more.fallback is None


def test_an_item_without_an_address_is_its_text_and_one_without_both_is_named() -> None:
    text, nothing = feeds.captures(
        "f.xml",
        feed_of("<item><guid>x1</guid><description>Words.</description></item>", "<item></item>"),
        NOW,
    )
    assert isinstance(text, Capture)
    assert text.data == b"Words."
    assert isinstance(nothing, Problem)
    assert "1 of 2" in nothing.why


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "mailto:a@b", "data:text/html,x"]
)
def test_an_address_of_another_kind_is_none(url: str) -> None:
    (found,) = feeds.captures("f", feed_of(f"<item><title>T</title><link>{url}</link></item>"), NOW)
    assert isinstance(found, Problem)


def test_an_empty_feed_and_a_broken_one_are_named() -> None:
    (empty,) = feeds.captures("f", feed_of(), NOW)
    assert isinstance(empty, Problem)
    assert empty.code == "empty feed"
    (broken,) = feeds.captures("f", b'{"version": "https://jsonfeed.org/version/1", "items": [', NOW)
    assert isinstance(broken, Problem)
    assert broken.code == "broken feed"


def test_entities_do_not_explode_and_read_no_files() -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "xxxxxxxxxx">' + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    feed = f"{bomb}<!ENTITY f SYSTEM 'file:///etc/hostname'>]>".encode() + feed_of(
        "<item><title>A&i;&f;</title><link>https://courier.example/a</link></item>"
    )
    begun = time.process_time()
    for found in feeds.captures("f", feed, NOW):
        assert len(str(found)) < 5_000
    for found in sitemaps.captures("f", feed.replace(b"rss", b"urlset"), NOW):
        assert len(str(found)) < 5_000
    assert time.process_time() - begun < 10


def test_a_page_is_no_feed_and_a_feed_no_page() -> None:
    assert not feeds.fits("a.xml", b"<!doctype html><html><head><title>rss</title></head></html>")
    assert not feeds.fits("a.json", b'{"version": 1, "items": []}')
    assert not lists.fits("a.txt", b"Read https://courier.example/a today.\n")


NEWS = b"""<?xml version="1.0"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://courier.example/a</loc><lastmod>2024-05-07</lastmod>
<image:image><image:loc>https://courier.example/a.jpg</image:loc><image:title>Ship</image:title></image:image>
<news:news><news:publication><news:name>Varnholm Courier</news:name></news:publication>
<news:publication_date>2024-05-06T10:00:00+02:00</news:publication_date><news:title>Bridge</news:title></news:news></url>
<url><loc> /b </loc></url><url><loc>ftp://courier.example/c</loc></url></urlset>"""


@pytest.mark.parametrize("packed", [False, True])
def test_a_news_sitemap_gives_addresses_titles_and_dates(packed: bool) -> None:
    given = gzip.compress(NEWS) if packed else NEWS
    assert sitemaps.fits("x", given)
    first, second = sitemaps.captures("https://courier.example/news.xml", given, NOW)
    assert isinstance(first, Link)
    assert isinstance(second, Link)
    assert first.hints.title == "Bridge"
    assert first.hints.outlet == "Varnholm Courier"
    assert (first.hints.published, first.hints.updated) == (
        "2024-05-06T10:00:00+02:00",
        "2024-05-07T00:00:00",
    )
    assert second.url == "https://courier.example/b"


def test_an_index_leads_to_sitemaps_and_damage_is_named() -> None:
    index = b"<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><sitemap><loc>https://courier.example/1.xml</loc></sitemap>"
    problem, link = sitemaps.captures("https://courier.example/", index, NOW)
    assert isinstance(link, Link)
    assert link.lists
    assert isinstance(problem, Problem)
    assert problem.code == "damaged sitemap"
    (cut,) = sitemaps.captures("x", gzip.compress(NEWS)[:-9], NOW)
    assert isinstance(cut, Problem)
    assert cut.code == "truncated"
    (bomb,) = sitemaps.captures("x", gzip.compress(b"<urlset>" + b" " * 70_000_000), NOW)
    assert isinstance(bomb, Problem)
    assert bomb.code == "bomb"


def test_an_opml_file_leads_to_its_feeds_once_each() -> None:
    opml = b"""<opml version="2.0"><body><outline text="News"><outline text="Courier &amp; Co" xmlUrl="https://courier.example/feed"/>
    <outline title="Again" xmlURL="https://courier.example/feed"/><outline text="folder"/></outline>
    <outline xmlUrl="https://daily.example/rss" /></body></opml>"""
    assert lists.fits("x", opml)
    found = [f for f in lists.captures("x", opml, NOW) if isinstance(f, Link)]
    assert [(f.url, f.lists) for f in found] == [
        ("https://courier.example/feed", True), ("https://daily.example/rss", True)
    ]  # fmt: skip
    assert found[0].hints.title == "Courier & Co"
    (empty,) = lists.captures("x", b"<opml><body/></opml>", NOW)
    assert isinstance(empty, Problem)


def test_a_text_of_addresses_alone_is_a_list() -> None:
    text = (
        b"# my pages\nhttps://courier.example/a\n\nhttps://courier.example/b\r\nhttps://courier.example/a\n"
    )
    assert lists.fits("a.txt", text)
    assert [f.url for f in lists.captures("a.txt", text, NOW) if isinstance(f, Link)] == [
        "https://courier.example/a", "https://courier.example/b"
    ]  # fmt: skip


def test_the_newest_come_first_and_the_undated_last() -> None:
    days = ["2024-01-02", None, "2024-03-01", "2024-02-01"]
    links = [Link(f"https://courier.example/{d}", Hints(published=d)) for d in days]
    assert [x.hints.published for x in newest(links)] == ["2024-03-01", "2024-02-01", "2024-01-02", None]
