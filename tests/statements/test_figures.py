"""Figures say what they count and what befell it; ages, times and addresses are none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from varo_courier import report

from wiredesk.model.statements import Statement
from wiredesk.resources.parser import parse
from wiredesk.statements import statements
from wiredesk.statements.tolls import Toll, fused, toll

FILE = Path(__file__).parents[1] / "cases" / "figures.jsonl"
CASES = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]


def read(text: str) -> tuple[Statement, ...]:
    made = report(text)
    return statements(made, parse([s.of(text) for s in made.paragraphs()]))


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"])
def test_figures_with_what_they_count_and_what_befell_it(case: dict[str, object]) -> None:
    text = str(case["text"])
    found = [f for s in read(text) for f in s.figures]
    assert [[text[f.start : f.end], f.of, f.status, f.low, f.high] for f in found] == case["figures"]


def test_toll_of_a_report_adds_up_its_parts() -> None:
    one = toll(
        read("Four people were shot in Varo on Monday, one fatally, police said.\n\nOne person was killed.")
    )
    assert (one.killed, one.injured) == (1, 3)


def test_toll_of_several_reports_is_what_most_printed() -> None:
    tolls = [Toll(1, 2, True, True), Toll(1, 3, True, True), Toll(1, 3, True, True), Toll(0, 0)]
    assert (fused(tolls).killed, fused(tolls).injured) == (1, 3)
    assert fused([]) == Toll(0, 0)


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("One of five people shot in Varo has died, police said.", 1, 4),
        ("Five people, four of them children, were killed in Varo.", 5, 0),
        ("Four people were shot in Varo.\n\nLast summer, one man was killed on the same street.", 0, 4),
        ("A man wanted to kill two children in Varo, police said. Nobody was hurt.", 0, 0),
        ("A man was charged with attempted murder after a woman was wounded in Varo.", 0, 1),
        ("A man shot two people, one of whom died, in Varo.", 1, 1),
    ],
)
def test_toll_counts_those_of_this_event_once(text: str, killed: int, injured: int) -> None:
    one = toll(read(text))
    assert (one.killed, one.injured) == (killed, injured)


def test_one_who_died_later_is_no_longer_among_the_injured() -> None:
    both = fused([Toll(0, 1, False, True), Toll(0, 1, False, True), Toll(1, 0, died=True)])
    assert (both.killed, both.injured) == (1, 0)


def test_report_of_several_events_gives_way_to_one_of_this_event() -> None:
    roundup = toll(read("One dead, nine wounded in five shootings in Varo.\n\nTwo were hurt in Abrin."))
    assert roundup.roundup
    assert fused([roundup, Toll(0, 2, False, True)]).injured == 2


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("A father shot and killed his two sons in Varo and then turned the gun on himself, police said.", 3),
        ("A man killed his girlfriend and her daughter in Varo, then shot himself, police said.", 3),
        ("Man kills woman, her son, himself in Varo. The three were found dead by a neighbor.", 3),
        ("Three people were found dead in Varo after a murder-suicide, police said. It was a family.", 3),
        ("A man in Varo took his own life, police said. He died at a hospital.", 1),
        ("No charges will be filed in a fatal shooting in Varo. The woman died at a hospital.", 1),
    ],
)
def test_who_kills_himself_is_counted_once(text: str, killed: int) -> None:
    assert toll(read(text)).killed == killed


def test_nobody_hurt_is_no_toll() -> None:
    assert toll(read("Nobody was hurt when a bus left the road near Varo.")).killed == 0


def test_of_equally_many_reports_the_number_that_is_printed_more_and_earlier_counts() -> None:
    tolls = [Toll(3, 0, True, killed_weight=9), Toll(13, 0, True, killed_weight=1)]
    assert fused(tolls).killed == fused(reversed(tolls)).killed == 3


def test_a_double_murder_has_two_dead() -> None:
    assert toll(read("A man was arrested after a double murder in Varo, police said.")).killed == 2
    assert toll(read("The double murder-suicide in Varo followed an argument, police said.")).killed == 3


def test_what_several_shootings_cost_is_not_the_toll_of_one() -> None:
    text = "\n\n".join(
        [
            "A boy was shot and killed in Varo on Saturday.",
            "His mother was at home.",
            "She heard the shot and ran out.",
            "The road was closed for hours.",
            "A gun was found near the bridge.",
            "Seven people were killed and 40 wounded in 33 separate shootings since Friday.",
        ]
    )
    one = toll(read(text))
    assert (one.killed, one.injured) == (1, 0)


def test_whoever_dies_later_leaves_the_injured_that_a_later_report_prints() -> None:
    tolls = [Toll(1, 3, False, True, died=True), Toll(0, 4, False, True)]
    assert (fused(tolls).killed, fused(tolls).injured) == (1, 3)


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("2 adults, three children dead in Varo house, police say.", 5),
        ("Father, daughter found dead in Varo.\n\nPolice are not searching for anybody.", 2),
        (
            "Dad kills infant, self in Varo.\n\nA father and his 7-month-old daughter were found dead.",
            2,
        ),
        ("A fire and two shootings left three women and two men dead on Monday.", 5),
    ],
)
def test_a_list_of_the_dead_is_added_up(text: str, killed: int) -> None:
    """Invented."""
    assert toll(read(text)).killed == killed


def test_the_doer_is_one_more_where_one_report_counts_him() -> None:
    """Invented."""
    with_him = toll(read("Seven people, including the gunman, were killed in Varo on Monday."))
    without = [toll(read("A gunman killed six people in Varo on Monday.")) for _ in range(2)]
    assert [t.killed for t in (with_him, *without)] == [7, 6, 6]
    assert fused([*without, with_him]).killed == 7
    more = toll(read("Seven people were killed in Varo on Monday."))
    assert fused([*without, more]).killed == 6
    before = toll(read("Six people, including the gunman, were killed in Varo on Monday."))
    assert fused([before, *without, with_him]).killed == 7


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Six men were indicted in Varo for the attempted murders of five teenagers, prosecutors said.", 0),
        ("The boy shot himself in Varo.\n\nHer son has been declared brain dead, Ana Vale said.", 0),
        ("A Varo man faces a manslaughter charge after shooting a friend.", 1),
        ("A Varo man fatally shot himself on Monday.\n\nIt was an attempted murder-suicide, police said.", 1),
        ("A guard was shot in Varo.\n\nThe gang is known for crimes ranging from murder to theft.", 0),
        ("A guard was shot in Varo.\n\nMembers were targeted for killing, and a murder plot failed.", 0),
        ("A boy died in Varo.\n\nIt is the sixth death here. All six of those deaths were of gunshots.", 1),
        ("A guard was wounded in Varo.\n\nIt came hours before three guards were killed in Sela.", 0),
    ],
)
def test_words_of_killing_say_whether_anybody_died(text: str, killed: int) -> None:
    """Invented."""
    assert toll(read(text)).killed == killed


def test_the_videos_of_a_page_are_not_its_event() -> None:
    """Invented."""
    text = "A boy was hurt in Varo.\n\n0:50 One dead after crash in Abrin\n\n1:39 Two men killed in a fire"
    assert toll(read(text)).killed == 0


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("The bodies of four people were found in a house in Varo.", 4),
        ("Police found three bodies in a car near Abrin.", 3),
    ],
)
def test_bodies_that_were_found_are_counted(text: str, killed: int) -> None:
    """Invented."""
    assert toll(read(text)).killed == killed


def test_many_reports_that_let_one_infer_a_toll_outvote_one_that_prints_another() -> None:
    printed, inferred = Toll(9, 0, True, killed_weight=1), Toll(1, 0)
    assert fused([printed, inferred, inferred, inferred]).killed == 1
    assert fused([printed, inferred, inferred]).killed == 9
    assert fused([printed, inferred, inferred, Toll(2, 0)]).killed == 9


OF_TWO_DAYS = """Four were hurt in Varo on 5 May 2031.

The town is calm.

The dam is whole.

On 1 May 2031 a man was killed there."""


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("Third person dies after a crash in Varo.", 3, 0),
        ("Five adults and an unborn child were killed in Varo.", 5, 0),
        ("Teen’s death is under investigation. The fire in Varo began at night.", 1, 0),
        (
            "Four were hurt at a fair in Varo.\n\nThe feud has claimed two lives over the past few years.",
            0,
            4,
        ),
        (OF_TWO_DAYS, 0, 4),
    ],
)
def test_toll_counts_by_order_and_leaves_out_other_days(text: str, killed: int, injured: int) -> None:
    one = toll(read(text))
    assert (one.killed, one.injured) == (killed, injured)


def test_one_report_early_and_sure_is_not_outvoted_by_what_others_let_one_infer() -> None:
    printed = Toll(3, 0, True, killed_weight=4)
    assert fused([printed, *(Toll(1, 0) for _ in range(3))]).killed == 3


def test_many_reports_of_the_injured_outvote_a_death_that_one_tells_in_passing() -> None:
    in_passing, alive = Toll(1, 3, True, True, killed_weight=1), Toll(0, 4, False, True)
    assert fused([in_passing, alive, alive]) == Toll(0, 4, False, True)
    assert fused([in_passing, alive]).killed == 1
    assert fused([Toll(1, 3, True, True, killed_weight=5), alive, alive]).killed == 1


def test_a_doer_who_died_too_takes_nothing_from_the_weight_of_those_he_killed() -> None:
    one = toll(read("A man killed three guards in Varo, then himself. It was a murder-suicide, police said."))
    assert (one.killed, one.killed_weight > 0) == (4, True)
