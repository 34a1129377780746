"""WACZ: captures as a web archive that players open, and that this program reads back without loss.

Specification 1.1.1: WARC records with their index and list of pages in a zip, each part with its
SHA-256 in ``datapackage.json``, whose own SHA-256 is in ``datapackage-digest.json``.  Beside them lie
the events of the log about these captures, and the head of the log, so that the file also
vouches for the desk that it came from.
"""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
import zlib
from base64 import b32encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import PurePath
from tempfile import TemporaryFile
from typing import IO, Any
from urllib.parse import quote, urlsplit
from uuid import NAMESPACE_URL, uuid5

from wiredesk.model.custody import Event, Head
from wiredesk.model.reports import Capture

FIELD = "Wiredesk-Capture"
HOST = "https://desk.invalid"
"""Where captures that came from no address are found in the archive: players open only web addresses,
and no host can ever have this name (RFC 2606)."""

_BLOCK = 3000  # lines of the index packed together, as other writers of the format do
_NOT_KEPT = ("content-encoding", "transfer-encoding", "content-length")


@dataclass(frozen=True, slots=True)
class Listed:
    """A capture with what its page is called in the list of pages."""

    capture: Capture
    title: str | None = None


def kept(found: Capture) -> str:
    """What the record's own header says of a capture, so that it comes back as it was: ASCII JSON."""
    hints = {k: v for k, v in asdict(found.hints).items() if v is not None}
    row = {"path": found.path, "media": found.media, "sha256": found.sha256, "hints": hints}
    return json.dumps({**row, "captured_at": found.captured_at}, ensure_ascii=True, sort_keys=True)


def write_wacz(
    out: IO[bytes],
    listed: Iterable[Listed],
    events: Sequence[Event],
    head: Head,
    created: str,
    software: str,
    title: str,
) -> int:
    """Write the archive; how many captures it holds.

    A capture that came as a server's answer is a ``response`` record with the headers that came; those
    of encodings that were undone are renamed ``X-Archive-Orig-…``.  Any other is a ``resource``
    record.  Its date is the moment at which it was taken: the archive's that it came from, else ours.
    """
    index: list[str] = []
    pages: list[dict[str, Any]] = [{"format": "json-pages-1.0", "id": "pages", "title": "Reports"}]
    with TemporaryFile() as archive:
        for one in listed:
            start = archive.tell()
            url, stamp, mime, status, digest = _record(archive, one.capture)
            index.append(_index_line(url, stamp, mime, status, digest, start, archive.tell() - start))
            row = {"id": one.capture.id, "url": url, "ts": stamp, "size": len(one.capture.data)}
            pages.append({**row, "title": one.title} if one.title else row)
        lines = sorted(set(index))
        packed, blocks = _packed(lines)
        parts: list[tuple[str, bytes | IO[bytes]]] = [
            ("archive/data.warc.gz", archive),
            ("indexes/index.cdx.gz", packed),
            ("indexes/index.idx", blocks),
            ("pages/pages.jsonl", _jsonl(pages)),
            ("custody/events.jsonl", _jsonl([asdict(e) for e in events])),
        ]
        _zip(out, parts, head, created, software, title)
    return len(pages) - 1


def address_of(capture: Capture) -> str:
    """The address under which a capture is found in the archive."""
    url = capture.hints.url
    if url and url.startswith(("http://", "https://")) and capture.origin and capture.origin.http:
        return url
    name = quote(PurePath(capture.path.rsplit("#", 1)[0]).name or "report", safe=".-_~")
    return f"{HOST}/{capture.id}/{name}"


def _record(out: IO[bytes], capture: Capture) -> tuple[str, str, str, str, str]:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    url, data = address_of(capture), capture.data
    stamp = (capture.origin.taken if capture.origin else None) or capture.captured_at
    http = capture.origin.http if capture.origin and url == capture.hints.url else None
    digest = f"sha256:{capture.sha256}"
    head = {
        "WARC-Date": stamp,
        "WARC-Record-ID": f"<urn:uuid:{uuid5(NAMESPACE_URL, f'{capture.id} {stamp}')}>",
        "WARC-Payload-Digest": digest,
        FIELD: kept(capture),
    }
    writer = WARCWriter(out, gzip=True, warc_version="1.1")
    status, mime = "200", capture.media
    answered = None
    block = data
    if http:
        line, headers = _answer(http, len(data))
        answered = StatusAndHeaders(line.split(" ", 1)[-1], headers, protocol=line.split(" ", 1)[0])
        answered.compute_headers_buffer()
        block = answered.headers_buff + data
        status = answered.get_statuscode() or "200"
        mime = (answered.get_header("Content-Type") or capture.media).partition(";")[0].strip()
    head["WARC-Block-Digest"] = "sha1:" + b32encode(hashlib.sha1(block).digest()).decode()
    charset = f"; charset={capture.hints.charset}" if capture.hints.charset else ""
    if not charset and capture.media.startswith("text/"):
        charset = "; charset=utf-8" if _is_utf8(data) else ""
    record = writer.create_warc_record(
        url, "response" if answered else "resource", payload=BytesIO(data), length=len(data),
        warc_content_type="application/http; msgtype=response" if answered else capture.media + charset,
        warc_headers_dict=head, http_headers=answered,
    )  # fmt: skip
    writer.write_record(record)
    return url, stamp, mime, status, digest


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _answer(http: str, length: int) -> tuple[str, list[tuple[str, str]]]:
    """Status line and headers as they came, but for those that no longer fit the bytes as kept."""
    line, *rest = [x for x in re.split(r"\r?\n", http) if x.strip()] or ["HTTP/1.1 200 OK"]
    if not re.match(r"HTTP/\d", line):
        line = "HTTP/1.1 200 OK"
    headers = []
    for row in rest:
        name, colon, value = row.partition(":")
        if not colon or not re.fullmatch(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+", name):
            continue
        name = f"X-Archive-Orig-{name}" if name.lower() in _NOT_KEPT else name
        headers.append((name, value.strip()))
    return line, [*headers, ("Content-Length", str(length))]


def _index_line(url: str, stamp: str, mime: str, status: str, digest: str, start: int, length: int) -> str:
    row = {
        "url": url, "mime": mime, "status": status, "digest": digest, "length": str(length),
        "offset": str(start), "filename": "data.warc.gz",
    }  # fmt: skip
    return f"{surt(url)} {re.sub('[^0-9]', '', stamp)[:14]} {json.dumps(row)}\n"


def surt(url: str) -> str:
    """An address as the keys of indexes have it: "org,example)/a?b=1" (Sort-friendly URI Reordering
    Transform), in lower case, without www, parameters in order."""
    parts = urlsplit(url.lower())
    host = re.sub(r"^www\d*\.", "", parts.hostname or "")
    port = f":{parts.port}" if parts.port and parts.port not in (80, 443) else ""
    path = parts.path.rstrip("/") or "/"
    query = "&".join(sorted(parts.query.split("&"))) if parts.query else ""
    return ",".join(reversed(host.split("."))) + port + ")" + path + (f"?{query}" if query else "")


def _packed(lines: Sequence[str]) -> tuple[bytes, bytes]:
    """The index in packed blocks, and the list of the blocks."""
    data = b""
    blocks = ["!meta 0 " + json.dumps({"format": "cdxj-gzip-1.0", "filename": "index.cdx.gz"}) + "\n"]
    for at in range(0, len(lines), _BLOCK):
        part = zlib.compressobj(wbits=31)
        block = part.compress("".join(lines[at : at + _BLOCK]).encode()) + part.flush()
        row = {"offset": len(data), "length": len(block), "digest": f"sha256:{_sha256(block)}"}
        blocks.append(lines[at].split("{", 1)[0].strip() + " " + json.dumps(row) + "\n")
        data += block
    return data, "".join(blocks).encode()


def _jsonl(rows: Iterable[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode("utf-8", "replace")


def _zip(
    out: IO[bytes], parts: Sequence[tuple[str, bytes | IO[bytes]]], head: Head, created: str, software: str,
    title: str,
) -> None:  # fmt: skip
    resources = []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
        for name, content in parts:
            digest, size = hashlib.sha256(), 0
            info = _info(name, created)
            if not name.endswith((".gz", ".idx")):
                info.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(info, "w", force_zip64=True) as target:
                for piece in _pieces(content):
                    digest.update(piece)
                    size += len(piece)
                    target.write(piece)
            resources.append(
                {
                    "name": PurePath(name).name,
                    "path": name,
                    "hash": f"sha256:{digest.hexdigest()}",
                    "bytes": size,
                }
            )
        package = {
            "profile": "data-package", "wacz_version": "1.1.1", "title": title, "created": created,
            "software": software, "resources": resources, "wiredesk": {"head": str(head)},
        }  # fmt: skip
        text = json.dumps(package, indent=2, ensure_ascii=False).encode("utf-8", "replace")
        archive.writestr(_info("datapackage.json", created), text)
        own = {"path": "datapackage.json", "hash": f"sha256:{_sha256(text)}"}
        archive.writestr(_info("datapackage-digest.json", created), json.dumps(own, indent=2))


def _info(name: str, created: str) -> zipfile.ZipInfo:
    year, month, day, hour, minute, second = (int(x) for x in re.findall(r"\d+", created)[:6])
    return zipfile.ZipInfo(name, (max(1980, year), month, day, hour, minute, second))


def _pieces(content: bytes | IO[bytes]) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    content.seek(0)
    while piece := content.read(1 << 20):
        yield piece


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def head_in(data: IO[bytes]) -> Head | None:
    """The head of the log that a WACZ of a desk was written with; None in any other.

    Raises ValueError where it is no WACZ."""
    try:
        with zipfile.ZipFile(data) as archive:
            found = json.loads(archive.read("datapackage.json"))
    except (zipfile.BadZipFile, KeyError, OSError, RecursionError) as error:
        raise ValueError(f"no WACZ ({error})") from error
    head = found.get("wiredesk", {}) if isinstance(found, dict) else {}
    return Head.of(head["head"]) if isinstance(head, dict) and isinstance(head.get("head"), str) else None
