"""The local runner: walks the plan over captures, keeping every result."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from wiredesk.decisions import called, dated, here, regrouped
from wiredesk.model.codec import digest
from wiredesk.model.judgements import in_force, status
from wiredesk.model.parses import Parse
from wiredesk.model.reports import Capture, Report
from wiredesk.model.statements import Place, Statement
from wiredesk.model.views import (
    Actor,
    Brief,
    Change,
    Claim,
    Disagreement,
    Document,
    Judgement,
    Lineage,
    Problem,
    Story,
)
from wiredesk.run import plan
from wiredesk.run.cache import Keeper
from wiredesk.run.editions import Seen, current, reworded, seen_once


def document(
    captures: Iterable[Capture],
    keeper: Keeper,
    problems: Sequence[Problem] = (),
    as_of: str | None = None,
    judgements: tuple[Judgement, ...] = (),
    seen: Seen | None = None,
) -> Document:
    """The document of some captures and of what people judged: the same in any order.

    ``seen`` are the moments at which each capture stood where it was read, its own where not given:
    of several editions of a report the newest counts.
    """
    ordered = sorted(captures, key=lambda c: c.id)
    read = clean(ordered, keeper)
    seen = seen if seen is not None else seen_once(ordered)
    reports, _ = current(read, seen)
    by_id = {r.id: r for r in reports}
    raws = {r.id: c for r, c in zip(read, ordered, strict=True)}
    stories = keeper.fold(plan.STORIES, tuple(reports), digest(*(digest(r) for r in reports)))
    stories = regrouped(stories, in_force(judgements), lambda r: dated(by_id[r]), lambda r: called(by_id[r]))
    told = [tell(story, [by_id[i] for i in story.reports], keeper, judgements) for story in stories]
    final = sorted((r for t in told for r in t.reports), key=lambda r: (r.path, r.id))
    return Document(
        reports=tuple(final),
        raws=tuple(decoded(raws[r.id]) for r in final),
        stories=stories,
        actors=tuple(a for t in told for a in t.actors),
        places=tuple(
            {p.id: p for t in told for p in t.places}[i]
            for i in sorted({p.id for t in told for p in t.places})
        ),
        claims=tuple(c for t in told for c in t.claims),
        disagreements=tuple(d for t in told for d in t.disagreements),
        lineage=tuple(x for t in told for x in t.lineage),
        changes=tuple(c for t in told for c in t.changes),
        brief=Brief(()),
        problems=tuple(sorted(problems, key=lambda p: (p.source, p.why))),
        as_of=as_of,
        reworded=reworded(read, seen, {r.id for r in final}),
    )


def briefed(document: Document, judgements: tuple[Judgement, ...], whole: bool = True) -> Document:
    """The document with its brief, and with the judgements in force and how each bears on it; those
    that bear on nothing in it are left out unless it is of a ``whole`` desk."""
    from wiredesk.brief import brief
    from wiredesk.brief.desk_lines import with_desk_lines
    from wiredesk.changes.mutations import mutations
    from wiredesk.decisions import review

    decisions = review(document, judgements, whole)
    struck = {c.id for c in document.claims if status(decisions, c.id) == "rejected"}
    kept = tuple(c for c in document.claims if c.id not in struck)
    changed = mutations(kept, document.lineage, document.reports)
    made = brief(
        document.reports,
        document.stories,
        kept,
        document.disagreements,
        document.lineage,
        tuple(c for c in document.changes if not struck & set(c.claims)),
        document.actors,
        changed,
        document.reworded,
    )
    return with_desk_lines(replace(document, brief=made, mutations=changed, decisions=decisions))


def clean(captures: Sequence[Capture], keeper: Keeper) -> list[Report]:
    """The reports of captures, in order, one for each id."""
    keys = [digest(c.id, c.path, c.media, c.hints) for c in captures]
    return keeper.each(plan.CLEAN, captures, keys)


def decoded(capture: Capture) -> str:
    """The raw input as decoded: what raw offsets refer to."""
    from wiredesk.clean import decode

    return decode(capture)


def parsed_statements(reports: Sequence[Report], keeper: Keeper) -> list[tuple[Statement, ...]]:
    """The statements of each report; paragraphs are parsed only for reports not yet read."""
    keys = [digest(r) for r in reports]
    stage = replace(plan.STATEMENTS, run=lambda items: plan.STATEMENTS.run(_with_parses(items, keeper)))
    return keeper.each(stage, [(r, ()) for r in reports], keys, batch=16)


TOGETHER = 500
"""Paragraphs that are parsed in one go: many side by side cost a third less than report by report."""


def _with_parses(
    items: Sequence[tuple[Report, tuple[()]]], keeper: Keeper
) -> list[tuple[Report, tuple[Parse, ...]]]:
    paragraphs = [[p.of(r.text) for p in r.paragraphs()] for r, _ in items]
    flat = keeper.each(plan.PARSE, [p for ps in paragraphs for p in ps], batch=TOGETHER)
    out: list[tuple[Report, tuple[Parse, ...]]] = []
    at = 0
    for (report, _), ps in zip(items, paragraphs, strict=True):
        out.append((report, tuple(flat[at : at + len(ps)])))
        at += len(ps)
    return out


class Told:
    """One story with everything that was found in it."""

    def __init__(self) -> None:
        self.reports: tuple[Report, ...] = ()
        self.places: tuple[Place, ...] = ()
        self.actors: tuple[Actor, ...] = ()
        self.claims: tuple[Claim, ...] = ()
        self.statements: tuple[Statement, ...] = ()
        self.disagreements: tuple[Disagreement, ...] = ()
        self.lineage: tuple[Lineage, ...] = ()
        self.changes: tuple[Change, ...] = ()


def tell(story: Story, reports: list[Report], keeper: Keeper, judgements: tuple[Judgement, ...]) -> Told:
    """What is found in the reports of one story, obeying what people judged."""
    told = Told()
    group = tuple(reports)
    key = digest(*(digest(r) for r in group))
    group = keeper.fold(plan.DATING, group, key)
    key = digest(*(digest(r) for r in group))
    told.reports = group
    found = parsed_statements(group, keeper)
    statements = told.statements = tuple(s for of in found for s in of)
    judged = here(judgements, story.reports, statements)
    of_copies = tuple(j for j in judged if j.kind == "copies")
    of_names = tuple(j for j in judged if j.kind in ("same_actor", "speaks_for"))
    reuses = keeper.fold(plan.REUSE, group, key)
    told.lineage = keeper.fold(plan.LINEAGE, (reuses, group, of_copies), digest(key, of_copies))
    versions = [(s.name, s.version, getattr(s, "configuration", "")) for s in plan.PLAN]
    key = digest(key, story.id, [s.id for s in statements], versions)
    told.places = keeper.fold(plan.PLACES, statements, key)
    key = digest(key, of_names)
    told.actors = keeper.fold(plan.ACTORS, (statements, group, of_names), key)
    claims = keeper.fold(plan.CLAIMS, (story.id, statements, told.actors, group, told.places), key)
    key = digest(key, judged)
    claims = keeper.fold(plan.OVERRULES, (claims, judged), key)
    told.disagreements = keeper.fold(
        plan.DISAGREEMENTS, (claims, told.actors, group, told.places, judged), key
    )
    told.claims = keeper.fold(
        plan.STANDING, (claims, told.disagreements, told.lineage, told.actors, group), key
    )
    told.reports = keeper.fold(plan.CAUTIONS, (group, told.claims, told.places), key)
    moved = (told.claims, told.reports, told.disagreements, told.actors)
    told.changes = keeper.fold(plan.CHANGES, moved, key)
    return told
