"""What a page's markup says of its dates, and pages that are no report."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from wiredesk.clean import clean, pagedates, pagekind
from wiredesk.model.ids import sha256
from wiredesk.model.reports import Capture, Hints, PublishedFrom, Report

CASES = Path(__file__).parents[1] / "cases"


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(row) for row in (CASES / name).read_text("utf-8").splitlines()]


def page(html: str, hints: Hints | None = None) -> Report:
    data = html.encode("utf-8")
    at = "2026-01-01T00:00:00Z"
    return clean(Capture("c", "a.html", sha256(data), data, at, "text/html", hints or Hints()))


BODY = "".join(
    f"<p>The harbour bridge of Varnholm was closed on Sunday, the council said, for crack {n} was found.</p>"
    for n in ("one", "two", "three", "four", "five")
)


@pytest.mark.parametrize("case", rows("page_dates.jsonl"), ids=lambda c: c["name"])
def test_dates_of_a_page_are_read_with_where_they_stand(case: dict[str, Any]) -> None:
    found = pagedates.dates(case["html"], case.get("url"))
    assert (found.published.value if found.published else None) == case["published"]
    if "where" in case:
        assert found.published
        assert found.published.where == case["where"]
    assert (found.updated.value if found.updated else None) == case.get("updated")


@pytest.mark.parametrize("case", rows("page_kinds.jsonl"), ids=lambda c: c["text"][:30])
def test_pages_that_are_no_report_are_named(case: dict[str, Any]) -> None:
    assert pagekind.kind(case["title"], case["text"]) == case["kind"]


def test_update_is_kept_apart_from_publication_and_both_say_how_they_are_known() -> None:
    head = (
        '<meta property="article:published_time" content="2019-06-03T06:00:00+02:00">'
        '<meta property="article:modified_time" content="2019-06-04T09:30:00+02:00">'
    )
    found = page(
        f"<html><head><title>Bridge closed</title>{head}</head><body><article>{BODY}</article></body></html>"
    )
    assert (found.published, found.published_at) == ("2019-06-03", "2019-06-03T06:00+02:00")
    assert found.published_from is PublishedFrom.METADATA
    assert (found.updated, found.updated_from) == ("2019-06-04T09:30+02:00", "page head")


def test_a_moment_of_the_feed_is_known_as_such() -> None:
    given = Hints(
        published="2019-06-03T06:00:00Z", updated="2019-06-05T07:00:00Z", feed="https://varnholm.example/feed"
    )
    found = page(f"<html><body>{BODY}</body></html>", given)
    assert (found.published, found.published_from) == ("2019-06-03", PublishedFrom.FEED)
    assert (found.updated, found.updated_from) == ("2019-06-05T07:00Z", "feed")


def test_last_modified_of_the_server_is_never_the_date_of_the_report() -> None:
    found = page(f"<html><body>{BODY}</body></html>", Hints(modified="2019-06-03T06:00:00Z"))
    assert found.published is None
    assert found.updated is None


def test_a_cookie_wall_gets_a_caution_and_a_report_none() -> None:
    wall = page(
        "<html><body><p>We value your privacy. We use cookies to improve your visit.</p></body></html>"
    )
    assert "not_article" in {c.code for c in wall.cautions}
    assert "not_article" not in {c.code for c in page(f"<html><body>{BODY}</body></html>").cautions}


@pytest.mark.parametrize("depth", [2_000, 100_000])
def test_a_page_nested_ever_deeper_is_read(depth: int) -> None:
    found = page("<html><body>" + "<div>" * depth + BODY + "</div>" * depth + "</body></html>")
    assert "harbour bridge of Varnholm" in found.text


def test_a_correction_is_kept_and_marked() -> None:
    note = "Correction: An earlier version of this article misstated the age of the bridge. It is 80, not 90."
    text = "Harbour Bridge Of Varnholm Closed\n\n" + BODY.replace("<p>", "").replace("</p>", "\n\n") + note
    data = text.encode()
    found = clean(Capture("c", "a.txt", sha256(data), data, "2026-01-01T00:00:00Z", "text/plain"))
    assert [span.of(found.text) for span in found.corrections] == [note]
    assert set(found.corrections) <= set(found.furniture)


@pytest.mark.parametrize(
    "line",
    [
        "The minister corrected the figure on Monday, saying that two people had been hurt in the fall.",
        "The correction of the course of the river will take ten years, the council of Varnholm said.",
    ],
)
def test_a_report_about_a_correction_is_no_correction_note(line: str) -> None:
    data = ("Harbour Bridge Of Varnholm Closed\n\n" + line).encode()
    assert not clean(
        Capture("c", "a.txt", sha256(data), data, "2026-01-01T00:00:00Z", "text/plain")
    ).corrections


def test_each_paragraph_has_its_language() -> None:
    text = (
        "The harbour bridge of Varnholm was closed on Sunday, and it is not known when it will be opened.\n\n"
        "Le pont du port est fermé depuis dimanche et les habitants ne savent pas quand il sera ouvert.\n\n"
        "Мост в гавани закрыт с воскресенья, и никто не знает, когда его снова откроют.\n\n"
        "“Nobody will cross it before summer,” said Ada Dorn, the engineer of the town, in the evening."
    )
    data = text.encode()
    found = clean(Capture("c", "a.txt", sha256(data), data, "2026-01-01T00:00:00Z", "text/plain"))
    assert len(found.languages) == len(found.paragraphs())
    assert found.languages == ("en", "fr", "ru", "en")
