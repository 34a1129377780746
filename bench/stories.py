"""Stories against gold: B-cubed F1 and ARI, one setting for both sets.

    python bench/stories.py ../shared            the held-out stories by themselves (seconds)
    python bench/stories.py ../shared --whole    the same stories among all reports of their set
    python -m bench.stories ../shared --scale 100000    a stream of so many reports, a twentieth of one story

Only stories count that the shipped model was not trained on: a tenth, by hash.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from random import Random
from types import ModuleType

from wiredesk.stories import Item, Stream, group

SETS = ("allsides", "incidents")
BATCH, ALONE = 2_000, 300  # reports of a large stream given at once, and one by one at its end


def scorers(shared: Path) -> ModuleType:
    """The reference scorers beside the public data."""
    spec = importlib.util.spec_from_file_location("scorers", shared / "data" / "scorers.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def held(story: str) -> bool:
    """Whether a gold story is of the tenth that the shipped model never saw."""
    return int(hashlib.sha1(story.encode()).hexdigest(), 16) % 20 in (5, 12)


def read(shared: Path, name: str) -> tuple[list[Item], dict[str, str]]:
    """The items of a public set and the gold story of each."""
    items, gold = [], {}
    for line in (shared / "data" / "stories" / f"{name}.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        items.append(Item(row["id"], row["title"] or "", row["text"] or "", row["date"], row.get("outlet")))
        gold[row["id"]] = row["story"]
    return items, gold


def figures(shared: Path, whole: bool) -> dict[str, float]:
    """Per set, of the held-out stories: ``NAME_b3`` (F1), its precision and recall, ``NAME_ari``,
    stories found and gold, the part of unrelated reports (one of each story) that stay alone, and
    seconds of CPU.

    ``whole`` groups them among all reports of the set, where most look-alikes are, else by themselves.
    """
    score = scorers(shared)
    out: dict[str, float] = {}
    for name in SETS:
        items, gold = read(shared, name)
        kept = {i: story for i, story in gold.items() if held(story)}
        start = time.process_time()
        grouped = group(items if whole else [i for i in items if i.id in kept])
        out[f"{name}_seconds"] = round(time.process_time() - start, 1)
        found = {i: grouped[i] for i in kept}
        if whole:
            precision, recall, f1 = _bcubed_within(gold, grouped, kept)
        else:
            precision, recall, f1 = score.bcubed(kept, found)
        out[f"{name}_b3"], out[f"{name}_b3_p"] = round(f1, 4), round(precision, 4)
        out[f"{name}_b3_r"] = round(recall, 4)
        out[f"{name}_ari"] = round(score.ari(kept, found), 4)
        out[f"{name}_reports"] = float(len(kept))
        out[f"{name}_stories"] = float(len(set(found.values())))
        out[f"{name}_stories_gold"] = float(len(set(kept.values())))
        first = {story: i for i, story in sorted(kept.items(), reverse=True)}
        alone = group([i for i in items if i.id in set(first.values())])
        out[f"{name}_unrelated_apart"] = round(len(set(alone.values())) / len(first), 4)
    return out


def _bcubed_within(
    gold: Mapping[str, str], found: Mapping[str, str], asked: Iterable[str]
) -> tuple[float, float, float]:
    """B-cubed of some reports in groups that hold others too."""
    in_gold, in_found = Counter(gold.values()), Counter(found.values())
    both = Counter((gold[i], found[i]) for i in gold)
    precisions, recalls = [], []
    for i in asked:
        shared = both[gold[i], found[i]]
        precisions.append(shared / in_found[found[i]])
        recalls.append(shared / in_gold[gold[i]])
    p, r = sum(precisions) / len(precisions), sum(recalls) / len(recalls)
    return p, r, 2 * p * r / (p + r)


def run(shared: Path) -> dict[str, float]:
    """The figures of the held-out stories by themselves: a few seconds."""
    return figures(shared, whole=False)


def scale(shared: Path, count: int) -> Iterator[tuple[str, float]]:
    """Figures of a stream of ``count`` reports: the two public sets, and invented ones with a story of
    a twentieth of them; by day of publication, a few days early or late, 2,000 at a time and the
    last 300 one by one.  Seconds are of one core's work (what cleaning costs is not in them)."""
    known = [(item, gold[item.id]) for name in SETS for items, gold in [read(shared, name)] for item in items]
    from bench.streams import stream

    known += stream(count - len(known), count // 20)
    random = Random(7)
    at = {
        i.id: (date.fromisoformat(i.published or "2014-06-01").toordinal() + random.gauss(0, 2))
        for i, _ in known
    }
    known.sort(key=lambda row: at[row[0].id])
    stories = Stream()
    costs: list[float] = []
    for start in range(0, count - ALONE, BATCH):
        part = [item for item, _ in known[start : min(start + BATCH, count - ALONE)]]
        began = time.process_time()
        stories.add(part)
        costs.append((time.process_time() - began) / len(part) * 1000)
        print(
            f"{start + len(part):>8} {costs[-1]:.2f} ms a report, {_memory():.0f} MB",
            file=sys.stderr,
            flush=True,
        )
    alone = []
    for item, _ in known[count - ALONE :]:
        began = time.perf_counter(), time.process_time()
        stories.add([item])
        alone.append(((time.perf_counter() - began[0]) * 1000, (time.process_time() - began[1]) * 1000))
    yield "reports", count
    yield "minutes", sum(costs) * BATCH / 60_000
    tenth = [c for n, c in enumerate(costs) if 8_000 <= n * BATCH < 12_000] or costs[:1]
    yield "ms_at_10000", sum(tenth) / len(tenth)
    yield "ms_at_the_end", sum(costs[-3:]) / len(costs[-3:])
    yield "one_more_p95_ms", sorted(c for _, c in alone)[int(ALONE * 0.95)]
    yield "one_more_p95_ms_by_the_clock", sorted(w for w, _ in alone)[int(ALONE * 0.95)]
    yield "memory_mb", _memory()
    gold = {item.id: story for item, story in known}
    found = {r: s.id for s in stories.stories() for r in s.reports}
    large = Counter(found[r] for r, g in gold.items() if g == "big")
    yield "large_story_whole", max(large.values()) / sum(large.values())
    yield "b3", scorers(shared).bcubed(gold, found)[2]


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Print the figures, one a line."""
    given = [a for a in sys.argv[1:] if not a.startswith("--")]
    shared = Path(given[0] if given else "../shared")
    if "--scale" in sys.argv:
        for name, value in scale(shared, int(given[1]) if len(given) > 1 else 100_000):
            print(f"{name:28} {value:g}", flush=True)
        return
    for name, value in figures(shared, "--whole" in sys.argv).items():
        print(f"{name:28} {value:g}")


if __name__ == "__main__":
    main()
