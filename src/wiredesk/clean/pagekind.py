"""Whether a page is a report at all: cookie walls, login and error pages, tests for robots.

Such a page has few words, and among the first of them, or in its title, the words with which sites of any
kind ask for consent, a login, scripts or proof of being a person.  A long text is never called so: a report
may speak of cookies.  Phrases chosen on what servers commonly send; checked on the 1,171 public pages of
``python -m bench pages``, all of them articles or other content.
"""

from __future__ import annotations

from wiredesk.text.pagesigns import page_signs

FEW = 220  # words: consent texts are longer than error pages, but no report of that length opens like one
NEAR = 600  # code points from the top in which the words stand


def kind(title: str | None, text: str) -> str | None:
    """What a page is that is no report ("a cookie wall", "a login page"), or None where nothing says so."""
    words = text.split(None, FEW)
    if len(words) > FEW:
        return None
    opening = f"{title or ''}\n{' '.join(words)[:NEAR]}"
    return next((name for name, pattern in page_signs().items() if pattern.search(opening)), None)
