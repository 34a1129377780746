"""Pairs of statements that were judged by reading: are those of one claim joined, and clashes found?

    python -m bench judged                       the figures
    python bench/judged.py --verbose C D         and what is missed or wrong in the half that was read
    python bench/judged.py --joined              only the pairs of stories that no weight has learned

``bench/labels/same_claim.tsv`` holds pairs of statements of 380 stories, by offsets into title, empty line
and text of public articles, each with a label: ``S`` the same claim, ``P`` one within the other, ``D`` two
claims, ``U`` an update, and clashes: ``Cf`` of figure, ``Cd`` date, ``Cn`` name, ``Cp`` polarity, ``Cc``
control, ``Co`` other.  Measured are the stories that hold a clash or an update.  A statement that is cut
otherwise today stands for the one it overlaps most, by half of the characters of both and more; pairs
without such statements are counted as ``lost-``.  The rules were chosen on one half of the stories
(:func:`half`: "read"); the other half was measured only, and its figures begin with ``unread_``.

``same_claim_later.tsv`` holds pairs of 293 further stories.  The stories that ``held_back.txt`` names, of
both files, are left out of all training and nobody has read what is missed there: ``new_same_*``, precision,
recall and F1 of joining their pairs into one claim (the judge's share reaches the threshold and nothing bars
it), stand for new stories.  They are harder than all pairs of a story: most were drawn where some measure
found two statements near.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.keys import SHARED, articles, printed, spans
from bench.whole import held_back
from wiredesk.claims import facts_of
from wiredesk.claims.clashes import clash
from wiredesk.claims.facts import Facts
from wiredesk.claims.findings import Clash
from wiredesk.claims.grouping import THRESHOLD
from wiredesk.claims.judge import pair, verdict
from wiredesk.claims.likeness import Likeness
from wiredesk.clean import clean
from wiredesk.model.reports import Capture, Hints
from wiredesk.run import plan
from wiredesk.run.cache import InMemory, Keeper
from wiredesk.run.local import parsed_statements

LABELS = Path(__file__).resolve().parent / "labels" / "same_claim.tsv"
LATER = LABELS.with_name("same_claim_later.tsv")
LEAST = 0.5
KINDS = {
    "Cf": ("figure", "definition", "update", "translation"),
    "Cd": ("date", "update"),
    "Cn": ("name", "scope", "figure", "place"),
    "Cp": ("polarity", "control", "scope", "update"),
    "Cc": ("control",),
}
"""The kinds of disagreement that are right for a label."""

Row = tuple[str, tuple[tuple[int, int], ...], str, tuple[tuple[int, int], ...], str]


@dataclass(frozen=True)
class Judged:
    """A labelled pair as it is found today: the story, the label, and the facts of both statements."""

    story: str
    label: str
    left: Facts
    right: Facts


@dataclass(frozen=True)
class Told:
    """A story's facts, its pairs, and how many pairs were not found."""

    story: str
    facts: Sequence[Facts]
    pairs: Sequence[Judged]
    lost: int


def half(story: str) -> str:
    """Which half a story is in: "read", on whose misses the rules were chosen, or "unread"."""
    return "unread" if sha256(story.encode()).digest()[0] % 2 else "read"


def labelled(path: Path = LABELS) -> dict[tuple[str, str], list[Row]]:
    """The labelled pairs of a file by source and story."""
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t")
        next(rows)
        for source, story, left, here, right, there, label in rows:
            if label != "X":
                found[source, story].append((left, spans(here), right, spans(there), label))
    return dict(sorted(found.items()))


def clashing() -> dict[tuple[str, str], list[Row]]:
    """The stories of :data:`LABELS` that hold a clash or an update."""
    return {k: rows for k, rows in labelled().items() if any(row[4][0] in "CU" for row in rows)}


def new() -> dict[tuple[str, str], list[Row]]:
    """The stories of both files on which no weight was trained."""
    every = {**labelled(), **labelled(LATER)}
    return {k: rows for k, rows in every.items() if k in held_back()}


def told(shared: Path, stories: Mapping[tuple[str, str], Sequence[Row]]) -> Iterator[Told]:
    """Stories with their pairs as the statements stage cuts them today."""
    keeper = Keeper(InMemory())
    for (source, story), rows in stories.items():
        known = articles(shared, source)
        captures = []
        for name in sorted({name for row in rows for name in (row[0], row[2])}):
            data = printed(known[name]).encode()
            moment, sha = "2026-01-01T00:00:00Z", sha256(data).hexdigest()
            captures.append(Capture(name, name, sha, data, moment, "text/plain", Hints(id=name)))
        reports = keeper.fold(plan.DATING, tuple(clean(c) for c in captures), story)
        statements = tuple(s for of in parsed_statements(reports, keeper) for s in of)
        places = keeper.fold(plan.PLACES, statements, story)
        actors = keeper.fold(plan.ACTORS, (statements, reports, ()), story)
        facts = facts_of(statements, actors, reports, {p.id: p for p in places})
        by_id = {f.id: f for f in facts}
        offsets = {r.id: (r.path, r.offsets) for r in reports}
        at: dict[str, list[tuple[frozenset[int], Facts]]] = defaultdict(list)
        for s in statements:
            name, map_ = offsets[s.report]
            raw = [map_.raw(span) for span in s.spans]
            at[name].append((_places((r.start, r.end) for r in raw), by_id[s.id]))
        pairs, lost = [], 0
        for left, here, right, there, label in rows:
            a, b = _at(at[left], here), _at(at[right], there)
            if a is None or b is None or a.id == b.id:
                lost += 1
            else:
                pairs.append(Judged(story, label, a, b))
        yield Told(story, facts, pairs, lost)


def _places(spans: Sequence[tuple[int, int]] | Iterator[tuple[int, int]]) -> frozenset[int]:
    return frozenset(i for a, b in spans for i in range(a, b))


def _at(there: Sequence[tuple[frozenset[int], Facts]], spans: Sequence[tuple[int, int]]) -> Facts | None:
    """The statement at some spans: of those that cover :data:`LEAST` of the shorter of the two, as in the
    scorer of the answer keys, the one that overlaps them most by both together."""
    wanted = _places(spans)
    best = max(
        (
            (len(wanted & held) / len(wanted | held), f.id, f)
            for held, f in there
            if len(wanted & held) >= LEAST * min(len(wanted), len(held))
        ),
        default=None,
        key=lambda m: m[:2],
    )
    return best[2] if best is not None else None


def found(one: Told) -> Iterator[tuple[Judged, Clash | None]]:
    """Each pair of a story with the clash that is found in it (a hedge dropped is none)."""
    by = Likeness(one.facts)
    for j in one.pairs:
        met = clash(pair(j.left, j.right, by), by)
        yield j, None if met is None or met.soft else met


def figures(stories: Sequence[Told]) -> dict[str, float]:
    """Shares of the pairs of each label in which a clash is found; of clashes, also the kind right."""
    total: Counter[str] = Counter()
    hit: Counter[str] = Counter()
    right = 0
    for one in stories:
        for j, met in found(one):
            for label in {j.label, j.label[0]}:
                total[label] += 1
                hit[label] += met is not None
            if j.label[0] == "C" and met is not None:
                right += met.kind in KINDS.get(j.label, (met.kind,))
    out = {
        "clashes": hit["C"] / max(1, total["C"]),
        "clashes_kind": right / max(1, total["C"]),
        "updates": hit["U"] / max(1, total["U"]),
        "false_same-": hit["S"] / max(1, total["S"]),
        "false_within-": hit["P"] / max(1, total["P"]),
        "false_other-": hit["D"] / max(1, total["D"]),
    }
    for label in KINDS:
        if total[label]:
            out[label] = hit[label] / total[label]
    for label in ("C", "U", "S", "P", "D"):
        out[f"{label}_pairs"] = float(total[label])
    out["lost-"] = sum(s.lost for s in stories) / max(1, sum(s.lost + len(s.pairs) for s in stories))
    return out


def joined(stories: Iterable[Told]) -> dict[str, float]:
    """Precision, recall and F1 of joining pairs into one claim, and how many pairs there are."""
    hit = joins = same = pairs = 0
    for one in stories:
        by = Likeness(one.facts)
        for j in one.pairs:
            judged = verdict(pair(j.left, j.right, by))
            one_claim = judged.bar is None and judged.score >= THRESHOLD
            hit += one_claim and j.label == "S"
            joins += one_claim
            same += j.label == "S"
            pairs += 1
    return {
        "same_p": hit / max(1, joins),
        "same_r": hit / max(1, same),
        "same_f": 2 * hit / max(1, joins + same),
        "pairs": float(pairs),
    }


def run(shared: Path) -> dict[str, float]:
    """The figures of both halves and of the pairs of new stories; see the text at the top of this file."""
    every = list(told(shared, clashing()))
    out = {f"new_{k}": v for k, v in joined(told(shared, new())).items()}
    for which in ("read", "unread"):
        some = figures([s for s in every if half(s.story) == which])
        out.update({f"{which}_{name}": value for name, value in some.items()})
    return out


def main() -> int:
    """Print the figures of a half, and what is missed or wrong in the half that was read."""
    parser = argparse.ArgumentParser(description="Clashes among pairs of statements judged by reading.")
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--half", choices=("read", "unread"), default="read")
    parser.add_argument("--joined", action="store_true", help="of the stories that no weight has learned")
    parser.add_argument("--verbose", nargs="*", default=(), metavar="LABEL", help="labels: C U S P D")
    asked = parser.parse_args()
    if asked.joined:
        for name, value in joined(told(asked.shared, new())).items():
            print(f"{name:20} {value:.3f}")
        return 0
    every = list(told(asked.shared, {k: v for k, v in clashing().items() if half(k[1]) == asked.half}))
    for one in every:
        for j, met in found(one) if asked.verbose and asked.half == "read" else ():
            wrong = (met is None) == (j.label[0] in "CU")
            if wrong and j.label[0] in asked.verbose:
                print(j.label, one.story, met.kind if met else "-", "|", j.left.text, "||", j.right.text)
    for name, value in figures(every).items():
        print(f"{name:20} {value:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
