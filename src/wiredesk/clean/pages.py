"""Pages: the body by trafilatura, mapped back to the raw HTML; the rest by the rules for pasted text."""

from __future__ import annotations

from typing import Any

from wiredesk.clean import markup
from wiredesk.clean.lines import fold

# Only what a page's markup says, not the extensive search, of whose guesses three in ten are wrong (measured
# on htmldate's own set); and no bound by today's date: the same page is read alike on any day.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}


def body(raw: str, url: str | None) -> tuple[str, dict[str, Any]]:
    """The main text of a page, paragraphs on lines of their own, and its metadata: title, author,
    sitename, date, url (each None where not found).  Empty text where there is none."""
    import logging

    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        found: Any = trafilatura.bare_extraction(
            raw, url=url, include_comments=False, with_metadata=True, date_extraction_params=_DATES
        )
    except Exception:  # a page that the extractor chokes on is still read, as its bare text
        found = None
    if found is None:
        return "", {}
    keys = ("title", "author", "sitename", "hostname", "date", "url")
    return found.text or "", {k: getattr(found, k, None) for k in keys}


def with_title(text: str, title: str | None, page: markup.Nodes) -> str:
    """The text with the title as its first line, where the page prints it and the text lacks it."""
    want = fold(title or "")
    if not want or any(fold(line) == want for line in text.split("\n", 12)[:12]):
        return text
    shown = " ".join(page.text.split())
    return f"{title}\n\n{text}" if title and " ".join(title.split()) in shown else text
