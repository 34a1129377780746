"""Where on a pasted page the report stands: the stretch of lines with the most prose in it.

A page pasted whole is mostly menus and links: short lines that end no sentence.  Prose speaks for its
line, every other line against it, and the report is the stretch with the greatest sum (boilerpipe's and
jusText's idea of text density, as a maximum sum).  Chosen on half of the pages of
article-extraction-benchmark with their tags taken off.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from wiredesk.clean.lines import Line

_COMMENTS = re.compile(
    r"\W*(?:\d+ )?(?:comments?|responses|replies|leave a (?:reply|comment)|join the (?:conversation"
    r"|discussion)|reader comments?"
    r"|comments? \(\d+\)|\d+ thoughts? on .*|discussion)\W*",
    re.I,
)
_COMMENT_SIGN = re.compile(
    r"\breply\b|\bsays:|\bago\b|^(?:report|flag|like|permalink|log in to reply)\b|\d{1,2}:\d\d", re.I
)
FEW = 12  # a text of fewer lines is not a page: only its own lines are judged


def weight(line: Line) -> float:
    """How much a line speaks for being inside of the report."""
    n = len(line.words)
    if line.role == "table":
        return 0.0
    if line.why:
        return -0.5 if line.prose else -1.0
    if line.prose:
        return min(n, 60) / 8.0
    if line.ends_sentence and n >= 4:
        return 0.4
    if n >= 14 or (line.text[0] in '"“«„' and line.ends_sentence):
        return 0.5  # a standfirst, a caption, a short answer
    return -0.9 if n <= 12 else -0.3


def stretch(rows: Sequence[Line]) -> tuple[int, int]:
    """First and last number of the lines of the report, end excluded; all lines of a short text."""
    if len(rows) < FEW:
        return 0, len(rows)
    best = total = 0.0
    first, span = 0, (0, 0)
    for row in rows:
        if total <= 0:
            first, total = row.number, 0.0
        total += weight(row)
        if total > best:
            best, span = total, (first, row.number + 1)
    return span if best > 0 else (0, len(rows))


def comments(rows: Sequence[Line], first: int, end: int) -> int:
    """Where readers' comments begin between two lines: the number of their heading, else ``end``."""
    prose = 0
    for row in rows[first:end]:
        if prose >= 3 and _COMMENTS.fullmatch(row.text):
            after = rows[row.number + 1 : row.number + 31]
            if sum(bool(len(r.words) <= 12 and _COMMENT_SIGN.search(r.text)) for r in after) >= 2:
                return row.number
        prose += row.prose
    return end


def runs(rows: Sequence[Line]) -> list[list[Line]]:
    """Maximal runs of lines still held to be part of the report that are no prose."""
    out: list[list[Line]] = []
    current: list[Line] = []
    for row in rows:
        loose = (
            row.role not in ("headline", "table")
            and not row.prose
            and not (row.ends_sentence and len(row.words) >= 4)
        )
        if row.why is None and loose and row.text[0] not in '"“«„':
            current.append(row)
        elif row.why is None:
            if current:
                out.append(current)
            current = []
    if current:
        out.append(current)
    return out
