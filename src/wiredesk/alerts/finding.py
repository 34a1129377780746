"""What came new in substance: story by story, so that a large desk is not told as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from wiredesk.changes import as_one
from wiredesk.changes import since as news_since
from wiredesk.desk import Desk, moment
from wiredesk.errors import NotFound
from wiredesk.export.feeds import Entry, entry_of
from wiredesk.model.news import ALERTING
from wiredesk.model.views import Document

ROUNDS = 12  # captures of a story, the latest ones, that its feed goes back
STORIES = 30  # stories, the latest seen, in the feed of a desk


def entries(desk: Desk, stories: Iterable[str], since: str, at: str) -> tuple[Entry, ...]:
    """What is new in some stories since a moment of our clock (ISO UTC), dated ``at``.

    A further copy of a known report gives none, nor does a story that merely merged with another.
    """
    out: dict[str, Entry] = {}
    for story in stories:
        after = desk.story(story)
        for found in _between(_before(desk, after, since), after, since, at):
            out.setdefault(found.id, found)
    return tuple(out.values())


def story_entries(desk: Desk, story: str, rounds: int = ROUNDS) -> tuple[Entry, ...]:
    """What each of a story's last captures brought, latest first; dated by our clock.

    It follows from the captures alone: the same for every reader, however often it is asked.
    """
    now = desk.story(story)
    moments = _moments(desk, now)[-rounds:]
    out: list[Entry] = []
    for at in moments:
        after = _earliest(desk, now, at)
        if after is not None:
            before = _before(desk, after, just_before(at))
            out += _between(before, after, just_before(at), at)
    fresh: dict[str, Entry] = {}
    for found in out:
        fresh.setdefault(found.id, found)
    return tuple(sorted(fresh.values(), key=lambda e: (e.at, e.id), reverse=True))


def desk_entries(desk: Desk, stories: int = STORIES, rounds: int = 3) -> tuple[Entry, ...]:
    """The same of the stories seen last, latest first."""
    found: list[Entry] = []
    for line in sorted(_lines(desk), key=lambda s: (s[1], s[0]), reverse=True)[:stories]:
        found += story_entries(desk, line[0], rounds)
    return tuple(sorted(found, key=lambda e: (e.at, e.id), reverse=True))


def seen_after(desk: Desk, since: str) -> list[str]:
    """The stories with a report that was captured after a moment, in order."""
    return sorted(id_ for id_, seen in _lines(desk) if seen > since)


def just_before(at: str) -> str:
    """The last moment before one of our clock."""
    before = datetime.fromisoformat(moment(at)) - timedelta(microseconds=1)
    return before.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _lines(desk: Desk) -> list[tuple[str, str]]:
    out: list[tuple[str, str]] = []
    while True:
        page = desk.stories(limit=500, offset=len(out))
        out += [(s.id, s.seen) for s in page.items]
        if not page.more or not page.items:
            return out


def _moments(desk: Desk, document: Document) -> list[str]:
    return sorted({at for r in document.reports if (at := desk.first_seen(r.id))})


def _had(desk: Desk, report: str, at: str) -> bool:
    seen = desk.first_seen(report)
    return seen is not None and seen <= at


def _earliest(desk: Desk, document: Document, at: str) -> Document | None:
    """The story as it was, by the first of its reports that was there then."""
    for report in document.reports:
        if _had(desk, report.id, at):
            return desk.story(report.id, at)
    return None


def _before(desk: Desk, after: Document, since: str) -> Document | None:
    """What was known of the reports of a story at a moment: the stories that they were in, as one."""
    found: dict[str, Document] = {}
    for report in after.reports:
        if any(report.id in {r.id for r in d.reports} for d in found.values()):
            continue
        if not _had(desk, report.id, since):
            continue
        try:
            was = desk.story(report.id, since)
        except NotFound:
            continue
        found[was.stories[0].id] = was
    if not found:
        return None
    return as_one([found[i] for i in sorted(found)])


def _between(before: Document | None, after: Document, since: str, at: str) -> Sequence[Entry]:
    return [entry_of(n, after, at) for n in news_since(before, after, (), since).news if n.kind in ALERTING]
