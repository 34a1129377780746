"""The lines of pasted text, and what can be seen on each without knowing the site."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?…。！？؟۔।]['\"”’»)\]]*$")
_BREAK = re.compile(r"\r\n|[\n\r\u2028\u2029\x0b\x0c\x85]")


@dataclass(slots=True)
class Line:
    """A line of text, trimmed: ``start``/``end`` are its offsets, ``number`` counts lines that are
    not blank.  ``why`` is the reason to drop it, None while it is part of the report; ``role`` is
    "body" or what else of the report it is ("headline", "byline", "caption", "credit", "dateline",
    "subhead", "masthead").  ``cuts`` are ranges inside of it that are no part of the report, with why."""

    number: int
    start: int
    end: int
    text: str
    words: tuple[str, ...] = ()
    why: str | None = None
    role: str = "body"
    folded: str = ""
    blank_before: bool = True
    notes: dict[str, str] = field(default_factory=dict)
    cuts: list[tuple[int, int, str]] = field(default_factory=list)

    @property
    def ends_sentence(self) -> bool:
        """Whether it ends like a sentence, closing marks allowed."""
        return bool(_SENTENCE_END.search(self.text))

    @property
    def prose(self) -> bool:
        """Whether it reads as running text: eight words that end like a sentence, or twenty-five."""
        n = len(self.words)
        return (n >= 8 and self.ends_sentence) or n >= 25 or (n <= 2 and len(self.text) >= 60)


def words(text: str) -> tuple[str, ...]:
    """The words of a text, as printed; apostrophes, points and hyphens inside of words count."""
    return tuple(_WORD.findall(text))


def fold(text: str) -> str:
    """The words of a text, lower case, single spaces: for comparing lines."""
    return " ".join(w.lower().replace("’", "'") for w in _WORD.findall(text))


def lines(text: str) -> list[Line]:
    """The lines that are not blank, in order."""
    out: list[Line] = []
    at, blank = 0, True
    breaks = [(m.start(), m.end()) for m in _BREAK.finditer(text)] + [(len(text), len(text))]
    for end, following in breaks:
        raw = text[at:end]
        stripped = raw.strip()
        if stripped:
            start = at + raw.index(stripped[0])
            line = Line(len(out), start, start + len(stripped), stripped, words(stripped), blank_before=blank)
            line.folded = fold(stripped)
            out.append(line)
            blank = False
        else:
            blank = True
        at = following
    return out
