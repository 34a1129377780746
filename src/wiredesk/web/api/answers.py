"""How the API answers: JSON with an entity tag, parts of lists, and one shape for every error."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Router
from starlette.types import Receive, Scope, Send

from wiredesk.desk import Desk, moment
from wiredesk.errors import DeskError, InputError, NotFound, ResourceError, WiredeskError
from wiredesk.web.desks import Desks

ADDRESS = "/api"
PROBLEM = "application/problem+json"
MOST = 200  # items of one part of a list
FARTHEST = 1_000_000  # offset
LONGEST = 500  # characters of a search

T = TypeVar("T")


class Refused(WiredeskError):
    """A request that is answered with a problem: its status and what it is about."""

    def __init__(self, status: int, title: str, detail: str) -> None:
        super().__init__(detail)
        self.status, self.title = status, title


def answer(
    request: Request, value: Any, status: int = 200, headers: Iterable[tuple[str, str]] = ()
) -> Response:
    """A value as JSON under an entity tag; 304 where the reader has it already."""
    return tagged(request, written(value), "application/json", status, headers)


def tagged(
    request: Request, body: bytes, media: str, status: int = 200, headers: Iterable[tuple[str, str]] = ()
) -> Response:
    """Bytes under an entity tag that follows from them; 304 where the reader has them already."""
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    made = {"etag": tag, "cache-control": "private, no-cache", "vary": "cookie", **dict(headers)}
    held = request.headers.get("if-none-match", "")
    if status == 200 and (held.strip() == "*" or tag in re.findall(r'"[^"]*"', held)):
        return Response(status_code=304, headers=made)
    return Response(body, status, made, media)


def written(value: Any) -> bytes:
    """A value as JSON; half characters, which UTF-8 cannot carry, are escaped."""
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace")


def part(request: Request, items: Sequence[Any], total: int, offset: int, limit: int) -> Response:
    """A part of a list, with the address of the next part in the body and as a link."""
    following = None
    if offset + len(items) < total and items:
        asked = {**request.query_params, "offset": offset + len(items), "limit": limit}
        following = f"{request.url.path}?{urlencode(asked)}"
    value = {"items": list(items), "total": total, "offset": offset, "limit": limit, "next": following}
    links = [("link", f'<{following}>; rel="next"')] if following else []
    return answer(request, value, headers=links)


def problem(request: Request, status: int, title: str, detail: str) -> Response:
    """An error, in the one shape there is (RFC 9457)."""
    value = {"type": "about:blank", "title": title, "status": status, "detail": detail,
             "instance": request.url.path}  # fmt: skip
    return Response(written(value), status, {"cache-control": "no-store"}, PROBLEM)


async def with_desk(request: Request, work: Callable[[Desk], T]) -> T:
    """What ``work`` gives for the desk."""
    desks: Desks = request.app.state.desks
    return await desks.call(work)


async def nowhere(request: Request) -> Response:
    """An address that there is not."""
    raise Refused(
        404, "Not found", f"there is no {request.url.path[:200]}; {ADDRESS}/openapi.json lists what there is"
    )


class Problems(Router):
    """Routes whose every error is answered as a problem."""

    def __init__(self, routes: Sequence[BaseRoute]) -> None:
        super().__init__(routes=routes, redirect_slashes=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        try:
            await super().__call__(scope, receive, send)
        except HTTPException as error:
            made = problem(request, error.status_code, _TITLES.get(error.status_code, "Error"), error.detail)
            made.headers.update(error.headers or {})
            await made(scope, receive, send)
        except WiredeskError as error:
            status, title = _meaning(error)
            await problem(request, status, title, str(error))(scope, receive, send)


_TITLES = {404: "Not found", 405: "Method not allowed"}


def _meaning(error: WiredeskError) -> tuple[int, str]:
    if isinstance(error, Refused):
        return error.status, error.title
    if isinstance(error, NotFound):
        return 404, "Not found"
    if isinstance(error, InputError):
        return 422, "Cannot be judged so"
    if isinstance(error, DeskError | ResourceError):
        return 500, "The desk cannot answer"
    return 400, "Cannot be asked so"


def number(request: Request, name: str, default: int, least: int, most: int) -> int:
    """A whole number of the query, within bounds."""
    given = request.query_params.get(name)
    if given is None:
        return default
    if not re.fullmatch(r"\d{1,9}", given, re.A) or not least <= int(given) <= most:
        raise Refused(
            400, "Bad parameter", f"{name} is {given[:60]!r}; expected a number from {least} to {most}"
        )
    return int(given)


def choice(request: Request, name: str, among: Sequence[str]) -> str:
    """One of several words of the query; the first where none is given."""
    given = request.query_params.get(name, among[0])
    if given not in among:
        raise Refused(400, "Bad parameter", f"{name} is {given[:60]!r}; expected one of {', '.join(among)}")
    return given


def words(request: Request, name: str, needed: bool = False) -> str | None:
    """A text of the query."""
    given = request.query_params.get(name)
    if given is None and not needed:
        return None
    if given is None or len(given) > LONGEST or (needed and not given):
        raise Refused(400, "Bad parameter", f"{name} is missing or longer than {LONGEST} characters")
    return given


def as_of(request: Request, name: str = "as_of") -> str | None:
    """A moment of the query, in UTC, or None."""
    given = request.query_params.get(name)
    if given is None:
        return None
    try:
        return moment(given)
    except WiredeskError as error:
        raise Refused(400, "Bad parameter", str(error)[:300]) from error
