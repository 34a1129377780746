"""Tables of figures in plain text: which lines are rows, and what each cell stands under.

Pages and people print tables with upright strokes, tabs or wide spaces between the cells, or as a list
of names and numbers ("Killed: 18").  Only tables of numbers are found, by their shape alone, and the
lines may be in any language.  Shapes were taken from situation reports and from how browsers copy
tables; a menu or a list of links has no numbers behind its words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_RULE = re.compile(r"[\s|:+=_*-]*[-=_+|][\s|:+=_*-]*")
"""A line that only rules off the rows around it."""
_STROKE = re.compile(r"[|│]")
_TAB = re.compile(r"\t")
_WIDE = re.compile(r"\s{2,}")
_NUMBER = re.compile(
    r"(?:(?:at least|about|around|approx\.?|some|over|more than|up to|nearly|almost)\s|[~≈><≥≤]\s?)?"
    r"(?:[A-Z]{2,3})?[$€£¥]?\s?\d{1,3}(?:[.,'’\u00a0\u202f ]?\d{3})*(?:\.\d+)?\s?"
    r"(?:\+|%|k|m|bn|per ?cent|million|billion)?(?:\s?(?:[*†‡]{1,3}|\[\w{1,2}\]))?",
    re.I,
)
_NOTHING = re.compile(r"[-–—.…?]*|n\.?/?a\.?|nil|unknown|not known|no data", re.I)
_LIST = re.compile(r"[-–—•*●▪►·]?\s?(?P<what>[^\W\d][^:|\t]{1,40}?)\s?:\s{1,8}(?P<number>\S.{0,30})")
_LABEL_WORDS = 6
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: the number of its line, and ``[start, end)`` of its words in that line."""

    line: int
    start: int
    end: int
    text: str

    @property
    def number(self) -> bool:
        """Whether it holds one number, with what bounds it or measures it."""
        return bool(_NUMBER.fullmatch(self.text))

    @property
    def empty(self) -> bool:
        """Whether it holds nothing, or says that nothing is known."""
        return bool(_NOTHING.fullmatch(self.text))


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its labels with the heads of their columns, and its numbers with theirs (None without)."""

    line: int
    labels: tuple[tuple[Cell, Cell | None], ...]
    numbers: tuple[tuple[Cell, Cell | None], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Lines ``[first, stop)`` that make one table of numbers; ``over`` is a line that only names it, or None
    ("Norvik" over "Killed: 14")."""

    first: int
    stop: int
    rows: tuple[Row, ...]
    over: Cell | None = None


def tables(lines: Sequence[str]) -> list[Table]:
    """The tables of numbers among some lines, in order; blank lines are not to be given."""
    out: list[Table] = []
    at = 0
    while at < len(lines):
        found = _grid(lines, at) or _list(lines, at)
        if found is not None:
            out.append(found)
        at = found.stop if found is not None else at + 1
    return out


def _cells(line: str, number: int) -> tuple[str, list[Cell]]:
    """The sign that parts the cells of a line, and the cells; "" where it has but one."""
    if "|" in line or "│" in line:
        sign, parts = "|", _between(line, _STROKE)
        if line.lstrip()[:1] in "|│":
            parts = parts[1:]
        if line.rstrip()[-1:] in "|│":
            parts = parts[:-1]
    elif "\t" in line.strip("\t "):
        sign, parts = "\t", _between(line, _TAB)
    elif _WIDE.search(line.strip()):
        sign, parts = " ", _between(line, _WIDE)
    else:
        return "", []
    cells = []
    for start, end in parts:
        text = line[start:end]
        lead = len(text) - len(text.lstrip())
        text = text.strip()
        cells.append(Cell(number, start + lead, start + lead + len(text), text))
    return (sign, cells) if len(cells) > 1 else ("", [])


def _between(line: str, sign: re.Pattern[str]) -> list[tuple[int, int]]:
    ends = [(m.start(), m.end()) for m in sign.finditer(line)]
    starts = [0, *(end for _, end in ends)]
    return list(zip(starts, [*(start for start, _ in ends), len(line)], strict=True))


def _is_row(cells: Sequence[Cell]) -> bool:
    """Whether cells are a name, first or behind a number, and half of what follows it are numbers."""
    first = next((n for n, c in enumerate(cells) if _names(c)), None)
    if first is None or first > 1:
        return False
    rest = cells[first + 1 :]
    numbers = sum(c.number for c in rest)
    return numbers > 0 and 2 * sum(c.number or c.empty for c in rest) >= len(rest)


def _names(cell: Cell) -> bool:
    return not cell.number and not cell.empty and any(c.isalpha() for c in cell.text) and len(cell.text) < 80


def _grid(lines: Sequence[str], first: int) -> Table | None:
    """The table of rows with one number of cells each that begins at a line, its heads in that line."""
    sign, heads = _cells(lines[first], first)
    if not heads or any(c.number and not _YEAR.fullmatch(c.text) for c in heads):
        return None
    if sum(_names(c) for c in heads) < len(heads) / 2:
        return None
    rows: list[list[Cell]] = []
    stop = first + 1
    for n in range(first + 1, len(lines)):
        if _RULE.fullmatch(lines[n]):
            continue
        kind, cells = _cells(lines[n], n)
        if kind != sign or (rows and len(cells) != len(rows[0])):
            break
        if not rows and len(cells) not in (len(heads), len(heads) + 1):
            break
        if _is_row(cells):
            rows.append(cells)
        elif rows or not any(_names(c) for c in cells):
            if sum(not c.empty for c in cells) > 1:
                break
        else:
            return None  # the line below is a better row of heads
        stop = n + 1
    if not rows or (len(rows) == 1 and len(heads) < 3):
        return None
    behind = [None] * (len(rows[0]) - len(heads)) + list(heads)
    return Table(first, stop, tuple(_row(cells, behind) for cells in rows))


def _row(cells: Sequence[Cell], heads: Sequence[Cell | None]) -> Row:
    both = list(zip(cells, (h if h is not None and not h.empty else None for h in heads), strict=True))
    name = next(n for n, (c, _) in enumerate(both) if _names(c))
    return Row(
        cells[0].line,
        tuple((c, h) for c, h in both if _names(c)),
        tuple((c, h) for c, h in both[name + 1 :] if c.number),
    )


def _list(lines: Sequence[str], first: int) -> Table | None:
    """Two and more lines of a name and a number each, from a line on: "Killed: 18", "Missing: at least 4"."""
    rows: list[Row] = []
    for n in range(first, len(lines)):
        found = _LIST.fullmatch(lines[n].strip())
        if found is None or len(found["what"].split()) > _LABEL_WORDS:
            break
        lead = len(lines[n]) - len(lines[n].lstrip())
        what = Cell(n, lead + found.start("what"), lead + found.end("what"), found["what"])
        number = Cell(n, lead + found.start("number"), lead + found.end("number"), found["number"])
        if not number.number:
            break
        rows.append(Row(n, (), ((number, what),)))
    if len(rows) < 2:
        return None
    above = lines[first - 1].strip() if first else ""
    names = 0 < len(above.split()) <= 4 and above[-1].isalnum() and not any(c.isdigit() for c in above)
    lead = len(lines[first - 1]) - len(lines[first - 1].lstrip()) if first else 0
    over = Cell(first - 1, lead, lead + len(above), above) if names else None
    return Table(first, first + len(rows), tuple(rows), over)
