"""What has moved on since: what was announced is done, a case at law is a step further, the hurt have died.

Neither account is wrong: the one was so in its time.  Which came later follows from what is said, not from
the days of publication.  The words were collected on the half of ``bench/judged.py`` that was read.
"""

from __future__ import annotations

import re
from functools import lru_cache

from wiredesk.claims.bars import steps
from wiredesk.claims.facts import Facts
from wiredesk.claims.findings import Clash, quoted, unrelated
from wiredesk.claims.harm import of_one_person
from wiredesk.claims.likeness import Likeness
from wiredesk.claims.names import name, same_person
from wiredesk.claims.particulars import PERSON
from wiredesk.claims.polarity import two_aged, two_doers
from wiredesk.claims.signals import PALE, Pair, act_alike, days_apart
from wiredesk.model.statements import Force

SAYS_SO = frozenset((Force.ASSERTED, Force.UNVERIFIED, Force.PROMISED))


def _later(update: str, what: str, first: Facts, then: Facts) -> Clash:
    why = f"{what}: {quoted(first)}, then {quoted(then)} (by their own words)."
    return Clash("update", why, 0.6, update=update, later=then.id, clock="text")


TO_COME = re.compile(
    r"\b(?:will|(?:is|are) (?:going|expected|set|due|scheduled) to|plans? to)\b",
    re.I,
)
WOULD = re.compile(TO_COME.pattern + r"|\bwould\b", re.I)
NOT_DONE = re.compile(
    r"\b(?:would|will|could|may|might|plan(?:s|ned|ning)?|expected|going to|set to|vow\w*|intend\w*|"
    r"promis\w*|propos\w*|want\w*|ask\w*|urg\w*|consider\w*|if|whether|before|until|again|another|previous\w*)\b",
    re.I,
)

ONE_DEED, EITHER = 0.6, 0.35
"""The share of words in common (of the side that shares more, and of that which shares less) from which what
will be done is what has been done."""


ONE_ACT_MORE, SURE = 0.3, 0.0
"""Where the act is the same word, that share (of the side that shares more) and the logit of one claim, from
which reading the two together finds one deed in other words.  Of the seven pairs that this adds in 256
stories labelled whole six are updates when read; of five with a lower logit one is."""


def done_clash(p: Pair, by: Likeness) -> Clash | None:
    """One says that something will be done, another report that it has been."""
    a, b = p.a, p.b
    if a.report == b.report or a.future == b.future or p.words.more < ONE_ACT_MORE:
        return None
    late, told = (a, b) if a.future else (b, a)
    in_words = p.words.more >= ONE_DEED and p.words.less >= EITHER
    if (TO_COME if in_words else WOULD).search(late.text) is None or NOT_DONE.search(told.text):
        return None
    if not told.act or told.act in PALE or act_alike(p) < 0.9 or two_doers(a, b):
        return None
    if any(f.negated or f.asked or f.has_condition or f.force not in SAYS_SO for f in (a, b)):
        return None
    if (days_apart(a, b) or 0) >= 2 or not _past(told):
        return None
    if not in_words and (not by.deep or a.act != b.act or unrelated(p, SURE)):
        return None
    return _later("done", "Announced, then done", late, told)


def _past(f: Facts) -> bool:
    """Whether the act stands in the past ("signed", "has signed"), by the end of its word."""
    begin = f.act[: max(3, len(f.act) - 1)]
    found = re.search(rf"\b{re.escape(begin)}\w*", f.text.lower())
    return found is not None and not found.group().endswith(("s", "ing", begin))


ORDER = ("arrest", "charge", "plea", "verdict", "sentence")
"""The steps of a case at law, in order."""

STILL = re.compile(
    r"\b(?:previous\w*|prior|earlier|years? ago|in (?:19|20)\d\d|record|could|faces|would)\b", re.I
)


@lru_cache(maxsize=65_536)
def step(text: str) -> int | None:
    """How far a passage says that a case is; None where it says nothing of it, or not only of today."""
    found = [ORDER.index(s) for s in steps(text) if s in ORDER]
    return None if len(found) != 1 or STILL.search(text) else found[0]


@lru_cache(maxsize=65_536)
def _persons(text: str) -> tuple[str, ...]:
    return tuple(m.group() for m in PERSON.finditer(text))


def case_clash(p: Pair, by: Likeness) -> Clash | None:
    """One person's case at two steps, in two reports: arrested, and charged."""
    a, b = p.a, p.b
    one, two = step(a.text), step(b.text)
    if one is None or two is None or one == two or a.report == b.report or a.background or b.background:
        return None
    if any(f.negated or f.asked or f.future or f.has_condition or f.force is Force.DENIED for f in (a, b)):
        return None
    mine, yours = _persons(a.text), _persons(b.text)
    if len(mine) != 1 or len(yours) != 1 or not same_person(name(mine[0]), name(yours[0])):
        return None
    first, then = (a, b) if one < two else (b, a)
    return _later("case", "The case moved on", first, then)


WOUNDED = re.compile(
    r"\b(?:was|were|is|are|been) (?:\w+ly )?(?:wounded|injured)\b|"
    r"\b(?:suffer(?:ed|ing)|sustain(?:ed|ing)) (?:[\w-]+ ){0,4}(?:wounds?|injur(?:y|ies))\b|"
    r"\bcritically (?:wounded|injured|hurt)\b|"
    r"\bin (?:\w+ but )?(?:critical|serious|grave) condition\b",
    re.I,
)
DIED = re.compile(r"\b(?:has|have|had|later|then)? ?died\b|\bsuccumbed\b", re.I)
ALSO = re.compile(r"\b(?:another|other|others|two|three|four|both|and \w+ (?:others|more))\b", re.I)


def dies_clash(p: Pair, by: Likeness) -> Clash | None:
    """One person wounded, as one report says, and dead since, as another does."""
    for hurt, dead in p.either_way():
        if hurt.report == dead.report or not WOUNDED.search(hurt.text) or not DIED.search(dead.text):
            continue
        if DIED.search(hurt.text) or WOUNDED.search(dead.text) or hurt.negated or dead.negated:
            continue
        if ALSO.search(hurt.text) or ALSO.search(dead.text) or not of_one_person(hurt, dead):
            continue
        return _later("death", "Wounded, then dead", hurt, dead)
    return None


UNCHARGED = re.compile(
    r"\bno (?:\w+ )?charges? (?:(?:have|had|has) been|were|was) (?:\w+ )?filed\b"
    r"(?: against (?P<name>(?-i:[A-Z])[\w’'-]+))?",
    re.I,
)
CHARGED = re.compile(
    r"\b(?:is|are|was|were|(?:has|have) been) (?:\w+ ){0,2}charged (?:with|in)\b|"
    r"\bfac(?:es?|ing) (?:[\w-]+ ){0,3}charges?\b",
    re.I,
)


def charged_clash(p: Pair, by: Likeness) -> Clash | None:
    """No charges, as one report says, and charged since, as another does."""
    for first, then in p.either_way():
        free = UNCHARGED.search(first.text)
        if free is None or first.report == then.report or not CHARGED.search(then.text):
            continue
        if (
            then.negated
            or then.future
            or then.has_condition
            or STILL.search(then.text)
            or two_aged(first, then)
        ):
            continue
        if free["name"] is None or re.search(rf"\b{re.escape(free['name'])}\b", then.text):
            return _later("case", "The case moved on", first, then)
    return None
