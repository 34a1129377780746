"""A person's judgement is obeyed, dated, kept, and can be undone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from wiredesk.desk import KINDS, Desk
from wiredesk.errors import NotFound, UnfitJudgement, UngroundedLine, WiredeskError
from wiredesk.export import render
from wiredesk.model.ids import story_id
from wiredesk.model.judgements import credibility, reliability, status
from wiredesk.model.views import Claim, Document

TEXTS = {
    "courier": "Varo Courier\n\nStorm over the valley\n\nVARO, 3 March 2026 - The dam above Orvel holds, "
    "mayor Ada Brun said on Tuesday. At least 12 people were hurt in the flood. "
    "Northwater closed the road to Abrin.\n",
    "herald": "Abrin Herald\n\nFlood in the valley\n\nABRIN, 4 March 2026 - At least 14 people were hurt in "
    "the flood, said Jon Teck, a spokesman for Northwater. The mayor of Abrin resigned on Monday.\n",
}


def ticking() -> Iterator[str]:
    n = 0
    while True:
        n += 1
        yield f"2026-03-05T00:{n // 60:02}:{n % 60:02}.000000Z"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk with two reports of one flood."""
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.txt").write_text(text)
    ticks = ticking()
    with Desk(tmp_path / "d.desk", clock=lambda: next(ticks)) as desk:
        desk.add([str(tmp_path / f"{n}.txt") for n in TEXTS])
        yield desk


def saying(document: Document, words: str) -> Claim:
    """The claim with a statement that holds the words."""
    return next(c for c in document.claims if any(words in s.text for s in c.statements))


def test_a_person_joins_and_parts_claims(desk: Desk) -> None:
    before = desk.document()
    one, two = saying(before, "dam above"), saying(before, "resigned")
    made = desk.judge("same_claim", one.id, two.id, True, "editor", "the same matter")
    joined = desk.document()
    claim = saying(joined, "dam above")
    assert "resigned" in " ".join(s.text for s in claim.statements)
    assert joined.decisions[0].touches == (claim.id,)
    apart = desk.judge("same_claim", made.right, made.left, False, "chief", "a slip")
    assert apart.replaces == made.id
    assert desk.document().claims == before.claims
    assert desk.document(as_of=made.made_at).claims == joined.claims
    assert [d.state for d in desk.log()] == ["replaced", "obeyed"]


def test_undoing_restores_the_same_bytes_whatever_was_judged(desk: Desk) -> None:
    before = render(desk.document(), "json")
    document = desk.document()
    words = ("dam above", "12 people", "14 people")
    dam, hurt, more = (saying(document, w).statements[0] for w in words)
    reports = [r.id for r in document.reports]
    acts = [
        desk.judge("same_claim", dam.id, hurt.id, True, "editor"),
        desk.judge("same_actor", "Ada Brun", "Jon Teck", True, "editor"),
        desk.judge("speaks_for", "Ada Brun", "Northwater", True, "editor"),
        desk.judge("copies", reports[0], reports[1], True, "editor"),
        desk.judge("same_story", reports[0], reports[1], False, "editor"),
        desk.judge("pin_story", document.stories[0].id, "", True, "editor", value="Another title"),
        desk.judge("contradicts", dam.id, more.id, True, "editor"),
        desk.judge("supersedes", more.id, hurt.id, True, "editor"),
        desk.judge("accept", dam.id, "", False, "editor"),
        desk.judge("rate", "outlet:Varo Courier", "", True, "editor", value="B"),
        desk.judge("note", dam.id, "", True, "editor", value="ask the mayor"),
        desk.judge("pin", more.id, "", True, "editor"),
        desk.judge("line", hurt.id, "", True, "editor", value="The river rose."),
    ]
    assert {j.kind for j in acts} == set(KINDS), "a kind without its undoing"
    assert render(desk.document(), "json") != before
    for act in reversed(acts):
        assert render(desk.document(), "json") != before
        desk.undo(act.id, "editor")
    assert render(desk.document(), "json") == before
    assert render(desk.rebuild(), "json") == before
    assert [d.state for d in desk.log()][: len(acts)] == ["undone"] * len(acts)


def test_undoing_brings_back_what_was_replaced_and_can_itself_be_undone(desk: Desk) -> None:
    one = desk.judge("rate", "outlet:Varo Courier", value="B", by="ann")
    two = desk.judge("rate", "outlet:Varo Courier", value="D", by="bo")
    assert two.replaces == one.id
    grades = [reliability(desk.document().decisions, "outlet:Varo Courier")]
    back = desk.undo(two.id, "ann")
    grades.append(reliability(desk.document().decisions, "outlet:Varo Courier"))
    desk.undo(back.id, "bo")
    grades.append(reliability(desk.document().decisions, "outlet:Varo Courier"))
    assert grades == ["D", "B", "D"]
    with pytest.raises(UnfitJudgement, match="undone already"):
        desk.undo(back.id, "ann")


def test_kept_stories_obey_as_the_whole_document_does(desk: Desk) -> None:
    before = [desk.story(s.id) for s in desk.document().stories]
    reports = sorted(r.id for r in desk.document().reports)
    acts = [
        desk.judge("same_story", *reports, True, "editor"),
        desk.judge("same_actor", "Ada Brun", "Jon Teck", True, "editor"),
        desk.judge("rate", "outlet:Varo Courier", value="C", by="editor"),
        desk.judge("accept", saying(desk.document(), "dam above").id, by="editor"),
    ]
    whole = desk.document()
    for story in whole.stories:
        assert desk.story(story.id).claims == tuple(c for c in whole.claims if c.story == story.id)
    after = [desk.story(s.id) for s in desk.document().stories]
    assert {s.id for d in after for s in d.stories} == {s.id for s in desk.document().stories}
    assert sorted({d.judgement.id for p in after for d in p.decisions}) == sorted(a.id for a in acts)
    assert {d.state for p in after for d in p.decisions} == {"obeyed"}
    assert [d.state for d in desk.log()] == ["obeyed"] * 4
    for act in reversed(acts):
        desk.undo(act.id, "editor")
    assert [desk.story(s.id) for s in desk.document().stories] == before


def test_as_of_cuts_judgements(desk: Desk) -> None:
    early = render(desk.document(), "json")
    claim = desk.document().claims[0]
    made = desk.judge("accept", claim.id, by="editor")
    during = desk.document(as_of=made.made_at)
    desk.undo(made.id, "editor")
    assert status(during.decisions, claim.id) == "accepted"
    assert desk.document(as_of=made.made_at) == during
    before = desk.document(as_of="2026-03-05T00:00:01.500000Z")
    assert render(replace(before, as_of=None), "json") == early


def test_a_report_marked_as_a_copy_is_no_newsroom_of_its_own(desk: Desk) -> None:
    before = desk.document()
    a, b = sorted(r.id for r in before.reports)
    merged = desk.judge(
        "same_claim", saying(before, "12 people").id, saying(before, "14 people").id, True, "editor"
    )
    assert merged.answer
    assert len(saying(desk.document(), "12 people").standing.newsrooms) == 2
    desk.judge("copies", a, b, True, "editor")
    after = desk.document()
    claim = saying(after, "12 people")
    assert len(claim.standing.newsrooms) == 1
    assert any("marked as a copy by editor" in r.message for r in claim.standing.because)
    assert [(x.source, x.target, x.kind) for x in after.lineage] == [(b, a, "judged")]
    desk.judge("copies", a, b, False, "editor")
    assert desk.document().lineage == ()


def test_names_are_joined_parted_and_made_to_speak_for_others(desk: Desk) -> None:
    people = [a for a in desk.document().actors if a.kind == "person"]
    assert {a.name for a in people} == {"Ada Brun", "Jon Teck"}
    desk.judge("same_actor", "Ada Brun", "Jon Teck", True, "editor")
    one = next(a for a in desk.document().actors if a.kind == "person")
    assert one.names == ("Ada Brun", "Jon Teck")
    desk.judge("same_actor", "Ada Brun", "Jon Teck", False, "editor")
    assert {a.name for a in desk.document().actors if a.kind == "person"} == {"Ada Brun", "Jon Teck"}
    desk.judge("speaks_for", "Ada Brun", "Northwater", True, "editor")
    desk.judge("speaks_for", "Jon Teck", "Northwater", False, "editor")
    actors = {a.name: a for a in desk.document().actors}
    assert actors["Ada Brun"].speaks_for == actors["Northwater"].id
    assert actors["Jon Teck"].speaks_for is None


def test_stories_are_parted_and_joined(desk: Desk) -> None:
    before = desk.document()
    a, b = sorted(r.id for r in before.reports)
    together = len(before.stories) == 1
    desk.judge("same_story", a, b, not together, "editor")
    after = desk.document()
    assert len(after.stories) == (2 if together else 1)
    assert {s.story for s in after.claims} <= {s.id for s in after.stories}
    desk.judge("same_story", a, b, together, "editor")
    assert desk.document().stories == before.stories


def test_a_pinned_story_stays_what_it_was_until_it_is_unpinned(desk: Desk, tmp_path: Path) -> None:
    reports = sorted(r.id for r in desk.document().reports)
    if len(desk.document().stories) > 1:
        desk.judge("same_story", *reports, True, "editor")
    story = desk.document().stories[0]
    pin = desk.judge("pin_story", story.id, by="editor", value="The valley under water")
    assert pin.left in reports
    earlier = TEXTS["courier"].replace("3 March", "1 March").replace("12 people", "11 people")
    (tmp_path / "early.txt").write_text(earlier)
    desk.add([str(tmp_path / "early.txt")])
    grown = next(s for s in desk.document().stories if reports[0] in s.reports)
    assert (grown.id, grown.title) == (story.id, "The valley under water")
    assert set(reports) <= set(grown.reports)
    assert desk.story(story.id).stories[0].title == "The valley under water"
    assert next(s for s in desk.stories().items if s.id == story.id).title == "The valley under water"
    unpinned = desk.judge("pin_story", reports[1], answer=False, by="editor")
    assert unpinned.replaces == pin.id
    after = next(s for s in desk.document().stories if reports[0] in s.reports)
    assert after.title != "The valley under water"


def test_a_report_that_a_person_parts_later_leaves_a_pinned_story(desk: Desk) -> None:
    document = desk.document()
    a, b = sorted(r.id for r in document.reports)
    desk.judge("same_story", a, b, True, "editor")
    story = desk.document().stories[0].id
    desk.judge("pin_story", story, by="editor")
    assert desk.document().decisions[-1].state == "obeyed"
    other = b if story_id(a) == story else a
    desk.judge("same_story", a if other == b else b, other, False, "editor")
    parted = desk.document()
    assert len(parted.stories) == 2
    assert story in {s.id for s in parted.stories}
    assert [d.state for d in parted.decisions if d.judgement.kind == "pin_story"] == ["lapsed"]


def test_a_disagreement_is_added_and_struck(desk: Desk) -> None:
    document = desk.document()
    if len(document.stories) > 1:
        desk.judge("same_story", *sorted(r.id for r in document.reports), True, "editor")
        document = desk.document()
    left, right = saying(document, "dam above"), saying(document, "closed the road")
    desk.judge("contradicts", left.id, right.id, True, "editor", "the dam is on the road")
    found = next(d for d in desk.document().disagreements if {d.left, d.right} == {left.id, right.id})
    assert (found.kind, found.why) == ("judged", "Judged by editor: the dam is on the road")
    assert left.id in saying(desk.document(), "closed the road").standing.disputed_by
    desk.judge("supersedes", left.id, right.id, True, "editor")
    kinds = {d.kind for d in desk.document().disagreements if {d.left, d.right} == {left.id, right.id}}
    assert kinds == {"update"}
    desk.judge("contradicts", left.id, right.id, False, "editor")
    assert desk.document().disagreements == document.disagreements


def test_a_claim_struck_is_told_no_more_but_stays_in_sight(desk: Desk) -> None:
    claim = saying(desk.document(), "resigned")
    desk.judge("accept", claim.id, answer=False, by="editor", reason="misread")
    after = desk.document()
    assert status(after.decisions, claim.id) == "rejected"
    assert claim.id in {c.id for c in after.claims}
    assert claim.id not in {i for line in after.brief.lines for i in line.claims}


def test_grades_are_two_fields_and_never_given_unasked(desk: Desk) -> None:
    document = desk.document()
    claim = document.claims[0]
    assert reliability(document.decisions, "outlet:Varo Courier") == "F"
    assert credibility(document.decisions, claim.id) == "6"
    desk.judge("rate", claim.id, value="2", by="editor")
    desk.judge("rate", "Ada Brun", value="a", by="editor")
    after = desk.document()
    ada = next(a for a in after.actors if a.name == "Ada Brun")
    assert (credibility(after.decisions, claim.id), reliability(after.decisions, ada.id)) == ("2", "A")
    for side, grade in ((claim.id, "B"), ("Ada Brun", "2"), ("Ada Brun", "B2"), ("outlet:Varo Courier", "")):
        with pytest.raises(UnfitJudgement):
            desk.judge("rate", side, value=grade, by="editor")
    with pytest.raises(UnfitJudgement):
        desk.judge("rate", "Ada Brun", value="A", by="stage:claims@1")


def test_credibility_one_needs_two_independent_voices(desk: Desk) -> None:
    claim = saying(desk.document(), "dam above")
    desk.judge("rate", claim.id, value="1", by="editor")
    found = desk.document().decisions[0]
    assert found.state == "lapsed"
    assert "two independent voices" in found.why
    assert credibility(desk.document().decisions, claim.id) == "6"


def test_a_pinned_claim_heads_the_brief_once(desk: Desk) -> None:
    claim = saying(desk.document(), "dam above")
    desk.judge("pin", claim.id, by="editor")
    lines = desk.document().brief.lines
    assert (lines[0].section, lines[0].claims, lines[0].by) == ("pinned", (claim.id,), "editor")
    assert sum(x.claims == (claim.id,) for x in lines) == 1
    desk.judge("pin", claim.id, answer=False, by="editor")
    assert not [x for x in desk.document().brief.lines if x.section == "pinned"]


def test_a_line_of_ones_own_is_grounded_or_marked(desk: Desk) -> None:
    claim = saying(desk.document(), "dam above")
    words = claim.statements[0].text
    desk.judge("line", claim.id, value=words, by="editor", evidence=[claim.id])
    desk.judge("line", claim.id, value="Nobody drowned.", by="editor", evidence=[claim.id])
    sound, loose = desk.document().brief.lines[:2]
    assert (sound.text, sound.grounded, sound.by) == (words, True, "editor")
    assert (loose.text, loose.grounded) == ("Nobody drowned.", False)
    assert "not borne out" in loose.standing


def test_only_people_write_lines_that_are_not_grounded(desk: Desk) -> None:
    from wiredesk.brief import check
    from wiredesk.model.views import Brief

    document = desk.document()
    line = replace(document.brief.lines[0], text="The moon fell.", exact=(), grounded=False)
    with pytest.raises(UngroundedLine):
        check(Brief((line,)), document.claims, document.reports, document.actors)


def test_a_judgement_that_no_longer_fits_is_shown(desk: Desk) -> None:
    claim = saying(desk.document(), "14 people")
    made = desk.judge("accept", claim.id, by="editor")
    gone = replace(
        made,
        id="j-gone",
        anchors=(replace(made.anchors[0], key="s-000000000000", start=0, end=3, words="no such words"),),
        left="s-000000000000",
        replaces=None,
    )
    desk._file.add_judgements([gone])
    states = {d.judgement.id: (d.state, d.why) for d in desk.document().decisions}
    assert states[made.id] == ("obeyed", "")
    assert states["j-gone"][0] == "lapsed"
    assert "read as a statement" in states["j-gone"][1]


def test_a_judgement_finds_its_statement_under_another_id(desk: Desk) -> None:
    before = desk.document()
    one, two = saying(before, "dam above"), saying(before, "resigned")
    made = desk.judge("same_claim", one.id, two.id, True, "editor")
    joined = desk.document()
    desk.undo(made.id, "editor")
    old = replace(
        made,
        id="j-old",
        left="s-111111111111",
        anchors=(replace(made.anchors[0], key="s-111111111111"), made.anchors[1]),
        made_at="2026-03-06T00:00:00.000000Z",
    )
    desk._file.add_judgements([old])
    assert desk.document().claims == joined.claims


@pytest.mark.parametrize(
    "arguments, says",
    [
        (("sounds_like", "x", "y", True, "editor"), "same_claim"),
        (("same_claim", "clm-000000000000", "clm-1", True, "editor"), "clm-000000000000"),
        (("note", "Ada Brun", "", True, "editor"), "text"),
        (("note", "Ada Brun", "", True, ""), "author"),
        (("accept", "Ada Brun", "", True, "editor"), "Ada Brun"),
    ],
)
def test_what_cannot_be_judged_is_named(
    desk: Desk, arguments: tuple[str, str, str, bool, str], says: str
) -> None:
    with pytest.raises(WiredeskError, match=says):
        desk.judge(*arguments)
    assert desk.judgements() == ()


def test_undoing_what_is_not_there_is_an_error(desk: Desk) -> None:
    with pytest.raises(NotFound, match="j-nothing"):
        desk.undo("j-nothing", "editor")
