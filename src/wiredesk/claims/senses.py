"""Acts under one name: phrasal verbs, light verbs with their noun, and verbs that news uses for one another.

"Turned himself in" is "surrendered", "entered a plea" is "pleaded", "hit" is "struck".  Both tables are
general English of news, set by hand while reading pairs that the development answer keys hold to be one
claim; they know no person, place or outlet.
"""

from __future__ import annotations

import re
from functools import lru_cache

from wiredesk.claims.words import TOKEN, stem

_SELF = r"(?:him|her|it|them)sel(?:f|ves)"

PHRASES: tuple[tuple[str, str], ...] = (
    (rf"(?:turn(?:ed|s|ing)?|gave|giv(?:e|es|en|ing)) {_SELF} (?:in|up|over)(?:to)?", "surrendered"),
    (r"(?:part(?:ed|s|ing)?) (?:ways|company)", "parted"),
    (r"(?:cut(?:s|ting)?|sever(?:ed|s|ing)?) (?:all |its |his |her |their )?(?:ties|links|the relationship)",
     "parted"),
    (r"enter(?:ed|s|ing)? (?:an? |the |his |her |their )?(?=(?:[\w-]+ ){0,2}plea\b)", "pleaded "),
    (rf"(?:bl(?:ew|ow|ows|own|owing)) {_SELF} up", "detonated explosives"),
    (r"bl(?:ew|ow|ows|own|owing) up|(?:set|sets|setting) off", "detonated"),
    (r"lost (?:his|her|their) li(?:fe|ves)", "died"),
    (r"(?:held|hold|holds|holding) (?:an? |the |its |their )?(?=(?:[\w-]+ ){0,2}meetings?\b)", "met in "),
    (r"(?:sit|sat|sits|sitting) down (?:at the negotiating table|for (?:talks|negotiations))", "talk"),
    (r"(?:was|were|been|being|is|are)? ?(?:taken|took|taking|takes) into custody", "arrested"),
    (r"(?:sent|sends?|sending|order(?:ed|s)?|went|goes) (?:back )?to (?:jail|prison)", "jailed"),
    (r"lock(?:ed|s|ing)? up|behind bars", "jailed"),
    (r"step(?:s|ped|ping)? (?:down|aside)", "resigned"),
    (r"(?:pull(?:ed|s|ing)?|pulling) out(?: of)?", "withdrew"),
    (r"(?:tak(?:e|es|en|ing)|took) over", "replaced"),
    (r"(?:hand(?:ed|s|ing)?|turn(?:ed|s|ing)?) over", "delivered"),
    (r"(?:tak(?:e|es|en|ing)|took|gain(?:ed|s|ing)?|seiz(?:e|es|ed|ing)) (?:full |complete )?control of",
     "captured"),
    (r"(?:carr(?:y|ies|ied|ying)) out", "conducted"),
    (r"(?:mak(?:e|es|ing)|made) (?:[\w-]+ ){0,2}use of", "used"),
    (r"(?:mak(?:e|es|ing)|made) (?:the|a) decision", "decided"),
    (r"(?:com(?:e|es|ing)|came) to an end", "ended"),
    (r"(?:call(?:ed|s|ing)?) off", "cancelled"),
    (r"(?:call(?:ed|s|ing)?) (?:for|on)", "demanded"),
    (r"put (?:an end|a stop) to", "ended"),
    (r"kick(?:ed|s|ing)? off", "began"),
    (r"(?:say|says|said|saying|bid|bids) (?:good-?bye|farewell)", "farewell"),
    (r"(?:com(?:e|es|ing)|came) forward", "accused"),
    (r"cease[- ]fires?|truces?", "ceasefire"),
    (r"air ?strikes?|air raids?|air attacks?", "airstrike"),
    (r"(?:mak(?:e|es|ing)|made) (?:a |an )?(?:commitment|promise)", "promised"),
)  # fmt: skip
"""Phrases and the one word that stands for each."""

GROUPS: tuple[str, ...] = (
    "attack attacked strike struck hit target targeted bomb assault",
    "explode explosion blast detonate detonation bombing",
    "bomber attacker assailant",
    "kill killed die died dead slain",
    "wound injure hurt",
    "jail prison imprison incarcerate",
    "arrest detain",
    "resign quit",
    "fire dismiss sack oust",
    "retain keep remain stay",
    "move shift",
    "replace succeed",
    "capture seize conquer overrun occupy",
    "deliver transfer provide give",
    "ban bar prohibit forbid",
    "demand urge insist request",
    "offer propose proposal",
    "agree accept approve consent",
    "deny reject refute dispute rebut",
    "charge indict accuse",
    "revoke rescind cancel",
    "allow permit",
    "flee escape",
    "arrive reach",
    "depart leave exit",
    "end stop cease halt",
    "start begin launch",
    "support back endorse",
    "condemn denounce decry blast",
    "buy purchase acquire",
    "destroy demolish raze",
    "rescue save",
    "limit restrict curb",
    "carry transport",
    "talk negotiate negotiation mediate mediation",
    "withdraw withdrawal retreat",
    "fighter militant troop force soldier",
    "promise pledge vow commitment",
    "sanction penalty",
    "scholar cleric",
    "company firm",
    "email e-mail",
    "lawyer attorney",
    "accusation allegation claim",
    "illegal unlawful",
    "illegally unlawfully improperly",
    "inform notify notice",
    "persuade coach",
)
"""Words that news uses for one another, one group a line; a word may stand in several."""


@lru_cache(maxsize=1)
def _phrases() -> tuple[re.Pattern[str], tuple[str, ...]]:
    joined = "|".join(f"(?P<p{i}>{pattern})" for i, (pattern, _) in enumerate(PHRASES))
    return re.compile(rf"\b(?:{joined})(?:(?<=\s)|(?!\w))", re.I), tuple(word for _, word in PHRASES)


@lru_cache(maxsize=1)
def _senses() -> dict[str, frozenset[int]]:
    out: dict[str, set[int]] = {}
    for i, group in enumerate(GROUPS, 1):
        for word in group.split():
            out.setdefault(stem(word), set()).add(i)
    return {s: frozenset(g) for s, g in out.items()}


def plainer(text: str) -> str:
    """A passage with each phrase of :data:`PHRASES` put as its one word."""
    pattern, words = _phrases()
    return pattern.sub(lambda m: words[int(str(m.lastgroup)[1:])], text)


def senses(stemmed: str) -> frozenset[int]:
    """The groups of :data:`GROUPS` that a stem belongs to, by number from 1; mostly none."""
    return _senses().get(stemmed, frozenset())


def grouped() -> frozenset[str]:
    """The stems that belong to a group."""
    return frozenset(_senses())


def act_stem(act: str, text: str) -> str:
    """The stem of an act (a lemma) as it stands in a passage: that of the phrase it is part of, if any."""
    own = stem(act.lower())
    if not own:
        return ""
    pattern, words = _phrases()
    for match in pattern.finditer(text):
        if own in {stem(w.lower()) for w in TOKEN.findall(match.group())}:
            return stem(words[int(str(match.lastgroup)[1:])].split()[0])
    return own


def alike(left: str, right: str) -> bool:
    """Whether two stems share a group."""
    return bool(senses(left) & senses(right))
