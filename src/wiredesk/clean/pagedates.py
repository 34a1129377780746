"""When a page says that its report was published and updated: every statement of its markup, best first.

Sites say it to machines in several places, and not always the same: the article's own data (JSON-LD), the
tags in its head, an element ``time``, the address.  All are read; the order below was chosen on the pages
of htmldate's and trafilatura's evaluation sets whose address has an even SHA-1 (``python -m bench dates``).
The day is the one printed, in the outlet's own zone.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from wiredesk.clean.published import any_date, of_url

SCRIPTS = re.compile(r"<script\b[^>]*\bld\+json[^>]*>(.*?)</script", re.S | re.I)
_TAGS = re.compile(r"<(meta|time|abbr|span|div|p)\b((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>", re.I)
_ATTRIBUTE = re.compile(r"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_KEY = re.compile(r"\"(date(?:Published|Created|Modified))\"\s*:\s*\"([^\"]{8,40})\"")
_ISO = re.compile(
    r"\s*((?:19|20)\d\d)-?(\d\d)-?(\d\d)(?:[T\s]+(\d\d):(\d\d)(?::\d\d(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?)?",
    re.I,
)
_ARTICLE = re.compile(r"Article|Posting|Report|Review|Recipe|WebPage|CreativeWork|Video", re.I)
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "article:published", "datepublished",
    "og:published_time", "published_time", "parsely-pub-date", "sailthru.date", "dc.date.issued",
    "dcterms.created", "dcterms.issued", "dc.date.created", "dc.created", "article.published", "pubdate",
    "publishdate", "publish_date", "publish-date", "publication_date", "publicationdate",
    "article_date_original",
    "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "bt:pubdate", "og:pubdate", "published",
    "rnews:datepublished", "date_published", "original_publish_date", "citation_publication_date",
    "prism.publicationdate", "shareaholic:article_published_time", "datecreated", "article:created",
    "vr:published_time", "twt-published-at", "article.created",
    "originalpublicationdate", "dc.date.publication",
)  # fmt: skip
_LOOSE = ("date", "dc.date", "dcterms.date", "dc:date", "created", "release_date", "og:date", "time")
_UPDATED = (
    "article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "dc.date.modified",
    "last-modified", "lastmod", "article:modified", "modified_time", "updated_time", "og:modified_time",
    "cxenseparse:modifiedtime", "article.updated", "utime", "revised", "date_modified", "bt:moddate",
    "lastmodified", "shareaholic:article_modified_time", "iso-8601-publish-date-modified",
)  # fmt: skip
_SAYS_PUBLISHED = re.compile(
    r"publi|posted|entry-date|created|pubdate|post-date|article-?date|dateline", re.I
)
_SAYS_UPDATED = re.compile(r"updat|modif", re.I)


OLDEST = "1995"  # no page is older
ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Said:
    """A date that a page states: ISO day, or day and minute with its zone ("2021-03-04T17:05+02:00") where
    the page says them, and where it is said: "article data", "page head", "time element", "address"."""

    value: str
    where: str

    @property
    def day(self) -> str:
        """The day alone."""
        return self.value[:10]


@dataclass(frozen=True, slots=True)
class PageDates:
    """What a page says of its report: first publication and last update, each None where not said."""

    published: Said | None
    updated: Said | None


def dates(raw: str, url: str | None, otherwise: str | None = None) -> PageDates:
    """Publication and update of the report on a page, from its markup and its address.

    ``otherwise`` is the day that a library found in the markup; it is believed after the article's data, the
    head and the address, and before an element ``time`` of which nothing says what it is the time of.  Where
    a moment is given in UTC and the address has the day beside it, the address has the outlet's own day.
    """
    data = list(_data(raw))
    head, loose, times = _tags(raw)
    address = of_url(url) if url else None
    first = [v for k, v in data if k != "dateModified"] + [v for k, v in head if k == "published"]
    rest = [Said(address, ADDRESS)] if address else []
    rest += loose + [v for k, v in times if k == "published"]
    if otherwise and (day := any_date(otherwise)):
        rest.append(Said(day, "page"))
    rest += [v for k, v in times if k == "unsaid"]
    published = next((v for v in [*first, *rest] if v.value > OLDEST), None)
    if (
        published
        and address
        and published.value.endswith(("Z", "+00:00"))
        and _beside(published.day, address)
    ):
        published = Said(address, ADDRESS)
    changes = [v for k, v in data if k == "dateModified"]
    changes += [v for k, v in [*head, *times] if k == "updated"]
    updated = next((v for v in changes if v.value > OLDEST), None)
    if updated and published and updated.day < published.day:
        updated = None
    return PageDates(published, updated)


def _beside(day: str, other: str) -> bool:
    return abs((date.fromisoformat(day) - date.fromisoformat(other)).days) == 1


def minute(text: str) -> str | None:
    """Day and minute of a moment as machines write it, None where it has only the day."""
    found = moment(text)
    return found if found and "T" in found else None


def moment(text: str) -> str | None:
    """A date as machines write it: an ISO day, with minute and zone where they stand; None for others."""
    match = _ISO.match(text)
    if not match:
        return any_date(text)
    year, month, day, hour, minute, zone = match.groups()
    iso = any_date(f"{year}-{month}-{day}")
    if iso is None or hour is None or (hour, minute) == ("00", "00"):
        return iso
    offset = "" if zone is None else "Z" if zone[0] not in "+-" else f"{zone[:3]}:{zone[-2:]}"
    return f"{iso}T{hour}:{minute}{offset}"


def _data(raw: str) -> Iterator[tuple[str, Said]]:
    """The dates of the article's own data; of several things on a page the first that is an article."""
    for script in SCRIPTS.finditer(raw):
        body = script[1].strip().removeprefix("<!--").removesuffix("-->")
        try:
            things = list(_things(json.loads(body, strict=False), 0))
        except (ValueError, RecursionError):
            found = dict(reversed([(m[1], m[2]) for m in _KEY.finditer(html.unescape(body))]))
            things = [{"@type": "Article", **found}]
        things.sort(
            key=lambda t: "Article" not in str(t.get("@type")) and "Posting" not in str(t.get("@type"))
        )
        for thing in things:
            if not _ARTICLE.search(str(thing.get("@type"))):
                continue
            for key in ("datePublished", "dateCreated", "dateModified"):
                value = thing.get(key)
                if isinstance(value, str) and (at := moment(value)):
                    yield key, Said(at, "article data")


def _things(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement"):
            if key in value:
                yield from _things(value[key], depth + 1)
    elif isinstance(value, list):
        for item in value[:50]:
            yield from _things(item, depth + 1)


def _tags(raw: str) -> tuple[list[tuple[str, Said]], list[Said], list[tuple[str, Said]]]:
    head: list[tuple[int, str, Said]] = []
    loose: list[Said] = []
    times: list[tuple[str, Said]] = []
    for match in _TAGS.finditer(raw):
        name = match[1].lower()
        if name not in ("meta", "time") and not re.search(r"itemprop|datetime|published", match[2], re.I):
            continue
        has = {k.lower(): html.unescape(a or b or c or "") for k, a, b, c in _ATTRIBUTE.findall(match[2])}
        if name == "meta":
            key = (
                has.get("property") or has.get("name") or has.get("itemprop") or has.get("http-equiv") or ""
            ).lower()
            value = moment(has.get("content", ""))
            if value is None:
                continue
            if key in _PUBLISHED:
                head.append((_PUBLISHED.index(key), "published", Said(value, "page head")))
            elif key in _UPDATED:
                head.append((_UPDATED.index(key), "updated", Said(value, "page head")))
            elif key in _LOOSE:
                loose.append(Said(value, "page head"))
        else:
            value = moment(has.get("datetime") or has.get("content") or has.get("title") or "")
            if value is None:
                continue
            about = " ".join(has.get(k, "") for k in ("itemprop", "class", "id")) + (
                " pubdate" if "pubdate" in match[2] else ""
            )
            kind = (
                "updated"
                if _SAYS_UPDATED.search(about)
                else "published"
                if _SAYS_PUBLISHED.search(about)
                else "unsaid"
            )
            if name == "time" or kind != "unsaid":
                times.append((kind, Said(value, "time element")))
    head.sort(key=lambda h: h[0])
    return [(k, v) for _, k, v in head], loose, times
