"""What alerts remember in a desk file: what each story said before it was told anew, and what was new then.

Neither evidence nor views: it is written when a story is told again, and stays where the views are made
anew.  It begins with the first time that the desk's stories were looked at (``armed``): what was there
then is news to nobody.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Sequence

TABLES = (
    "CREATE TABLE IF NOT EXISTS alerts_from (armed TEXT NOT NULL) STRICT",
    "CREATE TABLE IF NOT EXISTS alerts_before (story TEXT PRIMARY KEY, document BLOB NOT NULL) STRICT",
    """CREATE TABLE IF NOT EXISTS alerts (id TEXT PRIMARY KEY, at TEXT NOT NULL, kind TEXT NOT NULL,
    entry TEXT NOT NULL) STRICT, WITHOUT ROWID""",
    "CREATE INDEX IF NOT EXISTS alerts_latest ON alerts (at DESC, id)",
)


class AlertTables:
    """The tables of alerts of an open desk file; methods that write are called in a transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def make(self) -> None:
        """Have the tables."""
        for statement in TABLES:
            self._db.execute(statement)

    def armed(self) -> str | None:
        """Since when alerts are kept (ISO UTC); None where the stories were never looked at."""
        row = self._db.execute("SELECT armed FROM alerts_from").fetchone()
        return row[0] if row else None

    def arm(self, at: str) -> None:
        """Keep alerts of what comes after a moment, if none are kept yet."""
        self._db.execute(
            "INSERT INTO alerts_from SELECT ? WHERE NOT EXISTS (SELECT 1 FROM alerts_from)", (at,)
        )

    def keep_before(self, story: str) -> None:
        """Keep the document of a story that is about to be told anew or to be no more."""
        self._db.execute(
            "INSERT OR REPLACE INTO alerts_before SELECT key, document FROM view_documents WHERE key = ?",
            (story,),
        )

    def before(self, stories: Iterable[str]) -> list[tuple[str, bytes]]:
        """The kept documents of some stories, encoded, by id."""
        out = []
        for story in sorted(set(stories)):
            row = self._db.execute("SELECT document FROM alerts_before WHERE story = ?", (story,)).fetchone()
            if row:
                out.append((story, zlib.decompress(row[0])))
        return out

    def forget_before(self, stories: Iterable[str]) -> None:
        """Drop kept documents."""
        self._db.executemany("DELETE FROM alerts_before WHERE story = ?", ((s,) for s in stories))

    def put(self, rows: Iterable[tuple[str, str, str, str]]) -> None:
        """Keep alerts: id, moment, kind, the alert encoded.  One that is known stays as it was."""
        self._db.executemany("INSERT OR IGNORE INTO alerts VALUES (?, ?, ?, ?)", rows)

    def latest(self, since: str | None, limit: int, offset: int) -> tuple[list[str], int]:
        """Alerts after a moment, encoded, the latest first, and how many there are."""
        given: Sequence[str] = (since or "",)
        rows = self._db.execute(
            "SELECT entry FROM alerts WHERE at > ? ORDER BY at DESC, id LIMIT ? OFFSET ?",
            (*given, limit, offset),
        )
        found = [r[0] for r in rows]
        total = self._db.execute("SELECT count(*) FROM alerts WHERE at > ?", given).fetchone()[0]
        return found, total
