"""Whatever is given: a brief, or a clear message that names it, and nothing else is lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from wiredesk.desk import Added, Desk
from wiredesk.errors import NothingToRead
from wiredesk.export import render
from wiredesk.model.views import Document

GOOD = (
    "Orvel Post, 3 March 2026\n\nDam holds after storm\n\n"
    "ORVEL - The dam above Orvel holds, Mayor Ada Brun said on Tuesday. At least 12 people were injured.\n"
)


def brief(*paths: Path) -> tuple[Document, Added, dict[str, Any]]:
    """The document, what was added, and its JSON; every format is made, so that each can fail."""
    with Desk(cache=False) as desk:
        added = desk.add([str(p) for p in paths])
        document = desk.document()
        for format_ in ("text", "md", "html"):
            assert render(document, format_, width=80).strip()
        return document, added, json.loads(render(document, "json", width=80))


def raw_spans_read_back(document: Document, made: dict[str, Any]) -> None:
    """Every span of the JSON reads back to its statement's words in the raw input, space apart."""
    raw = {r.id: text for r, text in zip(document.reports, document.raws, strict=True)}
    for claim in made["claims"]:
        for statement in claim["statements"]:
            words = "".join(raw[statement["report"]][s["start"] : s["end"]] for s in statement["spans"])
            assert "".join(words.split()) == "".join(statement["text"].replace(" … ", "").split())


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.txt"
    path.write_text(GOOD, encoding="utf-8")
    return path


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    with Desk(cache=False) as desk:
        added = desk.add([str(tmp_path)])
        assert [p.source for p in added.problems] == [str(tmp_path)]
        with pytest.raises(NothingToRead, match="no report"):
            desk.document()


@pytest.mark.parametrize(
    "name, data",
    [
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9),
        ("empty.txt", b""),
        ("blank.txt", b" \n\t\n"),
    ],
)
def test_what_holds_no_text_is_named_and_the_rest_is_read(good: Path, name: str, data: bytes) -> None:
    (good.parent / name).write_bytes(data)
    document, added, made = brief(good.parent)
    named = [p.source for p in added.problems] + [r.path for r in document.reports if r.cautions]
    assert any(name in source for source in named)
    assert any("Orvel" in c["wording"] or "12" in c["wording"] for c in made["claims"])


def test_the_same_file_twice_is_one_report(good: Path) -> None:
    document, _, _ = brief(good, good, good.parent)
    assert len(document.reports) == 1
    assert {c.standing.label for c in document.claims} <= {"once", "one_newsroom"}


def test_the_same_text_under_two_names_is_no_second_source(good: Path) -> None:
    (good.parent / "copy.txt").write_bytes(good.read_bytes())
    document, _, _ = brief(good.parent)
    assert len(document.reports) == 2
    assert {c.standing.label for c in document.claims} <= {"repeated", "one_newsroom"}


@pytest.mark.parametrize(
    "data",
    [
        GOOD.replace("\n", "\r\n").encode(),
        GOOD.encode("utf-8").replace(b"Brun", b"Br\xffn"),
        ("\U0001f4a5\U0001f4a5 " + GOOD).encode(),
        ("\ufeff" + GOOD).encode(),
        GOOD.encode("utf-16"),
        ("\u202b" + GOOD + "\u202c").encode(),
    ],
    ids=["windows line ends", "invalid UTF-8", "emoji first", "byte order mark", "UTF-16", "direction marks"],
)
def test_odd_bytes_lose_no_words(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "odd.txt").write_bytes(data)
    document, added, made = brief(tmp_path)
    assert not added.problems
    assert any("12" in c["wording"] for c in made["claims"])
    raw_spans_read_back(document, made)


@pytest.mark.parametrize(
    "text",
    [
        "قال المتحدث باسم الحكومة إن السد صمد. «لم يصب أحد بأذى»، قالت رئيسة البلدية يوم الثلاثاء.\n",
        "Мэр Ада Брун заявила во вторник: «Плотина держится, пострадали 12 человек».\n",
        "市长周二表示，大坝安然无恙，12人受伤。“没有人死亡，”她说。\n",
        "La maire a déclaré mardi : « Le barrage tient, 12 personnes ont été blessées. »\n",
    ],
    ids=["Arabic", "Russian", "Chinese", "French"],
)
def test_other_languages_are_read_without_harm(tmp_path: Path, text: str) -> None:
    (tmp_path / "other.txt").write_text(text, encoding="utf-8")
    document, _, made = brief(tmp_path)
    raw_spans_read_back(document, made)
    assert document.reports[0].language != "en"


def test_no_date_and_no_outlet_are_said(tmp_path: Path) -> None:
    (tmp_path / "bare.txt").write_text("The dam holds. Twelve people were injured, police said.\n")
    document, _, _ = brief(tmp_path)
    report = document.reports[0]
    assert (report.outlet, report.published) == (None, None)
    assert {c.code for c in report.cautions} >= {"no_outlet", "no_date"}


def test_ten_megabytes_of_one_line_are_read_as_far_as_is_sensible(
    good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for room in ("model", "clean"):  # a quarter of the real limit, for the sake of time
        monkeypatch.setattr(f"wiredesk.{room}.reports.READ_LIMIT", 50_000)
    line = "The dam at Orvel holds and the valley is dry, the mayor said. " * 170_000
    (good.parent / "long.txt").write_text(line)
    document, _, made = brief(good.parent)
    long = next(r for r in document.reports if r.path.endswith("long.txt"))
    assert "too_long" in {c.code for c in long.cautions}
    assert any(r["path"].endswith("good.txt") for r in made["reports"])


@pytest.mark.shared
def test_two_hundred_unrelated_reports_stay_apart(shared: Path, tmp_path: Path) -> None:
    seen: set[str] = set()
    with (shared / "data" / "stories" / "incidents.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            if article["story"] in seen or not article["title"]:
                continue
            seen.add(article["story"])
            lead = "\n\n".join(article["text"].split("\n\n")[:2])[:600]
            (tmp_path / f"{len(seen):03}.txt").write_text(f"{article['title']}\n\n{lead}\n", encoding="utf-8")
            if len(seen) == 200:
                break
    document, added, _ = brief(tmp_path)
    assert not added.problems
    assert len(document.reports) == 200
    assert len(document.stories) >= 180
