"""Figures of a story: what is counted, each value with who gives it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from wiredesk.brief.part import SIDES, Part
from wiredesk.model.reports import Report
from wiredesk.model.spans import Span
from wiredesk.model.statements import Figure, Statement
from wiredesk.model.views import Claim, Line
from wiredesk.text.units import MEASURES
from wiredesk.text.wording import Exact, capital, count, each_once, flat, outlets, speaker

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

_CLOSES = (
    r"(?:(?:was|were|is|are|be|been|has|have|had|will|would|may|might|could|can|did|do|said|died|who|which|that|and|or|"
    r"but|when|while|as|in|on|at|to|by|from|for|with|after|before|during|over|through|near|against|between|under|"
    r"across|until|around|about|than|per|alone|just|like|this|today|yesterday|ago|higher|lower|"
    r"more|less|(?<!since )\w+day)\b)"
)
"""Words that no longer belong to what a number counts: "Dozens were taken to", "a friend on Sunday"."""

_UNREAL = re.compile(r"\b(?:should|would)(?: have|[’']ve)\b", re.I)
"""Words of what did not happen: "there should have been five or six people dead"."""

_HANGS = (
    r"(?: (?:of|since|the|an?|his|her|its|their|this|these|those|what|whose(?: \w+)?|so|also|too|then|one))+$"
)
"""Words that hang in the air at the end."""

_WORDS = rf"(?: (?!{_CLOSES})[^\W\d][\w’'-]*(?:(?<= [A-Z][a-z])\.)?)"


def figures(part: Part) -> list[Line]:
    """What is counted, and each value with who gives it, the lowest first; the one printed last is always
    among those shown.

    Figures of people harmed meet by what befell them; others only where the claims are known to
    be about one thing: the same claim, or two that disagree on a figure.
    """
    home = _Homes()
    for d in part.disagreements:
        if d.kind in ("figure", "update", "definition"):
            home.join(d.left, d.right)
    found = []
    for claim in part.claims:
        for statement in claim.statements:
            if statement.control or statement.background:
                continue
            for figure in statement.figures:
                if (figure.low is None and figure.high is None) or not (
                    figure.of or figure.status or figure.unit
                ):
                    continue
                if any(s.start <= figure.start and figure.end <= s.end for s in statement.source):
                    continue  # "12 senators urged the mayor": how many speak, and nothing that they give
                if figure.status and _UNREAL.search(statement.text):
                    continue
                found.append((claim, statement, figure))
                home.join(
                    _key(claim, statement, figure),
                    f"{figure.low} {figure.high} {figure.of} {figure.unit}",
                )
    groups: dict[tuple[str, str], list[tuple[Claim, Statement, Figure]]] = {}
    for claim, statement, figure in found:
        status = figure.status if figure.status in _HARM else ""
        what = status or home.of(_key(claim, statement, figure))
        groups.setdefault((status or "", what), []).append((claim, statement, figure))
    groups = {k: m for k, m in groups.items() if k[0] or _telling(part, m)}
    scored = []
    for (status, what), members in groups.items():
        reports = {s.report for _, s, _ in members}
        values = {(f.low, f.high) for _, _, f in members}
        score = (4.0 if status in _HARM else 0.0) + 1.5 * (len(reports) - 1) + (len(values) > 1)
        score += 0.25 * max(part.weight[c.id] for c, _, _ in members)
        scored.append((score, status, what))
    scored.sort(key=lambda s: (-s[0], s[1:]))
    out = [_figure(part, status, groups[status, what]) for _, status, what in scored[: part.most("figures")]]
    rest = dict.fromkeys(c.id for s in scored[part.most("figures") :] for c, _, _ in groups[s[1], s[2]])
    return out + part.more("figures", [part.by_claim[c] for c in rest])


def _key(claim: Claim, statement: Statement, figure: Figure) -> str:
    """What a figure is one value of: its claim, where it is the statement's only figure; two
    figures of one statement ("9 of 12 seats") are two things."""
    if len(statement.figures) == 1:
        return claim.id
    return f"{claim.id} {figure.low} {figure.high} {figure.of} {figure.unit}"


class _Homes:
    """Which keys are about one thing: joined pairs, each group named by its least key."""

    def __init__(self) -> None:
        self._up: dict[str, str] = {}

    def of(self, key: str) -> str:
        """The name of a key's group."""
        top = key
        while (up := self._up.get(top, top)) != top:
            top = up
        while key != top:  # the next look-up is short
            self._up[key], key = top, self._up[key]
        return top

    def join(self, one: str, two: str) -> None:
        """Make two groups one."""
        low, high = sorted((self.of(one), self.of(two)))
        if low != high:
            self._up[high] = low


def _telling(part: Part, members: list[tuple[Claim, Statement, Figure]]) -> bool:
    """Whether a figure says something on a line of its own: it is money, a measure or a share, or
    the noun that it counts stands beside it; and it is more than "two men" of one report."""
    if len({s.report for _, s, _ in members}) < 2:
        if all((f.high or f.low or 0) <= 2 and not f.unit for _, _, f in members):
            return False
        said = (part.by_report[s.report].text[f.start : f.end] for _, s, f in members)
        if all(not f.exact and not f.unit for _, _, f in members) and not re.search(r"\d", " ".join(said)):
            return False  # "several", "thousands"
    for _, statement, figure in members:
        if figure.unit or _noun(part.by_report[statement.report], statement, figure):
            return True
    return False


def _figure(part: Part, status: str, members: list[tuple[Claim, Statement, Figure]]) -> Line:
    values: dict[tuple[float, float], list[tuple[Claim, Statement, Figure]]] = {}
    for claim, statement, figure in members:
        low = figure.low if figure.low is not None else figure.high or 0.0
        high = figure.high if figure.high is not None else float("inf")
        values.setdefault(_one_value(values, statement, figure, (low, high)), []).append(
            (claim, statement, figure)
        )
    parts: list[str] = [capital(status), ": "] if status else []
    given = sorted(values.items())
    printed = {v: max(part.by_report[s.report].published or "" for _, s, _ in who) for v, who in given}
    latest = max(values, key=lambda v: (printed[v], v))
    least = [v for v, _ in given if v != latest][: SIDES - 1]
    for i, who in enumerate(values[v] for v in sorted([*least, latest])):
        _, statement, figure = min(who, key=lambda m: (m[1].voice.kind == "outlet", m[1].id))
        value = Exact(_counted(part.by_report[statement.report], statement, figure))
        givers = [speaker(s.voice, part.names[s.report], part.actors, role=False) for _, s, _ in who]
        givers = each_once(givers)
        own = {part.names[s.report] for _, s, _ in who}
        carried = sorted(own - set(givers))
        parts += [
            "; " if i else "",
            value,
            *_of_row(part.by_report[statement.report], statement, figure),
            " — ",
            outlets(givers, 3),
            f", in {outlets(carried, 3)}" if carried else "",
        ]
    if len(given) > SIDES:
        parts.append(f"; and {len(given) - SIDES} more, in the matrix")
    claims = list({c.id: c for _, who in given for c, _, _ in who}.values())
    reports = {s.report for _, s, _ in members}
    words = count(len(reports), "report")
    if len(given) > 1:
        words = f"{count(len(given), 'value')}, {words}"
    return part.line("figures", parts, claims, words)


def _one_value(
    values: Mapping[tuple[float, float], list[tuple[Claim, Statement, Figure]]],
    statement: Statement,
    figure: Figure,
    bounds: tuple[float, float],
) -> tuple[float, float]:
    """The bounds under which a figure is shown: those of another where it is the same in another unit, to
    within a twentieth, since who converts rounds ("5 miles", "8 km"), and where one report gives "12" and "at
    least 12"."""
    kind, times = MEASURES.get(figure.unit, ("", 1.0))
    for known, members in values.items():
        if known[0] == bounds[0] and any(s.report == statement.report for _, s, _ in members):
            return known
        other, scale = MEASURES.get(members[0][2].unit, ("", 1.0))
        if kind and kind == other and figure.unit != members[0][2].unit:
            one, two = bounds[0] * times, known[0] * scale
            if abs(one - two) <= 0.05 * max(one, two):
                return known
    return bounds


def _of_row(report: Report, statement: Statement, figure: Figure) -> list[str]:
    """The name of the row of a table, for a number that stands alone in its cell: "12 (Norvik)"."""
    if len(statement.spans) < 2 or statement.spans[-1] != Span(figure.start, figure.end):
        return []
    return [" (", Exact(flat(statement.spans[-2].of(report.text))), ")"]


def _counted(report: Report, statement: Statement, figure: Figure) -> str:
    """A figure's words with the noun that it counts, where that follows within five words, with what a
    "10-page" thing is and what befell those counted; without a noun with the words after it, up to three (up
    to four from "of" or a sum's "in" on): as far as no sign and no word of :data:`_CLOSES` comes between, and
    without what would hang at the end."""
    after = _after(report, statement, figure)
    noun = _noun(report, statement, figure)
    if noun and noun.start(1) != 1:
        return flat(report.text[figure.start : figure.end + noun.end()])
    first = noun.end() if noun else 0
    sums = " in|" if figure.unit else ""
    more = f"|{_WORDS}{{1,{2 if noun else 3}}}" if figure.status or not noun or after[:1] == "-" else ""
    some = re.match(rf"(?:(?:{sums} of){_WORDS}{{1,3}}{more})", after[first:])
    rest = re.sub(_HANGS, "", some.group()) if some else ""
    return flat(report.text[figure.start : figure.end + first + len(rest)])


def _after(report: Report, statement: Statement, figure: Figure) -> str:
    end = max((s.end for s in statement.spans if s.start <= figure.start), default=figure.end)
    return report.text[figure.end : max(end, figure.end)]


def _noun(report: Report, statement: Statement, figure: Figure) -> re.Match[str] | None:
    stem = figure.of.lower()[:4]
    if len(stem) < 3:
        return None
    pattern = r"(?:[ -][\w’'-]+){0,4}?[ -](" + re.escape(stem) + r"[\w’'-]*)"
    return re.match(pattern, _after(report, statement, figure), re.I)
