"""The stories as they were at a moment of our clock: told when asked for, kept beside the present ones."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from wiredesk.decisions import STORY_KINDS, called, dated, regrouped
from wiredesk.errors import NotFound
from wiredesk.model.codec import decode, digest, dumps
from wiredesk.model.ids import story_id
from wiredesk.model.judgements import in_force
from wiredesk.model.pages import Page, StoryLine
from wiredesk.model.reports import Report
from wiredesk.model.views import Document, Judgement, Story
from wiredesk.run import plan
from wiredesk.run.cache import Keeper
from wiredesk.run.editions import current
from wiredesk.run.local import clean
from wiredesk.run.story_lines import Row, encoded, expression, known_order, line, no_story, told_line
from wiredesk.run.views import Views
from wiredesk.store.desk_file import DeskFile

_ORDER: dict[str, Callable[[StoryLine], Any]] = {
    "first": lambda s: (s.first is None, s.first or "", s.id),
    "reports": lambda s: (-s.reports, s.id),
    "claims": lambda s: (-s.claims, s.id),
    "disputed": lambda s: (-s.disputed, s.id),
    "title": lambda s: (s.title, s.id),
}


class Moment:
    """The stories of the captures and judgements up to a moment; the same bytes as a view had then."""

    def __init__(
        self, file: DeskFile, keeper: Keeper, views: Views, at: str, judgements: tuple[Judgement, ...]
    ) -> None:
        self._file, self._keeper, self._views, self._at = file, keeper, views, at
        self._tables = file.views
        self._judgements = judgements
        self._held = self._tables.reports_up_to(at)
        self._stories = {s.id: s for s in self._grouped()}

    def _grouped(self) -> tuple[Story, ...]:
        key = digest("stories", self._held, seen := self._file.seen(self._at))
        kept = self._tables.moment(key)
        if kept is None:
            every = [self._report(r, c) for r, c in self._held]
            reports = tuple(current(every, seen)[0])
            found = self._keeper.fold(plan.STORIES, reports, digest(*(digest(r) for r in reports)))
            kept = dumps(found).encode("utf-8", "surrogatepass")
            self._tables.put_moment(key, kept)
        out: tuple[Story, ...] = decode(tuple[Story, ...], json.loads(kept))
        asked = tuple(j for j in in_force(self._judgements) if j.kind in STORY_KINDS)
        if not asked:
            return out
        of = dict(self._held)
        return regrouped(
            out, asked, lambda r: dated(self._report(r, of[r])), lambda r: called(self._report(r, of[r]))
        )

    def _report(self, id_: str, capture: str) -> Report:
        """A report as a capture of it gives it: another may have come since."""
        kept = self._tables.report(id_)
        report: Report | None = decode(Report, json.loads(kept)) if kept else None
        if report is None or report.capture != capture:
            found = self._file.capture(capture)
            assert found is not None
            return clean([found], self._keeper)[0]
        return report

    def _rows(self, story: Story) -> list[Row]:
        out = []
        for row in (Row(*r) for r in self._tables.described(story.reports)):
            holder = self._tables.holder(row.id, self._at)
            assert holder is not None
            capture, seen = holder
            if capture != row.capture:
                report = self._report(row.id, capture)
                row = Row(row.id, capture, seen, report.published, report.outlet, digest(report))
            out.append(replace(row, seen=seen))
        return out

    def _told(self, story: Story) -> tuple[bytes, StoryLine]:
        rows = self._rows(story)
        key = digest("moment", story, rows, [j.id for j in self._judgements])
        kept, shown = self._tables.document(key), self._tables.document_line(key)
        if kept is None or shown is None:
            reports = [self._report(r.id, r.capture) for r in rows]
            document, _ = self._views.tell(story, reports, self._judgements)
            kept, shown = encoded(document), dumps(told_line(line(story, rows), document))
            self._tables.put_document(key, kept, shown)
        return kept, decode(StoryLine, json.loads(shown))

    def story(self, id_: str) -> Document:
        """A story's document as it was; any id that it or a part of it ever had leads to it.

        Raises :class:`NotFound` where there was none then."""
        found = self._stories.get(id_) or next(
            (s for s in self._stories.values() if any(id_ in (r, story_id(r)) for r in s.reports)),
            None,
        )
        if found is None:
            raise NotFound(f"as of {self._at} there was {no_story(id_)}")
        document: Document = decode(Document, json.loads(self._told(found)[0]))
        return replace(self._views.with_raws(document), as_of=self._at)

    def lines(self, query: str | None, sort: str, limit: int, offset: int) -> Page[StoryLine]:
        """A part of the list of stories as it was."""
        known_order(sort)
        chosen: Iterable[Story] = self._stories.values()
        if query and query.strip():
            match = expression(query)
            hits = set(self._tables.words.reports(match)) if match else set()
            chosen = [s for s in chosen if hits.intersection(s.reports)]
        made = sorted((self._told(s)[1] for s in chosen), key=lambda s: s.id)
        if sort == "latest":
            made.sort(key=lambda s: s.last or "", reverse=True)
        else:
            made.sort(key=_ORDER[sort])
        return Page(tuple(made[offset : offset + limit]), len(made), offset, limit)
