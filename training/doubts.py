"""Fits the two logistic regressions of ``wiredesk.statements.doubts`` and prints their weights.

    python training/doubts.py ../shared/data/attribution/polnear-train.jsonl [--cache FOLDER]

Needs scikit-learn, which Wiredesk itself does not, and the parser.  Only the tenth article of every ten is
read: the taggers were not trained on it.  Prints also, by cross-validation over
articles, what each bar gives.  Three minutes on one core where the parses are kept.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from attribution import parsed
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

from wiredesk.statements import doubts, tagger
from wiredesk.statements.attribution import ruled
from wiredesk.statements.doubts import Guess, content_traits, guesses
from wiredesk.statements.quotes import quoted

FOLDS = 6
Row = tuple[int, dict[str, float], bool]


def fitted(rows: Sequence[Row], strength: float) -> dict[str, float]:
    """Weights by trait for the traits as they are (not scaled)."""
    names = sorted(rows[0][1])
    table = np.asarray([[traits[name] for name in names] for _, traits, _ in rows])
    mean, spread = table.mean(0), table.std(0) + 1e-9
    way = LogisticRegression(C=strength, max_iter=1000).fit((table - mean) / spread, [y for *_, y in rows])
    own = way.coef_[0] / spread
    own[[name == "one" for name in names]] = (
        way.intercept_[0] - (own * mean)[[name != "one" for name in names]].sum()
    )
    return {name: round(float(w), 4) for name, w in zip(names, own, strict=True)}


def crossed(rows: Sequence[Row], strength: float) -> np.ndarray:
    """Each row's chance by weights fitted without its article's fold."""
    out = np.zeros(len(rows))
    for fold in range(FOLDS):
        weights = fitted([r for r in rows if r[0] % FOLDS != fold], strength)
        for k, (article, traits, _) in enumerate(rows):
            if article % FOLDS == fold:
                out[k] = doubts.weighed(weights, traits)
    return out


def told(
    name: str, chances: np.ndarray, rows: Sequence[Row], total: int, also: tuple[int, int] = (0, 0)
) -> None:
    """Prints precision, recall and F1 for several bars; ``also`` are (right, taken) besides these rows."""
    right = np.asarray([y for *_, y in rows])
    for bar in (0.06, 0.08, 0.09, 0.1, 0.12, 0.15, 0.24, 0.27, 0.3, 0.33, 0.36, 0.4):
        taken = chances >= bar
        same, many = int((right & taken).sum()) + also[0], int(taken.sum()) + also[1]
        print(f"{name} {bar:.2f}: {same / many:.3f} {same / total:.3f} {2 * same / (many + total):.4f}")


def main() -> None:
    """Reads the arguments, fits both, prints their weights."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("articles", type=Path)
    ask.add_argument("--cache", type=Path, default=Path("build/attribution"))
    given = ask.parse_args()
    weights = tagger.model()
    if weights is None:
        raise SystemExit("the taggers' weights (attribution.npz) are missing: train them first")
    cues: list[Row] = []
    contents: list[tuple[int, Any, bool]] = []
    sure = taken = cue_total = content_total = 0
    articles = [a for n, a in enumerate(parsed(given.articles, given.cache)) if n % 10 == 9]
    pages: list[tuple[int, int, list[Guess], set[tuple[int, int]]]] = []
    for n, (row, spans, trees) in enumerate(articles):
        gold = {
            role: {(s, e) for a in row["attributions"] for s, e in a[role]} for role in ("cue", "content")
        }
        cue_total, content_total = cue_total + len(gold["cue"]), content_total + len(gold["content"])
        marks = [quoted(tree) for tree in trees]
        rules = [ruled(tree, mark).found for tree, mark in zip(trees, marks, strict=True)]
        for span, of in zip(spans, guesses(trees, marks, rules, weights), strict=True):
            pages.append((n, span.start, of, gold["content"]))
            for guess in of:
                s, e = guess.frame.cue or (-1, -1)
                cues.append((n, dict(guess.traits), (span.start + s, span.start + e) in gold["cue"]))
    chances = crossed(cues, 0.1)
    told("cue", chances, cues, cue_total)
    print("CUE =", fitted(cues, 0.1))
    at = 0
    for n, base, of, gold_contents in pages:
        own = chances[at : at + len(of)]
        at += len(of)
        trusted = {p for g, c in zip(of, own, strict=True) if c >= doubts.CUE_BAR for p in g.frame.content}
        sure += sum((base + s, base + e) in gold_contents for s, e in trusted)
        taken += len(trusted)
        for guess, chance in zip(of, own, strict=True):
            for s, e in guess.frame.content if chance < doubts.CUE_BAR else ():
                if (s, e) not in trusted:
                    traits = content_traits(guess, (s, e), sorted(trusted))
                    contents.append((n, traits, (base + s, base + e) in gold_contents))
    told("content", crossed(contents, 0.03), contents, content_total, (sure, taken))
    print("CONTENT =", fitted(contents, 0.03))


if __name__ == "__main__":
    main()
