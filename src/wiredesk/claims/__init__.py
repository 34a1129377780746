"""Claims: which statements say the same thing, which cannot both hold, and why.

Statements meet on shared words and slots (:mod:`meeting`), a judge compares them slot by slot
(:mod:`judge`), averages that no bar may cross make the groups.  Disagreements (:mod:`clashes`)
are found by slots alone.  Names of one actor are joined across reports first (:mod:`people`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wiredesk.claims.compared import comparing
from wiredesk.claims.copies import without_copies
from wiredesk.claims.findings import Clash
from wiredesk.claims.grouping import central, group
from wiredesk.claims.kinds import kind_of
from wiredesk.claims.pairs import pair_scores
from wiredesk.claims.people import actor_of, actors, directory, root, voice_key, with_actors
from wiredesk.claims.slots import facts_of
from wiredesk.claims.utterances import one_voice_each
from wiredesk.model.ids import content_id
from wiredesk.model.reports import Report
from wiredesk.model.statements import Place, Statement
from wiredesk.model.views import Actor, Claim, Disagreement

__all__ = [
    "actor_of",
    "actors",
    "claims",
    "directory",
    "disagreements",
    "facts_of",
    "pair_scores",
    "root",
    "voice_key",
    "with_actors",
]


def claims(
    story: str,
    statements: Sequence[Statement],
    found: Sequence[Actor],
    reports: Sequence[Report],
    places: Mapping[str, Place] | None = None,
) -> tuple[Claim, ...]:
    """The claims of one story, in the order in which the reports make them.

    Every statement is in exactly one claim.  The wording is one member's exact words.  Neither
    the order of the statements nor that of the reports changes anything.
    """
    read = facts_of(statements, found, reports, places)
    by_id = {s.id: s for s in with_actors(statements, found)}
    kept, follow = without_copies(read)
    few = [read[i] for i in kept]
    with comparing(few) as compared:
        judged = compared.verdicts()
    by_fact, by_actor = {f.id: f for f in read}, {a.id: a for a in found}
    out: list[Claim] = []
    for members in group(few, judged):
        every = [j for i in members for j in (kept[i], *follow.get(kept[i], ()))]
        mine = tuple(sorted((by_id[read[i].id] for i in every), key=lambda s: (s.report, s.spans, s.id)))
        mine = one_voice_each(mine, by_fact, by_actor)
        out.append(
            Claim(
                id=content_id("clm", *sorted(s.id for s in mine)),
                story=story,
                kind=kind_of(mine),
                wording=by_id[few[central(few, members, judged)].id].text,
                statements=mine,
            )
        )
    return tuple(sorted(out, key=lambda c: (c.statements[0].report, c.statements[0].spans, c.id)))


def disagreements(
    found_claims: Sequence[Claim],
    found: Sequence[Actor],
    reports: Sequence[Report],
    places: Mapping[str, Place] | None = None,
) -> tuple[Disagreement, ...]:
    """The pairs of claims of one story that cannot both hold; one entry a pair, the surest kind."""
    statements = [s for c in found_claims for s in c.statements]
    home = {s.id: c.id for c in found_claims for s in c.statements}
    every = facts_of(statements, found, reports, places)
    read = [every[i] for i in without_copies(every)[0]]
    best: dict[tuple[str, str], tuple[tuple[float, str, str], Clash]] = {}
    with comparing(read) as compared:
        for i, j, met in compared.clashes():
            left, right = home[read[i].id], home[read[j].id]
            if left == right or met.soft:
                continue
            key = (min(left, right), max(left, right))
            rank = (-met.score, met.kind, met.why)
            if key not in best or rank < best[key][0]:
                best[key] = (rank, met)
    days = _first_days(found_claims, reports)
    return tuple(_disagreement(a, b, c, home, days) for (a, b), (_, c) in sorted(best.items()))


def _first_days(found_claims: Sequence[Claim], reports: Sequence[Report]) -> dict[str, str]:
    """The day on which each claim was first published, where any of its reports is dated."""
    published = {r.id: r.published[:10] for r in reports if r.published}
    dated = {c.id: [published[s.report] for s in c.statements if s.report in published] for c in found_claims}
    return {i: min(d) for i, d in dated.items() if d}


def _disagreement(
    left: str, right: str, found: Clash, home: Mapping[str, str], days: Mapping[str, str]
) -> Disagreement:
    """A clash of two statements as a disagreement of their claims.

    By publication a claim is the later one only where all its reports are: what another report gave
    on the first day already is a dispute.
    """
    later = home.get(found.later or "")
    if later is not None and found.clock == "outlets":
        earlier = left if later == right else right
        if not days.get(earlier, "") < days.get(later, ""):
            kind = "figure" if found.update == "toll" else found.kind
            return Disagreement(left, right, kind, f"{found.why[:-1]}, though both stood on one day.")
    return Disagreement(left, right, found.kind, found.why, found.update, later, found.clock)
