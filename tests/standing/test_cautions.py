"""A report that the others make one careful about says why, with its own words."""

from __future__ import annotations

from dataclasses import replace

from wiredesk.model.reports import PublishedFrom, Report
from wiredesk.model.spans import OffsetMap, Span
from wiredesk.model.statements import About, Figure, Force, Mode, Place, Statement, Voice
from wiredesk.model.views import Claim
from wiredesk.standing.cautions import cautioned


def report(name: str, text: str, published: str | None = None, page_date: str | None = None) -> Report:
    return Report(
        id=f"r-{name}", capture="c", path=name, url=None, sha256="0", outlet=None, title=None,
        published=published, published_from=PublishedFrom.UNKNOWN, language="en", text=text,
        offsets=OffsetMap.identity(len(text)), page_date=page_date,
    )  # fmt: skip


def codes(report_: Report) -> list[str]:
    return [c.code for c in report_.cautions]


COUNTRY = Place("geonames:1149361", "Afghanistan", (), None, None)
KABUL = Place("geonames:1138958", "Kabul", (), 34.5, 69.2, ("geonames:1149361",))
PEER = report("peer", "The elders spoke.", "2021-09-05")


def test_one_acronym_spelled_out_two_ways_is_said_with_both() -> None:
    text = (
        "Petra Halvik, head of the Tarn Region Water Utility (TRWU), spoke. Halvik, leader of the "
        "Tarn River Workers' Union (TRWU), left."
    )
    found = cautioned((report("a", text),), (), ())[0]
    assert codes(found) == ["group_named_differently"]
    assert "2 ways" in found.cautions[0].message
    assert [s.of(text) for s in found.cautions[0].spans] == [
        "Tarn Region Water Utility (TRWU)", "Tarn River Workers' Union (TRWU)",
    ]  # fmt: skip


def test_a_group_named_in_full_twice_is_no_matter() -> None:
    text = "The Tarn River Workers' Union (TRWU) met. The Tarn River Workers' Union (TRWU) left."
    assert codes(cautioned((report("a", text),), (), ())[0]) == []


def test_a_page_date_weeks_from_the_others_is_said() -> None:
    found = cautioned((report("a", "It rained.", page_date="2021-10-21"), PEER), (), ())[0]
    assert codes(found) == ["page_date_far"]
    assert "46 days" in found.cautions[0].message


def test_a_page_date_near_the_others_is_no_matter() -> None:
    assert codes(cautioned((report("a", "It rained.", page_date="2021-09-06"), PEER), (), ())[0]) == []


def statement(of: Report, words: str, day: str | None = None, figure: str | None = None) -> Statement:
    at = of.text.index(words)
    span = Span(at, at + len(words))
    about = None
    if day:
        about = About(span.start, span.end, day, day, "day")
    figures = ()
    if figure:
        start = of.text.index(figure)
        figures = (Figure(start, start + len(figure), 1.0, 1.0),)
    return Statement(
        f"s-{of.id}-{at}", of.id, (span,), words, Mode.NARRATED, Force.ASSERTED, Voice(""), span, about=about,
        figures=figures,
    )  # fmt: skip


def test_a_day_that_fits_only_in_another_calendar_is_said() -> None:
    mine = report("a", "The council met on September 14 in the old town.")
    claim = Claim("k", "st", "event", "", (statement(mine, "September 14", "2021-09-14"),))
    found = cautioned((mine, PEER), (claim,), (KABUL, COUNTRY))[0]
    assert codes(found) == ["calendar"]
    assert "2021-09-05" in found.cautions[0].message
    assert found.cautions[0].spans == (Span(19, 31),)


def test_the_calendar_of_another_country_is_not_read() -> None:
    mine = report("a", "The council met on September 14 in the old town.")
    claim = Claim("k", "st", "event", "", (statement(mine, "September 14", "2021-09-14"),))
    assert codes(cautioned((mine, PEER), (claim,), ())[0]) == []


def test_a_day_that_fits_no_calendar_is_left_alone() -> None:
    mine = report("a", "The council met on September 18 in the old town.")
    claim = Claim("k", "st", "event", "", (statement(mine, "September 18", "2021-09-18"),))
    assert codes(cautioned((mine, PEER), (claim,), (KABUL, COUNTRY))[0]) == []


def test_what_the_same_head_is_said_to_head_counts_too() -> None:
    text = (
        "Petra Halvik, head of the Tarn Rivers of Ostermark, spoke. Petra Halvik, the leader of the Tarn "
        "River Workers' Union (TRWU), left. Petra Halvik, head of the Tarn Region Water Utility (TRWU), "
        "came back. Ada Brun, head of the Tarn Valley Bank, slept."
    )
    found = cautioned((report("a", text),), (), ())[0]
    assert [s.of(text) for s in found.cautions[0].spans] == [
        "Tarn Rivers of Ostermark", "Tarn River Workers' Union (TRWU)", "Tarn Region Water Utility (TRWU)",
    ]  # fmt: skip


def test_a_report_that_shares_nothing_with_the_others_is_said() -> None:
    lone = report("lone", "They sent 31 boats, 32 cars, 33 carts and 34 mules.")
    claims = tuple(
        Claim(f"k{n}", "st", "figure", "", (statement(lone, n, figure=n),)) for n in ("31", "32", "33", "34")
    )
    others = (PEER, replace(PEER, id="r-peer2", path="peer2"))
    found = cautioned((lone, *others), claims, ())
    assert codes(found[0]) == ["particulars_alone"]
    assert codes(found[1]) == []
    assert codes(cautioned((lone, PEER), claims, ())[0]) == [], "two reports say nothing about being alone"
    peer = statement(PEER, "elders")
    shared = Claim("k", "st", "event", "", (replace(claims[0].statements[0], id="s-x"), peer))
    assert codes(cautioned((lone, *others), (*claims, shared), ())[0]) == [], "it shares a claim"
