"""The role and the body that a phrase tells of beside a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from wiredesk.model.parses import Word
from wiredesk.statements import cues
from wiredesk.statements.nameruns import capital, is_role

_FIXED = re.compile(r"\b(?:special counsel|attorney general|district attorney|prime minister)\b", re.I)
"""Roles of two words that are not the role of their last word."""
_SHORT = {
    "counsel": "lawyer",
    "attorney": "lawyer",
    "solicitor": "lawyer",
    "barrister": "lawyer",
    "sen": "senator",
    "rep": "representative",
    "congressman": "representative",
    "congresswoman": "representative",
    "gov": "governor",
    "gen": "general",
    "col": "colonel",
    "maj": "major",
    "capt": "captain",
    "lt": "lieutenant",
    "sgt": "sergeant",
    "comm": "commissioner",
    "prof": "professor",
    "dr": "doctor",
    "spokeswoman": "spokesman",
    "spokesperson": "spokesman",
    "spokesmen": "spokesman",
    "chairwoman": "chairman",
    "chair": "chairman",
    "head": "leader",
    "chief": "leader",
}

_LEADS = frozenset("of with between against by over from as".split())
"""Prepositions before a role that lead from another thing to him who has it."""


_BRACKETED = re.compile(r"\s*\[[^\[\]]*\](?=\s|$)")
_ARTICLE = re.compile(r"^(?:the|a|an|its|his|her|their|our)\s+", re.I)
_SEATED = re.compile(r"^[\w.]+-(?:based|linked|affiliated|run|owned)\s+(?=[A-Z]\w+\s+[A-Z])")
_KIND = re.compile(
    r"(?<=\s)([A-Z][\w’'-]*[a-z])\s+(?:monitoring |war |rights )?(?:group|monitor|watchdog|charity"
    r"|organi[sz]ation)$"
)
_TAIL = re.compile(r"(?:['’]s?|[,;:]|\s[-–—])$")

_ANOTHERS = _LEADS - {"from", "as"}
"""Those behind which, in an apposition, somebody else has the role."""


@lru_cache(maxsize=16_384)
def bare(name: str) -> str:
    """A name without article, seat and kind: "the Varo-based Harbour Watch for Human Rights group"."""
    if "[" in name:
        name = _BRACKETED.sub("", name)  # "the Harbour Front [HF] group"
    name = _ARTICLE.sub("", name.strip())
    if "-" in name:
        name = _SEATED.sub("", name)
    if len(name.split()) > 4:
        name = _KIND.sub(r"\1", name)
    return _TAIL.sub("", name).strip()


def role_before(words: Sequence[Word], text: str) -> tuple[str | None, str | None]:
    """The role that stands before a name, and the group it speaks for."""
    at = [
        i
        for i, w in enumerate(words)
        if is_role(w) and w.text.lower() not in ("mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.")
    ]
    if not at:
        return None, None
    # "the offer of the union's leader", "a duel with leader Vale": what is the leader's is no part of it
    lo = next((i + 1 for i in range(at[0] - 1, 0, -1) if words[i].text.lower() in _LEADS), 0)
    while lo < len(words) and (
        words[lo].pos in ("DET", "PRON", "PUNCT", "ADV")
        or words[lo].tag == "PRP$"
        or words[lo].text in ("Said", "Says")
    ):
        lo += 1
    if lo >= len(words):
        return None, None
    role = text[words[lo].start : words[-1].end]
    if role.count("(") > role.count(")"):
        role = role[: role.rindex("(")].rstrip()  # whose closing bracket stands outside the phrase
    if words[at[0]].text.lower() in cues.KIN:
        return None, None
    group = None
    after = next(
        (
            i
            for i in range(at[0] + 1, len(words))
            if words[i].text.lower() in ("of", "for", "at", "with", "in")
        ),
        None,
    )
    if after is not None:
        group = group_of(words[after + 1 :], text)
    elif at[0] > lo:
        group = group_of(words[lo : at[0]], text)
    return role, group


def role_after(words: Sequence[Word], text: str) -> tuple[str | None, str | None]:
    """The role in an apposition after a name; not that of another in it ("Rehn, an old friend of former mayor
    Ida Vale")."""
    piece: list[Word] = []
    for word in words:
        if word.text in (",", "—", "–", ";") or word.tag in ("WP", "WDT"):
            break
        piece.append(word)
    first = next((n for n, w in enumerate(piece) if is_role(w)), len(piece))
    if any(w.text.lower() in _ANOTHERS and v.text.lower() != "one" for v, w in pairwise(piece[:first])):
        return None, None
    return role_before(piece, text) if piece else (None, None)


def group_of(words: Sequence[Word], text: str) -> str | None:
    """The body that some words name, from their first capital to their last; None where there is none."""
    based = next((i for i, w in enumerate(words) if w.text.lower().endswith("based")), -1)
    kept = [w for w in words[based + 1 :] if w.pos not in ("DET", "PUNCT")]
    if not kept or not any(w.text[:1].isupper() for w in kept):
        return None
    first = next(i for i, w in enumerate(kept) if w.text[:1].isupper())
    last = first
    for i in range(first, len(kept)):
        if not (capital(kept[i]) or kept[i].text.lower() in ("of", "for", "and")):
            break
        if kept[i].text[:1].isupper():
            last = i
    return bare(text[kept[first].start : kept[last].end])


def head_role(role: str) -> str:
    """The noun of a role: "spokesman" of "spokesman for the harbour leader" and of "harbour spokesman"."""
    fixed = _FIXED.search(role)
    if fixed is not None:
        return fixed.group(0).lower()
    words = re.split(r"[\s,]+", role.lower())
    for n, word in enumerate(words):
        if word in ("of", "for", "to", "at", "with", "in") and n:
            words = words[:n]
            break
    noun = next((w for w in reversed(words) if w in cues.ROLES), words[-1] if words else "")
    return _SHORT.get(noun.rstrip("."), noun)
