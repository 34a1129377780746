"""Decisions: people's judgements laid over what the machine found, so that every view obeys them.

Each function takes what a stage found and the judgements in force, and gives it back as people want
it.  Judgements that no longer fit change nothing here, and :func:`review` names them with the reason.
"""

from __future__ import annotations

from wiredesk.decisions.anchoring import anchored, fitting, reference
from wiredesk.decisions.clashes import contested
from wiredesk.decisions.copies import copied
from wiredesk.decisions.events import KINDS as STORY_KINDS
from wiredesk.decisions.events import called, concerned, dated, regrouped
from wiredesk.decisions.finding import here
from wiredesk.decisions.review import log, review
from wiredesk.decisions.voices import joined

__all__ = [
    "STORY_KINDS",
    "anchored",
    "called",
    "concerned",
    "contested",
    "copied",
    "dated",
    "fitting",
    "here",
    "joined",
    "log",
    "reference",
    "regrouped",
    "review",
]
