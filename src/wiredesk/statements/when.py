"""When it happened: the time words of a clause as days."""

from __future__ import annotations

import re
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
    that of the verb it hangs on.  "Now" and "currently" are no date, nor is the day of speaking, nor what is
    told of a person beside ("Holm, in power since 2029, said").  "Between 2025 and 2029" is all of it.
    None where there is no date.
    """
    parse, inside = sentence.parse, set(clause.words)
    own: list[tuple[int, int, int, About]] = []
    shared: list[About] = []
    above = parse.words[clause.head].head
    borrows = clause.kind in {"participle", "coordinate"} and parse.child(clause.head, *SUBJECTS) is None
    days = [_resolved(mention, published) for mention in mentions]
    for n, mention in enumerate(mentions):
        found = days[n]
        words = sentence.within([Span(mention.start, mention.end)])
        if found is None or not words:
            continue
        found = _up_to(sentence, found, days[n + 1 : n + 2])
        head = clause.head
        depth = [_depth(parse, i, head) for i in words if i in inside and not _of_somebody(parse, i, head)]
        if depth:
            own.append((min(depth), _FINENESS[found.precision], found.start, found))
        elif borrows and any(_depth(parse, i, above) <= 2 for i in words):
            shared.append(found)
    if own:
        return min(own, key=lambda o: o[:3])[3]
    return shared[0] if len({(a.first, a.last) for a in shared}) == 1 else None


def days_of(mentions: Sequence[TimeMention], published: str | None) -> list[About]:
    """The mentions that are days, months or years, where no grammar says what they date."""
    return [found for mention in mentions if (found := _resolved(mention, published)) is not None]


def _up_to(sentence: Sentence, first: About, later: Sequence[About | None]) -> About:
    """The first of two dates with all between them, where the words say so: "between 2025 and 2029"."""
    last = later[0] if later else None
    if last is None or last.precision != first.precision or not first.last < last.last:
        return first
    text, at = sentence.parse.text, sentence.at
    before = _SPANNING.search(text[: first.start - at])
    between = text[first.end - at : last.start - at].strip().lower()
    joined = before is not None and between in ({"and"} if before[1].lower() == "between" else _THROUGH)
    return About(first.start, last.end, first.first, last.last, first.precision) if joined else first


_SPANNING = re.compile(r"\b(between|from)\s+(?:(?:late|early|mid)[ -])?$", re.I)
_THROUGH = frozenset({"to", "until", "till", "through"})


def _of_somebody(parse: Parse, i: int, head: int) -> bool:
    """Whether word ``i`` is told of the person who acts, beside what he does: "in power since"; not "Holm on
    Monday said", where the parser hangs the day on her."""
    above = [i, *parse.ancestors(i)]
    if head not in above or above.index(head) < 2:
        return False
    path = above[: above.index(head)]
    who = parse.words[path[-1]]
    since = any(parse.words[k].text.lower() == "since" for k in path)
    return since and who.dep in SUBJECTS and (who.ent == "PERSON" or who.pos == "PRON")


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
