"""Words with their places, and hashed runs of words: what copied passages are found by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import blake2b

# A word is a run of letters and digits, with apostrophes, points and commas inside ("don't",
# "U.S", "1,000"): so that a changed figure or abbreviation is one changed word.
_WORD = re.compile(r"[^\W_]+(?:['’.,][^\W_]+)*")

_KEYS: dict[str, int] = {}
_MOST_KEYS = 1_000_000  # words remembered before the table is emptied: bounds memory on long runs


def words(text: str) -> list[tuple[str, int, int]]:
    """The words of ``text`` as (folded word, start, end), in order.

    Folding is casefold with straight apostrophes, so that a copy with other typography is the
    same run of words.
    """
    return [(m.group().casefold().replace("’", "'"), m.start(), m.end()) for m in _WORD.finditer(text)]


def folded(text: str) -> list[str]:
    """The same words, folded, without their places: in a third of the time."""
    return [word.casefold().replace("’", "'") for word in _WORD.findall(text)]


def word_key(word: str) -> int:
    """A 61-bit number for a word, the same in every process (BLAKE2b)."""
    key = _KEYS.get(word)
    if key is None:
        if len(_KEYS) >= _MOST_KEYS:
            _KEYS.clear()
        digest = blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        key = int.from_bytes(digest, "big") >> 3
        _KEYS[word] = key
    return key


def shingles(keys: Sequence[int], size: int) -> list[int]:
    """A hash for every run of ``size`` words, in order; none where there are fewer words.

    The hash of a tuple of integers is the same in every process, unlike that of a string.
    """
    if len(keys) < size:
        return []
    return [hash(run) for run in zip(*(keys[i:] for i in range(size)), strict=False)]
