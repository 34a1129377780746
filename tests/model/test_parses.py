"""What a parse answers about its words, against plain walks through the tree."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wiredesk.model.once import once
from wiredesk.model.parses import FINITE, Parse, Word


@st.composite
def parses(draw: st.DrawFn) -> Parse:
    """Any tree over a few words, also one whose phrases are torn apart."""
    count = draw(st.integers(1, 9))
    order = draw(st.permutations(range(count)))
    words = [Word(0, 0, "", "", "", "", "", 0, "", False, 0)] * count
    for n, i in enumerate(order):
        head = i if n == 0 else order[draw(st.integers(0, n - 1))]
        form, tag = draw(st.sampled_from(["Been", "gone", "Has"])), draw(st.sampled_from(["VBZ", "VBN"]))
        dep = draw(st.sampled_from(["aux", "dobj"]))
        words[i] = Word(5 * i, 5 * i + 4, form, form.title(), "VERB", tag, dep, head, "", False, 0)
    return Parse(" ".join(word.text for word in words), tuple(words))


@given(parses())
def test_a_subtree_holds_a_word_and_all_that_have_it_above_them(parse: Parse) -> None:
    for i in range(len(parse.words)):
        under = [k for k in range(len(parse.words)) if k == i or i in parse.ancestors(k)]
        assert parse.subtree(i) == under
        assert [part[i] for part in parse.reach] == [under[0], under[-1], len(under)]


@given(parses())
def test_a_verb_group_is_finite_by_its_own_tag_or_its_auxiliary(parse: Parse) -> None:
    for i, word in enumerate(parse.words):
        helps = [parse.words[c] for c in parse.children(i) if parse.words[c].dep == "aux"]
        by_help = any(h.tag in FINITE or h.text == "Been" for h in helps)
        assert parse.finite[i] == (word.tag in FINITE or by_help)


@given(parses())
def test_words_are_found_by_form_and_lemma_in_order(parse: Parse) -> None:
    wanted = frozenset({"been", "has"})
    assert parse.spelled(wanted) == [i for i, w in enumerate(parse.words) if w.text.lower() in wanted]
    assert parse.lemmatized(wanted) == [i for i, w in enumerate(parse.words) if w.lemma.lower() in wanted]


@given(st.lists(st.integers(0, 3), max_size=9), st.sets(st.integers(0, 3)))
def test_the_words_of_some_sentences_are_in_order(numbers: list[int], wanted: set[int]) -> None:
    words = tuple(Word(0, 0, "", "", "", "", "", 0, "", False, n) for n in sorted(numbers))
    assert Parse("", words).words_of(wanted) == [i for i, w in enumerate(words) if w.sentence in wanted]


@given(parses())
def test_a_form_or_lemma_is_had_where_a_word_has_it(parse: Parse) -> None:
    for form in ("been", "gone", "has", "Been"):
        assert parse.has(frozenset({form, "nowhere"})) == (form in parse.low)
        assert parse.has_lemma(frozenset({form, "nowhere"})) == (form in parse.lemmas)


def test_what_is_worked_out_once_is_kept() -> None:
    class Asked:
        count = 0

        @once
        def answer(self) -> int:
            """The answer."""
            self.count += 1
            return self.count

    one = Asked()
    assert (one.answer, one.answer, Asked().answer) == (1, 1, 1)
    assert Asked.answer.__doc__ == "The answer."
