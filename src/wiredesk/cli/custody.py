"""Commands about custody: whether a desk is as it was kept, and what was done with it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from wiredesk.cli.options import DESK_FILE
from wiredesk.cli.terminal import Bar, plain, rows
from wiredesk.desk import Desk
from wiredesk.model.custody import Head


def _heads(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> tuple[Head, ...]:
    try:
        return tuple(Head.of(text) for text in given)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


def _head_in(path: Path) -> Head:
    from wiredesk.export.webarchive import head_in

    try:
        with path.open("rb") as file:
            head = head_in(file)
    except (ValueError, OSError) as error:
        raise click.BadParameter(f"{path}: {error}; expected a WACZ that a desk exported") from error
    if head is None:
        raise click.BadParameter(f"{path} holds no head of a log; expected a WACZ that a desk exported")
    return head


@click.command(
    epilog="Examples:\n\n"
    "  wiredesk verify --desk war.desk\n\n"
    "  wiredesk verify --desk war.desk --head 412:9f2c... (a head noted earlier)"
)
@click.option(
    "--head",
    "heads",
    multiple=True,
    callback=_heads,
    metavar="COUNT:HASH",
    help="A head of the log that was noted outside of the file: it must still stand in it. May be repeated.",
)
@click.option(
    "--against",
    multiple=True,
    type=click.Path(dir_okay=False, exists=True, path_type=Path),
    metavar="FILE.wacz",
    help="A WACZ that this desk exported: the head that stands in it is looked for. May be repeated.",
)
@click.option(
    "--token",
    "tokens",
    multiple=True,
    type=click.Path(dir_okay=False, exists=True, path_type=Path),
    metavar="FILE.tsr",
    help="A time stamp kept outside of the desk: what it signs is looked for. May be repeated.",
)
@click.option(
    "--roots",
    type=click.Path(dir_okay=False, exists=True, path_type=Path),
    metavar="FILE.pem",
    help="Certificates that the time stamps have to lead to.",
)
@DESK_FILE
def verify(
    heads: tuple[Head, ...],
    against: tuple[Path, ...],
    tokens: tuple[Path, ...],
    roots: Path | None,
    desk_path: Path,
) -> None:
    """Check that nothing in a desk file was changed from outside.

    Every byte is held against its SHA-256, every capture and judgement against the log, and the log,
    which is chained by hashes, against itself. Prints the head of the log: note it elsewhere, and
    give it back with --head, to see also whether the end of the log was cut off or all of it written
    anew. Exit code 1 where anything was found.
    """
    heads += tuple(_head_in(path) for path in against)
    with Bar() as bar, Desk(desk_path, progress=bar) as desk:
        found = desk.verify(
            heads, [t.read_bytes() for t in tokens], roots.read_bytes() if roots is not None else None
        )
    if sys.stdout.isatty():
        for finding in found.findings:
            click.echo(plain(f"{finding.code}: {finding.message}"))
        click.echo(
            f"{found.captures} captures, {found.blobs} blobs, {found.judgements} judgements, "
            f"{found.events} events: {len(found.findings) or 'nothing'} found"
        )
        for anchor in found.anchors:
            click.echo(anchor)
        click.echo(f"head {found.head}")
    else:
        for finding in found.findings:
            row = {"code": finding.code, "subject": finding.subject, "message": finding.message}
            click.echo(json.dumps({"finding": row}, ensure_ascii=False))
        counts = {k: getattr(found, k) for k in ("captures", "blobs", "judgements", "events")}
        end = {"findings": len(found.findings), **counts, "anchors": found.anchors, "head": str(found.head)}
        click.echo(json.dumps(end, ensure_ascii=False))
    if found.findings:
        sys.exit(1)


@click.command(epilog="Example:  wiredesk events --desk war.desk --kind exported")
@click.option("--kind", help="Only events of this kind: captured, seen-again, judged, exported, verified ...")
@click.option("--of", "subject", metavar="ID", help="Only events about this capture or judgement.")
@DESK_FILE
def events(kind: str | None, subject: str | None, desk_path: Path) -> None:
    """Show what was done with a desk and when: the log of its events."""
    with Desk(desk_path) as desk:
        found = [
            {
                "seq": e.seq,
                "at": e.at,
                "kind": e.kind,
                "subject": e.subject,
                "details": e.details,
                "hash": e.hash,
            }
            for e in desk.events(kind, subject)
        ]
    if sys.stdout.isatty():
        for row in found:
            row["what"] = row["details"].get("path") or ""  # type: ignore[attr-defined]
    rows(found, ("seq", "at", "kind", "subject", "what"), ("seq",))


@click.command(epilog="Example:  wiredesk timestamp --desk war.desk --tsa https://tsa.example/ -o war.tsr")
@click.option("--tsa", required=True, metavar="URL", help="The time-stamping authority (RFC 3161).")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Keep the stamp here too."
)
@DESK_FILE
def timestamp(tsa: str, output: Path | None, desk_path: Path) -> None:
    """Have an authority sign that the log of a desk stands as it does now.

    Only a hash leaves the machine. The stamp is kept in the log; kept elsewhere too (-o), it shows later
    to anybody, with `verify --token` or with openssl, that nothing up to now was changed or cut off.
    """
    with Desk(desk_path) as desk:
        made = desk.timestamp(tsa)
    if output is not None:
        try:
            output.write_bytes(made.token)
        except OSError as error:
            raise click.ClickException(f"{output}: cannot be written ({error.strerror})") from error
    rows([{"head": str(made.head), "at": made.at, "authority": tsa}], ("at", "authority", "head"))


COMMANDS: tuple[click.Command, ...] = (verify, events, timestamp)
