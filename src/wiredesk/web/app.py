"""The application: which address leads where."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from wiredesk.web.api import routes as api_routes
from wiredesk.web.desks import Desks
from wiredesk.web.guard import Guard


async def health(request: Request) -> Response:
    """Whether the desk answers."""
    return PlainTextResponse("ok\n")


def routes() -> list[BaseRoute]:
    """Every address of the desk."""
    return [Route("/health", health), *api_routes()]


def create_app(
    desk: Path | str | Desks,
    *,
    by: str = "editor",
    hosts: Iterable[str] = (),
) -> Starlette:
    """The desk file's pages as an ASGI application.

    ``by`` is the author of judgements for a reader who gave no name; ``hosts`` are names beside the
    loopback's that it may be asked by.  ``app.state.desks`` opens the file for a request
    (:class:`wiredesk.web.desks.Desks`) and is closed with the application.
    """
    desks = desk if isinstance(desk, Desks) else Desks(Path(desk))

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        desks.close()

    app = Starlette(routes=routes(), middleware=[Middleware(Guard, hosts=tuple(hosts))], lifespan=lifespan)
    app.state.desks = desks
    app.state.by = by
    return app
