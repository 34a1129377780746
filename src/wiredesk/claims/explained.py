"""Why two statements are one claim, why not, why they clash, and why they do not: in words.

The same functions that decide are asked again, so an explanation is the decision, not a story about it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from wiredesk.claims.clashes import clash
from wiredesk.claims.control import compatible, holds
from wiredesk.claims.copies import without_copies
from wiredesk.claims.definitions import counted_within, shares_meet
from wiredesk.claims.facts import Facts
from wiredesk.claims.figures import compare, meetings, middle, printed, telling
from wiredesk.claims.findings import Clash, about_one_matter
from wiredesk.claims.judge import pair, verdict, weights_for
from wiredesk.claims.likeness import Likeness
from wiredesk.claims.occasions import given_together, other_sort, two_occasions
from wiredesk.claims.signals import Pair, act_alike, days_apart, near
from wiredesk.claims.tolls import one_sum, part_of, tolls
from wiredesk.claims.words import stem


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two statements side by side, as the judge and the finders of clashes see them.

    ``score`` is how surely they say the same (0 to 1), ``bar`` what keeps them apart whatever the score
    (None: nothing); ``because`` sentences on what weighed most, for it and against it; ``clash`` why
    they cannot both hold, or None, and then ``both_hold`` says why they can.
    """

    left: str
    right: str
    score: float
    bar: str | None
    because: tuple[str, ...]
    clash: Clash | None
    both_hold: str


def comparisons(
    facts: Sequence[Facts], lefts: Iterable[str], rights: Iterable[str], most: int = 400
) -> list[Comparison]:
    """The comparisons of two sets of statements (ids), the surest clash and then the likest pair first.

    ``facts`` are those of the whole story: how telling a word is depends on it, and as where it was
    decided, of a crowd of copies a few count.  A statement is not compared with itself; of many pairs the
    first ``most`` by id are.
    """
    by = Likeness([facts[i] for i in without_copies(facts)[0]])
    of = {f.id: f for f in facts}
    pairs = sorted({(min(a, b), max(a, b)) for a in lefts for b in rights if a != b and a in of and b in of})
    out = [compared(pair(of[a], of[b], by), by) for a, b in pairs[:most]]
    return sorted(out, key=lambda c: (-(c.clash.score if c.clash else 0), -c.score, c.left, c.right))


def compared(p: Pair, by: Likeness) -> Comparison:
    """One comparison."""
    judged = verdict(p)
    found = clash(p, by)
    return Comparison(
        p.a.id,
        p.b.id,
        judged.score,
        judged.bar,
        tuple(weighed(judged.signals, weights_for(judged.signals)[1])),
        None if found is None or found.soft else found,
        "" if found and not found.soft else can_hold(p, by, found),
    )


SAYS: Mapping[str, str] = {
    "cover_less": "each has {share} of the telling words of the other, by meaning",
    "cover_more": "{share} of the telling words of one stand in the other, by meaning",
    "exact_less": "{share} of the very same words on both sides",
    "shared_weight": "what they share is {much}",
    "word_runs": "{share} of neighbouring words are the same",
    "names_apart": "each names somebody or somewhere that the other does not",
    "act_alike": "the acts are {near}",
    "slots_alike": "who acts and on what is {near}",
    "figures_equal": "the same telling figure",
    "figures_apart": "a telling figure of one has no equal in the other",
    "quoted_twice": "both quote one voice directly",
    "same_quotation": "the same quoted words stand in both",
    "one_offer": "the terms of one voice's offer are {near}",
    "same_tolls": "the same toll",
    "same_sum": "the report itself gives both as parts of one sum",
    "rare_figure": "the same rare figure of the same thing",
    "same_hold": "one side holds the same share of one place",
    "names_alone": "hardly more than names is shared",
    "same_deed": "the same deed by the same actor",
    "common_more": "{share} of the words that are no names stand on the other side",
    "names_shared": "shared names say little by themselves ({share} of these are)",
    "read_together": "read together word by word, they say {alike}",
    "other_tense": "one is still to come, the other is not",
    "one_report": "both stand in one report, which seldom says a thing twice",
    "two_voices": "two different speakers speak",
}
"""What each signal says in words, with its value."""


def weighed(signals: Mapping[str, float], weights: Mapping[str, float], most: int = 5) -> list[str]:
    """The signals that moved the score most, in words, those for it first: "for it: the same toll"."""
    moved = sorted(
        ((weights.get(k, 0.0) * v, k, v) for k, v in signals.items() if k in SAYS),
        key=lambda m: (-abs(m[0]), m[1]),
    )
    chosen = [m for m in moved if abs(m[0]) >= 0.25][:most]
    chosen.sort(key=lambda m: (m[0] < 0, -abs(m[0]), m[1]))
    out = []
    for weight, name, value in chosen:
        if name in SHARES and value < 0.3:
            continue  # a small share speaks neither way by itself
        side = "for it" if weight > 0 else "against it"
        words = SAYS[name].format(
            share=f"{min(1.0, value):.0%}", near=_near(value), much=_much(value), alike=_alike(value)
        )
        out.append(f"{side}: {words}")
    return sorted(out, key=lambda s: not s.startswith("for"))


SHARES = frozenset(
    "cover_less cover_more exact_less word_runs act_alike slots_alike common_more shared_weight".split()
)


def _near(value: float) -> str:
    return (
        "the same" if value >= 0.99 else "near" if value >= 0.6 else "not known" if value == 0.5 else "unlike"
    )


def _alike(value: float) -> str:
    return "much the same" if value >= 0.2 else "something alike" if value >= -0.2 else "different things"


def _much(value: float) -> str:
    return "much" if value >= 0.7 else "something" if value >= 0.4 else "little"


def can_hold(p: Pair, by: Likeness, soft: Clash | None = None) -> str:
    """Why two statements can both hold, the most telling reason that applies."""
    for reason in REASONS:
        if why := reason(p, by):
            return why
    if soft is not None:
        return f"both can hold: {soft.why.rsplit(': ', 1)[-1].rstrip('.')}, and a hedge excludes nothing"
    return (
        "nothing in one excludes the other: no figure, day, place, condition, share of ground or polarity "
        "differs where it may not"
    )


def _one_asks(p: Pair, by: Likeness) -> str | None:
    return "one of them asks, and a question claims nothing" if p.a.asked or p.b.asked else None


def _ground(p: Pair, by: Likeness) -> str | None:
    if not (p.a.control and p.b.control):
        return None
    if why := compatible(p.a, p.b):
        c, d = p.a.control, p.b.control
        counted = next((x for x in (c, d) if x.count and x.total), None)
        other = d if counted is c else c
        if counted and counted.total and other.but:
            left = counted.total - (counted.count or 0)
            return (
                f"both can hold: at least {counted.count} of {counted.total} leaves up to {left} open, and "
                f"the other excepts some ({', '.join(other.but)} among them)"
            )
        return why
    if holds(p.a) and holds(p.b):
        return "both can hold: some division of the ground satisfies both"
    return "one of them holds nothing yet: it is contested, besieged, offered, demanded or supposed"


def _definitions(p: Pair, by: Likeness) -> str | None:
    return counted_within(p)


def _sums(p: Pair, by: Likeness) -> str | None:
    if one_sum(p.a, p.b):
        return "both can hold: a report gives the two as parts of one sum"
    if tolls(p.a) and tolls(p.b) and part_of(p.a, p.b):
        return "both can hold: one count comes on top of another, or is a part of it"
    if tolls(p.a) and tolls(p.b):
        if other_sort(tolls(p.a)[0], tolls(p.b)[0]):
            return "both can hold: they count two sorts of people, or one a part of the other's"
        if why := two_occasions(p.a, p.b) or given_together(p.a, p.b):
            return f"both can hold: {why}"
    return None


def _days(p: Pair, by: Likeness) -> str | None:
    gap = days_apart(p.a, p.b)
    if gap and (p.a.figures or p.b.figures or p.a.negated != p.b.negated):
        return f"both can hold: they are about two times, {gap} day{'s' if gap > 1 else ''} apart"
    return None


def _places(p: Pair, by: Likeness) -> str | None:
    a, b = p.a, p.b
    if a.where and b.where and not ((a.where | a.inside) & b.where or (b.where | b.inside) & a.where):
        return "both can hold: they are about two places, " + " and ".join(
            ", ".join(sorted(x.toponyms)) for x in (a, b)
        )
    return None


def _figures(p: Pair, by: Likeness) -> str | None:
    met = meetings(p.a.figures, p.b.figures)
    for m in met:
        if m.agree == "equal":
            same = middle(m.left) == middle(m.right)
            gap = "" if same else f", within a tenth of {printed(m.right)}, and not both are exact"
            return f"the figures agree: {printed(m.left)}{gap}"
        if m.agree == "compatible":
            return f"both can hold: {printed(m.left)} and {printed(m.right)} leave room for one number"
    numbers = [(x, y) for x in p.a.figures for y in p.b.figures if telling(x) and telling(y)]
    if not numbers:
        return None
    if any(m.agree == "clash" for m in met):
        what = _apart(p)
        share = about_one_matter(p, by)
        return f"the two figures count two things: the passages are about one matter by {share:.2f} only" + (
            f"; {what}" if what else ""
        )
    if all(compare(x, y) != "clash" or x.unit != y.unit for x, y in numbers):
        return None
    things = " and ".join(sorted({printed(f) for xy in numbers[:1] for f in xy}))
    return f"the figures are of two things ({things})" + (f"; {_apart(p)}" if _apart(p) else "")


def _voices(p: Pair, by: Likeness) -> str | None:
    if p.a.report == p.b.report and p.a.voice == p.b.voice and p.a.negated != p.b.negated:
        return "one voice says both in one report: it is not taken to contradict itself in one breath"
    return None


def _shares(p: Pair, by: Likeness) -> str | None:
    return shares_meet(p)


def _background(p: Pair, by: Likeness) -> str | None:
    if (p.a.background or p.b.background) and p.a.figures and p.b.figures:
        return "one of them is standing background, not news of this event"
    return None


def _matter(p: Pair, by: Likeness) -> str | None:
    share = about_one_matter(p, by)
    if share >= 0.45:
        return None
    what = _apart(p)
    return f"they are not about one matter ({share:.2f} of 1 in common)" + (f": {what}" if what else "")


def _apart(p: Pair) -> str:
    """What each names or does that the other does not, in the passages' own words."""
    out = []
    if p.a.act and p.b.act and act_alike(p) < 0.6:
        out.append(f"the acts differ (“{_spelled(p.a, [p.a.act])}”, “{_spelled(p.b, [p.b.act])}”)")
    for what, one, two in (("who acts", p.a.who, p.b.who), ("what it is done to", p.a.whom, p.b.whom)):
        if one and two and max(near(s, t) for s in one for t in two) < 0.6:
            out.append(f"{what} differs ({_spelled(p.a, one)}; {_spelled(p.b, two)})")
    return "; ".join(out)


def _spelled(f: Facts, stems: Iterable[str]) -> str:
    """Stems as words, as the passage or its sentence prints them, in its order; one that neither prints as
    it is."""
    said: dict[str, tuple[int, str]] = {}
    for n, word in enumerate(_WORD.findall(f.text)):
        said.setdefault(stem(word.lower()), (n, word))
    for t in (*f.words, *f.context):
        said.setdefault(t.stem, (len(f.text), t.word))
    return ", ".join(word for _, word in sorted(said.get(s, (len(f.text), s)) for s in stems))


_WORD = re.compile(r"\w(?:[\w’'.-]*\w)?")


REASONS: tuple[Callable[[Pair, Likeness], str | None], ...] = (
    _one_asks,
    _ground,
    _shares,
    _definitions,
    _sums,
    _days,
    _places,
    _voices,
    _background,
    _figures,
    _matter,
)
"""Why two statements can both hold: each gives its reason, or None where it does not apply."""
