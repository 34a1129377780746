"""The desk's pages asked in process: no socket, no thread of a server."""

from __future__ import annotations

import asyncio
import re
from types import TracebackType
from typing import Any

import httpx
from starlette.applications import Starlette

BASE = "http://127.0.0.1:8008"


class Client:
    """A browser without a screen: keeps cookies, follows no redirect unless told.  Also a context
    manager, which starts and ends the application's lifespan."""

    def __init__(self, app: Starlette) -> None:
        self.app = app
        self._runner = asyncio.Runner()
        self._http = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=BASE)

    def __enter__(self) -> Client:
        self._life = self.app.router.lifespan_context(self.app)
        self._runner.run(self._life.__aenter__())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None
    ) -> None:
        self._runner.run(self._life.__aexit__(None, None, None))
        self._runner.run(self._http.aclose())
        self._runner.close()

    def get(self, url: str, **more: Any) -> httpx.Response:
        """The answer to a GET."""
        return self._runner.run(self._http.get(url, **more))

    def post(self, url: str, **more: Any) -> httpx.Response:
        """The answer to a POST as given: no token is added."""
        return self._runner.run(self._http.post(url, **more))

    def token(self) -> str:
        """The token that the forms of this browser's pages carry."""
        found = re.search(r'name="token" value="(\w+)"', self.get("/").text)
        assert found, "no page has a form with a token"
        return found[1]

    def send(self, url: str, **fields: str | list[str]) -> httpx.Response:
        """The answer to a form of ours, sent as a browser sends it, redirects followed."""
        data = {"token": self.token(), **fields}
        return self.post(url, data=data, headers={"origin": BASE}, follow_redirects=True)
