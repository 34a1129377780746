"""The lines of pasted text, and what can be seen on each without knowing the site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from wiredesk.model.reports import READ_LIMIT

_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?…。！？؟۔।]['\"”’»)\]]*$")
FAR = 2 * READ_LIMIT
"""Code points of a text that are taken apart into lines; the rest, not read for statements, is one line."""
_LONG = 20_000  # code points of a line whose words are looked at: far past any paragraph
_BREAK = re.compile(r"\r\n|[\n\r\u2028\u2029\x0b\x0c\x85]")


@dataclass(slots=True)
class Line:
    """A line of text, trimmed: ``start``/``end`` are its offsets, ``number`` counts lines that are
    not blank.  ``why`` is the reason to drop it, None while it is part of the report; ``role`` is
    "body" or what else of the report it is ("headline", "byline", "caption", "credit", "dateline",
    "subhead", "masthead", "table", "turn": who speaks below it).  ``cuts`` are ranges inside of it that are
    no part of the report, with why."""

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
    return _joined(words(text))


def _joined(found: tuple[str, ...]) -> str:
    return " ".join(found).lower().replace("’", "'")


def lines(text: str) -> list[Line]:
    """The lines that are not blank, in order; what begins past :data:`FAR` is one last line.

    ``words`` and ``folded`` of a line are of its first 20,000 code points.
    """
    out: list[Line] = []
    at, blank = 0, True
    for end, following in _ends(text):
        raw = text[at:end]
        stripped = raw.strip()
        if stripped:
            start = at + raw.index(stripped[0])
            found = words(stripped[:_LONG])
            line = Line(len(out), start, start + len(stripped), stripped, found, blank_before=blank)
            line.folded = _joined(found)
            out.append(line)
            blank = False
        else:
            blank = True
        at = following
    return out


def _ends(text: str) -> Iterator[tuple[int, int]]:
    """Where each line ends and the next begins."""
    for match in _BREAK.finditer(text):
        yield match.start(), match.end()
        if match.end() >= FAR:
            break
    yield len(text), len(text)
