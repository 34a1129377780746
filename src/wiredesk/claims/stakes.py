"""What may clash though it shares few words, or only by the days on which it was published."""

from __future__ import annotations

from functools import lru_cache

from wiredesk.claims.eventdays import DAY, tells_day
from wiredesk.claims.facts import Facts
from wiredesk.claims.figures import meetings
from wiredesk.claims.polarity import rejects
from wiredesk.claims.updates import claims_responsibility, life_and_death, takes_back


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
    return any(tells_day(t) for t in (a.text, a.sentence, b.text, b.sentence))


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
