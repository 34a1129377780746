"""The command for agents: mcp."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(
    epilog='Example, in an agent\'s settings:  {"command": "wiredesk", "args": ["mcp", "--desk", "war.desk"]}'
)
@click.option(
    "--desk",
    "desk_path",
    required=True,
    type=click.Path(dir_okay=False, exists=True, path_type=Path),
    envvar="WIREDESK_DESK",
    help="The desk file. It is only read.",
)
def mcp(desk_path: Path) -> None:
    """Serve a desk to agents over MCP, on standard input and output.

    Tools and resources only read, and all text of reports is marked as untrusted data.
    """
    try:
        from wiredesk.mcp.server import create_server
    except ImportError as error:
        raise click.ClickException(
            f"the MCP library is not installed ({error}); `pip install 'wiredesk[mcp]'` brings it"
        ) from error
    create_server(desk_path).run("stdio")
