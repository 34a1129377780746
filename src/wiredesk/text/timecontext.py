"""What was said before a time expression, and whether its clause looks ahead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

Found = tuple[str, str] | tuple[str, str, str] | None  # type, value, calendar


@dataclass(slots=True)
class Context:
    """What was said before: ``day`` and ``quarter`` are the latest named in the text."""

    text: str
    published: date | None
    start: int = 0
    end: int = 0
    day: date | None = None
    quarter: tuple[int, int] | None = None
    year: int | None = None
    last: str = ""

    @property
    def anchor(self) -> date:
        return self.published or date(1, 1, 1)

    def ahead(self) -> bool:
        """Whether the clause around speaks of the future."""
        return _future(self.text, self.start, self.end)


_AHEAD = re.compile(
    r"\b(?:will|won[’']t|[’']ll|shall|to\sbe|plans?\sto|supposed\sto|scheduled|expect(?:s|ed)?|due|"
    r"upcoming|intends?|slated|set\sto|going\sto|would|effective|expires?|matures?|tomorrow|hopes?\sto|"
    r"propos(?:es|ed|ing)|payable|ahead\sof|agree(?:s|d|ment)?\sto|through|until)\b",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"\b(?:said|says|was|were|had|has|have|last|ago|came|began|took|made|fell|rose|held|met|told|since|left|went|ran|"
    r"(?<!be\s)(?!un|sched|expect|propos|plann|agreed)\w{2,}(?<![aeiou]e)ed)\b",
    re.IGNORECASE,
)


def _future(text: str, start: int, end: int) -> bool:
    """Whether the nearest verb cue before the words, in their sentence, looks ahead; the words
    right after them ("Sunday's vote will") count where there is none before."""
    begin = max(text.rfind(". ", 0, start), text.rfind("\n", 0, start), start - 90, 0)
    stop = text.find(". ", end)
    stop = min(len(text) if stop < 0 else stop, end + 40)
    before, after = text[begin:start], text[end:stop]
    ahead = back = -1
    for cue in _AHEAD.finditer(before):
        ahead = cue.end()
    for cue in _BACK.finditer(before):
        back = cue.end()
    if ahead >= 0:
        return ahead >= back
    return back < 0 and bool(re.search(r"\b(?:will|is\sscheduled|are\sscheduled|is\sexpected)\b", after))


def shifted(c: Context, unit: str, by: int, day: date | None = None) -> str:
    """The TIMEX3 value of the unit that lies ``by`` units from a day, the publication by default."""
    base = day or c.anchor
    if unit == "day":
        return (base + timedelta(days=by)).isoformat()
    if unit in ("week", "weekend", "fortnight"):
        y, w, _ = (base + timedelta(days=7 * by * (2 if unit == "fortnight" else 1))).isocalendar()
        return f"{y}-W{w:02d}" + ("-WE" if unit == "weekend" else "")
    if unit == "month":
        total = base.year * 12 + base.month - 1 + by
        return f"{total // 12:04d}-{total % 12 + 1:02d}"
    if unit == "quarter":
        total = base.year * 4 + (base.month - 1) // 3 + by
        return f"{total // 4:04d}-Q{total % 4 + 1}"
    if unit == "decade":
        return f"{base.year // 10 + by:03d}"
    if unit in ("century", "centurie"):
        return f"{base.year // 100 + by:02d}"
    return f"{base.year + by:04d}"
