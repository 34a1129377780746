"""A stream of reports gives the stories that the set of them gives, in any order, at once or one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import pytest
from bench.streams import stream

from wiredesk.stories import Item, Stream
from wiredesk.stories.grouping import CROWD, linked


@pytest.fixture(scope="module")
def items() -> list[Item]:
    """Invented reports of many events, one of them large; some copied word for word on an earlier day."""
    found = [item for item, _ in stream(150, 60, seed=3)]
    return found + [replace(i, id=f"copy-{i.id}", published="2030-01-01") for i in found[:8]]


def kept(stream: Stream) -> object:
    """Stories, texts and pairs, with every number that they were found by."""
    for slot, face in enumerate(stream.faces):
        if face:
            stream._unsaved_faces.add(slot)
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
            grown._unsaved_faces = {n for n, f in enumerate(grown.faces) if f}
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


def test_a_late_report_changes_its_own_story_and_no_other(items: list[Item]) -> None:
    late = items[-20]
    grown = Stream()
    grown.add([i for i in items if i.id != late.id])
    before = {s.id: s for s in grown.stories()}
    changed = grown.add([late])
    after = {s.id: s for s in grown.stories()}
    assert {s.id for s in changed.stories} == {i for i in after if after[i] != before.get(i)}
    assert len(changed.stories) < len(after) / 3


def test_an_item_compares_the_same_without_its_text(items: list[Item]) -> None:
    for item in items[:40]:
        again = Item.unpacked(item.packed())
        for what in (
            "terms",
            "lead",
            "head",
            "capitals",
            "names",
            "ages",
            "numbers",
            "days",
            "size",
            "telling",
        ):
            assert getattr(again, what) == getattr(item, what)
            if isinstance(getattr(item, what), dict):
                assert list(getattr(again, what)) == list(getattr(item, what))


def ring(size: int, reach: int, score: int) -> dict[tuple[int, int], int]:
    """Each number likely with the next few: a story in which none is compared with all."""
    pairs = ((i, (i + d) % size) for i in range(size) for d in range(1, reach + 1))
    return {(min(a, b), max(a, b)): score for a, b in pairs}


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
