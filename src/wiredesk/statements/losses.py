"""What the grammar says of a toll: "killing 12", "12 injured", "dozens more wounded"."""

from __future__ import annotations

from wiredesk.model.parses import Parse
from wiredesk.statements.fates import STATUS

COUNTED = frozenset(
    "dozen dozens hundred hundreds score scores thousand thousands several other others another many".split()
)


def tells_toll(parse: Parse, i: int) -> bool:
    """Whether a word tells how many were killed, wounded and so on: "wounding 12", "12 wounded"."""
    word = parse.words[i]
    if (
        STATUS.get(word.lemma.lower()) is None
        and STATUS.get(word.text.lower()) is None
        and word.lemma != "leave"
    ):
        return False
    near = [
        c
        for c in parse.children(i)
        if parse.words[c].dep in TOLD | {"nummod", "amod", "quantmod", "advmod", "nmod"}
    ]
    for c in near:
        for k in (c, *parse.children(c)):
            if parse.words[k].pos == "NUM" and parse.words[k].ent not in {"DATE", "TIME"}:
                return True
            if parse.words[k].lemma.lower() in COUNTED:
                return True
    return False


TOLD = frozenset("dobj nsubjpass nsubj npadvmod nummod amod quantmod advmod nmod".split())


def toll_participle(parse: Parse, i: int) -> bool:
    """ "…, killing 12": wherever the parser hangs it, and without a comma too."""
    word = parse.words[i]
    if word.tag != "VBG" or i == 0 or parse.child(i, "dobj") is None:
        return False
    if not tells_toll(parse, i) and not raises_toll(parse, i):
        return False
    who = parse.child(i, "nsubj")
    if who is not None and not any(parse.words[k].pos in {"VERB", "AUX"} for k in range(who + 1, i)):
        return False  # "with bombs killing 12"; not "a raid that hit Varo killing 12"
    if parse.child(i, "mark", "aux") is not None or word.dep in {
        "amod",
        "compound",
        "nsubj",
        "csubj",
    }:
        return False
    before = parse.words[i - 1]
    if before.pos == "ADP" or before.tag in {"TO", "DT", "POS"}:
        return False
    return parse.words[parse.child(i, "dobj") or i].start > word.start


def raises_toll(parse: Parse, i: int) -> bool:
    """ "bringing the toll to 61"."""
    thing = parse.child(i, "dobj")
    return (
        parse.words[i].lemma in {"bring", "raise", "push", "take", "lift"}
        and thing is not None
        and parse.words[thing].lemma.lower() in {"toll", "number", "total"}
        and any(parse.words[k].tag == "CD" for k in parse.subtree(i))
    )


def toll_phrase(parse: Parse, i: int) -> bool:
    """ "12 injured", "dozens more wounded": a number and what befell it, without a verb."""
    near = [
        parse.words[c] for c in parse.children(i) if parse.words[c].dep in {"acl", "amod", "advmod", "acomp"}
    ]
    counted = parse.words[i].pos == "NUM" or parse.words[i].lemma in COUNTED
    counted = counted or any(parse.words[c].pos == "NUM" for c in parse.children(i))
    return counted and any(w.tag == "VBN" and w.lemma in STATUS for w in near)


def told_above(parse: Parse, i: int, inside: set[int]) -> bool:
    """Whether what a toll is joined to is a toll too ("four dead and 12 injured")."""
    head = parse.words[i].head
    if head not in inside:
        return False
    around = {head, parse.words[head].head, *parse.children(head), *parse.children(parse.words[head].head)}
    return any(
        k != i and (STATUS.get(parse.words[k].lemma.lower()) or STATUS.get(parse.words[k].text.lower()))
        for k in around
    )
