"""Whether a desk file is as it was kept: every row and every byte against the log, and the log
against itself.

What is found is found because two things in the file no longer agree.  Who changes everything
that belongs together (drops a guard, removes the last events and the captures that they name, or
writes the whole log anew) leaves a file that agrees with itself; only a head noted outside shows
that (:class:`wiredesk.model.custody.Head`).  Kept results are no evidence and are not looked at:
``wiredesk rebuild`` makes them anew.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from base64 import b64decode
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from wiredesk.errors import ResourceError
from wiredesk.model.custody import EVENTS, START, Finding, Head, Verified, event_hash
from wiredesk.model.ids import sha256
from wiredesk.store import schema
from wiredesk.store.log import CAPTURE, JUDGEMENT

Progress = Callable[[str, int, int], None]
Recorded = dict[str, list[tuple[int, dict[str, Any]]]]
"""Subject to the events that say what was kept under that id: number and details."""


def verify(
    db: sqlite3.Connection,
    heads: Sequence[Head] = (),
    progress: Progress | None = None,
    tokens: Sequence[bytes] = (),
    roots: bytes | None = None,
) -> Verified:
    """Everything that does not agree, each named; reads one consistent state of the file."""
    db.execute("BEGIN")
    try:
        captures: Recorded = {}
        judgements: Recorded = {}
        found = list(_structure(db))
        found += _guards(db)
        found += _chain(db, captures, judgements)
        found += _rows(db, "captures", CAPTURE, captures)
        found += _rows(db, "judgements", JUDGEMENT, judgements)
        found += _blobs(db, progress)
        cut = list(_lacking(db, heads))
        found += cut
        stamps = [*_stamped(db), *(("the given time stamp", None, t) for t in tokens)]
        stamped, wrong = _stamps(db, stamps, roots)
        found += wrong
        captured, blobs, judged, events = (
            int(db.execute(f"SELECT count(*) FROM {t}").fetchone()[0])
            for t in ("captures", "blobs", "judgements", "events")
        )
        last = db.execute("SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1").fetchone()
    finally:
        db.execute("ROLLBACK")
    stands = [h for h in heads if str(h) not in {f.subject for f in cut}]
    anchors = (*(f"the log still holds the head {h} that was noted" for h in stands), *stamped)
    end = Head(*last) if last else Head(0, START)
    return Verified(captured, blobs, judged, events, end, tuple(found), anchors)


def _structure(db: sqlite3.Connection) -> Iterator[Finding]:
    for (line,) in db.execute("PRAGMA integrity_check(20)"):
        if line != "ok":
            yield Finding("database", "", f"the database is damaged: {line}")


def _guards(db: sqlite3.Connection) -> Iterator[Finding]:
    there = {
        name: " ".join((sql or "").split())
        for name, sql in db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    }
    for name, sql in schema.guard_names().items():
        if name not in there:
            yield Finding("guard", name, f"the guard {name} was removed: this table could be changed")
        elif there[name] != sql:
            yield Finding(
                "guard", name, f"the guard {name} was changed: it is not the one that Wiredesk sets"
            )


def _chain(db: sqlite3.Connection, captures: Recorded, judgements: Recorded) -> Iterator[Finding]:
    """Events that are missing, changed or of no known kind; fills in what they say was kept."""
    before, previous = 0, START
    for seq, at, kind, subject, details, says, digest in db.execute(
        "SELECT seq, at, kind, subject, details, previous, hash FROM events ORDER BY seq"
    ):
        if seq != before + 1:
            gone = f"event {before + 1}" if seq == before + 2 else f"events {before + 1} to {seq - 1}"
            yield Finding(
                "event-removed", gone, f"{gone} of the log {'is' if seq == before + 2 else 'are'} gone"
            )
        elif says != previous:
            yield Finding(
                "event-changed", f"event {seq - 1}",
                f"event {seq} ({kind} {subject}) follows on another event {seq - 1} than the one there",
            )  # fmt: skip
        if event_hash(seq, at, kind, subject, details, says) != digest:
            yield Finding(
                "event-changed",
                f"event {seq}",
                f"event {seq} ({kind} {subject}) was changed: its hash does not fit",
            )
        if seq == 1 and kind != "opened":
            yield Finding("event-changed", "event 1", f"the log begins with {kind!r}, not with 'opened'")
        if kind not in EVENTS:
            yield Finding("event-changed", f"event {seq}", f"event {seq} is of no known kind: {kind!r}")
        before, previous = seq, digest
        if kind in ("captured", "judged", "adopted"):
            try:
                known = json.loads(details)
            except (ValueError, RecursionError):
                known = None
            if not isinstance(known, dict):
                yield Finding("event-changed", f"event {seq}", f"event {seq} has details that cannot be read")
                continue
            of = judgements if kind == "judged" or "made_by" in known else captures
            of.setdefault(subject, []).append((seq, known))


def _rows(
    db: sqlite3.Connection, table: str, columns: tuple[str, ...], recorded: Recorded
) -> Iterator[Finding]:
    """Rows that the log does not know, rows that differ from it, rows that are gone."""
    what = table.removesuffix("s")
    names = ", ".join(f'"{c}"' for c in ("id", *columns))
    seen = set()
    for id_, *values in db.execute(f"SELECT {names} FROM {table} ORDER BY id"):
        seen.add(id_)
        row = dict(zip(columns, values, strict=True))
        label = f"{what} {id_}" + (f" ({row['path']})" if "path" in row else "")
        entries = recorded.get(id_, [])
        if not entries:
            yield Finding(
                f"{what}-unrecorded",
                id_,
                f"{label} is in no event of the log: it was put in from outside, or its events were cut off",
            )
        for seq, _ in entries[1:]:
            yield Finding("event-changed", f"event {seq}", f"event {seq} keeps {label} a second time")
        for seq, known in entries[:1]:
            for column in columns:
                if known.get(column) != row[column]:
                    yield Finding(
                        f"{what}-changed", id_,
                        f"{label}: {column} is {_short(row[column])}, "
                        f"event {seq} recorded {_short(known.get(column))}",
                    )  # fmt: skip
    for id_ in sorted(recorded.keys() - seen):
        seq, known = recorded[id_][0]
        path = f" ({known['path']})" if "path" in known else ""
        yield Finding(f"{what}-removed", id_, f"{what} {id_}{path}, kept by event {seq}, is gone")


def _blobs(db: sqlite3.Connection, progress: Progress | None) -> Iterator[Finding]:
    owners: dict[str, list[str]] = {}
    for id_, digest, path in db.execute("SELECT id, sha256, path FROM captures ORDER BY id"):
        owners.setdefault(digest, []).append(f"{id_} ({path})")
    total = int(db.execute("SELECT count(*) FROM blobs").fetchone()[0])
    there = set()
    for n, (digest, size, packed) in enumerate(db.execute("SELECT sha256, size, zdata FROM blobs"), 1):
        there.add(digest)
        whose = ", ".join(owners.get(digest, ())) or "no capture"
        try:
            data = zlib.decompress(packed)
        except zlib.error as error:
            yield Finding("blob-changed", digest, f"the bytes of {whose} cannot be unpacked ({error})")
            data = None
        if data is not None and sha256(data) != digest:
            yield Finding(
                "blob-changed",
                digest,
                f"the bytes of {whose} have SHA-256 {sha256(data)}, recorded was {digest}",
            )
        elif data is not None and len(data) != size:
            yield Finding(
                "blob-changed", digest, f"the bytes of {whose} are {len(data)}, recorded were {size}"
            )
        if digest not in owners:
            yield Finding("blob-unrecorded", digest, f"{size} bytes ({digest}) belong to no capture")
        if progress and (n % 200 == 0 or n == total):
            progress("verify", n, total)
    for digest in sorted(owners.keys() - there):
        yield Finding("blob-removed", digest, f"the bytes of {', '.join(owners[digest])} are gone ({digest})")


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 120 else text[:117] + "..."


def _lacking(db: sqlite3.Connection, heads: Sequence[Head]) -> Iterator[Finding]:
    """Heads noted outside that the log does not hold: it was cut short or written anew since."""
    last = int(db.execute("SELECT coalesce(max(seq), 0) FROM events").fetchone()[0])
    for head in heads:
        row = db.execute("SELECT hash FROM events WHERE seq = ?", (head.count,)).fetchone()
        if head == Head(0, START):
            continue
        if row is None:
            yield Finding(
                "log-cut", str(head),
                f"the log had {head.count} events when {head} was noted, now {last}: it was cut short",
            )  # fmt: skip
        elif row[0] != head.hash:
            yield Finding(
                "log-rewritten", str(head),
                f"event {head.count} has the hash {row[0]}, noted was {head.hash}: the log was written anew",
            )  # fmt: skip


def _stamped(db: sqlite3.Connection) -> Iterator[tuple[str, Head | None, bytes]]:
    """The time stamps that the log holds: what they are called, the head that they are of, the token."""
    rows = db.execute("SELECT seq, details FROM events WHERE kind = 'timestamped' ORDER BY seq")
    for seq, details in rows.fetchall():
        try:
            known = json.loads(details)
            yield f"the time stamp of event {seq}", Head.of(known["head"]), b64decode(known["token"])
        except (ValueError, KeyError, TypeError, AttributeError):
            yield f"the time stamp of event {seq}", Head(0, START), b""


def _stamps(
    db: sqlite3.Connection, stamps: Sequence[tuple[str, Head | None, bytes]], roots: bytes | None
) -> tuple[list[str], list[Finding]]:
    """What the time stamps vouch for, in words, and those that do not fit the log."""
    if not stamps:
        return [], []
    from wiredesk.store.stamps import BadStamp, imprint, read, signed_by

    heads = (Head(seq, digest) for seq, digest in db.execute("SELECT seq, hash FROM events"))
    by_imprint = {imprint(head): head for head in heads}
    says: list[str] = []
    wrong: list[Finding] = []
    for name, head, token in stamps:
        try:
            stamp = read(token)
            held = by_imprint.get(stamp.imprint)
            if held is None or (head is not None and held != head):
                raise BadStamp("it is of a head that this log does not have: the log was cut or written anew")
            checked = "certificate not checked: give its roots"
            if roots is not None:
                signed_by(stamp, roots)
                checked = "signature and certificate hold"
            says.append(f"{name}: {held} stood at {stamp.at} ({checked})")
        except BadStamp as error:
            wrong.append(Finding("stamp-wrong", name, f"{name}: {error}"))
        except ResourceError as error:
            says.append(f"{name} was not checked: {error}")
    return says, wrong
