"""One story's share of a document, and how much a reader needs each of its claims."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, sqrt

from wiredesk.model.editions import Rewording
from wiredesk.model.ids import content_id
from wiredesk.model.mutations import Mutation
from wiredesk.model.reports import Report
from wiredesk.model.statements import Force, Statement
from wiredesk.model.views import Actor, Change, Claim, Disagreement, Line, Lineage, Story
from wiredesk.text.wording import (
    LIMIT,
    labels,
    outlets,
    quoted,
    said,
    says_who,
    shown,
    sources,
    standing_words,
    written,
)

MORE = {
    "lead": 4,
    "agreed": 6,
    "disputed": 6,
    "figures": 7,
    "once": 6,
    "changed": 5,
    "lineage": 5,
    "careful": 8,
}
"""How many lines each section shows: together about one screen and a half."""

COMMON = ("no_date", "no_outlet", "date_inferred", "page_date", "invalid_bytes")
"""Cautions that say what a report lacks, not that it should be doubted."""

OPENING, SOON, PART = 16.0, 400.0, 0.15
"""How much more a claim is needed that a report opens with, by the root of how many reports there are: all of
it at the report's first character, and 1/e of that after so many characters, or this part of a short report.
Chosen on 170 stories of AllSides with three and more reports, by how much of a report's title the lead's four
lines hold where that title is not known; measured on 55 stories held back, too (docs/benchmarks.md)."""

SIDES = 4  # sides of one dispute, values of one figure, that are written out

_KIND = {
    "offer": 3.0,
    "event": 2.0,
    "figure": 2.0,
    "control": 2.5,
    "demand": 1.5,
    "denial": 1.5,
    "caveat": -1.0,
    "opinion": -1.5,
    "background": -4.0,
}

_EMPTY = frozenset(
    "a an the of in on at to for from by with and or as is was were are be been has have had it its he she "
    "they his her their that this who which said says will would after over into more about not".split()
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
    among: int = 1  # how many stories are told in full
    mutations: tuple[Mutation, ...] = ()
    reworded: tuple[Rewording, ...] = ()

    def most(self, section: str) -> int:
        """How many lines a section shows: half as many where four stories or more are told."""
        return MORE[section] if self.among < 4 else max(2, MORE[section] // 2)

    def __post_init__(self) -> None:
        if not self.names:
            self.names = labels(self.reports)
        self.by_report = {r.id: r for r in self.reports}
        self.by_claim = {c.id: c for c in self.claims}
        self._faces: dict[str, tuple[Statement, frozenset[str]]] = {}
        weights = _weights(self.claims, self.reports, [self.face(c)[0] for c in self.claims])
        self.weight = {c.id: w for c, w in zip(self.claims, weights, strict=True)}

    def face(self, claim: Claim) -> tuple[Statement, frozenset[str]]:
        """The statement whose words a line shows of a claim, and their stems."""
        found = self._faces.get(claim.id)
        if found is None:
            statement = shown(claim)
            found = self._faces[claim.id] = statement, frozenset(stems(statement.text))
        return found

    def ranked(self, claims: Iterable[Claim]) -> list[Claim]:
        """Claims, those a reader needs first at the top."""
        return sorted(claims, key=lambda c: (-self.weight[c.id], c.id))

    def line(
        self,
        section: str,
        parts: Iterable[str],
        claims: Sequence[Claim] = (),
        standing: str = "",
        reports: Sequence[str] = (),
    ) -> Line:
        """A line of this story; its id follows from what it says and rests on."""
        text, exact = written(parts)
        ids = tuple(dict.fromkeys(c.id for c in claims))
        rests = tuple(dict.fromkeys([*reports, *(s.report for c in claims for s in c.statements)]))
        rests = tuple(r for r in rests if r in self.by_report)
        id_ = content_id("l", self.story.id, section, text, ids)
        return Line(id_, section, text, ids, standing, rests, exact, self.story.id)

    def more(self, section: str, rest: Sequence[Claim]) -> list[Line]:
        """The closing line of a section that was cut, resting on all that it leaves out."""
        return [self.line(section, [f"and {len(rest)} more, in the matrix"], rest)] if rest else []

    def telling(self, claim: Claim, alone: bool = True, limit: int = LIMIT) -> list[str]:
        """A claim as parts: who says it, and the exact words.  An outlet's own account, and words that say
        themselves who speaks, need no opening where they stand ``alone``, beside a standing that names the
        outlet and the speaker."""
        statement, _ = self.face(claim)
        report = self.by_report[statement.report]
        voice = statement.voice
        if alone and (voice.kind == "outlet" or not voice.name or says_who(statement)):
            return [*_opening(statement), *quoted(statement, limit)]
        return [*said(statement, report, self.names[report.id], self.actors), *quoted(statement, limit)]

    def standing(self, claim: Claim) -> str:
        """Where a claim stands, in words, with the outlets where they are few."""
        words = standing_words(claim, self.names, self.actors)
        carried = sources(claim, self.names)
        return f"{words}; in {outlets(carried)}" if len(self.reports) > 1 else words


def _opening(statement: Statement) -> list[str]:
    force = {Force.HEDGED: "Hedged: ", Force.DENIED: "Denied: ", Force.UNVERIFIED: "Not verified: "}.get(
        statement.force
    )
    return [force] if force else []


def stems(text: str) -> set[str]:
    return {w[:6] for w in re.findall(r"[^\W\d_]{3,}", text.lower()) if w not in _EMPTY}


def _heads(claim: Claim, length: Mapping[str, int], longest: Mapping[tuple[str, int], int]) -> float:
    """How many reports a claim opens: 1 for each that begins with it, less where it stands further down.
    Of statements that begin with the same words, such as a subject of two clauses, the longest opens."""
    first: dict[str, int] = {}
    for s in claim.statements:
        if s.spans:
            at, most = s.spans[0].start, longest[_begins(s)]
            if len(s.text) < most:
                at += most
            first[s.report] = min(at, first.get(s.report, at))
    return sum(exp(-at / min(SOON, PART * length.get(report, 1))) for report, at in sorted(first.items()))


def _begins(statement: Statement) -> tuple[str, int]:
    return statement.report, statement.spans[0].start


def _weights(claims: Sequence[Claim], reports: Sequence[Report], faces: Sequence[Statement]) -> list[float]:
    """How much a reader needs each claim: carried by many newsrooms and voices, said in the
    titles, high up in the reports, above all in their first sentences, and not mere background."""
    length = {r.id: max(1, len(r.text)) for r in reports}
    titles = [stems(r.title or "") for r in reports]
    titles = [t for t in titles if len(t) > 1]
    titled: dict[str, list[int]] = {}  # of each stem the titles that have it, by number
    for n, title in enumerate(titles):
        for stem in title:
            titled.setdefault(stem, []).append(n)
    wary = {r.id for r in reports if any(c.code not in COMMON for c in r.cautions)}
    longest: dict[tuple[str, int], int] = {}
    for s in (s for claim in claims for s in claim.statements if s.spans):
        longest[_begins(s)] = max(longest.get(_begins(s), 0), len(s.text))
    out = []
    for claim, face in zip(claims, faces, strict=True):
        mine = stems(claim.wording)
        hit = Counter(n for stem in mine for n in titled.get(stem, ()))
        central = sum(hit[n] / len(titles[n]) for n in sorted(hit)) / len(titles) if titles else 0.0
        depth = min(
            (s.spans[0].start / length.get(s.report, 1) for s in claim.statements if s.spans), default=1.0
        )
        carried = len({s.report for s in claim.statements})
        score = (
            1.6 * len(set(claim.standing.newsrooms)) + 0.6 * len(set(claim.standing.voices)) + 0.3 * carried
        )
        score += 6.0 * central + 2.0 * (1 - min(1.0, depth)) + _KIND.get(claim.kind, 0.0)
        score += OPENING * _heads(claim, length, longest) / sqrt(max(1, len(reports)))
        if all(s.background for s in claim.statements):
            score -= 4.0
        if face.force is Force.ASKED or len(mine) < 3:
            score -= 3.0
        if face.voice.kind == "outlet" and face.act == "be":
            score -= 2.0  # "X is a valley north of Y": what a report explains, not what it reports
        if claim.standing.disputes:
            score += 1.0
        if {s.report for s in claim.statements} <= wary:
            score -= 2.5
        out.append(score)
    return out
