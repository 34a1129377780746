"""Make bench/bearing.json: weights for what a claim does to another, strengthens or weakens (ClaimDiff).

    python -m training.claims_bearing SHARED        (in the root of the project)

Two class-weighted logistic regressions (scikit-learn, needed here only) on the pairs of ClaimDiff whose
event is not in the fifth that the bench holds back. The bar is the one with the best F1 of the rarer
class on predictions out of fold (five folds by event). Regularisation (C = .001 of .0002, .001, .004)
and signals were chosen the same way; the held fifth is not read.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
from bench.bearing import WEIGHTS, held, signals
from bench.pairs import CLAIMDIFF, best_threshold, claimdiff, f1
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.preprocessing import StandardScaler

from wiredesk.resources.parser import parse


def main() -> None:
    folder = Path(sys.argv[1]) / "data/claims"
    out = {}
    table: list[dict[str, float]] = []
    for name, file in CLAIMDIFF.items():
        rows = [r for r in claimdiff(folder / file, name) if not held(r.topic)]
        if not table:
            flat = parse([t for r in rows for t in (r.left, r.right)])
            table = [signals(a, b) for a, b in zip(flat[::2], flat[1::2], strict=True)]
        names = sorted(table[0])
        x = np.array([[row[n] for n in names] for row in table])
        y = np.array([r.rare for r in rows])
        groups = np.array([r.topic for r in rows])
        found = np.zeros(len(y))
        folds = list(GroupKFold(5, shuffle=True, random_state=0).split(x, y, groups))
        for train, test in folds:
            bias, weights = fitted(x[train], y[train])
            found[test] = bias + x[test] @ weights
        got = np.zeros(len(y), dtype=bool)
        for train, test in folds:
            got[test] = found[test] >= best_threshold(list(found[train]), list(y[train]), False)
        print(name, "F1 out of fold", round(f1(list(got), list(y)), 3), "of", len(y))
        bias, weights = fitted(x, y)
        out[name] = {
            "bias": round(bias, 4),
            "bar": round(float(best_threshold(list(found), list(y), False)), 4),
            "weights": {n: round(float(w), 4) for n, w in zip(names, weights, strict=True) if abs(w) > 5e-5},
        }
    WEIGHTS.write_text(json.dumps(out, indent=1) + "\n", encoding="utf-8")
    print(WEIGHTS.stat().st_size, "bytes")


def fitted(x: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    """Bias and weights, the scale of the signals folded in."""
    scale = StandardScaler().fit(x)
    model = LogisticRegression(C=0.001, class_weight="balanced", max_iter=3000).fit(scale.transform(x), y)
    weights = np.ravel(model.coef_) / scale.scale_
    return float(np.ravel(model.intercept_)[0] - weights @ scale.mean_), weights


if __name__ == "__main__":
    main()
