"""People merge and split claims; the machine obeys, and every act can be undone."""

from __future__ import annotations

from wiredesk.claims.overrules import overruled, plainly
from wiredesk.model.judgements import in_force
from wiredesk.model.spans import Span
from wiredesk.model.statements import Force, Mode, Statement, Voice
from wiredesk.model.views import Claim, Judgement


def statement(name: str) -> Statement:
    span = Span(0, 4)
    return Statement(f"s-{name}", f"r-{name}", (span,), name, Mode.NARRATED, Force.ASSERTED, Voice(""), span)


A, B, C = statement("aaaa"), statement("bbbb"), statement("cccc")
TWO = (Claim("k-1", "st", "event", "aaaa", (A, B)), Claim("k-2", "st", "event", "cccc", (C,)))


def judgement(left: str, right: str, answer: bool, at: int = 1, replaces: str | None = None) -> Judgement:
    return Judgement(
        f"j-{left}{right}{at}", "same_claim", f"s-{left}", f"s-{right}", answer, 1.0, (), "editor",
        f"2026-01-0{at}T00:00:00Z", replaces,
    )  # fmt: skip


def groups(*judgements: Judgement) -> list[set[str]]:
    return [{s.text for s in c.statements} for c in overruled(TWO, judgements, plainly)]


def test_nothing_judged_nothing_changed() -> None:
    assert overruled(TWO, (), plainly) == TWO


def test_a_split_takes_the_second_statement_out() -> None:
    assert groups(judgement("aaaa", "bbbb", False)) == [{"aaaa"}, {"cccc"}, {"bbbb"}]


def test_a_merge_joins_the_two_claims() -> None:
    assert groups(judgement("aaaa", "cccc", True)) == [{"aaaa", "bbbb", "cccc"}]


def test_a_judgement_that_is_replaced_has_no_force() -> None:
    first = judgement("aaaa", "cccc", True)
    undone = judgement("aaaa", "cccc", False, 2, first.id)
    assert in_force((undone, first)) == (undone,)
    assert groups(first, undone) == [{"aaaa", "bbbb"}, {"cccc"}]


def test_a_judgement_of_strangers_changes_nothing() -> None:
    assert overruled(TWO, (judgement("aaaa", "zzzz", True),), plainly) == TWO
