"""All that may be an attribution: what comes besides what is sure, and that statements never see it."""

from __future__ import annotations

from itertools import pairwise, product
from math import exp, log

import numpy as np
import pytest

from wiredesk.model.spans import Span
from wiredesk.resources.parser import parse
from wiredesk.statements import doubts, tagger
from wiredesk.statements.attribution import Attribution, attributions
from wiredesk.statements.chains import marginals, paths

TEXT = (
    "The bridge at Orsk is closed, the mayor said. Her critics are wary of the new ferry. "
    "Growers in Varo hunger for a second road. The council's pursuit of a toll has divided the town."
)


def heard(doubtful: bool) -> list[Attribution]:
    return attributions(TEXT, [Span(0, len(TEXT))], parse([TEXT]), doubtful=doubtful)


def test_what_may_be_a_content_comes_without_cue_source_and_voice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doubts, "CUE_BAR", 0.9)
    monkeypatch.setattr(doubts, "CONTENT_BAR", 0.01)
    unsure = [a for a in heard(True) if a.kind == "doubtful"]
    assert unsure
    for one in unsure:
        assert (one.source, one.cue, one.voice.name, one.voice.kind) == ((), None, "", "outlet")
        assert all(0 <= s.start < s.end <= len(TEXT) for s in one.content)


def test_a_lower_bar_only_adds_contents(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doubts, "CUE_BAR", 0.9)
    monkeypatch.setattr(doubts, "CONTENT_BAR", 0.99)
    few = {s for a in heard(True) for s in a.content}
    monkeypatch.setattr(doubts, "CONTENT_BAR", 0.01)
    many = {s for a in heard(True) for s in a.content}
    assert few < many


def test_nothing_doubtful_comes_unasked() -> None:
    assert all(a.kind != "doubtful" for a in heard(False))


def test_speech_is_sure_with_and_without_doubts() -> None:
    for doubtful in (True, False):
        said = [a for a in heard(doubtful) if a.cue is not None and a.cue.of(TEXT) == "said"]
        assert [[s.of(TEXT) for s in a.source] for a in said] == [["the mayor"]]


def test_without_the_taggers_weights_the_rules_answer_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tagger, "model", lambda: None)
    assert heard(True) == heard(False)


def test_chances_of_labels_are_those_of_all_sequences_counted_one_by_one() -> None:
    rng = np.random.default_rng(3)
    steps = rng.normal(0, 1, (3, 3))
    chains = [rng.normal(0, 1, (n, 3)) for n in (4, 1, 3)]
    for scores, (chances, total) in zip(chains, marginals(chains, steps), strict=True):
        weight = np.zeros_like(scores)
        for way in product(range(3), repeat=len(scores)):
            score = sum(scores[t, k] for t, k in enumerate(way))
            score += sum(steps[a, b] for a, b in pairwise(way))
            for t, k in enumerate(way):
                weight[t, k] += exp(score)
        assert np.allclose(chances, weight / weight[0].sum())
        assert total == pytest.approx(log(weight[0].sum()))


def test_the_likeliest_sequence_is_no_likelier_than_all_together() -> None:
    rng = np.random.default_rng(4)
    steps, scores = rng.normal(0, 1, (3, 3)), rng.normal(0, 1, (5, 3))
    (way,), ((_, total),) = paths([scores], steps), marginals([scores], steps)
    best = scores[range(5), way].sum() + steps[way[:-1], way[1:]].sum()
    assert best < total
