"""Where the runner looks for editions: after cleaning, before stories.

Only the newest edition of a report goes on to the stages after it, so an earlier one never adds a
newsroom, a voice or a statement; it stays in the desk, findable, with what was changed since.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from wiredesk.model.editions import Edition, Editions, History, Rewording
from wiredesk.model.reports import Capture, Report

Seen = Mapping[str, Sequence[str]]
"""For each capture the moments at which its bytes stood where they were read."""


def seen_once(captures: Iterable[Capture]) -> dict[str, tuple[str, ...]]:
    """The moment of each capture alone: an archive's where one gives it, else ours."""
    return {c.id: ((c.origin.taken if c.origin else None) or c.captured_at,) for c in captures}


def current(reports: Sequence[Report], seen: Seen) -> tuple[list[Report], tuple[Editions, ...]]:
    """The reports that count, and every report of which there is more than one edition."""
    from wiredesk.changes.editions import editions, newest

    found = editions(reports, seen)
    return newest(reports, found), found


def histories(reports: Sequence[Report], found: Sequence[Editions]) -> tuple[History, ...]:
    """What each edition said and what was changed from one to the next."""
    from wiredesk.changes.editions import revision

    by_id = {r.id: r for r in reports}
    out = []
    for one in found:
        said = tuple(by_id[e.report] for e in one.editions)
        steps = zip(one.editions, one.editions[1:], said, said[1:], strict=False)
        out.append(History(one, said, tuple(revision(*step) for step in steps)))
    return tuple(out)


def reworded(reports: Sequence[Report], seen: Seen, counting: Collection[str]) -> tuple[Rewording, ...]:
    """The passages that outlets changed in those reports that are among ``counting`` (ids)."""
    from wiredesk.changes.rewordings import rewordings

    found = current(reports, seen)[1]
    return rewordings(histories(reports, [e for e in found if e.current.report in counting]))


def of_one(reports: Sequence[Report], seen: Seen, wanted: str) -> History | None:
    """The history of one report: ``wanted`` is the id of one of its editions or captures, its
    address, or its path; None where nothing is called so."""
    from wiredesk.changes.editions import editions, report_address
    from wiredesk.text.addresses import address

    where = address(wanted) or wanted
    named = [r for r in reports if wanted in (r.id, r.capture, r.path) or report_address(r) == where]
    if not named:
        return None
    addresses = {report_address(r) for r in named}
    near = [r for r in reports if r in named or (report_address(r) or r.id) in addresses]
    ids = {r.id for r in named}
    found = [e for e in editions(near, seen) if ids & {x.report for x in e.editions}]
    if found:
        return histories(near, found[:1])[0]
    last = max(named, key=lambda r: (max(seen.get(r.capture, ("",))), r.id))
    moments = seen.get(last.capture, ("",))
    alone = Edition(1, last.id, (last.capture,), min(moments), max(moments))
    return History(Editions(report_address(last) or last.path, (alone,)), (last,), ())
