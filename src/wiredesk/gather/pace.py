"""How fast one host is asked: one request at a time, a gap between two, longer where it says so."""

from __future__ import annotations

import email.utils
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

LONGEST_GAP = 60.0
"""Seconds: a Crawl-delay beyond this is taken as this; robots.txt files exist that ask for a day."""


class Pace:
    """The gaps between requests, host by host; may be used by several threads.

    ``gap`` is the usual number of seconds from the start of one request to the start of the next.
    ``clock`` counts seconds and never goes back; ``sleep`` waits for some.
    """

    def __init__(
        self,
        gap: float = 1.0,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        self._gap, self._clock, self._sleep = gap, clock, sleep
        self._guard = threading.Lock()
        self._locks: dict[str, threading.Lock] = {}
        self._next: dict[str, float] = {}
        self._gaps: dict[str, float] = {}
        self._closed: dict[str, float] = {}

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Wait for this host's turn and hold it: no other request to it is made inside."""
        with self._guard:
            lock = self._locks.setdefault(host, threading.Lock())
        with lock:
            wait = self._next.get(host, 0.0) - self._clock()
            if wait > 0:
                self._sleep(wait)
            self._next[host] = self._clock() + max(self._gap, self._gaps.get(host, 0.0))
            yield

    def wait(self, seconds: float) -> None:
        """Wait for some seconds."""
        self._sleep(seconds)

    def slow_down(self, host: str, gap: float) -> None:
        """Keep at least ``gap`` seconds between requests to a host from now on (its Crawl-delay)."""
        self._gaps[host] = min(max(gap, 0.0), LONGEST_GAP)

    def close(self, host: str, seconds: float) -> None:
        """Leave a host alone for some seconds: it said that it is asked too often."""
        self._closed[host] = max(self._closed.get(host, 0.0), self._clock() + seconds)

    def closed(self, host: str) -> float:
        """For how many seconds a host is still to be left alone; 0 where it may be asked."""
        return max(0.0, self._closed.get(host, 0.0) - self._clock())


def retry_after(value: str | None, now: datetime | None = None) -> float | None:
    """The seconds that a Retry-After header asks for (RFC 9110: a number, or a date), or None.

    Never negative, never more than a day.
    """
    if value is None:
        return None
    value = value.strip()
    try:
        seconds = float(value)
    except ValueError:
        try:
            at = email.utils.parsedate_to_datetime(value)
        except (ValueError, TypeError):
            return None
        at = at if at.tzinfo else at.replace(tzinfo=UTC)
        seconds = (at - (now or datetime.now(UTC))).total_seconds()
    return min(max(seconds, 0.0), 86_400.0) if seconds == seconds else None


def back_off(failures: int, interval: float) -> float:
    """Seconds until something that failed so many times in a row is tried again: twice as long each
    time, from ``interval`` up to a day."""
    return min(interval * 2.0 ** min(max(failures, 1) - 1, 20), 86_400.0)
