"""Who may ask the desk, who may judge, and what may run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from client import Client

from wiredesk.web.app import create_app


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Client]:
    with Client(create_app(tmp_path / "a.desk")) as found:
        yield found


@pytest.mark.parametrize("host", ["127.0.0.1:8008", "localhost", "[::1]:9", "LOCALHOST:1"])
def test_the_loopback_may_ask(client: Client, host: str) -> None:
    assert client.get("/health", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example:8008", "", "localhost.evil.example"]
)
def test_a_name_that_was_made_to_point_here_may_not(client: Client, host: str) -> None:
    answer = client.get("/health", headers={"host": host})
    assert answer.status_code == 421
    assert "set-cookie" not in answer.headers


def test_every_answer_says_that_only_our_own_script_may_run(client: Client) -> None:
    policy = client.get("/health").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert client.get("/health").headers["x-content-type-options"] == "nosniff"


def test_the_visit_is_a_cookie_that_no_script_and_no_other_site_reads(client: Client) -> None:
    cookie = client.get("/health").headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "set-cookie" not in client.get("/health").headers
