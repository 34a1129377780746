"""One browser and one served desk for every test in a browser."""

from __future__ import annotations

import shutil
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import Browser
from serving import Served


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory, example_desk: Path) -> Iterator[Served]:
    """The example's desk, served; tests undo what they do."""
    found = Served(Path(shutil.copy(example_desk, tmp_path_factory.mktemp("desk") / "a.desk")))
    yield found
    found.close()


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """The browser; each page is loaded in a fresh tab of it."""
    with warnings.catch_warnings(), Browser(tmp_path_factory.mktemp("profile")) as found:
        yield found
