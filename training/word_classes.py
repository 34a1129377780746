"""Sorts words into classes by the company they keep, for the taggers of reported speech.

    python training/word_classes.py src/wiredesk/statements/word_classes.txt TEXT.jsonl...

Each line of the given files is a JSON object with a ``text``.  Words that occur ten times or more
are described by their left and right neighbours (positive pointwise mutual information over the
1,000 commonest words, singular values, Turney and Pantel 2010) and sorted by k-means.  Needs numpy.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path

import numpy as np

CLASSES, CONTEXTS, DIMENSIONS, LEAST, MOST = 256, 1000, 64, 10, 16_000
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*|[“”\"‘’]|[.,:;!?]|\d+")


def texts(paths: list[Path]) -> list[list[str]]:
    """The words of every text as printed."""
    out = []
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            out.extend(_WORD.findall(json.loads(line)["text"]) for line in lines)
    return out


def classes(documents: list[list[str]]) -> dict[str, int]:
    """Word -> class number.  Names are left out: words printed with a capital two times in three."""
    small = Counter(w for d in documents for w in d if not w[0].isupper())
    documents = [[w.lower() for w in d] for d in documents]
    counts = Counter(w for d in documents for w in d)
    vocabulary = [w for w, n in counts.most_common(MOST) if n >= LEAST and small[w] * 3 >= n]
    index = {w: i for i, w in enumerate(vocabulary)}
    table = np.zeros((len(vocabulary), 2 * CONTEXTS), dtype=np.float32)
    for document in documents:
        ids = np.asarray([index.get(w, -1) for w in document], dtype=np.int64)
        for shift, base in ((1, 0), (-1, CONTEXTS)):
            here, there = (ids[:-1], ids[1:]) if shift == 1 else (ids[1:], ids[:-1])
            use = (here >= 0) & (there >= 0) & (there < CONTEXTS)
            np.add.at(table, (here[use], there[use] + base), 1.0)
    rows, columns, total = table.sum(1, keepdims=True), table.sum(0, keepdims=True), table.sum()
    with np.errstate(divide="ignore", invalid="ignore"):
        ppmi = np.nan_to_num(
            np.maximum(np.log(table * total / (rows * columns)), 0.0), neginf=0.0, posinf=0.0
        )
    rng = np.random.default_rng(7)
    sketch = ppmi @ (ppmi.T @ (ppmi @ rng.standard_normal((ppmi.shape[1], DIMENSIONS)).astype(np.float32)))
    basis, _ = np.linalg.qr(sketch)
    left, values, _ = np.linalg.svd(basis.T @ ppmi, full_matrices=False)
    vectors = basis @ left * np.sqrt(values)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    centres = vectors[rng.choice(len(vectors), CLASSES, replace=False)]
    for _ in range(25):
        nearest = (vectors @ centres.T).argmax(1)
        for k in range(CLASSES):
            members = vectors[nearest == k]
            if len(members):
                centre = members.mean(0)
                centres[k] = centre / (np.linalg.norm(centre) + 1e-9)
    return {w: int(k) for w, k in zip(vocabulary, nearest, strict=True)}


def main() -> None:
    """Writes the classes, one a line."""
    out, *paths = map(Path, sys.argv[1:])
    out.parent.mkdir(parents=True, exist_ok=True)
    found = classes(texts(paths))
    lines = [" ".join(w for w in found if found[w] == k) for k in range(CLASSES)]
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
