"""The commands of judging: judge, undo, log."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import Any

import click

from wiredesk.cli.options import DESK_FILE
from wiredesk.cli.terminal import rows
from wiredesk.desk import KINDS, Decision, Desk, Judgement, moment


def _me() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a process without a user name
        return ""


_by = click.option(
    "--by", default=_me, envvar="WIREDESK_BY", show_default="$WIREDESK_BY, or your user name",
    help="Who judges.",
)  # fmt: skip
_reason = click.option("--reason", default="", help="Why, for colleagues and the log.")


@click.command(
    epilog="Kinds:\n\n\b\n"
    + "\n".join(f"  {name:<12}{kind.asks}" for name, kind in KINDS.items())
    + "\n\nExamples:\n\n\b\n"
    "  wiredesk judge same_claim clm-1f2e… clm-9a0b… --desk war.desk --reason 'one offer'\n"
    "  wiredesk judge copies r-77… r-12… --no --desk war.desk\n"
    "  wiredesk judge rate 'outlet:Valley Voice' --value B --desk war.desk\n"
    "  wiredesk judge line story-3c… --value 'Talks go on.' --evidence clm-1f… --desk war.desk"
)
@click.argument("kind", type=click.Choice(list(KINDS)))
@click.argument("left")
@click.argument("right", default="")
@click.option("--no", is_flag=True, help="Judge that it is not so.")
@click.option("--value", default="", help="The grade, note or line.")
@click.option("--evidence", multiple=True, help="A claim or statement that a line of your own rests on.")
@_by
@_reason
@DESK_FILE
def judge(
    kind: str,
    left: str,
    right: str,
    no: bool,
    value: str,
    evidence: tuple[str, ...],
    by: str,
    reason: str,
    desk_path: Path,
) -> None:
    """Judge LEFT (and RIGHT): overrule or confirm what the machine found.

    Sides are ids of claims, statements, lines, reports, stories or actors, names, or outlet:NAME.
    The judgement is kept with its author and moment, obeyed by every later run, and can be undone.
    """
    with Desk(desk_path) as desk:
        _shown(desk.judge(kind, left, right, not no, by, reason, value=value, evidence=evidence))


@click.command(epilog="Example:  wiredesk undo j-5d10… --desk war.desk --reason 'another speech'")
@click.argument("judgement")
@_by
@_reason
@DESK_FILE
def undo(judgement: str, by: str, reason: str, desk_path: Path) -> None:
    """Take a JUDGEMENT back. Both stay in the log; undoing the undoing brings it back."""
    with Desk(desk_path) as desk:
        _shown(desk.undo(judgement, by, reason))


@click.command(name="log", epilog="Example:  wiredesk log --desk war.desk --as-of 2026-03-01")
@click.option("--as-of", metavar="TIME", help="Up to this moment of the desk's clock.")
@DESK_FILE
def log_(as_of: str | None, desk_path: Path) -> None:
    """List every judgement, oldest first, and what became of it."""
    with Desk(desk_path) as desk:
        rows(
            [_row(d) for d in desk.log(moment(as_of) if as_of else None)],
            ("at", "by", "id", "kind", "answer", "left", "right", "value", "state", "why"),
        )


def _row(decision: Decision) -> dict[str, Any]:
    j = decision.judgement
    return {
        "at": j.made_at,
        "by": j.made_by,
        "id": j.id,
        "kind": j.kind,
        "answer": "yes" if j.answer else "no",
        "left": j.left,
        "right": j.right or None,
        "value": j.value or None,
        "reason": "; ".join(r.message for r in j.reasons if r.message) or None,
        "state": decision.state,
        "why": decision.why or None,
    }


def _shown(made: Judgement) -> None:
    rows(
        [{"id": made.id, "kind": made.kind, "left": made.left, "right": made.right or None,
          "answer": made.answer, "by": made.made_by, "at": made.made_at, "replaces": made.replaces}],
        ("id", "kind", "left", "right", "by", "replaces"),
    )  # fmt: skip
