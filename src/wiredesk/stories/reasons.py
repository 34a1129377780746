"""Why two reports are of one story: shared words, names, figures and days, in words."""

from __future__ import annotations

from wiredesk.model.reports import Report
from wiredesk.model.views import Reason
from wiredesk.stories.items import Item
from wiredesk.stories.likeness import nearness

MOST = 8  # words named in one reason


def why(left: Item | Report, right: Item | Report) -> tuple[Reason, ...]:
    """What joins two reports, and what keeps them apart, each as a sentence; empty where they
    have nothing in common.  ``score`` is the nearness of the two, 0 to 1."""
    a = left if isinstance(left, Item) else Item.of(left)
    b = right if isinstance(right, Item) else Item.of(right)
    out: list[Reason] = []
    shared = sorted(a.terms.keys() & b.terms.keys(), key=lambda t: (-a.terms[t] * b.terms[t], t))
    if not shared:
        return ()
    names = a.names.keys() & b.names.keys()
    named = {part for name in names for part in name.split()}
    plain = [t for t in shared if not t[0].isdigit()]
    told = ", ".join(a.printed.get(t, t) for t in ([t for t in plain if t not in named] or shared)[:MOST])
    out.append(Reason("words", f"both tell of {told}", score=round(nearness(a, b), 4)))
    if names:
        out.append(Reason("names", f"both name {', '.join(a.naming(names)[:MOST])}"))
    if a.ages & b.ages:
        out.append(Reason("ages", f"both give the age {', '.join(sorted(a.ages & b.ages))}"))
    elif a.ages and b.ages:
        out.append(Reason("ages apart", f"one gives the age {min(a.ages)}, the other {min(b.ages)}"))
    figures = a.numbers & b.numbers
    if figures:
        out.append(Reason("figures", f"both print {', '.join(sorted(figures)[:MOST])}"))
    if a.day is not None and b.day is not None:
        days = abs(a.day - b.day)
        apart = "on the same day" if not days else f"{days} day{'s' if days > 1 else ''} apart"
        out.append(Reason("dates", f"published {apart}"))
    if a.days & b.days:
        out.append(Reason("event days", "both speak of the same day"))
    elif a.days and b.days:
        gap = min(abs(x - y) for x in a.days for y in b.days)
        out.append(Reason("event days apart", f"the days that they speak of are {gap} or more apart"))
    return tuple(out)
