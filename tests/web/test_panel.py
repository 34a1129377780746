"""The panel of alerts: what is new in substance as it comes, seen and unseen."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from client import Client

from wiredesk.desk import Desk
from wiredesk.web.app import create_app

FLOOD = "The river Tavrin broke its banks at Keld and 40 houses were flooded, mayor Ilse Merrow said."
LATER = "Odo Pellgren of the fire service said that the flood at Keld killed three people."


def add(desk: Path, name: str, *sentences: str) -> None:
    """A report comes, as with `wiredesk add`."""
    row = {"id": name, "outlet": f"The {name} Post", "title": "Tavrin floods Keld",
           "published": "2031-04-02", "text": "\n\n".join(sentences)}  # fmt: skip
    source = desk.with_name(f"{name}.jsonl")
    source.write_text(json.dumps(row), encoding="utf-8")
    with Desk(desk) as found:
        found.add([str(source)])
        found.refresh()


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    add(tmp_path / "a.desk", "Keld", FLOOD)
    return tmp_path / "a.desk"


@pytest.fixture
def reader(desk: Path) -> Iterator[Client]:
    with Client(create_app(desk, by="Ana")) as found:
        yield found


def fresh(page: str) -> int:
    """How many alerts the panel says were not seen."""
    found = re.search(r'class="count">(\d+)', page)
    return int(found[1]) if found else 0


def test_alerts_are_unseen_until_they_are_marked_as_seen_and_a_copy_is_none(
    reader: Client, desk: Path
) -> None:
    page = reader.get("/").text
    assert fresh(page) == 0
    assert "Nothing yet" in page
    add(desk, "Copy", FLOOD)
    assert fresh(reader.get("/").text) == 0
    add(desk, "Fire", FLOOD, LATER)
    page = reader.get("/help").text
    assert fresh(page) >= 2
    assert "killed three people" in page
    whole = reader.get("/alerts").text
    assert whole.count('class="alert fresh" data-item') == fresh(whole) == fresh(page)
    link = re.findall(r'<a href="(/claim/[^"]+)" data-open', whole)[0]
    assert reader.get(link).status_code == 200
    assert reader.send("/seen", next="/alerts").url.path == "/alerts"
    again = reader.get("/alerts").text
    assert fresh(again) == 0
    assert "killed three people" in again


def test_a_reader_with_another_browser_has_not_seen_what_a_colleague_has(reader: Client, desk: Path) -> None:
    with Client(create_app(desk, by="Ben")) as ben:
        ben.get("/")
        reader.get("/")
        add(desk, "Fire", FLOOD, LATER)
        ben.send("/seen", next="/")
        assert fresh(ben.get("/").text) == 0
        assert fresh(reader.get("/").text) > 0


def test_seen_can_be_said_by_our_own_pages_alone(reader: Client) -> None:
    assert reader.post("/seen", data={"next": "/"}).status_code == 403


def test_at_a_large_desk_what_changed_is_what_was_told_as_it_came(
    reader: Client, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wiredesk.web.views.WHOLE", 0)
    add(desk, "Fire", FLOOD, LATER)
    page = reader.get("/changes").text
    assert "killed three people" in page
    assert page.count("<li data-item") == reader.get("/alerts").text.count("data-item")


def test_a_moment_that_would_take_minutes_says_how_to_have_it(
    reader: Client, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Desk(desk) as found:
        at = found.moments()[0]
        monkeypatch.setattr("wiredesk.run.moments.AT_ONCE", 0)
        refused = reader.get(f"/?as_of={at}")
        assert (refused.status_code, "wiredesk stories --desk FILE --as-of" in refused.text) == (400, True)
        assert len(found.stories(as_of=at).items) == 1  # what the command does
    assert reader.get(f"/?as_of={at}").status_code == 200
