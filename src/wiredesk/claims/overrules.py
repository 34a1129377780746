"""What people judged of claims: merged and split by hand, whatever the machine found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from wiredesk.model.ids import content_id
from wiredesk.model.judgements import in_force
from wiredesk.model.statements import Statement
from wiredesk.model.views import Claim, Judgement


def overruled(
    claims: Sequence[Claim],
    judgements: Iterable[Judgement],
    rebuilt: Callable[[Claim, tuple[Statement, ...]], Claim],
) -> tuple[Claim, ...]:
    """The claims, in order, as people's ``same_claim`` judgements of two statements want them.

    "Not the same" parts the second statement from the first's claim, "the same" joins the two
    claims that hold them; a later judgement outdoes an earlier one.  ``rebuilt`` gives a changed
    claim its kind and wording from its statements.  Judgements of statements that are not here
    change nothing.
    """
    home: dict[str, int] = {s.id: n for n, c in enumerate(claims) for s in c.statements}
    of = {s.id: s for c in claims for s in c.statements}
    fresh = len(claims)
    touched: set[int] = set()
    for j in in_force(judgements):
        if j.kind != "same_claim" or j.left not in home or j.right not in home:
            continue
        a, b = home[j.left], home[j.right]
        if j.answer and a != b:
            for s in [s for s, n in home.items() if n == b]:
                home[s] = a
            touched |= {a, b}
        elif not j.answer and a == b:
            home[j.right] = fresh
            touched |= {a, fresh}
            fresh += 1
    if not touched:
        return tuple(claims)
    out: list[Claim] = []
    for n in range(fresh):
        members = tuple(of[s] for s, at in home.items() if at == n)
        if not members:
            continue
        if n not in touched:
            out.append(claims[n])
            continue
        first = claims[n] if n < len(claims) else next(c for c in claims if members[0] in c.statements)
        out.append(rebuilt(first, tuple(sorted(members, key=lambda s: (s.report, s.spans, s.id)))))
    return tuple(out)


def plainly(claim: Claim, statements: tuple[Statement, ...]) -> Claim:
    """A claim changed by hand: its first wording while that member is left, else the longest one's."""
    wording = claim.wording
    if wording not in {s.text for s in statements}:
        wording = max(statements, key=lambda s: (len(s.text), s.id)).text
    made = content_id("k", claim.story, sorted(s.id for s in statements))
    return replace(claim, id=made, wording=wording, statements=statements)
