"""What stands between the desk and the rest of the web: who may ask, who may judge, what may run.

The desk listens on the loopback, where a page of any site can still reach it through the reader's
own browser.  Three guards: the ``Host`` must be one of ours (a name that is made to point at
127.0.0.1 is refused: DNS rebinding); what changes something must come from our own pages (``Origin``
or ``Sec-Fetch-Site``) and carry the token of the reader's cookie; and every answer says that only
our own style and script may run, and that nothing may be asked of another host.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "wiredesk_visit"
FIELD = "token"
HEADER = "x-wiredesk-token"
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
SAFE = ("GET", "HEAD", "OPTIONS")
YEAR = 365 * 24 * 3600

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "DENY",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}


def visit(request: Request) -> str:
    """The random word of this browser's cookie, made where there is none (see :class:`Guard`)."""
    found: str = request.scope["wiredesk.visit"]
    return found


def token(request: Request) -> str:
    """What a form of ours carries: it follows from the cookie, which no other site can read."""
    return _token(visit(request))


def _token(word: str) -> str:
    return hmac.new(word.encode(), b"wiredesk form", hashlib.sha256).hexdigest()


def allowed(request: Request, given: str | None) -> str | None:
    """Why a request may not change anything, in words; None where it may.  ``given`` is the token
    of its form or of its ``X-Wiredesk-Token`` header."""
    origin = request.headers.get("origin")
    if origin is not None:
        at = urlsplit(origin)
        if at.scheme not in ("http", "https") or at.netloc != request.headers.get("host", ""):
            return f"it came from {origin!r}, not from a page of this desk"
    elif request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return "it came from another site's page"
    if COOKIE not in request.cookies or not given or not hmac.compare_digest(given, token(request)):
        return "its page is no longer valid (the cookie of this desk is missing or new)"
    return None


class Guard:
    """Refuses hosts that are not ours, gives every visit its cookie, and every answer its headers.

    ``hosts`` are names beside the loopback's, without a port, that the desk may be asked by.
    """

    def __init__(self, app: ASGIApp, hosts: Iterable[str] = ()) -> None:
        self._app = app
        self._hosts = {h.lower() for h in (*LOOPBACK, *hosts)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        host = request.headers.get("host", "")
        if re.sub(r":\d{1,5}$", "", host).lower() not in self._hosts:
            refused = PlainTextResponse(
                f"This desk does not answer to the host {host[:200]!r}. Open it as http://127.0.0.1 with its "
                "port, or start it with --allow-host and that name.\n",
                421,
                HEADERS,
            )
            await refused(scope, receive, send)
            return
        word = request.cookies.get(COOKIE, "")
        fresh = not re.fullmatch(r"[\w-]{43}", word)
        scope["wiredesk.visit"] = word = secrets.token_urlsafe(32) if fresh else word

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                if fresh:
                    headers.append(
                        "set-cookie", f"{COOKIE}={word}; Path=/; HttpOnly; SameSite=Strict; Max-Age={YEAR}"
                    )
            await send(message)

        await self._app(scope, receive, sent)
