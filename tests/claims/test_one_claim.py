"""Invented pairs that a bar might keep apart, or must: what both deny, conditions on which nothing hangs,
steps of one case, names of one person."""

from __future__ import annotations

import pytest
from tests.claims.test_disputes import told


def together(*texts: str) -> bool:
    """Whether sentences of two outlets are one claim, and no dispute."""
    outlets = ("Varo Courier", "Keld Herald")
    story = told(
        [{"outlet": o, "published": "2031-03-03", "text": t} for o, t in zip(outlets, texts, strict=True)]
    )
    return len(story.claims) == 1 and not story.disagreements


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            "Vale was unaware of the lease of the pier.",
            "Mayor Vale did not know about the lease of the pier.",
        ),
        (
            "The council stopped accepting applications.",
            "New applications will not be accepted by the council.",
        ),
    ],
)
def test_what_both_deny_in_two_ways_is_one_claim(left: str, right: str) -> None:
    assert together(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Vale was aware of the lease of the pier.", "Mayor Vale did not know about the lease of the pier."),
        ("The council accepts new applications.", "New applications will not be accepted by the council."),
        ("Nobody told the harbour board of the leak.", "The harbour board was told of the leak."),
        ("The harbour board was not told of the leak.", "The harbour board was told of the leak."),
    ],
)
def test_what_one_denies_and_the_other_says_is_two(left: str, right: str) -> None:
    assert not together(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Holm could get ten years in prison.", "Holm could get ten years in prison if convicted."),
        (
            "Anyone with information about the fire is asked to call the harbour police.",
            "If you have any information about the fire, you are asked to call the harbour police.",
        ),
        (
            "Anyone who knows anything of the driver should call the harbour police.",
            "If you know anything of the driver, call the harbour police.",
        ),
        (
            "The name of the boy is being withheld pending notification of next of kin.",
            "The name of the boy is not being released until his family is notified.",
        ),
    ],
)
def test_a_condition_on_which_nothing_hangs_keeps_nothing_apart(left: str, right: str) -> None:
    assert together(left, right)


@pytest.mark.parametrize("condition", ["if the judge agrees", "unless he pleads guilty"])
def test_a_condition_on_which_something_hangs_does(condition: str) -> None:
    assert not together(
        "Holm could get ten years in prison.", f"Holm could get ten years in prison {condition}."
    )


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Ivo Brandt was charged with arson.", "Police arrested Brandt and charged him with arson."),
        ("Ivo Brandt was charged with arson.", "Ivo Brandt was arraigned on a charge of arson."),
        (
            "Ada Holm, 30, was killed in the fire at the mill.",
            "Ada Maria Holm, 30, died in the fire at the mill.",
        ),
        (
            "4-year-old Paulo Verdena was killed at the dam.",
            "4-year-old Paulo Verdena Estrella was killed at the dam.",
        ),
    ],
)
def test_one_charge_and_one_person_under_two_names_is_one_claim(left: str, right: str) -> None:
    assert together(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Ivo Brandt was charged with arson.", "Ivo Brandt was arrested for arson."),
        (
            "Ada Holm, 30, was killed in the fire at the mill.",
            "Bo Holm, 30, was killed in the fire at the mill.",
        ),
    ],
)
def test_two_steps_and_two_people_of_one_surname_are_two(left: str, right: str) -> None:
    assert not together(left, right)
