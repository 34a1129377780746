"""The kept views: stories told one by one, and told again only where they can have changed.

A refresh cleans what is new, groups, and tells the stories whose reports or title are others than
before, or in which something was judged.  What is kept is the same whatever the order and number
of refreshes, and the same as if it were all made at once: nothing of how it came about is kept.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from wiredesk.errors import NotFound
from wiredesk.export.feeds import Entry
from wiredesk.model.codec import decode, digest, dumps
from wiredesk.model.editions import Rewording
from wiredesk.model.judgements import UNDO
from wiredesk.model.pages import (
    ClaimView,
    Found,
    OutletLine,
    Page,
    Refreshed,
    Related,
    ReportView,
    StoryLine,
    Together,
)
from wiredesk.model.reports import Capture, Report
from wiredesk.model.views import Brief, Claim, Document, Judgement, Story
from wiredesk.resources.families import family_of
from wiredesk.run.alerting import Alerting
from wiredesk.run.cache import Keeper, program_digest
from wiredesk.run.editions import reworded
from wiredesk.run.grouped import Grouped
from wiredesk.run.local import Told, briefed, clean, decoded, tell
from wiredesk.run.story_lines import (
    BEGIN,
    END,
    Row,
    aliases,
    day,
    encoded,
    expression,
    findable,
    ids_in,
    known_order,
    line,
    no_story,
    story_key,
    told_line,
    unmarked,
)
from wiredesk.store.desk_file import DeskFile
from wiredesk.store.word_tables import row_id

BATCH = 200  # captures cleaned at once, so that their bytes are never all in memory
DOCUMENTS = 24  # decoded documents kept at hand


class Views:
    """The views of one desk file; what they show is as of the last :meth:`refresh`."""

    def __init__(self, file: DeskFile, keeper: Keeper) -> None:
        self._file = file
        self._tables = file.views
        self._keeper = keeper
        self._grouped = Grouped(file)
        self._families: dict[str, str | None] = {}
        self._alerting = Alerting(file.views.alerts)
        self._document = lru_cache(maxsize=DOCUMENTS)(self._decoded)

    # making

    def ready(self) -> bool:
        """Have the tables; whether what they held was made by this very program."""
        kept = self._tables.prepare(program_digest())
        return kept and self._tables.meta("refreshed") is not None

    def revision(self) -> tuple[str | None, str | None]:
        """Another one whenever the views were made anew."""
        return self._tables.meta("made_with"), self._tables.meta("refreshed")

    def drop(self) -> None:
        """Drop every view."""
        self._tables.drop()
        self._grouped.forget()
        self._document.cache_clear()

    def refresh(self, judgements: tuple[Judgement, ...], tell_all: bool = True) -> Refreshed:
        """Bring the views up to date with captures and judgements.

        With ``tell_all`` false reports are grouped and findable, and each story is told when it is
        first asked for.
        """
        self.ready()
        new = self._read_new()
        changed, gone = self._grouped.take_in(judgements, self._settle)
        with self._tables.writing():
            changed |= self._judged(judgements)
            self._tables.set_meta("refreshed", "yes")
            self._alerting.arm(self._tables.latest_capture)
        if tell_all:
            for id_ in self._tables.untold():
                self._tell_kept(id_, judgements)
        return Refreshed(new, tuple(sorted(changed)), tuple(sorted(gone)))

    def heed(self, judgements: tuple[Judgement, ...]) -> None:
        """Have the stories told anew that judgements not heard before bear on, when they are asked for."""
        self.ready()
        with self._tables.writing():
            self._judged(judgements)

    def sharing_addresses(self, names: Sequence[str] = ()) -> list[Report]:
        """The reports that can be editions of each other: all at addresses at which there is more than
        one, or, with ``names`` (ids, captures, addresses), those so called and all at their addresses."""
        self.ready()
        self._read_new()
        tables = self._tables.grouping
        ids = tables.at_addresses_of(tables.called(names)) if names else tables.sharing_an_address()
        return [self._report(id_) for id_ in ids]

    def reworded(self, reports: Sequence[str]) -> tuple[Rewording, ...]:
        """The passages that outlets changed in some counting reports."""
        near = [self._report(id_) for id_ in self._tables.grouping.sharing_an_address_with(reports)]
        return reworded(near, self._file.seen_of([r.capture for r in near]), set(reports)) if near else ()

    def _read_new(self) -> int:
        """Clean what no view knows yet; how many reports are new."""
        end = self._file.head().count
        ids = self._tables.new_captures()
        count = 0
        for start in range(0, len(ids), BATCH):
            found = [c for id_ in ids[start : start + BATCH] for c in [self._file.capture(id_)] if c]
            reports = clean(found, self._keeper)
            with self._tables.writing():
                for capture, report in zip(found, reports, strict=True):
                    count += self._keep_report(capture, report)
        if ids:
            with self._tables.writing():
                self._tables.note_read(end)
        return count

    def _keep_report(self, capture: Capture, report: Report) -> bool:
        from wiredesk.changes.editions import report_address

        self._tables.add_capture(capture.id, report.id, capture.captured_at)
        holder = self._tables.holder(report.id)
        assert holder is not None
        known = self._tables.story_of(report.id) is not None
        if holder[0] == capture.id:
            encoded = dumps(report).encode("utf-8", "surrogatepass")
            self._tables.put_report(
                report.id, capture.id, holder[1], report.published, report.outlet,
                digest(report), encoded, report_address(report),
                row_id(day(report.published), "report", report.id),
            )  # fmt: skip
            row = ("report", report.id, day(report.published), report.title or "", report.text)
            self._tables.words.put("", [row])
        return not known

    def _report(self, id_: str) -> Report:
        found = self._tables.report(id_)
        if found is None:
            raise NotFound(f"no report {id_!r}; `wiredesk stories` and a search show the ids there are")
        report: Report = decode(Report, json.loads(found))
        return report

    def _settle(self, old: Iterable[str], stories: Sequence[Story]) -> tuple[set[str], set[str]]:
        """Have a line for each of some stories; the ids of those to be told (anew), and of those gone."""
        shown = {s for story in stories for r in story.reports if (s := self._tables.story_of(r))}
        gone = set()
        for id_ in sorted({*old, *shown} - {s.id for s in stories}):
            if self._tables.story(id_) is not None:
                self._tables.forget_story(id_)
                gone.add(id_)
        changed = set()
        for story in stories:
            self._tables.move(story.reports, story.id)
            rows = [Row(*r) for r in self._tables.described(story.reports)]
            key = story_key(story, rows, self.reworded(story.reports))
            before = self._tables.story(story.id)
            if before is not None and before[0] == key:
                continue
            changed.add(story.id)
            self._tables.forget_story(story.id)
            self._put(key, line(story, rows))
            self._tables.put_ids(story.id, [story.id, *aliases(rows), *(r.id for r in rows)])
        return changed, gone

    def _judged(self, judgements: tuple[Judgement, ...]) -> set[str]:
        """The stories that judgements not heard before bear on; they are to be told again.

        A judgement, or an undoing of one, bears on the stories of its reports; one of an outlet's name or
        of a person's, wherever it is met, on the stories with reports of that outlet or words of that
        voice; one of before there were anchors on the stories that hold its sides.
        """
        heard = set(json.loads(self._tables.meta("heard") or "[]"))
        fresh = [j for j in judgements if j.id not in heard]
        if not fresh:
            return set()
        by_id = {j.id: j for j in judgements}
        out: set[str] = set()
        for judgement in fresh:
            while judgement.kind == UNDO and judgement.left in by_id:
                judgement = by_id[judgement.left]
            for anchor in judgement.anchors:
                if anchor.report:
                    out.update(self._tables.where(anchor.report))
                elif anchor.kind == "outlet":
                    out.update(self._tables.stories_of_outlet(anchor.key))
                else:
                    for voice in self._tables.words.voices(expression(f'"{anchor.key}"')):
                        out.update(self._tables.where(voice))
            if not judgement.anchors:
                for side in (judgement.left, judgement.right):
                    out.update(self._tables.where(side))
        for id_ in sorted(out):
            self._tables.untell(id_)
        self._tables.set_meta("heard", dumps([j.id for j in judgements]))
        return out

    def _put(self, key: str, line: StoryLine) -> None:
        self._tables.put_story(
            line.id, key, line.told, line.title, line.first, line.last, line.reports, line.claims,
            line.disputed, dumps(line),
        )  # fmt: skip

    # telling

    def _tell_kept(self, id_: str, judgements: tuple[Judgement, ...]) -> None:
        """Tell a present story and keep its document, line, ids and words."""
        found = self._tables.story(id_)
        if found is None or found[1]:
            return
        rows = [Row(*r) for r in self._tables.members(id_)]
        bare: StoryLine = decode(StoryLine, json.loads(found[2]))
        story = Story(id_, bare.title, tuple(r.id for r in rows))
        edited = self.reworded(story.reports)
        document, told = self.tell(story, [self._report(r.id) for r in rows], judgements, edited)
        told_ = told_line(line(story, rows), document)
        with self._tables.writing():
            self._alerting.keep(self._alerting.told(document, rows))
            self._tables.put_document(id_, encoded(document), dumps(told_))
            self._put(found[0], told_)
            self._tables.put_ids(id_, ids_in(document, told, rows))
            self._tables.words.forget(id_)
            self._tables.words.put(id_, findable(document))

    def tell(
        self,
        story: Story,
        reports: list[Report],
        judgements: tuple[Judgement, ...],
        reworded: tuple[Rewording, ...] = (),
    ) -> tuple[Document, Told]:
        """A story's document, raw inputs left out, and what was found on the way."""
        told = tell(story, reports, self._keeper, judgements)
        final = tuple(sorted(told.reports, key=lambda r: (r.path, r.id)))
        document = Document(
            reports=final, raws=(), stories=(story,), actors=told.actors, places=told.places,
            claims=told.claims, disagreements=told.disagreements, lineage=told.lineage,
            changes=told.changes, brief=Brief(()), reworded=reworded,
        )  # fmt: skip
        return briefed(document, judgements, whole=False), told

    # reading

    def lines(self, query: str | None, sort: str, limit: int, offset: int) -> Page[StoryLine]:
        """A part of the list of present stories."""
        known_order(sort)
        only = self._holding(query) if query and query.strip() else None
        found, total = self._tables.lines(sort, limit, offset, only)
        return Page(tuple(decode(StoryLine, json.loads(f)) for f in found), total, offset, limit)

    def _holding(self, query: str) -> list[str]:
        match = expression(query)
        return self._tables.words.stories(match) if match else []

    def story(self, id_: str, judgements: tuple[Judgement, ...]) -> Document:
        """The document of a present story; any id that it or a part of it ever had leads to it."""
        at = self.resolve(id_)
        found = self._tables.story(at)
        if found is not None and not found[1]:
            self._tell_kept(at, judgements)
            found = self._tables.story(at)
        if found is None:
            raise NotFound(no_story(id_))
        return self._document(at, dumps([found[0], self._tables.meta("heard")]))

    def resolve(self, id_: str) -> str:
        """The id of the present story that an id, of a story or of anything in one, leads to.

        Raises :class:`NotFound`."""
        homes = self._tables.where(id_)
        if id_ in homes:
            return id_
        if not homes:
            raise NotFound(no_story(id_))
        return homes[0]

    def _decoded(self, id_: str, _state: str) -> Document:
        kept = self._tables.document(id_)
        if kept is None:
            raise NotFound(f"the story {id_} is being told anew; ask again")
        document: Document = decode(Document, json.loads(kept))
        return self.with_raws(document)

    def with_raws(self, document: Document) -> Document:
        """A document with the raw inputs of its reports, which are kept apart from it."""
        found = [self._file.capture(r.capture) for r in document.reports]
        return replace(document, raws=tuple(decoded(c) if c else "" for c in found))

    def report(self, id_: str, judgements: tuple[Judgement, ...]) -> ReportView:
        """A report with what was found in it."""
        story = self._tables.story_of(id_)
        if story is None:
            raise NotFound(f"no report {id_!r}; a search or `wiredesk export` shows the ids there are")
        if not story:  # a later edition stands in for it
            earlier = self._report(id_)
            held = self._file.capture(earlier.capture)
            return ReportView(earlier, decoded(held) if held else "", "", (), (), ())
        document = self.story(story, judgements)
        at = next(n for n, r in enumerate(document.reports) if r.id == id_)
        claims = tuple(c for c in document.claims if any(s.report == id_ for s in c.statements))
        statements = {s.id: s for c in claims for s in c.statements if s.report == id_}
        return ReportView(
            document.reports[at],
            document.raws[at],
            story,
            tuple(sorted(statements.values(), key=lambda s: (s.spans, s.id))),
            claims,
            tuple(x for x in document.lineage if id_ in (x.source, x.target)),
        )

    def first_seen(self, report: str) -> str | None:
        """When a report was first captured, or None."""
        return self._tables.first_seen(report)

    def claim(self, id_: str, judgements: tuple[Judgement, ...]) -> ClaimView:
        """A claim with its surroundings; the id of a statement leads to the claim that has it."""
        for story in self._tables.where(id_):
            document = self.story(story, judgements)
            claim = next((c for c in document.claims if _holds(c, id_)), None)
            if claim is None:
                continue
            against = tuple(d for d in document.disagreements if claim.id in (d.left, d.right))
            sides = {i for d in against for i in (d.left, d.right)} - {claim.id}
            others = tuple(c for c in document.claims if c.id in sides)
            near = {s.report for c in (claim, *others) for s in c.statements}
            return ClaimView(
                claim, story, against, others, tuple(r for r in document.reports if r.id in near)
            )
        raise NotFound(
            f"no claim {id_!r} in the stories told so far; `wiredesk claims` shows the ids there are"
        )

    def alerts(self, since: str | None, limit: int, offset: int) -> Page[Entry]:
        """What was new in substance when stories were told anew, the latest first."""
        return self._alerting.latest(since, limit, offset)

    def outlets(self, limit: int, offset: int) -> Page[OutletLine]:
        """A part of the list of outlets, those of most reports first."""
        rows, total = self._tables.outlets(limit, offset)
        return Page(tuple(OutletLine(*row, self.family(row[0])) for row in rows), total, offset, limit)

    def family(self, outlet: str) -> str | None:
        """The publisher's family of an outlet, by its name, else by where its latest report stood."""
        if outlet not in self._families:
            found = family_of(outlet, None)
            if found is None:
                latest = self._tables.latest_of(outlet)
                found = family_of(None, self._report(latest).url) if latest else None
            self._families[outlet] = found
        return self._families[outlet]

    def reports_of(self, outlet: str, limit: int, offset: int) -> Page[Report]:
        """A part of an outlet's reports, the latest first."""
        ids, total = self._tables.reports_of(outlet, limit, offset)
        return Page(tuple(self._report(i) for i in ids), total, offset, limit)

    def together(self, left: str, right: str, judgements: tuple[Judgement, ...]) -> Together:
        """Why two reports are of one story, or are not.

        Each is named by its id, the beginning of one, or its path or file name."""
        return self._grouped.together(self._named(left), self._named(right), judgements)

    def related(self, id_: str, most: int) -> tuple[Related, ...]:
        """Other stories that may be of one saga with a story."""
        return self._grouped.related(self.resolve(id_), most)

    def _named(self, name: str) -> str:
        found = self._tables.reports_named(name)
        if len(found) != 1:
            many = f"{len(found)} reports are called so" if found else "no report is called so"
            raise NotFound(f"no single report {name!r}: {many}; a search shows the ids there are")
        return found[0]

    def search(self, words: str, limit: int, offset: int) -> Page[Found]:
        """What matches some words: reports, claims and voices, best first."""
        match = expression(words)
        if not match:
            return Page((), 0, offset, limit)
        rows, total = self._tables.words.matches(match, limit, offset, BEGIN, END)
        homes = self._tables.homes([row[1] for row in rows])
        found = tuple(
            Found(kind, ref, homes.get(ref, ""), title, *unmarked(marked))
            for kind, ref, title, marked in rows
        )
        return Page(found, total, offset, limit)


def _holds(claim: Claim, id_: str) -> bool:
    return claim.id == id_ or any(s.id == id_ for s in claim.statements)
