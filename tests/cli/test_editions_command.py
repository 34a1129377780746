"""Editions from the command line."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from wiredesk.cli import wiredesk

WAS = "Fourteen people were killed when the Orvel dam burst on Sunday, the mayor said. Rescuers search."
NOW = WAS.replace("Fourteen", "Twelve\x1b[31m")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("editions")
    row = {"id": "dam", "url": "https://voice.example/dam", "outlet": "Voice"}
    for text in (WAS, NOW):
        (folder / "a.jsonl").write_text(json.dumps({**row, "text": text}))
        CliRunner().invoke(wiredesk, ["add", "--desk", str(folder / "x.desk"), str(folder / "a.jsonl")])
    return folder / "x.desk"


def test_reports_that_changed_are_listed(desk: Path) -> None:
    (row,) = CliRunner().invoke(wiredesk, ["editions", "--desk", str(desk)]).stdout.splitlines()
    found = json.loads(row)
    assert (found["address"], found["editions"], found["silent"]) == ("voice.example/dam", 2, 1)
    assert found["touches"] == ["number"]


@pytest.mark.parametrize("name", ["https://voice.example/dam/?utm_source=x", "voice.example/dam"])
def test_what_was_changed_is_given_word_by_word(desk: Path, name: str) -> None:
    out = CliRunner().invoke(wiredesk, ["editions", name, "--desk", str(desk)]).stdout
    first, second = (json.loads(line) for line in out.splitlines())
    assert first["edits"] == []
    assert second["edits"][0]["was"]["text"] == "Fourteen"
    assert "Twelve" in second["edits"][0]["now"]["text"]


def test_report_that_is_not_there_is_an_error_that_says_what_to_do(desk: Path) -> None:
    from wiredesk.errors import NotFound

    result = CliRunner().invoke(wiredesk, ["editions", "https://voice.example/none", "--desk", str(desk)])
    assert isinstance(result.exception, NotFound)
    assert "wiredesk editions" in str(result.exception)


def test_terminal_shows_the_edit_in_its_place_and_no_escape_of_the_report(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    wiredesk.main(["editions", "voice.example/dam", "--desk", str(desk)], standalone_mode=False)
    out = capsys.readouterr().out
    assert "\x1b[31m people" not in out
    out = re.sub(r"\x1b\[[0-9;]*m", "", out)
    assert "[-Fourteen-]{+Twelve" in out
