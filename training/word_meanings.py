"""Sorts words into classes by what they mean, for the tagger of cues.

    python training/word_meanings.py src/wiredesk/statements/word_meanings.txt TEXT.jsonl...

Each line of the given files is a JSON object with a ``text``.  Words that occur four times or more are
described by the sentence encoder's vector of the word alone, less the mean, and sorted by k-means.  Names
are left out.  Needs numpy and the encoder (``training/sentence_encoder.py``).
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import numpy as np
from sentence_encoder import encode
from word_classes import texts

CLASSES, LEAST, MOST = 384, 4, 20_000


def classes(documents: list[list[str]]) -> dict[str, int]:
    """Word -> class number."""
    small = Counter(w for d in documents for w in d if not w[0].isupper())
    counts = Counter(w.lower() for d in documents for w in d)
    vocabulary = [
        w for w, n in counts.most_common(MOST) if n >= LEAST and small[w] * 3 >= n * 2 and w[0].isalpha()
    ]
    vectors = encode(vocabulary)
    vectors -= vectors.mean(0)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    rng = np.random.default_rng(7)
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
    found = classes(texts(paths))
    lines = [" ".join(w for w in found if found[w] == k) for k in range(CLASSES)]
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
