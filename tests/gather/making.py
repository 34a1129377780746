"""Archives and documents made for the tests."""

from __future__ import annotations

import hashlib
import json
import zipfile
from base64 import b32encode
from collections.abc import Sequence
from gzip import compress
from pathlib import Path

DATE = "2019-05-05T10:00:00Z"


def page(n: int) -> bytes:
    text = f"The harbour bridge number {n} of Varnholm was closed on Sunday after a barge struck it."
    return f"<html><head><title>Bridge {n}</title></head><body><p>{text}</p></body></html>".encode()


def warc(
    pages: Sequence[tuple[str, bytes]],
    gzip: bool = True,
    status: str = "200 OK",
    headers: Sequence[tuple[str, str]] = (("Content-Type", "text/html; charset=utf-8"),),
    date: str = DATE,
) -> list[bytes]:
    """The records of a web archive, one piece each."""
    out = []
    for n, (url, content) in enumerate(pages):
        answer = f"HTTP/1.1 {status}\r\n" + "".join(f"{k}: {v}\r\n" for k, v in headers) + "\r\n"
        block = answer.encode() + content
        head = {
            "WARC-Type": "response",
            "WARC-Record-ID": f"<urn:uuid:00000000-0000-4000-8000-{n:012}>",
            "WARC-Target-URI": url,
            "WARC-Date": date,
            "WARC-Payload-Digest": digest(content),
            "WARC-Block-Digest": digest(block),
            "Content-Type": "application/http; msgtype=response",
            "Content-Length": str(len(block)),
        }
        lines = "".join(f"{k}: {v}\r\n" for k, v in head.items())
        piece = b"WARC/1.0\r\n" + lines.encode() + b"\r\n" + block + b"\r\n\r\n"
        out.append(compress(piece, mtime=0) if gzip else piece)
    return out


def digest(data: bytes) -> str:
    return "sha1:" + b32encode(hashlib.sha1(data).digest()).decode()


def wacz(path: Path, archive: bytes, pages: Sequence[str], spoil: str | None = None) -> None:
    """A WACZ with one archive; ``spoil`` names a part whose digest is made wrong."""
    lines = [
        {"format": "json-pages-1.0", "id": "pages", "title": "All"},
        *({"url": u, "ts": DATE} for u in pages),
    ]
    parts = {
        "archive/data.warc.gz": archive,
        "pages/pages.jsonl": "\n".join(json.dumps(x) for x in lines).encode(),
        "indexes/index.cdx": b"",
    }
    resources = [
        {
            "name": name.rsplit("/", 1)[-1],
            "path": name,
            "hash": "sha256:" + hashlib.sha256(data + (b"x" if name == spoil else b"")).hexdigest(),
            "bytes": len(data),
        }
        for name, data in parts.items()
    ]
    package = json.dumps(
        {"profile": "data-package", "wacz_version": "1.1.1", "resources": resources}
    ).encode()
    digest = {"path": "datapackage.json", "hash": "sha256:" + hashlib.sha256(package).hexdigest()}
    if spoil == "datapackage.json":
        package += b" "
    with zipfile.ZipFile(path, "w") as out:
        for name, data in parts.items():
            out.writestr(name, data)
        out.writestr("datapackage.json", package)
        out.writestr("datapackage-digest.json", json.dumps(digest))


def pdf(pages: Sequence[Sequence[tuple[float, float, float, str]]], title: str = "") -> bytes:
    """A PDF; each page holds lines: x, y, size of letters, text (ASCII)."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>")
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for n, lines in enumerate(pages):
        drawn = "".join(
            f"BT /F1 {size} Tf {x} {y} Td ({text.replace('(', '').replace(')', '')}) Tj ET\n"
            for x, y, size, text in lines
        )
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * n} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}endstream")
    objects.append(f"<< /Title ({title}) /CreationDate (D:20190505120000Z) >>")
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(
        f"{p:010} 00000 n \n" for p in places
    )
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>\n"
    out += f"startxref\n{start}\n%%EOF\n"
    return out.encode("latin-1")
