"""Force: what is done with the words; :mod:`wiredesk.statements.negations` tells whether the act is denied.

Force is read from the cue ("denied", "urged", "vowed"), then from the clause itself ("if", "may",
"must", a question mark).  The verb lists are those of English reporting verbs by speech act
(Quirk et al. 1985, 16.20-16.33), kept where fifty attributions of PolNeAR's training articles with
that verb had that force.
"""

from __future__ import annotations

from collections.abc import Sequence

from wiredesk.model.parses import Parse
from wiredesk.model.statements import Force
from wiredesk.statements import cues
from wiredesk.statements.hedges import concluded, hedged, seems, should
from wiredesk.statements.negations import NEGATIONS, negated
from wiredesk.statements.sentences import SUBJECTS, finite

DENY = frozenset({"deny", "refute", "rebut", "disavow", "repudiate"})
TURN_DOWN = frozenset({"reject", "dismiss", "dispute", "contest"})
"""Verbs that deny a claim but only turn down a plan."""
CLAIMS = frozenset(
    """claim allegation accusation charge report suggestion assertion criticism notion idea rumour rumor
    account version finding speculation""".split()
)
DEMAND = frozenset(
    [
        "demand",
        "urge",
        "insist",
        "call",
        "order",
        "command",
        "instruct",
        "request",
        "appeal",
        "beg",
        "exhort",
        "implore",
        "press",
        "propose",
        "recommend",
    ]
)
PROMISE = frozenset(
    ["promise", "pledge", "vow", "commit", "guarantee", "swear", "undertake", "assure", "offer", "threaten"]
)
BID = frozenset({"tell", "advise", "warn", "direct"})
"""Verbs that demand only where somebody is to do something ("told them to leave", "warned them not to")."""
AGAIN = frozenset({"repeat", "reiterate", "renew", "restate"})
"""Verbs that make the demand or promise behind them again ("repeated his call on them to leave")."""
ASK = frozenset(["ask", "wonder", "question", "inquire", "enquire"])
HEDGE = frozenset(
    [
        "suggest",
        "speculate",
        "estimate",
        "fear",
        "suspect",
        "imply",
        "hint",
        "guess",
        "predict",
        "expect",
        "hope",
        "doubt",
        "believe",
        "think",
        "allege",
    ]
)
SPEECH_ACTS = (DENY | TURN_DOWN | DEMAND | PROMISE | ASK | HEDGE) | frozenset(
    """announce accuse blame criticize criticise condemn denounce praise welcome oppose endorse back agree
    refuse decline express voice reiterate acknowledge admit confirm claim warn declare describe label
    advise recommend encourage invite support call say tell add note argue write report challenge attack mock
    blast slam defend commend hail applaud thank apologize predict caution exude identify list count clear
    decry deride ridicule lambast lambaste pan rebuke liken testify assert contend maintain concede complain
    stress emphasize emphasise underscore tout reveal disclose peg""".split()
)
"""Verbs by which someone makes a position known: a clause told with them is that person's statement."""
DEEDS = frozenset("launch carry mount stage smash storm".split())
"""Verbs that make a deed of the noun behind them ("launched an attack")."""
WORRIES = frozenset(
    "concern concerns doubt doubts alarm objection objections worry worries fear fears".split()
)
"""What is raised or voiced where somebody makes a position known ("raised concern about …")."""
VERIFY = frozenset({"verify", "confirm", "authenticate", "corroborate"})
ABLE = frozenset({"independently", "immediately", "able", "unable", "could", "can", "possible", "impossible"})


def force(
    parse: Parse,
    words: Sequence[int],
    head: int,
    cue: Sequence[str],
    *,
    conditional: bool,
    question: bool,
) -> Force:
    """The force of a clause: ``cue`` holds the lemmas of the cue's words, empty for narration;
    ``conditional`` says that it has a condition, ``question`` that it ends in a question mark."""
    lemmas = [parse.lemmas[i] for i in words]
    low = [parse.low[i] for i in words]
    if unverified(lemmas, low):
        return Force.UNVERIFIED
    said = set(cue)
    if conditional:
        return Force.CONDITIONAL
    main = parse.words[head].lemma.lower()
    denies = bool(said & DENY or (said & TURN_DOWN and _at_claims(parse, head, lemmas)))
    denies = denies and not (main in DENY and _keeps_from(parse, head))
    if denies and said & NEGATIONS:
        return Force.HEDGED  # "did not deny that": left open
    if denies:
        return Force.DENIED
    if question:
        return Force.ASKED
    if "call" in said and not _calls(parse, head, said):
        said = said - {"call"}
    if "insist" in said and _holds_to_be(parse, head):
        said = said - {"insist"}
    asking = (i for i in words if parse.lemmas[i] == "ask" and (i == head or not _of_another(parse, i, head)))
    if "ask" in lemmas and any(_asks_act(parse, i) and not negated(parse, i) for i in asking):
        return Force.DEMANDED
    undone = bool(said & NEGATIONS) and main in DEMAND  # "did not demand an inquiry"
    if (said & DEMAND and not undone) or (said & {"ask", *BID} and _bare_or_to(parse, head)):
        return Force.DEMANDED
    if main in BID and _asks_act(parse, head) and not negated(parse, head):
        return Force.DEMANDED
    if main == "ask" and _asks_for(parse, head) and not negated(parse, head):
        return Force.DEMANDED
    lifeless = main in {"threaten", "offer", "guarantee", "assure"} and _thing(parse, head)
    lifeless = lifeless or (main == "offer" and _words_given(parse, head))
    unmade = main in PROMISE and negated(parse, head)  # "could not offer a date": nothing is promised
    unmade = unmade or (bool(said & PROMISE) and not PROMISE & set(lemmas) and _is_so(parse, head))
    if said & PROMISE and not lifeless and not unmade:
        return Force.PROMISED
    if said & ASK and not (main == "ask" and (negated(parse, head) or _stays_unnamed(parse, head))):
        return Force.ASKED
    again = parse.child(head, "dobj") if main in AGAIN else None
    if again is not None and parse.words[again].lemma.lower() in DEMAND:
        return Force.DEMANDED
    if again is not None and parse.words[again].lemma.lower() in PROMISE:
        return Force.PROMISED
    if _lets_us(parse, head) or _bidden(parse, words, head):
        return Force.DEMANDED
    demands = main in DEMAND and _governs_act(parse, head) and not _moves_on(parse, head)
    demands = demands and not (main == "appeal" and _at_law(parse, head))
    demands = demands and not (main in {"demand", "urge", "order", "request"} and negated(parse, head))
    if (demands and (main != "call" or _calls(parse, head, set()))) or should(parse, head):
        return Force.DEMANDED
    if main in {"ask", "wonder", "question"} and _indirect_question(parse, head):
        return Force.ASKED
    promises = main in PROMISE and (main == "offer" or parse.child(head, "xcomp", "ccomp") is not None)
    if promises and not lifeless and not unmade:
        return Force.PROMISED
    denies = main in DENY or (main in TURN_DOWN and _at_claims(parse, head, lemmas))
    if denies and (_keeps_from(parse, head) or any(parse.low[c] in _WILL for c in parse.children(head))):
        denies = False  # "a paper that will rebut the report"
    if denies and negated(parse, head):
        return Force.HEDGED if main in DENY else Force.ASSERTED
    if denies:
        return Force.DENIED
    unalleged = "allege" in said and bool(said & NEGATIONS)  # "does not allege that …"
    if (
        (said & HEDGE and not unalleged)
        or seems(parse, head)
        or concluded(parse, head)
        or hedged(parse, words, head)
    ):
        return Force.HEDGED
    return Force.ASSERTED


def unverified(lemmas: Sequence[str], low: Sequence[str]) -> bool:
    """Whether the clause says that something could not be, or was not, checked."""
    if not VERIFY & set(lemmas):
        return "unverified" in low and bool({"claim", "report", "remain", "be"} & set(lemmas))
    negative = bool((NEGATIONS | {"unable", "impossible"}) & set(low))
    return negative and bool(ABLE & set(low))


_WILL = frozenset("will 'll ’ll would".split())
_NO_BIDDING = frozenset("thank look listen see imagine let suppose guess say consider remember bless".split())
"""Verbs whose imperative asks for nothing: "Thank you", "Look, it is late"."""


def imperative(parse: Parse, i: int) -> bool:
    """Whether a word is a verb that bids: in its base form, without subject and "to", at the beginning of a
    sentence or quotation, or joined to such a verb."""
    word, kids = parse.words[i], parse.children(i)
    if word.tag != "VB" or word.lemma.lower() in _NO_BIDDING:
        return False
    if word.dep == "conj" and word.head < i:
        return imperative(parse, word.head)
    first = next((k for k in range(i, -1, -1) if k == 0 or not _leads(parse, k - 1)), i)
    opens = first == 0 or parse.words[first - 1].text in _OPENERS or _begins(parse, first)
    if word.dep not in {"ROOT", "ccomp"} or not opens:
        return False
    return not any(
        parse.words[c].dep in {*SUBJECTS, "expl"} or parse.words[c].tag in {"TO", "MD"} for c in kids
    )


def _bidden(parse: Parse, words: Sequence[int], head: int) -> bool:
    """Whether a clause opens with its own verb as a bidding: "Boil the water", "Please do not go there"."""
    for i in words[:5]:
        if i == head:
            return imperative(parse, head)
        if parse.words[i].text[0].isalpha() and parse.words[i].text.lower() not in _BEFORE_BIDDING:
            return False
    return False


_OPENERS = frozenset({'"', "“", "``", "''", "'", "‘", "«", "„", ":"})


def _begins(parse: Parse, i: int) -> bool:
    return parse.words[i].sentence != parse.words[i - 1].sentence


def _leads(parse: Parse, k: int) -> bool:
    """Whether a word stands before a verb that bids, in its sentence: "please", "do not", "just"."""
    low = parse.words[k].text.lower()
    return low in _BEFORE_BIDDING and parse.words[k].sentence == parse.words[k + 1].sentence


_BEFORE_BIDDING = frozenset("please do don n't n’t t not never just now so and but always first then".split())


def _at_claims(parse: Parse, head: int, lemmas: Sequence[str]) -> bool:
    """Whether it is a claim that is turned down: "dismissed the report", not "dismissed the case after a
    report", nor what a court does ("charges were dismissed")."""
    turned = parse.lemmas[head] in TURN_DOWN
    what = parse.child(head, "dobj", "nsubjpass") if turned else None
    if what is not None and parse.lemmas[what] in _AT_COURT:
        return any(parse.low[k] == "as" for k in parse.children(head))
    return bool(CLAIMS & (set(lemmas) if what is None else {parse.lemmas[k] for k in parse.subtree(what)}))


_AT_COURT = frozenset("charge count case lawsuit suit complaint appeal motion petition indictment".split())
"""What a court dismisses; who dismisses the charges "as" something denies them."""


ASKED_FOR = frozenset(
    """motion request petition appeal bid visa application bail bond permission access entry asylum permit
    license licence parole coverage loan leave care treatment right justice chance opportunity service aid
    help protection benefit freedom dignity vote""".split()
)
"""What is denied to somebody, and was not said."""


_KINDS = frozenset("kind sort type form measure".split())


def _keeps_from(parse: Parse, head: int) -> bool:
    """Whether something is kept from somebody: "denied him a victory", "was denied entry", "the permit was
    denied"."""
    if parse.child(head, "dative") is not None:
        return True
    passive, what = parse.child(head, "auxpass") is not None, parse.child(head, "dobj", "nsubjpass")
    if passive and parse.child(head, "dobj") is not None:
        return True
    of = parse.child(what, "prep") if what is not None and parse.lemmas[what] in _KINDS else None
    what = what if of is None else parse.child(of, "pobj")  # "that kind of justice was denied"
    return what is not None and parse.words[what].lemma.lower() in ASKED_FOR


def _lets_us(parse: Parse, head: int) -> bool:
    """Whether all are asked to do something: "Let us heal", "Let's mend it"; not "the dam let us down", nor
    "Let's be honest", which opens what is then said."""
    if parse.words[head].lemma.lower() != "let" or parse.child(head, "nsubj") is not None:
        return False
    deed = parse.child(head, "ccomp")
    who = parse.child(deed, "nsubj") if deed is not None else None
    if deed is not None and (parse.lemmas[deed] in _FACES or set(parse.low[deed : deed + 4]) & _CANDID):
        return False
    return who is not None and parse.words[who].text.lower() in {"us", "'s", "’s"}


_FACES = frozenset("face see say assume suppose imagine hope".split())
_CANDID = frozenset("honest clear frank real candid blunt fair serious realistic straight".split())
"""What "let's be …" asks for nothing by."""


def _moves_on(parse: Parse, head: int) -> bool:
    """Whether somebody "pressed ahead", "called off" something or "called the paper out for it", which asks
    for nothing."""
    behind = parse.words[head + 1].text.lower() if head + 1 < len(parse.words) else ""
    out = any(parse.low[c] == "out" for c in parse.children(head) if parse.low[head][:4] == "call")
    return out or behind in {"forward", "ahead", "off"}


def _at_law(parse: Parse, head: int) -> bool:
    """Whether somebody appeals against a judgment, or to a court, and asks nobody for anything."""
    asked = [c for c in parse.children(head) if parse.words[c].text.lower() in {"to", "for", "on", "upon"}]
    objects = [parse.child(c, "pobj") for c in asked]
    return all(o is not None and parse.words[o].lemma.lower() in _COURTS for o in objects)


_COURTS = frozenset("court tribunal judge chamber".split())
_WH = frozenset("whether if why how what who which when where".split())


def _indirect_question(parse: Parse, head: int) -> bool:
    """Whether a verb of asking has what is asked behind it: "was asked whether she would go"."""
    asked = parse.child(head, "ccomp", "advcl")
    if asked is None or asked < head:
        return False
    return any(parse.words[k].text.lower() in _WH for k in parse.subtree(asked)[:2])


def _holds_to_be(parse: Parse, head: int) -> bool:
    """Whether a clause that somebody insists on tells what is so ("insisted that it was safe", "insists there
    will be no toll") and not what must be ("insisted that he go", "insisted they would have to leave")."""
    word = parse.words[head]
    helps = {parse.words[c].text.lower() for c in parse.children(head) if parse.words[c].dep == "aux"}
    if helps & {"should", "must", "ought"} or word.lemma.lower() in {"need"}:
        return False
    has = word if word.lemma.lower() == "have" else parse.words[word.head]
    above = has.lemma.lower() == "have" and (word.dep == "xcomp" or parse.child(head, "xcomp") is not None)
    return finite(parse, head) and not above


def _calls(parse: Parse, head: int, cue: set[str]) -> bool:
    """Whether a "call" asks for something ("called for calm", "called on them to go") and does not name
    it ("called the vote a victory")."""
    verb = parse.words[head].lemma.lower() == "call"
    if _moves_on(parse, head):
        return False
    if verb and parse.child(head, "auxpass") is not None:
        return _bare_or_to(parse, head)  # "police were called around ten for two men"
    after = {parse.words[c].text.lower() for c in parse.children(head)} if verb else set()
    return bool({"for", "on", "upon"} & (cue | after)) or _bare_or_to(parse, head)


def _thing(parse: Parse, head: int) -> bool:
    """Whether the subject of a verb is a thing, which promises nothing ("rain threatens to …")."""
    subject = parse.child(head, *SUBJECTS)
    if subject is None:
        return False
    word = parse.words[subject]
    speakers = cues.ROLES | cues.UNNAMED | cues.BODIES
    if word.text.lower() in {"this", "that", "which"} and parse.words[head].lemma == "assure":
        return True
    person = word.ent or word.pos in {"PRON", "PROPN"} or word.lemma.lower() in speakers
    return not person and word.tag == "NN"


_GIVEN = frozenset(
    """account message explanation detail view version comment condolence apology praise glimpse insight
    opinion assessment theory thought prayer sympathy description picture clue hint criticism defense
    defence reason rationale excuse advice example statement""".split()
)
"""What is offered by saying it, and promises nothing."""


def _words_given(parse: Parse, head: int) -> bool:
    thing = parse.child(head, "dobj")
    return thing is not None and parse.lemmas[thing] in _GIVEN


def _is_so(parse: Parse, head: int) -> bool:
    """Whether a clause tells what is so or was already, and nothing that will be: "vowed … that the process
    has started", "assured them it is safe"."""
    if not finite(parse, head) or parse.child(head, *SUBJECTS) is None:
        return False
    return parse.low[head] != "going" and not any(parse.words[c].tag == "MD" for c in parse.children(head))


def _of_another(parse: Parse, i: int, head: int) -> bool:
    """Whether a verb only describes a thing that ``head`` does not act on, "it came after they passed a
    resolution asking both sides to talk", or what another says: "Vale will say that Holm asked him to go"."""
    word = parse.words[i]
    if word.dep == "ccomp" and word.head == head and parse.child(i, *SUBJECTS) is not None:
        return True
    return word.dep in {"relcl", "pcomp"} or (word.dep == "acl" and parse.words[word.head].head != head)


_UNNAMED = frozenset({"name", "identify", "quote"})


def _stays_unnamed(parse: Parse, head: int) -> bool:
    """Whether somebody "asked not to be named"."""
    act = parse.child(head, "xcomp", "ccomp")
    return act is not None and parse.lemmas[act] in _UNNAMED and parse.child(act, "auxpass") is not None


def _asks_act(parse: Parse, head: int) -> bool:
    """Whether somebody is asked to do something ("asking the company to surrender the papers")."""
    act = parse.child(head, "xcomp", "ccomp")
    if _stays_unnamed(parse, head):
        return False
    return act is not None and any(
        parse.words[c].text.lower() == "to" and parse.words[c].tag == "TO" for c in parse.children(act)
    )


def _asks_for(parse: Parse, head: int) -> bool:
    """Whether somebody is asked for something ("asked the government for help"), and not for what he says
    ("asked for comment")."""
    near = (c for c in parse.children(head) if parse.words[c].text.lower() == "for" and c > head)
    thing = next((parse.child(c, "pobj") for c in near), None)
    return thing is not None and parse.words[thing].lemma.lower() not in _ANSWERS


_ANSWERS = frozenset(
    """comment response reaction detail reason explanation name opinion view advice update clarification
    information""".split()
)


_BEFALLS = frozenset(
    """be have know see hear find need want like love think believe remember win lose die suffer become get
    learn understand miss fail live look hope feel face survive say tell admit add argue bet guess note call
    let end happen owe belong cost prefer expect wonder wish""".split()
)
"""Verbs of what nobody undertakes by saying that he will."""


def undertakes(parse: Parse, head: int) -> bool:
    """Whether a speaker says what he or his side will do: "We will rebuild the port", "I'm going to sue"; not
    "we will see" or "we will be hit".  Only in words that are somebody's.

    Chosen on the reports of fa-kes and AllSides, where readers called such words a promise."""
    verb = head
    if parse.words[head].text.lower() in {"going", "gonna"}:
        plan = parse.child(head, "xcomp")
        if plan is None:
            return False
        verb = plan
    elif not any(
        parse.words[c].dep == "aux" and parse.words[c].text.lower() in {"will", "'ll", "’ll", "shall", "wo"}
        for c in parse.children(head)
    ):
        return False
    own, goes_on = parse.child(head, "nsubj"), parse.child(verb, "xcomp")
    if parse.words[verb].lemma.lower() in {"continue", "keep"} and goes_on is not None:
        verb = goes_on
    if any(parse.words[c].text.lower() in {"have", "been"} for c in parse.children(verb)):
        return False  # "we will have left"
    return (
        own is not None
        and parse.words[own].text.lower() in {"we", "i"}
        and parse.words[verb].lemma.lower() not in _BEFALLS
        and parse.child(verb, "auxpass") is None
    )


def _bare_or_to(parse: Parse, head: int) -> bool:
    word = parse.words[head]
    return word.tag == "VB" and not finite(parse, head)


def _governs_act(parse: Parse, head: int) -> bool:
    return any(parse.words[c].dep in {"ccomp", "xcomp", "dobj", "prep", "acl"} for c in parse.children(head))
