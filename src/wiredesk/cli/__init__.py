"""The command line: a thin door to :class:`wiredesk.desk.Desk`.

Tables on a terminal, JSON lines in a pipe; progress on standard error; exit codes as in
:mod:`wiredesk.errors` (0 done, 2 wrong usage, 3 nothing could be read, ...).
"""

from __future__ import annotations

import gc
import sys

from wiredesk.cli import changes, custody, editions, reading, together, why
from wiredesk.cli.commands import wiredesk
from wiredesk.cli.serve import serve
from wiredesk.errors import WiredeskError

for command in (
    *changes.COMMANDS,
    *custody.COMMANDS,
    *editions.COMMANDS,
    *reading.COMMANDS,
    *together.COMMANDS,
    *why.COMMANDS,
    serve,
):
    wiredesk.add_command(command)


def main() -> None:
    """Run the command line; an error raised on purpose becomes one message and its exit code.

    The collector of reference cycles runs rarely: parses and statements are many small values
    without cycles, and looking through them again and again costs a tenth of a first brief.
    """
    gc.set_threshold(500_000, 50, 100)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
    try:
        wiredesk(prog_name="wiredesk")
    except WiredeskError as error:
        from wiredesk.cli.terminal import plain

        sys.stderr.write(f"wiredesk: {plain(str(error))}\n")
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
