"""Trains the model of the lines of a pasted page on public pages with known bodies.

    python training/lines.py CHECKOUT src/wiredesk/clean/lines.json

CHECKOUT is a clone of scrapinghub/article-extraction-benchmark (181 pages with the body of each; MIT).
Each page is turned into text as a browser pastes it, one line a block; a line is of the report where its
words are words of the body (up to six words: where they are a line of it).  First both halves of the
pages are scored by the model of the other half and by the rules alone, then the model is trained on all.
Newton's method with a ridge; needs numpy and lxml; under a minute.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
from pathlib import Path

import numpy as np

from wiredesk.clean import pagelines, pasted
from wiredesk.clean.decoding import decoded
from wiredesk.clean.lines import Line, fold, lines

BLOCKS = frozenset(
    "address article aside blockquote body br button canvas dd div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr li main nav ol option p pre section table td th tr ul video".split()
)
HIDDEN = frozenset("script style noscript template svg head iframe".split())
RIDGE = 2.0


def text_of(raw: str) -> str:
    """A page as a browser pastes it: one line a block, no tags."""
    from lxml import html

    out: list[str] = []
    todo = [(html.fromstring(re.sub(r"^\s*<\?xml[^>]*>", "", raw)), "in")]
    while todo:
        node, side = todo.pop()
        if side == "tail":
            out.append(re.sub(r"\s+", " ", node.tail or ""))
        elif side == "out":
            out.append("\n")
        elif isinstance(node.tag, str) and node.tag not in HIDDEN:
            block = node.tag in BLOCKS
            out.append(("\n" if block else "") + re.sub(r"\s+", " ", node.text or ""))
            if block:
                todo.append((node, "out"))
            for child in reversed(list(node)):
                todo += [(child, "tail"), (child, "in")]
    return "\n".join(row for row in (" ".join(x.split()) for x in "".join(out).split("\n")) if row)


def labels(rows: list[Line], body: str) -> list[bool | None]:
    """Whether each line is of the body; None where it has no words."""
    whole = f" {fold(body)} "
    own = {fold(row) for row in body.split("\n")}
    return [
        None if not r.folded else f" {r.folded} " in whole if len(r.words) > 6 else r.folded in own
        for r in rows
    ]


def pages(checkout: Path) -> list[tuple[str, list[Line], list[bool | None]]]:
    """Text, lines (with what the rules see in each) and labels of every page."""
    gold = json.loads((checkout / "ground-truth.json").read_text("utf-8"))
    out = []
    for key in sorted(gold):
        data = gzip.decompress((checkout / "html" / f"{key}.html.gz").read_bytes())
        text = text_of(decoded(data, "text/html")[0])
        rows = lines(text)
        pasted._furniture(rows)
        out.append((text, rows, labels(rows, gold[key]["articleBody"])))
    return out


def fitted(rows: np.ndarray, wanted: np.ndarray) -> tuple[np.ndarray, float]:
    """Weights and bias on features as they come."""
    mean, spread = rows.mean(0), rows.std(0) + 1e-9
    z = np.hstack([(rows - mean) / spread, np.ones((len(rows), 1))])
    w = np.zeros(z.shape[1])
    ridge = RIDGE * np.eye(len(w))
    ridge[-1, -1] = 1e-6
    for _ in range(40):
        p = 1 / (1 + np.exp(-(z @ w)))
        step = np.linalg.solve((z.T * (p * (1 - p))) @ z + ridge, z.T @ (p - wanted) + ridge @ w)
        w -= step
        if np.abs(step).max() < 1e-7:
            break
    weights = w[:-1] / spread
    return weights, float(w[-1] - (weights * mean).sum())


def trained(part: list[tuple[str, list[Line], list[bool | None]]]) -> tuple[np.ndarray, float]:
    """The model of some pages."""
    seen, wanted = [], []
    for _, rows, marks in part:
        for feature, mark in zip(pagelines.features(rows), marks, strict=True):
            if mark is not None:
                seen.append(feature)
                wanted.append(mark)
    return fitted(np.array(seen), np.array(wanted, dtype=float))


def f1(part: list[tuple[str, list[Line], list[bool | None]]]) -> float:
    """F1 of the lines that cleaning keeps, headlines apart."""
    right = wrong = missed = 0
    for text, _, marks in part:
        for row, mark in zip(pasted.read(text).lines, marks, strict=False):
            kept = row.why is None
            if mark is None or (kept and row.role == "headline" and not mark):
                continue
            right, wrong, missed = (
                right + (kept and mark),
                wrong + (kept and not mark),
                missed + (mark and not kept),
            )
    return 2 * right / (2 * right + wrong + missed)


def main() -> None:
    """Score by halves, train on all, write the weights and print their SHA-256."""
    parser = argparse.ArgumentParser()
    parser.add_argument("checkout", type=Path)
    parser.add_argument("out", type=Path)
    asked = parser.parse_args()
    every = pages(asked.checkout)
    whole, ask = pagelines._weights, pagelines.page
    for name, learn, held in (("odd", every[::2], every[1::2]), ("even", every[1::2], every[::2])):
        pagelines.page = lambda _: False
        rules = f1(held)
        model = trained(learn)
        pagelines.page = ask
        pagelines._weights = lambda model=model: (tuple(model[0]), model[1])
        print(f"{name} pages: rules {rules:.3f}, with the model of the other half {f1(held):.3f}")
    pagelines._weights = whole
    weights, bias = trained(every)
    made = {"weights": [round(float(w), 5) for w in weights], "bias": round(bias, 5)}
    asked.out.write_text(json.dumps(made) + "\n", encoding="utf-8")
    print(hashlib.sha256(asked.out.read_bytes()).hexdigest())


if __name__ == "__main__":
    main()
