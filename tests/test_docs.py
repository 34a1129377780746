"""What the documents point at is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.md")])
_LINK = re.compile(r"\]\(([^)\s]+)\)")


def _targets(page: Path) -> list[str]:
    found = (link.partition("#")[0] for link in _LINK.findall(page.read_text(encoding="utf-8")))
    return [link for link in found if link and not re.match(r"[a-z]+:", link)]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_relative_link_leads_to_a_file(page: Path) -> None:
    assert [link for link in _targets(page) if not (page.parent / link).exists()] == []


def test_there_are_links_to_check() -> None:
    assert sum(len(_targets(page)) for page in PAGES) > 30


def test_every_decision_is_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = set(_targets(folder / "README.md"))
    assert {p.name for p in folder.glob("*.md")} - {"README.md"} <= listed


def test_every_module_says_what_it_is() -> None:
    modules = (ROOT / "src" / "wiredesk").rglob("*.py")
    assert [str(m) for m in modules if not m.read_text(encoding="utf-8").startswith('"""')] == []
