"""Which clauses of a sentence carry news of their own: a figure, an event, a second act.

The lists were chosen by reading what an editor marked in one story and what the rules did to articles
of the AllSides round-ups.
"""

from __future__ import annotations

from wiredesk.model.parses import Parse
from wiredesk.statements.events import EVENT_NOUNS
from wiredesk.statements.joints import contact, defines, shares_object, while_it_lasts
from wiredesk.statements.losses import tells_toll, told_above, toll_participle, toll_phrase
from wiredesk.statements.plans import shares_help, shares_modal
from wiredesk.statements.sentences import SUBJECTS, alternative, conditional, finite, first_of

SHORTEST = 4  # words that a modifying clause needs to stand alone
BESIDE = frozenset({"while", "whereas", "although", "though"})
CIRCUMSTANCE = frozenset({"as", "when", "while"})
SETTING = frozenset({"after", "before", "when", "as", "because", "since"})
DEGREES = frozenset({"even", "long"})  # "even though"
# Verbs of attitude: "supports the call and hopes that …" is one stance, not two events.
ATTITUDES = frozenset("hope believe think feel want wish support welcome remain seem appear be look".split())
# What makes a modifying clause news: verbs of violence, movement, holding and decision.
EVENTS = frozenset(
    """kill wound injure hurt shoot stab bomb attack strike hit explode destroy damage burn burst capture
    seize take lose retake recapture control hold overrun besiege surround shell fire launch arrest
    detain charge sentence accuse release rescue evacuate displace flee leave die crash collapse
    sink fall rise drop force send carry transport bring deliver deploy withdraw retreat advance
    sign pass approve reject vote win defeat elect appoint resign announce order ban close open
    begin start end cause prompt spark trigger raise cut pledge offer agree demand warn claim say
    report find issue publish meet visit arrive cross enter kidnap abduct execute target clash
    battle fight protest march suffer sustain""".split()
)
# What a state of things is: a relative clause of these only says who or what somebody is.
STATES = frozenset(
    """be have serve work know live own run lead represent head chair stand lie belong hold sit include
    contain border face need want seem appear remain come go get do see hear mean like love hate
    turn become""".split()
)
STANCES = frozenset(
    """urge call appeal demand insist promise vow pledge threaten deny refuse reject dismiss accuse blame
    criticize criticise condemn denounce praise welcome hail reiterate repeat express voice describe
    warn""".split()
)
"""Verbs by which somebody takes a stand in a participle beside what he says or does ("…, he said, calling on
the army to leave")."""
QUOTES = frozenset({'"', "“", "”", "``", "''"})
PASTS = frozenset({"retook", "overran", "withdrew"})
"""Pasts that the parser takes for presents where it has no comma to go by."""
VERDICTS = frozenset(
    """condemn criticize criticise denounce blame praise welcome reject launch fire attack kill shell bomb
    carry""".split()
)


_CUT_AT = frozenset({"conj", "appos", "ccomp", "parataxis", "relcl", "advcl", "acl"})
"""What the main word of a clause of its own is to its governor, but for some participles."""


def kind(parse: Parse, i: int, inside: set[int], top: int, cuts: dict[int, str]) -> str | None:
    word = parse.words[i]
    if (word.dep not in _CUT_AT and word.tag != "VBG") or shares_object(parse, i):
        return None
    if toll_participle(parse, i):
        return "participle"
    if word.dep in {"conj", "appos"} and word.pos in {"NOUN", "NUM", "ADJ"} and toll_phrase(parse, i):
        return "coordinate" if told_above(parse, i, inside) else None
    if word.dep not in {"conj", "ccomp", "parataxis", "relcl", "advcl", "acl"} or word.pos == "PROPN":
        return None
    size = sum([parse.words[k].pos != "PUNCT" for k in parse.subtree(i) if k in inside])
    if size >= 2 and word.dep != "ccomp" and tells_toll(parse, i) and word.head in inside:
        return _toll_kind(parse, i, size)
    if word.dep == "conj" and word.tag == "VBG" and _beside_verb(parse, i, size):
        return "participle"  # "…, suffering light injuries" that the parser takes for a second verb
    if word.dep in {"conj", "ccomp", "parataxis"}:
        return _coordinate(parse, i, size, top, cuts) if word.head in inside else None
    if word.dep == "relcl":
        if _hollow_without(parse, i, inside) or contact(parse, i):
            return None
        if size >= 4 and _told_control(parse, i):
            return "relative"
        if _at_a_time(parse, i, size):
            return "relative"
        if defines(parse, i) and not (_counts(parse, i, inside) or _happened(parse, i)):
            return None
        return "relative" if size >= 6 and _is_news(parse, i, inside) else None
    if word.dep in {"advcl", "acl"}:
        if word.dep == "acl" and _suspected(parse, i, inside):
            return "participle"
        if word.tag == "VBN" and size >= 3 and shares_help(parse, i):
            return "shared"
        if word.tag in {"VBG", "VBN"} and not finite(parse, i):
            return "participle" if size >= SHORTEST and _participle_news(parse, i, inside) else None
        told = finite(parse, i) or word.text.lower() in PASTS
        if word.dep == "advcl" and told and parse.child(i, *SUBJECTS) is not None:
            return _adverbial(parse, i, size)
    return None


def _toll_kind(parse: Parse, i: int, size: int) -> str | None:
    """A toll is a claim of its own, beside another toll and beside what caused it."""
    word = parse.words[i]
    if word.dep == "relcl":
        return "relative" if parse.words[word.head].pos in {"NOUN", "PROPN"} and size >= 4 else None
    if word.dep in {"advcl", "acl"}:
        first = min(parse.subtree(i))
        return "participle" if word.tag == "VBG" and first == i and size >= 3 else None
    if word.dep == "conj" and word.pos in {"VERB", "AUX"} and word.tag != "VB":
        joined_to = parse.words[word.head]
        told = joined_to.pos == "VERB" or tells_toll(parse, word.head)
        return "coordinate" if told and not alternative(parse, word.head, i) else None
    return None


_COMPLEMENTS = ("attr", "acomp", "dobj", "prep", "xcomp", "ccomp", "oprd", "advcl", "expl")


def _coordinate(parse: Parse, i: int, size: int, top: int, cuts: dict[int, str]) -> str | None:
    word = parse.words[i]
    if not finite(parse, i):
        shared = shares_modal(parse, i, size) or (size >= 4 and shares_help(parse, i))
        return "shared" if shared else None
    head = word.head
    own = parse.child(i, *SUBJECTS)
    if word.dep == "ccomp":
        # "X did A; Y did B": the parser hangs the first under the second
        between = [parse.words[k].text for k in range(max(parse.subtree(i)) + 1, head)] if i < head else []
        loose = own is not None and size >= 4 and parse.child(i, "mark") is None
        joint = ";" in between or ("," in between and ("and" in between or _spliced(parse, i)))
        return "coordinate" if loose and joint else None
    if not _independent(parse, head) or alternative(parse, head, i):
        return None
    first = first_of(parse, head)
    inner = parse.words[first].dep in {"relcl", "acl", "advcl"} and first not in cuts and first != top
    if inner and not (own is not None and parse.child(i, "mark") is not None):
        return None
    if own is not None:
        mark = parse.child(i, "mark")
        if mark is not None and parse.low[mark] in _WHEN and parse.words[mark - 1].pos == "CCONJ":
            return None  # "both during the vote and since he took office"
        hollow = word.pos == "AUX" and parse.child(i, *_COMPLEMENTS) is None  # "and I always will be"
        return "coordinate" if size >= 4 and not hollow else None
    if size < 5 or word.lemma in ATTITUDES or parse.words[head].lemma in ATTITUDES:
        return None
    rest = sum(1 for k in parse.subtree(head) if parse.words[k].pos != "PUNCT") - size
    return "coordinate" if rest >= 5 and finite(parse, head) else None


_WHEN = frozenset({"since", "before", "after", "until", "because"})


def _spliced(parse: Parse, i: int) -> bool:
    """Whether no more than a comma stands between two clauses that say two things: "Police look for the boat,
    anyone who saw it is asked to call"; not "the rope was old, it seems", "…, that is what they say".

    Of 9,000 statements of 325 reports a dozen held two so."""
    head = parse.words[i].head
    own = parse.child(head, "nsubj", "nsubjpass", "expl")
    if own is None or parse.words[own].tag in {"WP", "WDT", "DT"} or parse.words[own].text.lower() == "it":
        return False
    first = min(parse.subtree(own))
    if first != max(parse.subtree(i)) + 2 or parse.words[first - 1].text != "," or not finite(parse, head):
        return False
    mine = parse.child(i, *SUBJECTS)
    inner = {k for c in parse.children(i) if parse.words[c].dep == "ccomp" for k in parse.subtree(c)}
    begins = next((k for k in parse.subtree(i) if parse.words[k].text[0].isalnum() and k not in inner), i)
    if mine is None or begins not in parse.subtree(mine) or parse.words[begins].tag in {"WP", "WDT", "WRB"}:
        return False  # "the minute we leave, all is lost"
    behind = [c for c in parse.children(head) if c > head and parse.words[c].dep in _COMPLEMENTS]
    if parse.words[head].tag == "MD" or (parse.words[head].pos == "AUX" and not behind):
        return False  # "I will not go, I just won't"
    verb = parse.words[head].lemma.lower()
    if verb in SPEAKS or parse.words[i].lemma.lower() in SPEAKS | {"think", "believe", "know", "want"}:
        return False
    return parse.child(i, *_COMPLEMENTS, "auxpass") is not None


SPEAKS = frozenset(
    """say tell add report write note show announce claim confirm explain think believe suggest reveal state
    argue warn indicate find fear hope know mean suppose guess project allege testify estimate""".split()
)


def _independent(parse: Parse, i: int) -> bool:
    """Whether a verb is not itself inside a subordinate clause that must stay whole."""
    i = first_of(parse, i)
    word = parse.words[i]
    return word.dep in {"ROOT", "ccomp", "parataxis", "advcl", "relcl", "appos", "acl"} and not conditional(
        parse, i
    )


def _comma_before(parse: Parse, first: int) -> bool:
    return first > 0 and parse.words[first - 1].text in {",", "—", "–", "-", "(", ";"}


def _carries_news(parse: Parse, i: int, inside: set[int]) -> bool:
    under = [k for k in parse.subtree(i) if k in inside]
    if len(under) != len(parse.subtree(i)):
        return False
    if _counts(parse, i, inside):
        return True
    word = parse.words[i]
    if any(parse.words[k].ent in {"DATE", "TIME"} for k in under):
        # "the man who most shaped the news of the year" only says which man is meant
        told = _comma_before(parse, under[0]) or word.lemma in EVENTS
        return told or not any(parse.words[k].tag == "WP" for k in under[:2])
    past = word.tag == "VBD" or any(
        parse.words[c].text.lower() in {"was", "were", "had"} for c in parse.children(i)
    )
    return word.lemma in EVENTS and past and len(under) >= 8


def _happened(parse: Parse, i: int) -> bool:
    """Whether a relative clause tells what an event did: "a blast that rocked the port"."""
    own = parse.child(i, "nsubj")
    does = own is not None and parse.words[own].tag in {"WDT", "WP"} and parse.words[i].lemma in EVENTS
    return does and parse.words[parse.words[i].head].lemma.lower() in EVENT_NOUNS


def _counts(parse: Parse, i: int, inside: set[int]) -> bool:
    """Whether the clause of word ``i`` gives a number that is no date."""
    return any(
        parse.words[k].ent in {"CARDINAL", "QUANTITY", "MONEY", "PERCENT"}
        for k in parse.subtree(i)
        if k in inside
    )


def _told_control(parse: Parse, i: int) -> bool:
    """Whether a relative clause says who holds, declared or claimed something ("which controls …")."""
    word = parse.words[i]
    if word.lemma not in {"control", "hold", "seize", "capture", "recapture", "declare", "claim", "occupy"}:
        return False
    who = parse.child(i, "nsubj")
    return (
        who is not None
        and parse.words[who].tag in {"WDT", "WP"}
        and parse.child(i, "dobj", "ccomp") is not None
    )


def _participle_news(parse: Parse, i: int, inside: set[int]) -> bool:
    under = [k for k in parse.subtree(i) if k in inside]
    if not under or len(under) != len(parse.subtree(i)):
        return False
    first = under[0]
    word = parse.words[i]
    comma = _comma_before(parse, first)
    if word.tag == "VBG":
        if word.lemma == "describe" and len(under) >= 6 and _as(parse, i):
            return True
        if not comma or any(parse.words[c].dep == "mark" for c in parse.children(i)):
            return False
        own = parse.child(word.head, *SUBJECTS)
        if own is not None and parse.low[own] in {"that", "this"} and parse.words[own].tag == "DT":
            return False  # "That led to ten deaths, causing an outcry": nobody is named for it
        figure = any(parse.words[k].pos == "NUM" for k in under)
        return (
            figure
            or (word.lemma in STANCES and _quoted_whole(parse, under))
            or (word.lemma in EVENTS and len(under) >= 5)
        )
    if word.dep == "advcl":  # "Accused by 80 women, he …": a figure of its own in front
        last = under[-1] + 1
        figure = any(parse.words[k].tag == "CD" and parse.words[k].ent not in {"DATE", "TIME"} for k in under)
        return figure and i == first and last < len(parse.words) and parse.words[last].text == ","
    if word.lemma in VERDICTS and _by_name(parse, i):
        return comma or word.lemma in STANCES  # "rockets fired by the Front on Varo": which ones
    # a noun with a past participle, a time and a place: an event of its own
    inner = {d for k in under if k != i and parse.words[k].dep == "relcl" for d in parse.subtree(k)}
    kinds = {parse.words[k].ent for k in under if k not in inner}
    return bool(kinds & {"DATE", "TIME"}) and bool(kinds & {"GPE", "LOC", "FAC"} or comma)


def _quoted_whole(parse: Parse, under: list[int]) -> bool:
    """Whether each quotation that opens in some words closes in them, or right behind."""
    marks = sum(parse.words[k].text in QUOTES for k in under)
    behind = parse.words[under[-1] + 1 : under[-1] + 3]
    return marks % 2 == 0 or any(w.text in QUOTES for w in behind)


def _adverbial(parse: Parse, i: int, size: int) -> str | None:
    marks = [c for c in parse.children(i) if parse.words[c].dep in {"mark", "advmod"} and c < i]
    mark = next((c for c in marks if parse.words[c].text.lower() not in DEGREES), None)
    low = parse.words[mark].text.lower() if mark is not None else ""
    if mark is None or _other_words(parse, min(parse.subtree(i)), mark):
        return None
    if mark == min(parse.subtree(i)) and _so_long(parse, mark - 1):
        return None
    over = parse.words[i].head
    if low in CIRCUMSTANCE | {"since"} and mark > over and _counts_loss(parse, over):
        told = low == "when" and size >= 6 and _acts_on(parse, i)
        return (
            "setting" if told else None
        )  # "12 were killed as the army shelled Varo": when and where the toll was
    if low in BESIDE and size >= 4:
        return None if while_it_lasts(parse, mark) else "beside"
    if low == "as" and parse.words[i].lemma in _IN_WHAT_WAY and parse.words[i].tag != "VBG":
        return None
    if low == "since" and mark > over and any(parse.words[c].lemma == "have" for c in parse.children(over)):
        return None  # "has lost half its members since the war began": from when on
    if low in SETTING and size >= 7 and _has_setting(parse, over, low) and not _only_says_when(parse, over):
        past = _past(parse, i)
        rest = sum(1 for k in parse.subtree(parse.words[i].head) if parse.words[k].pos != "PUNCT") - size
        return "setting" if past and rest >= 5 else None
    return None


_IN_WHAT_WAY = frozenset("promise expect say hope want plan do know ask".split())
"""Verbs behind "as" that say in what way: "did as it had promised"."""


def _so_long(parse: Parse, k: int) -> bool:
    """Whether a word ends a length of time that a conjunction needs: "came hours | after the vote", "put
    forward a day | after Egypt withdrew it", where the parser hangs the time on the verb before.

    Of 12,000 statements of AllSides, fa-kes and local papers six ended so."""
    if k < 1 or parse.words[k].lemma.lower() not in TIMES:
        return False
    return parse.words[k].tag == "NNS" or parse.words[k - 1].text.lower() in {"a", "an", "one"}


def _only_says_when(parse: Parse, i: int) -> bool:
    """Whether a verb only says that something was or came, and its clause of time what: "the second attack
    took place when …"."""
    lemma = parse.words[i].lemma
    thing = parse.child(i, "dobj")
    place = lemma == "take" and thing is not None and parse.words[thing].lemma == "place"
    return place or lemma in {"occur", "happen"}


def _counts_loss(parse: Parse, i: int) -> bool:
    """Whether the clause of verb ``i`` gives a toll."""
    return parse.words[i].lemma in {"kill", "wound", "injure", "die", "hurt"} and tells_toll(parse, i)


def _other_words(parse: Parse, first: int, mark: int) -> bool:
    """Whether something other than a degree or a time stands before a conjunction ("the night before")."""
    return any(
        parse.words[k].text.lower() not in DEGREES
        and parse.words[k].ent not in {"DATE", "TIME"}
        and parse.words[k].lemma.lower() not in TIMES
        and parse.words[k].tag != "DT"
        for k in range(first, mark - 1)
    )


TIMES = frozenset("second minute hour day night morning evening week weekend month year moment".split())


def _past(parse: Parse, i: int) -> bool:
    """Whether a verb tells what happened; "retook" too, where the parser takes it for a present."""
    word = parse.words[i]
    if (
        word.tag == "VBD"
        or word.text.lower() in PASTS
        or (
            word.tag == "VBP"
            and word.lemma not in {"be", "have", "do"}
            and (word.text.lower() != word.lemma.lower())
        )
    ):
        return True
    return any(parse.words[c].tag == "VBD" for c in parse.children(i) if parse.words[c].dep.startswith("aux"))


def _has_setting(parse: Parse, head: int, mark: str) -> bool:
    """Whether a verb has a setting that may be told apart: not "it came when", "this was because"."""
    lemma = parse.words[head].lemma
    if lemma != "be":
        return lemma != "come"
    own = parse.child(head, *SUBJECTS)
    return (
        mark in {"after", "before"}
        and own is not None
        and parse.words[own].tag != "PRP"
        and (parse.words[own].tag != "DT")
    )


def _is_news(parse: Parse, i: int, inside: set[int]) -> bool:
    return _carries_news(parse, i, inside) or _added(parse, i) or _judged(parse, i)


def _judged(parse: Parse, i: int) -> bool:
    """Whether a relative clause tells what another says of a thing: "which the mayor blamed on Rehn"."""
    own = parse.child(i, "nsubj")
    thing = parse.child(i, "dobj")
    return (
        parse.words[i].lemma in {"blame", "condemn", "denounce", "describe", "reject"}
        and own is not None
        and parse.words[own].pos in {"NOUN", "PROPN"}
        and thing is not None
        and parse.words[thing].tag == "WDT"
    )


def _added(parse: Parse, i: int) -> bool:
    """Whether a relative clause behind a comma tells what somebody did: "Rehn, who had pleaded guilty"."""
    word = parse.words[i]
    who = parse.child(i, "nsubj", "nsubjpass")
    done = _past(parse, i) or any(
        parse.words[c].lemma == "have" and parse.words[c].dep == "aux" for c in (parse.children(i))
    )
    return (
        who is not None
        and parse.words[who].text.lower() in {"who", "which"}
        and (parse.words[who].text.lower() == "who" or parse.words[word.head].ent != "PERSON")
        and _comma_before(parse, min(parse.subtree(i)))
        and done
        and word.pos == "VERB"
        and word.lemma not in STATES
    )


_HOLLOW = frozenset("time way reason moment point extent thing kind sort fact one".split())
"""Nouns that say nothing without the clause behind them: "the way that …", "at the time when …"."""


def _hollow_without(parse: Parse, i: int, inside: set[int]) -> bool:
    """Whether the clause that a relative clause hangs in says nothing without it: "It was a storm that broke
    four piers", "There is no way …"."""
    noun = parse.words[i].head
    if parse.words[noun].lemma.lower() in _HOLLOW:
        return True
    verb = parse.words[noun].head
    if parse.words[noun].dep != "attr" or parse.words[verb].lemma != "be":
        return False
    own = parse.child(verb, *SUBJECTS)
    bare = own is not None and parse.words[own].text.lower() in {
        "it",
        "this",
        "that",
        "there",
        "these",
        "those",
    }
    under = set(parse.subtree(i))
    rest = [
        k for k in parse.subtree(verb) if k in inside and k not in under and parse.words[k].pos != "PUNCT"
    ]
    return bare and len(rest) <= 6


def _at_a_time(parse: Parse, i: int, size: int) -> bool:
    """ "… around 10 p.m. when gunfire erupted": what happened then."""
    words = parse.words
    when = parse.child(i, "advmod")
    own = parse.child(i, "nsubj", "nsubjpass")
    timed = words[words[i].head].ent in {"DATE", "TIME"} or words[words[i].head].lemma.lower() in TIMES
    return (
        when is not None
        and words[when].text.lower() == "when"
        and timed
        and own is not None
        and _past(parse, i)
        and words[i].pos == "VERB"
        and size >= 6
    )


def _acts_on(parse: Parse, i: int) -> bool:
    """Whether a clause tells what somebody with a name of his own did to something."""
    own = parse.child(i, "nsubj")
    return (
        own is not None and parse.words[own].pos in {"NOUN", "PROPN"} and parse.child(i, "dobj") is not None
    )


def _beside_verb(parse: Parse, i: int, size: int) -> bool:
    first = min(parse.subtree(i))
    return (
        first == i
        and size >= SHORTEST
        and _comma_before(parse, i)
        and parse.words[i].lemma in EVENTS
        and (finite(parse, parse.words[i].head) or parse.words[parse.words[i].head].pos == "NOUN")
    )


def _as(parse: Parse, i: int) -> bool:
    return any(parse.words[c].text.lower() == "as" for c in parse.children(i))


def _suspected(parse: Parse, i: int, inside: set[int]) -> bool:
    """ "A boy arrested on a murder charge after a shooting in Varo faced a judge": what the subject is held
    for, with its figure or place."""
    word = parse.words[i]
    under = [k for k in parse.subtree(i) if k in inside]
    if word.tag != "VBN" or word.lemma not in CHARGES or parse.words[word.head].dep not in SUBJECTS:
        return False
    told = {parse.words[k].ent for k in under} & {"CARDINAL", "GPE", "LOC", "FAC", "DATE", "TIME"}
    return bool(told) and len(under) >= 7 and min(under) == i


CHARGES = frozenset("arrest charge suspect accuse convict indict detain".split())


def _by_name(parse: Parse, i: int) -> bool:
    """Whether a past participle says by whom: "a verdict condemned by Mayor Vale"."""
    by = [c for c in parse.subtree(i) if parse.words[c].text.lower() == "by" and c - i < 8]
    return any(
        parse.words[k].pos == "PROPN" or parse.words[k].ent == "NORP" for c in by for k in parse.subtree(c)
    )
