"""The reasons of a standing are enough to work out its label again."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.conformance.example import recorded
from tests.standing.test_standing_properties import ACTORS, claim, copy_of, report, statement, voices

from wiredesk.model.statements import Figure, Mode, Statement
from wiredesk.model.views import Claim, Disagreement
from wiredesk.standing import label_from, standings

WORDS = ("the dam above Orvel holds", "the Orvel dam still holds", "guards patrol the “sad old valley” now")


@given(voices, st.randoms(use_true_random=False), st.booleans())
def test_the_label_follows_from_because_alone(
    who: list[str | None], rng: random.Random, counted: bool
) -> None:
    reports = [
        report(n, rng.choice([None, "Valley Voice", "Capital Post"]), rng.choice([(), (), ("Meridian",)]))
        for n in range(len(who))
    ]
    made: list[Statement] = []
    for n, w in enumerate(who):
        figures = (Figure(0, 3, 12.0, 12.0),) if counted and rng.random() < 0.7 else ()
        for one in {w, rng.choice([None, w, "officials"])}:
            said = statement(n, one, named=one != "officials")
            mode = rng.choice([Mode.INDIRECT, Mode.DIRECT]) if one else Mode.NARRATED
            made.append(replace(said, text=rng.choice(WORDS), mode=mode, figures=figures))
    edges = tuple(copy_of(0, n) for n in range(1, len(who)) if rng.random() < 0.3)
    told = replace(claim(made), kind="figure" if counted else "event")
    standing = standings((told,), (), edges, ACTORS, tuple(reports))[0].standing
    assert label_from(standing.because) == standing.label


def test_the_label_follows_from_because_alone_in_the_example() -> None:
    ((_, found),) = recorded()["standing"]
    assert len({c.standing.label for c in found}) >= 4
    for made in found:
        assert label_from(made.standing.because) == made.standing.label
        ids = {s.id for s in made.statements}
        assert all(set(r.statements) <= ids for r in made.standing.because)


def test_reasons_that_say_less_give_another_label() -> None:
    """The check above can fail: without its second voice a claim is not corroborated."""
    reports = (report(1), report(2))
    told = claim([statement(1, "a-halvik"), statement(2, "a-reyl")])
    because = standings((told,), (), (), ACTORS, reports)[0].standing.because
    assert label_from(because) == "corroborated"
    voices_ = [r for r in because if r.rule == "voice"]
    assert label_from([r for r in because if r is not voices_[0]]) != "corroborated"


def two_sides(left: Claim, right: Claim) -> tuple[Claim, Claim]:
    return replace(left, id="k-1"), replace(right, id="k-2")


def test_a_later_account_supersedes_and_does_not_dispute() -> None:
    a, b = two_sides(claim([statement(1, "a-reyl")]), claim([statement(2, "a-reyl")]))
    update = Disagreement("k-1", "k-2", "update", "…", "toll", "k-2", "outlets")
    first, then = standings((a, b), (update,), (), ACTORS, (report(1), report(2)))
    assert first.standing.superseded_by == ("k-2",)
    assert then.standing.supersedes == ("k-1",)
    assert first.standing.disputes == then.standing.disputes == then.standing.superseded_by == ()
    assert first.standing.disputed_by == ("k-2",), "it cannot hold beside the later account"
    assert first.standing.suggested_credibility == 6


def test_an_update_of_unknown_order_is_a_dispute() -> None:
    a, b = two_sides(claim([statement(1, "a-reyl")]), claim([statement(2, "a-reyl")]))
    both = standings((a, b), (Disagreement("k-1", "k-2", "update", "…"),), (), ACTORS, (report(1), report(2)))
    assert [c.standing.disputes for c in both] == [("k-2",), ("k-1",)]


def test_a_withdrawn_claim_says_by_what_and_is_improbable() -> None:
    a, b = two_sides(claim([statement(1, "a-reyl")]), claim([statement(2, "a-reyl")]))
    update = Disagreement("k-1", "k-2", "update", "…", "withdrawn", "k-2", "text")
    first, _ = standings((a, b), (update,), (), ACTORS, (report(1), report(2)))
    assert first.standing.withdrawn_by == ("k-2",)
    assert first.standing.suggested_credibility == 5


def test_only_two_independent_voices_make_a_one() -> None:
    reports = (report(1), report(2))

    def grade(*who: str | None, disputed: bool = False) -> int:
        made = [claim([statement(n + 1, w) for n, w in enumerate(who)])]
        against = ()
        if disputed:
            made.append(replace(claim([replace(statement(1, "a-odmar"), id="s-other")]), id="k-2"))
            against = (Disagreement("k-1", "k-2", "figure", "…"),)
        return standings(tuple(made), against, (), ACTORS, reports)[0].standing.suggested_credibility

    assert grade("a-halvik", "a-reyl") == 1
    assert grade(None, None) == 2
    assert grade("a-halvik", "a-reyl", disputed=True) == 3
    assert grade("a-halvik", disputed=True) == 4
    assert grade("a-halvik", "a-sandt") == 6, "a spokeswoman is no second voice"
    assert grade("a-halvik") == 6


def test_what_a_corroborated_claim_disputes_is_improbable() -> None:
    sure = claim([statement(1, "a-halvik"), statement(2, "a-reyl")])
    other = replace(claim([replace(statement(1, "a-odmar"), id="s-other")]), id="k-2")
    clash = Disagreement("k-1", "k-2", "figure", "…")
    _, made = standings((sure, other), (clash,), (), ACTORS, (report(1), report(2)))
    assert made.standing.suggested_credibility == 5
