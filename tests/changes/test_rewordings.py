"""What an outlet changed in its report stands in the brief, in the words of both editions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from wiredesk.brief import check
from wiredesk.brief.rewordings import rewording_of
from wiredesk.changes.editions import edits
from wiredesk.changes.rewordings import passages
from wiredesk.changes.substance import folded
from wiredesk.desk import Desk
from wiredesk.errors import UngroundedLine
from wiredesk.export import to_json
from wiredesk.model.views import Brief, Document, Line
from wiredesk.text.wording import flat, labels

CASES = Path(__file__).parent.parent / "cases" / "rewordings.jsonl"
FIRST = (
    "The Orvel dam burst on Sunday. Fourteen people were killed, mayor Petra Halvik said. The mayor did "
    "confirm that the valley was warned. Café owners gave shelter to many families."
)
SECOND = FIRST.replace("Fourteen", "Twelve").replace("did confirm", "did not confirm")
PAGE = (
    "<html><head><title>Orvel dam bursts</title>"
    '<link rel="canonical" href="https://voice.example/news/dam"/></head><body><article><p>{}</p></article>'
    "</body></html>"
)


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(c, id=c["name"].replace(" ", "_"))
        for c in map(json.loads, CASES.read_text("utf-8").splitlines())
    ],
)
def test_a_change_is_shown_with_its_sentence(case: dict[str, str | list[list[str]]]) -> None:
    was, now = str(case["was"]), str(case["now"])
    found = [[left.of(was), right.of(now), *touches] for left, right, touches in passages(was, now)]
    assert found == case["passages"]


WORDS = st.lists(st.sampled_from("dam burst. Mayor said twelve not Orvel . , 12 \n".split(" ")), max_size=40)


@given(WORDS, WORDS)
@example([".", "dam"], ["burst.", "Mayor", "\n", "dam"])
@settings(max_examples=150)
def test_every_changed_word_lies_in_one_passage_and_passages_do_not_overlap(
    left: list[str], right: list[str]
) -> None:
    was, now = " ".join(left), " ".join(right)
    found = passages(was, now)
    for edit in edits(was, now):
        if folded(edit.was.of(was)).replace(" ", "") == folded(edit.now.of(now)).replace(" ", ""):
            continue
        holding = [
            p
            for p in found
            if all(
                not len(e) or (s.start <= e.start and e.end <= s.end)
                for s, e in ((p[0], edit.was), (p[1], edit.now))
            )
        ]
        assert holding
    for one, two in pairwise(found):
        assert one[0].end <= two[0].start
        assert one[1].end <= two[1].start


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("rewordings")
    clock = iter(f"2031-03-0{n}T00:00:00Z" for n in range(1, 10))
    with Desk(folder / "x.desk", clock=lambda: next(clock)) as made:
        for text in (FIRST, SECOND):
            (folder / "dam.html").write_text(PAGE.format(text), "utf-8")
            made.add([str(folder / "dam.html")])
        yield made


def told(document: Document) -> list[Line]:
    return [x for x in document.brief.lines if x.section == "changed" and not x.claims]


def test_a_silent_change_is_a_line_with_figures_first(desk: Desk) -> None:
    figure, denial = told(desk.document())
    assert figure.text.startswith("voice.example changed its report between 1 March 2031 and 2 March 2031, ")
    assert figure.text.endswith(
        "without saying so: “Fourteen people were killed, mayor Petra Halvik said.” became "
        "“Twelve people were killed, mayor Petra Halvik said.”"
    )
    assert "“The mayor did confirm that the valley was warned.” became “The mayor did not" in denial.text


def test_before_the_second_capture_nothing_was_changed(desk: Desk) -> None:
    then = desk.document("2031-03-01T12:00:00Z")
    assert told(then) == []
    assert then.reworded == ()
    (story,) = then.stories
    assert told(desk.story(story.id, "2031-03-01T12:00:00Z")) == []


def test_a_story_and_the_whole_desk_tell_the_same_changes(desk: Desk) -> None:
    whole = desk.document()
    (story,) = whole.stories
    assert told(desk.story(story.id)) == told(whole)
    assert told(desk.story(story.id, "2031-03-03T00:00:00Z")) == told(whole)


def test_a_line_reads_back_to_the_bytes_of_both_captures(desk: Desk) -> None:
    document = desk.document()
    for line in told(document):
        found = desk.trace(line.id)
        assert found.sound, [link.faults for link in found.links]
        assert len(found.links) == 2
        for link, words in zip(found.links, (s.of(line.text) for s in line.exact), strict=True):
            (held,) = (c for c in desk.captures() if c.sha256 == link.sha256)
            assert link.data is not None
            assert flat(held.data[link.data.start : link.data.end].decode()) == words
    figure = told(document)[0]
    earlier, later = desk.trace(figure.id).links
    assert earlier.sha256 != later.sha256


def test_a_document_hands_over_the_earlier_capture(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "all.json").write_text(desk.handed_over(), "utf-8")
    with Desk(tmp_path / "y.desk") as other:
        other.take_over(tmp_path / "all.json")
        assert [x.text for x in told(other.document())] == [x.text for x in told(desk.document())]


def test_evidence_in_the_json_document_reads_back_in_the_raw_input(desk: Desk) -> None:
    for one in to_json(desk.document())["reworded"]:
        for side in (one["was"], one["now"]):
            _, raw, _ = desk.reread(side["capture"])
            assert raw[side["start"] : side["end"]] == side["words"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Fourteen", "Fifteen"),  # words in neither edition
        ("Twelve", "Fourteen"),
        (" became ", " and "),
        (", without saying so", ", and says so"),
        ("2 March", "3 March"),
        ("Petra Halvik said.”", "Petra Halvik.”"),
        ("mayor Petra", "Petra"),
    ],
)
def test_a_line_that_either_edition_does_not_bear_out_is_refused(desk: Desk, old: str, new: str) -> None:
    document = desk.document()
    figure = told(document)[0]
    text = figure.text.replace(old, new)
    at = [text.index("“") + 1, text.rindex("“") + 1]
    ends = [text.index("”"), text.rindex("”")]
    exact = tuple(replace(s, start=a, end=b) for s, a, b in zip(figure.exact, at, ends, strict=True))
    bad = replace(figure, text=text, exact=exact)
    assert text != figure.text
    with pytest.raises(UngroundedLine):
        check(Brief((bad,)), document.claims, document.reports, document.actors, document.reworded)


@pytest.mark.parametrize("section", ["lead", "agreed", "once", "figures", "pinned", "own", "stories", "news"])
def test_an_earlier_editions_words_stand_in_no_other_section(desk: Desk, section: str) -> None:
    document = desk.document()
    figure = replace(told(document)[0], section=section)
    with pytest.raises(UngroundedLine):
        check(Brief((figure,)), document.claims, document.reports, document.actors, document.reworded)


def test_a_line_is_refused_without_its_evidence_and_where_the_evidence_is_wrong(desk: Desk) -> None:
    document = desk.document()
    brief = Brief((told(document)[0],))
    check(brief, document.claims, document.reports, document.actors, document.reworded)
    with pytest.raises(UngroundedLine):
        check(brief, document.claims, document.reports, document.actors)
    moved = []
    for r in document.reworded:
        assert r.now is not None
        moved.append(replace(r, now=replace(r.now, span=r.now.span.shifted(1))))
    names = labels(document.reports)
    assert rewording_of(brief.lines[0], document.reworded, document.reports, names) is not None
    assert rewording_of(brief.lines[0], moved, document.reports, names) is None


def test_an_earlier_text_that_comes_later_is_told(tmp_path: Path) -> None:
    """Two files read on one day: which text was first is not known, and the line says no more."""
    with Desk(tmp_path / "x.desk", clock=lambda: "2031-03-01T00:00:00Z") as desk:
        (tmp_path / "b.html").write_text(PAGE.format(SECOND), "utf-8")
        desk.add([str(tmp_path / "b.html")])
        (story,) = desk.stories().items
        assert told(desk.story(story.id)) == []
        (tmp_path / "a.html").write_text(PAGE.format(FIRST), "utf-8")
        desk.add([str(tmp_path / "a.html")])
        lines = told(desk.story(story.id))
        assert lines == told(desk.document())
        assert lines[0].text.startswith("voice.example has its report in two wordings: “")


def test_more_than_three_changes_end_in_a_line_that_counts_the_rest(tmp_path: Path) -> None:
    clock = iter(f"2031-03-0{n}T00:00:00Z" for n in range(1, 10))
    text = FIRST + " Boats came from Seld. Trucks came from Keld. Nurses came from Varo."
    with Desk(tmp_path / "x.desk", clock=lambda: next(clock)) as desk:
        for now in (text, SECOND + " Ships came from Seld. Vans came from Keld. Doctors came from Varo."):
            (tmp_path / "dam.html").write_text(PAGE.format(now), "utf-8")
            desk.add([str(tmp_path / "dam.html")])
        lines = told(desk.document())
    assert len(lines) == 4
    assert lines[-1].text == "and two more passages that outlets changed, in the editions"
