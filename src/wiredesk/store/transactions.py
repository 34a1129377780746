"""One transaction at a time: who waits for another process that writes, how long, and what is said then."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from wiredesk.errors import DeskBusy


@contextmanager
def transaction(db: sqlite3.Connection, path: str) -> Iterator[None]:
    """A transaction, held from its first moment; nothing of it stays where it fails.

    Raises :class:`DeskBusy` where another process writes for longer than the connection's
    ``busy_timeout``: nothing was changed then, and the same may be tried again.
    """
    try:
        db.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        raise told(error, db, path) from error
    try:
        yield
        db.execute("COMMIT")
    except BaseException as error:
        if db.in_transaction:  # a full disk has ended it already
            db.execute("ROLLBACK")
        if isinstance(error, sqlite3.OperationalError):
            raise told(error, db, path) from error
        raise


def told(error: sqlite3.OperationalError, db: sqlite3.Connection, path: str) -> Exception:
    """The error as it is told: :class:`DeskBusy` where the file is locked, itself else."""
    if getattr(error, "sqlite_errorcode", 0) & 0xFF not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return error
    waited = db.execute("PRAGMA busy_timeout").fetchone()[0] / 1000
    return DeskBusy(
        f"{path}: another process has been writing to it for {waited:g} seconds; nothing was changed. Try "
        "again, and where that does not help, end the other `wiredesk` that has it open"
    )
