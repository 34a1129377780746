"""Who carries what: a row a claim, a column a report."""

from __future__ import annotations

from dataclasses import dataclass

from wiredesk.model.statements import Mode
from wiredesk.model.views import LABELS, Claim, Document, Story

WORDS = {Mode.DIRECT: "quoted", Mode.MIXED: "quoted", Mode.INDIRECT: "indirect", Mode.NARRATED: "narrated"}
_RANK = {"quoted": 0, "indirect": 1, "narrated": 2}


@dataclass(frozen=True, slots=True)
class Row:
    """A claim and how each report carries it: report id to "quoted", "indirect" or "narrated".
    ``carried`` is the number of reports."""

    claim: Claim
    cells: dict[str, str]

    @property
    def carried(self) -> int:
        """How many reports carry the claim."""
        return len(self.cells)


def rows(document: Document, story: Story) -> list[Row]:
    """The story's claims, those of most reports first, then by standing, the disputed first."""
    shown = {c: i for i, c in enumerate(c for line in document.brief.lines for c in line.claims)}
    out = []
    for claim in document.claims:
        if claim.story != story.id:
            continue
        cells: dict[str, str] = {}
        for statement in claim.statements:
            word = WORDS[statement.mode]
            old = cells.get(statement.report)
            cells[statement.report] = word if old is None or _RANK[word] < _RANK[old] else old
        out.append(Row(claim, cells))
    out.sort(
        key=lambda r: (
            -r.carried,
            -LABELS.index(r.claim.standing.label),
            not r.claim.standing.disputes,
            shown.get(r.claim.id, len(shown)),
            r.claim.id,
        )
    )
    return out
