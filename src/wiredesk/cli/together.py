"""``wiredesk why-together``: why two reports are of one story, or are not."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wiredesk.cli.commands import _desk_option, _open
from wiredesk.cli.terminal import plain

if TYPE_CHECKING:
    from wiredesk.desk import Desk
    from wiredesk.model.pages import Step, Together


@click.command(
    name="why-together",
    epilog="Examples:\n\n"
    "  wiredesk why-together herald.txt courier.html reports/\n\n"
    "  wiredesk why-together r-3f2a r-9c0d --desk war.desk",
)
@click.argument("left")
@click.argument("right")
@click.argument("paths", nargs=-1)
@_desk_option
def why_together(left: str, right: str, paths: tuple[str, ...], desk_path: Path | None) -> None:
    """Say why two reports are of one story, or are not.

    LEFT and RIGHT are ids of reports, beginnings of ids, paths or file names. Shown is what the two
    share and what sets them apart, how likely they were found to be of one event, and where others
    join them, the way from one to the other.
    """
    with _open(desk_path, paths) as (desk, _):
        desk.refresh(tell=False)
        found = desk.together(left, right)
        sys.stdout.write("\n".join(plain(line) for line in told(desk, found)) + "\n")


def told(desk: Desk, found: Together) -> list[str]:
    """What joins and parts two reports, line by line."""
    left, right = _name(desk, found.left), _name(desk, found.right)
    out = [f"{left} and {right} are " + ("of one story" if found.together else "of two stories")]
    if found.judged:
        out.append(f"  a person judged so: {', '.join(found.judged)}")
    out += _step("compared with each other", found.direct)
    if found.steps:
        out.append("joined by others:")
        for step in found.steps:
            out += _step(f"{_name(desk, step.left)} and {_name(desk, step.right)}", step)
    elif found.together and not found.judged and found.direct.probability < 0.5:
        out.append("joined by the reports around them: on average over their pairs they are likely one event")
    return out


def _step(what: str, step: Step) -> list[str]:
    likely = (
        f"{step.probability:.0%} likely of one event"
        if step.probability
        else "neither is among the nearest of the other, so the two were not judged"
    )
    return [f"{what}: {likely}", *(f"  {reason.message}" for reason in step.reasons)]


def _name(desk: Desk, report: str) -> str:
    path = desk.report(report).report.path
    return path.replace("\\", "/").rsplit("/", 1)[-1]


COMMANDS = (why_together,)
