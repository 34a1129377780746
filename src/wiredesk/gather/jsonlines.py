"""Reports as JSON: one object a line, or a file that is one object or a list of them.

Read are our own keys (id, text or html, url, outlet, title, published) and those of trafilatura
(``raw_text``, ``source``, ``sitename``, ``date``) and news-please (``maintext``, ``source_domain``,
``date_publish``).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from wiredesk.gather.plain import binary, capture
from wiredesk.model.reports import Capture, Hints
from wiredesk.model.views import Problem

SUFFIXES = (".jsonl", ".ndjson", ".json")
TEXT = ("text", "maintext", "raw_text", "content", "body")
HINTS = {
    "id": ("id",),
    "url": ("url", "source", "link"),
    "outlet": ("outlet", "sitename", "source-hostname", "publisher", "source_domain"),
    "title": ("title", "headline"),
    "published": ("published", "date", "date_publish", "datePublished"),
    "updated": ("updated", "date_modify", "dateModified"),
}


def fits(name: str, data: bytes) -> bool:
    """Whether the name is that of a JSON file, or the first line is an object with a text."""
    if binary(data):
        return False
    if name.lower().endswith(SUFFIXES):
        return True
    first = data[:200].lstrip()
    if not first.startswith(b"{"):
        return False
    try:
        found = json.loads(data.lstrip().split(b"\n", 1)[0])
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and any(isinstance(found.get(k), str) for k in (*TEXT, "html"))


def captures(path: str, data: bytes, captured_at: str) -> Iterator[Capture | Problem]:
    """Each object's text or html as a capture, its other keys as hints.

    ``path`` of a capture is the file's with ``#`` and the object's id, or its number from 1.  A line
    that is no object, or has no text, is a Problem; the rest is read.
    """
    for number, found in _objects(data):
        where = f"{path}#{number}"
        if isinstance(found, Exception):
            yield Problem(where, f"not JSON ({found})", "mend or remove this line")
            continue
        if not isinstance(found, dict):
            yield Problem(
                where, f"{type(found).__name__} where an object was expected", "give an object a line"
            )
            continue
        media = "text/html" if _string(found, ("html",)) else "text/plain"
        text = _string(found, ("html",)) or _string(found, TEXT)
        if text is None or not text.strip():
            yield Problem(where, f"no text: none of {', '.join(TEXT)}, html", "give a text with each report")
            continue
        hints = Hints(**{field: _string(found, keys) for field, keys in HINTS.items()})
        if hints.url and "://" not in hints.url:
            hints = replace(hints, url=None)
        name = f"{path}#{hints.id or number}"
        yield capture(name, text.encode("utf-8", "surrogatepass"), captured_at, media, hints)


def _objects(data: bytes) -> Iterator[tuple[int, Any]]:
    text = data.decode("utf-8-sig", "replace")
    whole: Any = None
    if text.lstrip()[:1] in "[{":
        try:
            whole = json.loads(text)
        except (ValueError, RecursionError):
            whole = None
    if isinstance(whole, list):
        yield from enumerate(whole, 1)
        return
    if isinstance(whole, dict):
        inner = next(
            (v for v in whole.values() if isinstance(v, list) and v and isinstance(v[0], dict)), None
        )
        if inner is not None and not _string(whole, (*TEXT, "html")):
            yield from enumerate(inner, 1)
        else:
            yield 1, whole
        return
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield number, json.loads(line)
        except (ValueError, RecursionError) as error:
            yield number, error


def _string(found: dict[str, Any], keys: tuple[str, ...]) -> str | None:
    for key in keys:
        value = found.get(key)
        if isinstance(value, str) and value.strip() and value not in ("None", "null"):
            return value
        if isinstance(value, int) and not isinstance(value, bool) and key == "id":
            return str(value)
    return None
