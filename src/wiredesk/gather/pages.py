"""Saved pages: .html, .htm, .xhtml, and bytes that begin like one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wiredesk.gather.plain import binary, capture
from wiredesk.gather.walls import wall
from wiredesk.model.reports import Capture
from wiredesk.model.views import Problem

SUFFIXES = (".html", ".htm", ".xhtml", ".shtml")
_OPENS = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?(?:<!doctype\s+html|<html|<head|<body)\b", re.I | re.S
)


def fits(name: str, data: bytes) -> bool:
    """Whether the name or the first tag is a page's."""
    if binary(data):
        return False
    head = data[:4096].removeprefix(b"\xef\xbb\xbf")
    return name.lower().endswith(SUFFIXES) or bool(_OPENS.match(head))


def captures(path: str, data: bytes, captured_at: str) -> Iterator[Capture | Problem]:
    """The page as one capture; a saved login, cookie wall or check for robots as a Problem."""
    if "://" not in path and (found := wall(data)):
        yield Problem(path, found[1], "go past it in a browser and save the page again", found[0])
        return
    yield capture(path, data, captured_at, "text/html")
