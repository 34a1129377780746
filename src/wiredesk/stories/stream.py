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

import heapq
import re
import zlib
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import numpy as np

from wiredesk.model.ids import story_id
from wiredesk.model.views import Story
from wiredesk.stories.context import MOST, context
from wiredesk.stories.grouping import LEAST, linked
from wiredesk.stories.items import Item
from wiredesk.stories.judge import probabilities
from wiredesk.stories.likeness import FEATURES, features
from wiredesk.stories.neighbours import Neighbours

Fetch = Callable[[Sequence[str]], Iterable[Item]]

ONE = 1_000_000  # a certain score
AT_HAND = 6_000  # items kept unpacked
WIDTH = len(FEATURES)
TITLES = 50  # members of a story, by id, among which its title is looked for
WORDS_OF_TITLE = 12  # of a text that stand in where no report of a story has a title


@dataclass
class Face:
    """Reports of the same words.  ``copies`` are (published or "9999", id), sorted; the first stands
    for all, and ``item`` is that one, packed."""

    copies: list[tuple[str, str]]
    item: bytes
    title: str
    titled: bool
    words: bytes  # digest of what its copies share
    group: int = -1

    @property
    def id(self) -> str:
        """The report that stands for all."""
        return self.copies[0][1]


@dataclass
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
    """What is kept of a stream from one day to the next: faces (id, copies, packed item, title, whether
    it is a headline, digest of its words, story), links (two ids, nearness, score,
    features), and the faces and links gone."""

    faces: list[tuple[str, list[tuple[str, str]], bytes, str, bool, bytes, str]]
    links: list[tuple[str, str, int, int, bytes]]
    gone_faces: list[str]
    gone_links: list[tuple[str, str]]


class Links:
    """The pairs compared: features, nearness and score (probability in millionths) of each."""

    def __init__(self) -> None:
        self.near: list[int] = []
        self.score: list[int] = []
        self.rows: Any = np.zeros((64, WIDTH), np.float32)
        self.of: list[dict[int, int]] = []  # for each slot: other slot to row
        self._free: list[int] = []

    def add(self, a: int, b: int, near: int) -> int:
        """Link two slots; the row of the pair."""
        if self._free:
            row = self._free.pop()
            self.near[row], self.score[row] = near, -1
        else:
            row = len(self.near)
            self.near.append(near)
            self.score.append(-1)
            if row == len(self.rows):
                self.rows = np.concatenate([self.rows, np.zeros_like(self.rows)])
        self.of[a][b] = self.of[b][a] = row
        return row

    def drop(self, a: int, b: int) -> None:
        """Part two slots."""
        self._free.append(self.of[a].pop(b))
        self.of[b].pop(a)


class Stream:
    """All reports given so far, in stories.  :meth:`add` says what changed."""

    def __init__(self, judge: Callable[[Any], list[float]] = probabilities) -> None:
        self._probabilities = judge
        self.faces: list[Face | None] = []
        self.links = Links()
        self._near = Neighbours()
        self._by_words: dict[bytes, int] = {}
        self._slot: dict[str, int] = {}  # of each report
        self._vacant: list[int] = []
        self._groups: dict[int, Group] = {}
        self._numbered = 0
        self._items: OrderedDict[str, Item] = OrderedDict()
        self._unsaved_faces: set[int] = set()
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
        return None if slot is None else self._groups[self._face(slot).group].story

    def same_words(self, left: str, right: str) -> bool:
        """Whether two reports have the same words."""
        return self._slot.get(left, -1) == self._slot.get(right, -2)

    def compared(self, report: str) -> list[tuple[str, float]]:
        """The reports that a report was compared with (one for each text): id and probability that
        the two are of one event, likeliest first."""
        slot = self._slot.get(report)
        if slot is None:
            return []
        found = [(self._face(o).id, self.links.score[r] / ONE) for o, r in self.links.of[slot].items()]
        return sorted(found, key=lambda f: (-f[1], f[0]))

    def beside(self, report: str) -> list[tuple[Story, int, str, str]]:
        """The stories whose reports are among the nearest of those of a report's story, or the other
        way round: story, how many such pairs, and the two reports of the nearest pair."""
        slot = self._slot.get(report)
        if slot is None:
            return []
        found: dict[int, list[tuple[int, str, str]]] = {}
        own = self._face(slot).group
        for mine in self._groups[own].slots:
            for other, row in self.links.of[mine].items():
                pair = (self.links.near[row], self._face(mine).id, self._face(other).id)
                found.setdefault(self._face(other).group, []).append(pair)
        found.pop(own, None)
        out = [(self._groups[g].story, len(pairs), *max(pairs)[1:]) for g, pairs in found.items()]
        return sorted(out, key=lambda f: (-f[1], f[0].id))

    def path(self, left: str, right: str) -> list[tuple[str, str, float]]:
        """The way from one report to another over likely pairs whose least likely pair is likeliest:
        two ids and a probability for each step; empty where likely pairs do not connect them."""
        start, end = self._slot.get(left), self._slot.get(right)
        if start is None or end is None or start == end:
            return []
        best = {start: ONE}
        came: dict[int, int] = {}
        todo = [(-ONE, self._face(start).id, start)]
        while todo:
            worth, _, slot = heapq.heappop(todo)
            if slot == end:
                break
            if -worth < best[slot]:
                continue
            for other, row in self.links.of[slot].items():
                reach = min(-worth, self.links.score[row])
                if reach >= LEAST * ONE and reach > best.get(other, 0):
                    best[other], came[other] = reach, slot
                    heapq.heappush(todo, (-reach, self._face(other).id, other))
        if end not in came:
            return []
        out = []
        while end != start:
            row = self.links.of[end][came[end]]
            out.append((self._face(came[end]).id, self._face(end).id, self.links.score[row] / ONE))
            end = came[end]
        return out[::-1]

    def rows(self) -> dict[tuple[str, str], tuple[float, ...]]:
        """For each pair compared, smaller id first, what it is judged by."""
        out = {}
        for a, held in enumerate(self.links.of):
            for b, row in held.items():
                one, other = self._face(a).id, self._face(b).id
                if one < other:
                    ranked = self._near.nearest(a, MOST), self._near.nearest(b, MOST)
                    around = np.array(context(self.links.near[row], *ranked), np.float32)
                    out[one, other] = (*self.links.rows[row].tolist(), *around.tolist())
        return out

    # adding

    def add(self, items: Iterable[Item], gone: Iterable[str] = (), again: Fetch | None = None) -> Changed:
        """Take in reports, and give up those ``gone``.  One that is known already is passed over.

        ``again`` gives the items of reports by id: it is asked for reports of the same words as one
        that is gone.
        """
        given = {i.id: i for i in items}
        touched: set[int] = set()
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
                face = self._face(slot)
                copies = sorted((*face.copies, *copies))
                if copies[0] == face.copies[0]:
                    self._copies(slot, copies)
                    touched.add(slot)
                    continue
                leaving.append(slot)
            arriving.append((words, copies, min(alike, key=_dated)))
        before, dissolved = self._leave(leaving, touched)
        fresh = {self._arrive(*given): given[2] for given in sorted(arriving, key=lambda a: a[1])}
        for slot, item in fresh.items():
            self._near.add(slot, item.id, item.day, item.telling)
        losing = set(before)
        unsettled = fresh.keys() | losing
        before.update((slot, []) for slot in fresh)
        for slot in sorted(unsettled):
            open_to = self._near.settle(slot, self._item(slot).telling)
            for other, near in open_to if slot in fresh else ():
                if other in unsettled:
                    continue
                held = before.get(other)
                if held is None:
                    held = self._near.of(other)
                if self._near.offer(slot, other, near):
                    before[other] = held
        touched |= fresh.keys() | self._relink(before, losing)
        self._vacant += leaving
        return self._regroup(touched, dissolved)

    def _give_up(self, gone: set[str], given: dict[str, Item], again: Fetch | None) -> list[int]:
        """The slots that lose reports; what is left of their copies is put among those given."""
        leaving = sorted({self._slot[id_] for id_ in gone if id_ in self._slot})
        for slot in leaving:
            face = self._face(slot)
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
            self.links.of.append({})
        title = item.title.strip()
        packed = zlib.compress(item.packed().encode("utf-8", "surrogatepass"), 1)
        shown = title or " ".join(item.text.split()[:WORDS_OF_TITLE])
        self.faces[slot] = Face([], packed, shown, bool(title), words)
        self._copies(slot, copies)
        self._by_words[words] = slot
        self._remember(item)
        self._gone_faces.discard(item.id)
        return slot

    def _copies(self, slot: int, copies: list[tuple[str, str]]) -> None:
        self._face(slot).copies = copies
        for _, id_ in copies:
            self._slot[id_] = slot
        self._unsaved_faces.add(slot)

    def _leave(
        self, slots: Sequence[int], touched: set[int]
    ) -> tuple[dict[int, list[tuple[int, int]]], list[Story]]:
        """Forget faces.  The neighbours, without them, of those who had them; the stories dissolved."""
        losing: set[int] = set()
        stories: list[Story] = []
        for slot in slots:
            face = self._face(slot)
            losing.update(self._near.drop(slot, self._item(slot).telling))
            touched.update(self.links.of[slot])
            for other in list(self.links.of[slot]):
                self._part(slot, other)
            stories += self._dissolve(face.group, touched)
            self._items.pop(face.id, None)
            self._gone_faces.add(face.id)
        for slot in slots:
            self.faces[slot] = None
            self._unsaved_faces.discard(slot)
        touched.difference_update(slots)
        return {
            b: [x for x in self._near.of(b) if x[0] not in slots] for b in losing.difference(slots)
        }, stories

    def _dissolve(self, group: int, touched: set[int]) -> list[Story]:
        found = self._groups.pop(group, None)
        if found is None:
            return []
        for slot in found.slots:
            self._face(slot).group = -1
            touched.add(slot)
        return [found.story]

    def _relink(self, before: dict[int, list[tuple[int, int]]], losing: set[int]) -> set[int]:
        """Link and part what the neighbours of some slots ask for, and judge again where one's nearest
        have changed, as those of ``losing`` have; the slots of pairs whose score is another now."""
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
                if other not in now and not self._near.has(other, slot) and other in self.links.of[slot]:
                    self._part(slot, other)
                    touched |= {slot, other}
        for slot in moved:
            for other, row in self.links.of[slot].items():
                judge[(slot, other) if slot < other else (other, slot)] = row
        for pair in sorted(fresh):
            self.links.rows[judge[pair]] = self._features(*pair)
        touched.update(s for pair in self._judge(judge) for s in pair)
        return touched

    def _features(self, a: int, b: int) -> tuple[float, ...]:
        one, other = self._item(a), self._item(b)
        return features(one, other) if one.id < other.id else features(other, one)

    def _judge(self, pairs: dict[tuple[int, int], int]) -> list[tuple[int, int]]:
        """Judge pairs by their features and neighbours; those whose score is another now."""
        if not pairs:
            return []
        ranked: dict[int, list[int]] = {}
        for slot in {s for pair in pairs for s in pair}:
            ranked[slot] = self._near.nearest(slot, MOST)
        rows = list(pairs.values())
        near = self.links.near
        around = [context(near[row], ranked[a], ranked[b]) for (a, b), row in pairs.items()]
        matrix = np.hstack([self.links.rows[rows], np.array(around, np.float32)])
        out = []
        for pair, row, found in zip(pairs, rows, self._probabilities(matrix), strict=True):
            score = int(found * ONE)
            if score != self.links.score[row]:
                self.links.score[row] = score
                self._unsaved_links.add(pair)
                out.append(pair)
        return out

    def _part(self, a: int, b: int) -> None:
        self.links.drop(a, b)
        self._unsaved_links.discard((min(a, b), max(a, b)))
        one, other = sorted((self._face(a).id, self._face(b).id))
        self._gone_links.add((one, other))

    # grouping

    def _regroup(self, touched: set[int], gone: list[Story]) -> Changed:
        """Group anew what likely pairs connect to some slots; ``gone`` are stories dissolved before."""
        old: dict[str, Story] = {s.id: s for s in gone}
        made: list[Story] = []
        left = set(touched)
        while left:
            start = left.pop()
            around = self._connected(start)
            left -= around
            order = sorted(around, key=lambda slot: self._face(slot).id)
            for slot in order:
                old.update((s.id, s) for s in self._dissolve(self._face(slot).group, set()))
            for numbers in linked(len(order), self._scores(order), int(LEAST * ONE)):
                made.append(self._group([order[n] for n in numbers]))
        now = {s.id: s for s in made}
        return Changed(
            tuple(sorted(old.keys() - now.keys())),
            tuple(now[i] for i in sorted(now) if old.get(i) != now[i]),
        )

    def _connected(self, start: int) -> set[int]:
        least = int(LEAST * ONE)
        found, todo = {start}, [start]
        score = self.links.score
        while todo:
            for other, row in self.links.of[todo.pop()].items():
                if other not in found and score[row] >= least:
                    found.add(other)
                    todo.append(other)
        return found

    def _scores(self, order: Sequence[int]) -> dict[tuple[int, int], int]:
        number = {slot: n for n, slot in enumerate(order)}
        out = {}
        for n, slot in enumerate(order):
            for other, row in self.links.of[slot].items():
                m = number.get(other)
                if m is not None and n < m:
                    out[n, m] = self.links.score[row]
        return out

    def _group(self, slots: list[int]) -> Story:
        faces = [self._face(slot) for slot in slots]
        first = min(face.copies[0] for face in faces)
        reports = tuple(sorted(id_ for face in faces for _, id_ in face.copies))
        story = Story(story_id(first[1]), self._title(slots), reports)
        self._numbered += 1
        self._groups[self._numbered] = Group(slots, story)
        for slot, face in zip(slots, faces, strict=True):
            face.group = self._numbered
            self._unsaved_faces.add(slot)
        return story

    def _title(self, slots: Sequence[int]) -> str:
        """The title of the report that is nearest to the others; one with a headline where there is."""
        within = set(slots)

        def central(slot: int) -> tuple[bool, int, str]:
            near = sum(self.links.near[row] for other, row in self.links.of[slot].items() if other in within)
            return (not self._face(slot).titled, -near, self._face(slot).id)

        return self._face(min(slots[:TITLES], key=central)).title

    # items and faces

    def _face(self, slot: int) -> Face:
        found = self.faces[slot]
        assert found is not None
        return found

    def _item(self, slot: int) -> Item:
        face = self._face(slot)
        item = self._items.get(face.id)
        if item is None:
            item = Item.unpacked(zlib.decompress(face.item).decode("utf-8", "surrogatepass"))
        self._remember(item)
        return item

    def _remember(self, item: Item) -> None:
        self._items[item.id] = item
        self._items.move_to_end(item.id)
        if len(self._items) > AT_HAND:
            self._items.popitem(last=False)

    # keeping

    def unsaved(self) -> Kept:
        """What changed since this was last asked for."""
        faces = []
        for slot in sorted(self._unsaved_faces):
            face = self._face(slot)
            story = self._groups[face.group].story.id
            faces.append((face.id, face.copies, face.item, face.title, face.titled, face.words, story))
        links = []
        for a, b in sorted(self._unsaved_links):
            row = self.links.of[a][b]
            one, other = sorted((self._face(a).id, self._face(b).id))
            features_ = self.links.rows[row].tobytes()
            links.append((one, other, self.links.near[row], self.links.score[row], features_))
        made = {(one, other) for one, other, *_ in links}
        kept = Kept(faces, links, sorted(self._gone_faces), sorted(self._gone_links - made))
        self._unsaved_faces, self._unsaved_links = set(), set()
        self._gone_faces, self._gone_links = set(), set()
        return kept

    def restore(self, kept: Kept) -> None:
        """Have what was kept, in a stream that is empty."""
        stories: dict[str, list[int]] = {}
        for slot, (id_, copies, item, title, titled, words, story) in enumerate(sorted(kept.faces)):
            self.faces.append(Face(copies, item, title, titled, words))
            self._by_words[words] = slot
            self.links.of.append({})
            for _, copy in copies:
                self._slot[copy] = slot
            stories.setdefault(story, []).append(slot)
            found = self._item(slot)
            self._near.add(slot, id_, found.day, found.telling)
        for one, other, near, score, values in kept.links:
            row = self.links.add(self._slot[one], self._slot[other], near)
            self.links.score[row] = score
            self.links.rows[row] = np.frombuffer(values, np.float32)
        for slot, linked_to in enumerate(self.links.of):
            self._near.restore(slot, [(other, self.links.near[row]) for other, row in linked_to.items()])
        for slots in stories.values():
            self._group(sorted(slots, key=lambda slot: self._face(slot).id))
        self._unsaved_faces = set()


def _dated(item: Item) -> tuple[str, str]:
    return (item.published or "9999", item.id)


def _words(item: Item) -> bytes:
    """What reports of the same words share: a digest of these words, or of the id where there are none."""
    found = " ".join(re.findall(r"\w+", item.text.lower())) or f"\0{item.id}"
    return blake2b(found.encode("utf-8", "surrogatepass"), digest_size=16).digest()
