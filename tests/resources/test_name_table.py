"""The table of names made beforehand says what the data say."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from wiredesk.resources import gazetteer, name_table
from wiredesk.resources.name_table import NameTable, packed

ROWS = [("orvel", 6), ("sentia", 14), ("orvel", 9)]


def test_a_name_leads_to_every_row_that_bears_it() -> None:
    table = NameTable(packed(ROWS, [(9, (51.2345, -3.5, 12.3))]))
    assert sorted(table.candidates("orvel")) == [6, 9]
    assert list(table.candidates("sentia")) == [14]
    assert list(table.candidates("nowhere at all")) == []


def test_a_point_comes_back_as_it_was_given() -> None:
    table = NameTable(packed(ROWS, [(9, (51.2345, -3.5, 12.3)), (6, (-0.0001, 179.9999, 100.0))]))
    assert table.point(9) == (51.2345, -3.5, 12.3)
    assert table.point(6) == (-0.0001, 179.9999, 100.0)
    assert table.point(7) is None


def test_a_row_that_only_shares_the_hash_is_not_found() -> None:
    tables = gazetteer.tables()
    town = next(e.ref for e in gazetteer.entries("Nairobi") if e.kind == "city")
    kept = tables.table
    tables.table = NameTable(packed([("qwyxburgh", town)]))
    try:
        assert tables.refs("qwyxburgh") == ()
    finally:
        tables.table = kept


def test_the_shipped_table_is_the_pinned_one() -> None:
    assert sha256(name_table.SHIPPED.read_bytes()).hexdigest() == name_table.DIGEST
    assert name_table.shipped() is not None


def test_another_file_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "names.bin"
    monkeypatch.setattr(name_table, "SHIPPED", other)
    assert name_table.shipped() is None
    other.write_bytes(packed(ROWS))
    assert name_table.shipped() is None


def test_the_shipped_table_holds_every_name_of_the_data() -> None:
    tables = gazetteer.tables()
    fresh = packed(tables._names())
    names = name_table._HEAD.unpack_from(fresh)[1]
    assert name_table.SHIPPED.read_bytes()[16 : 16 + 8 * names] == fresh[16 : 16 + 8 * names]


def test_points_in_the_table_are_those_of_the_towns() -> None:
    tables = gazetteer.tables()
    kept = tables.table
    refs = [gazetteer.entries(name)[0].ref for name in ("Panjshir", "Ohio", "Kenya", "Lesotho", "Drenthe")]
    ready = [tables.point(ref) for ref in refs]
    tables.table = NameTable(packed(()))
    try:
        assert [tables.point(ref) for ref in refs] == ready
    finally:
        tables.table = kept
