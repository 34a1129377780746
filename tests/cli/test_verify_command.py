"""Custody from the command line."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner

from wiredesk.cli import wiredesk


def run(*args: str | Path, code: int = 0) -> list[dict[str, object]]:
    result = CliRunner().invoke(wiredesk, [str(a) for a in args])
    assert result.exit_code == code, (result.output, result.exception)
    return [json.loads(line) for line in result.stdout.splitlines() if line.startswith("{")]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text("The harbour bridge of Varnholm was closed on Sunday.")
    run("add", "--desk", tmp_path / "x.desk", tmp_path / "a.txt")
    return tmp_path / "x.desk"


def test_verify_of_an_untouched_desk_finds_nothing_and_prints_the_head(desk: Path) -> None:
    (end,) = run("verify", "--desk", desk)
    assert end["findings"] == 0
    (again,) = run("verify", "--desk", desk, "--head", str(end["head"]))
    assert again["anchors"]


def test_verify_names_what_was_changed_and_fails(desk: Path) -> None:
    db = sqlite3.connect(desk)
    db.execute("DROP TRIGGER captures_no_update")
    db.execute("UPDATE captures SET path = 'b.txt'")
    db.commit()
    db.close()
    *findings, end = run("verify", "--desk", desk, code=1)
    assert end["findings"] == len(findings) == 2
    assert "a.txt" in json.dumps(findings)
    assert "captures_no_update" in json.dumps(findings)


def test_verify_with_a_head_of_another_desk_fails(desk: Path) -> None:
    *findings, _ = run("verify", "--desk", desk, "--head", f"1:{'0' * 64}", code=1)
    assert [f["finding"]["code"] for f in findings] == ["log-rewritten"]  # type: ignore[index]


def test_what_is_no_head_is_refused_with_what_was_expected(desk: Path) -> None:
    result = CliRunner().invoke(wiredesk, ["verify", "--desk", str(desk), "--head", "abc"])
    assert result.exit_code == 2
    assert "COUNT:HASH" in result.output


def test_events_show_what_was_done(desk: Path) -> None:
    run("verify", "--desk", desk)
    assert [e["kind"] for e in run("events", "--desk", desk)] == ["opened", "captured", "verified"]
    assert [e["kind"] for e in run("events", "--desk", desk, "--kind", "captured")] == ["captured"]
