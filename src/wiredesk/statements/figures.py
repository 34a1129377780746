"""Figures: amounts with what they count and what befell it.

"four killed and 12 wounded" gives both, each with its status.  An indefinite victim ("a man was
shot dead", "killing a woman") is a figure of one.  The verbs of each status were gathered from
reports of shootings (SemEval-2018 task 5) and of the Syrian war (FA-KES).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wiredesk.model.parses import Parse
from wiredesk.model.statements import Figure
from wiredesk.text.numbers import Amount

_STATUS: dict[str, str] = {
    "killed": """kill die slay murder massacre execute behead assassinate slaughter drown perish dead death
        fatality killing martyr martyrdom deceased slain fatally lynch electrocute""",
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
NOT_COUNTED = frozenset(
    "block time street avenue road year month week day hour minute second decade century am pm".split()
)


def figures(
    parse: Parse,
    at: int,
    words: Sequence[int],
    found: Iterable[Amount],
    whole: tuple[str, str | None] | None = None,
) -> tuple[Figure, ...]:
    """The figures among ``words`` (indices of a parse that begins at ``at`` in the report's text).

    ``found`` are the amounts of the paragraph, with offsets in it.  Times and ages are left out.
    ``whole`` is what the figure is of that ``words`` give a share of, and its status ("15 in Varo").
    """
    inside = set(words)
    out: list[Figure] = []
    for amount in found:
        over = [i for i in words if parse.words[i].start < amount.end and parse.words[i].end > amount.start]
        if not over or len(list(_over(parse, amount))) > len(over):
            continue
        unit = (
            amount.unit
            if amount.unit not in {"day", "hour", "minute", "second", "week", "month", "year"}
            else None
        )
        if unit is None:
            continue
        if _is_age(parse, over) or (over[0] and parse.words[over[0] - 1].text.lower() == "than"):
            continue
        bare = _befell(parse, over)
        noun = None if bare else _noun(parse, over, inside)
        of = parse.words[noun].lemma.lower() if noun is not None else ""
        if of in NOT_COUNTED or (noun is not None and parse.words[noun].ent == "PERSON"):
            continue
        status = bare or _status(parse, noun if noun is not None else _anchor(parse, over), over)
        status = status or (toll_status(parse, over) if unit == "" else None)
        if whole is not None and unit == "" and over[0] - words[0] < 3 and noun is None:
            of, status = whole[0], status or whole[1]
        plain = unit == "" and status is None
        if plain and (not of or parse.words[over[-1]].text.lower() == "one"):
            continue
        out.append(
            Figure(
                at + amount.start, at + amount.end, amount.low, amount.high, unit, of, status, amount.exact
            )
        )
    taken = {(f.start, f.end) for f in out}
    out.extend(f for f in _singles(parse, at, words) if not any(s < f.end and f.start < e for s, e in taken))
    return tuple(sorted(out, key=lambda f: (f.start, f.end)))


_AFTER_AGE = frozenset({",", ".", "(", "and", "of", "from", ";", ")"})


def _is_age(parse: Parse, over: Sequence[int]) -> bool:
    """ "Ilse Brandt, 42, died": a bare number between commas after a person."""
    first, last = over[0], over[-1]
    if (
        first != last
        or first < 2
        or not parse.words[first].text.isdigit()
        or int(parse.words[first].text) > 115
    ):
        return False
    if parse.words[first - 1].text != ",":
        return False
    if last + 1 < len(parse.words) and parse.words[last + 1].text not in _AFTER_AGE:
        return False
    before = parse.words[first - 2]
    return before.pos == "PROPN" or before.lemma.lower() in PEOPLE or before.text == ")"


def _befell(parse: Parse, over: Sequence[int]) -> str | None:
    """The status of a bare number: "four dead", "12 injured", "3 others wounded", "two killed"."""
    for k in range(over[-1] + 1, min(len(parse.words), over[-1] + 3)):
        word = parse.words[k]
        low = word.text.lower()
        if low in _FATES:
            after = parse.words[k + 1] if k + 1 < len(parse.words) else None
            if after is not None and after.tag in {"NNS", "NN"} and k == over[-1] + 1 and word.tag != "VBD":
                return None  # "four injured soldiers": the soldiers are counted
            return _FATES[low]
        if low not in {"other", "others", "more", "people", "are", "were"}:
            return None
    return None


def _over(parse: Parse, amount: Amount) -> list[int]:
    return [i for i, w in enumerate(parse.words) if w.start < amount.end and w.end > amount.start]


def _anchor(parse: Parse, over: Sequence[int]) -> int:
    """The word of the amount that governs its others."""
    own = set(over)
    numbers = [i for i in over if parse.words[i].pos == "NUM" or parse.words[i].tag == "CD"]
    for i in over:
        if parse.words[i].head not in own and parse.words[i].pos in {"NUM", "NOUN"}:
            return i
    return numbers[-1] if numbers else over[-1]


def _noun(parse: Parse, over: Sequence[int], inside: set[int]) -> int | None:
    """The head noun that the amount counts, or None ("four were killed")."""
    anchor = _anchor(parse, over)
    own = set(over)
    i = anchor
    for _ in range(4):
        word = parse.words[i]
        if word.dep in {"nummod", "quantmod", "compound", "amod", "npadvmod", "det", "nmod", "advmod"} or (
            word.dep == "dep" and word.head > i
        ):
            above = word.head
            if above in own:
                i = above
                continue
            if any(parse.words[k].tag in {"DT", "PRP$", "IN"} for k in range(over[-1] + 1, above)):
                return None
            if parse.words[above].pos in {"NOUN", "PROPN", "ADJ"} or parse.words[above].tag.startswith("NN"):
                return above if above > over[0] else _after(parse, over, inside)
            if parse.words[above].pos == "NUM":
                i = above
                continue
        break
    of = next((c for c in parse.children(i) if parse.words[c].text.lower() == "of"), None)
    if of is None:
        of = next((c for c in parse.children(over[-1]) if parse.words[c].text.lower() == "of"), None)
    if of is not None:
        return parse.child(of, "pobj")
    if (
        parse.words[i].pos == "NOUN"
        and i in own
        and parse.words[i].lemma not in {"dozen", "hundred", "thousand"}
    ):
        return i
    nearest = over[-1] + 1
    if nearest in inside and parse.words[nearest].pos == "NOUN" and parse.words[nearest].head >= nearest:
        return nearest
    return None


def _after(parse: Parse, over: Sequence[int], inside: set[int]) -> int | None:
    """The noun after a number that the parser counts with the one before it: none in "Article 15", the
    vehicles in "1 tank 3 armored vehicles"."""
    for k in (over[-1] + 1, over[-1] + 2):
        if k not in inside or parse.words[k].pos not in {"NOUN", "ADJ"}:
            return None
        if parse.words[k].tag == "NNS":
            return k
    return None


def _status(parse: Parse, i: int, over: Sequence[int]) -> str | None:
    """What befell the thing counted: its own word, its modifiers, then the verb that governs it."""
    words = parse.words
    own = STATUS.get(words[i].lemma.lower()) or STATUS.get(words[i].text.lower())
    if own and own != "lost":
        return own
    after = over[-1] + 1
    if (
        after < len(words)
        and words[after].tag in {"VBN", "VBD", "JJ", "NN"}
        and words[after].text.lower() in STATUS
    ):
        return STATUS[words[after].text.lower()]
    if after < len(words) and words[after].tag in {"VBN", "VBD"} and words[after].lemma in STATUS:
        return STATUS[words[after].lemma]
    for c in parse.children(i):
        if words[c].dep in {"acl", "amod", "relcl", "acomp", "advcl"}:
            status = _of_verb(parse, c)
            if status and not (
                words[c].dep == "relcl"
                and parse.child(c, "nsubj") is not None
                and words[c].tag == "VBD"
                and words[c].lemma not in {"die", "flee", "surrender", "drown", "disappear"}
            ):
                return status
    at = i
    for _ in range(5):
        word = words[at]
        above = word.head
        if above == at:
            return None
        if word.dep == "pobj" and words[above].text.lower() == "of" and _part_of(parse, above, over):
            return None  # "one of five victims died": five did not
        if word.dep in {"conj", "appos", "nummod", "pobj", "prep", "compound", "amod", "attr"}:
            mine = STATUS.get(words[above].lemma.lower())
            if mine and mine != "lost" and words[above].pos in {"NOUN", "VERB", "ADJ"}:
                if words[above].pos == "VERB" and word.dep in {"conj"}:
                    return None
                if not (words[above].pos == "VERB" and word.dep == "prep"):
                    return mine
            if words[above].pos in {"VERB", "AUX"} and word.dep == "prep":
                return None
            at = above
            continue
        if words[above].pos in {"VERB", "AUX"}:
            return _role(parse, at, above)
        return None
    return None


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
    if near & _FATAL:
        return "killed"
    if word.lemma in {"shoot", "stab", "hit", "strike", "graze"} and word.tag in {"VBN", "VBD", "VBG", "VBP"}:
        joined_to = [
            c
            for c in parse.children(verb)
            if parse.words[c].dep == "conj" and parse.child(c, "nsubj", "nsubjpass", "dobj") is None
        ]
        if any(STATUS.get(parse.words[c].lemma) == "killed" for c in joined_to):
            return "killed"
        return "shot" if word.lemma == "shoot" or _by_gunfire(parse, verb) else None
    return STATUS.get(word.lemma.lower())


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
    }:
        return None
    near = {parse.words[k].lemma.lower() for k in parse.subtree(verb) if k > verb}
    return "wounded" if near & {"hospital", "hospitals"} else None


def _by_gunfire(parse: Parse, verb: int) -> bool:
    near = {parse.words[k].lemma.lower() for k in parse.subtree(verb)}
    return bool(near & {"gunfire", "bullet", "gunshot", "shot", "shrapnel"})


def _role(parse: Parse, noun: int, verb: int) -> str | None:
    """The status that a verb gives to its subject or object."""
    word = parse.words[verb]
    dep = parse.words[noun].dep
    intransitive = {"die", "surrender", "flee", "drown", "perish", "disappear", "vanish"}
    if dep in {"dobj", "nsubjpass"}:
        if word.lemma == "leave" or word.lemma == "find":
            for c in parse.children(verb):
                if parse.words[c].dep in {"oprd", "acomp", "xcomp", "ccomp"}:
                    return STATUS.get(parse.words[c].lemma.lower()) or STATUS.get(parse.words[c].text.lower())
            return None
        if word.lemma in intransitive:
            return None
        status = _of_verb(parse, verb) or _to_hospital(parse, verb)
        if status == "lost":
            return "lost" if parse.words[noun].lemma in PEOPLE or parse.words[noun].pos == "NUM" else None
        return status
    if dep == "nsubj":
        if word.lemma in intransitive:
            return STATUS[word.lemma]
        if _to_hospital(parse, verb):
            return "wounded"
        if word.lemma in {"be", "remain", "lie", "go"}:
            for c in parse.children(verb):
                if parse.words[c].dep in {"acomp", "attr", "oprd"}:
                    return STATUS.get(parse.words[c].lemma.lower()) or STATUS.get(parse.words[c].text.lower())
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
    i = _anchor(parse, over)
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


_ONE_OF = frozenset("a an another his her their".split())


def _singles(parse: Parse, at: int, words: Sequence[int]) -> list[Figure]:
    """Single victims without a number: "a man was shot", "killed his daughter and himself"."""
    out = []
    for i in words:
        word = parse.words[i]
        low = word.text.lower()
        first = i
        if low in {"himself", "herself", "another"}:
            if word.dep not in {"dobj", "conj", "nsubjpass"} or word.pos not in {"PRON", "DET"}:
                continue
        elif word.tag == "NN" and word.lemma.lower() in PEOPLE:
            article = next((c for c in parse.children(i) if parse.words[c].text.lower() in _ONE_OF), None)
            if article is None or any(parse.words[c].dep == "nummod" for c in parse.children(i)):
                continue
            first = min(article, i)
        else:
            continue
        status = _status(parse, i, [i])
        one = word.tag == "NN" and parse.words[first].text.lower() == "another" and first == i - 1
        if status in {"killed", "wounded", "shot"} or one:
            start = parse.words[first].start
            of = "" if word.pos in {"PRON", "DET"} else word.lemma.lower()
            out.append(Figure(at + start, at + word.end, 1, 1, "", of, status, True))
    return out
