"""The answer of a server as captures and links: by what the bytes are, not by what they are called."""

from __future__ import annotations

import email.message
import email.utils
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from wiredesk.gather.fetching import Fetched
from wiredesk.gather.links import Found, Link, web_address
from wiredesk.gather.walls import wall
from wiredesk.model.custody import Origin
from wiredesk.model.ids import content_id
from wiredesk.model.reports import Capture, Hints
from wiredesk.model.views import Problem
from wiredesk.text.addresses import address

_SUFFIX = {
    "text/html": ".html", "application/xhtml+xml": ".xhtml", "application/pdf": ".pdf",
    "application/json": ".json", "application/x-ndjson": ".jsonl", "application/jsonl": ".jsonl",
    "text/csv": ".csv", "multipart/related": ".mhtml", "message/rfc822": ".eml", "application/warc": ".warc",
    "text/markdown": ".md",
}  # fmt: skip
_NAMED_BY_ADDRESS = ("", "text/plain", "application/octet-stream", "binary/octet-stream", "application/gzip",
                     "application/x-gzip", "application/zip")  # fmt: skip
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")
_NO_REPORT = ("image/", "video/", "audio/", "font/")


def read_answer(fetched: Fetched, link: Link, captured_at: str) -> Iterator[Found]:
    """What an answer holds: a capture for each report, a link for each address that it lists.

    A page that stands before the report (a login, a cookie wall, a check for robots) is a Problem, as
    is a list where a report was to be; the front page of a site stands for the feeds that it announces,
    where a person gave it.  A capture's id is made from the address asked for and the
    bytes, so that the same address with other bytes is another edition.
    """
    from wiredesk.gather.kinds import of

    media, charset = content_type(fetched.header("content-type"))
    asked = link.url
    if not fetched.data.strip():
        yield Problem(asked, "the answer is empty", "look at it in a browser", "empty")
        return
    if media.startswith(_NO_REPORT):
        yield Problem(asked, f"{media}: not read", "give the page that it is on", "no report")
        return
    name = name_of(fetched.url, media)
    kind = of(name, fetched.data)
    if kind is None:
        yield Problem(
            asked, f"{media or 'of no named type'}: not read", "save it as text or HTML", "no report"
        )
        return
    if kind.name == "page" and (found := wall(fetched.data, asked, fetched.url)):
        code, why = found
        yield Problem(asked, why, "open it in a browser, go past it, and save the page", code)
        return
    if kind.name == "page" and not link.found and (announced := announced_feeds(fetched)):
        yield from announced
        return
    for one in kind.captures(fetched.url, fetched.data, captured_at):
        if isinstance(one, Problem):
            yield replace(one, source=asked if one.source == fetched.url else one.source)
        elif isinstance(one, Capture):
            yield _dressed(one, fetched, link, charset)
        elif link.found and not link.lists:
            yield Problem(asked, "a list of addresses where a report was to be", "add it by itself", "list")
            return
        else:
            yield one


def _dressed(found: Capture, fetched: Fetched, link: Link, charset: str | None) -> Capture:
    own, more = found.hints, link.hints
    whole = found.path == fetched.url  # the answer itself, not a part of it
    key = link.key if whole else own.id or f"{link.key}#{found.path}"
    hints = Hints(
        id=key,
        url=own.url or (fetched.url if whole else None),
        outlet=own.outlet or more.outlet,
        title=own.title or more.title,
        published=own.published or more.published,
        updated=own.updated or more.updated,
        charset=own.charset or (charset if whole else None),
        modified=own.modified or (http_date(fetched.header("last-modified")) if whole else None),
        feed=own.feed or more.feed,
    )
    origin = found.origin or Origin()
    if whole:
        origin = replace(
            origin, http=fetched.http(), address=fetched.address or None,
            redirects=" ".join(fetched.redirects) or None,
        )  # fmt: skip
    return replace(
        found, id=content_id("c", key, found.sha256), path=link.url if whole else found.path, hints=hints,
        origin=origin,
    )  # fmt: skip


def announced_feeds(fetched: Fetched) -> list[Link]:
    """The feeds that the front page of a site announces; none for any other page, which is a report.

    A front page names no report of its own (:func:`wiredesk.text.addresses.address`).  Feeds of
    comments are left out, by the path that WordPress gives them.
    """
    from lxml import html
    from lxml.etree import ParserError, XMLSyntaxError

    if address(fetched.url) is not None:
        return []
    try:
        page = html.document_fromstring(fetched.data[:1_000_000])
    except (ParserError, XMLSyntaxError, ValueError, AssertionError):
        return []
    urls = [
        web_address(fetched.url, mark.get("href") or "")
        for mark in page.iter("link")
        if "alternate" in (mark.get("rel") or "").lower().split()
        and (mark.get("type") or "").partition(";")[0].strip().lower() in _FEED_TYPES
    ]
    kept = [u for u in dict.fromkeys(urls) if u and "/comments/" not in u]
    return [Link(u, Hints(url=u), lists=True, found=fetched.url) for u in kept[:10]]


def name_of(url: str, media: str) -> str:
    """A file name for what an address gives: by its type, or by the address where that says nothing."""
    stem = PurePosixPath(unquote(urlsplit(url).path)).name or "index"
    if media in _NAMED_BY_ADDRESS:
        return stem
    return PurePosixPath(stem).stem + _SUFFIX.get(media, "")


def content_type(header: str | None) -> tuple[str, str | None]:
    """Type and charset of a Content-Type header, in lower case; ("", None) where there is none."""
    if not header:
        return "", None
    message = email.message.Message()
    message["content-type"] = header.replace("\n", " ").replace("\r", " ")
    charset = message.get_param("charset")
    media = header.partition(";")[0].strip().lower()
    return media, charset.strip().lower() if isinstance(charset, str) and charset.strip() else None


def http_date(header: str | None) -> str | None:
    """A date of HTTP as ISO 8601 in UTC, None where it is none."""
    try:
        at = email.utils.parsedate_to_datetime(header or "")
    except (ValueError, TypeError, IndexError):
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
