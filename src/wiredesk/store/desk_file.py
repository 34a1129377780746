"""The desk file: one SQLite database that keeps evidence, decisions and the log of both, and caches results.

Evidence (captures and their bytes), decisions (judgements) and events are insert-only, as
:mod:`wiredesk.store.schema` says.  Every write of one is in one transaction with its event.
Results of stages are a cache and may go.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from wiredesk.errors import DeskBusy, DeskError, EvidenceTampered, WrongSchema
from wiredesk.model.codec import decode
from wiredesk.model.custody import Event, Head, Origin, Verified
from wiredesk.model.ids import sha256
from wiredesk.model.judgements import Anchor, Judgement, Reason
from wiredesk.model.reports import Capture, Hints
from wiredesk.store import log, schema
from wiredesk.store.moments import Moments
from wiredesk.store.schema import APPEND_ONLY, SCHEMA
from wiredesk.store.transactions import transaction
from wiredesk.store.view_tables import ViewTables
from wiredesk.store.watching import WatchTables

__all__ = ["APPEND_ONLY", "SCHEMA", "DeskFile"]

T = TypeVar("T")


class DeskFile:
    """An open desk file; also a context manager.  ``path`` may be ":memory:".  ``patience`` is how
    many milliseconds to wait for another process that writes."""

    def __init__(self, path: Path | str, patience: int = 20_000) -> None:
        self.path = str(path)
        self._patience = patience
        try:
            self._db = sqlite3.connect(self.path, isolation_level=None)
        except sqlite3.Error as error:
            raise DeskError(
                f"{self.path}: cannot be opened ({error}); give a path that can be written"
            ) from error
        self._views = ViewTables(self._db, self.path)
        self._moments = Moments(self._db)
        self._known: dict[str, Any] = {}
        self._known_at = (0, 0)
        try:
            self._prepare()
        except (WrongSchema, DeskBusy):
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
        if self._schema() != SCHEMA:  # asked first without a lock: opening a file waits for no writer
            with self._writing():
                self._make()
        if db.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")

    def _schema(self) -> int:
        """The schema of the file; 0 for an empty one."""
        tables = {r[0] for r in self._db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if not tables:
            return 0
        if "meta" not in tables:
            raise sqlite3.DatabaseError("it is a database of something else")
        found = self._db.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
        number = int(found[0]) if found and found[0].isdecimal() else None
        if number is None or not 1 <= number <= SCHEMA:
            raise WrongSchema(
                f"{self.path}: has schema {found[0] if found else 'unknown'}, this Wiredesk reads up to "
                f"{SCHEMA}; use the version that wrote it, or add the reports to a new desk"
            )
        return number

    def _make(self) -> None:
        number = self._schema()
        if not number:
            schema.create(self._db)
        elif number < SCHEMA:
            schema.upgrade(self._db, number)
            log.adopt(self._db, _now())

    def _writing(self) -> AbstractContextManager[None]:
        """One transaction, held from its first moment; nothing of it stays where it fails."""
        return transaction(self._db, self.path)

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

    def add_capture(self, capture: Capture, tool: str, also: Callable[[], None] | None = None) -> bool:
        """Keep a capture and its bytes; False where its id is there already.

        Then nothing is kept but an event that says that the same bytes were seen again, and when.
        ``also`` is called inside of the same transaction.
        """
        db = self._db
        with self._writing():
            if also is not None:
                also()
            if db.execute("SELECT 1 FROM captures WHERE id = ?", (capture.id,)).fetchone():
                origin = log.named(capture.origin)
                details = {"path": capture.path, "sha256": capture.sha256, "tool": tool, "origin": origin}
                log.append(db, capture.captured_at, "seen-again", capture.id, details)
                return False
            if not db.execute("SELECT 1 FROM blobs WHERE sha256 = ?", (capture.sha256,)).fetchone():
                packed = zlib.compress(capture.data, 6)
                db.execute("INSERT INTO blobs VALUES (?, ?, ?)", (capture.sha256, len(capture.data), packed))
            row = (
                capture.path, capture.sha256, capture.captured_at, capture.media,
                log.text_of(capture.hints), tool, log.named(capture.origin),
            )  # fmt: skip
            db.execute("INSERT INTO captures VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (capture.id, *row))
            details = dict(zip(log.CAPTURE, row, strict=True))
            log.append(db, capture.captured_at, "captured", capture.id, details)
        return True

    @property
    def watch(self) -> WatchTables:
        """What a watch of feeds remembers in this file."""
        return WatchTables(self._db)

    def holds(self, id_: str) -> bool:
        """Whether a capture of this id is kept."""
        return self._db.execute("SELECT 1 FROM captures WHERE id = ?", (id_,)).fetchone() is not None

    def last_of(self, id_: str | None) -> str | None:
        """The latest capture whose hints have this id (an address as named by a list), or None."""
        row = self._db.execute(
            "SELECT id FROM captures WHERE json_extract(hints, '$[0]') = ? "
            "ORDER BY captured_at DESC, id LIMIT 1",
            (id_,),
        ).fetchone()
        return str(row[0]) if row and id_ else None

    def writing(self) -> AbstractContextManager[None]:
        """One transaction around several changes of what a watch remembers."""
        return self._writing()

    @property
    def views(self) -> ViewTables:
        """The kept views of this file."""
        return self._views

    def capture(self, id_: str) -> Capture | None:
        """One capture, or None.  Raises :class:`EvidenceTampered` as :meth:`captures` does."""
        row = self._db.execute(
            "SELECT c.id, c.path, c.sha256, b.zdata, c.captured_at, c.media, c.hints, c.origin "
            "FROM captures c JOIN blobs b ON b.sha256 = c.sha256 WHERE c.id = ?",
            (id_,),
        ).fetchone()
        return self._capture(row) if row else None

    def captures(self, as_of: str | None = None) -> Iterator[Capture]:
        """Captures in id order, those captured up to ``as_of`` (ISO, UTC) where it is given.

        Raises :class:`EvidenceTampered` where bytes no longer match their SHA-256.
        """
        rows = self._db.execute(
            "SELECT c.id, c.path, c.sha256, b.zdata, c.captured_at, c.media, c.hints, c.origin "
            "FROM captures c JOIN blobs b ON b.sha256 = c.sha256 "
            "WHERE ? IS NULL OR c.captured_at <= ? ORDER BY c.id",
            (as_of, as_of),
        )
        for row in rows:
            yield self._capture(row)

    def _capture(self, row: tuple[str, str, str, bytes, str, str, str, str | None]) -> Capture:
        id_, path, digest, packed, at, media, hints, origin = row
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
        how = Origin(**json.loads(origin)) if origin else None
        return Capture(id_, path, digest, data, at, media, Hints(*json.loads(hints)), how)

    def seen(self, as_of: str | None = None) -> dict[str, tuple[str, ...]]:
        """For each capture known at ``as_of``, the moments up to then at which its bytes are known to
        have stood where they were read, in order: an archive's moment where one gives it, else ours."""
        out: dict[str, list[str]] = {}
        for id_, at, origin in self._db.execute(
            "SELECT id, captured_at, origin FROM captures WHERE ? IS NULL OR captured_at <= ?", (as_of, as_of)
        ):
            out[id_] = [(json.loads(origin).get("taken") if origin else None) or at]
        for id_, at, details in self._db.execute(
            "SELECT subject, at, details FROM events WHERE kind = 'seen-again' AND (? IS NULL OR at <= ?)",
            (as_of, as_of),
        ):
            origin = json.loads(json.loads(details).get("origin") or "{}")
            if id_ in out:
                out[id_].append(origin.get("taken") or at)
        return {id_: tuple(sorted(set(moments))) for id_, moments in out.items()}

    def known_at(self, as_of: str) -> tuple[int, str | None, int]:
        """What tells the evidence of one moment from that of another: how many captures were there, when
        the last was made, and how often bytes had been seen again.  Evidence only grows."""
        number, last = self._db.execute(
            "SELECT count(*), max(captured_at) FROM captures WHERE captured_at <= ?", (as_of,)
        ).fetchone()
        again = "SELECT count(*) FROM events WHERE kind = 'seen-again' AND at <= ?"
        return number, last, self._db.execute(again, (as_of,)).fetchone()[0]

    def seen_of(self, captures: Sequence[str], as_of: str | None = None) -> dict[str, tuple[str, ...]]:
        """The same of some captures only."""
        out = {}
        for id_ in captures:
            row = self._db.execute(
                "SELECT captured_at, origin FROM captures "
                "WHERE id = ?1 AND (?2 IS NULL OR captured_at <= ?2)",
                (id_, as_of),
            ).fetchone()
            if row:
                moments = [(json.loads(row[1]).get("taken") if row[1] else None) or row[0]]
                for at, details in self._db.execute(
                    "SELECT at, details FROM events WHERE kind = 'seen-again' AND subject = ?1 "
                    "AND (?2 IS NULL OR at <= ?2)",
                    (id_, as_of),
                ):
                    moments.append(json.loads(json.loads(details).get("origin") or "{}").get("taken") or at)
                out[id_] = tuple(sorted(set(moments)))
        return out

    def seen_again_after(self, seq: int) -> list[str]:
        """Captures whose bytes were seen again after an event, in order."""
        rows = self._db.execute(
            "SELECT DISTINCT subject FROM events WHERE kind = 'seen-again' AND seq > ? ORDER BY subject",
            (seq,),
        )
        return [r[0] for r in rows]

    def last_seen_again(self) -> int:
        """The number of the last event that says that bytes were seen again; 0 where there is none."""
        found = self._db.execute("SELECT max(seq) FROM events WHERE kind = 'seen-again'").fetchone()[0]
        return int(found or 0)

    def captured_at(self, ids: Iterable[str]) -> dict[str, str]:
        """When each of some captures was made, by id; unknown ids are left out."""
        out: dict[str, str] = {}
        for id_ in ids:
            out.update(self._db.execute("SELECT id, captured_at FROM captures WHERE id = ?", (id_,)))
        return out

    def moments(self) -> tuple[str, ...]:
        """Every moment at which something was captured or judged, in order, each once."""
        return self._moments.all()

    def stamp(self) -> str:
        """A word that is another one whenever a capture or a judgement was added."""
        return self._moments.stamp()

    def _kept(self, name: str, find: Callable[[], T]) -> T:
        """What ``find`` gives, found again only where something in the file was changed, here or by
        another connection: a page asks for all judgements each time."""
        if self._db.in_transaction:  # what is not committed may yet be taken back
            return find()
        version = (self._db.execute("PRAGMA data_version").fetchone()[0], self._db.total_changes)
        if version != self._known_at:
            self._known, self._known_at = {}, version
        if name not in self._known:
            self._known[name] = find()
        found: T = self._known[name]
        return found

    # decisions

    def add_judgements(self, judgements: Iterable[Judgement]) -> int:
        """Keep judgements (each with ``made_at``); those whose id is known are passed over."""
        added = 0
        with self._writing():
            for j in judgements:
                if self._db.execute("SELECT 1 FROM judgements WHERE id = ?", (j.id,)).fetchone():
                    continue
                if j.made_at is None:
                    raise ValueError(f"judgement {j.id} has no time; expected made_at in ISO UTC")
                row = (
                    j.kind, j.left, j.right, int(j.answer), j.score, _grounds(j), j.made_by,
                    j.made_at, j.replaces,
                )  # fmt: skip
                self._db.execute("INSERT INTO judgements VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (j.id, *row))
                log.append(self._db, j.made_at, "judged", j.id, dict(zip(log.JUDGEMENT, row, strict=True)))
                added += 1
        return added

    def judgements(self, as_of: str | None = None) -> tuple[Judgement, ...]:
        """Every judgement made up to ``as_of``, oldest first, replaced ones included."""
        if as_of is None:
            return self._kept("judgements", lambda: self._judgements(None))
        return self._judgements(as_of)

    def _judgements(self, as_of: str | None) -> tuple[Judgement, ...]:
        rows = self._db.execute(
            'SELECT id, kind, "left", "right", answer, score, reasons, made_by, made_at, replaces '
            "FROM judgements WHERE ? IS NULL OR made_at <= ? ORDER BY made_at, id",
            (as_of, as_of),
        )
        return tuple(
            _judged(i, k, a, b, bool(n), s, r, by, at, rep) for i, k, a, b, n, s, r, by, at, rep in rows
        )

    # custody

    def log(self, at: str, kind: str, subject: str, details: dict[str, Any]) -> Event:
        """Enter a handling of the evidence that changes none of it: an export, a check, a time stamp."""
        with self._writing():
            return log.append(self._db, at, kind, subject, details)

    def events(self, kind: str | None = None, subject: str | None = None, after: int = 0) -> Iterator[Event]:
        """The log, oldest first: of one kind, of one subject, after an event, where asked for."""
        return log.events(self._db, kind, subject, after)

    def head(self) -> Head:
        """The end of the log."""
        return log.head(self._db)

    def verify(
        self,
        heads: Sequence[Head] = (),
        progress: Callable[[str, int, int], None] | None = None,
        tokens: Sequence[bytes] = (),
        roots: bytes | None = None,
    ) -> Verified:
        """Hold captures, bytes, judgements, guards, log, and ``heads`` and time stamps noted outside
        against each other; see :mod:`wiredesk.store.verifying`."""
        from wiredesk.store.verifying import verify

        return verify(self._db, heads, progress, tokens, roots)

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
        with self._writing():
            self._db.executemany("INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?, ?)", packed)

    def forget_results(self) -> int:
        """Drop every kept result; returns how many there were.  Evidence and decisions stay."""
        return self._db.execute("DELETE FROM results").rowcount


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _grounds(judgement: Judgement) -> str:
    """The column ``reasons``: the reasons alone, or an object with the value and anchors as well."""
    if not judgement.value and not judgement.anchors:
        return log.text_of(judgement.reasons)
    return log.text_of(
        {
            "reasons": list(judgement.reasons),
            "value": judgement.value,
            "anchors": list(judgement.anchors),
        }
    )


def _judged(
    id_: str, kind: str, left: str, right: str, answer: bool, score: float, grounds: str, by: str, at: str,
    replaces: str | None,
) -> Judgement:  # fmt: skip
    held = json.loads(grounds)
    if isinstance(held, list):
        held = {"reasons": held}
    reasons = decode(tuple[Reason, ...], held["reasons"])
    anchors = decode(tuple[Anchor, ...], held.get("anchors", []))
    return Judgement(
        id_, kind, left, right, answer, score, reasons, by, at, replaces, held.get("value", ""), anchors
    )
