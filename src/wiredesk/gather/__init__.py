"""What was given to read, as captures: files, folders, patterns, standard input.

One module per kind of source: each has ``SUFFIXES``, ``fits(name, head)`` and ``captures(...)``,
and stands in :data:`wiredesk.gather.kinds.KINDS`.  Nothing here interprets a page; that is cleaning.
"""

from __future__ import annotations

from wiredesk.gather.kinds import KINDS, Kind
from wiredesk.gather.paths import read

__all__ = ["KINDS", "Kind", "read"]
