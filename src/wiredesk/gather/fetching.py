"""Fetching: one guarded way to the web, and the only code that opens a connection.

Only http and https; no address that is not public (:mod:`wiredesk.gather.guard`); caps on size,
time, redirects and unpacking; robots.txt, one request at a time and a gap for each host; an honest
name.  Nothing is executed, no cookies are kept, no proxy of the environment is used, because what a
proxy connects to cannot be checked.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from typing import Any
from urllib.parse import urljoin, urlsplit

import certifi
import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, ProtocolError

from wiredesk.errors import NotFetched
from wiredesk.gather.failures import broken, refused_status
from wiredesk.gather.guard import networks, refusal
from wiredesk.gather.pace import Pace, retry_after
from wiredesk.gather.robots import Robots
from wiredesk.gather.unpacking import Unpacked, unpack
from wiredesk.model.reading import Limits

Resolve = Callable[[str, int], list[tuple[Any, ...]]]
ACCEPT = (
    "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json,"
    "application/xml;q=0.9,text/plain;q=0.8,*/*;q=0.5"
)
ADDRESSES = 4  # of one name that are tried
_REDIRECTS = (301, 302, 303, 307, 308)
_UNKEPT = frozenset({"set-cookie", "set-cookie2", "www-authenticate", "proxy-authenticate"})


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer.  ``asked`` and ``url`` (that which answered, after ``redirects``); ``status`` is 200,
    or 304 with no bytes where nothing has changed; ``headers`` as sent, without cookies; ``data`` with
    every Content-Encoding undone; ``address`` is the IP address connected to."""

    asked: str
    url: str
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    data: bytes = b""
    redirects: tuple[str, ...] = ()
    address: str = ""

    def header(self, name: str) -> str | None:
        """The first header of that name (any case), or None."""
        low = name.lower()
        return next((value for key, value in self.headers if key.lower() == low), None)

    def http(self) -> str:
        """Status line and headers as text, lines parted by CR LF."""
        return "\r\n".join([f"HTTP/1.1 {self.status} {self.reason}", *(f"{k}: {v}" for k, v in self.headers)])


class AddressRefused(Exception):
    """A name leads to an address that is not connected to."""


@dataclass(slots=True)
class _Wire:
    """What the thread that fetches is connected by, so that a watch can cut it off."""

    connection: Any = None
    reused: bool = False
    late: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, connection: Any) -> None:
        """From now on this connection is the one."""
        with self.lock:
            self.connection, self.reused = connection, connection.sock is not None

    def cut(self) -> None:
        """End it, whatever it waits for."""
        with self.lock:
            self.late = True
            sock = getattr(self.connection, "wire", None)
            if sock is not None:
                with suppress(OSError):
                    sock.shutdown(socket.SHUT_RDWR)


class Fetcher:
    """Fetches addresses, politely and within limits; may be used by several threads.

    ``resolve(host, port)`` is :func:`socket.getaddrinfo` where nothing else is given; ``pace`` may be
    given to keep time otherwise.
    """

    def __init__(
        self, limits: Limits | None = None, *, pace: Pace | None = None, resolve: Resolve | None = None
    ) -> None:
        self.limits = limits or Limits()
        self.pace = pace or Pace(self.limits.gap)
        self._allowed = networks(self.limits.allowed)
        self._resolve = resolve or _resolve
        self._local = threading.local()
        self._robots = Robots(self._robots_txt)
        self._pool = self._guarded_pool()

    @property
    def agent(self) -> str:
        """The program's name as servers see it."""
        contact = " ".join(c for c in self.limits.contact.split() if c.isprintable())
        note = f"; {contact}" if contact else ""
        return f"Wiredesk/{version('wiredesk')} (reads news for a desk of people{note})"

    def close(self) -> None:
        """Close every connection."""
        self._pool.clear()

    def fetch(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Fetched:
        """The answer of an address: its content, or 304 where nothing has changed since an answer
        with that ETag or Last-Modified.

        A host that asks to be left alone for no longer than ``patience`` is waited for, twice.
        Raises NotFetched for everything else.
        """
        conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {k: v for k, v in conditions.items() if v}
        for last in (False, False, True):
            try:
                return self._follow(url, headers)
            except NotFetched as error:
                if last or error.wait is None or error.wait > self.limits.patience:
                    raise
                self.pace.wait(error.wait)
        raise AssertionError  # pragma: no cover

    # one address

    def _follow(self, asked: str, headers: dict[str, str]) -> Fetched:
        deadline = time.monotonic() + self.limits.seconds
        url, seen = asked, []
        while True:
            parts = _parts(url, asked)
            if self.limits.robots:
                self._permitted(parts, url, asked)
            answer = self._one(url, asked, headers, deadline, self.limits.size)
            target = answer.header("location")
            if answer.status not in _REDIRECTS or not target:
                break
            seen.append(url)
            if len(seen) > self.limits.redirects:
                raise NotFetched(
                    asked, "redirects", f"redirected more than {self.limits.redirects} times, last to {url}",
                    "open it in a browser and give the address that it ends at",
                )  # fmt: skip
            url = _redirected(url, target)
        if answer.status not in (200, 203, 304):
            raise self._status(asked, answer)
        return Fetched(
            asked, url, answer.status, answer.reason, answer.headers, answer.data, tuple(seen), answer.address
        )

    def _permitted(self, parts: Any, url: str, asked: str) -> None:
        origin = f"{parts.scheme}://{parts.netloc}"
        try:
            allowed = self._robots.allows(origin, url)
        except NotFetched as error:
            raise NotFetched(asked, error.code, error.why, error.remedy, error.wait) from error
        if delay := self._robots.delay(origin):
            self.pace.slow_down(parts.netloc, float(delay))
        if not allowed:
            why = "asks programs not to read it" if allowed is False else "cannot be read: its server fails"
            raise NotFetched(
                asked, "robots", f"robots.txt of {parts.netloc} {why}",
                "read it in a browser and save the page, or allow it if you have the right to (--no-robots)",
            )  # fmt: skip

    def _robots_txt(self, url: str) -> tuple[int, bytes]:
        deadline = time.monotonic() + self.limits.seconds
        for _ in range(6):  # RFC 9309 asks for five redirects at least
            try:
                answer = self._one(url, url, {}, deadline, 8_000_000, whole=False)
            except NotFetched as error:
                if error.code in ("too large", "bomb", "truncated", "damaged", "coding"):
                    return 599, b""
                raise
            target = answer.header("location")
            if answer.status not in _REDIRECTS or not target:
                return answer.status, answer.data
            url = _redirected(url, target)
            _parts(url, url)
        return 404, b""

    def _one(
        self, url: str, asked: str, headers: dict[str, str], deadline: float, most: int, whole: bool = True
    ) -> Fetched:
        parts = _parts(url, asked)
        if closed := self.pace.closed(parts.netloc):
            raise NotFetched(
                asked, "busy", f"{parts.netloc} asked to be left alone for {closed:.0f} more seconds",
                "read it later", closed,
            )  # fmt: skip
        with self.pace.turn(parts.netloc), self._watched(deadline) as wire:
            try:
                try:
                    return self._ask(url, headers, deadline, most, wire, whole)
                except ProtocolError:
                    if not wire.reused or wire.late:
                        raise
                    return self._ask(url, headers, deadline, most, wire, whole)  # a kept connection had gone
            except AddressRefused as error:
                raise NotFetched(
                    asked, "refused address", f"{parts.hostname}: {error}, and such are not connected to",
                    "allow its network if the address is yours (--allow-network)",
                ) from error  # fmt: skip
            except Unpacked as error:
                raise NotFetched(
                    asked, error.code, error.why, "read it later, or save the page and give the file"
                ) from error
            except (HTTPError, OSError, ValueError) as error:
                if wire.late or time.monotonic() >= deadline:
                    raise NotFetched(
                        asked, "time", f"no whole answer within {self.limits.seconds:g} seconds",
                        "read it later, or allow more time",
                    ) from error  # fmt: skip
                raise broken(asked, parts.hostname, error) from error

    def _ask(
        self, url: str, headers: dict[str, str], deadline: float, most: int, wire: _Wire, whole: bool
    ) -> Fetched:
        left = max(0.001, deadline - time.monotonic())
        timeout = urllib3.Timeout(connect=min(self.limits.connect, left), read=min(self.limits.silence, left))
        response = self._pool.urlopen(
            "GET", url, redirect=False, retries=False, preload_content=False, decode_content=False,
            timeout=timeout,
            headers={
                "User-Agent": self.agent, "Accept": ACCEPT, "Accept-Encoding": "gzip", **headers,
            },
        )  # fmt: skip
        try:
            kept = tuple((k, v) for k, v in response.headers.items() if k.lower() not in _UNKEPT)
            data = b""
            if response.status in (200, 203):
                said = response.headers.get("Content-Length", "")
                if whole and said.isdecimal() and int(said) > most:
                    raise NotFetched(
                        url, "too large", f"{int(said):,} bytes, more than {most:,}",
                        "fetch it by other means and give the file",
                    )  # fmt: skip
                data = self._body(url, response, deadline, most, wire)
            address = getattr(wire.connection, "address", "")
            return Fetched(url, url, response.status, response.reason or "", kept, data, (), address)
        finally:
            if response.closed and not wire.late:
                response.release_conn()  # read to its end: the connection can be used again
            else:
                response.close()

    def _body(self, url: str, response: Any, deadline: float, most: int, wire: _Wire) -> bytes:
        def pieces() -> Iterator[bytes]:
            total = 0
            while piece := response.read1(1 << 16, decode_content=False):
                total += len(piece)
                if total > most:
                    raise NotFetched(
                        url, "too large", f"more than {most:,} bytes",
                        "fetch it by other means and give the file",
                    )  # fmt: skip
                if time.monotonic() >= deadline or wire.late:
                    raise TimeoutError
                yield piece
            if wire.late:
                raise TimeoutError  # cut off, and no end

        data = b"".join(unpack(pieces(), response.headers.get("Content-Encoding", ""), most))
        if response.length_remaining:
            missing = response.length_remaining
            raise Unpacked("truncated", f"the answer ends {missing:,} bytes before the length that it gave")
        return data

    def _status(self, asked: str, answer: Fetched) -> NotFetched:
        host = urlsplit(answer.url).netloc
        why = f"the server answered {answer.status} {answer.reason}".rstrip()
        if answer.status in (429, 503):
            wait = retry_after(answer.header("retry-after"))
            if wait:
                self.pace.close(host, wait)
                why += f" and asked for {wait:.0f} seconds of rest"
            return NotFetched(asked, "busy", why, "read it later", wait)
        return NotFetched(asked, f"status {answer.status}", why, refused_status(answer.status))

    # guarded connections

    @contextmanager
    def _watched(self, deadline: float) -> Iterator[_Wire]:
        """A wire that is cut at the deadline, even while a server sends one byte now and then."""
        wire = self._local.wire = _Wire()
        timer = threading.Timer(max(0.0, deadline - time.monotonic()), wire.cut)
        timer.daemon = True
        timer.start()
        try:
            yield wire
        finally:
            timer.cancel()

    def _guarded_pool(self) -> urllib3.PoolManager:
        fetcher = self

        class Guarded(HTTPConnection):
            wire: socket.socket | None = None
            address = ""

            def _new_conn(self) -> socket.socket:
                self.wire, self.address = fetcher._connect(self)
                return self.wire

            def connect(self) -> None:
                super().connect()
                self.wire = self.sock

            def request(self, *args: Any, **keys: Any) -> None:
                fetcher._local.wire.take(self)
                super().request(*args, **keys)

        class GuardedTLS(HTTPSConnection):
            wire: socket.socket | None = None
            address = ""

            def _new_conn(self) -> socket.socket:
                fetcher._local.wire.take(self)
                self.wire, self.address = fetcher._connect(self)
                return self.wire

            def connect(self) -> None:
                super().connect()
                self.wire = self.sock

            def request(self, *args: Any, **keys: Any) -> None:
                if fetcher._local.wire.connection is not self:
                    fetcher._local.wire.take(self)
                super().request(*args, **keys)

        class Pool(urllib3.HTTPConnectionPool):
            ConnectionCls = Guarded

        class PoolTLS(urllib3.HTTPSConnectionPool):
            ConnectionCls = GuardedTLS

        pool = urllib3.PoolManager(num_pools=64, maxsize=2, ssl_context=_trusted())
        pool.pool_classes_by_scheme = {"http": Pool, "https": PoolTLS}
        return pool

    def _connect(self, connection: HTTPConnection) -> tuple[socket.socket, str]:
        """A socket connected to one of the addresses of a name, each of them looked at first."""
        found = self._resolve(connection._dns_host, connection.port)
        refused: list[str] = []
        failed: OSError | None = None
        timeout = connection.timeout if isinstance(connection.timeout, int | float) else self.limits.connect
        for family, kind, protocol, _, where in found[:ADDRESSES]:
            if why := refusal(str(where[0]), self._allowed):
                refused.append(why)
                continue
            sock = socket.socket(family, kind, protocol)
            try:
                sock.settimeout(timeout)
                sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                sock.connect(where)
                return sock, str(where[0])
            except OSError as error:
                sock.close()
                failed = error
        if failed is None and refused:
            raise AddressRefused(refused[0])
        raise failed or OSError("the name has no address")


@cache
def _trusted() -> ssl.SSLContext:
    """The authorities that are trusted: the system's, and certifi's where the system has none."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def _resolve(host: str, port: int) -> list[tuple[Any, ...]]:
    return list(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))


def _parts(url: str, asked: str) -> Any:
    """The parts of an address that can be fetched; raises NotFetched for any other."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise NotFetched(asked, "address", f"{url!r} is no address ({error})", "check the address") from error
    if parts.scheme not in ("http", "https") or not host:
        led = "" if url == asked else f" (redirected to {url})"
        raise NotFetched(
            asked, "address", f"only http and https addresses are fetched{led}", "check the address"
        )
    if parts.username is not None or parts.password is not None:
        raise NotFetched(
            asked, "address", "it holds a user name or a password", "save the page from a browser"
        )
    return parts


def _redirected(url: str, target: str) -> str:
    """Where a Location leads: servers send UTF-8 where headers are read as Latin-1."""
    target = target.strip()
    with suppress(UnicodeError):
        target = target.encode("latin-1").decode("utf-8")
    try:
        return urljoin(url, target).partition("#")[0]
    except ValueError:
        return target  # no address: refused as such
