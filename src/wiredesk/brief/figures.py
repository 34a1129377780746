"""Figures of a story: what is counted, each value with who gives it."""

from __future__ import annotations

import re

from wiredesk.brief.part import MORE, SIDES, Part
from wiredesk.model.reports import Report
from wiredesk.model.statements import Figure, Statement
from wiredesk.model.views import Claim, Line
from wiredesk.text.wording import Exact, capital, count, flat, some, speaker

_HARM = (
    "killed",
    "dead",
    "wounded",
    "injured",
    "missing",
    "captured",
    "arrested",
    "trapped",
    "displaced",
    "detained",
)


def figures(part: Part) -> list[Line]:
    """What is counted, and each value with who gives it, the lowest first.

    Figures of people harmed meet by what befell them; others only where the claims are known to
    be about one thing: the same claim, or two that disagree on a figure.
    """
    group_of: dict[str, str] = {}
    for d in part.disagreements:
        if d.kind in ("figure", "update", "definition"):
            low, high = sorted((group_of.get(d.left, d.left), group_of.get(d.right, d.right)))
            joined = [*group_of.items(), (d.left, d.left), (d.right, d.right)]
            group_of |= {claim: low for claim, home in joined if home in (low, high)}
    groups: dict[tuple[str, str], list[tuple[Claim, Statement, Figure]]] = {}
    for claim in part.claims:
        for statement in claim.statements:
            if statement.control or statement.background:
                continue
            for figure in statement.figures:
                if (figure.low is None and figure.high is None) or not (
                    figure.of or figure.status or figure.unit
                ):
                    continue
                status = figure.status if figure.status in _HARM else ""
                home = "" if status else group_of.get(claim.id, claim.id)
                what = status or f"{home} {figure.of} {figure.unit}"
                groups.setdefault((status or "", what), []).append((claim, statement, figure))
    scored = []
    for (status, what), members in groups.items():
        reports = {s.report for _, s, _ in members}
        values = {(f.low, f.high) for _, _, f in members}
        score = (4.0 if status in _HARM else 0.0) + 1.5 * (len(reports) - 1) + (len(values) > 1)
        score += 0.25 * max(part.weight[c.id] for c, _, _ in members)
        scored.append((score, status, what))
    scored.sort(key=lambda s: (-s[0], s[1:]))
    out = [_figure(part, status, groups[status, what]) for _, status, what in scored[: MORE["figures"]]]
    rest = dict.fromkeys(c.id for s in scored[MORE["figures"] :] for c, _, _ in groups[s[1], s[2]])
    return out + part.more("figures", [part.by_claim[c] for c in rest])


def _figure(part: Part, status: str, members: list[tuple[Claim, Statement, Figure]]) -> Line:
    values: dict[tuple[float, float], list[tuple[Claim, Statement, Figure]]] = {}
    for claim, statement, figure in members:
        low = figure.low if figure.low is not None else figure.high or 0.0
        high = figure.high if figure.high is not None else float("inf")
        values.setdefault((low, high), []).append((claim, statement, figure))
    parts: list[str] = [capital(status), ": "] if status else []
    given = sorted(values.items())
    for i, (_, who) in enumerate(given[:SIDES]):
        _, statement, figure = min(who, key=lambda m: (m[1].voice.kind == "outlet", m[1].id))
        value = Exact(_counted(part.by_report[statement.report], statement, figure))
        givers = [speaker(s.voice, part.names[s.report], part.actors, role=False) for _, s, _ in who]
        givers = list(dict.fromkeys(givers))
        own = {part.names[s.report] for _, s, _ in who}
        carried = sorted(own - set(givers))
        parts += [
            "; " if i else "",
            value,
            " — ",
            some(givers, 3),
            f", in {some(carried, 3)}" if carried else "",
        ]
    if len(given) > SIDES:
        parts.append(f"; and {len(given) - SIDES} more, in the matrix")
    claims = list({c.id: c for _, who in given for c, _, _ in who}.values())
    reports = {s.report for _, s, _ in members}
    words = count(len(reports), "report")
    if len(given) > 1:
        words = f"{count(len(given), 'value')}, {words}"
    return part.line("figures", parts, claims, words)


def _counted(report: Report, statement: Statement, figure: Figure) -> str:
    """A figure's words with the noun that it counts, where that follows within three words."""
    end = max((s.end for s in statement.spans if s.start <= figure.start), default=figure.end)
    after = report.text[figure.end : max(end, figure.end)]
    stem = figure.of.lower()[:4]
    noun = None
    if len(stem) > 2:
        noun = re.match(r"(?:[ -][\w’'-]+){0,2}?[ -](" + re.escape(stem) + r"[\w’'-]*)", after, re.I)
    return flat(report.text[figure.start : figure.end + (noun.end() if noun else 0)])
