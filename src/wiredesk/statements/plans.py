"""Second plans: "must end the lottery and limit the visas" is two, the second with the words of the first."""

from __future__ import annotations

from wiredesk.model.parses import Parse
from wiredesk.statements.negations import negated
from wiredesk.statements.sentences import SUBJECTS, alternative, conditional, finite, first_of, subject

# "refused to sign the treaty and free the prisoners": what was not done is not cut.
UNDONE = frozenset("refuse fail decline deny forget neglect avoid oppose want hope try threaten".split())
LONGEST_LEAD = 14
"""Words that a shared predicate may borrow; with more it stands without them."""
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
    helped = _helped(parse, i)
    if helped is not None:
        return _helping(parse, i, helped, inside)
    if holder is None:
        return NO_LEAD
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
    return (kept if len(kept) <= LONGEST_LEAD else ()), above


def shares_help(parse: Parse, i: int) -> bool:
    """ "was stripped of his rank on Monday, demoted and sent home": two fates of one person, where neither is
    negated or conditional."""
    holder = _helped(parse, i)
    if holder is None:
        return False
    chain = {i, holder, parse.words[i].head}
    if any(negated(parse, k) for k in chain) or alternative(parse, parse.words[i].head, i):
        return False
    under = set(parse.subtree(i))
    first = [k for k in parse.subtree(holder) if holder < k < min(under) and parse.words[k].pos != "PUNCT"]
    return len(first) >= 3 and not conditional(parse, holder)


def _helped(parse: Parse, i: int) -> int | None:
    """The verb whose "was", "has" or "is" a participle shares, or None."""
    word = parse.words[i]
    head = word.head
    if word.tag not in {"VBN", "VBG"} or word.pos != "VERB" or head >= i:
        return None
    if parse.child(i, "aux", "auxpass", *SUBJECTS) is not None:
        return None
    over = parse.words[head]
    passive = parse.child(head, "auxpass") is not None
    if word.dep == "advcl":
        first = min(parse.subtree(i))
        fit = passive and word.tag == "VBN" and first == i and parse.words[i - 1].text == ","
        return head if fit else None
    if word.dep != "conj":
        return None
    seen = {i}
    while parse.child(head, "aux", "auxpass") is None and over.dep == "conj" and head not in seen:
        seen.add(head)
        head = over.head
        over = parse.words[head]
    fit = finite(parse, head) and over.tag == word.tag and subject(parse, head) is not None
    return head if fit and over.dep in {"ROOT", "ccomp", "conj", "parataxis"} else None


def _helping(parse: Parse, i: int, holder: int, inside: set[int]) -> tuple[tuple[int, ...], int | None]:
    who = subject(parse, holder)
    words: set[int] = set()
    if who is not None:
        under = set(parse.subtree(who))
        words = {k for k in under if under >= set(range(min(k, who), max(k, who)))}
        words -= {
            k
            for c in parse.children(who)
            if parse.words[c].dep in {"relcl", "acl", "appos"}
            for k in (parse.subtree(c))
        }
        while words and parse.words[max(words)].pos == "PUNCT":
            words.remove(max(words))
    words |= {c for c in parse.children(holder) if c < holder and parse.words[c].dep in {"aux", "auxpass"}}
    kept = tuple(sorted(k for k in words if k in inside and k < i))
    return (kept if len(kept) <= LONGEST_LEAD else ()), holder
