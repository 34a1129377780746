"""Groups: any statements in any order, the same groups, and no error."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from wiredesk.claims.compared import Compared
from wiredesk.claims.facts import Facts
from wiredesk.claims.grouping import THRESHOLD, group
from wiredesk.claims.judge import Verdict
from wiredesk.claims.words import plain, stem, tokens
from wiredesk.model.statements import Figure, Force, Mode

WORDS = (
    "ferry sank off Veld twelve sailors were killed the Guard denied port Oldmarn closed talks if storm"
).split()


def _facts(n: int, words: list[str], counts: list[int], told: bool) -> Facts:
    text = " ".join(words)
    found = tokens(text)
    return Facts(
        id=f"s{n:02}", report=f"r{n % 4}", text=text, words=found, condition=(), voice=f"v{n % 3}",
        speaker=told, mode=Mode.INDIRECT if told else Mode.NARRATED, force=Force.ASSERTED,
        negated="denied" in words, act=stem(words[0].lower()), who=frozenset(), whom=frozenset(),
        figures=tuple(
            Figure(i, i + 1, float(c), float(c), "", "sailor", "killed") for i, c in enumerate(counts)
        ),
        about=None, places=frozenset(), inside=frozenset(), toponyms=frozenset(), control=None,
        background=False, has_condition=False, asked=False, plain=plain(text), context=found,
    )  # fmt: skip


def _verdicts(facts: list[Facts]) -> dict[tuple[int, int], Verdict]:
    compared = Compared()
    compared.take(facts)
    return compared.verdicts()


STATEMENTS = st.lists(
    st.tuples(
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=9),
        st.lists(st.integers(1, 40), max_size=3),
        st.booleans(),
    ),
    max_size=14,
)


@settings(max_examples=60)
@given(STATEMENTS, st.randoms(use_true_random=False))
def test_the_order_of_statements_changes_no_group(
    drawn: list[tuple[list[str], list[int], bool]], chance: random.Random
) -> None:
    facts = [_facts(n, *one) for n, one in enumerate(drawn)]
    mixed = list(facts)
    chance.shuffle(mixed)
    here = [[facts[i].id for i in g] for g in group(facts, _verdicts(facts))]
    at = {f.id: i for i, f in enumerate(mixed)}
    judged = {
        (min(x, y), max(x, y)): v
        for (i, j), v in _verdicts(facts).items()
        for x, y in [(at[facts[i].id], at[facts[j].id])]
    }
    there = [[mixed[i].id for i in g] for g in group(mixed, judged)]
    assert here == there
    assert sorted(i for g in here for i in g) == [f.id for f in facts]


@settings(max_examples=60)
@given(
    st.dictionaries(
        st.tuples(st.integers(0, 9), st.integers(0, 9)),
        st.tuples(st.floats(0, 1), st.booleans()),
        max_size=40,
    )
)
def test_any_verdicts_make_groups_and_a_barred_pair_never_meets(
    drawn: dict[tuple[int, int], tuple[float, bool]],
) -> None:
    facts = [_facts(n, ["ferry"], [], False) for n in range(10)]
    judged = {k: Verdict(score, {}, "barred" if barred else None) for k, (score, barred) in drawn.items()}
    groups = group(facts, judged)
    assert sorted(i for g in groups for i in g) == list(range(10))
    home = {i: n for n, g in enumerate(groups) for i in g}
    assert all(home[i] != home[j] for (i, j), v in judged.items() if v.bar and i != j)


PAIRS = st.dictionaries(
    st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda p: p[0] < p[1]),
    st.tuples(st.integers(0, 20), st.booleans()),
    max_size=30,
)


@settings(max_examples=120)
@given(PAIRS)
def test_groups_found_component_by_component_are_those_of_all_pairs_at_once(
    drawn: dict[tuple[int, int], tuple[int, bool]],
) -> None:
    facts = [_facts(n, ["ferry"], [], False) for n in range(10)]
    judged = {p: Verdict(s / 20, {}, "no" if b and s % 3 == 0 else None) for p, (s, b) in drawn.items()}

    def score(i: int, j: int) -> float:
        v = judged.get((min(i, j), max(i, j)))
        return v.score if v and v.bar is None else 0.0

    def barred(a: list[int], b: list[int]) -> bool:
        return any((v := judged.get((min(i, j), max(i, j)))) and v.bar for i in a for j in b)

    groups = [[i] for i in range(10)]
    while True:
        means = [
            (-round(sum(score(i, j) for i in a for j in b) / (len(a) * len(b)), 6), a[0], b[0])
            for n, a in enumerate(groups)
            for b in groups[n + 1 :]
            if not barred(a, b)
        ]
        best = min(means, default=(0.0, 0, 0))
        if best[0] > -THRESHOLD:
            break
        one, two = (next(g for g in groups if g[0] == first) for first in best[1:])
        groups = sorted([*(g for g in groups if g is not one and g is not two), sorted(one + two)])
    assert group(facts, judged) == groups
    assert group(facts, judged) == groups  # as remembered
