"""`wiredesk serve`: the desk as pages, on this machine."""

from __future__ import annotations

import getpass
import socket
from pathlib import Path

import click

from wiredesk.cli.terminal import Bar, plain
from wiredesk.desk import Desk

SWITCH = 0.0005  # seconds that a reader's thread keeps the interpreter: short pages pass long searches
LOOPBACK = ("127.0.0.1", "localhost", "::1")


@click.command(epilog="Example:  wiredesk serve --desk war.desk reports/ --open")
@click.argument("paths", nargs=-1)
@click.option(
    "--desk",
    "desk_path",
    type=click.Path(dir_okay=False, path_type=Path),
    envvar="WIREDESK_DESK",
    help="The desk file; made where there is none. Without it, a desk for this once, whose judgements go "
    "when it ends.",
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8470, show_default=True, help="0: any free one."
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Where to listen. Anybody who reaches another address than the loopback can read and judge: there "
    "is no password.",
)
@click.option("--allow-host", "hosts", multiple=True, help="A further name that the desk may be asked by.")
@click.option("--by", metavar="NAME", help="Who judges, unless the page says otherwise. Default: your login.")
@click.option("--open", "open_", is_flag=True, help="Open it in a browser.")
def serve(
    paths: tuple[str, ...],
    desk_path: Path | None,
    port: int,
    host: str,
    hosts: tuple[str, ...],
    by: str | None,
    open_: bool,
) -> None:
    """Open the desk as pages to work at: read, compare, search, judge.

    PATHS are read into it first. It listens on this machine alone, asks nothing of any other, and
    shows what `wiredesk add` brings in meanwhile, as it arrives. Ctrl-C ends it.
    """
    import tempfile
    from contextlib import ExitStack

    with ExitStack() as stack:
        if desk_path is None:
            if not paths:
                raise click.UsageError(
                    "nothing to show: give --desk FILE with a desk, or files or folders with reports."
                )
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="wiredesk-"))
            desk_path = Path(folder) / "once.desk"
            click.echo("without --desk FILE nothing that you judge is kept when this ends", err=True)
        with Bar() as bar, Desk(desk_path, progress=bar) as desk:
            for problem in desk.add(paths).problems if paths else ():
                click.echo(plain(f"wiredesk: {problem.source}: {problem.why}; {problem.remedy}"), err=True)
            if desk.stamp().split()[0] != "0":
                desk.refresh(tell=len(paths) > 0)
        _run(desk_path, host, port, hosts, by or _login(), open_)


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "editor"


def _run(path: Path, host: str, port: int, hosts: tuple[str, ...], by: str, open_: bool) -> None:
    import sys

    import uvicorn

    from wiredesk.web.app import create_app
    from wiredesk.web.desks import Desks

    sys.setswitchinterval(SWITCH)
    listening = _listen(host, port)
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{listening.getsockname()[1]}/"
    named = (*hosts, shown) if host not in LOOPBACK else hosts
    if host not in LOOPBACK:
        click.echo(f"anybody who reaches {address} can read this desk and judge in it: no password", err=True)
    app = create_app(Desks(path, apart=True), by=by, hosts=named)
    server = uvicorn.Server(
        uvicorn.Config(
            app, log_level="warning", server_header=False, access_log=False, timeout_graceful_shutdown=2
        )
    )
    click.echo(f"the desk is open at {address}  (Ctrl-C ends it)", err=True)
    if open_:
        click.launch(address)
    with listening:
        server.run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
        made.listen(128)  # whoever opens the address at once waits for the first page
    except OSError as error:
        made.close()
        raise click.ClickException(
            f"{host}:{port} cannot be listened on ({error.strerror}); give another --port (0 for any free)"
        ) from error
    return made
