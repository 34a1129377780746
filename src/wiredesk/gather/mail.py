"""Saved pages and letters in MIME: .mhtml, .mht (a browser's whole page), .eml."""

from __future__ import annotations

import email
import email.message
import email.policy
import email.utils
from collections.abc import Iterator

from wiredesk.gather.plain import capture
from wiredesk.model.reports import Capture, Hints
from wiredesk.model.views import Problem

SUFFIXES = (".mhtml", ".mht", ".eml")


def fits(name: str, data: bytes) -> bool:
    """Whether the name is that of a MIME file."""
    return name.lower().endswith(SUFFIXES)


def captures(path: str, data: bytes, captured_at: str) -> Iterator[Capture | Problem]:
    """The first HTML part, else the first plain one, with subject, date and address as hints."""
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        parts = {p.get_content_type(): p for p in reversed(list(message.walk())) if not p.is_multipart()}
        part = parts.get("text/html") or parts.get("text/plain")
        body = part.get_payload(decode=True) if part else None
        charset = (part.get_content_charset() if part else None) or "utf-8"
        url = str(
            message.get("Snapshot-Content-Location") or (part.get("Content-Location") if part else "") or ""
        )
        subject, sent = str(message.get("Subject") or "").strip(), str(message.get("Date") or "")
    except Exception as error:  # the email package raises many kinds on broken headers
        yield Problem(
            path, f"not readable as MIME ({type(error).__name__}: {error})", "save the page as HTML"
        )
        return
    if part is None or not isinstance(body, bytes) or not body.strip():
        yield Problem(path, "no text or HTML part in it", "save the page as HTML or text")
        return
    try:
        text = body.decode(charset, "replace")
    except LookupError:
        text = body.decode("utf-8", "replace")
    page = bool(url) and path.lower().endswith((".mhtml", ".mht"))
    try:
        when = None if page else email.utils.parsedate_to_datetime(sent).date().isoformat()
    except (ValueError, TypeError):
        when = None  # a browser's Date is the day of saving, not of publication
    hints = Hints(url=url if "://" in url else None, title=subject or None, published=when)
    yield capture(path, text.encode("utf-8", "replace"), captured_at, part.get_content_type(), hints)
