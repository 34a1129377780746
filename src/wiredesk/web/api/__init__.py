"""The desk for programs: every page's JSON twin under /api, described by /api/openapi.json.

One error shape (problem+json, RFC 9457), pages of lists with ``next``, entity tags, and a stream of
what arrives.  Reading needs nothing; judging needs the token of one of our own pages, or the word in
the desk's token file (:mod:`wiredesk.web.api.keys`).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route

from wiredesk.web.api import judging, reading, stream
from wiredesk.web.api.answers import ADDRESS, Problems, nowhere
from wiredesk.web.api.description import openapi

Endpoint = Callable[[Request], Awaitable[Response]]

ROUTES: tuple[tuple[str, Endpoint, str], ...] = (
    ("/", reading.start, "GET"),
    ("/openapi.json", openapi, "GET"),
    ("/stories", reading.stories, "GET"),
    ("/stories/{id}", reading.story, "GET"),
    ("/stories/{id}/feed.atom", reading.atom, "GET"),
    ("/stories/{id}/feed.json", reading.json_feed, "GET"),
    ("/feed.atom", reading.atom, "GET"),
    ("/feed.json", reading.json_feed, "GET"),
    ("/claims/{id}", reading.claim, "GET"),
    ("/reports/{id}", reading.report, "GET"),
    ("/reports/{id}/raw", reading.raw, "GET"),
    ("/why/{id}", reading.why, "GET"),
    ("/changes", reading.changes, "GET"),
    ("/trace/{id}", reading.trace, "GET"),
    ("/search", reading.search, "GET"),
    ("/judgements", judging.judgements, "GET"),
    ("/judgements", judging.judge, "POST"),
    ("/judgements/{id}/undo", judging.undo, "POST"),
    ("/events", stream.events, "GET"),
)
"""Every address under :data:`ADDRESS`, what answers it, and how it is asked."""


def routes() -> list[BaseRoute]:
    """What :func:`wiredesk.web.app.create_app` mounts."""
    found: dict[str, dict[str, Endpoint]] = {}
    for path, endpoint, method in ROUTES:
        found.setdefault(path, {})[method] = endpoint
    inner: list[BaseRoute] = [
        Route(path, _one(methods), methods=list(methods)) for path, methods in found.items()
    ]
    return [Mount(ADDRESS, app=Problems(routes=[*inner, Route("/{path:path}", nowhere)]))]


def _one(methods: dict[str, Endpoint]) -> Endpoint:
    async def answer(request: Request) -> Response:
        return await methods["GET" if request.method == "HEAD" else request.method](request)

    return answer
