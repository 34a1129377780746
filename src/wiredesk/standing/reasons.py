"""Why a claim stands where it stands: reasons from which its label can be worked out again.

Each reason names a rule and the statements it rests on; the label is a function of these sets alone
(:func:`label_from`), so whoever doubts it can check it without this program.  In the words of the rules:

    newsroom, one_origin    the statements that one newsroom printed; ``one_origin`` joins several reports
    voice                   the statements in which one speaker is heard, spokesmen included
    unnamed                 those of speakers without a name: they add no voice to a named one
    own_account             those that one newsroom tells in its own voice
    not_counted             an outlet's own telling beside a speaker's word, in the same newsroom
    quoted                  heard in quotations alone: quoted words are one utterance
    apart                   own accounts in words unlike those of every other newsroom, and questions
    without_figure          statements of a figure's claim that do not give the figure
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from wiredesk.model.reports import Report
from wiredesk.model.statements import Force, Statement
from wiredesk.model.views import OWN, UNNAMED, Actor, Reason
from wiredesk.standing.newsrooms import Newsroom
from wiredesk.standing.voices import Heard, matched, one_quotation, speaker
from wiredesk.text.wording import count, some

RULES = {
    "once": "one report, one voice",
    "repeated": "several reports, one origin",
    "one_newsroom": "several voices, all through one newsroom",
    "attested": "several newsrooms, no two of which can be paired with two voices that bear each other out",
    "corroborated": "two newsrooms can be paired with two voices that do not depend on each other",
}
"""What each label says, as the last reason of a standing puts it."""


def label_of(reports: int, pairs: frozenset[Heard]) -> str:
    """The label for a number of reports and who was heard through which newsroom.

    ``once``: one report, one voice.  ``one_newsroom``: several voices through one newsroom.
    ``repeated``: several reports, one newsroom, one voice.  ``attested``: several newsrooms, one
    voice.  ``corroborated``: two newsrooms can be paired with two different voices (see
    :func:`wiredesk.standing.voices.independent`).
    """
    rooms = {p.newsroom for p in pairs}
    voices = {p.voice for p in pairs}
    if len(voices) > 1:
        voices.discard(UNNAMED)
    if len(rooms) <= 1:
        if len(voices) > 1:
            return "one_newsroom"
        return "once" if reports <= 1 else "repeated"
    return "corroborated" if len(matched(pairs)) >= 2 else "attested"


def label_from(because: Iterable[Reason]) -> str:
    """The label that reasons give by themselves: no report, lineage or actor is looked at."""
    of: dict[str, list[frozenset[str]]] = defaultdict(list)
    for reason in because:
        of[reason.rule].append(frozenset(reason.statements))
    rooms = [*of["newsroom"], *of["one_origin"]]
    quoted = frozenset().union(*of["quoted"])
    apart = frozenset().union(*of["apart"])
    voices = [(f"v{n}", s) for n, s in enumerate(of["voice"])] + [(UNNAMED, s) for s in of["unnamed"]]
    voices += [(f"{OWN}{n}", s) for n, s in enumerate(of["own_account"])]
    pairs = frozenset(
        Heard(f"n{n}", voice, bool(here & quoted), bool(here & apart))
        for n, room in enumerate(rooms)
        for voice, said in voices
        if (here := room & said)
    )
    return label_of(2 if of["one_origin"] or len(rooms) > 1 else 1, pairs)


def because(
    every: Sequence[Statement],
    telling: Sequence[Statement],
    rooms: Sequence[Newsroom],
    pairs: frozenset[Heard],
    label: str,
    actors: Mapping[str, Actor],
    reports: Mapping[str, Report],
) -> list[Reason]:
    """The reasons of a standing, in the order in which they were used; the last gives the label."""
    out = list(_newsrooms(telling, rooms, reports))
    out += _voices(telling, rooms, pairs, actors)
    told = {s.id for s in telling}
    bare = tuple(s.id for s in every if s.id not in told)
    if bare:
        out.append(
            Reason("without_figure", "They tell of it without the number, and do not vouch for it", bare)
        )
    ids = tuple(s.id for s in every)
    if len({r.name for r in rooms}) > 1:
        out.append(
            Reason(
                "no_shared_origin",
                "No shared origin found among the newsrooms; that is not proof of there being none",
                ids,
            )
        )
    if label == "corroborated":
        who = [f"{room} with {_called(voice, actors)}" for room, voice in sorted(matched(pairs).items())]
        out.append(Reason("pairing", f"Paired one to one: {some(who, 4)}", ids))
    n, r, v = len({s.report for s in every}), len({p.newsroom for p in pairs}), len({p.voice for p in pairs})
    counts = f"{count(n, 'report')}, {count(r, 'newsroom')}, {count(v, 'voice')}"
    out.append(Reason("label", f"{label}: {RULES[label]} ({counts})", ids))
    return out


def _newsrooms(
    telling: Sequence[Statement], rooms: Sequence[Newsroom], reports: Mapping[str, Report]
) -> Iterable[Reason]:
    by_name: dict[str, list[Newsroom]] = defaultdict(list)
    for room in rooms:
        by_name[room.name].append(room)
    for name, same in sorted(by_name.items()):
        members = {r for room in same for r in room.reports}
        said = tuple(s.id for s in telling if s.report in members)
        if len(members) == 1:
            yield Reason("newsroom", f"{name}: one newsroom", said)
            continue
        why = "; ".join(dict.fromkeys(room.why or "one name" for room in same))
        outlets = list(dict.fromkeys(reports[r].outlet or "an unnamed outlet" for r in sorted(members)))
        who = "" if outlets == [name] else f" ({some(sorted(outlets), 6)})"
        yield Reason(
            "one_origin", f"{name}: {count(len(members), 'report')}{who} are one newsroom: {why}", said
        )


def _voices(
    telling: Sequence[Statement],
    rooms: Sequence[Newsroom],
    pairs: frozenset[Heard],
    actors: Mapping[str, Actor],
) -> Iterable[Reason]:
    same = one_quotation(telling, actors)
    room_of = {r: room.name for room in rooms for r in room.reports}
    counted = {(p.newsroom, p.voice) for p in pairs}
    said: dict[str, list[Statement]] = defaultdict(list)
    left: dict[str, list[str]] = defaultdict(list)
    for s in telling:
        room = room_of[s.report]
        who = speaker(s, actors)
        voice = OWN + room if who is None else same.get(who, who)
        if (room, voice) in counted:
            said[voice].append(s)
        else:
            left[room].append(s.id)
    for voice in sorted(said, key=lambda v: (v.startswith(OWN), v == UNNAMED, v)):
        ids = tuple(s.id for s in said[voice])
        through = sorted({room_of[s.report] for s in said[voice]})
        if voice.startswith(OWN):
            yield Reason("own_account", f"{voice.removeprefix(OWN)} tells it in its own voice", ids)
        elif voice == UNNAMED:
            yield Reason(
                "unnamed", f"Unnamed speakers through {some(through, 5)}: no voice of their own", ids
            )
        else:
            yield Reason("voice", f"{_called(voice, actors, said[voice])}, through {some(through, 5)}", ids)
    for p in sorted(pairs, key=lambda p: (p.newsroom, p.voice)):
        here = tuple(s.id for s in said[p.voice] if room_of[s.report] == p.newsroom)
        if p.quoted and replace(p, quoted=False) not in pairs:
            words = f"{p.newsroom} has {_called(p.voice, actors)} in quotation marks only: one utterance"
            yield Reason("quoted", words, here)
        if p.apart:
            mine = [s for s in said[p.voice] if room_of[s.report] == p.newsroom]
            asks = all(s.force is Force.ASKED for s in mine)
            how = "only asks it" if asks else "tells it in words unlike those of any other newsroom"
            yield Reason("apart", f"{p.newsroom} {how}", here)
    for room in sorted(left):
        yield Reason(
            "not_counted",
            f"{room} also tells it in its own voice, or by a speaker without a name: beside the speaker it "
            "names, that is no further voice",
            tuple(left[room]),
        )


def _called(voice: str, actors: Mapping[str, Actor], said: Sequence[Statement] = ()) -> str:
    """A voice by name, with those who speak for it: "the Union (also through Mira Sandt)"."""
    if voice.startswith(OWN):
        return "its own account"
    if voice == UNNAMED:
        return "an unnamed speaker"
    name = actors[voice].name if voice in actors else voice.removeprefix("name:")
    others = sorted(
        {
            actors[s.voice.actor].name if s.voice.actor and s.voice.actor in actors else s.voice.name
            for s in said
            if s.voice.actor != voice and s.voice.kind == "speaker"
        }
        - {name}
    )
    if not others:
        return name
    return f"{name}, for whom {some(others, 4)} speak{'s' if len(others) == 1 else ''}"
