"""Names of one actor are joined; a son is never his father."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from wiredesk.claims.names import name, same_body, same_person
from wiredesk.claims.people import actors
from wiredesk.model.statements import Voice

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases/actors.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize("case", CASES, ids=[f"{c['left']} / {c['right']}" for c in CASES])
def test_two_names_are_one_person_only_when_nothing_speaks_against_it(case: dict[str, str | bool]) -> None:
    left, right = name(str(case["left"])), name(str(case["right"]))
    assert (same_person(left, right) is not None) == case["same"], case["why"]
    assert (same_person(right, left) is not None) == case["same"], case["why"]


def test_an_acronym_is_its_long_name() -> None:
    assert same_body(name("MLF"), name("Marn Liberation Front"))
    assert same_body(name("MLF"), name("Marn Liberation Front (MLF)"))
    assert not same_body(name("MLF"), name("Marn Workers Council"))


def test_a_ministry_of_one_country_is_not_that_of_another() -> None:
    assert not same_body(name("Ministry of Defence of Arland"), name("Ministry of Defence of Borland"))


def test_a_country_is_no_one_body_by_its_army_and_its_television() -> None:
    assert not same_body(name("Ostmark army"), name("Ostmark government"))
    assert not same_body(name("Ostmark army"), name("Ostmark state television"))
    assert same_body(name("Ostmark interior ministry"), name("Ostmark Interior Ministry"))
    assert same_body(name("Ostmark state television"), name("Ostmark state TV"))


def test_an_institution_is_one_voice_in_every_report_and_officials_are_not(
    desk: Callable[[], Any],
) -> None:
    made = desk()
    for report, ministry in (("a", "Ostmark interior ministry"), ("b", "Ostmark Interior Ministry")):
        made.report(report, f"The bridge is closed, the {ministry} said.", "It is safe, officials said.")
        made.says(report, "The bridge is closed", Voice(ministry, "speaker", named=False))
        made.says(report, "It is safe", Voice("officials", "speaker", named=False))
    found = {a.names: a.kind for a in actors(made.statements, made.reports) if a.kind != "outlet"}
    assert found == {
        ("Ostmark Interior Ministry", "Ostmark interior ministry"): "organisation",
        ("officials in a",): "unnamed",
        ("officials in b",): "unnamed",
    }


def test_an_adjective_or_a_slip_makes_no_other_body() -> None:
    assert same_body(name("official MARNA news agency"), name("MARNA news agency"))
    assert same_body(name("Marn Observatory for Human Rights"), name("Marn Obervatory for Human Rights"))
    assert not same_body(name("North Marn Workers Council"), name("South Marn Workers Council"))


def test_common_nouns_name_nobody() -> None:
    for printed in (
        "officials",
        "Iranian officials",
        "a spokesman",
        "witnesses",
        "he",
        "Authorities",
        "The Police",
    ):
        assert name(printed).kind == "unnamed", printed


def test_a_lawyers_client_is_a_person_and_an_initial_joins_a_middle_name(desk: Callable[[], Any]) -> None:
    made = desk()
    made.report(
        "a", "Ada Lin left.", "Ada B. Lin denied it.", "Lin Ada Brook laughed.", "Her lawyer Oto Rehn agreed."
    )
    made.says("a", "left", Voice("Ada Lin", "speaker"))
    made.says("a", "denied it", Voice("Ada B. Lin", "speaker"))
    made.says("a", "laughed", Voice("Lin Ada Brook", "speaker"))
    made.says("a", "agreed", Voice("Oto Rehn", "speaker", role="Lin's lawyer", group="Lin"))
    found = {a.names: a.kind for a in actors(made.statements, made.reports) if a.kind != "outlet"}
    assert found == {
        ("Ada B. Lin", "Ada Lin", "Lin", "Lin Ada Brook"): "person",
        ("Oto Rehn",): "person",
    }


def test_immigration_is_no_slip_of_the_pen_for_migration() -> None:
    assert not same_body(name("Centre for Immigration Studies"), name("Centre for Migration Studies"))
    assert same_body(name("Centre for Immigration Studies"), name("Centre for Imigration Studies"))


def test_a_short_form_in_square_brackets_is_no_part_of_a_name() -> None:
    assert same_body(name("Free Marn [FM] group"), name("Free Marn group"))


def people_named(desk: Callable[[], Any], *names: str) -> set[tuple[str, ...]]:
    made = desk()
    made.report("a", *(f"{name} said thing {n}." for n, name in enumerate(names)))
    for n, name_ in enumerate(names):
        made.says("a", f"thing {n}", Voice(name_, "speaker"))
    return {a.names for a in actors(made.statements, made.reports) if a.kind == "person"}


def test_a_plain_surname_is_not_the_son_whom_the_story_calls_junior(desk: Callable[[], Any]) -> None:
    found = people_named(desk, "Oto Rehn Jr.", "Rehn Jr.", "Rehn")
    assert found == {("Oto Rehn Jr.", "Rehn Jr."), ("Rehn",)}


def test_the_last_two_of_three_names_are_the_same_woman(desk: Callable[[], Any]) -> None:
    assert people_named(desk, "Ada Brook Lin", "Brook Lin", "Ada B. Lin") == {
        ("Ada B. Lin", "Ada Brook Lin", "Brook Lin")
    }


def test_short_first_names_join(desk: Callable[[], Any]) -> None:
    assert people_named(desk, "Ben Rehnquist", "Benjamin Rehnquist") == {
        ("Ben Rehnquist", "Benjamin Rehnquist")
    }


def test_a_person_is_shown_by_the_whole_name_that_is_printed_most(desk: Callable[[], Any]) -> None:
    made = desk()
    for report, names in (
        ("a", ["Ida K. Holm", "Holm", "Holm"]),
        ("b", ["Ida Holm", "Ida Holm", "Uwe J. Rehn"]),
    ):
        made.report(report, *(f"The {n}th bridge is closed, {name_} said." for n, name_ in enumerate(names)))
        for n, name_ in enumerate(names):
            made.says(report, f"The {n}th bridge is closed", Voice(name_, "speaker", named=True))
    shown = {a.name for a in actors(made.statements, made.reports) if a.kind == "person"}
    assert shown == {"Ida Holm", "Uwe J. Rehn"}
