"""Who "her father" or "the mother" is: somebody named so in the report, or known by whose father he is."""

from __future__ import annotations

from collections.abc import Sequence

from wiredesk.model.parses import Word
from wiredesk.model.statements import Voice
from wiredesk.statements import cues
from wiredesk.statements.cast import Cast
from wiredesk.statements.standins import REACH

NEAR = 600
"""Characters back to the person whose father "her father" is, where only one may be meant."""


def relative(
    words: Sequence[Word], at: int, known: Cast, last: Sequence[tuple[int, Voice]]
) -> tuple[str, bool] | None:
    """Who "her father" or "the mother" is, and whether by name: the one so named in the report, else the
    father of the one person told of before who may be "she"."""
    low = [w.text.lower() for w in words if w.pos != "PUNCT"]
    if len(low) < 2 or low[1] not in cues.FAMILY or low[0] not in ("his", "her", "the"):
        return None
    if len(low) > 2 and words[2].text != "," and words[2].tag not in ("WP", "WDT"):
        return None
    named = known.kin.get(low[1], set())
    if len(named) == 1:
        return known.best(next(iter(named))), True
    for where, voice in reversed(last[-6:]):
        if at - where < REACH and voice.name.lower().endswith(("’s " + low[1], "'s " + low[1])):
            return voice.name, False
    gender = {"his": "m", "her": "f"}.get(low[0])
    if gender is None:
        return None
    near = {
        known.best(m.naming.name)
        for m in known.mentions
        if m.naming.kind == "person" and m.naming.name and 0 < at - m.start < NEAR
    }
    fits = [n for n in near if known.genders.get(n, gender) == gender]
    return (f"{fits[0]}'s {low[1]}", False) if len(fits) == 1 else None
