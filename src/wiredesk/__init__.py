"""Wiredesk reads every report of an event and shows what is behind it.

>>> from wiredesk import Desk

The door is :class:`Desk`; ``docs/api.md`` walks through it.  The names in ``__all__`` are the whole
public interface: they change only with a line in the changelog.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wiredesk.desk import Desk, moment
    from wiredesk.errors import InputError, NotFound, WiredeskError
    from wiredesk.export.tables import Table
    from wiredesk.model.judgements import KINDS, Decision, Judgement
    from wiredesk.model.pages import Page
    from wiredesk.model.reports import Report
    from wiredesk.model.statements import Statement
    from wiredesk.model.views import Claim, Document, Story

__all__ = [
    "KINDS",
    "Claim",
    "Decision",
    "Desk",
    "Document",
    "InputError",
    "Judgement",
    "NotFound",
    "Page",
    "Report",
    "Statement",
    "Story",
    "Table",
    "WiredeskError",
    "moment",
]

_HOME = {
    "Desk": "wiredesk.desk",
    "moment": "wiredesk.desk",
    "InputError": "wiredesk.errors",
    "NotFound": "wiredesk.errors",
    "WiredeskError": "wiredesk.errors",
    "Table": "wiredesk.export.tables",
    "KINDS": "wiredesk.model.judgements",
    "Decision": "wiredesk.model.judgements",
    "Judgement": "wiredesk.model.judgements",
    "Page": "wiredesk.model.pages",
    "Report": "wiredesk.model.reports",
    "Statement": "wiredesk.model.statements",
    "Claim": "wiredesk.model.views",
    "Document": "wiredesk.model.views",
    "Story": "wiredesk.model.views",
}


def __getattr__(name: str) -> Any:
    """A public name, loaded when it is first asked for: a command that needs few modules loads few."""
    if name not in _HOME:
        raise AttributeError(f"module 'wiredesk' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
