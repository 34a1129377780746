"""Trains the model of the lines of a pasted page on public pages with known bodies.

    python training/lines.py CHECKOUT src/wiredesk/clean/lines.json

CHECKOUT is a clone of scrapinghub/article-extraction-benchmark (181 pages with the body of each; MIT).
Each page is turned into text as a browser pastes it: one line a block, the cells of a table row on one line;
a line is of the report where its words are words of the body.  First both halves of the
pages are scored by the model of the other half and by the rules alone, then the model is trained on all.
Newton's method with a ridge; needs numpy and lxml; under a minute.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from wiredesk.clean import pagelines, pasted
from wiredesk.clean.decoding import decoded
from wiredesk.clean.lines import Line, fold, lines

BLOCKS = frozenset(
    "address article aside blockquote body br button canvas dd div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr li main nav ol option p pre section table tr ul video".split()
)
CELLS = frozenset(("td", "th"))
HIDDEN = frozenset("script style noscript template svg head iframe".split())
RIDGE = 2.0
ALIKE = 0.8  # share of the words in fours of a long line that are the body's


def text_of(raw: str) -> str:
    """A page as a browser pastes it: one line a block, cells of a row on one line, no tags."""
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
            before = "\n" if block else " " if node.tag in CELLS else ""
            out.append(before + re.sub(r"\s+", " ", node.text or ""))
            if block:
                todo.append((node, "out"))
            for child in reversed(list(node)):
                todo += [(child, "tail"), (child, "in")]
    return "\n".join(row for row in (" ".join(x.split()) for x in "".join(out).split("\n")) if row)


def labels(rows: Sequence[Line], body: str) -> list[bool | None]:
    """Whether each line is of the body; None where it has no words.  Up to six words count where they are a
    line of the body or go on where the last line stopped, more where they, or most of them, stand in it."""
    whole = f" {fold(body)} "
    own = {fold(row) for row in body.split("\n")}
    words = whole.split()
    fours = {tuple(words[i : i + 4]) for i in range(len(words) - 3)}
    out: list[bool | None] = []
    end = -1
    for row in rows:
        key = f" {row.folded} "
        if not row.folded:
            out.append(None)
        elif len(row.words) > 6:
            at = whole.find(key)
            mine = row.folded.split()
            seen = [tuple(mine[i : i + 4]) for i in range(len(mine) - 3)]
            found = at >= 0 or (bool(seen) and sum(g in fours for g in seen) >= ALIKE * len(seen))
            end = at + len(key) - 1 if at >= 0 else end if found else -1
            out.append(found)
        elif end >= 0 and whole.startswith(key, end):
            end += len(key) - 1
            out.append(True)
        else:
            out.append(row.folded in own)
    return out


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


def f1(part: list[tuple[str, list[Line], list[bool | None]]]) -> tuple[float, float, float]:
    """F1 of what cleaning keeps as body: of all lines, of their words, and as the mean of the pages.

    A byline, caption or credit that is kept under its own name is no line of the body, nor is the headline.
    """
    lines_, words, each = [0, 0, 0], [0, 0, 0], []
    for text, _, marks in part:
        mine = [0, 0, 0]
        for row, mark in zip(pasted.read(text).lines, marks, strict=True):
            if mark is None or (row.role == "headline" and row.why is None):
                continue
            kept = row.why is None and (row.role in ("body", "subhead") or mark)
            for i, hit in enumerate((kept and mark, kept and not mark, mark and not kept)):
                mine[i] += bool(hit)
                words[i] += bool(hit) * max(1, len(row.words))
        lines_ = [a + b for a, b in zip(lines_, mine, strict=True)]
        each.append(_f1(mine))
    return _f1(lines_), _f1(words), sum(each) / len(each)


def _f1(counts: list[int]) -> float:
    right, wrong, missed = counts
    return 2 * right / (2 * right + wrong + missed) if right or wrong or missed else 1.0


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
        for kind, before, after in zip(("lines", "words", "pages"), rules, f1(held), strict=True):
            print(
                f"{name} pages, by {kind}: rules {before:.3f}, with the model of the other half {after:.3f}"
            )
    pagelines._weights = whole
    weights, bias = trained(every)
    made = {"weights": [round(float(w), 5) for w in weights], "bias": round(bias, 5)}
    asked.out.write_text(json.dumps(made) + "\n", encoding="utf-8")
    print(hashlib.sha256(asked.out.read_bytes()).hexdigest())


if __name__ == "__main__":
    main()
