"""PDF: press releases, situation reports, printed pages.

The capture keeps the file's bytes.  What its report's raw offsets count in is the text that
:mod:`wiredesk.resources.pdftext` takes from them, since the bytes hold no text in reading order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wiredesk.gather.plain import capture
from wiredesk.model.reports import Capture, Hints
from wiredesk.model.views import Problem

SUFFIXES = (".pdf",)
MEDIA = "application/pdf"
_DATE = re.compile(r"(?:D:)?(\d{4})(\d\d)(\d\d)")
_NAME_OF_FILE = re.compile(r"(?i)^(?:untitled|microsoft word\b.*|.*\.(?:docx?|pdf|indd|qxd|odt|rtf|pages))$")


def fits(name: str, data: bytes) -> bool:
    """Whether the bytes are a PDF's; a few bytes of something else may come first."""
    return b"%PDF-" in data[:1024]


def captures(path: str, data: bytes, captured_at: str) -> Iterator[Capture | Problem]:
    """The file as one capture, its title and its day of making as hints.

    A file without text is a Problem; of a very long one the first pages are read, and it is named.
    """
    from wiredesk.resources.pdftext import MOST_PAGES, NoText, read_pdf

    try:
        found = read_pdf(bytes(data))
    except NoText as error:
        remedy = "run text recognition over it (such as ocrmypdf), or give the text itself"
        yield Problem(path, f"a PDF that {_phrase(str(error))}", remedy)
        return
    if found.left:
        yield Problem(
            path,
            f"{found.pages} pages: only the first {MOST_PAGES} are read",
            "split it if you need the rest",
        )
    made = _DATE.match(found.created)
    title = "" if _NAME_OF_FILE.match(found.title) else found.title
    hints = Hints(title=title or None, modified="-".join(made.groups()) if made else None)
    yield capture(path, bytes(data), captured_at, MEDIA, hints)


def _phrase(why: str) -> str:
    return why if why.startswith("has") else f"is {why}"
