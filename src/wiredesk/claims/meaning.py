"""How alike two statements are in meaning: each piece of one against the nearest piece of the other.

Late interaction (Khattab and Zaharia 2020) over the vectors of :mod:`encoder`: what finds nothing near it
on the other side counts against the two as its gate says.  A small network over fifteen such numbers gives
the answer.  Trained by ``training/claims_meaning.py`` on 12,000 pairs of statements from 380 stories that
were judged by reading (docs/models/claims.md).
"""

from __future__ import annotations

from functools import lru_cache
from math import exp, log, log1p
from typing import TYPE_CHECKING

from wiredesk.claims.encoder import GATE, UNIT, Meaning, encoder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def likeness(left: str, right: str) -> float:
    """How surely two texts make one claim by their meaning alone, 0 to 1; .5 where no encoder is there
    or a text has no word.  The order of the two does not matter."""
    return _likeness(*sorted((left, right)))


def gist(text: str) -> NDArray[np.float32] | None:
    """The gist of a text (:class:`wiredesk.claims.encoder.Meaning`); None without an encoder."""
    made = encoder()
    return None if made is None else made.of(text).gist


@lru_cache(maxsize=200_000)
def _likeness(left: str, right: str) -> float:
    made = encoder()
    if made is None:
        return 0.5
    one, two = made.of(left), made.of(right)
    if not len(one.gates) or not len(two.gates):
        return 0.5
    return round(1.0 / (1.0 + exp(-max(-30.0, min(30.0, made.claim(measured(one, two)))))), 4)


def measured(one: Meaning, two: Meaning) -> list[float]:
    """The fifteen numbers: for each part of the vectors the smaller share, the larger share, then the
    smaller and the larger amount that is not found on the other side; how near the gists are; the
    logarithms of what both sides' pieces count together."""
    import numpy as np

    square = float(UNIT * UNIT)
    near = one.vectors.transpose(1, 0, 2) @ two.vectors.transpose(1, 2, 0)
    sides = []
    for best, gates in ((near.max(axis=2), one.gates), (near.max(axis=1), two.gates)):
        told = best.astype(np.float64) @ gates.astype(np.float64)  # whole numbers: exact in any order
        whole = float(gates.astype(np.float64).sum())
        lacking = [(whole - float(t) / square) / GATE for t in told]
        shares = [float(t) / square / GATE / (whole / GATE + 1e-4) for t in told]
        sides.append((shares, [log1p(max(0.0, x)) for x in lacking], log(whole / GATE + 1e-4)))
    (a, ua, la), (b, ub, lb) = sides
    out = [*map(min, a, b), *map(max, a, b), *map(min, ua, ub), *map(max, ua, ub)]
    return [*out, float(one.gist @ two.gist) / square, min(la, lb), max(la, lb)]
