"""Whom a speaker relays: a paper that cites an official, an agency that quotes a witness."""

from __future__ import annotations

import re

from wiredesk.model.parses import Parse, Word
from wiredesk.model.statements import Voice
from wiredesk.statements.cast import Cast, Naming
from wiredesk.statements.names import of_words
from wiredesk.statements.phrases import Frame
from wiredesk.statements.quotes import Quoted
from wiredesk.statements.speakers import can_speak
from wiredesk.statements.standins import long_name


def quoted_in(parse: Parse, frame: Frame) -> list[Word]:
    """Who is quoted in "the paper quoted a guard as saying that …"; none for other cues."""
    i = frame.head
    if i < 0 or parse.words[i].lemma.lower() not in ("quote", "cite"):
        return []
    after = list(parse.words[i + 1 : i + 25])
    stop = next((n for n, w in enumerate(after[:-1]) if w.text == "as" and after[n + 1].tag == "VBG"), None)
    if not stop or any(w.text in ("”", "“", '"', ".") for w in after[:stop]):
        return []
    return after[:stop]


_CITING = re.compile(r"\s*,?\s*\b(?:which\s+)?(?:citing|cited|quoting|quoted)\s+")


def cited_by(marks: Quoted, frame: Frame, known: Cast) -> tuple[Naming, Naming] | None:
    """The source of an "according to" and whom it cites in turn: "…, citing a harbour official"."""
    text = marks.parse.text
    start, end = frame.source[-1]
    match = _CITING.search(text, start, end + 20)
    if match is None or match.start() > end:
        return None
    stop = re.compile(r"[,.;:]\s|[.;]?$| who\b| which\b| as saying\b").search(text, match.end())
    words = marks.words_between(match.end(), stop.start() if stop else len(text))
    if not words or len(words) > 15 or not can_speak(words):
        return None
    return of_words(marks.words_between(start, match.start()), text, known), of_words(words, text, known)


def relayed(marks: Quoted, frame: Frame, voice: Voice, known: Cast) -> Voice:
    """Whom a paper or a body cites for what it reports, with the voice in his chain: "The Courier reported,
    citing two officials, that …", "Citing a letter, Radio Varo said …"; the voice where it cites nobody who
    speaks ("citing the cold"), or is a person, who makes another's words his own."""
    parse, head = marks.parse, frame.head
    if frame.kind != "said" or head < 0 or voice.kind != "speaker" or not voice.name or voice.chain:
        return voice
    if voice.name in known.people or parse.words[head].tag not in ("VBD", "VBZ", "VBP", "VBN"):
        return voice
    sentence = parse.sentences[parse.words[head].sentence - parse.words[0].sentence]
    if voice.role is not None or any(marks.around(start) is not None for start, _ in frame.content):
        return voice
    for k in sentence:
        word = parse.words[k]
        if word.text.lower() not in ("citing", "quoting") or marks.around(word.start) is not None:
            continue
        if word.head != head and k != sentence.start and not 0 < k - head < 3:
            continue
        phrase: list[Word] = []
        for w in parse.words[k + 1 : min(sentence.stop, k + 14)]:
            if w.text in _ENDS or w.tag in _TOLD or w.dep in ("nsubj", "nsubjpass", "mark"):
                break
            if w.pos == "DET" and phrase and phrase[-1].pos in ("NOUN", "PROPN"):
                break  # "Citing medical sources the harbour watch said"
            phrase.append(w)
        if not phrase or phrase[-1].pos in ("DET", "ADJ") or not can_speak(phrase):
            continue
        what = of_words(phrase, parse.text, known)
        name = named_as(what, known) or without_article(parse.text[phrase[0].start : phrase[-1].end])
        if not name or name == voice.name or what.kind == "pronoun":
            continue
        named = what.kind in ("person", "body")
        group = long_name(what.group, known)
        return Voice(name, "speaker", what.role, group, voice.medium, (voice.name,), named)
    return voice


_ENDS = frozenset((",", ";", ".", ":", "“", '"', "(", "—", "–", "as", "seen", "that", "who", "which"))
_TOLD = frozenset(("VBD", "VBZ", "VBP", "MD", "WP", "WDT"))


def named_as(what: Naming, known: Cast) -> str:
    """What somebody is called in a report: by the best of his names, else by his role."""
    return known.best(what.name) if what.name else without_article(what.role or "")


def without_article(phrase: str) -> str:
    """A phrase as a name: "the old harbour watch" without "the", at most 100 characters in whole words."""
    name = re.sub(r"^(?:the|a|an)\s+", "", phrase.strip(" ,"), flags=re.I)
    return name if len(name) <= 100 else name[:100].rsplit(" ", 1)[0]


__all__ = ["cited_by", "named_as", "quoted_in", "relayed", "without_article"]
