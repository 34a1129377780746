"""Trains the pair model of ``src/wiredesk/stories``: are two reports of one event?

    pip install lightgbm scikit-learn
    python training/stories_model.py ../shared            # cross-validated figures, then the model
    python training/stories_model.py ../shared --check    # the figures alone

Learns from candidate pairs of data/stories/allsides.jsonl and incidents.jsonl, both weighted
alike.  Half of the pairs are seen again inside small sets (an event with its look-alikes, some
or all dates taken away), because what a pair is among its neighbours means less among five
reports than among three thousand.  Figures come from two halves by hash of the gold story:
no pair is judged by a model that saw either of its stories.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import lightgbm
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "bench"))
from stories import SETS, read, scorers

from wiredesk.stories import LEAST, near_pairs
from wiredesk.stories.context import context
from wiredesk.stories.grouping import linked
from wiredesk.stories.items import Item
from wiredesk.stories.likeness import CONTEXT, FEATURES, features

OUT = Path(__file__).resolve().parents[1] / "src" / "wiredesk" / "stories" / "model.json"
SMALL_SETS = 700  # per public set and half


def half(story: str) -> int:
    """0 or 1 by hash of the gold story."""
    return int(hashlib.sha1(story.encode()).hexdigest(), 16) % 2


class Set:
    """A public set with its candidate pairs and their features."""

    def __init__(self, shared: Path, name: str) -> None:
        items, self.gold = read(shared, name)
        self.items = sorted(items, key=lambda i: i.id)
        self.near = near_pairs(self.items)
        self.base = {p: features(self.items[p[0]], self.items[p[1]]) for p in self.near}
        around = context(self.near)
        self.rows = {p: (*f, *around[p]) for p, f in self.base.items()}
        self.story = [self.gold[i.id] for i in self.items]

    def same(self, pair: tuple[int, int]) -> bool:
        """Whether gold has the pair in one story."""
        return self.story[pair[0]] == self.story[pair[1]]

    def small(self, which: int | None, seed: int, count: int) -> list[tuple[list[Item], dict[Any, Any]]]:
        """Small sets of one half: items, and row and truth per pair of indices of them."""
        random = Random(seed)
        members = defaultdict(list)
        for i, story in enumerate(self.story):
            if which is None or half(story) == which:
                members[story].append(i)
        neighbours = defaultdict(set)
        for a, b in self.near:
            for x, y in ((a, b), (b, a)):
                if self.story[y] in members and self.story[x] in members:
                    neighbours[self.story[x]].add(self.story[y])
        names = sorted(members)
        out = []
        for _ in range(count):
            first = random.choice(names)
            alone = random.random() < 0.3  # one report of each event: nothing belongs together
            chosen = {first}
            like = sorted(neighbours[first] - {first})
            chosen.update(random.sample(like, min(len(like), random.choice((0, 1, 1, 2, 4)))))
            chosen.update(random.sample(names, random.choice((0, 0, 1, 3, 6))))
            bare = random.choice((0.0, 0.0, 0.3, 1.0))
            if alone:
                chosen.update(random.sample(names, min(len(names), 60)))
                chosen.update(random.sample(like, min(len(like), 10)))
            picked = sorted(i for s in sorted(chosen) for i in _some(random, members[s], alone))
            untitled = random.choice((0.0, 0.0, 0.2, 1.0))
            items = [self.items[i] for i in picked]
            items = [replace(i, published=None) if random.random() < bare else i for i in items]
            items = [_untitled(i) if random.random() < untitled else i for i in items]
            near = near_pairs(items)
            around = context(near)
            rows = {
                (a, b): ((*features(items[a], items[b]), *around[a, b]), self.same((picked[a], picked[b])))
                for a, b in near
            }
            out.append((items, rows))
        return out


def _some(random: Random, members: list[int], alone: bool) -> list[int]:
    return [random.choice(members)] if alone else members[:15]


def _untitled(item: Item) -> Item:
    return replace(item, title="", text=f"{item.title}\n{item.text}")


def fit(sets: list[Set], which: int | None) -> Any:
    """A model of one half, or of everything."""
    rows, truth, weights = [], [], []
    for number, data in enumerate(sets):
        pairs = [
            p for p in data.rows
            if which is None or all(half(data.story[i]) == which for i in p)
        ]  # fmt: skip
        parts = [[(data.rows[p], data.same(p)) for p in pairs]]
        small = data.small(which, 11 * number + (which or 0), SMALL_SETS * (1 if which is not None else 2))
        parts.append([row for _, found in small for row in found.values()])
        for part, share in zip(parts, (1.0, 1.0), strict=True):
            positive = sum(y for _, y in part)
            rows += [x for x, _ in part]
            truth += [y for _, y in part]
            weights += [1000 * share / positive] * len(part)
    model = lightgbm.LGBMClassifier(
        n_estimators=140, num_leaves=8, learning_rate=0.08, min_child_samples=40, reg_lambda=5, n_jobs=1,
        deterministic=True, force_row_wise=True, verbose=-1, colsample_bytree=0.7, subsample=0.8,
        subsample_freq=1, random_state=0,
    )  # fmt: skip
    return model.fit(np.array(rows), np.array(truth), sample_weight=np.array(weights))


def _groups(ids: list[str], scores: dict[tuple[int, int], float], least: float) -> dict[str, str]:
    return {ids[i]: str(k) for k, g in enumerate(linked(ids, scores, least)) for i in g}


def check(shared: Path, sets: list[Set]) -> None:
    """Print out-of-fold figures at several thresholds."""
    score = scorers(shared)
    models = [fit(sets, 0), fit(sets, 1)]
    for name, data in zip(SETS, sets, strict=True):
        pairs = list(data.rows)
        matrix = np.array([data.rows[p] for p in pairs])
        by = [m.predict_proba(matrix)[:, 1] for m in models]
        scores = {}
        for n, p in enumerate(pairs):
            halves = {half(data.story[i]) for i in p}
            scores[p] = float(by[1 - halves.pop()][n] if len(halves) == 1 else (by[0][n] + by[1][n]) / 2)
        ids = [i.id for i in data.items]
        for least in (0.3, 0.4, LEAST, 0.5, 0.6):
            found = _groups(ids, scores, least)
            p, r, f1 = score.bcubed(data.gold, found)
            ari = score.ari(data.gold, found)
            print(f"{name} {least:.2f} b3 {p:.3f} {r:.3f} {f1:.4f} ari {ari:.4f}")
        for bare in ("dated", "undated"):
            for least in (0.4, 0.5, 0.6):
                sums, count = [0.0, 0.0], 0
                for which in (0, 1):
                    for items, rows in data.small(which, 1234 + which, 300):
                        if not rows or (bare == "undated") != all(i.published is None for i in items):
                            continue
                        values = models[1 - which].predict_proba(np.array([x for x, _ in rows.values()]))[
                            :, 1
                        ]
                        gold = {i.id: data.gold[i.id] for i in items}
                        found = _groups(
                            [i.id for i in items], dict(zip(rows, map(float, values), strict=True)), least
                        )
                        p, r, _ = score.bcubed(gold, found)
                        sums[0] += p
                        sums[1] += r
                        count += 1
                print(f"  small {bare} {least} precision {sums[0] / count:.3f} recall {sums[1] / count:.3f}")


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


def main(shared: Path, write: bool) -> None:
    """Check, then train on everything and write the model."""
    sets = [Set(shared, name) for name in SETS]
    check(shared, sets)
    if write:
        dump = fit(sets, None).booster_.dump_model()
        trees = [_tree(t["tree_structure"]) for t in dump["tree_info"]]
        model = {"features": [*FEATURES, *CONTEXT], "trees": trees}
        OUT.write_text(json.dumps(model, separators=(",", ":")) + "\n", "utf-8")
        print(f"{len(trees)} trees, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]), "--check" not in sys.argv)
