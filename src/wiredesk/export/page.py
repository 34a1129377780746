"""The brief as one HTML file: offline, no request, nothing of a report can run in it."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from wiredesk.export.matrix import Row, rows
from wiredesk.export.passages import Piece, context, paragraphs
from wiredesk.export.plain import harmless, parts, stands, summary
from wiredesk.model.spans import Span
from wiredesk.model.statements import Mode, Statement
from wiredesk.model.views import Claim, Disagreement, Document, Line, Lineage, Story
from wiredesk.text.wording import count, day, flat, labels, speaker

if TYPE_CHECKING:
    import jinja2

LABEL_WORDS = {
    "corroborated": "Corroborated",
    "attested": "Attested",
    "one_newsroom": "One newsroom",
    "repeated": "Repeated",
    "once": "Once",
}

MODE_WORDS = {
    Mode.DIRECT: "quoted",
    Mode.MIXED: "partly quoted",
    Mode.INDIRECT: "reported speech",
    Mode.NARRATED: "own account",
}

SHORT = {
    "news": "New",
    "broken": "No longer so",
    "pinned": "Pinned",
    "own": "Own words",
    "lead": "What happened",
    "agreed": "Attested",
    "disputed": "Disputed",
    "figures": "Figures",
    "once": "One voice",
    "changed": "Changed",
    "lineage": "Lineage",
    "careful": "Careful",
    "stories": "Other stories",
}

OPEN_ROWS = 12  # rows of a matrix that are open from the start, though only one report carries them


@dataclass(frozen=True, slots=True)
class Words:
    """A run of a line's words; ``exact`` where they are a report's, ``cue`` where those only
    say how something was said ("wrote on his page")."""

    text: str
    exact: bool
    cue: bool = False


def split(line: Line) -> list[list[Words]]:
    """A line's text as its sides, each as runs of the brief's words and the reports' own."""
    runs: list[Words] = []
    at = 0
    for span in sorted(line.exact):
        runs += [Words(line.text[at : span.start], False), Words(span.of(line.text), True)]
        at = span.end
    runs.append(Words(line.text[at:], False))
    for i, run in enumerate(runs[:-1]):
        after = runs[i + 1].text
        if run.exact and ":" in after and "\n" not in after and i + 2 < len(runs):
            runs[i] = Words(run.text, True, True)
    for i in range(len(runs)):  # a quotation mark of the brief's is shown with the words that it hugs
        if runs[i].exact and not runs[i].cue:
            before, after = runs[i - 1].text, runs[i + 1].text
            opening = before[-1:] if before[-1:] == "“" else ""
            closing = after[: len(after) - len(after.lstrip('"”’'))]
            runs[i - 1] = Words(before[: len(before) - len(opening)], False)
            runs[i] = Words(opening + runs[i].text + closing, True)
            runs[i + 1] = Words(after[len(closing) :], runs[i + 1].exact)
    out: list[list[Words]] = [[]]
    for run in runs:
        for i, piece in enumerate([run.text] if run.exact else run.text.split("\n")):
            if i:
                out.append([])
            if piece:
                out[-1].append(Words(piece, run.exact, run.cue))
    return out


class View:
    """What the template looks up.  Every method answers from the document alone."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.reports = {r.id: r for r in document.reports}
        self.raws = dict(zip((r.id for r in document.reports), document.raws, strict=True))
        self.claims = {c.id: c for c in document.claims}
        self.people = {a.id: a for a in document.actors}
        self.names = labels(document.reports)
        self.said: dict[str, list[Statement]] = {}
        for claim in document.claims:
            for statement in claim.statements:
                self.said.setdefault(statement.report, []).append(statement)
        self.summary = summary(document)
        self.split = split
        self.number = {r.id: i for i, r in enumerate(document.reports, 1)}

    def label(self, line: Line) -> str:
        """The standing label of a line that rests on one claim, else ""."""
        claims = [self.claims[c] for c in line.claims if c in self.claims]
        bears = len(claims) == 1 and line.section != "figures" and line.grounded
        return claims[0].standing.label if bears else ""

    def disputed(self, line: Line) -> bool:
        """Whether a line's one claim is disputed."""
        return bool(self.label(line)) and bool(self.claims[line.claims[0]].standing.disputes)

    def evidence(self, line: Line, most: int = 24) -> list[dict[str, Any]]:
        """The passages of a line, report by report, at most ``most``."""
        members = [(c, s) for i in line.claims if (c := self.claims.get(i)) for s in c.statements]
        if len(members) > most:
            return []
        return [self.passage(s) for _, s in members]

    def passage(self, s: Statement) -> dict[str, Any]:
        """One passage as the template shows it."""
        report = self.reports[s.report]
        return {
            "id": s.id,
            "report": report,
            "outlet": self.names[report.id],
            "who": speaker(s.voice, "own account", self.people),
            "mode": MODE_WORDS[s.mode],
            "force": "" if s.force.value == "asserted" else s.force.value,
            "pieces": context(report, s),
        }

    def parts(self) -> list[tuple[Story | None, list[tuple[str, list[Line]]]]]:
        """The brief by story and section."""
        return list(parts(self.document))

    def members(self, story: Story) -> list[Any]:
        """The story's reports, in the document's order."""
        wanted = set(story.reports)
        return [r for r in self.document.reports if r.id in wanted]

    def span(self, story: Story) -> str:
        """How many reports and claims, and from when to when."""
        dates = sorted(r.published[:10] for r in self.members(story) if r.published)
        claims = sum(1 for c in self.document.claims if c.story == story.id)
        when = (
            f" · {day(dates[0])}" + (f" to {day(dates[-1])}" if dates[-1] != dates[0] else "")
            if dates
            else ""
        )
        return f"{count(len(self.members(story)), 'report')} · {count(claims, 'claim')}{when}"

    def matrix(self, story: Story) -> tuple[list[Row], list[Row]]:
        """Rows that are open from the start, and those folded away: one report's alone."""
        found = rows(self.document, story)
        shared = [r for r in found if r.carried > 1]
        alone = [r for r in found if r.carried <= 1]
        if len(shared) < OPEN_ROWS:
            return shared + alone[: OPEN_ROWS - len(shared)], alone[OPEN_ROWS - len(shared) :]
        return shared, alone

    def cell(self, claim: Claim, report: str) -> str:
        """The statement that a cell of the matrix links to."""
        return next(s.id for s in claim.statements if s.report == report)

    def pairs(self, story: Story) -> list[tuple[Disagreement, Claim, Claim]]:
        """The disagreements of a story with their two claims."""
        out = []
        for d in self.document.disagreements:
            left, right = self.claims.get(d.left), self.claims.get(d.right)
            if left and right and left.story == story.id:
                out.append((d, left, right))
        return out

    def carriers(self, claim: Claim) -> list[dict[str, Any]]:
        """One passage a report for a claim."""
        first = {s.report: s for s in reversed(claim.statements)}
        return [self.passage(first[r]) for r in dict.fromkeys(s.report for s in claim.statements)]

    def lineage(self, story: Story) -> list[Lineage]:
        """Links between the story's reports, the strongest first."""
        wanted = set(story.reports)
        found = [x for x in self.document.lineage if x.source in wanted and x.target in wanted]
        return sorted(found, key=lambda x: (-x.share, x.source, x.target))

    def words(self, report: str, span: Span) -> str:
        """The words of a span of a report's text."""
        return span.of(self.reports[report].text)

    def text(self, report: str) -> list[list[Piece]]:
        """A report's text with its passages, repairs and dropped ranges."""
        return paragraphs(self.reports[report], self.raws[report], self.said.get(report, ()))

    def heading(self, report: str, piece: list[Piece]) -> bool:
        """Whether a paragraph of a report's text is its headline."""
        found = self.reports[report].headline
        return (
            found is not None
            and "".join(p.text for p in piece).strip() == found.of(self.reports[report].text).strip()
        )

    def raw(self, report: str, span: Span) -> Span:
        """The raw offsets of a span."""
        return self.reports[report].offsets.raw(span)


def _own(value: object) -> object:
    """What every expression of the template passes through: nothing that steers the display."""
    if isinstance(value, str) and not hasattr(value, "__html__"):
        return harmless(value, "\n")
    return "" if value is None else value


@cache
def _asset(name: str) -> str:
    return (files("wiredesk.export") / "templates" / name).read_text("utf-8")


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _template() -> jinja2.Template:
    import jinja2

    found = jinja2.Environment(
        loader=jinja2.FunctionLoader(_asset),
        autoescape=True,
        finalize=_own,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return found.get_template("page.html.jinja")


def to_html(document: Document) -> str:
    """The brief as one HTML page that needs nothing else: no request leaves it, and its content
    security policy lets only its own style and script run."""
    from markupsafe import Markup

    style, script = _asset("page.css"), _asset("page.js")
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    title = (
        next((flat(s.title) for s in document.stories if s.title), "") if len(document.stories) == 1 else ""
    )
    return _template().render(
        view=View(document),
        document=document,
        title=title or "Brief",
        policy=policy,
        style=Markup(style),
        script=Markup(script),
        labels=LABEL_WORDS,
        short=SHORT,
        stands=stands,
        day=day,
        flat=flat,
        count=count,
    )
