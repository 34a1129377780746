"""Denials on both sides in other words: "nobody has been arrested", "they are still looking for the man".

By their words one side of such a pair denies and the other affirms, so they look opposed.  Reading the two
together tells: with the denials taken out of both they are less alike than as they stand, since what is
denied on one side has nothing left to answer to on the other.  Where one side does deny what the other says,
taking the denial out makes them more alike, or changes nothing (who reads two nearly equal sentences hardly
hears a "not").
"""

from __future__ import annotations

from wiredesk.claims.butfor import affirmed
from wiredesk.claims.signals import Pair
from wiredesk.claims.together import read_together

ALIKE, LESS = 1.4, 0.25
"""How surely the two must be one claim as they stand, and how much less surely with their denials taken out
(logits).  Chosen on pairs of 572 stories labelled whole that look opposed and would else be one claim; of 241
sentences with a "not" planted in them one in a hundred loses more than .13 by taking it out."""


def denied_alike(p: Pair) -> bool:
    """Whether two statements that look opposed deny one thing in two ways; False where they are not read."""
    if not p.by.deep or p.a.plain in p.b.answers or p.b.plain in p.a.answers:
        return False
    told = read_together(p.a.text, p.b.text)
    if told is None or told.same < ALIKE:
        return False
    without = read_together(affirmed(p.a.text), affirmed(p.b.text))
    return without is not None and without.same <= told.same - LESS
