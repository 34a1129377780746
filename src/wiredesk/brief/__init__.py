"""The brief: what an editor reads first, each line resting on claims, each claim on spans.

>>> from wiredesk.brief import SECTIONS
>>> SECTIONS[2]
('lead', 'What happened, and where it stands')
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wiredesk.brief.compose import lines
from wiredesk.brief.ground import Grounds, check
from wiredesk.brief.news import with_news
from wiredesk.brief.part import Part
from wiredesk.brief.trace import Link, Trace, render, trace
from wiredesk.errors import UngroundedLine
from wiredesk.model.editions import Rewording
from wiredesk.model.ids import content_id
from wiredesk.model.mutations import Mutation
from wiredesk.model.reports import Report
from wiredesk.model.views import SECTIONS, Actor, Brief, Change, Claim, Disagreement, Line, Lineage, Story
from wiredesk.text.wording import Exact, count, day, flat, labels, shown, written

__all__ = ["SECTIONS", "Link", "Trace", "brief", "check", "render", "trace", "with_news"]

FULL = 12  # stories that get all sections; the others are one line each
ALONE = 4  # so few stories of one report each get all sections, too, where no story has several
LISTED = 40  # stories that get at least a line


def brief(
    reports: Sequence[Report],
    stories: Sequence[Story],
    claims: Sequence[Claim],
    disagreements: Sequence[Disagreement] = (),
    lineage: Sequence[Lineage] = (),
    changes: Sequence[Change] = (),
    actors: Sequence[Actor] = (),
    mutations: Sequence[Mutation] = (),
    reworded: Sequence[Rewording] = (),
) -> Brief:
    """The brief of a document, grounded: every line has passed :func:`check`.

    Stories come in order of how many reports they have; those of several reports have all
    sections, the first :data:`FULL` of them.  Where none has several, up to :data:`ALONE` stories
    of one report have all sections; any other is a line in the section "stories".  No report gives
    a brief without lines.  Raises :class:`wiredesk.errors.UngroundedLine` where a line would say
    more than its spans: a defect of this package, never of the input.
    """
    by_id = {r.id: r for r in reports}
    ordered = sorted(stories, key=lambda s: (-len(s.reports), s.id))
    full = [s for s in ordered if len(s.reports) > 1][:FULL] or (ordered if len(ordered) <= ALONE else [])
    people = {a.id: a for a in actors}
    names = labels(reports)
    of_story: dict[str, list[Claim]] = {}
    for claim in claims:
        if all(s.report in by_id for s in claim.statements) and claim.statements:
            of_story.setdefault(claim.story, []).append(claim)
    where = {c.id: c.story for c in claims}
    out: list[Line] = []
    for story in full:
        members = set(story.reports)
        out += lines(
            Part(
                story,
                tuple(r for r in reports if r.id in members),
                tuple(of_story.get(story.id, ())),
                tuple(d for d in disagreements if where.get(d.left) == story.id),
                tuple(x for x in lineage if x.source in members and x.target in members),
                tuple(
                    c
                    for c in changes
                    if any(where.get(i) == story.id for i in c.claims) or members & set(c.reports)
                ),
                people,
                names,
                len(full),
                tuple(mutations),
                tuple(r for r in reworded if r.report in members),
            )
        )
    out += _others([s for s in ordered if s not in full], by_id, names)
    grounds = Grounds.of(claims, reports, actors, reworded)
    return Brief(tuple(_safe(line, grounds) for line in out))


def _safe(line: Line, grounds: Grounds) -> Line:
    """The line, or, where its wording is not grounded, the bare words of its first claim: a line
    worded badly must not cost an editor the rest of the brief.  What is given has been checked."""
    try:
        grounds.check(line)
    except UngroundedLine:
        if not line.claims or line.claims[0] not in grounds.claims:
            raise
        statement = shown(grounds.claims[line.claims[0]])
        text, exact = written([Exact(flat(statement.text))])
        line = replace(line, text=text, exact=exact, standing=line.standing)
        grounds.check(line)
    return line


def _others(stories: Sequence[Story], by_id: dict[str, Report], names: dict[str, str]) -> list[Line]:
    out = []
    for story in stories[:LISTED]:
        members = [by_id[r] for r in story.reports if r in by_id]
        if not members:
            continue
        title = next((flat(r.title) for r in members if r.title), "")
        head = title if len(title) <= 160 else title[: title.rfind(" ", 0, 160)] + " …"
        first = members[0]
        when = f", {day(first.published)}" if first.published else ""
        rest = f"{count(len(members), 'report')}: {names[first.id]}{when}"
        parts: list[str] = [Exact(head) if head else f"A report of {names[members[0].id]}"]
        text, exact = written(parts)
        ids = tuple(r.id for r in members)
        id_ = content_id("l", story.id, "stories", text)
        out.append(Line(id_, "stories", text, (), rest, ids, exact, story.id))
    if len(stories) > LISTED:
        text = f"and {len(stories) - LISTED:,} more stories, in the reports"
        rest_ids = tuple(r for s in stories[LISTED:] for r in s.reports)
        out.append(Line(content_id("l", "stories", text, rest_ids), "stories", text, (), "", rest_ids))
    return out
