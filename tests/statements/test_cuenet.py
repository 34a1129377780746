"""The network of cues: its file, what it adds, and that everything works without it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from wiredesk.model.spans import Span
from wiredesk.resources.parser import parse
from wiredesk.statements import cuenet, tagger
from wiredesk.statements.attribution import attributions
from wiredesk.statements.quotes import quoted
from wiredesk.statements.reported import frames
from wiredesk.statements.traits import words_of
from wiredesk.statements.wordtable import tabled

SAID = "The bridge at Orsk is closed, the mayor said. It opens in May."


def tiny(seed: int = 1) -> cuenet.Network:
    """A network of four numbers a word with random weights."""
    rng = np.random.default_rng(seed)

    def some(*shape: int) -> Any:
        return rng.normal(0, 1, shape).astype(np.float32)

    values = {name: {"-": 1, "VERB": 2} for name in cuenet.COLUMNS}
    width = 2 * 3 + 2 * len(cuenet.COLUMNS) + 1
    return cuenet.Network(
        {"said": 2, "mayor": 3},
        values,
        some(4, 3),
        tuple(some(3, 2) for _ in cuenet.COLUMNS),
        (some(width, 4), some(4), some(4), some(4)),
        ((some(28, 4), some(4), some(4), some(4)),),
        (some(4, 3), some(3)),
    )


def read(network: cuenet.Network, text: str, sentences: set[int]) -> Any:
    tree = parse([text])[0]
    marks = quoted(tree)
    (scores,) = network.scores([(words_of(tree, marks), frames(tree, marks), True, sentences)])
    return scores


def test_every_word_of_the_asked_sentences_gets_chances_that_sum_to_one() -> None:
    words = parse([SAID])[0].words
    for sentences in ({0}, {1}, {0, 1}):
        chances = np.exp(read(tiny(), SAID, sentences))
        assert chances.shape == (sum(w.sentence in sentences for w in words), 3)
        assert chances.sum(1) == pytest.approx(1.0, abs=1e-5)


def test_a_sentence_is_read_the_same_beside_any_other() -> None:
    both = read(tiny(), SAID, {0, 1})
    apart = np.concatenate([read(tiny(), SAID, {0}), read(tiny(), SAID, {1})])
    assert both == pytest.approx(apart, abs=1e-4)


def test_paragraphs_read_together_get_what_each_gets_alone() -> None:
    network, trees = tiny(), parse([SAID, "The mayor said: “We stay.” He left."])
    asked = [(words_of(t, m), frames(t, m), k == 0, {0, 1}) for k, t in enumerate(trees) if (m := quoted(t))]
    together = network.scores(asked)
    for one, scores in zip(asked, together, strict=True):
        assert scores == pytest.approx(network.scores([one])[0], abs=1e-4)


def test_the_written_network_is_the_one_that_is_read_back() -> None:
    network = tiny()
    again = cuenet.unpacked(cuenet.packed(network))
    assert again.vocabulary == network.vocabulary
    assert again.values == network.values
    assert read(again, SAID, {0, 1}) == pytest.approx(read(network, SAID, {0, 1}), abs=0.2)


def test_a_damaged_file_is_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def lacking(_: Any) -> Any:
        raise KeyError("layer0")

    cuenet.network.cache_clear()
    monkeypatch.setattr(cuenet, "unpacked", lacking)
    assert cuenet.network() is None
    cuenet.network.cache_clear()


@pytest.mark.parametrize("beside", [True, False], ids=["with the network", "without it"])
def test_speech_is_found_with_the_network_and_without(beside: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    weights = tagger.model()
    assert weights is not None
    assert weights.network is not None
    if not beside:
        monkeypatch.setattr(tagger, "model", lambda: replace(weights, network=None))
    found = attributions(SAID, [Span(0, len(SAID))], parse([SAID]))
    assert [(a.source[0].of(SAID), a.cue and a.cue.of(SAID)) for a in found] == [("the mayor", "said")]


def test_the_network_alters_chances_only_where_the_field_doubts(monkeypatch: pytest.MonkeyPatch) -> None:
    weights = tagger.model()
    assert weights is not None

    class Never:
        def scores(self, *_: Any) -> Any:
            raise AssertionError("asked although nothing is in doubt")

    tree = parse(["“We stay,” Orsk said."])[0]
    marks = quoted(tree)
    monkeypatch.setattr(tagger, "DOUBT", 0.499)
    view = words_of(tree, marks)
    without = replace(weights, network=Never())  # type: ignore[arg-type]
    (spans,) = tagger.cue_spans(tabled([view]), [frames(tree, marks)], [True], without)
    assert [tree.words[a].text for a, _ in spans] == ["said"]
