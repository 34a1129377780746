"""From a capture to a report: body, headline, byline, dateline, outlet, dates, language.

:func:`clean` is pure: the same capture gives the same report, alone or among others.  Raw offsets
of a report count code points of :func:`decode`'s text.
"""

from __future__ import annotations

from wiredesk.clean.decoding import decode
from wiredesk.clean.reports import clean

__all__ = ["clean", "decode"]
