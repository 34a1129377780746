from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import brief_document
import pytest

from wiredesk.brief import SECTIONS, brief
from wiredesk.brief.part import Part
from wiredesk.desk import Desk
from wiredesk.model.ids import content_id
from wiredesk.model.reports import PublishedFrom, Report
from wiredesk.model.spans import OffsetMap, Span
from wiredesk.model.views import Claim, Disagreement, Document, Line, Story
from wiredesk.text.wording import Exact, count, flat, labels, listed, some, standing_words, written


@pytest.fixture(scope="module")
def document() -> Document:
    return brief_document.document()


def lines(document: Document, section: str) -> list[Line]:
    return [line for line in document.brief.lines if line.section == section]


def again(document: Document, **other: object) -> list[Line]:
    d = replace(document, **other)  # type: ignore[arg-type]
    return list(brief(d.reports, d.stories, d.claims, d.disagreements, d.lineage, d.changes, d.actors).lines)


def test_the_brief_opens_with_the_offer_that_most_newsrooms_carry(document: Document) -> None:
    first = document.brief.lines[0]
    assert first.section == "lead"
    assert "provided the army ceases its operations" in first.text
    assert first.standing.startswith("two newsrooms, one voice: Ilan Maroz, on Facebook; disputed")


def test_sections_come_in_reading_order(document: Document) -> None:
    order = [key for key, _ in SECTIONS]
    found = [order.index(line.section) for line in document.brief.lines]
    assert found == sorted(found)


def test_every_exact_run_of_a_line_is_a_report_s_words(document: Document) -> None:
    texts = [flat(r.text) for r in document.reports]
    runs = [s.of(line.text) for line in document.brief.lines for s in line.exact]
    assert len(runs) > 20
    assert all(any(run.removesuffix(" …") in text for text in texts) for run in runs)


def test_a_dispute_names_each_side_with_its_outlets(document: Document) -> None:
    (line,) = [x for x in lines(document, "disputed") if x.text.startswith("Who holds it")]
    head, *sides = line.text.split("\n")
    assert head == "Who holds it differs:"
    assert len(sides) == 3
    assert "Petra Dolen (government spokeswoman) told CNA: the army controls the whole valley" in sides[0]
    assert sides[0].endswith("— Continental News Agency and Oltava Herald")
    assert line.standing == "three accounts, three newsrooms, three voices"


def test_accounts_that_do_not_clash_are_never_set_against_each_other(document: Document) -> None:
    pairs = {frozenset((d.left, d.right)) for d in document.disagreements}
    for line in lines(document, "disputed"):
        hub, *others = line.claims
        assert all(frozenset((hub, other)) in pairs for other in others)


def test_figures_are_set_side_by_side_with_who_gives_them(document: Document) -> None:
    killed = lines(document, "figures")[0].text
    assert killed.startswith("Killed: At least 40 people — the health ministry, in ")
    assert "57 dead since Monday — a doctor at Tovin hospital (unnamed), in The Meridian" in killed


def test_one_origin_in_two_reports_is_called_one_origin(document: Document) -> None:
    (claim,) = [c for c in document.claims if "controls the whole valley" in c.wording]
    words = standing_words(claim, labels(document.reports), {a.id: a for a in document.actors})
    assert words == "two reports, one origin: Petra Dolen, to CNA; disputed"


def test_a_short_direct_quotation_loses_its_comma_and_keeps_its_marks(document: Document) -> None:
    assert any(x.text.endswith("“We have had no flour for nine days”") for x in document.brief.lines)


def test_lineage_says_who_copied_and_what_is_only_a_shared_quotation(document: Document) -> None:
    copied, quoted = (x.text for x in lines(document, "lineage"))
    assert copied.startswith(
        "Continental News Agency is the source of words in Oltava Herald and Northern Post"
    )
    assert quoted.endswith("print one quotation in different translations: one voice, not copying")


def test_cautions_name_the_file_of_an_unnamed_outlet(document: Document) -> None:
    first = lines(document, "careful")[0].text
    assert first.startswith("An unnamed outlet (report 06-worldbuzz): one group is named three ways")


def test_an_inferred_date_is_said_to_be_inferred(document: Document) -> None:
    assert any("dated from the other reports" in x.text for x in lines(document, "careful"))


def test_order_of_arrival_changes_nothing(document: Document) -> None:
    turned = again(
        document,
        claims=document.claims[::-1],
        disagreements=document.disagreements[::-1],
        lineage=document.lineage[::-1],
        actors=document.actors[::-1],
    )
    assert turned == list(document.brief.lines)


def test_a_document_of_nothing_has_an_empty_brief() -> None:
    assert brief((), (), ()).lines == ()


def test_one_report_alone_has_a_brief_without_lineage(document: Document) -> None:
    report = document.reports[3]
    claims = [
        replace(c, statements=own, wording=own[0].text)
        for c in document.claims
        if (own := tuple(s for s in c.statements if s.report == report.id))
    ]
    claims = [replace(c, standing=replace(c.standing, label="once", disputed_by=())) for c in claims]
    found = brief((report,), (replace(document.stories[0], reports=(report.id,)),), claims)
    assert {line.section for line in found.lines} >= {"lead"}
    assert not [line for line in found.lines if line.section == "lineage"]


def _lone(n: int) -> tuple[Report, Story]:
    text = f"Report number {n}\n\nSomething happened."
    report = Report(
        id=f"r-{n}",
        capture="c",
        path=f"{n}.txt",
        url=None,
        sha256="0" * 64,
        outlet=None,
        title=f"Report number {n}",
        published=None,
        published_from=PublishedFrom.UNKNOWN,
        language="en",
        text=text,
        offsets=OffsetMap.identity(len(text)),
    )
    return report, Story(content_id("st", n), report.title or "", (report.id,))


def test_two_hundred_unrelated_reports_are_a_short_list() -> None:
    pairs = [_lone(n) for n in range(200)]
    found = brief([r for r, _ in pairs], [s for _, s in pairs], ()).lines
    assert len(found) <= 41
    assert all(line.section == "stories" for line in found)
    assert found[-1].text == "and 160 more stories, in the reports"


def test_words_for_numbers_and_lists() -> None:
    assert [count(n, "report") for n in (0, 1, 2, 14)] == [
        "no reports",
        "one report",
        "two reports",
        "14 reports",
    ]
    assert listed(["A", "B", "C"]) == "A, B and C"
    assert some(["A", "B", "C", "D", "E"], 3) == "A, B and 3 more"


def test_written_parts_know_which_words_are_exact() -> None:
    text, exact = written(["She said: ", Exact("no"), "."])
    assert [s.of(text) for s in exact] == ["no"]


def test_accounts_that_all_clash_are_one_dispute(document: Document) -> None:
    ids = [c.id for c in document.claims[3:7]]
    clash = [Disagreement(a, b, "date", "three days") for i, a in enumerate(ids) for b in ids[i + 1 :]]
    found = [x for x in again(document, disagreements=tuple(clash)) if x.section == "disputed"]
    assert [len(x.claims) for x in found] == [4]


def test_how_many_speak_is_no_figure_that_they_give(document: Document) -> None:
    told = (s for c in document.claims for s in c.statements)
    statement = next(s for s in told if any(f.status for f in s.figures))
    before = [line.text for line in lines(document, "figures")]
    figure = next(f for f in statement.figures if f.status)
    spoken = replace(statement, source=(Span(figure.start, figure.end),))
    others = tuple(
        replace(c, statements=tuple(spoken if s.id == statement.id else s for s in c.statements))
        for c in document.claims
    )
    after = [line.text for line in again(document, claims=others) if line.section == "figures"]
    assert after != before
    assert sum(map(len, after)) < sum(map(len, before))


@pytest.fixture(scope="module")
def rising(tmp_path_factory: pytest.TempPathFactory) -> Document:
    """A toll that rises from day to day, in five invented reports."""
    room = tmp_path_factory.mktemp("rising")
    for day, outlet, text in (
        (3, "Varo Courier", "A fire in a mill in Holm killed at least 12 workers on Monday, police said."),
        (4, "Keld Herald", "The death toll from the fire in a mill in Holm has risen to 19, Ida Quist said."),
        (5, "Seld Echo", "Twenty-three workers died in the fire in a mill in Holm, the fire chief said."),
        (6, "Tarn Post", "The fire in a mill in Holm on Monday killed 24 workers, the fire chief said."),
        (7, "Ostmark Daily", "The death toll from the fire in a mill in Holm rose to 27, Ida Quist said."),
    ):
        told = {
            "outlet": outlet,
            "published": f"2031-03-{day:02}",
            "title": "Fire in Holm mill",
            "text": text,
        }
        (room / f"{day}.json").write_text(json.dumps(told), "utf-8")
    with Desk(None) as desk:
        desk.add([str(room)])
        return desk.document()


def test_an_account_that_was_overtaken_does_not_open_the_brief(rising: Document) -> None:
    claims = {c.id: c for c in rising.claims}
    assert any(c.standing.superseded_by for c in rising.claims)
    lead = [line.text for line in lines(rising, "lead")]
    assert any("rose to 27" in text for text in lead)
    assert not any("at least 12" in text or "risen to 19" in text for text in lead), lead
    assert all(claims[line.claims[0]].standing.superseded_by == () for line in lines(rising, "lead"))


def test_the_figure_printed_last_is_always_among_those_shown(rising: Document) -> None:
    killed = lines(rising, "figures")[0].text
    assert "27" in killed
    assert "1 more" in killed


def test_what_a_later_account_overtook_stands_among_the_changes_and_is_no_dispute(rising: Document) -> None:
    updates = [d for d in rising.disagreements if d.kind == "update"]
    told = [set(line.claims) for line in lines(rising, "changed")]
    disputed = [set(line.claims) for line in lines(rising, "disputed")]
    shown = [{d.left, d.right} for d in updates if {d.left, d.right} in told]
    assert shown
    assert not any(pair <= line for pair in shown for line in disputed)
    untold = again(rising, changes=())
    assert any(line.text.startswith("Later accounts differ") for line in untold)


def test_unnamed_sides_of_a_dispute_are_voices_of_their_own(tmp_path: Path) -> None:
    for name, text in (
        ("a", "Villagers said the dam upstream was opened before the flood, which the government denies."),
        ("b", "A government spokesman denied that the dam upstream had been opened."),
    ):
        told = {"outlet": f"Paper {name}", "published": "2031-03-03", "title": "Flood", "text": text}
        (tmp_path / f"{name}.json").write_text(json.dumps(told), "utf-8")
    with Desk(None) as desk:
        desk.add([str(tmp_path)])
        (line,) = lines(desk.document(), "disputed")
    assert "A government spokesman" in line.text or "Government spokesman (unnamed) denied" in line.text
    assert line.standing == "two accounts, two newsrooms, two voices"


def told_figures(tmp_path: Path, *texts: str) -> list[str]:
    for n, text in enumerate(texts):
        (tmp_path / f"{n}.txt").write_text(f"Varo Courier {n}\n4 March 2031\nFire near Abrin\n\n{text}\n")
    with Desk(cache=False) as desk:
        desk.add([str(tmp_path)])
        return [line.text for line in desk.document().brief.lines if line.section == "figures"]


def test_one_distance_in_two_units_is_one_value(tmp_path: Path) -> None:
    found = told_figures(
        tmp_path,
        "The fire near Abrin stopped 5 miles from the harbour of Norvik on Monday.",
        "The fire near Abrin stopped 8 km from the harbour of Norvik on Monday.",
    )
    assert not [text for text in found if "5 miles" in text and "8 km" in text]


def test_a_toll_and_its_floor_of_one_report_are_one_value(tmp_path: Path) -> None:
    found = told_figures(
        tmp_path,
        "Killed: 12\nInjured: 30\n\nAt least 12 people were killed in a fire in Abrin, police said.",
    )
    (killed,) = [text for text in found if text.startswith("Killed")]
    assert killed.count("12") == 1


def test_a_number_of_a_table_is_shown_with_its_row(tmp_path: Path) -> None:
    found = told_figures(tmp_path, "Town | Killed\nNorvik | 12\nAbrin | 3\n\nThe mayor wept, the town said.")
    assert any("12 (Norvik)" in text and "3 (Abrin)" in text for text in found)


def told(tmp_path: Path, *texts: str) -> list[str]:
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    with Desk() as desk:
        desk.add([str(tmp_path)])
        document = desk.document()
    return [flat(line.text) for line in document.brief.lines if line.section == "lead"]


def test_the_lead_takes_what_a_report_opens_with(tmp_path: Path) -> None:
    filling = "The quay has two cranes and a shed that fishermen built of timber long ago. " * 20
    text = (
        "Harbour news\n\nThe council of Orvel closed the fish market on Monday.\n\n"
        f"{filling}\n\nThe council promised to repair the harbour road and the harbour wall within a year.\n"
    )
    assert told(tmp_path, text)[0] == "The council of Orvel closed the fish market on Monday"


def test_no_line_of_the_lead_goes_on_from_a_sentence_that_is_not_there(tmp_path: Path) -> None:
    text = (
        "Fish market closed\n\nMoreover, the council of Orvel closed the fish market on Monday.\n\n"
        "Ida Vale opened a fish market in Tarnhaven on Tuesday.\n"
    )
    assert told(tmp_path, text) == ["Ida Vale opened a fish market in Tarnhaven on Tuesday"]


def test_the_words_below_a_picture_are_no_line_of_the_lead(tmp_path: Path) -> None:
    text = (
        "Fish market closed\n\nFishermen walk past the fish market in Orvel, March 4, 2031.\n\n"
        "Ida Vale opened a fish market in Tarnhaven on Tuesday.\n"
    )
    assert told(tmp_path, text) == ["Ida Vale opened a fish market in Tarnhaven on Tuesday"]


def test_words_that_say_who_speaks_stand_alone_and_the_standing_names_him(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Pier closed\n\n"
        "Harbour chief Ida Vale criticized the council of Orvel on Friday for closing the pier.\n\n"
        "“We will reopen it within a week,” Bo Holm, her deputy, told the Orvel Courier.\n"
    )
    with Desk() as desk:
        desk.add([str(tmp_path)])
        one, two = [x for x in desk.document().brief.lines if x.section == "lead"]
    assert one.text == "Harbour chief Ida Vale criticized the council of Orvel on Friday for closing the pier"
    assert one.standing == "one newsroom, one voice: Ida Vale"
    assert two.text == "Bo Holm (deputy) told Orvel Courier: “We will reopen it within a week”"


def test_of_two_claims_with_the_same_first_words_the_longer_opens(document: Document) -> None:
    found = document.claims[0]
    one = found.statements[0]

    def told(text: str, id_: str) -> Claim:
        say = replace(
            one, id="s" + id_, text=text, spans=(Span(5, 11), Span(20, 20 + len(text))), act="repair"
        )
        return replace(found, id=id_, wording=text, statements=(say,))

    short, long = (
        told("Letters sent to Varo", "c1"),
        told("Letters sent to Varo are said to be no proof at all", "c2"),
    )
    part = Part(document.stories[0], document.reports, (short, long), (), (), (), {})
    alone = Part(document.stories[0], document.reports, (short,), (), (), (), {})
    assert part.weight["c2"] > part.weight["c1"]
    assert alone.weight["c1"] == part.weight["c2"] > part.weight["c1"]


def test_what_is_told_without_its_after_does_not_lead(document: Document) -> None:
    first = document.brief.lines[0].claims[0]
    found = next(c for c in document.claims if c.id == first)
    one = next(s for s in found.statements if s.spans[0].start > 6)
    at = one.spans[0].start
    claims = tuple(replace(c, statements=(one,)) if c is found else c for c in document.claims)

    def lead(before: str) -> list[str]:
        told = tuple(
            replace(r, text=r.text[: at - 6] + before + r.text[at:]) if r.id == one.report else r
            for r in document.reports
        )
        return [x.claims[0] for x in again(document, reports=told, claims=claims) if x.section == "lead"]

    assert first in lead(" here ")
    assert first not in lead(" when ")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("The council raised the toll by 4 percent on Monday, the mayor said.", "4 percent — "),
        ("The 10-page harbour memo angered the crews, the mayor said.", "10-page harbour memo — "),
        (
            "The port lost $3 million in unpaid fees over the winter, the mayor said.",
            "$3 million in unpaid fees — ",
        ),
        (
            "The port owes $3 million of the old debt to the crews, the mayor said.",
            "$3 million of the old debt — ",
        ),
    ],
)
def test_a_figure_has_the_words_that_belong_to_it(tmp_path: Path, text: str, line: str) -> None:
    assert any(found.startswith(line) for found in told_figures(tmp_path, text)), told_figures(tmp_path, text)


def test_what_did_not_happen_is_no_toll(tmp_path: Path) -> None:
    text = "“There should have been {} people dead in the fire,” the mayor said. Two boats burned, she said."
    assert not any("Killed" in line for line in told_figures(tmp_path, text.format("five or six")))
    text = text.replace("should have been", "were")
    assert any("Killed" in line for line in told_figures(tmp_path, text.format("five")))


def test_a_few_stories_of_one_report_each_are_told(tmp_path: Path) -> None:
    stories = {
        "flood": "Twelve people died when the Sel flooded Varo on Monday, mayor Ida Holm said.",
        "bank": "The bank of Tarn raised its rate to 4 percent on Friday, governor Ivo Brandt said.",
        "match": "Norvik won the cup final against Abrin in the last minute on Sunday, coach Uwe Rehn said.",
    }
    for name, text in stories.items():
        (tmp_path / f"{name}.txt").write_text(f"{text}\n")
    with Desk(cache=False) as desk:
        desk.add([str(tmp_path)])
        read = desk.document()
    assert len(read.stories) == len(stories)
    assert {line.story for line in lines(read, "lead")} == {s.id for s in read.stories}
    assert not lines(read, "stories")


@pytest.mark.parametrize(("whose", "leads"), [("their", False), ("Rehn's", True)])
def test_what_somebody_says_of_people_named_elsewhere_does_not_lead(
    tmp_path: Path, whose: str, leads: bool
) -> None:
    lead = told(
        tmp_path,
        f"Ida Holm asserted on Monday that {whose} letters to the port are proof that the council cares.\n\n"
        "Guards closed the gate of Varo harbour on Monday.\n\nThe crews left the harbour at noon.\n",
    )
    assert lead
    assert any(f"{whose} letters" in line for line in lead) is leads
