"""Quotations that no cue brings in: whose they are, or that they are only told.

A quotation that begins a sentence goes on with whoever spoke.  One set into a sentence does not: "Vale had a
short answer: “…”" is the subject's, "the goal is “to cut waste”" the newsroom's, in words that it puts in
quotation marks.  Chosen on 38 of them in 270 reports of AllSides, fa-kes and local papers, of which 25 were
given to somebody who spoke before and says nothing here.
"""

from __future__ import annotations

from bisect import bisect_left
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
    behind = _named_behind(mark, one)
    if behind is not None:
        return behind
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
    if lead in (",", ":") and not spoken:
        own = _in_words(mark, one, lettered) or _said_first(mark, one, lettered)
        if own is not None:
            return own
    if (lead == ":" or told) and not spoken:
        return _announced(mark, one, lettered) or goes_on
    return None if lead.isalnum() and not spoken else goes_on


def _named_behind(mark: Quoted, one: Quotation) -> Frame | None:
    """The frame of a quotation that ends in a comma or a mark, and of whoever stands right behind it,
    whatever he does there: "“…,” Holm followed in a statement", "“…!” Vale interrupted", "“…,” one mother,
    who …"."""
    parse = mark.parse
    words = parse.words
    tail = parse.text[one.start : one.end].rstrip("\"'”’ ")[-1:]
    k = bisect_left(mark.word_starts, one.end)
    if tail not in (",", "!", "?") or k + 2 >= len(words) or words[k].start - one.end > 1:
        return None
    if not (words[k].text[:1].isupper() or words[k].text.lower() in ("a", "an", "one", "the")):
        return None
    end = k
    while end < len(words) and words[end].pos in _NAMING and end - k < 7:
        end += 1
    if end in (k, len(words)) or words[end].sentence != words[k].sentence or not can_speak(words[k:end]):
        return None
    does = words[end].tag in ("VBD", "VBZ")
    who = words[end].text == "," and end + 1 < len(words) and words[end + 1].text.lower() == "who"
    person = words[end - 1].ent == "PERSON" or words[end - 1].lemma.lower() in _PERSONS
    if not person or not (does or who) or words[end].lemma.lower() in ("be", "have"):
        return None
    cue = (words[end].start, words[end].end) if does else None
    head = end if does else -1
    return Frame("said", head, cue, ((words[k].start, words[end - 1].end),), end - 1, ((one.start, one.end),))


_NAMING = ("PROPN", "NOUN", "ADJ", "DET", "NUM")
_PERSONS = cues.ROLES | cues.UNNAMED | cues.words("mother father parent man woman student driver neighbor")


def _in_words(mark: Quoted, one: Quotation, before: Sequence[int]) -> Frame | None:
    """The frame of "In Vale’s words, “…”"."""
    parse = mark.parse
    words = parse.words
    last = before[-1]
    owner = next((c for c in parse.children(last) if words[c].dep == "poss"), None)
    if words[last].text.lower() != "words" or parse.low[before[0]] != "in" or owner is None:
        return None
    lo = min(k for k in parse.subtree(owner) if k in before)
    held = [w for w in words[lo : owner + 1] if w.tag != "POS"]
    span = (held[0].start, held[-1].end)
    return Frame("said", -1, (words[last].start, words[last].end), (span,), owner, ((one.start, one.end),))


def _said_first(mark: Quoted, one: Quotation, before: Sequence[int]) -> Frame | None:
    """The frame of "Said Commissioner Vale, “…”", which the parser takes for a name."""
    words = mark.parse.words
    first = words[before[0]]
    behind = [words[i] for i in before[1:]]
    if first.text not in _SAID_FIRST or not 0 < len(behind) < 7 or not can_speak(behind):
        return None
    if any(w.pos not in ("PROPN", "NOUN", "ADJ", "DET") for w in behind) or not behind[-1].text[0].isupper():
        return None
    span = (behind[0].start, behind[-1].end)
    return Frame("said", before[0], (first.start, first.end), (span,), before[-1], ((one.start, one.end),))


_SAID_FIRST = frozenset(("Said", "Says", "Added", "Wrote", "Tweeted", "Explained", "Recalled"))


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
