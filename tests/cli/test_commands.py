"""The commands, as a person or a script meets them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from wiredesk.cli import wiredesk
from wiredesk.cli.grouped import GROUPS


def run(
    *arguments: str, stdin: str = "", cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run wiredesk in a process of its own, piped."""
    return subprocess.run(
        [sys.executable, "-m", "wiredesk", *arguments],
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        cwd=cwd,
        env={**os.environ, "WIREDESK_CACHE": "off", **environment},
        timeout=240,
    )


@pytest.fixture(scope="module")
def desk(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with the example in it."""
    path = tmp_path_factory.mktemp("desk") / "orvel.desk"
    done = run("add", "--desk", str(path), str(example))
    assert done.returncode == 0, done.stderr
    return path


@pytest.fixture(scope="module")
def document(desk: Path) -> dict[str, Any]:
    """Its JSON document."""
    found: dict[str, Any] = json.loads(run("brief", "--desk", str(desk), "--format", "json").stdout)
    return found


@pytest.mark.parametrize("command", ["", *sorted(wiredesk.commands)])
def test_every_command_explains_itself_with_an_example(command: str) -> None:
    done = CliRunner().invoke(wiredesk, [*filter(None, [command]), "--help"], prog_name="wiredesk")
    assert done.exit_code == 0
    assert f"Usage: wiredesk {command}".rstrip() in done.output
    assert f"wiredesk {command}".rstrip() in done.output.partition("Example")[2] or command == "mcp"


def test_every_command_stands_in_one_group_of_the_help() -> None:
    grouped = [name for names in GROUPS.values() for name in names]
    assert sorted(grouped) == sorted(wiredesk.commands)


def test_no_two_commands_have_one_name() -> None:
    with pytest.raises(ValueError, match="'log'"):
        wiredesk.add_command(click.Command("log"))


def test_the_program_starts_as_a_process() -> None:
    done = run("--help")
    assert done.returncode == 0
    assert "Usage: wiredesk" in done.stdout


@pytest.mark.parametrize("format_", ["text", "md", "html", "json"])
def test_a_brief_comes_in_every_format(desk: Path, format_: str) -> None:
    done = run("brief", "--desk", str(desk), "--format", format_)
    assert done.returncode == 0, done.stderr
    assert "Halvik" in done.stdout


def test_the_same_reports_in_any_order_give_the_same_bytes(example: Path) -> None:
    files = sorted(str(p) for p in example.iterdir())
    first = run("brief", "--format", "json", *files)
    assert first.returncode == 0, first.stderr
    assert run("brief", "--format", "json", *reversed(files)).stdout == first.stdout


def test_what_is_kept_changes_nothing(example: Path, tmp_path: Path) -> None:
    fresh = run("brief", "--format", "json", str(example))
    kept = [run("brief", "--format", "json", str(example), WIREDESK_CACHE=str(tmp_path)) for _ in range(2)]
    assert [k.stdout for k in kept] == [fresh.stdout] * 2
    assert [p.name for p in tmp_path.glob("results-*.sqlite")]


def test_the_output_file_names_its_format(example: Path, tmp_path: Path) -> None:
    done = run("brief", str(example), "-o", str(tmp_path / "out" / "brief.md"))
    assert done.returncode == 0, done.stderr
    assert "# " in (tmp_path / "out" / "brief.md").read_text()


def test_lists_are_json_lines_in_a_pipe(desk: Path, document: dict[str, Any]) -> None:
    stories = [json.loads(line) for line in run("stories", "--desk", str(desk)).stdout.splitlines()]
    assert [s["id"] for s in stories] == [s["id"] for s in document["stories"]]
    claims = [json.loads(line) for line in run("claims", "--desk", str(desk)).stdout.splitlines()]
    assert {c["id"] for c in claims} == {c["id"] for c in document["claims"]}
    disputed = [
        json.loads(line) for line in run("claims", "--desk", str(desk), "--disputed").stdout.splitlines()
    ]
    assert disputed
    assert all(c["disputed"] for c in disputed)


def test_trace_goes_from_every_line_to_bytes(desk: Path, document: dict[str, Any]) -> None:
    lines = [line for line in document["brief"]["lines"] if line["claims"]]
    assert lines
    done = run("trace", lines[0]["id"], "--desk", str(desk))
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["sound"] is True


def test_trace_of_nothing_known_is_an_error_that_says_so(desk: Path) -> None:
    done = run("trace", "l-nothing", "--desk", str(desk))
    assert done.returncode == 4
    assert "l-nothing" in done.stderr


def test_a_claim_is_judged_undone_and_logged(example: Path, tmp_path: Path) -> None:
    desk = str(tmp_path / "d.desk")
    assert run("add", "--desk", desk, str(example)).returncode == 0
    first = json.loads(run("claims", "--desk", desk).stdout.splitlines()[0])
    done = run("judge", "accept", first["id"], "--desk", desk, "--by", "ann", "--reason", "as read")
    assert done.returncode == 0, done.stderr
    made = json.loads(done.stdout)
    claims = json.loads(run("brief", "--desk", desk, "--format", "json").stdout)["claims"]
    assert {c["status"] for c in claims if c["judged"] == [made["id"]]} == {"accepted"}
    assert run("undo", made["id"], "--desk", desk, "--by", "bo").returncode == 0
    log = [json.loads(line) for line in run("log", "--desk", desk).stdout.splitlines()]
    assert [(x["kind"], x["by"], x["state"]) for x in log] == [
        ("accept", "ann", "undone"),
        ("undo", "bo", "obeyed"),
    ]
    assert run("judge", "rate", "outlet:X", "--value", "9", "--desk", desk).returncode == 3


def test_rebuilding_changes_nothing(desk: Path) -> None:
    before = run("export", "--desk", str(desk)).stdout
    assert run("rebuild", "--desk", str(desk)).returncode == 0
    assert run("export", "--desk", str(desk)).stdout == before


def test_a_brief_of_an_earlier_moment_reproduces(example: Path, tmp_path: Path) -> None:
    from wiredesk.desk import Desk

    path = tmp_path / "d.desk"
    files = sorted(str(p) for p in example.iterdir())
    clock = iter(["2026-03-03T10:00:00.000000Z", "2026-03-05T10:00:00.000000Z"])
    with Desk(path, clock=lambda: next(clock)) as desk:
        desk.add(files[:3])
        early = run("brief", "--desk", str(path), "--format", "json").stdout
        desk.add(files[3:])
    late = run("brief", "--desk", str(path), "--format", "json").stdout
    again = run("brief", "--desk", str(path), "--format", "json", "--as-of", "2026-03-04").stdout
    assert len(json.loads(late)["reports"]) == len(files)
    cut = json.loads(again)
    assert {k: v for k, v in cut.items() if k != "as_of"} == {
        k: v for k, v in json.loads(early).items() if k != "as_of"
    }


def test_csv_cells_cannot_be_formulas(desk: Path) -> None:
    done = run("export", "--desk", str(desk), "--format", "csv")
    assert done.returncode == 0
    assert not [line for line in done.stdout.splitlines() if line.startswith(("=", "+", "@"))]


def test_stages_run_over_json_lines(tmp_path: Path) -> None:
    text = "ORVEL - The dam holds, mayor Ada Brun said on Tuesday. At least 12 people were hurt in Paris."
    file = tmp_path / "r.jsonl"
    file.write_text(json.dumps({"id": "a", "text": text, "published": "2026-03-04"}) + "\n\n")
    for name, key in [
        ("clean", "text"),
        ("statements", "statements"),
        ("times", "times"),
        ("places", "places"),
        ("stories", "story"),
    ]:
        done = run("stage", name, str(file))
        assert done.returncode == 0, done.stderr
        row = json.loads(done.stdout.splitlines()[0])
        assert row["id"] == "a"
        assert row[key]
    pairs = json.dumps({"id": 1, "left": "Twelve people were hurt.", "right": "12 people were hurt."})
    done = run("stage", "pairs", "-", stdin=pairs)
    assert json.loads(done.stdout)["same"] is True


@pytest.mark.parametrize(
    "arguments, code, says",
    [
        (["brief"], 2, "nothing to read"),
        (["brief", "missing.txt"], 3, "missing.txt"),
        (["brief", "empty"], 3, "empty"),
        (["brief", "x.txt", "--as-of", "2026-01-01"], 2, "--desk"),
        (["brief", "--desk", "x.txt"], 5, "x.txt"),
        (["brief", "--desk", "new.desk", "--as-of", "yesterday"], 1, "2026-03-01"),
        (["stage", "times", "bad.jsonl"], 3, "bad.jsonl, line 2"),
        (["stage", "nothing", "bad.jsonl"], 2, "nothing"),
    ],
)
def test_what_is_wrong_is_named_with_what_to_do(
    tmp_path: Path, arguments: list[str], code: int, says: str
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "x.txt").write_text("A report of the dam.\n")
    (tmp_path / "bad.jsonl").write_text('{"id": 1, "text": "on Sunday"}\nnot json\n')
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == code, done.stderr
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_one_bad_file_is_named_and_the_rest_are_read(example: Path, tmp_path: Path) -> None:
    (tmp_path / "photo.jpg.txt").write_bytes(bytes(range(256)) * 40)
    done = run("brief", str(example), str(tmp_path), "--format", "json")
    assert done.returncode == 0, done.stderr
    assert "photo.jpg.txt" in done.stderr
    assert len(json.loads(done.stdout)["reports"]) == len(list(example.iterdir()))
