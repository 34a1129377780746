"""What a brief leads with: how much of a report's title its first lines hold, where that title is not known.

An editor's title says in a few words what the news is.  For each report of a story the brief is composed
again with that one title left out (those of the other reports stay), and the share of the title's words
that the lines of the lead hold is counted.  Words are of three letters and more, compared by their first
five, without :data:`EMPTY` ones.
"""

from __future__ import annotations

import re
from dataclasses import replace

from wiredesk.brief import brief
from wiredesk.model.views import Document

EMPTY = frozenset(
    "the and for from with that this are was were has have had its his her their who which says said will "
    "would after over into more about not but how why what when report reports news".split()
)
LEAST = 3
"""Titles of fewer words are left out."""


def _words(text: str) -> set[str]:
    return {w[:5] for w in re.findall(r"[^\W\d_]{3,}", text.lower()) if w not in EMPTY}


def titles_held(read: Document) -> list[float]:
    """For each report that has a title, the share of its words that the lead holds."""
    out = []
    for one in read.reports:
        title = _words(one.title or "")
        if len(title) < LEAST:
            continue
        reports = [replace(r, title=None) if r.id == one.id else r for r in read.reports]
        made = brief(
            reports, read.stories, read.claims, read.disagreements, read.lineage, read.changes, read.actors
        )
        lead = [line.text for line in made.lines if line.section == "lead"]
        out.append(len(title & _words(" ".join(lead))) / len(title))
    return out
