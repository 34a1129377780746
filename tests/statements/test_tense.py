"""Tense: a promise is not its fulfilment."""

from __future__ import annotations

import pytest
from varo_courier import report

from wiredesk.resources.parser import parse
from wiredesk.statements import statements


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("Rehn will enter a plea of not guilty.", "future"),
        ("Rehn has entered a plea of not guilty.", "past"),
        ("Rehn entered a plea of not guilty.", "past"),
        ("The mayor is going to close the bridge.", "future"),
        ("The mayor is expected to close the bridge.", "future"),
        ("The council plans to close the bridge.", "future"),
        ("The army holds the port of Varo.", "present"),
        ("Four men were killed in the attack.", "past"),
        ("The mayor would close the bridge.", ""),
    ],
)
def test_tense_of_a_statement(text: str, tense: str) -> None:
    made = report(text)
    assert [s.tense for s in statements(made, parse([text]))] == [tense]
