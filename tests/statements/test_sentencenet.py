"""The network that reads sentences: what it says of one, what it adds, and that all works without it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from wiredesk.model.spans import Span
from wiredesk.resources.parser import parse
from wiredesk.statements import sentencenet
from wiredesk.statements.attribution import attributions

DOUBTED = "He hopes for rain, a fear of the farmers near Orsk."
SAID = "The bridge at Orsk is closed, the mayor said. It opens in May."


def made() -> sentencenet.SentenceNetwork:
    network = sentencenet.sentence_network()
    assert network is not None
    return network


def test_every_word_of_the_asked_sentences_gets_chances_that_sum_to_one() -> None:
    tree = parse([SAID])[0]
    for sentences in ({0}, {1}, {0, 1}):
        chances = np.exp(made().labels(tree, sentences))
        assert chances.shape == (sum(w.sentence in sentences for w in tree.words), 9)
        for label in range(3):
            assert chances[:, 3 * label : 3 * label + 3].sum(1) == pytest.approx(1.0, abs=2e-3)


def test_a_sentence_is_read_the_same_beside_any_other() -> None:
    tree = parse([SAID])[0]
    apart = [made().labels(tree, {n}) for n in (0, 1)]
    assert (made().labels(tree, {0, 1}) == np.concatenate(apart)).all()


def test_it_finds_the_cue_and_whose_words_they_are() -> None:
    tree = parse([SAID])[0]
    cue, source, content = np.split(made().labels(tree, {0, 1}), 3, axis=1)

    def told(scores: Any) -> list[str]:
        return [w.text for w, row in zip(tree.words, scores.tolist(), strict=True) if row[0] < -0.7]

    assert told(cue) == ["said"]
    assert told(source) == ["the", "mayor"]
    assert told(content) == ["The", "bridge", "at", "Orsk", "is", "closed"]


@pytest.mark.parametrize("text", ["水 " * 3, "dam " * 900, "x" * 3_000, "\u200b said", "¶ ¶"])
def test_any_sentence_is_read_whole(text: str) -> None:
    tree = parse([text])[0]
    sentences = {w.sentence for w in tree.words}
    assert np.isfinite(made().labels(tree, sentences)).all()
    assert len(made().labels(tree, sentences)) == len(tree.words)


def test_a_word_without_pieces_begins_where_the_next_one_does() -> None:
    parts = list(made()._parts(("the", "\u200b", "mayor", "said")))
    assert [begins for _, begins in parts] == [[0, 1, 1, 2]]
    assert np.isfinite(made()._read(("the", "\u200b"))).all()


def test_without_its_file_there_is_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sentencenet, "FILE", "missing.onnx")
    sentencenet.sentence_network.cache_clear()
    assert sentencenet.sentence_network() is None
    sentencenet.sentence_network.cache_clear()


@pytest.mark.parametrize("file", [sentencenet.FILE, "missing.onnx"], ids=["with the network", "without it"])
def test_doubtful_speech_is_found_with_the_network_and_without(
    file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sentencenet, "FILE", file)
    sentencenet.sentence_network.cache_clear()
    found = attributions(SAID, [Span(0, len(SAID))], parse([SAID]), doubtful=True)
    assert [(a.source[0].of(SAID), a.cue and a.cue.of(SAID)) for a in found] == [("the mayor", "said")]
    sentencenet.sentence_network.cache_clear()


def test_statements_are_read_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: Any) -> Any:
        raise AssertionError("asked although nothing doubtful is wanted")

    monkeypatch.setattr(sentencenet.SentenceNetwork, "labels", never)
    assert len(attributions(SAID, [Span(0, len(SAID))], parse([SAID]))) == 1
    with pytest.raises(AssertionError):
        attributions(DOUBTED, [Span(0, len(DOUBTED))], parse([DOUBTED]), doubtful=True)
