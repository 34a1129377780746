"""Fixtures that every room uses."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared() -> Path:
    """The public data beside the project; the test is skipped, loudly, where it is missing."""
    path = Path(os.environ.get("WIREDESK_SHARED", Path(__file__).resolve().parents[2] / "shared"))
    if not (path / "data").is_dir():
        pytest.skip(f"public data not found at {path}: this test reads it (set WIREDESK_SHARED)")
    return path


@pytest.fixture(autouse=True)
def _no_traces(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or leaves results in the user's private cache."""
    monkeypatch.setenv("WIREDESK_CACHE", "off")


@pytest.fixture(scope="session")
def example() -> Path:
    """The invented story that ships with the project."""
    return Path(__file__).resolve().parents[1] / "examples" / "orvel-dam"
