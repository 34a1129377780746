"""The application: which address leads where."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from wiredesk.web import handing, judging, pages
from wiredesk.web.api import routes as api_routes
from wiredesk.web.desks import Desks
from wiredesk.web.guard import Guard
from wiredesk.web.live import Live, events


async def health(request: Request) -> Response:
    """Whether the desk answers."""
    return PlainTextResponse("ok\n")


PAGES = {
    "/": pages.stories,
    "/story/{id}": pages.brief,
    "/story/{id}/claims": pages.claims,
    "/story/{id}/times": pages.times,
    "/story/{id}/places": pages.places,
    "/story/{id}/figures": pages.figures,
    "/story/{id}/lineage": pages.lineage,
    "/story/{id}/reports": pages.reports,
    "/claim/{id}": pages.claim,
    "/report/{id}": pages.report,
    "/report/{id}/capture": pages.capture,
    "/report/{id}/editions": pages.editions,
    "/voice/{id}": pages.voice,
    "/sources": pages.sources,
    "/source": pages.source,
    "/search": pages.search,
    "/alerts": pages.alerts,
    "/changes": pages.changes,
    "/log": pages.log,
    "/help": pages.help_,
}

ACTS = {
    "/judge": judging.judge,
    "/merge": judging.merge,
    "/split": judging.split,
    "/join": judging.join,
    "/part": judging.part,
    "/undo": judging.undo,
    "/add": judging.add,
}


def routes() -> list[BaseRoute]:
    """Every address of the desk."""
    return [
        *(Route(path, pages.page(lay)) for path, lay in PAGES.items()),
        *(Route(path, judging.act(do), methods=["POST"]) for path, do in ACTS.items()),
        Route("/me", judging.me, methods=["POST"]),
        Route("/seen", judging.seen, methods=["POST"]),
        Route("/theme", judging.theme, methods=["POST"]),
        Route("/report/{id}/bytes", pages.original),
        Route("/story/{id}/handover/{format}", handing.handover),
        Route("/static/{name}", pages.static),
        Route("/events", events),
        Route("/health", health),
        *api_routes(),
    ]


async def missing(request: Request, error: Exception) -> Response:
    """A page for an address that leads nowhere."""
    assert isinstance(error, HTTPException)
    if error.status_code != 404:
        return PlainTextResponse(f"{error.detail}\n", error.status_code, error.headers)
    return await request.app.state.desks.call(  # type: ignore[no-any-return]
        lambda desk: pages.failed(
            request, desk, "Not here", f"There is no page {request.url.path[:200]!r} at this desk.", 404
        )
    )


def create_app(
    desk: Path | str | Desks,
    *,
    by: str = "editor",
    hosts: Iterable[str] = (),
) -> Starlette:
    """The desk file's pages as an ASGI application.

    ``by`` is the author of judgements for a reader who gave no name; ``hosts`` are names beside the
    loopback's that it may be asked by.  ``app.state.desks`` opens the file for a request
    (:class:`wiredesk.web.desks.Desks`) and is closed with the application; ``app.state.live`` tells
    listening pages that something arrived.
    """
    desks = desk if isinstance(desk, Desks) else Desks(Path(desk))
    live = Live(lambda: desks.call(lambda d: d.stamp()), desks.refresh)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        live.start()
        yield
        desks.hush()
        await live.stop()
        desks.close()

    app = Starlette(
        routes=routes(),
        middleware=[Middleware(Guard, hosts=tuple(hosts))],
        lifespan=lifespan,
        exception_handlers={HTTPException: missing},
    )
    app.state.desks = desks
    app.state.live = live
    app.state.by = by
    return app
