"""Figures that were revised, accounts that were overtaken, and voices that reversed themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wiredesk.changes.entries import entry, first
from wiredesk.model.reports import Report
from wiredesk.model.statements import Statement
from wiredesk.model.views import Actor, Change, Claim, Disagreement
from wiredesk.text.wording import day, quoted, said

_ORDERED = ("figure", "update", "polarity", "control", "date", "condition")


def revised(
    claims: Sequence[Claim],
    reports: Mapping[str, Report],
    disagreements: Sequence[Disagreement],
    people: Mapping[str, Actor],
    names: Mapping[str, str],
) -> list[Change]:
    by_id = {c.id: c for c in claims}
    out = []
    for d in disagreements:
        if d.kind not in _ORDERED or d.left not in by_id or d.right not in by_id:
            continue
        one, two = (first(by_id[d.left], reports), first(by_id[d.right], reports))
        if one is None or two is None or (not before(one[0], two[0]) and not before(two[0], one[0])):
            continue
        left, right = (d.left, d.right) if before(one[0], two[0]) else (d.right, d.left)
        (was_at, was), (now_at, now) = sorted((one, two), key=lambda x: x[0])
        same = bool(was.voice.actor) and was.voice.actor == now.voice.actor and was.voice.kind != "outlet"
        kind = "update" if d.kind == "update" else "figure" if d.kind == "figure" else "reversal"
        if kind == "reversal" and not same:
            continue  # two voices that differ are a dispute, not a change
        if kind == "figure" and not same and not _grown(was, now):
            continue  # tolls grow; a smaller one from another voice is a dispute, too
        parts = [
            ("Figure revised" if same else "Later figure")
            if kind == "figure"
            else "Reversed"
            if kind == "reversal"
            else "Later account",
            " by the same voice" if same else "",
            ":\n",
            f"{day(was_at)}: ",
            *said(was, reports[was.report], names[was.report], people),
            *quoted(was),
            "\n",
            f"{day(now_at)}: ",
            *said(now, reports[now.report], names[now.report], people),
            *quoted(now),
        ]
        out.append(entry(kind, now_at, parts, (left, right)))
    return out


def _grown(was: Statement, now: Statement) -> bool:
    """Whether the later statement's largest figure is above the earlier one's."""
    before, after = (max((f.low or f.high or 0 for f in s.figures), default=0) for s in (was, now))
    return after > before


def before(one: str, two: str) -> bool:
    """Whether a publication time is surely before another: by day, or by the clock where both give it."""
    if one[:10] != two[:10]:
        return one[:10] < two[:10]
    return len(one) > 10 and len(two) > 10 and one[10:] < two[10:]
