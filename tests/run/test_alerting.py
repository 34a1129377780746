"""What is new in substance is noted when a story is told anew."""

from __future__ import annotations

import json
from itertools import count
from pathlib import Path

import pytest

from wiredesk.desk import Desk

FLOOD = "The river Tavrin broke its banks at Keld and 40 houses were flooded, mayor Ilse Merrow said."
LATER = "Odo Pellgren of the fire service said that the flood at Keld killed three people."


def line(name: str, *sentences: str, title: str = "Tavrin floods Keld") -> str:
    return json.dumps(
        {"id": name, "outlet": f"The {name} Post", "title": title, "published": "2031-04-02",
         "text": "\n\n".join(sentences)}
    )  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk with a clock of its own, given one report and looked at."""
    days = (f"2031-04-{n:02d}T00:00:00.000000Z" for n in count(3))
    found = Desk(tmp_path / "a.desk", clock=lambda: next(days))
    add(found, tmp_path, line("Keld", FLOOD))
    return found


def add(desk: Desk, folder: Path, *rows: str) -> None:
    path = folder / "new.jsonl"
    path.write_text("\n".join(rows), encoding="utf-8")
    desk.add([str(path)])
    desk.refresh()


def test_what_the_desk_began_with_is_news_to_nobody(desk: Desk) -> None:
    assert desk.alerts().items == ()


def test_a_further_copy_is_no_alert_and_a_new_claim_and_voice_are(desk: Desk, tmp_path: Path) -> None:
    add(desk, tmp_path, line("Copy", FLOOD))
    assert desk.stories().items[0].reports == 2
    assert desk.alerts().items == ()
    add(desk, tmp_path, line("Fire", FLOOD, LATER))
    assert desk.stories().items[0].reports == 3
    found = desk.alerts()
    assert {"figure", "voice"} <= {e.kind for e in found.items}
    assert all(e.story == desk.stories().items[0].id for e in found.items)
    assert any("killed three people" in e.text for e in found.items)
    assert desk.alerts(since=found.items[0].at).total == 0


def test_a_new_story_is_one_alert(desk: Desk, tmp_path: Path) -> None:
    add(desk, tmp_path, line("Goat", "A goat called Twain leads Brannoch.", title="Goat elected in Brannoch"))
    assert [(e.kind, e.text) for e in desk.alerts().items] == [("story", "Goat elected in Brannoch")]


def test_alerts_outlive_the_views_and_are_not_told_twice(desk: Desk, tmp_path: Path) -> None:
    add(desk, tmp_path, line("Fire", FLOOD, LATER))
    before = desk.alerts().items
    assert before
    desk.rebuild()
    desk.refresh()
    assert desk.alerts().items == before
    claim = desk.claims().rows()[0]["id"]
    desk.judge("accept", claim, by="ann")
    desk.refresh()
    assert desk.alerts().items == before
