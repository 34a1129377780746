"""The plan: every stage, in order.  This list is what Wiredesk does.

    captures ─clean─▶ reports ─stories─▶ ─dating─▶ ─parse─▶ ─statements─▶ per story:
    reuse ▶ lineage ▶ actors ▶ claims ▶ overrules ▶ disagreements ▶ standing ▶ cautions ▶ changes ▶ brief

People's judgements are laid over stories, lineage, actors, claims and disagreements where these
are made (:mod:`wiredesk.decisions`), so that all that follows obeys them.

Each room is imported when its stage first computes something, so a run whose results are all
kept starts no parser and loads no model.  Raise a stage's version whenever its output changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wiredesk.model.parses import Parse
from wiredesk.model.reports import Capture, Report
from wiredesk.model.statements import Place, Statement
from wiredesk.model.views import (
    Actor,
    Change,
    Claim,
    Disagreement,
    Judgement,
    Lineage,
    Reuse,
    Story,
)
from wiredesk.run.stages import Each, Fold, Stage


def _clean(captures: Sequence[Capture]) -> list[Report]:
    from wiredesk.clean import clean

    return [clean(capture) for capture in captures]


def _stories(reports: tuple[Report, ...]) -> tuple[Story, ...]:
    from wiredesk.stories import stories

    return stories(reports)


def _dating(reports: tuple[Report, ...]) -> tuple[Report, ...]:
    from wiredesk.stories.dating import dated

    return dated(reports)


def _parse(paragraphs: Sequence[str]) -> list[Parse]:
    from wiredesk.resources.parser import parse

    return parse(paragraphs)


def _statements(items: Sequence[tuple[Report, tuple[Parse, ...]]]) -> list[tuple[Statement, ...]]:
    from wiredesk.statements import statements

    return [statements(report, parses) for report, parses in items]


def _reuse(reports: tuple[Report, ...]) -> tuple[Reuse, ...]:
    from wiredesk.reuse import reuse

    return reuse(reports)


def _lineage(
    group: tuple[tuple[Reuse, ...], tuple[Report, ...], tuple[Judgement, ...]],
) -> tuple[Lineage, ...]:
    from wiredesk.decisions import copied
    from wiredesk.reuse import lineage
    from wiredesk.standing.newsrooms import WHOLE

    reuses, reports, judgements = group
    return copied(lineage(reuses, reports), judgements, WHOLE)


def _actors(
    group: tuple[tuple[Statement, ...], tuple[Report, ...], tuple[Judgement, ...]],
) -> tuple[Actor, ...]:
    from wiredesk.claims import actors
    from wiredesk.decisions import joined

    statements, reports, judgements = group
    return joined(actors(statements, reports), judgements)


def _claims(
    group: tuple[str, tuple[Statement, ...], tuple[Actor, ...], tuple[Report, ...], tuple[Place, ...]],
) -> tuple[Claim, ...]:
    from wiredesk.claims import claims

    story, statements, actors, reports, places = group
    return claims(story, statements, actors, reports, {p.id: p for p in places})


def _overrules(group: tuple[tuple[Claim, ...], tuple[Judgement, ...]]) -> tuple[Claim, ...]:
    from wiredesk.claims.overrules import overruled, plainly

    return overruled(*group, plainly)


def _disagreements(
    group: tuple[
        tuple[Claim, ...],
        tuple[Actor, ...],
        tuple[Report, ...],
        tuple[Place, ...],
        tuple[Judgement, ...],
    ],
) -> tuple[Disagreement, ...]:
    from wiredesk.claims import disagreements
    from wiredesk.decisions import contested

    claims, actors, reports, places, judgements = group
    found = disagreements(claims, actors, reports, {p.id: p for p in places})
    return contested(found, claims, judgements)


def _standing(
    group: tuple[
        tuple[Claim, ...],
        tuple[Disagreement, ...],
        tuple[Lineage, ...],
        tuple[Actor, ...],
        tuple[Report, ...],
    ],
) -> tuple[Claim, ...]:
    from wiredesk.standing import standings

    return standings(*group)


def _places(statements: tuple[Statement, ...]) -> tuple[Place, ...]:
    from wiredesk.resources.gazetteer import place

    found: dict[str, Place] = {}
    for id_ in sorted({m.place for s in statements for m in s.places if m.place}):
        at = found.setdefault(id_, place(id_))
        for outer in at.within:
            found.setdefault(outer, place(outer))
    return tuple(found[i] for i in sorted(found))


def _cautions(
    group: tuple[tuple[Report, ...], tuple[Claim, ...], tuple[Place, ...]],
) -> tuple[Report, ...]:
    from wiredesk.standing.cautions import cautioned

    return cautioned(*group)


def _changes(
    group: tuple[tuple[Claim, ...], tuple[Report, ...], tuple[Disagreement, ...], tuple[Actor, ...]],
) -> tuple[Change, ...]:
    from wiredesk.changes import changes

    return changes(*group)


def parser_in_use() -> str:
    """The parser's name and version, part of what parses and statements are kept under."""
    from wiredesk.resources.parser import parser_version

    return parser_version()


CLEAN: Each[Any, Any] = Each("clean", 19, _clean, Report)
STORIES: Fold[Any, Any] = Fold("stories", 9, _stories, tuple[Story, ...])
DATING: Fold[Any, Any] = Fold("dating", 1, _dating, tuple[Report, ...])
PARSE: Each[Any, Any] = Each("parse", 11, _parse, Parse, parser_in_use())
STATEMENTS: Each[Any, Any] = Each("statements", 113, _statements, tuple[Statement, ...], parser_in_use())
PLACES: Fold[Any, Any] = Fold("places", 1, _places, tuple[Place, ...])
REUSE: Fold[Any, Any] = Fold("reuse", 2, _reuse, tuple[Reuse, ...])
LINEAGE: Fold[Any, Any] = Fold("lineage", 2, _lineage, tuple[Lineage, ...])
ACTORS: Fold[Any, Any] = Fold("actors", 7, _actors, tuple[Actor, ...])
CLAIMS: Fold[Any, Any] = Fold("claims", 48, _claims, tuple[Claim, ...])
OVERRULES: Fold[Any, Any] = Fold("overrules", 3, _overrules, tuple[Claim, ...])
DISAGREEMENTS: Fold[Any, Any] = Fold("disagreements", 62, _disagreements, tuple[Disagreement, ...])
STANDING: Fold[Any, Any] = Fold("standing", 13, _standing, tuple[Claim, ...])
CAUTIONS: Fold[Any, Any] = Fold("cautions", 1, _cautions, tuple[Report, ...])
CHANGES: Fold[Any, Any] = Fold("changes", 4, _changes, tuple[Change, ...])

PLAN: tuple[Stage, ...] = (
    CLEAN, STORIES, DATING, PARSE, STATEMENTS, PLACES, REUSE, LINEAGE, ACTORS, CLAIMS, OVERRULES,
    DISAGREEMENTS, STANDING, CAUTIONS, CHANGES,
)  # fmt: skip
