"""Event coreference across documents: do the judge's words and acts find mentions of one event?

    python bench/coreference.py [--shared DIR]

Gold mentions of the ECB+ and gun-violence development halves (``data/coreference``), clustered within
each topic by the likeness of their acts and of their sentences; CoNLL F1 (mean of MUC, B-cubed and
CEAF-e F1) over the whole half.  ``*_head`` is the floor: one cluster a head stem and topic.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wiredesk.claims.facts import Facts
from wiredesk.claims.grouping import group
from wiredesk.claims.judge import Verdict
from wiredesk.claims.likeness import Likeness
from wiredesk.claims.senses import act_stem, alike
from wiredesk.claims.words import likeness, plain, stem, tokens, weight
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


TELLING = 4.0
"""Nats that a word of two mentions must weigh to make them one act though their heads differ."""


@dataclass(frozen=True)
class Mention:
    """A mention as it is compared: its sentence's facts, the act of the phrase it is part of ("opened fire"),
    the telling words of the mention, and which sentence it stands in."""

    facts: Facts
    act: str
    words: frozenset[str]
    sentence: tuple[str, int]


def _mention(id_: str, doc: dict[str, Any], m: dict[str, Any]) -> Mention:
    words = doc["sentences"][m["sent_id"]]
    phrase = " ".join(words[m["start_offset"] : m["end_offset"] + 4])
    facts = _facts(id_, doc["doc_id"], m["mention_head"], " ".join(words))
    act = act_stem(m["mention_head"], phrase)
    said = {t.stem for t in tokens(m["mention_str"].lower())} | {act}
    telling = frozenset(s for s in said if s and weight(s) > TELLING)
    return Mention(facts, act, telling, (doc["doc_id"], m["sent_id"]))


def _near(a: Mention, b: Mention) -> float:
    """How near two acts are: by their words' meaning, by a sense that news uses for both, as phrases, or .8
    where the mentions share a telling word."""
    pairs = ((a.facts.act, b.facts.act), (a.act, b.act))
    near = max(1.0 if alike(x, y) else likeness(x, y) for x, y in pairs)
    return max(near, 0.8) if near < 0.6 and a.words & b.words else near


def _score(a: Mention, b: Mention, by: Likeness) -> float:
    """Four fifths the nearness of the acts, which must be .6, and one that of the sentences; two mentions in
    one sentence are rather two events.

    The weights were chosen on both sets, which are development halves.  Bars between other names, ages
    or days, words near the mention alone, and likeness of whole documents made no difference or were worse.
    """
    near = _near(a, b)
    if near < 0.6:
        return 0.0
    words = by.words(a.facts, b.facts)
    score = 0.8 * near + 0.2 * (0.62 * words.more + 0.38 * words.less)
    return round(max(0.0, score - 0.2 * (a.sentence == b.sentence)), 5)


def clusters(
    documents: list[dict[str, Any]], threshold: float
) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Gold, ours and head-stem clusters: mention id to cluster."""
    gold: dict[str, str] = {}
    ours: dict[str, str] = {}
    heads: dict[str, str] = {}
    topics: dict[str, list[Mention]] = defaultdict(list)
    for doc in documents:
        for m in doc["event_mentions"]:
            id_ = f"{doc['doc_id']}:{m['mention_id']}"
            gold[id_] = m["gold_tag"]
            one = _mention(id_, doc, m)
            heads[id_] = f"{doc['topic']}:{one.facts.act}"
            topics[doc["topic"]].append(one)
    for topic, found in sorted(topics.items()):
        facts = [m.facts for m in found]
        by = Likeness(facts)
        judged = {}
        for i, a in enumerate(found):
            for j in range(i + 1, len(found)):
                score = _score(a, found[j], by)
                if score:
                    judged[i, j] = Verdict(score, {}, None)
        for n, members in enumerate(group(facts, judged, threshold)):
            for i in members:
                ours[facts[i].id] = f"{topic}:{n}"
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
