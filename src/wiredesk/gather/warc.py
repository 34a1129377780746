"""Web archives: WARC files, plain and gzipped, of any crawler.

Records are found here, by their own lengths and, past a broken one, by the next record's first
line; each is then read by warcio.  So a record that is cut, overwritten or of a wrong length costs
that record, is named with its place, and the rest is read.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from wiredesk.gather.plain import capture
from wiredesk.gather.walls import wall
from wiredesk.model.custody import Origin
from wiredesk.model.reports import Capture, Hints
from wiredesk.model.views import Problem
from wiredesk.text.addresses import address

SUFFIXES = (".warc", ".warc.gz")
MOST_RECORD = 64 * 1024 * 1024  # bytes of a record, packed or not: past any page
MOST_NAMED = 20  # problems of one archive that are named one by one; the others are counted

_FIRST = re.compile(rb"WARC/[01]\.\d+\r?\n(?=[A-Za-z-]+:)")
_AFTER = re.compile(rb"[\r\n]{0,8}(?:(?=WARC/[01]\.)|\Z)")
_LENGTH = re.compile(rb"^content-length:\s*(\d+)\s*$", re.I | re.M)
_GZIP = b"\x1f\x8b\x08"
_MEDIA = {
    "text/html": "text/html", "application/xhtml+xml": "text/html", "text/plain": "text/plain",
    "application/pdf": "application/pdf",
}  # fmt: skip
_ANSWERS = ("response", "resource", "conversion", "revisit")
_OTHERS = ("request", "metadata", "warcinfo", "continuation")


def fits(name: str, data: bytes) -> bool:
    """Whether the name is that of a web archive, or the first bytes, unpacked where they are
    gzipped, are a record's."""
    if name.lower().endswith(SUFFIXES):
        return True
    head = bytes(data[:4096])
    if head.startswith(_GZIP):
        head = _unpacked(head)
    return bool(re.match(rb"\s*WARC/[01]\.\d", head))


def captures(path: str, data: bytes, captured_at: str) -> Iterator[Capture | Problem]:
    """Every page, text and PDF that the archive holds; see :func:`read`."""
    yield from read(path, data, captured_at)


def read(
    path: str,
    data: bytes,
    captured_at: str,
    member: str | None = None,
    only: frozenset[str] | None = None,
    met: set[str] | None = None,
) -> Iterator[Capture | Problem]:
    """The archive's answers that can be reports: HTML, plain text and PDF that came with status 200.

    A capture holds the payload, transfer and content encodings undone, and in its origin the archive,
    ``member`` (the archive's own path within a larger one), the record's offset and id, and when the
    archive says that it was taken.  With ``only``, just these addresses (as
    :func:`wiredesk.text.addresses.address` gives them) and what they lead to are read; ``met`` takes up
    those that were.  Images, scripts
    and the like are passed over; broken records, failed digests and answers of other statuses are
    Problems, counted past the twentieth.
    """
    named = 0
    more: Counter[str] = Counter()
    passed: Counter[str] = Counter()
    found = 0
    where = f"{path}#{member}" if member else path
    for item in _Reader(path, data, captured_at, member, only, passed, set() if met is None else met).items():
        if isinstance(item, Problem):
            named += 1
            if named > MOST_NAMED:
                more[re.sub(r"\d+", "N", item.why)] += 1
                continue
        else:
            found += 1
        yield item
    for why, count in sorted(more.items()):
        yield Problem(where, f"{count} more of this kind: {why}", "see the messages above")
    if passed:
        kinds = ", ".join(f"{count} {what}" for what, count in passed.most_common(6))
        yield Problem(
            where, f"{sum(passed.values())} records are no reports: {kinds}", "nothing needs to be done"
        )
    elif not found and not named and only is None:
        yield Problem(where, "no page in it", "check that the crawl fetched pages")


class _Reader:
    def __init__(
        self,
        path: str,
        data: bytes,
        captured_at: str,
        member: str | None,
        only: frozenset[str] | None,
        passed: Counter[str],
        met: set[str],
    ) -> None:
        self._met = met
        self._path, self._data, self._at, self._member = path, data, captured_at, member
        self._only = set(only) if only is not None else None
        self._passed = passed
        self._known: dict[str, tuple[bytes, str, str]] = {}  # payload digest: bytes, media, charset
        self._room = MOST_RECORD  # bytes of payloads that may be kept for later visits of the same page

    def items(self) -> Iterator[Capture | Problem]:
        for offset, record in records(self._data):
            if isinstance(record, str):
                yield self._problem(offset, record)
                continue
            try:
                yield from self._record(offset, record)
            except Exception as error:  # warcio raises many kinds on broken headers
                yield self._problem(offset, f"a record that cannot be read ({type(error).__name__}: {error})")

    def _problem(
        self, offset: int, why: str, remedy: str = "fetch that page again if you need it"
    ) -> Problem:
        member = f"{self._member}@" if self._member else ""
        return Problem(f"{self._path}#{member}{offset}", f"byte {offset}: {why}", remedy)

    def _record(self, offset: int, record: bytes) -> Iterator[Capture | Problem]:
        from warcio.archiveiterator import ArchiveIterator

        one: Any = next(iter(ArchiveIterator(BytesIO(record), check_digests=True)))
        if one.rec_type in _OTHERS:
            return
        if one.rec_type not in _ANSWERS:
            yield self._problem(offset, f"a record of no known type ({one.rec_type!r})")
            return
        head = one.rec_headers.get_header
        url = (head("WARC-Target-URI") or "").strip("<> ")
        status = one.http_headers.get_statuscode() if one.http_headers else "200"
        if self._only is not None and (address(url) or url) not in self._only:
            return
        if (head("WARC-Resource-Type") or "document").lower() not in ("document", "main"):
            return  # a frame, a script: crawlers that say so
        if status.startswith("3") and one.rec_type == "response":
            to = one.http_headers.get_header("Location") or ""
            if self._only is not None and to:
                from urllib.parse import urljoin

                self._only.add(address(urljoin(url, to)) or urljoin(url, to))
            return
        if status != "200":
            self._passed[f"with status {status}"] += 1
            return
        digest = head("WARC-Payload-Digest") or ""
        if one.rec_type == "revisit":
            if digest not in self._known:
                why = f"{url} was as at an earlier visit, which is not in this archive"
                yield self._problem(offset, why, "give the archive of the first visit too")
                return
            content, media, charset = self._known[digest]
        else:
            raw = one.raw_stream.read()
            if one.digest_checker is not None and one.digest_checker.passed is False:
                found = "; ".join(one.digest_checker.problems)
                why = f"{url}: {found}: the archive was changed after the crawl"
                yield self._problem(offset, why, "do not rely on it: fetch the page again")
            one.raw_stream = BytesIO(raw)
            stated = (
                one.http_headers.get_header("Content-Type") if one.http_headers else one.content_type
            ) or ""
            media, charset = _media(stated, raw)
            if not media:
                return
            packed = (
                one.http_headers.get_header("Content-Encoding") if one.http_headers else None
            ) or "identity"
            if packed.lower() not in ("identity", "gzip", "deflate", "br", ""):
                yield self._problem(offset, f"{url}: packed as {packed!r}, which is not read")
                return
            unpacked = _content(one)
            if unpacked is None:
                yield self._problem(offset, f"{url}: more than {MOST_RECORD:,} bytes once unpacked: not read")
                return
            content = unpacked
            if digest and self._room >= len(content):
                self._room -= len(content)
                self._known[digest] = (content, media, charset)
        self._met.add(address(url) or url)
        if not content.strip():
            self._passed["empty"] += 1
            return
        yield from self._captures(one, offset, url, content, media, charset)

    def _captures(
        self, one: Any, offset: int, url: str, content: bytes, media: str, charset: str
    ) -> Iterator[Capture | Problem]:
        from dataclasses import replace

        from wiredesk.gather import desk_records, pdf

        head = one.rec_headers.get_header
        origin = Origin(
            archive=self._path, member=self._member, offset=offset, record=head("WARC-Record-ID"),
            taken=_moment(head("WARC-Date")), http=one.http_headers.to_str() if one.http_headers else None,
            digest=head("WARC-Payload-Digest") or head("WARC-Block-Digest"),
        )  # fmt: skip
        if kept := head(desk_records.FIELD):
            restored = desk_records.restored(kept, content, self._at, origin)
            if restored is not None:
                yield restored
                return
        if media == pdf.MEDIA:
            for item in pdf.captures(url, content, self._at):
                if isinstance(item, Capture):
                    hints = replace(item.hints, url=url)
                    item = capture(
                        url, content, self._at, media, replace(hints, id=address(url) or url), origin
                    )
                yield item
            return
        if media == "text/html" and (stands := wall(content, url, url)):
            remedy = "open it in a browser, go past it, and archive or save the page"
            yield Problem(f"{self._path}#{offset}", f"{url}: {stands[1]}", remedy, stands[0])
            return
        web = url.startswith(("http://", "https://"))
        hints = Hints(id=address(url) or url, url=url if web else None, charset=charset or None)
        yield capture(url or f"{self._path}#{offset}", content, self._at, media, hints, origin)


def _media(stated: str, raw: bytes) -> tuple[str, str]:
    """The media type as it is read here, "" for none, and the charset that was stated."""
    kind, _, rest = stated.partition(";")
    found = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", rest, re.I)
    media = _MEDIA.get(kind.strip().lower(), "")
    if not kind.strip():
        from wiredesk.gather import pages

        media = "text/html" if pages.fits("", raw) else ""
    return media, found[1].lower() if found else ""


def _content(one: Any) -> bytes | None:
    """The payload with its encodings undone; None where it grows past the limit."""
    stream, out, size = one.content_stream(), [], 0
    while piece := stream.read(1 << 16):
        size += len(piece)
        if size > MOST_RECORD:
            return None
        out.append(piece)
    return b"".join(out)


def _moment(date: str | None) -> str | None:
    """A WARC-Date as ISO 8601 in UTC to the second or finer; None where it is none."""
    found = re.fullmatch(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{1,9})?Z?", (date or "").strip())
    return f"{found[1]}{found[2] or ''}Z" if found else None


# --- records ----------------------------------------------------------------------------------


def records(data: bytes) -> Iterator[tuple[int, bytes | str]]:
    """Each record with its offset in the file; a broken one as the sentence that says what is wrong."""
    if not _FIRST.match(data) and _next_member(data, 0) < len(data):
        yield from _packed_records(data)
    else:
        yield from _plain_records(data, None)


def _packed_records(data: bytes) -> Iterator[tuple[int, bytes | str]]:
    """Records of which each is a gzip member; also several in one member."""
    at = 0
    while at < len(data):
        if data[at : at + 3] != _GZIP:
            if not bytes(data[at : at + 4096]).strip(b"\0\r\n "):
                at += 4096
                continue
            yield at, "what stands here is no gzip member"
            at = _next_member(data, at + 1)
            continue
        unpack, end, out, size, why = zlib.decompressobj(31), at, [], 0, ""
        try:
            while not unpack.eof and end < len(data):
                piece = bytes(data[end : end + (1 << 16)])
                while piece and not unpack.eof:
                    made = unpack.decompress(piece, 1 << 20)
                    out.append(made)
                    size += len(made)
                    piece = unpack.unconsumed_tail
                    if size > 4 * MOST_RECORD:
                        raise OverflowError
                end += 1 << 16
            end = min(end, len(data)) - len(unpack.unused_data)
            if not unpack.eof:
                why = "the file ends in the middle of a record"
        except zlib.error as error:
            why = f"a record whose packing is damaged ({error})"
        except OverflowError:
            why = f"unpacks to more than {4 * MOST_RECORD:,} bytes: not read"
        if why:
            yield at, why
            at = _next_member(data, at + 1)
            continue
        yield from _plain_records(b"".join(out), at)
        at = end


def _next_member(data: bytes, at: int) -> int:
    """Where the next gzip member begins that unpacks to a record; the end where there is none."""
    while (at := data.find(_GZIP, at)) >= 0:
        if _unpacked(bytes(data[at : at + 1024])).startswith(b"WARC/"):
            return at
        at += 1
    return len(data)


def _unpacked(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(31).decompress(head, 256)
    except zlib.error:
        return b""


def _plain_records(data: bytes, base: int | None) -> Iterator[tuple[int, bytes | str]]:
    """Records one after another; ``base`` is the offset of all of them where they are packed as one."""
    at = 0
    while True:
        while data[at : at + 1] in (b"\r", b"\n"):
            at += 1
        if at >= len(data):
            return
        where = at if base is None else base
        found = _FIRST.match(data, at)
        if not found:
            yield where, "what stands here is no WARC record"
            at = _next_record(data, at + 1)
            continue
        blank = re.compile(rb"\r?\n\r?\n").search(data, at, at + 65536)
        length = _LENGTH.search(data[at : blank.start()]) if blank else None
        within = _FIRST.search(data, at + 5, blank.start()) if blank else None
        if not blank or not length or within:
            yield where, "a record without the end or the length in its head"
            at = _next_record(data, at + 5)
            continue
        end = blank.end() + int(length[1])
        if end <= len(data) and _ends(data, blank.end(), end):
            if int(length[1]) > MOST_RECORD:
                yield where, f"a record of {int(length[1]):,} bytes: not read"
            else:
                yield where, data[at:end] + b"\r\n\r\n"
            at = end
            continue
        onward = _next_record(data, blank.end())
        cut = end > len(data) and onward == len(data)
        yield (
            where,
            "the file ends in the middle of a record" if cut else "a record of another length than it says",
        )
        at = onward


def _ends(data: bytes, start: int, end: int) -> bool:
    """Whether a record's block can end here: before the next record or the end of the file, or, where
    the next is broken, before the two line ends that close a record, with no other begun within."""
    if _AFTER.match(data, end):
        return True
    return data[end : end + 4] == b"\r\n\r\n" and not _FIRST.search(data, start, end)


def _next_record(data: bytes, at: int) -> int:
    found = _FIRST.search(data, at)
    return found.start() if found else len(data)
