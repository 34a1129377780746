"""The judge: whether two statements say the same thing, slot by slot, and why.

Each signal is a small function of two :class:`~wiredesk.claims.facts.Facts` and how alike their words
are; a logistic model of few weights (``judge.json``, made by ``training/claims_judge.py``) joins
them.  Each bar is a function that returns why two statements can never be one claim, or None:
likeness proposes, slots decide.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import resources
from math import exp, log1p

from wiredesk.claims.control import contradicts, holds, same_control
from wiredesk.claims.facts import Facts, negations
from wiredesk.claims.figures import meetings, printed, telling
from wiredesk.claims.likeness import Cover, Likeness
from wiredesk.claims.words import likeness
from wiredesk.model.statements import Force, Mode


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements and how alike their words and their conditions are."""

    a: Facts
    b: Facts
    words: Cover
    conditions: Cover
    context: Cover
    names: tuple[frozenset[str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How alike two statements are, 0 to 1, what speaks for it, and what bars it (None: nothing)."""

    score: float
    signals: Mapping[str, float]
    bar: str | None


def pair(a: Facts, b: Facts, by: Likeness) -> Pair:
    """Two statements made ready to be compared; their order does not matter."""
    if b.id < a.id:
        a, b = b, a
    return Pair(a, b, by.words(a, b), by.conditions(a, b), by.contexts(a, b), (by.names(a), by.names(b)))


# -- signals ---------------------------------------------------------------------------------------


def cover_less(p: Pair) -> float:
    """The smaller of the two shares of telling words that the other side has, by meaning."""
    return p.words.less


def cover_more(p: Pair) -> float:
    """The larger of the two shares: a short statement inside a long one."""
    return p.words.more


def exact_less(p: Pair) -> float:
    """The smaller share counting only the very same words."""
    return min(p.words.exact_left, p.words.exact_right)


def exact_more(p: Pair) -> float:
    """The larger share counting only the very same words."""
    return max(p.words.exact_left, p.words.exact_right)


def context_less(p: Pair) -> float:
    """The smaller share of common words of the two whole sentences."""
    return p.context.less


def context_more(p: Pair) -> float:
    """The larger share of common words of the two whole sentences."""
    return p.context.more


def shared_weight(p: Pair) -> float:
    """How much the shared words weigh together, as a logarithm: one shared word proves little."""
    return log1p(p.words.weight) / 4


def word_runs(p: Pair) -> float:
    """The share of neighbouring pairs of words that both have (of the shorter)."""
    return p.words.runs


def names_shared(p: Pair) -> float:
    """The share of the names of the side with fewer that the other has; .5 where neither has any."""
    one, two = p.names
    if not one and not two:
        return 0.5
    return len(one & two) / max(1, min(len(one), len(two)))


def names_apart(p: Pair) -> float:
    """1 where each side names somebody or somewhere that the other does not."""
    return float(bool(p.names[0] - p.names[1]) and bool(p.names[1] - p.names[0]))


def act_alike(p: Pair) -> float:
    """How near the acts are in meaning; .4 where one is not known."""
    if not p.a.act or not p.b.act:
        return 0.4
    return likeness(p.a.act, p.b.act)


def slots_alike(p: Pair) -> float:
    """How near actor and object are, in their roles; .5 where not known."""
    return roles(p.a, p.b)


def roles(a: Facts, b: Facts) -> float:
    """How near two statements' actors and objects are, in their roles; .5 where not known."""
    pairs = [(x, y) for x, y in ((a.who, b.who), (a.whom, b.whom)) if x and y]
    if not pairs:
        return 0.5
    return sum(max(likeness(s, t) for s in x for t in y) for x, y in pairs) / len(pairs)


def figures_equal(p: Pair) -> float:
    """1 where a telling figure of one thing is the same; 0 else."""
    return float(any(m.agree == "equal" and telling(m.left) for m in meetings(p.a.figures, p.b.figures)))


def figures_apart(p: Pair) -> float:
    """1 where a telling figure of one side has no equal on the other."""
    mine = [f for f in (*p.a.figures, *p.b.figures) if telling(f)]
    return float(bool(mine) and not figures_equal(p))


def one_voice(p: Pair) -> float:
    """1 where both are the words of one speaker (or of one he speaks for)."""
    return float(p.a.speaker and p.b.speaker and p.a.voice == p.b.voice)


def two_voices(p: Pair) -> float:
    """1 where two different speakers speak."""
    return float(p.a.speaker and p.b.speaker and p.a.voice != p.b.voice)


def quoted_twice(p: Pair) -> float:
    """1 where both are direct quotations of one voice: one sentence in two renderings, perhaps."""
    return float(one_voice(p) == 1 and p.a.mode is Mode.DIRECT and p.b.mode is Mode.DIRECT)


def same_quotation(p: Pair) -> float:
    """1 where four quoted words and more in a row stand in both: one utterance, cut differently."""
    return float(any(q in p.b.plain for q in p.a.quotations) or any(q in p.a.plain for q in p.b.quotations))


def one_offer(p: Pair) -> float:
    """How near two conditions of one voice are, 1 from .6 of the words; 0 where not both have one."""
    if not p.a.has_condition or not p.b.has_condition or not p.a.speaker or p.a.voice != p.b.voice:
        return 0.0
    return min(1.0, p.conditions.more / 0.6)


def one_report(p: Pair) -> float:
    """1 where both stand in one report, which seldom says a thing twice."""
    return float(p.a.report == p.b.report)


def other_force(p: Pair) -> float:
    """1 where one demands or promises what the other asserts."""
    wish = {Force.DEMANDED, Force.PROMISED, Force.ASKED}
    return float((p.a.force in wish) != (p.b.force in wish))


def other_negation(p: Pair) -> float:
    """1 where one act is negated and the other is not."""
    return float(p.a.negated != p.b.negated)


def length_ratio(p: Pair) -> float:
    """Words of the shorter over words of the longer."""
    one, two = len(p.a.words), len(p.b.words)
    return min(one, two) / max(1, one, two)


SIGNALS: tuple[Callable[[Pair], float], ...] = (
    cover_less,
    cover_more,
    exact_less,
    exact_more,
    context_less,
    context_more,
    shared_weight,
    word_runs,
    names_shared,
    names_apart,
    act_alike,
    slots_alike,
    figures_equal,
    figures_apart,
    one_voice,
    two_voices,
    quoted_twice,
    same_quotation,
    one_offer,
    one_report,
    other_force,
    other_negation,
    length_ratio,
)


# -- bars ------------------------------------------------------------------------------------------


def other_polarity(p: Pair) -> str | None:
    """One affirms what the other denies: by the act's polarity and by the count of negations."""
    if same_quotation(p):
        return None
    return "one side denies what the other says" if opposed(p.a, p.b) else None


def opposed(a: Facts, b: Facts) -> bool:
    """Whether one statement denies and the other affirms.

    The act's polarity must differ, and so must the number of denying words: "would not be returning"
    inside a longer sentence negates a clause, not the act.
    """
    left, right = a.negated != (a.force is Force.DENIED), b.negated != (b.force is Force.DENIED)
    if left == right:
        return False
    if (a.force is Force.DENIED) != (b.force is Force.DENIED):
        return True
    return negations(a.text) % 2 != negations(b.text) % 2


def other_figure(p: Pair) -> str | None:
    """A telling figure of one thing differs."""
    met = [m for m in meetings(p.a.figures, p.b.figures) if telling(m.left) and telling(m.right)]
    if any(m.agree == "equal" for m in met):
        return None
    for m in met:
        return f"another figure: {printed(m.left)} and {printed(m.right)}"
    return None


def other_condition(p: Pair) -> str | None:
    """One has a condition that the other lacks, or quite another one."""
    if same_quotation(p):
        return None
    if p.a.has_condition != p.b.has_condition:
        return "one side has a condition that the other lacks"
    return "another condition" if p.a.has_condition and two_conditions(p) else None


def two_conditions(p: Pair) -> bool:
    """Whether two conditions are two: few common words, or a single one."""
    if p.conditions.more < OTHER_CONDITION:
        return True
    shared = {t.stem for t in p.a.condition} & {t.stem for t in p.b.condition}
    return len(shared) <= 1 and p.conditions.more < 0.5


OTHER_CONDITION = 0.2
"""Below this share of common words two conditions are two: of 1,500 random pairs of conditions of
``demands/conditionals-train`` 95 in 100 share less than .22."""


def other_place(p: Pair) -> str | None:
    """Each names one place, and neither lies in the other."""
    a, b = p.a, p.b
    if len(a.places) != 1 or len(b.places) != 1 or same_quotation(p):
        return None  # of several places some are only on the way
    if (a.places | a.inside) & b.places or (b.places | b.inside) & a.places or a.toponyms & b.toponyms:
        return None
    return "another place: " + ", ".join(sorted(a.toponyms)) + " and " + ", ".join(sorted(b.toponyms))


def other_day(p: Pair) -> str | None:
    """Both name a day, at least two days apart (one day may be a time zone)."""
    gap = days_apart(p.a, p.b)
    return f"another day, {gap} days apart" if gap is not None and gap >= 2 else None


def a_question(p: Pair) -> str | None:
    """One asks what the other says."""
    return "one side asks" if p.a.asked != p.b.asked else None


def other_control(p: Pair) -> str | None:
    """Both say who holds what, and not the same."""
    a, b = p.a, p.b
    if a.control is None or b.control is None or not holds(a) or not holds(b):
        return None
    if same_control(a, b):
        return None
    return contradicts(a, b) or "another extent of control"


BARS: tuple[Callable[[Pair], str | None], ...] = (
    other_polarity,
    other_figure,
    other_condition,
    other_place,
    other_day,
    a_question,
    other_control,
)


def days_apart(a: Facts, b: Facts) -> int | None:
    """Days between two times known to the day; None where either is not."""
    exact = ("day", "time")
    if a.about is None or b.about is None or a.about.precision not in exact or b.about.precision not in exact:
        return None
    try:
        one = (date.fromisoformat(a.about.first[:10]), date.fromisoformat(a.about.last[:10]))
        two = (date.fromisoformat(b.about.first[:10]), date.fromisoformat(b.about.last[:10]))
    except ValueError:
        return None
    if one[0] <= two[1] and two[0] <= one[1]:
        return 0
    return (two[0] - one[1]).days if two[0] > one[1] else (one[0] - two[1]).days


# -- the verdict -----------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def models() -> dict[str, tuple[float, dict[str, float]]]:
    """The trained weights by name: bias, and weight by signal; empty where the file is missing."""
    path = resources.files("wiredesk.claims") / "judge.json"
    if not path.is_file():
        return {}
    data = json.loads(path.read_text("utf-8"))
    return {k: (float(m["bias"]), {n: float(w) for n, w in m["weights"].items()}) for k, m in data.items()}


HAND: tuple[float, dict[str, float]] = (
    -8.0,
    {
        "cover_less": 5.0,
        "cover_more": 3.0,
        "exact_less": 2.0,
        "shared_weight": 2.0,
        "word_runs": 1.5,
        "names_apart": -0.5,
        "act_alike": 1.0,
        "slots_alike": 0.8,
        "figures_equal": 2.0,
        "figures_apart": -0.5,
        "quoted_twice": 0.6,
        "same_quotation": 6.0,
        "one_offer": 8.5,
        "one_report": -0.5,
        "two_voices": -0.7,
    },
)
"""Weights set by hand, for a copy of the program without ``judge.json``."""


def verdict(p: Pair) -> Verdict:
    """The verdict on two statements of one story."""
    bias, weights = models().get("story", HAND)
    signals = {f.__name__: f(p) for f in SIGNALS}
    total = bias + sum(weights.get(k, 0.0) * v for k, v in signals.items())
    score = 1.0 / (1.0 + exp(-max(-30.0, min(30.0, total))))
    return Verdict(round(score, 5), signals, next((why for f in BARS if (why := f(p))), None))
