"""Speech told in a relative clause or a participle: "the hotel, which fire officials said was lost", "a memo
that said the port was closed", "reported hearing shots".

The taggers pass most of these over.  Chosen on nine answer keys of AllSides and fa-kes, where one voice in
twelve is told so.
"""

from __future__ import annotations

from wiredesk.model.parses import Parse
from wiredesk.statements import cues
from wiredesk.statements.contact import reach
from wiredesk.statements.phrases import (
    SUBJECTS,
    Frame,
    child_clause,
    cue_range,
    node_range,
    source_ranges,
    subject_of,
)
from wiredesk.statements.quotes import Quoted

PAPERS = cues.words("""
    letter statement memo filing complaint lawsuit release email e-mail affidavit petition communique
    communiqué op-ed editorial brief motion indictment manifesto essay report study poll survey post tweet
    response views view argument note speech article book document memorandum
""")
"""Nouns of what says something in its writer's name."""
_CUES = cues.words("say tell add claim report announce allege believe warn")
_TOLD_OF = cues.words("report describe recall admit deny recount mention acknowledge confirm")
_CITES = frozenset(("cite", "quote", "add", "say"))
_NOMINAL = frozenset(("DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM"))
_FINITE = ("VBD", "VBZ", "VBP", "MD")


def interposed(parse: Parse, mark: Quoted) -> list[Frame]:
    """A speaker put between "which" and its verb: "the hotel, which firemen told Radio Varo was lost"."""
    out = []
    words = parse.words
    for i in parse.lemmatized(_CUES):
        word = words[i]
        if word.tag not in _FINITE or mark.around(word.start) is not None:
            continue
        which = i - 1
        while which > 0 and i - which < 8 and words[which].pos in _NOMINAL and words[which].tag not in _WHICH:
            which -= 1
        if i - which < 2 or words[which].tag not in _WHICH or words[which].sentence != word.sentence:
            continue
        if words[which].text.lower() == "that" and words[which].dep == "mark":
            continue
        verb = i + 1
        if word.lemma.lower() == "tell":
            while (
                verb < len(words)
                and verb - i < 6
                and (words[verb].pos in _NOMINAL or words[verb].text == "-")
            ):
                verb += 1
        if verb >= len(words) or words[verb].tag not in _FINITE or words[verb].sentence != word.sentence:
            continue
        end = reach(parse, i, verb) + 1
        if end - verb < 3:
            continue
        source = ((words[which + 1].start, words[i - 1].end),)
        content = ((words[verb].start, words[end - 1].end),)
        out.append(Frame("said", i, (word.start, words[verb - 1].end), source, i - 1, content))
    return out


_WHICH = ("WDT", "WP")


def written(parse: Parse, mark: Quoted) -> list[Frame]:
    """What a document says in its own relative clause: "he wrote a memo that said the port was closed"."""
    out = []
    words = parse.words
    for i in parse.lemmatized(cues.STRONG):
        word = words[i]
        if word.tag not in _FINITE or mark.around(word.start):
            continue
        subject = parse.child(i, "nsubj")
        clause = child_clause(parse, i, "ccomp")
        if subject is None or clause is None or words[subject].tag not in _WHICH:
            continue
        paper = words[word.head]
        if word.dep not in ("relcl", "acl") or paper.lemma.lower() not in PAPERS or word.head > subject:
            continue
        source = ((words[subject].start, words[subject].end),)
        content = (node_range(parse, mark, clause),)
        out.append(Frame("said", i, cue_range(parse, i), source, subject, content))
    return out


def happened(parse: Parse, mark: Quoted) -> list[Frame]:
    """What somebody tells in a participle: "local journalists reported hearing dozens of shots"."""
    out = []
    words = parse.words
    for i in parse.lemmatized(_TOLD_OF):
        word = words[i]
        if word.tag not in ("VBD", "VBZ", "VBP", "VBN") or i + 1 >= len(words):
            continue
        if word.tag == "VBN" and parse.child(i, "aux", "auxpass") is not None:
            continue
        if (
            words[i + 1].tag != "VBG"
            or words[i + 1].lemma.lower() in _CITES
            or mark.around(word.start) is not None
        ):
            continue
        act = i + 1
        subject = subject_of(parse, i)
        if words[act].head != i or subject is None or subject > i or words[subject].tag in _WHICH:
            continue
        if words[subject].dep not in SUBJECTS:
            continue
        source = source_ranges(parse, subject, i)
        out.append(Frame("act", i, cue_range(parse, i), source, subject, (node_range(parse, mark, act),)))
    return out


__all__ = ["PAPERS", "happened", "interposed", "written"]
