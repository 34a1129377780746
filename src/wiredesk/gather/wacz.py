"""WACZ: a web archive with its list of pages and the digests of its parts (specification 1.1.1)."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from wiredesk.gather import warc
from wiredesk.model.reports import Capture
from wiredesk.model.views import Problem
from wiredesk.text.addresses import address

SUFFIXES = (".wacz",)
MOST_MEMBER = 2 * 1024 * 1024 * 1024  # bytes of one archive inside: crawlers begin a new one at 1 GB
MOST_LIST = 256 * 1024 * 1024  # bytes of a list of pages


def fits(name: str, data: bytes) -> bool:
    """Whether it is a zip with the parts that a WACZ has to have."""
    if bytes(data[:4]) != b"PK\x03\x04":
        return False
    if name.lower().endswith(SUFFIXES):
        return True
    try:
        with zipfile.ZipFile(BytesIO(data)) as found:
            names = found.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return False
    return "datapackage.json" in names and any(n.startswith("archive/") for n in names)


def captures(path: str, data: bytes, captured_at: str) -> Iterator[Capture | Problem]:
    """The pages that the archive lists, as captures of its records; all pages where it lists none.

    Parts that do not match the digests in ``datapackage.json``, parts that are missing, and pages that
    are listed but not in it, are Problems; what is there is read all the same.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            yield from _digests(path, archive)
            pages = _pages(archive)
            members = [
                i for i in archive.infolist()
                if i.filename.startswith("archive/") and i.filename.endswith((".warc", ".warc.gz"))
            ]  # fmt: skip
            if not members:
                yield Problem(path, "no web archive in it (archive/*.warc.gz)", "make the WACZ again")
            met: set[str] = set()
            held: list[tuple[str, bytes]] = []
            for info in members:
                found = _member(archive, info, MOST_MEMBER)
                if isinstance(found, str):
                    yield Problem(f"{path}#{info.filename}", found, "make the WACZ again from its archives")
                    continue
                held.append((info.filename, found))
            for name, content in held:
                only = frozenset(pages) if pages else None
                yield from warc.read(path, content, captured_at, name, only, met)
            if pages and not met:
                for name, content in held:  # a list in another form than the records
                    yield from warc.read(path, content, captured_at, name)
                return
            absent = sorted(v for k, v in pages.items() if k not in met)
            if absent:
                some = ", ".join(absent[:5]) + (" ..." if len(absent) > 5 else "")
                yield Problem(
                    path, f"{len(absent)} listed pages have no readable record in it: {some}",
                    "they may have answered with a redirect or an error when they were archived",
                )  # fmt: skip
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, RuntimeError) as error:
        yield Problem(path, f"a damaged WACZ ({error})", "get it again, or give the WARC files in it")


def _digests(path: str, archive: zipfile.ZipFile) -> Iterator[Problem]:
    """What differs from the digests that the archive gives for its own parts."""
    names = set(archive.namelist())
    package = _json(archive, "datapackage.json")
    if package is None:
        yield Problem(
            path, "no datapackage.json that can be read: its digests cannot be checked", "read with care"
        )
        return
    stated = _json(archive, "datapackage-digest.json")
    if stated is not None:
        now = "sha256:" + hashlib.sha256(archive.read("datapackage.json")).hexdigest()
        if stated.get("hash") != now:
            why = f"datapackage.json has the digest {now}, datapackage-digest.json says {stated.get('hash')}"
            yield Problem(path, why, "the archive was changed after it was made: do not rely on it")
    resources = package.get("resources")
    for resource in resources if isinstance(resources, list) else []:
        if not isinstance(resource, dict) or not isinstance(resource.get("path"), str):
            continue
        name, says = resource["path"], str(resource.get("hash") or "")
        if name not in names:
            yield Problem(
                f"{path}#{name}", "listed in datapackage.json but not in the archive", "get it again"
            )
            continue
        kind, _, _ = says.partition(":")
        if kind not in ("sha256", "sha512", "sha1", "md5"):
            continue
        try:
            digest = _hashed(archive, name, kind)
        except (
            zipfile.BadZipFile,
            OSError,
            ValueError,
            EOFError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            yield Problem(f"{path}#{name}", f"cannot be unpacked ({error})", "get the archive again")
            continue
        if f"{kind}:{digest}" != says:
            why = f"its {kind} is {digest}, datapackage.json says {says}"
            yield Problem(
                f"{path}#{name}", why, "the archive was changed after it was made: do not rely on it"
            )


def _hashed(archive: zipfile.ZipFile, name: str, kind: str) -> str:
    digest = hashlib.new(kind)
    with archive.open(name) as part:
        while piece := part.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


def _json(archive: zipfile.ZipFile, name: str) -> dict[str, Any] | None:
    try:
        info = archive.getinfo(name)
        found = json.loads(archive.read(info)) if info.file_size <= MOST_LIST else None
    except (KeyError, ValueError, zipfile.BadZipFile, OSError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _pages(archive: zipfile.ZipFile) -> dict[str, str]:
    """The listed pages: address as it is compared, address as it is listed."""
    out: dict[str, str] = {}
    for info in archive.infolist():
        if not (info.filename.startswith("pages/") and info.filename.endswith(".jsonl")):
            continue
        found = _member(archive, info, MOST_LIST)
        for line in found.splitlines() if isinstance(found, bytes) else ():
            try:
                row = json.loads(line)
            except (ValueError, RecursionError):
                continue
            if isinstance(row, dict) and isinstance(row.get("url"), str):
                out[address(row["url"]) or row["url"]] = row["url"]
    return out


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes | str:
    """The bytes of a part, or why they cannot be had."""
    if info.file_size > most:
        return f"{info.file_size:,} bytes: larger than the {most:,} that are read"
    try:
        return archive.read(info)
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, RuntimeError) as error:
        return f"cannot be unpacked ({error})"
