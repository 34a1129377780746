"""Statements that hundreds of reports print word for word: a few are compared, the others go with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence

from wiredesk.claims.facts import Facts

ENOUGH = 8
"""Of statements that are the same in every slot, so many are compared with the rest of the story: enough
that a few copies change nothing, and a four-hundredth costs nothing.  Set by hand."""


def without_copies(facts: Sequence[Facts]) -> tuple[list[int], dict[int, list[int]]]:
    """The indices to compare, in order, and for the first of each crowd of equals those that go with it.

    Of equals the first published are kept, ties by id, so that the order of arrival changes nothing.
    """
    equal: dict[Hashable, list[int]] = defaultdict(list)
    for i, f in enumerate(facts):
        equal[_key(f)].append(i)
    kept: list[int] = []
    follow: dict[int, list[int]] = {}
    for same in equal.values():
        same.sort(key=lambda i: (facts[i].published or "9999", facts[i].id))
        kept += same[:ENOUGH]
        if len(same) > ENOUGH:
            follow[same[0]] = same[ENOUGH:]
    return sorted(kept), follow


def _key(f: Facts) -> Hashable:
    figures = tuple((x.low, x.high, x.unit, x.of, x.status, x.exact) for x in f.figures)
    when = (f.about.first, f.about.last, f.about.precision) if f.about else None
    # Whose words they are is left out: an outlet's own account has another voice in every paper.
    return (
        f.plain, f.force, f.negated, figures, when, f.control, f.background, f.asked, f.future,
        tuple(t.stem for t in f.condition),
    )  # fmt: skip
