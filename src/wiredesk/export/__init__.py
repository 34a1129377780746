"""Writers: a document as JSON, plain text, Markdown, one HTML page, or CSV.

Each takes a :class:`wiredesk.model.views.Document` and gives a string (JSON: plain data).  The
same document gives the same bytes.  Text of reports is untrusted in all of them: nothing in it
can run, steer a terminal, make a link, or become a formula.
"""

from __future__ import annotations

from wiredesk.export.document import SCHEMA, schema, to_json
from wiredesk.export.page import to_html
from wiredesk.export.plain import harmless, to_markdown, to_text
from wiredesk.export.sheet import to_csv

__all__ = ["SCHEMA", "harmless", "schema", "to_csv", "to_html", "to_json", "to_markdown", "to_text"]
