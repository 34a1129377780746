"""One desk file, read and judged by many requests at a time: each worker thread has it open itself."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from wiredesk.desk import Desk

T = TypeVar("T")
SLICE = 2.0  # seconds of telling stories before what came meanwhile is looked at
LINES = 500  # stories looked through at once


class Desks:
    """Open desks of one file, one a worker thread (SQLite's connections do not cross threads).

    With ``apart`` the views are brought up to date in a process of its own, so that reading new
    reports, which takes a processor for seconds, holds up no page.
    """

    def __init__(self, path: Path, workers: int = 4, apart: bool = False) -> None:
        self.path = path
        self._workers = workers
        self._own = threading.local()
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="desk")
        self._writing = asyncio.Lock()
        self._apart: ProcessPoolExecutor | None = None
        self._teller: Future[int] | None = None  # the number of that process
        self._ending = False
        if apart:
            spawn = multiprocessing.get_context("spawn")
            self._apart = ProcessPoolExecutor(1, mp_context=spawn, initializer=_yielding)
            self._teller = self._apart.submit(os.getpid)

    async def call(self, work: Callable[[Desk], T], writing: bool = False) -> T:
        """What ``work`` gives for the desk, done in a worker thread; its errors come through.
        One at a time where it writes."""
        loop = asyncio.get_running_loop()
        if not writing:
            return await loop.run_in_executor(self._pool, lambda: work(self._desk()))
        async with self._writing:
            return await loop.run_in_executor(self._pool, lambda: work(self._desk()))

    async def refresh(self) -> bool:
        """Bring the views up to date with what was captured and judged; whether stories are left to be
        told, for which it is to be called again."""
        if self._ending:
            return False
        if self._apart is None:
            await self.call(lambda desk: desk.refresh(), writing=True)
            return False
        try:
            return await asyncio.get_running_loop().run_in_executor(self._apart, refreshed, str(self.path))
        except BrokenProcessPool:  # it was killed, for want of memory, say: do it here
            self._apart = None
            return await self.refresh()

    async def regroup(self) -> None:
        """Put into stories what was captured and judged, telling none: done where the groups are kept."""
        if self._ending:
            return
        if self._apart is None:
            await self.call(lambda desk: desk.refresh(tell=False), writing=True)
            return
        try:
            await asyncio.get_running_loop().run_in_executor(self._apart, regrouped, str(self.path))
        except BrokenProcessPool:
            self._apart = None
            await self.regroup()

    def _desk(self) -> Desk:
        desk: Desk | None = getattr(self._own, "desk", None)
        if desk is None:
            desk = self._own.desk = Desk(self.path)
        return desk

    def hush(self) -> None:
        """Tell no more: what is being told is broken off, and told again when the desk is next opened."""
        self._ending = True
        if self._teller is not None and self._teller.done():
            with suppress(OSError):
                os.kill(self._teller.result(), signal.SIGTERM)

    def close(self) -> None:
        """Close every desk in the thread that opened it, and end the threads."""
        if self._apart is not None:
            self._apart.shutdown(cancel_futures=True)
        together = threading.Barrier(self._workers)

        def end() -> None:
            together.wait(30)
            desk: Desk | None = getattr(self._own, "desk", None)
            if desk is not None:
                desk.close()
                self._own.desk = None

        for done in [self._pool.submit(end) for _ in range(self._workers)]:
            done.result(60)
        self._pool.shutdown()


_HERE: dict[str, Desk] = {}


def _yielding() -> None:
    """Let whoever reads pages go first: telling stories can wait.  Ctrl-C is for the desk itself, which ends
    this process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(10)


def regrouped(path: str) -> None:
    """Put into stories what came to a desk file, in this process."""
    _here(path).refresh(tell=False)


def _here(path: str) -> Desk:
    if path not in _HERE:
        _HERE[path] = Desk(path)
    return _HERE[path]


def refreshed(path: str) -> bool:
    """Bring the views of a desk file up to date in this process, and tell stories for :data:`SLICE`
    seconds, the latest first; whether any is left.  So a large desk shows at once what came, and ends
    when it is told to."""
    desk = _here(path)
    desk.refresh(tell=False)
    end = time.monotonic() + SLICE
    start, page = 0, desk.stories(limit=LINES)
    while page.items:
        for line in page.items:
            if not line.told:
                desk.story(line.id)
                if time.monotonic() > end:
                    return True
        start += LINES
        page = desk.stories(limit=LINES, offset=start)
    return False
