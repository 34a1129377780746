"""Lines on what outlets changed in their reports, in the words of both editions, and what bears them out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wiredesk.brief.part import Part
from wiredesk.model.editions import EditionPassage, Rewording
from wiredesk.model.reports import Report
from wiredesk.model.views import Line
from wiredesk.text.wording import LIMIT, Exact, capital, count, day, flat, written

MOST = 3
"""Lines of one story; the last one counts the rest, which `wiredesk editions` shows."""

TOO_LONG = 2 * LIMIT  # code points of one side: a text written anew is no line


def rewording_lines(part: Part) -> list[Line]:
    """What was changed in a story's reports: figures first, then denials, names, other words."""
    ranked = sorted(part.reworded, key=_rank)
    show = [r for r in ranked if all(len(p.words) <= TOO_LONG for p in (r.was, r.now) if p)][:MOST]
    out = [part.line("changed", parts(r, part.names[r.report]), reports=[r.report]) for r in show]
    rest = [r for r in ranked if r not in show]
    if rest:
        words = f"and {count(len(rest), 'more passage')} that outlets changed, in the editions"
        out.append(part.line("changed", [words], reports=sorted({r.report for r in rest})))
    return out


def _rank(r: Rewording) -> tuple[int, bool, str, str, str]:
    grave = next((n for n, t in enumerate(("number", "negation", "name")) if t in r.touches), None)
    if r.was and r.now:
        weight = 4 if grave is None else grave
    elif r.was:
        weight = 5 if grave is None else 3
    else:
        weight = 6
    places = [f"{p.span.start:09}" if p else "" for p in (r.was, r.now)]
    return weight, r.announced, r.until or "", r.report, " ".join(places)


def parts(r: Rewording, name: str) -> list[str]:
    """The line of a rewording: who changed what, when as far as it is known, and whether they say so."""
    was, now = _quoted(r.was), _quoted(r.now)
    opening = capital(name) if name.startswith("an unnamed ") else name
    if not r.ordered:
        if r.was and r.now:
            return [f"{opening} has its report in two wordings: ", *was, " and ", *now]
        return [f"Of two wordings of a report by {name} one alone has ", *was, *now]
    when = ""
    if r.since and r.until:
        one, two = day(r.since), day(r.until)
        when = f" on {two}" if one == two else f" between {one} and {two}"
    how = ", and says so" if r.announced else ", without saying so"
    head = f"{opening} changed its report{when}{how}: "
    if r.was and r.now:
        return [head, *was, " became ", *now]
    return [f"{head}{'took out' if r.was else 'added'} ", *was, *now]


def _quoted(passage: EditionPassage | None) -> list[str]:
    if passage is None:
        return []
    dots = ("", "") if passage.whole else ("… ", " …")
    return ["“" + dots[0], Exact(flat(passage.words)), dots[1] + "”"]


def rewording_of(
    line: Line, reworded: Iterable[Rewording], reports: Sequence[Report], names: dict[str, str]
) -> Rewording | None:
    """The rewording that a line tells, where it tells it exactly as both editions have it; None for a
    line of another kind, or one that says anything else."""
    if line.section != "changed" or line.claims or not line.exact:
        return None
    texts = {r.id: r.text for r in reports}
    for r in reworded:
        if (r.report,) != line.reports or written(parts(r, names[r.report])) != (line.text, line.exact):
            continue
        at_hand = [p for p in (r.was, r.now) if p and p.report in texts]
        if all(p.span.of(texts[p.report]) == p.words for p in at_hand):
            return r
    return None
