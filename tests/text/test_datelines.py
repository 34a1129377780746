"""Datelines are known by their forms, and nothing else is taken for one (invented places and agencies)."""

from __future__ import annotations

import pytest

from wiredesk.text.datelines import behind_dateline

OPENINGS = [
    ("PORT VARO, Ost. (WVAR) -- ", "Port Varo police say a boy was hurt."),
    ("VARO/PORT SELEN (Novapress) - ", "The president met the guards."),
    ("VARO, Ost./HALM (Novapress) - ", "Guards retook the pier."),
    ("VARO, May 16 - ", "Guards retook the pier."),
    ("VARO, 16 May 2031 — ", "Guards retook the pier."),
    ("(3-16) 11:15 WET PORT VARO -- ", "Seven men were hurt."),
    ("VARO — ", "Guards retook the pier."),
    ("Varo (Novapress) — ", "Guards retook the pier."),
    ("Oct 24 (Novapress) - ", "Varo Harbour shares fell."),
    ("(Novapress) - ", "Varo Harbour shares fell."),
    ("VARO, 3 MAR 89 (RADIO VARO) -- [TEXT] ", "THE PORT OF VARO WAS CLOSED TODAY."),
    ("(WVAR) ", "Varo Harbour shares fell."),
    ("(WVAR)", "Varo Harbour shares fell."),
    ("VARO (Novapress) — ", "“We have lost,” the mayor said."),
]
OTHERS = [
    "SEVEN KILLED IN VARO - POLICE SAY",
    "VARO - the port that nobody wants - is closed.",
    "The mayor (Ind.) - a docker - resigned.",
    "The mayor — who resigned — was a docker.",
    "Ostmark – China's neighbour – is at war.",
    "(WVAR) guards retook the pier.",
    "(2) The mayor resigned.",
    "O.M. — Ostmark was hit again.",
]


@pytest.mark.parametrize(("opening", "rest"), OPENINGS)
def test_the_first_sentence_begins_behind_the_dateline(opening: str, rest: str) -> None:
    assert behind_dateline(opening + rest) == len(opening)


@pytest.mark.parametrize("text", OTHERS)
def test_what_only_has_a_dash_is_no_dateline(text: str) -> None:
    assert behind_dateline(text) == 0
