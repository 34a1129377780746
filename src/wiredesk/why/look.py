"""A document with everything that an answer looks up, and how it cites."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

from wiredesk.claims import facts_of
from wiredesk.claims.facts import Facts
from wiredesk.model.reasons import Cited
from wiredesk.model.statements import Statement
from wiredesk.model.views import Claim, Disagreement, Document
from wiredesk.text.wording import day, flat, labels, speaker, standing_words

LIMIT = 240


class Look:
    """Claims, lines, statements and reports by id; facts are worked out story by story when asked for."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.claims = {c.id: c for c in document.claims}
        self.lines = {x.id: x for x in document.brief.lines}
        self.reports = {r.id: r for r in document.reports}
        self.raws = dict(zip((r.id for r in document.reports), document.raws, strict=True))
        self.people = {a.id: a for a in document.actors}
        self.names = labels(document.reports)
        self.home = {s.id: c.id for c in document.claims for s in c.statements}
        self.statements = {s.id: s for c in document.claims for s in c.statements}
        self._facts: dict[str, list[Facts]] = {}

    @cached_property
    def clashes(self) -> dict[str, list[Disagreement]]:
        """The disagreements of each claim."""
        out: dict[str, list[Disagreement]] = defaultdict(list)
        for d in self.document.disagreements:
            out[d.left].append(d)
            out[d.right].append(d)
        return out

    def facts(self, story: str) -> list[Facts]:
        """The facts of a story's statements, as the judge reads them."""
        if story not in self._facts:
            of = [s for c in self.document.claims if c.story == story for s in c.statements]
            places = {p.id: p for p in self.document.places}
            members = next((s.reports for s in self.document.stories if s.id == story), ())
            reports = [self.reports[r] for r in members if r in self.reports]
            self._facts[story] = facts_of(of, self.document.actors, reports, places)
        return self._facts[story]

    def standing(self, claim: Claim) -> str:
        """Where a claim stands, in the brief's words."""
        return standing_words(claim, self.names, self.people)

    def cite(self, s: Statement) -> Cited:
        """A statement as cited."""
        report = self.reports[s.report]
        label = self.names[s.report]
        who = speaker(s.voice, label, self.people)
        where = label if s.voice.kind == "outlet" or not s.voice.name else f"{who}, in {label}"
        own = ", its own account" if where == label else ""
        force = "" if s.force.value == "asserted" else f", {s.force.value}"
        when = f", {day(report.published)}" if report.published else ", undated"
        raw = tuple(report.offsets.raw(span) for span in s.spans)
        return Cited(s.id, s.report, f"{where}{own}{force}{when}", flat(s.text), s.spans, raw)

    def cited(self, ids: Sequence[str], most: int = 4) -> tuple[Cited, ...]:
        """The statements of these ids as cited, the first of each wording, at most ``most``."""
        out: dict[str, Cited] = {}
        for i in ids:
            if i in self.statements:
                one = self.cite(self.statements[i])
                out.setdefault(f"{one.who}|{one.words}", one)
        return tuple(out.values())[:most]


def short(words: str, limit: int = LIMIT) -> str:
    """Words in quotation marks, cut near ``limit``."""
    text = flat(words).strip('“”" ')
    return f"“{text if len(text) <= limit else text[: text.rfind(' ', 0, limit)] + ' …'}”"
