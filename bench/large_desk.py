"""A desk of very many reports, filled by the product's own storing code where telling all takes too long.

Reports are added and cleaned as always.  They are then put into the stories that they were made for
(:mod:`bench.wires`) in place of being grouped, some stories of every size are told, and the others are given
the document of a told story of about as many reports, its ids exchanged: tables, indexes and the words that
can be found are as large as if all had been told.  It measures reading, not grouping or telling.
`python -m bench.large_desk --reports 100000 --out large.desk`, then `python -m bench.desk --desk large.desk`.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from bench.wires import wires
from wiredesk.desk import Desk

TOLD = 6  # stories of each size that are told
LARGEST = 60  # reports of the largest story that is told
BATCH = 200


def fill(path: Path, count: int) -> None:
    """Make the desk file."""
    from wiredesk.model.ids import story_id
    from wiredesk.model.views import Story

    event: dict[str, int] = {}
    title: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as name, Desk(path) as desk:
        rows = list(wires(count, count // 100))
        source = Path(name) / "wires.jsonl"
        source.write_text("\n".join(json.dumps(row) for row, _ in rows), encoding="utf-8")
        desk.add([str(source)])
        desk.editions_of(["r-"])  # cleans what came, and groups nothing
        file = desk._file  # the room below the desk: nothing but this measurement puts stories in by hand
        views, tables = desk._views, file.views
        for row, number in rows:
            event[row["id"]], title[row["id"]] = number, row["title"]
        given = dict(
            file._db.execute(
                "SELECT v.report, json_extract(c.hints, '$[0]') FROM view_captures v "
                "JOIN captures c ON c.id = v.id"
            )
        )
        days = tables.days()
        groups: dict[int, list[str]] = defaultdict(list)
        for report, named in given.items():
            groups[event[named]].append(report)
        stories = []
        for members in groups.values():
            first = min(members, key=lambda r: (days.get(r, "9999"), r))
            stories.append(Story(story_id(first), title[given[first]], tuple(sorted(members))))
        for start in range(0, len(stories), 2_000):
            with tables.writing():
                views._settle([], stories[start : start + 2_000])
        with tables.writing():
            file._db.execute("UPDATE view_reports SET grouped = 1")
            tables.set_meta("grouped", "[]")
        desk.refresh(tell=False)
        _tell_some(desk)
        _copy(desk)


def _tell_some(desk: Desk) -> None:
    sizes: dict[int, int] = defaultdict(int)
    offset = 0
    while (page := desk.stories(limit=500, offset=offset)).items:
        for line in page.items:
            if line.reports <= LARGEST and sizes[line.reports] < TOLD:
                sizes[line.reports] += 1
                desk.story(line.id)
        offset += 500


def _copy(desk: Desk) -> None:
    """Give every story that is not told the document of one that is."""
    from wiredesk.model.codec import decode, dumps
    from wiredesk.model.pages import StoryLine
    from wiredesk.model.views import Document, Story
    from wiredesk.run.story_lines import Row, aliases, findable, line, told_line

    views, tables = desk._views, desk._file.views
    told: dict[int, list[tuple[str, str, list[str]]]] = defaultdict(list)
    left: list[tuple[str, int]] = []
    for id_, reports, ready in tables._db.execute("SELECT id, reports, told FROM view_stories ORDER BY id"):
        if ready:
            kept = tables.document(id_)
            assert kept is not None
            told[reports].append((id_, kept.decode(), [row[0] for row in tables.members(id_)]))
        elif reports <= LARGEST:
            left.append((id_, reports))
    for start in range(0, len(left), BATCH):
        with tables.writing():
            for number, (id_, reports) in enumerate(left[start : start + BATCH]):
                near = told[min(told, key=lambda n: abs(n - reports))]
                source, text, members = near[number % len(near)]
                rows = [Row(*row) for row in tables.members(id_)]
                new = {source: id_, **{m: r.id for m, r in zip(members, rows, strict=False)}}
                text = "".join(_exchanged(text, new, id_))
                document: Document = decode(Document, json.loads(text))
                held = tables.story(id_)
                assert held is not None
                bare: StoryLine = decode(StoryLine, json.loads(held[2]))
                story = Story(id_, bare.title, tuple(r.id for r in rows))
                shown = told_line(line(story, rows), document)
                tables.put_document(id_, text.encode(), dumps(shown))
                views._put(held[0], shown)
                found = {id_, *aliases(rows), *(r.id for r in rows), *(c.id for c in document.claims)}
                found |= {s.id for c in document.claims for s in c.statements}
                tables.put_ids(id_, sorted(found | {a.id for a in document.actors}))
                tables.words.put(id_, findable(document))


def _exchanged(text: str, new: dict[str, str], own: str) -> Iterator[str]:
    """The pieces of a document with its ids exchanged: reports' for those given, captures' kept, others'
    made of the old one and the story."""
    for piece in re.split(r"(\b[a-z]+-[0-9a-f]{10,}\b)", text):
        kind, _, digest = piece.partition("-")
        if piece in new:
            yield new[piece]
        elif re.fullmatch(r"[a-z]+-[0-9a-f]{10,}", piece) and kind not in ("c", "r", "story"):
            yield f"{kind}-{sha256((own + piece).encode()).hexdigest()[: len(digest)]}"
        else:
            yield piece


def main() -> None:
    """Make one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args()
    fill(asked.out, asked.reports)


if __name__ == "__main__":
    main()
