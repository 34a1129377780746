"""Counts in how many news articles each word occurs, for ``src/wiredesk/text/rarity.py``.

    python training/word_frequencies.py ../shared

reads the articles of the public data beside the project and writes
``src/wiredesk/text/document_frequency.tsv``: words and counts only, nothing of any text.
Words that fewer than four articles hold are left out, and so are words with digits.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from wiredesk.text.shingles import words

LEAST = 4
OUT = Path(__file__).resolve().parents[1] / "src" / "wiredesk" / "text" / "document_frequency.tsv"


def articles(data: Path) -> Iterator[str]:
    """The texts of the public sets, titles included."""
    for path in (data / "stories" / "allsides.jsonl", data / "stories" / "incidents.jsonl"):
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            yield f"{row['title']}\n{row['text']}"
    csv.field_size_limit(10_000_000)
    with (data / "reports" / "fa-kes.csv").open(encoding="latin-1", newline="") as rows:
        for row in csv.DictReader(rows):
            yield f"{row['article_title']}\n{row['article_content']}"
    for path in sorted((data / "attribution").glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            yield json.loads(line)["text"]


def main(shared: Path) -> None:
    """Write the table."""
    counts: Counter[str] = Counter()
    total = 0
    for text in articles(shared / "data"):
        total += 1
        counts.update({word for word, _, _ in words(text) if word.replace("'", "").isalpha()})
    rows = sorted((word, n) for word, n in counts.items() if n >= LEAST)
    with OUT.open("w", encoding="utf-8", newline="\n") as out:
        out.write(f"\t{total}\n")
        out.writelines(f"{word}\t{n}\n" for word, n in rows)
    print(f"{total} articles, {len(rows)} words, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
