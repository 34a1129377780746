"""Set phrases of who holds a place: "in the hands of", "under the control of", "pocket of resistance"."""

from __future__ import annotations

import re

_PARTY = r"(?:the )?(?P<{}>[A-Z][\w’'-]*(?: [\w’'-]+){{0,3}}?)"
_LOOSE = r"(?:the )?(?P<{}>[\w’' -]{{2,40}})"
_PHRASES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\bin the hands of " + _LOOSE.format("h"), re.I), "holds"),
    (re.compile(r"\bunder (?:the )?(?:\w+ )?control of " + _LOOSE.format("h"), re.I), "holds"),
    (re.compile(r"\bunder " + _PARTY.format("h") + r"[’']?s? control\b"), "holds"),
    (re.compile(r"\bout of " + _PARTY.format("a") + r"[’']?s? control\b"), "holds"),
    (
        re.compile(
            r"\b(?:pocket|stronghold|bastion|cent(?:re|er))s? of resistance(?: to "
            + _LOOSE.format("a")
            + ")?",
            re.I,
        ),
        "holds",
    ),
    (re.compile(r"\bhold-?out\b", re.I), "holds"),
)


_WORDS = ("hands of", "control", "resistance", "holdout", "hold-out")
"""Each phrase holds one of these."""


def by_phrase(text: str) -> tuple[str, str | None, str | None] | None:
    """Relation, holder and the other side of the first such phrase in a text, or None."""
    low = text.lower()
    if not any(word in low for word in _WORDS):
        return None
    for pattern, relation in _PHRASES:
        match = pattern.search(text)
        if match is None:
            continue
        groups = match.groupdict()
        holder = _clean(groups.get("h"))
        against = _clean(groups.get("a"))
        return relation, holder, against
    return None


def _clean(name: str | None) -> str | None:
    if not name:
        return None
    cut = re.split(r"\b(?:and|in|on|at|since|after|for|over|who|which|by|while|as)\b|[,;.]", name)[0]
    return cut.strip(" '’s") if cut.strip().endswith(("'s", "’s")) else cut.strip() or None
