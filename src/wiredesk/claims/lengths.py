"""How long something lasted: "worked for him for 49 days", "for 144 days"; "a 30-year low", "a 31-year low".

A length is no figure of a statement, for it counts nothing.  Such disputes are rare: the answer keys that
were read have one of either sort, and of 572 stories labelled whole no pair is told to clash so.
"""

from __future__ import annotations

import re
from functools import lru_cache

from wiredesk.claims.facts import Facts
from wiredesk.claims.findings import Clash, quoted
from wiredesk.claims.likeness import Likeness
from wiredesk.claims.occasions import two_occasions
from wiredesk.claims.polarity import one_mouth
from wiredesk.claims.signals import PALE, Pair
from wiredesk.text.numbers import spelled

LENGTH = re.compile(
    r"\b(?:for|last(?:ed|s|ing)|took|spent|served)\s+(?:(?!the\b|next\b|past\b|last\b)[\w,]+\s+){0,2}?"
    r"(?P<n>\d[\d,]*|[a-z]+(?:-[a-z]+)?) (?P<unit>minute|hour|day|week|month|year)s?\b(?![ -]old)",
    re.I,
)
MINUTES = {"minute": 1, "hour": 60, "day": 1_440, "week": 10_080, "month": 43_800, "year": 525_600}
RECORD = re.compile(r"\b(?P<n>\d+)-year (?P<end>low|high)s?\b", re.I)

APART = 1.15
"""Two lengths are one to a seventh, for who tells them rounds."""

FARTHEST = 10
"""Two lengths of one thing are within so many times each other."""

ONE_MATTER = 0.3
"""The share of words in common (of the sentence that shares more) from which two lengths are of one thing."""


@lru_cache(maxsize=65_536)
def length(text: str) -> float | None:
    """How many minutes something lasted, as a passage says; None where it gives no length, or several."""
    found = []
    for m in LENGTH.finditer(text):
        n = float(m["n"].replace(",", "")) if m["n"][0].isdigit() else spelled(m["n"].lower())
        if n:
            found.append(n * MINUTES[m["unit"].lower()])
    return found[0] if len(found) == 1 else None


def length_clash(p: Pair, by: Likeness) -> Clash | None:
    """One act that lasted for two lengths, or one low that is the lowest in two spans of years."""
    a, b = p.a, p.b
    if a.report == b.report and one_mouth(a, b):
        return None
    why = f"{quoted(a)} and {quoted(b)} give two lengths."
    if a.report != b.report and _two_records(a, b):
        return Clash("figure", why, 0.55)
    one, two = length(a.text), length(b.text)
    if one is None or two is None or not APART <= max(one, two) / min(one, two) <= FARTHEST:
        return None
    if not a.act or a.act != b.act or a.act in PALE or a.future != b.future or a.negated != b.negated:
        return None
    if p.context.more < ONE_MATTER or a.has_condition or b.has_condition or two_occasions(a, b):
        return None
    return Clash("figure", why, 0.55)


def _two_records(a: Facts, b: Facts) -> bool:
    one, two = RECORD.search(a.text), RECORD.search(b.text)
    if one is None or two is None or one["n"] == two["n"] or one["end"].lower() != two["end"].lower():
        return False
    words = [{t.stem for t in f.words} - {"year", one["end"].lower()} for f in (a, b)]
    return bool(words[0] & words[1])
