"""Who left an office, and how: of his own will in one account, dismissed in another.

"Lin, who was dismissed in May" and "since Lin's resignation" share a name and little else, so each is read by
its own form and set against the other by the name alone.  The forms were collected on stories labelled whole:
of 717 the first forms told one pair to clash, the wider ones two more of 256, all three labelled.
"""

from __future__ import annotations

import re
from functools import lru_cache

from wiredesk.claims.facts import Facts
from wiredesk.claims.findings import Clash, quoted
from wiredesk.claims.likeness import Likeness
from wiredesk.claims.polarity import one_mouth
from wiredesk.claims.signals import Pair

NAME = r"(?:[A-Z][\w’'-]*\w\.? ){0,3}(?P<last>[A-Z][\w’'-]*[a-z])"
AND_SO_ON = r"(?:[,\w’'.-]+ ){0,12}?"
SENT_AWAY = r"(?:fired|dismissed|sacked|ousted)"
RESIGNED = tuple(
    re.compile(form)
    for form in (
        (
            rf"{NAME}(?:, [^,;.]{{3,80}},)? (?:(?:has|had|abruptly|suddenly|later|who) ){{0,2}}"
            r"(?:resigned|stepped down|quit)\b"
        ),
        (
            r"\b(?:since|after|following|before|despite|upon|by|accepted|announced) (?:Mr\. |Mrs\. |Ms\. )?"
            rf"{NAME}[’']s (?:\w+ )?resignation\b"
        ),
        rf"\bresignation of {AND_SO_ON}{NAME}\b",
    )
)
DISMISSED = tuple(
    re.compile(form)
    for form in (
        rf"\b{SENT_AWAY} (?!(?:by|in|on|after|over|from)\b){AND_SO_ON}{NAME}\b(?![’'])",
        (
            rf"{NAME}(?:, [^.;]{{0,60}}?)?(?:,| …)? (?:who )?(?:was|were|had been|has been|being) (?:\w+ly )?"
            rf"{SENT_AWAY}\b(?! (?:on|upon|at|from the(?! (?:job|post|role|position|office))))"
        ),
        rf"\b(?:firing|dismissal|ouster|sacking) of {AND_SO_ON}{NAME}\b",
        rf"{NAME}[’']s (?:\w+ )?(?:firing|dismissal|ouster|sacking)\b",
    )
)
LEFT = re.compile(r"\b(?:resign|stepped down|quit\b|fired|firing|dismiss|sack|oust)", re.I)
NOT_SO = re.compile(
    r"\b(?:not|never|would|could|should|(?-i:may)|might|will|if|whether|threat\w*|consider\w*|want\w*|"
    r"call\w* (?:for|on)|urg\w+|ask\w*|demand\w*|forced|pressured|speculat\w*|rumou?r\w*)\b|n[’']t\b",
    re.I,
)
"""Words of what is denied, wished or only possible, and of a resignation that was no free one."""


@lru_cache(maxsize=65_536)
def left_office(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The last names of those who resigned, and of those who were dismissed, by what is told as so."""
    if LEFT.search(text) is None or NOT_SO.search(text):
        return frozenset(), frozenset()
    one, two = (
        frozenset(m["last"].lower() for form in forms for m in form.finditer(text))
        for forms in (RESIGNED, DISMISSED)
    )
    return one - two, two - one


def departures(f: Facts) -> frozenset[str]:
    """The last names of those of whom a passage tells how they left, so that passages in other words meet."""
    return frozenset().union(*left_office(f.text))


def departure_clash(p: Pair, by: Likeness) -> Clash | None:
    """Somebody resigned in one account, and was dismissed in the other."""
    a, b = p.a, p.b
    if a.report == b.report and one_mouth(a, b):
        return None
    one, two = left_office(a.text), left_office(b.text)
    if (one[0] & two[1]) or (one[1] & two[0]):
        why = f"{quoted(a)} and {quoted(b)}: resigned in one, dismissed in the other."
        return Clash("polarity", why, 0.55)
    return None
