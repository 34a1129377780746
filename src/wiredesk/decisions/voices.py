"""Actors joined and parted by hand, and who speaks for whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from wiredesk.decisions.finding import find_actor
from wiredesk.model.ids import content_id
from wiredesk.model.judgements import Judgement
from wiredesk.model.views import Actor


def joined(actors: Sequence[Actor], judgements: Iterable[Judgement]) -> tuple[Actor, ...]:
    """The actors of one story as people's ``same_actor`` and ``speaks_for`` judgements want them.

    "The same" joins the two that bear the names, under the first's name and kind; "not the same"
    takes the second name out of the first's actor.  "Speaks for" outdoes what the reports print;
    where it would close a circle, the older link of the circle goes.
    """
    out = list(actors)
    changed = False
    for j in judgements:
        if j.kind not in ("same_actor", "speaks_for"):
            continue
        left, right = find_actor(j.anchor("left"), out), find_actor(j.anchor("right"), out)
        if left is None or right is None:
            continue
        if j.kind == "same_actor":
            made = _merged(out, left, right) if j.answer else _parted(out, left, right, j)
        else:
            made = _speaking(out, left, right, j.answer)
        changed = changed or made != out
        out = made
    return tuple(sorted(out, key=lambda a: (a.kind, a.name, a.id))) if changed else tuple(actors)


def _id(kind: str, names: Sequence[str]) -> str:
    return content_id("act", kind, *sorted(names))


def _merged(actors: list[Actor], left: Actor, right: Actor) -> list[Actor]:
    if left.id == right.id:
        return actors
    names = tuple(sorted({*left.names, *right.names}))
    new = replace(left, id=_id(left.kind, names), names=names, speaks_for=left.speaks_for or right.speaks_for)
    if new.speaks_for in (left.id, right.id):
        new = replace(new, speaks_for=None)
    rest = [a for a in actors if a.id not in (left.id, right.id)]
    moved = {left.id: new.id, right.id: new.id}
    return [*(_pointed(a, moved) for a in rest), new]


def _parted(actors: list[Actor], left: Actor, right: Actor, judgement: Judgement) -> list[Actor]:
    anchor = judgement.anchor("right")
    first = judgement.anchor("left")
    if left.id != right.id or anchor is None or first is None:
        return actors
    leaving = tuple(n for n in left.names if n in (anchor.key, f"{anchor.key} in {anchor.report}"))
    staying = tuple(n for n in left.names if n not in leaving)
    if not leaving or not staying:  # one printed name cannot be parted from itself
        return actors
    kept = replace(
        left,
        id=_id(left.kind, staying),
        names=staying,
        name=left.name if left.name not in leaving else first.key,
    )
    alone = Actor(_id(left.kind, leaving), anchor.key, leaving, left.kind, left.speaks_for)
    rest = [a for a in actors if a.id != left.id]
    return [*(_pointed(a, {left.id: kept.id}) for a in rest), kept, alone]


def _pointed(actor: Actor, moved: dict[str, str]) -> Actor:
    if actor.speaks_for in moved:
        return replace(actor, speaks_for=moved[actor.speaks_for])
    return actor


def _speaking(actors: list[Actor], left: Actor, right: Actor, answer: bool) -> list[Actor]:
    if left.id == right.id:
        return actors
    if not answer:
        return [replace(a, speaks_for=None) if a == left and a.speaks_for == right.id else a for a in actors]
    by_id = {a.id: a for a in actors}
    by_id[left.id] = replace(left, speaks_for=right.id)
    at, seen = right, {left.id}
    while at.speaks_for and at.id not in seen:
        seen.add(at.id)
        if at.speaks_for == left.id:
            by_id[at.id] = replace(at, speaks_for=None)
            break
        if at.speaks_for not in by_id:
            break
        at = by_id[at.speaks_for]
    return [by_id[a.id] for a in actors]
