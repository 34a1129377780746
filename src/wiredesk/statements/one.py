"""One statement: a clause with its words, force, time, places, figures, act, and who holds what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from wiredesk.model.ids import content_id
from wiredesk.model.parses import Parse
from wiredesk.model.spans import Span, joined, merged
from wiredesk.model.statements import Figure, Force, Mode, PlaceMention, Statement, Voice
from wiredesk.statements.clauses import Clause
from wiredesk.statements.control import control
from wiredesk.statements.events import Event, event
from wiredesk.statements.figures import figures, plain_figures
from wiredesk.statements.force import force, undertakes
from wiredesk.statements.negations import negated
from wiredesk.statements.page import Page, Said, Sentence
from wiredesk.statements.sentences import CLOSERS, OPENERS, SUBJECTS, runs
from wiredesk.statements.tense import tense
from wiredesk.statements.when import about


def statement(
    at: Page, sentence: Sentence, clause: Clause, said: Said, cue: Sequence[str], mark: Said | None
) -> Statement:
    """The statement that ``clause`` makes as part of what ``said`` attributes (to the outlet, where it is
    narrated); ``cue`` holds the lemmas of the cue's words, ``mark`` an attribution inside the clause."""
    parse, text, words = sentence.parse, at.report.text, clause.words
    spans = _quoted_edges(text, [sentence.place(a, b) for a, b in runs(words)], said)
    told = spans
    if clause.borrowed:
        shown = sorted({*words, *clause.borrowed})
        spans = _quoted_edges(text, [sentence.place(a, b) for a, b in runs(shown)], said)
    condition = _condition(sentence, clause, spans) if sentence.english else None
    if condition is not None and not any(s.overlaps(condition) for s in spans):
        spans = tuple(sorted((*spans, condition)))  # what a promise hangs on is never shown without it
    happening = event(parse, clause.head, clause.noun) if sentence.english else Event("", "", "", clause.head)
    toponyms = tuple(_used(sentence, p) for p in at.places_in(told))
    held = control(parse, words, _toponyms(at, sentence, words, toponyms)) if sentence.english else None
    what = Force.ASSERTED
    asks = text[spans[-1].end : spans[-1].end + 1] == "?" or text[: spans[-1].end].endswith(("?", '?"', "?”"))
    if sentence.english:
        asks = asks or _inverted(sentence, clause, text)
        hangs = condition is not None and not _whatever_happens(parse, clause, condition.of(text))
        what = force(parse, words, clause.head, cue, conditional=hangs, question=asks)
        if what is Force.ASSERTED and clause.under is not None:
            what = force(parse, words, clause.under, cue, conditional=False, question=False)
        if what is Force.ASSERTED and said.mode is not Mode.NARRATED and undertakes(parse, clause.head):
            what = Force.PROMISED
        open_ = mark is not None and mark.kind in {"hearsay", "seems", "adverb"}
        if what is Force.ASSERTED and mark is not None and open_ and not _came_in(mark, text):
            what = Force.HEDGED
    if what in {Force.CONDITIONAL, Force.DEMANDED, Force.PROMISED, Force.ASKED}:
        held = None  # nobody holds a place because he is asked to leave it
    counted = _counted(at, sentence, clause)
    return Statement(
        id=statement_id(at, spans, said.mode, said.voice),
        report=at.report.id,
        spans=spans,
        text=joined(spans, text),
        mode=said.mode,
        force=what,
        voice=said.voice,
        sentence=sentence.span,
        cue=said.cue,
        source=said.source,
        condition=condition,
        about=about(sentence, clause, at.times_in(sentence.span), at.report.published),
        places=toponyms,
        figures=counted,
        control=held,
        act=happening.act,
        actor=happening.actor,
        object=happening.object,
        negated=sentence.english and (negated(parse, happening.verb) != _lacks(parse, clause)),
        tense=tense(parse, clause.head if clause.under is None else clause.under) if sentence.english else "",
        background=sentence.english
        and said.mode is Mode.NARRATED
        and held is None
        and not any(f.status for f in counted)
        and _background(parse, clause),
    )


def _came_in(mark: Said, text: str) -> bool:
    """Whether something was reported to somebody, and no clause tells what: "No arrests were reported"."""
    cue = mark.cue
    return (
        cue is not None
        and mark.kind == "hearsay"
        and text[cue.start : cue.end].lower().endswith("reported")
        and all(s.end <= cue.start for s in mark.content)
    )


def _whatever_happens(parse: Parse, clause: Clause, condition: str) -> bool:
    """Whether a clause is told to be so in any case, "even if she does not lose her seat", and not only what
    would be ("even if he won, it would be void")."""
    if not re.match(r"\W*even (?:if|when|though)\b", condition, re.I):
        return False
    return not any(
        parse.words[c].text.lower() in {"would", "'d", "’d", "could", "might"}
        for c in parse.children(clause.head)
    )


def _inverted(sentence: Sentence, clause: Clause, text: str) -> bool:
    """Whether a clause of a sentence that ends in a question mark is a question itself: "What did he know,
    and when did he know it?"."""
    parse = sentence.parse
    if text[sentence.span.start : sentence.span.end].rstrip("”\"'’ ")[-1:] != "?":
        return False
    own = parse.child(clause.head, *SUBJECTS)
    helps = [c for c in parse.children(clause.head) if parse.words[c].dep in {"aux", "auxpass"}]
    first = helps[0] if helps else clause.head
    return own is not None and first < own and parse.words[first].pos in {"AUX", "VERB"}


def _lacks(parse: Parse, clause: Clause) -> bool:
    """ "without telling the mayor": the mayor was not told."""
    return clause.kind == "aside" and parse.words[clause.words[0]].text.lower() == "without"


def _counted(at: Page, sentence: Sentence, clause: Clause) -> tuple[Figure, ...]:
    """The figures of a clause; those of a share are of what the whole toll is of."""
    parse, amounts = sentence.parse, at.amounts[sentence.paragraph]
    if not sentence.english:
        return plain_figures(amounts, sentence.at, [sentence.place(a, b) for a, b in runs(clause.words)])
    whole = None
    if clause.kind == "share":
        before = [i for i in sentence.words if i < clause.words[0]]
        told = [f for f in figures(parse, sentence.at, before, amounts) if f.status]
        whole = (told[0].of, told[0].status) if told else None
    return figures(parse, sentence.at, clause.words, amounts, whole)


def statement_id(at: Page, spans: Sequence[Span], mode: Mode, voice: Voice) -> str:
    return content_id("s", at.report.id, [(s.start, s.end) for s in spans], mode, voice.name)


def _used(sentence: Sentence, place: PlaceMention) -> PlaceMention:
    """A place as its clause uses it: not locative where it only describes ("the Varo inquiry")."""
    words = sentence.within([Span(place.start, place.end)])
    if not words:
        return place
    parse, last = sentence.parse, words[-1]
    top = last
    while parse.words[top].head in words and parse.words[top].head != top:
        top = parse.words[top].head
    after = parse.words[last + 1].text if last + 1 < len(parse.words) else ""
    above = parse.words[top].head
    describes = above > last and (
        parse.words[top].dep in {"compound", "amod", "nmod"}
        or (after in {"-", "–"} and parse.words[above].dep == "amod")  # "Varo-led"
    )
    joined_on = after in {"-", "–"} or parse.words[last].ent in {"ORG", "PERSON", "PRODUCT", "WORK_OF_ART"}
    named = joined_on and describes
    if describes and parse.words[above].lemma.lower() in _LANDS and not named:
        return place
    return replace(place, locative=False) if describes else place


_LANDS = frozenset(
    """province district region city town village county suburb neighborhood neighbourhood area valley state
    countryside border airport port street road bridge square hospital camp prison court courthouse coast
    outskirts governorate island mountain capital""".split()
)


def _toponyms(
    at: Page, sentence: Sentence, words: Sequence[int], found: Sequence[PlaceMention]
) -> list[tuple[int, int, str]]:
    """Toponyms as (start, end, name) in the paragraph; the parser's where no gazetteer gave any."""
    if at.places:
        return [(p.start - sentence.at, p.end - sentence.at, p.name) for p in found]
    parse, inside = sentence.parse, set(words)
    out = []
    for where, label in parse.entities:
        if label in {"GPE", "LOC"} and set(where) <= inside:
            start, end = parse.words[where[0]].start, parse.words[where[-1]].end
            out.append((start, end, parse.text[start:end]))
    return out


def _condition(sentence: Sentence, clause: Clause, spans: Sequence[Span]) -> Span | None:
    inside = set(clause.words)
    for found in sentence.conditions:
        mine = [i for i in found.antecedent if i in inside]
        if mine and (mine[0] == found.antecedent[0] or len(mine) * 2 > len(found.antecedent)):
            place = sentence.place(mine[0], mine[-1])
            if any(s.covers(place) for s in spans):
                return place
            return next((s for s in spans if s.overlaps(place)), None)
    return _beside(sentence, clause)


def _beside(sentence: Sentence, clause: Clause) -> Span | None:
    """The condition that stands outside a clause and that it depends on: before or after words that somebody
    is quoted with ("If it rains, she warned, “we will stay”"), or before the first of several things that
    "will" follow from it."""
    words = sentence.parse.words
    for found in sentence.conditions:
        then = set(found.consequent)
        if clause.head not in then or 2 * len(then & set(clause.words)) <= len(clause.words):
            continue
        if set(found.antecedent) & set(clause.words) or _elsewhere(
            sentence.parse, found.antecedent, clause.head
        ):
            continue
        would = any(words[c].tag == "MD" for c in sentence.parse.children(clause.head) if c in then)
        if would or min(clause.words) <= min(then) + 1:
            return sentence.place(found.antecedent[0], found.antecedent[-1])
    return None


def _elsewhere(parse: Parse, antecedent: Sequence[int], head: int) -> bool:
    """Whether a condition hangs on a participle that neither holds ``head`` nor is held by it: "“We wait,” he
    said, citing harm if they came" names what the harm hangs on, and not the waiting."""
    inside = set(antecedent)
    above = next((parse.words[i].head for i in antecedent if parse.words[i].head not in inside), head)
    while parse.words[above].dep == "xcomp":
        above = parse.words[above].head  # "vowing to stay until they leave"
    if parse.words[above].tag != "VBG" or parse.words[above].dep != "advcl":
        return False
    return head not in parse.subtree(above) and above not in parse.subtree(head)


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
        elif _open_quote(text[start:end]) and (close := _closing(text, end)):
            end = close
        out.append(Span(start, end))
    return merged(out)


def _open_quote(words: str) -> bool:
    """Whether a quotation begins in ``words`` and does not end there."""
    return words.count("“") > words.count("”") or words.count('"') % 2 == 1


def _closing(text: str, end: int) -> int | None:
    """The end of the closing mark that stands at ``end``, a comma or full stop before it passed over."""
    for at in (end, end + 1):
        if at < len(text) and text[at] in '”"' and text[end:at].strip(".,!?") == "":
            return at + 1
    return None


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


def lemmas(at: Page, cue: Span | None) -> tuple[str, ...]:
    """The lemmas of a cue's words; not its names, which say nothing of what is done ("quoted a source at
    Police Command as saying"), nor its medium ("said in a press release": nobody is pressed)."""
    out: list[str] = []
    behind = False
    for n, i in at.words([cue]) if cue is not None else []:
        word = at.sentences[n].parse.words[i]
        if word.pos != "PROPN" and not (behind and word.pos == "NOUN"):
            out.append(word.lemma.lower())
        behind = behind or (word.pos == "ADP" and bool(out[1:]))
    return tuple(out)
