"""Disagreements: two claims that cannot both hold, of which kind, and why in plain words.

Only what can clash is compared: claims of one matter (same act or same things said), whose slots
differ where they may not.  Each finder looks at one slot; the first that finds something names
the kind.  A pair that is near but can both hold yields a reason too, for whoever asks why not.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from wiredesk.claims.answers import answer_clash, unsaid_clash
from wiredesk.claims.bars import other_step
from wiredesk.claims.blame import blame_clash
from wiredesk.claims.butfor import AGAIN, accused_clash, denied_clash
from wiredesk.claims.cases import case_clash, charged_clash, dies_clash, done_clash
from wiredesk.claims.contraries import contrary_clash
from wiredesk.claims.control import contradicts
from wiredesk.claims.definitions import definition_clash, place_clash, rendered, shares_meet
from wiredesk.claims.departures import departure_clash
from wiredesk.claims.eventdays import date_clash, foretold_clash
from wiredesk.claims.figuredisputes import figure_clash
from wiredesk.claims.findings import Clash, quoted
from wiredesk.claims.harm import harm_clash
from wiredesk.claims.hung import only_charged
from wiredesk.claims.lengths import length_clash
from wiredesk.claims.likeness import Likeness
from wiredesk.claims.offers import condition_clash
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
    contrast_clash,
    denial_clash,
    of_a_rival,
    polarity_clash,
    stressed_clash,
    verbs_denied,
)
from wiredesk.claims.rewordings import wording_clash
from wiredesk.claims.sharing import denied_alike
from wiredesk.claims.signals import PALE, Pair
from wiredesk.claims.singles import single_clash
from wiredesk.claims.tolldisputes import toll_clash
from wiredesk.claims.traits import trait_clash
from wiredesk.claims.unknowns import custody_clash, doer_clash, identity_clash, open_clash
from wiredesk.claims.updates import death_clash, responsibility_clash, withdrawn_clash


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


_NOT_SO = re.compile(r"\b(?:hoax|myth|fabrication|fiction|fantasy|fairy tale|witch[- ]hunt)\b", re.I)


def _hoax(p: Pair) -> bool:
    """Whether one denies a thing and the other calls it a hoax, which denies it too."""
    return bool(_NOT_SO.search(p.a.text)) != bool(_NOT_SO.search(p.b.text)) and p.a.negated != p.b.negated
