"""Disagreements: two claims that cannot both hold, of which kind, and why in plain words.

Only what can clash is compared: claims of one matter (same act or same things said), whose slots
differ where they may not.  Each finder looks at one slot; the first that finds something names
the kind.  A pair that is near but can both hold yields a reason too, for whoever asks why not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from wiredesk.claims.control import contradicts
from wiredesk.claims.facts import Facts
from wiredesk.claims.figures import compare, meetings, middle, printed, status_class, telling
from wiredesk.claims.judge import Pair, days_apart, opposed, slots_alike, two_conditions
from wiredesk.claims.likeness import Likeness
from wiredesk.claims.opposites import opposites
from wiredesk.claims.tolls import RISEN, part_of, tolls
from wiredesk.claims.variants import changed
from wiredesk.claims.words import likeness


@dataclass(frozen=True, slots=True)
class Clash:
    """What two statements clash about: ``kind`` as in Disagreement, ``why`` a sentence, ``score`` 0 to 1."""

    kind: str
    why: str
    score: float
    soft: bool = False  # both can hold: a hedge dropped or added


def quoted(f: Facts) -> str:
    """A statement's words, shortened, in quotation marks."""
    text = " ".join(f.text.split()).strip('“”" ')
    return f"“{text if len(text) <= 120 else text[:117].rsplit(' ', 1)[0] + ' …'}”"


def about_one_matter(p: Pair, by: Likeness, drop: frozenset[str] = frozenset()) -> float:
    """How far two statements are about one matter, 0 to 1: words, act and roles, without the
    stems in ``drop``."""
    words = by.without(p.a, p.b, drop) if drop else p.words
    return round(0.45 * words.less + 0.35 * words.more + 0.2 * slots_alike(p), 4)


def toll_clash(p: Pair, by: Likeness) -> Clash | None:
    """Two tolls of one event: the same fate, another number.

    "At least 43" and "at least 100" can both hold to the letter, and no desk prints both as one
    figure: the kind is "update" where the higher comes from a later day or is said to have risen,
    else "figure".  A hundredfold difference counts something else.
    """
    a, b = p.a, p.b
    if a.background or b.background or p.context.more < 0.3 or (days_apart(a, b) or 0) >= 1:
        return None
    if (a.report == b.report and a.voice == b.voice) or part_of(a, b):
        return None
    for x in tolls(a)[:1]:
        for y in tolls(b)[:1]:
            one, two = middle(x), middle(y)
            if status_class(x.status) != status_class(y.status) or x.unit != y.unit or not one or not two:
                continue
            if compare(x, y) == "equal" or max(one, two) > 20 * min(one, two):
                continue
            low, high = (a, b) if one < two else (b, a)
            later = bool(low.published and high.published and low.published < high.published)
            if later or RISEN.search(high.text) or RISEN.search(low.text):
                why = f"The count of {x.status} changed: {quoted(low)}, then {quoted(high)}."
                return Clash("update", why, 0.75)
            return Clash("figure", f"The count of {x.status} differs: {quoted(a)} and {quoted(b)}.", 0.75)
    return None


def figure_clash(p: Pair, by: Likeness) -> Clash | None:
    """Two figures of one thing that no number satisfies, or one number under two fates."""
    a, b = p.a, p.b
    matter = about_one_matter(p, by)
    met = [m for m in meetings(a.figures, b.figures) if telling(m.left) and telling(m.right)]
    if any(m.agree == "equal" for m in met) or (days_apart(a, b) or 0) >= 1:
        return None
    for m in met:
        if m.agree == "clash" and matter >= (0.45 if m.left.status else 0.6):
            return Clash(
                "figure",
                f"{quoted(a)} gives {printed(m.left)} where {quoted(b)} gives {printed(m.right)}.",
                round(matter, 3),
            )
    for x in a.figures:
        for y in b.figures:
            one, two = status_class(x.status), status_class(y.status)
            if one is None or two is None or one == two or not telling(x) or not telling(y):
                continue
            if x.low == y.low and x.low is not None and x.low >= 20 and x.unit == y.unit:
                return Clash(
                    "figure",
                    f"The same number, {printed(x)}, is {x.status} in {quoted(a)} "
                    f"and {y.status} in {quoted(b)}.",
                    0.7,
                )
    return None


def control_clash(p: Pair, by: Likeness) -> Clash | None:
    """Two accounts of who holds a place that no division of the ground satisfies."""
    why = contradicts(p.a, p.b)
    return Clash("control", f"{quoted(p.a)} and {quoted(p.b)} cannot both hold: {why}.", 0.9) if why else None


def condition_clash(p: Pair, by: Likeness) -> Clash | None:
    """One offer under another condition."""
    a, b = p.a, p.b
    if not (a.has_condition and b.has_condition) or a.voice != b.voice:
        return None
    if two_conditions(p) and p.words.more >= 0.4:
        return Clash("condition", f"The condition differs: {quoted(a)} and {quoted(b)}.", 0.7)
    return None


def date_clash(p: Pair, by: Likeness) -> Clash | None:
    """One event on two days."""
    gap = days_apart(p.a, p.b)
    if (
        gap is None
        or gap < 2
        or not (p.a.dated or p.b.dated)
        or about_one_matter(p, by) < 0.6
        or p.a.about is None
        or p.b.about is None
    ):
        return None
    return Clash(
        "date",
        f"{quoted(p.a)} is put on {p.a.about.first} and {quoted(p.b)} on {p.b.about.first}, "
        f"{gap} days apart.",
        0.7,
    )


def polarity_clash(p: Pair, by: Likeness) -> Clash | None:
    """One says what the other denies, or says the opposite of one thing."""
    a, b = p.a, p.b
    if opposed(a, b):
        matter = about_one_matter(p, by)
        if matter >= 0.6 and likeness(a.act, b.act) >= 0.3:
            return Clash(
                "polarity",
                f"{quoted(a)} and {quoted(b)}: one side denies what the other says.",
                round(matter, 3),
            )
        return None
    if opposites(a.act, b.act) and about_one_matter(p, by, frozenset((a.act, b.act))) >= 0.6:
        return Clash("polarity", f"{quoted(a)} and {quoted(b)} say opposite things of one matter.", 0.6)
    return None


def wording_clash(p: Pair, by: Likeness) -> Clash | None:
    """One wording that was changed on the way: a name, a day, a number, a "not", a hedge."""
    if min(p.words.exact_left, p.words.exact_right) < 0.15:
        return None
    found = changed(p.a, p.b)
    if found is None:
        return None
    return Clash(found[0], f"{quoted(p.a)} and {quoted(p.b)}: {found[1]}.", 0.8, "hedged" in found[1])


FINDERS: tuple[Callable[[Pair, Likeness], Clash | None], ...] = (
    control_clash,
    toll_clash,
    figure_clash,
    condition_clash,
    wording_clash,
    polarity_clash,
    date_clash,
)


def clash(p: Pair, by: Likeness) -> Clash | None:
    """The clash of two statements, or None; the order of the two does not matter."""
    if p.a.asked or p.b.asked:
        return None
    return next((c for f in FINDERS if (c := f(p, by))), None)
