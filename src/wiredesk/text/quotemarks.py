"""Quotations by their marks alone: which stretches of a text stand between quotation marks.

Works for any language: straight and curly marks, German low-high marks, guillemets either way
round, doubled single quotes of old wires, and single quotes where they cannot be apostrophes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_CLOSERS = {
    "“": '”“"″',
    "”": '”“"',
    "„": '“”"‟',
    "‟": '”"',
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "『": "』",
    "「": "」",
    '"': '"”“″',
    "''": "''",
    "``": "''",
    "‘": "’'",
    "'": "'’",
    "‚": "‘’",
}
_MARK = re.compile(r"''|’’|``|[\"“”„‟«»‹›『』「」‘’'‚″]")
_DOUBLE, _DOUBLED = frozenset('"“'), frozenset(("''", "’’"))
"""Two single marks may close what a double one opened: "“It held,’’ Vale said"."""
_SINGLE = frozenset("‘'‚")
_ELISION = re.compile(r"['’](?:\d|tis\b|twas\b|em\b|til\b|cause\b|n['’]|round\b|bout\b)", re.I)
LONGEST_SINGLE = 600
"""Characters a quotation in single marks may hold: longer ones are apostrophes that met."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch in quotation marks, marks included: ``[start, end)`` of the text.

    ``closed`` is false where no closing mark stands in its paragraph (a quotation that goes on in
    the next one, or a mark that was lost); the stretch then runs to the paragraph's end.
    ``continues`` is true where the next paragraph opens with a mark of the same kind.
    """

    start: int
    end: int
    closed: bool
    continues: bool = False

    @property
    def inner(self) -> tuple[int, int]:
        """The range between the marks."""
        return self.start + 1, self.end - (1 if self.closed else 0)


def quotations(text: str) -> list[Quotation]:
    """The outermost quotations of a text, in order.  Linear time; never raises.

    A line break ends a quotation: one that runs over paragraphs comes out as one piece a
    paragraph, with ``continues`` set on all but the last.
    """
    out: list[Quotation] = []
    at = 0
    for line in text.split("\n"):
        _line(text, at, at + len(line), out)
        at += len(line) + 1
    for i, one in enumerate(out[:-1]):
        if one.closed:
            continue
        gap = text[one.end : out[i + 1].start]
        if not gap.strip() and "\n" in gap and _kin(text[one.start], text[out[i + 1].start]):
            out[i] = Quotation(one.start, one.end, False, True)
    return out


def _kin(left: str, right: str) -> bool:
    return left == right or {left, right} <= {'"', "“", "”", "„"}


def _line(text: str, start: int, end: int, out: list[Quotation]) -> None:
    marks = [(m.start(), m.group()) for m in _MARK.finditer(text, start, end)]
    closing = _last_single(text, marks, end)
    opened: tuple[int, str] | None = None
    for n, (at, mark) in enumerate(marks):
        before = text[at - 1] if at > start else " "
        after = text[at + len(mark)] if at + len(mark) < end else " "
        if opened is None:
            if mark in _SINGLE or mark == "’":
                if mark != "’" and _opens_single(text, at, before, after, closing[n]):
                    opened = (at, mark)
                continue
            if mark in "”」』″" or (mark == "»" and not before.isspace() and before not in "([—–-"):
                continue  # a closing mark that nothing opened
            if mark == "’’":
                continue
            if mark in ('"', "''") and not _opens(before, after):
                continue
            opened = (at, mark)
            continue
        kind = opened[1]
        doubled = mark in _DOUBLED and kind in _DOUBLE and not before.isspace() and not after.isalnum()
        if mark not in _split(kind) and not doubled:
            continue
        if kind in _SINGLE:
            if mark == "'" and before.isspace() and not after.isspace():
                continue
            if after.isalnum() or before.isspace():
                continue
            if before in "sS" and after == " " and closing[n] > at:
                continue  # "the workers' party": a later mark closes
            if at - opened[0] > LONGEST_SINGLE:
                opened = None
                continue
        elif mark in ('"', "“", "''") and before.isspace() and not after.isspace() and at > opened[0] + 1:
            # a second opening mark: the first was never closed; keep it up to here
            out.append(Quotation(opened[0], _trimmed(text, opened[0], at), False))
            opened = (at, mark)
            continue
        out.append(Quotation(opened[0], at + len(mark), True))
        opened = None
    if opened is not None and opened[1] not in _SINGLE:
        out.append(Quotation(opened[0], _trimmed(text, opened[0], end), False))


def _split(kind: str) -> tuple[str, ...]:
    closers = _CLOSERS.get(kind, kind)
    return (closers,) if closers == "''" else tuple(closers)


def _opens(before: str, after: str) -> bool:
    return not after.isspace() and (before.isspace() or (not before.isalnum() and before not in ".,!?;%)]"))


def _opens_single(text: str, at: int, before: str, after: str, last: int) -> bool:
    if before.isalnum() or before in ".,!?;%)]" or (not after.isalnum() and after not in '"“[…'):
        return False
    return last > at and not _ELISION.match(text, at)


def _last_single(text: str, marks: list[tuple[int, str]], end: int) -> list[int]:
    """For each mark, the place of the last later single mark that could close, else -1."""
    out = [-1] * len(marks)
    last = -1
    for n in range(len(marks) - 1, -1, -1):
        out[n] = last
        at, mark = marks[n]
        if mark in ("'", "’"):
            before, after = text[at - 1] if at else " ", text[at + 1] if at + 1 < end else " "
            if not before.isspace() and not after.isalnum() and last < 0:
                last = at
    return out


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    return end
