"""Exact span F1 of attributions on the PolNeAR development articles, and their speed.

    python -m bench.attribution [SHARED] [--bar 0.1]

Prints one figure a line: ``source``, ``cue``, ``content`` are exact span F1 over the sets of spans
of each article; ``content_overlap`` the share of gold contents found with at least half overlap
(of the shorter of the two), ``content_covered`` the share of which one content holds at least half;
``…_precision`` and ``…_recall`` stand beside them; ``every_…`` the same where all that may be an attribution
is asked for; ``rules_…`` the same without the trained taggers; ``documents_per_second`` after parsing, on
one core;
``plain_…``, ``tracker_…`` and ``textacy_…`` the same of other ways (:mod:`bench.quoting`).
``--bar`` is the chance that a cue must have, in place of the one chosen: a lower one finds more.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

from bench import quoting
from wiredesk.model.parses import Parse
from wiredesk.model.spans import Span
from wiredesk.resources.parser import parse
from wiredesk.statements import tagger
from wiredesk.statements.attribution import attributions

Spans = dict[str, set[tuple[int, int]]]
ROLES = ("source", "cue", "content")


def paragraphs(text: str) -> list[Span]:
    """The paragraphs of a text, as a report has them."""
    out, at = [], 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            start = at + line.index(stripped[0])
            out.append(Span(start, start + len(stripped)))
        at += len(line) + 1
    return out


def found(text: str, spans: list[Span], trees: list[Parse], doubtful: bool = False) -> Spans:
    """The spans of each role that the attributions of a text have."""
    out: Spans = {role: set() for role in ROLES}
    for one in attributions(text, spans, trees, doubtful=doubtful):
        out["source"] |= {(s.start, s.end) for s in one.source}
        out["content"] |= {(s.start, s.end) for s in one.content}
        if one.cue is not None:
            out["cue"].add((one.cue.start, one.cue.end))
    return out


def figures(gold: list[Spans], got: list[Spans]) -> dict[str, float]:
    """Exact F1 of each role with its precision and recall; of gold contents the share found with at least
    half overlap and the share half covered; and of ours the share that overlaps a gold one by half."""
    out = {}
    for role in ROLES:
        same = sum(len(g[role] & p[role]) for g, p in zip(gold, got, strict=True))
        both = sum(len(g[role]) + len(p[role]) for g, p in zip(gold, got, strict=True))
        out[role] = 2 * same / max(1, both)
        out[role + "_precision"] = same / max(1, sum(len(p[role]) for p in got))
        out[role + "_recall"] = same / max(1, sum(len(g[role]) for g in gold))
    out["content_overlap"] = _overlapped(gold, got)
    out["content_overlap_precision"] = _overlapped(got, gold)
    out["content_covered"] = _overlapped(gold, got, whole=True)
    return out


def _overlapped(asked: list[Spans], there: list[Spans], whole: bool = False) -> float:
    """The share of the contents asked that share half of the shorter one's characters with one there, or with
    ``whole`` half of their own."""
    hit = total = 0
    for one, other in zip(asked, there, strict=True):
        for start, end in one["content"]:
            total += 1
            hit += any(
                min(end, b) > max(start, a)
                and 2 * (min(end, b) - max(start, a)) >= (end - start if whole else min(end - start, b - a))
                for a, b in other["content"]
            )
    return hit / max(1, total)


def run(shared: Path) -> dict[str, float]:
    """The figures, with the trained taggers and by rules alone."""
    path = shared / "data" / "attribution" / "polnear-dev.jsonl"
    rows = [json.loads(line) for line in path.open(encoding="utf-8")]
    gold: list[Spans] = [
        {role: {(s, e) for a in row["attributions"] for s, e in a[role]} for role in ROLES} for row in rows
    ]
    pages = [(row["text"], paragraphs(row["text"])) for row in rows]
    trees = [parse([s.of(text) for s in spans]) for text, spans in pages]
    start = time.process_time()
    got = [found(text, spans, tree) for (text, spans), tree in zip(pages, trees, strict=True)]
    out = figures(gold, got)
    out["documents_per_second"] = len(rows) / (time.process_time() - start)
    every = [found(text, spans, tree, True) for (text, spans), tree in zip(pages, trees, strict=True)]
    out.update({f"every_{name}": value for name, value in figures(gold, every).items()})
    kept = tagger.model
    tagger.model = lambda: None  # type: ignore[assignment]
    try:
        alone = [found(text, spans, tree) for (text, spans), tree in zip(pages, trees, strict=True)]
    finally:
        tagger.model = kept
    out.update({f"rules_{name}": value for name, value in figures(gold, alone).items()})
    for name, way in (("plain", quoting.plain), ("tracker", quoting.tracker)):
        theirs = [way(spans, tree) for (_, spans), tree in zip(pages, trees, strict=True)]
        out.update({f"{name}_{figure}": value for figure, value in figures(gold, theirs).items()})
    triples = quoting.textacy()
    if triples is None:
        print(
            "attribution: textacy is not installed (pip install 'wiredesk[peers]'): left out", file=sys.stderr
        )
    else:
        theirs = [quoting.direct(triples, text, spans) for text, spans in pages]
        out.update({f"textacy_{figure}": value for figure, value in figures(gold, theirs).items()})
    return {f"attribution_{name}": round(value, 4) for name, value in out.items()}


def main() -> None:
    """Prints the figures."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("shared", type=Path, nargs="?", default=Path(__file__).resolve().parents[2] / "shared")
    ask.add_argument("--bar", type=float, default=tagger.BAR)
    given = ask.parse_args()
    shared, tagger.BAR = given.shared, given.bar
    for name, value in run(shared).items():
        print(f"{name:40} {value}")


if __name__ == "__main__":
    main()
