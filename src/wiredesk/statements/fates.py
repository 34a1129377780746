"""What befell those that a figure counts: the status of a number, from its words and its verb.

The verbs of each status were gathered from reports of shootings (SemEval-2018 task 5) and of the Syrian war
(FA-KES).
"""

from __future__ import annotations

from collections.abc import Sequence

from wiredesk.model.parses import Parse

_STATUS: dict[str, str] = {
    "killed": """kill die slay murder massacre execute behead assassinate slaughter drown perish dead death
        fatality killing martyr martyrdom deceased slain slaying fatally lynch electrocute""",
    "wounded": "wound injure hurt maim injury hospitalize hospitalise injured wounded wounding",
    "captured": "capture hostage prisoner captive",
    "surrendered": "surrender",
    "kidnapped": "kidnap abduct abduction kidnapping",
    "missing": "missing disappear vanish unaccounted",
    "displaced": "displace flee uproot displacement homeless refugee",
    "trapped": "trap strand stranded",
    "arrested": "arrest detain jail imprison apprehend arrestee detention",
    "infected": "infect infection hospitalised",
    "evacuated": "evacuate evacuation evacuee",
    "rescued": "rescue",
    "released": "free release",
    "destroyed": "destroy demolish raze",
    "damaged": "damage",
    "besieged": "besiege",
    "charged": "indict",
    "affected": "affect",
    "lost": "lose",
}


STATUS: dict[str, str] = {word: status for status, words in _STATUS.items() for word in words.split()}


PEOPLE = frozenset(
    """man woman boy girl person people child teen teenager victim civilian soldier officer fighter militant
    rebel policeman policewoman driver passenger bystander infant baby toddler student resident gunman suspect
    worker journalist trooper deputy pedestrian shooter sheriff villager protester demonstrator migrant
    insurgent guard commander adult teacher father mother son daughter husband wife brother sister couple
    friend neighbor neighbour clerk employee customer attacker assailant bomber patient doctor pilot medic
    individual male female youth kid grandmother grandfather uncle aunt cousin nephew niece girlfriend
    boyfriend homeowner intruder robber tourist pupil nurse priest prisoner inmate sailor marine troop
    other dead wounded injured member terrorist jihadist combatant crew hostage monk nun farmer""".split()
)


_FATAL = frozenset({"dead", "death", "fatally"})


_FATES = {
    "dead": "killed",
    "killed": "killed",
    "slain": "killed",
    "wounded": "wounded",
    "injured": "wounded",
    "hurt": "wounded",
    "missing": "missing",
    "arrested": "arrested",
    "displaced": "displaced",
}


"""What befell those that a bare number counts, by the word behind it, whatever its lemma is taken for."""


def befell(parse: Parse, over: Sequence[int]) -> str | None:
    """The status of a bare number: "four dead", "12 injured", "3 others wounded", "two killed"."""
    for k in range(over[-1] + 1, min(len(parse.words), over[-1] + 3)):
        word = parse.words[k]
        low = word.text.lower()
        if low == "in" and _in_condition(parse, over, k):
            return "wounded"
        if low in _SHOT:
            return _shot(parse, k)
        if low in _FATES:
            after = parse.words[k + 1] if k + 1 < len(parse.words) else None
            next_ = k == over[-1] + 1 or parse.words[k - 1].text.lower() in _HOW_BADLY
            if after is not None and after.tag in {"NNS", "NN"} and next_ and word.tag != "VBD":
                return None  # "four injured soldiers": the soldiers are counted
            return _FATES[low]
        if low not in {"other", "others", "more", "people", "are", "were", "found", "confirmed"} | _HOW_BADLY:
            break
    return _row(parse, over)


_HOW_BADLY = frozenset({"seriously", "critically", "badly", "gravely", "severely"})


def _in_condition(parse: Parse, over: Sequence[int], preposition: int) -> bool:
    """Whether "in" begins how those are who are counted beside the dead: "three dead and one in critical
    condition"; not a part of others: "four were shot, two in critical condition"."""
    if not over[0] or preposition != over[-1] + 1 or parse.words[over[0] - 1].text.lower() != "and":
        return False
    ahead = [w.text.lower() for w in parse.words[preposition + 1 : preposition + 5]]
    return "condition" in ahead and any(a in _CONDITIONS for a in ahead)


_CONDITIONS = frozenset("critical serious stable grave fair good guarded".split())


def _row(parse: Parse, over: Sequence[int]) -> str | None:
    """The status before a number in a list of losses: "Killed 12, wounded 30, missing 4"."""
    words, first, last = parse.words, over[0], over[-1]
    after = words[last + 1] if last + 1 < len(words) else None
    if first == 0 or words[first - 1].text.lower() not in _FATES or (after and after.pos != "PUNCT"):
        return None
    before = words[first - 2] if first > 1 else None
    return _FATES[words[first - 1].text.lower()] if before is None or before.text in {",", ";", ":"} else None


_SHOT = frozenset({"shot", "hit"})


def _shot(parse: Parse, k: int) -> str | None:
    """The status that "shot" or "hit" at ``k`` gives the number before it: "4 shot in Varo", "two shot dead",
    "13 shot and wounded"; none in "12 shot glasses" or "four hit songs"."""
    words = parse.words
    after = words[k + 1].text.lower() if k + 1 < len(words) else ""
    if k + 1 < len(words) and (words[k + 1].pos in {"NOUN", "PROPN"} or after in {"the", "a", "an"}):
        return None
    if after in {"dead", "fatally"} or [w.text.lower() for w in words[k + 1 : k + 3]] == ["to", "death"]:
        return "killed"
    if after == "and" and k + 2 < len(words) and words[k + 2].text.lower() in _FATES:
        return _FATES[words[k + 2].text.lower()]
    if words[k].text.lower() == "hit":
        near = {w.lemma.lower() for w in words[max(0, k - 8) : k + 8]}
        return "shot" if near & _GUNS else None
    return "shot"


_GUNS = frozenset("shooting gunfire bullet gunshot shot drive-by sniper shrapnel".split())


def governing(parse: Parse, over: Sequence[int]) -> int:
    """The word of the amount that governs its others."""
    own = set(over)
    numbers = [i for i in over if parse.words[i].pos == "NUM" or parse.words[i].tag == "CD"]
    for i in over:
        if parse.words[i].head not in own and parse.words[i].pos in {"NUM", "NOUN"}:
            return i
    return numbers[-1] if numbers else over[-1]


_WHOSE = frozenset({"his", "her", "their", "its", "himself", "herself"})
"""What the words of a fate act on, right after them: "a father killed his sons" does not kill the father;
"34 lost their lives" does."""


_INTRANSITIVE = frozenset({"die", "surrender", "flee", "drown", "perish", "disappear", "vanish"})
_BY_THEMSELVES = _INTRANSITIVE | {"miss", "missing", "lose"}
"""What one does who is counted: "twelve fleeing people", "40 missing"."""


def fate(parse: Parse, i: int, over: Sequence[int]) -> str | None:
    """What befell the thing counted: its own word, its modifiers, then the verb that governs it."""
    words = parse.words
    own = STATUS.get(words[i].lemma.lower()) or STATUS.get(words[i].text.lower())
    if own and own != "lost":
        who = governing(parse, over) if words[i].dep == "pobj" else i  # "one of the hostages was killed"
        held = words[i].lemma.lower() in _HELD and words[words[who].head].pos == "VERB"
        return (_role(parse, who, words[who].head) if held else None) or own
    doing = words[over[0] - 1] if over[0] else None
    if (
        doing is not None
        and doing.tag == "VBG"
        and doing.lemma in STATUS
        and doing.lemma not in _BY_THEMSELVES
    ):
        return STATUS[doing.lemma]  # "killing 8 persons injuring more than 55", without the comma
    after = over[-1] + 1
    acts = after + 1 < len(words) and words[after + 1].text.lower() in _WHOSE and words[after].lemma != "lose"
    if after < len(words) and not acts and not _does(parse, after):
        if words[after].tag in {"VBN", "VBD", "JJ", "NN"} and words[after].text.lower() in STATUS:
            return STATUS[words[after].text.lower()]
        if words[after].tag in {"VBN", "VBD"} and words[after].lemma in STATUS:
            return STATUS[words[after].lemma]
    for c in parse.children(i):
        if words[c].dep in {"acl", "amod", "relcl", "acomp", "advcl"}:
            if words[c].tag == "VBG" and c > i and words[c].lemma not in _BY_THEMSELVES:
                continue  # "four shells killing 8 persons": they killed
            if c == over[0] - 2 and words[c + 1].text == ",":
                continue  # "3 found dead, 1 survivor"
            status = _of_verb(parse, c)
            if status and not (words[c].dep == "relcl" and _others(parse, c)):
                return status
    at = i
    for _ in range(5):
        word = words[at]
        above = word.head
        if above == at:
            return None
        if word.dep == "pobj" and words[above].text.lower() == "of" and _part_of(parse, above, over):
            return None  # "one of five victims died": five did not
        if word.dep == "pobj" and words[above - 1].lemma.lower() in _PARENTS:
            return None  # "a father of two children was shot": they were not
        if word.dep == "pobj" and words[above].text.lower() in _WHERE and words[above].pos == "ADP":
            return None  # "5 dead in 2 shootings": the shootings did not die
        if words[i].lemma.lower() == "survivor" and word.dep in {"conj", "appos"}:
            return None  # "3 dead, 1 survivor"; but "four survivors were wounded"
        if word.dep in {"conj", "appos", "nummod", "pobj", "prep", "compound", "amod", "attr"}:
            mine = STATUS.get(words[above].lemma.lower()) or _shooting(parse, i, at, above)
            gapped = word.pos == "NUM" and word.dep == "conj" and words[above].pos == "VERB"
            if gapped and words[above].lemma in _STRIKES:
                mine = mine or _of_verb(parse, above)
            if mine and (mine != "lost" or gapped) and words[above].pos in {"NOUN", "VERB", "ADJ"}:
                if words[above].pos == "VERB" and word.dep in {"conj"}:
                    return mine if word.pos == "NUM" and parse.child(above, "dobj") is not None else None
                if not (words[above].pos == "VERB" and word.dep == "prep"):
                    return mine
            if words[above].pos in {"VERB", "AUX"} and word.dep == "prep":
                return None
            at = above
            continue
        if words[above].pos in {"VERB", "AUX"}:
            took = word.lemma.lower() == "life" and words[above].lemma in _TAKE
            return "killed" if took else _role(parse, at, above)
        return None
    return None


_PARENTS = frozenset("mother mom mum father dad parent grandmother grandfather".split())


_AT_LARGE = frozenset(
    "suspect gunman shooter attacker assailant robber intruder burglar thief killer".split()
)
_GETS_AWAY = frozenset("scene foot car vehicle truck van suv sedan motorcycle bicycle bike".split())


def got_away(parse: Parse, i: int, of: str) -> bool:
    """Whether those who fled are no displaced people but doers who got away: "two suspects fled", "three men
    fled the scene", "fled on foot".  In the reports of 960 shootings (SemEval-2018 task 5) some thirty
    numbers stand before "fled", none of displaced people; most are told in one of these ways."""
    near = (parse.words[i].head, *parse.children(i))
    verb = next((k for k in near if parse.words[k].lemma == "flee"), None)
    if verb is None:
        return False
    return of in _AT_LARGE or any(parse.words[k].lemma.lower() in _GETS_AWAY for k in parse.subtree(verb))


def _does(parse: Parse, verb: int) -> bool:
    """Whether the verb after those counted is done by them: "an officer killed a suspect"; not "12 killed 30
    wounded", where the parser takes the second number for an object."""
    if parse.words[verb].tag != "VBD" or parse.words[verb].lemma in _BY_THEMSELVES:
        return False
    thing = parse.child(verb, "dobj")
    if thing is None or thing < verb or parse.words[thing].pos not in {"NOUN", "PROPN", "PRON"}:
        return False
    if parse.words[thing].ent in {"DATE", "TIME"} or parse.words[thing].text.lower() in _FATES:
        return False
    return min(parse.subtree(thing)) == verb + 1


_SHOOTINGS = frozenset({"shooting", "stabbing", "beating"})


def _shooting(parse: Parse, counted: int, at: int, noun: int) -> str | None:
    """What befell people whom a noun tells of: "the fatal shootings of two", "the shooting of a man"."""
    words = parse.words
    who = words[counted]
    if words[noun].lemma.lower() not in _SHOOTINGS or words[at].text.lower() != "of":
        return None
    if who.pos != "NUM" and who.lemma.lower() not in PEOPLE | {"old"}:
        return None
    if any(words[c].text.lower() in {"fatal", "deadly"} for c in parse.children(noun)):
        return "killed"
    return "shot" if words[noun].lemma.lower() == "shooting" else None


_TAKE = frozenset({"claim", "cost", "take", "lose"})
"""What is done to the lives of the dead: "claiming the lives of three guards"."""


_WHERE = frozenset("in at near from by on during after before since with within inside outside".split())


_HELD = frozenset({"hostage", "prisoner", "captive", "refugee", "evacuee", "arrestee"})
"""Those who are in a state already: "the hostage was killed" tells of another."""


_STRIKES = frozenset({"shoot", "stab", "hit", "strike", "graze"})


def _others(parse: Parse, verb: int) -> bool:
    """Whether what a relative clause tells befell others than the noun before it: "two people, one of whom
    died", "the men who killed them"."""
    subject = parse.child(verb, "nsubj", "nsubjpass")
    if subject is None:
        return False
    if parse.words[subject].tag not in {"WP", "WDT"}:
        return True
    dies = parse.words[verb].lemma in {"die", "flee", "surrender", "drown", "disappear"}
    return parse.words[subject].dep == "nsubj" and parse.words[verb].tag == "VBD" and not dies


def _part_of(parse: Parse, preposition: int, over: Sequence[int]) -> bool:
    if parse.words[preposition].head in over:
        return False  # "40 of its fighters"
    whole = parse.words[parse.words[preposition].head]
    return whole.pos == "NUM" or whole.text.lower() in {"one", "some", "most", "many", "none", "half"}


def _of_verb(parse: Parse, verb: int) -> str | None:
    word = parse.words[verb]
    near = {parse.words[c].text.lower() for c in parse.children(verb)}
    if near & {"nearly", "almost"}:
        return None
    if near & _FATAL and not any(_unfatal(parse, c) for c in parse.children(verb)):
        return "killed"
    if any(_to_death(parse, c) for c in parse.children(verb)):
        return "killed"
    if word.lemma in _STRIKES and word.tag in {"VBN", "VBD", "VBG", "VBP"}:
        joined_to = [
            c
            for c in parse.children(verb)
            if parse.words[c].dep == "conj" and parse.child(c, "nsubj", "nsubjpass", "dobj") is None
        ]
        if any(STATUS.get(parse.words[c].lemma) == "killed" for c in joined_to):
            return "killed"
        return "shot" if word.lemma == "shoot" or _by_gunfire(parse, verb) else None
    if word.text.lower() == "missing" and parse.child(verb, "dobj") is None:
        return "missing"  # "40 missing people", not "people missing a bus"
    return STATUS.get(word.lemma.lower())


def _unfatal(parse: Parse, i: int) -> bool:
    """ "nine were shot, none fatally"."""
    return parse.words[i].text.lower() in _FATAL and parse.words[i - 1].text.lower() in {"none", "not", "non"}


def _to_death(parse: Parse, i: int) -> bool:
    """ "shot to death", "crushed to death"."""
    end = parse.child(i, "pobj") if parse.words[i].text.lower() == "to" else None
    return end is not None and end == i + 1 and parse.words[end].text.lower() == "death"


def _to_hospital(parse: Parse, verb: int) -> str | None:
    """ "Three were taken to hospital", "two remain in hospital": wounded, as far as anyone knows."""
    if parse.words[verb].lemma not in {
        "take",
        "rush",
        "transport",
        "airlift",
        "fly",
        "send",
        "be",
        "remain",
        "carry",
        "land",
        "put",
        "bring",
        "recover",
    }:
        return None
    told = [c for c in parse.children(verb) if parse.words[c].dep == "conj"]
    others = {k for c in told if parse.child(c, "nsubj", "nsubjpass") for k in parse.subtree(c)}
    near = {parse.words[k].lemma.lower() for k in parse.subtree(verb) if k > verb and k not in others}
    return "wounded" if near & {"hospital", "hospitals"} else None


def _by_gunfire(parse: Parse, verb: int) -> bool:
    near = {parse.words[k].lemma.lower() for k in parse.subtree(verb)}
    return bool(near & _GUNS)


_SHOT_WHERE = frozenset("in at dead and to by while during outside near on multiple several after".split())


def _named(parse: Parse, i: int) -> str | None:
    """The status that a word names by itself; none in "brain dead"."""
    if i and parse.words[i - 1].text.lower() == "brain":
        return None
    return STATUS.get(parse.words[i].lemma.lower()) or STATUS.get(parse.words[i].text.lower())


_HELD_TO_BE = frozenset(
    "know believe fear think report confirm presume say estimate declare pronounce assume list".split()
)


def _said_of(parse: Parse, verb: int) -> str | None:
    """The status that people are known, feared or reported to have: "are known to have died", "feared dead";
    none where they are believed to have killed others."""
    for c in parse.children(verb):
        if parse.words[c].dep not in {"oprd", "acomp", "xcomp"}:
            continue
        word = parse.words[c]
        helped = {parse.words[k].dep for k in parse.children(c)} & {"aux", "auxpass"}
        if word.pos == "VERB" and word.lemma not in _INTRANSITIVE and helped == {"aux"}:
            return "missing" if word.text.lower() == "missing" else None
        return _named(parse, c) or _of_verb(parse, c)
    return None


def _role(parse: Parse, noun: int, verb: int) -> str | None:
    """The status that a verb gives to its subject or object."""
    word = parse.words[verb]
    dep = parse.words[noun].dep
    if dep in {"dobj", "nsubjpass"}:
        if word.lemma == "leave" or word.lemma == "find":
            for c in parse.children(verb):
                if parse.words[c].dep in {"oprd", "acomp", "xcomp", "ccomp"}:
                    return _named(parse, c) or _of_verb(parse, c)
            return None
        if word.lemma in _HELD_TO_BE:
            return _said_of(parse, verb)
        if word.lemma in _INTRANSITIVE:
            return None
        status = _of_verb(parse, verb) or _to_hospital(parse, verb)
        if status == "lost":
            return "lost" if parse.words[noun].lemma in PEOPLE or parse.words[noun].pos == "NUM" else None
        return status
    if dep == "nsubj":
        if word.lemma in _INTRANSITIVE:
            return STATUS[word.lemma]
        if word.text.lower() == "missing":
            return "missing"
        thing = parse.child(verb, "dobj") if word.lemma in {"suffer", "sustain", "receive"} else None
        if thing is not None and parse.words[thing].lemma.lower() in {"injury", "wound"}:
            return "wounded"
        if _to_hospital(parse, verb) and parse.child(verb, "dobj") is None:
            return "wounded"  # not "his sister rushed him to hospital"
        after = parse.words[verb + 1].text.lower() if verb + 1 < len(parse.words) else ""
        if word.lemma == "shoot" and word.tag in {"VBN", "VBD"} and after in _SHOT_WHERE:
            joined = [c for c in parse.children(verb) if parse.words[c].dep == "conj"]
            if any(parse.child(c, "dobj") is not None for c in (verb, *joined)) and after == "and":
                return None  # "a father shot and killed his son"
            return _of_verb(parse, verb)  # "Boy shot in Varo", which the parser takes for a boy who shoots
        if word.lemma in {"be", "remain", "lie", "go", "find"}:
            for c in parse.children(verb):
                if parse.words[c].text.lower() == "among" and (them := parse.child(c, "pobj")) is not None:
                    return _named(parse, them)  # "two children were among the dead"
                if parse.words[c].dep in {"acomp", "attr", "oprd"}:
                    return _named(parse, c) or (_of_verb(parse, c) if word.lemma == "find" else None)
        if word.tag in {"VBN", "VBD"} and parse.child(verb, "dobj") is None and word.lemma in STATUS:
            return STATUS[word.lemma]
    if dep == "agent":
        return None
    return None


_TOLLS = frozenset({"toll", "number", "count", "tally", "figure", "total"})


_BEFELL = {"victim": "killed", "casualty": "killed", "martyr": "killed", "life": "killed"}


def toll_status(parse: Parse, over: Sequence[int]) -> str | None:
    """The status of a number that a toll is said to be: "the death toll rose to 70", "put the toll at
    16", "the number of victims is at least 70"."""
    i = governing(parse, over)
    if parse.words[i].dep == "nummod" and parse.words[parse.words[i].head].pos == "NOUN":
        i = parse.words[i].head
        if parse.words[i].lemma.lower() not in PEOPLE:
            return None
    for _ in range(3):
        word = parse.words[i]
        above = word.head
        if (
            word.dep not in {"pobj", "prep", "attr", "acomp", "dobj", "npadvmod", "oprd", "nummod"}
            or above == i
        ):
            return None
        i = above
        if parse.words[i].pos in {"VERB", "AUX"}:
            break
        if parse.words[i].lemma.lower() in _TOLLS:  # "a death toll of 70"
            return _toll_noun(parse, i)
    else:
        return None
    for c in parse.children(i):
        if parse.words[c].dep in {"nsubj", "nsubjpass", "dobj"} and c < over[0]:
            status = _toll_noun(parse, c)
            if status:
                return status
    return None


def _toll_noun(parse: Parse, i: int) -> str | None:
    """What a noun such as "death toll", "number of wounded" or "toll" counts the losses of."""
    lemma = parse.words[i].lemma.lower()
    if lemma not in _TOLLS:
        return None
    near = [c for c in parse.children(i) if c < i and parse.words[c].dep in {"compound", "amod", "nmod"}]
    of = next((c for c in parse.children(i) if parse.words[c].text.lower() in {"of", "from"}), None)
    noun = parse.child(of, "pobj") if of is not None else None
    if noun is not None:
        near = [
            *near,
            noun,
            *(c for c in parse.children(noun) if parse.words[c].dep in {"acl", "amod", "relcl"}),
        ]
    for k in near:
        word = parse.words[k]
        status = (
            STATUS.get(word.lemma.lower()) or STATUS.get(word.text.lower()) or _BEFELL.get(word.lemma.lower())
        )
        if status and status != "lost":
            return status
        if word.text.lower() == "body":
            return "killed"
    return "killed" if lemma == "toll" and noun is None and not near else None
