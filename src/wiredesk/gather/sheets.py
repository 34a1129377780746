"""Tables of reports: .csv and .tsv, one report a row.

Columns are known by the same names as the keys of JSON (see :mod:`wiredesk.gather.jsonlines`), in any
case and order; the separator is the one that gives the most known names.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator, Sequence

from wiredesk.gather.jsonlines import HINTS, TEXT
from wiredesk.gather.plain import binary, capture
from wiredesk.model.reports import Capture, Hints
from wiredesk.model.views import Problem

SUFFIXES = (".csv", ".tsv", ".tab")
MOST_CELL = 4 * 1024 * 1024  # characters of a cell: past any report, and where a quote was left open
_SEPARATORS = ",;\t|"
_LINES = re.compile(r"[^\n]*\n|[^\n]+")


def fits(name: str, data: bytes) -> bool:
    """Whether the name is that of a table, or the first line names a text and another known column."""
    if binary(data):
        return False
    if name.lower().endswith(SUFFIXES):
        return True
    first = _decoded(bytes(data[:8192])).split("\n", 1)[0]
    _, columns = _header(first)
    return "text" in columns.values() and len(columns) > 1


def captures(path: str, data: bytes, captured_at: str) -> Iterator[Capture | Problem]:
    """Each row's text or html as a capture, its other known columns as hints.

    ``path`` of a capture is the file's with ``#`` and the row's id, or the line it begins on.  A row
    that cannot be read, or has no text, is a Problem with its line; the rest is read.
    """
    text = _decoded(bytes(data))
    lines = _LINES.findall(text)
    first = next((n for n, line in enumerate(lines) if line.strip()), 0)
    separator, columns = _header(lines[first]) if lines else (",", {})
    if "text" not in columns.values() and "html" not in columns.values():
        named = ", ".join(_cells(lines[first], separator)[:12]) if lines else ""
        yield Problem(
            path, f"no column of texts among {named!r}",
            f"name the column of the reports' words one of {', '.join(TEXT)} or html",
        )  # fmt: skip
        return
    width = len(_cells(lines[first], separator))
    for number, row in _rows(lines, first + 1, separator, width):
        where = f"{path}#{number}"
        if isinstance(row, str):
            yield Problem(where, f"line {number}: {row}", "mend or remove this row")
            continue
        found = {field: row[at].strip() for at, field in columns.items() if at < len(row) and row[at].strip()}
        body = found.pop("html", None)
        words = found.pop("text", None)
        if not (body or words):
            yield Problem(where, f"line {number}: no text in this row", "give a text with each report")
            continue
        url = found.get("url")
        if url and "://" not in url:
            del found["url"]
        media = "text/html" if body else "text/plain"
        name = f"{path}#{found.get('id') or number}"
        content = (body or words or "").encode("utf-8", "surrogatepass")
        yield capture(name, content, captured_at, media, Hints(**found))


def _header(line: str) -> tuple[str, dict[int, str]]:
    """The separator and, by its place, what each known column holds."""
    best: tuple[str, dict[int, str]] = (",", {})
    for separator in _SEPARATORS:
        found: dict[int, str] = {}
        for at, cell in enumerate(_cells(line, separator)):
            field = _field(cell)
            if field and field not in found.values():
                found[at] = field
        if len(found) > len(best[1]):
            best = (separator, found)
    return best


def _field(cell: str) -> str | None:
    name = re.sub(r"[\s_-]+", "_", cell.strip().strip("\"'").casefold())
    if name in TEXT:
        return "text"
    if name == "html":
        return "html"
    return next((field for field, keys in HINTS.items() if name in (k.casefold() for k in keys)), None)


def _cells(line: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        return line.split(separator)


def _rows(
    lines: Sequence[str], start: int, separator: str, width: int
) -> Iterator[tuple[int, list[str] | str]]:
    """Each row with the number of the line that it begins on; a bad one as what is wrong with it.

    After a bad row, reading goes on at the line after the one that it began on: a quotation mark left
    open costs its own row and not the rest of the table.
    """
    before = csv.field_size_limit(MOST_CELL)
    try:
        while start < len(lines):
            reader = csv.reader(
                (lines[n] for n in range(start, len(lines))), delimiter=separator, strict=True
            )
            began = start
            try:
                for row in reader:
                    if any(cell.strip() for cell in row):
                        yield began + 1, _whole(row, width)
                    began = start + reader.line_num
                return
            except csv.Error as error:
                cells = _cells(lines[began], separator)
                large = "field limit" in str(error)
                usable = len(cells) == width and not large and not _open(lines[began])
                yield began + 1, cells if usable else f"not a row of a table ({error})"
                start = began + 1
    finally:
        csv.field_size_limit(before)


def _open(line: str) -> bool:
    return line.count('"') % 2 == 1


def _whole(row: list[str], width: int) -> list[str] | str:
    if len(row) > width and any(cell.strip() for cell in row[width:]):
        return f"{len(row)} cells where the first line has {width}"
    return row


def _decoded(data: bytes) -> str:
    for bom, name in (
        (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
    ):  # fmt: skip
        if data.startswith(bom):
            return data.decode(name, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
