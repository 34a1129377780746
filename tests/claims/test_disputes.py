"""Invented stories of a few reports: whether their accounts clash, of which kind, and what is no clash.

The cases are in tests/cases/disputes.jsonl: ``kind`` is that of the one disagreement, null where both can
hold; ``update`` what became of the earlier claim; ``known`` why a case is not found yet.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from wiredesk.model.reports import PublishedFrom, Report
from wiredesk.model.spans import OffsetMap
from wiredesk.model.views import Disagreement, Story
from wiredesk.run.cache import InMemory, Keeper
from wiredesk.run.local import Told, tell

CASES: list[dict[str, Any]] = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases/disputes.jsonl").read_text("utf-8").splitlines()
]


def told(reports: list[dict[str, str]]) -> Told:
    """The reports as one story."""
    made = [
        Report(
            id=f"r{n}", capture=f"r{n}", path=f"r{n}.txt", url=None, sha256="", outlet=r["outlet"],
            title=None,
            published=r["published"], published_from=PublishedFrom.METADATA, language="en", text=r["text"],
            offsets=OffsetMap.identity(len(r["text"])),
        )
        for n, r in enumerate(reports)
    ]  # fmt: skip
    return tell(Story("story", "", tuple(r.id for r in made)), made, Keeper(InMemory()), ())


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_accounts_clash_as_they_should(case: dict[str, Any], request: pytest.FixtureRequest) -> None:
    if case.get("known"):
        request.applymarker(pytest.mark.xfail(reason=case["known"], strict=True))
    found: tuple[Disagreement, ...] = told(case["reports"]).disagreements
    kinds = {(d.kind, d.update) for d in found}
    assert kinds == ({(case["kind"], case["update"])} if case["kind"] else set())
    for d in found:
        assert d.why.endswith(".")
        assert ("clock" in case) is False or d.clock == case["clock"]


def test_two_peoples_denials_of_what_is_said_of_each_are_two_claims() -> None:
    story = told(
        [
            {"outlet": "Varo Courier", "published": "2031-03-03", "text": text}
            for text in (
                "Mayor Tomas Vale has denied the allegations against him.",
                "Judge Piet Holm has denied the allegations against him.",
            )
        ]
    )
    assert all(len({s.voice.name for s in c.statements}) == 1 for c in story.claims)
