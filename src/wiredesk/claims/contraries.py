"""States and acts that exclude each other, told of one thing: locked or open, resigned or dismissed.

Opposite verbs of one act are found where the slots are compared (:mod:`polarity`); here one word or phrase of
a passage stands against one of the other, whatever part of speech either is, where all else that the two say
is one matter.  Of the twelve pairs of words nine were written down by hand and three come from clashes of
stories labelled whole.  They are rare: 224 such stories hold no two passages that they tell to clash, right
or wrong; left out are those that told of two things there ("inside" and "outside", "before" and "after").
"""

from __future__ import annotations

import re
from functools import lru_cache

from wiredesk.claims.facts import Facts
from wiredesk.claims.findings import Clash, about_one_matter, quoted
from wiredesk.claims.likeness import Likeness
from wiredesk.claims.polarity import MAYBE, negations, one_mouth, two_doers
from wiredesk.claims.signals import Pair, days_apart
from wiredesk.claims.words import tokens
from wiredesk.model.statements import Force

GUARDS = r"(?:\w+ ){0,2}(?:police|officers?|deput(?:y|ies)|troopers?|guards?|agents?|soldiers|troops)"
VEHICLE = r"(?:\w+ ){0,2}(?:car|vehicle|truck|pickup|van|taxi|suv|motorcycle|motorbike|bus|train)"

CONTRARIES: tuple[tuple[re.Pattern[str], re.Pattern[str], bool], ...] = tuple(
    (re.compile(rf"\b(?:{one})\b", re.I), re.compile(rf"\b(?:{two})\b", re.I), by_doer)
    for one, two, by_doer in (
        ("locked|closed|shut", "unlocked|open", False),
        ("acquitted|cleared of|found not guilty", "convicted|found guilty", False),
        ("resign(?:ed|s)|stepp(?:ed|ing) down|quit", "fired|dismissed|sacked|ousted", False),
        (
            "collaps(?:ed|es)|broke(?:n)? down|fell through",
            "ma(?:de|king) (?:\\w+ )?progress|succeed(?:ed|s)|moved forward",
            False,
        ),
        (
            "(?:claim|declar)(?:ed|es) (?:\\w+ )?victory",
            "(?:conced(?:ed|es)|admitted)(?: \\w+)? defeat",
            False,
        ),
        ("drunk|intoxicated|inebriated", "sober", False),
        ("asleep|sleeping", "awake", False),
        ("accidental(?:ly)?|by accident|unintentional(?:ly)?", "intentional(?:ly)?|deliberate(?:ly)?", False),
        ("unarmed", "(?:was|were|is) armed|armed with", True),
        (
            "alone|only one (?:gunman|shooter|attacker)",
            "accomplices?|second (?:gunman|shooter|attacker)",
            True,
        ),
        ("on foot", rf"by {VEHICLE}|in an? {VEHICLE}|drove|sped away", True),
        (
            r"shot (?:and killed )?(?:himself|herself)|took (?:his|her) own life|killed (?:himself|herself)",
            rf"(?:shot|killed|shot dead|shot and killed|gunned down) by {GUARDS}",
            True,
        ),
    )
)
"""Words that exclude each other, and whether they are told of somebody who did something."""

ONE_MATTER, ONE_DOER = 0.6, 0.1
"""How far two passages must be about one matter, those words apart; and where both tell of one doer."""

DOER = re.compile(
    r"\b(?:the|a|this|that|lone) (?:\w+ ){0,2}?(?:gunman|shooter|attacker|assailant|bomber|killer)\b", re.I
)
ANOTHER = re.compile(
    r"\b(?:another|one|other|both|first|third|two|three|some) (?:\w+ )?(?:gunm|shooter|attacker|assailant)",
    re.I,
)


@lru_cache(maxsize=65_536)
def sides(text: str) -> tuple[tuple[int, bool, str], ...]:
    """Of which pairs of contrary words a passage has one alone: the pair, which of the two, and the words."""
    out = []
    for n, (one, two, _) in enumerate(CONTRARIES):
        found = one.search(text), two.search(text)
        if (hit := found[0] or found[1]) and not (found[0] and found[1]):
            out.append((n, hit is found[0], hit.group()))
    return tuple(out)


def of_a_doer(f: Facts) -> list[int]:
    """Which contraries a passage tells of a doer, so that statements in quite other words meet."""
    told = DOER.search(f.text) is not None or bool(f.people)
    return [n for n, _, _ in sides(f.text) if CONTRARIES[n][2]] if told else []


def contrary_clash(p: Pair, by: Likeness) -> Clash | None:
    """Two states or acts that exclude each other, said of one thing, one person or one doer."""
    a, b = p.a, p.b
    one, two = sides(a.text), sides(b.text)
    if not one or not two or (a.report == b.report and one_mouth(a, b)) or (days_apart(a, b) or 0) >= 1:
        return None
    if MAYBE.search(a.text) or MAYBE.search(b.text):
        return None
    supposed = Force.CONDITIONAL in (a.force, b.force) or a.has_condition != b.has_condition
    if supposed or a.future != b.future or two_doers(a, b):
        return None
    for n, first, words in one:
        for m, other, others in two:
            if n != m or first == other or _denied(a.text, words) or _denied(b.text, others):
                continue
            drop = frozenset(t.stem for t in (*tokens(words), *tokens(others)))
            matter = about_one_matter(p, by, drop)
            if matter >= (ONE_DOER if CONTRARIES[n][2] and _of_one_doer(a, b) else ONE_MATTER):
                why = f"{quoted(a)} and {quoted(b)}: “{words}” and “{others}” exclude each other."
                return Clash("polarity", why, round(min(0.7, matter), 3))
    return None


def _denied(text: str, words: str) -> bool:
    """Whether a passage denies anything beside the words themselves."""
    return negations(text) != negations(words)


def _of_one_doer(a: Facts, b: Facts) -> bool:
    """Whether two passages tell of one doer: by name, or of the gunman and the attacker of one story."""
    if a.people and b.people:
        return bool(a.people & b.people)
    told = [DOER.search(f.text) is not None and not ANOTHER.search(f.text) for f in (a, b)]
    return all(told)
