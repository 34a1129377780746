"""``wiredesk changes``: what is new on the desk's own clock."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from wiredesk.cli.commands import _as_of_option, _desk_option, _open, _width
from wiredesk.desk import moment


@click.command(
    epilog="Examples:\n\n"
    "  wiredesk changes --desk war.desk --since 2026-03-01\n\n"
    "  wiredesk changes --desk war.desk --since 2026-03-01T18:30Z --as-of 2026-03-02 --format json"
)
@click.argument("paths", nargs=-1)
@click.option(
    "--since",
    required=True,
    metavar="TIME",
    help="A moment of the desk's own clock (when things were captured and judged here), as an ISO date or "
    "time; a date means its end.",
)
@click.option(
    "--format", "format_", type=click.Choice(("text", "json")), help="Default: text; JSON in a pipe."
)
@_as_of_option
@_desk_option
def changes(
    paths: tuple[str, ...], since: str, format_: str | None, as_of: str | None, desk_path: Path | None
) -> None:
    """Show what is new since a moment: claims, figures, voices, reversals, editions, what was withdrawn.

    And which lines of the brief of that moment no longer hold. PATHS are added to the desk first. A
    further copy of a known report is never news. This is our clock; what changed on the outlets' clock
    (a toll revised from Monday to Tuesday) stands in every brief under "what changed".
    """
    from wiredesk.export.since import since_json, since_text

    if desk_path is None:
        raise click.UsageError("--since looks at a desk's own clock, so it needs --desk FILE.")
    with _open(desk_path, paths) as (desk, _):
        at = moment(as_of) if as_of else None
        then = desk.changes(moment(since), at)
        if (format_ or ("text" if sys.stdout.isatty() else "json")) == "json":
            click.echo(json.dumps(since_json(then), ensure_ascii=False))
            return
        click.echo(since_text(then, desk.document(at), _width()), nl=False)


COMMANDS = (changes,)
