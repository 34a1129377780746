"""The stories as they were at a moment of our clock: told when asked for, kept beside the present ones."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from wiredesk.decisions import STORY_KINDS, called, dated, regrouped
from wiredesk.errors import NotFound
from wiredesk.model.codec import decode, digest, dumps
from wiredesk.model.editions import Rewording
from wiredesk.model.ids import story_id
from wiredesk.model.judgements import in_force
from wiredesk.model.pages import Page, StoryLine
from wiredesk.model.reports import Report
from wiredesk.model.views import Document, Judgement, Story
from wiredesk.run import plan
from wiredesk.run.cache import Keeper
from wiredesk.run.editions import current, reworded
from wiredesk.run.local import clean
from wiredesk.run.story_lines import (
    Row,
    encoded,
    expression,
    known_order,
    line,
    no_story,
    story_key,
    told_line,
)
from wiredesk.run.views import Views
from wiredesk.store.desk_file import DeskFile

AT_ONCE = 3_000  # captures whose stories are put together while a page waits: seconds
WHOLE = 400  # stories of a moment that are all told for a list of them

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
        self._stories = {s.id: s for s in self._grouped()}
        self._of = {r: s for s in self._stories.values() for r in s.reports}

    @staticmethod
    def at_hand(file: DeskFile, at: str) -> bool:
        """Whether the stories of a moment are kept, or are of so few reports that they are put together
        while one waits."""
        known = file.known_at(at)
        return known[0] <= AT_ONCE or file.views.moment(digest("stories", known)) is not None

    def _grouped(self) -> tuple[Story, ...]:
        key = digest("stories", self._file.known_at(self._at))
        kept = self._tables.moment(key)
        if kept is None:
            seen = self._file.seen(self._at)
            every = [self._report(r, c) for r, c in self._tables.reports_up_to(self._at)]
            reports = tuple(current(every, seen)[0])
            found = self._keeper.fold(plan.STORIES, reports, digest(*(digest(r) for r in reports)))
            kept = dumps(found).encode("utf-8", "surrogatepass")
            self._tables.put_moment(key, kept)
        out: tuple[Story, ...] = decode(tuple[Story, ...], json.loads(kept))
        asked = tuple(j for j in in_force(self._judgements) if j.kind in STORY_KINDS)
        if not asked:
            return out
        return regrouped(out, asked, lambda r: dated(self._then(r)), lambda r: called(self._then(r)))

    def _then(self, id_: str) -> Report:
        holder = self._tables.holder(id_, self._at)
        assert holder is not None
        return self._report(id_, holder[0])

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
        edited = self._reworded(story)
        held = self._held_now(story, rows, edited)
        if held is not None:
            return held
        key = digest("moment", story, rows, [j.id for j in self._judgements], edited)
        kept, shown = self._tables.document(key), self._tables.document_line(key)
        if kept is None or shown is None:
            reports = [self._report(r.id, r.capture) for r in rows]
            document, _ = self._views.tell(story, reports, self._judgements, edited)
            kept, shown = encoded(document), dumps(told_line(line(story, rows), document))
            self._tables.put_document(key, kept, shown)
        return kept, decode(StoryLine, json.loads(shown))

    def _reworded(self, story: Story) -> tuple[Rewording, ...]:
        """The passages that outlets had changed by then in the story's reports."""
        near = []
        for id_ in self._tables.grouping.sharing_an_address_with(story.reports):
            holder = self._tables.holder(id_, self._at)
            if holder is not None:
                near.append(self._report(id_, holder[0]))
        if len(near) < 2:
            return ()
        return reworded(near, self._file.seen_of([r.capture for r in near], self._at), set(story.reports))

    def _held_now(
        self, story: Story, rows: Sequence[Row], edited: Sequence[Rewording]
    ) -> tuple[bytes, StoryLine] | None:
        """What is kept of the present story, where it is told and nothing of it is other than it was."""
        now = self._tables.story(story.id)
        if now is None or not now[1] or now[0] != story_key(story, rows, edited):
            return None
        heard = json.loads(self._tables.meta("heard") or "[]")
        kept = self._tables.document(story.id) if heard == [j.id for j in self._judgements] else None
        return (kept, decode(StoryLine, json.loads(now[2]))) if kept is not None else None

    def story(self, id_: str) -> Document:
        """A story's document as it was; any id that it or a part of it ever had leads to it.

        Raises :class:`NotFound` where there was none then."""
        found = self._stories.get(id_) or self._of.get(id_)
        found = found or next((s for r, s in self._of.items() if story_id(r) == id_), None)
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
        chosen = list(chosen)
        if len(chosen) > WHOLE:
            return self._part(chosen, sort, limit, offset)
        made = sorted((self._told(s)[1] for s in chosen), key=lambda s: s.id)
        if sort == "latest":
            made.sort(key=lambda s: s.last or "", reverse=True)
        else:
            made.sort(key=_ORDER[sort])
        return Page(tuple(made[offset : offset + limit]), len(made), offset, limit)

    def _part(self, chosen: Sequence[Story], sort: str, limit: int, offset: int) -> Page[StoryLine]:
        """The same of many stories: ordered by what is known before they are told, and none is told for it
        ("claims" and "disputed" fall back on the latest)."""
        days = self._tables.days()

        def span(story: Story) -> tuple[str, str]:
            found = [d for r in story.reports if (d := days.get(r))]
            return min(found, default="9999"), max(found, default="")

        ordered = sorted(chosen, key=lambda s: s.id)
        if sort == "first":
            ordered.sort(key=lambda s: span(s)[0])
        elif sort == "reports":
            ordered.sort(key=lambda s: -len(s.reports))
        elif sort == "title":
            ordered.sort(key=lambda s: s.title)
        else:
            ordered.sort(key=lambda s: span(s)[1], reverse=True)
        lines = []
        for story in ordered[offset : offset + limit]:
            rows = self._rows(story)
            held = self._held_now(story, rows, self._reworded(story))
            lines.append(held[1] if held else line(story, rows))
        return Page(tuple(lines), len(ordered), offset, limit)
