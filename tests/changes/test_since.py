"""What is new on our clock, and what it breaks: every report here is invented."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from wiredesk.changes import since
from wiredesk.desk import Desk
from wiredesk.errors import WiredeskError
from wiredesk.export import render, schema
from wiredesk.export.since import since_json, since_text
from wiredesk.model.news import SinceThen
from wiredesk.model.views import Document

COURIER = {
    "id": "a", "outlet": "Varo Courier", "title": "Bus plunges into Lake Ostrin", "published": "2031-03-03",
    "text": "A bus carrying miners plunged into Lake Ostrin near Varo on Sunday. The health ministry said 40 "
    "people were killed. Mayor Ada Quell told the Varo Courier that the road along the lake was closed to "
    "all traffic. The council had promised a barrier for the road along Lake Ostrin for eleven years.",
}  # fmt: skip
COPIES = (
    {**COURIER, "id": "b", "outlet": "Seld Echo", "published": "2031-03-04"},
    {**COURIER, "id": "c", "outlet": "Marn Post", "text": "VARO (Norpress) - " + COURIER["text"]},
    {
        **COURIER, "id": "d", "outlet": "Port Herald",
        "text": "The council had promised a barrier for the road along Lake Ostrin for eleven years. A bus "
        "carrying miners plunged into Lake Ostrin near Varo on Sunday. The health ministry said 40 people "
        "were killed.",
    },
    {**COURIER, "id": "e", "outlet": None, "title": None},
)  # fmt: skip
TOLL = {
    "id": "t", "outlet": "Tarn Post", "title": "Lake Ostrin bus toll rises", "published": "2031-03-05",
    "text": "The death toll from the bus that plunged into Lake Ostrin near Varo rose to 57, the health "
    "ministry said on Tuesday. Engineer Oto Lind of the mine said that the brakes of the bus had not been "
    "inspected since the spring.",
}  # fmt: skip
DENIAL = {
    "id": "n", "outlet": "Keld Herald", "title": "Mayor denies closing the road at Lake Ostrin",
    "published": "2031-03-06",
    "text": "Mayor Ada Quell denied that the road along the lake was closed to all traffic.",
}  # fmt: skip


def document(*reports: dict[str, Any]) -> Document:
    return _document(tuple(json.dumps(r, sort_keys=True) for r in reports))


@cache
def _document(lines: tuple[str, ...]) -> Document:
    from wiredesk.gather.jsonlines import captures
    from wiredesk.model.reports import Capture

    found = [
        c
        for c in captures("inbox.jsonl", "\n".join(lines).encode(), "2031-03-07T00:00:00Z")
        if isinstance(c, Capture)
    ]
    assert len(found) == len(lines)
    with Desk(cache=False) as desk:
        for c in found:
            desk._file.add_capture(c, "test")
        return desk.document()


def kinds(then: SinceThen) -> list[str]:
    return [n.kind for n in then.news]


@pytest.mark.parametrize(
    "copies", [COPIES[:1], COPIES[1:2], COPIES[2:3], COPIES], ids=["same", "dateline", "cut", "all"]
)
def test_further_copies_are_no_news_and_break_no_line(copies: Sequence[dict[str, Any]]) -> None:
    then = since(document(COURIER), document(COURIER, *copies))
    assert not then.substantive, (then.news, then.broken)
    assert len(then.copies) == len(then.reports) == len(copies)


def test_copies_beside_real_news_add_nothing_to_it() -> None:
    alone = since(document(COURIER), document(COURIER, TOLL))
    among = since(document(COURIER), document(COURIER, TOLL, *COPIES))
    assert kinds(among) == kinds(alone)
    assert [b.line.id for b in among.broken] == [b.line.id for b in alone.broken]
    assert len(among.copies) == len(COPIES)


def test_a_later_toll_is_a_new_figure_and_overtakes_the_line_of_the_earlier() -> None:
    then = since(document(COURIER), document(COURIER, TOLL))
    assert "figure" in kinds(then)
    (line,) = [b for b in then.broken if "40 people" in b.line.text and b.line.section in ("lead", "once")]
    assert line.how == ("overtaken",)
    assert "57" in line.text


def test_a_voice_that_takes_back_its_word_is_a_reversal_and_the_line_is_disputed() -> None:
    then = since(document(COURIER), document(COURIER, DENIAL))
    assert kinds(then)[0] == "reversal", then.news
    assert any("disputed" in b.how and "closed" in b.line.text for b in then.broken)


def test_a_new_voice_is_heard_once() -> None:
    then = since(document(COURIER), document(COURIER, TOLL, {**TOLL, "id": "u", "outlet": "Bran Echo"}))
    voices = [n.text for n in then.news if n.kind == "voice"]
    assert len([v for v in voices if "Oto Lind" in v]) == 1
    assert not any("Ada Quell" in v for v in voices)


def test_a_copy_in_which_a_figure_was_changed_is_news() -> None:
    forged = {
        **COURIER,
        "id": "f",
        "outlet": "Dun Echo",
        "text": COURIER["text"].replace("40 people", "90 people"),
    }
    then = since(document(COURIER), document(COURIER, forged))
    assert kinds(then) == ["figure"]
    assert "90 people" in then.news[0].text
    assert not then.copies


def test_before_the_first_capture_all_is_new_and_nothing_breaks() -> None:
    then = since(None, document(COURIER))
    assert {"claim", "figure", "voice"} <= set(kinds(then))
    assert then.broken == ()


def test_the_order_of_arrival_changes_nothing() -> None:
    reports = [COURIER, TOLL, DENIAL, *COPIES]
    first = since(document(COURIER), document(*reports))
    random.Random(5).shuffle(reports)
    assert since(document(COURIER), document(*reports)) == first


def test_another_edition_is_named_with_the_words_that_changed(tmp_path: Path) -> None:
    ticks = iter(f"2031-03-{n:02d}T00:00:00.000000Z" for n in range(1, 20))
    with Desk(tmp_path / "d.desk", clock=lambda: next(ticks), cache=False) as desk:
        for text in (COURIER["text"], COURIER["text"].replace("40 people were", "41 people were")):
            one = {**COURIER, "text": text, "url": "https://varo.example/bus"}
            (tmp_path / "bus.jsonl").write_text(json.dumps(one))
            desk.add([str(tmp_path / "bus.jsonl")])
        then = desk.changes("2031-03-01T12:00:00.000000Z")
        assert {"edition", "figure"} <= set(kinds(then))
        (edition,) = then.editions
        assert (edition.was, edition.now) == (("40",), ("41",))
        assert edition.edits[0].touches == ("number",)
        assert len(edition.gone) == 1
        assert any("edited" in b.how and "40 people" in b.line.text for b in then.broken)
        assert "“40” became “41” (number)" in since_text(then, desk.document(), 300)
        json.dumps(since_json(then))


def test_the_desk_cuts_on_its_own_clock_and_judgements_are_news(tmp_path: Path) -> None:
    ticks = iter(f"2031-03-{n:02d}T00:00:00.000000Z" for n in range(1, 20))
    with Desk(tmp_path / "d.desk", clock=lambda: next(ticks), cache=False) as desk:
        for n, report in enumerate((COURIER, TOLL)):
            (tmp_path / f"{n}.jsonl").write_text(json.dumps(report))
            desk.add([str(tmp_path / f"{n}.jsonl")])  # read on 1 and 2 March, published on 3 and 5
        first = desk.document("2031-03-01T12:00:00.000000Z")
        assert len(first.reports) == 1
        then = desk.changes("2031-03-01T12:00:00.000000Z")
        assert "figure" in kinds(then)
        assert len(then.reports) == 1
        assert not desk.changes("2031-03-02T12:00:00.000000Z").substantive
        one, two = (c.statements[0].id for c in desk.document().claims[:2])
        desk.judge("same_claim", one, two, True, "Ada", "one matter")
        judged = desk.changes("2031-03-02T12:00:00.000000Z")
        assert kinds(judged) == ["judgement"]
        assert "one matter" in judged.news[0].text
        made = desk.brief_since("2031-03-01T12:00:00.000000Z")
        assert {"news", "broken"} <= {line.section for line in made.brief.lines}
        for format_ in ("text", "md", "html", "json"):
            assert "57" in render(made, format_)
        with pytest.raises(WiredeskError, match="nothing lies between"):
            desk.changes("2031-03-02T12:00:00.000000Z", "2031-03-01T12:00:00.000000Z")


def test_news_as_json_and_text_say_the_same() -> None:
    after = document(COURIER, TOLL, *COPIES)
    then = since(document(COURIER), after, at="2031-03-04")
    data = since_json(then)
    json.dumps(data)
    text = since_text(then, after, 300)
    for n in data["news"]:
        for r in n["exact"]:
            assert n["text"][r["start"] : r["end"]] in text.replace("\n", " ")
    assert "four of them bring nothing new" in text
    assert "our clock" in text
    assert "news" in schema()["$defs"]["line"]["properties"]["section"]["enum"]
