"""Pages that stand before a report are named; reports that merely look like them are read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from wiredesk.gather import read
from wiredesk.gather.walls import wall
from wiredesk.model.reports import Capture
from wiredesk.model.views import Problem

ROWS = (Path(__file__).parents[1] / "cases/walls.jsonl").read_text("utf-8").splitlines()
LONG = "The bridge of Varnholm stays closed until the harbour office has looked at it, it said. " * 6


@pytest.mark.parametrize("case", [json.loads(r) for r in ROWS], ids=lambda c: c["name"])
def test_page_is_the_wall_that_the_case_says(case: dict[str, Any]) -> None:
    page = case["page"].replace("LONG", LONG).replace("DEEP", "<div>" * 20_000)
    found = wall(page.encode(), case.get("asked", ""), case.get("url", ""))
    assert (found[0] if found else None) == case["wall"]


def test_a_saved_login_page_is_named_and_the_report_beside_it_read(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(json.loads(ROWS[0])["page"])
    (tmp_path / "b.html").write_text(f"<html><body><p>{LONG}</p></body></html>")
    named, read_ = read([str(tmp_path)], "2026-01-01T00:00:00Z")
    assert isinstance(named, Problem)
    assert named.code == "login page"
    assert isinstance(read_, Capture)
