"""The Python interface: its names are pinned, its documentation runs, its tables are what they say."""

from __future__ import annotations

import doctest
import subprocess
import sys
from pathlib import Path

import pytest

import wiredesk
from wiredesk.errors import WiredeskError
from wiredesk.export.tables import CLAIMS, REPORTS, STATEMENTS, Table

PUBLIC = [
    "KINDS", "Claim", "Decision", "Desk", "Document", "InputError", "Judgement", "NotFound", "Page", "Report",
    "Statement", "Story", "Table", "WiredeskError", "moment",
]  # fmt: skip


def test_the_public_names_are_these_and_no_others() -> None:
    assert wiredesk.__all__ == PUBLIC
    assert dir(wiredesk) == sorted(PUBLIC)
    assert all(getattr(wiredesk, name).__doc__ or name == "KINDS" for name in PUBLIC)
    with pytest.raises(AttributeError, match="nothing"):
        wiredesk.nothing  # noqa: B018


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = "import sys, wiredesk; print([m for m in ('spacy', 'numpy', 'wiredesk.desk') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert done.stdout.strip() == "[]"


def test_the_documentation_runs_as_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    root = Path(__file__).resolve().parents[1]
    monkeypatch.chdir(root)
    text = (
        (root / "docs" / "api.md").read_text("utf-8").replace("```python\n", "\n").replace("\n```\n", "\n\n")
    )
    test = doctest.DocTestParser().get_doctest(text, {}, "docs/api.md", "docs/api.md", 0)
    assert len(test.examples) > 15
    runner = doctest.DocTestRunner(verbose=False)
    said: list[str] = []
    runner.run(test, out=said.append)
    assert runner.failures == 0, "".join(said)


@pytest.fixture(scope="module")
def tables(example: Path) -> list[Table]:
    """The three tables of the example."""
    with wiredesk.Desk() as desk:
        desk.add([str(example)])
        return [desk.claims(), desk.statements(), desk.reports()]


def test_tables_hold_what_they_say(tables: list[Table]) -> None:
    assert [t.columns for t in tables] == [CLAIMS, STATEMENTS, REPORTS]
    kinds = {"text": str, "whole": int, "number": (int, float), "yes": bool, "texts": list}
    for table in tables:
        assert len(table) > 0
        for row in table:
            assert all(v is None or isinstance(v, kinds[table.columns[k]]) for k, v in row.items())
    claims, statements, reports = tables
    assert {r["claim"] for r in statements} == {r["id"] for r in claims}
    assert {r["report"] for r in statements} <= {r["id"] for r in reports}


@pytest.mark.parametrize(
    "library, method", [("pyarrow", "to_arrow"), ("pandas", "to_pandas"), ("polars", "to_polars")]
)
def test_tables_become_data_frames(tables: list[Table], library: str, method: str) -> None:
    pytest.importorskip(library, reason=f"{library} is an extra: pip install 'wiredesk[frames]'")
    for table in tables:
        made = getattr(table, method)()
        assert made.shape == (len(table), len(table.columns))
        empty = getattr(Table(table.name, table.columns, ()), method)()
        assert empty.shape == (0, len(table.columns))
        if library == "pyarrow":
            assert made.to_pylist() == table.rows()
            assert empty.schema == made.schema
        if library == "polars":
            assert made.to_dicts() == table.rows()
            assert empty.schema == made.schema


def test_a_library_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch, tables: list[Table]) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(WiredeskError, match="pip install pyarrow"):
        tables[0].to_arrow()


def test_a_notebook_shows_hostile_text_as_text() -> None:
    table = Table(
        "x", {"text": "text", "texts": "texts"}, (("<script>\u202e\x1b</script>" * 40, ["<b>", "&"]),) * 60
    )
    shown = table._repr_html_()
    assert "<script" not in shown
    assert "<b>" not in shown
    assert "\u202e" not in shown
    assert "60 rows, 50 shown" in shown
