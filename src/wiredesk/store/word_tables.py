"""What can be found by its words: reports, claims and voices, in one full-text index of the desk file."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

MOST_MATCHES = 2_000  # matches of one search that are ranked: the newest ones
REPORT = 1 << 40  # the bit of a row id that says that it is a report's

TABLES = """
CREATE VIRTUAL TABLE IF NOT EXISTS view_words USING fts5(
    title, body, kind UNINDEXED, ref UNINDEXED, tokenize = "unicode61 remove_diacritics 2", prefix = "2 3"
);
CREATE TABLE IF NOT EXISTS view_word_rows (story TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (story, at))
    STRICT, WITHOUT ROWID;
"""
NAMES = ("view_words", "view_word_rows")


class WordTables:
    """The full-text index of an open desk file."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def put(self, story: str, rows: Iterable[tuple[str, str, int, str, str]]) -> None:
        """Make things findable: kind, id, day (0 where unknown), title, body; dropped with ``story``,
        "" for those that stay.  Row ids follow from day and id, not from the order of arrival."""
        made = sorted(
            (row_id(day, kind, ref), title, body, kind, ref) for kind, ref, day, title, body in rows
        )
        for at, title, body, kind, ref in made:
            self._db.execute("DELETE FROM view_words WHERE rowid = ?", (at,))
            self._db.execute(
                "INSERT INTO view_words (rowid, title, body, kind, ref) VALUES (?, ?, ?, ?, ?)",
                (at, title, body, kind, ref),
            )
        if story:
            self._db.executemany(
                "INSERT OR IGNORE INTO view_word_rows VALUES (?, ?)", ((story, row[0]) for row in made)
            )

    def forget(self, story: str) -> None:
        """Drop what was findable because of a story."""
        self._db.execute(
            "DELETE FROM view_words WHERE rowid IN (SELECT at FROM view_word_rows WHERE story = ?)", (story,)
        )
        self._db.execute("DELETE FROM view_word_rows WHERE story = ?", (story,))

    def matches(
        self, match: str, limit: int, offset: int, before: str, after: str
    ) -> tuple[list[tuple[str, str, str, str]], int]:
        """Kind, id, title and snippet of what matches an FTS5 expression, best first (BM25, a title
        counting four times), and how many match: at most :data:`MOST_MATCHES`, the newest."""
        # as one row: a thread gives way to others at every row that it takes
        (packed,) = self._db.execute(
            "SELECT json_group_array(json_array(at, score)) FROM (SELECT rowid AS at, "
            "bm25(view_words, 4.0, 1.0) AS score FROM view_words WHERE view_words MATCH ? "
            "ORDER BY rowid DESC LIMIT ?)",
            (match, MOST_MATCHES),
        ).fetchone()
        found: list[tuple[int, float]] = json.loads(packed)
        found.sort(key=lambda row: (round(row[1], 9), row[0]))
        out = []
        shown = [at for at, _ in found[offset : offset + limit]]
        if shown:  # one pass over the matches: looking each up would begin the search anew each time
            marks = ", ".join("?" for _ in shown)
            (packed,) = self._db.execute(
                "SELECT json_group_array(json_array(at, kind, ref, title, snippet)) FROM (SELECT rowid "
                "AS at, kind, ref, title, snippet(view_words, 1, ?, ?, '…', 24) AS snippet "
                "FROM view_words WHERE view_words MATCH ? AND rowid BETWEEN ? AND ? "
                f"AND +rowid IN ({marks}) LIMIT {len(shown)})",
                (before, after, match, min(shown), max(shown), *shown),
            ).fetchone()
            told = {row[0]: tuple(row[1:]) for row in json.loads(packed)}
            out = [told[at] for at in shown]
        return out, len(found)

    def voices(self, match: str) -> list[str]:
        """Ids of the voices that match an FTS5 expression, in order."""
        if not match:
            return []
        rows = self._db.execute(
            f"SELECT ref FROM view_words WHERE view_words MATCH ? AND (rowid & {REPORT}) = 0 "
            "AND kind = 'voice' ORDER BY ref",
            (match,),
        )
        return [r[0] for r in rows]

    def stories(self, match: str) -> list[str]:
        """The stories of the newest :data:`MOST_MATCHES` reports that match an FTS5 expression, in order."""
        (packed,) = self._db.execute(
            "SELECT json_group_array(story) FROM (SELECT DISTINCT r.story AS story FROM (SELECT rowid AS at "
            f"FROM view_words WHERE view_words MATCH ? AND (rowid & {REPORT}) <> 0 ORDER BY rowid DESC "
            "LIMIT ?) w CROSS JOIN view_reports r ON r.at = w.at WHERE r.story <> '')",
            (match, MOST_MATCHES),
        ).fetchone()
        return sorted(json.loads(packed))

    def reports(self, match: str) -> list[str]:
        """Ids of the reports that match an FTS5 expression: the newest :data:`MOST_MATCHES`."""
        rows: list[Any] = self._db.execute(
            "SELECT r.id FROM (SELECT rowid AS at FROM view_words WHERE view_words MATCH ? "
            f"AND (rowid & {REPORT}) <> 0 ORDER BY rowid DESC LIMIT ?) w CROSS JOIN view_reports r "
            "ON r.at = w.at",
            (match, MOST_MATCHES),
        ).fetchall()
        return [r[0] for r in rows]


def row_id(day: int, kind: str, ref: str) -> int:
    """Sixty-three bits: the day, so that later days come last; whether it is a report, so that what is not
    need not be read to be passed over; a hash of the thing."""
    tail = int.from_bytes(sha256(f"{kind}:{ref}".encode("utf-8", "surrogatepass")).digest()[:5])
    return (min(max(day, 0), (1 << 22) - 1) << 41) | (REPORT if kind == "report" else 0) | tail
