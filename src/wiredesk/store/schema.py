"""The tables of a desk file, what guards them, and how an older file is brought up to date.

Evidence (captures and their bytes), decisions (judgements) and the log of events are insert-only.
Triggers in the file itself enforce it, so it holds on every connection and in every program, for
``UPDATE``, ``DELETE``, ``INSERT OR REPLACE`` and upserts alike: a replace is refused before it
happens, because SQLite runs delete triggers for it only where a connection asks for that.  The
tables have no hidden row id that a replace could aim at.  Triggers can be dropped by who can
write the file: that is what the log and :mod:`wiredesk.store.verifying` are for.

Raise ``SCHEMA`` and add a step to ``UPGRADES`` for every change of a table that is evidence; a step
only adds.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

SCHEMA = 2
APPEND_ONLY = {"blobs": "sha256", "captures": "id", "judgements": "id", "meta": "key", "events": "seq"}

FIRST = """
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

SECOND = """
ALTER TABLE captures ADD COLUMN origin TEXT;
CREATE TABLE events (
    seq INTEGER PRIMARY KEY, at TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL,
    details TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX events_by_kind ON events (kind, subject, at);
"""

UPGRADES: dict[int, str] = {2: SECOND}
"""The script that makes schema N of schema N - 1."""


def guards(table: str) -> str:
    """The triggers that keep a table insert-only."""
    key = APPEND_ONLY[table]
    out = [
        f"CREATE TRIGGER {table}_no_{what.lower()} BEFORE {what} ON {table} BEGIN "
        f"SELECT RAISE(ABORT, '{table} are append-only: {what} refused'); END;"
        for what in ("UPDATE", "DELETE")
    ]
    out.append(
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
        f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key}) BEGIN "
        f"SELECT RAISE(ABORT, '{table} are append-only: this id is taken'); END;"
    )
    return "\n".join(out)


def guard_names() -> dict[str, str]:
    """Every trigger that has to be there, with its SQL as SQLite keeps it."""
    return {
        statement.split()[2]: " ".join(statement.rstrip().rstrip(";").split())
        for table in APPEND_ONLY
        for statement in statements(guards(table))
    }


def create(db: sqlite3.Connection) -> None:
    """All tables and guards, in an empty database, inside the transaction that is open."""
    for script in (FIRST, *UPGRADES.values(), *(guards(table) for table in APPEND_ONLY)):
        for statement in statements(script):
            db.execute(statement)
    db.execute("INSERT INTO meta VALUES ('schema', ?)", (str(SCHEMA),))


def upgrade(db: sqlite3.Connection, found: int) -> None:
    """Bring the tables of schema ``found`` up to :data:`SCHEMA`, inside the transaction that is open.

    The number in ``meta`` is evidence like the rest and its guard refuses updates, so the guard is
    taken down for the one statement and put back.
    """
    for number in range(found + 1, SCHEMA + 1):
        for statement in statements(UPGRADES[number]):
            db.execute(statement)
    there = {r[0] for r in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    db.execute("DROP TRIGGER IF EXISTS meta_no_update")
    there.discard("meta_no_update")
    db.execute("UPDATE meta SET value = ? WHERE key = 'schema'", (str(SCHEMA),))
    for table in APPEND_ONLY:
        for statement in statements(guards(table)):
            if statement.split()[2] not in there:
                db.execute(statement)


def statements(script: str) -> Iterator[str]:
    """The SQL statements of a script, triggers whole."""
    piece = ""
    for line in script.splitlines():
        piece += line + "\n"
        if sqlite3.complete_statement(piece):
            yield piece
            piece = ""
