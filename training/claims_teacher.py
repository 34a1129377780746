r"""Trains a larger encoder on pairs of statements, and writes what it answers, to teach a smaller one.

    PYTHONPATH=. python training/claims_teacher.py ../shared ENCODER ANSWERS [--weights WEIGHTS]

Needs what ``training/claims_together.py`` needs.  ENCODER is the folder of a sentence encoder
(all-mpnet-base-v2), which is trained one epoch, its three lowest layers as they are, unless WEIGHTS are
there, which it writes.  ANSWERS become JSON lines ``[left, right, probability]``: of the pairs that it
learned from, and of the pairs that the judge doubts in ``--stories`` of the labelled stories that are not
held back.  ``training/claims_together.py --taught ANSWERS`` learns from them.  Some seven pairs a second are
learned on one core that multiplies numbers of 16 bits, twenty-five answered.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path

import torch
from bench import whole
from claims_together import Example, Net, gathered, paraphrases, told, trained

from wiredesk.claims import judge

FROZEN = 3


def doubted(shared: Path, count: int, roll: random.Random) -> Iterator[tuple[str, str]]:
    """The pairs that the judge would have read together in so many stories."""
    asked: set[tuple[str, str]] = set()

    def noted(left: str, right: str) -> None:
        asked.add((min(left, right), max(left, right)))

    stories = list(whole.stories(learned=True))
    for story in roll.sample(stories, min(count, len(stories))):
        asked.clear()
        judge.read_together = noted  # type: ignore[assignment]
        whole.document(shared, story)
        yield from sorted(asked)


def main() -> None:
    parser = argparse.ArgumentParser(description="Let a larger encoder answer pairs of statements.")
    parser.add_argument("shared", type=Path)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("answers", type=Path)
    parser.add_argument("--weights", type=Path, help="trained before, or to be written")
    parser.add_argument("--stories", type=int, default=250, help="of so many the doubted pairs are answered")
    parser.add_argument("--most", type=int, default=36_000, help="so many pairs from no key are learned")
    parser.add_argument("--share", type=float, default=0.3, help="so much of the single pairs of two claims")
    parser.add_argument("--rate", type=float, default=3e-5)
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2)
    asked = parser.parse_args()
    torch.set_num_threads(asked.threads)
    torch.manual_seed(asked.seed)
    roll = random.Random(asked.seed)
    learned, _ = gathered(asked.shared, roll, asked.share, asked.most, 1)
    net = Net(asked.encoder, FROZEN)
    if asked.weights and asked.weights.is_file():
        net.load_state_dict(torch.load(asked.weights, weights_only=True))
    else:
        corpus = paraphrases(asked.shared / "data" / "claims" / "msr-para-train.tsv")
        for _ in trained(net, learned, corpus, 1, roll, asked.rate):
            pass
        if asked.weights:
            torch.save(net.state_dict(), asked.weights)
    pairs = [(e.left, e.right) for e in learned] + list(doubted(asked.shared, asked.stories, roll))
    pairs = sorted(set(pairs), key=lambda p: len(p[0]) + len(p[1]))
    print(f"{len(pairs)} pairs to answer", file=sys.stderr, flush=True)
    with asked.answers.open("w", encoding="utf-8") as file:
        for at in range(0, len(pairs), 960):
            some = [Example("", left, right, 0.0, False) for left, right in pairs[at : at + 960]]
            says = 1 / (1 + torch.exp(-torch.tensor(told(net, some)[:, 0])))
            for e, p in zip(some, says.tolist(), strict=True):
                file.write(json.dumps([e.left, e.right, round(p, 4)], ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
