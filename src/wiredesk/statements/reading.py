"""The statements of one report: who said what, and what the outlet itself tells, clause by clause."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from wiredesk.model.ids import content_id
from wiredesk.model.parses import Parse
from wiredesk.model.reports import Report
from wiredesk.model.spans import Span, joined, merged
from wiredesk.model.statements import Force, Mode, PlaceMention, Statement, TimeMention, Voice
from wiredesk.statements.clauses import Clause, clauses
from wiredesk.statements.conditions import conditions, follows_condition
from wiredesk.statements.control import control
from wiredesk.statements.events import event
from wiredesk.statements.figures import figures, paragraph_amounts
from wiredesk.statements.force import force, negated
from wiredesk.statements.sentences import CLOSERS, OPENERS, Sentence, finite, runs
from wiredesk.statements.when import about
from wiredesk.text.numbers import Amount


@dataclass(frozen=True, slots=True)
class Said:
    """What reading needs of an attribution; spans in the report's text."""

    content: tuple[Span, ...]
    source: tuple[Span, ...]
    cue: Span | None
    mode: Mode
    voice: Voice


@dataclass(frozen=True)
class Page:
    """A report with all that is known of its words before statements are cut."""

    report: Report
    sentences: tuple[Sentence, ...]
    places: tuple[PlaceMention, ...]
    times: tuple[TimeMention, ...]
    amounts: dict[int, list[Amount]]  # by paragraph
    english: bool


def read(
    report: Report,
    parses: Sequence[Parse],
    said: Sequence[Said],
    places: Sequence[PlaceMention],
    times: Sequence[TimeMention],
) -> tuple[Statement, ...]:
    """The statements of a report in text order, given its attributions, places and times."""
    page = _page(report, parses, places, times)
    skip = [s for s in (report.headline, *report.furniture) if s is not None]
    usable = {n: [i for i in s.words if i not in set(s.within(skip))] for n, s in enumerate(page.sentences)}
    if not any(usable.values()):  # nothing but a headline: then it is the body
        usable = {n: list(s.words) for n, s in enumerate(page.sentences)}
    owner = _owners(page, said)
    out: list[Statement] = []
    for index, attribution in enumerate(said):
        out.extend(_attributed(page, attribution, index, owner, usable))
    for n, sentence in enumerate(page.sentences):
        out.extend(_narrated(page, sentence, [i for i in usable[n] if (n, i) not in owner], said))
    return _unique(out)


def _page(
    report: Report, parses: Sequence[Parse], places: Sequence[PlaceMention], times: Sequence[TimeMention]
) -> Page:
    sentences: list[Sentence] = []
    amounts: dict[int, list[Amount]] = {}
    for number, (paragraph, parse) in enumerate(zip(report.paragraphs(), parses, strict=True)):
        sentences.extend(Sentence(parse, words, paragraph.start, number) for words in parse.sentences)
        amounts[number] = paragraph_amounts(parse.text)
    return Page(
        report, tuple(sentences), tuple(places), tuple(times), amounts, report.language in {None, "en"}
    )  # fmt: skip


def _owners(page: Page, said: Sequence[Said]) -> dict[tuple[int, int], int]:
    """The attribution whose words each (sentence, word) is: the shortest that holds it."""
    sizes: dict[tuple[int, int], int] = {}
    out: dict[tuple[int, int], int] = {}
    for index, attribution in enumerate(said):
        size = sum(len(s) for s in attribution.content)
        for n, sentence in enumerate(page.sentences):
            if not any(s.overlaps(sentence.span) for s in attribution.content):
                continue
            for i in sentence.within(attribution.content):
                if size < sizes.get((n, i), size + 1):
                    sizes[n, i] = size
                    out[n, i] = index
    return out


def _attributed(
    page: Page,
    attribution: Said,
    index: int,
    owner: dict[tuple[int, int], int],
    usable: dict[int, list[int]],
) -> list[Statement]:
    by_sentence: dict[int, list[int]] = defaultdict(list)
    for (n, i), who in owner.items():
        if who == index and i in set(usable[n]):
            by_sentence[n].append(i)
    cue_words = _cue_lemmas(page, attribution)
    out: list[Statement] = []
    previous: Statement | None = None
    for n in sorted(by_sentence):
        sentence = page.sentences[n]
        words = sorted(by_sentence[n])
        if not any(sentence.parse.words[i].text[0].isalnum() for i in words):
            continue
        made = _cut(page, sentence, words, attribution, cue_words)
        if made and previous is not None and follows_condition([sentence.parse.words[i].text for i in words]):
            joined_one = _offer(page, previous, made[0])
            out.remove(previous)
            made = [joined_one, *made[1:]]
        out.extend(made)
        previous = made[-1] if made else previous
    return out


def _offer(page: Page, before: Statement, after: Statement) -> Statement:
    """Two sentences that make one conditional offer: "We ask X. In return, we will Y"."""
    spans = merged([*before.spans, *after.spans])
    if len(spans) > 1 and all(
        not page.report.text[a.end : b.start].strip(" .,!?\u00a0") for a, b in itertools.pairwise(spans)
    ):
        spans = (Span(spans[0].start, spans[-1].end),)
    return replace(
        _renamed(page, after, spans),
        force=Force.CONDITIONAL,
        condition=Span(before.spans[0].start, before.spans[-1].end),
        sentence=Span(before.sentence.start, after.sentence.end),
        figures=tuple(dict.fromkeys((*before.figures, *after.figures))),
        places=tuple(dict.fromkeys((*before.places, *after.places))),
        about=after.about or before.about,
    )


def _renamed(page: Page, statement: Statement, spans: tuple[Span, ...]) -> Statement:
    return replace(
        statement,
        id=content_id(
            "s", page.report.id, [(s.start, s.end) for s in spans], statement.mode, statement.voice.name
        ),
        spans=spans,
        text=joined(spans, page.report.text),
    )


def _cut(
    page: Page, sentence: Sentence, words: Sequence[int], attribution: Said, cue: Sequence[str]
) -> list[Statement]:
    if not page.english:
        whole = Clause(tuple(words), words[0], "main")
        return [_statement(page, sentence, whole, attribution, cue)]
    return [_statement(page, sentence, c, attribution, cue) for c in _pieces(sentence, words)]


def _pieces(sentence: Sentence, words: Sequence[int]) -> list[Clause]:
    """The clauses of some words, each with the noun that its relative or participle describes."""
    out = []
    for clause in clauses(sentence.parse, sentence.words, words):
        if (clause.kind == "relative" and clause.noun is not None) or (
            clause.kind == "participle"
            and clause.noun is not None
            and sentence.parse.words[clause.head].dep == "acl"
        ):
            out.append(_with_noun(sentence.parse, clause, set(words)))
        else:
            out.append(clause)
    return out


def _with_noun(parse: Parse, clause: Clause, inside: set[int]) -> Clause:
    """A relative clause or participle with the noun phrase before it, where that stands next to it."""
    assert clause.noun is not None
    if parse.words[clause.noun].pos not in {"NOUN", "PROPN", "PRON"}:
        return clause
    before = [k for k in parse.subtree(clause.noun) if k < clause.words[0] and k in inside]
    reach = [k for k in before if k in range(min(before), clause.words[0])] if before else []
    if not reach or clause.words[0] - min(reach) > 14:
        return clause
    return Clause(
        tuple(sorted({*range(min(reach), clause.words[0]), *clause.words} & inside)),
        clause.head,
        clause.kind,
        clause.noun,
    )


def _narrated(page: Page, sentence: Sentence, words: Sequence[int], said: Sequence[Said]) -> list[Statement]:
    parse = sentence.parse
    if not any(parse.words[i].text[0].isalnum() for i in words):
        return []
    frames = [s for s in said if _touches(s, sentence)]
    framed = set(sentence.within([x for s in frames for x in (*s.source, *([s.cue] if s.cue else []))]))
    cues = set(sentence.within([s.cue for s in frames if s.cue]))
    own = Said((), (), None, Mode.NARRATED, Voice(page.report.outlet or "", "outlet"))
    if not page.english:
        return [] if frames else [_statement(page, sentence, Clause(tuple(words), words[0], "main"), own, ())]
    out = []
    for clause in _pieces(sentence, words):
        if frames and not _has_news(parse, clause, framed, cues):
            continue
        if len(clause.words) < 2:
            continue
        out.append(_statement(page, sentence, clause, own, ()))
    return out


def _touches(said: Said, sentence: Sentence) -> bool:
    where = [*said.source, *said.content, *([said.cue] if said.cue else [])]
    return any(s.overlaps(sentence.span) for s in where)


def _has_news(parse: Parse, clause: Clause, framed: set[int], cues: set[int]) -> bool:
    """Whether what is left of a sentence around its attribution says something of its own."""
    rest = [i for i in clause.words if i not in framed and parse.words[i].pos != "PUNCT"]
    if not any(parse.words[i].pos in {"VERB", "AUX"} for i in rest) or len(rest) < 4:
        return False
    if clause.head in cues or set(clause.words) & cues:
        return (
            any(
                parse.words[i].pos == "VERB"
                and finite(parse, i)
                and parse.child(i, "nsubj", "nsubjpass") is not None
                for i in rest
            )
            and len(rest) >= 7
        )
    return True


def _cue_lemmas(page: Page, attribution: Said) -> tuple[str, ...]:
    if attribution.cue is None:
        return ()
    for sentence in page.sentences:
        if sentence.span.overlaps(attribution.cue):
            return tuple(sentence.parse.words[i].lemma.lower() for i in sentence.within([attribution.cue]))
    return ()


def _statement(page: Page, sentence: Sentence, clause: Clause, said: Said, cue: Sequence[str]) -> Statement:
    parse, text = sentence.parse, page.report.text
    words = clause.words
    spans = _quoted_edges(text, [sentence.place(a, b) for a, b in runs(words)], said)
    condition = _condition(sentence, clause, spans) if page.english else None
    happening = event(parse, clause.head) if page.english else None
    toponyms = [
        (p.start - sentence.at, p.end - sentence.at, p.name)
        for p in page.places
        if any(s.covers(Span(p.start, p.end)) for s in spans)
    ] or [
        (
            parse.words[r[0]].start,
            parse.words[r[-1]].end,
            parse.text[parse.words[r[0]].start : parse.words[r[-1]].end],
        )
        for r, label in parse.entities
        if label in {"GPE", "LOC"} and not page.places and set(r) <= set(words)
    ]
    outlet = page.report.outlet or ""
    voice = said.voice
    mode = said.mode
    what = (
        force(parse, words, clause.head, cue, conditional=condition is not None)
        if page.english
        else Force.ASSERTED
    )
    return Statement(
        id=content_id("s", page.report.id, [(s.start, s.end) for s in spans], mode, voice.name or outlet),
        report=page.report.id,
        spans=spans,
        text=joined(spans, text),
        mode=mode,
        force=what,
        voice=voice,
        sentence=sentence.span,
        cue=said.cue,
        source=said.source,
        condition=condition,
        about=about(page.times, spans, sentence.span),
        places=tuple(p for p in page.places if any(s.covers(Span(p.start, p.end)) for s in spans)),
        figures=figures(parse, sentence.at, words, page.amounts[sentence.paragraph]),
        control=control(parse, words, toponyms) if page.english else None,
        act=happening.act if happening else "",
        actor=happening.actor if happening else "",
        object=happening.object if happening else "",
        negated=negated(parse, happening.verb if happening else clause.head) if page.english else False,
        background=page.english and said.mode is Mode.NARRATED and _background(parse, clause),
    )


def _condition(sentence: Sentence, clause: Clause, spans: Sequence[Span]) -> Span | None:
    inside = set(clause.words)
    for found in conditions(sentence.parse, sentence.words):
        mine = [i for i in found.antecedent if i in inside]
        if mine and len(mine) * 2 > len(found.antecedent):
            place = sentence.place(mine[0], mine[-1])
            if any(s.covers(place) for s in spans):
                return place
            return next((s for s in spans if s.overlaps(place)), None)
    return None


def _quoted_edges(text: str, spans: list[Span], said: Said) -> tuple[Span, ...]:
    """The spans with the quotation marks and the comma or full stop before a closing mark that stand
    at their edges, as far as the attribution's content reaches."""
    out = []
    for span in spans:
        start, end = span.start, span.end
        limit = next((c for c in said.content if c.start <= start and end <= c.end), None)
        if limit is not None:
            if limit.start < start and all(ch in OPENERS or ch.isspace() for ch in text[limit.start : start]):
                start = limit.start
            tail = text[end : limit.end]
            closing = len(tail) - len(tail.lstrip(".,!?;: \u00a0…"))
            if tail[closing:] and all(ch in CLOSERS for ch in tail[closing:].strip()):
                end = limit.end
            elif (
                text[start] in OPENERS
                and text[end - 1] not in CLOSERS
                and end < len(text)
                and text[end] in CLOSERS
            ):
                end += 1
        out.append(Span(start, end))
    return merged(out)


def _background(parse: Parse, clause: Clause) -> bool:
    """Standing description: a present-tense "is", without time, figure of people or event."""
    word = parse.words[clause.head]
    if word.lemma not in {
        "be",
        "lie",
        "border",
        "include",
        "consist",
        "comprise",
        "host",
    } or word.tag not in {"VBZ", "VBP"}:
        return False
    if any(parse.words[i].ent in {"DATE", "TIME"} for i in clause.words):
        return False
    return parse.child(clause.head, "attr", "dobj", "prep", "advmod") is not None and not any(
        parse.words[c].dep == "expl" for c in parse.children(clause.head)
    )


def _unique(found: Iterable[Statement]) -> tuple[Statement, ...]:
    kept: dict[str, Statement] = {}
    for statement in found:
        kept.setdefault(statement.id, statement)
    return tuple(sorted(kept.values(), key=lambda s: (s.spans[0].start, s.spans[-1].end, s.id)))
