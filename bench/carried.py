"""What is carried over from one sentence to the next, to be read: is it what that source told?

    python bench/carried.py 4242              of 60 reports of incidents and 60 of AllSides
    python bench/carried.py 4242 --sizes 20 10

Reports are drawn with the seed from those of 600 characters and more that no reading and no answer key uses.
Every statement that has a speaker, and neither cue nor source nor quotation marks of its own, is printed
with the sentences before it. What was read stands in docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from random import Random

from reading import SHARED, known_before, read

from wiredesk.clean import clean
from wiredesk.model.reports import Capture, Hints, Report
from wiredesk.model.statements import Mode, Statement

CORPORA = ("incidents", "allsides")
SHORTEST = 600
"""Characters that a report must have to be drawn."""


def drawn(shared: Path, corpus: str, seed: int, size: int) -> Iterator[Report]:
    """Reports of a corpus, in the order in which the seed draws them."""
    known, rows = known_before(), {}
    with (shared / "data" / "stories" / f"{corpus}.jsonl").open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            if row["id"] not in known and len(row["text"]) > SHORTEST:
                rows.setdefault(row["id"], row)
    for name in Random(f"{corpus} {seed}").sample(sorted(rows), size):
        data = f"{rows[name]['title']}\n\n{rows[name]['text']}".encode()
        yield clean(
            Capture(
                name,
                name,
                sha256(data).hexdigest(),
                data,
                "2026-01-01T00:00:00Z",
                "text/plain",
                Hints(id=name),
            )
        )


def carried(report: Report) -> list[Statement]:
    """The statements of a report that somebody is taken to go on with."""
    return [
        s
        for s in read(report)
        if s.voice.kind == "speaker" and s.cue is None and not s.source and s.mode is Mode.INDIRECT
    ]


def main() -> None:
    """Print the sheet; see the text at the top of this file."""
    parser = argparse.ArgumentParser(description="Statements carried over from the sentence before.")
    parser.add_argument("seed", type=int)
    parser.add_argument("--sizes", type=int, nargs=2, default=(60, 60), metavar="N")
    asked = parser.parse_args()
    number, reports = 0, 0
    for corpus, size in zip(CORPORA, asked.sizes, strict=True):
        for report in drawn(SHARED, corpus, asked.seed, size):
            found = carried(report)
            reports += bool(found)
            for one in found:
                number += 1
                before = report.text[max(0, one.spans[0].start - 400) : one.spans[0].start]
                print(f"#{number} {corpus} {report.id[:8]} -> {one.voice.name!r}")
                print(f"   {' '.join(before.split())} [[{one.text}]]\n")
    print(f"{number} statements of {reports} reports")


if __name__ == "__main__":
    main()
