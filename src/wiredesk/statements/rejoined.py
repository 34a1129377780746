"""Relative clauses that say nothing alone go back to the clause that holds their noun.

"He laid out a plan, which the council had rejected" cannot be told as "a plan, which the council had
rejected": that is a noun and no claim.  Where the pronoun is the subject, the noun takes its place
(:mod:`wiredesk.statements.pieces`); a "where" or "in which" with a subject of its own is told without them;
what is left stays in one statement with its noun.

Chosen on 330 reports of AllSides, fa-kes and local papers, in which 48 of 9,500 statements were a noun and
such a clause.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from wiredesk.model.parses import Parse
from wiredesk.statements import cues
from wiredesk.statements.clauses import Clause
from wiredesk.statements.force import SPEECH_ACTS
from wiredesk.statements.losses import tells_toll
from wiredesk.statements.sentences import SUBJECTS, finite

_PRONOUNS = frozenset({"WDT", "WP", "WP$", "WRB"})
_WHERE = frozenset({"where", "when", "which"})
_IN = frozenset({"in", "at", "on", "during", "after"})


LONGEST = 14
"""Words of a clause that goes back; a longer one is news of its own beside the clause that holds its noun.
With every length the claims of 55 stories that were labelled whole and held back had F1 .531 for .532 and one
labelled update more was lost; with 11 words .533."""


def rejoined(parse: Parse, found: Sequence[Clause], told: Sequence[Clause]) -> list[Clause]:
    """The clauses ``told``, each with the noun that it describes, with those that still open with their
    pronoun made whole; ``found`` are the same clauses without their nouns, in the same order."""
    out = list(told)
    for n, (own, shown) in enumerate(zip(found, told, strict=True)):
        opener = _opener(parse, own, shown)
        if opener is None or _says(parse, own, opener):
            continue
        if len(own.words) > LONGEST:
            continue
        alone = _alone(parse, own, opener)
        if alone:
            out[n] = replace(shown, words=alone, kind="setting", noun=None)
            continue
        if tells_toll(parse, own.head):
            continue
        holder = next(
            (k for k, c in enumerate(out) if k != n and c.words and own.noun in found[k].words), None
        )
        if holder is not None and found[holder].kind != "share" and _told(parse, found[holder]):
            out[holder] = replace(out[holder], words=_filled(parse, out[holder].words, own.words))
            out[n] = replace(shown, words=())
    return [c for c in out if c.words]


def _opener(parse: Parse, own: Clause, shown: Clause) -> int | None:
    """The pronoun with which a relative clause is still told."""
    if own.kind != "relative" or own.noun is None:
        return None
    near = [k for k in own.words[:4] if parse.words[k].tag in _PRONOUNS and k <= own.head]
    return near[0] if near and near[0] in shown.words else None


def _says(parse: Parse, own: Clause, opener: int) -> bool:
    """Whether a clause tells what its noun says or wants: "Rehn, who asked the mayor to wait"."""
    word = parse.words[opener]
    mine = word.tag == "WP" and word.dep in SUBJECTS and word.head == own.head
    return mine and parse.lemmas[own.head] in SPEECH_ACTS | cues.SAY


def _alone(parse: Parse, own: Clause, opener: int) -> tuple[int, ...]:
    """The words of a clause behind "where", "when" or "in which" that tells what happened there, without
    these: "was taken to the clinic, | where [he died on Monday]"; none where it only says which one is
    meant ("the house where he lived")."""
    word = parse.words[opener]
    before = own.words[0] - 1
    at = opener - 1 if word.text.lower() == "which" else opener
    subject = parse.child(own.head, *SUBJECTS)
    hung = word.head == own.head or (word.dep == "pobj" and word.head == opener - 1)
    if word.text.lower() not in _WHERE or not hung or at != own.words[0] or subject is None:
        return ()
    if word.text.lower() == "which" and parse.low[opener - 1] not in _IN:
        return ()
    parted = parse.words[before].text in {",", "—", "–", "-", "--"} or tells_toll(parse, own.head)
    rest = tuple(k for k in own.words if k > opener)
    opens = bool(rest) and min(parse.subtree(subject)) <= rest[0] + 2
    return rest if opens and (parted or word.text.lower() == "when") else ()


def _told(parse: Parse, clause: Clause) -> bool:
    """Whether a clause has a verb: none, where only a speaker is named in it."""
    return any(finite(parse, k) for k in clause.words)


def _filled(parse: Parse, holder: Sequence[int], own: Sequence[int]) -> tuple[int, ...]:
    """Both clauses' words with the marks between them."""
    both = sorted({*holder, *own})
    filled = set(both)
    for a, b in pairwise(both):
        if all(parse.words[k].pos == "PUNCT" for k in range(a + 1, b)):
            filled.update(range(a + 1, b))
    return tuple(sorted(filled))


__all__ = ["rejoined"]
