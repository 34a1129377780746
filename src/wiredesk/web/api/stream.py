"""What arrives, as it arrives: the desk's log as server-sent events."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator
from functools import partial

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from wiredesk.desk import Desk
from wiredesk.model.custody import Event
from wiredesk.web.api.answers import Refused, number, with_desk

EVERY = 1.0  # seconds between two looks at the log
QUIET = 15.0  # seconds after which a comment shows that the stream is alive
LATEST = 10**9


async def events(request: Request) -> Response:
    """A stream of events: what was captured, judged, exported, verified.

    It begins after the event number in ``Last-Event-ID`` or ``after``, or with what comes next.
    ``once`` ends it when nothing is left to tell.
    """
    last = request.headers.get("last-event-id")
    if last is not None and not re.fullmatch(r"\d{1,9}", last, re.A):
        raise Refused(400, "Bad header", f"Last-Event-ID is {last[:60]!r}; expected the number of an event")
    start = int(last) if last is not None else number(request, "after", -1, 0, LATEST)
    if start < 0:
        start = (await with_desk(request, lambda desk: desk.head())).count
    once = number(request, "once", 0, 0, 1) == 1
    headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
    return StreamingResponse(_told(request, start, once), 200, headers, "text/event-stream")


async def _told(request: Request, after: int, once: bool) -> AsyncIterator[bytes]:
    yield b"retry: 3000\n\n"
    silent = 0.0
    while True:
        found = await with_desk(request, partial(_since, after=after))
        for event in found:
            after = event.seq
            silent = 0.0
            yield _written(event)
        if once:
            return
        if await request.is_disconnected():
            return
        await asyncio.sleep(EVERY)
        silent += EVERY
        if silent >= QUIET:
            silent = 0.0
            yield b": still here\n\n"


def _since(desk: Desk, after: int) -> list[Event]:
    if desk.head().count <= after:
        return []
    return list(desk.events(after=after))


def _written(event: Event) -> bytes:
    """One event; its data is one line of JSON, so that no text of a report can end it early."""
    value = {"seq": event.seq, "at": event.at, "kind": event.kind, "subject": event.subject}
    return f"id: {event.seq}\nevent: {event.kind}\ndata: {json.dumps(value)}\n\n".encode()
