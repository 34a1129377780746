"""Sitemaps, sitemap indexes and news sitemaps (sitemaps.org 0.9), plain or packed with gzip."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from wiredesk.gather.feeds import moment, title_text
from wiredesk.gather.links import Found, Link, web_address
from wiredesk.gather.unpacking import Unpacked, gunzip
from wiredesk.model.reports import Hints
from wiredesk.model.views import Problem

SUFFIXES = (".xml.gz",)
MOST = 64_000_000  # bytes unpacked; the protocol allows 50 MB
_OPENS = re.compile(
    rb"\s*(?:<\?xml[^>]*\?>\s*|<\?xml-stylesheet[^>]*\?>\s*|<!--.*?-->\s*)*"
    rb"<(?:[\w-]+:)?(?:urlset|sitemapindex)[\s>]",
    re.S,
)


def fits(name: str, data: bytes) -> bool:
    """Whether bytes, unpacked where they are gzip, begin like a sitemap."""
    if data[:2] == b"\x1f\x8b":
        import zlib

        try:
            head = zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(data[:65536], 4096)
        except zlib.error:
            return False
    else:
        head = data[:4096]
    return bool(_OPENS.match(head.removeprefix(b"\xef\xbb\xbf")))


def captures(path: str, data: bytes, captured_at: str) -> Iterator[Found]:
    """A link for each address, with the title and dates that a news sitemap gives.

    What is damaged is read as far as it goes; that it is damaged is a Problem.
    """
    from lxml import etree

    try:
        data = gunzip(data, MOST) if data[:2] == b"\x1f\x8b" else data
    except Unpacked as error:
        yield Problem(path, error.why, "read it later", error.code)
        return
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(data.lstrip(b" \t\r\n\x00"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        yield Problem(path, f"not readable as a sitemap ({error})", "check it in a browser", "broken sitemap")
        return
    if parser.error_log and root is not None:
        first = parser.error_log[0]
        yield Problem(
            path, f"damaged at line {first.line} ({first.message}): read as far as it goes",
            "nothing to do", "damaged sitemap",
        )  # fmt: skip
    base = path if "://" in path else ""
    count = 0
    for row in [] if root is None else root.iter("{*}url", "{*}sitemap"):
        said = _said(row)
        url = web_address(base, said.get("loc", ""))
        if not url:
            continue
        count += 1
        yield Link(
            url,
            Hints(
                url=url, outlet=said.get("name"), title=said.get("title"),
                published=moment(said.get("publication_date", "")) or None,
                updated=moment(said.get("lastmod", "")) or None,
                feed=path if "publication_date" in said else None,
            ),
            etree.QName(row).localname == "sitemap", None, said.get("lastmod", ""), path,
        )  # fmt: skip
    if not count:
        yield Problem(path, "a sitemap without addresses", "look at it again later", "empty sitemap")


def _said(row: Any) -> dict[str, str]:
    from lxml import etree

    out: dict[str, str] = {}
    for child in row.iter():
        if not isinstance(child.tag, str) or len(child):
            continue
        name = etree.QName(child)
        if name.localname in ("title", "name", "publication_date") and "news" not in (name.namespace or ""):
            continue  # an image's title
        words = title_text(child.text or "") if name.localname in ("title", "name") else (child.text or "")
        if words.strip():
            out.setdefault(name.localname, words.strip())
    return out
