"""Make src/wiredesk/claims/judge.json: the weights of the judge for bare sentence pairs.

    python training/claims_judge.py SHARED [WEIGHTS]

Logistic regression (scikit-learn, needed here only) on ``data/claims/msr-para-train.tsv``, with the
strength of regularisation chosen by five-fold cross-validation on it.  The validation file is not looked
at.  The weights for statements of a story stay the hand-set ones of ``judge.HAND``: fitted on the
development answer keys, leaving one story out, a regression was worse (see docs/models/claims.md).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegressionCV
from sklearn.preprocessing import StandardScaler

from wiredesk.claims.pairs import compared
from wiredesk.claims.wording import wording
from wiredesk.resources.parser import parse

OUT = Path(__file__).resolve().parents[1] / "src/wiredesk/claims/judge.json"


def main() -> None:
    path = Path(sys.argv[1]) / "data/claims/msr-para-train.tsv"
    rows = []
    for line in path.read_text(encoding="utf-8-sig").split("\n"):
        parts = line.rstrip("\r").split("\t")
        if len(parts) == 5 and parts[0] in "01":
            rows.append((int(parts[0]), parts[3], parts[4]))
    parses = parse([t for _, left, right in rows for t in (left, right)])
    signals = [wording(compared(a, b)[0]) for a, b in zip(parses[::2], parses[1::2], strict=True)]
    save(signals, [y for y, _, _ in rows])


def save(signals: list[dict[str, float]], truth: list[int]) -> None:
    """Fit and write the weights."""
    names = sorted(signals[0])
    table = np.array([[row[n] for n in names] for row in signals])
    scale = StandardScaler().fit(table)
    model = LogisticRegressionCV(
        Cs=[0.003, 0.01, 0.03, 0.1], cv=5, max_iter=4000, scoring="accuracy", l1_ratios=(0.0,),
        use_legacy_attributes=False,
    )  # fmt: skip
    model.fit(scale.transform(table), truth)
    spread = np.where(scale.scale_ > 0, scale.scale_, 1.0)
    weights = np.ravel(model.coef_) / spread
    bias = float(np.ravel(model.intercept_)[0] - (weights * scale.mean_).sum())
    kept = {n: round(float(w), 4) for n, w in zip(names, weights, strict=True) if abs(w) > 1e-6}
    OUT.write_text(
        json.dumps({"pairs": {"bias": round(bias, 4), "weights": kept}}, indent=1) + "\n", encoding="utf-8"
    )
    print("C", model.C_, "kept", len(kept), "training accuracy", model.score(scale.transform(table), truth))


if __name__ == "__main__":
    main()
