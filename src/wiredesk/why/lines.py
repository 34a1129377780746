"""Why a line of the brief says what it says."""

from __future__ import annotations

from itertools import combinations

from wiredesk.model.reasons import Point, Section, Why
from wiredesk.model.views import SECTIONS, Line
from wiredesk.text.wording import flat
from wiredesk.why.look import Look, short
from wiredesk.why.standing import CLOCKS, said_of, why_claim

WHY_HERE = {
    "news": "It is new on this desk's own clock since the moment that was asked for.",
    "broken": "The brief of that moment had it, and it no longer holds as it stood.",
    "lead": "Most newsrooms and voices carry it, it is said in titles or high up, and is no background.",
    "agreed": "Several newsrooms with no shared origin carry it.",
    "disputed": "Its sides cannot all hold.",
    "figures": "It sets the figures of one thing side by side, each with who gives it.",
    "once": "It rests on one voice or one report, and says so.",
    "changed": "A later report changed it, or two set side by side show that it changed.",
    "lineage": "It says whose words travelled, so that copies are not taken for sources.",
    "careful": "It says what to be careful about in a report as a whole: reasons, no verdict.",
    "stories": "It is another story, of one report or few, and gets one line.",
}
"""Why each section's lines are there."""

WHOLE = 4  # claims of a line that are explained in full; of more, their standing is


def why_line(look: Look, line: Line) -> Why:
    """The answer for a line: why it is there, then each of its claims, and what they are to each other."""
    heading = dict(SECTIONS).get(line.section, line.section)
    sections = [Section(f"Why it stands under “{heading}”", tuple(_here(look, line)))]
    claims = [look.claims[c] for c in line.claims if c in look.claims]
    between = [
        Point(said_of(d, look.claims[d.right], look))
        for a, b in combinations(claims, 2)
        for d in look.clashes.get(a.id, ())
        if {d.left, d.right} == {a.id, b.id}
    ]
    sections.append(Section("What its sides are to each other", tuple(between)))
    if len(claims) == 1:
        sections += why_claim(look, claims[0], line.id).sections
    else:
        sections += [
            Section(
                f"Claim {n}: {short(c.wording, 100)}",
                tuple(
                    p
                    for s in why_claim(look, c, line.id).sections
                    for p in s.points
                    if s.heading.startswith(("Where", "Who", "Whose", "What was not"))
                ),
            )
            for n, c in enumerate(claims[:WHOLE], 1)
        ]
        rest = claims[WHOLE:]
        if rest:
            points = tuple(Point(f"{short(c.wording, 100)}: {look.standing(c)} [{c.id}].") for c in rest)
            sections.append(Section("The other claims it rests on", points))
    answer = f"{flat(line.text)}" + (f" — {line.standing}" if line.standing else "")
    return Why("line", line.id, line.claims, answer, tuple(s for s in sections if s.points))


def _here(look: Look, line: Line) -> list[Point]:
    out = [Point(WHY_HERE.get(line.section, ""))] if line.section in WHY_HERE else []
    if line.section == "lineage":
        members = set(line.reports)
        edges = [x for x in look.document.lineage if x.source in members and x.target in members]
        for x in sorted(edges, key=lambda x: (-x.share, x.source, x.target))[:6]:
            one, two = look.names[x.source], look.names[x.target]
            first = min(x.passages, key=lambda p: (p.left.start - p.left.end, p.left.start), default=None)
            words = short(first.left.of(look.reports[x.source].text), 160) if first else ""
            longest = f" The longest shared passage: {words}." if words else ""
            out.append(Point(f"{one} and {two}: {x.kind}, {x.share:.0%}; {x.why}.{longest}"))
        if not edges:
            out.append(Point("No passage of eight words and more was found in two of these reports."))
    if line.section == "careful":
        for r in line.reports:
            report = look.reports.get(r)
            for c in report.cautions if report else ():
                words = "; ".join(short(s.of(look.raws[r]), 80) for s in c.spans[:3])
                out.append(Point(f"{look.names[r]}: {flat(c.message)}" + (f" ({words})." if words else ".")))
    if line.section == "changed":
        out.append(Point(f"Order: {CLOCKS['outlets']}; reports of one day are never ordered."))
    return out
