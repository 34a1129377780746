"""One desk file, read and judged by many requests at a time: each worker thread has it open itself."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from wiredesk.desk import Desk

T = TypeVar("T")


class Desks:
    """Open desks of one file, one a worker thread (SQLite's connections do not cross threads).

    ``opened`` makes a desk; by default the file at ``path``.
    """

    def __init__(self, path: Path, workers: int = 4, opened: Callable[[Path], Desk] | None = None) -> None:
        self.path = path
        self._workers = workers
        self._opened = opened or Desk
        self._own = threading.local()
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="desk")

    async def call(self, work: Callable[[Desk], T]) -> T:
        """What ``work`` gives for the desk, done in a worker thread; its errors come through."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, lambda: work(self._desk()))

    def _desk(self) -> Desk:
        desk: Desk | None = getattr(self._own, "desk", None)
        if desk is None:
            desk = self._own.desk = self._opened(self.path)
        return desk

    def close(self) -> None:
        """Close every desk in the thread that opened it, and end the threads."""
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
