"""Two wordings that are nearly one: what was changed between them, and whether that makes a clash.

A sentence travels from paper to paper and a name, a day, a number or a "not" changes on the way.
Where nearly all words stand in the same order, the few that differ say what the clash is about.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from wiredesk.claims.facts import Facts
from wiredesk.claims.figures import compare, one_amount
from wiredesk.claims.names import similar
from wiredesk.claims.words import NEGATIONS, STOP, known, likeness, stem
from wiredesk.model.statements import Figure
from wiredesk.text.numbers import amounts

WORD = re.compile(r"\d{1,2}:[0-5]\d|\d[\d,.]*\d|\w+(?:[’'.-]\w+)*|[$€£%]")
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb "
    "mar apr jun jul aug sep sept oct nov dec".split()
)
HEDGES = frozenset(
    "may might could possibly perhaps probably likely reportedly allegedly apparently suspected "
    "alleged claimed purported purportedly".split()
)
CONDITIONS = frozenset("if unless once provided".split())
WHOLE = frozenset("all every entire whole each always everyone everything completely entirely".split())
PART = frozenset("some many several most part partly few half sometimes none no nearly almost".split())

NEARLY_ONE = 0.7
"""The share of words in the same order from which two wordings are one that was changed; set by hand, not
fitted to any data."""


@dataclass(frozen=True, slots=True)
class Change:
    """One changed stretch: its words on each side (empty where nothing stands there)."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    before: str
    after: str = ""


def changes(a: Facts, b: Facts) -> tuple[Change, ...]:
    """The stretches in which two wordings differ; empty unless they are nearly one."""
    return _changes(a.text, b.text)


@lru_cache(maxsize=4096)
def _changes(a: str, b: str) -> tuple[Change, ...]:
    left, one, counts = _words(a)
    right, two, others = _words(b)
    if not 4 <= min(len(left), len(right)) <= max(len(left), len(right)) <= 80:
        return ()
    short, long = sorted((len(left), len(right)))
    shared = counts.keys() & others.keys()
    if len(shared) + short - min(len(counts), len(others)) < NEARLY_ONE * short:
        return ()
    most = sum(min(counts[w], others[w]) for w in shared)
    if most < NEARLY_ONE * short or most < 0.5 * long:
        return ()  # spares the search: in order they share no more than that
    match = SequenceMatcher(None, one, two, autojunk=False)
    same = sum(block.size for block in match.get_matching_blocks())
    if same < NEARLY_ONE * short or same < 0.5 * long or same == long:
        return ()
    return tuple(
        Change(
            left[i:j],
            right[k:m],
            left[i - 1].lower() if i else "",
            left[j].lower() if j < len(left) else "",
        )
        for tag, i, j, k, m in match.get_opcodes()
        if tag != "equal"
    )


@lru_cache(maxsize=20_000)
def _words(text: str) -> tuple[tuple[str, ...], tuple[str, ...], Mapping[str, int]]:
    """The words of a passage as printed and in lower case, and how often each stands in it."""
    printed = tuple(WORD.findall(text))
    low = tuple(w.lower() for w in printed)
    return printed, low, dict(Counter(low))


def kind_of_change(change: Change, a: Facts, b: Facts) -> tuple[str, str] | None:
    """The kind of clash that one changed stretch makes, and what differs, in words."""
    one, two = change.left, change.right
    low = [_plain(w) for w in one], [_plain(w) for w in two]
    shown = f"“{' '.join(one) or '—'}” and “{' '.join(two) or '—'}”"
    denies = [sum(w in NEGATIONS or w.endswith("n't") for w in side) for side in low]
    short = min(len(one), len(two)) <= 2 and max(len(one), len(two)) <= 4
    if denies[0] != denies[1] and short and not _more_than_denied(low):
        return "polarity", f"one side denies what the other says ({shown})"
    if bool(CONDITIONS & set(low[0])) != bool(CONDITIONS & set(low[1])) and max(len(one), len(two)) >= 3:
        return "condition", f"a condition stands on one side only ({shown})"
    if one and two and max(len(one), len(two)) <= 4 and _two_times(*low) and not _of_others(one, two):
        return "date", f"the time differs ({shown})"
    if _day_of_month(one, two, change):
        return "date", f"the day differs ({shown})"
    if max(len(one), len(two)) <= 5 and _other_number(one, two, change.before):
        return "figure", f"the figure differs ({shown})"
    if bool(HEDGES & set(low[0])) != bool(HEDGES & set(low[1])):
        return "scope", f"one side is hedged ({shown})"
    if (WHOLE & set(low[0]) and PART & set(low[1])) or (PART & set(low[0]) and WHOLE & set(low[1])):
        return "scope", f"one side says all, the other a part ({shown})"
    if max(len(one), len(two)) <= 4 and _names(one) and _names(two) and not _one_name(one, two):
        places = [_toponym(side, f) for side, f in ((one, a), (two, b))]
        if all(places):
            inside = (a.places | a.inside) & b.where or (b.places | b.inside) & a.where
            return None if inside else ("place", f"the place differs ({shown})")
        return "name", f"the name differs ({shown})"
    if len(one) == len(two) == 1 and _opposite(low[0][0], low[1][0]):
        return "polarity", f"the two say opposite things ({shown})"
    return None


def _more_than_denied(low: tuple[list[str], list[str]]) -> bool:
    """Whether what one side alone has is more than a denial: "was not injured" denies nothing else."""
    if all(low):
        return False
    alone = low[0] or low[1]
    return any(w not in NEGATIONS and w not in STOP and not w.endswith("n't") for w in alone)


def _day_of_month(one: tuple[str, ...], two: tuple[str, ...], change: Change) -> bool:
    """Whether only the number of a day differs: "5 March" and "9 March"."""
    days = [w for side in (one, two) for w in side]
    beside = change.before in MONTHS or change.after in MONTHS
    return beside and len(one) == len(two) == 1 and all(re.fullmatch(r"[0-3]?\d", w) for w in days)


def _toponym(words: tuple[str, ...], f: Facts) -> bool:
    """Whether changed words are a place of the statement."""
    return " ".join(w for w in words if w[0].isupper()).lower() in f.toponyms


def _plain(word: str) -> str:
    return word.lower().replace("’", "'").removesuffix("'s")


def _two_times(one: list[str], two: list[str]) -> bool:
    """Whether both give a day of the week, a month or a year: "Wednesday" and "18 October" may be one day."""
    kinds = [
        (
            any(w in DAYS for w in side),
            any((w in MONTHS and w != "may") or re.fullmatch(r"(?:19|20)\d\d", w) for w in side),
        )
        for side in (one, two)
    ]
    return any(x and y for x, y in zip(*kinds, strict=True))


def _of_others(one: Sequence[str], two: Sequence[str]) -> bool:
    """Whether one side names somebody beside its day: "On Wednesday" and "Also Thursday Price"."""
    names = [
        {w for w in side[1:] if w[:1].isupper() and _plain(w) not in DAYS | MONTHS} for side in (one, two)
    ]
    return names[0] != names[1]


def _other_number(one: tuple[str, ...], two: tuple[str, ...], before: str) -> bool:
    if before in MONTHS or any(":" in w for w in (*one, *two)):
        return False  # hours are compared as hours
    if ("ago" in one) != ("ago" in two):
        return False  # "20 years ago", "in 1995"
    found = [_amounts(" ".join(side)) for side in (one, two)]
    if any(not exact and low and high and high > 1.5 * low for side in found for low, high, _, exact in side):
        return False  # "dozens"
    if all(found):
        numbers = [[a[:3] for a in side] for side in found]
        return numbers[0] != numbers[1] and not _stands_on(found[0], found[1])
    plain = [[w.replace("’", "'").rstrip("\"”'") for w in side if w[0].isdigit()] for side in (one, two)]
    return all(plain) and plain[0] != plain[1]


@lru_cache(maxsize=50_000)
def _amounts(text: str) -> list[Amount]:
    return [(a.low, a.high, a.unit, a.exact) for a in amounts(text)]


def _stands_on(one: Sequence[Amount], two: Sequence[Amount]) -> bool:
    """Whether an exact count stands on a floor and is near it: "at least 40", and 43; or two are one number,
    rounded ("some 940", "about 1,000"), in two units of one kind or without its decimals."""
    if len(one) != 1 or len(two) != 1:
        return False
    x, y = (Figure(0, 0, low, high, unit, exact=exact) for low, high, unit, exact in (one[0], two[0]))
    if one_amount(x, y) or (not (x.exact and y.exact) and x.unit == y.unit and compare(x, y) == "equal"):
        return True
    if one[0][2] != two[0][2]:
        return False
    return any(
        low[1] is None and low[0] and exact[0] is not None and exact[0] == exact[1]
        and low[0] <= exact[0] <= FLOOR * low[0]
        for low, exact in ((one[0], two[0]), (two[0], one[0]))
    )  # fmt: skip


FLOOR = 1.25
"""How far above "at least 40" a count may lie and be the same toll; beyond it a desk would print the other.
Set by hand."""

Amount = tuple[float | None, float | None, str, bool]
"""An amount: the least and the most, the unit, and whether it is exact."""


def _names(words: tuple[str, ...]) -> bool:
    kept = [w for w in words if w.isupper() or w.lower() not in STOP]
    if not kept or not all(w[0].isupper() for w in kept):
        return False
    return len(kept) > 1 or any(w.isupper() or not known(stem(_plain(w))) for w in kept)


def _one_name(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Whether a name was only shortened, spelled out or spelled another way."""
    x = [w for w in one if w[0].isupper()]
    y = [w for w in two if w[0].isupper()]
    if any(similar(v, w) or v[:3].lower() == w[:3].lower() or _a_letter_apart(v, w) for v in x for w in y):
        return True
    letters = ["".join(w[0] for w in side) for side in (x, y)]
    return letters[0] in y or letters[1] in x


def _a_letter_apart(left: str, right: str) -> bool:
    """Whether two words of five letters and more differ by one letter alone ("Tomas", "Thomas")."""
    return min(len(left), len(right)) >= 5 and Levenshtein.distance(left.lower(), right.lower()) <= 1


def _opposite(left: str, right: str) -> bool:
    from wiredesk.claims.opposites import opposites

    return opposites(stem(left), stem(right)) and likeness(stem(left), stem(right)) < 1.0


def changed(a: Facts, b: Facts) -> tuple[str, str] | None:
    """The kind of clash between two wordings that are nearly one, and what differs; None where
    they are not nearly one, or what differs makes none.

    More than three changed stretches are a rewriting, whose differences need not clash; and where a name
    or a place differs and a number or a day, too, another matter is told in the same words.
    """
    found = changes(a, b)
    if not found or len(found) > 3:
        return None
    kinds = [k for c in found if (k := kind_of_change(c, a, b))]
    said = {kind for kind, _ in kinds}
    if said & {"name", "place"} and said & {"figure", "date"}:
        return None
    return kinds[0] if kinds else None


def number_alone(a: Facts, b: Facts) -> bool:
    """Whether of two wordings that are nearly one no telling word but of the number differs: "a 17-year-old
    was shot in the leg" and "a 16-year-old was shot in the foot" tell of two.

    A word of near meaning is the same ("boy", "child").  Of ten pairs of 224 stories labelled whole whose
    number was changed two were clashes, and both so.
    """
    for c in changes(a, b):
        left, right = (
            [stem(_plain(w)) for w in side if w.lower() not in STOP and not _amounts(w) and w[0].isalpha()]
            for side in (c.left, c.right)
        )
        if left and right and not any(likeness(x, y) >= 0.35 for x in left for y in right):
            return False
    return True
