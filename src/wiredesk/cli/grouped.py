"""The list of commands in `wiredesk --help`, grouped by what a person comes for."""

from __future__ import annotations

from collections.abc import Iterable

import click

GROUPS = {
    "Read": ("brief", "stories", "claims", "trace", "why", "why-together", "serve"),
    "Gather": ("add", "watch", "editions", "changes", "alerts"),
    "Judge": ("judge", "undo", "log"),
    "Hand over": ("export", "import", "mcp"),
    "Keep": ("verify", "events", "timestamp", "rebuild", "stage"),
}
OTHER = "Other"  # a command of none of these groups; a test says that there is none


class Grouped(click.Group):
    """A group whose help lists its commands under headings, and which takes each name once."""

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Register a command.  Raises ValueError where another one has its name."""
        called = name or cmd.name or ""
        if self.commands.get(called, cmd) is not cmd:
            raise ValueError(f"two commands are called {called!r}; give one of them another name")
        super().add_command(cmd, name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands under their headings, each with the first sentence of its help."""
        grouped = {name for names in GROUPS.values() for name in names}
        rest = tuple(name for name in self.list_commands(ctx) if name not in grouped)
        width = max(map(len, self.commands), default=0)
        for heading, names in (*GROUPS.items(), (OTHER, rest)):
            if lines := list(self._lines(names, formatter.width - 6 - width)):
                with formatter.section(heading):
                    formatter.write_dl([(name.ljust(width), says) for name, says in lines])

    def _lines(self, names: Iterable[str], room: int) -> Iterable[tuple[str, str]]:
        for name in names:
            command = self.commands.get(name)
            if command is not None and not command.hidden:
                yield name, command.get_short_help_str(room)
