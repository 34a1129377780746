"""``wiredesk why``: an answer to whoever doubts a line."""

from __future__ import annotations

import glob
import json
import re
import sys
from pathlib import Path

import click

from wiredesk.cli.commands import _as_of_option, _desk_option, _moment, _open, _width

ID = re.compile(r"(?:[a-z]{1,5}-)?[0-9a-f]{4,12}", re.I)


@click.command(
    epilog="Examples:\n\n"
    "  wiredesk why l-3f2a9c0d1e2b reports/            a line of the brief\n\n"
    "  wiredesk why clm-66f8 clm-a5b1 --desk war.desk  what two claims are to each other\n\n"
    "  wiredesk why trapped killed reports/            the claim that holds these words\n\n"
    "  wiredesk why 'four of seven' 'all except' reports/   two claims by their words"
)
@click.argument("asked", nargs=-1, required=True)
@click.option("--format", "format_", type=click.Choice(("text", "json")), help="Default: text.")
@_as_of_option
@_desk_option
def why(asked: tuple[str, ...], format_: str | None, as_of: str | None, desk_path: Path | None) -> None:
    """Why a claim or line stands as it does, or what two claims are to each other.

    ASKED are ids of claims, lines or statements, beginnings of ids, or words, and the files or folders to
    read: an argument that is a file, a folder or a glob is read. Two ids, or two arguments of several
    words each, ask about two claims; other words together ask for the claim that holds them.
    """
    from wiredesk.export.why import why_json, why_text

    paths = tuple(a for a in asked if a == "-" or Path(a).exists() or glob.glob(a))
    keys = [a for a in asked if a not in paths]
    if not keys:
        raise click.UsageError("nothing was asked: give the id of a claim or line, or words of a claim.")
    pair = len(keys) == 2 and all(ID.fullmatch(k) or " " in k for k in keys)
    at = _moment(as_of, desk_path)
    with _open(desk_path, paths) as (desk, _):
        found = desk.why(keys[0], keys[1], as_of=at) if pair else desk.why(" ".join(keys), as_of=at)
    if format_ == "json":
        sys.stdout.write(json.dumps(why_json(found), ensure_ascii=False) + "\n")
    else:
        click.echo(why_text(found, _width()), nl=False)


COMMANDS = (why,)
