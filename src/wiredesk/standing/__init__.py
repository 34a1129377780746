"""Where each claim stands: newsrooms after lineage, voices after speaks-for, and the label.

docs/standing.md explains the rules with examples, which are tested.
"""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial
from threading import Lock

from wiredesk.model.reports import Report
from wiredesk.model.statements import Statement
from wiredesk.model.views import Actor, Claim, Disagreement, Lineage, Standing
from wiredesk.standing.credibility import suggested
from wiredesk.standing.newsrooms import newsrooms
from wiredesk.standing.reasons import because, label_from, label_of
from wiredesk.standing.voices import heard, matched

__all__ = ["label_from", "label_of", "standings", "telling_statements"]


def standings(
    claims: tuple[Claim, ...],
    disagreements: tuple[Disagreement, ...],
    lineage: tuple[Lineage, ...],
    actors: tuple[Actor, ...],
    reports: tuple[Report, ...],
) -> tuple[Claim, ...]:
    """The claims, in order, each with its standing.

    Every disagreement is in ``disputed_by`` of both; an update whose order is known supersedes (or
    withdraws) the earlier claim, and is no dispute.
    """
    against: dict[str, set[str]] = defaultdict(set)
    overtaken: dict[str, set[str]] = defaultdict(set)
    overtakes: dict[str, set[str]] = defaultdict(set)
    taken_back: dict[str, set[str]] = defaultdict(set)
    for d in disagreements:
        against[d.left].add(d.right)
        against[d.right].add(d.left)
        if d.later is not None and d.later in (d.left, d.right):
            earlier = d.left if d.later == d.right else d.right
            (taken_back if d.update == "withdrawn" else overtaken)[earlier].add(d.later)
            overtakes[d.later].add(earlier)
    by_id = {r.id: r for r in reports}
    who = {a.id: a for a in actors}
    edges: dict[str, list[Lineage]] = defaultdict(list)
    crowded: dict[str, list[Lineage]] = defaultdict(list)
    for edge in lineage:
        edges[edge.source].append(edge)
        if edge.crowd:
            crowded[edge.target if edge.source == edge.crowd else edge.source].append(edge)
    made: dict[str, Standing] = {}
    paired: dict[str, list[str]] = {}
    for c in claims:
        here = {s.report for s in c.statements}
        within = [e for r in sorted(here) for e in edges[r] if e.target in here]
        disputes = sorted(against[c.id])
        printed = tuple(by_id[r] for r in sorted(here))
        beyond = _beyond({s.report for s in telling_statements(c)}, crowded)
        rests_on = (c.kind, c.statements, disputes, within, beyond, _heard(c, who), printed)
        work_out = partial(_standing, c, disputes, within, beyond, who, by_id)
        made[c.id], paired[c.id] = _remembered(c.id, rests_on, work_out)
    made = {
        i: replace(
            s,
            superseded_by=tuple(sorted(overtaken[i])),
            supersedes=tuple(sorted(overtakes[i])),
            withdrawn_by=tuple(sorted(taken_back[i])),
        )
        for i, s in made.items()
    }
    out = []
    for claim in claims:
        mine = made[claim.id]
        others = [made[i] for i in mine.disputes if i in made]
        grade = suggested(claim, mine, others, paired[claim.id])
        mine = replace(
            mine,
            suggested_credibility=int(grade.score or 6),
            because=(*mine.because, grade),
        )
        out.append(replace(claim, standing=mine))
    return tuple(out)


def _beyond(here: Collection[str], crowded: Mapping[str, Sequence[Lineage]]) -> list[Lineage]:
    """The edges between a claim's reports and those, not among them, that were first to print words of two
    and more of them."""
    out: dict[str, list[Lineage]] = defaultdict(list)
    for r in sorted(here) if len(here) > 1 else ():
        for edge in crowded.get(r, ()):
            if edge.crowd not in here:
                out[edge.crowd].append(edge)
    return [edge for other in sorted(out) if len(out[other]) > 1 for edge in out[other]]


MOST = 20_000
"""So many claims' standings are remembered in a process, those asked for last: a report more costs those of
the claims that it touches."""

_kept: OrderedDict[str, tuple[tuple[object, ...], tuple[Standing, list[str]]]] = OrderedDict()
_lock = Lock()


def _remembered(
    claim: str, rests_on: tuple[object, ...], work_out: Callable[[], tuple[Standing, list[str]]]
) -> tuple[Standing, list[str]]:
    """The standing of a claim (by id), not worked out again where all that it rests on is what it was."""
    with _lock:
        known = _kept.get(claim)
    if known is None or known[0] != rests_on:
        known = rests_on, work_out()
    with _lock:
        _kept[claim] = known
        _kept.move_to_end(claim)
        if len(_kept) > MOST:
            _kept.popitem(last=False)
    return known[1]


def _heard(claim: Claim, actors: Mapping[str, Actor]) -> list[Actor]:
    """The actors whose words a claim's statements are, and those whom they speak for."""
    todo = {s.voice.actor for s in claim.statements if s.voice.actor}
    found: dict[str, Actor] = {}
    while todo:
        i = todo.pop()
        if i in actors and i not in found:
            found[i] = actors[i]
            if up := actors[i].speaks_for:
                todo.add(up)
    return [found[i] for i in sorted(found)]


def _standing(
    claim: Claim,
    disputed_by: list[str],
    lineage: Sequence[Lineage],
    beyond: Sequence[Lineage],
    actors: Mapping[str, Actor],
    reports: Mapping[str, Report],
) -> tuple[Standing, list[str]]:
    """The standing of a claim, and the voices that are paired with newsrooms."""
    telling = telling_statements(claim)
    rooms = newsrooms(telling, lineage, reports, beyond)
    pairs = heard(telling, rooms, actors)
    label = label_of(len({s.report for s in telling}), pairs)
    made = Standing(
        label=label,
        newsrooms=tuple(sorted(r.name for r in rooms)),
        voices=tuple(sorted({p.voice for p in pairs})),
        disputed_by=tuple(disputed_by),
        because=tuple(because(claim.statements, telling, rooms, pairs, label, actors, reports)),
    )
    return made, sorted(matched(pairs).values())


def telling_statements(claim: Claim) -> tuple[Statement, ...]:
    """The statements that bear a claim: those with the figure where it is a figure's claim.

    A report that tells of the event without the number does not vouch for the number.
    """
    if claim.kind != "figure":
        return claim.statements
    return tuple(s for s in claim.statements if s.figures) or claim.statements
