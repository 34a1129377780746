"""What arrives, as it arrives: pages that listen are told that the desk changed."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

LOOK = 2.0  # seconds between two looks at the desk file
BEAT = 20.0  # seconds of silence after which a line is sent, so that a lost reader is noticed
TOLD = "told"  # sent when every story is told: alerts are found then
READERS = 64  # pages that may listen at once


class Live:
    """Looks at the desk every :data:`LOOK` seconds, has its views brought up to date when something
    came, and tells every listening page.  ``look`` gives the desk's stamp, ``refresh`` does a part of the
    work and says whether more is left."""

    def __init__(self, look: Callable[[], Awaitable[str]], refresh: Callable[[], Awaitable[bool]]) -> None:
        self._look, self._refresh = look, refresh
        self._readers: set[asyncio.Queue[str]] = set()
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._ended = False
        self.stamp = ""

    def start(self) -> None:
        """Begin to look."""
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Look no more, and let every reader go."""
        self._ended = True  # a cancelled wait_for may swallow the cancelling when it wakes meanwhile
        self._wake.set()
        if self._task is not None:
            await self._task
        for reader in self._readers:
            reader.put_nowait("")

    def nudge(self) -> None:
        """Look at once: something was done here."""
        self._wake.set()

    async def _run(self) -> None:
        left = False
        while not self._ended:
            with suppress(Exception):  # a busy or broken file must not end the looking
                found = await self._look()
                came = found != self.stamp
                telling = came or left
                if telling:
                    left = await self._refresh()
                if came:
                    self.stamp = found
                    self._send(found)
                if telling and not left:
                    self._send(TOLD)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), 0.05 if left else LOOK)
            self._wake.clear()

    def _send(self, word: str) -> None:
        for reader in self._readers:
            if reader.qsize() < 4:
                reader.put_nowait(word)

    async def tell(self, once: bool = False) -> AsyncIterator[str]:
        """Server-sent events: the stamp now, then each new one; ``told`` when what came is told."""
        mine: asyncio.Queue[str] = asyncio.Queue()
        self._readers.add(mine)
        try:
            yield f"retry: 3000\nevent: desk\ndata: {json.dumps({'stamp': self.stamp})}\n\n"
            while not once:
                try:
                    found = await asyncio.wait_for(mine.get(), BEAT)
                except TimeoutError:
                    yield ": still here\n\n"
                    continue
                if not found:
                    return
                if found == TOLD:
                    yield "event: told\ndata: {}\n\n"
                    continue
                yield f"event: desk\ndata: {json.dumps({'stamp': found})}\n\n"
        finally:
            self._readers.discard(mine)

    @property
    def full(self) -> bool:
        """Whether no more pages may listen."""
        return len(self._readers) >= READERS


async def events(request: Request) -> Response:
    """The stream that pages listen to."""
    live: Live = request.app.state.live
    if live.full:
        return Response("Too many pages listen already.\n", 503, {"retry-after": "60"})
    return StreamingResponse(
        live.tell(once="once" in request.query_params),
        media_type="text/event-stream",
        headers={"cache-control": "no-store", "x-accel-buffering": "no"},
    )
