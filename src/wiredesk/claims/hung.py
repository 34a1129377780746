"""Denials that hang on what they deny: "Rehn took bribes, which he denies", "…, a charge the firm rejects".

Statements cut them so that they are read alone (:mod:`wiredesk.statements.denials`): what is denied stands
before the words that deny it, and not behind them as elsewhere.
"""

from __future__ import annotations

import re
from functools import lru_cache

from wiredesk.claims.facts import Facts
from wiredesk.model.statements import Force

CLAIM = (
    r"(?:allegation|accusation|claim|charge|report|reporting|assertion|suggestion|story|stories|account|"
    r"characteri[sz]ation|insinuation|rumou?r)s?"
)
VERB = (
    r"(?:den(?:y|ies|ied|ying)|disput|reject|refut|rebut|dismiss|contest|disavow|repudiat|call|describ|label)"
)

HUNG = re.compile(
    rf"[^\w”\"’']+(?:which|something|(?:an? |all |both )?(?:[\w-]+ ){{0,2}}{CLAIM}|but|though|although|while)"
    rf"\s(?:[\w’'.-]+ ){{0,12}}?{VERB}\w*\b[^,;]*$",
    re.I,
)
DENYING = re.compile(r"\b(?:den(?:y|ies|ied|ying)|disput(?:es|ed|ing)|refut(?:es|ed|ing)|rebut\w*)\b", re.I)


def told_before(f: Facts) -> str | None:
    """The words that a statement denies by a clause behind them; None where it denies otherwise."""
    return _before(f.text) if f.force is Force.DENIED else None


@lru_cache(maxsize=65_536)
def _before(text: str) -> str | None:
    found = HUNG.search(text)
    if found is None or found.start() < 12 or DENYING.search(text[: found.start()]):
        return None
    return text[: found.start()]


CHARGED = re.compile(
    r"\b(?:charged with|indicted|arraigned|convicted|sued|(?:there are|faces?|faced|facing) (?:\w+ ){0,2}"
    r"(?:allegation|accusation|charge|claim|complaint)s?)\b",
    re.I,
)
"""Words of an outlet that tells what is laid to somebody at law or by others, and does not lay it to him."""


def only_charged(a: Facts, b: Facts) -> bool:
    """Whether one denies what he is charged with, and the other tells no more than that he was charged."""
    return any(
        told_before(no) is not None and not yes.speaker and CHARGED.search(yes.text) is not None
        for no, yes in ((a, b), (b, a))
    )
