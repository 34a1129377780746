"""Make src/wiredesk/claims/lexicon.npz: how common and how near in meaning the words of news are.

    python training/claims_lexicon.py SHARED

Counts in how many articles of SHARED/data (AllSides, incidents, FA-KES, PolNeAR) each stem stands,
leaves out whatever is mostly printed with a capital (names, places, nationalities: the lexicon
knows no actor), encodes the commonest form of each stem alone with the sentence encoder that
stands beside this script, and keeps 64 principal directions in 8 bits.  No text is kept.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
from sentence_encoder import encode

from wiredesk.claims.words import STOP, TOKEN, stem

SIZE, DIMENSIONS = 9000, 64


def texts(shared: Path) -> list[str]:
    out = []
    for name in ("stories/allsides", "stories/incidents", "attribution/polnear-train"):
        with (shared / "data" / f"{name}.jsonl").open(encoding="utf-8") as handle:
            out += [json.loads(line)["text"] for line in handle]
    with (shared / "data/reports/fa-kes.csv").open(encoding="latin-1") as handle:
        out += [row["article_content"] for row in csv.DictReader(handle)]
    return out


def main() -> None:
    shared = Path(sys.argv[1])
    documents: Counter[str] = Counter()
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    capital: Counter[str] = Counter()
    articles = texts(shared)
    for text in articles:
        seen = set()
        for match in TOKEN.finditer(text):
            raw = match.group()
            low = raw.lower().replace("’", "'")
            bare = low[:-2] if low.endswith("'s") else low
            if bare in STOP or len(bare) < 2 or not re.fullmatch(r"[a-z][a-z'-]+", bare):
                continue
            before = text[max(0, match.start() - 3) : match.start()].rstrip()
            if raw[0].isupper() and (not before or before[-1] in '.!?"“‘:\n'):
                continue
            s = stem(bare)
            forms[s][bare] += 1
            capital[s] += raw[0].isupper()
            seen.add(s)
        documents.update(seen)
    common = [s for s, n in documents.most_common() if n >= 4 and capital[s] < 0.4 * sum(forms[s].values())][
        :SIZE
    ]
    common.sort()
    vectors = encode([forms[s].most_common(1)[0][0] for s in common]).astype(np.float64)
    vectors -= vectors.mean(axis=0)
    _, _, axes = np.linalg.svd(vectors, full_matrices=False)
    small = vectors @ axes[:DIMENSIONS].T
    small /= np.linalg.norm(small, axis=1, keepdims=True)
    weights = np.array([np.log(len(articles) / documents[s]) for s in common])
    out = Path(__file__).resolve().parents[1] / "src/wiredesk/claims/lexicon.npz"
    np.savez_compressed(
        out,
        stems=np.frombuffer("\n".join(common).encode(), dtype=np.uint8),
        weights=np.clip(np.round(weights * 16), 0, 255).astype(np.uint8),
        vectors=np.clip(np.round(small * 127), -127, 127).astype(np.int8),
    )
    print(len(common), "stems", out.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
