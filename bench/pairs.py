"""Sentence pairs of public sets: do two sentences say the same?

    python bench/pairs.py [--shared DIR]

``msr_accuracy`` and ``msr_f`` on ``claims/msr-para-val.tsv``, beside ``overlap_accuracy`` of word
overlap with the best threshold of the training file; ``strength_f`` and ``weaken_f``: F1 of the rarer
class on a fifth of ClaimDiff
(every fifth pair by id) by the score of likeness, threshold from the other four fifths, beside word overlap.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from wiredesk.claims.pairs import scores
from wiredesk.model.ids import content_id
from wiredesk.resources.parser import parse

SHARED = Path(os.environ.get("WIREDESK_SHARED", Path(__file__).resolve().parents[2] / "shared"))


STEP = 4
"""Every fourth pair of ClaimDiff is read, to keep the run below a minute."""


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
    for name, file in (
        ("strength", "claimdiff-strength-train.json"),
        ("weaken", "claimdiff-weak-train.json"),
    ):
        rows = json.loads((folder / file).read_text(encoding="utf-8"))["data"][::STEP]
        held = [int(content_id("x", r["pair_id"])[2:], 16) % 5 == 0 for r in rows]
        truth = [r["relation"] == 1 for r in rows]
        rare = sum(truth) * 2 <= len(truth)
        truth = [t == rare for t in truth]
        flat = parse([t for r in rows for t in (r["claim_a"], r["claim_b"])])
        ours = [scores(a, b)[0] for a, b in zip(flat[::2], flat[1::2], strict=True)]
        words = [overlap(r["claim_a"], r["claim_b"]) for r in rows]
        for label, values in (("", ours), ("_overlap", words)):
            seen = [(v, t) for v, t, h in zip(values, truth, held, strict=True) if not h]
            bar = best_threshold([v for v, _ in seen], [t for _, t in seen], False)
            rest = [(v >= bar, t) for v, t, h in zip(values, truth, held, strict=True) if h]
            out[f"{name}{label}_f"] = f1([g for g, _ in rest], [t for _, t in rest])
    return out


def main() -> int:
    """Print the figures, one a line."""
    parser = argparse.ArgumentParser(description="Sentence pairs of public sets.")
    parser.add_argument("--shared", type=Path, default=SHARED)
    for name, value in run(parser.parse_args().shared).items():
        print(f"{name:20} {value:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
