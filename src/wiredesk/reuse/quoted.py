"""Where a text stands within quotation marks."""

from __future__ import annotations

import re

from wiredesk.model.spans import Span

# Opening mark to the closing marks that may end it.
_PAIRS = {"“": "”", "«": "»", "„": "“”", "「": "」"}
_MARK = re.compile(r"[“”«»„「」\"]|\n\s*\n")
_LONGEST = 3_000  # characters; a longer "quotation" is an odd mark, not a quotation


def quotations(text: str) -> tuple[Span, ...]:
    """The stretches of ``text`` within double quotation marks, marks excluded, in order.

    A quotation ends at its closing mark, or at the end of its paragraph where the mark is
    missing (the convention for quotations of several paragraphs, and what odd marks need).
    """
    out: list[Span] = []
    start, closers = -1, ""
    for found in _MARK.finditer(text):
        mark = found.group()
        if start >= 0 and (mark in closers or mark.isspace()):
            if start < found.start() <= start + _LONGEST:
                out.append(Span(start, found.start()))
            start = -1
        elif start < 0 and not mark.isspace():
            if mark == '"':
                start, closers = found.end(), '"”'
            elif mark in _PAIRS:
                start, closers = found.end(), _PAIRS[mark]
            if start >= 0 and mark == "“":
                closers = '”"'
    if 0 <= start < len(text) <= start + _LONGEST:
        out.append(Span(start, len(text)))
    return tuple(out)
