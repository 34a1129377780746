"""Words as stories compare them: without endings, and rare ones whatever way they are transliterated."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from functools import lru_cache

from wiredesk.text.rarity import rarity, table

# Rarity from which a word is taken for a name that outlets may spell each in its own way
# ("Foua", "Fua"); chosen on data/stories, where commoner words so folded meet words of other meaning.
RARE = 5.5
SHORTEST = 3  # letters of a word that is folded
MARK = "~"  # before a folded key, so that it is never taken for a word

_SOUNDS = (
    (re.compile(r"[aeiy]+"), "a"),
    (re.compile(r"(?:[ou]|w(?![aou]))+"), "u"),
    (re.compile(r"([bcdfgkpstz])h"), r"\1"),
    (re.compile(r"q|c(?![ei])"), "k"),
    (re.compile(r"dj"), "j"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"(?<=..)h$"), ""),
)


def stem(word: str) -> str:
    """A word without possessive and plural s: light, because names must stay themselves."""
    word = word.removesuffix("'s").removesuffix("'")
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


def sound(word: str) -> str:
    """A folded word as any transliteration would have it: two classes of vowels, no aspiration,
    no doubled letters, no accents."""
    plain = unicodedata.normalize("NFKD", word)
    out = "".join(c for c in plain if not unicodedata.combining(c))
    for pattern, to in _SOUNDS:
        out = pattern.sub(to, out)
    return out


@lru_cache(maxsize=200_000)
def key(word: str) -> str:
    """What a folded word is compared by: its stem, or where that is rare :data:`MARK` and its
    :func:`sound`."""
    base = stem(word)
    if len(base) < SHORTEST or not base.isalpha() or rarity(base) < RARE:
        return base
    return MARK + sound(base)


@lru_cache(maxsize=1)
def _sounds() -> dict[str, int]:
    counts: Counter[str] = Counter()
    for word, count in table()[1].items():
        found = key(word)
        if found[0] == MARK:
            counts[found] += count
    return counts


@lru_cache(maxsize=200_000)
def weight(found: str) -> float:
    """The rarity of a key: for a folded one that of all the words it stands for together."""
    if found[:1] != MARK:
        return rarity(found)
    return math.log((table()[0] + 1) / (_sounds().get(found, 0) + 1))
