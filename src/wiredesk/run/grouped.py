"""Grouping kept in the desk file: what is new is put into stories, and only that is looked at.

What the stream of stories (:mod:`wiredesk.stories.stream`) knows of each text and pair is kept beside
the views, so that it goes on where the last process, or another one, left off.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from wiredesk.decisions import STORY_KINDS, called, concerned, regrouped
from wiredesk.model.codec import decode, dumps
from wiredesk.model.judgements import Judgement, in_force
from wiredesk.model.pages import Related, Step, Together
from wiredesk.model.reports import Report
from wiredesk.model.views import Story
from wiredesk.run.editions import current
from wiredesk.run.story_lines import expression
from wiredesk.store.desk_file import DeskFile

if TYPE_CHECKING:
    from wiredesk.stories import Item, Stream

BATCH = 250  # reports grouped in one transaction: others that write wait for seconds, not for minutes
READ = 40  # reports of a story read for whom it names
PEOPLE = 8  # names by which stories of the same people are looked for
EVERYWHERE = 1_000  # reports that print a name which tells nothing: a head of state's
LOOKS = 24  # pairs of reports looked at to find what is of one saga with a story


class Grouped:
    """The stories of one desk file, by what they are made of."""

    def __init__(self, file: DeskFile) -> None:
        self._file = file
        self._tables = file.views
        self._stream: Stream | None = None
        self._revision = ""

    def forget(self) -> None:
        """Read everything again from the file when next asked."""
        self._stream = None

    def take_in(
        self,
        judgements: tuple[Judgement, ...],
        settle: Callable[[Iterable[str], Sequence[Story]], tuple[set[str], set[str]]],
    ) -> tuple[set[str], set[str]]:
        """Group what is new, as people judged; in transactions of :data:`BATCH` reports.

        ``settle`` is told the ids of stories that may be no more and the stories that may be other
        than before; it says which changed and which are gone, as this does for all of them.
        """
        asked = tuple(j for j in in_force(judgements) if j.kind in STORY_KINDS)
        changed: set[str] = set()
        gone: set[str] = set()
        again = self._file.last_seen_again()
        with self._tables.writing():
            before = int(self._tables.meta("seen_again") or 0)
            if again != before:  # an edition may have come back
                self._tables.grouping.mark_captures(self._file.seen_again_after(before))
                self._tables.set_meta("seen_again", str(again))
        while True:
            with self._tables.writing():
                pending = self._tables.grouping.pending(BATCH)
                if not pending and self._tables.meta("grouped") == dumps([j.id for j in asked]):
                    return changed, gone - changed
                old, stories = self._changed(pending) if pending else (set(), [])
                old_too, stories = self._as_judged(stories, asked)
                more, less = settle(old | old_too, stories)
                changed = (changed | more) - less
                gone |= less
                self._tables.set_meta("grouped", dumps([j.id for j in asked]))

    def together(self, left: str, right: str, judgements: tuple[Judgement, ...]) -> Together:
        """Why two reports are of one story, or are not: what they were judged by."""
        from wiredesk.stories import why
        from wiredesk.stories.paths import compared, path

        stream = self._now()

        def step(a: str, b: str, probability: float) -> Step:
            return Step(a, b, round(probability, 4), why(self._report(a), self._report(b)))

        likely = dict(compared(stream, left))
        same = stream.same_words(left, right)
        direct = step(left, right, 1.0 if same else likely.get(right, 0.0))
        way = [] if same else path(stream, left, right)
        both = {left, right}
        asked = [j for j in in_force(judgements) if j.kind == "same_story"]
        judged = [j for j in asked if {j.left, j.right} == both]
        homes = [self._tables.story_of(r) or "" for r in (left, right)]
        steps = tuple(step(*s) for s in way) if direct.probability < 0.5 else ()
        return Together(left, right, homes[0], homes[1], direct, steps, tuple(j.id for j in judged))

    def related(self, story: str, most: int) -> tuple[Related, ...]:
        """Other shown stories that may be of one saga with a story: those with reports among each
        other's nearest whose nearest two name the same people or bodies in several words; then those in
        which the people are named whom most of the story's reports name, for in a large story each
        report has its nearest in the story itself.  At most
        :data:`LOOKS` pairs are looked at, the stories of most near pairs first; read from the tables, so
        that a page that asks need not have the whole stream."""
        from wiredesk.stories import why

        rows = self._tables.members(story)
        first = min((row[3] for row in rows if row[3]), default=None)
        seen: set[str] = set()
        out: list[Related] = []
        grouping, looks = self._tables.grouping, LOOKS
        bases = grouping.groups_of(row[0] for row in rows)
        for near in (*(grouping.beside(base) for base in bases), self._naming(story, [r[0] for r in rows])):
            for _, pairs, left, right in near:
                shown = self._tables.story_of(right)
                if not shown or shown == story or shown in seen:
                    continue
                if len(out) >= most or not looks:
                    break
                looks -= 1
                reasons = why(self._report(left), self._report(right))
                if not any(r.rule == "names" for r in reasons):
                    continue
                seen.add(shown)
                theirs = min((row[3] for row in self._tables.members(shown) if row[3]), default=None)
                title = self._tables.title(shown)
                out.append(Related(shown, title, _days(first, theirs), pairs, left, right, reasons))
        return tuple(out)

    def _naming(self, story: str, reports: Sequence[str]) -> Iterator[tuple[str, int, str, str]]:
        """Stories that name the people of a story, those that name most of them first: story, how many of
        its reports do, a report of this one, and one of the other."""
        from wiredesk.stories import Item

        named: dict[str, list[str]] = {}
        for id_ in reports[:READ]:
            item = Item.of(self._report(id_))
            for name in {" ".join(n.split()[-2:]) for n in item.naming(item.names)}:
                named.setdefault(name, []).append(id_)
        people = sorted(named, key=lambda n: (-len(named[n]), n))[:PEOPLE]
        found: dict[str, dict[str, list[str]]] = {}  # story to name to its reports
        for name in people:
            naming = self._tables.words.reports(expression(f'"{name}"'))
            for report in naming if len(naming) <= EVERYWHERE else ():
                home = self._tables.story_of(report)
                if home and home != story:
                    found.setdefault(home, {}).setdefault(name, []).append(report)
        for home in sorted(found, key=lambda h: (-len(found[h]), h)):
            first = min(found[home], key=people.index)
            theirs = {r for held in found[home].values() for r in held}
            yield home, len(theirs), min(named[first]), min(found[home][first])

    def _changed(self, pending: Sequence[str]) -> tuple[set[str], list[Story]]:
        """Take reports into the stream: shown stories that may be gone, stories new or changed."""
        stream = self._now()
        near = self._tables.grouping.at_addresses_of(pending)
        reports = [self._report(id_) for id_ in near]
        counting, edited = current(reports, self._file.seen_of([r.capture for r in reports]))
        counts = {r.id for r in counting}
        leaving = [id_ for id_ in near if id_ in stream and (id_ not in counts or id_ in pending)]
        earlier = [id_ for id_ in near if id_ not in counts]
        left = {s for id_ in earlier if (s := self._tables.story_of(id_))}
        self._tables.move(earlier, "")
        made = stream.add(
            _items([r for r in counting if r.id not in stream or r.id in leaving]), leaving, self._again
        )
        self._save(stream)
        self._tables.grouping.mark(near, True)
        emptied = {s for s in left if not self._tables.members(s)}
        stories = {s.id: s for s in made.stories}
        fresh = set(pending)
        for one in edited:  # an earlier edition that came later changes no group, but what is told of it
            if fresh.intersection(e.report for e in one.editions):
                story = stream.story_of(one.current.report)
                if story:
                    stories.setdefault(story.id, story)
        return emptied | set(made.gone), list(stories.values())

    def _as_judged(self, stories: list[Story], asked: tuple[Judgement, ...]) -> tuple[set[str], list[Story]]:
        """The same with what people joined or parted: the shown stories that this replaces too."""
        now = {r for j in asked for r in concerned(j)}
        before = set(json.loads(self._tables.meta("judged_reports") or "[]"))
        self._tables.set_meta("judged_reports", dumps(sorted(now)))
        if not now and not before:
            return set(), stories
        stream = self._now()
        about = {s.id: s for r in now | before for s in [stream.story_of(r)] if s}
        found = regrouped(
            [about[i] for i in sorted(about)], asked, stream.dated, lambda r: called(self._report(r))
        )
        shown = {s for story in about.values() for r in story.reports if (s := self._tables.story_of(r))}
        return shown, [s for s in stories if s.id not in about] + list(found)

    def _now(self) -> Stream:
        """The stream as the file has it."""
        from wiredesk.stories import Kept, Stream

        revision = self._tables.meta("stream") or ""
        if self._stream is None or revision != self._revision:
            self._stream = Stream()
            faces = [
                (id_, [(d, r) for d, r in json.loads(copies)], item, title, bool(titled), words, story)
                for id_, copies, item, title, titled, words, story in self._tables.grouping.faces()
            ]
            self._stream.restore(Kept(faces, list(self._tables.grouping.links()), [], []))
            self._revision = revision
        return self._stream

    def _save(self, stream: Stream) -> None:
        kept = stream.unsaved()
        self._tables.grouping.put_faces(
            (
                (id_, json.dumps(copies), item, title, int(titled), words, story)
                for id_, copies, item, title, titled, words, story in kept.faces
            ),
            kept.gone_faces,
        )
        self._tables.grouping.put_links(kept.links, kept.gone_links)
        self._revision = str(int(self._revision or 0) + 1)
        self._tables.set_meta("stream", self._revision)

    def _again(self, ids: Sequence[str]) -> list[Item]:
        return _items([self._report(id_) for id_ in ids])

    def _report(self, id_: str) -> Report:
        kept = self._tables.report(id_)
        assert kept is not None, id_
        report: Report = decode(Report, json.loads(kept))
        return report


def _items(reports: Sequence[Report]) -> list[Item]:
    from wiredesk.stories import Item

    return [Item.of(r) for r in reports]


def _days(one: str | None, other: str | None) -> int | None:
    try:
        return (date.fromisoformat((other or "")[:10]) - date.fromisoformat((one or "")[:10])).days
    except ValueError:
        return None
