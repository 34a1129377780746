"""Voices: whose word a claim rests on, with spokesmen counted as the one they speak for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from wiredesk.model.statements import Force, Mode, Statement
from wiredesk.model.views import OWN, UNNAMED, Actor
from wiredesk.standing.newsrooms import Newsroom
from wiredesk.text.rarity import rarity


@dataclass(frozen=True, slots=True)
class Heard:
    """One voice heard through one newsroom.  ``voice`` is an actor id, ``outlet:NAME`` for the
    newsroom's own account, or ``unnamed``.  ``quoted``: only in quotations.  ``apart``: in words
    unlike those of every other newsroom's own account, or only asked."""

    newsroom: str
    voice: str
    quoted: bool = False
    apart: bool = False


def heard(
    statements: Sequence[Statement], rooms: Sequence[Newsroom], actors: Mapping[str, Actor]
) -> frozenset[Heard]:
    """Which voice each newsroom lets one hear.

    Within a newsroom, its own account is not a second voice beside a speaker's: reports go on
    narrating what a speaker told them.  Nor is an unnamed official beside a named one.  Speakers
    of whom the same words are quoted are one voice (see :func:`one_quotation`).
    """
    same = one_quotation(statements, actors)
    room_of = {r: room.name for room in rooms for r in room.reports}
    out: set[Heard] = set()
    for room in rooms:
        mine = [s for s in statements if room_of[s.report] == room.name]
        named = {v for s in mine if (v := speaker(s, actors)) and v != UNNAMED}
        if named:
            for v in named:
                modes = {s.mode for s in mine if speaker(s, actors) == v}
                out.add(Heard(room.name, same.get(v, v), modes <= {Mode.DIRECT, Mode.MIXED}))
        elif any(s.voice.kind == "speaker" for s in mine):
            out.add(Heard(room.name, UNNAMED))
        else:
            told = [s for s in statements if s.voice.kind != "speaker" and s.force is not Force.ASKED]
            others = {s.text for s in told if room_of[s.report] != room.name}
            own = {s.text for s in told if room_of[s.report] == room.name}
            alike = any(likeness(s, o) >= ALIKE for s in own for o in others)
            out.add(Heard(room.name, OWN + room.name, apart=not alike))
    return frozenset(out)


ALIKE = 0.35
"""How alike (:func:`likeness`) two newsrooms' own accounts must be to bear each other out.  Claims
join accounts in quite other words, too, and there they err most: of the claims of the development
answer keys that stood as corroborated, this bound keeps 14 of 15 that are and 1 of 5 that are not."""


@lru_cache(maxsize=65536)
def likeness(left: str, right: str) -> float:
    """How much of their words two texts share, 0 to 1: the mean of the overlap coefficient and the
    Jaccard index of the sets of words of three letters and more, weighted by rarity."""
    a, b = ({w for w in re.findall(r"[^\W_]+", t.lower()) if len(w) > 2} for t in (left, right))

    def weight(words: set[str]) -> float:
        return sum(rarity(w) for w in sorted(words))

    smaller, union = min(weight(a), weight(b)), weight(a | b)
    return (weight(a & b) / smaller + weight(a & b) / union) / 2 if smaller > 0 else 0.0


QUOTED_RUN = 3  # words: long enough that two speakers do not say them by chance in one claim
OF_TWO_PEOPLE = 6
"""So many words the quotations of two people of different surnames must share to be one.  Of ten such
pairs in claims of every second story of AllSides that was labelled whole and learned six share fewer, five of
them two people who say alike things ("the proceeds of their crime"), and four share more, each with a name
misread."""
_QUOTED = re.compile(r"[\"“”„«]([^\"“”„«»]+)(?:[\"“”»]|$)")


def one_quotation(statements: Sequence[Statement], actors: Mapping[str, Actor]) -> dict[str, str]:
    """Voice to the voice that stands for it, where the same words are quoted of both.

    Two newsrooms that quote the same ``QUOTED_RUN`` words and name two speakers quote one
    statement: one names the man and the other his office, or a name was misread.  In the
    development answer keys no such pair is of two voices.  Two people take :data:`OF_TWO_PEOPLE`.
    """
    said: dict[str, list[list[str]]] = {}
    for s in statements:
        v = speaker(s, actors)
        if v is not None and v != UNNAMED:
            parts = [s.text] if s.mode == Mode.DIRECT else [m.group(1) for m in _QUOTED.finditer(s.text)]
            said.setdefault(v, []).extend(re.findall(r"\w+", part.lower()) for part in parts)
    same: dict[str, str] = {}

    def end(v: str) -> str:
        while v in same:
            v = same[v]
        return v

    for one, two in combinations(sorted(said), 2):
        least = OF_TWO_PEOPLE if _two_people(actors.get(one), actors.get(two)) else QUOTED_RUN
        if _runs(said[one], least) & _runs(said[two], least):
            first, now = sorted((end(one), end(two)))
            if first != now:
                same[now] = first
    return {v: end(v) for v in same}


def _runs(parts: Sequence[Sequence[str]], length: int) -> set[tuple[str, ...]]:
    """The runs of so many words in some texts."""
    return {tuple(p[i : i + length]) for p in parts for i in range(len(p) - length + 1)}


def _two_people(one: Actor | None, two: Actor | None) -> bool:
    """Whether two voices are people of different surnames."""
    if one is None or two is None or not one.kind == two.kind == "person":
        return False
    return one.name.split()[-1].casefold() != two.name.split()[-1].casefold()


def speaker(statement: Statement, actors: Mapping[str, Actor]) -> str | None:
    """The actor whose words a statement gives: the end of the chain of who speaks for whom;
    ``UNNAMED`` for a speaker without a name, None for the outlet's own narration."""
    if statement.voice.kind != "speaker":
        return None
    if not statement.voice.named:
        return UNNAMED
    at = statement.voice.actor or f"name:{statement.voice.name.casefold()}"
    seen = {at}
    while at in actors and (up := actors[at].speaks_for) and up not in seen:
        at = up
        seen.add(at)
    return UNNAMED if at in actors and actors[at].kind == "unnamed" else at


def matched(pairs: frozenset[Heard]) -> dict[str, str]:
    """Newsrooms paired with voices of their own that do not depend on each other, newsroom to voice.

    The maximum matching is sought among speakers alone and among newsrooms' own accounts alone,
    and the larger counts. Speakers count by reported speech alone: quoted words are one
    utterance, and where two names are given for them a name was misread (so in every case of the
    answer keys, the set-aside ones included). Own accounts count where they are alike in words.
    The two are not mixed: where one newsroom has a speaker's word and another tells the same in
    its own voice, the second may have left the attribution out. In the development answer keys
    such claims stand attested, repeated or corroborated equally often, while two newsrooms with
    accounts of their own and no common text corroborate each other.
    """
    speakers = {p for p in pairs if p.voice != UNNAMED and not p.voice.startswith(OWN) and not p.quoted}
    own = {p.newsroom: p.voice for p in pairs if p.voice.startswith(OWN) and not p.apart}
    found = matching(frozenset(speakers))
    return found if len(found) >= len(own) else own


def matching(pairs: frozenset[Heard]) -> dict[str, str]:
    """A maximum matching of newsrooms with voices, newsroom to voice (Kuhn's augmenting paths)."""
    rooms = sorted({p.newsroom for p in pairs})
    of = {r: sorted(p.voice for p in pairs if p.newsroom == r) for r in rooms}
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

    for room in rooms:
        place(room, set())
    return {room: voice for voice, room in held.items()}
