"""A brief with what is new since a moment of our clock, and what no longer holds, at its head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wiredesk.brief.ground import check
from wiredesk.errors import UngroundedLine
from wiredesk.model.ids import content_id
from wiredesk.model.news import BrokenLine, News, SinceThen
from wiredesk.model.spans import Span
from wiredesk.model.views import Brief, Document, Line
from wiredesk.text.wording import Exact, flat, shown, written

MOST = 20
"""Lines of news, and of broken lines, that a brief shows of one story; `wiredesk changes` has all."""

HEADS = {
    "withdrawn": "",
    "reversal": "",
    "dispute": "",
    "figure": "New figure: ",
    "claim": "New claim: ",
    "voice": "",
    "edition": "",
}


def with_news(document: Document, then: SinceThen) -> Document:
    """The document, its brief headed by the sections "news" and "broken"; every line is grounded."""
    lines = [line for n in then.news if n.kind in HEADS and (line := _news(document, n))]
    lines += [line for b in then.broken if (line := _broken(document, b))]
    kept: list[Line] = []
    for section in ("news", "broken"):
        for story in dict.fromkeys(line.story for line in lines):
            kept += [x for x in lines if x.section == section and x.story == story][:MOST]
    return replace(document, brief=Brief((*kept, *document.brief.lines)))


def _news(document: Document, n: News) -> Line | None:
    head = HEADS[n.kind] if "\n" not in n.text else ""
    text, exact = _moved(head, n.text, n.exact)
    where = {c.id: c.story for c in document.claims}
    of = {r: s.id for s in document.stories for r in s.reports}
    story = next((where[c] for c in n.claims if c in where), None) or of.get(n.reports[0], "")
    return _line(document, "news", story, text, exact, n.claims, n.reports)


def _broken(document: Document, b: BrokenLine) -> Line | None:
    text, exact = _moved(f"{b.line.text}\n", b.text, b.exact)
    exact = (*b.line.exact, *exact)
    return _line(document, "broken", b.line.story, text, exact, b.claims, b.line.reports)


def _moved(head: str, text: str, exact: Sequence[Span]) -> tuple[str, tuple[Span, ...]]:
    return head + text, tuple(s.shifted(len(head)) for s in exact)


def _line(
    document: Document,
    section: str,
    story: str,
    text: str,
    exact: Sequence[Span],
    claims: Sequence[str],
    reports: Sequence[str],
) -> Line | None:
    """The line, or the bare words of its last claim where it is not grounded as worded."""
    by_id = {c.id: c for c in document.claims}
    rests = tuple(r for c in claims for r in dict.fromkeys(s.report for s in by_id[c].statements))
    every = tuple(dict.fromkeys([*(r for r in reports if r in {x.id for x in document.reports}), *rests]))
    id_ = content_id("l", story, section, text, tuple(claims))
    line = Line(id_, section, text, tuple(claims), "", every, tuple(exact), story)
    try:
        check(Brief((line,)), document.claims, document.reports, document.actors)
    except UngroundedLine:
        if not claims or section == "broken":
            return None  # words that an edition no longer has: `wiredesk changes` shows them
        text, bare = written([Exact(flat(shown(by_id[claims[-1]]).text))])
        return replace(line, text=text, exact=bare)
    return line
