"""Words are cut into pieces as the encoder's own tokenizer cuts them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiredesk.text.wordpieces import FIRST, LAST, WordPieces, split

PIECES = ["[UNK]", "dam", "##s", "##ned", "the", "'", "s", "e", "##l", "##i", "$", "4", FIRST, LAST]
NUMBERS = {n: i for i, n in enumerate(PIECES)}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The DAM's gate", ["the", "dam", "'", "s", "gate"]),
        ("Orvél—naïve", ["orvel", "—", "naive"]),
        ("$4.5m, up 3%", ["$", "4", ".", "5m", ",", "up", "3", "%"]),
        ("水坝 burst", ["水", "坝", "burst"]),
        ("a\u200bb\x00c\ufffdd", ["abcd"]),
        ("  \n\t ", []),
    ],
)
def test_a_text_is_split_in_lower_case_without_accents_and_every_mark_apart(
    text: str, words: list[str]
) -> None:
    assert split(text) == words


def test_the_longest_known_piece_from_the_left_is_taken() -> None:
    pieces = WordPieces(NUMBERS)
    assert pieces("dams Dammed the damned", 20) == [1, 2, 0, 4, 1, 3]
    assert pieces("Éli's $4", 20) == [7, 8, 9, 5, 6, 10, 11]


def test_a_vocabulary_is_listed_in_the_order_of_its_numbers() -> None:
    pieces = WordPieces.listed("\n".join(PIECES))
    assert pieces("dams Dammed the damned", 20) == WordPieces(NUMBERS)("dams Dammed the damned", 20)
    assert (pieces.first, pieces.last) == (12, 13)


def test_no_more_pieces_come_out_than_asked_for() -> None:
    pieces = WordPieces(NUMBERS)
    assert pieces("the dams " * 50, 7) == [4, 1, 2, 4, 1, 2, 4]
    assert pieces("dams", 1) == [1]


@given(st.text(max_size=200))
def test_any_text_is_cut_and_its_start_is_cut_the_same(text: str) -> None:
    pieces = WordPieces(NUMBERS)
    whole = pieces(text, 500)
    assert pieces(text, 5) == whole[:5]
    assert all(0 <= n < len(NUMBERS) for n in whole)
