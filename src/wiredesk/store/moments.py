"""The moments of a desk file: when something was captured or judged.  Every page asks for them."""

from __future__ import annotations

import json
import sqlite3
from bisect import insort

_ADDS = ("captured", "judged", "adopted")  # the events that add a capture or a judgement


class Moments:
    """Read once, and from then on only what the log says came since: a file of 100,000 captures that
    grows while it is read is not gone through again for each page."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._end = -1  # the last event that was taken into account
        self._at: list[str] = []
        self._every: set[str] = set()
        self._as_tuple: tuple[str, ...] | None = None
        self._counts = {"captures": 0, "judgements": 0}
        self._last = {"captures": "-", "judgements": "-"}

    def all(self) -> tuple[str, ...]:
        """Every moment, in order, each once."""
        self._read_on()
        if self._as_tuple is None:
            self._as_tuple = tuple(self._at)
        return self._as_tuple

    def stamp(self) -> str:
        """How many captures there are, when the last was made, and the same of judgements."""
        self._read_on()
        return " ".join(f"{self._counts[t]} {self._last[t]}" for t in ("captures", "judgements"))

    def _read_on(self) -> None:
        if self._db.in_transaction:  # what is not committed may yet be taken back
            self._end = -1
        if self._end < 0:
            self._read_all()
            return
        for seq, at, kind, details in self._db.execute(
            "SELECT seq, at, kind, CASE kind WHEN 'adopted' THEN details END FROM events WHERE seq > ? "
            "ORDER BY seq",
            (self._end,),
        ):
            self._end = seq
            if kind in _ADDS:
                held = json.loads(details) if details else {}
                table = "judgements" if kind == "judged" or "made_at" in held else "captures"
                self._add(held.get("captured_at") or held.get("made_at") or at, table)

    def _add(self, at: str, table: str) -> None:
        self._counts[table] += 1
        if self._last[table] == "-" or at > self._last[table]:
            self._last[table] = at
        if at not in self._every:
            self._every.add(at)
            insort(self._at, at)
            self._as_tuple = None

    def _read_all(self) -> None:
        inside = self._db.in_transaction
        if not inside:
            self._db.execute("BEGIN")  # the end of the log and the tables of one moment
        try:
            end = self._db.execute("SELECT max(seq) FROM events").fetchone()[0] or 0
            for table, column in (("captures", "captured_at"), ("judgements", "made_at")):
                number, last = self._db.execute(f"SELECT count(*), max({column}) FROM {table}").fetchone()
                self._counts[table], self._last[table] = number, last or "-"
            query = "SELECT captured_at FROM captures UNION SELECT made_at FROM judgements ORDER BY 1"
            self._at = [at for (at,) in self._db.execute(query)]
        finally:
            if not inside:
                self._db.execute("COMMIT")
        self._every, self._as_tuple = set(self._at), None
        self._end = -1 if inside else end
