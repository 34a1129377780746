"""Words that very many reports print: told by where they come from, and nobody looks independent for it."""

# ruff: noqa: E501  (invented reports are one line each)

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from wiredesk.changes.substance import new_in_substance
from wiredesk.decisions import copied
from wiredesk.model.judgements import Anchor, Judgement
from wiredesk.model.reports import PublishedFrom, Report
from wiredesk.model.spans import OffsetMap, Span
from wiredesk.model.statements import Force, Mode, Statement, Voice
from wiredesk.model.views import Actor, Brief, Claim, Document, Lineage, Passage
from wiredesk.reuse import lineage, reuse
from wiredesk.reuse.index import CROWD, FIRST
from wiredesk.standing import standings
from wiredesk.standing.newsrooms import WHOLE, newsrooms

NEWS = (
    "A cargo barge struck the ferry terminal of Port Vessel on Monday and tore away forty metres of its pier.",
    "Rescue teams from Keld reached the terminal after three hours and pulled 14 people from the water.",
    "The Harbour Council opened an inquiry and asked for all records kept since the storm of last winter.",
    "Schools in Port Vessel stay closed until further notice, and ferries to Dunmar run every four hours only.",
)
SYLLABLES = "ba ke li mo nu ra se ti vo du fa ge".split()


def report(n: int, text: str, day: str | None = None) -> Report:
    return Report(
        id=f"r{n:03}", capture=f"r{n:03}", path=f"r{n:03}", url=None, sha256="", outlet=f"Paper {n}", title=None,
        published=day or f"2031-03-{1 + n // 10:02}", published_from=PublishedFrom.METADATA, language="en",
        text=text, offsets=OffsetMap.identity(len(text)),
    )  # fmt: skip


def own(n: int) -> str:
    """A paragraph of a paper's own, of which no other has three words in a row."""
    random = Random(n)
    words = ["".join(random.choices(SYLLABLES, k=4)) for _ in range(14)]
    return " ".join(words).capitalize() + "."


def crowd(count: int) -> list[Report]:
    return [report(n, "\n\n".join((*NEWS, own(n)))) for n in range(count)]


def told(r: Report, words: str, voice: str) -> Statement:
    at = Span(r.text.index(words), r.text.index(words) + len(words))
    return Statement(
        f"s-{r.id}-{voice}", r.id, (at,), words, Mode.DIRECT, Force.ASSERTED,
        Voice(voice, "speaker", actor=f"act-{voice}"), at,
    )  # fmt: skip


def claim(*statements: Statement) -> Claim:
    return Claim("clm-1", "st", "event", "barge", statements)


ACTORS = tuple(Actor(f"act-{n}", n, (n,), "person") for n in ("Ada", "Bo"))


def test_up_to_a_crowd_each_two_are_told() -> None:
    assert len(reuse(crowd(CROWD))) == CROWD * (CROWD - 1) // 2


def test_of_a_crowd_each_is_told_with_the_first_to_print_it() -> None:
    found = lineage(reuse(crowd(40)), crowd(40))
    assert {e.source for e in found if e.directed} <= {f"r{n:03}" for n in range(FIRST)}
    assert all(e.crowd and e.share > 0.5 for e in found)
    heard = Counter(r for e in found for r in (e.source, e.target))
    assert all(heard[f"r{n:03}"] == FIRST for n in range(FIRST, 40))
    assert "more than 12 reports print some of them" in found[0].why


def test_the_edges_grow_with_the_copies_and_not_with_their_square() -> None:
    assert len(reuse(crowd(80))) <= 2.1 * len(reuse(crowd(40)))


def test_the_order_of_arrival_changes_nothing_in_a_crowd() -> None:
    reports = crowd(20)
    expected = reuse(reports)
    for seed in range(4):
        Random(seed).shuffle(reports)
        assert reuse(reports) == expected


def test_two_copies_of_a_crowd_are_one_newsroom_though_the_first_to_print_it_does_not_tell_the_claim() -> (
    None
):
    reports = crowd(40)
    edges = lineage(reuse(reports), reports)
    two = claim(told(reports[20], NEWS[1], "Ada"), told(reports[30], NEWS[1], "Bo"))
    (made,) = standings((two,), (), edges, ACTORS, tuple(reports))
    assert len(made.standing.newsrooms) == 1


def test_two_that_took_other_parts_of_a_long_report_are_two_newsrooms() -> None:
    """As they are where each two are told: the first printed both parts, and each took one of them."""
    everything = [report(n, "\n\n".join(NEWS)) for n in range(FIRST)]
    parts = [report(n, f"{NEWS[n % 2]}\n\n{own(n)}") for n in range(FIRST, 40)]
    reports = everything + parts
    edges = lineage(reuse(reports), reports)
    one, two = reports[20], reports[21]
    said = (told(one, NEWS[0], "Ada"), told(two, NEWS[1], "Bo"))
    crowded = [e for e in edges if {e.source, e.target} & {one.id, two.id}]
    assert len(crowded) == 2 * FIRST
    rooms = newsrooms(said, (), {r.id: r for r in reports}, crowded)
    assert len(rooms) == 2


def test_copies_that_nothing_joins_to_the_first_are_told_among_themselves() -> None:
    """The first print the words as a quotation, which is a shared voice; then paper after paper prints them as
    its own."""
    quoting = [report(n, f"{own(n)}\n\n“{NEWS[1]} {NEWS[2]}”") for n in range(FIRST)]
    copying = [report(n, f"{own(n)}\n\n{NEWS[1]} {NEWS[2]}") for n in range(FIRST, 30)]
    reports = quoting + copying
    edges = lineage(reuse(reports), reports)
    said = tuple(told(r, NEWS[1], "Ada" if n % 2 else "Bo") for n, r in enumerate(copying))
    (made,) = standings((claim(*said),), (), edges, ACTORS, tuple(reports))
    assert len(made.standing.newsrooms) == 1
    assert len(edges) <= 2 * FIRST * len(reports)


@pytest.mark.parametrize("new", [0, 25])
def test_a_further_copy_is_no_news_though_those_who_printed_it_first_are_new_too(new: int) -> None:
    reports = crowd(30)
    edges = lineage(reuse(reports), reports)
    fresh = {reports[n].id for n in range(FIRST)} | {reports[new].id}

    def document(kept: list[Report]) -> Document:
        claims = tuple(
            # Cut in another way than before, so that only the copied words tell.
            claim(told(r, NEWS[0] if r.id not in fresh else NEWS[0][:-1] + ".", "Ada"))
            if r.id not in fresh
            else claim(told(r, NEWS[0][2:], "Ada"))
            for r in kept
        )
        here = {r.id for r in kept}
        mine = tuple(e for e in edges if e.source in here and e.target in here)
        return Document(
            reports=tuple(kept), raws=(), stories=(), actors=ACTORS, places=(), claims=claims, disagreements=(),
            lineage=mine, changes=(), brief=Brief(()),
        )  # fmt: skip

    before = document([r for r in reports if r.id not in fresh])
    assert new_in_substance(before, document(reports)) == frozenset()


def judgement(left: str, right: str, answer: bool = True) -> Judgement:
    anchors = (Anchor("left", "report", left), Anchor("right", "report", right))
    return Judgement(
        "j", "copies", left, right, answer, 1.0, (), "editor", "2031-04-01T00:00:00Z", None, "", anchors
    )


def test_a_mark_in_a_family_of_very_many_tells_few_edges_and_makes_all_one_newsroom() -> None:
    reports = [*crowd(40), report(90, own(90))]
    edges = copied(lineage(reuse(reports), reports), [judgement("r090", "r001")], WHOLE)
    assert len(edges) <= (FIRST + 1) * len(reports)
    two = claim(told(reports[30], own(30), "Ada"), told(reports[40], own(90), "Bo"))
    (made,) = standings((two,), (), edges, ACTORS, tuple(reports))
    assert len(made.standing.newsrooms) == 1


def test_a_person_takes_a_report_out_of_a_crowd() -> None:
    reports = crowd(40)
    edges = copied(lineage(reuse(reports), reports), [judgement("r020", "r030", False)], WHOLE)
    two = claim(told(reports[20], NEWS[1], "Ada"), told(reports[30], NEWS[1], "Bo"))
    (made,) = standings((two,), (), edges, ACTORS, tuple(reports))
    assert len(made.standing.newsrooms) == 2


def test_the_part_of_a_passage_is_found_at_its_other_end() -> None:
    passage = Passage(Span(10, 30), Span(100, 120))
    assert passage.across(Span(5, 15)) == Span(100, 105)
    assert passage.across(Span(110, 400), turned=True) == Span(20, 30)
    assert passage.across(Span(30, 40)) is None
    assert Passage(Span(0, 10), Span(0, 20)).across(Span(5, 6)) == Span(10, 12)
    assert Lineage("a", "b", 1.0, "verbatim", (passage,), True, "").crowd == ""
