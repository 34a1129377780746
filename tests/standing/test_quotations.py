"""Whose quotations are one statement under two names."""

from __future__ import annotations

import pytest

from wiredesk.model.spans import Span
from wiredesk.model.statements import Force, Mode, Statement, Voice
from wiredesk.model.views import Actor
from wiredesk.standing.voices import one_quotation

ACTORS = {a.id: a for a in (Actor("a", "Ada Brun", (), "person"), Actor("b", "Jon Teck", (), "person"),
                            Actor("c", "Harbour Council", (), "organisation"))}  # fmt: skip


def said(by: str, text: str) -> Statement:
    whole = Span(0, len(text))
    voice = Voice(ACTORS[by].name, "speaker", actor=by)
    return Statement(f"s-{by}", f"r-{by}", (whole,), text, Mode.DIRECT, Force.ASSERTED, voice, whole)


@pytest.mark.parametrize(
    ("one", "two", "by", "joined"),
    [
        ("No thief may keep the fruits of the theft.", "Thieves lose the fruits of their deed.", "b", False),
        ("No thief may keep the fruits of the theft.", "Thieves lose the fruits of their deed.", "c", True),
        ("No thief may keep the fruits of the theft.", "“No thief may keep the fruits.", "b", True),
    ],
)
def test_two_people_must_share_more_words_to_be_one(one: str, two: str, by: str, joined: bool) -> None:
    told = [said("a", one), said(by, two)]
    assert bool(one_quotation(told, ACTORS)) is joined
    assert one_quotation(told, ACTORS) == one_quotation(told[::-1], ACTORS)
