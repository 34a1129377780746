"""How two bare sentences are worded beside each other: signals for the pairs model alone.

In a story the judge knows who speaks, where and when; of two bare sentences it has only the words, so
their order and what is left over on either side count for more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from wiredesk.claims.judge import BARS, SIGNALS, Pair

NUMBER = re.compile(r"\d[\d,.]*")


def wording(p: Pair) -> dict[str, float]:
    """All signals of two bare sentences by name: the judge's, its bars as 0 or 1, and the wording's."""
    out = {f.__name__: f(p) for f in SIGNALS}
    out |= {f"bar_{f.__name__}": float(f(p) is not None) for f in BARS}
    a, b = p.a.plain.split(), p.b.plain.split()
    for n in (1, 2, 3, 4):
        one, two = _grams(a, n), _grams(b, n)
        shared = len(one & two)
        out[f"grams_{n}_less"] = shared / max(1, len(one), len(two))
        out[f"grams_{n}_more"] = shared / max(1, min(len(one), len(two)))
    common = _common(a, b)
    out["order_less"] = common / max(1, len(a), len(b))
    out["order_more"] = common / max(1, min(len(a), len(b)))
    out["length_gap"] = abs(len(a) - len(b)) / 10
    out["length_part"] = min(len(a), len(b)) / max(1, len(a), len(b))
    left, right = set(NUMBER.findall(p.a.text)), set(NUMBER.findall(p.b.text))
    out["numbers_same"] = float(left == right)
    out["numbers_apart"] = float(bool(left - right) and bool(right - left))
    out["numbers_part"] = float(left < right or right < left)
    x = [t.weight for t in p.a.words if t.stem not in {u.stem for u in p.b.words}]
    y = [t.weight for t in p.b.words if t.stem not in {u.stem for u in p.a.words}]
    out["left_over_less"] = min(sum(x), sum(y)) / 20
    out["left_over_more"] = max(sum(x), sum(y)) / 20
    out["rarest_left_over"] = min(max(x, default=0.0), max(y, default=0.0)) / 8
    return out


def _grams(words: Sequence[str], n: int) -> set[tuple[str, ...]]:
    return set(zip(*[words[i:] for i in range(n)], strict=False))


def _common(a: Sequence[str], b: Sequence[str]) -> int:
    """Length of the longest common subsequence."""
    row = [0] * (len(b) + 1)
    for word in a:
        new = [0]
        for j, (up, left_up) in enumerate(zip(row[1:], row, strict=False)):
            new.append(left_up + 1 if word == b[j] else max(up, new[-1]))
        row = new
    return row[-1]
