"""What the grammar of a sentence says of its words: finite verbs, subjects, runs of words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wiredesk.model.parses import FINITE as FINITE
from wiredesk.model.parses import Parse

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
OPENERS = frozenset("\"“‘'«„‹`") | {"``"}
CLOSERS = frozenset("\"”’'»“›") | {"''"}


def finite(parse: Parse, i: int) -> bool:
    """Whether word ``i`` heads a finite verb group, by its own tag or that of an auxiliary."""
    return parse.finite[i]


def subject(parse: Parse, i: int) -> int | None:
    """The word that is subject of ``i``, or of the verb that ``i`` is coordinated with; or None."""
    seen = set()
    while i not in seen:
        seen.add(i)
        own = parse.child(i, *SUBJECTS)
        if own is not None:
            return own
        if parse.words[i].dep not in {"conj", "xcomp", "advcl"}:
            return None
        i = parse.words[i].head
    return None


def runs(indices: Iterable[int]) -> list[tuple[int, int]]:
    """Maximal runs of neighbouring indices as (first, last)."""
    order = sorted(set(indices))
    if not order:
        return []
    first, last = order[0], order[-1]
    if last - first == len(order) - 1:
        return [(first, last)]
    out = []
    before = first
    for i in order[1:]:
        if i != before + 1:
            out.append((first, before))
            first = i
        before = i
    return [*out, (first, last)]


def first_of(parse: Parse, i: int) -> int:
    """The first of the coordinated words that ``i`` belongs to."""
    while parse.words[i].dep == "conj" and parse.words[i].head != i:
        i = parse.words[i].head
    return i


def alternative(parse: Parse, head: int, i: int) -> bool:
    """Whether "or" joins ``i`` to ``head``: a choice is never cut."""
    between = [c for c in parse.children(head) if c < i and parse.words[c].dep == "cc"]
    either = parse.child(head, "preconj")
    if either is not None and parse.words[either].text.lower() == "either":
        return True
    return bool(between) and parse.words[between[-1]].text.lower() == "or"


def conditional(parse: Parse, i: int) -> bool:
    mark = parse.child(i, "mark")
    return mark is not None and parse.words[mark].text.lower() in {"if", "unless", "once", "until"}


def lettered(parse: Parse, words: Sequence[int]) -> list[int]:
    return [i for i in words if parse.words[i].text[0].isalnum()]


def tells(parse: Parse, words: Sequence[int]) -> bool:
    """Whether some words hold a finite verb with a subject."""
    inside = set(words)
    return any(
        finite(parse, i) and (c := parse.child(i, *SUBJECTS)) is not None and c in inside for i in words
    )
