"""The log of events in a desk file: appended to, read, never changed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any
from uuid import uuid4

from wiredesk.model.codec import encode
from wiredesk.model.custody import START, Event, Head, Origin, canonical, event_hash

CAPTURE = ("path", "sha256", "captured_at", "media", "hints", "tool", "origin")
JUDGEMENT = (
    "kind", "left", "right", "answer", "score", "reasons", "made_by", "made_at", "replaces",
)  # fmt: skip
"""The columns that the event of a capture and of a judgement repeats, so that each can be held
against the other."""


def append(db: sqlite3.Connection, at: str, kind: str, subject: str, details: dict[str, Any]) -> Event:
    """Add an event to the end of the log, inside the transaction of what it records.

    The first event of a file is ``opened``: a random name that makes two logs of the same
    captures different, so that one cannot stand in for the other.
    """
    last = db.execute("SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1").fetchone()
    if last is None:
        last = _put(db, 1, at, "opened", "", {"desk": uuid4().hex}, START)
    seq, previous = last
    _, digest = _put(db, seq + 1, at, kind, subject, details, previous)
    return Event(seq + 1, at, kind, subject, details, previous, digest)


def _put(
    db: sqlite3.Connection, seq: int, at: str, kind: str, subject: str, details: dict[str, Any], previous: str
) -> tuple[int, str]:
    text = canonical(details)
    digest = event_hash(seq, at, kind, subject, text, previous)
    db.execute(
        "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?)", (seq, at, kind, subject, text, previous, digest)
    )
    return seq, digest


def head(db: sqlite3.Connection) -> Head:
    """The end of the log; of an empty one, count 0 and the hash that the first event builds on."""
    last = db.execute("SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1").fetchone()
    return Head(*last) if last else Head(0, START)


def events(
    db: sqlite3.Connection, kind: str | None = None, subject: str | None = None, after: int = 0
) -> Iterator[Event]:
    """The events in order, those of one kind, of one subject and after an event where asked for.

    Raises ValueError where details are no JSON object: the file was changed from outside.
    """
    for *row, details, previous, digest in db.execute(
        "SELECT seq, at, kind, subject, details, previous, hash FROM events "
        "WHERE seq > ? AND (? IS NULL OR kind = ?) AND (? IS NULL OR subject = ?) ORDER BY seq",
        (after, kind, kind, subject, subject),
    ):
        found = json.loads(details)
        if not isinstance(found, dict):
            raise ValueError(f"event {row[0]} has details that are no JSON object")
        seq, at, what, of = row
        yield Event(seq, at, what, of, found, previous, digest)


def adopt(db: sqlite3.Connection, at: str) -> int:
    """Enter everything that a file held before it kept a log, as known from ``at`` on."""
    count = 0
    for table, columns in (("captures", CAPTURE), ("judgements", JUDGEMENT)):
        names = ", ".join(f'"{c}"' for c in ("id", *columns))
        for id_, *values in db.execute(f"SELECT {names} FROM {table} ORDER BY id").fetchall():
            append(db, at, "adopted", id_, dict(zip(columns, values, strict=True)))
            count += 1
    return count


def text_of(value: Any) -> str:
    """A model value as it is kept in a column and in an event: canonical JSON, ASCII only."""
    return json.dumps(encode(value), ensure_ascii=True, separators=(",", ":"), sort_keys=True)


def named(origin: Origin | None) -> str | None:
    """An origin as it is kept: a JSON object of what is known, None where nothing is."""
    known = {k: v for k, v in asdict(origin).items() if v is not None} if origin else {}
    return canonical(known) if known else None
