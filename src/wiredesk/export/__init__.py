"""Writers: a document as JSON, plain text, Markdown, one HTML page, or CSV.

Each takes a :class:`wiredesk.model.views.Document` and gives a string (JSON: plain data).  The
same document gives the same bytes.  Text of reports is untrusted in all of them: nothing in it
can run, steer a terminal, make a link, or become a formula.
"""

from __future__ import annotations

from wiredesk.export.document import SCHEMA, decision_json, schema, to_json, trace_json
from wiredesk.export.plain import harmless, to_markdown, to_text
from wiredesk.export.sheet import to_csv
from wiredesk.model.views import Document

__all__ = [
    "FORMATS",
    "SCHEMA",
    "decision_json",
    "harmless",
    "render",
    "schema",
    "to_csv",
    "to_html",
    "to_json",
    "to_markdown",
    "to_text",
    "trace_json",
]

FORMATS = ("text", "html", "md", "json", "csv")


def to_html(document: Document) -> str:
    """The brief as one HTML page that needs nothing else; see :func:`wiredesk.export.page.to_html`."""
    from wiredesk.export.page import to_html as page  # the template engine is loaded only for this

    return page(document)


def render(document: Document, format_: str = "text", *, width: int = 88) -> str:
    """The document in one of :data:`FORMATS`; ``width`` is the columns of plain text.

    Raises ValueError for another format.
    """
    if format_ == "json":
        import json

        text = json.dumps(to_json(document), ensure_ascii=False, indent=1)
        return text.encode("utf-8", "backslashreplace").decode() + "\n"
    if format_ == "text":
        return to_text(document, width)
    if format_ in ("md", "markdown"):
        return to_markdown(document)
    if format_ == "html":
        return to_html(document)
    if format_ == "csv":
        return to_csv(document)
    raise ValueError(f"format {format_!r} is unknown; use one of {', '.join(FORMATS)}")
