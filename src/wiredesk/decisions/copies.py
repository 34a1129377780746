"""Reports marked as copies, or as no copies, by hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from wiredesk.model.judgements import Judgement
from wiredesk.model.views import JUDGED_COPY, Lineage

COPYING = ("verbatim", "edited", "agency")  # the kinds of reuse that are copying between newsrooms
MANY = 12
"""Up to so many reports of one text get edges between all of them."""
FIRST = 3  # of more, so many get edges with all


def copied(lineage: Sequence[Lineage], judgements: Iterable[Judgement], whole: float) -> tuple[Lineage, ...]:
    """The lineage of a story as people's ``copies`` judgements want it.

    "A copy" makes the edge of kind "judged", from the source to the copy, with the passages that
    were found; "no copy" takes it away, whichever way it ran.  All that come from one text are one
    newsroom, whether or not that text tells a claim itself: reports that such a mark connects,
    together with copies of at least the share ``whole``, get edges between all of them; of more than
    :data:`MANY` each gets edges with the first few, as a crowd (:class:`wiredesk.model.views.Lineage`).
    "No copy" of two in a crowd that have no edge takes the left one out of it: only its own edges count.
    """
    edges = {frozenset((x.source, x.target)): x for x in lineage}
    denied: set[frozenset[str]] = set()
    marked: dict[frozenset[str], str] = {}
    for j in judgements:
        if j.kind != "copies" or j.left == j.right:
            continue
        pair = frozenset((j.left, j.right))
        if not j.answer:
            if edges.pop(pair, None) is None:
                _out_of_crowds(edges, j.left)
            marked.pop(pair, None)
            denied.add(pair)
            continue
        denied.discard(pair)
        found = edges.get(pair)
        passages = found.passages if found else ()
        if found and found.source != j.right:
            passages = tuple(replace(p, left=p.right, right=p.left) for p in passages)
        why = f"marked as a copy by {j.made_by}"
        share = found.share if found else 0.0
        edges[pair] = Lineage(j.right, j.left, share, JUDGED_COPY, passages, True, why)
        marked[pair] = j.made_by
    if not marked:
        return tuple(lineage) if not denied else _sorted(edges)
    near: dict[str, set[str]] = {}
    for pair, edge in edges.items():
        if edge.kind == JUDGED_COPY or (
            edge.share >= whole and edge.kind in ("verbatim", "edited", "agency")
        ):
            a, b = pair
            near.setdefault(a, set()).add(b)
            near.setdefault(b, set()).add(a)
    for family in _families(near, {r for pair in marked for r in pair}):
        members = sorted(family)
        many = len(members) > MANY
        who = sorted({by for p, by in marked.items() if p <= family})
        for i, a in enumerate(members[:FIRST] if many else members):
            for b in members[i + 1 :]:
                pair = frozenset((a, b))
                old = edges.get(pair)
                if many and pair in marked:
                    edges[pair] = replace(edges[pair], crowd=a)
                if pair in denied or pair in marked or (old and old.share >= whole and not many):
                    continue
                why = f"of one text, as marked by {', '.join(who)}"
                passages = old.passages if old else ()
                share = old.share if old else 0.0
                source, target = (old.source, old.target) if old else (a, b)
                directed = many and old is not None and old.directed
                edges[pair] = Lineage(
                    source, target, share, JUDGED_COPY, passages, directed, why, a if many else ""
                )
    return _sorted(edges)


def _out_of_crowds(edges: dict[frozenset[str], Lineage], report: str) -> None:
    """Have nothing follow for a report from what others share with those that it has edges with."""
    for pair, edge in edges.items():
        if report in pair and edge.crowd not in ("", report):
            edges[pair] = replace(edge, crowd="")


def _sorted(edges: dict[frozenset[str], Lineage]) -> tuple[Lineage, ...]:
    return tuple(sorted(edges.values(), key=lambda x: (x.source, x.target)))


def _families(near: dict[str, set[str]], starts: set[str]) -> list[frozenset[str]]:
    out: list[frozenset[str]] = []
    seen: set[str] = set()
    for start in sorted(starts):
        if start in seen:
            continue
        family, todo = {start}, [start]
        while todo:
            for other in near.get(todo.pop(), ()):
                if other not in family:
                    family.add(other)
                    todo.append(other)
        seen |= family
        out.append(frozenset(family))
    return out
