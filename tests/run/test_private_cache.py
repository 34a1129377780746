"""The private cache saves work, and never fails a run."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from wiredesk.run import cache
from wiredesk.run.cache import InMemory, Keeper, PrivateCache, private_cache
from wiredesk.run.stages import Each, Fold

ROW = ("double", 1, "", "k", b"[2]")


def doubled(items: Sequence[int]) -> list[int]:
    return [2 * i for i in items]


DOUBLE = Each("double", 1, doubled, int)
TOTAL = Fold("total", 1, sum, int)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WIREDESK_CACHE", str(tmp_path / "kept"))
    monkeypatch.setattr(cache, "PATIENCE", 50)
    return tmp_path / "kept"


def opened() -> PrivateCache:
    found = private_cache()
    assert isinstance(found, PrivateCache)
    return found


def the_file(folder: Path) -> Path:
    return next(folder.glob("results-*.sqlite"))


def works(results: cache.Results) -> bool:
    keeper = Keeper(results)
    return keeper.each(DOUBLE, [1, 2, 1]) == [2, 4, 2] and keeper.fold(TOTAL, [1, 2], "both") == 3


def test_what_one_run_kept_the_next_one_finds(folder: Path) -> None:
    first = opened()
    assert works(first)
    first.close()
    second = opened()
    keeper = Keeper(second)
    assert keeper.each(DOUBLE, [1, 2]) == [2, 4]
    assert keeper.computed == {}
    second.close()


def test_only_the_user_can_read_it(folder: Path) -> None:
    opened().close()
    assert the_file(folder).stat().st_mode & 0o077 == 0


def test_a_damaged_file_is_begun_anew(folder: Path) -> None:
    opened().close()
    the_file(folder).write_bytes(b"this is no database" * 500)
    again = opened()
    assert works(again)
    again.close()


def test_a_damaged_result_is_made_anew(folder: Path) -> None:
    first = opened()
    assert works(first)
    first.close()
    with sqlite3.connect(the_file(folder)) as db:
        db.execute("UPDATE results SET output = x'00ff00ff'")
    db.close()
    again = opened()
    assert works(again)
    again.close()


def test_a_result_of_another_shape_is_made_anew(folder: Path) -> None:
    results = InMemory()
    keeper = Keeper(results)
    assert keeper.fold(Fold("pair", 1, tuple, tuple[int, str]), [1, "a"], "k") == (1, "a")
    results.keep_results([("pair", 1, "", "k", b"[1]")])
    assert keeper.fold(Fold("pair", 1, tuple, tuple[int, str]), [1, "a"], "k") == (1, "a")
    results.keep_results([("pair", 1, "", "k", b'{"cut')])
    assert keeper.fold(Fold("pair", 1, tuple, tuple[int, str]), [1, "a"], "k") == (1, "a")


def test_damage_that_shows_only_later_is_survived(folder: Path) -> None:
    first = opened()
    first.keep_results([("double", 1, "", str(n), os.urandom(3_000)) for n in range(200)])
    first.close()
    data = bytearray(the_file(folder).read_bytes())
    data[4_096 * 8 :] = b"\xff" * (len(data) - 4_096 * 8)
    the_file(folder).write_bytes(data)
    assert works(private_cache())


def test_a_file_that_another_run_holds_is_done_without(folder: Path) -> None:
    mine = opened()
    other = sqlite3.connect(the_file(folder), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        assert works(mine)
        assert works(private_cache())
    finally:
        other.close()
    mine.close()


def test_a_full_disk_is_survived(folder: Path) -> None:
    mine = opened()
    assert mine._file is not None
    pages = mine._file._db.execute("PRAGMA page_count").fetchone()[0]
    mine._file._db.execute(f"PRAGMA max_page_count = {pages}")
    mine.keep_results([("double", 1, "", str(n), os.urandom(9_000)) for n in range(50)])
    assert mine.result("double", 1, "", "49") is not None
    assert works(mine)


def test_a_folder_that_cannot_be_written_is_done_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a-file"
    file.write_text("x", encoding="utf-8")
    monkeypatch.setenv("WIREDESK_CACHE", str(file / "inside"))
    assert isinstance(private_cache(), InMemory)
    if os.getuid() != 0:  # root may write anywhere
        shut = tmp_path / "shut"
        shut.mkdir(mode=0o500)
        monkeypatch.setenv("WIREDESK_CACHE", str(shut))
        assert isinstance(private_cache(), InMemory)


def test_two_processes_can_write_at_once(folder: Path) -> None:
    code = (
        "from wiredesk.run.cache import private_cache\n"
        "c = private_cache()\n"
        "for n in range(200): c.keep_results([('double', 1, '', str(n), b'[%d]' % n)])\n"
        "assert c.result('double', 1, '', '7') == b'[7]'\n"
        "c.close()\n"
    )
    runs = [subprocess.Popen([sys.executable, "-c", code], env=dict(os.environ)) for _ in range(2)]
    assert [run.wait(60) for run in runs] == [0, 0]
    left = opened()
    assert left.result("double", 1, "", "199") == b"[199]"
    left.close()


def test_forgotten_results_are_gone(folder: Path) -> None:
    mine = opened()
    mine.keep_results([ROW])
    mine.forget_results()
    assert mine.result(*ROW[:4]) is None
    mine.close()
