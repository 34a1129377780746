"""Whose words travelled: copying, shared quotations, translations, and what was not found."""

from __future__ import annotations

from wiredesk.brief.part import Part
from wiredesk.model.views import JUDGED_COPY, Line, Lineage
from wiredesk.text.wording import capital, count, listed, outlets, quoted, said

SLIGHT = 0.05  # share of the shorter report below which copied words are not worth a line
COPYING = ("verbatim", "edited", "agency", "same_translation")


def _share(value: float) -> str:
    percent = round(100 * min(1.0, max(0.0, value)))
    return "all of the shorter report" if percent >= 99 else f"{percent}% of the shorter report"


def lineage(part: Part) -> list[Line]:
    """The lines on lineage, copying first, then shared quotations."""
    links = [x for x in part.lineage if x.source in part.by_report and x.target in part.by_report]
    name = part.names
    out: list[Line] = []
    copied = [x for x in links if x.kind in COPYING]
    origins: dict[tuple[str, str], list[Lineage]] = {}
    for link in copied:
        if link.directed:
            origins.setdefault((link.source, link.kind), []).append(link)
    for (source, kind), group in sorted(origins.items(), key=lambda g: (-len(g[1]), g[0])):
        group.sort(key=lambda x: (-x.share, x.target))
        how = {"verbatim": "word for word", "edited": "edited", "agency": "as agency copy"}.get(
            kind, "in translation"
        )
        to = outlets([name[x.target] for x in group], 5)
        most = ("up to " if len(group) > 1 else "") + _share(group[0].share)
        parts = [f"{capital(name[source])} is the source of words in {to}, {how}: {most}"]
        out.append(part.line("lineage", parts, reports=[source, *(x.target for x in group)]))
    for link in links:
        if link.kind == JUDGED_COPY and link.directed:
            parts = [f"{capital(name[link.target])} copied from {name[link.source]}, as judged at the desk"]
            out.append(part.line("lineage", parts, reports=[link.source, link.target]))
    copied += [x for x in links if x.kind == JUDGED_COPY]
    open_ = [x for x in copied if not x.directed and x.kind != JUDGED_COPY]
    slight = sorted(
        {r for x in open_ if x.share < SLIGHT for r in (x.source, x.target)}, key=lambda r: name[r]
    )
    for link in sorted((x for x in open_ if x.share >= SLIGHT), key=lambda x: (-x.share, x.source, x.target)):
        both = listed([capital(name[link.source]), name[link.target]])
        parts = [f"{both} share words, {_share(link.share)}; which came first is not known"]
        out.append(part.line("lineage", parts, reports=[link.source, link.target]))
    if slight:
        who = capital(outlets([name[r] for r in slight], 6))
        out.append(part.line("lineage", [f"{who} share short passages only"], reports=slight))
    shared = {
        "quotation": "print the same quoted words",
        "retranslated": "print one quotation in different translations",
    }
    for kind, words in shared.items():
        members = sorted(
            {r for x in links if x.kind == kind for r in (x.source, x.target)}, key=lambda r: name[r]
        )
        if members:
            who = capital(outlets([name[r] for r in members], 6))
            out.append(part.line("lineage", [f"{who} {words}: one voice, not copying"], reports=members))
    if not copied and len(part.reports) > 1:
        none = (
            f"No copied passage was found between the {count(len(part.reports), 'report')}: "
            "no shared origin found, which is not proof that there is none"
        )
        out.append(part.line("lineage", [none], reports=[r.id for r in part.reports]))
    return out[: part.most("lineage")] + _changed(part)


LOST = {
    "attribution_lost": "Attribution lost in a copy",
    "hedge_dropped": "Hedge dropped in a copy",
    "condition_lost": "Condition lost in a copy",
    "status_changed": "What befell those counted was changed in a copy",
    "figure_rounded_up": "Figure rounded up in a copy",
    "figure_changed": "Figure changed in a copy",
}
SHOWN = 3  # lines on what copies changed; `wiredesk why` has all of a claim's


def _changed(part: Part) -> list[Line]:
    """What copies changed, those of the claims that matter most first, one line a claim and kind."""
    home = {s.id: (c, s) for c in part.claims for s in c.statements}
    found: dict[tuple[str, str], Line] = {}
    ranked = [m for m in part.mutations if m.source in home and m.target in home]
    ranked.sort(key=lambda m: (-part.weight[home[m.source][0].id], m.kind, m.target))
    for m in ranked:
        (was, one), (now, two) = home[m.source], home[m.target]
        if (m.kind, was.id) in found:
            continue
        if len(found) == SHOWN:
            break
        parts = [f"{LOST[m.kind]}{'' if m.directed else ', which came first is not known'}:"]
        for s in (one, two):
            report = part.by_report[s.report]
            parts += ["\n", *said(s, report, part.names[report.id], part.actors), *quoted(s, 150)]
        found[m.kind, was.id] = part.line("lineage", parts, [was, now])
    return list(found.values())
