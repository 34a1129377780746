"""Lines broken at a width, in invented reports: paragraphs again, and every letter where it was."""

from __future__ import annotations

import textwrap

import pytest
from test_clean_cases import captured

from wiredesk.clean import clean
from wiredesk.clean.wrapped import unwrapped
from wiredesk.model.spans import Span

FIRST = (
    "The regional health office said on Tuesday that four guards were killed and 12 passers-by wounded when "
    "a bomb placed on a car exploded at a crossing in downtown Norvik, and that the road to Abrin was closed."
)
SECOND = (
    '"We will not surrender to the killers," the mayor, Lena Orsk, said. "We have 400 men in the hills and '
    'we will find them. Nobody sleeps in this town before they are caught, and nobody leaves it."'
)


@pytest.mark.parametrize("width", [60, 72, 80])
@pytest.mark.parametrize("indent", ["", "   "])
def test_paragraphs_broken_at_a_width_are_whole_again(width: int, indent: str) -> None:
    parts = [textwrap.fill(p, width, initial_indent=indent) for p in (FIRST, SECOND)]
    raw = "Bridge closed after a bomb\n\n" + ("\n" if indent else "\n\n").join(parts)
    text, offsets = unwrapped(raw)
    assert [line.strip() for line in text.split("\n") if line.strip()][1:] == [FIRST, SECOND]
    at = text.index("wounded when")
    assert offsets.raw(Span(at, at + 7)).of(raw) == "wounded"
    assert FIRST in clean(captured(raw)).text


@pytest.mark.parametrize(
    "raw",
    [
        FIRST + "\n" + SECOND,
        "The bridge is closed\nThe road is open\nThe ferry sank off Abrin\nNobody was hurt in the fire",
        "- " + "\n- ".join(["a fire in the mill of Norvik that took all of its roof and a wall of it"] * 6),
        "",
        "\n\n",
    ],
)
def test_paragraphs_lists_and_headlines_keep_their_breaks(raw: str) -> None:
    assert unwrapped(raw)[0] == raw
