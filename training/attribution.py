"""Trains the taggers of reported speech on the PolNeAR training articles.

    python training/attribution.py ../shared/data/attribution/polnear-train.jsonl \
        src/wiredesk/statements/attribution.npz [--cache FOLDER] [--epochs 4] [--seeds 4]

Needs numpy and the parser only.  Parses are kept in the cache folder.  The tenth article of
every ten is held back to choose when to stop and the bias on "no cue"; the PolNeAR development
articles are never read here.  The cue tagger is the mean of fields trained from several seeds: their
scores are sums of weights, so that the mean of the weights answers as all of them together would.
Takes about two minutes a seed and ten for the roles on one core that is free.
"""

from __future__ import annotations

import argparse
import json
import pickle
import time
from pathlib import Path
from typing import Any

import numpy as np

from wiredesk.model.parses import Parse
from wiredesk.model.spans import Span
from wiredesk.resources.parser import parse, parser_version
from wiredesk.statements import tagger
from wiredesk.statements.chains import paths, spans_of_labels
from wiredesk.statements.columns import BITS
from wiredesk.statements.cuetraits import cue_features
from wiredesk.statements.quotes import quoted
from wiredesk.statements.reported import frames
from wiredesk.statements.roletraits import Asked, role_features, window
from wiredesk.statements.traits import words_of

Example = tuple[np.ndarray, np.ndarray]
"""Feature hashes (words, features) and labels (words)."""


def paragraphs(text: str) -> list[Span]:
    """The paragraphs of a text, as a report has them."""
    out, at = [], 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            start = at + line.index(stripped[0])
            out.append(Span(start, start + len(stripped)))
        at += len(line) + 1
    return out


def parsed(path: Path, cache: Path) -> list[tuple[dict[str, Any], list[Span], list[Parse]]]:
    """The articles of a PolNeAR file with their parses."""
    rows = [json.loads(line) for line in path.open(encoding="utf-8")]
    kept = cache / f"{path.stem}-{parser_version()}.pickle"
    if kept.exists():
        parses = pickle.loads(kept.read_bytes())
    else:
        parses = [parse([s.of(r["text"]) for s in paragraphs(r["text"])]) for r in rows]
        cache.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(pickle.dumps(parses))
    return [(r, paragraphs(r["text"]), p) for r, p in zip(rows, parses, strict=True)]


def examples(article: tuple[dict[str, Any], list[Span], list[Parse]]) -> tuple[list[Example], list[Example]]:
    """The cue examples (one a paragraph) and the role examples (one a cue) of an article."""
    row, spans, parses = article
    cue_out: list[Example] = []
    role_out: list[Example] = []
    gold = row["attributions"]
    for n, (span, tree) in enumerate(zip(spans, parses, strict=True)):
        if not tree.words:
            continue
        marks = quoted(tree)
        view = words_of(tree, marks)
        found = frames(tree, marks)
        rules = {f.head: f for f in found if f.head >= 0}
        labels = np.zeros(len(tree.words), dtype=np.int8)
        here = []
        for one in gold:
            where = [c for c in one["cue"] if span.start <= c[0] < span.end]
            if not where:
                continue
            inside = _words(tree, span, where[0])
            if not inside:
                continue
            a, b = inside[0], inside[-1] + 1
            if not labels[a:b].any():
                labels[a:b] = 2
                labels[a] = 1
            here.append((one, a, b, tagger.head_of(tree, a, b)))
        cue_out.append((cue_features([view], [found], [n == 0]).astype(np.int32), labels))
        heads = {h for *_, h in here}
        for one, a, b, head in here:
            rule = next((rules[i] for i in (head, *range(a, b)) if i in rules), None)
            lo, hi = window(view, head)
            tags = np.zeros(hi - lo, dtype=np.int8)
            for name, key in (("S", "source"), ("C", "content")):
                for piece in one[key]:
                    inside = [i for i in _words(tree, span, piece) if lo <= i < hi]
                    _mark(tags, [i - lo for i in inside], name)
            (features,) = role_features([view], [Asked(0, (a, b), head, rule, frozenset(heads) - {head})])
            role_out.append((features.astype(np.int32), tags))
    return cue_out, role_out


def _words(tree: Parse, span: Span, piece: list[int]) -> list[int]:
    start, end = piece[0] - span.start, piece[1] - span.start
    return [i for i, w in enumerate(tree.words) if w.start < end and w.end > start]


def _mark(tags: np.ndarray, inside: list[int], name: str) -> None:
    index = tagger.ROLE_LABELS.index
    if not inside:
        return
    if len(inside) == 1:
        tags[inside[0]] = index(name + "S")
        return
    tags[inside[1:-1]] = index(name + "I")
    tags[inside[0]], tags[inside[-1]] = index(name + "B"), index(name + "E")


class Field:
    """A linear-chain conditional random field trained by AdaGrad on minibatches."""

    def __init__(self, labels: int, rate: float, decay: float, drop: float = 0.3, seed: int = 7) -> None:
        self.weights = np.zeros((1 << BITS, labels), dtype=np.float32)
        self.steps = np.zeros((labels, labels), dtype=np.float32)
        self.seen = np.full_like(self.weights, 0.1)
        self.seen_steps = np.full_like(self.steps, 0.1)
        self.rate, self.decay, self.labels, self.drop = rate, decay, labels, drop
        self.chance = np.random.default_rng(seed)

    def batch(self, group: list[Example]) -> float:
        """One step on a group of sequences; the mean loss."""
        size, longest, width = len(group), max(len(y) for _, y in group), group[0][0].shape[1]
        rows = np.zeros((size, longest, width), dtype=np.int32)
        gold = np.zeros((size, longest), dtype=np.int64)
        mask = np.zeros((size, longest), dtype=bool)
        for k, (x, y) in enumerate(group):
            rows[k, : len(y)], gold[k, : len(y)], mask[k, : len(y)] = x, y, True
        flat = rows[mask]
        scores = np.zeros((size, longest, self.labels), dtype=np.float32)
        local = np.zeros((len(flat), self.labels), dtype=np.float32)
        # each feature is left out with probability ``drop``, so that no one of them is relied on
        stay = (self.chance.random(flat.shape, dtype=np.float32) >= self.drop).astype(np.float32)
        stay /= 1.0 - self.drop
        for f in range(width):
            local += self.weights[flat[:, f]] * stay[:, f : f + 1]
        scores[mask] = local
        loss, marginal, expected = self._sums(scores, gold, mask)
        delta = marginal[mask]
        delta[np.arange(len(delta)), gold[mask]] -= 1.0
        keys, inverse = np.unique(flat, return_inverse=True)
        inverse = inverse.reshape(flat.shape)
        gradient = np.empty((len(keys), self.labels), dtype=np.float32)
        for label in range(self.labels):
            spread = (stay * delta[:, label : label + 1]).ravel()
            gradient[:, label] = np.bincount(inverse.ravel(), spread, minlength=len(keys))
        gradient += self.decay * size * self.weights[keys]
        self.seen[keys] += gradient**2
        self.weights[keys] -= self.rate * gradient / np.sqrt(self.seen[keys])
        self.seen_steps += expected**2
        self.steps -= self.rate * expected / np.sqrt(self.seen_steps)
        return loss / size

    def _sums(self, scores: Any, gold: Any, mask: Any) -> tuple[float, Any, Any]:
        longest = scores.shape[1]
        forward = np.zeros_like(scores)
        forward[:, 0] = scores[:, 0]
        for t in range(1, longest):
            ways = forward[:, t - 1, :, None] + self.steps[None]
            forward[:, t] = np.where(mask[:, t, None], _lse(ways, 1) + scores[:, t], forward[:, t - 1])
        total = _lse(forward[:, -1], 1)
        backward = np.zeros_like(scores)
        expected = np.zeros_like(self.steps)
        for t in range(longest - 2, -1, -1):
            inner = backward[:, t + 1] + scores[:, t + 1]
            ways = self.steps[None] + inner[:, None, :]
            live = mask[:, t + 1]
            backward[:, t] = np.where(live[:, None], _lse(ways, 2), backward[:, t + 1])
            joint = np.exp(forward[:, t, :, None] + ways - total[:, None, None])
            expected += joint[live].sum(0)
            np.add.at(expected, (gold[live, t], gold[live, t + 1]), -1.0)
        marginal = np.exp(forward + backward - total[:, None, None])
        path = np.take_along_axis(scores, gold[:, :, None], 2)[:, :, 0]
        path_sum = (path * mask).sum()
        both = mask[:, 1:]
        path_sum += self.steps[gold[:, :-1], gold[:, 1:]][both].sum()
        return float(total.sum() - path_sum), marginal, expected

    def decode(self, x: np.ndarray, bias: float = 0.0) -> list[int]:
        """The best labels of one sequence, ``bias`` taken off label 0."""
        scores = self.weights[x].sum(1)
        scores[:, 0] -= bias
        return paths([scores], self.steps)[0]


def _lse(values: Any, axis: int) -> Any:
    top = values.max(axis, keepdims=True)
    return np.squeeze(top, axis) + np.log(np.exp(values - top).sum(axis))


def fit(
    field: Field, train: list[Example], held: list[Example], names: tuple[str, ...], epochs: int, seed: int
) -> Field:
    """Trains with batches of like length; keeps the weights of the best epoch on ``held``."""
    rng = np.random.default_rng(seed)
    order = sorted(range(len(train)), key=lambda k: len(train[k][1]))
    groups = [order[k : k + 32] for k in range(0, len(order), 32)]
    best = (-1.0, field.weights.copy(), field.steps.copy())
    for epoch in range(epochs):
        start = time.time()
        loss = 0.0
        for g in rng.permutation(len(groups)):
            loss += field.batch([train[k] for k in groups[g]])
        score = measure(field, held, names, 0.0)
        print(
            f"epoch {epoch} loss {loss / len(groups):.3f} held-back {score} {time.time() - start:.0f} s",
            flush=True,
        )
        figure = sum(score.values()) / len(score)
        if figure > best[0]:
            best = (figure, field.weights.copy(), field.steps.copy())
    field.weights, field.steps = best[1], best[2]
    return field


def meant(field: Field, train: list[Example], held: list[Example], epochs: int, seeds: range) -> Field:
    """The mean of fields for cues, one from each seed."""
    fields = [
        fit(Field(field.labels, 0.15, 1e-5, 0.3, seed), train, held, tagger.CUE_LABELS, epochs, seed)
        for seed in seeds
    ]
    field.weights = np.mean([f.weights for f in fields], axis=0, dtype=np.float32)
    field.steps = np.mean([f.steps for f in fields], axis=0, dtype=np.float32)
    return field


def measure(field: Field, held: list[Example], names: tuple[str, ...], bias: float) -> dict[str, float]:
    """Exact span F1 of each kind of span."""
    kinds = ("",) if "B" in names else ("S", "C")
    counts = {k: [0, 0, 0] for k in kinds}
    for x, y in held:
        got = [names[k] for k in field.decode(x, bias)]
        want = [names[k] for k in y]
        for kind in kinds:
            a, b = set(spans_of_labels(got, kind)), set(spans_of_labels(want, kind))
            counts[kind][0] += len(a & b)
            counts[kind][1] += len(a)
            counts[kind][2] += len(b)
    return {k or "cue": round(2 * t / max(1, p + g), 4) for k, (t, p, g) in counts.items()}


def packed(weights: np.ndarray, keep: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The ``keep`` heaviest rows as gaps between row numbers, 8-bit weights and their scale."""
    heft = np.abs(weights).max(1)
    rows = np.sort(np.argsort(-heft)[:keep])
    rows = rows[heft[rows] > 0]
    scale = float(np.abs(weights).max()) / 127.0
    gaps = np.diff(rows, prepend=0).astype(np.uint16)
    if np.diff(rows, prepend=0).max() > 65535:
        raise ValueError("rows too far apart to store their gaps in 16 bits")
    return gaps, np.round(weights[rows] / scale).astype(np.int8), np.float32(scale)


def main() -> None:
    """Reads the arguments, trains both taggers, writes the model file."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("articles", type=Path)
    ask.add_argument("model", type=Path)
    ask.add_argument("--cache", type=Path, default=Path("build/attribution"))
    ask.add_argument("--epochs", type=int, default=4)
    ask.add_argument("--seed", type=int, default=7)
    ask.add_argument("--seeds", type=int, default=4)
    given = ask.parse_args()
    articles = parsed(given.articles, given.cache)
    sets: dict[str, list[Example]] = {"cue": [], "role": [], "cue held": [], "role held": []}
    for n, article in enumerate(articles):
        cue, role = examples(article)
        side = " held" if n % 10 == 9 else ""
        sets["cue" + side].extend(cue)
        sets["role" + side].extend(role)
    print({k: len(v) for k, v in sets.items()}, flush=True)
    roles = Field(len(tagger.ROLE_LABELS), rate=0.15, decay=1e-5, drop=0.25)
    fit(roles, sets["role"], sets["role held"], tagger.ROLE_LABELS, given.epochs, given.seed)
    found = Field(len(tagger.CUE_LABELS), rate=0.15, decay=1e-5, drop=0.3)
    several = range(given.seed, given.seed + given.seeds)
    found = meant(found, sets["cue"], sets["cue held"], given.epochs, several)
    tried = {
        b: measure(found, sets["cue held"], tagger.CUE_LABELS, b)["cue"] for b in np.arange(-0.5, 2.1, 0.25)
    }
    bias = max(tried, key=lambda b: tried[b])
    print("bias", tried, bias)
    cue_rows, cue_values, cue_scale = packed(found.weights, 600_000)
    role_rows, role_values, role_scale = packed(roles.weights, 700_000)
    np.savez_compressed(
        given.model,
        cue_rows=cue_rows,
        cue_values=cue_values,
        cue_scale=cue_scale,
        cue_steps=found.steps,
        role_rows=role_rows,
        role_values=role_values,
        role_scale=role_scale,
        role_steps=roles.steps,
        bias=np.float32(bias),
    )
    print(f"{given.model}: {given.model.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
