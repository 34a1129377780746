"""What kind of claim a group of statements makes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wiredesk.model.statements import Force, Statement

OPINION = re.compile(
    r"\b(should|must not|disgrace\w*|shame\w*|outrage\w*|terrible|wonderful|great|beautiful|tragic|"
    r"i think|we think|"
    r"i believe|in my view|appears? to be|likely|unlikely|best|worst|important|historic|unacceptable)\b",
    re.I,
)
OFFER = re.compile(
    r"\b(ready|willing|prepared|offer\w*|propos\w*|pledg\w*|promis\w*|commit\w*|agree\w* to)\b", re.I
)


def kind_of(statements: Sequence[Statement]) -> str:
    """The kind of a claim: event, figure, control, offer, demand, denial, background, caveat, opinion."""
    votes: dict[str, int] = {}
    for s in statements:
        k = _one(s)
        votes[k] = votes.get(k, 0) + 1
    order = ("control", "offer", "demand", "denial", "figure", "caveat", "event", "opinion", "background")
    return max(votes, key=lambda k: (votes[k], -order.index(k)))


def _one(s: Statement) -> str:
    if s.control is not None:
        return "control"
    if s.force is Force.UNVERIFIED:
        return "caveat"
    if s.force is Force.DENIED:
        return "denial"
    if s.force is Force.DEMANDED:
        return "demand"
    if (
        s.force is Force.PROMISED
        or (s.condition is not None and OFFER.search(s.text))
        or (s.force is Force.CONDITIONAL and OFFER.search(s.text))
    ):
        return "offer"
    if s.figures and any(f.status or f.exact for f in s.figures):
        return "figure"
    if s.background:
        return "background"
    if s.voice.kind == "speaker" and OPINION.search(s.text):
        return "opinion"
    return "event"
