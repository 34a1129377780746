"""Disagreements: two claims that cannot both hold, of which kind, and why in plain words.

Only what can clash is compared: claims of one matter (same act or same things said), whose slots
differ where they may not.  Each finder looks at one slot; the first that finds something names
the kind.  A pair that is near but can both hold yields a reason too, for whoever asks why not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wiredesk.claims.control import contradicts
from wiredesk.claims.facts import Facts
from wiredesk.claims.figures import compare, meetings, printed, status_class
from wiredesk.claims.judge import conditions_alike, days_apart, slots_alike
from wiredesk.claims.words import Token, idf_overlap, likeness
from wiredesk.model.statements import Force


@dataclass(frozen=True, slots=True)
class Clash:
    """What two statements clash about: ``kind`` as in Disagreement, ``why`` a sentence, ``score`` 0 to 1."""

    kind: str
    why: str
    score: float


def quoted(f: Facts) -> str:
    """A statement's words, shortened, in quotation marks."""
    text = " ".join(f.text.split()).strip('“”" ')
    return f"“{text if len(text) <= 120 else text[:117].rsplit(' ', 1)[0] + ' …'}”"


def about_one_matter(a: Facts, b: Facts, drop: frozenset[str] = frozenset()) -> float:
    """How far two statements are about one matter, 0 to 1: words, act and roles, without the
    stems in ``drop``."""
    one, two = _without(a.words, drop), _without(b.words, drop)
    less, more = sorted(idf_overlap(one, two))
    return round(0.45 * less + 0.35 * more + 0.2 * slots_alike(a, b), 4)


def _without(words: Sequence[Token], drop: frozenset[str]) -> tuple[Token, ...]:
    return tuple(t for t in words if t.stem not in drop)


OPPOSITES: tuple[tuple[frozenset[str], frozenset[str]], ...] = tuple(
    (frozenset(a.split()), frozenset(b.split()))
    for a, b in (
        ("accept agre approv back support endors", "reject refus oppos den rebuff"),
        ("ris increas grow surg climb jump gain", "fal drop declin decreas plung slump slid shrink"),
        ("win won victor", "los defeat"),
        ("aliv surviv", "dead di kil death"),
        ("guilt convict", "acquit innocent clear"),
        ("attack", "defend"),
        ("confirm admit acknowledg", "den disput refut"),
        ("open reopen", "clos shut"),
        ("begin start launch", "end stop halt ceas"),
        ("arriv enter", "leav depart withdraw"),
        ("releas free", "detain arrest jail imprison"),
        ("allow permit legal", "ban prohibit bar forbid illegal"),
        ("advanc", "retreat withdraw"),
        ("pass", "fail reject"),
        ("success successful", "fail failur unsuccessful"),
        ("hir appoint", "fir dismiss sack"),
        ("captur seiz tak", "los repel"),
    )
)
"""Acts that cannot both be said of one actor and thing at one time, as stems."""


def figure_clash(a: Facts, b: Facts) -> Clash | None:
    """Two figures of one thing that no number satisfies, or one number under two fates."""
    matter = about_one_matter(a, b)
    for m in meetings(a.figures, b.figures):
        if m.agree == "clash" and matter >= 0.5:
            return Clash(
                "figure",
                f"{quoted(a)} gives {printed(m.left)} where {quoted(b)} gives {printed(m.right)}.",
                round(matter, 3),
            )
    for x in a.figures:
        for y in b.figures:
            one, two = status_class(x.status), status_class(y.status)
            if (
                one is not None
                and two is not None
                and one != two
                and x.low == y.low
                and x.low is not None
                and x.low >= 20
                and x.unit == y.unit
                and compare(x, y) != "clash"
            ):
                return Clash(
                    "figure",
                    f"The same number, {printed(x)}, is {x.status} in {quoted(a)} and {y.status} in "
                    f"{quoted(b)}.",
                    0.7,
                )
    return None


def control_clash(a: Facts, b: Facts) -> Clash | None:
    """Two accounts of who holds a place that no division of the ground satisfies."""
    why = contradicts(a, b)
    return Clash("control", f"{quoted(a)} and {quoted(b)} cannot both hold: {why}.", 0.9) if why else None


def condition_clash(a: Facts, b: Facts) -> Clash | None:
    """One offer under another condition."""
    if not (a.has_condition and b.has_condition) or a.voice != b.voice:
        return None
    less, more = sorted(idf_overlap(a.words, b.words))
    if conditions_alike(a, b) < 0.35 and more >= 0.5 and less >= 0.2:
        return Clash("condition", f"The condition differs: {quoted(a)} and {quoted(b)}.", 0.7)
    return None


def date_clash(a: Facts, b: Facts) -> Clash | None:
    """One event on two days."""
    gap = days_apart(a, b)
    if gap is None or gap < 2 or about_one_matter(a, b) < 0.6:
        return None
    assert a.about is not None
    assert b.about is not None
    return Clash(
        "date",
        f"{quoted(a)} is put on {a.about.first} and {quoted(b)} on {b.about.first}, {gap} days apart.",
        0.7,
    )


def polarity_clash(a: Facts, b: Facts) -> Clash | None:
    """One says what the other denies, or says the opposite of one thing."""
    left, right = a.negated != (a.force is Force.DENIED), b.negated != (b.force is Force.DENIED)
    matter = about_one_matter(a, b)
    if left != right and matter >= 0.6 and likeness(a.act, b.act) >= 0.3:
        return Clash(
            "polarity", f"{quoted(a)} and {quoted(b)}: one side denies what the other says.", round(matter, 3)
        )
    if left == right:
        for one, two in OPPOSITES:
            if (a.act in one and b.act in two) or (a.act in two and b.act in one):
                drop = frozenset((a.act, b.act))
                if about_one_matter(a, b, drop) >= 0.6:
                    return Clash(
                        "polarity", f"{quoted(a)} and {quoted(b)} say opposite things of one matter.", 0.6
                    )
    return None


FINDERS: tuple[Callable[[Facts, Facts], Clash | None], ...] = (
    control_clash,
    figure_clash,
    condition_clash,
    polarity_clash,
    date_clash,
)


def clash(a: Facts, b: Facts) -> Clash | None:
    """The clash of two statements, or None; the order of the two does not matter."""
    if b.id < a.id:
        a, b = b, a
    if a.asked or b.asked:
        return None
    return next((c for f in FINDERS if (c := f(a, b))), None)
