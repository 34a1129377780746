"""Input that would fool a count: denials of oneself, sarcasm, questions, copies without end, a circle."""

from __future__ import annotations

from typing import Any

import pytest
from tests.changes.test_since import document

from wiredesk.model.views import Claim, Document
from wiredesk.text.wording import flat

BASE = {"title": "Quarrel over the bridge at Keld", "published": "2031-03-03"}


def told(*texts: str, **more: Any) -> Document:
    reports = [
        {**BASE, **more, "id": f"r{n}", "outlet": f"Paper {n}", "text": t} for n, t in enumerate(texts)
    ]
    return document(*reports)


def claims(made: Document, words: str) -> list[Claim]:
    return [c for c in made.claims if words in flat(c.wording)]


def labels(made: Document) -> set[str]:
    return {c.standing.label for c in made.claims}


def test_a_voice_that_asserts_and_denies_on_one_day_is_disputed_by_itself_and_corroborates_nothing() -> None:
    made = told(
        "Mayor Ada Quell said that the bridge at Keld was closed to all traffic.",
        "Mayor Ada Quell denied that the bridge at Keld was closed to all traffic.",
    )
    assert [d.kind for d in made.disagreements] == ["polarity"]
    assert "corroborated" not in labels(made)
    assert all(c.standing.disputes for c in claims(made, "closed to all traffic"))


def test_a_voice_quoted_denying_what_it_said_is_not_a_second_voice_for_it() -> None:
    made = told(
        "Mayor Ada Quell said that the bridge at Keld would open in May.",
        "“I never said that the bridge at Keld would open in May,” Mayor Ada Quell said.",
    )
    assert "corroborated" not in labels(made)
    assert not any(len({s.negated for s in c.statements}) > 1 for c in made.claims)


def test_a_question_asserts_nothing_and_clashes_with_nothing() -> None:
    made = told(
        "The bridge at Keld was closed to all traffic on Monday, engineer Goran Pell said.",
        "“Was the bridge at Keld closed to all traffic on Monday?” Mayor Ada Quell asked.",
    )
    assert made.disagreements == ()
    assert "corroborated" not in labels(made)


def test_two_newsrooms_that_only_ask_bear_nothing_out() -> None:
    made = told(
        "Will the power plant at Keld close in June? Nobody at the town hall answered.",
        "Is the power plant at Keld really going to close in June? The engineers are on holiday.",
    )
    (asked,) = claims(made, "close in June")
    assert len(asked.statements) == 2
    assert asked.standing.label == "attested"
    assert [r.message for r in asked.standing.because if r.rule == "apart"] == [
        "Paper 0 only asks it",
        "Paper 1 only asks it",
    ]


def test_sarcasm_in_quotation_marks_never_corroborates() -> None:
    made = told(
        "Engineer Goran Pell said that the new bridge at Keld is perfectly safe.",
        "“Oh yes, the new bridge at Keld is perfectly safe,” Mayor Ada Quell scoffed.",
    )
    assert "corroborated" not in labels(made)


def test_a_story_of_one_report_stands_on_one_newsroom() -> None:
    made = told(
        "Mayor Ada Quell said that the bridge at Keld was closed. Engineer Goran Pell said that the bridge "
        "at Keld was closed. Boats carried the mail."
    )
    assert labels(made) <= {"once", "one_newsroom"}


def test_fifty_copies_are_one_origin_and_one_claim_a_sentence() -> None:
    text = (
        "The bridge at Keld was closed to all traffic after a barge struck its middle pier in the night. "
        "Mayor Ada Quell said that 12 families had left their houses on the quay."
    )
    made = told(*[text] * 50)
    assert labels(made) == {"repeated"}
    assert {len(c.standing.newsrooms) for c in made.claims} == {1}
    assert len(made.claims) == len(told(text).claims)


def test_contradictory_dates_in_one_report_are_kept_apart_and_break_nothing() -> None:
    made = told(
        "The bridge at Keld was closed on 1 March 2031, the council said. The bridge at Keld was closed on "
        "12 February 2031, the council said."
    )
    found = claims(made, "bridge at Keld was closed")
    assert len(found) == 2, "two days are two claims"
    assert labels(made) == {"once"}


@pytest.mark.parametrize(("one", "two"), [("9 tonnes", "9,000 kilograms"), ("12 miles", "30 kilograms")])
def test_figures_in_different_units_never_clash(one: str, two: str) -> None:
    made = told(
        f"The barge at Keld carried {one} of grain, harbour master Ines Calder said.",
        f"The barge at Keld carried {two} of grain, engineer Goran Pell said.",
    )
    assert not [d for d in made.disagreements if d.kind == "figure"]


def test_a_hoax_that_ten_outlets_repeat_after_each_other_in_a_circle_is_one_origin() -> None:
    texts = [
        f"The bridge at Keld was sold to a circus, Paper {(n + 1) % 10} reported on Monday."
        for n in range(10)
    ]
    made = told(*texts)
    assert "corroborated" not in labels(made)
    found = claims(made, "sold to a circus")
    assert found
    assert all(c.standing.label in ("once", "repeated") for c in found), [
        (c.standing.label, c.standing.newsrooms, c.standing.voices) for c in found
    ]
