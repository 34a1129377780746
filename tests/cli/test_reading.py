"""`add` and `watch` as a person uses them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from tests.gather.servers import Site, serving

from wiredesk.cli.commands import wiredesk
from wiredesk.cli.reading import NAMED, seconds, tell
from wiredesk.errors import NothingToRead
from wiredesk.model.views import Problem

PROSE = "The bridge of Varnholm stays closed, the harbour office said on Sunday. " * 12
LOCAL = ("--allow-network", "127.0.0.1", "--gap", "0")


@pytest.fixture
def site(socket_enabled: None) -> Iterator[Site]:
    with serving() as found:
        found.pages["/a"] = f"<title>Bridge \x1b[31mshut</title><p>{PROSE}</p>".encode()
        found.pages["/feed"] = (
            b"<rss version='2.0'><channel><title>C</title><item><title>A</title><link>/a</link></item>"
            b"<item><title>B</title><link>/none</link></item></channel></rss>"
        )
        yield found


def run(*words: str) -> Result:
    return CliRunner().invoke(wiredesk, list(words))


def test_files_and_addresses_are_added_in_one_go(site: Site, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(PROSE)
    found = run("add", "--desk", str(tmp_path / "d"), str(tmp_path / "b.txt"), f"{site.url}/feed", *LOCAL)
    assert found.exit_code == 0, found.output
    assert json.loads(found.stdout) == {"new": 2, "known": 0, "unreadable": 1}
    assert "404" in found.stderr


def test_a_private_address_is_refused_and_the_way_out_named(site: Site, tmp_path: Path) -> None:
    found = run("add", "--desk", str(tmp_path / "d"), f"{site.url}/feed")
    assert isinstance(found.exception, NothingToRead)
    assert "--allow-network" in found.stderr
    assert site.asked == []


def test_a_watch_says_what_is_new_as_json_lines_and_sums_up(site: Site, tmp_path: Path) -> None:
    desk = str(tmp_path / "d")
    found = run("watch", "--desk", desk, "--once", f"{site.url}/feed", *LOCAL)
    assert found.exit_code == 0, found.output
    (line,) = found.stdout.splitlines()
    assert json.loads(line)["kind"] == "report"
    assert json.loads(line)["url"] == f"{site.url}/a"
    assert "1 new" in found.stderr
    assert "status 404: 1" in found.stderr
    again = run("watch", "--desk", desk, "--once", "--look-again", "never", *LOCAL)
    assert again.exit_code == 0
    assert again.stdout == ""


def test_nothing_to_watch_and_wrong_options_are_named(tmp_path: Path) -> None:
    desk = str(tmp_path / "d")
    assert isinstance(run("watch", "--desk", desk, "--once").exception, NothingToRead)
    assert "5x" in run("watch", "--desk", desk, "--interval", "5x").stderr
    assert "nonsense" in run("add", "--desk", desk, "x", "--allow-network", "nonsense").stderr


@pytest.mark.parametrize(
    ("text", "length"), [("90", 90), ("90s", 90), ("1.5m", 90), ("6h", 21600), ("1d", 86400)]
)
def test_a_length_of_time_is_read(text: str, length: float) -> None:
    assert seconds(text) == length


@pytest.mark.parametrize("text", ["", "h", "-1h", "0", "nan", "1w", "inf"])
def test_no_length_of_time_is_named(text: str) -> None:
    with pytest.raises(click.BadParameter):
        seconds(text)


def test_many_problems_of_a_kind_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    tell([Problem(f"http://x/{n}\x1b[2J", "why", "do", "dead host") for n in range(NAMED + 1000)])
    said = capsys.readouterr().err
    assert len(said.splitlines()) == NAMED + 1
    assert "1,000 more" in said
    assert "\x1b" not in said
