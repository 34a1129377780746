"""Files that are packed: .gz and .zip, read without writing anything to disk.

What is inside is read like any file, one level of packing within another at most.  Sizes are held
against what is there and not against what the archive says of itself, so that a small file that
unpacks to a very large one is named and not read.
"""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

from wiredesk.gather.links import Found
from wiredesk.gather.plain import whole
from wiredesk.gather.unpacking import Unpacked, gunzip
from wiredesk.model.custody import Origin
from wiredesk.model.reports import Capture
from wiredesk.model.views import Problem

SUFFIXES = (".zip", ".gz")
MOST_FILE = 256 * 1024 * 1024  # bytes of one file once unpacked
MOST_ALL = 1024 * 1024 * 1024  # bytes of all files of one archive once unpacked
MOST_FILES = 20_000
MOST_RATIO = 200  # times that a file may grow: pages grow 3 to 20 times, what is made to choke a reader 1,000
FREE = 1024 * 1024  # bytes that may come of anything, however small
DEPTH = 2

_NO_REPORT = (
    ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".ico", ".css", ".js", ".woff", ".woff2", ".ttf",
    ".mp3", ".mp4", ".webm", ".mov", ".exe", ".dll", ".so", ".ds_store",
)  # fmt: skip


def fits(name: str, data: bytes) -> bool:
    """Whether the bytes are gzip's or a zip archive's."""
    return bytes(data[:3]) == b"\x1f\x8b\x08" or bytes(data[:4]) in (b"PK\x03\x04", b"PK\x05\x06")


def captures(path: str, data: bytes, captured_at: str, depth: int = 0) -> Iterator[Found]:
    """What the packed files hold, each in its own name below that of the archive."""
    if depth >= DEPTH:
        yield Problem(path, f"packed more than {DEPTH} times over", "unpack it and give what is inside")
        return
    if bytes(data[:3]) == b"\x1f\x8b\x08":
        yield from _gzip(path, bytes(data), captured_at, depth)
    else:
        yield from _zip(path, bytes(data), captured_at, depth)


def _gzip(path: str, data: bytes, captured_at: str, depth: int) -> Iterator[Found]:
    try:
        inside = gunzip(data, min(MOST_FILE, max(FREE, MOST_RATIO * len(data))))
    except Unpacked as error:
        remedy = {
            "truncated": "get it again: it is not whole",
            "bomb": "unpack it yourself if you trust it, and give what is inside",
        }.get(error.code, "get it again")
        yield Problem(path, f"gzip: {error.why}", remedy, error.code)
        return
    name = path.removesuffix(".gz").removesuffix(".GZ")
    yield from _inside(path, name, inside, captured_at, depth, None)


def _zip(path: str, data: bytes, captured_at: str, depth: int) -> Iterator[Found]:
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, EOFError) as error:
        yield Problem(path, f"a damaged zip ({error})", "get it again: it may not be whole")
        return
    with archive:
        infos = sorted((i for i in archive.infolist() if _wanted(i)), key=lambda i: i.filename)
        if not infos:
            yield Problem(path, "no files that can be reports in it", "give an archive that holds reports")
        if len(infos) > MOST_FILES:
            yield Problem(
                path,
                f"{len(infos):,} files: only the first {MOST_FILES:,} are read",
                "give it in several parts",
            )
        total = 0
        for info in infos[:MOST_FILES]:
            where = f"{path}#{whole(info.filename)}"
            room = min(MOST_FILE, MOST_ALL - total, max(FREE, MOST_RATIO * info.compress_size))
            content = _member(archive, info, room)
            if isinstance(content, str):
                yield Problem(where, content, "unpack it yourself if you trust it, and give what is inside")
                continue
            total += len(content)
            yield from _inside(path, where, content, captured_at, depth, whole(info.filename))


def _wanted(info: zipfile.ZipInfo) -> bool:
    name = info.filename.rsplit("/", 1)[-1]
    link = stat.S_ISLNK(info.external_attr >> 16)
    hidden = name.startswith(".") or info.filename.startswith("__MACOSX/")
    return not (info.is_dir() or link or hidden or name.lower().endswith(_NO_REPORT))


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, room: int) -> bytes | str:
    try:
        with archive.open(info) as part:
            content = part.read(room + 1)
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, RuntimeError) as error:
        return f"cannot be unpacked ({error})"
    except Exception as error:  # zlib.error, lzma.LZMAError: not of one family
        return f"cannot be unpacked ({error})"
    return content if len(content) <= room else f"unpacks to more than {room:,} bytes: not read"


def _inside(
    path: str, name: str, data: bytes, captured_at: str, depth: int, member: str | None
) -> Iterator[Found]:
    from wiredesk.gather.kinds import of

    if not data.strip():
        yield Problem(name, "empty", "remove it, or save the report again")
        return
    kind = of(name, data)
    if kind is None:
        yield Problem(name, "binary, not text: not read", "give reports as text, HTML or PDF")
    elif kind.name == "packed":
        yield from captures(name, data, captured_at, depth + 1)
    else:
        for item in kind.captures(name, data, captured_at):
            if isinstance(item, Capture):
                origin = item.origin or Origin()
                item = replace(item, origin=replace(origin, archive=path, member=origin.member or member))
            yield item
