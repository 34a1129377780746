"""A report as it is read: sentences with their parses, and every place, time and amount found in it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wiredesk.model.once import once
from wiredesk.model.parses import Parse
from wiredesk.model.reports import Report
from wiredesk.model.spans import Span
from wiredesk.model.statements import Mode, PlaceMention, TimeMention, Voice
from wiredesk.statements.conditions import Condition, conditions
from wiredesk.text.numbers import Amount, amounts, continental
from wiredesk.text.unspaced import unspaced, unspaced_amounts


@dataclass(frozen=True)
class Sentence:
    """Word indices ``words`` of a paragraph's ``parse``; ``at`` is the paragraph's offset in the text.

    Where it is not ``english``, no rule reads its words: it is kept whole, for quotations and figures."""

    parse: Parse
    words: range
    at: int
    paragraph: int
    english: bool = True

    @once
    def span(self) -> Span:
        """The whole sentence in the report's text."""
        return self.place(self.words[0], self.words[-1])

    @once
    def conditions(self) -> tuple[Condition, ...]:
        """Its conditions, in order."""
        return tuple(conditions(self.parse, self.words))

    @once
    def _middles(self) -> list[int]:
        words = self.parse.words
        return [self.at + (words[i].start + words[i].end - 1) // 2 for i in self.words]

    def place(self, first: int, last: int) -> Span:
        """The span in the report's text from one word to another, both included."""
        return Span(self.at + self.parse.words[first].start, self.at + self.parse.words[last].end)

    def within(self, spans: Iterable[Span]) -> list[int]:
        """Indices of the words that lie in some of the spans (by their middle), in order of the spans."""
        out: list[int] = []
        for span in spans:
            first = bisect_left(self._middles, span.start)
            last = bisect_left(self._middles, span.end)
            out.extend(self.words[first:last])
        return out


SPEECH = frozenset({"said", "according", "speaker", "post", "continued"})
"""Kinds of attribution whose content is somebody's words, apart from the sentence that brings it in."""


@dataclass(frozen=True, slots=True)
class Said:
    """What reading needs of an attribution; spans in the report's text.  ``kind`` as in
    :class:`wiredesk.statements.attribution.Attribution`."""

    content: tuple[Span, ...]
    source: tuple[Span, ...]
    cue: Span | None
    mode: Mode
    voice: Voice
    kind: str = "said"


Word = tuple[int, int]
"""A word of a page: number of its sentence, index in that paragraph's parse."""


@dataclass(frozen=True)
class Page:
    """A report with all that is known of its words before statements are cut."""

    report: Report
    sentences: tuple[Sentence, ...]
    places: tuple[PlaceMention, ...]
    times: tuple[TimeMention, ...]
    amounts: dict[int, list[Amount]]  # by paragraph, offsets in the paragraph

    @once
    def _ends(self) -> list[int]:
        return [s.span.end for s in self.sentences]

    def over(self, span: Span) -> range:
        """Numbers of the sentences that a span touches."""
        first = bisect_right(self._ends, span.start)
        last = first
        while last < len(self.sentences) and self.sentences[last].span.start < span.end:
            last += 1
        return range(first, last)

    def words(self, spans: Iterable[Span]) -> list[Word]:
        """The words in some spans, in order of the spans."""
        out: list[Word] = []
        for span in spans:
            key = span.start, span.end
            found = self._known.get(key)
            if found is None:
                found = [(n, i) for n in self.over(span) for i in self.sentences[n].within((span,))]
                self._known[key] = found
            out += found
        return out

    @once
    def _known(self) -> dict[tuple[int, int], list[Word]]:
        """The words of spans that were asked for: the same ones are asked for by many rules."""
        return {}

    def places_in(self, spans: Sequence[Span]) -> tuple[PlaceMention, ...]:
        """The place mentions inside some spans."""
        inside = {
            n
            for s in spans
            for n in range(bisect_left(self._starts, s.start), bisect_left(self._starts, s.end))
            if self.places[n].end <= s.end
        }
        return tuple(self.places[n] for n in sorted(inside))

    @once
    def shouted(self) -> bool:
        """Whether most letters of the report are capitals, as old wires print."""
        letters = [c for c in self.report.text if c.isalpha()]
        return 2 * sum(c.isupper() for c in letters) > len(letters)

    @once
    def headings(self) -> frozenset[int]:
        """The paragraphs that head a part of the report or link to another: one or two lines of three to
        fourteen words without a full stop, between paragraphs that end as sentences do.

        Of ninety such lines in 200 reports of AllSides thirty-four were read; one told something."""
        rows = [p.of(self.report.text).strip() for p in self.report.paragraphs()]
        short = [_unended(row) for row in rows]
        out: set[int] = set()
        at = 0
        while at < len(rows):
            stop = at
            while stop < len(rows) and short[stop]:
                stop += 1
            inner = 0 < at < stop < len(rows) and stop - at <= _HEADINGS
            if inner and _prose(rows[at - 1]) and _prose(rows[stop]):
                out.update(range(at, stop))
            at = max(stop, at + 1)
        return frozenset(out)

    @once
    def _starts(self) -> list[int]:
        return [p.start for p in self.places]

    def times_in(self, span: Span) -> Sequence[TimeMention]:
        """The time mentions inside one span."""
        first = bisect_left(self.times, span.start, key=lambda t: t.start)
        last = bisect_left(self.times, span.end, key=lambda t: t.start)
        return self.times[first:last]


_HEADINGS = 2
"""Lines in a row that may be headings; more are a list of what is told."""
_LISTED = re.compile(r"[^\w\"“'‘(]|[xo] |\(?\d")


def _unended(row: str) -> bool:
    """Whether a line is short and has no end of a sentence: a heading, a link, not a point of a list."""
    return 3 <= len(row.split()) <= 14 and row[-1].isalnum() and row[0].isupper() and not _LISTED.match(row)


def _prose(row: str) -> bool:
    return len(row.split()) >= 8 and row.rstrip("\"”’'»)]")[-1:] in set(".!?…")


def page(
    report: Report, parses: Sequence[Parse], places: Sequence[PlaceMention], times: Sequence[TimeMention]
) -> Page:
    """The page of a report; ``parses[i]`` is of ``report.paragraphs()[i]``."""
    sentences: list[Sentence] = []
    found: dict[int, list[Amount]] = {}
    rows = zip(report.paragraphs(), parses, report.unread(), strict=True)
    for number, (paragraph, parse, unread) in enumerate(rows):
        sentences.extend(
            Sentence(parse, words, paragraph.start, number, not unread) for words in _sentences(parse)
        )
        if unread and unspaced(parse.text):
            found[number] = unspaced_amounts(parse.text)
        else:
            found[number] = list(amounts(continental(parse.text) if unread else parse.text))
    by_start = tuple(sorted(times, key=lambda t: t.start))
    return Page(report, tuple(sentences), tuple(sorted(places, key=lambda p: p.start)), by_start, found)


def _sentences(parse: Parse) -> list[range]:
    """The sentences of a parse, a condition joined to what it depends on where the parser cuts them apart:
    "Ring The Harbour Office | If You Have News Of The Boat", whose words all begin with capitals (it cuts
    4 of 60 sentences with "if" of AllSides, FA-KES and the incidents when they are printed so)."""
    out: list[range] = []
    for words in parse.sentences:
        first = parse.words[words.start]
        before = parse.words[words.start - 1] if out else None
        on_one_line = before is not None and not parse.text[before.end : first.start].strip(" ")
        unended = before is not None and before.text[-1:].isalnum()
        if on_one_line and unended and first.text.lower() in _JOINED:
            out[-1] = range(out[-1].start, words.stop)
        else:
            out.append(words)
    return out


_JOINED = frozenset({"if", "unless", "until", "provided"})
"""Words that begin a condition, and no sentence after one without an end."""
