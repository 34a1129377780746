"""Figures: killed and injured of 2,000 local shootings, after fusing the reports of each.

    python bench/figures.py                the held-back incidents, and the floor beside them
    python bench/figures.py --worst 40     what was wrong on the others, to read

The truth is incidents-gold.jsonl of the public data (SemEval-2018 task 5).  Each report is read with
its title as its first line.  ``floor`` is the most frequent number within 40 characters of "killed",
"dead" or "died" (of "injured", "wounded", "hurt"), 0 where there is none.

``both_kept``: the share of the incidents whose reports print different numbers right before "killed", "dead",
"died" (or "injured", "wounded", "hurt"), found by a plain pattern, in which each of these numbers stands in a
statement of its own report as a figure with that number and status.

Wrong by the pages or the truth, of those that were read.  Of 390 incidents: a page lost or of another story
(214958, 454608, 479374, 628317), a round-up of several events (461294, 476070, 595166), another number than
all its pages print (451338, 456893, 487670, 535927, 549507).  Of 300 more, in the same order: 594480,
658161, 774150, 479727, 757494, 552829, 353536; 677316, 591294, 760345, 792686, 539341, 767876; 120303,
176329, 482856, 618188, 804115.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from wiredesk.model.parses import Parse
from wiredesk.model.reports import PublishedFrom, Report
from wiredesk.model.spans import OffsetMap
from wiredesk.model.statements import Statement
from wiredesk.resources.parser import parse
from wiredesk.statements import statements
from wiredesk.statements.tolls import Toll, fused, toll

SHARED = Path(os.environ.get("WIREDESK_SHARED", Path(__file__).resolve().parents[2] / "shared"))
SAMPLE = 200
"""Incidents of each part: parsing all 2,000 takes ten minutes and moves no figure by a point."""


def incidents(
    shared: Path, held: bool, sample: int = SAMPLE
) -> Iterator[tuple[dict[str, Any], list[Report]]]:
    """Incidents with their truth and their reports: every tenth, from the second half when held back."""
    folder = shared / "data" / "stories"
    gold: dict[str, dict[str, Any]] = {}
    with (folder / "incidents-gold.jsonl").open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            gold.setdefault(row["story"], row)
    articles: dict[str, list[Report]] = defaultdict(list)
    with (folder / "incidents.jsonl").open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            if row["story"] in gold and len(row["text"]) > 80:
                articles[row["story"]].append(_report(row))
    names = sorted(articles)
    part = names[1::2] if held else names[::2]
    step = max(1, len(part) // sample)
    for name in part[::step][:sample]:
        yield gold[name], articles[name]


def _report(row: dict[str, Any]) -> Report:
    text = " ".join((row["title"] or "").split()) + "\n\n" + row["text"]
    return Report(
        id=row["id"],
        capture="",
        path=row["id"],
        url=None,
        sha256="",
        outlet=None,
        title=row["title"],
        published=row["date"],
        published_from=PublishedFrom.METADATA,
        language="en",
        text=text,
        offsets=OffsetMap.identity(len(text)),
    )


def read(report: Report, parses: Sequence[Parse] | None = None) -> tuple[Statement, ...]:
    """The statements of a report, parsed here unless its parses are given."""
    return statements(report, parses or parse([s.of(report.text) for s in report.paragraphs()]))


_NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split()
_NUMBER = re.compile(r"\b(\d{1,3}|" + "|".join(_NUMBERS) + r")\b", re.I)


def floor(reports: Sequence[Report], words: str) -> int:
    """The most frequent number near some words in the reports of an incident."""
    near: Counter[int] = Counter()
    for report in reports:
        for found in re.finditer(rf"\b(?:{words})\b", report.text, re.I):
            window = report.text[max(0, found.start() - 40) : found.end() + 40]
            for number in _NUMBER.findall(window):
                near[int(number) if number.isdigit() else _NUMBERS.index(number.lower()) + 1] += 1
    return near.most_common(1)[0][0] if near else 0


_PRINTED = {
    status: re.compile(
        rf"\b(\d{{1,3}}|{'|'.join(_NUMBERS)})(?: (?:people|others?|men|women|teens|victims|persons|more))?"
        rf" (?:(?:was|were|are|is|have been|has been) )?(?:{words})\b",
        re.I,
    )
    for status, words in (("killed", "killed|dead|died"), ("wounded", "injured|wounded|hurt"))
}


def printed(report: Report, status: str) -> dict[int, list[int]]:
    """The numbers that a report prints right before the words of a status, and where."""
    out: dict[int, list[int]] = defaultdict(list)
    for found in _PRINTED[status].finditer(report.text):
        number = found[1]
        out[int(number) if number.isdigit() else _NUMBERS.index(number.lower()) + 1].append(found.start())
    return out


def kept(reports: Sequence[Report], read_: Sequence[Sequence[Statement]]) -> bool | None:
    """Whether each report's numbers are figures of its statements, where reports print different ones; None
    where they do not.  A number printed several times need be a figure once."""
    differs, right = False, True
    for status in _PRINTED:
        mine = [printed(r, status) for r in reports]
        if len({tuple(sorted(m)) for m in mine if m}) < 2:
            continue
        differs = True
        for numbers, statements_ in zip(mine, read_, strict=True):
            figures = [f for s in statements_ for f in s.figures if f.status == status]
            for value, places in numbers.items():
                right = right and any(
                    f.low == value and any(f.start <= at < f.end for at in places) for f in figures
                )
    return right if differs else None


def run(shared: Path) -> dict[str, float]:
    """The figures on the held-back incidents."""
    rows, both = [], []
    for gold, reports in incidents(shared, True):
        made = [read(r) for r in reports]
        rows.append((gold, reports, fused([toll(m) for m in made])))
        both.append(kept(reports, made))
    total = len(rows)
    return {
        "killed_exact": sum(t.killed == g["killed"] for g, _, t in rows) / total,
        "injured_exact": sum(t.injured == g["injured"] for g, _, t in rows) / total,
        "both_kept": sum(b is True for b in both) / max(1, sum(b is not None for b in both)),
        "killed_floor": sum(floor(r, "killed|dead|died") == g["killed"] for g, r, _ in rows) / total,
        "injured_floor": sum(floor(r, "injured|wounded|hurt") == g["injured"] for g, r, _ in rows) / total,
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; see the text at the top of this file."""
    reader = argparse.ArgumentParser(description="Score killed and injured per incident.")
    reader.add_argument("--worst", type=int, default=0, help="print this many mistakes of the rest")
    reader.add_argument("--shared", type=Path, default=SHARED)
    asked = reader.parse_args(arguments)
    if not asked.worst:
        for name, value in run(asked.shared).items():
            print(f"{name:20} {value:.3f}")
        return 0
    left = asked.worst
    for gold, reports in incidents(asked.shared, False):
        tolls: list[Toll] = [toll(read(r)) for r in reports]
        both = fused(tolls)
        if (both.killed, both.injured) != (gold["killed"], gold["injured"]) and left:
            left -= 1
            wanted = f"wants {gold['killed']}, {gold['injured']}"
            print(f"{gold['story']}: {wanted}; has {both.killed}, {both.injured}")
            for report, one in zip(reports, tolls, strict=True):
                print(f"   {one.killed}, {one.injured}  {report.title}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
