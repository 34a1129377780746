"""Other ways to find who said what, beside ours in ``python -m bench attribution``.

Each gives the spans of source, cue and content of a text, for the same scorer on the same articles:

- ``plain``: a reporting verb with a clausal complement and a subject, from spaCy's parse; the complement is
  the content, the subject the source.
- ``tracker``: rules after the Gender Gap Tracker's quote extractor (Asr et al. 2021, PLOS ONE), written anew
  from its description: the complement clauses of reporting verbs with the verb's subject; "according to";
  quotations between marks, whose verb and speaker are those of the reporting verb nearest to them; a
  quotation inside a complement already taken is not taken twice.
- ``textacy``: its direct quotations, paragraph by paragraph, where textacy is installed (``pip install
  'wiredesk[peers]'``).  A paragraph with an odd number of quotation marks makes it give up: none is counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from importlib import import_module
from types import ModuleType

from wiredesk.model.parses import Parse
from wiredesk.model.spans import Span
from wiredesk.statements.cues import SAY

Spans = dict[str, set[tuple[int, int]]]
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_QUOTED = re.compile(r"[“\"]([^“”\"]{8,}?)[”\"]")


def _reach(parse: Parse, i: int, at: int, skip: frozenset[int] = frozenset()) -> tuple[int, int]:
    """Offsets of a subtree without the punctuation at its edges."""
    words = [k for k in parse.subtree(i) if k not in skip]
    while (
        len(words) > 1 and parse.words[words[-1]].pos == "PUNCT" and parse.words[words[-1]].text not in '"”'
    ):
        words.pop()
    while len(words) > 1 and parse.words[words[0]].text in {",", ":"}:
        words.pop(0)
    return at + parse.words[words[0]].start, at + parse.words[words[-1]].end


def _reported(parse: Parse) -> Iterator[tuple[int, int, int | None]]:
    """Reporting verbs with their clausal complement and their subject."""
    for i, word in enumerate(parse.words):
        if word.lemma.lower() not in SAY or word.pos not in {"VERB", "AUX"}:
            continue
        complement = parse.child(i, "ccomp")
        if complement is not None:
            yield i, complement, parse.child(i, *SUBJECTS)


def plain(paragraphs: Sequence[Span], parses: Sequence[Parse]) -> Spans:
    """Reporting verbs with subject and complement."""
    out: Spans = {"source": set(), "cue": set(), "content": set()}
    for paragraph, parse in zip(paragraphs, parses, strict=True):
        at = paragraph.start
        for verb, complement, subject in _reported(parse):
            if subject is None:
                continue
            out["cue"].add((at + parse.words[verb].start, at + parse.words[verb].end))
            out["source"].add(_reach(parse, subject, at))
            out["content"].add(_reach(parse, complement, at))
    return out


def tracker(paragraphs: Sequence[Span], parses: Sequence[Parse]) -> Spans:
    """The Gender Gap Tracker's three kinds of quotation: complement, "according to", between marks."""
    out = plain(paragraphs, parses)
    for paragraph, parse in zip(paragraphs, parses, strict=True):
        at, words = paragraph.start, parse.words
        for i, word in enumerate(words):
            if word.text.lower() != "according" or i + 1 >= len(words) or words[i + 1].text.lower() != "to":
                continue
            who = parse.child(i + 1, "pobj") if words[i + 1].head == i else parse.child(i, "pobj")
            top = word.head
            if who is None or top == i:
                continue
            own = frozenset(parse.subtree(i))
            out["source"].add(_reach(parse, who, at))
            out["cue"].add((at + word.start, at + words[i + 1].end))
            out["content"].add(_reach(parse, top, at, own))
        taken = [(s - at, e - at) for s, e in out["content"] if paragraph.start <= s < paragraph.end]
        for quotation in _QUOTED.finditer(parse.text):
            start, end = quotation.span()
            if any(s < end and start < e for s, e in taken):
                continue
            near = [
                i
                for i, w in enumerate(words)
                if w.lemma.lower() in SAY and w.pos == "VERB" and not start <= w.start < end
            ]
            away = {i: min(abs(words[i].start - end), abs(words[i].end - start)) for i in near}
            verb = min(near, key=away.__getitem__, default=None)
            if verb is None or away[verb] > 60:
                continue
            subject = parse.child(verb, *SUBJECTS)
            if subject is None:
                continue
            out["source"].add(_reach(parse, subject, at))
            out["cue"].add((at + words[verb].start, at + words[verb].end))
            out["content"].add((at + start, at + end))
    return out


def textacy() -> ModuleType | None:
    """textacy's extraction where it is installed, else None."""
    try:
        return import_module("textacy.extract.triples")
    except ImportError:
        return None


def direct(triples: ModuleType, text: str, paragraphs: Sequence[Span]) -> Spans:
    """textacy's direct quotations of a text."""
    from wiredesk.resources.parser import _model

    out: Spans = {"source": set(), "cue": set(), "content": set()}
    for paragraph, doc in zip(paragraphs, _model().pipe([p.of(text) for p in paragraphs]), strict=True):
        try:
            found = list(triples.direct_quotations(doc))
        except ValueError:  # an odd number of quotation marks
            continue
        for one in found:
            for role, part in (("source", one.speaker), ("cue", one.cue), ("content", one.content)):
                tokens = list(part)
                start, last = paragraph.start + tokens[0].idx, tokens[-1]
                out[role].add((start, paragraph.start + last.idx + len(last.text)))
    return out
