"""When it happened: the time words of a clause as days."""

from __future__ import annotations

from collections.abc import Sequence

from wiredesk.model.parses import Parse
from wiredesk.model.spans import Span
from wiredesk.model.statements import About, TimeMention
from wiredesk.statements.clauses import Clause
from wiredesk.statements.page import Sentence
from wiredesk.statements.sentences import SUBJECTS
from wiredesk.text.times import resolve

_FINENESS = {"time": 0, "day": 1, "week": 2, "month": 3, "year": 4}
VAGUE = frozenset({"PRESENT_REF", "PAST_REF", "FUTURE_REF"})


def about(
    sentence: Sentence, clause: Clause, mentions: Sequence[TimeMention], published: str | None
) -> About | None:
    """When a clause happened: of its own dates the one nearest to its verb.

    A participle or a further predicate without one of its own ("…, killing four", "and fled") has
    that of the verb it hangs on.  "Now" and "currently" are no date, nor is the day of speaking.
    None where there is no date.
    """
    parse, inside = sentence.parse, set(clause.words)
    own: list[tuple[int, int, int, About]] = []
    shared: list[About] = []
    above = parse.words[clause.head].head
    borrows = clause.kind in {"participle", "coordinate"} and parse.child(clause.head, *SUBJECTS) is None
    for mention in mentions:
        found = _resolved(mention, published)
        words = sentence.within([Span(mention.start, mention.end)])
        if found is None or not words:
            continue
        depth = [_depth(parse, i, clause.head) for i in words if i in inside]
        if depth:
            own.append((min(depth), _FINENESS[found.precision], found.start, found))
        elif borrows and any(_depth(parse, i, above) <= 2 for i in words):
            shared.append(found)
    if own:
        return min(own, key=lambda o: o[:3])[3]
    return shared[0] if len({(a.first, a.last) for a in shared}) == 1 else None


def _depth(parse: Parse, i: int, head: int) -> int:
    """Steps from word ``i`` up to ``head``; 99 where it does not hang on it."""
    for steps, at in enumerate((i, *parse.ancestors(i))):
        if at == head:
            return steps
    return 99


def _resolved(mention: TimeMention, published: str | None) -> About | None:
    """A mention as days, or None for durations, sets and vague references ("recently", "now")."""
    if mention.type not in {"DATE", "TIME"} or mention.value in VAGUE:
        return None
    days = resolve(mention, published)
    return None if days is None else About(mention.start, mention.end, *days)
