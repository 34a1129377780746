"""Stories: the reports of one event, told apart from others on the same topic."""

from __future__ import annotations

from collections.abc import Sequence

from wiredesk.model.ids import content_id
from wiredesk.model.reports import Report
from wiredesk.model.views import Reason, Story
from wiredesk.stories.candidates import candidates
from wiredesk.stories.grouping import linked
from wiredesk.stories.items import Item
from wiredesk.stories.likeness import score

__all__ = ["Item", "group", "stories", "why"]

LEAST = 0.25  # average likeness at which two groups are one story


def groups(items: Sequence[Item]) -> list[list[Item]]:
    """The items of each event, sorted by id; the same whatever the order of ``items``."""
    order = sorted({i.id: i for i in items}.values(), key=lambda i: i.id)
    scores = {(a, b): score(order[a], order[b]) for a, b in candidates(order)}
    found = linked([i.id for i in order], scores, LEAST)
    return [[order[i] for i in members] for members in found]


def group(items: Sequence[Item]) -> dict[str, str]:
    """For each item id the id of its story."""
    return {item.id: story for members in groups(items) for story in [_story_id(members)] for item in members}


def stories(reports: Sequence[Report]) -> tuple[Story, ...]:
    """The reports grouped by event, in order of story id.

    The result depends on the set of reports alone.  ``reports`` of a story are sorted ids;
    its title is the title of its most central report that has one (else the first words of
    that report); its id comes from its earliest report.
    """
    out = []
    for members in groups([Item.of(r) for r in reports]):
        title = _title(members)
        out.append(Story(_story_id(members), title, tuple(i.id for i in members)))
    return tuple(sorted(out, key=lambda s: s.id))


def _story_id(members: Sequence[Item]) -> str:
    first = min(members, key=lambda i: (i.published or "9999", i.id))
    return content_id("story", first.id)


def _title(members: Sequence[Item]) -> str:
    def central(item: Item) -> tuple[bool, float, str]:
        return (not item.title.strip(), -round(sum(score(item, other) for other in members[:50]), 6), item.id)

    best = min(members, key=central)
    return best.title.strip() or " ".join(best.text.split()[:12])


def why(left: Item | Report, right: Item | Report) -> tuple[Reason, ...]:
    """What joins two reports, best reason first; empty where nothing does."""
    a = left if isinstance(left, Item) else Item.of(left)
    b = right if isinstance(right, Item) else Item.of(right)
    shared = sorted(
        ((a.terms[t] * b.terms[t], t) for t in a.terms.keys() & b.terms.keys()), key=lambda x: (-x[0], x[1])
    )
    out = []
    if shared:
        telling = ", ".join(t for _, t in shared[:8])
        out.append(Reason("shared words", f"both tell of {telling}", score=round(score(a, b), 4)))
    if a.day is not None and b.day is not None:
        days = abs(a.day - b.day)
        out.append(
            Reason("dates", "published on the same day" if not days else f"published {days} days apart")
        )
    return tuple(out)
