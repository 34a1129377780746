"""Second plans: "must end the lottery and limit the visas" is two, the second with the words of the first."""

from __future__ import annotations

from wiredesk.model.parses import Parse
from wiredesk.statements.force import negated
from wiredesk.statements.sentences import alternative, conditional, finite, first_of, subject

# "refused to sign the treaty and free the prisoners": what was not done is not cut.
UNDONE = frozenset("refuse fail decline deny forget neglect avoid oppose want hope try threaten".split())
NO_LEAD: tuple[tuple[int, ...], int | None] = ((), None)


def _holder(parse: Parse, i: int) -> int | None:
    """The verb that ``i`` shares a modal or "to" with: itself or the one it is joined to; or None."""
    seen = {i}
    while True:
        if any(parse.words[c].tag in {"MD", "TO"} and c < i for c in parse.children(i)):
            return i
        above = parse.words[i].head
        if parse.words[i].dep != "conj" or above in seen:
            return None
        seen.add(above)
        i = above


def shares_modal(parse: Parse, i: int, size: int) -> bool:
    """ "must end the lottery and limit the sponsorship of families": two plans, where neither is
    negated, refused or conditional."""
    word = parse.words[i]
    holder = _holder(parse, i)
    if word.dep != "conj" or word.tag != "VB" or size < 5 or holder is None or holder == i:
        return False
    who = subject(parse, holder)
    if who is not None and parse.words[who].tag in {"WDT", "WP"}:
        return False
    if parse.child(i, "nsubj", "nsubjpass") is not None or parse.child(holder, "dobj", "prep") is None:
        return False
    over, above = parse.words[holder], parse.words[holder].head
    modal = any(parse.words[c].tag == "MD" for c in parse.children(holder))
    if modal:
        fit = over.dep in {"ROOT", "conj", "ccomp", "parataxis"} and subject(parse, holder) is not None
    else:
        fit = over.dep == "xcomp" and finite(parse, above) and parse.words[above].lemma not in UNDONE
    chain = {i, holder, above if not modal else holder, parse.words[i].head}
    if any(negated(parse, k) for k in chain) or alternative(parse, parse.words[i].head, i):
        return False
    size_of_first = sum(1 for k in parse.subtree(holder) if parse.words[k].pos != "PUNCT") - size
    return fit and size_of_first >= 3 and not conditional(parse, first_of(parse, holder))


def lead(parse: Parse, i: int, inside: set[int]) -> tuple[tuple[int, ...], int | None]:
    """The words that a shared predicate needs before it, and the verb that says how it is meant."""
    holder = _holder(parse, i)
    if holder is None:
        return (), None
    above = parse.words[holder].head if parse.words[holder].dep == "xcomp" else holder
    who = subject(parse, above)
    words: set[int] = set()
    if who is not None:
        under = set(parse.subtree(who))
        words = {k for k in under if under >= set(range(min(k, who), max(k, who)))}
    for verb in {holder, above}:
        near = [c for c in parse.children(verb) if c < verb and parse.words[c].dep in {"aux", "auxpass"}]
        words |= {*near, *([verb] if verb != holder else [])}
    if above != holder:
        words |= {c for c in parse.children(above) if parse.words[c].dep == "dobj" and c < holder}
    kept = tuple(sorted(k for k in words if k in inside and k < i))
    return (kept if len(kept) <= 14 else ()), above
