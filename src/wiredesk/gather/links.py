"""Addresses that a source names instead of holding the report itself: items of feeds, rows of lists."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urljoin

from wiredesk.model.reports import Capture, Hints
from wiredesk.model.views import Problem
from wiredesk.text.addresses import address


@dataclass(frozen=True, slots=True)
class Link:
    """An address to read.

    ``lists`` is True where it should lead to another list (a feed in an OPML file, a sitemap of a
    sitemap index), False where it should lead to a report.  ``hints`` are what the list says of it.
    ``fallback`` is the report's text as the list itself holds it, read where the address gives none.
    ``mark`` changes when the list says something else of the same address: then it is read again.
    ``found`` is the list that names it.
    """

    url: str
    hints: Hints = field(default_factory=Hints)
    lists: bool = False
    fallback: Capture | None = None
    mark: str = ""
    found: str = ""

    @property
    def key(self) -> str:
        """What makes two addresses one: see :func:`wiredesk.text.addresses.address`."""
        return address(self.url) or self.url


Found = Capture | Problem | Link
"""What a source gives, thing by thing."""


def web_address(base: str, link: str) -> str:
    """The whole http or https address of a link on a page at ``base`` ("" for none); "" where it is none."""
    link = link.strip()
    if not link.lower().startswith(("http://", "https://")):
        try:
            link = urljoin(base, link) if link else ""
        except ValueError:
            return ""
    return link if link[:8].lower().startswith(("http://", "https://")) else ""


def host(url: str) -> str:
    """Host and port of an address as written, "" where it has none; never raises."""
    return re.split(r"[/?#]", url.partition("://")[2], maxsplit=1)[0].lower()


def newest(links: Iterable[Link]) -> list[Link]:
    """Links with the latest dates first; those without a date keep their order, at the end."""
    dated: list[Link] = []
    undated: list[Link] = []
    for link in links:
        (dated if _when(link) else undated).append(link)
    return [*sorted(dated, key=_when, reverse=True), *undated]


def _when(link: Link) -> str:
    return link.hints.updated or link.hints.published or ""
