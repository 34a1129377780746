"""The desk file keeps what it is given and lets nobody change it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from wiredesk.errors import DeskBusy, DeskError, EvidenceTampered, WrongSchema
from wiredesk.model.ids import content_id, sha256
from wiredesk.model.reports import Capture, Hints
from wiredesk.model.views import Judgement, Reason
from wiredesk.store.desk_file import APPEND_ONLY, DeskFile

DATA = b"The dam at Orvel holds, the mayor said."


def capture(name: str = "a.txt", data: bytes = DATA, at: str = "2026-01-01T00:00:00Z") -> Capture:
    digest = sha256(data)
    return Capture(
        content_id("c", name, digest), name, digest, data, at, "text/plain", Hints(outlet="Orvel Post")
    )


def judgement(answer: bool = True, by: str = "editor") -> Judgement:
    return Judgement(
        content_id("j", by, answer), "same_claim", "s-1", "s-2", answer, 1.0,
        (Reason("read", "both say so"),), by, "2026-01-02T00:00:00Z",
    )  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "x.desk"
    with DeskFile(path) as desk:
        desk.add_capture(capture(), "test")
        desk.add_judgements([judgement()])
    return path


def test_a_capture_comes_back_as_it_was(file: Path) -> None:
    with DeskFile(file) as desk:
        assert list(desk.captures()) == [capture()]
        assert desk.judgements() == (judgement(),)


def test_adding_the_same_capture_twice_changes_nothing(file: Path) -> None:
    with DeskFile(file) as desk:
        assert desk.add_capture(capture(at="2027-01-01T00:00:00Z"), "test") is False
        assert next(desk.captures()).captured_at == "2026-01-01T00:00:00Z"


def test_moments_judgements_and_stamp_follow_what_another_connection_writes(file: Path) -> None:
    with DeskFile(file) as desk, DeskFile(file) as other:
        before = (desk.stamp(), desk.moments(), desk.judgements())
        assert (desk.stamp(), desk.moments(), desk.judgements()) == before
        other.add_judgements([judgement(answer=False)])
        assert desk.stamp() != before[0]
        assert set(desk.judgements()) == {judgement(), judgement(answer=False)}
        other.add_capture(capture("b.txt", at="2027-01-01T00:00:00Z"), "test")
        assert desk.moments() == (*before[1], "2027-01-01T00:00:00Z")


def test_what_was_taken_back_is_not_remembered(file: Path) -> None:
    with DeskFile(file) as desk:
        before = desk.stamp()

        def broken() -> None:
            raise OSError("the disk is full")

        with pytest.raises(OSError, match="full"):
            desk.add_capture(capture("b.txt"), "test", also=broken)
        assert desk.stamp() == before


def test_two_names_share_one_copy_of_the_bytes(file: Path) -> None:
    with DeskFile(file) as desk:
        assert desk.add_capture(capture("b.txt"), "test")
        assert len(list(desk.captures())) == 2
    db = sqlite3.connect(file)
    assert db.execute("SELECT count(*) FROM blobs").fetchone() == (1,)
    db.close()


@pytest.mark.parametrize("table", sorted(APPEND_ONLY))
@pytest.mark.parametrize(
    "act",
    [
        "UPDATE {t} SET {k} = {k}",
        "DELETE FROM {t}",
        "INSERT INTO {t} SELECT * FROM {t}",
        "INSERT OR REPLACE INTO {t} SELECT * FROM {t}",
        "REPLACE INTO {t} SELECT * FROM {t}",
        "INSERT OR IGNORE INTO {t} SELECT * FROM {t}",
        "INSERT INTO {t} SELECT * FROM {t} WHERE true ON CONFLICT DO UPDATE SET {k} = excluded.{k}",
    ],
)
def test_no_connection_can_change_what_is_kept(file: Path, table: str, act: str) -> None:
    db = sqlite3.connect(file)
    before = db.execute(f"SELECT * FROM {table}").fetchall()
    assert before
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        db.execute(act.format(t=table, k=APPEND_ONLY[table]))
    assert db.execute(f"SELECT * FROM {table}").fetchall() == before
    db.close()


def test_as_of_cuts_on_our_clock(file: Path) -> None:
    with DeskFile(file) as desk:
        desk.add_capture(capture("late.txt", b"late", "2026-03-01T00:00:00Z"), "test")
        assert [c.path for c in desk.captures("2026-02-01T00:00:00Z")] == ["a.txt"]
        assert desk.judgements("2026-01-01T12:00:00Z") == ()


def test_changed_bytes_are_noticed(file: Path) -> None:
    db = sqlite3.connect(file)
    db.execute("DROP TRIGGER blobs_no_update")
    import zlib

    db.execute("UPDATE blobs SET zdata = ?", (zlib.compress(b"The dam broke."),))
    db.commit()
    db.close()
    with DeskFile(file) as desk, pytest.raises(EvidenceTampered, match=r"a\.txt"):
        list(desk.captures())


def test_a_file_of_something_else_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("not a database, but long enough to look at" * 40)
    before = path.read_bytes()
    with pytest.raises(DeskError, match=r"notes\.txt"):
        DeskFile(path)
    assert path.read_bytes() == before
    other = tmp_path / "other.sqlite"
    db = sqlite3.connect(other)
    db.execute("CREATE TABLE t (a)")
    db.commit()
    db.close()
    with pytest.raises(DeskError, match="something else"):
        DeskFile(other)


def test_a_newer_schema_is_refused(file: Path) -> None:
    db = sqlite3.connect(file)
    db.execute("DROP TRIGGER meta_no_update")
    db.execute("UPDATE meta SET value = '99'")
    db.commit()
    db.close()
    with pytest.raises(WrongSchema, match="99"):
        DeskFile(file)


def test_results_are_a_cache_that_may_go(file: Path) -> None:
    with DeskFile(file) as desk:
        desk.keep_results([("clean", 1, "", "c-1", b"x"), ("clean", 1, "", "c-1", b"y")])
        assert desk.result("clean", 1, "", "c-1") == b"y"
        assert desk.result("clean", 2, "", "c-1") is None
        assert desk.forget_results() == 1
        assert len(list(desk.captures())) == 1


def test_a_file_that_another_process_writes_to_is_opened_and_read_meanwhile(file: Path) -> None:
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with DeskFile(file, patience=1) as desk:
        assert len(list(desk.captures())) == 1
        assert desk.stamp().startswith("1 ")
    other.execute("ROLLBACK")
    other.close()


def test_what_cannot_be_written_for_another_process_is_refused_in_words_and_nothing_is_changed(
    file: Path,
) -> None:
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with DeskFile(file, patience=1) as desk:
        with pytest.raises(DeskBusy, match="Try again"):
            desk.add_capture(capture("b.txt", b"another"), "test")
        with pytest.raises(DeskBusy, match="another process"), desk.views.writing():
            pass
        other.execute("ROLLBACK")
        other.close()
        assert desk.add_capture(capture("b.txt", b"another"), "test")


def test_moments_are_read_on_and_are_those_of_the_whole_file(file: Path) -> None:
    with DeskFile(file) as desk, DeskFile(file) as other:
        assert len(desk.moments()) == 2
        other.add_capture(capture("b.txt", b"earlier", "2025-01-01T00:00:00Z"), "test")
        other.add_capture(capture("c.txt", b"at once", "2026-01-01T00:00:00Z"), "test")
        other.add_capture(capture("c.txt", b"at once", "2026-01-05T00:00:00Z"), "test")  # seen again
        other.add_judgements([judgement(False, "ben")])
        with DeskFile(file) as third:
            assert desk.moments() == third.moments()
            assert desk.stamp() == third.stamp() == "3 2026-01-01T00:00:00Z 2 2026-01-02T00:00:00Z"
        assert desk.moments()[0] == "2025-01-01T00:00:00Z"
