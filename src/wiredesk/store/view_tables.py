"""The kept views of a desk file: tables that may be dropped at any time and made anew.

Evidence and decisions live in :mod:`wiredesk.store.desk_file`; what is here follows from them.  A
story's document is kept under a key made of all that it depends on, so the same story is told once.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from wiredesk.store import grouping_tables, word_tables
from wiredesk.store.alert_tables import AlertTables
from wiredesk.store.transactions import transaction

LAYOUT = "6"  # of these tables; another layout is dropped and made anew

TABLES = """
CREATE TABLE IF NOT EXISTS view_meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS view_captures (
    id TEXT PRIMARY KEY, report TEXT NOT NULL, captured_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS view_captures_by_report ON view_captures (report, id);
CREATE TABLE IF NOT EXISTS view_reports (
    id TEXT PRIMARY KEY, capture TEXT NOT NULL, seen TEXT NOT NULL, published TEXT, outlet TEXT,
    digest TEXT NOT NULL, story TEXT NOT NULL, report BLOB NOT NULL,
    address TEXT, -- what names it across its editions
    grouped INTEGER NOT NULL, -- whether its story was looked for since it was kept
    at INTEGER NOT NULL -- its row among the words
) STRICT;
CREATE INDEX IF NOT EXISTS view_reports_by_words ON view_reports (at, story);
CREATE INDEX IF NOT EXISTS view_reports_by_outlet_and_story ON view_reports (outlet, story);
CREATE INDEX IF NOT EXISTS view_reports_by_address ON view_reports (address) WHERE address IS NOT NULL;
CREATE INDEX IF NOT EXISTS view_reports_ungrouped ON view_reports (id) WHERE grouped = 0;
CREATE INDEX IF NOT EXISTS view_reports_by_story ON view_reports (story, id);
CREATE INDEX IF NOT EXISTS view_reports_by_outlet ON view_reports (outlet, published DESC, id, story);
CREATE TABLE IF NOT EXISTS view_stories (
    id TEXT PRIMARY KEY, key TEXT NOT NULL, told INTEGER NOT NULL, title TEXT NOT NULL, first TEXT, last TEXT,
    reports INTEGER NOT NULL, claims INTEGER NOT NULL, disputed INTEGER NOT NULL, line TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS view_stories_latest ON view_stories (last DESC, id);
CREATE INDEX IF NOT EXISTS view_stories_first ON view_stories (first IS NULL, first, id);
CREATE INDEX IF NOT EXISTS view_stories_reports ON view_stories (reports DESC, id);
CREATE INDEX IF NOT EXISTS view_stories_claims ON view_stories (claims DESC, id);
CREATE INDEX IF NOT EXISTS view_stories_disputed ON view_stories (disputed DESC, id);
CREATE INDEX IF NOT EXISTS view_stories_title ON view_stories (title, id);
CREATE INDEX IF NOT EXISTS view_stories_untold ON view_stories (id) WHERE told = 0;
CREATE TABLE IF NOT EXISTS view_documents (key TEXT PRIMARY KEY, document BLOB NOT NULL, line TEXT NOT NULL)
    STRICT;
CREATE TABLE IF NOT EXISTS view_moments (key TEXT PRIMARY KEY, stories BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS view_ids (id TEXT NOT NULL, story TEXT NOT NULL, PRIMARY KEY (id, story))
    STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS view_ids_by_story ON view_ids (story);
"""
NAMES = (
    "view_meta", "view_captures", "view_reports", "view_stories", "view_documents", "view_moments",
    "view_ids", *word_tables.NAMES, *grouping_tables.NAMES,
)  # fmt: skip

ORDERS = {
    "latest": "last DESC, id", "first": "first IS NULL, first, id", "reports": "reports DESC, id",
    "claims": "claims DESC, id", "disputed": "disputed DESC, id", "title": "title, id",
}  # fmt: skip


class ViewTables:
    """The view tables of an open desk file."""

    def __init__(self, db: sqlite3.Connection, path: str) -> None:
        self._db = db
        self._path = path
        self._ready = False
        self.grouping = grouping_tables.GroupingTables(db)
        self.alerts = AlertTables(db)
        self.words = word_tables.WordTables(db)

    def prepare(self, made_with: str) -> bool:
        """Have the tables, empty where they were made by another program; whether they were kept."""
        if self._ready:
            return True
        kept = self._kept(made_with)  # asked first without a lock: reading waits for no writer
        if not kept:
            with self.writing():
                kept = self._kept(made_with)
                if not kept:
                    self._drop()
                    for statement in (TABLES + word_tables.TABLES + grouping_tables.TABLES).split(";\n"):
                        if statement.strip():
                            self._db.execute(statement)
                    self.alerts.make()
                    self.set_meta("made_with", f"{LAYOUT} {made_with}")
        self._ready = True
        return kept

    def _kept(self, made_with: str) -> bool:
        return self._has("view_meta") and self.meta("made_with") == f"{LAYOUT} {made_with}"

    def drop(self) -> None:
        """Drop all views; :meth:`prepare` makes empty ones."""
        with self.writing():
            self._drop()
        self._ready = False

    def _drop(self) -> None:
        for name in NAMES:
            self._db.execute(f"DROP TABLE IF EXISTS {name}")

    def _has(self, name: str) -> bool:
        return self._db.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (name,)).fetchone() is not None

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction: all of it is kept or none."""
        if self._db.in_transaction:
            yield
            return
        with transaction(self._db, self._path):
            yield

    def meta(self, key: str) -> str | None:
        """A note about the views, or None."""
        row = self._db.execute("SELECT value FROM view_meta WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def set_meta(self, key: str, value: str) -> None:
        """Note something about the views."""
        self._db.execute("INSERT OR REPLACE INTO view_meta VALUES (?, ?)", (key, value))

    # captures and reports

    def new_captures(self) -> list[str]:
        """Ids of the captures that no view knows yet, in order; looked for where the log says that some
        came since :meth:`note_read`."""
        rows = self._db.execute(
            "SELECT DISTINCT subject FROM events WHERE seq > ? AND +kind IN ('captured', 'adopted') "
            "AND subject IN (SELECT id FROM captures) AND subject NOT IN (SELECT id FROM view_captures) "
            "ORDER BY subject",
            (int(self.meta("read") or 0),),
        )
        return [r[0] for r in rows]

    def note_read(self, event: int) -> None:
        """Note that every capture up to an event of the log is known."""
        self.set_meta("read", str(event))

    def add_capture(self, id_: str, report: str, at: str) -> None:
        """Note that a capture is known, and which report it is."""
        self._db.execute("INSERT OR REPLACE INTO view_captures VALUES (?, ?, ?)", (id_, report, at))

    def holder(self, report: str, as_of: str | None = None) -> tuple[str, str] | None:
        """The capture that stands for a report (the last by id), and when it was last captured."""
        row = self._db.execute(
            "SELECT max(id), max(captured_at) FROM view_captures WHERE report = ? "
            "AND (? IS NULL OR captured_at <= ?)",
            (report, as_of, as_of),
        ).fetchone()
        return (row[0], row[1]) if row[0] else None

    def put_report(
        self, id_: str, capture: str, seen: str, published: str | None, outlet: str | None, digest: str,
        report: bytes, address: str | None, at: int,
    ) -> None:  # fmt: skip
        """Keep a cleaned report, to be grouped; its story, where it has one, stays until then.  ``at`` is
        its row among the words (:func:`wiredesk.store.word_tables.row_id`)."""
        self._db.execute(
            "INSERT INTO view_reports VALUES (?, ?, ?, ?, ?, ?, '', ?, ?, 0, ?) "
            "ON CONFLICT (id) DO UPDATE SET capture = excluded.capture, seen = excluded.seen, "
            "published = excluded.published, "
            "outlet = excluded.outlet, digest = excluded.digest, report = excluded.report, "
            "address = excluded.address, grouped = 0, at = excluded.at",
            (id_, capture, seen, published, outlet, digest, zlib.compress(report, 1), address, at),
        )

    def report(self, id_: str) -> bytes | None:
        """A cleaned report, encoded, or None."""
        row = self._db.execute("SELECT report FROM view_reports WHERE id = ?", (id_,)).fetchone()
        return zlib.decompress(row[0]) if row else None

    def first_seen(self, report: str) -> str | None:
        """When a report was first captured, or None."""
        row = self._db.execute(
            "SELECT min(captured_at) FROM view_captures WHERE report = ?", (report,)
        ).fetchone()
        found: str | None = row[0]
        return found

    def reports_up_to(self, as_of: str) -> list[tuple[str, str]]:
        """Report and the capture that stands for it, for all captured up to a moment, by report id."""
        rows = self._db.execute(
            "SELECT report, max(id) FROM view_captures WHERE captured_at <= ? "
            "GROUP BY report ORDER BY report",
            (as_of,),
        )
        return [(r[0], r[1]) for r in rows]

    def days(self) -> dict[str, str]:
        """The day of publication of each report that has one."""
        return dict(self._db.execute("SELECT id, published FROM view_reports WHERE published IS NOT NULL"))

    def latest_capture(self) -> str | None:
        """When the last capture was made, or None."""
        found: str | None = self._db.execute("SELECT max(captured_at) FROM view_captures").fetchone()[0]
        return found

    def story_of(self, report: str) -> str | None:
        """The story of a report, or None."""
        row = self._db.execute("SELECT story FROM view_reports WHERE id = ?", (report,)).fetchone()
        return row[0] if row else None

    def reports_named(self, name: str) -> list[str]:
        """Reports by id, else by the beginning of one, else by path or the last part of one; at most ten."""
        for where, value in (
            ("r.id = ?", name),
            ("length(?1) > 3 AND substr(r.id, 1, length(?1)) = ?1", name),
            ("c.path = ?", name),
            ("substr(c.path, -length(?1)) = ?1", f"/{name}"),
        ):
            rows = self._db.execute(
                f"SELECT r.id FROM view_reports r JOIN captures c ON c.id = r.capture WHERE {where} "
                "ORDER BY r.id LIMIT 10",
                (value,),
            ).fetchall()
            if rows:
                return [r[0] for r in rows]
        return []

    def members(self, story: str) -> list[tuple[str, str, str, str | None, str | None, str]]:
        """Id, capture, seen, published, outlet and digest of each report of a story, by id."""
        return self._db.execute(
            "SELECT id, capture, seen, published, outlet, digest FROM view_reports "
            "WHERE story = ? ORDER BY id",
            (story,),
        ).fetchall()

    def described(self, ids: Sequence[str]) -> list[tuple[str, str, str, str | None, str | None, str]]:
        """The same of given reports, in their order; unknown ones are left out."""
        out = []
        for id_ in ids:
            out += self._db.execute(
                "SELECT id, capture, seen, published, outlet, digest FROM view_reports WHERE id = ?", (id_,)
            ).fetchall()
        return out

    def move(self, reports: Iterable[str], story: str) -> None:
        """Put reports into a story."""
        self._db.executemany("UPDATE view_reports SET story = ? WHERE id = ?", ((story, r) for r in reports))

    def outlets(self, limit: int, offset: int) -> tuple[list[tuple[str, int, int]], int]:
        """Outlet, reports and stories, those of most reports first, and how many outlets there are."""
        (packed,) = self._db.execute(  # as one row: a thread gives way to others at every row that it takes
            "SELECT json_group_array(json_array(outlet, n)) FROM (SELECT outlet, count(*) AS n "
            "FROM view_reports WHERE outlet IS NOT NULL GROUP BY outlet)"
        ).fetchone()
        every = sorted(json.loads(packed), key=lambda row: (-row[1], row[0]))
        shown = every[offset : offset + limit]
        names = json.dumps([name for name, _ in shown])
        (packed,) = self._db.execute(
            "SELECT json_group_array(json_array(outlet, n)) FROM (SELECT outlet, count(*) AS n FROM "
            "(SELECT DISTINCT outlet, story FROM view_reports "
            "WHERE outlet IN (SELECT value FROM json_each(?))) GROUP BY outlet)",
            (names,),
        ).fetchone()
        stories = dict(json.loads(packed))
        return [(name, n, stories.get(name, 0)) for name, n in shown], len(every)

    def latest_of(self, outlet: str) -> str | None:
        """The latest report of an outlet, or None."""
        row = self._db.execute(
            "SELECT id FROM view_reports WHERE outlet = ? ORDER BY published DESC, id LIMIT 1", (outlet,)
        ).fetchone()
        return row[0] if row else None

    def reports_of(self, outlet: str, limit: int, offset: int) -> tuple[list[str], int]:
        """Ids of the reports of an outlet, the latest first, and how many there are."""
        rows = self._db.execute(
            "SELECT id FROM view_reports WHERE outlet = ? ORDER BY published DESC, id LIMIT ? OFFSET ?",
            (outlet, limit, offset),
        )
        found = [r[0] for r in rows]
        total = self._db.execute("SELECT count(*) FROM view_reports WHERE outlet = ?", (outlet,)).fetchone()[
            0
        ]
        return found, total

    # stories

    def stories(self) -> dict[str, str]:
        """Key of each story by id."""
        return dict(self._db.execute("SELECT id, key FROM view_stories").fetchall())

    def story(self, id_: str) -> tuple[str, bool, str] | None:
        """Key, whether it is told, and line of a story, or None."""
        row = self._db.execute("SELECT key, told, line FROM view_stories WHERE id = ?", (id_,)).fetchone()
        return (row[0], bool(row[1]), row[2]) if row else None

    def title(self, id_: str) -> str:
        """The title of a story, "" where there is no such story."""
        row = self._db.execute("SELECT title FROM view_stories WHERE id = ?", (id_,)).fetchone()
        return row[0] if row else ""

    def put_story(
        self, id_: str, key: str, told: bool, title: str, first: str | None, last: str | None, reports: int,
        claims: int, disputed: int, line: str,
    ) -> None:  # fmt: skip
        """Keep a story's line."""
        self._db.execute(
            "INSERT OR REPLACE INTO view_stories VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (id_, key, int(told), title, first, last, reports, claims, disputed, line),
        )

    def forget_story(self, id_: str) -> None:
        """Drop a story, the document kept for it and its words; its reports stay.  What it said is kept
        apart, to find what is new when its reports are told again."""
        self.alerts.keep_before(id_)
        self._db.execute("DELETE FROM view_documents WHERE key = ?", (id_,))
        self._db.execute("DELETE FROM view_stories WHERE id = ?", (id_,))
        self._db.execute("DELETE FROM view_ids WHERE story = ?", (id_,))
        self.words.forget(id_)

    def untell(self, id_: str) -> None:
        """Have a story told again when it is asked for."""
        self._db.execute("UPDATE view_stories SET told = 0 WHERE id = ?", (id_,))

    def untold(self) -> list[str]:
        """Ids of the stories whose statements were not read yet, in order."""
        return [r[0] for r in self._db.execute("SELECT id FROM view_stories WHERE told = 0 ORDER BY id")]

    def lines(
        self, sort: str, limit: int, offset: int, only: Sequence[str] | None = None
    ) -> tuple[list[str], int]:
        """Encoded lines of stories in an order, and how many there are in all; ``only`` these ids."""
        order = ORDERS[sort]
        if only is None:
            total = self._db.execute("SELECT count(*) FROM view_stories").fetchone()[0]
            rows = self._db.execute(
                f"SELECT line FROM view_stories ORDER BY {order} LIMIT ? OFFSET ?", (limit, offset)
            )
            return [r[0] for r in rows], total
        chosen = "WHERE id IN (SELECT value FROM json_each(?))"
        ids = json.dumps(list(only))
        total = self._db.execute(f"SELECT count(*) FROM view_stories {chosen}", (ids,)).fetchone()[0]
        rows = self._db.execute(
            f"SELECT line FROM view_stories {chosen} ORDER BY {order} LIMIT ? OFFSET ?", (ids, limit, offset)
        )
        return [r[0] for r in rows], total

    # documents

    def document(self, key: str) -> bytes | None:
        """A kept document, encoded, or None."""
        row = self._db.execute("SELECT document FROM view_documents WHERE key = ?", (key,)).fetchone()
        return zlib.decompress(row[0]) if row else None

    def document_line(self, key: str) -> str | None:
        """The line of the story of a kept document, encoded, or None."""
        row = self._db.execute("SELECT line FROM view_documents WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def put_document(self, key: str, document: bytes, line: str) -> None:
        """Keep a document and its story's line: a present story's under its id, a past one's under a
        digest of all that it depends on."""
        self._db.execute(
            "INSERT OR REPLACE INTO view_documents VALUES (?, ?, ?)", (key, zlib.compress(document, 1), line)
        )

    def moment(self, key: str) -> bytes | None:
        """The stories of a past moment, encoded, or None."""
        row = self._db.execute("SELECT stories FROM view_moments WHERE key = ?", (key,)).fetchone()
        return zlib.decompress(row[0]) if row else None

    def put_moment(self, key: str, stories: bytes) -> None:
        """Keep the stories of a past moment."""
        self._db.execute(
            "INSERT OR REPLACE INTO view_moments VALUES (?, ?)", (key, zlib.compress(stories, 1))
        )

    # ids

    def put_ids(self, story: str, ids: Iterable[str]) -> None:
        """Note what is found in a story, in place of what was noted before."""
        self._db.execute("DELETE FROM view_ids WHERE story = ?", (story,))
        self._db.executemany("INSERT OR IGNORE INTO view_ids VALUES (?, ?)", ((i, story) for i in ids))

    def where(self, id_: str) -> list[str]:
        """The stories in which an id is found, in order."""
        return [
            r[0] for r in self._db.execute("SELECT story FROM view_ids WHERE id = ? ORDER BY story", (id_,))
        ]

    def homes(self, ids: Sequence[str]) -> dict[str, str]:
        """The story of each of some reports, claims and voices, the first by id where there are several."""
        (packed,) = self._db.execute(
            "SELECT json_group_array(json_array(id, story)) FROM (SELECT id, min(story) AS story "
            "FROM view_ids WHERE id IN (SELECT value FROM json_each(?)) GROUP BY id)",
            (json.dumps(list(ids)),),
        ).fetchone()
        return dict(json.loads(packed))

    def beginning(self, prefix: str) -> list[str]:
        """At most ten ids that begin with some characters, in order."""
        rows = self._db.execute(
            "SELECT DISTINCT id FROM view_ids WHERE id >= ? AND id < ? ORDER BY id LIMIT 10",
            (prefix, prefix + "\U0010ffff"),
        )
        return [r[0] for r in rows]

    def stories_of_outlet(self, outlet: str) -> list[str]:
        """The stories with a report of an outlet, in order."""
        rows = self._db.execute(
            "SELECT DISTINCT story FROM view_reports WHERE outlet = ? AND story <> '' ORDER BY story",
            (outlet,),
        )
        return [r[0] for r in rows]
