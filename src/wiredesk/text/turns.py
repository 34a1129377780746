"""Interviews whose turns stand below the name of who speaks, alone on its line.

Ida Holm

What did you see?

Otto Vale

I saw the pier burn.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_NAME = re.compile(r"[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|de|van|von|al|bin|of)){0,3}:?")
_END = re.compile(r"[.!?…][\"”’»)\]]*$")
LEAST = 2
"""So many turns two speakers each have, and so many questions one of them asks.

Of 5,376 reports of AllSides, fa-kes and the incidents two are taken for such interviews, and both are."""
LONGEST = 8
"""Paragraphs that the last turn has at most: behind it the page goes on."""


def named_turns(lines: Sequence[str]) -> dict[int, int]:
    """By line of a turn: the line with the name of its speaker, both as indices; empty where the lines are
    no such interview, in which names alternate and one of them mostly asks."""
    names = {n: line.rstrip(":") for n, line in enumerate(lines) if _NAME.fullmatch(line)}
    often = Counter(names.values())
    labels = [n for n, name in names.items() if often[name] >= LEAST]
    if len({names[n] for n in labels}) < 2:
        return {}
    out: dict[int, int] = {}
    asked: Counter[str] = Counter()
    for n, following in zip(labels, [*labels[1:], len(lines)], strict=True):
        turn = range(n + 1, following)
        if following == len(lines):
            ended = (k for k in turn if not _END.search(lines[k]) or k > n + LONGEST)
            turn = range(n + 1, next(ended, following))
        if not turn:
            return {}
        out.update(dict.fromkeys(turn, n))
        asked[names[n]] += lines[turn[-1]].rstrip('"”’») ').endswith("?")
    turns = Counter(names[n] for n in labels)
    asks = any(2 * asked[name] > turns[name] and asked[name] >= LEAST for name in turns)
    answers = any(2 * asked[name] < turns[name] for name in turns)
    return out if asks and answers else {}
