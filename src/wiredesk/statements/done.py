"""Whether what hangs on "until", "once" or "in exchange for" is told as done: a time or a fact, and no
condition."""

from __future__ import annotations

from wiredesk.model.parses import Parse
from wiredesk.statements.borders import UNREAL

_FUTURE = frozenset(
    {"will", "shall", "must", "should", "may", "can", "'ll", "’ll", "to", "not", "n't", "n’t"}
)
_TRADES = frozenset(
    """offer propose agree promise pledge vow demand urge ask call suggest want seek threaten order say tell
    negotiate discuss consider trade swap refuse warn insist plan need""".split()
)
"""Verbs of what is only talked of: "agreed to a truce in exchange for wheat"."""


def was_so(parse: Parse, sentence: range, i: int) -> bool:
    """Whether what hangs on the word at ``i`` is told as done already: its verb is in the past tense, with
    nothing that says what would be, was not, or was asked for.

    Of 28 such stretches in 120 reports of AllSides nine are told so, and not one of these is a condition."""
    words = parse.words
    head = words[i].head
    for _ in range(4):
        if words[head].pos in {"VERB", "AUX"} and head < i:
            break
        head = words[head].head
    else:
        return False
    if words[head].dep == "acomp":
        head = words[head].head  # "was little known until …"
    return head in sentence and _told_as_done(parse, head)


def _told_as_done(parse: Parse, head: int) -> bool:
    """Whether a verb is in the past tense, and nothing says what would be, was not, or was asked for."""
    words = parse.words
    near = {words[c].text.lower() for c in parse.children(head) if words[c].dep in {"aux", "auxpass", "neg"}}
    if near & {*UNREAL, *_FUTURE} or words[head].lemma in _TRADES:
        return False
    if words[head].tag == "VBD":
        return True
    return words[head].tag in {"VBN", "VBG"} and bool(near & {"was", "were", "had"}) and not near & {"be"}


def came_then(parse: Parse, sentence: range, i: int) -> bool:
    """Whether "once" opens a clause in the past tense before another: "Once he came, he called her"."""
    clause = parse.words[i].head
    then = parse.words[clause].head
    ordered = i < clause < then and then in sentence and parse.words[i].text.lower() == "once"
    return ordered and _told_as_done(parse, clause) and _told_as_done(parse, then)


def was_not_so(parse: Parse, sentence: range, i: int) -> bool:
    """Whether what hangs on the word at ``i`` did not come before it: "did not begin until it was dark"."""
    over = parse.words[i].head
    head = over if parse.words[over].pos not in {"VERB", "AUX"} else parse.words[over].head
    near = {parse.low[c] for c in parse.children(head)}
    return head in sentence and head < i and "did" in near and bool(near & {"not", "n't", "n’t"})
