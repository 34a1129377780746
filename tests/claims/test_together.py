"""Statements read together: alike in either order and in any company, only in doubt, harmless when absent."""

from __future__ import annotations

from math import isfinite

import pytest

from wiredesk.claims import judge, together
from wiredesk.claims.facts import Facts
from wiredesk.claims.likeness import Likeness
from wiredesk.claims.pairs import sentence_facts
from wiredesk.claims.signals import Pair
from wiredesk.resources.parser import parse

TEXTS = (
    "the workers' union has lifted its blockade of the Orvel dam",
    "the labour federation ended its siege of the reservoir at Orvel",
    "the price of bread rose by a tenth in the capital",
    "Halvik resigned",
)


def read(left: str, right: str) -> together.Reading:
    found = together.read_together(left, right)
    assert found is not None
    return found


def test_another_wording_is_nearer_than_another_matter() -> None:
    assert read(TEXTS[0], TEXTS[1]).same > read(TEXTS[0], TEXTS[2]).same
    assert read(TEXTS[0], TEXTS[0]).same > 0


def test_the_order_of_two_texts_does_not_matter_nor_what_was_read_before() -> None:
    first = {(a, b): read(a, b) for a in TEXTS for b in TEXTS}
    made = together.together()
    assert made is not None
    for (a, b), found in reversed(first.items()):
        assert read(b, a) == found
        assert made._of(*sorted((a, b))) == found


@pytest.mark.parametrize("text", ["", " ", "\x00\ufffd", "…", "水", "x" * 5_000, "dam " * 5_000])
def test_any_text_is_read(text: str) -> None:
    found = read(text, TEXTS[0])
    assert isfinite(found.same)
    assert isfinite(found.paraphrase)


def facts_of_reports(*texts: str) -> list[Facts]:
    """Texts, each in a report of its own."""
    return [sentence_facts(p, str(n)) for n, p in enumerate(parse(list(texts)))]


def of_reports(*texts: str) -> list[Pair]:
    """The first text beside each other one."""
    facts = facts_of_reports(*texts)
    by = Likeness(facts)
    assert by.deep
    return [judge.pair(facts[0], f, by) for f in facts[1:]]


def test_only_pairs_in_doubt_are_read_together(monkeypatch: pytest.MonkeyPatch) -> None:
    doubted, other = of_reports(
        "The labour federation ended its siege of the dam.",
        "The federation lifted the blockade of the dam.",
        "Bread rose by a tenth.",
    )
    asked: list[tuple[str, str]] = []

    def heard(left: str, right: str) -> together.Reading:
        asked.append((left, right))
        return together.Reading(4.0, 4.0)

    monkeypatch.setattr(judge, "read_together", heard)
    sure = judge.verdict(doubted)
    assert asked == [(doubted.a.text, doubted.b.text)]
    judge.verdict(other)
    assert len(asked) == 1
    monkeypatch.setattr(judge, "read_together", lambda left, right: None)
    assert judge.verdict(doubted).score < sure.score


def test_without_the_weights_nothing_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(together, "FILE", "missing.onnx")
    together.together.cache_clear()
    assert together.read_together(TEXTS[0], TEXTS[1]) is None
    assert not Likeness(facts_of_reports(*TEXTS)).deep
    together.together.cache_clear()
