"""Desks to ask: the invented example, and one of hostile reports; made once, copied for each test."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from client import Client
from hostile import REPORTS

from wiredesk.desk import Desk
from wiredesk.web.app import create_app


@pytest.fixture(scope="session")
def hostile_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports that try to break out of every page; the later ones are alerts too."""
    folder = tmp_path_factory.mktemp("hostile")
    with Desk(folder / "a.desk") as desk:
        for name, some in (("first", REPORTS[:1]), ("more", REPORTS[1:])):
            lines = "\n".join(json.dumps(r) for r in some)
            (folder / f"{name}.jsonl").write_text(lines, encoding="utf-8")
            desk.add([str(folder / f"{name}.jsonl")])
            desk.refresh()
        assert desk.alerts().total
    return folder / "a.desk"


@pytest.fixture
def client(example_desk: Path, tmp_path: Path) -> Iterator[Client]:
    """The example's desk, asked by Ana."""
    shutil.copy(example_desk, tmp_path / "a.desk")
    with Client(create_app(tmp_path / "a.desk", by="Ana")) as found:
        yield found


@pytest.fixture
def hostile(hostile_desk: Path, tmp_path: Path) -> Iterator[Client]:
    """The hostile desk."""
    shutil.copy(hostile_desk, tmp_path / "a.desk")
    with Client(create_app(tmp_path / "a.desk", by='<script>alert("by")</script>')) as found:
        yield found
