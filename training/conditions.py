"""Trains the choice of what follows from a condition (``wiredesk.statements.follows``).

    python training/conditions.py ../shared/data/demands/conditionals-train.csv \
        src/wiredesk/statements/follows.tsv [--penalty 3.0] [--folds 5]

Four fifths of the conditionals of SemEval-2020 task 5 (every sentence whose number does not divide by
five; the bench measures on the others, which this never reads).  For each condition that the rules find
with half its words right, the stretches that could follow from it compete, and the one nearest to the
labelled consequent should win: a conditional logistic regression over their traits.  With ``--folds`` the
mean F1 of words on folds held out in turn is printed instead.  Needs scipy, which Wiredesk itself does not.
A minute on one core beside the parsing.
"""

from __future__ import annotations

import argparse
import csv
import pickle
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from wiredesk.resources.parser import parse
from wiredesk.statements import follows
from wiredesk.statements.conditions import conditions_by_rule

Case = list[tuple[float, list[str]]]
"""The stretches of one condition: how well each fits the label, and its traits."""


def cases(path: Path, cache: Path | None) -> tuple[list[Case], list[float]]:
    """The conditions of the training part with a labelled consequent, and the F1 of the rules' own."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if int(row["sentenceID"]) % 5]
    if cache is not None and cache.exists():
        parses = pickle.loads(cache.read_bytes())[1]
    else:
        parses = parse([row["sentence"] for row in rows])
    out, plain = [], []
    for row, parsed in zip(rows, parses, strict=True):
        gold = [
            {
                i
                for i, w in enumerate(parsed.words)
                if int(row[f"{name}_startid"]) <= w.start < int(row[f"{name}_endid"]) + 1
                and w.text[0].isalnum()
            }
            for name in ("antecedent", "consequent")
        ]
        for sentence in parsed.sentences:
            for found in conditions_by_rule(parsed, sentence):
                if _f1(parsed, gold[0], found.antecedent) < 0.5 or not gold[1] & set(sentence):
                    continue
                made = [
                    (_f1(parsed, gold[1], range(first, last + 1)), traits)
                    for first, last, traits in follows.stretches(
                        parsed, sentence, found.antecedent, found.consequent
                    )
                ]
                if made:
                    out.append(made)
                    plain.append(_f1(parsed, gold[1], found.consequent))
    return out, plain


def _f1(parsed: object, gold: set[int], guess: Sequence[int]) -> float:
    mine = {i for i in guess if parsed.words[i].text[0].isalnum()}  # type: ignore[attr-defined]
    both = len(gold & mine)
    return 2 * both / (len(gold) + len(mine)) if both else 0.0


def learnt(data: Sequence[Case], penalty: float, least: int = 3) -> dict[str, float]:
    """The weights of the traits that stand in at least ``least`` conditions."""
    seen = Counter(t for case in data for t in {t for _, traits in case for t in traits})
    names = {t: n for n, t in enumerate(sorted(t for t, k in seen.items() if k >= least))}
    columns, rows, starts, target = [], [], [0], []
    n = 0
    for case in data:
        best = max(f for f, _ in case)
        wins = [f >= best - 1e-9 and best > 0.3 for f, _ in case]
        if not any(wins):
            continue
        for won, (_, traits) in zip(wins, case, strict=True):
            mine = [names[t] for t in traits if t in names]
            columns.extend(mine)
            rows.extend([n] * len(mine))
            target.append(1.0 / sum(wins) if won else 0.0)
            n += 1
        starts.append(n)
    matrix = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(n, len(names)))
    wanted = np.array(target)
    begin = np.array(starts[:-1])
    of = np.repeat(np.arange(len(begin)), np.diff(starts))

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        score = matrix @ w
        score -= np.maximum.reduceat(score, begin)[of]
        power = np.exp(score)
        share = power / np.add.reduceat(power, begin)[of]
        value = -(wanted * np.log(share + 1e-12)).sum() + penalty * (w @ w) / 2
        return value, matrix.T @ (share - wanted) + penalty * w

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return {t: float(found.x[k]) for t, k in names.items()}


def score(data: Sequence[Case], weights: dict[str, float]) -> float:
    """Mean F1 of the stretch that wins."""
    total = 0.0
    for case in data:
        total += max(case, key=lambda one: sum(weights.get(t, 0.0) for t in one[1]))[0]
    return total / len(data)


def main() -> None:
    """Train and write, or print the figures of the folds."""
    reader = argparse.ArgumentParser(description="Train the choice of what follows from a condition.")
    reader.add_argument("data", type=Path)
    reader.add_argument("out", type=Path)
    reader.add_argument("--penalty", type=float, default=3.0)
    reader.add_argument("--folds", type=int, default=0)
    reader.add_argument("--parses", type=Path, help="parses kept from an earlier run (pickle)")
    asked = reader.parse_args()
    data, plain = cases(asked.data, asked.parses)
    print(f"{len(data)} conditions, rules {np.mean(plain):.4f}, reachable", end=" ")
    print(f"{np.mean([max(f for f, _ in case) for case in data]):.4f}")
    if asked.folds:
        for n in range(asked.folds):
            rest = [case for k, case in enumerate(data) if k % asked.folds != n]
            held = [case for k, case in enumerate(data) if k % asked.folds == n]
            print(
                n,
                f"{np.mean(plain[n :: asked.folds]):.4f}",
                f"{score(held, learnt(rest, asked.penalty)):.4f}",
            )
        return
    weights = learnt(data, asked.penalty)
    lines = (f"{name}\t{value:.3f}\n" for name, value in sorted(weights.items()) if abs(value) >= 0.02)
    asked.out.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
