"""The kind of source that docs/reading.md shows is one."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from wiredesk.gather.kinds import Kind
from wiredesk.model.reports import Capture
from wiredesk.model.views import Problem


def test_the_kind_in_the_documentation_reads_what_it_says() -> None:
    text = (Path(__file__).parents[2] / "docs/reading.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", text, re.S)
    made: dict[str, Any] = {}
    exec(compile(code, "docs/reading.md", "exec"), made)
    kind = made["TELEPRINTER"]
    assert isinstance(kind, Kind)
    data = b"ZCZC\nBRIDGE\nThe bridge is shut.\nNNNN\nZCZC\nEMPTY\nNNNN\nZCZC\nFERRY\nThe ferry runs.\nNNNN\n"
    assert kind.fits("x", data)
    assert not kind.fits("x", b"<html>")
    first, problem, second = kind.captures("wire.tty", data, "2026-01-01T00:00:00Z")
    assert isinstance(first, Capture)
    assert isinstance(second, Capture)
    assert isinstance(problem, Problem)
    assert (first.hints.title, second.hints.title) == ("BRIDGE", "FERRY")
    assert first.id != second.id
