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
import math
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from types import ModuleType

import numpy as np

from wiredesk.stories import Item, Stream, group
from wiredesk.stories.grouping import joined
from wiredesk.text.shingles import folded

SETS = ("allsides", "incidents")
# Reports of a large stream given at once; one by one at its end; and of its large story after that.
BATCH, ALONE, LATE = 2_000, 300, 100


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
    """The figures of the held-out stories by themselves, and of others beside them: half a minute."""
    out = figures(shared, whole=False)
    score = scorers(shared)
    for name in SETS:
        items, gold = read(shared, name)
        items = [i for i in items if held(gold[i.id])]
        kept = {i.id: gold[i.id] for i in items}
        for other, groupings in beside(items).items():
            best = max(groupings, key=lambda found: score.bcubed(kept, found)[2])
            out[f"{name}_{other}_b3"] = round(score.bcubed(kept, best)[2], 4)
            out[f"{name}_{other}_ari"] = round(score.ari(kept, best), 4)
    return out


def beside(items: Sequence[Item]) -> dict[str, list[dict[str, str]]]:
    """What simpler means make of the same items: ``apart`` each by itself; ``tfidf`` in order of
    publication, each to the nearest centre of TF-IDF words where that is near enough; ``minhash``
    (rensa, where installed) those that share half of their 8-word shingles.  Of several thresholds
    all are given, for the best on the very data to be taken."""
    ordered = sorted(items, key=lambda i: (i.published or "9999", i.id))
    out = {
        "apart": [{i.id: i.id for i in items}],
        "tfidf": [_online(ordered, least) for least in (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5)],
    }
    if importlib.util.find_spec("rensa"):
        from bench.reuse import minhash, report

        number = {i.id: n for n, i in enumerate(ordered)}
        pairs = minhash([report(i.id, f"{i.title}\n{i.text}") for i in ordered])
        root = joined(len(ordered), [(number[a], number[b]) for a, b in pairs])
        out["minhash"] = [{i.id: str(root(n)) for n, i in enumerate(ordered)}]
    return out


def _online(ordered: Sequence[Item], least: float) -> dict[str, str]:
    """Groups by centres of TF-IDF words, one item after the other."""
    counts = [Counter(folded(f"{i.title}\n{i.text}")) for i in ordered]
    frequency = Counter(word for found in counts for word in found)
    number = {word: n for n, word in enumerate(sorted(frequency))}
    centres = np.zeros((len(ordered), len(number)), np.float32)
    lengths = np.zeros(len(ordered), np.float32)
    made = 0
    out = {}
    for item, found in zip(ordered, counts, strict=True):
        at = np.array([number[word] for word in found], np.int64)
        values = np.array(
            [(1 + math.log(n)) * math.log(len(ordered) / frequency[w]) for w, n in found.items()]
        )
        values = values / max(float(np.linalg.norm(values)), 1e-9)
        near = (
            centres[:made][:, at] @ values / np.maximum(lengths[:made], 1e-9) if len(at) else np.zeros(made)
        )
        best = int(near.argmax()) if made and near.max() >= least else made
        made = max(made, best + 1)
        centres[best, at] += values
        lengths[best] = np.linalg.norm(centres[best])
        out[item.id] = str(best)
    return out


def write_stream(shared: Path, count: int, to: Path) -> None:
    """Write ``count`` reports: the two public sets, and invented ones with a story of a twentieth of
    them; by day of publication, a few days early or late, with a few of the large story at the end."""
    from bench.streams import stream

    known = [(item, gold[item.id]) for name in SETS for items, gold in [read(shared, name)] for item in items]
    known += stream(count - len(known), count // 20)
    random = Random(7)
    at = {
        i.id: (date.fromisoformat(i.published or "2014-06-01").toordinal() + random.gauss(0, 2))
        for i, _ in known
    }
    known.sort(key=lambda row: at[row[0].id])
    late = set(random.sample([i.id for i, story in known if story == "big"], LATE))
    known.sort(key=lambda row: row[0].id in late)
    with to.open("w", encoding="utf-8") as out:
        for i, story in known:
            out.write(json.dumps([i.id, i.title, i.text, i.published, i.outlet, story]) + "\n")


def scale(shared: Path, count: int) -> Iterator[tuple[str, float]]:
    """Figures of such a stream, 2,000 at a time, the last 300 one by one, then those of the large story
    one by one.  Milliseconds are of one core's work, what is to be saved made ready with it (what
    cleaning costs is not in them); memory is of this process, whose stream comes from a file."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "stream.jsonl"
        writing = get_context("spawn").Process(target=write_stream, args=(shared, count, path))
        writing.start()
        writing.join()
        with path.open(encoding="utf-8") as lines:
            yield from _streamed(shared, lines, count)


def _streamed(shared: Path, lines: Iterator[str], count: int) -> Iterator[tuple[str, float]]:
    gold: dict[str, str] = {}
    stories = Stream()

    def add(most: int) -> tuple[int, float, float]:
        """How many were added, with what work and in what time, both in milliseconds."""
        given = []
        for line in islice(lines, most):
            *fields, story = json.loads(line)
            given.append(Item(*fields))
            gold[fields[0]] = story
        began = time.process_time(), time.perf_counter()
        stories.add(given)
        stories.unsaved()
        return len(given), (time.process_time() - began[0]) * 1000, (time.perf_counter() - began[1]) * 1000

    costs: list[float] = []
    clock = done = 0.0
    while done < count - ALONE - LATE:
        size, work, took = add(min(BATCH, int(count - ALONE - LATE - done)))
        done += size
        clock += took
        costs.append(work / size)
        print(f"{done:>8.0f} {costs[-1]:.2f} ms a report, {_memory():.0f} MB", file=sys.stderr, flush=True)
    yield "reports", count
    yield "minutes_of_work", sum(costs) * BATCH / 60_000
    yield "minutes_by_the_clock", clock / 60_000
    tenth = [c for n, c in enumerate(costs) if 8_000 <= n * BATCH < 12_000] or costs[:1]
    yield "ms_at_10000", sum(tenth) / len(tenth)
    yield "ms_at_the_end", sum(costs[-3:]) / len(costs[-3:])
    for name, many in (("one_more", ALONE), ("one_more_of_the_large_story", LATE)):
        alone = [add(1)[1:] for _ in range(many)]
        yield f"{name}_p95_ms", sorted(work for work, _ in alone)[int(many * 0.95)]
        yield f"{name}_p95_ms_by_the_clock", sorted(took for _, took in alone)[int(many * 0.95)]
    yield "memory_mb", _memory()
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
