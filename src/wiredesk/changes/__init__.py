"""What changed: on the outlets' clock, on ours, and on the way from paper to paper.

:func:`changes` is on the outlets' clock: a later report may revise a figure, overtake what an earlier
one said, reverse it, or bring a new voice; a man quoted in one report may be dead in another; and an
outlet may own up to a correction of its own.
Only reports with different, known publication times are ordered; two reports of one day are set
beside each other by the disagreements, never called earlier and later.  It asks what the *world's*
reporters came to know, and is the same whenever the reports were read.

:func:`since` is on our clock: what was captured or judged here since a moment, and which lines of the
brief of that moment no longer hold.  A report published a week ago and read today is news here.
"""

from __future__ import annotations

from collections.abc import Sequence

from wiredesk.changes.corrected import corrected
from wiredesk.changes.deaths import fallen
from wiredesk.changes.revisions import revised
from wiredesk.changes.since import as_one, since
from wiredesk.changes.voices import new_voices
from wiredesk.model.reports import Report
from wiredesk.model.views import Actor, Change, Claim, Disagreement
from wiredesk.text.wording import labels

__all__ = ["as_one", "changes", "since"]


def changes(
    claims: Sequence[Claim],
    reports: Sequence[Report],
    disagreements: Sequence[Disagreement] = (),
    actors: Sequence[Actor] = (),
) -> tuple[Change, ...]:
    """The changes of all stories, in order of time, then of kind.

    ``at`` is the publication time of the report that brought the change (ISO), None where the
    order is not known from publication (a death beside a quotation of the dead).  Kinds:
    figure, update, reversal, voice, correction (a note of the outlet's, resting on no claim).
    """
    by_report = {r.id: r for r in reports}
    people = {a.id: a for a in actors}
    names = labels(reports)
    known = [c for c in claims if c.statements and all(s.report in by_report for s in c.statements)]
    found = [
        *revised(known, by_report, disagreements, people, names),
        *fallen(known, by_report, people, names),
        *new_voices(known, by_report, people, names),
        *corrected(reports, names),
    ]
    order = {"reversal": 0, "update": 1, "figure": 2, "correction": 3, "voice": 4}
    unique = {(c.kind, c.text): c for c in found}
    return tuple(sorted(unique.values(), key=lambda c: (order.get(c.kind, 9), c.at or "", c.text)))
