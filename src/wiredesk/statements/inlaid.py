"""Quotations that no cue brings in: whose they are, or that they are only told.

A quotation that begins a sentence goes on with whoever spoke.  One set into a sentence does not: "Vale had a
short answer: “…”" is the subject's, "the goal is “to cut waste”" the newsroom's, in words that it puts in
quotation marks.  Chosen on 38 of them in 270 reports of AllSides, fa-kes and local papers, of which 25 were
given to somebody who spoke before and says nothing here.
"""

from __future__ import annotations

from collections.abc import Sequence

from wiredesk.model.parses import Parse
from wiredesk.statements import cues
from wiredesk.statements.phrases import Frame, source_ranges, subject_of
from wiredesk.statements.quotes import Quoted
from wiredesk.statements.speakers import can_speak
from wiredesk.text.quotemarks import Quotation


def inlaid(mark: Quoted, one: Quotation, found: Sequence[Frame]) -> Frame | None:
    """The frame of a quotation that none of the ``found`` holds; None where nobody is quoted with it."""
    parse = mark.parse
    goes_on = Frame("continued", -1, None, (), None, ((one.start, one.end),))
    inside = [i for i, w in enumerate(parse.words) if one.start <= w.start < one.end and w.text.isalnum()]
    if not inside:
        return goes_on
    first = inside[0]
    sentence = parse.sentences[parse.words[first].sentence - parse.words[0].sentence]
    before = [i for i in range(sentence.start, first) if parse.words[i].end <= one.start]
    lettered = [i for i in before if parse.words[i].text[0].isalnum()]
    if not lettered or any(mark.around(parse.words[i].start) is not None for i in lettered[-1:]):
        return goes_on
    lead = parse.text[: one.start].rstrip()[-1:]
    start, end = parse.words[sentence.start].start, parse.words[sentence.stop - 1].end
    spoken = any(f.cue and f.kind == "said" and f.source and start <= f.cue[0] < end for f in found)
    told = lead == "," and parse.words[_last_subject(parse, lettered)[0]].lemma.lower() in cues.STRONG
    if lead == ":" and not spoken and _tells_what_is(parse, lettered):
        return None
    if (lead == ":" or told) and not spoken:
        return _announced(mark, one, lettered) or goes_on
    return None if lead.isalnum() and not spoken else goes_on


def _tells_what_is(parse: Parse, before: Sequence[int]) -> bool:
    """Whether the words before a colon say what somebody is or is not, and not that he speaks: "Vale is no
    target: “Whoever …”"."""
    verb, subject = _last_subject(parse, before)
    named = subject is not None and parse.words[subject].pos in ("PROPN", "PRON")
    return named and parse.lemmas[verb] == "be" and parse.child(verb, "attr") is not None


def _announced(mark: Quoted, one: Quotation, before: Sequence[int]) -> Frame | None:
    """The frame of what stands behind a colon: whose "response" or "line" it is, else the subject of the last
    verb before it; None where that is nobody."""
    parse = mark.parse
    at = len(parse.text[: one.start].rstrip()) - 1
    source, head = _whose(parse, before), before[-1]
    if source is None:
        head, source = _last_subject(parse, before)
    if source is None:
        return None
    ranges = source_ranges(parse, source, head)
    words = [w for s, e in ranges for w in mark.words_between(s, e)]
    while words and words[-1].tag == "POS":
        words.pop()
    if not words or not can_speak(words) or words[0].text.lower() in _NOBODY:
        return None
    spans = ((words[0].start, words[-1].end),)
    return Frame("speaker", -1, (at, at + 1), spans, source, ((one.start, one.end),))


_NOBODY = frozenset(("it", "this", "that", "there", "what", "which", "its"))
_SAYINGS = frozenset(
    "word response reply answer line message comment reaction verdict conclusion advice".split()
)


def _whose(parse: Parse, before: Sequence[int]) -> int | None:
    """Whose the "response" or "key line" is that stands right before a colon."""
    last = next((i for i in reversed(before) if parse.words[i].pos in ("NOUN", "PROPN")), None)
    if last is None or last != before[-1] or parse.words[last].lemma.lower() not in _SAYINGS:
        return None
    return next((c for c in parse.children(last) if parse.words[c].dep == "poss"), None)


def _last_subject(parse: Parse, before: Sequence[int]) -> tuple[int, int | None]:
    for i in reversed(before):
        word = parse.words[i]
        if word.pos in ("VERB", "AUX") and word.dep not in ("aux", "auxpass", "amod"):
            subject = subject_of(parse, i)
            return i, subject if subject in before else None
    return before[-1], None


__all__ = ["inlaid"]
