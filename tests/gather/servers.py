"""A server on this machine that misbehaves on request."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[["Asked"], None]


class Asked(BaseHTTPRequestHandler):
    """One request; answers are written with :meth:`give` or by hand."""

    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        site = self.server.site
        with site.lock:
            site.asked.append(self.path)
            site.headers.append({k.lower(): v for k, v in self.headers.items()})
        answer = site.pages.get(self.path) or site.pages.get("*")
        if answer is None:
            self.give(b"not here", "text/plain", 404)
        elif callable(answer):
            answer(self)
        else:
            self.give(*answer) if isinstance(answer, tuple) else self.give(answer)

    def give(
        self,
        data: bytes | str,
        media: str = "text/html; charset=utf-8",
        status: int = 200,
        **headers: str,
    ) -> None:
        """Send an answer; names of headers with ``_`` for ``-``."""
        body = data.encode() if isinstance(data, str) else data
        self.send_response(status)
        if media:
            self.send_header("Content-Type", media)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if status != 304:
            self.wfile.write(body)

    def give_gzip(self, data: bytes, cut: int | None = None) -> None:
        """Send an answer packed, without its last ``cut`` bytes."""
        packed = gzip.compress(data)
        self.give(packed[: -cut or None] if cut else packed, Content_Encoding="gzip")

    def log_message(self, *args: object) -> None:
        """Nothing."""


class Server(ThreadingHTTPServer):
    """The HTTP server of a site."""

    daemon_threads = True
    request_queue_size = 64
    site: Site

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is no news."""


class Site:
    """Pages of a site: path to an answer (a function, the bytes, or the arguments of ``give``)."""

    def __init__(self) -> None:
        self.pages: dict[str, object] = {}
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.lock = threading.Lock()
        self.port = 0

    @property
    def url(self) -> str:
        """Scheme, host and port."""
        return f"http://127.0.0.1:{self.port}"

    def count(self, path: str) -> int:
        """How often a path was asked for."""
        with self.lock:
            return self.asked.count(path)


@contextmanager
def serving() -> Iterator[Site]:
    """A site on a free port of 127.0.0.1, gone at the end."""
    site = Site()
    server = Server(("127.0.0.1", 0), Asked)
    server.site = site
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
