"""How rare a word is in news, from a table that comes with the program."""

from __future__ import annotations

import math
from functools import lru_cache
from importlib import resources

_TABLE = "document_frequency.tsv"


@lru_cache(maxsize=1)
def table() -> tuple[int, dict[str, int]]:
    """The number of articles counted, and for each word in how many of them it occurs."""
    lines = resources.files("wiredesk.text").joinpath(_TABLE).read_text("utf-8").splitlines()
    head, rows = lines[0], lines[1:]
    counts: dict[str, int] = {}
    for row in rows:
        word, count = row.split("\t")
        counts[word] = int(count)
    return int(head.split("\t")[1]), counts


def rarity(word: str) -> float:
    """The inverse document frequency of a folded word, ln((N + 1) / (n + 1)): near 0 for "the",
    about 8.6 for a word that the table does not have.

    The table counts in how many of N news articles a word occurs (public sets of stories,
    incidents, war reports and attributions, see ``training/word_frequencies.py``); words in
    fewer than four are left out, so that no name of one event is in it.  It is the same for
    five reports as for a million, which a frequency of the input itself is not.
    """
    total, counts = table()
    return math.log((total + 1) / (counts.get(word, 0) + 1))
