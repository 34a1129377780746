"""What was counted, where, and in whose rendering: clashes that are not of the number or the word itself."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import pairwise

from wiredesk.claims.facts import Facts
from wiredesk.claims.figures import printed, status_class, telling
from wiredesk.claims.findings import Clash, about_one_matter, quoted
from wiredesk.claims.likeness import Likeness
from wiredesk.claims.signals import Pair, act_alike, days_apart, slots_alike
from wiredesk.claims.words import stem
from wiredesk.model.statements import Figure, Mode
from wiredesk.text.numbers import amounts

FATE = (
    r"(?:killed|dead|died|wounded|injured|hurt|captured|arrested|detained|missing|surrendered|displaced|"
    r"trapped|infected)"
)
SEVERAL = re.compile(rf"\b{FATE}(?:,? (?:and|or|and/or) |, )(?:(?:were |was )?{FATE})", re.I)
ONE_FATE = re.compile(rf"\b{FATE}\b", re.I)
WIDE = re.compile(r"\b(?:casualt(?:y|ies)|loss(?:es)?|los(?:e|es|t|ing)(?! (?:their|his|her) li))\b", re.I)
"""Words that count the dead together with others: what they hold differs from writer to writer."""


def fates(f: Facts, x: Figure) -> frozenset[str]:
    """What befell those whom a figure counts, several where the passage counts them together
    ("killed, captured or surrendered"); "lost" where a wide word ("casualties", "losses") does."""
    if len(f.figures) == 1 and (several := _several(f.text)):
        return several
    fate = status_class(x.status)
    return frozenset((fate,)) if fate else frozenset()


@lru_cache(maxsize=65536)
def _several(text: str) -> frozenset[str]:
    """The fates that a passage counts together, "lost" for a wide word; empty where it counts none so."""
    if found := SEVERAL.search(text):
        end = found.end()
        while more := re.match(rf"(?:,? (?:and|or|and/or) |, )(?:(?:were |was )?{FATE})\b", text[end:], re.I):
            end += more.end()
        return frozenset(
            status_class(m.group().lower()) or "" for m in ONE_FATE.finditer(text[found.start() : end])
        )
    return frozenset(("lost",)) if WIDE.search(text) else frozenset()


def wider(p: Pair) -> tuple[Figure, Figure] | None:
    """The figures of two statements of which one counts under a wider definition; None where none does."""
    for x in p.a.figures:
        for y in p.b.figures:
            one, two = fates(p.a, x), fates(p.b, y)
            if one and two and one != two and telling(x) and telling(y) and x.unit == y.unit:
                wide = one | two
                if len(one) > 1 or len(two) > 1 or "lost" in wide:
                    return x, y
    return None


def counted_within(p: Pair) -> str | None:
    """Why two counts can both hold though their numbers differ: the smaller counts a part of what the
    larger does ("40 killed", "100 killed or wounded"); None where that is not so."""
    met = wider(p)
    if met is None:
        return None
    x, y = met
    one, two = fates(p.a, x), fates(p.b, y)
    if x.low is None or y.low is None or x.low == y.low:
        return None
    small, large = (one, two) if x.low < y.low else (two, one)
    if small < large or large == {"lost"}:
        return f"both can hold: {printed(x)} and {printed(y)} are counted under two definitions"
    return None


OF_WHOLE = re.compile(r"\s+of (?:all )?(?:the |its |their |her |his |our |these |those )?")
BUT = re.compile(r"\ball (?:but|except)(?: for)?\s+$", re.I)


@lru_cache(maxsize=65536)
def share_of(text: str) -> tuple[float, float, float] | None:
    """The share that a passage counts of a whole, as the least, the most and the whole: "at least four of
    the seven" is 4, 7, 7, "all but two of seven" 5, 5, 7.  None where it counts none, or several."""
    found = amounts(text)
    out = []
    for part, whole in pairwise(found):
        if not OF_WHOLE.fullmatch(text[part.end : whole.start]) or part.unit or whole.unit:
            continue
        of = whole.low
        if of is None or of != whole.high or of < 2:
            continue
        low, high = part.low or 0.0, of if part.high is None else part.high
        if BUT.search(text[: part.start]):
            low, high = of - high, of - low
        if 0 <= low <= high <= of:
            out.append((low, high, of))
    return out[0] if len(out) == 1 else None


def shares_meet(p: Pair) -> str | None:
    """Why two shares of one whole can both hold: "at least four of seven", and "all but two of seven"; None
    where they cannot, or are none."""
    one, two = share_of(p.a.text), share_of(p.b.text)
    if one is None or two is None or one[2] != two[2] or one == two:
        return None
    low, high = max(one[0], two[0]), min(one[1], two[1])
    if low > high:
        return None
    number = f"{low:g}" if low == high else f"{low:g} to {high:g}"
    return f"both can hold: {number} of {one[2]:g} is as both say"


def definition_clash(p: Pair, by: Likeness) -> Clash | None:
    """One number counted under two definitions: "40 killed", and "40 killed or captured"."""
    met = wider(p)
    if met is None or (p.a.report == p.b.report and p.a.voice == p.b.voice):
        return None
    x, y = met
    if x.low is None or x.low != y.low or x.low < 20 or (days_apart(p.a, p.b) or 0) >= 2:
        return None
    one, two = (" or ".join(sorted(fates(f, z))) for f, z in ((p.a, x), (p.b, y)))
    why = f"The same number, {printed(x)}, is {one} in {quoted(p.a)} and {two} in {quoted(p.b)}."
    return Clash("definition", why, 0.75)


def place_clash(p: Pair, by: Likeness) -> Clash | None:
    """One deed, told alike but for the place, and neither place lies in the other."""
    a, b = p.a, p.b
    if a.report == b.report or len(a.where) != 1 or len(b.where) != 1 or a.future != b.future:
        return None
    if (a.where | a.inside) & b.where or (b.where | b.inside) & a.where or a.toponyms & b.toponyms:
        return None
    if days_apart(a, b) != 0 or not (a.who or a.whom) or act_alike(p) < 0.9 or slots_alike(p) < 0.9:
        return None
    names = frozenset(stem(w) for n in (*a.toponyms, *b.toponyms) for w in n.split())
    if about_one_matter(p, by, names) < 0.85:
        return None
    return Clash("place", f"{quoted(a)} and {quoted(b)}: the same deed in two places.", 0.6)


RENDERED = frozenset(("figure", "date", "condition", "name", "place", "scope", "polarity"))


def rendered(p: Pair, found: Clash) -> Clash:
    """The clash under its kind "translation" where two renderings of one quotation differ: both quote
    one voice, in other words, within three days of each other."""
    a, b = p.a, p.b
    if found.kind not in RENDERED or a.voice != b.voice or not a.speaker or a.report == b.report:
        return found
    if {a.mode, b.mode} - {Mode.DIRECT, Mode.MIXED} or not a.quotations or not b.quotations:
        return found
    alike = min(p.words.exact_left, p.words.exact_right)
    if p.words.less < 0.5 or alike > 0.8 or not _near_in_time(a, b):
        return found  # another utterance, or one rendering whose words were changed on the way
    return replace(found, kind="translation", why=f"Two renderings of one quotation differ. {found.why}")


def _near_in_time(a: Facts, b: Facts) -> bool:
    try:
        one, two = (date.fromisoformat((f.published or "")[:10]) for f in (a, b))
    except ValueError:
        return True
    return abs((one - two).days) <= 3
