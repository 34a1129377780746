"""The plan: every stage, in order.  This list is what Wiredesk does.

    captures ─clean─▶ reports ─stories─▶ ─dating─▶ ─parse─▶ ─statements─▶ per story:
    reuse ▶ lineage ▶ actors ▶ claims ▶ disagreements ▶ standing ▶ cautions ▶ changes ▶ brief

Each room is imported when its stage first computes something, so a run whose results are all
kept starts no parser and loads no model.  Raise a stage's version whenever its output changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from wiredesk.model.parses import Parse
from wiredesk.model.reports import Capture, Report
from wiredesk.model.statements import Place, Statement
from wiredesk.model.views import (
    Actor,
    Change,
    Claim,
    Disagreement,
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


def _lineage(group: tuple[tuple[Reuse, ...], tuple[Report, ...]]) -> tuple[Lineage, ...]:
    from wiredesk.reuse import lineage

    return lineage(*group)


def _actors(group: tuple[tuple[Statement, ...], tuple[Report, ...]]) -> tuple[Actor, ...]:
    from wiredesk.claims import actors

    return actors(*group)


def _claims(
    group: tuple[str, tuple[Statement, ...], tuple[Actor, ...], tuple[Report, ...]],
) -> tuple[Claim, ...]:
    from wiredesk.claims import claims

    return claims(*group)


def _disagreements(
    group: tuple[tuple[Claim, ...], tuple[Actor, ...], tuple[Report, ...]],
) -> tuple[Disagreement, ...]:
    from wiredesk.claims import disagreements

    return disagreements(*group)


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
    group: tuple[tuple[Report, ...], tuple[Claim, ...], tuple[Disagreement, ...]],
) -> tuple[Report, ...]:
    from wiredesk.standing.cautions import cautioned

    return cautioned(*group)


def _changes(
    group: tuple[tuple[Claim, ...], tuple[Disagreement, ...], tuple[Report, ...]],
) -> tuple[Change, ...]:
    from wiredesk.changes import changes

    return changes(*group)


def parser_in_use() -> str:
    """The parser's name and version, part of what parses and statements are kept under."""
    from wiredesk.resources.parser import parser_version

    return parser_version()


CLEAN = Each[Capture, Report]("clean", 1, _clean, Report)
STORIES = Fold[tuple[Report, ...], tuple[Story, ...]]("stories", 1, _stories, tuple[Story, ...])
DATING = Fold[tuple[Report, ...], tuple[Report, ...]]("dating", 1, _dating, tuple[Report, ...])
PARSE = Each[str, Parse]("parse", 1, _parse, Parse, parser_in_use())
STATEMENTS = Each[tuple[Report, tuple[Parse, ...]], tuple[Statement, ...]](
    "statements", 1, _statements, tuple[Statement, ...], parser_in_use()
)
PLACES = Fold[tuple[Statement, ...], tuple[Place, ...]]("places", 1, _places, tuple[Place, ...])
REUSE = Fold[tuple[Report, ...], tuple[Reuse, ...]]("reuse", 1, _reuse, tuple[Reuse, ...])
LINEAGE = Fold[tuple[tuple[Reuse, ...], tuple[Report, ...]], tuple[Lineage, ...]](
    "lineage", 1, _lineage, tuple[Lineage, ...]
)
ACTORS = Fold[tuple[tuple[Statement, ...], tuple[Report, ...]], tuple[Actor, ...]](
    "actors", 1, _actors, tuple[Actor, ...]
)
CLAIMS = Fold[tuple[str, tuple[Statement, ...], tuple[Actor, ...], tuple[Report, ...]], tuple[Claim, ...]](
    "claims", 1, _claims, tuple[Claim, ...]
)
DISAGREEMENTS = Fold[
    tuple[tuple[Claim, ...], tuple[Actor, ...], tuple[Report, ...]], tuple[Disagreement, ...]
]("disagreements", 1, _disagreements, tuple[Disagreement, ...])
STANDING = Fold[
    tuple[
        tuple[Claim, ...],
        tuple[Disagreement, ...],
        tuple[Lineage, ...],
        tuple[Actor, ...],
        tuple[Report, ...],
    ],
    tuple[Claim, ...],
]("standing", 1, _standing, tuple[Claim, ...])
CAUTIONS = Fold[tuple[tuple[Report, ...], tuple[Claim, ...], tuple[Disagreement, ...]], tuple[Report, ...]](
    "cautions", 1, _cautions, tuple[Report, ...]
)
CHANGES = Fold[tuple[tuple[Claim, ...], tuple[Disagreement, ...], tuple[Report, ...]], tuple[Change, ...]](
    "changes", 1, _changes, tuple[Change, ...]
)

PLAN: tuple[Stage, ...] = (
    CLEAN, STORIES, DATING, PARSE, STATEMENTS, PLACES, REUSE, LINEAGE, ACTORS, CLAIMS, DISAGREEMENTS,
    STANDING, CAUTIONS, CHANGES,
)  # fmt: skip
