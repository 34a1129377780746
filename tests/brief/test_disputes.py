from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wiredesk.brief.disputes import hubs

KINDS = ("figure", "date", "update")
CLAIMS = "abcdefgh"

pairs = st.lists(
    st.tuples(st.sampled_from(KINDS), st.sampled_from(CLAIMS), st.sampled_from(CLAIMS)).filter(
        lambda p: p[1] != p[2]
    ),
    max_size=24,
)
weights = st.fixed_dictionaries({c: st.sampled_from((0.5, 1.0, 2.25, 7.5)) for c in CLAIMS})


def plainly(left: list[tuple[str, str, str]], weight: dict[str, float]) -> list[tuple[str, str, set[str]]]:
    """The same by its definition: each dispute found among all pairs that are still to be told."""
    out = []
    while left:
        against: dict[tuple[str, str], set[str]] = {}
        for kind, one, two in left:
            against.setdefault((kind, one), set()).add(two)
            against.setdefault((kind, two), set()).add(one)
        kind, hub = min(
            against,
            key=lambda k: (
                -len(against[k]), -weight[k[1]] - max(weight[c] for c in against[k]), k[1], k[0]
            ),
        )  # fmt: skip
        others = against[kind, hub]
        sides = {hub, *others}
        left = [p for p in left if not (p[0] == kind and {p[1], p[2]} <= sides)]
        out.append((kind, hub, others))
    return out


@given(pairs, weights)
def test_disputes_come_as_if_each_were_sought_among_all_pairs_that_are_left(
    given_pairs: list[tuple[str, str, str]], weight: dict[str, float]
) -> None:
    assert list(hubs(given_pairs, weight)) == plainly(list(given_pairs), weight)


@given(pairs, weights)
def test_every_pair_is_within_a_dispute_of_its_kind(
    given_pairs: list[tuple[str, str, str]], weight: dict[str, float]
) -> None:
    told = list(hubs(given_pairs, weight))
    for kind, one, two in given_pairs:
        assert any(k == kind and {one, two} <= {hub, *others} for k, hub, others in told)


def test_a_claim_with_three_against_it_comes_before_one_with_two() -> None:
    weight = dict.fromkeys(CLAIMS, 1.0)
    found = list(hubs([("figure", "a", x) for x in "bcd"] + [("figure", "e", x) for x in "fg"], weight))
    assert found == [("figure", "a", {"b", "c", "d"}), ("figure", "e", {"f", "g"})]
