"""Bars: why two statements can never be one claim, however alike they are.

Each bar is a function that returns why, in plain words, or None.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from wiredesk.claims.contraries import contrary_clash
from wiredesk.claims.control import contradicts, holds, same_control
from wiredesk.claims.definitions import fates, wider
from wiredesk.claims.facts import Facts
from wiredesk.claims.figures import printed, status_class, telling
from wiredesk.claims.harm import harm_clash
from wiredesk.claims.lengths import length_clash
from wiredesk.claims.names import name, same_person, similar
from wiredesk.claims.outcomes import outcome_clash
from wiredesk.claims.particulars import (
    age_clash,
    attackers_clash,
    hour_clash,
    named_clash,
    surname_clash,
    term_clash,
    victim_clash,
)
from wiredesk.claims.polarity import DENY, contrast_clash, one_speaker, opposed, stressed_clash
from wiredesk.claims.signals import Pair, days_apart, one_offer, same_quotation, same_tolls
from wiredesk.claims.singles import single_clash
from wiredesk.claims.tolls import gives_toll, one_sum, tolls
from wiredesk.claims.traits import trait_clash
from wiredesk.claims.updates import NO_CLAIM, NOT_KNOWN, alive_and_dead, of_responsibility, withdrawn
from wiredesk.claims.variants import changed
from wiredesk.claims.words import stem


def other_polarity(p: Pair) -> str | None:
    """One affirms what the other denies: by the act's polarity and by the count of negations."""
    hung = p.a.plain in p.b.answers or p.b.plain in p.a.answers
    if same_quotation(p) and not hung:
        return None
    if hung or opposed(p.a, p.b) or contrast_clash(p, p.by) or stressed_clash(p, p.by):
        return "one side denies what the other says"
    return None


def other_figure(p: Pair) -> str | None:
    """A telling figure of one thing differs, or two vague counts of those whom one thing befell ("several
    wounded", "dozens wounded")."""
    if one_sum(p.a, p.b):
        return None
    met = [
        m
        for m in p.figures
        if (telling(m.left) and telling(m.right)) or (m.agree == "clash" and m.left.status and m.right.status)
    ]
    if any(m.agree == "equal" for m in met):
        return None
    for m in met:
        return f"another figure: {printed(m.left)} and {printed(m.right)}"
    return one_against_several(p) or other_currency(p)


def other_currency(p: Pair) -> str | None:
    """One number of two currencies ("20 million dollars", "20 million euros"): who converts gets another one.
    Two that share a name ("$" is many countries' dollar) are not told apart."""
    for x in p.a.figures:
        for y in p.b.figures:
            money = x.unit.isupper() and y.unit.isupper() and len(x.unit) == len(y.unit) == 3
            if money and x.unit[2] != y.unit[2] and x.low is not None and (x.low, x.high) == (y.low, y.high):
                return f"one number of two currencies, {x.unit} and {y.unit}"
    return None


def converted(p: Pair) -> bool:
    """Whether two give different numbers of two currencies ("$4.5 million", "4.1 million euros"): who
    converts gets another number, and no rate of exchange is known here."""
    for x in p.a.figures:
        for y in p.b.figures:
            money = x.unit.isupper() and y.unit.isupper() and len(x.unit) == len(y.unit) == 3
            if money and x.unit != y.unit and (x.low, x.high) != (y.low, y.high):
                return True
    return False


def denials_of_two(p: Pair) -> str | None:
    """Two people's denials of what is said of them: "Vale denied the claims against him", "Holm denied the
    claims against her"."""
    a, b = p.a, p.b
    if a.act != b.act or a.act != DENY or a.voice == b.voice or one_speaker(a.mouth, b.mouth):
        return None
    return "two people deny what is said of each" if _OWN(a.text) and _OWN(b.text) else None


_OWN = re.compile(r"\bagainst (?:him|her|me|us|them)(?:sel\w+)?\b|\bwrongdoing\b", re.I).search


def other_definition(p: Pair) -> str | None:
    """One number is counted under a wider definition: "killed", and "killed or captured".

    A wide word ("losses") is no other definition here: in the development answer keys such claims are one.
    """
    met = wider(p)
    if met is None or any("lost" in fates(f, x) for f, x in zip((p.a, p.b), met, strict=True)):
        return None
    return f"another definition: {printed(met[0])} and {printed(met[1])}" if met else None


def overtaken(p: Pair) -> str | None:
    """One takes back what the other says, or one says alive and the other dead."""
    if withdrawn(p):
        return "one side withdraws what the other says"
    return "one side says alive, the other dead" if alive_and_dead(p) else None


def one_against_several(p: Pair, most: float = float("inf")) -> str | None:
    """One counts a single thing ("another woman"), the other two, and up to ``most`` ("two other women").

    Where there is such a bound, an exact number of people is meant, or both count others: of eleven
    disagreements that were told of 224 stories labelled whole the two that were clashes were so, of the nine
    others one.
    """
    for one, many in p.either_way():
        for f in many.figures:
            others = OTHERS.search(one.text) is not None and OTHERS.search(many.text) is not None
            if most < float("inf") and (f.low != f.high or not (others or stem(f.of.lower()) in ANYBODY)):
                continue
            if f.of and 2 <= (f.low or 0) <= most and stem(f.of.lower()) in singles(one.text):
                return f"another figure: one {f.of} and {printed(f)}"
    return None


OTHERS = re.compile(r"\b(?:another|other|others)\b", re.I)
ANYBODY = frozenset(stem(w) for w in ("person", "people"))

SINGLE = re.compile(r"\b(?:one|another|a single|a second|a third)(?: other| more)? (\w+)", re.I)


@lru_cache(maxsize=65536)
def singles(text: str) -> frozenset[str]:
    """The stems of what a passage counts as one: "one woman", "another hostage"."""
    return frozenset(stem(m.group(1).lower()) for m in SINGLE.finditer(text))


def toll_alone(p: Pair) -> str | None:
    """One gives a toll, the other no figure: what happened, and how many it killed, are two claims."""
    if same_quotation(p):
        return None
    one, two = gives_toll(p.a), gives_toll(p.b)
    if one != two and not (p.b.figures if one else p.a.figures):
        return "one side gives a toll that the other lacks"
    if (
        one
        and two
        and not ({status_class(x.status) for x in tolls(p.a)} & {status_class(x.status) for x in tolls(p.b)})
    ):
        return "two tolls of two fates"
    return None


def other_condition(p: Pair) -> str | None:
    """One has a condition that the other lacks, or quite another one."""
    if same_quotation(p) or (one_offer(p) >= 0.5 and not (p.a.has_condition and p.b.has_condition)):
        return None
    if p.a.has_condition != p.b.has_condition:
        return "one side has a condition that the other lacks"
    return "another condition" if p.a.has_condition and two_conditions(p) else None


def two_conditions(p: Pair) -> bool:
    """Whether two conditions are two: few common words, or a single one."""
    if p.conditions.more < OTHER_CONDITION:
        return True
    shared = {t.stem for t in p.a.condition} & {t.stem for t in p.b.condition}
    return len(shared) <= 1 and p.conditions.more < 0.5


OTHER_CONDITION = 0.2
"""Below this share of common words two conditions are two: of 1,500 random pairs of conditions of
``demands/conditionals-train`` 95 in 100 share less than .22."""


def another_of_the_name(p: Pair) -> str | None:
    """Two people of one surname did, or suffered, the act: "Ada Lin is charged", "Bo Lin is charged"."""
    if len(p.a.people) != 1 or len(p.b.people) != 1 or same_quotation(p):
        return None
    (one,), (two,) = p.a.people, p.b.people
    left, right = name(one), name(two)
    if not similar(one.split()[-1], two.split()[-1]) or same_person(left, right):
        return None
    if left.suffix == right.suffix and left.words and right.words and similar(left.words[0], right.words[0]):
        return None  # "Ada Lin", "Ada Maria Lin"
    return f"another of that name: {one} and {two}"


def other_place(p: Pair) -> str | None:
    """Each names one place, and neither lies in the other."""
    a, b = p.a, p.b
    if len(a.where) != 1 or len(b.where) != 1 or same_quotation(p) or same_tolls(p):
        return None  # of several places some are only on the way
    if (a.places | a.inside) & b.places or (b.places | b.inside) & a.places or a.toponyms & b.toponyms:
        return None
    return "another place: " + ", ".join(sorted(a.toponyms)) + " and " + ", ".join(sorted(b.toponyms))


def other_day(p: Pair) -> str | None:
    """Both name a day, at least two days apart (one day may be a time zone)."""
    gap = days_apart(p.a, p.b)
    return f"another day, {gap} days apart" if gap is not None and gap >= 2 else None


DONE = re.compile(
    r"\W*(?:[\w’'-]+\W+){0,6}?(?:has|have|had|[’']ve)\s+(?:\w+ly\s+|already\s+)?\w+(?:ed|en|n|t|d|ne)\b"
)
TO_COME = re.compile(r"\b(?:will|shall|is going to|are going to)\b|[’']ll\b", re.I)


def not_yet(p: Pair) -> str | None:
    """One says that an act will be done, the other that it has been: a promise is not its fulfilment.

    "Would" is left out, for it reports what somebody else said of the future.
    """
    for late, done in p.either_way():
        one_act = late.act and late.act == done.act and late.future and not done.future
        if one_act and TO_COME.search(late.text) and DONE.match(done.text) and not same_quotation(p):
            return "one side says it will be, the other that it has been"
    return None


AMONG = re.compile(
    r"(?:were|was|are|is) among (?:the|those|them)\b|(?:were|was|are|is) (?:also )?included\b", re.I
)


def a_part(p: Pair) -> str | None:
    """One counts a part of those whom the other counts: "eleven children were among the 26 dead"."""
    one, two = (_counts_part(f) for f in (p.a, p.b))
    return "one side counts a part of the other's" if one != two and p.a.figures and p.b.figures else None


def _counts_part(f: Facts) -> bool:
    return len(f.figures) > 1 and AMONG.search(f.text) is not None


def a_question(p: Pair) -> str | None:
    """One asks what the other says."""
    return "one side asks" if p.a.asked != p.b.asked else None


MOCKING = re.compile(
    r"^\W*(?:oh,? (?:sure|yes|yeah|right|great|of course)|yeah,? (?:right|sure)|sure,? and|right,? and)\b|"
    r"\bpigs (?:will|can|might|may|could) fly\b|\bwhen hell freezes over\b",
    re.I,
)
"""Words of what is said to mean its opposite: by hand, for no such words stand in the stories read."""


def in_mockery(p: Pair) -> str | None:
    """One says in mockery what the other says in earnest: "Oh, sure, it will close, and pigs will fly"."""
    mocks = [MOCKING.search(f.text) is not None for f in (p.a, p.b)]
    return "one side says it in mockery" if mocks[0] != mocks[1] else None


def other_control(p: Pair) -> str | None:
    """Both say who holds what, and not the same."""
    a, b = p.a, p.b
    if a.control is None or b.control is None or not holds(a) or not holds(b):
        return None
    if same_control(a, b):
        return None
    return contradicts(a, b) or "another extent of control"


def other_particular(p: Pair) -> str | None:
    """Another age or state of one person, another hour of one blow, other attackers, another hand, another
    name among the dead, another car or home."""
    found = next((c for f in PARTICULARS if (c := f(p, p.by))), None)
    return f"another particular: {found.why.rstrip('.')}" if found else None


PARTICULARS = (
    age_clash,
    hour_clash,
    attackers_clash,
    victim_clash,
    surname_clash,
    term_clash,
    named_clash,
    single_clash,
    contrary_clash,
    harm_clash,
    length_clash,
    outcome_clash,
    trait_clash,
)


def claimed_by_one(p: Pair) -> str | None:
    """One says who claimed an attack, or that nobody did; the other only that it took place, or that nobody
    knows who did it."""
    if same_quotation(p):
        return None
    if of_responsibility(p.a) != of_responsibility(p.b):
        return "one side says who claimed it, the other that it happened"
    for one, two in ((p.a.text, p.b.text), (p.b.text, p.a.text)):
        if NO_CLAIM.search(one) and NOT_KNOWN.search(two) and not NO_CLAIM.search(two):
            return "one side says that nobody claimed it, the other that nobody knows who did it"
    return None


PARTLY = re.compile(
    r"\b(?:(?:large |small |some |other )?parts? of (?:the|its|his|her|their)|partly|partially|half of|"
    r"except(?:ing)?|excluding|apart from|with the exception of|save for)\b",
    re.I,
)
WHOLLY = re.compile(r"\b(?:completely|entirely|totally|total|whole|all of)\b", re.I)


@lru_cache(maxsize=65536)
def _extent(text: str) -> tuple[bool, bool]:
    """Whether a passage tells of a part, and of a whole."""
    return PARTLY.search(text) is not None, WHOLLY.search(text) is not None


def other_extent(p: Pair) -> str | None:
    """One says a part, the other the whole: "destroying large parts of the mill", "a total loss"; "all of the
    dam except the gatehouse", "the whole dam"."""
    for one, two in p.either_way():
        if _extent(one.text)[0] and _extent(two.text) == (False, True):
            return "one side says a part, the other the whole"
    return None


STEPS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(words, re.I))
    for name, words in (
        ("arrest", r"\barrest(?:ed|s)?\b(?! warrant)|\btaken into custody"),
        (
            "charge",
            (
                r"\b(?:charged (?:\w+ ){0,2}with|indicted|indictment)\b|"
                r"\b(?:on|facing|awaiting) [\w ,-]{0,40}\bcharges?\b"
            ),
        ),
        ("bail", r"\b(?:bail|bond)\b"),
        ("plea", r"\b(?:plead(?:ed|s)?|pled|plea)\b"),
        ("verdict", r"\b(?:convicted|acquitted|found guilty|verdict)\b"),
        (
            "sentence",
            r"\b(?:sentenc(?:ed|es|ing)|(?:years?|life|months) in prison|prison time|prison sentence)\b",
        ),
        ("hearing", r"\b(?:arraigned|arraignment|court date|appear(?:ed)? in court|faced a judge)\b"),
    )
)
"""The steps of a case at law: by hand, on the keys manafort, weinstein, bergdahl, chelsea.  Who is arraigned
on charges is charged: in 572 stories labelled whole six of eleven pairs that two steps kept apart were one
claim, five of them such."""


@lru_cache(maxsize=65536)
def steps(text: str) -> frozenset[str]:
    """The steps of a case at law that a passage tells of."""
    return frozenset(name for name, words in STEPS if words.search(text))


def other_step(p: Pair) -> str | None:
    """Two steps of one case at law: "was arrested for the shooting", "held without bail for the shooting"."""
    one, two = steps(p.a.text), steps(p.b.text)
    if not one or not two or one & two or same_quotation(p):
        return None
    return f"two steps of a case: {', '.join(sorted(one))} and {', '.join(sorted(two))}"


ORDINAL = re.compile(
    r"\b(?P<second>another|a second|the second|the other)\b|\b(?P<third>a third|the third)\b|"
    r"\b(?P<fourth>a fourth|the fourth)\b",
    re.I,
)


def another_one(p: Pair) -> str | None:
    """Two sentences of one report tell one act of two doers: "another bomber blew himself up at the gate"."""
    if p.a.report != p.b.report or not p.a.act or p.a.act != p.b.act or same_quotation(p):
        return None
    one, two = (ORDINAL.match(f.text.lstrip(" “\"'")[:60]) or ORDINAL.search(f.text[:40]) for f in (p.a, p.b))
    if (one and one.lastgroup) == (two and two.lastgroup):
        return None
    return "one side tells it of another one"


def another_wording(p: Pair) -> str | None:
    """One wording in which a person's full name, "all", a number or a word for its opposite was changed on
    the way.  Of six pairs in one claim of 224 stories labelled whole whose number alone was changed one was
    one claim; of five whose name was, all ("IS", "ISIS"), so of names only those of two persons count."""
    # A body or a place has many names; two full names of persons are two persons.
    two_people = bool(p.a.people and p.b.people and not p.a.people & p.b.people)
    if min(p.words.exact_left, p.words.exact_right) < 0.25 or same_quotation(p):
        return None
    found = changed(p.a, p.b)
    if found is None or found[0] not in ("name", "scope", "figure", "polarity") or "hedged" in found[1]:
        return None
    if found[0] == "polarity" and "opposite" not in found[1]:
        return None  # denials are compared by their acts
    if found[0] == "name" and not two_people:
        return None
    return found[1]


BODIES, FOUND, DEATHS = (
    re.compile(rf"\b(?:{words})", re.I)
    for words in (
        r"bod(?:y|ies)\b",
        "recover|found|find|pull|carr|cart|take|taking|took|retriev|count|remov|discover|bur[iy]",
        "kill|die[sd]?\\b|dead|death|slain",
    )
)


@lru_cache(maxsize=65536)
def _bodies(text: str) -> tuple[bool, bool, bool]:
    """Whether a passage tells of bodies, of finding or taking away, and of deaths."""
    return BODIES.search(text) is not None, FOUND.search(text) is not None, DEATHS.search(text) is not None


def bodies_alone(p: Pair) -> str | None:
    """One tells of bodies that were found or taken away, the other of people who were killed: "workers
    carried away forty bodies", "the raid killed forty".

    Of 452 such pairs of 362 stories that were labelled whole five are one claim, two of them with finding
    on the other side too ("five were found dead"), which is left open here.
    """
    for one, two in p.either_way():
        if _bodies(one.text) == (True, True, False) and _bodies(two.text) == (False, False, True):
            return "one side tells of bodies, the other of a killing"
    return None


BARS: tuple[Callable[[Pair], str | None], ...] = (
    other_polarity,
    other_figure,
    toll_alone,
    other_definition,
    overtaken,
    other_condition,
    another_of_the_name,
    other_place,
    other_day,
    not_yet,
    a_part,
    a_question,
    in_mockery,
    other_control,
    other_particular,
    claimed_by_one,
    other_extent,
    other_step,
    another_one,
    another_wording,
    bodies_alone,
    denials_of_two,
)
