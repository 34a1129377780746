"""A stream of reports gives the stories that the set of them gives, in any order, at once or one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import pytest
from bench.streams import stream

from wiredesk.stories import Item, Stream, grouping
from wiredesk.stories import stream as streaming
from wiredesk.stories.columns import Columns
from wiredesk.stories.grouping import CROWD, crowds, joined, linked
from wiredesk.stories.likeness import features
from wiredesk.stories.links import LIKELY
from wiredesk.stories.parts import Parts
from wiredesk.stories.stream import FEW


@pytest.fixture(scope="module")
def items() -> list[Item]:
    """Invented reports of many events, one of them large; some copied word for word on an earlier day."""
    found = [item for item, _ in stream(150, 60, seed=3)]
    return found + [replace(i, id=f"copy-{i.id}", published="2030-01-01") for i in found[:8]]


def kept(stream: Stream) -> object:
    """Stories, texts and pairs, with every number that they were found by."""
    for slot, face in enumerate(stream.faces):
        if face:
            stream._unpacked.add(slot)
            stream._unsaved_links.update((slot, b) for b in stream.links.of[slot] if slot < b)
    found = stream.unsaved()
    return stream.stories(), sorted(found.faces), sorted(found.links)


@pytest.fixture(scope="module")
def at_once(items: list[Item]) -> object:
    whole = Stream()
    whole.add(items)
    return kept(whole)


@pytest.mark.parametrize("seed", range(5))
def test_any_order_and_batches_even_with_reports_that_go_again_leave_the_same(
    items: list[Item], at_once: object, seed: int
) -> None:
    random = Random(seed)
    passing = [replace(i, id=f"p-{i.id}", text=i.text + " more") for i in items[10:20]]
    passing += [replace(i, id=f"q-{i.id}", published="2029-05-05") for i in items[20:28]]  # copies again
    by_id = {i.id: i for i in (*items, *passing)}
    order = list(by_id.values())
    random.shuffle(order)
    grown = Stream()
    shown = {}
    while order:
        size = random.choice((1, 1, 2, 7, 40))
        part, order = order[:size], order[size:]
        changed = grown.add(part)
        for gone in changed.gone:
            del shown[gone]
        shown.update((s.id, s) for s in changed.stories)
        if random.random() < 0.1:
            again = Stream()
            kept(grown)
            grown._unpacked = {n for n, f in enumerate(grown.faces) if f}
            grown._unsaved_links = {(a, b) for a, of in enumerate(grown.links.of) for b in of if a < b}
            again.restore(grown.unsaved())
            grown = again
    random.shuffle(passing)
    for n in range(0, len(passing), 4):
        changed = grown.add([], [i.id for i in passing[n : n + 4]], lambda ids: [by_id[i] for i in ids])
        for gone in changed.gone:
            del shown[gone]
        shown.update((s.id, s) for s in changed.stories)
    assert kept(grown) == at_once
    assert sorted(shown.values(), key=lambda s: s.id) == list(grown.stories())


def test_crowds_of_a_large_story_are_kept_as_they_would_be_found_anew(
    items: list[Item], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streaming, "CROWD", 10)
    monkeypatch.setattr(grouping, "CROWD", 10)
    grown = Stream()
    order = items[:]
    Random(5).shuffle(order)
    for item in order:
        grown.add([item])
    leaving = [i.id for i in order if not i.id.startswith("copy-")][:30]
    by_id = {i.id: i for i in items}
    grown.add([], leaving, lambda ids: [by_id[i] for i in ids])
    whole = Stream()
    whole.add([i for i in items if i.id not in leaving])
    assert kept(grown) == kept(whole)
    links = whole.links
    parts = {frozenset(links.likely.of(slot)) for slot, face in enumerate(whole.faces) if face}
    assert max(map(len, parts)) > 10
    for part in parts:
        slots = sorted(part, key=lambda slot: whole.face(slot).id)
        scores = {(a, b): score for a, b, score in links.among(slots)}
        found = {frozenset(slots[n] for n in crowd) for crowd in crowds(len(slots), scores, LIKELY)}
        assert found == {frozenset(links.crowds.of(slot)) for slot in slots}


@pytest.mark.parametrize("seed", range(5))
def test_parts_are_what_pairs_connect_however_pairs_come_and_go(seed: int) -> None:
    random = Random(seed)
    beside: dict[int, set[int]] = {n: set() for n in range(40)}
    parts = Parts(lambda n: beside[n])
    for n in beside:
        parts.add(n)
    for _ in range(600):
        a, b = random.sample(range(40), 2)
        if b in beside[a]:
            beside[a].remove(b)
            beside[b].remove(a)
            parts.part(a, b)
        elif random.random() < 0.3:
            beside[a].add(b)
            beside[b].add(a)
            parts.join(a, b)
        root = joined(40, ((x, y) for x, near in beside.items() for y in near))
        assert all((root(x) == root(y)) is (y in parts.of(x)) for x in (a, b) for y in range(40))


def test_a_small_desk_leans_to_one_event_until_it_grows_and_when_it_shrinks_again(items: list[Item]) -> None:
    few, more = items[:FEW], items[FEW : 3 * FEW]
    small, large = Stream(), Stream()
    small.add(few)
    large.add([*few, *more])
    grown = Stream()
    grown.add(few)
    grown.add(more)
    assert kept(grown) == kept(large)
    grown.add([], [i.id for i in more], lambda ids: [])
    assert kept(grown) == kept(small)


def test_a_likely_pair_is_likelier_in_a_small_desk() -> None:
    unsure = Stream(lambda rows: [0.3] * len(rows))
    told = [
        Item(f"r{n}", "", f"{what} the ferry Marnport Castle off Oldmarn on Friday.", None, None)
        for n, what in enumerate(("Divers searched", "Torv and Bell left"))
    ]
    unsure.add(told)
    assert len(unsure.stories()) == 1
    unsure.add([Item(f"s{n}", "", f"Bread of kind {n} costs {n}0 marks.", None, None) for n in range(FEW)])
    assert unsure.story_of("r0") != unsure.story_of("r1")


def test_a_late_report_changes_its_own_story_and_no_other(items: list[Item]) -> None:
    late = items[-20]
    grown = Stream()
    grown.add([i for i in items if i.id != late.id])
    before = {s.id: s for s in grown.stories()}
    changed = grown.add([late])
    after = {s.id: s for s in grown.stories()}
    assert {s.id for s in changed.stories} == {i for i in after if after[i] != before.get(i)}
    assert len(changed.stories) < len(after) / 3


def test_an_item_compares_the_same_once_packed(items: list[Item]) -> None:
    made, again = Columns(), Columns()
    for n, item in enumerate(items):
        made.put(n, item)
    for n in reversed(range(len(items))):  # the vocabulary in another order
        again.unpack(len(items) - 1 - n, made.packed(n))
    pairs = [(a, a + d) for a in range(len(items) - 9) for d in (1, 2, 8)]
    turned = [(len(items) - 1 - a, len(items) - 1 - b) for a, b in pairs]
    assert (features(made, pairs) == features(again, turned)).all()
    assert (features(made, pairs) == features(made, [(b, a) for a, b in pairs])).all()
    for n in range(len(items)):
        assert made.packed(n) == again.packed(len(items) - 1 - n)


def ring(size: int, reach: int, score: int) -> dict[tuple[int, int], int]:
    """Each number likely with the next few: a story in which none is compared with all."""
    pairs = ((i, (i + d) % size) for i in range(size) for d in range(1, reach + 1))
    return {(min(a, b), max(a, b)): score for a, b in pairs}


def test_one_report_in_many_papers_each_with_its_own_edits_is_one_story() -> None:
    sentences = [f"The {w} of Keld was {v} by Pavel Rusk on Monday." for w, v in zip(
        "harbour quay market mill bridge tower school station".split(),
        "bought closed opened painted praised visited sold named".split(), strict=True,
    )]  # fmt: skip
    items = []
    for n in range(3 * CROWD):
        told = [s for m, s in enumerate(sentences) if m != n % 8]
        told.insert(n % 7, f"Our reporter Anna Moor{n} was there with {n} others.")
        items.append(Item(str(n), "Rusk buys harbour", " ".join(told), "2031-04-02", f"Outlet {n}"))
    whole = Stream()
    whole.add(items)
    assert max(len(s.reports) for s in whole.stories()) > 0.9 * len(items)


def test_a_story_in_which_none_is_compared_with_all_stays_whole() -> None:
    size = 3 * CROWD
    assert len(linked(size, ring(size, 10, 900_000), 500_000)) == 1


def test_one_wrong_pair_does_not_join_two_large_stories() -> None:
    size = 2 * CROWD
    scores = ring(size, 10, 900_000)
    scores.update({(a + size, b + size): s for (a, b), s in scores.items()})
    scores[3, size + 9] = 990_000
    found: Sequence[Sequence[int]] = linked(2 * size, scores, 500_000)
    assert sorted(len(g) for g in found) == [size, size]
