"""The lines of one story, section by section: what to show, in which order, and where to stop."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from wiredesk.model.ids import content_id
from wiredesk.model.reports import PublishedFrom, Report
from wiredesk.model.statements import Figure, Force, Statement
from wiredesk.model.views import Actor, Change, Claim, Disagreement, Line, Lineage, Story
from wiredesk.text.wording import (
    Exact,
    capital,
    count,
    flat,
    labels,
    listed,
    quoted,
    said,
    shown,
    some,
    sources,
    speaker,
    standing_words,
    written,
)

MORE = {"lead": 4, "agreed": 6, "disputed": 6, "figures": 7, "once": 6, "changed": 5, "lineage": 5, "careful": 8}
"""How many lines each section shows: together about one screen and a half."""

SIDES = 4  # sides of one dispute, values of one figure, that are written out

COPYING = ("verbatim", "edited", "agency", "same_translation")

_KIND = {"offer": 3.0, "event": 2.0, "figure": 2.0, "control": 2.5, "demand": 1.5, "denial": 1.5, "caveat": -1.0, "opinion": -1.5, "background": -4.0}

_EMPTY = frozenset(
    "a an the of in on at to for from by with and or as is was were are be been has have had it its he she they "
    "his her their that this who which said says will would after over into more about not".split()
)


@dataclass
class Part:
    """One story's share of a document, with what every section looks up."""

    story: Story
    reports: tuple[Report, ...]
    claims: tuple[Claim, ...]
    disagreements: tuple[Disagreement, ...]
    lineage: tuple[Lineage, ...]
    changes: tuple[Change, ...]
    actors: Mapping[str, Actor]
    names: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.names:
            self.names = labels(self.reports)
        self.by_report = {r.id: r for r in self.reports}
        self.by_claim = {c.id: c for c in self.claims}
        self.weight = {c.id: w for c, w in zip(self.claims, _weights(self.claims, self.reports), strict=True)}

    def ranked(self, claims: Iterable[Claim]) -> list[Claim]:
        """Claims, those a reader needs first at the top."""
        return sorted(claims, key=lambda c: (-self.weight[c.id], c.id))

    def line(self, section: str, parts: Iterable[str], claims: Sequence[Claim] = (), standing: str = "", reports: Sequence[str] = ()) -> Line:
        """A line of this story; its id follows from what it says and rests on."""
        text, exact = written(parts)
        ids = tuple(dict.fromkeys(c.id for c in claims))
        rests = tuple(dict.fromkeys([*reports, *(s.report for c in claims for s in c.statements)]))
        rests = tuple(r for r in rests if r in self.by_report)
        return Line(content_id("l", self.story.id, section, text, ids), section, text, ids, standing, rests, exact, self.story.id)

    def more(self, section: str, rest: Sequence[Claim]) -> list[Line]:
        """The closing line of a section that was cut, resting on all that it leaves out."""
        return [self.line(section, [f"and {len(rest)} more, in the matrix"], rest)] if rest else []

    def telling(self, claim: Claim) -> list[str]:
        """A claim as parts: who says it, and the exact words."""
        statement = shown(claim)
        report = self.by_report[statement.report]
        if statement.voice.kind == "outlet" or not statement.voice.name:
            if len(sources(claim, self.names)) > 1:
                return [*_opening(statement), *quoted(statement)]
        return [*said(statement, report, self.names[report.id], self.actors), *quoted(statement)]

    def standing(self, claim: Claim) -> str:
        """Where a claim stands, in words, with the outlets where they are few."""
        words = standing_words(claim, self.names, self.actors)
        carried = sources(claim, self.names)
        return f"{words}; in {some(carried, 5)}" if len(self.reports) > 1 else words


def _opening(statement: Statement) -> list[str]:
    force = {Force.HEDGED: "Hedged: ", Force.DENIED: "Denied: ", Force.UNVERIFIED: "Not verified: "}.get(statement.force)
    return [force] if force else []


def _stems(text: str) -> set[str]:
    return {w[:6] for w in re.findall(r"[^\W\d_]{3,}", text.lower()) if w not in _EMPTY}


def _weights(claims: Sequence[Claim], reports: Sequence[Report]) -> list[float]:
    """How much a reader needs each claim: carried by many newsrooms and voices, said in the
    titles, high up in the reports, and not mere background."""
    length = {r.id: max(1, len(r.text)) for r in reports}
    titles = [_stems(r.title or "") for r in reports]
    titles = [t for t in titles if len(t) > 1]
    out = []
    for claim in claims:
        stems = _stems(claim.wording)
        hit = [len(stems & t) / len(t) for t in titles]
        central = sum(hit) / len(hit) if hit else 0.0
        depth = min((s.spans[0].start / length.get(s.report, 1) for s in claim.statements if s.spans), default=1.0)
        carried = len({s.report for s in claim.statements})
        score = 1.6 * len(set(claim.standing.newsrooms)) + 0.6 * len(set(claim.standing.voices)) + 0.3 * carried
        score += 6.0 * central + 2.0 * (1 - min(1.0, depth)) + _KIND.get(claim.kind, 0.0)
        if all(s.background for s in claim.statements):
            score -= 4.0
        if shown(claim).force in (Force.ASKED,) or len(stems) < 3:
            score -= 3.0
        out.append(score)
    return out


def lines(part: Part) -> list[Line]:
    """All lines of one story, in reading order."""
    ranked = part.ranked(part.claims)
    disputed = _disputes(part)
    central = [c for c in ranked if _opens(part, c)]
    lead = _distinct(central or ranked, MORE["lead"])
    out = [part.line("lead", part.telling(c), [c], part.standing(c)) for c in lead]
    seen = {c.id for c in lead}
    out += _agreed(part, [c for c in ranked if c.id not in seen], seen)
    out += disputed
    out += _figures(part)
    seen |= {c for line in disputed for c in line.claims}
    out += _once(part, [c for c in ranked if c.id not in seen])
    out += [part.line("changed", _reworded(change), [part.by_claim[c] for c in change.claims if c in part.by_claim]) for change in part.changes[: MORE["changed"]]]
    out += _lineage(part)
    return out + _careful(part)


def _reworded(change: Change) -> list[str]:
    parts: list[str] = []
    at = 0
    for span in change.exact:
        parts += [change.text[at : span.start], Exact(span.of(change.text))]
        at = span.end
    return [*parts, change.text[at:]]


def _opens(part: Part, claim: Claim) -> bool:
    """Whether a claim may stand in the lead: news, in words that stand on their own feet."""
    statement = shown(claim)
    if claim.kind in ("background", "opinion", "caveat") or statement.force is Force.ASKED:
        return False
    return not re.match(r"(and|but|which|who|that|so)\b", statement.text.lstrip("\"“‘' "), re.I)


def _distinct(claims: Sequence[Claim], most: int) -> list[Claim]:
    """The first claims that do not say nearly the same words as one before them."""
    out: list[Claim] = []
    for claim in claims:
        stems = _stems(shown(claim).text)
        if all(len(stems & _stems(shown(c).text)) < 0.6 * max(1, min(len(stems), len(_stems(shown(c).text)))) for c in out):
            out.append(claim)
        if len(out) == most:
            break
    return out


def _agreed(part: Part, claims: Sequence[Claim], seen: set[str]) -> list[Line]:
    carried = [c for c in claims if c.standing.label in ("attested", "corroborated") and c.kind != "background"]
    carried.sort(key=lambda c: (c.standing.label != "corroborated", -part.weight[c.id], c.id))
    show = carried[: MORE["agreed"]]
    seen |= {c.id for c in show}
    out = [part.line("agreed", part.telling(c), [c], part.standing(c)) for c in show]
    return out + part.more("agreed", carried[len(show) :])


_DISPUTE = {
    "figure": "The figure differs", "date": "The date differs", "control": "Who holds it differs",
    "polarity": "Asserted and denied", "condition": "The condition differs", "name": "The name differs",
    "scope": "How far it reaches differs", "update": "Later accounts differ", "place": "The place differs",
}  # fmt: skip


def _disputes(part: Part) -> list[Line]:
    """One line a dispute: a claim, and all that cannot hold beside it, each side on a line of
    its own.  Every pair is in one line; only pairs that clash are set against each other."""
    pairs = [d for d in part.disagreements if d.left in part.by_claim and d.right in part.by_claim and d.left != d.right]
    out: list[Line] = []
    left = list(pairs)
    while left:
        hubs: dict[tuple[str, str], list[str]] = {}
        for d in left:
            hubs.setdefault((d.kind, d.left), []).append(d.right)
            hubs.setdefault((d.kind, d.right), []).append(d.left)

        def rank(key: tuple[str, str], hubs: dict[tuple[str, str], list[str]] = hubs) -> tuple[float, float, str, str]:
            return (-len(set(hubs[key])), -part.weight[key[1]] - max(part.weight[c] for c in hubs[key]), key[1], key[0])

        kind, hub = min(hubs, key=rank)
        against = part.ranked(part.by_claim[c] for c in set(hubs[kind, hub]))
        left = [d for d in left if not (d.kind == kind and hub in (d.left, d.right))]
        claims = [part.by_claim[hub], *against]
        parts: list[str] = [_DISPUTE.get(kind, "The accounts differ"), ":"]
        for claim in claims[:SIDES]:
            carried = sources(claim, part.names)
            statement = shown(claim)
            parts += ["\n", *part.telling(claim)]
            if not (statement.voice.kind == "outlet" and len(carried) == 1):
                parts.append(f" — {some(carried)}")
        if len(claims) > SIDES:
            parts.append(f"\nand {len(claims) - SIDES} more, in the matrix")
        rooms = len({n for c in claims for n in c.standing.newsrooms})
        voices = len({v for c in claims for v in c.standing.voices})
        words = f"{count(len(claims), 'account')}, {count(rooms, 'newsroom')}, {count(voices, 'voice')}"
        out.append(part.line("disputed", parts, claims, words))
    out.sort(key=lambda line: (-max(part.weight[c] for c in line.claims), line.id))
    rest = out[MORE["disputed"] :]
    shown_claims = {c for line in out[: MORE["disputed"]] for c in line.claims}
    left_out = dict.fromkeys(c for line in rest for c in line.claims if c not in shown_claims)
    return out[: MORE["disputed"]] + part.more("disputed", [part.by_claim[c] for c in left_out])


_HARM = ("killed", "dead", "wounded", "injured", "missing", "captured", "arrested", "trapped", "displaced", "detained")


def _figures(part: Part) -> list[Line]:
    """What is counted, and each value with who gives it, the lowest first."""
    groups: dict[tuple[str, str, str], list[tuple[Claim, Statement, Figure]]] = {}
    for claim in part.claims:
        for statement in claim.statements:
            for figure in statement.figures:
                if (figure.low is None and figure.high is None) or not (figure.of or figure.status or figure.unit):
                    continue
                of = "" if figure.status in _HARM else figure.of
                groups.setdefault((figure.status or "", of, figure.unit), []).append((claim, statement, figure))
    scored = []
    for (status, of, unit), members in groups.items():
        reports = {s.report for _, s, _ in members}
        values = {(f.low, f.high) for _, _, f in members}
        background = all(s.background for _, s, _ in members)
        score = (3.0 if status in _HARM else 0.0) + 1.5 * (len(reports) - 1) + (len(values) > 1) - 3.0 * background
        score += 0.2 * max(part.weight[c.id] for c, _, _ in members)
        scored.append((score, status, of, unit))
    scored.sort(key=lambda s: (-s[0], s[1:]))
    out = []
    for _, status, of, unit in scored[: MORE["figures"]]:
        out.append(_figure(part, status, of, unit, groups[status, of, unit]))
    rest = dict.fromkeys(c.id for s in scored[MORE["figures"] :] for c, _, _ in groups[s[1], s[2], s[3]])
    return out + part.more("figures", [part.by_claim[c] for c in rest])


def _figure(part: Part, status: str, of: str, unit: str, members: list[tuple[Claim, Statement, Figure]]) -> Line:
    values: dict[tuple[float, float], list[tuple[Claim, Statement, Figure]]] = {}
    for claim, statement, figure in members:
        low = figure.low if figure.low is not None else figure.high or 0.0
        high = figure.high if figure.high is not None else float("inf")
        values.setdefault((low, high), []).append((claim, statement, figure))
    parts: list[str] = [capital(status), ": "] if status else []
    given = sorted(values.items())
    for i, (_, who) in enumerate(given[:SIDES]):
        _, statement, figure = min(who, key=lambda m: (m[1].voice.kind == "outlet", m[1].id))
        words = Exact(_counted(part.by_report[statement.report], statement, figure))
        givers = [speaker(s.voice, part.names[s.report], part.actors, role=False) for _, s, _ in who]
        givers = list(dict.fromkeys(givers))
        own = {part.names[s.report] for _, s, _ in who}
        carried = sorted(own - set(givers))
        parts += ["; " if i else "", words, " — ", some(givers, 3), f", in {some(carried, 3)}" if carried else ""]
    if len(given) > SIDES:
        parts.append(f"; and {len(given) - SIDES} more, in the matrix")
    claims = list({c.id: c for _, who in given for c, _, _ in who}.values())
    reports = {s.report for _, s, _ in members}
    words = f"{count(len(given), 'value')}, {count(len(reports), 'report')}" if len(given) > 1 else count(len(reports), "report")
    return part.line("figures", parts, claims, words)


def _counted(report: Report, statement: Statement, figure: Figure) -> str:
    """A figure's words with the noun that it counts, where that follows within three words."""
    end = max((s.end for s in statement.spans if s.start <= figure.start), default=figure.end)
    after = report.text[figure.end : max(end, figure.end)]
    stem = figure.of.lower()[:4]
    noun = re.match(r"(?:[ -][\w’'-]+){0,2}?[ -](" + re.escape(stem) + r"[\w’'-]*)", after, re.I) if len(stem) > 2 else None
    return flat(report.text[figure.start : figure.end + (noun.end() if noun else 0)])


def _once(part: Part, claims: Sequence[Claim]) -> list[Line]:
    alone = [c for c in claims if c.standing.label in ("once", "repeated", "one_newsroom") and c.kind != "background"]
    if len(part.reports) == 1:
        alone = [c for c in alone if c.kind != "opinion"]
    proper = [c for c in alone if _opens(part, c)]
    show = _distinct(proper or alone, MORE["once"] if len(part.reports) > 1 else 2 * MORE["once"])
    show.sort(key=lambda c: (c.standing.label == "once", -part.weight[c.id], c.id))
    kept = {c.id for c in show}
    out = [part.line("once", part.telling(c), [c], part.standing(c)) for c in show]
    return out + part.more("once", [c for c in alone if c.id not in kept])


def _share(value: float) -> str:
    percent = round(100 * min(1.0, max(0.0, value)))
    return "all of the shorter report" if percent >= 99 else f"{percent}% of the shorter report"


def _lineage(part: Part) -> list[Line]:
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
        how = {"verbatim": "word for word", "edited": "edited", "agency": "as agency copy"}.get(kind, "in the same translation")
        parts = [f"{capital(name[source])} is the source of words in ", some([name[x.target] for x in group], 5), f", {how}: ", _share(group[0].share) if len(group) == 1 else f"up to {_share(group[0].share)}"]
        out.append(part.line("lineage", parts, reports=[source, *(x.target for x in group)]))
    for link in sorted((x for x in copied if not x.directed), key=lambda x: (-x.share, x.source, x.target)):
        both = listed([capital(name[link.source]), name[link.target]])
        parts = [f"{both} share words, {_share(link.share)}; which came first is not known"]
        out.append(part.line("lineage", parts, reports=[link.source, link.target]))
    for kind, words in (("quotation", "print the same quoted words"), ("retranslated", "print one quotation in different translations")):
        members = sorted({r for x in links if x.kind == kind for r in (x.source, x.target)}, key=lambda r: name[r])
        if members:
            out.append(part.line("lineage", [f"{capital(some([name[r] for r in members], 6))} {words}: one voice, not copying"], reports=members))
    if not copied and len(part.reports) > 1:
        out.append(part.line("lineage", [f"No copied passage was found between the {count(len(part.reports), 'report')}: no shared origin found, which is not proof that there is none"], reports=[r.id for r in part.reports]))
    return out[: MORE["lineage"]]


def _careful(part: Part) -> list[Line]:
    out = []
    for report in part.reports:
        label = capital(part.names[report.id])
        notes: list[str] = []
        for caution in report.cautions:
            notes += ["; " if notes else "", Exact(flat(caution.message).rstrip("."))]
        if report.published_from is PublishedFrom.PEERS:
            notes += ["; " if notes else "", "no date of its own, dated from the other reports"]
        elif report.published is None and not any("date" in c.code for c in report.cautions):
            notes += ["; " if notes else "", "no date of its own"]
        if notes:
            out.append((-len(report.cautions), part.line("careful", [label, ": ", *notes], reports=[report.id])))
    out.sort(key=lambda x: (x[0], x[1].id))
    shown_lines = [line for _, line in out]
    rest = shown_lines[MORE["careful"] :]
    if rest:
        extra = part.line("careful", [f"and {len(rest)} more, in the reports"], reports=[r for line in rest for r in line.reports])
        return [*shown_lines[: MORE["careful"]], extra]
    return shown_lines
