"""The Admiralty code: a suggestion of a claim's credibility.

Two fields that stay two.  Reliability (A to F) is of a source and only ever a person's (a judgement of
kind "rate"): the machine says F, "cannot be judged".  Credibility (1 to 6) is of a claim, and depends on
what other, independent sources say; the machine suggests it by the table in docs/standing.md (after the
grading of information in NATO's AJP-2.1).
"""

from __future__ import annotations

from collections.abc import Sequence

from wiredesk.model.statements import Force
from wiredesk.model.views import OWN, Claim, Reason, Standing

SCALE = {
    1: "confirmed by independent voices",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "cannot be judged",
}
"""The credibility scale in words."""


def suggested(claim: Claim, standing: Standing, against: Sequence[Standing], paired: Sequence[str]) -> Reason:
    """The suggested credibility of a claim, as a reason whose ``score`` is the number, 1 to 6.

    ``against`` are the standings of the claims that dispute it; ``paired`` the voices that the
    standing pairs with newsrooms, where it is corroborated.  A superseded claim is judged like any
    other: an earlier toll was as credible in its time.
    """
    said = tuple(s.id for s in claim.statements)
    if standing.withdrawn_by:
        return _reason(5, "a voice that made it has withdrawn it", said)
    if standing.label == "corroborated":
        if against:
            return _reason(3, "corroborated, and disputed", said)
        if any(v.startswith(OWN) for v in paired):
            return _reason(2, "newsrooms' own accounts bear each other out, nothing disputes it", said)
        return _reason(1, f"{len(paired)} voices that do not speak for each other, nothing disputes it", said)
    if any(other.label == "corroborated" for other in against):
        return _reason(5, "what disputes it is corroborated, and it is not", said)
    if against:
        return _reason(4, "disputed, and not corroborated", said)
    if all(s.force in (Force.HEDGED, Force.UNVERIFIED) for s in claim.statements):
        return _reason(4, "nobody asserts it without a hedge", said)
    return _reason(6, "nothing independent speaks for it or against it", said)


def _reason(grade: int, why: str, statements: tuple[str, ...]) -> Reason:
    return Reason("credibility", f"{grade}, {SCALE[grade]}: {why}", statements, float(grade))
