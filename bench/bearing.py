"""What one claim does to another on the same event: signals for strengthens and weakens (ClaimDiff).

A trial of the bench, not a stage: the weights beside this file (``bearing.json``, made by
``training/claims_bearing.py``) find a weakening little better than chance, so no reader is shown one.
The lists of words are general English, set by hand after reading fourteen pairs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from math import log
from pathlib import Path
from typing import Any

import numpy as np

from wiredesk.claims.pairs import compared, scores
from wiredesk.claims.wording import wording
from wiredesk.claims.words import lexicon, tokens
from wiredesk.model.ids import content_id
from wiredesk.model.parses import Parse

WEIGHTS = Path(__file__).with_name("bearing.json")

MARKS: dict[str, frozenset[str]] = {
    name: frozenset(words.split())
    for name, words in {
        "hedge": "may might could possibly reportedly allegedly perhaps likely probably apparently seems "
        "seem appears alleged suggest suggests suggested unclear expected would should believe "
        "believes think thinks if whether",
        "cause": "because since due therefore so thus cause caused reason result led amid over",
        "contrast": "but however although though while despite yet instead rather nevertheless still "
        "contrary unlike even only just nonetheless whereas",
        "negation": "not no never none nobody nothing neither nor without cannot n't hardly false falsely "
        "deny denied denies denying reject rejected refute untrue lie lies wrong dispute disputed "
        "baseless",
        "attribution": "said says told according reported announced added wrote tweeted stated",
        "condition": "if unless once until provided",
        "against": "oppose opposed opposes opposition against critics criticized criticism blame blamed "
        "accuse accused attack concerns concern warned fear fears fail failed failure block "
        "blocked unconstitutional illegal violation bad worst unfair condemn condemned slammed "
        "dismissed problem problems",
        "for": "support supported supports backed defend defended praise praised agree agreed approve "
        "approved favor win won success successful safe effective good best legal right confirmed "
        "evidence proof proves help helped",
        "addition": "also moreover including both too such another",
        "person": "i we my our you me us",
    }.items()
}
WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|n't|\d[\d,.]*")


def held(topic: str) -> bool:
    """Whether an event belongs to the fifth that is held back; all pairs of an event go together."""
    return int(content_id("x", topic)[2:], 16) % 5 == 0


def signals(left: Parse, right: Parse) -> dict[str, float]:
    """The signals of a pair by name: how it is worded, and which marks either side carries alone."""
    out = wording(compared(left, right)[0])
    out["same"], out["clash"] = scores(left, right)
    out["meaning"] = float(_direction(left.text) @ _direction(right.text))
    a, b = _marks(left.text), _marks(right.text)
    for name in a:
        x, y = float(a[name] > 0), float(b[name] > 0)
        out |= {f"left_{name}": x, f"right_{name}": y, f"one_{name}": float(x != y)}
    leans = [m["for"] - m["against"] for m in (a, b)]
    out["leaning_gap"] = abs(leans[0] - leans[1]) / 4
    out["leaning_alike"] = float(max(-2, min(2, leans[0] * leans[1])))
    for side, text in (("left", left.text), ("right", right.text)):
        out[f"{side}_length"] = log(1 + len(_words(text)))
    return out


def _words(text: str) -> list[str]:
    return WORD.findall(text.lower().replace("’", "'").replace("n't", " n't"))


def _marks(text: str) -> dict[str, int]:
    words = _words(text)
    out = {name: sum(w in listed for w in words) for name, listed in MARKS.items()}
    out["figure"] = len(re.findall(r"\d[\d,.]*", text))
    out["quotation"] = len(re.findall('["“”]', text))
    out["name"] = sum(b[:1].isupper() and a[-1:].islower() for a, b in pairwise(text.split()))
    out["question"] = int(text.strip().rstrip('"”').endswith("?"))
    out["opens_quoted"] = int(text.strip()[:1] in ("“", '"'))
    return out


def _direction(text: str) -> Any:
    """The mean of the lexicon's vectors, rarer words more, of length 1 (0 where it knows no word)."""
    table, vectors, lengths = lexicon()
    known = [(table[t.stem][0], t.weight) for t in tokens(text) if t.stem in table]
    if not known:
        return np.zeros(vectors.shape[1])
    total = np.sum([vectors[i] / lengths[i] * w for i, w in known], axis=0)
    return total / max(1e-6, float(np.linalg.norm(total)))


@lru_cache(maxsize=1)
def _models() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return found


def judged(name: str, pairs: Sequence[Mapping[str, float]]) -> list[bool]:
    """For the signals of each pair whether it is of the rarer class of ``name``: "strength" (the pair
    does not strengthen) or "weaken" (it weakens)."""
    model = _models()[name]
    weights = model["weights"]
    return [model["bias"] + sum(weights.get(k, 0.0) * v for k, v in p.items()) >= model["bar"] for p in pairs]
