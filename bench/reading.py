"""Statements read by a person against the text: whose words, with what force, cut where.

    python bench/reading.py                        the shares right, of the verdicts kept
    python bench/reading.py --draw 31 NAME > SHEET a sample to read: one statement of each of 2 x 100 reports
    python bench/reading.py --draw 31 NAME --sizes 40 60 > SHEET   of 40 of fa-kes and 60 of AllSides
    python bench/reading.py --draw 31 NAME --again > SHEET   also of reports that were read before
    python bench/reading.py --wrong NAME < WRONG   mark what was wrong in it (see below)

Reports are those of fa-kes and AllSides (a hundred of each, unless told), drawn with the seed; of each report
one statement is drawn.  Verdicts lie in ``bench/reading/NAME.json``: for each statement the corpus, the
report's id, the offsets, the force and a digest of the voice's name as they were when read, and whether
voice, force and span were right.  No word of a report is kept.  On every later run the report is read
again: a verdict counts only where the statement still stands at the same offsets with the same voice
(force); the others are counted as ``unread``.

``--draw`` keeps the sample under NAME with everything right; ``--wrong`` reads the numbers of the sheet that
were wrong from standard input: a line is a number and some of the letters v, f, s ("17 v", "40 fs").
Reports of readings kept before, those of the answer keys, those of stories held back
(``labels/held_back.txt``) and those that rules were mended on (``labels/mended_on.txt``) are not drawn again,
but with ``--again``, which leaves out only what is held back: then the sample is none of unread reports.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import sys
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

from wiredesk.clean import clean
from wiredesk.model.reports import Capture, Hints, Report
from wiredesk.model.statements import Statement
from wiredesk.resources.parser import parse
from wiredesk.statements import statements

HERE = Path(__file__).resolve().parent / "reading"
SHARED = Path(os.environ.get("WIREDESK_SHARED", Path(__file__).resolve().parents[2] / "shared"))
HELD = HERE.parent / "labels" / "held_back.txt"
MENDED_ON = HERE.parent / "labels" / "mended_on.txt"
CORPORA = ("fa-kes", "allsides")
ASPECTS = ("voice", "force", "span")


def articles(shared: Path, corpus: str) -> dict[str, Any]:
    """The raw reports of a corpus by id, of 300 characters and more."""
    out = {}
    for row in _rows(shared, corpus):
        if len(row["text"]) >= 300:
            out[row["name"]] = row
    return out


def _rows(shared: Path, corpus: str) -> Iterator[dict[str, Any]]:
    if corpus == "fa-kes":
        with (shared / "data" / "reports" / "fa-kes.csv").open(encoding="latin-1", newline="") as file:
            for row in csv.DictReader(file):
                yield {
                    "name": row["unit_id"],
                    "title": row["article_title"],
                    "text": row["article_content"],
                    "outlet": row["source"] or None,
                    "date": None,
                    "story": "",
                }
    else:
        with (shared / "data" / "stories" / "allsides.jsonl").open(encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                yield {"name": row["id"], **{k: row[k] for k in ("title", "text", "outlet", "date", "story")}}


def _report(
    name: str, title: str, text: str, outlet: str | None, date: str | None, story: str = ""
) -> Report:
    data = text.encode()
    hints = Hints(id=name, outlet=outlet, title=title, published=date)
    return clean(
        Capture(name, name, sha256(data).hexdigest(), data, "2026-01-01T00:00:00Z", "text/plain", hints)
    )


def read(report: Report) -> tuple[Statement, ...]:
    """The statements of a report."""
    return statements(report, parse([s.of(report.text) for s in report.paragraphs()]))


def known_before(again: bool = False) -> set[str]:
    """The reports of all readings kept, of the answer keys and of stories held back, and those that rules
    were mended on: not drawn again.  With ``again`` only those that are held back."""
    read_so = {row["report"] for p in HERE.glob("*.json") for row in json.loads(p.read_text())["verdicts"]}
    keys = HERE.parent.glob("keys/held/*.json" if again else "keys/**/*.json")
    keyed = {name for p in keys for name in json.loads(p.read_text())["reports"]}
    held = {line.split()[1] for line in HELD.read_text().splitlines() if line.startswith("allsides ")}
    seen = {line.split()[1] for line in MENDED_ON.read_text().splitlines() if line.startswith("allsides ")}
    keyed |= {row["name"] for row in _rows(SHARED, "allsides") if row["story"] in held}
    return keyed if again else keyed | read_so | seen


def drawn(
    shared: Path, seed: int, sizes: Sequence[int] = (100, 100), again: bool = False
) -> Iterator[tuple[str, Report, Statement]]:
    """The sample of a seed: of each corpus as many reports as ``sizes`` says, and one statement of each."""
    for corpus, size in zip(CORPORA, sizes, strict=True):
        reports = articles(shared, corpus)
        chance = Random(f"{corpus} {seed}")
        left = size
        if not left:
            continue
        names = sorted(set(reports) - known_before(again))
        for name in chance.sample(names, len(names)):
            report = _report(**reports[name])
            found = [s for s in read(report) if not s.background]
            if not found:
                continue
            yield corpus, report, chance.choice(found)
            left -= 1
            if not left:
                break


def _raw(report: Report, one: Statement) -> list[list[int]]:
    """The offsets of a statement in the report as given."""
    spans = [report.offsets.raw(s) for s in one.spans]
    return [[s.start, s.end] for s in spans]


def digest(voice: str) -> str:
    """What is kept of a voice's name."""
    return sha256(voice.encode()).hexdigest()[:10]


def sheet(shared: Path, seed: int, name: str, sizes: Sequence[int], again: bool) -> None:
    """Prints a sample with what stands around each statement, and keeps it under a name."""
    rows = []
    for n, (corpus, report, one) in enumerate(drawn(shared, seed, sizes, again)):
        start, end = one.spans[0].start, one.spans[-1].end
        before = report.text[max(0, min(start, one.sentence.start) - 230) : start]
        after = report.text[end : max(end, one.sentence.end) + 60]
        text = before + "[[" + report.text[start:end] + "]]" + after
        print(f"#{n} {corpus} {report.id} ({report.outlet})\n   {' '.join(text.split())}")
        shown = one.text if len(one.spans) > 1 else ""
        voice = f"{one.voice.kind} {one.voice.name!r}" + (f" < {one.voice.chain}" if one.voice.chain else "")
        print(f"   -> {one.mode} {one.force} | {voice} | {shown}\n")
        rows.append(
            {
                "corpus": corpus,
                "report": report.path,
                "spans": _raw(report, one),
                "force": str(one.force),
                "voice": digest(one.voice.name),
                "right": [True, True, True],
            }
        )
    _write(name, seed, rows)


def _write(name: str, seed: int, rows: Sequence[dict[str, Any]]) -> None:
    HERE.mkdir(exist_ok=True)
    body = ",\n".join(json.dumps(row) for row in rows)
    (HERE / f"{name}.json").write_text(f'{{"seed": {seed}, "verdicts": [\n{body}\n]}}\n')


def mark(name: str, lines: Sequence[str]) -> None:
    """Writes the verdicts of a reading."""
    kept = json.loads((HERE / f"{name}.json").read_text())
    wrong = {int(line.split()[0]): line.split()[1] for line in lines if line.strip()}
    for n, row in enumerate(kept["verdicts"]):
        row["right"] = [aspect[0] not in wrong.get(n, "") for aspect in ASPECTS]
    _write(name, kept["seed"], kept["verdicts"])


def run(shared: Path) -> dict[str, float]:
    """The share right of each aspect, by reading and corpus, and how many verdicts no longer count."""
    out: dict[str, float] = {}
    for path in sorted(HERE.glob("*.json")):
        rows = json.loads(path.read_text())["verdicts"]
        for corpus in CORPORA:
            mine = [r for r in rows if r["corpus"] == corpus]
            if not mine:
                continue
            reports = articles(shared, corpus)
            now = {r["report"]: _report(**reports[r["report"]]) for r in mine}
            stated = {name: [(_raw(report, s), s) for s in read(report)] for name, report in now.items()}
            unread = 0
            sums = {aspect: [0, 0] for aspect in ASPECTS}
            for row in mine:
                same = next((s for spans, s in stated[row["report"]] if spans == row["spans"]), None)
                for aspect, right in zip(ASPECTS, row["right"], strict=True):
                    if same is None or not _unchanged(same, row, aspect):
                        unread += 1
                        continue
                    sums[aspect][0] += right
                    sums[aspect][1] += 1
            for aspect, (right, total) in sums.items():
                out[f"{path.stem}_{corpus}_{aspect}"] = right / max(1, total)
            out[f"{path.stem}_{corpus}_unread"] = unread / max(1, 3 * len(mine))
    return {name: round(value, 4) for name, value in out.items()}


def _unchanged(one: Statement, row: dict[str, Any], aspect: str) -> bool:
    if aspect == "voice":
        return digest(one.voice.name) == row["voice"]
    return aspect == "span" or str(one.force) == row["force"]


def main(arguments: Sequence[str] | None = None) -> int:
    """See the text at the top of this file."""
    ask = argparse.ArgumentParser(description="Statements read against the text.")
    ask.add_argument("--draw", nargs=2, metavar=("SEED", "NAME"))
    ask.add_argument("--sizes", nargs=2, type=int, default=(100, 100), metavar=("FA_KES", "ALLSIDES"))
    ask.add_argument("--again", action="store_true", help="also of reports that were read before")
    ask.add_argument("--wrong", metavar="NAME")
    ask.add_argument("--shared", type=Path, default=SHARED)
    given = ask.parse_args(arguments)
    if given.draw:
        sheet(given.shared, int(given.draw[0]), given.draw[1], given.sizes, given.again)
    elif given.wrong:
        mark(given.wrong, sys.stdin.read().splitlines())
    else:
        for name, value in run(given.shared).items():
            print(f"{name:32} {value:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
