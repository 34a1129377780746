"""Stories as people want them: joined, parted and pinned, whatever the machine finds later."""

from __future__ import annotations

from random import Random

import pytest

from wiredesk.decisions import regrouped
from wiredesk.model.ids import story_id
from wiredesk.model.judgements import Anchor, Judgement
from wiredesk.model.views import Story


def found(*groups: str) -> list[Story]:
    """The machine's stories: reports are letters, the first of the alphabet is the earliest."""
    return [Story(story_id(min(g)), f"about {min(g)}", tuple(sorted(g))) for g in groups]


def pin(reports: str, at: int, called: str = "kept", first: str = "") -> Judgement:
    anchors = tuple(Anchor("evidence", "report", r, r) for r in reports)
    left = first or min(reports)
    return Judgement(f"j{at}", "pin_story", left, "", True, 1, (), "ann", f"{at}", None, called, anchors)


def same(left: str, right: str, answer: bool, at: int) -> Judgement:
    return Judgement(f"j{at}", "same_story", left, right, answer, 1, (), "ann", f"{at}")


def wanted(stories: list[Story], *judgements: Judgement) -> dict[str, tuple[str, str]]:
    """Reports, as a word, to id and title."""
    made = regrouped(stories, judgements, lambda r: (r, r), lambda r: f"says {r}")
    again = stories[:]
    Random(len(judgements)).shuffle(again)
    assert regrouped(again, judgements, lambda r: (r, r), lambda r: f"says {r}") == made
    return {"".join(s.reports): (s.id, s.title) for s in made}


def test_what_the_machine_moved_out_of_a_pinned_story_comes_back_and_others_may_join() -> None:
    assert wanted(found("abx", "cy"), pin("abc", 1)) == {
        "abcx": (story_id("a"), "kept"),
        "y": (story_id("y"), "about c"),
    }


def test_an_earlier_report_changes_neither_id_nor_title_of_a_pinned_story() -> None:
    assert wanted(found("abcd"), pin("bcd", 1)) == {"abcd": (story_id("b"), "kept")}


def test_two_pinned_stories_are_not_merged_by_the_machine() -> None:
    kept = wanted(found("abcdex"), pin("abc", 1, "one"), pin("de", 2, "other"))
    assert kept == {"abcx": (story_id("a"), "one"), "de": (story_id("d"), "other")}


@pytest.mark.parametrize(
    "order", [("abcdex",), ("ab", "cd", "ex"), ("a", "b", "c", "d", "e", "x"), ("adx", "bce")]
)
def test_whatever_the_machine_finds_pinned_reports_stay_together_and_apart(order: tuple[str, ...]) -> None:
    kept = wanted(found(*order), pin("abc", 1, "one"), pin("de", 2, "other"))
    by_id = {id_: reports for reports, (id_, _) in kept.items()}
    assert set(by_id[story_id("a")]) - {"x"} == set("abc")
    assert set(by_id[story_id("d")]) - {"x"} == set("de")


def test_a_later_judgement_of_a_person_outranks_the_pin() -> None:
    assert wanted(found("abc"), pin("abc", 1), same("a", "c", False, 2)) == {
        "ab": (story_id("a"), "kept"),
        "c": (story_id("c"), "says c"),
    }
    grown = wanted(found("ab", "cdef"), pin("ab", 1), same("a", "c", True, 2))
    assert grown == {"abcdef": (story_id("a"), "kept")}


def test_a_report_that_was_parted_before_the_pin_stays_out() -> None:
    parted = wanted(found("abc"), same("a", "c", False, 1), pin("ab", 2))
    assert set(parted) == {"ab", "c"}


def test_a_pin_whose_reports_are_gone_changes_nothing() -> None:
    assert wanted(found("xy"), pin("abc", 1)) == {"xy": (story_id("x"), "about x")}
