"""Conditions: antecedent and consequent found, and conditions kept in statements.

    python bench/conditions.py             the fifth that was held back; the labelled statements
    python bench/conditions.py --worst 50  the fifty worst of the other four fifths, to read
    python bench/conditions.py --lost      the labelled statements whose condition is lost

Antecedent and consequent: the conditionals of SemEval-2020 task 5.  Figures are means over sentences of
the F1 of words (as the task scored them: best about .88 there) and the share of spans that are exact;
``floor`` takes the comma as the border between the two.

``kept``: ``bench/labels/conditions.json`` holds 104 sentences of fa-kes, AllSides and the incidents with a
condition, as corpus, id of the report and offsets in its text (sentence, condition, what follows from it),
and ``none``, sentences with a marker of conditions and none ("asked if", "as if", "on condition of
anonymity").  They were drawn with the seed that stands there from the sentences with such a marker, one a
report, and labelled by a person who read them.  A condition is kept where the statements that have it as
their condition (F1 of words of .5 and more) hold half the words of what follows.  No word of a report is
kept.

``fresh``: ``bench/labels/conditions_fresh.json``, 74 and 50 sentences drawn and labelled in the same way from
other reports of the three corpora, first measured before anything was repaired on them.  ``seeds``: every
conditional sentence of the founding example, ``bench/labels/conditions_seeds.json``.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import sys
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from wiredesk.model.parses import Parse
from wiredesk.model.reports import PublishedFrom, Report
from wiredesk.model.spans import OffsetMap
from wiredesk.model.statements import Statement
from wiredesk.resources.parser import parse
from wiredesk.statements import statements
from wiredesk.statements.conditions import conditions, unreal

SHARED = Path(os.environ.get("WIREDESK_SHARED", Path(__file__).resolve().parents[2] / "shared"))
Range = tuple[int, int]


def rows(shared: Path, held: bool) -> list[tuple[str, Range | None, Range | None]]:
    """Sentences with the character ranges of antecedent and consequent (None: there is none)."""
    path = shared / "data" / "demands" / "conditionals-train.csv"
    out = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if (int(row["sentenceID"]) % 5 == 0) is held:
                out.append((row["sentence"], _range(row, "antecedent"), _range(row, "consequent")))
    return out


def _range(row: dict[str, str], name: str) -> Range | None:
    start, end = int(row[f"{name}_startid"]), int(row[f"{name}_endid"])
    return None if start < 0 else (start, end + 1)


def found(text: str, parsed: Parse) -> tuple[Range | None, Range | None]:
    """Antecedent and consequent of the first condition that has both, else of the first."""
    best: tuple[Range | None, Range | None] = (None, None)
    for sentence in parsed.sentences:
        for one in conditions(parsed, sentence):
            first = _reach(parsed, one.antecedent)
            second = _reach(parsed, one.consequent)
            if best[0] is None or (best[1] is None and second is not None):
                best = first, second
        if best[0] is None:
            best = _reach(parsed, unreal(parsed, sentence)), None
    return best


def _reach(parsed: Parse, words: Sequence[int]) -> Range | None:
    return (parsed.words[words[0]].start, parsed.words[words[-1]].end) if words else None


def floor(text: str) -> tuple[Range | None, Range | None]:
    """The simple floor: from "if" to the next comma, and the rest after it or before it."""
    low = text.lower()
    at = max(low.find("if "), 0)
    comma = text.find(",", at)
    end = comma if comma > 0 else len(text)
    return (at, end), ((end + 2, len(text)) if at < 3 else (0, at))


def f1(text: str, gold: Range | None, guess: Range | None) -> float:
    """F1 of the words of two ranges; 1 where both are None, 0 where one is."""
    if gold is None or guess is None:
        return float(gold is guess)
    first, second = (_words(text, r) for r in (gold, guess))
    both = len(first & second)
    return 2 * both / (len(first) + len(second)) if both else 0.0


def _words(text: str, where: Range) -> set[int]:
    out, at = set(), None
    for k in range(where[0], min(where[1], len(text))):
        if text[k].isalnum():
            at = k if at is None else at
            out.add(at)
        else:
            at = None
    return out


LABELS = Path(__file__).resolve().parent / "labels"
SETS = {"": "conditions.json", "fresh_": "conditions_fresh.json", "seeds_": "conditions_seeds.json"}
"""The labelled sets by the beginning of the names of their figures."""


def texts(shared: Path) -> dict[tuple[str, str], str]:
    """The texts of the reports of the corpora that conditions were labelled in, by corpus and id."""
    data = shared / "data"
    out = {}
    with (data / "reports" / "fa-kes.csv").open(encoding="latin-1", newline="") as file:
        for row in csv.DictReader(file):
            out["fa-kes", row["unit_id"]] = row["article_content"]
    for corpus in ("allsides", "incidents"):
        with (data / "stories" / f"{corpus}.jsonl").open(encoding="utf-8") as file:
            for line in file:
                one = json.loads(line)
                out[corpus, one["id"]] = one["text"]
    for seed in (shared / "seeds").iterdir():
        out["seeds", seed.name] = seed.read_text(encoding="utf-8")
    return out


def read(text: str) -> tuple[Statement, ...]:
    """The statements of a text of one sentence or a few, as of an outlet without a name."""
    report = Report(
        id=sha256(text.encode()).hexdigest()[:16],
        capture="",
        path="sentence",
        url=None,
        sha256="",
        outlet=None,
        title=None,
        published=None,
        published_from=PublishedFrom.METADATA,
        language="en",
        text=text,
        offsets=OffsetMap.identity(len(text)),
    )
    return statements(report, parse([s.of(text) for s in report.paragraphs()]))


def keeps(text: str, made: Sequence[Statement], condition: Range, follows: Range) -> bool:
    """Whether statements that have the condition hold half the words of what follows from it."""
    wanted = _words(text, follows)
    held: set[int] = set()
    for one in made:
        if one.condition is None or f1(text, condition, (one.condition.start, one.condition.end)) < 0.5:
            continue
        held |= {k for k in wanted if any(s.start <= k < s.end for s in one.spans)}
    return 2 * len(held) >= len(wanted)


def labelled(
    known: dict[tuple[str, str], str], name: str
) -> tuple[list[tuple[str, bool]], list[tuple[str, bool]]]:
    """The labelled sentences of a set with a condition, and whether it is kept; those without, whether none
    is.  ``known`` are the texts that they are of."""
    where: dict[str, Any] = json.loads((LABELS / name).read_text(encoding="utf-8"))
    kept, none = [], []
    for row in where["conditions"]:
        start, end = row["sentence"]
        text = known[row["corpus"], row["report"]][start:end]
        condition, follows = ((a - start, b - start) for a, b in (row["condition"], row["follows"]))
        kept.append((text, keeps(text, read(text), condition, follows)))
    for row in where["none"]:
        text = known[row["corpus"], row["report"]][slice(*row["sentence"])]
        none.append((text, all(s.condition is None for s in read(text))))
    return kept, none


def run(shared: Path) -> dict[str, float]:
    """The figures on the held-back fifth, and those on the labelled statements."""
    data = rows(shared, held=True)
    parses = parse([text for text, _, _ in data])
    sums = dict.fromkeys(("antecedent", "consequent", "exact", "floor_antecedent", "floor_consequent"), 0.0)
    for (text, before, after), parsed in zip(data, parses, strict=True):
        one, two = found(text, parsed)
        plain = floor(text)
        sums["antecedent"] += f1(text, before, one)
        sums["consequent"] += f1(text, after, two)
        sums["exact"] += f1(text, before, one) == 1 and f1(text, after, two) == 1
        sums["floor_antecedent"] += f1(text, before, plain[0])
        sums["floor_consequent"] += f1(text, after, plain[1])
    out = {f"conditions_{name}": value / len(data) for name, value in sums.items()}
    out["conditions_f1"] = (out["conditions_antecedent"] + out["conditions_consequent"]) / 2
    known = texts(shared)
    for begins, name in SETS.items():
        for what, part in zip(("kept", "none"), labelled(known, name), strict=True):
            if part:
                out[f"conditions_{begins}{what}"] = sum(right for _, right in part) / len(part)
    return out


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; see the text at the top of this file."""
    reader = argparse.ArgumentParser(description="Score antecedents and consequents.")
    reader.add_argument(
        "--worst", type=int, default=0, help="print this many of the worst, of the development part"
    )
    reader.add_argument("--lost", action="store_true", help="print the labelled statements that are wrong")
    reader.add_argument("--shared", type=Path, default=SHARED)
    asked = reader.parse_args(arguments)
    if asked.lost:
        known = texts(asked.shared)
        for labels in SETS.values():
            for name, part in zip(("lost", "found"), labelled(known, labels), strict=True):
                for text in (text for text, right in part if not right):
                    print(labels, name, text)
        return 0
    if not asked.worst:
        for name, value in run(asked.shared).items():
            print(f"{name:34} {value:.3f}")
        return 0
    data = rows(asked.shared, held=False)
    scored = []
    for (text, before, after), parsed in zip(data, parse([t for t, _, _ in data]), strict=True):
        one, two = found(text, parsed)
        scored.append((f1(text, before, one) + f1(text, after, two), text, before, one, after, two))
    for score, text, *spans in sorted(scored)[: asked.worst]:
        shown = [None if s is None else text[s[0] : s[1]] for s in spans]
        print(f"{score / 2:.2f} {text}\n   antecedent {shown[0]!r}\n        found {shown[1]!r}")
        print(f"   consequent {shown[2]!r}\n        found {shown[3]!r}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
