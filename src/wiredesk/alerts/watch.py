"""A watch on a desk: what was told is remembered, so that nothing is told twice or lost."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from wiredesk.alerts.finding import entries, just_before, seen_after
from wiredesk.desk import Desk
from wiredesk.errors import DeskError, WiredeskError
from wiredesk.export.feeds import Entry

KEPT = 5000  # ids of told alerts that are remembered for each channel

Send = Callable[[tuple[Entry, ...]], None]
"""Tells some alerts; raises WiredeskError where it could not."""


@dataclass(frozen=True, slots=True)
class Told:
    """What one round did: the alerts found, how many each channel was told, what failed."""

    found: tuple[Entry, ...]
    sent: dict[str, int] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)
    armed: bool = False  # the first round: it looks, and tells from the next one on


class Watch:
    """Tells each channel what is new in substance since it was last told.

    What was told lies beside the desk file, in its name with ``.alerts``.  It goes by the desk's log,
    not by the clock: a capture that takes long to arrive is not missed.  A channel that fails is
    told again in the next round; the others are not.
    """

    def __init__(self, desk: Path) -> None:
        self.desk = desk
        self.state = desk.with_name(desk.name + ".alerts")

    def round(self, channels: Mapping[str, Send], now: str, everything: bool = False) -> Told:
        """Look once, and tell.  The first round of a channel only notes where the log ends, unless
        ``everything`` is asked for."""
        kept = self._read()
        fresh = {c for c in channels if c not in kept}
        with Desk(self.desk) as desk:
            end = desk.head().count
            for name in fresh:
                kept[name] = (0 if everything else end, ())
            start = min((kept[c][0] for c in channels), default=end)
            found = self._found(desk, start, now)
        told = Told(found, armed=bool(fresh) and not everything)
        for name, send in channels.items():
            after, known = kept[name]
            new = tuple(e for e in found if e.id not in known) if after < end else ()
            try:
                if new:
                    send(new)
            except WiredeskError as error:
                told.failed[name] = str(error)
                continue
            told.sent[name] = len(new)
            kept[name] = (end, tuple([*known, *(e.id for e in new)][-KEPT:]))
        self._write(kept)
        return told

    def _found(self, desk: Desk, after: int, now: str) -> tuple[Entry, ...]:
        captured = [
            str(e.details.get("captured_at") or e.at)
            for e in desk.events(after=after)
            if e.kind in ("captured", "adopted") and "made_by" not in e.details
        ]
        if not captured:
            return ()
        desk.refresh(tell=False)
        since = just_before(min(captured))
        return entries(desk, seen_after(desk, since), since, now)

    def _read(self) -> dict[str, tuple[int, tuple[str, ...]]]:
        try:
            kept = json.loads(self.state.read_text("utf-8"))
            return {str(c): (int(v["after"]), tuple(map(str, v["told"]))) for c, v in kept.items()}
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise DeskError(
                f"{self.state}: what was told cannot be read ({error}); delete it to begin anew"
            ) from error

    def _write(self, kept: dict[str, tuple[int, tuple[str, ...]]]) -> None:
        text = json.dumps({c: {"after": a, "told": list(t)} for c, (a, t) in kept.items()}, indent=1)
        part = self.state.with_name(self.state.name + ".part")
        try:
            part.write_text(text + "\n", "utf-8")
            os.replace(part, self.state)
        except OSError as error:
            raise DeskError(f"{self.state}: what was told cannot be kept ({error.strerror})") from error
