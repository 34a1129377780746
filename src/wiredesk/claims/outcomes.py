"""By whose hand somebody was hit, by how many, and how badly all were: accounts that share hardly a word.

"The boy shot himself" and "he was shot by his sister", "someone walked up and opened fire" and "two men
started shooting", "none of the wounds is life-threatening" and "one man is in critical condition" exclude
each other where both are told of one blow, and the story says that they are.  The words were collected on
clashes of stories of local shootings that were labelled whole; of 374 stories labelled whole eighteen pairs
are told by the hand, nine labelled as clashes and eight more clashes when read, three by the number who
opened fire, all labelled, and ten by how badly all were hit, six labelled and the others clashes when read.
Left out, since most that they told there were of two groups of people, are "both" and "each", and the
conditions of single victims.
"""

from __future__ import annotations

import re
from functools import lru_cache

from wiredesk.claims.facts import Facts
from wiredesk.claims.findings import Clash, quoted
from wiredesk.claims.likeness import Likeness
from wiredesk.claims.occasions import two_occasions
from wiredesk.claims.signals import Pair, days_apart
from wiredesk.claims.singles import ages_in
from wiredesk.model.statements import Force
from wiredesk.text.numbers import spelled

HIT = r"(?:shot|shooting|shoots)"
OWN_HAND = re.compile(
    rf"\b{HIT} (?:and (?:killed|wounded) )?(?:himself|herself|self)\b|\bself-inflicted\b", re.I
)
KIN = (
    r"(?:uncle|aunt|brother|sister|mother|father|cousin|friend|grandfather|grandmother|stepfather|"
    r"stepbrother|stepsister|sibling|nephew|niece|dad|mom|relative|playmate|classmate)"
)
OF_HIS_AGE = r"(?:brother|sister|sibling|cousin|friend|nephew|niece|playmate|classmate)"
ANOTHERS_HAND = re.compile(
    r"\b(?:was|were|been|being) (?:\w+ )?shot(?: to death| dead| and killed)?(?: \w+)? by "
    rf"(?:his|her|a|another)(?: [\w’'-]+){{0,2}} (?:{KIN}|boy|girl|teen|child)\b|"
    rf"\b(?:his|her)(?: [\w’'-]+){{0,2}} {KIN}\b[^.;]{{0,40}}?\b{HIT} (?:and killed )?(?:him|her)\b|"
    rf"\b{HIT} (?:and (?:killed|killing) )?(?:his|her)(?: [\w’'-]+){{0,2}} {OF_HIS_AGE}\b",
    re.I,
)
"""Somebody hit by one whom he knows; spouses are left out, for who kills his wife may kill himself too."""

NOT_SO = re.compile(
    r"\b(?:no evidence|whether|if|may|might|could|possib\w+|ruled? out|not|never|den(?:y|ied)|tried|"
    r"attempted|threaten\w*|determine|intention\w*|wife|husband|girlfriend|boyfriend|ex-\w+|similar|ago|often|"
    r"(?:shooter|gunman|suspect|attacker)(?:[’']s)?|victim)\b|n[’']t\b|"
    r"\b(?:woman|man|mother|father|officer)\b[^.;]{0,30}\b(?:shot|killed)\b",
    re.I,
)
"""Words of what is only possible or happened elsewhere, of a couple, of a grown-up who was hit, and of a doer
who turned his gun on himself."""

CHILD_OR_SLIP = re.compile(
    r"\b(?:boy|girl|toddler|child|kid|nephew|niece|grandson|granddaughter|son|daughter|teen\w*|"
    r"(?:\d|1[0-7])-year-old)\b|\baccident\w*",
    re.I,
)
"""Words of a child, or of an accident: others who kill somebody and then themselves do both."""

MILD = (
    r"(?:non-?\s?life-?threatening|(?:not|n[’']t) (?:\w+ )*?life-?threatening|"
    r"expected to (?:survive|recover|live|be (?:ok|okay|fine|all right)|make (?:a )?full recover\w+)|"
    r"(?:in )?(?:stable|good|fair) condition|minor (?:injur|wound)\w*|treated and released)"
)
GRAVE = re.compile(
    r"(?<!non-)(?<!non )(?<!not )(?<!n't )(?<!n’t )\blife-?threatening|\bcritical(?:ly)?\b|\bgrave(?:ly)?\b|"
    r"\bserious condition\b|\bseriously (?:wounded|injured|hurt)\b",
    re.I,
)
IS_MILD = re.compile(MILD, re.I)
ALL_MILD = re.compile(
    rf"\ball\b[^.;]{{0,70}}?{MILD}|\bnone of [^.;]{{0,50}}?(?:life-?threatening|serious\w*|critical\w*)|"
    r"\bno(?: one|body) (?:\w+ )?(?:was|is) (?:seriously|critically)",
    re.I,
)


FIRED = (
    r"(?:open(?:ed|ing)? fire|(?:started|began) (?:shooting|firing|to shoot)|fir(?:ed|ing)\b|shot\b|spray\w+)"
)
CAME = (
    r"(?:(?:walk|r[au]n|drove|pull|approach|jump|got out|step|emerg|came|rush|storm|burst|enter)\w*|"
    r"open(?:ed|ing)? fire|(?:started|began) (?:shooting|firing)|fired)"
)
SO = rf"(?:,[^,.;]{{3,60}},)?(?: who| then| had| reportedly)* {CAME}\b[^.;]{{0,90}}?{FIRED}"
ONE_FIRED = re.compile(
    r"\b(?:an?|one|the|a lone|a single) (?:(?!police|second|third|other|security)[\w-]+ )?"
    rf"(?:gunman|shooter|attacker|assailant|offender|man|male|suspect|person|intruder){SO}|"
    rf"\b(?:someone|somebody){SO}",
    re.I,
)
SEVERAL_FIRED = re.compile(
    r"\b(?P<count>two|three|four|five|several|multiple|a group of|\d) (?:(?!police|officers|other)[\w-]+ )?"
    rf"(?:gunmen|shooters|attackers|assailants|offenders|men|males|suspects|people|teens|intruders|individuals){SO}",
    re.I,
)
NO_ATTACK = re.compile(
    r"\b(?:officers?|deput(?:y|ies)|police (?:shot|fired|opened)|each other|both|return(?:ed|ing) fire|"
    r"one of|another)\b",
    re.I,
)
"""Words of those who shot back, and of one of several."""

SEVERAL = 99
ONE_BLOW = 0.25
"""The share of a sentence's words from which two counts of those who opened fire are of one attack."""


@lru_cache(maxsize=65_536)
def came_firing(text: str) -> int | None:
    """How many came and opened fire, :data:`SEVERAL` where no number is given; None where nobody did."""
    if NO_ATTACK.search(text):
        return None
    if found := SEVERAL_FIRED.search(text):
        count = found["count"].lower()
        return int(count) if count.isdigit() else int(spelled(count) or SEVERAL)
    return 1 if ONE_FIRED.search(text) else None


@lru_cache(maxsize=65_536)
def hand(text: str) -> str | None:
    """By whose hand a passage says that somebody was hit: his "own", "another's"; None where by neither."""
    own, others = OWN_HAND.search(text), ANOTHERS_HAND.search(text)
    if (own is None) == (others is None) or NOT_SO.search(text):
        return None
    return "own" if own else "another's"


@lru_cache(maxsize=65_536)
def gravity(text: str) -> str | None:
    """Whether a passage says that "all" who were hit are out of danger, or that "some" are in danger; None
    where it says neither, or both."""
    grave = GRAVE.search(IS_MILD.sub(" ", ALL_MILD.sub(" ", text))) is not None
    if ALL_MILD.search(text):
        return None if grave else "all"
    return "some" if grave and IS_MILD.search(text) is None else None


def outcomes(f: Facts) -> frozenset[str]:
    """Which of the three a statement tells of, so that statements in quite other words meet."""
    found = {
        "the hand": hand(f.text) is not None,
        "how badly": gravity(f.text) is not None,
        "came firing": came_firing(f.text) is not None,
    }
    return frozenset(k for k, there in found.items() if there)


def outcome_clash(p: Pair, by: Likeness) -> Clash | None:
    """Somebody hit himself in one report, and another hit him in the other; one opened fire, or several; or
    all are out of danger in one, and somebody is in danger in the other."""
    a, b = p.a, p.b
    if a.report == b.report or a.background or b.background or (days_apart(a, b) or 0) >= 1:
        return None
    if any(f.asked or f.future or f.force is Force.DENIED for f in (a, b)):
        return None
    one, two = hand(a.text), hand(b.text)
    years = ages_in(a.text), ages_in(b.text)
    apart = bool(years[0] and years[1] and not years[0] & years[1])
    if one and two and one != two and not apart and any(CHILD_OR_SLIP.search(f.text) for f in (a, b)):
        why = f"{quoted(a)} and {quoted(b)}: by his own hand in one, by another’s in the other."
        return Clash("name", why, 0.55)
    counts = came_firing(a.text), came_firing(b.text)
    if None not in counts and counts[0] != counts[1] and (SEVERAL not in counts or 1 in counts):
        told = not (a.negated or b.negated or a.has_condition or b.has_condition or two_occasions(a, b))
        if told and p.context.more >= ONE_BLOW:
            why = f"{quoted(a)} and {quoted(b)}: one opened fire in one, several in the other."
            if 1 not in counts:
                why = (
                    f"{quoted(a)} and {quoted(b)}: {counts[0]} opened fire in one, {counts[1]} in the other."
                )
            return Clash("figure", why, 0.55)
    if {gravity(a.text), gravity(b.text)} == {"all", "some"}:
        why = f"{quoted(a)} and {quoted(b)}: all out of danger in one, somebody in danger in the other."
        return Clash("polarity", why, 0.55)
    return None
