"""Feeds: RSS 0.9 to 2.0, Atom, JSON Feed.

What is well-formed is read here with lxml (50,000 items in seconds); what is not, or declares
entities of its own, goes to feedparser, which has seen twenty years of broken feeds and takes a
millisecond an item.  Both give the same on what is well-formed; a test holds them to it.
"""

from __future__ import annotations

import email.utils
import html
import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from wiredesk.gather.links import Found, Link, host, web_address
from wiredesk.gather.plain import binary, capture
from wiredesk.model.ids import content_id, sha256
from wiredesk.model.reports import Hints
from wiredesk.model.views import Problem

SUFFIXES = (".rss", ".atom", ".rdf", ".feed")
FULL = 600
"""Characters of text from which what a feed holds of an item is the report and not its summary.
Summaries are cut at 55 words (WordPress) or one to three sentences; a short report is longer."""

_OPENS = re.compile(
    rb"\s*(?:<\?xml[^>]*\?>\s*|<\?xml-stylesheet[^>]*\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>\s*)*"
    rb"<(?:[\w-]+:)?(?:rss|feed|RDF)[\s>]",
    re.S,
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_CUT = re.compile(r"(?:\[?(?:…|\.\.\.|&hellip;)\]?|\b(?:read more|continue reading)\W*)\s*$", re.I)
ATOM, CONTENT, DC = (
    "http://www.w3.org/2005/Atom", "http://purl.org/rss/1.0/modules/content/", "http://purl.org/dc/elements/1.1/",
)  # fmt: skip
BURNED = "http://rssnamespace.org/feedburner/ext/1.0"
_XHTML = "{http://www.w3.org/1999/xhtml}"
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"


@dataclass(frozen=True, slots=True)
class Item:
    """What a feed says of one report.  ``id`` and ``link`` are "" where it says none; ``text`` is
    HTML; ``outlet`` and ``outlet_url`` are those of RSS and Atom ``source``."""

    id: str = ""
    link: str = ""
    title: str = ""
    published: str = ""
    updated: str = ""
    text: str = ""
    outlet: str = ""
    outlet_url: str = ""


def fits(name: str, data: bytes) -> bool:
    """Whether bytes begin like a feed."""
    head = data[:4096].removeprefix(b"\xef\xbb\xbf")
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.decode("utf-16", "ignore").encode()
    return bool(_OPENS.match(head)) or (
        not binary(data) and head.lstrip()[:1] == b"{" and b"jsonfeed.org/version" in head
    )


def captures(path: str, data: bytes, captured_at: str) -> Iterator[Found]:
    """A link for each item, with its text where the feed holds all of it; an item without an
    address comes as its text alone.  An empty feed, and items with neither, are Problems."""
    try:
        items = read(data)
    except ValueError as error:
        yield Problem(path, f"not readable as a feed ({error})", "check it in a browser", "broken feed")
        return
    base = path if "://" in path else ""
    count = bare = 0
    for item in items:
        count += 1
        found = as_link(item, path, base, captured_at)
        if found is None:
            bare += 1
        else:
            yield found
    if not count:
        yield Problem(path, "a feed without items", "look at it again later", "empty feed")
    if bare:
        yield Problem(
            path, f"{bare} of {count} items have neither an address nor a text", "nothing to do", "bare item"
        )


def as_link(item: Item, path: str, base: str, captured_at: str) -> Found | None:
    """An item as a link, or as a capture of its text where it has no address; None for neither."""
    url = web_address(base, item.link)
    own = item.outlet and url and host(item.outlet_url) == host(url)
    hints = Hints(
        url=url or None, outlet=None if own else item.outlet or None, title=item.title or None,
        published=item.published or None, updated=item.updated or None, feed=path,
    )  # fmt: skip
    whole = len(plain_text(item.text)) >= FULL and not _CUT.search(plain_text(item.text[-200:]))
    text = None
    if whole or (not url and plain_text(item.text)):
        id_ = url or f"{path}#{item.id or content_id('i', item.title, item.text)}"
        text = capture(
            f"{path}#{item.id or url}", item.text.encode("utf-8", "replace"), captured_at, "text/html",
            replace(hints, id=id_),
        )  # fmt: skip
    if not url:
        return text
    mark = sha256(
        "\0".join((item.title, item.published, item.updated, item.text)).encode("utf-8", "replace")
    )[:16]
    return Link(url, hints, False, text, mark, path)


def read(data: bytes) -> Iterable[Item]:
    """The items of a feed, in its order.  Raises ValueError where it is none."""
    from lxml import etree

    head = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    if head[:1] == b"{":
        return _json(data)
    if b"<!ENTITY" not in data[:65536]:
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
        )
        try:
            root = etree.fromstring(data.lstrip(b" \t\r\n\x00"), parser)
        except (etree.XMLSyntaxError, ValueError):
            root = None
        if root is not None and (kind := _readable(root)):
            return (kind(element) for element in _items(root))
    return _lenient(data)


# well-formed


def _readable(root: Any) -> Any:
    from lxml import etree

    name = etree.QName(root)
    if name.localname == "feed" and name.namespace == ATOM:
        return _atom
    return _rss if name.localname in ("rss", "RDF") else None


def _items(root: Any) -> Iterator[Any]:
    from lxml import etree

    for element in root.iter("{*}item", "{*}entry"):
        if etree.QName(element.getparent()).localname in ("channel", "RDF", "rss", "feed"):
            yield element


def _rss(item: Any) -> Item:
    said: dict[str, str] = {}
    text = {"": "", "full": ""}
    outlet = outlet_url = link = ""
    for child in item:
        if not isinstance(child.tag, str):
            continue
        space, local = _name(child.tag)
        words = ("".join(child.itertext()) if len(child) else child.text or "").strip()
        if space == CONTENT and local == "encoded":
            text["full"] = text["full"] or words
        elif space == BURNED and local == "origLink":
            said["burned"] = words
        elif space == ATOM and local == "link":
            if child.get("rel", "alternate") == "alternate":
                link = link or child.get("href", "")
        elif space == DC and local == "date":
            said.setdefault("dc", words)
        elif space == ATOM and local == "updated":
            said["updated"] = words
        elif space in ("", "http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/"):
            if local == "source":
                outlet, outlet_url = words, child.get("url", "")
            elif local == "guid":
                said["guid"] = words
                said["permalink"] = child.get("isPermaLink", "true").lower()
            elif local == "description":
                text[""] = text[""] or words
            elif local in ("title", "link", "pubDate"):
                said.setdefault(local, words)
    guid = said.get("guid", "")
    address = said.get("burned") or said.get("link") or link
    if not address and said.get("permalink") == "true" and "://" in guid:
        address = guid
    return Item(
        guid or item.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about", ""),
        _from_base(item, address), title_text(said.get("title", "")),
        moment(said.get("pubDate") or said.get("dc", "")), moment(said.get("updated", "")),
        text["full"] or text[""], title_text(outlet), outlet_url,
    )  # fmt: skip


def _atom(entry: Any) -> Item:
    from lxml import etree

    said: dict[str, str] = {}
    link = outlet = outlet_url = content = summary = ""
    for child in entry:
        if not isinstance(child.tag, str):
            continue
        name = etree.QName(child)
        if name.namespace == BURNED and name.localname == "origLink":
            said["burned"] = "".join(child.itertext()).strip()
        if name.namespace != ATOM:
            continue
        local = name.localname
        if local == "link":
            if child.get("rel", "alternate") == "alternate":
                link = link or _from_base(child, child.get("href", ""))
        elif local == "content":
            content = content or ("" if child.get("src") else _markup(child))
        elif local == "summary":
            summary = summary or _markup(child)
        elif local == "source":
            outlet = "".join(child.xpath("string(*[local-name()='title'][1])")).strip()
            links = child.xpath("*[local-name()='link'][not(@rel) or @rel='alternate']/@href")
            outlet_url = str(links[0]) if links else ""
        elif local == "title":
            said["title"] = _markup(child) if child.get("type") == "xhtml" else "".join(child.itertext())
        else:
            said.setdefault(local, "".join(child.itertext()).strip())
    return Item(
        said.get("id", ""), said.get("burned") or link, title_text(said.get("title", "")),
        moment(said.get("published", "")), moment(said.get("updated", "")), content or summary,
        title_text(outlet), outlet_url,
    )  # fmt: skip


@lru_cache(maxsize=512)
def _name(tag: str) -> tuple[str, str]:
    """Namespace and local name."""
    space, _, local = tag.rpartition("}")
    return space[1:], local


def _base(element: Any) -> str:
    bases = [e.get(_XML_BASE) for e in (element, *element.iterancestors()) if e.get(_XML_BASE)]
    out = ""
    for base in reversed(bases):
        out = web_address(out, base)
    return out


def _from_base(element: Any, link: str) -> str:
    """A link taken from its element's xml:base, where it needs one and there is one."""
    if "://" in link or not (base := _base(element)):
        return link
    return web_address(base, link) or link


def _markup(element: Any) -> str:
    """An Atom text construct as HTML."""
    from lxml import etree

    kind = element.get("type", "text")
    if kind == "xhtml":
        inner = element.find(f"{_XHTML}div")
        inner = element if inner is None else inner
        parts = [html.escape(inner.text or "", False)]
        for child in inner:
            made = etree.tostring(child, encoding="unicode", method="html")
            parts.append(made.replace(f' xmlns="{_XHTML[1:-1]}"', ""))
        return "".join(parts).strip()
    words = "".join(element.itertext()).strip()
    return words if kind in ("html", "text/html") else html.escape(words, False)


# not well-formed


def _lenient(data: bytes) -> list[Item]:
    import feedparser

    stream = io.BytesIO(data)  # bytes themselves might be taken for a file's name
    found = feedparser.parse(stream, sanitize_html=False, resolve_relative_uris=False)
    if not found.version and not found.entries:
        raise ValueError(str(found.get("bozo_exception") or "no feed that is known"))
    return [_lent(entry, found.version.startswith("rss")) for entry in found.entries]


def _lent(entry: Any, rss: bool) -> Item:
    source = entry.get("source") or {}
    text = next((_value(c) for c in entry.get("content") or () if c.get("value")), "")
    if not text and entry.get("summary"):
        text = _value(entry.get("summary_detail") or {"value": entry["summary"]})
    published, updated = (str(dict.get(entry, k, "")) for k in ("published", "updated"))
    if not published and rss:
        published, updated = updated, ""  # dc:date
    return Item(
        entry.get("id", ""), entry.get("feedburner_origlink") or entry.get("link", ""),
        title_text(entry.get("title", "")), moment(published), moment(updated), text.strip(),
        title_text(source.get("title", "")), source.get("href") or source.get("link", ""),
    )  # fmt: skip


def _value(detail: Any) -> str:
    value = str(detail.get("value", ""))
    return html.escape(value, False) if detail.get("type") == "text/plain" and "<" not in value else value


def _json(data: bytes) -> list[Item]:
    try:
        found = json.loads(data.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError) as error:
        raise ValueError(str(error)) from error
    rows = found.get("items") if isinstance(found, dict) else None
    if not isinstance(rows, list):
        raise ValueError("no list of items")
    out = []
    for row in rows:
        if not isinstance(row, dict):
            continue
        said = {k: str(v) for k, v in row.items() if isinstance(v, str | int) and not isinstance(v, bool)}
        text = said.get("content_html") or html.escape(said.get("content_text", ""), False)
        item = Item(
            said.get("id", ""), said.get("url") or said.get("external_url", ""),
            title_text(said.get("title", "")), moment(said.get("date_published", "")),
            moment(said.get("date_modified", "")), text or said.get("summary", ""),
        )  # fmt: skip
        out.append(item)
    return out


# words and times


def title_text(words: str) -> str:
    """A title as plain text: feeds put markup and entities into it, once too often as a rule."""
    words = words.strip()
    if "<" in words:
        words = _TAG.sub("", words)
    if "&" in words:
        words = html.unescape(words)
    return " ".join(words.split())


def plain_text(markup: str) -> str:
    """The words of a piece of HTML, to count them by."""
    return " ".join(html.unescape(_TAG.sub(" ", markup)).split())


@lru_cache(maxsize=4096)
def moment(said: str) -> str:
    """A time of a feed as ISO 8601, its offset kept; as said where it cannot be read."""
    said = " ".join(said.split())
    if not said:
        return ""
    try:
        return datetime.fromisoformat(said).isoformat()
    except ValueError:
        pass
    try:
        return email.utils.parsedate_to_datetime(said).isoformat()
    except (ValueError, TypeError, IndexError):
        return said[:60]
