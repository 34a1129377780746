"""The desk file: one SQLite database that keeps evidence and decisions, and caches results.

Evidence (captures and their bytes) and decisions (judgements) are insert-only.  Triggers in the
file itself enforce it, so it holds on every connection and in every program, for ``UPDATE``,
``DELETE``, ``INSERT OR REPLACE`` and upserts alike: a replace is refused before it happens,
because SQLite runs delete triggers for it only where a connection asks for that.  The tables
have no hidden row id that a replace could aim at.  Results of stages are a cache and may go.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType

from wiredesk.errors import DeskError, EvidenceTampered, WrongSchema
from wiredesk.model.codec import decode, dumps
from wiredesk.model.ids import sha256
from wiredesk.model.reports import Capture, Hints
from wiredesk.model.views import Judgement, Reason
from wiredesk.store.view_tables import ViewTables

SCHEMA = 1
APPEND_ONLY = {"blobs": "sha256", "captures": "id", "judgements": "id", "meta": "key"}

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE blobs (sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, zdata BLOB NOT NULL)
    STRICT, WITHOUT ROWID;
CREATE TABLE captures (
    id TEXT PRIMARY KEY, path TEXT NOT NULL, sha256 TEXT NOT NULL REFERENCES blobs (sha256),
    captured_at TEXT NOT NULL, media TEXT NOT NULL, hints TEXT NOT NULL, tool TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX captures_by_time ON captures (captured_at, id);
CREATE TABLE judgements (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, "left" TEXT NOT NULL, "right" TEXT NOT NULL,
    answer INTEGER NOT NULL, score REAL NOT NULL, reasons TEXT NOT NULL, made_by TEXT NOT NULL,
    made_at TEXT NOT NULL, replaces TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX judgements_by_time ON judgements (made_at, id);
CREATE TABLE results (
    stage TEXT NOT NULL, version INTEGER NOT NULL, configuration TEXT NOT NULL, input TEXT NOT NULL,
    output BLOB NOT NULL, PRIMARY KEY (stage, version, configuration, input)
) STRICT, WITHOUT ROWID;
"""


def _guards() -> str:
    out = []
    for table, key in APPEND_ONLY.items():
        for what in ("UPDATE", "DELETE"):
            out.append(
                f"CREATE TRIGGER {table}_no_{what.lower()} BEFORE {what} ON {table} BEGIN "
                f"SELECT RAISE(ABORT, '{table} are append-only: {what} refused'); END;"
            )
        out.append(
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key}) BEGIN "
            f"SELECT RAISE(ABORT, '{table} are append-only: this id is taken'); END;"
        )
    return "\n".join(out)


class DeskFile:
    """An open desk file; also a context manager.  ``path`` may be ":memory:".  ``patience`` is how
    many milliseconds to wait for another process that writes."""

    def __init__(self, path: Path | str, patience: int = 10_000) -> None:
        self.path = str(path)
        self._patience = patience
        try:
            self._db = sqlite3.connect(self.path, isolation_level=None)
        except sqlite3.Error as error:
            raise DeskError(
                f"{self.path}: cannot be opened ({error}); give a path that can be written"
            ) from error
        self._views = ViewTables(self._db)
        try:
            self._prepare()
        except WrongSchema:
            self._db.close()
            raise
        except sqlite3.DatabaseError as error:
            self._db.close()
            raise DeskError(
                f"{self.path}: cannot be used as a desk file ({error}); "
                "expected a new path or a file that Wiredesk made; give another --desk"
            ) from error

    def _prepare(self) -> None:
        db = self._db
        db.execute("PRAGMA foreign_keys = ON")
        db.execute(f"PRAGMA busy_timeout = {int(self._patience)}")
        db.execute("BEGIN IMMEDIATE")
        try:
            tables = {r[0] for r in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if not tables:
                for statement in _statements(TABLES + _guards()):
                    db.execute(statement)
                db.execute("INSERT INTO meta VALUES ('schema', ?)", (str(SCHEMA),))
            elif "meta" not in tables:
                raise sqlite3.DatabaseError("it is a database of something else")
        except BaseException:
            db.execute("ROLLBACK")
            raise
        db.execute("COMMIT")
        found = db.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
        if found is None or found[0] != str(SCHEMA):
            raise WrongSchema(
                f"{self.path}: has schema {found[0] if found else 'unknown'}, this Wiredesk reads {SCHEMA}; "
                "use the version that wrote it, or add the reports to a new desk"
            )
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")

    def close(self) -> None:
        """Close the file; nothing is pending."""
        self._db.close()

    def __enter__(self) -> DeskFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None
    ) -> None:
        self.close()

    # evidence

    def add_capture(self, capture: Capture, tool: str) -> bool:
        """Keep a capture and its bytes; False where its id is there already (nothing changes)."""
        db = self._db
        db.execute("BEGIN IMMEDIATE")
        try:
            if db.execute("SELECT 1 FROM captures WHERE id = ?", (capture.id,)).fetchone():
                db.execute("ROLLBACK")
                return False
            if not db.execute("SELECT 1 FROM blobs WHERE sha256 = ?", (capture.sha256,)).fetchone():
                packed = zlib.compress(capture.data, 6)
                db.execute("INSERT INTO blobs VALUES (?, ?, ?)", (capture.sha256, len(capture.data), packed))
            db.execute(
                "INSERT INTO captures VALUES (?, ?, ?, ?, ?, ?, ?)",
                (capture.id, capture.path, capture.sha256, capture.captured_at, capture.media,
                 dumps(capture.hints), tool),
            )  # fmt: skip
        except BaseException:
            db.execute("ROLLBACK")
            raise
        db.execute("COMMIT")
        return True

    @property
    def views(self) -> ViewTables:
        """The kept views of this file."""
        return self._views

    def capture(self, id_: str) -> Capture | None:
        """One capture, or None.  Raises :class:`EvidenceTampered` as :meth:`captures` does."""
        row = self._db.execute(
            "SELECT c.id, c.path, c.sha256, b.zdata, c.captured_at, c.media, c.hints FROM captures c "
            "JOIN blobs b ON b.sha256 = c.sha256 WHERE c.id = ?",
            (id_,),
        ).fetchone()
        return self._capture(row) if row else None

    def captures(self, as_of: str | None = None) -> Iterator[Capture]:
        """Captures in id order, those captured up to ``as_of`` (ISO, UTC) where it is given.

        Raises :class:`EvidenceTampered` where bytes no longer match their SHA-256.
        """
        rows = self._db.execute(
            "SELECT c.id, c.path, c.sha256, b.zdata, c.captured_at, c.media, c.hints FROM captures c "
            "JOIN blobs b ON b.sha256 = c.sha256 WHERE ? IS NULL OR c.captured_at <= ? ORDER BY c.id",
            (as_of, as_of),
        )
        for row in rows:
            yield self._capture(row)

    def _capture(self, row: tuple[str, str, str, bytes, str, str, str]) -> Capture:
        import json

        id_, path, digest, packed, at, media, hints = row
        try:
            data = zlib.decompress(packed)
        except zlib.error as error:
            raise EvidenceTampered(
                f"{self.path}: the bytes of {path} cannot be unpacked ({error})"
            ) from error
        if sha256(data) != digest:
            raise EvidenceTampered(
                f"{self.path}: the bytes of {path} have SHA-256 {sha256(data)}, recorded was {digest}; "
                "restore the desk file from a copy"
            )
        return Capture(id_, path, digest, data, at, media, Hints(*json.loads(hints)))

    # decisions

    def add_judgements(self, judgements: Iterable[Judgement]) -> int:
        """Keep judgements (each with ``made_at``); those whose id is known are passed over."""
        added = 0
        self._db.execute("BEGIN IMMEDIATE")
        try:
            for j in judgements:
                if self._db.execute("SELECT 1 FROM judgements WHERE id = ?", (j.id,)).fetchone():
                    continue
                if j.made_at is None:
                    raise ValueError(f"judgement {j.id} has no time; expected made_at in ISO UTC")
                self._db.execute(
                    "INSERT INTO judgements VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (j.id, j.kind, j.left, j.right, int(j.answer), j.score, dumps(j.reasons),
                     j.made_by, j.made_at, j.replaces),
                )  # fmt: skip
                added += 1
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")
        return added

    def judgements(self, as_of: str | None = None) -> tuple[Judgement, ...]:
        """Every judgement made up to ``as_of``, oldest first, replaced ones included."""
        import json

        rows = self._db.execute(
            'SELECT id, kind, "left", "right", answer, score, reasons, made_by, made_at, replaces '
            "FROM judgements WHERE ? IS NULL OR made_at <= ? ORDER BY made_at, id",
            (as_of, as_of),
        )
        return tuple(
            Judgement(i, k, a, b, bool(n), s, decode(tuple[Reason, ...], json.loads(r)), by, at, rep)
            for i, k, a, b, n, s, r, by, at, rep in rows
        )

    # results: a cache

    def result(self, stage: str, version: int, configuration: str, key: str) -> bytes | None:
        """A kept result of a stage, or None."""
        row = self._db.execute(
            "SELECT output FROM results WHERE stage = ? AND version = ? AND configuration = ? AND input = ?",
            (stage, version, configuration, key),
        ).fetchone()
        return zlib.decompress(row[0]) if row else None

    def keep_results(self, rows: Iterable[tuple[str, int, str, str, bytes]]) -> None:
        """Keep results: stage, version, configuration, input id, output."""
        packed = [(s, v, c, k, zlib.compress(out, 1)) for s, v, c, k, out in rows]
        self._db.execute("BEGIN IMMEDIATE")
        try:
            self._db.executemany("INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?, ?)", packed)
        except BaseException:
            if self._db.in_transaction:  # a full disk has ended it already
                self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def forget_results(self) -> int:
        """Drop every kept result; returns how many there were.  Evidence and decisions stay."""
        return self._db.execute("DELETE FROM results").rowcount


def _statements(script: str) -> Iterator[str]:
    piece = ""
    for line in script.splitlines():
        piece += line + "\n"
        if sqlite3.complete_statement(piece):
            yield piece
            piece = ""
