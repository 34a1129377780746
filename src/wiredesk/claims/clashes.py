"""Disagreements: two claims that cannot both hold, of which kind, and why in plain words.

Only what can clash is compared: claims of one matter (same act or same things said), whose slots
differ where they may not.  Each finder looks at one slot; the first that finds something names
the kind.  A pair that is near but can both hold yields a reason too, for whoever asks why not.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache

from wiredesk.claims.answers import answer_clash, unsaid_clash
from wiredesk.claims.bars import converted, one_against_several, other_currency, other_step, two_conditions
from wiredesk.claims.blame import blame_clash
from wiredesk.claims.butfor import AGAIN, accused_clash, denied_clash
from wiredesk.claims.cases import case_clash, charged_clash, dies_clash, done_clash
from wiredesk.claims.contraries import contrary_clash
from wiredesk.claims.control import contradicts
from wiredesk.claims.definitions import (
    counted_within,
    definition_clash,
    place_clash,
    rendered,
    shares_meet,
)
from wiredesk.claims.departures import departure_clash
from wiredesk.claims.facts import Facts
from wiredesk.claims.figures import (
    compare,
    measured_alike,
    meetings,
    middle,
    one_sort,
    printed,
    status_class,
    telling,
)
from wiredesk.claims.findings import Clash, about_one_matter, quoted, updated
from wiredesk.claims.harm import harm_clash
from wiredesk.claims.hung import only_charged
from wiredesk.claims.lengths import length_clash
from wiredesk.claims.likeness import Likeness
from wiredesk.claims.occasions import YESTERDAY, given_together, other_sort, two_occasions
from wiredesk.claims.opposites import opposites
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
from wiredesk.claims.polarity import (
    at_one_time,
    contrast_clash,
    denial_clash,
    of_a_rival,
    one_mouth,
    polarity_clash,
    rejects,
    stressed_clash,
    verbs_denied,
)
from wiredesk.claims.sharing import denied_alike
from wiredesk.claims.signals import PALE, Pair, act_alike, days_apart, names_apart, same_deed
from wiredesk.claims.singles import single_clash
from wiredesk.claims.tolls import (
    FAR,
    FEW,
    RISEN,
    gives_toll,
    others_beside,
    part_of,
    rivals,
    some_of_the_harmed,
    tolls,
    too_far,
    totals,
    with_the_doers,
    with_the_others,
)
from wiredesk.claims.traits import trait_clash
from wiredesk.claims.unknowns import custody_clash, doer_clash, identity_clash, open_clash
from wiredesk.claims.updates import (
    claims_responsibility,
    death_clash,
    life_and_death,
    responsibility_clash,
    takes_back,
    withdrawn_clash,
)
from wiredesk.claims.variants import FLOOR, changed, number_alone
from wiredesk.model.statements import Figure


def toll_clash(p: Pair, by: Likeness) -> Clash | None:
    """Two tolls of one event: the same fate, another number.

    "At least 43" and "at least 100" can both hold to the letter, and no desk prints both as one
    figure: the kind is "update" where the higher comes from a later day or is said to have risen,
    else "figure".  Of two that are far apart one counts something else.
    """
    a, b = p.a, p.b
    if not tolls(a) or not tolls(b) or a.background or b.background or (days_apart(a, b) or 0) >= 1:
        return None
    if p.context.more < (0.1 if gives_toll(a) and gives_toll(b) else 0.3) and not _rivals(p):
        return None
    if a.where and b.where and not ((a.where | a.inside) & b.where or (b.where | b.inside) & a.where):
        return None
    if (a.report == b.report and a.voice == b.voice and not _rivals(p)) or counts_of_two(p):
        return None
    if _in_passing(p):
        return None
    if any(compare(x, y) == "equal" for x in tolls(a) for y in tolls(b)) or _any_equal(a, b):
        return None
    for x in tolls(a)[:1]:
        for y in tolls(b)[:1]:
            one, two = middle(x), middle(y)
            if status_class(x.status) != status_class(y.status) or x.unit != y.unit or not one or not two:
                continue
            if other_sort(x, y):
                continue
            agree = compare(x, y)
            if (
                agree == "equal"
                or (
                    agree == "compatible"
                    and (_rounded(x) or _rounded(y) or _floor(x, y) or _bounds_meet(x, y))
                )
                or max(one, two) > 20 * min(one, two)
            ):
                continue
            low, high = (a, b) if one < two else (b, a)
            grown = bool(low.published and high.published and low.published < high.published)
            if (
                _one_voice_later(a, b)
                or grown
                or RISEN.search(high.text)
                or (RISEN.search(low.text) and not REACHED.search(low.text))
            ):
                return updated("toll", f"The count of {x.status} changed", low, high)
            if too_far(one, two, a.report == b.report) and not _rivals(p):
                if _grows(x if low is a else y, low, high):
                    return updated("toll", f"The count of {x.status} changed", low, high)
                continue
            return Clash("figure", f"The count of {x.status} differs: {quoted(a)} and {quoted(b)}.", 0.75)
    return None


def _grows(least: Figure, low: Facts, high: Facts) -> bool:
    """Whether the lower of two small tolls is only a floor ("at least three") of an early report, which a
    later count overtakes though it is more than twice as high."""
    one, two = (low.published or "")[:10], (high.published or "")[:10]
    most = middle(tolls(high)[0]) or 0.0
    small = (least.low or 0) < FEW and most < FAR * (least.low or 0)
    return least.high is None and low.report != high.report and small and not (one and two and two < one)


def _one_voice_later(a: Facts, b: Facts) -> bool:
    """Whether one voice gives two numbers on two days: it revises its own, up or down."""
    one, two = (a.published or "")[:10], (b.published or "")[:10]
    return a.speaker and a.voice == b.voice and bool(one and two) and one != two


REACHED = re.compile(r"\b(?:climb|ris|rose|jump|grow|grew|increas|soar|reach)\w* to\b", re.I)
"""Words of a toll that has come up to its number: one above it, of the same day, is another count."""


def counts_of_two(p: Pair) -> str | None:
    """Why the counts of two statements can both hold whatever their numbers; None where nothing says so."""
    if part_of(p.a, p.b):
        return "one count comes on top of another, or is a part of it"
    if with_the_others(p.a, p.b):
        return "one counts the others beside some, the other all of them"
    if some_of_the_harmed(p.a, p.b):
        return "one counts those who were taken to a hospital, or are there, of all who were harmed"
    if with_the_doers(p.a, p.b):
        return "one counts those who did it among the dead"
    why = counted_within(p) or two_occasions(p.a, p.b)
    return why or (None if _rivals(p) else given_together(p.a, p.b))


def _rivals(p: Pair) -> bool:
    return rivals(p.a, p.b) or rivals(p.b, p.a)


def _rounded(x: Figure) -> bool:
    return not x.exact and x.low is not None and x.high is not None


def _floor(x: Figure, y: Figure) -> bool:
    """Whether one is a floor that the other, an exact count, stands on: "at least 40" and 43."""
    for low, exact in ((x, y), (y, x)):
        if low.high is None and low.low and exact.low is not None and exact.low == exact.high:
            return low.low <= exact.low <= FLOOR * low.low
    return False


def _in_passing(p: Pair) -> bool:
    """Whether one report gives one number itself and quotes the other, in quite other words: it tells of two
    blows, for it does not dispute a voice in passing.  In stories labelled whole two of 24 clashes found
    between a report's own figure and one that it quotes were clashes."""
    a, b = p.a, p.b
    if a.report != b.report or a.speaker == b.speaker or RISEN.search(a.text) or RISEN.search(b.text):
        return False
    return p.words.less < 0.3 and not _rivals(p)


def _bounds_meet(x: Figure, y: Figure) -> bool:
    """Whether both can hold by an upper bound: "up to four" and three."""
    return any(
        a.low is None and a.high is not None and (middle(b) or 0) <= a.high for a, b in ((x, y), (y, x))
    )


def _any_equal(a: Facts, b: Facts) -> bool:
    """Whether one toll stands on the other side too, of whatever fate: "5,000 left" and "5,000 evacuated",
    "two women and a child" and "three people"."""
    one, two = ({middle(x) for x in f.figures if telling(x)} | totals(f) for f in (a, b))
    return any(middle(x) in two for x in tolls(a)) or any(middle(y) in one for y in tolls(b))


OVER_YEARS = re.compile(
    r"\bsince (?:the |\w+ )?(?:19|20)\d\d\b|"
    r"\b(?:over|in|during|for) the (?:past|last) (?:\w+ )?(?:years|decades?)\b",
    re.I,
)
"""Words of what is counted over years."""


def one_over_years(p: Pair) -> bool:
    """Whether one counts over years and the other does not: "earned $10 million last year", "$139 million
    since 2007"."""
    return (OVER_YEARS.search(p.a.text) is None) != (OVER_YEARS.search(p.b.text) is None)


def figure_clash(p: Pair, by: Likeness) -> Clash | None:
    """Two figures of one thing that no number satisfies, or one number under two fates."""
    a, b = p.a, p.b
    if not (a.figures or b.figures):
        return None
    met = [m for m in p.figures if telling(m.left) and telling(m.right)]
    if any(m.agree == "equal" for m in met) or (days_apart(a, b) or 0) >= 1 or counted_within(p):
        return None
    if (a.report == b.report and a.voice == b.voice) or _in_passing(p):
        return None  # nobody is taken to contradict himself in one breath
    if one_over_years(p):
        return None
    for m in met:
        fates = m.left.status and m.right.status
        if fates and (counts_of_two(p) or other_sort(m.left, m.right) or _any_equal(a, b)):
            continue
        if fates and too_far(middle(m.left) or 0, middle(m.right) or 0, a.report == b.report):
            continue
        if not fates and (names_apart(p) or act_alike(p) < 0.3):
            continue  # two countries' tariffs, two firms' losses
        if not fates and (MAY.search(a.text) is None) != (MAY.search(b.text) is None):
            continue  # "sends 30,000 troops", "may send 4,000 more"
        if not fates and (others_beside(a, b, m.left, m.right) or others_beside(b, a, m.right, m.left)):
            continue
        if m.agree == "clash" and (matter := about_one_matter(p, by)) >= (0.45 if m.left.status else 0.6):
            return Clash(
                "figure",
                f"{quoted(a)} gives {printed(m.left)} where {quoted(b)} gives {printed(m.right)}.",
                round(matter, 3),
            )
    for m in met:
        x, y = m.left, m.right
        measured = bool(x.unit and x.unit not in ("percent", "share")) and measured_alike(x.unit, y.unit)
        if m.agree != "clash" or not measured or same_deed(p) < 0.8 or two_occasions(a, b):
            continue
        one_thing = bool(a.whom & b.whom)
        if about_one_matter(p, by) >= (0.45 if one_thing else MEASURED):
            return Clash(
                "figure", f"{quoted(a)} gives {printed(x)} where {quoted(b)} gives {printed(y)}.", 0.6
            )
    if (why := other_currency(p)) and about_one_matter(p, by) >= 0.6:
        return Clash("figure", f"{quoted(a)} and {quoted(b)}: {why}.", 0.6)
    other = one_against_several(p, 5)
    if other and not SERIES.search(f"{a.text} {b.text}") and about_one_matter(p, by) >= 0.6:
        return Clash("figure", f"{quoted(a)} and {quoted(b)}: {other}.", 0.6)
    for x in a.figures:
        for y in b.figures:
            one, two = status_class(x.status), status_class(y.status)
            if one is None or two is None or one == two or not telling(x) or not telling(y):
                continue
            if not one_sort(x, y):
                continue  # "over 5,000 rescue runs", "5,000 evacuees"
            if "shot" in (one, two) or OTHERS_HIT.search(f"{a.text} {b.text}"):
                continue
            if x.low == y.low and x.low is not None and x.low >= 20 and x.unit == y.unit:
                return Clash(
                    "figure",
                    f"The same number, {printed(x)}, is {x.status} in {quoted(a)} "
                    f"and {y.status} in {quoted(b)}.",
                    0.7,
                )
    return None


MEASURED = 0.65
"""How far two amounts of money or measure must be about one matter, whose deed is one but not what it is done
to: in one half of 572 stories labelled whole all three told below it were of two matters ("invest 25
billion", "1 billion")."""

MAY = re.compile(r"\b(?:may|might|could)\b")
"""Words of what only may be (the month has a capital)."""

OTHERS_HIT = re.compile(r"\b(?:another|other|others|more)\b", re.I)
"""Words of a count beside another: "70 were killed and 70 others injured" gives no number two fates."""

SERIES = re.compile(r"\b(?:a|the) (?:second|third|fourth)\b", re.I)
"""Words that count through several: "a third bomber" is one of three."""


def control_clash(p: Pair, by: Likeness) -> Clash | None:
    """Two accounts of who holds a place that no division of the ground satisfies."""
    if IN_ORDER_TO.search(p.a.text) or IN_ORDER_TO.search(p.b.text):
        return None
    why = contradicts(p.a, p.b) if p.a.control and p.b.control else None
    if why and min(p.words.exact_left, p.words.exact_right) >= 0.8:
        return None  # two copies of one sentence
    return Clash("control", f"{quoted(p.a)} and {quoted(p.b)} cannot both hold: {why}.", 0.9) if why else None


IN_ORDER_TO = re.compile(
    r"\b(?:offensive|operations?|progress|campaign|battle|attempts?|bid|push\w*|assault|attack|fight\w*|tr(?:y|ied|ying)|"
    r"began|begun|launched)\b[^.;,]{0,40}?\bto (?:\w+ )?"
    r"(?:gain|retake|take|seize|liberate|recapture|capture|regain|control|win)\b",
    re.I,
)
"""Words of what a side is only about to take: "began an offensive to gain control of the town"."""

IDLE_IF = re.compile(
    r"\bif (?:necessary|possible|needed|not|any|anything|ever|so|indeed|we (?:want|wish|are to))\b", re.I
)
"""The word of a condition where nothing depends on it: "if necessary", "if we want to know, look …"."""


ONE_OFFER, WITHIN = 0.4, 0.9
"""The share of words in common (of the side that shares less) from which two conditions are of one offer; in
two reports also that of a short offer's words that stand in a long one.  Of the eight pairs of one voice with
a larger share of .4 in one half of 572 stories labelled whole these bounds leave three; none of the five
others was a dispute."""


def condition_clash(p: Pair, by: Likeness) -> Clash | None:
    """One offer under another condition."""
    a, b = p.a, p.b
    if not (a.has_condition and b.has_condition) or a.voice != b.voice:
        return None
    if a.report == b.report:
        return None  # two sentences of one report, each with its own "if"
    if IDLE_IF.search(a.text) or IDLE_IF.search(b.text):
        return None
    one_offer = p.words.less >= ONE_OFFER or (p.words.more >= WITHIN and a.report != b.report)
    if two_conditions(p) and one_offer:
        return Clash("condition", f"The condition differs: {quoted(a)} and {quoted(b)}.", 0.7)
    return None


def date_clash(p: Pair, by: Likeness) -> Clash | None:
    """One event on two days."""
    gap = days_apart(p.a, p.b)
    if (
        gap is None
        or gap < 2
        or other_step(p)
        or not (p.a.dated or p.b.dated)
        or about_one_matter(p, by) < 0.6
        or p.a.about is None
        or p.b.about is None
        or set(DAY.findall(p.a.text)) & set(DAY.findall(p.b.text))
    ):
        return None  # a day that both name is the one that they share
    return Clash(
        "date",
        f"{quoted(p.a)} is put on {p.a.about.first} and {quoted(p.b)} on {p.b.about.first}, "
        f"{gap} days apart.",
        0.7,
    )


DAY = re.compile(
    r"\b(January|February|March|April|May|June|July|August|September|October|November|December)\s(\d{1,2})\b(?!,?\s\d{4})"
)
MONTHS = [
    m.lower()
    for m in "January February March April May June July August September October November December".split()
]


def foretold_clash(p: Pair, by: Likeness) -> Clash | None:
    """One puts an event on a day that lies after the report in which the other tells it as past."""
    for late, told in ((p.a, p.b), (p.b, p.a)):
        found = DAY.search(late.text) if _tells_day(late.text) else None
        if (
            found is None
            or told.published is None
            or told.future
            or late.future
            or not late.where & told.where
            or other_step(p)
        ):
            continue
        try:
            published = date.fromisoformat(told.published[:10])
            day = date(published.year, MONTHS.index(found.group(1).lower()) + 1, int(found.group(2)))
        except ValueError:
            continue
        if 2 <= (day - published).days <= 45 and p.common.weight >= 3.0:
            why = f"{quoted(late)} is put on {day}, and {quoted(told)} was already told on {published}."
            return Clash("date", why, 0.6)
    return None


def wording_clash(p: Pair, by: Likeness) -> Clash | None:
    """One wording that was changed on the way: a name, a day, a number, a "not", a hedge."""
    if min(p.words.exact_left, p.words.exact_right) < 0.25:
        return None
    found = changed(p.a, p.b)
    if found is None or (p.a.report == p.b.report and one_mouth(p.a, p.b) and p.a.id != "left"):
        return None
    if found[0] == "polarity" and at_one_time(p.a.text) != at_one_time(p.b.text):
        return None
    if p.a.plain.replace(" ", "") == p.b.plain.replace(" ", ""):
        return None  # "7 pm", "7pm"
    if found[0] == "figure" and (
        not number_alone(p.a, p.b) or converted(p) or _beside(p) or one_over_years(p)
    ):
        return None
    if found[0] == "name" and (BOTH_DID.match(p.a.text) or BOTH_DID.match(p.b.text)):
        return None
    if found[0] == "figure" and TELEPHONE.search(p.a.text) and TELEPHONE.search(p.b.text):
        return None
    if found[0] == "date" and opposites(p.a.act, p.b.act):
        return None  # "was closed on Tuesday", "will reopen on Wednesday"
    if found[0] == "figure" and tolls(p.a) and tolls(p.b):
        x, y = tolls(p.a)[0], tolls(p.b)[0]
        if counts_of_two(p) or other_sort(x, y) or _any_equal(p.a, p.b):
            return None
    return Clash(found[0], f"{quoted(p.a)} and {quoted(p.b)}: {found[1]}.", 0.8, "hedged" in found[1])


BOTH_DID = re.compile(
    r"\W*(?:[\w’'.-]+ ){1,4}?"
    r"(?:each\b|also (?:been )?(?:charged|arrested|shot|wounded|killed|sentenced|convicted)\b)",
    re.I,
)
"""Words of what another did as well: "Lin was also charged" and "Rehn was also charged" can both hold."""

TELEPHONE = re.compile(r"\b\d{3}[-.]\d{4}\b")
"""A telephone number: a desk has several."""


FINDERS: tuple[Callable[[Pair, Likeness], Clash | None], ...] = (
    control_clash,
    responsibility_clash,
    withdrawn_clash,
    death_clash,
    harm_clash,
    custody_clash,
    identity_clash,
    age_clash,
    hour_clash,
    victim_clash,
    surname_clash,
    attackers_clash,
    term_clash,
    named_clash,
    definition_clash,
    toll_clash,
    figure_clash,
    condition_clash,
    wording_clash,
    answer_clash,
    unsaid_clash,
    charged_clash,
    contrary_clash,
    denial_clash,
    polarity_clash,
    contrast_clash,
    stressed_clash,
    date_clash,
    foretold_clash,
    place_clash,
    open_clash,
    doer_clash,
    accused_clash,
    blame_clash,
    denied_clash,
    single_clash,
    length_clash,
    trait_clash,
    outcome_clash,
    departure_clash,
    dies_clash,
    case_clash,
    done_clash,
)


def clash(p: Pair, by: Likeness) -> Clash | None:
    """The clash of two statements, or None; the order of the two does not matter.

    Two shares of one whole may both hold whatever is told of them, and a plea and the verdict on it.
    """
    if p.a.asked or p.b.asked or ASKS.match(p.a.text) or ASKS.match(p.b.text):
        return None
    found = next((c for f in FINDERS if (c := f(p, by))), None)
    if found is None or (found.kind in ("figure", "control") and shares_meet(p)):
        return None
    if found.kind == "polarity" and _both_hold(p):
        return None
    return rendered(p, found)


def _both_hold(p: Pair) -> bool:
    """Whether one may hold though it denies what the other says: it denies another step, a charge and no
    deed, another time ("again"), a rival of the thing, or what the other denies as well."""
    a, b = p.a, p.b
    other = (AGAIN.search(a.text) is None) != (AGAIN.search(b.text) is None) or of_a_rival(a) != of_a_rival(b)
    if other or other_step(p) or only_charged(a, b):
        return True
    return _denied_by_both(p) or _hoax(p) or denied_alike(p)


ASKS = re.compile(
    r"\W*(?:(?:first|second|third|and|but|so|then),? )?(?:what|why|how|who|when|where) (?:did|does|do) \w",
    re.I,
)
"""The beginning of a question that has lost its mark: "Second, what did the board know"."""


def _denied_by_both(p: Pair) -> bool:
    """Whether both deny the very same verbs, "have" and the like left out: "I didn't have, did not have
    contacts", and "he did not have contacts"."""
    one, two = verbs_denied(p.a.text), verbs_denied(p.b.text)
    return bool(one and two) and (one == two or (one - PALE) == (two - PALE) != frozenset())


def _beside(p: Pair) -> bool:
    """Whether each lower count of the one is of others than those of the other's."""
    met = [m for m in p.figures if m.agree == "clash"]
    return bool(met) and all(
        others_beside(p.a, p.b, m.left, m.right) or others_beside(p.b, p.a, m.right, m.left) for m in met
    )


_NOT_SO = re.compile(r"\b(?:hoax|myth|fabrication|fiction|fantasy|fairy tale|witch[- ]hunt)\b", re.I)


def _hoax(p: Pair) -> bool:
    """Whether one denies a thing and the other calls it a hoax, which denies it too."""
    return bool(_NOT_SO.search(p.a.text)) != bool(_NOT_SO.search(p.b.text)) and p.a.negated != p.b.negated


def at_stake(a: Facts, b: Facts, more: float) -> bool:
    """Whether two statements may clash though they share few words (``more``: the larger share): they take
    back, reject, foretell or claim, both have conditions, or figures in words half alike."""
    if a.has_condition and b.has_condition:
        return True
    if more >= 0.35 and a.figures and b.figures and meetings(a.figures, b.figures):
        return True
    one, two = _bold(a.text), _bold(b.text)
    return bool((one | two) & ALONE) or (one | two) >= BOTH


def by_publication(a: Facts, b: Facts) -> bool:
    """Whether the days on which two statements were published may decide if they clash: one puts something
    on a day (:func:`foretold_clash`), or on the day before.  Elsewhere those days only say which of two
    came later."""
    return any(_tells_day(t) for t in (a.text, a.sentence, b.text, b.sentence))


@lru_cache(maxsize=65536)
def _tells_day(text: str) -> bool:
    return DAY.search(text) is not None or YESTERDAY.search(text) is not None


ALONE = frozenset(("takes back", "rejects", "day"))
BOTH = frozenset(("alive", "dead"))


@lru_cache(maxsize=65536)
def _bold(text: str) -> frozenset[str]:
    """What a passage does that clashes with passages in other words."""
    found = {
        "takes back": takes_back(text) is not None,
        "rejects": rejects(text) is not None,
        "day": DAY.search(text) is not None or any(claims_responsibility(text)),
        "alive": life_and_death(text)[0],
        "dead": life_and_death(text)[1],
    }
    return frozenset(k for k, there in found.items() if there)
