"""What is remembered of a story changes nothing: a grown story is compared as one that came at once."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.claims.test_grouping import STATEMENTS, _facts

from wiredesk.claims import compared as comparing_module
from wiredesk.claims import likeness, meeting
from wiredesk.claims.compared import Compared
from wiredesk.claims.covers import cover, covers
from wiredesk.claims.facts import Facts
from wiredesk.claims.findings import Clash
from wiredesk.claims.judge import Verdict
from wiredesk.claims.likeness import Likeness

Found = tuple[dict[tuple[int, int], Verdict], list[tuple[int, int, Clash]]]


@pytest.fixture(params=["small", "large"])
def size(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The rules of small stories, or those of large ones with their bounds brought down."""
    if request.param == "large":
        monkeypatch.setattr(comparing_module, "FEW", 4)
        monkeypatch.setattr(meeting, "FEW", 4)
        monkeypatch.setattr(meeting, "CROWD", 3)
        monkeypatch.setattr(likeness, "FIRST", 5)
    return str(request.param)


def _found(compared: Compared, facts: list[Facts]) -> Found:
    compared.take(sorted(facts, key=lambda f: f.id))
    return compared.verdicts(), list(compared.clashes())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STATEMENTS, st.randoms(use_true_random=False))
def test_a_story_that_grew_is_compared_as_one_that_came_at_once(
    size: str, drawn: list[tuple[list[str], list[int], bool]], chance: random.Random
) -> None:
    facts = [_facts(n, *one) for n, one in enumerate(drawn)]
    grown = Compared()
    held: list[Facts] = []
    for _ in range(4):
        held = chance.sample(facts, chance.randint(0, len(facts)))  # some come, and some go
        _found(grown, held)
    assert _found(grown, facts) == _found(Compared(), facts)


@settings(max_examples=30, deadline=None)
@given(STATEMENTS)
def test_what_a_statement_says_anew_is_compared_anew(drawn: list[tuple[list[str], list[int], bool]]) -> None:
    facts = [_facts(n, *one) for n, one in enumerate(drawn)]
    others = [_facts(n, words[::-1], counts, not told) for n, (words, counts, told) in enumerate(drawn)]
    grown = Compared()
    _found(grown, others)
    assert _found(grown, facts) == _found(Compared(), facts)


@settings(max_examples=60, deadline=None)
@given(STATEMENTS)
def test_one_cover_is_the_same_alone_and_among_many(drawn: list[tuple[list[str], list[int], bool]]) -> None:
    facts = [_facts(n, *one) for n, one in enumerate(drawn)]
    by = Likeness(facts)
    rows = [row for f in facts if (row := by._row(f, "words")).total]
    for one in rows:
        together = covers(one, rows)
        assert [together[i] for i in range(len(rows))] == [cover(one, other) for other in rows]
        turned = together.turned()
        assert [turned[i] for i in range(len(rows))] == [cover(other, one) for other in rows]
