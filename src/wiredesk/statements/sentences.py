"""What the grammar of a sentence says of its words: finite verbs, subjects, runs of words."""

from __future__ import annotations

from collections.abc import Iterable

from wiredesk.model.parses import Parse, Word

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
OPENERS = frozenset("\"“‘'«„‹`") | {"``"}
CLOSERS = frozenset("\"”’'»“›") | {"''"}


def finite(parse: Parse, i: int) -> bool:
    """Whether word ``i`` heads a finite verb group, by its own tag or that of an auxiliary."""
    word: Word = parse.words[i]
    if word.tag in FINITE:
        return True
    return any(
        parse.words[c].dep in {"aux", "auxpass"}
        and (parse.words[c].tag in FINITE or parse.words[c].text.lower() == "been")
        for c in parse.children(i)
    )


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
    out: list[tuple[int, int]] = []
    for i in sorted(set(indices)):
        if out and i == out[-1][1] + 1:
            out[-1] = (out[-1][0], i)
        else:
            out.append((i, i))
    return out
