"""Whatever is changed in a desk file from outside is found and named."""

from __future__ import annotations

import json
import shutil
import sqlite3
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wiredesk.model.custody import EVENTS, START, Finding, Head, Origin, canonical, event_hash
from wiredesk.model.ids import content_id, sha256
from wiredesk.model.reports import Capture, Hints
from wiredesk.model.views import Judgement, Reason
from wiredesk.store import schema
from wiredesk.store.desk_file import APPEND_ONLY, DeskFile
from wiredesk.store.log import CAPTURE, JUDGEMENT, append


def capture(name: str, text: str, at: str = "2026-01-01T00:00:00Z", taken: str | None = None) -> Capture:
    data = text.encode()
    origin = Origin(archive="crawl.warc", offset=7, taken=taken) if taken else None
    return Capture(
        content_id("c", name, sha256(data)), name, sha256(data), data, at, "text/plain",
        Hints(outlet="Orvel Post"), origin,
    )  # fmt: skip


def judgement(n: int) -> Judgement:
    return Judgement(
        f"j-{n}", "same_claim", "s-1", "s-2", bool(n % 2), 1.0, (Reason("read", "both say so"),), "editor",
        f"2026-01-02T00:00:0{n}Z",
    )  # fmt: skip


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("custody") / "x.desk"
    with DeskFile(path) as desk:
        for n in range(4):
            desk.add_capture(capture(f"{n}.txt", f"The dam at Orvel holds, said mayor {n}."), "test 1")
        desk.add_capture(capture("old.txt", "Orvel dam opened.", taken="2019-05-05T10:00:00Z"), "test 1")
        desk.add_capture(
            capture("0.txt", "The dam at Orvel holds, said mayor 0.", "2026-01-05T00:00:00Z"), "test 1"
        )
        desk.add_judgements([judgement(1), judgement(2)])
        desk.log("2026-01-06T00:00:00Z", "exported", "", {"format": "wacz"})
    db = sqlite3.connect(path)
    db.execute("PRAGMA journal_mode = DELETE")  # one file, easy to copy
    db.close()
    return path


def tampered(kept: Path, folder: Path, *statements: str, keep_guards: bool = False) -> list[Finding]:
    """What is found after a stranger ran the statements with the guards taken down (and set again)."""
    path = folder / "tampered.desk"
    shutil.copy(kept, path)
    db = sqlite3.connect(path)
    db.execute("PRAGMA synchronous = OFF")
    db.create_function("sha", 1, lambda text: sha256(text.encode()))
    db.create_function("pack", 1, lambda text: zlib.compress(text.encode()))
    guards = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    if not keep_guards:
        for name, _ in guards:
            db.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        assert db.execute(statement).rowcount != 0, f"changed nothing: {statement}"
    if not keep_guards:
        for _, sql in guards:
            db.execute(sql)
    db.commit()
    db.close()
    with DeskFile(path) as desk:
        return list(desk.verify().findings)


def test_a_desk_that_nobody_touched_is_found_whole(kept: Path) -> None:
    with DeskFile(kept) as desk:
        found = desk.verify()
    assert found.findings == ()
    assert (found.captures, found.blobs, found.judgements, found.events) == (5, 5, 2, 10)
    assert found.head.count == 10


TAMPERINGS = {
    row["name"]: row
    for line in (Path(__file__).parents[1] / "cases/tamperings.jsonl").read_text().splitlines()
    for row in [json.loads(line)]
}


@pytest.mark.parametrize("name", TAMPERINGS)
def test_every_tampering_is_found_and_named(kept: Path, tmp_path: Path, name: str) -> None:
    row = TAMPERINGS[name]
    found = tampered(kept, tmp_path, row["sql"])
    assert any(f.code == row["found"] and row["names"] in f.message for f in found), found


COLUMNS = [
    (table, column)
    for table, columns in {
        "captures": CAPTURE,
        "judgements": JUDGEMENT,
        "events": ("at", "kind", "subject", "details", "previous", "hash"),
    }.items()
    for column in columns
]  # fmt: skip


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_a_change_in_any_column_is_found(kept: Path, tmp_path: Path, table: str, column: str) -> None:
    key = APPEND_ONLY[table]
    value = "9" if column in ("answer", "score") else "'other'"
    found = tampered(
        kept, tmp_path,
        f'UPDATE {table} SET "{column}" = {value} WHERE {key} = (SELECT max({key}) FROM {table})',
    )  # fmt: skip
    assert any(f.code in (f"{table.removesuffix('s')}-changed", "event-changed") for f in found), found


@pytest.mark.parametrize("name", sorted(schema.guard_names()))
def test_a_guard_that_is_gone_or_does_nothing_is_found(kept: Path, tmp_path: Path, name: str) -> None:
    found = tampered(kept, tmp_path, f"DROP TRIGGER {name}", keep_guards=True)
    assert [(f.code, f.subject) for f in found] == [("guard", name)]
    table = name.split("_")[0]
    found = tampered(
        kept, tmp_path, f"DROP TRIGGER {name}",
        f"CREATE TRIGGER {name} BEFORE DELETE ON {table} WHEN 0 BEGIN SELECT RAISE(ABORT, ''); END",
        keep_guards=True,
    )  # fmt: skip
    assert [(f.code, f.subject) for f in found] == [("guard", name)]


def rehashed(db: sqlite3.Connection) -> None:
    """The log written anew so that it agrees with itself."""
    rows = db.execute("SELECT at, kind, subject, details FROM events ORDER BY seq").fetchall()
    db.execute("DELETE FROM events")
    previous = START
    for seq, (at, kind, subject, details) in enumerate(rows, 1):
        digest = event_hash(seq, at, kind, subject, details, previous)
        db.execute(
            "INSERT INTO events VALUES (?,?,?,?,?,?,?)", (seq, at, kind, subject, details, previous, digest)
        )
        previous = digest


def _cut(db: sqlite3.Connection) -> None:
    db.execute("DELETE FROM events WHERE seq = 10")


def _forget_a_capture(db: sqlite3.Connection) -> None:
    db.execute("DELETE FROM events WHERE subject = (SELECT id FROM captures WHERE path = '1.txt')")
    db.execute("DELETE FROM captures WHERE path = '1.txt'")
    db.execute("DELETE FROM blobs WHERE sha256 NOT IN (SELECT sha256 FROM captures)")
    rehashed(db)


@pytest.mark.parametrize(
    ("forgery", "code"), [(_cut, "log-cut"), (_forget_a_capture, "log-cut"), (rehashed, None)]
)
def test_a_forger_who_leaves_all_in_agreement_is_found_by_a_head_noted_outside(
    kept: Path, tmp_path: Path, forgery: Callable[[sqlite3.Connection], None], code: str | None
) -> None:
    path = tmp_path / "forged.desk"
    shutil.copy(kept, path)
    with DeskFile(path) as desk:
        noted = desk.head()
    db = sqlite3.connect(path)
    guards = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in guards:
        db.execute(f"DROP TRIGGER {name}")
    forgery(db)
    for _, sql in guards:
        db.execute(sql)
    db.commit()
    db.close()
    with DeskFile(path) as desk:
        assert desk.verify().findings == ()  # it agrees with itself: nothing inside can tell
        codes = [f.code for f in desk.verify([noted]).findings]
        assert codes == ([code] if code else [])  # writing the same events anew changes nothing
        desk.log("2026-02-01T00:00:00Z", "exported", "", {"format": "wacz"})
        desk.log("2026-02-01T00:00:00Z", "exported", "", {"format": "wacz"})
        codes = [f.code for f in desk.verify([noted]).findings]
        assert codes == (["log-rewritten"] if code else [])


def test_a_head_that_was_noted_is_found_again_however_long_the_log_grew(kept: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.desk"
    shutil.copy(kept, path)
    with DeskFile(path) as desk:
        heads = [desk.head()]
        for n in range(5):
            desk.add_capture(capture(f"later {n}", f"later {n}"), "test 1")
            heads.append(Head.of(str(desk.head())))
        found = desk.verify(heads)
    assert found.findings == ()
    assert len(found.anchors) == 6


@given(st.data())
@settings(max_examples=40)
def test_any_one_cell_changed_anywhere_is_found(kept: Path, data: st.DataObject) -> None:
    source = sqlite3.connect(kept)
    db = sqlite3.connect(":memory:", isolation_level=None)
    source.backup(db)
    source.close()
    for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        db.execute(f"DROP TRIGGER {name}")
    table = data.draw(st.sampled_from(["blobs", "captures", "judgements", "events"]))
    cursor = db.execute(f"SELECT * FROM {table}")
    columns = [c[0] for c in cursor.description]
    row = data.draw(st.sampled_from(cursor.fetchall()))
    column = data.draw(st.sampled_from(columns))
    old = row[columns.index(column)]
    new = data.draw(
        {
            str: st.text(max_size=5).filter(lambda t: "\x00" not in t and t.isascii()),
            int: st.integers(0, 2**40),
            float: st.floats(0, 1),
            bytes: st.binary(max_size=30),
            type(None): st.text(max_size=5).filter(str.isascii),
        }[type(old)].filter(lambda value: value != old)
    )
    key = APPEND_ONLY[table]
    taken = db.execute(f"SELECT 1 FROM {table} WHERE {key} = ?", (new,)).fetchone() if column == key else None
    if taken:
        return
    db.execute(f'UPDATE {table} SET "{column}" = ? WHERE {key} = ?', (new, row[columns.index(key)]))
    from wiredesk.store.verifying import verify

    codes = {f.code for f in verify(db).findings} - {"guard"}
    db.close()
    assert codes


def test_desk_of_the_first_schema_is_brought_up_to_date_in_place(tmp_path: Path) -> None:
    path = tmp_path / "old.desk"
    db = sqlite3.connect(path)
    old = [t for t in APPEND_ONLY if t != "events"]
    for script in (schema.FIRST, *(schema.guards(t) for t in old)):
        for statement in schema.statements(script):
            db.execute(statement)
    db.execute("INSERT INTO meta VALUES ('schema', '1')")
    one = capture("a.txt", "The dam at Orvel holds.")
    hints = '[null,null,"Orvel Post",null,null]'
    db.execute("INSERT INTO blobs VALUES (?, ?, ?)", (one.sha256, len(one.data), zlib.compress(one.data)))
    db.execute(
        "INSERT INTO captures VALUES (?,?,?,?,?,?,?)",
        (one.id, one.path, one.sha256, one.captured_at, one.media, hints, "wiredesk 0.1.0"),
    )
    db.execute(
        "INSERT INTO judgements VALUES ('j-1','same_claim','s-1','s-2',1,1.0,?,'editor',?,NULL)",
        ('[["read","both say so",[],null]]', "2026-01-02T00:00:01Z"),
    )
    db.commit()
    db.close()
    with DeskFile(path) as desk:
        assert list(desk.captures()) == [one]
        assert desk.judgements() == (judgement(1),)
        assert [e.kind for e in desk.events()] == ["opened", "adopted", "adopted"]
        assert desk.verify().findings == ()
        head = desk.head()
    with DeskFile(path) as desk:  # once only
        assert desk.head() == head
        assert desk.add_capture(capture("b.txt", "The dam broke."), "test 1")
    db = sqlite3.connect(path)
    for table in APPEND_ONLY:
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            db.execute(f"DELETE FROM {table}")
    assert db.execute("SELECT value FROM meta").fetchone() == (str(schema.SCHEMA),)
    db.close()


def test_what_is_kept_and_its_event_stand_or_fall_together(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.desk"
    shutil.copy(kept, path)

    def full(*_: object) -> None:
        raise sqlite3.OperationalError("disk full")

    with DeskFile(path) as desk:
        monkeypatch.setattr("wiredesk.store.log._put", full)
        with pytest.raises(sqlite3.OperationalError, match="disk full"):
            desk.add_capture(capture("new.txt", "new"), "test 1")
        with pytest.raises(sqlite3.OperationalError, match="disk full"):
            desk.add_judgements([judgement(3)])
        monkeypatch.undo()
        assert len(list(desk.captures())) == 5
        assert len(desk.judgements()) == 2
        assert desk.verify().findings == ()


def test_the_log_says_what_happened_when_and_with_which_program(kept: Path) -> None:
    with DeskFile(kept) as desk:
        events = list(desk.events())
        again = list(desk.events("seen-again"))
    assert {e.kind for e in events} <= set(EVENTS)
    assert all(e.hash == e.digest() for e in events)
    assert [e.at for e in again] == ["2026-01-05T00:00:00Z"]
    assert all(e.details["tool"] == "test 1" for e in events if e.kind == "captured")


def test_moments_at_which_bytes_were_seen_are_the_archive_s_where_an_archive_was_read(tmp_path: Path) -> None:
    with DeskFile(tmp_path / "x.desk") as desk:
        one = capture("a.txt", "a", "2026-01-01T00:00:00Z")
        desk.add_capture(one, "t")
        assert desk.seen() == {one.id: ("2026-01-01T00:00:00Z",)}
        desk.add_capture(capture("a.txt", "a", "2026-01-02T00:00:00Z"), "t")
        assert desk.seen()[one.id] == ("2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z")
        assert desk.seen("2026-01-01T12:00:00Z")[one.id] == ("2026-01-01T00:00:00Z",)
        assert desk.seen("2025-01-01T12:00:00Z") == {}
        desk.add_capture(capture("a.txt", "a", "2026-01-03T00:00:00Z", "2019-05-05T10:00:00Z"), "t")
        assert desk.seen()[one.id][0] == "2019-05-05T10:00:00Z"


def test_two_desks_with_the_same_captures_have_different_logs(tmp_path: Path) -> None:
    heads = set()
    for name in ("one.desk", "two.desk"):
        with DeskFile(tmp_path / name) as desk:
            desk.add_capture(capture("a.txt", "a"), "t")
            heads.add(desk.head().hash)
    assert len(heads) == 2


@given(st.lists(st.tuples(st.sampled_from(sorted(EVENTS)), st.text(max_size=8), st.dictionaries(
    st.text(max_size=4), st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=6)), max_size=3,
)), max_size=8))  # fmt: skip
@settings(max_examples=40)
def test_any_events_make_a_chain_that_reads_back(rows: list[tuple[str, str, dict[str, object]]]) -> None:
    db = sqlite3.connect(":memory:")
    schema.create(db)
    made = [
        append(db, "2026-01-01T00:00:00Z", k, s.encode("ascii", "replace").decode(), d) for k, s, d in rows
    ]
    assert all(e.hash == e.digest() for e in made)
    assert [e.previous for e in made[1:]] == [e.hash for e in made[:-1]]
    assert all(canonical(e.details).isascii() for e in made)
    db.close()


@pytest.mark.parametrize("text", ["", "3", "3:abc", "x:" + "0" * 64, "3:" + "0" * 63, "-1:" + "0" * 64])
def test_text_that_is_no_head_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no head"):
        Head.of(text)
