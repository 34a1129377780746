"""Planted clashes: one thing is changed in a sentence of a real report; is the clash found and named?

    python bench/clashes.py [--shared DIR] [--pairs 2400] [--verbose]

Sentences are drawn from ``data/stories/allsides.jsonl`` and ``data/reports/fa-kes.csv`` by a fixed seed and
changed in one of eight ways: figure, polarity, name (who did it), place, date, condition, hedge, scope.  The
other way round, pairs that do not clash: the paraphrases of ``claims/msr-para-val.tsv``, and sentences whose
number is written otherwise or which someone else is made to say.  Nothing is kept.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from wiredesk.claims.pairs import clash_of, figures, scores
from wiredesk.model.parses import Parse
from wiredesk.resources.parser import parse

HERE = Path(__file__).resolve().parent
SHARED = Path(os.environ.get("WIREDESK_SHARED", HERE.parents[1] / "shared"))
NAMED = {"place": ("place", "name", "scope"), "hedge": ("scope",), "actor": ("name",)}
"""The kinds of disagreement that are right for a change of another name."""

DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April June July August September October November December".split()
SMALL = "zero one two three four five six seven eight nine ten eleven twelve".split()

Change = Callable[[Parse, random.Random, dict[str, list[str]]], str | None]


def sentences(shared: Path, rng: random.Random, many: int) -> list[str]:
    """Sentences of 8 to 30 words, drawn at random from articles drawn at random."""
    with (shared / "data/stories/allsides.jsonl").open(encoding="utf-8") as file:
        texts = [json.loads(line)["text"] for line in file]
    with (shared / "data/reports/fa-kes.csv").open(encoding="utf-8", errors="replace", newline="") as file:
        texts += [row["article_content"] for row in csv.DictReader(file)]
    rng.shuffle(texts)
    out: list[str] = []
    for text in texts:
        found = [s.strip() for s in re.split(r"(?<=[.!?])\s+(?=[A-Z])|\n+", text)]
        good = [
            s
            for s in found
            if 8 <= len(s.split()) <= 30 and s[0].isupper() and s.endswith(".") and '"' not in s
        ]
        out += rng.sample(good, min(8, len(good)))
        if len(out) >= many:
            break
    return out[:many]


def _swap(text: str, start: int, end: int, by: str) -> str:
    return text[:start] + by + text[end:]


def figure(p: Parse, rng: random.Random, pool: dict[str, list[str]]) -> str | None:
    """Another number in place of one."""
    for f in figures(p):
        match = re.search(r"\d[\d,]*", p.text[f.start : f.end])
        if match and f.low and f.low >= 3:
            new = str(int(f.low * rng.choice((2, 3))) + rng.randint(1, 5))
            return _swap(p.text, f.start + match.start(), f.start + match.end(), new)
        word = p.text[f.start : f.end].lower()
        if word in SMALL[2:]:
            return _swap(p.text, f.start, f.end, rng.choice([w for w in SMALL[2:] if w != word]))
    return None


def polarity(p: Parse, rng: random.Random, pool: dict[str, list[str]]) -> str | None:
    """A "not" after the first auxiliary of the main clause, or without it."""
    for w in p.words:
        if (
            w.dep in ("aux", "auxpass")
            and p.words[w.head].dep == "ROOT"
            and w.text.islower()
            and w.tag != "TO"
        ):
            if w.text.endswith("n't") or any(p.words[c].dep == "neg" for c in p.children(w.head)):
                return None
            return _swap(p.text, w.end, w.end, " not")
    return None


def _entity(
    p: Parse, rng: random.Random, pool: dict[str, list[str]], label: str, subject: bool
) -> str | None:
    for run, found in p.entities:
        first, last = p.words[run.start], p.words[run.stop - 1]
        if (
            found != label
            or (subject and last.dep not in ("nsubj", "nsubjpass"))
            or not first.text[0].isupper()
        ):
            continue
        old = p.text[first.start : last.end]
        others = [n for n in pool[label] if n[:3] != old[:3] and not set(n.split()) & set(old.split())]
        if others and old in pool[label]:
            return _swap(p.text, first.start, last.end, rng.choice(others))
    return None


def actor(p: Parse, rng: random.Random, pool: dict[str, list[str]]) -> str | None:
    """Another person as the subject."""
    return _entity(p, rng, pool, "PERSON", True)


def place(p: Parse, rng: random.Random, pool: dict[str, list[str]]) -> str | None:
    """Another place."""
    return _entity(p, rng, pool, "GPE", False)


def date(p: Parse, rng: random.Random, pool: dict[str, list[str]]) -> str | None:
    """Another weekday, month or year."""
    for w in p.words:
        for names in (DAYS, MONTHS):
            if w.text in names:
                return _swap(p.text, w.start, w.end, rng.choice([n for n in names if n != w.text]))
        if re.fullmatch(r"(?:19|20)\d\d", w.text):
            return _swap(p.text, w.start, w.end, str(int(w.text) - rng.randint(1, 6)))
    return None


CONDITIONS = (
    "if the court agrees",
    "if parliament approves the budget",
    "unless the other side withdraws its troops",
    "only if the prisoners are released first",
    "provided that the talks resume in time",
)


def condition(p: Parse, rng: random.Random, pool: dict[str, list[str]]) -> str | None:
    """A condition at the end."""
    if re.search(r"\b(if|unless|once|provided)\b", p.text):
        return None
    return p.text[:-1].rstrip() + ", " + rng.choice(CONDITIONS) + "."


def hedge(p: Parse, rng: random.Random, pool: dict[str, list[str]]) -> str | None:
    """A hedge before the main verb."""
    root = p.words[p.root(p.sentences[0])]
    if root.tag not in ("VBD", "VBZ", "VBP") or re.search(
        r"\b(may|might|could|alleged\w*|reported\w*)\b", p.text
    ):
        return None
    return _swap(p.text, root.start, root.start, rng.choice(("allegedly ", "reportedly ", "possibly ")))


def scope(p: Parse, rng: random.Random, pool: dict[str, list[str]]) -> str | None:
    """All for some, some for all."""
    for w in p.words:
        if w.dep != "det" or p.words[w.head].tag != "NNS":
            continue
        if w.text.lower() in ("all", "some", "many", "several"):
            new = "some" if w.text.lower() == "all" else "all"
            return _swap(p.text, w.start, w.end, new.capitalize() if w.text[0].isupper() else new)
    return None


CHANGES: dict[str, Change] = {
    "figure": figure, "polarity": polarity, "actor": actor, "place": place, "date": date,
    "condition": condition, "hedge": hedge, "scope": scope,
}  # fmt: skip


def paraphrases(shared: Path) -> Iterator[tuple[str, str]]:
    """The pairs of the MSR validation file that say the same."""
    with (shared / "data/claims/msr-para-val.tsv").open(encoding="utf-8-sig") as file:
        for line in file:
            parts = line.rstrip("\r\n").split("\t")
            if len(parts) == 5 and parts[0] == "1":
                yield parts[3], parts[4]


def compatible(p: Parse, rng: random.Random) -> str | None:
    """The same said otherwise: by someone, with the number as a word, or without the final time."""
    for f in figures(p):
        printed = p.text[f.start : f.end]
        if printed.isdigit() and 2 <= int(printed) <= 12:
            return _swap(p.text, f.start, f.end, SMALL[int(printed)])
    first = p.words[0]
    start = (
        p.text if first.ent or first.pos == "PROPN" or first.text == "I" else p.text[0].lower() + p.text[1:]
    )
    return rng.choice(("Officials said that ", "According to a statement, ", "It was reported that ")) + start


def run(shared: Path, pairs: int = 2400, verbose: bool = False) -> dict[str, float]:
    """Shares: ``found`` and ``kind_right`` of planted clashes (and by kind), ``false_clash-`` of the pairs
    that do not clash, ``pairs`` how many were planted."""
    rng = random.Random(20211105)
    drawn = sentences(shared, rng, pairs * 2)
    parses = [p for p in parse(drawn) if len(p.sentences) == 1]
    pool: dict[str, list[str]] = defaultdict(list)
    for p in parses:
        for run_, label in p.entities:
            name = p.text[p.words[run_.start].start : p.words[run_.stop - 1].end]
            if label in ("PERSON", "GPE") and re.fullmatch(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2}", name):
                pool[label].append(name)
    pool = {k: sorted(set(v)) for k, v in pool.items()}
    quota = {kind: pairs // len(CHANGES) + 1 for kind in CHANGES}
    planted: list[tuple[str, Parse, str]] = []
    calm: list[tuple[Parse, str]] = []
    for p in parses:
        made = [
            (k, new)
            for k in sorted(quota, key=lambda k: -quota[k])
            if quota[k] and (new := CHANGES[k](p, rng, pool))
        ]
        if made:
            planted.append((made[0][0], p, made[0][1]))
            quota[made[0][0]] -= 1
        elif new := compatible(p, rng):
            calm.append((p, new))
    new = parse([n for _, _, n in planted])
    found: Counter[str] = Counter()
    right: Counter[str] = Counter()
    total: Counter[str] = Counter(k for k, _, _ in planted)
    for (kind, old, _), changed in zip(planted, new, strict=True):
        got = clash_of(old, changed)
        found[kind] += got is not None
        right[kind] += got is not None and got.kind in NAMED.get(kind, (kind,))
        if verbose and (got is None or got.kind not in NAMED.get(kind, (kind,))):
            print("missed", kind, got.kind if got else None, "|", old.text, "||", changed.text)
    quiet = [(a, b) for a, b in paraphrases(shared)]
    flat = parse([t for pair in quiet for t in pair])
    others = parse([n for _, n in calm[:500]])
    silent = [*zip(flat[::2], flat[1::2], strict=True), *zip([p for p, _ in calm[:500]], others, strict=True)]
    wrong = 0
    for a, b in silent:
        if scores(a, b)[1] >= 0.5:
            wrong += 1
            if verbose:
                print("false", clash_of(a, b), "|", a.text, "||", b.text)
    out = {
        "pairs": float(sum(total.values())),
        "found": sum(found.values()) / max(1, sum(total.values())),
        "kind_right": sum(right.values()) / max(1, sum(total.values())),
        "false_clash-": wrong / max(1, len(silent)),
    }
    for kind in CHANGES:
        out[f"{kind}_found"] = found[kind] / max(1, total[kind])
        out[f"{kind}_pairs"] = float(total[kind])
    return out


def main() -> int:
    """Print the figures, one a line."""
    parser = argparse.ArgumentParser(description="Planted clashes in sentences of real reports.")
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--pairs", type=int, default=2400)
    parser.add_argument("--verbose", action="store_true")
    asked = parser.parse_args()
    for name, value in run(asked.shared, asked.pairs, asked.verbose).items():
        print(f"{name:20} {value:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
