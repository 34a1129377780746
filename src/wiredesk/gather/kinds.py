"""The kinds of source that can be read, in the order in which they are tried."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from wiredesk.gather import (
    feeds,
    handed,
    jsonlines,
    lists,
    mail,
    packed,
    pages,
    pdf,
    plain,
    sheets,
    sitemaps,
    wacz,
    warc,
)
from wiredesk.gather.links import Found


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of source.

    ``fits(name, data)`` says whether bytes of that name are of this kind; ``captures(path, data,
    captured_at)`` yields what they hold, never raising: what cannot be read comes as a Problem, what
    stands elsewhere as a Link.
    """

    name: str
    suffixes: tuple[str, ...]
    fits: Callable[[str, bytes], bool]
    captures: Callable[[str, bytes, str], Iterator[Found]]


#: Tried in order; the last fits any text.
KINDS: tuple[Kind, ...] = (
    Kind("warc", warc.SUFFIXES, warc.fits, warc.captures),
    Kind("wacz", wacz.SUFFIXES, wacz.fits, wacz.captures),
    Kind("handed", handed.SUFFIXES, handed.fits, handed.captures),
    Kind("feed", feeds.SUFFIXES, feeds.fits, feeds.captures),
    Kind("sitemap", sitemaps.SUFFIXES, sitemaps.fits, sitemaps.captures),
    Kind("list", lists.SUFFIXES, lists.fits, lists.captures),
    Kind("packed", packed.SUFFIXES, packed.fits, packed.captures),
    Kind("pdf", pdf.SUFFIXES, pdf.fits, pdf.captures),
    Kind("json", jsonlines.SUFFIXES, jsonlines.fits, jsonlines.captures),
    Kind("mail", mail.SUFFIXES, mail.fits, mail.captures),
    Kind("table", sheets.SUFFIXES, sheets.fits, sheets.captures),
    Kind("page", pages.SUFFIXES, pages.fits, pages.captures),
    Kind("text", plain.SUFFIXES, plain.fits, plain.captures),
)


def of(name: str, data: bytes) -> Kind | None:
    """The first kind that bytes of this name are of, None where they are of none."""
    return next((kind for kind in KINDS if kind.fits(name, data)), None)
