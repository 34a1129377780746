"""Control statements made whole: "the group" and "the province" filled in from what went before.

A clause alone often names neither side nor place ("the group's fighters captured …", "have been
driven out of the province"); the report does, a sentence or two earlier.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from wiredesk.claims.facts import AREA
from wiredesk.model.reports import Report
from wiredesk.model.statements import Control, PlaceMention, Statement

SIDE_NOUNS = frozenset(
    "the a an group group’s group's groups fighter fighters force forces militant militants troop "
    "troops insurgent "
    "insurgents rebels movement men they their he who which it enemy".split()
)
"""Words that name no side by themselves."""

LIST = re.compile(r"[A-Z][\w’'-]+(?:, [A-Z][\w’'-]+)*,? and [A-Z][\w’'-]+")

TAKING = frozenset("take capture seize control hold retake recapture overrun occupy conquer".split())

REACH = 900
"""How many characters back a name may stand: about five sentences of news."""


def grounded(
    statements: Sequence[Statement], report: Report, within: Mapping[str, Sequence[str]]
) -> dict[str, Statement]:
    """The control statements of one report by id, sides and places filled in where the report
    names them shortly before; those that need nothing are left as they are."""
    mine = sorted((s for s in statements if s.report == report.id), key=lambda s: (s.spans, s.id))
    mentions = sorted({m for s in mine for m in s.places}, key=lambda m: (m.start, m.end, m.name))
    out: dict[str, Statement] = {}
    last = ""
    for s in mine:
        if s.control is None:
            continue
        control = _side(s, s.control, last)
        control, found = _places(s, control, mentions, report.text)
        control = replace(control, places=_innermost(control.places, found, within))
        out[s.id] = replace(s, control=control, places=found)
        for side in (control.holder, control.against):
            if side and _named(side):
                last = side
                break
    return out


def _named(side: str) -> bool:
    return any(w.lower().strip("’'s") not in SIDE_NOUNS and w.lower() not in SIDE_NOUNS for w in side.split())


def _side(s: Statement, control: Control, last: str) -> Control:
    holder = control.holder
    if control.but and s.act in TAKING and s.actor:
        # "had taken all but A and B, which remain under X's control": the subject took the rest.
        holder = s.actor
    if holder is not None and not _named(holder):
        holder = s.voice.group or last or holder
    return replace(control, holder=holder)


def _places(
    s: Statement, control: Control, mentions: Sequence[PlaceMention], text: str
) -> tuple[Control, tuple[PlaceMention, ...]]:
    places, found = control.places, s.places
    for names in LIST.findall(s.text):
        listed = re.split(r",? and |, ", names)
        if any(p in listed for p in places):
            places = tuple(dict.fromkeys((*places, *listed)))
    area = AREA.search(s.text)
    if not places and area and s.spans:
        start = s.spans[0].start
        before = [m for m in mentions if start - REACH <= m.start and m.end <= start]
        beside = [
            m for m in before if text[m.end : m.end + 12].lower().lstrip(" ’'s").startswith(area.group()[4:])
        ]
        chosen = (beside or before)[-1:]
        places, found = tuple(m.name for m in chosen), (*found, *chosen)
    return replace(control, places=places), found


def _innermost(
    places: tuple[str, ...], mentions: Sequence[PlaceMention], within: Mapping[str, Sequence[str]]
) -> tuple[str, ...]:
    """Without the places that only say where another one lies ("Abrin district of Varo")."""
    ids = {m.name: m.place for m in mentions if m.place}
    held = {w for p in places if p in ids for w in within.get(ids[p], ())}
    return tuple(p for p in places if ids.get(p) not in held)
