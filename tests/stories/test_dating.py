"""An undated report is dated from the others of its story, and says so."""

from __future__ import annotations

from wiredesk.model.reports import Caution, PublishedFrom, Report
from wiredesk.model.spans import OffsetMap
from wiredesk.stories.dating import dated


def report(name: str, text: str, published: str | None = None) -> Report:
    return Report(
        id=f"r-{name}", capture="c", path=name, url=None, sha256="0", outlet=None, title=None,
        published=published, published_from=PublishedFrom.METADATA if published else PublishedFrom.UNKNOWN,
        language="en", text=text, offsets=OffsetMap.identity(len(text)),
        cautions=() if published else (Caution("no_date", "no date"),),
    )  # fmt: skip


SUNDAY = report("a", "The elders spoke on Sunday.")
WIRE = report("b", "ORVEL, March 1.", "2026-03-01")  # a Sunday
LATE = report("c", "The dam.", "2026-03-20")


def test_a_weekday_beside_dated_reports_gives_the_day() -> None:
    found = dated((SUNDAY, WIRE))[0]
    assert (found.published, found.published_from) == ("2026-03-01", PublishedFrom.PEERS)
    assert [c.code for c in found.cautions] == ["date_inferred"]
    assert "2026-03-01" in found.cautions[0].message


def test_a_dated_report_keeps_its_own_date() -> None:
    assert dated((SUNDAY, WIRE))[1] == WIRE


def test_no_weekday_no_date() -> None:
    vague = report("d", "The elders spoke on May 9.")
    assert dated((vague, WIRE))[0] == vague


def test_no_dated_report_no_date() -> None:
    assert dated((SUNDAY,)) == (SUNDAY,)


def test_a_story_of_weeks_says_nothing_about_a_weekday() -> None:
    assert dated((SUNDAY, WIRE, LATE))[0] == SUNDAY


def test_of_the_weekdays_often_named_the_last_is_taken() -> None:
    text = "On Saturday they met. On Sunday they spoke. The Sunday meeting ended late."
    assert dated((report("e", text), report("f", "", "2026-03-02")))[0].published == "2026-03-01"
