"""Reuse among many reports: kinds, order, lineage."""

# ruff: noqa: E501, ISC004  (invented reports are one line each)

from __future__ import annotations

from dataclasses import replace
from random import Random

from wiredesk import reuse as reuse_module
from wiredesk.model.reports import PublishedFrom, Report
from wiredesk.model.spans import OffsetMap
from wiredesk.reuse import COPYING, lineage, reuse

NEWS = (
    "A cargo barge struck the ferry terminal of Port Vessel on Monday and tore away forty metres of its pier.",
    "Rescue teams from Keld reached the terminal after three hours and pulled 14 people from the water.",
    "The Harbour Council opened an inquiry and asked for all records kept since the storm of last winter.",
    "Schools in Port Vessel stay closed until further notice, and ferries to Dunmar run every four hours only.",
)
FOOTER = (
    "Write to the newsroom of this page if you have seen something that we should know about, at any hour."
)


def report(name: str, text: str, published: str | None = None, outlet: str | None = None) -> Report:
    known = PublishedFrom.METADATA if published else PublishedFrom.UNKNOWN
    return Report(
        id=name, capture=name, path=name, url=None, sha256="", outlet=outlet, title=None, published=published,
        published_from=known, language="en", text=text, offsets=OffsetMap.identity(len(text)),
    )  # fmt: skip


def first() -> Report:
    return report("a", "\n\n".join(NEWS), "2031-03-01", "Keld Post")


def copy(published: str | None = "2031-03-02") -> Report:
    return report("b", "\n\n".join((NEWS[2], NEWS[0])), published, "Marn Echo")


def test_a_shortened_reordered_copy_is_found_whole() -> None:
    (found,) = reuse([first(), copy()])
    assert (found.left, found.right, found.kind) == ("a", "b", "verbatim")
    assert found.share > 0.75  # all but the runs across the place where the order changed
    assert len(found.passages) == 2


def test_a_whole_copy_has_share_one() -> None:
    (found,) = reuse([first(), replace(first(), id="z", outlet="Dun Herald")])
    assert found.share == 1


def test_order_of_arrival_changes_nothing() -> None:
    reports = [first(), copy(), report("c", NEWS[3]), report("d", FOOTER), report("e", NEWS[1] + FOOTER)]
    expected = reuse(reports)
    for seed in range(20):
        Random(seed).shuffle(reports)
        assert reuse(reports) == expected


def test_what_is_remembered_of_pairs_changes_nothing_though_a_passage_becomes_a_standing_one() -> None:
    # The footer is copying while two reports hold it, and a standing passage once unrelated ones do.
    random = Random(3)
    words = sorted({w for text in (*NEWS, __doc__ or "") for w in text.split()})
    reports = []
    for n in range(6):
        own = " ".join(f"{random.choice(words)}{n}" for _ in range(60))
        reports.append(report(f"r{n}", f"{own}\n\n{FOOTER}\n\n{NEWS[n % 4]}"))
    grown = [reuse(reports[:n]) for n in range(2, 7)]
    for n, before in zip(range(2, 7), grown, strict=True):
        reuse_module._kept.clear()
        assert reuse(reports[:n]) == before
    assert grown[-1] != grown[0]


def test_reports_of_one_and_the_same_text_are_copies_of_each_other() -> None:
    text = "\n\n".join(NEWS)
    for many in (3, 8):
        found = reuse([report(f"r{n}", text) for n in range(many)])
        assert [(f.share, f.kind) for f in found] == [(1.0, "verbatim")] * (many * (many - 1) // 2)


def test_a_page_footer_joins_nobody() -> None:
    subjects = (
        "Beekeepers of Illowa lost half their hives to a mite that arrived with imported queens in April, "
        "and the orchard owners who rent those hives fear for the plums, pears and early cherries of the valley "
        "because no other insect there flies in the cold weeks of blossom.",
        "The chess champion Lena Brisk drew her ninth game with the black pieces, sacrificed a rook in the tenth "
        "and now needs a single point from two rounds to keep the title that she won four years ago in Tavrin "
        "against a field of grandmasters twice her age.",
        "Engineers will drain the Quessant reservoir for the first time since it was built, photograph the turbines, "
        "weld new blades where rust has eaten the steel, and refill the lake before the irrigation season "
        "starts in the rice villages downstream.",
        "A choir of retired miners recorded lullabies in a dialect that only eleven people still speak, and the "
        "university archive pressed three hundred copies on vinyl, which sold out within one afternoon at the "
        "autumn market beside the cathedral.",
    )
    reports = [report(str(n), f"{text}\n\n{FOOTER}") for n, text in enumerate(subjects)]
    assert not [u for u in reuse(reports) if u.kind in COPYING]


def test_agency_copy_is_told_by_its_credit() -> None:
    texts = [
        f"PORT VESSEL, March 1 (Norpress) — {' '.join(NEWS)}",
        f"PORT VESSEL (Norpress) — {' '.join(NEWS[:3])}",
    ]
    (found,) = reuse([report("a", texts[0], outlet="Keld Post"), report("b", texts[1], outlet="Dun Echo")])
    assert found.kind == "agency"


def test_direction_comes_from_trusted_times() -> None:
    reports = [first(), copy()]
    (edge,) = lineage(reuse(reports), reports)
    assert (edge.source, edge.target, edge.directed) == ("a", "b", True)
    assert "2031-03-01" in edge.why
    late = [replace(first(), published="2031-03-05"), copy()]
    (edge,) = lineage(reuse(late), late)
    assert (edge.source, edge.target) == ("b", "a")
    assert edge.passages[0].left.of(copy().text) == edge.passages[0].right.of(first().text)


def test_no_direction_without_trusted_times() -> None:
    for other in (copy(None), copy("2031-03-01"), replace(copy(), published_from=PublishedFrom.TEXT)):
        reports = [first(), other]
        (edge,) = lineage(reuse(reports), reports)
        assert not edge.directed
        assert (edge.source, edge.target) == ("a", "b")
        assert "no direction" in edge.why


def test_a_credited_outlet_is_the_source_whatever_the_times() -> None:
    credit = replace(copy("2031-02-27"), credits=("Keld Post",))
    (edge,) = lineage(reuse([first(), credit]), [first(), credit])
    assert (edge.source, edge.target, edge.directed) == ("a", "b", True)
    assert "credits" in edge.why


def test_a_shared_quotation_is_not_copying() -> None:
    quote = (
        "“We will not reopen the ferry terminal until every family has been told the truth about the barge,”"
    )
    one = report("a", f"{NEWS[0]} {quote} Ada Merrow said.", "2031-03-01")
    two = report("b", f"{NEWS[3]} {quote} according to Ada Merrow.", "2031-03-02")
    (found,) = reuse([one, two])
    assert found.kind == "quotation"
    (edge,) = lineage([found], [one, two])
    assert not edge.directed


def test_empty_and_single_reports_share_nothing() -> None:
    assert reuse([]) == ()
    assert reuse([report("a", "")]) == ()
    assert reuse([report("a", ""), report("b", "")]) == ()


def test_a_phrase_that_any_newsroom_would_print_is_no_copying() -> None:
    phrase = "He was taken to hospital in critical condition."
    own = [
        "A tram driver of Keld saw smoke above the mill on Birch Lane before dawn and rang the brigade at once. "
        "Two engines came from Marnhill within minutes, and crews drew water from the canal beside the weir. "
        "The mill had stood empty since its owner, a cooper named Volkmer, sold the looms in autumn. "
        "Neighbours carried blankets and tea to the crews while pigeons circled over the broken roof. "
        "By noon the smoke had thinned, and a few embers glowed among the ruined frames and bales.",
        "Fire swept through a disused mill in Keld on Tuesday, the brigade's chief Ines Calder told reporters. "
        "Ladders could not reach the upper storey of the Birch Lane building because the yard was flooded. "
        "Calder praised volunteers from Marnhill and asked drivers to avoid the canal bridge until evening. "
        "Insurance assessors will visit the Volkmer property tomorrow, and the cause is not yet known. "
        "A school nearby opened its gym for people who live along the embankment and its lanes.",
    ]
    found = reuse([report("a", f"{own[0]} {phrase}"), report("b", f"{phrase} {own[1]}")])
    assert not any(u.kind in COPYING for u in found)
