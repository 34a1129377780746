"""Pasted reports, all invented: what stays, what goes, what is known of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from wiredesk.clean import clean, decode, outlets
from wiredesk.model.ids import content_id, sha256
from wiredesk.model.reports import Capture, Hints, PublishedFrom

_ROWS = (Path(__file__).parents[1] / "cases/clean.jsonl").read_text("utf-8").split("\n")
CASES = [json.loads(row) for row in _ROWS if row]


def captured(text: str | bytes, media: str = "text/plain", name: str = "report.txt", **hints: str) -> Capture:
    data = text.encode("utf-8") if isinstance(text, str) else text
    digest = sha256(data)
    return Capture(
        content_id("c", name, digest), name, digest, data, "2026-01-01T00:00:00Z", media, Hints(**hints)
    )


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_report_is_what_the_case_says(case: dict[str, Any], request: pytest.FixtureRequest) -> None:
    if "xfail" in case:
        request.applymarker(pytest.mark.xfail(reason=case["xfail"], strict=True))
    report = clean(captured(case["raw"]))
    for words in case["keeps"]:
        assert words in report.text
    for words in case["drops"]:
        assert words not in report.text
        at = case["raw"].index(words)
        assert any(d.start <= at < d.end for d in report.dropped)
    for field in ("title", "outlet", "published", "published_day", "page_date", "byline", "dateline"):
        if field in case:
            assert getattr(report, field) == case[field]
    for words in case.get("furniture", ()):
        assert any(span.of(report.text).startswith(words) for span in report.furniture)
    if case.get("title"):
        assert report.headline is not None
        assert report.headline.of(report.text) == case["title"]


def test_hints_outrank_what_the_text_says() -> None:
    report = clean(
        captured(
            "Bridge closed\n\nThe bridge was closed on Sunday, the council said, after cracks.",
            outlet="Varnholm Post",
            published="2024-05-06T10:00:00Z",
            title="Bridge shut",
        )
    )
    assert (report.outlet, report.published, report.title) == ("Varnholm Post", "2024-05-06", "Bridge shut")
    assert report.published_from == PublishedFrom.METADATA


def test_address_gives_outlet_and_day() -> None:
    report = clean(
        captured(
            "The bridge was closed on Sunday, the council said, after cracks were found.",
            url="https://www.varnholm-post.example.co.uk/news/2024/05/06/bridge",
        )
    )
    assert report.outlet == "example.co.uk"
    assert (report.published, report.published_from) == ("2024-05-06", PublishedFrom.URL)


def test_address_in_an_archive_is_that_of_the_archived_page() -> None:
    url = "http://web.archive.org/web/20170623033406/http://varnholmpost.example/2016/05/06/bridge"
    report = clean(
        captured("The bridge was closed on Sunday, the council said, after cracks were found.", url=url)
    )
    assert (report.outlet, report.published) == ("varnholmpost.example", "2016-05-06")


def test_a_host_that_is_only_a_number_names_no_outlet() -> None:
    assert outlets.of_url("http://192.0.2.17:8080/news/bridge") is None
    assert outlets.of_url("http://[2001:db8::7]/news/bridge") is None
    assert outlets.of_url("https://news.7days.example/bridge") == "7days.example"


def test_paragraphs_of_another_language_are_said_to_be_unread() -> None:
    french = "Le port de Varo reste fermé, et la mairie ne sait pas quand elle va le rouvrir pour la ville."
    english = "The mayor said on Tuesday that the harbour of Varo would stay closed for the week."
    text = f"{english}\n\n{french}\n\n{english}"
    report = clean(captured(text))
    (caution,) = (c for c in report.cautions if c.code == "unread_language")
    assert [span.of(text) for span in caution.spans] == [french]
    assert "(fr)" in caution.message
    assert "1 of its paragraphs" in caution.message
    assert not any(c.code == "unread_language" for c in clean(captured(english)).cautions)


def test_report_without_date_and_outlet_says_so() -> None:
    report = clean(captured("The bridge was closed on Sunday, the council said, after cracks were found."))
    assert {c.code for c in report.cautions} == {"no_date", "no_outlet"}
    assert report.published_from == PublishedFrom.UNKNOWN


@pytest.mark.parametrize("text", ["", " \n\n ", "Share\n\nLeave a Reply"])
def test_nothing_left_is_a_caution(text: str) -> None:
    report = clean(captured(text))
    assert report.text == ""
    assert "empty" in {c.code for c in report.cautions}


def test_invalid_bytes_are_shown_and_nothing_else_is_lost() -> None:
    capture = captured(
        "Die Brücke über die Grünau “ist zu”. ".encode() * 3 + b"\xff\xfe Nobody was hurt in Varnholm."
    )
    report = clean(capture)
    caution = next(c for c in report.cautions if c.code == "invalid_bytes")
    assert caution.spans[0].of(decode(capture)) == "\ufffd\ufffd"
    assert "Nobody was hurt in Varnholm." in report.text


@pytest.mark.parametrize(
    "data",
    [b"\xef\xbb\xbfBridge", "Bridge".encode("utf-16"), b"\xff\xfe\x00\x00" + "Bridge".encode("utf-32-le")],
)
def test_byte_order_mark_is_read_and_left_out(data: bytes) -> None:
    assert decode(captured(data)) == "Bridge"


def test_western_single_bytes_are_read_as_what_they_are() -> None:
    assert decode(captured("Le pont est fermé à Éloïse, « dit-il »".encode("cp1252"))) == (
        "Le pont est fermé à Éloïse, « dit-il »"
    )


@pytest.mark.parametrize(
    ("sent", "declared", "encoding"),
    [
        ("windows-1251", None, "windows-1251"),
        ("ISO-8859-1", "windows-1251", "windows-1251"),
        ("utf-8", "windows-1251", "windows-1251"),
        ("windows-1251", "utf-8", "windows-1251"),
        ("windows-1251", "koi8-r", "windows-1251"),
        ("windows-1251", None, "utf-8"),
        ("x-no-such-charset", "koi8-r", "koi8-r"),
        ("hex", "koi8-r", "koi8-r"),
    ],
)
def test_charset_that_a_server_sends_is_used_unless_the_bytes_or_the_page_know_better(
    sent: str, declared: str | None, encoding: str
) -> None:
    page = f"<html><head><meta charset='{declared}'></head><body><p>Мост закрыт в среду</p></body></html>"
    capture = Capture("c-1", "a", "", page.encode(encoding), "", "text/html", Hints(charset=sent))
    assert "Мост закрыт в среду" in decode(capture)


def test_charset_that_a_page_declares_is_used() -> None:
    page = "<html><head><meta charset='windows-1251'></head><body><p>Мост закрыт</p></body></html>"
    assert "Мост закрыт" in decode(captured(page.encode("cp1251"), "text/html"))


@pytest.mark.shared
def test_founding_reports_reach_the_measures_of_the_editors_key(shared: Path) -> None:
    key = json.loads((shared / "answer-keys/panjshir.json").read_text("utf-8"))["reports"]
    junk = kept = body = lost = 0
    for name, want in key.items():
        raw = (shared / "seeds" / name).read_text("utf-8")
        report = clean(captured(raw, name=name))
        pos = 0
        for number, line in enumerate(raw.split("\n"), 1):
            gone = sum(max(0, min(pos + len(line), d.end) - max(pos, d.start)) for d in report.dropped)
            again = want.get("repeated_title_line")
            if line.strip() and number != again:
                if number in want.get("junk_lines", []):
                    junk, kept = junk + 1, kept + (gone < len(line) / 2)
                elif number not in want.get("caption_lines", []):
                    body, lost = body + len(line), lost + gone
            pos += len(line) + 1
        assert all(good in report.text and bad not in report.text for bad, good in want.get("mojibake", []))
        for field in ("title", "outlet"):
            if want.get(field):
                assert getattr(report, field) == want[field]
        if want.get("page_date"):
            assert (report.page_date, report.published) == (want["page_date"], None)
    assert kept / junk <= 0.10
    assert lost / body <= 0.01


STORY = " ".join(f"Pier {n} of the bridge was closed on Monday the council said." for n in range(1, 16))


def of_title(title: str, raw: str) -> str:
    return clean(captured(raw, title=title)).text


def test_a_page_in_one_line_is_not_all_headline() -> None:
    title = "Air raid closes harbour bridge of Varnholm Monitor"
    raw = (
        f"{title} NPA Tuesday 5 Jul 2016 The harbour bridge of Varnholm was closed on Tuesday a monitor said."
    )
    assert of_title(title, raw) == "The harbour bridge of Varnholm was closed on Tuesday a monitor said."


def test_the_agency_between_headline_and_text_goes_with_the_headline() -> None:
    title = "Cracks close harbour bridge of Varnholm"
    raw = f"Thursday 25 Aug 2016 {title} Reuters The bridge was closed on Thursday after cracks were found."
    assert of_title(title, raw).startswith("The bridge was closed")


def test_what_a_page_says_to_its_readers_ends_a_text_of_one_line() -> None:
    story = STORY
    raw = f"{story} Follow us on Harbourgram. SUBSCRIBE NordTelegraf on Tube. Where to Watch Partner Hotels"
    assert of_title("Bridge of Varnholm shut", raw) == story


def test_links_to_other_reports_end_a_text_of_one_line() -> None:
    story = STORY
    raw = f"{story} Source NordTelegraf and agencies Related News Ferry late again Mayor dissolves council"
    assert of_title("Bridge of Varnholm shut", raw) == story


def test_who_reported_and_edited_is_no_part_of_a_text_of_one_line() -> None:
    raw = f"{STORY} Additional reporting by Ada Dorn in Quorn; Editing by Olaf Brandt Our Standards"
    assert of_title("Bridge of Varnholm shut", raw) == STORY


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("Copyright 2031 The Varo Courier. All rights reserved.", "The Varo Courier"),
        ("© 2031 KVRO. All rights reserved.", "KVRO"),
        ("Copyright 2031 The Associated Press. All rights reserved.", "The Associated Press"),
        ("Follow Ida Holm On Twitter", None),
        ("Follow The Varo Courier", "The Varo Courier"),
    ],
)
def test_a_notice_of_rights_names_its_outlet_without_the_full_stop(line: str, outlet: str | None) -> None:
    found = outlets.of_text(f"A bridge fell near Varo on Monday, police said.\n\n{line}\n")
    assert (found and found[0]) == outlet
