"""Asking a time-stamping authority: one small POST (RFC 3161, section 3.4)."""

from __future__ import annotations

import urllib.error
import urllib.request
from urllib.parse import urlsplit

from wiredesk.errors import InputError

MOST = 1024 * 1024  # bytes of an answer: a stamp with its certificates has some thousand
PATIENCE = 30  # seconds


def ask(url: str, query: bytes) -> bytes:
    """The authority's answer to a query, as it came.

    Raises InputError where the address is no web address, or does not answer with a time stamp.  The
    address is the one that the user gave; redirects are not followed.
    """
    if urlsplit(url).scheme not in ("http", "https"):
        raise InputError(f"{url!r} is no address of a time-stamping authority; expected http:// or https://")
    asked = urllib.request.Request(
        url, data=query, headers={"Content-Type": "application/timestamp-query"}, method="POST"
    )
    try:
        with urllib.request.build_opener(_Straight).open(asked, timeout=PATIENCE) as answer:
            kind = answer.headers.get_content_type()
            data = bytes(answer.read(MOST + 1))
    except (urllib.error.URLError, OSError, ValueError) as error:
        raise InputError(f"{url} gave no time stamp ({error}); try again, or another authority") from error
    if kind != "application/timestamp-reply" or len(data) > MOST:
        raise InputError(
            f"{url} answered with {kind}, {len(data)} bytes; expected application/timestamp-reply"
        )
    return data


class _Straight(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: object, **kwargs: object) -> None:
        return None
