"""Whether a verb is negated: by a word beside it, by what it fails to do, or by nobody who does it."""

from __future__ import annotations

from wiredesk.model.parses import Parse

NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "none", "nobody", "nothing"})


FAILING = frozenset({"fail", "refuse", "decline", "lack"})


def negated(parse: Parse, head: int) -> bool:
    """Whether the act of ``head`` is negated: "did not", "no one was", "failed to", "there is no"."""
    count = 0
    for c in parse.children(head):
        word = parse.words[c]
        if (
            word.dep == "neg"
            or (word.text.lower() in NEGATIONS and word.dep in {"advmod", "det", "preconj"})
            or (word.text.lower() == "nor" and c < head and parse.words[c + 1].pos == "AUX")
            or (word.dep in {"nsubj", "nsubjpass", "dobj", "attr", "expl"} and _no(parse, c))
        ):
            count += 1
    above = parse.words[head]
    if above.dep == "xcomp" and parse.words[above.head].lemma in FAILING:
        count += 1
    return count % 2 == 1


def _no(parse: Parse, i: int) -> bool:
    if parse.words[i].text.lower() in {"none", "nobody", "nothing", "neither"}:
        return True
    return any(
        parse.words[c].text.lower() in {"no", "neither"} and parse.words[c].dep in {"det", "neg"}
        for c in parse.children(i)
    )
