"""What is handed over can be read back without loss, and printed."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from wiredesk.desk import Desk
from wiredesk.errors import InputError
from wiredesk.export import render, schema, to_html
from wiredesk.export.printing import NoPrinter, browser, printed


@pytest.fixture(scope="module")
def judged(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with the example, judged."""
    path = tmp_path_factory.mktemp("handing") / "orvel.desk"
    with Desk(path) as desk:
        desk.add([str(example)])
        claims = desk.document().claims
        desk.judge("accept", claims[0].id, by="ann", reason="as read")
        desk.judge("note", "outlet:Valley Voice", value="ask them", by="bo")
        desk.judge("pin", claims[1].id, by="ann")
        desk.undo(desk.judge("accept", claims[2].id, answer=False, by="bo").id, "bo")
    return path


def test_a_desk_that_was_handed_over_is_the_same_desk(judged: Path, tmp_path: Path) -> None:
    file = tmp_path / "handed.json"
    with Desk(judged) as desk:
        text = desk.handed_over()
        before = render(desk.document(), "json")
        log = desk.judgements()
    jsonschema.validate(json.loads(text), schema())
    file.write_text(text)
    with Desk(tmp_path / "new.desk") as new:
        assert new.take_over(file).problems == ()
        assert render(new.document(), "json") == before
        assert new.judgements() == log
        assert json.loads(new.handed_over())["judgements"] == json.loads(text)["judgements"]
        with pytest.raises(InputError, match="empty desk"):
            new.take_over(file)


def test_reports_alone_are_taken_by_adding_the_file(judged: Path, tmp_path: Path) -> None:
    file = tmp_path / "handed.json"
    with Desk(judged) as desk:
        file.write_text(desk.handed_over())
        ids = {c.id for c in desk.captures()}
    with Desk() as new:
        assert new.add([str(file)]).new == len(ids)
        assert {c.id for c in new.captures()} == ids
        assert new.judgements() == ()


def test_a_story_is_handed_over_alone(judged: Path, tmp_path: Path) -> None:
    with Desk(judged) as desk:
        story = desk.stories().items[0].id
        whole = json.loads(desk.handed_over(story))
    assert [s["id"] for s in whole["stories"]] == [story]
    assert len(whole["captures"]) == len(whole["reports"]) > 0


def test_a_capture_that_was_changed_on_the_way_is_named_and_left_out(judged: Path, tmp_path: Path) -> None:
    with Desk(judged) as desk:
        whole = json.loads(desk.handed_over())
    whole["captures"][0]["sha256"] = "0" * 64
    whole["captures"][1]["data"] = "%%%"
    (tmp_path / "x.json").write_text(json.dumps(whole))
    with Desk() as new:
        added = new.add([str(tmp_path / "x.json")])
    assert added.new == len(whole["captures"]) - 2
    assert [p.source.rpartition("#")[2] for p in added.problems] == ["1", "2"]


@pytest.mark.parametrize("format_", ["text", "md", "html"])
def test_every_writer_says_who_pinned_and_wrote_and_lets_nothing_run(
    judged: Path, tmp_path: Path, format_: str
) -> None:
    with Desk(judged) as desk:
        (tmp_path / "handed.json").write_text(desk.handed_over())
    with Desk(tmp_path / "new.desk") as new:
        new.take_over(tmp_path / "handed.json")
        claim = new.document().claims[0]
        new.judge("line", claim.id, value="<script>own()</script> \x1b[31m", by="<b>mallory</b>\u202e")
        text = render(new.document(), format_)
    assert "pinned by ann" in text
    assert "not borne out" in text
    assert "\x1b" not in text
    assert "\u202e" not in text
    if format_ != "text":
        assert "<script>own" not in text
        assert "<b>mallory" not in text


def test_without_a_browser_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("WIREDESK_BROWSER", raising=False)
    with pytest.raises(NoPrinter, match="--format html"):
        printed("<p>x</p>")


@pytest.mark.skipif(browser() is None, reason="no Chromium, Chrome or Edge is installed to print with")
def test_a_brief_is_printed_as_pdf(judged: Path) -> None:
    with Desk(judged) as desk:
        page = to_html(desk.story(desk.stories().items[0].id))
    data = printed(page)
    assert data.startswith(b"%PDF-")
    assert data.count(b"/Type /Page\n") + data.count(b"/Type /Page ") >= 1
