"""What a finder of clashes gives, and what all of them ask: is this one matter?"""

from __future__ import annotations

from dataclasses import dataclass

from wiredesk.claims.facts import Facts
from wiredesk.claims.likeness import Likeness
from wiredesk.claims.signals import Pair, slots_alike
from wiredesk.claims.together import read_together


@dataclass(frozen=True, slots=True)
class Clash:
    """What two statements clash about: ``kind`` as in Disagreement, ``why`` a sentence, ``score`` 0 to 1."""

    kind: str
    why: str
    score: float
    soft: bool = False  # both can hold: a hedge dropped or added
    update: str | None = None  # as in Disagreement: toll, claimed, withdrawn, death, caught, …
    later: str | None = None  # id of the statement that came later, where the order is known
    clock: str | None = None  # what decided it: "outlets" or "text"


def quoted(f: Facts) -> str:
    """A statement's words, shortened, in quotation marks."""
    text = " ".join(f.text.split()).strip('“”" ')
    return f"“{text if len(text) <= 120 else text[:117].rsplit(' ', 1)[0] + ' …'}”"


def about_one_matter(p: Pair, by: Likeness, drop: frozenset[str] = frozenset()) -> float:
    """How far two statements are about one matter, 0 to 1: words, act and roles, without the
    stems in ``drop``."""
    words = by.without(p.a, p.b, drop) if drop else p.words
    return round(0.45 * words.less + 0.35 * words.more + 0.2 * slots_alike(p), 4)


def unrelated(p: Pair, least: float) -> bool:
    """Whether reading two statements together finds nothing that they have in common: the logit that they
    make one claim is below ``least``.  False without the weights, and in a story too large for them."""
    reading = read_together(p.a.text, p.b.text) if p.by.deep else None
    return reading is not None and reading.same < least


def updated(update: str, what: str, first: Facts, then: Facts, by_words: bool = False) -> Clash:
    """An update from ``first`` to ``then``, as their words order them.

    Publication decides where the two days differ (the outlets' clock), even against the words,
    unless ``by_words``; else the words do.  When the reports were read (our clock) never does.
    """
    one, two = (first.published or "")[:10], (then.published or "")[:10]
    if one and two and one != two and (one < two or not by_words):
        if two < one:
            first, then, one, two = then, first, two, one
        why = f"{what}: {quoted(first)}, then {quoted(then)} (by publication: {one}, {two})."
        return Clash("update", why, 0.75, update=update, later=then.id, clock="outlets")
    why = f"{what}: {quoted(first)}, then {quoted(then)} (by their own words)."
    return Clash("update", why, 0.75, update=update, later=then.id, clock="text")
