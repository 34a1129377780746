"""How sure a clause is of what it tells: what may be, seems so, is only heard, or should be."""

from __future__ import annotations

from collections.abc import Sequence

from wiredesk.model.parses import Parse
from wiredesk.statements.negations import negated
from wiredesk.statements.sentences import SUBJECTS, finite

HEDGES = frozenset(
    [
        "may",
        "might",
        "could",
        "possibly",
        "perhaps",
        "probably",
        "likely",
        "unlikely",
        "allegedly",
        "reportedly",
        "apparently",
        "seemingly",
        "presumably",
        "purportedly",
        "potentially",
        "maybe",
        "supposedly",
        "hopefully",
    ]
)


SEEM = frozenset({"appear", "seem"})


HAVE = frozenset({"have", "'ve", "’ve"})


def should(parse: Parse, head: int) -> bool:
    """Whether something is to be done: not "should have gone", which did not happen, "should already be
    so", and not what is :func:`concluded`."""
    if any(parse.low[c] == "already" for c in parse.children(head)):
        return False
    aux = {parse.words[c].text.lower() for c in parse.children(head) if parse.words[c].dep == "aux"}
    return bool(aux & {"should", "must"}) and not aux & HAVE and not concluded(parse, head)


def concluded(parse: Parse, head: int) -> bool:
    """Whether something is concluded: "it must have rained", "he must have"."""
    aux = {parse.words[c].text.lower() for c in parse.children(head) if parse.words[c].dep == "aux"}
    alone = parse.words[head].text.lower() == "have" and parse.child(head, "dobj", "xcomp", "ccomp") is None
    return "must" in aux and (bool(aux & HAVE) or alone)


_HEARSAY = frozenset(
    "reportedly allegedly supposedly purportedly apparently seemingly presumably maybe perhaps".split()
)


def _by_hearsay(parse: Parse, i: int, head: int, first: bool) -> bool:
    """Whether a word leaves the whole clause open though it hangs on another than its verb: "is reportedly
    intent on it", "reportedly only had two", "Maybe the media say so"."""
    if parse.low[i] not in _HEARSAY:
        return False
    word = parse.words[i]
    over = parse.words[word.head]
    only = over.dep == "advmod" and over.text.lower() in {"only", "just", "also", "even", "now"}
    beside = over.head == head and (over.dep in {"acomp", "attr", "xcomp"} or only)
    return first or word.head == head or beside


def _heard_before(parse: Parse, first: int) -> bool:
    """Whether a word before the first of several verbs leaves all of them open: "allegedly drew a gun and
    fired"."""
    return any(c < first and parse.low[c] in _HEARSAY for c in parse.children(first))


_CHANCES = frozenset({"possibility", "chance", "prospect", "likelihood"})


_TELL_CHANCES = frozenset({"be", "exist", "remain", "carry", "raise", "leave", "present"})


def _open(parse: Parse, head: int) -> bool:
    """Whether a clause tells that something is possible: "there is a possibility that he leaves", "this
    carries the possibility they err"; not "there is no chance that".

    What this, "let us" and "hopefully" changed in 170 reports of AllSides was read: 9 of 11 are right."""
    if parse.words[head].lemma.lower() not in _TELL_CHANCES or negated(parse, head):
        return False
    told = [c for c in parse.children(head) if parse.words[c].dep in {"attr", "dobj", "nsubj"}]
    return any(
        parse.words[c].lemma.lower() in _CHANCES
        and any(
            parse.words[k].dep in {"acl", "ccomp", "relcl"} and finite(parse, k) for k in parse.children(c)
        )
        for c in told
    )


def seems(parse: Parse, head: int) -> bool:
    """Whether something "seems" or "appears" to be so; not who "appeared in court", "on the show"."""
    lemma = parse.words[head].lemma
    if lemma != "appear" or parse.child(head, "xcomp", "oprd", "acomp", "attr", "ccomp") is not None:
        return lemma in SEEM
    subject = parse.child(head, *SUBJECTS)
    it = subject is not None and parse.low[subject] == "it"
    behind = parse.low[head + 1 : head + 3]
    return it or behind[:1] == ("to",) or behind in (("as", "if"), ("as", "though"))


_COMPLEMENTS = ("xcomp", "ccomp", "oprd", "acomp", "attr", "advcl")
"""What is reported of a subject: "was reported to have left", "was reported dead"."""


def hedged(parse: Parse, words: Sequence[int], head: int) -> bool:
    if _open(parse, head):
        return True
    if any(parse.words[c].dep == "auxpass" and parse.words[c].lemma in SEEM for c in parse.children(head)):
        return True  # "seems fixated on it"
    near = [c for c in parse.children(head) if parse.words[c].dep in {"aux", "advmod"}]
    unable = any(parse.words[c].dep == "neg" for c in parse.children(head))
    for c in near:
        low = parse.words[c].text.lower()
        if parse.words[c].text == "May" and parse.words[c].tag != "MD":
            continue  # "Ida May", whom the parser takes for a verb's help
        if low == "may" and (own := parse.child(head, *SUBJECTS)) is not None and c < own:
            continue  # "May she rest in peace": a wish
        if low in HEDGES and not (low == "could" and unable):  # "could not sleep": no guess
            return True
    if any(_by_hearsay(parse, i, head, i == words[0]) for i in words):
        return True
    word = parse.words[head]
    if word.dep == "conj" and parse.child(head, *SUBJECTS) is None and _heard_before(parse, word.head):
        return True
    if word.lemma in {"be", "say", "believe", "think", "report"} and any(
        parse.words[c].text.lower() in {"likely", "unlikely", "possible", "probable"}
        for c in parse.children(head)
    ):
        return True
    passive = any(parse.words[c].dep == "auxpass" for c in parse.children(head))
    if word.lemma == "report" and parse.child(head, *_COMPLEMENTS) is None:
        return False  # "no arrests were reported", "a fire was reported at noon"
    return passive and word.lemma in {
        "say",
        "believe",
        "think",
        "report",
        "suspect",
        "fear",
        "rumour",
        "rumor",
    }
