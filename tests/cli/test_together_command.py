"""`wiredesk why-together` says why two reports are of one story."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from wiredesk.cli import wiredesk


def test_two_reports_of_the_example_are_explained(example: Path) -> None:
    given = ["why-together", "capital-post.txt", "worldfeed.txt", str(example)]
    done = CliRunner().invoke(wiredesk, given, catch_exceptions=False)
    assert done.exit_code == 0
    lines = done.output.splitlines()
    assert "capital-post.txt and worldfeed.txt are of one story" in lines
    assert any("likely of one event" in line for line in lines)
    assert any(line.startswith("  both tell of") for line in lines)
