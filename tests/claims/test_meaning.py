"""Statements compared by their meaning: the same alone and in any company, and harmless when absent."""

from __future__ import annotations

import numpy as np
import pytest

from wiredesk.claims import encoder as encoders
from wiredesk.claims import likeness as of_words
from wiredesk.claims import meaning
from wiredesk.claims.judge import HAND, weights_for
from wiredesk.claims.likeness import Likeness

TEXTS = (
    "the workers' union has lifted its blockade of the Orvel dam",
    "the labour federation ended its siege of the reservoir at Orvel",
    "the price of bread rose by a tenth in the capital",
    "Halvik resigned",
)


def test_another_wording_is_nearer_than_another_matter() -> None:
    assert meaning.likeness(TEXTS[0], TEXTS[1]) > meaning.likeness(TEXTS[0], TEXTS[2])
    assert meaning.likeness(TEXTS[0], TEXTS[0]) > 0.9


def test_the_order_of_two_texts_does_not_matter() -> None:
    for left in TEXTS:
        for right in TEXTS:
            assert meaning.likeness(left, right) == meaning.likeness(right, left)


def test_a_text_means_the_same_whatever_was_read_before_it() -> None:
    made = encoders.encoder()
    assert made is not None
    first = {t: made._of(t) for t in TEXTS}
    for t in reversed(TEXTS):
        again = made._of(t)
        assert np.array_equal(first[t].vectors, again.vectors)
        assert np.array_equal(first[t].gates, again.gates)
        assert np.array_equal(first[t].gist, again.gist)


@pytest.mark.parametrize("text", ["", " ", "\x00\ufffd", "…", "水", "x" * 5_000, "dam " * 5_000])
def test_any_text_has_a_meaning(text: str) -> None:
    assert 0.0 <= meaning.likeness(text, TEXTS[0]) <= 1.0


def test_without_the_encoder_words_decide(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (meaning, of_words):
        monkeypatch.setattr(module, "encoder", lambda: None)
    meaning._likeness.cache_clear()
    assert meaning.likeness(TEXTS[0], TEXTS[1]) == 0.5
    assert meaning.gist(TEXTS[0]) is None
    assert weights_for(Likeness(())) is HAND
    meaning._likeness.cache_clear()
