"""One offer under two conditions."""

from __future__ import annotations

import re

from wiredesk.claims.bars import two_conditions
from wiredesk.claims.findings import Clash, quoted
from wiredesk.claims.likeness import Likeness
from wiredesk.claims.signals import Pair

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
