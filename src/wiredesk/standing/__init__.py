"""Where each claim stands: newsrooms after lineage, voices after speaks-for, and the label."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from wiredesk.model.reports import Report
from wiredesk.model.statements import Statement
from wiredesk.model.views import Actor, Claim, Disagreement, Lineage, Reason, Standing
from wiredesk.standing.newsrooms import Newsroom, newsrooms
from wiredesk.standing.voices import UNNAMED, Heard, heard, independent


def standings(
    claims: tuple[Claim, ...],
    disagreements: tuple[Disagreement, ...],
    lineage: tuple[Lineage, ...],
    actors: tuple[Actor, ...],
    reports: tuple[Report, ...],
) -> tuple[Claim, ...]:
    """The claims, in order, each with its standing."""
    against: dict[str, set[str]] = defaultdict(set)
    for d in disagreements:
        against[d.left].add(d.right)
        against[d.right].add(d.left)
    by_id = {r.id: r for r in reports}
    who = {a.id: a for a in actors}
    return tuple(replace(c, standing=standing(c, sorted(against[c.id]), lineage, who, by_id)) for c in claims)


def standing(
    claim: Claim,
    disputed_by: list[str],
    lineage: tuple[Lineage, ...],
    actors: Mapping[str, Actor],
    reports: Mapping[str, Report],
) -> Standing:
    """Where one claim stands, with the reasons from which the label can be worked out again."""
    telling = telling_statements(claim)
    rooms = newsrooms(telling, lineage, reports)
    pairs = heard(telling, rooms, actors)
    label = label_of(len({s.report for s in telling}), pairs)
    return Standing(
        label=label,
        newsrooms=tuple(sorted(r.name for r in rooms)),
        voices=tuple(sorted({p.voice for p in pairs})),
        disputed_by=tuple(disputed_by),
        because=tuple(_because(claim, label, rooms, pairs)),
    )


def telling_statements(claim: Claim) -> tuple[Statement, ...]:
    """The statements that bear a claim: those with the figure where it is a figure's claim.

    A report that tells of the event without the number does not vouch for the number.
    """
    if claim.kind != "figure":
        return claim.statements
    return tuple(s for s in claim.statements if s.figures) or claim.statements


def label_of(reports: int, pairs: frozenset[Heard]) -> str:
    """The label for a number of reports and who was heard through which newsroom.

    ``once``: one report, one voice.  ``one_newsroom``: several voices through one newsroom.
    ``repeated``: several reports, one newsroom, one voice.  ``attested``: several newsrooms, one
    voice.  ``corroborated``: two newsrooms can be paired with two different voices (see
    :func:`wiredesk.standing.voices.independent`).
    """
    rooms = {p.newsroom for p in pairs}
    voices = {p.voice for p in pairs}
    if len(voices) > 1:
        voices.discard(UNNAMED)
    if len(rooms) <= 1:
        if len(voices) > 1:
            return "one_newsroom"
        return "once" if reports <= 1 else "repeated"
    return "corroborated" if independent(pairs) >= 2 else "attested"


def _because(claim: Claim, label: str, rooms: tuple[Newsroom, ...], pairs: frozenset[Heard]) -> list[Reason]:
    ids = tuple(s.id for s in claim.statements)
    out = [
        Reason(
            "newsrooms",
            f"{len({s.report for s in claim.statements})} report(s), {len(rooms)} newsroom(s), "
            f"{len({p.voice for p in pairs})} voice(s): {label}",
            ids,
        )
    ]
    out.extend(
        Reason(
            "one_origin",
            f"{room.name}: {len(room.reports)} reports are one newsroom: {room.why}",
            tuple(s.id for s in claim.statements if s.report in room.reports),
        )
        for room in rooms
        if len(room.reports) > 1
    )
    if len(rooms) > 1:
        out.append(
            Reason(
                "no_shared_origin",
                "no shared origin found among the newsrooms; that is not proof of there being none",
                ids,
            )
        )
    return out
