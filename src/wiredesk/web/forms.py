"""The forms that a story can be saved in."""

from __future__ import annotations

from wiredesk.export.printing import browser

FORMS = {
    "html": ("Page, print-ready", "text/html; charset=utf-8", "html"),
    "pdf": ("PDF", "application/pdf", "pdf"),
    "md": ("Markdown", "text/markdown; charset=utf-8", "md"),
    "csv": ("Spreadsheet (CSV)", "text/csv; charset=utf-8", "csv"),
    "json": ("JSON, to be read in again", "application/json", "json"),
    "text": ("Plain text", "text/plain; charset=utf-8", "txt"),
}
"""By the end of their address: name, media type, and ending of the file."""


def forms() -> tuple[tuple[str, str], ...]:
    """What a story can be saved as here: the end of the address, and its name.  PDF only where a
    browser is installed that prints it."""
    return tuple((form, name) for form, (name, _, _) in FORMS.items() if form != "pdf" or browser())
