"""What is new in substance, found whenever a story is told anew: what it says now beside what it said."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from wiredesk.export.feeds import Entry, entry_of
from wiredesk.model.codec import decode, dumps
from wiredesk.model.ids import content_id
from wiredesk.model.news import ALERTING
from wiredesk.model.pages import Page
from wiredesk.model.views import Document
from wiredesk.run.story_lines import Row, aliases
from wiredesk.store.alert_tables import AlertTables

MOST = 40  # alerts of one telling that are kept: a story that takes in a hundred reports at once has said so


class Alerting:
    """The alerts of one desk file."""

    def __init__(self, tables: AlertTables) -> None:
        self._tables = tables

    def arm(self, latest: Callable[[], str | None]) -> None:
        """Tell what comes after the ``latest`` capture, from the first time on that there is one."""
        if self._tables.armed() is None and (at := latest()) is not None:
            self._tables.arm(at)

    def told(self, document: Document, rows: Sequence[Row]) -> tuple[Entry, ...]:
        """What a story that was just told holds that was not known: dated by its latest capture.

        ``rows`` are its reports.  A story of which nothing was known is one alert, if it came after the
        desk was first looked at.  A further copy is none, nor that stories grew together or were parted.
        """
        armed = self._tables.armed()
        at = max(r.seen for r in rows)
        if armed is None or at <= armed:
            return ()
        held = [
            (story, found)
            for story, packed in self._tables.before(aliases(rows))
            for found in [_document(packed)]
            if found is not None
        ]
        if not held:
            return () if any(r.seen <= armed for r in rows) else (_story(document, at),)
        ours = {r.id for r in document.reports}
        before = [d for _, d in held]
        known = {r.id for d in before for r in d.reports}
        self._tables.forget_before(s for s, d in held if ours.issuperset(r.id for r in d.reports))
        if known.issuperset(ours):
            return ()
        from wiredesk.changes import as_one, since

        found = since(as_one(before), document, (), armed).news
        made = {e.id: e for n in found if n.kind in ALERTING for e in [entry_of(n, document, at)]}
        return tuple(made.values())[:MOST]

    def keep(self, found: Sequence[Entry]) -> None:
        """Keep alerts; called in a transaction."""
        self._tables.put((e.id, e.at, e.kind, dumps(e)) for e in found)

    def latest(self, since: str | None, limit: int, offset: int) -> Page[Entry]:
        """Alerts after a moment (ISO UTC), or all that are kept, the latest first."""
        found, total = self._tables.latest(since, limit, offset)
        return Page(tuple(decode(Entry, json.loads(e)) for e in found), total, offset, limit)


def _document(packed: bytes) -> Document | None:
    try:
        found: Document = decode(Document, json.loads(packed))
    except (ValueError, TypeError, KeyError, IndexError):  # another program wrote it
        return None
    return found


def _story(document: Document, at: str) -> Entry:
    story = document.stories[0]
    outlets = tuple(sorted({r.outlet or r.path for r in document.reports}))
    reports = tuple(r.id for r in document.reports)
    text = story.title or next((r.title for r in document.reports if r.title), "") or "Untitled"
    return Entry(
        content_id("alert", "story", story.id), "story", at, text, story.id, text, (), reports, outlets
    )
