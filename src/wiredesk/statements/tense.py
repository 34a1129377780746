"""Tense: whether a clause tells what was, what is or what is to come; a promise is not its fulfilment."""

from __future__ import annotations

from wiredesk.model.parses import Parse

_WILL = frozenset({"will", "shall", "'ll", "’ll", "wo", "sha"})
# Verbs and adjectives whose infinitive is still to come (Quirk et al. 1985, 4.41-4.48 and 16.38).
_AHEAD = frozenset(
    """go plan intend expect prepare vow promise pledge agree threaten want hope schedule decide order require
    urge ask set due ready likely about poised willing slate aim propose offer need""".split()
)


def tense(parse: Parse, head: int) -> str:
    """ "past", "present" or "future" of the clause that word ``head`` governs; "" where the grammar does
    not say ("would", "could", a clause without a verb)."""
    word = parse.words[head]
    aux = [parse.words[c] for c in parse.children(head) if parse.words[c].dep in {"aux", "auxpass"}]
    low = {a.text.lower() for a in aux}
    if low & _WILL:
        return "future"
    if any(a.tag == "MD" for a in aux):
        return ""
    if "to" in low and word.tag == "VB":
        return "future" if parse.words[word.head].lemma.lower() in _AHEAD or word.dep == "ROOT" else ""
    if _ahead(parse, head):
        return "future"
    if word.tag == "VBD" or any(a.tag == "VBD" for a in aux):
        return "past"
    if low & {"has", "have", "'ve", "’ve", "having"} and word.tag == "VBN":
        return "past"
    if word.tag in {"VBN", "VBG"} and not aux and word.head != head:
        if word.tag == "VBN" and word.dep in {"acl", "advcl", "conj"}:
            return "past" if word.dep != "conj" else tense(parse, word.head)
        above = next((k for k in parse.ancestors(head) if parse.words[k].pos in {"VERB", "AUX"}), None)
        return tense(parse, above) if above is not None else ""
    if word.tag == "VB" and word.dep == "conj" and word.head != head:
        return tense(parse, word.head)
    if word.tag in {"VBZ", "VBP"} or any(a.tag in {"VBZ", "VBP"} for a in aux):
        return "present"
    return ""


def _ahead(parse: Parse, head: int) -> bool:
    """ "is going to leave", "plans to leave", "is expected to leave", "is set to leave"."""
    word = parse.words[head]
    if word.tag == "VBD" and word.lemma not in {"be", "plan", "intend", "vow", "promise", "pledge", "agree"}:
        return False
    for c in (head, *(c for c in parse.children(head) if parse.words[c].dep in {"acomp", "xcomp"})):
        ahead = parse.words[c].lemma.lower() in _AHEAD - {"want", "need", "order", "require", "ask", "urge"}
        below = parse.child(c, "xcomp")
        if ahead and below is not None and parse.words[below].tag == "VB":
            return True
    return False
