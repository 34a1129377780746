"""The command for agents: mcp."""

from __future__ import annotations

from pathlib import Path

import click

from wiredesk.cli.options import DESK_FILE


@click.command(
    epilog='Example, in an agent\'s settings:  {"command": "wiredesk", "args": ["mcp", "--desk", "war.desk"]}'
)
@DESK_FILE
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
