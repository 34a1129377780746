"""How likely two reports are of one event."""

from __future__ import annotations

from wiredesk.stories.items import Item


def score(left: Item, right: Item) -> float:
    """Likeness of two items, 0 to 1: cosine of their telling words, less for every day between."""
    a, b = left.terms, right.terms
    if len(b) < len(a):
        a, b = b, a
    cosine = sum(v * b[t] for t, v in a.items() if t in b)
    if left.day is not None and right.day is not None:
        cosine *= 1 / (1 + 0.03 * abs(left.day - right.day))
    return cosine
