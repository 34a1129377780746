"""One utterance has one voice, whatever the reports make of it.

Two reports that quote the same words heard one speaker.  Where they (or our reading of them) name two,
counting both would make one origin look like two: the worst error that a brief can make.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from wiredesk.claims.facts import Facts
from wiredesk.model.statements import Statement
from wiredesk.model.views import Actor

RANK = {"person": 0, "organisation": 1, "unnamed": 2, "outlet": 3}
"""Which kind of actor is believed to be the speaker, best first."""


def one_voice_each(
    members: Sequence[Statement], read: Mapping[str, Facts], actors: Mapping[str, Actor]
) -> tuple[Statement, ...]:
    """The statements of a claim, each utterance under one voice.

    Statements that quote the same four words and more in a row are one utterance; its voice is the
    person whom most of them name, else the body, ties broken by id.
    """
    if len(members) < 2:
        return tuple(members)
    parent = {s.id: s.id for s in members}

    def top(i: str) -> str:
        while parent[i] != i:
            i = parent[i]
        return i

    ordered = sorted(members, key=lambda s: s.id)
    faces: dict[tuple[str, tuple[str, ...]], Statement] = {}
    for s in ordered:
        same = faces.setdefault((read[s.id].plain, read[s.id].quotations), s)
        if same is not s and read[s.id].quotations:
            one, two = sorted((top(same.id), top(s.id)))
            parent[two] = one
    ordered_faces = list(faces.values())
    for x, a in enumerate(ordered_faces):
        for b in ordered_faces[x + 1 :]:
            if _one_utterance(read[a.id], read[b.id]):
                one, two = sorted((top(a.id), top(b.id)))
                parent[two] = one
    voices: dict[str, Statement] = {}
    together: dict[str, list[Statement]] = defaultdict(list)
    for s in ordered:
        together[top(s.id)].append(s)
    for head, group in sorted(together.items()):
        named = Counter(s.voice.actor for s in group if s.voice.actor in actors)
        if len(group) < 2 or len(named) < 2:
            continue
        best = min(named, key=lambda a: (RANK.get(actors[a or ""].kind, 9), -named[a], a or ""))
        voices[head] = min((s for s in group if s.voice.actor == best), key=lambda s: s.id)
    out = []
    for s in members:
        speaker = voices.get(top(s.id))
        if speaker is None or speaker.voice.actor == s.voice.actor:
            out.append(s)
        elif s.voice.kind == "speaker":
            out.append(replace(s, voice=replace(s.voice, actor=speaker.voice.actor)))
        else:
            out.append(replace(s, voice=replace(speaker.voice, chain=s.voice.chain)))
    return tuple(out)


def _one_utterance(a: Facts, b: Facts) -> bool:
    return any(q in b.plain for q in a.quotations) or any(q in a.plain for q in b.quotations)
