"""Deeds told with verbs that are acts of speech elsewhere: "attacked the port", "committed a crime",
"claimed forty lives".

The lists were chosen on a reading of some 800 statements of fa-kes and AllSides, six reports of which gave
words to somebody who only did something, and from general knowledge.
"""

from __future__ import annotations

from wiredesk.model.parses import Parse
from wiredesk.statements.cues import words

_BLOWS = frozenset(("attack", "slam", "blast"))
_FIGHTERS = words("""
    force rebel militant gunman fighter troop soldier jet plane warplane drone helicopter army militia
    insurgent jihadist extremist terrorist bomber attacker assailant raider mob arsonist hacker unit faction
    brigade guerrilla man men group
""")
"""Who attacks with more than words; a group or a man only where a place or fighters are attacked."""
_GROUPS = frozenset(("man", "men", "group"))
_TARGETS = words("""
    base city town village post position checkpoint convoy house building hospital school church mosque
    market bus car truck vehicle train ship vessel boat port airport airfield station embassy compound
    headquarters camp prison police army soldier troop force patrol officer guard fighter rebel militant
    area district neighborhood neighbourhood suburb road bridge pipeline plant facility stronghold target
    civilian crowd protester demonstrator
""")
_LIVES = words("life lives victim casualty")
_LOST = words("martyr victim casualty person people civilian soldier fighter child woman man")
_QUOTES = frozenset("\"“”‘’'")
_OWN = frozenset(("to", "themselves", "himself", "herself", "itself", "ourselves", "myself"))


def is_deed(parse: Parse, i: int) -> bool:
    """Whether the verb ``i`` tells here what somebody did, not what was said."""
    lemma = parse.words[i].lemma.lower()
    if parse.words[i].pos not in ("VERB", "AUX"):
        return False
    if lemma == "commit":
        kids = [parse.words[c] for c in parse.children(i)]
        own = any(w.text.lower() in _OWN or w.dep in ("xcomp", "ccomp") for w in kids)
        return not own and any(w.dep in ("dobj", "nsubjpass") for w in kids)
    if lemma == "claim":
        return _took_lives(parse, i)
    if lemma == "greet":
        return parse.words[i].tag == "VBN"  # "was greeted by protesters"
    if lemma == "read":
        return parse.child(i, "dobj") is not None and not any(w.text in _QUOTES for w in parse.words)
    if lemma == "plead":
        return _answers_charges(parse, i)
    if lemma == "conclude":
        return parse.child(i, "dobj", "nsubjpass") is not None and parse.child(i, "ccomp", "xcomp") is None
    if lemma == "find" and i + 1 < len(parse.words):
        return parse.words[i + 1].text.lower() in _OWN  # "found himself short of sailors"
    return lemma in _BLOWS and _strikes(parse, i)


def _answers_charges(parse: Parse, i: int) -> bool:
    """Whether somebody pleads before a court: "pleaded guilty to charges", "has pleaded not guilty"."""
    return any(w == "guilty" for w in parse.low[i + 1 : i + 3])


def _took_lives(parse: Parse, i: int) -> bool:
    if parse.child(i, "ccomp", "xcomp") is not None:
        return False
    thing = parse.child(i, "dobj")
    if thing is not None:
        return parse.words[thing].lemma.lower() in _LIVES
    lost = parse.child(i, "nsubjpass")
    return lost is not None and parse.words[lost].lemma.lower() in _LOST | _LIVES


def _strikes(parse: Parse, i: int) -> bool:
    agent = parse.child(i, "agent")
    by = parse.child(agent, "pobj") if agent is not None else None
    doer = parse.child(i, "nsubj") if by is None else by
    thing = parse.child(i, "dobj", "nsubjpass")
    if doer is not None and parse.words[doer].ent == "PERSON":
        return False
    who = parse.words[doer].lemma.lower() if doer is not None else ""
    what = parse.words[thing].lemma.lower() if thing is not None else ""
    hit = what in _TARGETS | _FIGHTERS - _GROUPS or (
        thing is not None and parse.words[thing].ent in ("FAC", "LOC")
    )
    return hit or (who in _FIGHTERS - _GROUPS)


__all__ = ["is_deed"]
