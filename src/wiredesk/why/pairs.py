"""What two claims are to each other: one, a clash, an update, or two that can both hold."""

from __future__ import annotations

from wiredesk.claims.explained import comparisons
from wiredesk.model.reasons import Point, Section, Why
from wiredesk.why.look import Look, short
from wiredesk.why.standing import apart_words, merge_words, said_of, why_claim


def why_pair(look: Look, left: str, right: str, asked: str) -> Why:
    """The answer for two claims (ids); of two ids of one claim, why it is one."""
    if left == right:
        claim = look.claims[left]
        one = why_claim(look, claim, asked)
        merged = tuple(s for s in one.sections if s.heading.startswith("Why these statements"))
        answer = f"Both are in one claim: {short(claim.wording)}."
        return Why("one_claim", asked, (left,), answer, merged or one.sections)
    a, b = look.claims[left], look.claims[right]
    sides = Section(
        "The two claims",
        tuple(
            Point(
                f"{short(c.wording)}: {look.standing(c)} [{c.id}].",
                look.cited([s.id for s in c.statements], 3),
            )
            for c in (a, b)
        ),
    )
    clash = next((d for d in look.clashes.get(left, ()) if right in (d.left, d.right)), None)
    if clash is not None:
        what = "an update, not a dispute" if clash.later else f"a clash of {clash.kind}"
        answer = f"The two cannot both hold as they stand: {what}."
        return Why(
            "clash", asked, (left, right), answer, (Section("Why", (Point(said_of(clash, b, look)),)), sides)
        )
    if a.story != b.story:
        answer = "The two are of two stories, and claims meet only within one."
        return Why("two_claims", asked, (left, right), answer, (sides,))
    found = comparisons(look.facts(a.story), [s.id for s in a.statements], [s.id for s in b.statements])
    nearest = sorted(found, key=lambda c: (-c.score, c.left, c.right))[:2]
    points = []
    for c in nearest:
        cited = look.cited([c.left, c.right])
        points.append(Point(f"Not one claim: {apart_words(c)}", cited))
        if not c.bar and any(x.startswith("for it") for x in c.because):
            points.append(Point(f"What speaks for one claim all the same: {merge_words(c, look)}"))
    answer = "They are two claims, and nothing found says that they cannot both hold."
    if nearest and nearest[0].both_hold:
        answer = (
            f"They are two claims that can both hold: {nearest[0].both_hold.removeprefix('both can hold: ')}."
        )
    return Why("two_claims", asked, (left, right), answer, (Section("Why", tuple(points)), sides))
