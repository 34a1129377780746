"""What is new as feeds: Atom (RFC 4287) and JSON Feed 1.1."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from wiredesk.export.plain import harmless
from wiredesk.model.ids import content_id
from wiredesk.model.news import News
from wiredesk.model.views import Document
from wiredesk.text.wording import flat

ATOM = "http://www.w3.org/2005/Atom"
NEVER = "1970-01-01T00:00:00Z"  # when a feed without an entry was last changed
KIND_WORDS = {
    "withdrawn": "Withdrawn",
    "reversal": "Reversal",
    "figure": "Figure",
    "dispute": "Dispute",
    "claim": "New claim",
    "voice": "New voice",
    "edition": "New edition",
    "story": "New story",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """Something new in substance: ``kind`` as in :data:`wiredesk.model.news.NEWS_KINDS` or "story", ``at``
    on our clock (ISO UTC), ``text`` as in :class:`wiredesk.model.news.News`; ``id`` follows from kind and
    text."""

    id: str
    kind: str
    at: str
    text: str
    story: str
    title: str
    claims: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """One line, at most 140 characters."""
        line = harmless(f"{KIND_WORDS.get(self.kind, self.kind)}: {flat(self.title)}")
        return line if len(line) <= 140 else line[:139].rstrip() + "…"


def entry_of(news: News, after: Document, at: str) -> Entry:
    """News of a story as an entry, dated ``at``; ``after`` is the story's document that holds it."""
    story = after.stories[0]
    outlets = sorted({r.outlet or r.path for r in after.reports if r.id in news.reports})
    return Entry(
        id=content_id("alert", news.kind, flat(news.text)),
        kind=news.kind,
        at=at,
        text=news.text,
        story=story.id,
        title=story.title,
        claims=news.claims,
        reports=news.reports,
        outlets=tuple(outlets),
    )


def to_atom(entries: Sequence[Entry], title: str, identity: str, home: str = "") -> str:
    """An Atom feed, latest entry first.  ``home`` is where the desk is served, "" for nowhere: then
    entries have no links.  Text of reports is text, never markup."""
    feed = Element("feed", {"xmlns": ATOM})
    _text(feed, "title", title)
    _text(feed, "id", f"urn:wiredesk:{identity}")
    _text(feed, "updated", max((e.at for e in entries), default=NEVER))
    generator = SubElement(feed, "generator")
    generator.text = "Wiredesk"
    for e in entries:
        entry = SubElement(feed, "entry")
        _text(entry, "title", e.heading)
        _text(entry, "id", f"urn:wiredesk:{e.id}")
        _text(entry, "updated", e.at)
        author = SubElement(entry, "author")
        _text(author, "name", ", ".join(e.outlets) or "Wiredesk")
        SubElement(entry, "category", {"term": e.kind})
        if home:
            SubElement(entry, "link", {"rel": "alternate", "href": address(e, home)})
        _text(entry, "content", e.text, {"type": "text"})
    body = tostring(feed, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{body}\n'


def to_json_feed(entries: Sequence[Entry], title: str, home: str = "") -> dict[str, Any]:
    """A JSON Feed, latest entry first; ``_wiredesk`` holds the ids."""
    items = []
    for e in entries:
        item: dict[str, Any] = {
            "id": f"urn:wiredesk:{e.id}",
            "title": e.heading,
            "content_text": _legal(e.text),
            "date_published": e.at,
            "authors": [{"name": harmless(o)} for o in e.outlets],
            "tags": [e.kind],
            "_wiredesk": {"story": e.story, "claims": list(e.claims), "reports": list(e.reports)},
        }
        if home:
            item["url"] = address(e, home)
        items.append(item)
    made: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": harmless(flat(title)),
        "items": items,
    }
    if home:
        made["home_page_url"] = home
    return made


def address(entry: Entry, home: str) -> str:
    """Where the desk shows what an entry is about."""
    at = home.rstrip("/")
    return f"{at}/claim/{entry.claims[-1]}" if entry.claims else f"{at}/story/{entry.story}"


def _text(under: Element, name: str, text: str, attributes: dict[str, str] | None = None) -> None:
    SubElement(under, name, attributes or {}).text = _legal(text)


def _legal(text: str) -> str:
    """Text that XML can hold, without direction overrides; line feeds stay."""
    kept = harmless(text, keep="\n")
    return "".join("\ufffd" if c in "\ufffe\uffff" or unicodedata.category(c) == "Cs" else c for c in kept)
