"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

DESK_FILE = click.option(
    "--desk",
    "desk_path",
    required=True,
    type=click.Path(dir_okay=False, exists=True, path_type=Path),
    envvar="WIREDESK_DESK",
    help="The desk file.",
)
"""A desk that is there already."""
