"""Updates: the world moved on, or a voice took its words back; not two accounts of one moment.

Each finder says what overtook what, and which clock put the two in order.
"""

from __future__ import annotations

import re
from functools import lru_cache

from wiredesk.claims.facts import Facts
from wiredesk.claims.findings import Clash, quoted, updated
from wiredesk.claims.likeness import Likeness
from wiredesk.claims.senses import plainer
from wiredesk.claims.signals import Pair, near
from wiredesk.claims.words import tokens

NO_CLAIM = re.compile(
    r"\bno(?:body| one| group)?\b[^.]{0,40}\b(?:claim(?:s|ed|ing)?|t(?:aken|ook)) (?:of )?responsib|"
    r"\bresponsibility (?:has|had) not been claimed",
    re.I,
)
NOT_KNOWN = re.compile(r"\bnot (?:immediately |yet )?(?:been )?(?:clear|known) who\b|\bunclear who\b", re.I)
CLAIMED = re.compile(
    r"\bclaim(?:s|ed|ing)? (?:the )?responsib|\bresponsibility (?:was|has been) claimed|"
    r"\bclaim(?:s|ed) (?:the|this|that) (?:[\w-]+ ){0,4}(?:attack|bombing|blast|shooting|assault|raid)s?\b|"
    r"\btook responsibility|\b(?:attack|bombing|blast|shooting|assault|raid)s? (?:was|were) claimed by",
    re.I,
)


def responsibility_clash(p: Pair, by: Likeness) -> Clash | None:
    """Nobody had claimed an attack, and somebody has: the later account overtakes the earlier."""
    for none, some in p.either_way():
        if (
            claims_responsibility(none.text)[0]
            and claims_responsibility(some.text)[1]
            and not some.negated
            and p.context.more >= 0.3
        ):
            return updated("claimed", "Nobody had claimed it, then somebody did", none, some, True)
    return None


def of_responsibility(f: Facts) -> bool:
    """Whether a statement says who claimed an attack, or that nobody did."""
    return any(claims_responsibility(f.text))


@lru_cache(maxsize=8192)
def claims_responsibility(text: str) -> tuple[bool, bool]:
    """Whether a passage says that nobody claimed an attack, and whether that somebody did."""
    none = NO_CLAIM.search(text) is not None or NOT_KNOWN.search(text) is not None
    return none, not none and CLAIMED.search(text) is not None


SAID_NOUN = (
    r"(?:claim|statement|allegation|accusation|assertion|announcement|remark|comment|words|"
    r"(?:casualty |death |injury )?(?:report|figure|toll|count|account))s?"
)
TAKEN_BACK = re.compile(
    r"\b(?:(?:withdr(?:e|a)w(?:n|s|ing)?|(?:took|takes|taken|walked) back|corrected|disavow(?:s|ed|ing)?)"
    rf"(?:\s(?:its|his|her|their|the|an|a|any|all|earlier|previous|first|own|initial)){{1,3}}\s{SAID_NOUN}|"
    rf"(?:retract(?:s|ed|ing)?|recant(?:s|ed|ing)?)(?:\s(?:\w+\s){{0,3}}{SAID_NOUN})?|"
    r"no longer (?:says?|claims?|stands? by|believes?)|"
    r"apologi[sz]ed for (?:saying|claiming|reporting|writing))\b",
    re.I,
)
"""Words that take back what was said; what follows them is what is taken back."""


def withdrawn_clash(p: Pair, by: Likeness) -> Clash | None:
    """One withdraws what the other says: "withdrew its claim that …" and what was claimed.

    The withdrawal is the later of the two by its own words, whenever it was printed.
    """
    found = withdrawn(p)
    if found is None:
        return None
    back, said = found
    why = f"{quoted(back)} withdraws {quoted(said)} (by its own words)."
    return Clash("update", why, 0.8, update="withdrawn", later=back.id, clock="text")


def withdrawn(p: Pair) -> tuple[Facts, Facts] | None:
    """The statement that takes back, and the one that it takes back; None where neither does."""
    for back, said in p.either_way():
        found = takes_back(back.text)
        if found is None or takes_back(said.text) is not None or said.asked:
            continue
        taken = {t.stem for t in tokens(plainer(back.text[found:])) if not t.name}
        held = {t.stem for t in said.words}
        shared = [x for x in sorted(taken) if any(near(x, y) >= 0.6 for y in held)]
        if len(shared) >= 2 and len(shared) >= 0.5 * len(taken):
            return back, said
    return None


@lru_cache(maxsize=8192)
def takes_back(text: str) -> int | None:
    """Where what is taken back begins, None where nothing is."""
    found = TAKEN_BACK.search(text)
    if found is None or re.search(
        r"\b(?:not|never|refus\w+ to|declin\w+ to)\s+\S*\s*$", text[: found.start()]
    ):
        return None
    return found.end()


ALIVE = re.compile(
    r"\b(?:is|are|was|were|remain(?:s|ed)?) (?:still |both |all )?(?:alive|unharmed|unhurt|safe and well)\b|"
    r"\bsurviv(?:ed|es)\b",
    re.I,
)
DEAD = re.compile(
    r"\b(?:was|were|been|is|are) (?:\w+ly )?(?:killed|slain|assassinated|executed|murdered|dead)\b|"
    r"\b(?:has |had )?died\b",
    re.I,
)


def death_clash(p: Pair, by: Likeness) -> Clash | None:
    """Somebody is said to be alive, and to be dead: an update where publication orders the two."""
    both = alive_and_dead(p)
    if both is None:
        return None
    found = updated("death", "Said to be alive and to be dead", *both)
    if found.clock == "outlets":
        return found
    why = f"{quoted(both[0])} and {quoted(both[1])}: one is said to be alive and to be dead."
    return Clash("polarity", why, 0.75)


def alive_and_dead(p: Pair) -> tuple[Facts, Facts] | None:
    """The statement that somebody is alive, and the one that the same person is dead; else None."""
    for alive, dead in p.either_way():
        if life_and_death(alive.text) != (True, False) or life_and_death(dead.text) != (False, True):
            continue
        if not (alive.negated or dead.negated) and _one_person(alive.text, dead.text):
            return alive, dead
    return None


@lru_cache(maxsize=8192)
def life_and_death(text: str) -> tuple[bool, bool]:
    """Whether a passage says of somebody that he is alive, and of somebody that he is dead."""
    return ALIVE.search(text) is not None, DEAD.search(text) is not None


def _one_person(alive: str, dead: str) -> bool:
    """Whether two capitalised words and more right before "is alive" stand right before "was killed", too."""
    one, two = (_subject(text, verb) for text, verb in ((alive, ALIVE), (dead, DEAD)))
    return len(one & two) >= 2


def _subject(text: str, verb: re.Pattern[str]) -> frozenset[str]:
    found = verb.search(text)
    before = re.findall(r"[\w'’-]+", text[: found.start()] if found else "")[-4:]
    return frozenset(w.lower() for w in before if w[:1].isupper())
