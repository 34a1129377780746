"""Commands about editions: what was changed in a report after we first read it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from wiredesk.cli.options import DESK_FILE
from wiredesk.cli.terminal import Bar, plain, rows
from wiredesk.desk import Desk, moment
from wiredesk.model.editions import Edit, History, Revision

AROUND = 60  # characters of the report shown on either side of an edit


@click.command(
    epilog="Examples:\n\n"
    "  wiredesk editions --desk war.desk\n\n"
    "  wiredesk editions https://voice.example/news/dam --desk war.desk"
)
@click.argument("report", required=False)
@click.option("--as-of", metavar="TIME", help="As the desk stood at a moment of its own clock (ISO).")
@DESK_FILE
def editions(report: str | None, as_of: str | None, desk_path: Path) -> None:
    """Show what was changed in REPORT (an address, a path, or an id) since it was first read.

    Word by word, with changed numbers, names and negations marked, and whether the report owns up to
    the change. Without REPORT: every report of which there is more than one edition.
    """
    at = moment(as_of) if as_of else None
    with Bar() as bar, Desk(desk_path, progress=bar) as desk:
        if report is None:
            rows(
                [_line(h) for h in desk.edited(at)],
                ("address", "editions", "silent", "touches"),
                ("editions", "silent"),
            )
            return
        history = desk.editions(report, at)
    if sys.stdout.isatty():
        _shown(history)
        return
    for n, edition in enumerate(history.editions.editions):
        step = history.revisions[n - 1] if n else None
        row: dict[str, Any] = {
            "address": history.editions.address, "edition": edition.number, "report": edition.report,
            "captures": list(edition.captures), "first": edition.first, "last": edition.last,
            "edits": list(_edits(history, step)) if step else [],
            "announced": step.announced.of(history.reports[n].text) if step and step.announced else None,
        }  # fmt: skip
        click.echo(json.dumps(row, ensure_ascii=False))


def _line(history: History) -> dict[str, Any]:
    touched = {t for r in history.revisions for e in r.edits for t in e.touches}
    return {
        "address": history.editions.address,
        "report": history.editions.current.report,
        "editions": len(history.editions.editions),
        "silent": sum(r.announced is None for r in history.revisions),
        "touches": sorted(touched),
        "first": history.editions.editions[0].first,
        "last": history.editions.current.last,
    }


def _edits(history: History, step: Revision) -> Iterator[dict[str, Any]]:
    was, now = _texts(history, step)
    for edit in step.edits:
        yield {
            "was": {"start": edit.was.start, "end": edit.was.end, "text": edit.was.of(was)},
            "now": {"start": edit.now.start, "end": edit.now.end, "text": edit.now.of(now)},
            "touches": list(edit.touches),
        }


def _texts(history: History, step: Revision) -> tuple[str, str]:
    return history.reports[step.earlier.number - 1].text, history.reports[step.later.number - 1].text


def _shown(history: History) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    console.print(Text(plain(history.editions.address), style="bold"))
    first = history.editions.editions[0]
    console.print(Text(f"edition 1, from {first.first} to {first.last}"))
    for step in history.revisions:
        was, now = _texts(history, step)
        console.print(Text(f"\nedition {step.later.number}, from {step.later.first} to {step.later.last}"))
        owned = plain(step.announced.of(now)) if step.announced else "nothing in it says so"
        console.print(Text(f"changed in {len(step.edits)} places; {owned}", style="dim"))
        for edit in step.edits:
            console.print(_in_context(edit, was, now))


def _in_context(edit: Edit, was: str, now: str) -> Any:
    from rich.text import Text

    before = now[max(0, edit.now.start - AROUND) : edit.now.start]
    after = now[edit.now.end : edit.now.end + AROUND]
    marks = "".join(f"[{t}] " for t in edit.touches)
    line = Text(f"  {marks}", style="bold yellow" if marks else "")
    line.append(plain(" ".join(f"… {before}".split())) + " ", style="not bold default")
    if len(edit.was):
        line.append(f"[-{plain(edit.was.of(was))}-]", style="not bold red strike")
    if len(edit.now):
        line.append(f"{{+{plain(edit.now.of(now))}+}}", style="not bold green")
    line.append(" " + plain(" ".join(f"{after} …".split())), style="not bold default")
    return line


COMMANDS: tuple[click.Command, ...] = (editions,)
