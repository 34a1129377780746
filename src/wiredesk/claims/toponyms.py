"""One place for one name in a story.

Each report's places are resolved by what else that report names, so a report that says "Harris County" and
little besides may be led to another county of that name than the reports beside it.  Within one story a
name is one place: the one that the other places of the story lie in, or lie around.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from wiredesk.model.statements import Statement


def one_place_each(statements: Sequence[Statement], within: Mapping[str, Sequence[str]]) -> list[Statement]:
    """The statements in their order, each name of a place led to one place throughout.

    Of several the one that goes best with the story's other places, by mentions: those it contains or that
    contain it count twice, those that share a container (a country, a state) once each time.  Ties go to the
    place named most often, then to the smaller id.  ``within`` gives what contains each place, by id.
    """
    held: dict[str, Counter[str]] = defaultdict(Counter)
    for s in statements:
        for m in s.places:
            if m.place:
                held[m.name][m.place] += 1
    to: dict[tuple[str, str], str] = {}
    for name, found in held.items():
        if len(found) < 2:
            continue
        others = Counter[str]()
        for other, ids in held.items():
            if other != name and len(ids) == 1:
                others.update(ids)

        def fit(i: str, others: Counter[str] = others, found: Counter[str] = found) -> tuple[int, int, str]:
            mine = set(within.get(i, ()))
            total = 0
            for other, many in others.items():
                theirs = set(within.get(other, ()))
                total += many * (2 * (i in theirs or other in mine) + len(mine & theirs))
            return (-total, -found[i], i)

        best = min(found, key=fit)
        to |= {(name, i): best for i in found if i != best}
    if not to:
        return list(statements)
    return [
        replace(s, places=tuple(replace(m, place=to.get((m.name, m.place or ""), m.place)) for m in s.places))
        if any((m.name, m.place) in to for m in s.places)
        else s
        for s in statements
    ]
