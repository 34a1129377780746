"""Control: who holds, took, lost, contests or besieges which place.

General English of territory ("captured", "fell to", "in the hands of", "driven out of", "pocket of
resistance"), gathered from reports of the Syrian war (FA-KES) and general dictionaries of war
reporting.  Toponyms come from the statement's own place mentions, else from the parser's entities.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from wiredesk.model.parses import Parse
from wiredesk.model.statements import Control
from wiredesk.statements.fates import STATUS
from wiredesk.statements.hands import by_phrase
from wiredesk.statements.shares import extent

TAKE = frozenset(
    "capture seize retake retook recapture overrun conquer occupy annex regain reconquer".split()
)
HOLD = frozenset("control hold govern rule dominate administer".split())
GAIN = frozenset("gain win assume establish wrest".split())
KEEP = frozenset("have keep retain maintain".split())
LEAVE = frozenset("withdraw retreat abandon".split())
DRIVE = frozenset("drive expel oust push force eject dislodge rout evict flush".split())
SIEGE = frozenset("besiege encircle surround blockade".split())
CLEAR = frozenset("clear cleanse purge liberate sweep".split())
CONTEST = frozenset("advance push march contest storm invade".split())
CIVILIANS = frozenset(
    "resident civilian people family villager refugee man woman child inhabitant person".split()
)
AREA = frozenset(
    """province district city town village region area territory valley capital country neighborhood
    neighbourhood stronghold base airport border crossing checkpoint post quarter suburb countryside enclave
    county state island port road highway bridge hill mountain camp sector front outskirts position
    half part center centre east west north south""".split()
)
_EXCEPT = re.compile(
    r"\b(?:except(?: for)?|apart from|other than|but(?= (?:two|three|one|for|the)\b)|besides|excluding)\b",
    re.I,
)


def control(parse: Parse, words: Sequence[int], toponyms: Sequence[tuple[int, int, str]]) -> Control | None:
    """The control that a clause states, or None.

    ``words`` are the clause's word indices; ``toponyms`` (start, end, name) in the paragraph.
    """
    if not words:
        return None
    first, last = parse.words[words[0]].start, parse.words[words[-1]].end
    mine = [t for t in toponyms if first <= t[0] and t[1] <= last]
    area = any(parse.lemmas[i] in AREA for i in words)
    if not mine and not area:
        return None
    inside = set(words)
    text = parse.text[first:last]
    begin, end = parse.words[min(words)].start, parse.words[max(words)].end
    near = [(s, e) for s, e, _ in toponyms if s < end and begin < e]
    named = frozenset(
        i for s, e in near for i in words if s <= parse.words[i].start and parse.words[i].end <= e
    )
    found = by_phrase(text) or _by_verb(_Ground(parse, named), words, inside)
    if found is None:
        return None
    relation, holder, against = found
    taken_names = {(holder or "").lower(), (against or "").lower()}
    names = [(s, n) for s, _, n in mine if not any(n.lower() in x for x in taken_names if x)]
    if not names and not area:
        return None
    but: list[str] = []
    exception = _EXCEPT.search(parse.text, first, last)
    if exception:
        but = [n for s, n in names if s > exception.start()]
        names = [(s, n) for s, n in names if s <= exception.start()]
    count, total, part = extent(text)
    return Control(
        relation, holder, against, tuple(dict.fromkeys(n for _, n in names)), part,
        tuple(dict.fromkeys(but)), count, total,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Ground:
    """A parse with the words in it that name places."""

    parse: Parse
    named: frozenset[int]

    def area(self, i: int | None) -> bool:
        """Whether a word is ground that can be held: a named place, or a noun of area."""
        return i is not None and (i in self.named or _is_area(self.parse, i, self.named))


Found = tuple[str, str | None, str | None]
"""Relation, holder, the other side."""


def _by_verb(ground: _Ground, words: Sequence[int], inside: set[int]) -> Found | None:
    parse = ground.parse
    tops = (parse.words[i] for i in words if parse.words[i].head == i or parse.words[i].head not in inside)
    losses = any(w.pos == "VERB" and STATUS.get(w.lemma) in {"killed", "wounded"} for w in tops)
    for i in words:
        word = parse.words[i]
        if word.pos not in {"VERB", "NOUN", "ADJ", "AUX"}:
            continue
        if word.dep in {"acl", "relcl"} and word.head in inside:
            continue  # "raids on towns held by the rebels" tells of the raids
        found = None if losses else _contested(ground, i) or _state(ground, i)
        found = found or _verb(ground, i)
        if found:
            return found
    return None


_RECAPTURE = TAKE | CLEAR
_STRIVE = frozenset("fight battle vie compete struggle clash jostle skirmish".split())
_BATTLES = frozenset(
    "fighting battle clash fight struggle combat war offensive operation campaign push assault bid".split()
)
_TRY = frozenset("try attempt seek struggle fight battle launch mount begin start".split())
_WANT = frozenset("want plan hope vow threaten pledge promise expect order aim prepare".split())


def _contested(ground: _Ground, i: int) -> Found | None:
    """Who fights for a place that nobody is said to hold: "fighting for control of X", "an offensive to
    recapture X", "X changed hands"."""
    parse = ground.parse
    word = parse.words[i]
    lemma = parse.lemmas[i]
    if word.pos == "VERB" and lemma in _STRIVE and _over_place(ground, i):
        return "contests", _name(parse, _subject(parse, i)), None
    if word.pos == "NOUN" and lemma in _BATTLES:
        act = next((c for c in parse.children(i) if parse.lemmas[c] in _RECAPTURE), None)
        takes = act is not None and ground.area(parse.child(act, "dobj"))
        if takes or _over_place(ground, i):
            verb = word.head
            sided = word.dep == "dobj" and parse.words[verb].pos == "VERB"
            return "contests", _name(parse, _subject(parse, verb)) if sided else None, None
    hands = parse.child(i, "dobj") if lemma == "change" else None
    if hands is not None and parse.words[hands].lemma == "hand" and ground.area(parse.child(i, "nsubj")):
        return "contests", None, None
    taking = (lemma in TAKE or lemma == "take") and word.pos == "VERB" and ground.area(parse.child(i, "dobj"))
    if taking and word.dep in {"xcomp", "advcl", "acl", "ccomp"} and word.tag == "VB":
        above = parse.words[word.head]
        if above.lemma.lower() in _TRY:
            return "contests", _name(parse, _subject(parse, word.head)), None
    return None


def _over_place(ground: _Ground, i: int) -> bool:
    """Whether a fight is for or over a place, or the control of it."""
    parse = ground.parse
    for noun in (_prep(parse, i, "for"), _prep(parse, i, "over")):
        if noun is None:
            continue
        if parse.words[noun].lemma.lower() == "control" and _of_area(ground, noun):
            return True
    verb = parse.words[i].head
    if parse.words[i].pos == "NOUN" and parse.words[verb].pos == "VERB":
        noun = _prep(parse, verb, "for", "over")  # "clashes continued for control of X"
        return noun is not None and parse.words[noun].lemma.lower() == "control" and _of_area(ground, noun)
    return False


def _of_area(ground: _Ground, noun: int) -> bool:
    """Whether a noun is of, or over, a place: "control of X"."""
    return any(
        ground.area(ground.parse.child(c, "pobj"))
        for c in ground.parse.children(noun)
        if ground.parse.words[c].text.lower() in {"of", "over", "in"}
    )


_NOBODY = frozenset("good safe his her its their our my your own capable private public steady other".split())


def _state(ground: _Ground, i: int) -> Found | None:
    """Who has a place, told as a state: "is in control of X", "X is in rebel hands", "a rebel stronghold",
    "under siege"."""
    parse = ground.parse
    word = parse.words[i]
    lemma = word.lemma.lower()
    if lemma == "control" and word.pos == "NOUN" and word.dep == "pobj" and _of_area(ground, i):
        before = word.head
        verb = parse.words[before].head
        if parse.words[before].text.lower() == "in" and parse.words[verb].lemma in {"be", "remain", "stay"}:
            return "holds", _name(parse, _subject(parse, verb)), None
    if lemma == "control" and word.dep in {"nsubj", "nsubjpass"} and _of_area(ground, i):
        verb = word.head
        to = (
            _prep(parse, verb, "to") if parse.words[verb].lemma in {"pass", "go", "shift", "return"} else None
        )
        return ("took", _name(parse, to), None) if to is not None else None
    if lemma == "hand" and word.tag == "NNS" and parse.words[word.head].text.lower() == "in":
        side = next((c for c in parse.children(i) if parse.words[c].dep in _SIDED and c == i - 1), None)
        if side is not None and parse.words[side].text.lower() not in _NOBODY:
            return "holds", parse.words[side].text, None
    if lemma in {"stronghold", "bastion"}:
        side = next((c for c in parse.children(i) if parse.words[c].dep in _SIDED and c == i - 1), None)
        owner = _prep(parse, i, "of") if side is None else side
        if owner is not None and not ground.area(owner) and parse.words[owner].tag not in {"JJS", "JJR"}:
            last = parse.words[owner].lemma.lower() in {"last", "main", "former", "old", "key"}
            owner = _prep(parse, i, "of") if last else owner
            return ("holds", _name(parse, owner), None) if owner is not None else None
    if lemma == "siege" and word.pos == "NOUN":
        above = parse.words[word.head]
        if above.lemma.lower() in {"lift", "break", "end", "ease", "relieve", "loosen"}:
            return None
        if above.lemma.lower() == "lay":
            return "besieges", _name(parse, _subject(parse, word.head)), None
        by = _prep(parse, i, "by") or _prep(parse, word.head, "by") or _prep(parse, above.head, "by")
        return "besieges", _name(parse, by), None
    return None


_SIDED = frozenset({"amod", "compound", "nmod", "poss"})


_OF_CONTROL = frozenset(
    {*TAKE, *KEEP, *GAIN, *HOLD, *DRIVE, *CLEAR, *LEAVE, *SIEGE, *CONTEST}
    | set("take hand surrender cede yield lose fall pull enter sweep".split())
)
"""Every verb that may tell who holds, takes or loses ground."""


def _verb(ground: _Ground, i: int) -> Found | None:
    parse = ground.parse
    word = parse.words[i]
    lemma = word.lemma.lower()
    if lemma not in _OF_CONTROL or (word.pos != "VERB" and lemma != "retook"):
        return None  # the parser takes "retook" for a noun
    passive = parse.child(i, "nsubjpass", "auxpass") is not None or (word.tag == "VBN" and word.dep == "acl")
    by = parse.child(i, "agent")
    agent = parse.child(by, "pobj") if by is not None else None
    doer = agent if passive else _subject(parse, i)
    thing = parse.child(i, "nsubjpass") if passive else parse.child(i, "dobj")
    if (
        passive
        and word.dep in {"acl", "relcl"}
        and (thing is None or parse.words[thing].tag in {"WDT", "WP"})
    ):
        thing = word.head  # "Varo, which is held by the rebels"
    misread = word.tag == "VBD" and word.dep == "amod" and word.head in ground.named and i > 0
    if misread and parse.words[i - 1].dep == "nsubj":
        doer, thing = i - 1, word.head  # "The army besieged Varo", taken for a besieged place
    from_ = _name(parse, _from(parse, i, thing))
    if word.tag == "VB" and parse.words[word.head].lemma.lower() in _WANT and word.dep == "xcomp":
        return None  # what is only wanted or ordered
    if lemma in TAKE and (ground.area(thing) or _control_of(ground, i)):
        return "took", _name(parse, doer), from_
    if lemma == "take" and (ground.area(thing) or _control_of(ground, i) or _over(parse, i)):
        return "took", _name(parse, doer), from_
    if (lemma in KEEP or lemma in GAIN) and _control_of(ground, i):
        taken = lemma in GAIN
        return ("took" if taken else "holds"), _name(parse, doer), from_ if taken else None
    if lemma in {"hand", "surrender", "cede", "yield"} and (ground.area(thing) or _control_of(ground, i)):
        to = _prep(parse, i, "to")
        return ("took", _name(parse, to), _name(parse, doer)) if to is not None else None
    if lemma == "lose" and (_control_of(ground, i) or ground.area(thing)):
        return "lost", _name(parse, doer), _name(parse, _prep(parse, i, "to"))
    if lemma in HOLD and ground.area(thing):
        return "holds", _name(parse, doer), None
    if lemma == "fall" and (to := _prep(parse, i, "to", "into")) is not None:
        subject = parse.child(i, "nsubj")
        if ground.area(subject):
            return "took", _name(parse, to), None
    if (lemma in DRIVE or lemma in CLEAR) and (out := _prep(parse, i, "of", "from", "out")) is not None:
        if lemma == "liberate" and ground.area(thing):
            return "took", _name(parse, doer), _name(parse, out)
        if lemma in CLEAR and lemma != "sweep":
            return "cleared", _name(parse, doer) if not passive else None, _name(parse, out)
        if thing is not None and parse.words[thing].lemma.lower() in CIVILIANS:
            return None
        if ground.area(out) or _prep(parse, i, "out") is not None:
            return "lost", _name(parse, thing), _name(parse, doer)
    if lemma in CLEAR and lemma in {"liberate", "clear"} and ground.area(thing):
        return ("took" if lemma == "liberate" else "cleared"), _name(parse, doer), None
    if (lemma in LEAVE or lemma == "pull") and ground.area(_prep(parse, i, "from", "out")):
        return "lost", _name(parse, doer), None
    if lemma in LEAVE and ground.area(thing):
        return "lost", _name(parse, doer), None
    if (
        lemma == "enter"
        and ground.area(thing)
        and doer is not None
        and parse.words[doer].lemma.lower() in FORCES
    ):
        return "contests", _name(parse, doer), None
    if lemma in SIEGE and ground.area(thing):
        return "besieges", _name(parse, doer), None
    if lemma in CONTEST and ground.area(_prep(parse, i, "into", "toward", "towards", "on", "to") or thing):
        return "contests", _name(parse, doer), None
    if lemma == "sweep" and ground.area(_prep(parse, i, "into", "through")):
        return "took", _name(parse, doer), None
    return None


def _from(parse: Parse, i: int, thing: int | None) -> int | None:
    """Whom a place was taken from, wherever the parser hangs "from"."""
    own = _prep(parse, i, "from")
    if own is not None or thing is None:
        return own
    return next((n for k in parse.subtree(thing) if (n := _prep(parse, k, "from")) is not None), None)


FORCES = frozenset(
    """troop army force rebel militia militant fighter soldier tank insurgent guerrilla police marine
    paramilitary gunman jihadist battalion brigade regiment column""".split()
)
"""Those who take ground by arms."""


def _subject(parse: Parse, i: int) -> int | None:
    seen: set[int] = set()
    while i not in seen:
        seen.add(i)
        own = parse.child(i, "nsubj")
        if own is not None:
            return own
        if parse.words[i].dep not in {"conj", "xcomp", "advcl"}:
            return None
        i = parse.words[i].head
    return None


def _control_of(ground: _Ground, i: int) -> bool:
    """Whether the object of a verb is the control of something: of a place where it says of what."""
    parse = ground.parse
    thing = parse.child(i, "dobj")
    if thing is None or parse.words[thing].lemma.lower() not in {"control", "hold", "foothold", "ground"}:
        return False
    of = next((c for c in parse.children(thing) if parse.words[c].text.lower() == "of"), None)
    return of is None or ground.area(parse.child(of, "pobj"))


def _over(parse: Parse, i: int) -> bool:
    return any(
        parse.words[c].text.lower() == "over" and parse.words[c].dep == "prt" for c in parse.children(i)
    )


def _prep(parse: Parse, i: int, *names: str) -> int | None:
    for c in parse.children(i):
        if parse.words[c].text.lower() in names and parse.words[c].dep in {"prep", "prt", "advmod", "agent"}:
            noun = parse.child(c, "pobj")
            if noun is not None:
                return noun
            below = parse.child(c, "prep")
            if below is not None:
                return parse.child(below, "pobj")
    return None


def _is_area(parse: Parse, i: int, named: frozenset[int]) -> bool:
    word = parse.words[i]
    if word.ent in {"GPE", "LOC", "FAC"} or word.lemma.lower() in AREA:
        return True
    if (
        word.lemma.lower() in {"all", "most", "part", "half", "much", "rest", "percent", "number", "control"}
        or word.pos == "NUM"
    ):
        return any(
            (noun := parse.child(c, "pobj")) is not None and (noun in named or _is_area(parse, noun, named))
            for c in parse.children(i)
            if parse.words[c].text.lower() in {"of", "over"}
        )
    return word.pos == "PROPN" and word.ent in {"", "PERSON", "ORG"} and word.ent != "PERSON"


def _name(parse: Parse, i: int | None) -> str | None:
    if i is None:
        return None
    left = i
    for c in parse.children(i):
        if c < i and parse.words[c].dep in {"compound", "nmod", "amod", "poss"}:
            if parse.words[c].dep == "poss" and parse.words[c].pos == "PRON":
                continue
            left = min(left, c)
    return parse.text[parse.words[left].start : parse.words[i].end]
