"""Voices: whose word a claim rests on, with spokesmen counted as the one they speak for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wiredesk.model.statements import Statement
from wiredesk.model.views import Actor
from wiredesk.standing.newsrooms import Newsroom

UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True)
class Heard:
    """One voice heard through one newsroom.  ``voice`` is an actor id, ``outlet:NAME`` for the
    newsroom's own account, or ``unnamed``."""

    newsroom: str
    voice: str


def heard(
    statements: Sequence[Statement], rooms: Sequence[Newsroom], actors: Mapping[str, Actor]
) -> frozenset[Heard]:
    """Which voice each newsroom lets one hear.

    Within a newsroom, its own account is not a second voice beside a speaker's: reports go on
    narrating what a speaker told them.  Nor is an unnamed official beside a named one.
    """
    room_of = {r: room.name for room in rooms for r in room.reports}
    out: set[Heard] = set()
    for room in rooms:
        mine = [s for s in statements if room_of[s.report] == room.name]
        named = {speaker(s, actors) for s in mine if s.voice.kind == "speaker" and s.voice.named}
        if named:
            out.update(Heard(room.name, v) for v in named)
        elif any(s.voice.kind == "speaker" for s in mine):
            out.add(Heard(room.name, UNNAMED))
        else:
            out.add(Heard(room.name, f"outlet:{room.name}"))
    return frozenset(out)


def speaker(statement: Statement, actors: Mapping[str, Actor]) -> str:
    """The actor whose words a statement gives: the end of the chain of who speaks for whom."""
    at = statement.voice.actor or f"name:{statement.voice.name.casefold()}"
    seen = {at}
    while at in actors and (up := actors[at].speaks_for) and up not in seen:
        at = up
        seen.add(at)
    return at


def matching(pairs: frozenset[Heard]) -> int:
    """The size of a maximum matching of newsrooms with voices (Kuhn's augmenting paths).

    An unnamed voice can be matched only where it is all there is: an official without a name
    never adds a voice to one with a name.
    """
    known = {p for p in pairs if p.voice != UNNAMED}
    use = known or pairs
    rooms = sorted({p.newsroom for p in use})
    of = {r: sorted(p.voice for p in use if p.newsroom == r) for r in rooms}
    held: dict[str, str] = {}

    def place(room: str, tried: set[str]) -> bool:
        for voice in of[room]:
            if voice in tried:
                continue
            tried.add(voice)
            if voice not in held or place(held[voice], tried):
                held[voice] = room
                return True
        return False

    return sum(place(room, set()) for room in rooms)
