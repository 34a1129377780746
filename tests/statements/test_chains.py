"""Chances of spans in a field of three labels, against the sum over every label sequence."""

from __future__ import annotations

from itertools import pairwise, product
from math import exp

import numpy as np
import pytest

from wiredesk.statements.chains import likeliest, paths, span_chances, spans_of_labels

STEPS = [[0.4, -0.2, -2.0], [-0.3, -1.0, 0.8], [0.1, -0.6, 0.5]]


def summed(scores: list[list[float]]) -> dict[tuple[int, int], float]:
    """Each span's chance, by going through all sequences in which a span begins with its first label."""
    total, out = 0.0, dict[tuple[int, int], float]()
    for labels in product(range(3), repeat=len(scores)):
        weight = exp(
            sum(row[k] for row, k in zip(scores, labels, strict=True))
            + sum(STEPS[a][b] for a, b in pairwise(labels))
        )
        total += weight
        for span in spans_of_labels(["OBI"[k] for k in labels], ""):
            if labels[span[0]] == 1:
                out[span] = out.get(span, 0.0) + weight
    return {span: weight / total for span, weight in out.items()}


@pytest.mark.parametrize("words", [1, 2, 3, 6])
def test_the_chance_of_a_span_is_that_of_all_label_sequences_that_hold_it(words: int) -> None:
    scores = np.random.default_rng(words).normal(0, 2, (words, 3)).tolist()
    found = {(start, stop): chance for chance, start, stop in span_chances(scores, STEPS, floor=0.0)}
    assert found == pytest.approx(summed(scores))


def test_spans_under_the_floor_are_left_out_and_no_others() -> None:
    scores = np.random.default_rng(3).normal(0, 2, (6, 3)).tolist()
    every = summed(scores)
    found = {(start, stop) for _, start, stop in span_chances(scores, STEPS, floor=0.1)}
    assert found == {span for span, chance in every.items() if chance >= 0.1}
    assert found


def test_scores_of_any_height_give_chances() -> None:
    scores = [[900.0, 0.0, 0.0], [0.0, 900.0, 0.0], [900.0, 0.0, 0.0]]
    assert span_chances(scores, STEPS) == [(pytest.approx(1.0), 1, 2)]


def test_of_two_spans_over_each_other_the_likelier_is_taken() -> None:
    chances = [(0.5, 0, 2), (0.45, 1, 3), (0.4, 3, 5), (0.2, 6, 7)]
    assert likeliest(chances, 0.3) == [(0, 2), (3, 5)]
    assert likeliest(chances, 0.1) == [(0, 2), (3, 5), (6, 7)]


def test_the_best_path_of_a_chain_is_that_of_all_its_label_sequences_whatever_goes_beside_it() -> None:
    random = np.random.default_rng(5)
    chains = [random.normal(0, 2, (words, 3)) for words in (4, 1, 6, 2, 6)]
    steps = np.asarray(STEPS)

    def weight(scores: np.ndarray, labels: tuple[int, ...]) -> float:
        return float(
            sum(scores[t, k] for t, k in enumerate(labels)) + sum(steps[a, b] for a, b in pairwise(labels))
        )

    best = [
        list(max(product(range(3), repeat=len(scores)), key=lambda labels, s=scores: weight(s, labels)))
        for scores in chains
    ]
    assert paths(chains, steps) == best
    assert paths([], steps) == []
