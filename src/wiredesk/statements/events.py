"""Events: the act of a clause, who did it and to whom, with passives and light verbs undone.

"Three men were shot by police" is shoot(police, men); "came out with an initiative of peace talks"
is talk; "is ready to stop the war" is stop.  The list of light verbs is the usual one of English
(take, make, hold, launch …), lengthened on articles of the AllSides round-ups.
"""

from __future__ import annotations

from dataclasses import dataclass

from wiredesk.model.parses import Parse
from wiredesk.statements.sentences import SUBJECTS, subject

LIGHT = frozenset(
    [
        "take",
        "make",
        "hold",
        "give",
        "have",
        "launch",
        "conduct",
        "stage",
        "carry",
        "mount",
        "come",
        "express",
        "suffer",
        "sustain",
        "offer",
        "issue",
        "commit",
        "perform",
        "undertake",
        "engage",
        "deal",
        "inflict",
        "stage",
        "wage",
        "do",
        "put",
        "pay",
        "reach",
        "lead",
        "see",
        "face",
        "receive",
    ]
)
# Verbs that only set phase or readiness: the act is the verb under them.
PHASE = frozenset(
    [
        "begin",
        "start",
        "continue",
        "stop",
        "cease",
        "keep",
        "resume",
        "manage",
        "try",
        "attempt",
        "seek",
        "intend",
        "plan",
        "want",
        "wish",
        "appear",
        "seem",
        "happen",
        "tend",
        "fail",
        "refuse",
        "decline",
        "agree",
        "decide",
        "help",
        "go",
        "proceed",
        "end",
        "hope",
        "prepare",
        "need",
        "expect",
        "use",
    ]
)
READY = frozenset(
    [
        "ready",
        "willing",
        "prepared",
        "able",
        "set",
        "due",
        "likely",
        "unlikely",
        "poised",
        "committed",
        "determined",
    ]
)
EVENT_NOUNS = frozenset(
    [
        "attack",
        "offensive",
        "strike",
        "airstrike",
        "raid",
        "bombing",
        "shelling",
        "explosion",
        "blast",
        "clash",
        "fighting",
        "battle",
        "shooting",
        "killing",
        "assault",
        "operation",
        "siege",
        "withdrawal",
        "retreat",
        "ceasefire",
        "truce",
        "talk",
        "negotiation",
        "mediation",
        "meeting",
        "summit",
        "agreement",
        "deal",
        "vote",
        "election",
        "protest",
        "demonstration",
        "rally",
        "march",
        "arrest",
        "investigation",
        "inquiry",
        "probe",
        "trial",
        "hearing",
        "ruling",
        "decision",
        "resolution",
        "sanction",
        "statement",
        "announcement",
        "call",
        "visit",
        "trip",
        "evacuation",
        "rescue",
        "aid",
        "assistance",
        "response",
        "support",
        "blow",
        "casualty",
        "loss",
        "damage",
        "injury",
        "death",
        "surgery",
        "resignation",
        "takeover",
    ]
)
ABSTRACT = frozenset(
    [
        "readiness",
        "willingness",
        "initiative",
        "intention",
        "desire",
        "hope",
        "wish",
        "effort",
        "bid",
        "attempt",
        "plan",
        "decision",
        "series",
        "wave",
        "number",
        "round",
        "start",
        "end",
        "beginning",
        "possibility",
        "step",
        "measure",
    ]
)


@dataclass(frozen=True, slots=True)
class Event:
    """``act`` a lemma, ``actor`` and ``object`` words as printed ("" where there are none); ``verb`` is
    the index of the word that ``act`` is taken from."""

    act: str
    actor: str
    object: str
    verb: int


def event(parse: Parse, head: int, noun: int | None = None) -> Event:
    """The event that the clause headed by word ``head`` tells.  ``noun`` is what a relative clause
    or participle describes: it stands in for "who", "which", "that"."""
    verb = head
    agent = subject(parse, verb)
    seen = {verb}
    while True:
        below = _below(parse, verb)
        if below is None or below in seen:
            break
        seen.add(below)
        verb = below
        own = parse.child(verb, "nsubj", "nsubjpass")
        agent = own if own is not None else agent
    word = parse.words[verb]
    patient = parse.child(verb, "dobj", "attr", "oprd", "dative")
    if _passive(parse, verb):
        by = parse.child(verb, "agent")
        by_noun = parse.child(by, "pobj") if by is not None else None
        patient, agent = (agent if agent is not None else patient), by_noun
    act = word.lemma.lower()
    if word.pos in {"VERB", "AUX"} and word.lemma in LIGHT | {"be"}:
        noun = _event_noun(parse, verb)
        if noun is not None:
            act = parse.words[noun].lemma.lower()
            verb = noun
            patient = _of(parse, noun)
    elif word.dep == "acl" and word.tag == "VBN" and agent is None:
        patient = word.head if patient is None else patient
    agent, patient = _standing_for(parse, agent, noun), _standing_for(parse, patient, noun)
    return Event(act, _name(parse, agent), _name(parse, patient), verb)


def _standing_for(parse: Parse, i: int | None, noun: int | None) -> int | None:
    if i is None or noun is None or parse.words[i].tag not in {"WDT", "WP", "WRB"}:
        return i
    return noun


def _below(parse: Parse, i: int) -> int | None:
    word = parse.words[i]
    if word.lemma == "be":
        adjective = parse.child(i, "acomp")
        if adjective is not None and parse.words[adjective].text.lower() in READY:
            return parse.child(adjective, "xcomp") or _gerund(parse, adjective)
        return None
    if word.lemma in PHASE or word.text.lower() in READY:
        return parse.child(i, "xcomp") or _gerund(parse, i)
    if parse.child(i, *SUBJECTS) is None and word.tag == "VBZ":  # "air strikes" read as a verb
        below = parse.child(i, "ccomp")
        return below if below is not None and parse.child(below, *SUBJECTS) is not None else None
    return None


def _gerund(parse: Parse, i: int) -> int | None:
    preposition = parse.child(i, "prep")
    if preposition is None:
        return None
    return parse.child(preposition, "pcomp")


def _passive(parse: Parse, i: int) -> bool:
    return parse.child(i, "nsubjpass", "auxpass") is not None or (
        parse.words[i].tag == "VBN" and parse.child(i, "agent") is not None
    )


def _event_noun(parse: Parse, verb: int) -> int | None:
    """The noun that names the event of a light verb, one or two steps down."""
    stack = [c for c in parse.children(verb) if parse.words[c].dep in {"dobj", "attr", "prep", "nsubjpass"}]
    best: int | None = None
    for _ in range(6):
        if not stack:
            break
        i = stack.pop(0)
        word = parse.words[i]
        if word.pos == "ADP":
            stack[:0] = [c for c in parse.children(i) if parse.words[c].dep in {"pobj", "pcomp"}]
            continue
        if word.lemma.lower() in EVENT_NOUNS:
            return i
        if word.lemma.lower() in ABSTRACT or word.tag == "VBG" or word.dep in {"acl", "xcomp"}:
            stack[:0] = [
                c for c in parse.children(i) if parse.words[c].dep in {"acl", "prep", "xcomp", "dobj", "pobj"}
            ]
            if word.dep in {"acl", "xcomp"} and word.lemma not in LIGHT:
                return i
    return best


def _of(parse: Parse, noun: int) -> int | None:
    preposition = next(
        (
            c
            for c in parse.children(noun)
            if parse.words[c].text.lower() in {"of", "on", "against", "with", "to"}
        ),
        None,
    )
    return parse.child(preposition, "pobj") if preposition is not None else None


def _name(parse: Parse, i: int | None) -> str:
    """The head word with its compounds ("Resistance Force"), as printed."""
    if i is None:
        return ""
    left = i
    for c in parse.children(i):
        if c < i and parse.words[c].dep in {"compound", "nmod"} and c < left:
            left = c
    return parse.text[parse.words[left].start : parse.words[i].end]
