"""Why: an answer, in words and with passages, to whoever doubts a line.

It asks the rooms that decided (claims, standing, reuse) for their reasons again; nothing is explained
that was not decided so.  Above the runner, since it looks into several rooms.
"""

from __future__ import annotations

from wiredesk.errors import NotFound
from wiredesk.model.reasons import Why
from wiredesk.model.views import Document
from wiredesk.why.asked import candidates, found
from wiredesk.why.lines import why_line
from wiredesk.why.look import Look
from wiredesk.why.pairs import why_pair
from wiredesk.why.standing import why_claim

__all__ = ["why"]


def why(document: Document, key: str, other: str | None = None) -> Why:
    """Why a claim or a line stands as it does; with ``other``, what two claims are to each other.

    Keys are ids of claims, lines, statements, the beginning of one that no other shares, or words: of
    words, the claim that holds them best is meant where one is well ahead, else the answer lists the
    ``candidates``.   Raises :class:`wiredesk.errors.NotFound`.
    """
    look = Look(document)
    if other is not None:
        left, right = (_one(look, k) for k in (key, other))
        if isinstance(left, Why):
            return left
        return right if isinstance(right, Why) else why_pair(look, left, right, f"{key} / {other}")
    line = found(key, {x.id for x in document.brief.lines})
    if line is not None:
        return why_line(look, look.lines[line])
    claim = _one(look, key)
    return claim if isinstance(claim, Why) else why_claim(look, look.claims[claim], key)


def _one(look: Look, key: str) -> str | Why:
    """The id of the claim that a key means, or the answer that lists what it may mean."""
    id_ = found(key, set(look.claims))
    if id_ is not None:
        return id_
    statement = found(key, set(look.home))
    if statement is not None:
        return look.home[statement]
    line = found(key, set(look.lines))
    if line is not None and len(look.lines[line].claims) == 1:
        return look.lines[line].claims[0]
    ranked = candidates(look, key)
    if not ranked:
        raise NotFound(
            f"no claim {key!r}: neither an id nor words of one of {len(look.claims)} claims; "
            "`wiredesk claims` lists them"
        )
    if len(ranked) == 1 or ranked[0][0] >= 1.5 * ranked[1][0]:
        return ranked[0][1].claim
    listed = tuple(c for _, c in ranked)
    answer = f"Several claims may be meant by “{key}”: ask again with the id of one, or of two."
    return Why("candidates", key, tuple(c.claim for c in listed), answer, (), listed)
