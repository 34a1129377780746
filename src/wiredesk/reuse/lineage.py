"""Who copied from whom, as far as publication times and credits tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import attrgetter

from wiredesk.model.reports import PublishedFrom, Report
from wiredesk.model.views import Lineage, Reuse
from wiredesk.reuse.credits import credited
from wiredesk.reuse.index import CROWD

# Dates that the publisher set.  One read off the text may be the date of the event.
TRUSTED = frozenset({PublishedFrom.METADATA, PublishedFrom.FEED, PublishedFrom.URL, PublishedFrom.DATELINE})

_WORDS = {
    "verbatim": "the same words",
    "edited": "the same words with small changes",
    "agency": "the same agency copy",
    "quotation": "the same quoted words",
    "retranslated": "another rendering of the same quoted words",
    "background": "a standing paragraph that unrelated reports share",
}


def lineage(reuses: Sequence[Reuse], reports: Sequence[Report]) -> tuple[Lineage, ...]:
    """One :class:`Lineage` per reuse, with a direction where credits or trusted times give one.

    A report that credits the other's outlet comes from it.  Else the one published earlier is
    the source, where both dates are the publisher's own and differ.  Shared quotations and
    background get no direction: both may come from a third place.  ``why`` says which.
    """
    met = {i for found in reuses for i in (found.left, found.right)}
    by_id = {r.id: r for r in reports if r.id in met}
    names = {i: credited(by_id[i]) for i in sorted(met)}
    told = {
        i: (r.outlet, r.title, r.published, r.published_from, names[i]) for i, r in by_id.items()
    }  # all of a report that its edges depend on
    out: list[Lineage] = []
    for found in reuses:
        rests_on = told[found.left], told[found.right]
        known = _kept.get((found.left, found.right))
        if known is None or known[0] is not found or known[1] != rests_on:
            known = found, rests_on, _edge(found, by_id[found.left], by_id[found.right], names)
            if len(_kept) >= MOST:
                _kept.clear()
            _kept[found.left, found.right] = known
        out.append(known[2])
    return tuple(sorted(out, key=attrgetter("source", "target")))


MOST = 50_000
"""So many edges are remembered in a process: a story that grows by a report works out that report's alone."""

_kept: dict[tuple[str, str], tuple[Reuse, tuple[object, ...], Lineage]] = {}


def _edge(found: Reuse, left: Report, right: Report, names: Mapping[str, frozenset[str]]) -> Lineage:
    source, why = _direction(found, left, right, names)
    swap = source is right
    return Lineage(
        right.id if swap else left.id,
        left.id if swap else right.id,
        found.share,
        found.kind,
        tuple(type(p)(p.right, p.left, p.kind) for p in found.passages) if swap else found.passages,
        source is not None,
        why,
        found.crowd,
    )


def _name(report: Report) -> str:
    return report.outlet or report.title or report.id


def _direction(
    found: Reuse, left: Report, right: Report, names: Mapping[str, frozenset[str]]
) -> tuple[Report | None, str]:
    what = f"{_WORDS.get(found.kind, found.kind)} in {len(found.passages)} passage"
    what += "s" if len(found.passages) != 1 else ""
    what += f", {found.share:.0%} of the shorter report"
    if found.crowd:
        what += f"; more than {CROWD} reports print some of them, and each is shown with the first that did"
    if found.kind in ("quotation", "retranslated", "background"):
        return None, f"{what}; that does not tell who had it first"
    for source, other in ((left, right), (right, left)):
        if source.outlet and source.outlet.casefold() in names[other.id]:
            return source, f"{what}; {_name(other)} credits {source.outlet}"
    shared = names[left.id] & names[right.id]
    if shared:
        return None, f"{what}; both credit {', '.join(sorted(shared))}"
    if left.published and right.published and left.published != right.published:
        if left.published_from in TRUSTED and right.published_from in TRUSTED:
            first, later = sorted((left, right), key=lambda r: r.published or "")
            return (
                first,
                f"{what}; {_name(first)} published on {first.published}, {_name(later)} on {later.published}",
            )
        return None, f"{what}; no direction, because a date was not set by its publisher"
    if left.published and left.published == right.published:
        return None, f"{what}; no direction, because both were published on {left.published}"
    return None, f"{what}; no direction, because a publication date is missing"
