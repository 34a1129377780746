"""Event coreference across documents: do the judge's words and acts find mentions of one event?

    python bench/coreference.py [--shared DIR]

Gold mentions of the ECB+ and gun-violence development halves (``data/coreference``), clustered within
each topic by the likeness of their heads and of their sentences; CoNLL F1 (mean of MUC, B-cubed and
CEAF-e F1) over the whole half.  ``*_head`` is the floor: one cluster a head stem and topic.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from wiredesk.claims.facts import Facts
from wiredesk.claims.grouping import group
from wiredesk.claims.judge import Verdict
from wiredesk.claims.likeness import Likeness
from wiredesk.claims.words import likeness, plain, stem, tokens
from wiredesk.model.statements import Force, Mode

SHARED = Path(os.environ.get("WIREDESK_SHARED", Path(__file__).resolve().parents[2] / "shared"))
SETS = {"ecb": "ecbplus_dev.json", "gvc": "gvc_dev.json"}


def _facts(id_: str, report: str, head: str, sentence: str) -> Facts:
    words = tokens(sentence)
    return Facts(
        id=id_, report=report, text=sentence, words=words, condition=(), voice="", speaker=False,
        mode=Mode.NARRATED, force=Force.ASSERTED, negated=False, act=stem(head.lower()), who=frozenset(),
        whom=frozenset(), figures=(), about=None, places=frozenset(), inside=frozenset(),
        toponyms=frozenset(),
        control=None, background=False, has_condition=False, asked=False,
        names=frozenset(t.stem for t in words if t.name), plain=plain(sentence),
    )  # fmt: skip


def _score(a: Facts, b: Facts, by: Likeness) -> float:
    """Half the likeness of the heads, which must be near, and half that of the sentences."""
    near = likeness(a.act, b.act)
    if near < 0.6:
        return 0.0
    words = by.words(a, b)
    return round(0.6 * near + 0.25 * words.more + 0.15 * words.less, 5)


def clusters(
    documents: list[dict[str, Any]], threshold: float
) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Gold, ours and head-stem clusters: mention id to cluster."""
    gold: dict[str, str] = {}
    ours: dict[str, str] = {}
    heads: dict[str, str] = {}
    topics: dict[str, list[Facts]] = defaultdict(list)
    for doc in documents:
        for m in doc["event_mentions"]:
            id_ = f"{doc['doc_id']}:{m['mention_id']}"
            gold[id_] = m["gold_tag"]
            one = _facts(id_, doc["doc_id"], m["mention_head"], " ".join(doc["sentences"][m["sent_id"]]))
            heads[id_] = f"{doc['topic']}:{one.act}"
            topics[doc["topic"]].append(one)
    for topic, found in sorted(topics.items()):
        by = Likeness(found)
        judged = {}
        for i, a in enumerate(found):
            for j in range(i + 1, len(found)):
                score = _score(a, found[j], by)
                if score:
                    judged[i, j] = Verdict(score, {}, None)
        for n, members in enumerate(group(found, judged, threshold)):
            for i in members:
                ours[found[i].id] = f"{topic}:{n}"
    return gold, ours, heads


def run(shared: Path, threshold: float = 0.5) -> dict[str, float]:
    """CoNLL F1 of each set, ours and the floor."""
    spec = importlib.util.spec_from_file_location("scorers", shared / "data/scorers.py")
    assert spec is not None
    assert spec.loader is not None
    scorers = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorers)
    out: dict[str, float] = {}
    for name, file in SETS.items():
        documents = json.loads((shared / "data/coreference" / file).read_text(encoding="utf-8"))
        gold, ours, heads = clusters(documents, threshold)
        for label, got in (("", ours), ("_head", heads)):
            out[f"{name}{label}"] = conll(scorers, gold, got)
    return out


def conll(scorers: Any, gold: dict[str, str], got: dict[str, str]) -> float:
    """The mean F1 of MUC, B-cubed and CEAF-e."""
    sets = [list(map(set, scorers._sets(labels))) for labels in (gold, got)]
    return float(sum(f(sets[0], sets[1])[2] for f in (scorers.muc, scorers.b3_sets, scorers.ceafe)) / 3)


def main() -> int:
    """Print the figures, one a line."""
    parser = argparse.ArgumentParser(description="Event coreference across documents.")
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--threshold", type=float, default=0.5)
    asked = parser.parse_args()
    for name, value in run(asked.shared, asked.threshold).items():
        print(f"{name:20} {value:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
