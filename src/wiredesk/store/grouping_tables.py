"""What stories are grouped by, kept: the texts compared and the pairs compared.  Droppable, as all views."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

TABLES = """
CREATE TABLE IF NOT EXISTS view_faces (id TEXT PRIMARY KEY, copies TEXT NOT NULL, item BLOB NOT NULL,
    title TEXT NOT NULL, titled INTEGER NOT NULL, words BLOB NOT NULL, story TEXT NOT NULL)
    STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS view_links (one TEXT NOT NULL, other TEXT NOT NULL, near INTEGER NOT NULL,
    score INTEGER NOT NULL, features BLOB NOT NULL, PRIMARY KEY (one, other)) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS view_faces_by_story ON view_faces (story);
CREATE INDEX IF NOT EXISTS view_links_by_other ON view_links (other, near);
"""
NAMES = ("view_faces", "view_links")


class GroupingTables:
    """The tables of grouping of an open desk file, and which reports are still to be grouped."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def pending(self, most: int) -> list[str]:
        """Reports whose story is still to be looked for: at most so many, by id."""
        rows = self._db.execute("SELECT id FROM view_reports WHERE grouped = 0 ORDER BY id LIMIT ?", (most,))
        return [r[0] for r in rows]

    def mark(self, reports: Iterable[str], grouped: bool) -> None:
        """Note that the story of reports was looked for, or is to be looked for."""
        self._db.executemany(
            "UPDATE view_reports SET grouped = ? WHERE id = ?", ((int(grouped), r) for r in reports)
        )

    def mark_captures(self, captures: Sequence[str]) -> None:
        """Note that the reports of captures are to be looked at again."""
        self._db.executemany(
            "UPDATE view_reports SET grouped = 0 WHERE id IN (SELECT report FROM view_captures WHERE id = ?)",
            ((c,) for c in captures),
        )

    def at_addresses_of(self, reports: Iterable[str]) -> list[str]:
        """These reports, and all others that stand at their addresses, by id."""
        out = set(reports)
        for report in sorted(out):
            out.update(
                r[0]
                for r in self._db.execute(
                    "SELECT id FROM view_reports WHERE address = "
                    "(SELECT address FROM view_reports WHERE id = ?)",
                    (report,),
                )
            )
        return sorted(out)

    def sharing_an_address_with(self, reports: Iterable[str]) -> list[str]:
        """Those of some reports at whose address there are others, and these others, by id."""
        out: set[str] = set()
        for report in sorted(set(reports)):
            found = self._db.execute(
                "SELECT id FROM view_reports WHERE address = (SELECT address FROM view_reports WHERE id = ?)",
                (report,),
            ).fetchall()
            if len(found) > 1:
                out.update(r[0] for r in found)
        return sorted(out)

    def called(self, names: Sequence[str]) -> list[str]:
        """The reports of which one of the names is the id, the capture or the address, by id."""
        marks = ", ".join("?" for _ in names)
        rows = self._db.execute(
            f"SELECT id FROM view_reports WHERE id IN ({marks}) "
            f"UNION SELECT id FROM view_reports WHERE address IN ({marks}) "
            f"UNION SELECT report FROM view_captures WHERE id IN ({marks})",
            [*names] * 3,
        )
        return sorted(r[0] for r in rows)

    def sharing_an_address(self) -> list[str]:
        """The reports at addresses at which there is more than one, by id."""
        rows = self._db.execute(
            "SELECT id FROM view_reports WHERE address IN (SELECT address FROM view_reports "
            "WHERE address IS NOT NULL GROUP BY address HAVING count(*) > 1) ORDER BY id"
        )
        return [r[0] for r in rows]

    def faces(self) -> Iterator[tuple[str, str, bytes, str, int, bytes, str]]:
        """What is kept of each text that is compared."""
        return iter(self._db.execute("SELECT * FROM view_faces ORDER BY id"))

    def links(self) -> Iterator[tuple[str, str, int, int, bytes]]:
        """What is kept of each pair that was compared."""
        return iter(self._db.execute("SELECT * FROM view_links"))

    def groups_of(self, reports: Iterable[str]) -> list[str]:
        """What the texts of some reports are grouped as, before people joined or parted it, in order."""
        found = {
            r[0]
            for report in reports
            for r in self._db.execute("SELECT story FROM view_faces WHERE id = ?", (report,))
        }
        return sorted(found)

    def beside(self, group: str) -> list[tuple[str, int, str, str]]:
        """The groups with texts that were compared with those of a group: group, in how many pairs, and
        the two reports of the nearest pair; those of most pairs first."""
        found: dict[str, list[tuple[int, str, str]]] = {}
        for mine, its in (("one", "other"), ("other", "one")):
            for other, near, here, there in self._db.execute(
                f"SELECT b.story, l.near, a.id, b.id FROM view_faces a JOIN view_links l ON l.{mine} = a.id "
                f"JOIN view_faces b ON b.id = l.{its} WHERE a.story = ?1 AND b.story <> ?1",
                (group,),
            ):
                found.setdefault(other, []).append((near, here, there))
        out = [(other, len(pairs), *max(pairs)[1:]) for other, pairs in found.items()]
        return sorted(out, key=lambda f: (-f[1], f[0]))

    def put_faces(
        self, rows: Iterable[tuple[str, str, bytes | None, str, int, bytes, str]], gone: Iterable[str]
    ) -> None:
        """Keep texts that are compared, and drop some.  Those without an item have theirs already."""
        self._db.executemany("DELETE FROM view_faces WHERE id = ?", ((i,) for i in gone))
        known = []
        for row in rows:
            if row[2] is None:
                known.append((row[1], row[6], row[0]))
            else:
                self._db.execute("INSERT OR REPLACE INTO view_faces VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        self._db.executemany("UPDATE view_faces SET copies = ?, story = ? WHERE id = ?", known)

    def put_links(
        self, rows: Iterable[tuple[str, str, int, int, bytes]], gone: Iterable[tuple[str, str]]
    ) -> None:
        """Keep pairs that were compared, and drop some."""
        self._db.executemany("DELETE FROM view_links WHERE one = ? AND other = ?", gone)
        self._db.executemany("INSERT OR REPLACE INTO view_links VALUES (?, ?, ?, ?, ?)", rows)
