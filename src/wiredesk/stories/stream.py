"""Stories from a stream: what one report more changes, and nothing else.

The stories follow from the set of reports alone, in whatever order and batches they came:

1. Reports of the same words are one *face*, judged once (the earliest of them stands for it).
2. Each face has its nearest faces (:mod:`wiredesk.stories.neighbours`); a pair is compared where
   one is among the nearest of the other.
3. A pair is judged by what the two have in common and by their other neighbours.
4. Faces that likely pairs connect are grouped together (:mod:`wiredesk.stories.grouping`).

A new face changes the lists it enters, hence the judgement of a few pairs, hence the groups of what
these pairs connect.  Only that is done again.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import numpy as np

from wiredesk.model.ids import story_id
from wiredesk.model.views import Story
from wiredesk.stories.columns import Columns
from wiredesk.stories.context import MOST, context
from wiredesk.stories.grouping import CROWD, linked
from wiredesk.stories.items import Item
from wiredesk.stories.judge import APART, DOUBT, doubtful, probabilities
from wiredesk.stories.likeness import BESIDE_NAMES, features
from wiredesk.stories.links import LIKELY, ONE, Links
from wiredesk.stories.neighbours import Neighbours

Fetch = Callable[[Sequence[str]], Iterable[Item]]
Listed = list[tuple[int, int]]  # neighbours: slot and nearness

TITLES = 50  # members of a story, by id, among which its title is looked for
FEW = 12
"""A desk of so few reports (copies count once) is mostly one that somebody put together of one event."""
ODDS, DAYS = 3.0, 1
"""How much likelier one event is in such a desk than the trees have learnt, where two reports are at most so
many days apart or one is undated: days tell an attack from the funeral.  Chosen on the stories of both
public sets that are held out from training (docs/models/stories.md says what was tried and what it gives)."""
WORDS_OF_TITLE = 12  # of a text that stand in where no report of a story has a title


@dataclass(slots=True)
class Face:
    """Reports of the same words.  ``copies`` are (published or "9999", id), sorted; the first stands
    for all."""

    copies: list[tuple[str, str]]
    title: str
    titled: bool
    words: bytes  # digest of what its copies share
    group: int = -1
    story: str = ""  # the id of its story when it was last saved

    @property
    def id(self) -> str:
        """The report that stands for all."""
        return self.copies[0][1]


@dataclass(slots=True)
class Group:
    """Faces of one event, by slot, and the story that they make."""

    slots: list[int]
    story: Story


@dataclass(frozen=True)
class Changed:
    """What an addition changed: ids of stories that are no more; stories new, or other than before."""

    gone: tuple[str, ...]
    stories: tuple[Story, ...]


@dataclass(frozen=True)
class Kept:
    """What is kept of a stream from one day to the next: faces (id, copies, packed numbers or None
    where these are kept already, title, whether it is a headline, digest of its words, story),
    links (two ids, nearness, score, features), and the faces and links gone."""

    faces: Sequence[tuple[str, list[tuple[str, str]], bytes | None, str, bool, bytes, str]]
    links: Sequence[tuple[str, str, int, int, bytes]]
    gone_faces: list[str]
    gone_links: list[tuple[str, str]]


class Stream:
    """All reports given so far, in stories.  :meth:`add` says what changed."""

    def __init__(self, judge: Callable[[Any], list[float]] = probabilities) -> None:
        self._probabilities = judge
        self.faces: list[Face | None] = []
        self.links = Links()
        self._columns = Columns()
        self._near = Neighbours()
        self._by_words: dict[bytes, int] = {}
        self._slot: dict[str, int] = {}  # of each report
        self._vacant: list[int] = []
        self._groups: dict[int, Group] = {}
        self._numbered = 0
        self._unsaved_faces: set[int] = set()
        self._unpacked: set[int] = set()  # slots whose numbers are not saved
        self._unsaved_links: set[tuple[int, int]] = set()
        self._gone_faces: set[str] = set()
        self._gone_links: set[tuple[str, str]] = set()

    def __contains__(self, report: str) -> bool:
        return report in self._slot

    def stories(self) -> tuple[Story, ...]:
        """Every story, by id."""
        return tuple(sorted((g.story for g in self._groups.values()), key=lambda s: s.id))

    def story_of(self, report: str) -> Story | None:
        """The story of a report, or None."""
        slot = self._slot.get(report)
        return None if slot is None else self._groups[self.face(slot).group].story

    def same_words(self, left: str, right: str) -> bool:
        """Whether two reports have the same words."""
        return self._slot.get(left, -1) == self._slot.get(right, -2)

    def dated(self, report: str) -> tuple[str, str]:
        """What the reports of a story are ordered by: publication ("9999" where it is unknown) and id."""
        return next(c for c in self.face(self._slot[report]).copies if c[1] == report)

    def slot(self, report: str) -> int | None:
        """The slot of a report's face, or None."""
        return self._slot.get(report)

    def face(self, slot: int) -> Face:
        """The face at a slot that has one."""
        found = self.faces[slot]
        assert found is not None
        return found

    def group(self, slot: int) -> Group:
        """The group of the face at a slot."""
        return self._groups[self.face(slot).group]

    def rows(self) -> dict[tuple[str, str], tuple[float, ...]]:
        """For each pair compared, smaller id first, what it is judged by."""
        pairs = [(a, b, row) for a, held in enumerate(self.links.of) for b, row in held.items()]
        pairs = [(a, b, row) for a, b, row in pairs if self.face(a).id < self.face(b).id]
        judged = self._judged_by([(a, b) for a, b, _ in pairs], [row for _, _, row in pairs])
        ids = [(self.face(a).id, self.face(b).id) for a, b, _ in pairs]
        return dict(zip(ids, map(tuple, judged.tolist()), strict=True))

    # adding

    def add(self, items: Iterable[Item], gone: Iterable[str] = (), again: Fetch | None = None) -> Changed:
        """Take in reports, and give up those ``gone``.  One that is known already is passed over.

        ``again`` gives the items of reports by id: it is asked for reports of the same words as one
        that is gone.
        """
        given = {i.id: i for i in items}
        touched: set[int] = set()
        were_few = self._few()
        leaving = self._give_up(set(gone), given, again)
        by_words: dict[bytes, list[Item]] = {}
        for item in given.values():
            if item.id not in self._slot:
                by_words.setdefault(_words(item), []).append(item)
        arriving: list[tuple[bytes, list[tuple[str, str]], Item]] = []
        for words, alike in by_words.items():
            copies = sorted(_dated(i) for i in alike)
            slot = self._by_words.get(words)
            if slot is not None:
                face = self.face(slot)
                copies = sorted((*face.copies, *copies))
                if copies[0] == face.copies[0]:
                    self._copies(slot, copies)
                    touched.add(slot)
                    continue
                leaving.append(slot)
            arriving.append((words, copies, min(alike, key=_dated)))
        before, dissolved = self._leave(leaving, touched)
        fresh = {self._arrive(*given) for given in sorted(arriving, key=lambda a: a[1])}
        losing = set(before)
        unsettled = fresh | losing
        before.update((slot, []) for slot in fresh)
        settling = np.zeros(len(self.faces), bool)
        settling[list(unsettled)] = True
        for slot in sorted(unsettled):
            others, near = self._near.settle(slot, *self._columns.found_by(slot))
            if slot in fresh and len(others):
                settled = ~settling[others]
                others, near = others[settled], near[settled]
                for other, had in self._near.offer(slot, others, near):
                    before.setdefault(other, had)
        touched |= fresh | self._relink(before, losing, anew=self._few() != were_few)
        self._vacant += leaving
        return self._regroup(touched, dissolved)

    def _few(self) -> bool:
        """Whether these are the reports of a small desk."""
        return len(self._by_words) <= FEW

    def _give_up(self, gone: set[str], given: dict[str, Item], again: Fetch | None) -> list[int]:
        """The slots that lose reports; what is left of their copies is put among those given."""
        leaving = sorted({self._slot[id_] for id_ in gone if id_ in self._slot})
        for slot in leaving:
            face = self.face(slot)
            del self._by_words[face.words]
            left = [id_ for _, id_ in face.copies if id_ not in gone]
            if left:
                if again is None:
                    raise ValueError(f"reports of the same words as {face.id} are left; expected `again`")
                given.update((i.id, i) for i in again(left))
            for _, id_ in face.copies:
                del self._slot[id_]
        return leaving

    def _arrive(self, words: bytes, copies: list[tuple[str, str]], item: Item) -> int:
        slot = self._vacant.pop() if self._vacant else len(self.faces)
        if slot == len(self.faces):
            self.faces.append(None)
        title = item.title.strip()
        shown = title or " ".join(item.text.split()[:WORDS_OF_TITLE])
        self.faces[slot] = Face([], shown, bool(title), words)
        self._copies(slot, copies)
        self._by_words[words] = slot
        self._gone_faces.discard(item.id)
        self._unpacked.add(slot)
        self._columns.put(slot, item)
        self._have(slot)
        return slot

    def _have(self, slot: int) -> None:
        """Have a face whose numbers are known found by them, without neighbours."""
        self.links.add_slot(slot)
        found_by = self._columns.found_by(slot)
        self._near.add(slot, self.face(slot).id, self._columns.day[slot], *found_by)

    def _copies(self, slot: int, copies: list[tuple[str, str]]) -> None:
        self.face(slot).copies = copies
        for _, id_ in copies:
            self._slot[id_] = slot
        self._unsaved_faces.add(slot)

    def _leave(self, slots: Sequence[int], touched: set[int]) -> tuple[dict[int, Listed], list[Story]]:
        """Forget faces.  The neighbours, without them, of those who had them; the stories dissolved."""
        losing: set[int] = set()
        stories: list[Story] = []
        for slot in slots:
            face = self.face(slot)
            losing.update(self._near.drop(slot, self._columns.found_by(slot)[0]))
            touched.update(self.links.of[slot])
            for other in list(self.links.of[slot]):
                self._part(slot, other)
            stories += self._dissolve(face.group, touched)
            self._gone_faces.add(face.id)
        for slot in slots:
            self.faces[slot] = None
            self.links.drop_slot(slot)
            self._columns.drop(slot)
            self._unsaved_faces.discard(slot)
            self._unpacked.discard(slot)
        touched.difference_update(slots)
        return {
            b: [x for x in self._near.of(b) if x[0] not in slots] for b in losing.difference(slots)
        }, stories

    def _dissolve(self, group: int, touched: set[int]) -> list[Story]:
        found = self._groups.pop(group, None)
        if found is None:
            return []
        for slot in found.slots:
            self.face(slot).group = -1
            touched.add(slot)
        return [found.story]

    def _relink(self, before: dict[int, Listed], losing: set[int], anew: bool) -> set[int]:
        """Link and part what the neighbours of some slots ask for, and judge again where one's nearest
        have changed, as those of ``losing`` have, or all of them ``anew``; the slots of pairs whose score
        is another now."""
        touched: set[int] = set()
        judge: dict[tuple[int, int], int] = {}
        fresh: list[tuple[int, int]] = []
        moved: list[int] = []
        after = {slot: self._near.of(slot) for slot in before}
        for slot, found in after.items():
            if slot in losing or [n for _, n in found[:MOST]] != [n for _, n in before[slot][:MOST]]:
                moved.append(slot)
            for other, near in found:
                if other not in self.links.of[slot]:
                    pair = (slot, other) if slot < other else (other, slot)
                    judge[pair] = self.links.add(*pair, near)
                    fresh.append(pair)
        for slot, was in before.items():
            now = {other for other, _ in after[slot]}
            for other, _ in was:
                if other not in now and other in self.links.of[slot] and not self._near.has(other, slot):
                    self._part(slot, other)
                    touched |= {slot, other}
        for slot in range(len(self.links.of)) if anew else moved:
            for other, row in self.links.of[slot].items():
                judge[(slot, other) if slot < other else (other, slot)] = row
        if fresh:
            self.links.rows[[judge[pair] for pair in fresh]] = features(self._columns, fresh)
        touched.update(s for pair in self._judge(judge) for s in pair)
        self.links.firm_up()
        return touched

    def _judge(self, pairs: dict[tuple[int, int], int]) -> list[tuple[int, int]]:
        """Judge pairs by their features and neighbours; those whose score is another now."""
        if not pairs:
            return []
        rows = list(pairs.values())
        scores = self.links.score
        out = []
        found = self._probabilities(self._judged_by(list(pairs), rows))
        values = self.links.rows[rows]
        one_day = (values[:, APART] <= math.log1p(DAYS)).tolist() if self._few() else [False] * len(rows)
        for (a, b), row, likely, near, doubt in zip(
            pairs, rows, found, one_day, doubtful(values).tolist(), strict=True
        ):
            if near:
                likely = likely * ODDS / (1 - likely + likely * ODDS)
            score = int((min(likely, DOUBT) if doubt else likely) * ONE)
            if score != scores[row]:
                self.links.put_score(a, b, row, score)
                self._unsaved_links.add((a, b))
                out.append((a, b))
        return out

    def _judged_by(self, pairs: Sequence[tuple[int, int]], rows: Sequence[int]) -> Any:
        """What pairs are judged by, a row each: features, then context."""
        near = np.array([self.links.near[row] for row in rows], np.int64)
        ends = [self._near.nearest([pair[n] for pair in pairs], MOST) for n in (0, 1)]
        return np.hstack([self.links.rows[list(rows), :BESIDE_NAMES], context(near, *ends)])

    def _part(self, a: int, b: int) -> None:
        self.links.drop(a, b)
        self._unsaved_links.discard((min(a, b), max(a, b)))
        one, other = sorted((self.face(a).id, self.face(b).id))
        self._gone_links.add((one, other))

    # grouping

    def _regroup(self, touched: set[int], gone: list[Story]) -> Changed:
        """Group anew what likely pairs connect to some slots; ``gone`` are stories dissolved before."""
        old: dict[str, Story] = {s.id: s for s in gone}
        made: list[Story] = []
        left = set(touched)
        while left:
            around = self.links.likely.of(left.pop())
            left -= around
            for group in {self.face(slot).group for slot in around}:
                old.update((s.id, s) for s in self._dissolve(group, set()))
            made += [self._group(slots) for slots in self._parted(around)]
        now = {s.id: s for s in made}
        return Changed(
            tuple(sorted(old.keys() - now.keys())),
            tuple(now[i] for i in sorted(now) if old.get(i) != now[i]),
        )

    def _parted(self, around: set[int]) -> Iterator[list[int]]:
        """The groups of slots that likely pairs connect."""
        if len(around) == 1:
            yield list(around)
            return
        order = sorted(around, key=lambda slot: self.face(slot).id)
        scores: dict[tuple[int, int], int] = {}
        crowds = None
        if len(order) <= CROWD:
            scores = {(n, m): score for n, m, score in self.links.among(order)}
        else:
            number = {slot: n for n, slot in enumerate(order)}
            labels = self.links.crowds.labels
            together: dict[int, list[int]] = {}
            for n, label in enumerate(labels[order].tolist()):
                together.setdefault(label, []).append(n)
            crowds = list(together.values())
            for a, b in self._near.pairs(order, labels):
                if (m := number.get(b)) is not None:
                    n = number[a]
                    scores[min(n, m), max(n, m)] = self.links.score[self.links.of[a][b]]
        for numbers in linked(len(order), scores, LIKELY, crowds):
            yield [order[n] for n in numbers]

    def _group(self, slots: list[int]) -> Story:
        faces = [self.face(slot) for slot in slots]
        first = min(face.copies[0] for face in faces)
        reports = tuple(sorted(id_ for face in faces for _, id_ in face.copies))
        story = Story(story_id(first[1]), self._title(slots), reports)
        self._numbered += 1
        self._groups[self._numbered] = Group(slots, story)
        for slot, face in zip(slots, faces, strict=True):
            face.group = self._numbered
            if face.story != story.id:
                self._unsaved_faces.add(slot)
        return story

    def _title(self, slots: Sequence[int]) -> str:
        """The title of the report that is nearest to the others; one with a headline where there is."""
        within = set(slots)

        def central(slot: int) -> tuple[bool, int, str]:
            near = sum(self.links.near[row] for other, row in self.links.of[slot].items() if other in within)
            return (not self.face(slot).titled, -near, self.face(slot).id)

        return self.face(min(slots[:TITLES], key=central)).title

    # keeping

    def unsaved(self) -> Kept:
        """What changed since this was last asked for."""
        faces = []
        for slot in sorted(self._unsaved_faces | self._unpacked):
            face = self.face(slot)
            face.story = self._groups[face.group].story.id
            packed = self._columns.packed(slot) if slot in self._unpacked else None
            faces.append((face.id, face.copies, packed, face.title, face.titled, face.words, face.story))
        links = []
        for a, b in sorted(self._unsaved_links):
            row = self.links.of[a][b]
            one, other = sorted((self.face(a).id, self.face(b).id))
            features_ = self.links.rows[row].tobytes()
            links.append((one, other, self.links.near[row], self.links.score[row], features_))
        made = {(one, other) for one, other, *_ in links}
        kept = Kept(faces, links, sorted(self._gone_faces), sorted(self._gone_links - made))
        self._unsaved_faces, self._unpacked, self._unsaved_links = set(), set(), set()
        self._gone_faces, self._gone_links = set(), set()
        return kept

    def restore(self, kept: Kept) -> None:
        """Have what was kept, in a stream that is empty."""
        stories: dict[str, list[int]] = {}
        for slot, (_, copies, packed, title, titled, words, story) in enumerate(sorted(kept.faces)):
            assert packed is not None
            self.faces.append(Face(copies, title, titled, words, story=story))
            self._by_words[words] = slot
            for _, copy in copies:
                self._slot[copy] = slot
            stories.setdefault(story, []).append(slot)
            self._columns.unpack(slot, packed)
            self._have(slot)
        for one, other, near, score, values in kept.links:
            a, b = self._slot[one], self._slot[other]
            row = self.links.add(a, b, near)
            self.links.put_score(a, b, row, score)
            self.links.rows[row] = np.frombuffer(values, np.float32)
        self.links.firm_up()
        for slot, linked_to in enumerate(self.links.of):
            self._near.restore(slot, [(other, self.links.near[row]) for other, row in linked_to.items()])
        for slots in stories.values():
            self._group(sorted(slots, key=lambda slot: self.face(slot).id))


def _dated(item: Item) -> tuple[str, str]:
    return (item.published or "9999", item.id)


def _words(item: Item) -> bytes:
    """What reports of the same words share: a digest of these words, or of the id where there are none."""
    found = " ".join(re.findall(r"\w+", item.text.lower())) or f"\0{item.id}"
    return blake2b(found.encode("utf-8", "surrogatepass"), digest_size=16).digest()
