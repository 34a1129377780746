# ruff: noqa: E501
from __future__ import annotations

from dataclasses import replace

import brief_document

from wiredesk.brief import brief
from wiredesk.changes import changes
from wiredesk.model.spans import OffsetMap, Span
from wiredesk.model.statements import Force
from wiredesk.model.views import Document


def texts(document: Document, **other: object) -> list[str]:
    d = replace(document, **other)  # type: ignore[arg-type]
    return [f"{c.kind}: {c.text}" for c in changes(d.claims, d.reports, d.disagreements, d.actors)]


def test_a_man_quoted_in_one_report_and_killed_in_another_is_noticed() -> None:
    found = texts(brief_document.document())
    assert found[0].startswith(
        "update: Havel Rusk (movement spokesman), quoted here as a voice by The Meridian"
    )


def test_another_spelling_of_the_dead_man_s_name_is_still_his() -> None:
    document = brief_document.document()
    actors = [
        replace(a, name="Havel Rusc", names=("Havel Rusc",)) if a.id == "a-rusk" else a
        for a in document.actors
    ]
    assert any("is reported dead" in t for t in texts(document, actors=tuple(actors)))


def test_his_father_s_death_is_not_his() -> None:
    document = brief_document.document()
    actors = [
        replace(a, name="Oren Rusk", names=("Oren Rusk",)) if a.id == "a-rusk" else a for a in document.actors
    ]
    claims = [
        replace(c, statements=tuple(replace(s, voice=replace(s.voice, name="Oren Rusk")) if s.voice.actor == "a-rusk" else s for s in c.statements))
        for c in document.claims
    ]  # fmt: skip
    assert not any(
        "is reported dead" in t for t in texts(document, actors=tuple(actors), claims=tuple(claims))
    )


def test_a_denied_death_is_no_death() -> None:
    document = brief_document.document()
    claims = [
        replace(c, statements=tuple(replace(s, force=Force.DENIED) if "was killed" in s.text else s for s in c.statements))
        for c in document.claims
    ]  # fmt: skip
    assert not any("is reported dead" in t for t in texts(document, claims=tuple(claims)))


def test_a_later_figure_is_set_after_the_earlier_with_their_days() -> None:
    (text,) = [t for t in texts(brief_document.document()) if t.startswith("figure: ")]
    head, was, now = text.split("\n")
    assert head == "figure: Later figure:"  # another voice: not a revision of the same count
    assert was.startswith("3 March 2030: The health ministry said: At least 40")
    assert now.startswith("4 March 2030: A doctor")


def test_reports_of_one_day_are_not_ordered() -> None:
    document = brief_document.document()
    same = tuple(replace(r, published="2030-03-03") for r in document.reports)
    assert not [t for t in texts(document, reports=same) if t.startswith(("figure", "voice"))]


def test_undated_reports_bring_no_order() -> None:
    document = brief_document.document()
    none = tuple(replace(r, published=None) for r in document.reports)
    assert not [t for t in texts(document, reports=none) if t.startswith(("figure", "voice"))]


def test_two_voices_that_differ_are_a_dispute_not_a_reversal() -> None:
    assert not [t for t in texts(brief_document.document()) if t.startswith("reversal")]


def test_new_voices_are_named_on_the_day_they_are_first_heard() -> None:
    (text,) = [t for t in texts(brief_document.document()) if t.startswith("voice")]
    assert "First heard on 4 March 2030" in text
    assert "Zuzana Brix (a baker) in The Meridian" in text


def test_order_of_arrival_changes_nothing() -> None:
    d = brief_document.document()
    assert texts(d, claims=d.claims[::-1], disagreements=d.disagreements[::-1]) == texts(d)


def test_a_correction_note_is_a_change_in_its_own_words_and_stands_in_the_brief() -> None:
    document = brief_document.document()
    one = document.reports[0]
    note = "Correction: an earlier version of this report gave a wrong figure."
    text = f"{one.text}\n\n{note}"
    at = Span(len(text) - len(note), len(text))
    corrected = replace(
        one, text=text, corrections=(at,), furniture=(*one.furniture, at), updated="2031-06-07T10:00Z",
        offsets=OffsetMap.identity(len(text)),
    )  # fmt: skip
    reports = (corrected, *document.reports[1:])
    (found,) = (c for c in changes(document.claims, reports) if c.kind == "correction")
    assert (found.at, found.claims, found.reports) == ("2031-06-07", (), (one.id,))
    assert [s.of(found.text) for s in found.exact] == [note]
    made = brief(reports, document.stories, document.claims, changes=(found,), actors=document.actors)
    (line,) = (x for x in made.lines if x.section == "changed")
    assert note in line.text
    assert line.reports == (one.id,)


def test_a_report_without_a_correction_note_changes_nothing() -> None:
    document = brief_document.document()
    assert not [c for c in changes(document.claims, document.reports) if c.kind == "correction"]


def test_whoever_kills_is_not_dead() -> None:
    document = brief_document.document()

    def told(text: str) -> bool:
        claims = [
            replace(
                c,
                wording=c.wording if "was killed" not in c.wording else text,
                statements=tuple(
                    replace(s, text=text) if "was killed" in s.text else s for s in c.statements
                ),
            )
            for c in document.claims
        ]
        return any("is reported dead" in t for t in texts(document, claims=tuple(claims)))

    assert told("the guards killed the spokesman Havel Rusk")
    assert not told("the four guards killed during Havel Rusk’s attack were named")
    assert not told("the four guards killed in an attack by Havel Rusk were named")
    assert told("the spokesman Havel Rusk and two guards were killed")
    assert not told("News of Ostmark Havel Rusk Eleven people were killed on Friday")
