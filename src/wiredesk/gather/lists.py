"""Lists of sources: OPML files as feed readers export them, and text files of addresses alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wiredesk.gather.feeds import title_text
from wiredesk.gather.links import Found, Link, web_address
from wiredesk.gather.plain import binary
from wiredesk.model.reports import Hints
from wiredesk.model.views import Problem

SUFFIXES = (".opml",)
_OPENS = re.compile(rb"\s*(?:<\?xml[^>]*\?>\s*|<!--.*?-->\s*)*<opml[\s>]", re.S | re.I)
_ADDRESS = re.compile(rb"https?://[^\s<>\"]+")


def fits(name: str, data: bytes) -> bool:
    """Whether bytes begin like an OPML file, or every line of them is an address or a comment."""
    return bool(_OPENS.match(data[:4096].removeprefix(b"\xef\xbb\xbf"))) or bool(_addresses(data))


def captures(path: str, data: bytes, captured_at: str) -> Iterator[Found]:
    """A link for each feed of an OPML file, at any depth, once; for each line of a list."""
    from lxml import etree

    if rows := _addresses(data):
        for row in dict.fromkeys(rows):
            yield Link(row, Hints(url=row), lists=False, found=path)
        return
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(data.lstrip(b" \t\r\n\x00"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        yield Problem(path, f"not readable as OPML ({error})", "export it again", "broken list")
        return
    seen: set[str] = set()
    base = path if "://" in path else ""
    for outline in [] if root is None else root.iter("outline"):
        names = {k.lower(): v for k, v in outline.attrib.items()}
        url = web_address(base, names.get("xmlurl", ""))
        if url and url not in seen:
            seen.add(url)
            title = title_text(names.get("title") or names.get("text") or "")
            yield Link(url, Hints(url=url, title=title or None), lists=True, found=path)
    if not seen:
        yield Problem(path, "a list without feeds", "give one that names feeds (xmlUrl)", "empty list")


def _addresses(data: bytes) -> list[str]:
    """The addresses of a text in which every line is one, blank lines and ``#`` comments aside."""
    if binary(data) or not _ADDRESS.search(data[:4096]):
        return []
    rows = [r.strip() for r in data.removeprefix(b"\xef\xbb\xbf").splitlines()]
    rows = [r for r in rows if r and not r.startswith(b"#")]
    if not all(_ADDRESS.fullmatch(r) for r in rows):
        return []
    return [r.decode("utf-8", "replace") for r in rows]
