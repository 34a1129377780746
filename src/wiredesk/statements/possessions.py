"""Whose letter, account or office it is that says something: "his account", "her campaign", "the lawsuit"."""

from __future__ import annotations

from collections.abc import Sequence

from wiredesk.model.parses import Word
from wiredesk.model.statements import Voice
from wiredesk.statements import cues
from wiredesk.statements.cast import Cast, Naming
from wiredesk.statements.kin import relative
from wiredesk.statements.papers import author
from wiredesk.statements.pronouns import pronoun
from wiredesk.statements.standins import REACH, Heard, as_voice

SOON_SAID = 400
"""Characters back to the speaker whose "a statement" may be; chosen on the development keys."""


_SUITS = frozenset(("lawsuit", "suit", "complaint", "petition", "filing", "motion", "affidavit"))
"""Papers of a court that are their authors' words."""


_OWN = cues.words(
    "account page feed remarks comments views view argument arguments opinion theory column essay"
)
"""What is somebody's words beside documents: "his views, which argued that …"."""


_POSSESSIVES = {
    "his": Naming("he", "pronoun", gender="m"),
    "her": Naming("she", "pronoun", gender="f"),
    "its": Naming("it", "pronoun"),
    "their": Naming("they", "pronoun"),
}
"""Whom a possessive stands for."""


def owner_of(
    words: Sequence[Word],
    at: int,
    one: Heard,
    known: Cast,
    starts: Sequence[int],
    last: Sequence[tuple[int, Voice]],
) -> Voice | None:
    """Whose "his account", "her letter" or "the statement" it is; None for other phrases."""
    first = words[0].text.lower()
    if first in _POSSESSIVES and len(words) > 3 and words[2].tag == "POS":  # "his father's page"
        kin = relative(words[:2], at, known, last)
        return Voice(kin[0], "speaker", named=kin[1]) if kin is not None else None
    if first in _POSSESSIVES:  # "his latest column for the Courier"
        words = words[: next((k for k, w in enumerate(words) if w.pos == "ADP"), len(words))]
    tail = words[-1].text.lower()
    if tail in _SUITS and first in ("the", "this", "that", "their", "its") and len(words) == 2:
        owner = author(tail, at, known)
        return as_voice(owner, at, known) if owner is not None else None
    if tail not in cues.MEDIA and tail not in _OWN:
        return None
    if first in _POSSESSIVES:
        return pronoun(_POSSESSIVES[first], at, one, known, starts, last)
    medium = cues.MEDIA.get(tail)
    if medium is None:
        return None
    definite = first in ("the", "this", "that") or words[0].ent == "DATE" or "'s" in words[0].text
    if definite and len([w for w in words if w.tag != "POS"]) <= 3:
        owner = author(tail, at, known)
        if owner is not None:
            return as_voice(owner, at, known)
    if first == "the" and len(words) <= 2:
        return next((v for w, v in reversed(last[-4:]) if v.medium == medium and at - w < REACH), None)
    if first in ("a", "an") and len(words) == 2 and medium in ("statement", "press release"):
        # "Police thanked the crew. “…,” a statement read": of those who spoke right before it
        return next((v for w, v in last[-1:] if v.name and 0 < at - w < SOON_SAID), None)
    return None


_OFFICES = frozenset(("office", "campaign", "team"))
_SITES = frozenset(("website", "site", "page", "account", "feed"))
"""Where an office says something: what stands there is the office's."""


def office_of(
    words: Sequence[Word],
    at: int,
    one: Heard,
    known: Cast,
    starts: Sequence[int],
    last: Sequence[tuple[int, Voice]],
) -> Voice | None:
    """Whose "his office" or "her campaign" is, by name, and whose "his office's website"; None for others."""
    if len(words) > 3 and words[2].tag == "POS" and words[-1].text.lower() in _SITES:
        words = words[:2]
    if len(words) != 2 or words[1].text.lower() not in _OFFICES:
        return None
    low = words[0].text.lower()
    if low not in ("his", "her"):
        return None
    found = pronoun(_POSSESSIVES[low], at, one, known, starts, last)
    return found if found is not None and found.name in known.people else None
