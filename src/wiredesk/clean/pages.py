"""Pages: the body by trafilatura, mapped back to the raw HTML; the rest by the rules for pasted text."""

from __future__ import annotations

import re
from typing import Any

from wiredesk.clean import markup


def body(raw: str, url: str | None) -> tuple[str, dict[str, Any]]:
    """The main text of a page, paragraphs on lines of their own, and its metadata: title, author,
    sitename, date, url (each None where not found).  Empty text where there is none."""
    import logging

    import trafilatura
    from trafilatura.metadata import extract_metadata

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    found: dict[str, Any] = {}
    try:
        tree = trafilatura.load_html(raw)
        if tree is None:
            return "", found
        meta = extract_metadata(raw, default_url=url, extensive=True)
        if meta is not None:
            found = {k: getattr(meta, k, None) for k in ("title", "author", "sitename", "date", "url", "hostname")}
        text = trafilatura.extract(raw, url=url, include_comments=False, include_tables=True, favor_precision=False)
    except Exception:  # a page that the extractor chokes on is still read, as its bare text
        text = None
    return text or "", found


def plain(raw: str) -> str:
    """The bare text of a page, a line for each block: where no body was found."""
    text = re.sub(r"(?is)<(script|style|noscript|template)\b.*?(?:</\1\s*>|$)|<!--.*?-->", " ", raw)
    text = re.sub(r"(?i)</?(?:p|div|li|h[1-6]|br|tr|td|section|article|ul|ol|table|blockquote|header|footer|nav)\b[^>]*>", "\n", text)
    return re.sub(r"[ \t]+", " ", re.sub(r"<[^>]*>", " ", text))


__all__ = ["body", "markup", "plain"]
