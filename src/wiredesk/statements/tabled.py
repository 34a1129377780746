"""What tables of figures say: a statement for each number, with its row and the head of its column.

"Norvik | 12 | 34" under "Town | Killed | Injured" says that 12 were killed and 34 injured in Norvik.  No
grammar is read in a table: what a number counts and where is told by its row and its column.  Whose the
figures are is told beside the table ("Source: …", "according to …", "the office gave these numbers:").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from wiredesk.model.parses import Parse
from wiredesk.model.spans import Span, joined, merged
from wiredesk.model.statements import Figure, Force, Mode, PlaceMention, Statement, Voice
from wiredesk.statements.fates import PEOPLE, STATUS
from wiredesk.statements.one import statement_id
from wiredesk.statements.page import Page, Said
from wiredesk.statements.sentences import SUBJECTS
from wiredesk.statements.when import days_of
from wiredesk.text.numbers import amounts
from wiredesk.text.tables import Cell, Row, Table, tables

_ACTS = {status: word for word, status in reversed(STATUS.items())}
"""What is done to those who have a fate: "kill" for the killed."""

_PLACES = frozenset(
    """town city village place area district region province state county country department governorate
    municipality parish ward canton oblast location site neighbourhood neighborhood island""".split()
)
"""Heads of the columns (and rows) that hold names of places."""

_WHOLE = re.compile(
    r"(?:(?:grand |sub)?totals?\b|overall\b|altogether\b|all\b|sum\b|nation\w*|in total\b|combined\b)", re.I
)
"""Names of the row that sums up the others: it is of no one place."""

_NO_COUNT = re.compile(
    r"\b(?:years?|dates?|rank\w*|no\.?|nr\.?|age|phone|tel\w*|time|change|rate|id|code|0{3}s?|thousands?|"
    r"millions?|billions?|per|price|score|points?|km|miles)\b|#",
    re.I,
)
"""Heads of columns whose numbers count nothing, or not as they are printed."""

_BELOW = re.compile(
    r"\b(?:following|below|these|figures?|numbers|table|breakdown|tally|tolls?|counts?)\b|:$", re.I
)
"""What speaks of the table behind it."""

_SOURCE = re.compile(r"\W*(?:sources?|data|figures)\s?:\s(?P<who>[^.;|()]{2,80}?)\W*", re.I)
_GIVES = frozenset("publish release give issue provide report put list count record share compile".split())


@dataclass(frozen=True)
class Tabled:
    """The statements of a report's tables, and the paragraphs that they stand in."""

    statements: tuple[Statement, ...]
    paragraphs: frozenset[int]


def tabled(at: Page, said: Sequence[Said]) -> Tabled:
    """What the tables of a report say; ``said`` are its attributions, for whose figures they are."""
    spans = at.report.paragraphs()
    found = tables([span.of(at.report.text) for span in spans])
    out: list[Statement] = []
    taken: set[int] = set()
    for table in found:
        if at.report.headline is not None and at.report.headline.overlaps(spans[table.first]):
            continue
        voice = _voice(at, table, spans, said, taken)
        made = [s for row in table.rows for s in _told(at, table, row, spans, voice)]
        if made:
            out += made
            taken.update(range(table.first, table.stop))
    return Tabled(tuple(out), frozenset(taken))


def _told(at: Page, table: Table, row: Row, spans: Sequence[Span], voice: Voice) -> Iterator[Statement]:
    """A statement for each number of a row that counts something."""
    text = at.report.text

    def place(cell: Cell) -> Span:
        return Span(spans[cell.line].start + cell.start, spans[cell.line].start + cell.end)

    labels = [place(cell) for cell, _ in row.labels]
    where = _where(at, row, labels)
    over = table.over
    if over is not None and not row.labels:
        named = place(over)
        if at.report.headline is None or not at.report.headline.overlaps(named):
            labels, where = [named], _mention(at, named)
    line = spans[row.line]
    when = next((a for span in labels for a in days_of(at.times_in(span), at.report.published)), None)
    for cell, head in row.numbers:
        meant = [head.text if head is not None else "", *(c.text for c, _ in row.labels)]
        counts = _counts(meant, bool(where) or table.over is not None)
        amount = next(iter(amounts(cell.text)), None)
        if counts is None or amount is None or not (amount.low or amount.high):
            continue
        of, status, unit = counts
        start = place(cell).start
        figure = Figure(
            start + amount.start, start + amount.end, amount.low, amount.high,
            amount.unit or unit, of, status, amount.exact,
        )  # fmt: skip
        value = place(cell)
        if head is not None and head.line == cell.line:
            value, head = Span(place(head).start, value.end), None  # "Killed: 18"
        whole = merged([*([place(head)] if head is not None else []), *labels, value])
        mode = Mode.INDIRECT if voice.kind == "speaker" else Mode.NARRATED
        yield Statement(
            id=statement_id(at, whole, mode, voice),
            report=at.report.id,
            spans=whole,
            text=joined(whole, text),
            mode=mode,
            force=Force.ASSERTED,
            voice=voice,
            sentence=line,
            about=when,
            places=where,
            figures=(figure,),
            act=_ACTS.get(status or "", ""),
            object=of,
        )


def _counts(meant: Sequence[str], placed: bool) -> tuple[str, str | None, str] | None:
    """What a number counts, what befell it and its unit, by the head of its column and the names of its row;
    None where it counts nothing that can be told."""
    head = meant[0]
    if _NO_COUNT.search(head):
        return None
    for words in meant:
        fates = [f for w in re.findall(r"[^\W\d_]+", words.lower()) if (f := _fate(w))]
        if len(set(fates)) == 1:
            thing = _thing(words)
            return (thing or "people", fates[0], "percent" if "%" in words else "")
        if fates:
            return None  # "killed or captured": neither alone
    thing = _thing(head)
    if not thing or not (placed or len(meant) > 1):
        return None
    return thing, None, "percent" if "%" in head else ""


def _fate(word: str) -> str | None:
    for form in (word, word.removesuffix("s"), word.removesuffix("ies") + "y", word.removesuffix("ed")):
        if form in STATUS:
            return STATUS[form]
    return STATUS.get(word.removesuffix("d"))


def _thing(words: str) -> str:
    """The noun that the head of a column ends with, in the singular: "Houses destroyed" counts houses; ""
    where it only says what befell ("Confirmed dead")."""
    found = [w for w in re.findall(r"[^\W\d_]{3,}", re.sub(r"\(.*?\)", "", words.lower())) if not _fate(w)]
    found = [w for w in found if w not in _PLAIN and not w.endswith(("ly", "ed"))]
    if not found:
        return ""
    last = found[-1]
    one = last[:-3] + "y" if last.endswith("ies") else last.removesuffix("s")
    return "people" if one in PEOPLE or last == "people" else one


_PLAIN = frozenset("total number the and not yet new count toll figure figures sum all share".split())


def _where(at: Page, row: Row, labels: Sequence[Span]) -> tuple[PlaceMention, ...]:
    """The places that a row is of: those named in a column of places, else those that are known."""
    out: list[PlaceMention] = []
    for (cell, head), span in zip(row.labels, labels, strict=True):
        if _WHOLE.match(cell.text):
            continue
        heading = set(re.findall(r"[^\W\d_]+", head.text.lower())) if head is not None else set()
        if heading & _PLACES:
            out += _mention(at, span)
        else:
            out += at.places_in([span])
    return tuple(out)


def _mention(at: Page, span: Span) -> tuple[PlaceMention, ...]:
    """A whole cell as a place, with what is known of it."""
    inside = at.places_in([span])
    known = next((p.place for p in inside if p.place is not None), None)
    return (PlaceMention(span.start, span.end, span.of(at.report.text), known),)


def _voice(at: Page, table: Table, spans: Sequence[Span], said: Sequence[Said], taken: set[int]) -> Voice:
    """Whose the figures of a table are: the source named behind it, or whoever speaks of it in the paragraph
    before; else the outlet."""
    text = at.report.text
    if table.stop < len(spans) and (named := _SOURCE.fullmatch(spans[table.stop].of(text))):
        taken.add(table.stop)
        return Voice(named["who"].strip(), "speaker")
    own = Voice(at.report.outlet or "", "outlet")
    before = (table.over.line if table.over is not None else table.first) - 1
    if before < 0:
        return own
    if (caption := _caption(spans[before].of(text))) or _BELOW.search(spans[before].of(text)):
        if caption:
            taken.add(before)
    else:
        return own
    near = [s for s in said if s.voice.kind == "speaker" and s.voice.name and _stands(s, spans[before])]
    if near:
        return replace(near[-1].voice)
    return _giver(at, before) or own


def _caption(line: str) -> bool:
    """Whether a line is the caption of the table below: one cell alone, between strokes."""
    return line[:1] == "|" and sum(bool(cell.strip()) for cell in line.split("|")) == 1


def _stands(one: Said, paragraph: Span) -> bool:
    return any(paragraph.overlaps(s) for s in (*one.content, *one.source))


def _giver(at: Page, paragraph: int) -> Voice | None:
    """Who "published the following figures", "gave these numbers"; None where nobody did."""
    for sentence in at.sentences:
        if sentence.paragraph != paragraph:
            continue
        parse: Parse = sentence.parse
        for i in sentence.words:
            who = parse.child(i, *SUBJECTS)
            thing = parse.child(i, "dobj")
            if (
                parse.words[i].lemma not in _GIVES
                or who is None
                or thing is None
                or parse.words[who].pos == "PRON"
            ):
                continue
            if not _BELOW.search(" ".join(parse.words[k].text for k in parse.subtree(thing))):
                continue
            under = [k for k in parse.subtree(who) if parse.words[k].dep not in {"det", "punct", "relcl"}]
            span = sentence.place(under[0], under[-1])
            return Voice(span.of(at.report.text), "speaker")
    return None
