"""Victims without a number of their own: "a man was shot", "Boy, 9, killed", "his wife, two children".

An indefinite victim is a figure of one; a couple is two.  Victims told by their age alone, beside others who
are counted, or with "ex-", and those of a list without a verb were gathered from reports of shootings
(SemEval-2018 task 5, one half).
"""

from __future__ import annotations

from collections.abc import Sequence

from wiredesk.model.parses import Parse
from wiredesk.model.statements import Figure
from wiredesk.statements.fates import PEOPLE, STATUS, befell, fate

_ONE_OF = frozenset("a an another his her their".split())


def _bare(parse: Parse, i: int) -> bool:
    """Whether a person stands without article as headlines have it, before or beside what befell him:
    "Boy shot in Varo", "Man killed, woman wounded"."""
    words = parse.words
    start = i
    while start and words[start - 1].sentence == words[i].sentence:
        start -= 1
    if any(words[c].dep in {"det", "poss", "case"} for c in parse.children(i)):
        return False
    before = words[start:i]
    above = words[words[i].head]
    if words[i].dep in {"dobj", "conj", "appos"} and above.tag in {"VBZ", "VBG", "NN"} and before:
        top = words[above.head] if above.tag == "NN" else above
        if top.tag in {"VBZ", "VBG"} and STATUS.get(top.lemma) == "killed":
            return True  # "Man kills woman, her son"
    told = any(
        w.tag in {"VBD", "VBN"} or w.text.lower() == "dead"
        for w in words[i + 1 : i + 7]
        if w.sentence == words[i].sentence
    )
    if not told or any(w.tag in {"DT", "PRP$", "MD"} for w in before) or len(before) > 12:
        return False
    if all(w.pos in {"ADJ", "NUM", "PUNCT", "NOUN"} and w.text not in {".", ":"} for w in before):
        return True
    return bool(before) and before[-1].text in {",", "and"} and words[start].lemma.lower() in PEOPLE


def _with_counted(parse: Parse, i: int) -> int | None:
    """Where a person begins who is named beside others that are counted: "two guards and the gunman died",
    "the mother and her two sons died", "a father and son were shot"; None where he is not."""
    words = parse.words
    if words[i].dep != "conj":
        the = next((c for c in parse.children(i) if words[c].text.lower() == "the"), None)
        beside = [c for c in parse.children(i) if words[c].dep == "conj"]
        return the if any(_numbered(parse, c) for c in beside) else None
    first = words[words[i].head]
    near = [words[c] for c in parse.children(words[i].head)]
    counted = any(w.dep == "nummod" or w.text.lower() in _ONE_OF for w in near)
    if not counted or (first.lemma.lower() not in PEOPLE and first.pos != "NOUN"):
        return None
    own = next((c for c in parse.children(i) if words[c].dep == "det"), i)
    if own == i and _one_man(parse, words[i].head):
        return None
    return own if words[own].text.lower() in {"the", words[i].text.lower()} else None


def _one_man(parse: Parse, i: int) -> bool:
    """Whether two nouns behind one article are one person: "Holm, a neighbor and close friend, was shot", "a
    husband and father was shot"; not "a father and son were shot"."""
    words = parse.words
    above = words[i].head
    if words[i].dep == "appos":
        return words[above].pos == "PROPN"
    helps = {words[c].text.lower() for c in parse.children(above) if words[c].dep in {"aux", "auxpass"}}
    return words[i].dep in {"nsubj", "nsubjpass"} and bool(helps & {"was", "is", "has"})


def _numbered(parse: Parse, i: int) -> bool:
    return any(parse.words[c].dep == "nummod" for c in parse.children(i))


def _another(parse: Parse, i: int) -> str | None:
    """The status of "another" alone: "three dead and another injured"; none in "yet another shot" and in
    "another killed two men"."""
    told = befell(parse, [i])
    acts = any(parse.child(k, "dobj") is not None for k in range(i + 1, min(len(parse.words), i + 3)))
    return None if acts or told == "shot" else told


def singles(parse: Parse, at: int, words: Sequence[int]) -> list[Figure]:
    """Single victims without a number: "a man was shot", "killed his daughter and himself"."""
    out = []
    for i in words:
        word = parse.words[i]
        low = parse.low[i]
        first = i
        if low == "another" and (told := _another(parse, i)) is not None:
            out.append(Figure(at + word.start, at + word.end, 1, 1, "", "", told, True))
            continue
        if low in {"himself", "herself", "another"}:
            if word.dep not in {"dobj", "conj", "nsubjpass", "appos"} or word.pos not in {"PRON", "DET"}:
                continue
        elif (word.tag == "NN" and parse.lemmas[i] in VICTIMS) or _aged(parse, i):
            began = _beginning(parse, i)
            if began is None or _again(parse, i):
                continue
            first = began
        else:
            continue
        status = fate(parse, i, [i]) or _of_list(parse, i)
        one = word.tag == "NN" and parse.words[first].text.lower() == "another" and first == i - 1
        if status in {"killed", "wounded", "shot"} or one:
            start = parse.words[first].start
            of = "" if word.pos in {"PRON", "DET"} or low == "old" else word.lemma.lower()
            several = 2 if of == "couple" else 1
            out.append(Figure(at + start, at + word.end, several, several, "", of, status, True))
    return out


def _beginning(parse: Parse, i: int) -> int | None:
    """Where a single victim begins: at an article, at a possessive, or in headlines at himself; None where he
    is counted otherwise or known already ("the man")."""
    words = parse.words
    if _numbered(parse, i):
        return None
    own = [i, i - 2] if i > 1 and words[i - 1].text == "-" and words[i - 2].text.lower() in _FORMER else [i]
    article = next((c for k in own for c in parse.children(k) if words[c].text.lower() in _ONE_OF), None)
    if article is None:
        article = _with_counted(parse, i)
    if article is None:
        if not _bare(parse, i):
            return None
        article = i
        if words[i].dep == "nsubj":
            article = min(parse.subtree(i)[0], i)
        elif _aged(parse, i):
            article = i - 4
    first = min(article, i)
    joined = first > 1 and words[first - 1].text in {"and", "or"} and words[first - 2].text.endswith("-")
    return None if joined and _aged(parse, i) else first  # "a 31- and a 36-year-old"


def _again(parse: Parse, i: int) -> bool:
    """Whether a person who is counted is told of again right after: "a suspect, an employee, was shot"; in a
    list ("his wife, a friend and a neighbor") another is meant."""
    words = parse.words
    head = words[i].head
    if words[i].dep != "appos" or head >= i or not (words[head].tag == "NN" or words[head].text == "old"):
        return False
    article = any(words[c].text.lower() in {"a", "an"} for c in parse.children(i))
    listed = any(words[c].dep in {"cc", "conj"} for k in (head, i) for c in parse.children(k))
    known = words[head].lemma.lower() in VICTIMS or _aged(parse, head)
    return article and known and not listed and _beginning(parse, head) is not None


_FORMER = frozenset({"ex", "step", "half", "co"})
"""What the parser parts from the word it belongs to: "his ex-wife"."""


def _aged(parse: Parse, i: int) -> bool:
    """Whether a word ends an age that stands for a person: "a 6-year-old died"; not "a 6-year-old boy"."""
    words = parse.words
    if parse.low[i] != "old" or i < 4 or words[i - 1].text != "-" or parse.low[i - 2] not in _AGES_IN:
        return False
    return words[i].dep not in {"amod", "compound", "nmod"} or words[i].head < i


_AGES_IN = frozenset({"year", "month", "week", "day"})


def beside(parse: Parse, noun: int | None, over: Sequence[int]) -> str | None:
    """The status that people counted share with those named beside them, where the parser joins them to
    nothing: "4 adults, 2 children dead", "after killing wife, 2 young children"."""
    if noun is None or parse.words[noun].tag not in {"NNS", "NN"}:
        return None
    words = parse.words
    if (told := _of_list(parse, noun)) is not None:
        return told
    if words[noun].dep not in {"npadvmod", "dep"} or over[0] < 2 or words[over[0] - 1].text != ",":
        return None
    k = over[0] - 2
    return fate(parse, k, [k]) if words[k].lemma.lower() in VICTIMS else None


def _of_list(parse: Parse, i: int) -> str | None:
    """The status at the end of a list that is the whole of a headline: "Two women, man slain in Varo"."""
    words = parse.words
    top = i
    while words[top].dep in {"appos", "conj"} and words[top].head != top:
        top = words[top].head
    if words[top].head != top or words[top].pos not in {"NOUN", "NUM"}:
        return None
    for k in range(i + 1, min(len(words), i + 12)):
        if words[k].sentence != words[i].sentence:
            return None
        low = words[k].text.lower()
        if words[k].tag in {"VBN", "VBD"} or low == "dead":
            return STATUS.get(low) or STATUS.get(words[k].lemma) if k > i + 1 else None
        if words[k].pos not in _IN_LISTS:
            return None
    return None


_IN_LISTS = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "PUNCT", "CCONJ", "SYM"})

VICTIMS = PEOPLE | frozenset(
    """fiance fiancé fiancee fiancée roommate tenant landlord landlady firefighter paramedic cop stepson
    stepdaughter stepfather stepmother stepchild grandson granddaughter grandchild grandma grandpa mom mum
    dad sibling classmate colleague coworker motorist cyclist bicyclist jogger hiker cashier bartender bouncer
    rapper musician singer professor principal pastor lawyer attorney judge guest partygoer agent sergeant
    lieutenant captain detective constable ranger bodyguard burglar carjacker thief sniper vendor merchant
    shopkeeper activist cleric imam mayor lawmaker senator politician diplomat lover spouse partner
    preschooler schoolboy schoolgirl trucker cabbie contractor plumber electrician engineer manager owner
    worshipper photographer reporter cameraman interpreter translator peacekeeper recruit
    cadet conscript""".split()
)
"""People whom something befalls in news, beside those that are counted."""
