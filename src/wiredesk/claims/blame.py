"""Who did it: a deed that one lays to a side, and that side's denial, or another's word that others did it.

"The regime is behind the gas attack", "the army has never used such weapons" and "the government blamed it
on rebels" share hardly a word.  What they share is the deed, and a side: by name, by the seat of its
government, or as the state's or the rebels'.  Collected on the reports of one war and on stories labelled
whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from wiredesk.claims.answers import DENYING, one_people
from wiredesk.claims.control import camp
from wiredesk.claims.facts import Facts
from wiredesk.claims.findings import Clash, quoted
from wiredesk.claims.likeness import Likeness
from wiredesk.claims.polarity import LOOKED_INTO, negations, one_mouth
from wiredesk.claims.signals import Pair
from wiredesk.claims.words import tokens
from wiredesk.model.statements import Force

SIDE = r"[^.;,:“”\"]{2,60}?"
LAID = re.compile(
    rf"\b(?:blam|accus)(?:es|ed|ing) (?P<blamed>{SIDE}) (?:for|of)\b|"
    rf"\bblam(?:es|ed|ing)\b(?:(?! for )[^.;,:])*? on (?P<on>[^.;,:]{{2,50}})|"
    r"\b(?:carried out|conducted|perpetrated|committed|orchestrated|launched|masterminded)"
    r"(?: \w+)? by (?P<by>[^.;,:]{2,60})|"
    rf"(?P<did>{SIDE}) (?:is|was|are|were|be|been|being) (?:\w+ly |also )?"
    r"(?:behind|responsible for|to blame for)\b|"
    r"\b(?:killed|wounded|injured|hit|struck|destroyed|targeted|bombed)(?: \w+)? (?:by|in) "
    r"(?P<air>[^.;,:]{3,40}?) "
    r"(?:air ?strikes?|air ?raids?|raids?|warplanes|jets|planes|shelling|bombardment)\b|"
    r"(?P<flew>[^.;,:]{3,40}?) (?:air ?strikes?|air ?raids?|warplanes|jets|planes|war planes) "
    r"(?:\w+ )?(?:kill(?:ed|ing)|bomb(?:ed|ing)|hit|struck|target(?:ed|ing)|pounded)\b|"
    rf"(?P<bears>{SIDE}) (?:bears?|bore) (?:[\w“”\"]+ )?(?:[\w“”\"]+ )?responsibility\b|"
    rf"(?P<used>{SIDE}) (?:\w+ly )?(?:carried out|perpetrated|committed|orchestrated|masterminded|used|"
    r"(?:continues|continued|began) to use)\b|"
    r"\bpoint(?:s|ed|ing)? (?:to|the finger at) (?P<points>[^.;,:]{2,40}?)"
    r"(?: (?:responsibility|involvement)\b|$)",
    re.I,
)
"""To whom a passage lays a deed."""

DENIED = re.compile(
    rf"(?<!not )(?<!n[’']t )(?<!will )(?<!would )\b{DENYING} (?:[\w’'-]+ ){{0,4}}?"
    r"(?:(?:accusation|allegation|claim|charge|report)s? (?:of|that)|"
    r"involvement|responsibility|complicity|role|part|hand|"
    r"being (?:behind|involved|responsible)|"
    r"(?:were|was|are|is) (?:behind|responsible|involved))\b|"
    rf"\b{DENYING} (?:ever |having )?(?:using|carrying out|targeting|attacking|bombing|striking|shelling|"
    r"launching|conducting)\b",
    re.I,
)
"""A denial of a part in a deed, told as such."""

USED = re.compile(
    rf"\W*(?:(?:that|of) )?(?:(?P<who>{SIDE}) )?(?:(?:had|has|have) (?:ever )?)?"
    r"(?:using|used|carr(?:ied|ying) out|target(?:ed|ing)|attack(?:ed|ing)|bomb(?:ed|ing)|"
    r"(?:were|was|being) (?:behind|responsible))\b",
    re.I,
)
"""What a passage denies as a whole, whose denial stands outside it: "(denied that) the army used such"."""

DEEDS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(words, re.I)
    for words in (
        r"\b(?:chemical|gas|sarin|chlorine|toxic|nerve agent|poison\w*|prohibited weapons)\b",
        r"\b(?:air ?strikes?|(?:air )?raids?|bomb(?:ed|ings?|ard\w*)|shell(?:ed|ing)|strikes|warplanes)\b",
        r"\b(?:hack\w*|meddl\w*|interfer\w*|cyber\w*)\b",
        r"\b(?:shot down|shoot\w* down|downed|downing)\b",
        r"\bconvoy\b",
        r"\bhospitals?\b",
        r"\bleak\w*\b",
    )
)
"""Sorts of deeds of which the sides of a war, and states, accuse each other.  By hand."""

ANY_DEED = re.compile(
    r"\b(?:attacks?|massacre|crimes?|killings?|such weapons|the incident|bombings?|blast|shooting)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Side:
    """A side as a passage names it: stems of its names, and whether it is the state's or the rebels'."""

    names: frozenset[str]
    camp: str | None


@lru_cache(maxsize=65_536)
def side(printed: str) -> Side:
    """The side that a few words name."""
    return Side(frozenset(t.stem for t in tokens(printed) if t.name), camp(printed))


def one_side(x: Side, y: Side) -> bool:
    """Whether two sides are one: by a name that both have, or both the state's (the rebels') where one has no
    name."""
    if any(one_people(n, m) for n in x.names for m in y.names):
        return True
    return x.camp is not None and x.camp == y.camp and not (x.names and y.names)


LAYS = re.compile(
    r"\b(?:blam|accus|behind\b|responsib|to blame|carried out|perpetrated|committed|orchestrated|"
    r"masterminded|conducted by|launched by|used\b|to use\b|point(?:s|ed|ing)? )|"
    r"\b(?:strikes?|airstrikes?|raids?|warplanes|jets|planes|shelling|bombardment)\b",
    re.I,
)
"""Words without which a passage lays a deed to nobody."""


@lru_cache(maxsize=65_536)
def laid_to(text: str) -> tuple[Side, ...]:
    """The sides to which a passage lays a deed."""
    if LAYS.search(text) is None:
        return ()
    out = []
    for m in LAID.finditer(text):
        found = side(m[m.lastgroup or 0])
        if found.names or found.camp:
            out.append(found)
    return tuple(out)


@lru_cache(maxsize=65_536)
def deeds(text: str) -> frozenset[int]:
    """The sorts of deeds that a passage tells of."""
    return frozenset(n for n, words in enumerate(DEEDS) if words.search(text))


def denies_part(f: Facts) -> tuple[Side, ...]:
    """The sides for which a statement denies a deed; empty where it denies none."""
    if f.asked or f.has_condition:
        return ()
    if found := _denied(f.text):
        spoken = [side(f.text[: found.start()]), side(_speaker(f))]
    elif f.force is Force.DENIED and (used := _used(f.text)):
        spoken = [side(used["who"] or ""), side(_speaker(f))]
        if spoken[0].names and spoken[1].names and not one_side(*spoken):
            return ()  # who denies what others did
    else:
        return ()
    return tuple(s for s in spoken if s.names or s.camp)


@lru_cache(maxsize=65_536)
def _denied(text: str) -> re.Match[str] | None:
    return DENIED.search(text)


@lru_cache(maxsize=65_536)
def _used(text: str) -> re.Match[str] | None:
    return USED.match(text)


def _speaker(f: Facts) -> str:
    return f.mouth.removesuffix(f" in {f.report}") if f.speaker else ""


def of_blame(f: Facts) -> bool:
    """Whether a statement lays a deed to a side, or denies one for it."""
    return bool(laid_to(f.text)) or bool(denies_part(f))


ABOUT = re.compile(r"\b(?:den(?:y|ies|ied|ying|ials?)|would|will)\b", re.I)
PAST = re.compile(r"\b(?:previous\w*|in the past|in (?:19|20)\d\d|years? ago|earlier)\b", re.I)


def blame_clash(p: Pair, by: Likeness) -> Clash | None:
    """One lays a deed to a side, and that side denies it, or another says that the other side did it."""
    a, b = p.a, p.b
    if one_mouth(a, b) or a.asked or b.asked:
        return None
    for no, yes in p.either_way():
        deniers, doers = denies_part(no), laid_to(yes.text)
        if (
            not deniers
            or not doers
            or yes.negated
            or yes.force is Force.DENIED
            or denies_part(yes)
            or negations(yes.text)
        ):
            continue
        if ABOUT.search(yes.text) or LOOKED_INTO.search(yes.text) or yes.has_condition:
            continue
        if any(one_side(x, y) for x in deniers for y in doers) and _one_deed(no, yes):
            return Clash("polarity", f"{quoted(no)} denies what {quoted(yes)} lays to the same side.", 0.55)
    return None


def _one_deed(no: Facts, yes: Facts) -> bool:
    """Whether what one denies is what the other lays to somebody: a deed of one sort, or of one report where
    one of them only says "it" or "the attack"; a deed with a name ("the Ostrin raid") under this name."""
    found = _denied(no.text)
    behind = tokens(no.text[found.end() :] if found else no.text)
    named = {t.stem for t in behind if t.name} - {n for s in denies_part(no) for n in s.names}
    if named and not named & {t.stem for t in yes.context}:
        return no.report == yes.report and THAT.search(yes.text) is not None
    one, two = deeds(no.text), deeds(yes.text)
    if one and two:
        return bool(one & two)
    if PAST.search(no.text) or PAST.search(yes.text):
        return False
    if found is None and not (one or two or ANY_DEED.search(yes.text)):
        return False
    if found is None and not one and SUCH.search(no.text) is None:
        return False  # "denied using", and what is used is another thing
    return no.report == yes.report or bool(ANY_DEED.search(no.text) and ANY_DEED.search(yes.text))


SUCH = re.compile(r"\b(?:such|these|those|any|behind|responsible)\b", re.I)


THAT = re.compile(r"\b(?:that|this) (?:attack|massacre|raid|crime|incident|bombing|strike)\b", re.I)
