"""Acts told in other words are the same acts; a toll is what it counts."""

from __future__ import annotations

import pytest

from wiredesk.claims.senses import act_stem, alike, plainer
from wiredesk.claims.words import stem


@pytest.mark.parametrize(
    ("act", "words", "meant"),
    [
        ("turn", "Torv turned himself in at the harbour", "surrendered"),
        ("enter", "Torv entered a plea of not guilty", "pleaded"),
        ("part", "the club has parted ways with Torv", "parted"),
        ("cut", "the club cut ties with Torv", "parted"),
        ("come", "his term came to an end", "ended"),
        ("sink", "the ferry sank off Veld", "sink"),
    ],
)
def test_a_phrase_is_the_act_it_means(act: str, words: str, meant: str) -> None:
    assert act_stem(act, words) == stem(meant)


def test_news_uses_some_words_for_one_another() -> None:
    assert alike(stem("hit"), stem("struck"))
    assert not alike(stem("hit"), stem("sank"))
    assert "surrendered" in plainer("Torv turned himself in on Monday")
