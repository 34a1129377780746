"""robots.txt: what a site asks programs to leave alone (RFC 9309), read by protego."""

from __future__ import annotations

import threading
from collections.abc import Callable

from protego import Protego

TOKEN = "wiredesk"
MOST = 512_000  # bytes of a robots.txt that are read; RFC 9309 asks for 500 kibibytes at least


class Robots:
    """The rules of each site, asked for once.

    ``get(url)`` gives the status and the bytes of a robots.txt, or raises; may be used by several
    threads.
    """

    def __init__(self, get: Callable[[str], tuple[int, bytes]]) -> None:
        self._get = get
        self._rules: dict[str, Protego | None] = {}
        self._guard = threading.Lock()
        self._locks: dict[str, threading.Lock] = {}

    def allows(self, origin: str, url: str) -> bool | None:
        """Whether a site lets this program read an address, None where its server fails to say.
        ``origin`` is scheme, host and port."""
        rules = self._of(origin)
        return rules.can_fetch(url, TOKEN) if rules is not None else None

    def delay(self, origin: str) -> float | None:
        """The Crawl-delay that a site asks for, in seconds, or None; call after :meth:`allows`."""
        rules = self._rules.get(origin)
        return rules.crawl_delay(TOKEN) if rules is not None else None

    def forget(self) -> None:
        """Ask every site again: rules are kept for a day at most (RFC 9309, 2.4)."""
        with self._guard:
            self._rules.clear()

    def _of(self, origin: str) -> Protego | None:
        with self._guard:
            lock = self._locks.setdefault(origin, threading.Lock())
        with lock:
            if origin not in self._rules:
                found = self._read(origin)
                if found is None:
                    return None  # not kept: asked again next time
                self._rules[origin] = found
            return self._rules[origin]

    def _read(self, origin: str) -> Protego | None:
        """The rules; all is allowed where there is no such file (4xx), nothing where the server fails
        (5xx, or 429: too busy), both as the RFC has it.  A host that cannot be reached raises."""
        status, data = self._get(f"{origin}/robots.txt")
        if status >= 500 or status == 429:
            return None
        if status >= 400 or status == 204:
            data = b""
        return Protego.parse(data[:MOST].decode("utf-8-sig", "replace"))
