"""What is asked about: an id, the beginning of one, or words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wiredesk.model.reasons import Candidate
from wiredesk.text.rarity import rarity
from wiredesk.text.wording import flat
from wiredesk.why.look import Look

MOST = 8


def found(key: str, ids: Iterable[str]) -> str | None:
    """The id that a key is, or is the only one to begin with; None where there is none."""
    known = set(ids)
    if key in known:
        return key
    if len(key) < 3:
        return None
    bare = [i for i in known if i.startswith(key) or i.partition("-")[2].startswith(key)]
    return bare[0] if len(bare) == 1 else None


def candidates(look: Look, words: str) -> list[tuple[float, Candidate]]:
    """The claims that hold the words asked for, best first: by the rarity of the words they have, in
    the wording, in a member's words, or as a voice's name; a word counts by its first five letters."""
    asked = _stems(words)
    if not asked:
        return []
    weight = {stem: rarity(word) for stem, word in asked.items()}
    out: list[tuple[float, Candidate]] = []
    for claim in look.document.claims:
        wording = set(_stems(claim.wording))
        rest = set(_stems(" ".join(f"{s.text} {s.voice.name}" for s in claim.statements)))
        score = sum(weight[s] * (1.0 if s in wording else 0.8) for s in sorted(asked) if s in wording | rest)
        if score > 0:
            score += 0.05 * len({s.report for s in claim.statements})
            out.append((score, Candidate(claim.id, flat(claim.wording), look.standing(claim))))
    out.sort(key=lambda c: (-c[0], c[1].claim))
    best = out[0][0] if out else 0.0
    return [c for c in out if c[0] >= 0.5 * best][:MOST]


def _stems(text: str) -> dict[str, str]:
    found_ = re.findall(r"\d[\d,.]*\d|\d|[^\W\d_]{3,}", text.lower())
    return {(w if w[0].isdigit() else w[:5]): w for w in found_ if w not in EMPTY}


EMPTY = frozenset("the and for that with from was were are has have had this their they who".split())
