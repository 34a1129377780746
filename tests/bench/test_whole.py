"""The stories that were labelled whole: well formed, and counted as a reader would."""

from __future__ import annotations

import json
from itertools import chain, combinations
from pathlib import Path

import pytest
from bench import judged, whole

from wiredesk.desk import Desk
from wiredesk.model.views import Document

REPORTS = {
    "one.txt": "Dam holds\n\nThe dam at Orvel is holding, the mayor said. "
    "Nine people were killed in the flood.",
    "two.txt": "Flood\n\nNine people died in the flood at Orvel. The price of bread rose by a tenth.",
}


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Document:
    room = tmp_path_factory.mktemp("reports")
    for name, text in REPORTS.items():
        Path(room, name).write_text(text, "utf-8")
    with Desk(None) as desk:
        desk.add([str(room)])
        return desk.document()


def at(name: str, words: str) -> list[str]:
    start = REPORTS[name].index(words)
    return [name.removesuffix(".txt"), f"{start}-{start + len(words)}"]


STATEMENTS = [
    at("one.txt", "The dam at Orvel is holding"),
    at("one.txt", "Nine people were killed in the flood"),
    at("two.txt", "Nine people died in the flood at Orvel"),
    at("two.txt", "The price of bread rose by a tenth"),
    ["one", "900-950"],
]


def test_a_labelled_statement_is_found_by_its_place_or_not_at_all(read: Document) -> None:
    found = whole.homes(read, {"statements": STATEMENTS})
    assert [None if f is None else f[2] for f in found][:2] == [
        "The dam at Orvel is holding",
        "Nine people were killed in the flood",
    ]
    assert found[4] is None


def test_pairs_are_joined_rightly_or_wrongly_or_missed(read: Document) -> None:
    story = {"statements": STATEMENTS, "same": [[1, 2]], "part": [], "update": [], "clash": []}
    found = whole.homes(read, story)
    joined = found[1] is not None and found[2] is not None and found[1][0] == found[2][0]
    told = whole.counted(found, read, story)
    assert (told.joined, told.missed) == ((1, 0) if joined else (0, 1))
    swapped = whole.counted(found, read, {**story, "same": [[0, 3]]})
    assert swapped.missed == 1
    assert swapped.wrong == told.joined
    loose = whole.counted(found, read, {**story, "same": [], "part": [[1, 2]]})
    assert (loose.joined, loose.wrong, loose.missed) == (0, 0, 0)


def test_every_story_is_well_formed() -> None:
    for story in chain(whole.stories(), whole.stories(learned=True)):
        numbers = range(len(story["statements"]))
        assert all(n in numbers for some in story["same"] for n in some)
        assert all(not set(a) & set(b) for a, b in combinations(story["same"], 2))
        for pair in chain(story["part"], story["update"], story["clash"], story["apart"]):
            assert all(n in numbers for n in pair[:2])
        for _, spans in story["statements"]:
            assert all(int(a) < int(b) for a, b in (part.split("-") for part in spans.split(",")))


def test_the_stories_held_back_are_known_and_most_are_labelled_whole() -> None:
    known = {*judged.labelled(), *judged.labelled(judged.LATER)}
    assert whole.held_back() <= known
    assert len({json.dumps(s["statements"]) for s in whole.stories()}) > 40
