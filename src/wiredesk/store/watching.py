"""What a watch remembers between rounds and after a break: which lists it asks, which addresses they
named, and which of those are still to be read.

Three tables of the desk file that are neither evidence nor views: they say what is left to do, so they
change.  An address that is due is marked as read in the same transaction that keeps what it gave and
that remembers the news of it until it is told: whenever the process ends, every address is either read
and kept, or still due.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass

from wiredesk.model.reading import News
from wiredesk.model.reports import Capture, Hints

TABLES = """
CREATE TABLE IF NOT EXISTS watched_lists (
    url TEXT PRIMARY KEY, given TEXT NOT NULL, etag TEXT, modified TEXT, sha256 TEXT,
    due REAL NOT NULL, failures INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS watched_addresses (
    key TEXT PRIMARY KEY, url TEXT NOT NULL, hints TEXT NOT NULL, fallback BLOB, fallback_path TEXT,
    mark TEXT NOT NULL, found TEXT NOT NULL, said TEXT NOT NULL, state TEXT NOT NULL, due REAL,
    failures INTEGER NOT NULL, looks INTEGER NOT NULL, etag TEXT, modified TEXT, capture TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS watched_news (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, url TEXT NOT NULL, title TEXT, outlet TEXT,
    capture TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS watched_addresses_due ON watched_addresses (due) WHERE due IS NOT NULL;
CREATE INDEX IF NOT EXISTS captures_by_hint ON captures (json_extract(hints, '$[0]'), captured_at);
"""


@dataclass(frozen=True, slots=True)
class WatchedList:
    """A feed or list, and what its last answer said.  ``given`` is what a person named that led to it;
    ``due`` is in seconds since 1970, ``failures`` counts those in a row."""

    url: str
    given: str
    etag: str | None = None
    modified: str | None = None
    sha256: str | None = None
    due: float = 0.0
    failures: int = 0


@dataclass(frozen=True, slots=True)
class WatchedAddress:
    """An address that a list named.

    ``mark`` changes when the list says something else of it; ``said`` is the date that it gives, "" for
    none.  ``state`` is "new" (never read), "read", or "left" (given up, with the reason told then).
    ``due`` is when it is to be asked, seconds since 1970, None where not until its mark changes;
    ``looks`` counts how often it was looked at again, ``capture`` is what it gave last.
    """

    key: str
    url: str
    hints: Hints
    fallback: Capture | None
    mark: str
    found: str
    said: str = ""
    state: str = "new"
    due: float | None = 0.0
    failures: int = 0
    looks: int = 0
    etag: str | None = None
    modified: str | None = None
    capture: str | None = None


_COLUMNS = (
    "key, url, hints, fallback, fallback_path, mark, found, said, state, due, failures, looks, etag, "
    "modified, capture"
)


class WatchTables:
    """The tables, on an open desk file.  Methods do not open transactions: they are called in one,
    or stand alone."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        for statement in TABLES.split(";"):
            if statement.strip():
                db.execute(statement)

    def lists(self, given: Iterable[str] | None = None) -> list[WatchedList]:
        """The lists that came of what was ``given``, or all of them; by address."""
        wanted = None if given is None else set(given)
        rows = self._db.execute(
            "SELECT url, given, etag, modified, sha256, due, failures FROM watched_lists ORDER BY url"
        )
        return [WatchedList(*row) for row in rows if wanted is None or row[1] in wanted]

    def add_list(self, url: str, given: str) -> bool:
        """Remember a list, due at once; False where it is remembered already."""
        made = self._db.execute(
            "INSERT INTO watched_lists VALUES (?, ?, NULL, NULL, NULL, 0, 0) ON CONFLICT (url) DO NOTHING",
            (url, given),
        )
        return made.rowcount > 0

    def keep_list(self, row: WatchedList) -> None:
        """Remember what a list's answer said."""
        self._db.execute("INSERT OR REPLACE INTO watched_lists VALUES (?, ?, ?, ?, ?, ?, ?)", astuple(row))

    def name(self, rows: Sequence[WatchedAddress]) -> int:
        """Remember addresses that a list names: those not known are due, those of which it now says
        something else are due again.  Returns how many became due."""
        changed = self._db.total_changes
        self._db.executemany(
            f"INSERT INTO watched_addresses ({_COLUMNS}) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (key) DO UPDATE SET mark = excluded.mark, hints = excluded.hints, "
            "fallback = excluded.fallback, fallback_path = excluded.fallback_path, said = excluded.said, "
            "due = CASE WHEN state = 'new' THEN due ELSE excluded.due END, failures = 0 "
            "WHERE mark <> excluded.mark AND found = excluded.found",
            [_row(r) for r in rows],
        )
        return self._db.total_changes - changed

    def keep_address(self, row: WatchedAddress) -> None:
        """Remember what became of an address."""
        self._db.execute(
            f"INSERT OR REPLACE INTO watched_addresses ({_COLUMNS}) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            _row(row),
        )

    def due(self, at: float, most: int) -> list[WatchedAddress]:
        """Addresses that are due: those never read first, of them the latest by the date that their
        list gives."""
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM watched_addresses WHERE due IS NOT NULL AND due <= ? "
            "ORDER BY state <> 'new', said DESC, key LIMIT ?",
            (at, most),
        )
        return [_address(row) for row in rows]

    def add_news(self, news: News) -> None:
        """Remember something that is to be told."""
        self._db.execute(
            "INSERT INTO watched_news (kind, url, title, outlet, capture) VALUES (?, ?, ?, ?, ?)",
            astuple(news),
        )

    def news(self) -> tuple[int, tuple[News, ...]]:
        """What is to be told, in the order in which it came, and the number of the last."""
        rows = list(
            self._db.execute("SELECT seq, kind, url, title, outlet, capture FROM watched_news ORDER BY seq")
        )
        return (rows[-1][0] if rows else 0), tuple(News(*row[1:]) for row in rows)

    def told(self, last: int) -> None:
        """Forget the news up to a number: it was told."""
        self._db.execute("DELETE FROM watched_news WHERE seq <= ?", (last,))

    def waiting(self) -> int:
        """How many addresses are known and were never read."""
        row = self._db.execute(
            "SELECT count(*) FROM watched_addresses WHERE state = 'new' AND due IS NOT NULL"
        ).fetchone()
        return int(row[0])

    def next_due(self, given: Iterable[str]) -> float | None:
        """When something is due next, in seconds since 1970; None where nothing ever is."""
        wanted = tuple(given)
        lists = [row.due for row in self.lists(wanted)]
        row = self._db.execute("SELECT min(due) FROM watched_addresses").fetchone()
        times = [*lists, *([row[0]] if row[0] is not None else [])]
        return min(times, default=None)


def _row(a: WatchedAddress) -> tuple[object, ...]:
    text = a.fallback
    hints = json.dumps(astuple(a.hints), ensure_ascii=False)
    return (
        a.key, a.url, hints, zlib.compress(text.data, 6) if text else None, text.path if text else None,
        a.mark, a.found, a.said, a.state, a.due, a.failures, a.looks, a.etag, a.modified, a.capture,
    )  # fmt: skip


def _address(row: Sequence[object]) -> WatchedAddress:
    from wiredesk.model.ids import content_id, sha256

    (key, url, said_hints, packed, path, mark, found, said, state, due, failures, looks, etag, modified,
     capture) = row  # fmt: skip
    hints = Hints(*json.loads(str(said_hints)))
    fallback = None
    if isinstance(packed, bytes):
        data = zlib.decompress(packed)
        digest = sha256(data)
        own = Hints(str(url), *astuple(hints)[1:])
        fallback = Capture(
            content_id("c", str(url), digest), str(path), digest, data, "", "text/html", own
        )  # fmt: skip
    return WatchedAddress(
        str(key), str(url), hints, fallback, str(mark), str(found), str(said), str(state), due,  # type: ignore[arg-type]
        failures, looks, etag, modified, capture,  # type: ignore[arg-type]
    )  # fmt: skip
