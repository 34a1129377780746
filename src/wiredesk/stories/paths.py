"""What a stream can tell of two reports or stories: compared with whom, joined over which."""

from __future__ import annotations

import heapq

from wiredesk.stories.links import LIKELY, ONE
from wiredesk.stories.stream import Stream


def compared(stream: Stream, report: str) -> list[tuple[str, float]]:
    """The reports that a report was compared with (one for each text): id and probability that
    the two are of one event, likeliest first."""
    slot = stream.slot(report)
    if slot is None:
        return []
    links = stream.links
    found = [(stream.face(o).id, links.score[row] / ONE) for o, row in links.of[slot].items()]
    return sorted(found, key=lambda f: (-f[1], f[0]))


def path(stream: Stream, left: str, right: str) -> list[tuple[str, str, float]]:
    """The way from one report to another over likely pairs whose least likely pair is likeliest:
    two ids and a probability for each step; empty where likely pairs do not connect them."""
    start, end = stream.slot(left), stream.slot(right)
    if start is None or end is None or start == end:
        return []
    links = stream.links
    best = {start: ONE}
    came: dict[int, int] = {}
    todo = [(-ONE, stream.face(start).id, start)]
    while todo:
        worth, _, slot = heapq.heappop(todo)
        if slot == end:
            break
        if -worth < best[slot]:
            continue
        for other, row in links.of[slot].items():
            reach = min(-worth, links.score[row])
            if reach >= LIKELY and reach > best.get(other, 0):
                best[other], came[other] = reach, slot
                heapq.heappush(todo, (-reach, stream.face(other).id, other))
    if end not in came:
        return []
    out = []
    while end != start:
        row = links.of[end][came[end]]
        out.append((stream.face(came[end]).id, stream.face(end).id, links.score[row] / ONE))
        end = came[end]
    return out[::-1]
