"""Disagreements accepted, added and struck by hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wiredesk.model.judgements import Judgement
from wiredesk.model.views import Claim, Disagreement


def contested(
    disagreements: Sequence[Disagreement], claims: Sequence[Claim], judgements: Iterable[Judgement]
) -> tuple[Disagreement, ...]:
    """The disagreements as people want them, in order of the claims' ids.

    ``contradicts``: yes keeps or adds one (kind "judged"), no strikes it.  ``supersedes``: yes makes
    it an "update".  A claim that was struck (``accept``, no) disagrees with nothing.
    """
    home = {s.id: c.id for c in claims for s in c.statements}
    found = {(d.left, d.right): d for d in disagreements}
    changed = False
    for j in judgements:
        if j.kind == "accept" and not j.answer and j.left in home:
            for pair in [p for p in found if home[j.left] in p]:
                del found[pair]
                changed = True
        if j.kind not in ("contradicts", "supersedes"):
            continue
        left, right = home.get(j.left), home.get(j.right)
        if left is None or right is None or left == right:
            continue
        pair = (min(left, right), max(left, right))
        said = "; ".join(r.message for r in j.reasons if r.message)
        why = f"Judged by {j.made_by}" + (f": {said}" if said else "")
        old = found.get(pair)
        if j.kind == "contradicts":
            if not j.answer:
                new = None
            else:
                new = old or Disagreement(*pair, "judged", why)
        elif j.answer:
            new = Disagreement(*pair, "update", why, "judged", left, "person")
        else:
            new = Disagreement(*pair, "judged", old.why) if old and old.kind == "update" else old
        if new != old:
            changed = True
            if new is None:
                del found[pair]
            else:
                found[pair] = new
    return tuple(found[p] for p in sorted(found)) if changed else tuple(disagreements)
