"""Trains the pair model of ``src/wiredesk/stories``: are two reports of one event?

    pip install lightgbm scikit-learn
    python training/stories_model.py ../shared            # cross-validated figures, then the model
    python training/stories_model.py ../shared --check    # the figures alone
    python training/stories_model.py ../shared --write    # the model alone

Learns from candidate pairs of data/stories/allsides.jsonl and incidents.jsonl, both weighted
alike.  As much weight again have the pairs of small sets (an event alone or with its look-alikes,
one report of each of many events; some or all dates and titles taken away), because what a pair
is among its neighbours means less among five reports than among three thousand; and a quarter as
much those of sets as people paste them: an event, or an event and what resembles it, mostly
undated and often a few sentences each.  More days apart never make one event likelier.  Figures come
from two halves by hash of the gold story: no pair within a half is judged by a model that saw
either of its stories.  The model itself is trained without the tenth of the stories that
``bench/stories.py`` scores.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

import lightgbm
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "bench"))
from stories import SETS, held, read, scorers

from wiredesk.stories.grouping import LEAST, joined, linked
from wiredesk.stories.items import Item
from wiredesk.stories.likeness import CONTEXT, FEATURES
from wiredesk.stories.stream import ONE, Stream

OUT = Path(__file__).resolve().parents[1] / "src" / "wiredesk" / "stories" / "model.json"
SMALL_SETS = 500  # per public set
PASTED_SETS = 800  # per public set
TREES = 160
LEAVES = 12
RATE = 0.06
UNRELATED = 3  # weight of the pairs of a small set in which nothing belongs together
PASTED = 0.25  # weight of the pairs of pasted sets
SEED = 20


def rated_pairs(items: Sequence[Item]) -> dict[tuple[int, int], tuple[float, ...]]:
    """What each compared pair is judged by, by index; ``items`` must be sorted by id."""
    stream = Stream(judge=lambda rows: [0.0] * len(rows))
    stream.add(items)
    at = {item.id: n for n, item in enumerate(items)}
    return {(at[a], at[b]): row for (a, b), row in stream.rows().items()}


def _copies(items: Sequence[Item]) -> list[tuple[int, int]]:
    """Pairs of the same words, by index: they are one story without being judged."""
    first: dict[str, int] = {}
    out = []
    for n, item in enumerate(items):
        words = " ".join(re.findall(r"\w+", item.text.lower()))
        if words and first.setdefault(words, n) != n:
            out.append((first[words], n))
    return out


def half(story: str) -> int:
    """0 or 1 by hash of the gold story."""
    return int(hashlib.sha1(story.encode()).hexdigest(), 16) % 2


class Set:
    """A public set with its candidate pairs and their features."""

    def __init__(self, shared: Path, name: str) -> None:
        items, self.gold = read(shared, name)
        self.items = sorted(items, key=lambda i: i.id)
        self.rows = rated_pairs(self.items)
        self.copies = _copies(self.items)
        self.story = [self.gold[i.id] for i in self.items]
        self._variants: dict[tuple[int, bool, bool, int], Item] = {}

    def same(self, pair: tuple[int, int]) -> bool:
        """Whether gold has the pair in one story."""
        return self.story[pair[0]] == self.story[pair[1]]

    def item(self, at: int, bare: bool = False, untitled: bool = False, words: int = 0) -> Item:
        """An item, without its date, its title standing in its text, cut after so many words; made once."""
        found = self._variants.get((at, bare, untitled, words))
        if found is None:
            found = self.items[at]
            if words:
                found = replace(found, text=" ".join(found.text.split()[:words]))
            if bare:
                found = replace(found, published=None)
            if untitled:
                found = replace(found, title="", text=f"{found.title}\n{found.text}")
            self._variants[at, bare, untitled, words] = found
        return found

    def members(self, keep: Callable[[str], bool]) -> dict[str, list[int]]:
        """The items of each story that is kept, by index."""
        out = defaultdict(list)
        for i, story in enumerate(self.story):
            if keep(story):
                out[story].append(i)
        return dict(out)

    def alike(self, members: Mapping[str, Sequence[int]]) -> dict[str, list[str]]:
        """The stories that share a compared pair with each story, in order."""
        out: dict[str, set[str]] = {story: set() for story in members}
        for a, b in self.rows:
            x, y = self.story[a], self.story[b]
            if x != y and x in members and y in members:
                out[x].add(y)
                out[y].add(x)
        return {story: sorted(others) for story, others in out.items()}

    def rated(
        self, picked: Sequence[int], bare: Sequence[bool], untitled: Sequence[bool], words: int = 0
    ) -> Small:
        """The near pairs of some items among themselves."""
        items = [self.item(*given, words) for given in zip(picked, bare, untitled, strict=True)]
        rows = rated_pairs(items)
        return Small([self.items[i].id for i in picked], rows, [self.story[i] for i in picked])

    def small(self, keep: Callable[[str], bool], seed: int, count: int) -> list[Small]:
        """Random small sets: an event, or one report of each of many, with look-alikes."""
        random = Random(seed)
        members = self.members(keep)
        alike = self.alike(members)
        names = sorted(members)
        several = [s for s in names if len(members[s]) > 1]
        out = []
        for _ in range(count):
            first = random.choice(several if random.random() < 0.5 else names)
            alone = random.random() < 0.2  # one report of each event: nothing belongs together
            chosen = {first}
            if random.random() < 0.75:
                like = alike[first]
                chosen.update(random.sample(like, min(len(like), random.choice((0, 1, 1, 2, 4)))))
                chosen.update(random.sample(names, random.choice((0, 0, 1, 3, 6))))
                if alone:
                    chosen.update(random.sample(names, min(len(names), random.choice((40, 100, 200)))))
                    chosen.update(random.sample(like, min(len(like), 10)))
            picked = sorted(i for s in sorted(chosen) for i in _some(random, members[s], alone))
            undated, headless = random.choice((0.0, 0.0, 0.3, 1.0)), random.choice((0.0, 0.0, 0.2, 1.0))
            bare = [random.random() < undated for _ in picked]
            untitled = [random.random() < headless for _ in picked]
            out.append(self.rated(picked, bare, untitled))
        return out

    def pasted(self, keep: Callable[[str], bool], seed: int, count: int) -> list[Small]:
        """Random sets as people paste them: an event, or with a look-alike or two, or one report of each."""
        random = Random(seed)
        members = self.members(keep)
        alike = self.alike(members)
        names = sorted(members)
        several = [s for s in names if len(members[s]) > 1]
        out = []
        for _ in range(count):
            first = random.choice(several)
            chosen, kind = {first}, random.random()
            if kind < 0.35 or kind >= 0.8:
                chosen.update(random.sample(alike[first], min(len(alike[first]), random.choice((1, 1, 2)))))
            elif kind < 0.45:
                chosen.update(random.sample(names, random.choice((1, 2))))
            picked = sorted(i for s in sorted(chosen) for i in _some(random, members[s], kind >= 0.8))
            bare, untitled = random.random() < 0.75, random.random() < 0.5
            words = random.choice((25, 40, 60)) if random.random() < 0.4 else 0
            out.append(self.rated(picked, [bare] * len(picked), [untitled] * len(picked), words))
        return out


@dataclass(frozen=True)
class Small:
    """A small set: ids (sorted), features of its near pairs by index, gold story by index."""

    ids: list[str]
    rows: dict[tuple[int, int], tuple[float, ...]]
    story: list[str]

    @property
    def alone(self) -> bool:
        """Whether no two items are of one story."""
        return len(set(self.story)) == len(self.story)


def _some(random: Random, members: list[int], alone: bool) -> list[int]:
    return [random.choice(members)] if alone else members[:15]


def fit(sets: list[Set], keep: Callable[[str], bool], small: int, pasted: int) -> Any:
    """A model of the stories that are kept; ``small`` small and ``pasted`` pasted sets of each public set."""
    rows: list[tuple[float, ...]] = []
    truth: list[bool] = []
    weights: list[float] = []
    for number, data in enumerate(sets):
        kept = {story: keep(story) for story in sorted(set(data.story))}
        pairs = [p for p in data.rows if kept[data.story[p[0]]] and kept[data.story[p[1]]]]
        found = data.small(lambda s, kept=kept: kept[s], SEED + number, small)
        rated = [(r, s.story[a] == s.story[b], s.alone) for s in found for (a, b), r in s.rows.items()]
        found = data.pasted(lambda s, kept=kept: kept[s], SEED + number, pasted)
        few = [(r, s.story[a] == s.story[b], False) for s in found for (a, b), r in s.rows.items()]
        large = [(data.rows[p], data.same(p), False) for p in pairs]
        for pairs_of, share in ((large, 1.0), (rated, 1.0), (few, PASTED)):
            positive = sum(same for _, same, _ in pairs_of)
            rows += [row for row, _, _ in pairs_of]
            truth += [same for _, same, _ in pairs_of]
            weights += [1000 / positive * (UNRELATED if alone else 1) * share for _, _, alone in pairs_of]
    model = lightgbm.LGBMClassifier(
        n_estimators=TREES, num_leaves=LEAVES, learning_rate=RATE, min_child_samples=40, reg_lambda=5,
        deterministic=True, force_row_wise=True, verbose=-1, colsample_bytree=0.7, subsample=0.8,
        subsample_freq=1, random_state=SEED, n_jobs=1,
        monotone_constraints=[-(name == "days_apart") for name in (*FEATURES, *CONTEXT)],
    )  # fmt: skip
    return model.fit(np.array(rows), np.array(truth), sample_weight=np.array(weights))


def _groups(ids: list[str], scores: Mapping[tuple[int, int], float], least: float) -> dict[str, str]:
    whole = {pair: int(score * ONE) for pair, score in scores.items()}
    parts = _connected(len(ids), [p for p, score in whole.items() if score >= least * ONE])
    home = {i: n for n, part in enumerate(parts) for i in part}
    inside: list[dict[tuple[int, int], int]] = [{} for _ in parts]
    number = {i: k for part in parts for k, i in enumerate(part)}
    for (a, b), score in whole.items():
        if home[a] == home[b]:
            inside[home[a]][number[a], number[b]] = score
    groups = [
        [part[k] for k in g]
        for part, held in zip(parts, inside, strict=True)
        for g in linked(len(part), held, least * ONE)
    ]
    return {ids[i]: str(k) for k, g in enumerate(groups) for i in g}


def _connected(size: int, pairs: list[tuple[int, int]]) -> list[list[int]]:
    root = joined(size, pairs)
    out: dict[int, list[int]] = defaultdict(list)
    for i in range(size):
        out[root(i)].append(i)
    return list(out.values())


def _grouped(model: Any, given: Small, least: float) -> dict[str, str]:
    if not given.rows:
        return {name: name for name in given.ids}
    values = model.predict_proba(np.array(list(given.rows.values())))[:, 1]
    return _groups(given.ids, dict(zip(given.rows, map(float, values), strict=True)), least)


def check(shared: Path, sets: list[Set]) -> None:
    """Print out-of-fold figures at several thresholds."""
    score = scorers(shared)
    models = [fit(sets, lambda s, n=n: half(s) == n, SMALL_SETS // 2, PASTED_SETS // 2) for n in (0, 1)]
    for name, data in zip(SETS, sets, strict=True):
        pairs = list(data.rows)
        matrix = np.array([data.rows[p] for p in pairs])
        by = [m.predict_proba(matrix)[:, 1] for m in models]
        scores = {}
        for n, p in enumerate(pairs):
            halves = {half(data.story[i]) for i in p}
            scores[p] = float(by[1 - halves.pop()][n] if len(halves) == 1 else (by[0][n] + by[1][n]) / 2)
        ids = [i.id for i in data.items]
        scores.update((p, 1.0) for p in data.copies)
        for least in (0.4, 0.45, 0.5, 0.55, 0.6):
            found = _groups(ids, scores, least)
            p, r, f1 = score.bcubed(data.gold, found)
            print(f"{name} {least:.2f} b3 {p:.3f} {r:.3f} {f1:.4f} ari {score.ari(data.gold, found):.4f}")
        small_figures(name, data, models)


def small_figures(name: str, data: Set, models: list[Any]) -> None:
    """Print how unrelated reports, one story and two look-alike stories come out, out of fold."""
    alone: dict[float, list[float]] = defaultdict(list)
    whole: dict[tuple[bool, bool], list[float]] = defaultdict(list)
    pairs: dict[tuple[bool, bool], list[float]] = defaultdict(list)
    for n in (0, 1):
        model = models[1 - n]
        members = data.members(lambda s, n=n: half(s) == n)
        alike = data.alike(members)
        names = sorted(members)
        random = Random(99 + n)
        for _ in range(3):
            picked = sorted(random.choice(members[s]) for s in random.sample(names, min(200, len(names))))
            made = data.rated(picked, [False] * len(picked), [False] * len(picked))
            for least in (LEAST, 0.55, 0.6):
                alone[least].append(len(set(_grouped(model, made, least).values())) / len(picked) * 200)
        big = [s for s in names if len(members[s]) >= 3]
        for story in random.sample(big, min(len(big), 60)):
            for bare in (False, True):
                for untitled in (False, True):
                    picked = members[story][:5]
                    made = data.rated(picked, [bare] * len(picked), [untitled] * len(picked))
                    whole[bare, untitled].append(len(set(_grouped(model, made, LEAST).values())) == 1)
                    other = next((o for o in alike[story] if len(members[o]) >= 3), None)
                    if other is not None:
                        picked = sorted(members[story][:3] + members[other][:3])
                        made = data.rated(picked, [bare] * len(picked), [untitled] * len(picked))
                        found = _grouped(model, made, LEAST)
                        by_gold = defaultdict(set)
                        for at, story_of in zip(made.ids, made.story, strict=True):
                            by_gold[found[at]].add(story_of)
                        pairs[bare, untitled].append(all(len(g) == 1 for g in by_gold.values()))
    for least, counts in sorted(alone.items()):
        told = f"{min(counts):.0f} to {max(counts):.0f}, mean {sum(counts) / len(counts):.1f}"
        print(f"  {name} {least:.2f} 200 unrelated reports: {told} stories")
    for bare, untitled in sorted(whole):
        what = f"{'undated' if bare else 'dated'} {'untitled' if untitled else 'titled'}"
        one, two = whole[bare, untitled], pairs[bare, untitled]
        share = f"{sum(two) / len(two):.3f} of {len(two)}" if two else "none"
        print(f"  {name} {what}: one story whole {sum(one) / len(one):.3f}, look-alikes apart {share}")


def _tree(node: dict[str, Any]) -> Any:
    if "leaf_value" in node:
        return round(node["leaf_value"], 5)
    assert node["decision_type"] == "<="
    return [
        node["split_feature"],
        float(f"{node['threshold']:.6g}"),
        _tree(node["left_child"]),
        _tree(node["right_child"]),
    ]


def main(shared: Path, check_first: bool, write: bool) -> None:
    """Check, then train without the stories that ``bench/stories.py`` scores, and write the model."""
    sets = [Set(shared, name) for name in SETS]
    if check_first:
        check(shared, sets)
    if write:
        dump = fit(sets, lambda s: not held(s), SMALL_SETS, PASTED_SETS).booster_.dump_model()
        trees = [_tree(t["tree_structure"]) for t in dump["tree_info"]]
        model = {"features": [*FEATURES, *CONTEXT], "trees": trees}
        made = (json.dumps(model, separators=(",", ":")) + "\n").encode("utf-8")
        OUT.write_bytes(made)
        print(f"{len(trees)} trees, {len(made)} bytes, SHA-256 {hashlib.sha256(made).hexdigest()}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), "--write" not in sys.argv, "--check" not in sys.argv)
