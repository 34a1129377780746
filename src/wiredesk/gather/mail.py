"""Saved pages and letters in MIME: .mhtml, .mht (a browser's whole page), .eml."""

from __future__ import annotations

import email
import email.message
import email.policy
import email.utils
import re
from collections.abc import Iterator

from wiredesk.gather.plain import binary, capture
from wiredesk.model.custody import Origin
from wiredesk.model.reports import Capture, Hints
from wiredesk.model.views import Problem

SUFFIXES = (".mhtml", ".mht", ".eml")
_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,40}:[ \t]*\S?")
_TELLS = re.compile(
    rb"^(?:mime-version:|content-type:[ \t]*multipart/|snapshot-content-location:|received:[ \t]*from|"
    rb"message-id:[ \t]*<|return-path:[ \t]*<)",
    re.I | re.M,
)


def fits(name: str, data: bytes) -> bool:
    """Whether the name is that of a MIME file, or the first lines are headers that only MIME has."""
    if name.lower().endswith(SUFFIXES):
        return True
    head = re.split(rb"\r?\n\r?\n", bytes(data[:8192]), maxsplit=1)[0]
    if not _HEADER.match(head) or binary(data):
        return False
    lines = head.replace(b"\r", b"").split(b"\n")
    shaped = all(_HEADER.match(line) or line[:1] in (b" ", b"\t") for line in lines)
    return shaped and len(lines) > 1 and bool(_TELLS.search(head))


def captures(path: str, data: bytes, captured_at: str) -> Iterator[Capture | Problem]:
    """The first HTML part, else the first plain one, with subject, date and address as hints.

    A capture holds that part's bytes, its transfer encoding undone and its charset kept beside it.
    """
    try:
        message = email.message_from_bytes(bytes(data), policy=email.policy.default)
        parts = {
            p.get_content_type(): p
            for p in reversed(list(message.walk()))
            if not p.is_multipart() and p.get_content_disposition() != "attachment"
        }
        part = parts.get("text/html") or parts.get("text/plain")
        body = part.get_payload(decode=True) if part else None
        charset = part.get_content_charset() if part else None
        own = str(part.get("Content-Location") or "") if part else ""
        url = str(message.get("Snapshot-Content-Location") or own or "").strip()
        subject, sent = str(message.get("Subject") or "").strip(), str(message.get("Date") or "")
    except Exception as error:  # the email package raises many kinds on broken headers
        why = f"not readable as MIME ({type(error).__name__}: {error})"
        yield Problem(path, why, "save the page as HTML")
        return
    if part is None or not isinstance(body, bytes) or not body.strip():
        yield Problem(path, "no text or HTML part in it", "save the page as HTML or text")
        return
    page = "://" in url  # a browser's Date is the day of saving, not of publication
    when = None if page else _day(sent)
    taken = _moment(sent) if page else None
    hints = Hints(
        url=url if page and url.startswith(("http://", "https://")) else None,
        title=subject or None, published=when, charset=charset,
    )  # fmt: skip
    origin = Origin(archive=path, member=url or None, taken=taken)
    yield capture(path, body, captured_at, part.get_content_type(), hints, origin)


def _day(sent: str) -> str | None:
    try:
        return email.utils.parsedate_to_datetime(sent).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _moment(sent: str) -> str | None:
    """The moment at which a browser says that it saved a page, ISO 8601 in UTC."""
    from datetime import UTC

    try:
        at = email.utils.parsedate_to_datetime(sent)
        at = at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return at.isoformat(timespec="seconds").replace("+00:00", "Z")
