"""Two wordings that are nearly one: what was changed between them, and whether that makes a clash.

A sentence travels from paper to paper and a name, a day, a number or a "not" changes on the way.
Where nearly all words stand in the same order, the few that differ say what the clash is about.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher

from wiredesk.claims.facts import Facts
from wiredesk.claims.names import similar
from wiredesk.claims.words import NEGATIONS, STOP, known, likeness, stem
from wiredesk.text.numbers import amounts

WORD = re.compile(r"\d[\d,.]*\d|\w+(?:[’'.-]\w+)*|[$€£%]")
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


def changes(a: Facts, b: Facts) -> tuple[Change, ...]:
    """The stretches in which two wordings differ; empty unless they are nearly one."""
    left, right = WORD.findall(a.text), WORD.findall(b.text)
    if not 4 <= min(len(left), len(right)) <= max(len(left), len(right)) <= 80:
        return ()
    low = [w.lower() for w in left], [w.lower() for w in right]
    short, long = sorted((len(left), len(right)))
    most = (Counter(low[0]) & Counter(low[1])).total()
    if most < NEARLY_ONE * short or most < 0.5 * long:
        return ()  # spares the search: in order they share no more than that
    match = SequenceMatcher(None, *low, autojunk=False)
    same = sum(block.size for block in match.get_matching_blocks())
    if same < NEARLY_ONE * short or same < 0.5 * long or same == long:
        return ()
    return tuple(
        Change(tuple(left[i:j]), tuple(right[k:m]), left[i - 1].lower() if i else "")
        for tag, i, j, k, m in match.get_opcodes()
        if tag != "equal"
    )


def kind_of_change(change: Change, a: Facts, b: Facts) -> tuple[str, str] | None:
    """The kind of clash that one changed stretch makes, and what differs, in words."""
    one, two = change.left, change.right
    low = [_plain(w) for w in one], [_plain(w) for w in two]
    shown = f"“{' '.join(one) or '—'}” and “{' '.join(two) or '—'}”"
    denies = [sum(w in NEGATIONS or w.endswith("n't") for w in side) for side in low]
    if denies[0] != denies[1] and min(len(one), len(two)) <= 2 and max(len(one), len(two)) <= 4:
        return "polarity", f"one side denies what the other says ({shown})"
    if bool(CONDITIONS & set(low[0])) != bool(CONDITIONS & set(low[1])) and max(len(one), len(two)) >= 3:
        return "condition", f"a condition stands on one side only ({shown})"
    if one and two and all(_when(side) for side in low) and max(len(one), len(two)) <= 4:
        return "date", f"the time differs ({shown})"
    if max(len(one), len(two)) <= 5 and _other_number(one, two, change.before):
        return "figure", f"the figure differs ({shown})"
    if bool(HEDGES & set(low[0])) != bool(HEDGES & set(low[1])):
        return "scope", f"one side is hedged ({shown})"
    if (WHOLE & set(low[0]) and PART & set(low[1])) or (PART & set(low[0]) and WHOLE & set(low[1])):
        return "scope", f"one side says all, the other a part ({shown})"
    if max(len(one), len(two)) <= 4 and _names(one) and _names(two) and not _one_name(one, two):
        return "name", f"the name differs ({shown})"
    if len(one) == len(two) == 1 and _opposite(low[0][0], low[1][0]):
        return "polarity", f"the two say opposite things ({shown})"
    return None


def _plain(word: str) -> str:
    return word.lower().replace("’", "'").removesuffix("'s")


def _when(words: list[str]) -> bool:
    return any(w in DAYS or (w in MONTHS and w != "may") or re.fullmatch(r"(?:19|20)\d\d", w) for w in words)


def _other_number(one: tuple[str, ...], two: tuple[str, ...], before: str) -> bool:
    if before in MONTHS:
        return False
    found = [[(a.low, a.high, a.unit) for a in amounts(" ".join(side))] for side in (one, two)]
    if all(found):
        return found[0] != found[1]
    plain = [[w for w in side if w[0].isdigit()] for side in (one, two)]
    return all(plain) and plain[0] != plain[1]


def _names(words: tuple[str, ...]) -> bool:
    kept = [w for w in words if w.isupper() or w.lower() not in STOP]
    if not kept or not all(w[0].isupper() for w in kept):
        return False
    return len(kept) > 1 or any(w.isupper() or not known(stem(_plain(w))) for w in kept)


def _one_name(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Whether a name was only shortened, spelled out or spelled another way."""
    x = [w for w in one if w[0].isupper()]
    y = [w for w in two if w[0].isupper()]
    if any(similar(v, w) or v[:3].lower() == w[:3].lower() for v in x for w in y):
        return True
    letters = ["".join(w[0] for w in side) for side in (x, y)]
    return letters[0] in y or letters[1] in x


def _opposite(left: str, right: str) -> bool:
    from wiredesk.claims.opposites import opposites

    return opposites(stem(left), stem(right)) and likeness(stem(left), stem(right)) < 1.0


def changed(a: Facts, b: Facts) -> tuple[str, str] | None:
    """The kind of clash between two wordings that are nearly one, and what differs; None where
    they are not nearly one, or what differs makes none.

    More than three changed stretches are a rewriting, whose differences need not clash.
    """
    found = changes(a, b)
    if not found or len(found) > 3:
        return None
    return next((k for c in found if (k := kind_of_change(c, a, b))), None)
