"""The judge: whether two statements say the same thing, slot by slot, and why.

Each signal is a small function of two :class:`~wiredesk.claims.facts.Facts` that returns a number;
a logistic model of few weights (``judge.json``, made by ``training/claims_judge.py``) joins them.
Each bar is a function that returns why two statements can never be one claim, or None: likeness
proposes, slots decide.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import resources
from math import exp

from wiredesk.claims.control import contradicts, same_control
from wiredesk.claims.facts import Facts
from wiredesk.claims.figures import meetings, printed
from wiredesk.claims.words import Token, idf_overlap, likeness
from wiredesk.model.statements import Force, Mode


@dataclass(frozen=True, slots=True)
class Verdict:
    """How alike two statements are, 0 to 1, what speaks for it, and what bars it (None: nothing)."""

    score: float
    signals: dict[str, float]
    bar: str | None


# -- signals ---------------------------------------------------------------------------------------


def word_cover_less(a: Facts, b: Facts) -> float:
    """The smaller of the two shares of telling words that the other side has, by meaning."""
    return min(idf_overlap(a.words, b.words))


def word_cover_more(a: Facts, b: Facts) -> float:
    """The larger of the two shares: a short statement inside a long one."""
    return max(idf_overlap(a.words, b.words))


def same_stems(a: Facts, b: Facts) -> float:
    """The smaller share counting only the very same stems."""
    return min(idf_overlap(a.words, b.words, soft=False))


def word_runs(a: Facts, b: Facts) -> float:
    """The share of neighbouring pairs of words that both have (of the shorter)."""
    one = set(zip((t.stem for t in a.words), (t.stem for t in a.words[1:]), strict=False))
    two = set(zip((t.stem for t in b.words), (t.stem for t in b.words[1:]), strict=False))
    return len(one & two) / min(len(one), len(two)) if one and two else 0.0


def names_shared(a: Facts, b: Facts) -> float:
    """The share of the names of the side with fewer that the other has; .5 where neither has any."""
    if not a.names and not b.names:
        return 0.5
    return len(a.names & b.names) / max(1, min(len(a.names), len(b.names)))


def names_apart(a: Facts, b: Facts) -> float:
    """1 where each side names somebody or somewhere that the other does not."""
    return float(bool(a.names - b.names) and bool(b.names - a.names))


def act_alike(a: Facts, b: Facts) -> float:
    """How near the acts are in meaning; .4 where one is not known."""
    if not a.act or not b.act:
        return 0.4
    return max(
        likeness(a.act, b.act),
        0.7 * max((likeness(a.act, t.stem) for t in b.words), default=0.0),
        0.7 * max((likeness(b.act, t.stem) for t in a.words), default=0.0),
    )


def slots_alike(a: Facts, b: Facts) -> float:
    """How near actor and object are, in either role; .5 where not known."""
    pairs = [(x, y) for x, y in ((a.who, b.who), (a.whom, b.whom)) if x and y]
    if not pairs:
        return 0.5
    return sum(_nearest(x, y) for x, y in pairs) / len(pairs)


def _nearest(x: frozenset[str], y: frozenset[str]) -> float:
    return max(likeness(p, q) for p in x for q in y)


def figures_equal(a: Facts, b: Facts) -> float:
    """1 where a figure of one thing is the same, 0 where one side alone has figures, .5 else."""
    if not a.figures and not b.figures:
        return 0.5
    if not a.figures or not b.figures:
        return 0.25
    return 1.0 if any(m.agree == "equal" for m in meetings(a.figures, b.figures)) else 0.0


def one_voice(a: Facts, b: Facts) -> float:
    """1 where both are the words of one speaker (or of one he speaks for)."""
    return float(a.speaker and b.speaker and a.voice == b.voice)


def quoted_twice(a: Facts, b: Facts) -> float:
    """1 where both are direct quotations of one voice: one sentence in two renderings, perhaps."""
    return float(one_voice(a, b) == 1 and a.mode is Mode.DIRECT and b.mode is Mode.DIRECT)


def conditions_alike(a: Facts, b: Facts) -> float:
    """How near two conditions are (the larger share of words covered); 0 where not both have one."""
    if not a.has_condition or not b.has_condition:
        return 0.0
    return max(idf_overlap(a.condition, b.condition))


def length_ratio(a: Facts, b: Facts) -> float:
    """Words of the shorter over words of the longer."""
    one, two = len(a.words), len(b.words)
    return min(one, two) / max(1, one, two)


SIGNALS: tuple[Callable[[Facts, Facts], float], ...] = (
    word_cover_less,
    word_cover_more,
    same_stems,
    word_runs,
    names_shared,
    names_apart,
    act_alike,
    slots_alike,
    figures_equal,
    one_voice,
    quoted_twice,
    conditions_alike,
    length_ratio,
)


# -- bars ------------------------------------------------------------------------------------------


def other_polarity(a: Facts, b: Facts) -> str | None:
    """One affirms what the other denies."""
    left = a.negated != (a.force is Force.DENIED)
    right = b.negated != (b.force is Force.DENIED)
    return "one side denies what the other says" if left != right else None


def other_figure(a: Facts, b: Facts) -> str | None:
    """A figure of one thing differs, or the fates that a figure counts do."""
    met = meetings(a.figures, b.figures)
    if any(m.agree == "equal" for m in met) and not any(m.agree == "clash" for m in met):
        return None
    for m in met:
        if m.agree != "equal":
            return f"another figure: {printed(m.left)} and {printed(m.right)}"
    if a.figures and b.figures and not met:
        return "figures of different things"
    return None


def other_condition(a: Facts, b: Facts) -> str | None:
    """One has a condition that the other lacks, or quite another one."""
    if a.has_condition != b.has_condition:
        return "one side has a condition that the other lacks"
    if a.has_condition and conditions_alike(a, b) < 0.4:
        return "another condition"
    return None


def other_place(a: Facts, b: Facts) -> str | None:
    """Both say where, and neither place lies in the other."""
    if not a.places or not b.places:
        return None
    if (a.places | a.inside) & b.places or (b.places | b.inside) & a.places:
        return None
    if a.toponyms & b.toponyms:
        return None
    return "another place: " + ", ".join(sorted(a.toponyms)) + " and " + ", ".join(sorted(b.toponyms))


def other_day(a: Facts, b: Facts) -> str | None:
    """Both name a day, at least two days apart (one day may be a time zone)."""
    gap = days_apart(a, b)
    return f"another day, {gap} days apart" if gap is not None and gap >= 2 else None


def other_force(a: Facts, b: Facts) -> str | None:
    """One asks or demands what the other asserts."""
    if a.asked != b.asked:
        return "one side asks"
    wish = {Force.DEMANDED}
    if (a.force in wish) != (b.force in wish) and not (a.has_condition and b.has_condition):
        return "one side demands what the other asserts"
    return None


def other_control(a: Facts, b: Facts) -> str | None:
    """Both say who holds what, and not the same."""
    if a.control is None or b.control is None:
        return None
    if same_control(a, b):
        return None
    return contradicts(a, b) or "another extent of control"


BARS: tuple[Callable[[Facts, Facts], str | None], ...] = (
    other_polarity,
    other_figure,
    other_condition,
    other_place,
    other_day,
    other_force,
    other_control,
)


def days_apart(a: Facts, b: Facts) -> int | None:
    """Days between two times known to the day; None where either is not."""
    if (
        a.about is None
        or b.about is None
        or a.about.precision not in ("day", "time")
        or b.about.precision not in ("day", "time")
    ):
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
def _weights() -> tuple[float, dict[str, float]]:
    path = resources.files("wiredesk.claims") / "judge.json"
    if not path.is_file():
        return HAND
    data = json.loads(path.read_text("utf-8"))
    return float(data["bias"]), {k: float(v) for k, v in data["weights"].items()}


HAND: tuple[float, dict[str, float]] = (
    -7.0,
    {
        "word_cover_less": 5.0,
        "word_cover_more": 3.0,
        "same_stems": 2.0,
        "word_runs": 1.5,
        "names_shared": 0.5,
        "names_apart": -0.5,
        "act_alike": 1.5,
        "slots_alike": 0.8,
        "figures_equal": 0.8,
        "one_voice": 0.6,
        "quoted_twice": 0.6,
        "conditions_alike": 3.0,
        "length_ratio": 0.5,
    },
)
"""Weights set by hand, for a copy of the program without ``judge.json``."""


def verdict(a: Facts, b: Facts) -> Verdict:
    """The verdict on two statements; the order of the two does not matter."""
    if b.id < a.id:
        a, b = b, a
    bias, weights = _weights()
    signals = {f.__name__: f(a, b) for f in SIGNALS}
    total = bias + sum(weights.get(k, 0.0) * v for k, v in signals.items())
    score = 1.0 / (1.0 + exp(-max(-30.0, min(30.0, total))))
    bar = next((why for f in BARS if (why := f(a, b))), None)
    return Verdict(round(score, 6), signals, bar)


def telling(words: tuple[Token, ...]) -> float:
    """The summed weight of a passage's words: how much it says."""
    return sum(t.weight for t in words)
