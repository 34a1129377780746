"""What two outlets tell in the same words is told once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wiredesk.standing.newsrooms import flat, in_the_same_words

TOLD = "The Harbour Guard has been the main force that keeps the dam open since the spring"


def test_a_sentence_whose_edges_alone_were_changed_is_the_same_words() -> None:
    other = "Officials admit that the Harbour Guard has been the main force that keeps the dam open"
    assert in_the_same_words(flat(TOLD), flat(other))


def test_a_sentence_written_anew_is_not() -> None:
    other = "Since the spring the dam has stayed open mainly because of the Harbour Guard"
    assert not in_the_same_words(flat(TOLD), flat(other))


def test_short_sentences_say_nothing_of_their_origin() -> None:
    assert not in_the_same_words(flat("Two people are dead"), flat("Two people are dead"))


def test_words_of_a_speaker_that_both_quote_do_not_count() -> None:
    quoted = "she said “the Harbour Guard has been the main force that keeps the dam open”"
    assert not in_the_same_words(flat(f"Later {quoted}"), flat(f"In a post {quoted}"))


@given(
    st.lists(st.sampled_from("a b c d e f".split()), max_size=20),
    st.lists(st.sampled_from("a b c".split()), max_size=20),
)
def test_the_order_of_two_passages_does_not_matter(left: list[str], right: list[str]) -> None:
    one, two = tuple(left), tuple(right)
    assert in_the_same_words(one, two) == in_the_same_words(two, one)
