"""The commands."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from wiredesk.cli.agents import mcp
from wiredesk.cli.alerts import alerts
from wiredesk.cli.grouped import Grouped
from wiredesk.cli.judging import judge, log_, undo
from wiredesk.cli.options import DESK_FILE
from wiredesk.cli.terminal import Bar, plain, rows
from wiredesk.desk import Added, Desk, moment, stage_names

F = TypeVar("F", bound=Callable[..., Any])

FORMATS = ("text", "html", "md", "json")
EXPORTS = ("json", "csv", "html", "md", "text", "pdf", "atom", "jsonfeed", "wacz")


def _desk_option(function: F) -> F:
    return click.option(
        "--desk",
        "desk_path",
        type=click.Path(dir_okay=False, path_type=Path),
        envvar="WIREDESK_DESK",
        help="Keep everything in this desk file (made where there is none). Without it, the given paths "
        "are read alone and nothing but a private cache of results stays.",
    )(function)


def _as_of_option(function: F) -> F:
    return click.option(
        "--as-of",
        metavar="TIME",
        help="The state of the desk at a moment of its own clock (when things were captured and judged), "
        "as an ISO date or time. Needs a desk file.",
    )(function)


@click.group(
    cls=Grouped,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example:  wiredesk brief reports/ --format html -o brief.html --open",
)
@click.version_option(package_name="wiredesk")
def wiredesk() -> None:
    """Read every report of an event and see what is behind it.

    Who said what, how many sources are really independent, where the accounts clash, how the
    picture changed, and the exact words that each line of the brief rests on. Works offline.
    """


@contextmanager
def _open(
    desk_path: Path | None, paths: tuple[str, ...], quiet: bool = False
) -> Iterator[tuple[Desk, Added]]:
    if not paths and desk_path is None:
        raise click.UsageError(
            "nothing to read: give files, folders, globs or - for standard input, "
            "or --desk FILE with a desk that has reports."
        )
    with Bar(not quiet) as bar, Desk(desk_path, progress=bar) as desk:
        added = desk.add(paths) if paths else Added(0, 0, ())
        for problem in added.problems:
            click.echo(plain(f"wiredesk: {problem.source}: {problem.why}; {problem.remedy}"), err=True)
        yield desk, added


def _moment(as_of: str | None, desk_path: Path | None, option: str = "--as-of") -> str | None:
    if as_of and desk_path is None:
        raise click.UsageError(
            f"{option} cuts on the desk's own clock, so it needs --desk FILE: given paths are all read now."
        )
    return moment(as_of) if as_of else None


def _write(text: str, output: Path | None) -> None:
    if output is None:
        sys.stdout.write(text if text.endswith("\n") else text + "\n")
        return
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise click.ClickException(
            f"{output}: cannot be written ({error.strerror}); give another -o FILE"
        ) from error


def _render(desk: Desk, as_of: str | None, format_: str, since: str | None = None) -> str:
    from wiredesk import export

    document = desk.brief_since(since, as_of) if since else desk.document(as_of)
    return export.render(document, format_, width=_width())


def _width() -> int:
    import shutil

    return max(40, min(100, shutil.get_terminal_size((100, 24)).columns))


@wiredesk.command(
    epilog="Examples:\n\n"
    "  wiredesk brief reports/\n\n"
    "  wiredesk brief a.txt b.html --format html -o brief.html --open\n\n"
    "  wiredesk brief --desk war.desk --as-of 2026-03-01 --format json | jq .claims"
)
@click.argument("paths", nargs=-1)
@click.option(
    "--format", "format_", type=click.Choice(FORMATS), help="Default: by the ending of -o, else text."
)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write here, not to the screen."
)
@click.option("--open", "open_", is_flag=True, help="Open the brief in a browser (HTML).")
@click.option(
    "--since",
    metavar="TIME",
    help="Put first what is new since a moment of the desk's own clock, and the lines of the brief of that "
    "moment that no longer hold. Needs a desk file.",
)
@_as_of_option
@_desk_option
def brief(
    paths: tuple[str, ...],
    format_: str | None,
    output: Path | None,
    open_: bool,
    since: str | None,
    as_of: str | None,
    desk_path: Path | None,
) -> None:
    """Write the brief of the reports in PATHS: files, folders, globs, or - for standard input.

    Every line says where it stands and rests on exact words; `wiredesk trace` shows them.
    """
    at = _moment(as_of, desk_path)
    then = _moment(since, desk_path, "--since")
    if format_ is None:
        ending = output.suffix.lower().lstrip(".") if output else ""
        known = {"html": "html", "htm": "html", "md": "md", "json": "json", "txt": "text"}
        format_ = known.get(ending, "html" if open_ else "text")
    if open_ and format_ != "html":
        raise click.UsageError(
            f"--open shows HTML in a browser, but the format is {format_}; use --format html."
        )
    with _open(desk_path, paths) as (desk, _):
        text = _render(desk, at, format_, then)
    if open_ and output is None:
        import tempfile

        with tempfile.NamedTemporaryFile(
            "w", suffix=".html", prefix="wiredesk-", delete=False, encoding="utf-8"
        ) as f:
            output = Path(f.name)
    _write(text, output)
    if output is not None:
        click.echo(f"wrote {output}", err=True)
    if open_ and output is not None:
        click.launch(output.resolve().as_uri())


@wiredesk.command(
    epilog="Examples:\n\n  wiredesk stories reports/\n\n  wiredesk stories --desk war.desk | jq -r .title"
)
@click.argument("paths", nargs=-1)
@_as_of_option
@_desk_option
def stories(paths: tuple[str, ...], as_of: str | None, desk_path: Path | None) -> None:
    """List the stories: the events that the reports are about."""
    at = _moment(as_of, desk_path)
    with _open(desk_path, paths) as (desk, _):
        document = desk.document(at)
    claims = {s.id: sum(c.story == s.id for c in document.claims) for s in document.stories}
    rows(
        [
            {"id": s.id, "title": s.title, "reports": len(s.reports), "claims": claims[s.id]}
            for s in document.stories
        ],
        ("id", "reports", "claims", "title"),
        ("reports", "claims"),
    )


@wiredesk.command(
    epilog="Examples:\n\n  wiredesk claims reports/ --disputed\n\n"
    "  wiredesk claims --desk war.desk --label corroborated"
)
@click.argument("paths", nargs=-1)
@click.option("--label", type=click.Choice(("once", "repeated", "one_newsroom", "attested", "corroborated")))
@click.option("--disputed", is_flag=True, help="Only claims that another claim disputes.")
@_as_of_option
@_desk_option
def claims(
    paths: tuple[str, ...], label: str | None, disputed: bool, as_of: str | None, desk_path: Path | None
) -> None:
    """List the claims and where each stands."""
    at = _moment(as_of, desk_path)
    with _open(desk_path, paths) as (desk, _):
        document = desk.document(at)
    rows(
        [
            {
                "id": c.id,
                "story": c.story,
                "kind": c.kind,
                "standing": c.standing.label,
                "disputed": len(c.standing.disputes),
                "reports": len({s.report for s in c.statements}),
                "newsrooms": list(c.standing.newsrooms),
                "wording": c.wording,
            }
            for c in document.claims
            if (label is None or c.standing.label == label) and (not disputed or c.standing.disputes)
        ],
        ("id", "standing", "disputed", "reports", "wording"),
        ("disputed", "reports"),
    )


@wiredesk.command(epilog="Example:  wiredesk trace l-3f2a9c0d1e2b reports/")
@click.argument("line_or_claim")
@click.argument("paths", nargs=-1)
@_as_of_option
@_desk_option
def trace(line_or_claim: str, paths: tuple[str, ...], as_of: str | None, desk_path: Path | None) -> None:
    """Show the chain from a line of the brief, or a claim, to the bytes it rests on.

    Every link is checked: claim to statement, statement to the words of its report, those to the
    raw input, and that to the capture's bytes and their SHA-256. A broken link is an error.
    """
    from wiredesk.brief.trace import render, trace

    at = _moment(as_of, desk_path)
    with _open(desk_path, paths) as (desk, _):
        bytes_of = {c.id: c.data for c in desk.captures(at)}
        found = trace(
            desk.document(at), line_or_claim, lambda report: bytes_of.get(report.capture), desk.reread
        )
    if sys.stdout.isatty():
        click.echo(plain(render(found)))
    else:
        from wiredesk.export import trace_json

        click.echo(json.dumps(trace_json(found), ensure_ascii=False))


@wiredesk.command(epilog="Example:  wiredesk rebuild --desk war.desk")
@DESK_FILE
def rebuild(desk_path: Path) -> None:
    """Drop all kept results of a desk and make every view anew. Changes nothing that is shown."""
    with Bar() as bar, Desk(desk_path, progress=bar) as desk:
        document = desk.rebuild()
    rows(
        [
            {
                "reports": len(document.reports),
                "stories": len(document.stories),
                "claims": len(document.claims),
            }
        ],
        ("reports", "stories", "claims"),
    )


@wiredesk.command(
    epilog="Each line of FILE.jsonl is a report {id, text or html, url, outlet, title, published} or, for "
    "`pairs`, {id, left, right}.\n\nExample:  wiredesk stage times reports.jsonl > times.jsonl"
)
@click.argument("name", type=click.Choice(stage_names()))
@click.argument("file", type=click.File("r", encoding="utf-8-sig"))
@click.option("--narrated", is_flag=True, help="With `statements`: the outlets' own narration too.")
@click.option("--doubtful", is_flag=True, help="With `statements`: also words that may be somebody's.")
def stage(name: str, file: Any, narrated: bool, doubtful: bool) -> None:
    """Run one stage over reports in JSON lines (- for standard input), one JSON object a line out."""
    from wiredesk.run.stage_commands import read_records

    with Desk() as desk:
        records = read_records(file, getattr(file, "name", "standard input"))
        if narrated:
            records = ({**r, "narrated": True} for r in records)
        if doubtful:
            records = ({**r, "doubtful": True} for r in records)
        for found in desk.stage(name, records):
            sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")


@wiredesk.command(
    name="export",
    epilog="Examples:\n\n"
    "  wiredesk export --desk war.desk --format csv -o statements.csv\n\n"
    "  wiredesk export --desk war.desk --format wacz -o evidence.wacz",
)
@click.argument("paths", nargs=-1)
@click.option("--format", "format_", type=click.Choice(EXPORTS), default="json", show_default=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--story", metavar="ID", help="Only this story.")
@_as_of_option
@_desk_option
def export_(
    paths: tuple[str, ...],
    format_: str,
    output: Path | None,
    story: str | None,
    as_of: str | None,
    desk_path: Path | None,
) -> None:
    """Hand everything over, or one story: as JSON with the captured bytes and the edit log (`wiredesk
    import` makes the same desk of it), CSV with a row a statement, Markdown, a page to print, PDF
    (printed by an installed browser), or a feed of what was new.

    As WACZ: the captures themselves, byte for byte, as a web archive that players open, with the
    events of the log about them.
    """
    from wiredesk import export

    at = _moment(as_of, desk_path)
    if format_ == "wacz":
        if desk_path is None or output is None:
            raise click.UsageError(
                "a web archive is made from a desk and is a file: give --desk FILE and -o FILE.wacz."
            )
        with _open(desk_path, paths) as (desk, _):
            made = desk.export_wacz(output, story, at)
        rows(
            [{"captures": made.captures, "sha256": made.sha256, "head": str(made.head), "file": str(output)}],
            ("captures", "sha256", "file"),
            ("captures",),
        )
        return
    with _open(desk_path, paths) as (desk, _):
        if format_ == "pdf":
            from wiredesk.export.printing import printed

            if output is None:
                raise click.UsageError("a PDF is a file: give -o FILE.pdf.")
            document = desk.story(story, at) if story else desk.document(at)
            output.write_bytes(printed(export.to_html(document)))
        elif format_ in ("atom", "jsonfeed"):
            _write(_feed(desk, story, format_), output)
        elif format_ == "json":
            _write(desk.handed_over(story, at), output)
        else:
            document = desk.story(story, at) if story else desk.document(at)
            _write(export.render(document, format_, width=_width()), output)


def _feed(desk: Desk, story: str | None, format_: str) -> str:
    from wiredesk.alerts import desk_entries, story_entries
    from wiredesk.export.feeds import to_atom, to_json_feed

    title = desk.story(story).stories[0].title if story else "Wiredesk"
    entries = story_entries(desk, story) if story else desk_entries(desk)
    if format_ == "atom":
        return to_atom(entries, title, story or "desk")
    return json.dumps(to_json_feed(entries, title), ensure_ascii=False, indent=1)


@wiredesk.command(name="import", epilog="Example:  wiredesk import handed.json --desk new.desk")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--desk",
    "desk_path",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="A new desk file.",
)
def import_(file: Path, desk_path: Path) -> None:
    """Make a new desk of FILE, which `wiredesk export` wrote: its reports, and its judgements with
    their authors and dates. (`wiredesk add` takes the reports alone, into any desk.)"""
    with Bar() as bar, Desk(desk_path, progress=bar) as desk:
        added = desk.take_over(file)
        for problem in added.problems:
            click.echo(plain(f"wiredesk: {problem.source}: {problem.why}; {problem.remedy}"), err=True)
        rows([{"new": added.new, "judgements": len(desk.judgements())}], ("new", "judgements"))


for _command in (judge, undo, log_, mcp, alerts):
    wiredesk.add_command(_command)
