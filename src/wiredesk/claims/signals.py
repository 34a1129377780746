"""Signals: what speaks for two statements being one claim, each a number between 0 and 1 or near it.

Each is a small function of a :class:`Pair`: two statements and how alike their words are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from math import log1p

from wiredesk.claims.control import same_control
from wiredesk.claims.facts import Facts
from wiredesk.claims.figures import PEOPLE, Meeting, meetings, telling
from wiredesk.claims.likeness import Cover, Likeness
from wiredesk.claims.senses import alike
from wiredesk.claims.tolls import one_sum, same_toll
from wiredesk.claims.words import likeness, stem, tokens
from wiredesk.model.statements import Force, Mode


class Pair:
    """Two statements and how alike they are: in ``words``, ``conditions``, whole sentences
    (``context``), words without names (``common``) and ``terms`` of an offer, in their ``acts``, their
    ``roles`` and their ``figures``, each compared when first asked for; ``names`` are those of each side."""

    __slots__ = ("_acts", "_figures", "_found", "_roles", "a", "b", "by", "names")

    def __init__(self, a: Facts, b: Facts, by: Likeness) -> None:
        self.a, self.b, self.by = a, b, by
        self.names = (by.names(a), by.names(b))
        self._found: dict[str, Cover] = {}
        self._acts: float | None = None
        self._roles: float | None = None
        self._figures: Sequence[Meeting] | None = None

    @staticmethod
    def known(a: Facts, b: Facts, by: Likeness, words: Cover) -> Pair:
        """Two statements of which the words are compared already; ``a`` has the smaller id."""
        made = Pair(a, b, by)
        made._found["words"] = words
        return made

    def either_way(self) -> tuple[tuple[Facts, Facts], tuple[Facts, Facts]]:
        """Both orders of the two, for who asks whether the one does something and the other answers it."""
        return (self.a, self.b), (self.b, self.a)

    def knows(self, common: Cover) -> None:
        """Take over the comparison of the words without names."""
        self._found["common"] = common

    @property
    def acts(self) -> float:
        """How near the acts are in meaning; .4 where one is not known."""
        if self._acts is None:
            self._acts = near(self.a.act, self.b.act) if self.a.act and self.b.act else 0.4
        return self._acts

    @property
    def roles(self) -> float:
        """How near actor and object are, in their roles; .5 where not known."""
        if self._roles is None:
            self._roles = roles(self.a, self.b)
        return self._roles

    @property
    def figures(self) -> Sequence[Meeting]:
        """The pairs of figures of one thing."""
        if self._figures is None:
            both = self.a.figures and self.b.figures
            self._figures = meetings(self.a.figures, self.b.figures) if both else ()
        return self._figures

    def _cover(self, part: str, compare: Callable[[Facts, Facts], Cover]) -> Cover:
        found = self._found.get(part)
        if found is None:
            found = self._found[part] = compare(self.a, self.b)
        return found

    @property
    def words(self) -> Cover:
        """What they say, their conditions apart."""
        return self._cover("words", self.by.words)

    @property
    def conditions(self) -> Cover:
        """Their conditions."""
        return self._cover("conditions", self.by.conditions)

    @property
    def context(self) -> Cover:
        """The sentences that they stand in."""
        return self._cover("context", self.by.contexts)

    @property
    def common(self) -> Cover:
        """What they say, names left out."""
        return self._cover("common", self.by.common)

    @property
    def terms(self) -> Cover:
        """What they make an offer depend on."""
        return self._cover("terms", self.by.terms)


def pair(a: Facts, b: Facts, by: Likeness) -> Pair:
    """Two statements made ready to be compared; their order does not matter."""
    return Pair(b, a, by) if b.id < a.id else Pair(a, b, by)


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
    return p.acts


@lru_cache(maxsize=200_000)
def near(left: str, right: str) -> float:
    """How near two stems are in meaning, 0 to 1; .9 where news uses one for the other."""
    found = likeness(left, right)
    return max(found, 0.9) if found < 0.9 and alike(left, right) else found


def slots_alike(p: Pair) -> float:
    """How near actor and object are, in their roles; .5 where not known."""
    return p.roles


def roles(a: Facts, b: Facts) -> float:
    """How near two statements' actors and objects are, in their roles; .5 where not known."""
    pairs = [(x, y) for x, y in ((a.who, b.who), (a.whom, b.whom)) if x and y]
    if not pairs:
        return 0.5
    return sum(max(near(s, t) for s in x for t in y) for x, y in pairs) / len(pairs)


def figures_equal(p: Pair) -> float:
    """1 where a telling figure of one thing is the same; 0 else."""
    return float(any(m.agree == "equal" and telling(m.left) for m in p.figures))


def figures_apart(p: Pair) -> float:
    """1 where a telling figure of one side has no equal on the other."""
    mine = any(map(telling, (*p.a.figures, *p.b.figures)))
    return float(mine and not figures_equal(p))


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
    shared = [q for q in p.a.quotations if q in p.b.plain] + [q for q in p.b.quotations if q in p.a.plain]
    return float(any(len([t for t in tokens(q) if t.word not in SCORES]) >= 3 for q in shared))


SCORES = frozenset("dozens scores tens hundreds thousands millions billions hundred thousand million".split())


def same_tolls(p: Pair) -> float:
    """1 where both give the same toll, in whatever words."""
    return float(same_toll(p.a, p.b) and (days_apart(p.a, p.b) or 0) < 2)


def same_sum(p: Pair) -> float:
    """1 where one report gives both as parts of one amount."""
    return float(one_sum(p.a, p.b))


def rare_figure(p: Pair) -> float:
    """1 where a figure of 20 and more, or of money or measure, with the same noun stands in both."""
    for m in p.figures:
        x, y = m.left, m.right
        if m.agree != "equal" or x.status or y.status or not (telling(x) and telling(y)):
            continue
        one, two = stem(x.of.lower()), stem(y.of.lower())
        known = bool(one and two and (near(one, two) >= 0.35 or {one, two} <= PEOPLE))
        if (x.low or 0) >= 20 and (known or (x.unit and x.unit == y.unit and not (one and two))):
            return 1.0
    return 0.0


def same_hold(p: Pair) -> float:
    """1 where both say that one side holds the same share of one place."""
    return float(p.a.control is not None and p.b.control is not None and same_control(p.a, p.b))


def common_more(p: Pair) -> float:
    """The larger share of telling words that the other side has, names left out on both."""
    return p.common.more


def names_alone(p: Pair) -> float:
    """1 where hardly more than names is shared: another act, another object, one story."""
    return float(p.common.more < 0.25 and p.words.weight > 0)


def same_deed(p: Pair) -> float:
    """1 where acts are alike and so are actor or object."""
    if act_alike(p) < 0.6 or not p.a.act or not p.b.act or p.a.act in PALE or p.b.act in PALE:
        return 0.0
    pairs = [(x, y) for x, y in ((p.a.who, p.b.who), (p.a.whom, p.b.whom)) if x and y]
    return max((max(near(s, t) for s in x for t in y) for x, y in pairs), default=0.0)


PALE = frozenset(
    stem(w) for w in "be have do say tell make take get go come put give see include add call want".split()
)
"""Acts that say nothing of themselves."""


def other_tense(p: Pair) -> float:
    """1 where one act is still to come and the other is not: a promise is not its fulfilment."""
    return float(p.a.future != p.b.future)


def one_offer(p: Pair) -> float:
    """How near the terms of two offers of one voice are, 1 from .6 of the words; 0 where one has none."""
    if not p.a.terms or not p.b.terms or not p.a.speaker or p.a.voice != p.b.voice:
        return 0.0
    return min(1.0, p.terms.more / 0.6)


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
    same_tolls,
    same_sum,
    rare_figure,
    same_hold,
    common_more,
    names_alone,
    same_deed,
    other_tense,
    one_report,
    other_force,
    other_negation,
    length_ratio,
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
