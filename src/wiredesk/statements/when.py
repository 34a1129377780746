"""When it happened: the time words of a clause, else of its sentence, as days."""

from __future__ import annotations

from collections.abc import Sequence

from wiredesk.model.spans import Span
from wiredesk.model.statements import About, TimeMention
from wiredesk.text.times import resolve

_FINENESS = {"time": 0, "day": 1, "week": 2, "month": 3, "year": 4}
VAGUE = frozenset({"PRESENT_REF", "PAST_REF", "FUTURE_REF"})


def about(
    mentions: Sequence[TimeMention], inside: Sequence[Span], sentence: Span, published: str | None
) -> About | None:
    """When a clause with spans ``inside`` happened: its own finest time, else the sentence's only one.

    "Now" and "currently" are no date.  None where there is no date, or where the sentence outside
    the clause has several.
    """
    found = [a for m in mentions if (a := _resolved(m, published)) is not None]
    own = [a for a in found if any(s.start <= a.start and a.end <= s.end for s in inside)]
    if own:
        return min(own, key=lambda a: (_FINENESS[a.precision], a.start))
    near = [a for a in found if sentence.start <= a.start and a.end <= sentence.end]
    days = {(a.first, a.last) for a in near}
    return near[0] if len(days) == 1 else None


def _resolved(mention: TimeMention, published: str | None) -> About | None:
    """A mention as days, or None for durations, sets and vague references ("recently", "now")."""
    if mention.type not in {"DATE", "TIME"} or mention.value in VAGUE:
        return None
    days = resolve(mention, published)
    return None if days is None else About(mention.start, mention.end, *days)
