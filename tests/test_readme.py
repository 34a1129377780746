"""The README shows what the program really prints.

python -m tests.test_readme        writes the present output into the README
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from wiredesk.cli.commands import wiredesk
from wiredesk.desk import Desk
from wiredesk.export import render

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
BLOCK = re.compile(r"(<!-- brief: [^\n]*-->\n```\n)(.*?)(```\n<!-- /brief -->)", re.DOTALL)
SHOWN = 46  # lines of the brief that the README shows


def shown() -> str:
    """The first lines of the example's brief, as on a terminal of 100 columns."""
    with Desk(cache=False) as desk:
        desk.add([str(ROOT / "examples" / "orvel-dam")])
        lines = render(desk.document(), "text", width=100).splitlines()
    return "\n".join([*lines[:SHOWN], "  ..."]) + "\n"


def test_the_readme_shows_real_output() -> None:
    found = BLOCK.search(README.read_text(encoding="utf-8"))
    assert found, "README.md has lost its block of output"
    assert found.group(2) == shown(), "run python -m tests.test_readme"


def commands() -> list[list[str]]:
    """The documented commands, as words."""
    lines = re.findall(
        r"^\.venv/bin/wiredesk (.*?)(?:   .*)?$", README.read_text(encoding="utf-8"), re.MULTILINE
    )
    return [shlex.split(line) for line in lines]


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_documented_commands_are_ones_that_exist(words: list[str]) -> None:
    command = wiredesk.commands[words[0]]
    known = {option for parameter in command.params for option in parameter.opts}
    assert {w for w in words if w.startswith("-")} <= known
    assert CliRunner().invoke(command, ["--help"]).exit_code == 0


def test_the_makefile_has_what_the_readme_promises() -> None:
    targets = (ROOT / "Makefile").read_text(encoding="utf-8")
    for name in re.findall(r"`make (\w+)`", README.read_text(encoding="utf-8")):
        assert f"\n{name}:" in targets


if __name__ == "__main__":
    text = README.read_text(encoding="utf-8")
    README.write_text(BLOCK.sub(lambda m: m.group(1) + shown() + m.group(3), text), encoding="utf-8")
