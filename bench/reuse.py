"""Copied pairs against brute force: pairs of articles that share at least a fifth of their 8-word shingles.

    python bench/reuse.py ../shared            allsides, and a third of incidents by hash of the story
    python bench/reuse.py ../shared --whole    all of them (two minutes)

MinHash (rensa, 128 permutations, threshold .5) stands beside it.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
from collections import Counter
from functools import cache
from importlib.util import find_spec
from itertools import combinations
from pathlib import Path

from wiredesk.model.reports import PublishedFrom, Report
from wiredesk.model.spans import OffsetMap
from wiredesk.model.views import Reuse
from wiredesk.reuse import reuse
from wiredesk.text.shingles import word_key, words

SHINGLE = 8
SHARE = 0.2
SETS = ("allsides", "incidents")


def report(name: str, text: str, published: str | None = None, outlet: str | None = None) -> Report:
    """A report of a text that needs no cleaning."""
    known = PublishedFrom.METADATA if published else PublishedFrom.UNKNOWN
    return Report(
        id=name, capture=name, path=name, url=None, sha256="", outlet=outlet, title=None, published=published,
        published_from=known, language="en", text=text, offsets=OffsetMap.identity(len(text)),
    )  # fmt: skip


def read(shared: Path, name: str, whole: bool = True) -> list[Report]:
    """The articles of a public set, or of incidents, where copies are many, a third by story."""
    lines = (shared / "data" / "stories" / f"{name}.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    if not whole and name == "incidents":
        rows = [r for r in rows if int(hashlib.sha1(r["story"].encode()).hexdigest(), 16) % 3 == 0]
    return [report(r["id"], r["text"] or "", r["date"], r.get("outlet")) for r in rows]


def grams(text: str) -> set[tuple[int, ...]]:
    """The distinct runs of :data:`SHINGLE` words."""
    keys = [word_key(w) for w, _, _ in words(text)]
    return {tuple(keys[i : i + SHINGLE]) for i in range(len(keys) - SHINGLE + 1)}


def brute(reports: list[Report]) -> dict[tuple[str, str], float]:
    """For every pair that shares any shingle, the share of the smaller text's shingles.

    Every shared shingle of every pair is counted, with no hashing and no limit.
    """
    sets = {r.id: grams(r.text) for r in reports}
    holders: dict[tuple[int, ...], list[str]] = {}
    for name in sorted(sets):
        for gram in sets[name]:
            holders.setdefault(gram, []).append(name)
    both: Counter[tuple[str, str]] = Counter()
    for at in holders.values():
        both.update(combinations(at, 2))
    return {(a, b): n / min(len(sets[a]), len(sets[b])) for (a, b), n in both.items()}


@cache
def shingles(text: str) -> int:
    """How many distinct shingles a text has."""
    return len(grams(text))


def exact(found: Reuse, texts: dict[str, str]) -> float:
    """The share of the smaller text's shingles that stand unchanged in the passages found, on both
    sides: what ``share`` would be if an edited word were no part of a passage."""
    left, right = texts[found.left], texts[found.right]
    both = {gram for p in found.passages for gram in grams(p.left.of(left)) & grams(p.right.of(right))}
    return len(both) / max(1, min(shingles(left), shingles(right)))


def minhash(reports: list[Report]) -> set[tuple[str, str]]:
    """Pairs that MinHash estimates to share half of all their shingles."""
    from rensa import RMinHash, RMinHashLSH

    made = {}
    index = RMinHashLSH(threshold=0.5, num_perm=128, num_bands=32)
    order = sorted(reports, key=lambda r: r.id)
    for i, r in enumerate(order):
        sketch = RMinHash(num_perm=128, seed=7)
        sketch.update([" ".join(map(str, g)) for g in grams(r.text)])
        made[i] = sketch
        index.insert(i, sketch)
    out = set()
    for i, sketch in made.items():
        for j in index.query(sketch):
            if i < j and sketch.jaccard(made[j]) >= 0.5:
                out.add((order[i].id, order[j].id))
    return out


def figures(shared: Path, whole: bool) -> dict[str, float]:
    """Per set: gold pairs, recall, precision, seconds of CPU, kinds, and recall of MinHash at .5
    where rensa is installed."""
    out: dict[str, float] = {}
    for name in SETS:
        reports = read(shared, name, whole)
        truth = brute(reports)
        gold = {pair for pair, share in truth.items() if share >= SHARE}
        start = time.process_time()
        found = reuse(reports)
        out[f"{name}_seconds"] = round(time.process_time() - start, 1)
        pairs = {(u.left, u.right) for u in found if u.share >= SHARE}
        # a found pair is right where brute force sees the fifth too, or edits hide part of it
        right = {p for p in pairs if truth.get(p, 0.0) >= SHARE / 2}
        out[f"{name}_gold"] = float(len(gold))
        out[f"{name}_recall"] = round(len(gold & {(u.left, u.right) for u in found}) / len(gold), 4)
        out[f"{name}_recall_by_share"] = round(len(gold & pairs) / len(gold), 4)
        out[f"{name}_precision"] = round(len(right) / len(pairs), 4) if pairs else 1.0
        out[f"{name}_precision_with_edits"] = round(len(pairs & gold) / len(pairs), 4) if pairs else 1.0
        texts = {r.id: r.text for r in reports}
        strict = {(u.left, u.right) for u in found if exact(u, texts) >= SHARE}
        out[f"{name}_recall_strict"] = round(len(gold & strict) / len(gold), 4)
        out[f"{name}_precision_strict"] = round(len(gold & strict) / len(strict), 4) if strict else 1.0
        for kind, n in sorted(Counter(u.kind for u in found).items()):
            out[f"{name}_kind_{kind}"] = float(n)
        if find_spec("rensa"):
            out[f"{name}_minhash_recall"] = round(len(gold & minhash(reports)) / len(gold), 4)
    return out


def run(shared: Path) -> dict[str, float]:
    """The figures on part of the data: half a minute."""
    return figures(shared, whole=False)


def main() -> None:
    """Print the figures, one a line."""
    given = [a for a in sys.argv[1:] if a != "--whole"]
    shared = Path(given[0] if given else "../shared")
    for name, value in figures(shared, "--whole" in sys.argv).items():
        print(f"{name:32} {value:g}")


if __name__ == "__main__":
    main()
