"""Stories: the reports of one event, told apart from others on the same topic."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wiredesk.model.ids import story_id
from wiredesk.model.reports import Report
from wiredesk.model.views import Story
from wiredesk.stories.candidates import candidates
from wiredesk.stories.context import context
from wiredesk.stories.grouping import linked
from wiredesk.stories.items import Item
from wiredesk.stories.judge import probability
from wiredesk.stories.likeness import features, nearness
from wiredesk.stories.reasons import why

__all__ = ["Item", "group", "groups", "stories", "why"]

LEAST = 0.5  # average probability at which two groups are one story, chosen on both public sets
NEAR = 0.08  # nearness from which a pair is judged: below it one pair in a thousand is of one event


def near_pairs(items: Sequence[Item]) -> dict[tuple[int, int], float]:
    """Nearness of the pairs worth judging, by index; ``items`` must be sorted by id."""
    near = ((pair, nearness(items[pair[0]], items[pair[1]])) for pair in candidates(items))
    return {pair: value for pair, value in near if value >= NEAR}


def scored(items: Sequence[Item]) -> dict[tuple[int, int], float]:
    """Probability that a pair is of one event, for the pairs worth judging."""
    near = near_pairs(items)
    around = context(near)
    return {p: probability((*features(items[p[0]], items[p[1]]), *around[p])) for p in near}


def groups(items: Sequence[Item]) -> list[list[Item]]:
    """The items of each event, sorted by id; the same whatever the order of ``items``.

    Items of the same words are one event, however few the words are; they are judged once.
    """
    same: dict[str, list[Item]] = {}
    for item in sorted({i.id: i for i in items}.values(), key=lambda i: i.id):
        same.setdefault(" ".join(re.findall(r"\w+", item.text.lower())) or item.id, []).append(item)
    order = [copies[0] for copies in same.values()]
    found = linked([i.id for i in order], scored(order), LEAST)
    every = list(same.values())
    return [sorted((c for i in members for c in every[i]), key=lambda c: c.id) for members in found]


def group(items: Sequence[Item]) -> dict[str, str]:
    """For each item id the id of its story."""
    return {item.id: story for members in groups(items) for story in [_id_of(members)] for item in members}


def stories(reports: Sequence[Report]) -> tuple[Story, ...]:
    """The reports grouped by event, in order of story id.

    The result depends on the set of reports alone.  ``reports`` of a story are sorted ids;
    its title is the title of its most central report that has one (else the first words of
    that report); its id comes from its earliest report.
    """
    out = []
    for members in groups([Item.of(r) for r in reports]):
        out.append(Story(_id_of(members), _title(members), tuple(i.id for i in members)))
    return tuple(sorted(out, key=lambda s: s.id))


def _id_of(members: Sequence[Item]) -> str:
    first = min(members, key=lambda i: (i.published or "9999", i.id))
    return story_id(first.id)


def _title(members: Sequence[Item]) -> str:
    """The title of the report that is nearest to the others (to the first fifty by id)."""

    def central(item: Item) -> tuple[bool, float, str]:
        near = sum(nearness(item, other) for other in members[:50] if other is not item)
        return (not item.title.strip(), -round(near, 6), item.id)

    best = min(members, key=central)
    return best.title.strip() or " ".join(best.text.split()[:12])
