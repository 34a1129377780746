"""Which statements meet: worked out in arrays, and the same pair by pair."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from itertools import combinations
from math import log

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.claims.test_grouping import STATEMENTS, _facts

from wiredesk.claims import likeness, meeting
from wiredesk.claims.facts import Facts
from wiredesk.claims.likeness import Likeness
from wiredesk.claims.meeting import SHARED, SHARED_OF_MANY, meetings


def plainly(facts: Sequence[Facts], by: Likeness) -> set[tuple[int, int]]:
    """The pairs that meet, each looked at by itself."""
    tells = {s: meeting._units(weight) for s, (_, _, weight) in by.weights().items()}
    telling = [meeting._telling(f, tells) for f in facts]
    held: dict[str, list[int]] = defaultdict(list)
    for i, mine in enumerate(telling):
        for key in mine:
            held[key].append(i)
    large = len(facts) > meeting.FEW
    crowded = {k for k, where in held.items() if large and len(where) > meeting.CROWD}
    least = meeting._units(SHARED_OF_MANY + max(0.0, log(by.count / meeting.FEW)) if large else SHARED)
    slots: dict[Hashable, list[int]] = defaultdict(list)
    twos: dict[str, list[int]] = defaultdict(list)
    for i, f in enumerate(facts):
        for slot in meeting._slots(f):
            slots[slot].append(i)
        for two in meeting._two_words(telling[i], crowded, least):
            twos[two].append(i)
    out = {p for where in slots.values() for p in combinations(where[: meeting.CROWD], 2)}
    out |= {p for where in twos.values() if len(where) <= meeting.CROWD for p in combinations(where, 2)}
    for i, j in combinations(range(len(facts)), 2):
        both = (telling[i].keys() & telling[j].keys()) - crowded
        if both and sum(telling[i][k] for k in both) >= least:
            out.add((i, j))
    return out


@pytest.mark.parametrize("size", ["small", "large"])
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=STATEMENTS, batch=st.sampled_from([1, 5, 2_000_000]))
def test_those_meet_that_share_what_tells_enough(
    size: str, drawn: list[tuple[list[str], list[int], bool]], batch: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(meeting, "BATCH", batch)
        if size == "large":
            patch.setattr(meeting, "FEW", 4)
            patch.setattr(meeting, "CROWD", 3)
            patch.setattr(likeness, "FIRST", 5)
        facts = [_facts(n, *one) for n, one in enumerate(drawn)]
        by = Likeness(facts)
        lefts, rights = meetings(facts, by)
        found = list(zip(lefts.tolist(), rights.tolist(), strict=True))
        assert found == sorted(plainly(facts, by))


def test_no_statements_meet_where_there_are_none_or_one() -> None:
    for count in (0, 1):
        facts = [_facts(n, ["dam", "gate"], [40], False) for n in range(count)]
        assert [len(side) for side in meetings(facts, Likeness(facts))] == [0, 0]
