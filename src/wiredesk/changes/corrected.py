"""Reports whose outlet says in a note that they were corrected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wiredesk.changes.entries import entry
from wiredesk.model.reports import Report
from wiredesk.model.views import Change
from wiredesk.text.wording import Exact, flat


def corrected(reports: Sequence[Report], names: Mapping[str, str]) -> list[Change]:
    """A change for each correction note of a report, in the note's own words.

    ``at`` is the day of the last change that the outlet states, else that of publication, else None.
    It rests on no claim: a note is about the report, and says what the report no longer says.
    """
    return [
        entry(
            "correction",
            (report.updated or report.published or "")[:10] or None,
            [f"{names[report.id]} corrected its report:\n", Exact(flat(note.of(report.text)))],
            (),
            (report.id,),
        )
        for report in sorted(reports, key=lambda r: r.id)
        for note in report.corrections
    ]
