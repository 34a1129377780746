"""Signs that are not letters: entities left in text, invisible marks, ligatures, odd spaces."""

from __future__ import annotations

import html
import re

_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,24}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_CODE = re.compile(r"</|/>|=>|&&|[{}]|\(\)|^\s*<|\bhref=|\bclass=")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f"
_SIGN = re.compile(
    f"[{''.join(_LIGATURES)}{_SPACES}\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+"
)
_NEEDS_JOINER = re.compile(
    r"[\u0590-\u08ff\u0900-\u0fff\u1000-\u109f\u1780-\u18af\ufb1d-\ufdff\ufe70-\ufefc]"
)
_EMOJI = re.compile("[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff\U000e0020-\U000e007f]")
_BIDI = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def entities(text: str) -> list[tuple[int, int, str]]:
    """Edits (start, end, now) that decode the HTML entities of a text, outside of what looks like code."""
    edits: list[tuple[int, int, str]] = []
    for match in _ENTITY.finditer(text):
        was = match.group()
        now = html.unescape(was)
        if now == was or _in_code(text, match.start()):
            continue
        edits.append((match.start(), match.end(), now))
    return edits


def _in_code(text: str, at: int) -> bool:
    start = max(text.rfind("\n", max(0, at - 200), at) + 1, at - 200, 0)
    end = text.find("\n", at, at + 200)
    return bool(_CODE.search(text[start : end if end >= 0 else at + 200]))


def signs(text: str) -> list[tuple[int, int, str]]:
    """Edits that take away soft hyphens and zero-width signs and spell out ligatures and exotic spaces.

    Joiners stay beside scripts that need them and inside of emoji; marks of direction stay in a text
    with right-to-left script.
    """
    edits: list[tuple[int, int, str]] = []
    if text.isascii():
        return edits
    rtl: bool | None = None
    for match in _SIGN.finditer(text):
        for i, char in enumerate(match.group(), match.start()):
            if char in _LIGATURES:
                edits.append((i, i + 1, _LIGATURES[char]))
            elif char in "\u200c\u200d":
                beside = text[max(0, i - 2) : i] + text[i + 1 : i + 3]
                if not _NEEDS_JOINER.search(beside) and not (char == "\u200d" and _EMOJI.search(beside)):
                    edits.append((i, i + 1, ""))
            elif char in _BIDI:
                if rtl is None:
                    rtl = bool(_NEEDS_JOINER.search(text))
                if not rtl:
                    edits.append((i, i + 1, ""))
            elif char in "\u00ad\u200b\u2060\ufeff":
                edits.append((i, i + 1, ""))
            else:
                edits.append((i, i + 1, " "))
    return edits
