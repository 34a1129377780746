"""Fixtures that every room uses."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("unhurried", settings(), deadline=None)  # a busy machine is no failed property
settings.load_profile("unhurried")


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


@pytest.fixture(scope="session")
def example_desk(tmp_path_factory: pytest.TempPathFactory, example: Path) -> Path:
    """A desk with the example in two arrivals, a minute of our clock apart, told: to be copied, never
    written to."""
    from wiredesk.desk import Desk

    path = tmp_path_factory.mktemp("example") / "a.desk"
    moments = iter(f"2026-03-05T10:0{i}:00.000000Z" for i in range(10))
    with Desk(path, clock=lambda: next(moments)) as desk:
        late = str(example / "valley-voice.txt")
        desk.add([str(p) for p in sorted(example.iterdir()) if str(p) != late])
        desk.add([late])
        desk.refresh()
    return path
