"""Stories whose statements were labelled whole: what is joined into claims and what clashes, on new stories.

    python -m bench whole                the figures of the stories that no weight has learned
    python bench/whole.py --learned      of those that the weights were trained on

``bench/labels/stories.jsonl`` holds, for some eight hundred stories of public articles, the statements as
they were cut when a reader labelled them (spans in title, empty line and text) and, by their numbers, which
make the same claim (``same``), which contain another's claim and more (``part``), which are a later state of
another (``update``), which cannot both hold (``clash``: f figure, d date, n name, p polarity, c control,
o other), and pairs that look like clashes and are none (``apart``).  ``held_back.txt`` names the stories on
which no weight is trained and no rule written; they stand for new stories.

A labelled statement is found where a statement of today covers at least half of the shorter of the two, as
in the scorer of the answer keys.  Pairs of statements of two different texts are counted; those of which one
contains the other's claim count for nothing.  The readers marked what they saw in one careful reading and
passed over some pairs, above all within a report, so precision is a lower bound.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations
from pathlib import Path
from statistics import mean
from typing import Any

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.keys import SHARED, articles, printed, spans
from bench.lead import titles_held
from wiredesk.desk import Desk
from wiredesk.model.views import Document

LABELS = Path(__file__).resolve().parent / "labels"
LEAST = 0.5


@dataclass
class Counted:
    """Of one story: pairs joined rightly, wrongly, and kept apart wrongly; clashes marked and found,
    disagreements told and right, and what the lead holds of each title (:mod:`bench.lead`)."""

    joined: int = 0
    wrong: int = 0
    missed: int = 0
    clashes: int = 0
    found: int = 0
    told: int = 0
    right: int = 0
    titles: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def f1(self) -> float | None:
        """F1 of the pairs; None where there are none."""
        pairs = 2 * self.joined + self.wrong + self.missed
        return 2 * self.joined / pairs if pairs else None


@lru_cache(maxsize=1)
def held_back() -> frozenset[tuple[str, str]]:
    """Source and name of the stories on which no weight is trained."""
    lines = (LABELS / "held_back.txt").read_text("utf-8").splitlines()
    return frozenset((source, name) for source, _, name in (line.partition(" ") for line in lines))


def stories(learned: bool = False) -> Iterator[dict[str, Any]]:
    """The labelled stories that are held back; those that are ``learned`` where asked."""
    kept = held_back()
    with (LABELS / "stories.jsonl").open(encoding="utf-8") as file:
        for line in file:
            story = json.loads(line)
            if ((story["source"], story["story"]) in kept) != learned:
                yield story


def document(shared: Path, story: Mapping[str, Any]) -> Document:
    """The document of a story's reports as they would be read today."""
    known = articles(shared, story["source"])
    with tempfile.TemporaryDirectory() as room, Desk(None) as desk:
        for name in {report for report, _ in story["statements"]}:
            Path(room, f"{name}.txt").write_text(printed(known[name]), "utf-8", newline="")
        desk.add([room])
        return desk.document()


def homes(read: Document, story: Mapping[str, Any]) -> list[tuple[str, str, str] | None]:
    """For each labelled statement the claim, the id and the text of the statement that is found there."""
    offsets = {r.id: (Path(r.path).stem, r.offsets) for r in read.reports}
    there: dict[str, list[tuple[int, int, str, str, str]]] = defaultdict(list)
    for claim in read.claims:
        for s in claim.statements:
            name, map_ = offsets[s.report]
            for span in s.spans:
                raw = map_.raw(span)
                there[name].append((raw.start, raw.end, claim.id, s.id, s.text))
    out: list[tuple[str, str, str] | None] = []
    for name, places in story["statements"]:
        start, end = max(spans(places), key=lambda s: s[1] - s[0])
        met = [
            (min(end, b) - max(start, a), id_, (claim, id_, text))
            for a, b, claim, id_, text in there[name]
            if min(end, b) - max(start, a) >= LEAST * max(1, min(end - start, b - a))
        ]
        out.append(max(met)[2] if met else None)
    return out


def counted(at: Sequence[tuple[str, str, str] | None], read: Document, story: Mapping[str, Any]) -> Counted:
    """What is right and wrong of a story."""
    out = Counted()
    group = {n: g for g, some in enumerate(story["same"]) for n in some}
    loose = {frozenset(p) for p in story["part"]}
    seen = [(n, a) for n, a in enumerate(at) if a is not None]
    for (m, a), (n, b) in combinations(seen, 2):
        if a[1] == b[1] or a[2] == b[2] or frozenset((m, n)) in loose:
            continue
        same, joined = m in group and group[m] == group.get(n), a[0] == b[0]
        out.joined += same and joined
        out.wrong += joined and not same
        out.missed += same and not joined
        if same != joined:
            out.errors.append(f"{'apart' if same else 'joined'}: {a[2]!r} | {b[2]!r}")

    def claims_of(n: int) -> set[str]:
        many = story["same"][group[n]] if n in group else [n]
        return {a[0] for k in many if (a := at[k]) is not None}

    linked = {frozenset((d.left, d.right)): d for d in read.disagreements if d.later is None}
    known = {a[0] for _, a in seen}
    told = {pair for pair in linked if pair <= known}
    marked: set[frozenset[str]] = set()
    for left, right, kind in story["clash"]:
        pairs = {frozenset((x, y)) for x in claims_of(left) for y in claims_of(right) if x != y}
        if not claims_of(left) or not claims_of(right):
            continue
        out.clashes += 1
        out.found += any(pair in linked for pair in pairs)
        marked |= pairs
        if not any(pair in linked for pair in pairs):
            out.errors.append(f"no clash ({kind}): {at[left]} | {at[right]}")
    updates = {frozenset((x, y)) for a, b in story["update"] for x in claims_of(a) for y in claims_of(b)}
    told -= updates - marked
    out.told, out.right = len(told), len(told & marked)
    words = {c.id: c.wording for c in read.claims}
    out.errors += [
        f"clash ({linked[p].kind}): {' | '.join(repr(words[i]) for i in sorted(p))}" for p in told - marked
    ]
    return out


def run(shared: Path, learned: bool = False) -> dict[str, float]:
    """Precision, recall and F1 of pairs in one claim (all stories together, and F1 in the mean of the
    stories), the share of a title's words that the lead holds, and the shares of marked clashes that are
    told and of told disagreements that are marked."""
    return figures([measured(shared, story) for story in stories(learned)])


def measured(shared: Path, story: Mapping[str, Any]) -> Counted:
    """A story read and counted."""
    read = document(shared, story)
    out = counted(homes(read, story), read, story)
    out.titles = titles_held(read)
    return out


def figures(every: Sequence[Counted]) -> dict[str, float]:
    """The figures of some stories."""
    joined, wrong, missed, clashes, found, told, right = (
        sum(getattr(c, name) for c in every)
        for name in ("joined", "wrong", "missed", "clashes", "found", "told", "right")
    )
    return {
        "same_p": joined / max(1, joined + wrong),
        "same_r": joined / max(1, joined + missed),
        "same_f": 2 * joined / max(1, 2 * joined + wrong + missed),
        "same_f_mean": mean(f for c in every if (f := c.f1()) is not None),
        "lead": mean(share for c in every for share in c.titles),
        "clashes_r": found / max(1, clashes),
        "clashes_p": right / max(1, told),
        "clash_pairs": float(clashes),
        "stories": float(len(every)),
    }


def main() -> int:
    """Print the figures, and what is wrong in the stories that may be read."""
    parser = argparse.ArgumentParser(description="Stories whose statements were labelled whole.")
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--learned", action="store_true", help="the stories that the weights were trained on")
    parser.add_argument("--most", type=int, default=10_000, help="only so many stories")
    parser.add_argument("--verbose", action="store_true", help="print what is wrong (with --learned)")
    asked = parser.parse_args()
    every = []
    for _, story in zip(range(asked.most), stories(asked.learned), strict=False):
        every.append(measured(asked.shared, story))
        if asked.verbose and asked.learned:
            print(f"{story['source']} {story['story']}", *every[-1].errors, sep="\n    ")
    for name, value in figures(every).items():
        print(f"{name:20} {value:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
