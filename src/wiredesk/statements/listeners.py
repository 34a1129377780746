"""Listeners: whom somebody tells something is no part of what he tells.

"Told reporters officials were looking for the cause" and "informed the officer that he was armed" name one
who hears it first.  The parser makes one phrase of two nouns side by side, and the taggers took it for the
content; in 400 reports of AllSides, fa-kes and local papers seven statements began so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wiredesk.model.parses import Parse
from wiredesk.statements.phrases import Frame
from wiredesk.statements.sentences import OPENERS, finite
from wiredesk.statements.speakers import can_speak

_TO_SOMEBODY = frozenset("tell inform warn assure remind notify".split())
"""Verbs of telling that name the listener before what is told."""
_ALWAYS = frozenset({"tell"})
"""Those that do so even where no "that" follows: nobody tells without telling somebody."""
_BEGINS = frozenset({"PRP", "DT", "PRP$", "EX"})


def without_listener(frame: Frame, parse: Parse) -> Frame:
    """The frame with content that begins behind the listener, where it took him in."""
    if frame.kind != "said" or frame.cue is None or frame.head < 0 or not frame.content:
        return frame
    head = parse.words[frame.head]
    (start, end), *more = frame.content
    if head.lemma.lower() not in _TO_SOMEBODY or parse.child(frame.head, "auxpass") is not None:
        return frame
    words = [i for i, w in enumerate(parse.words) if start <= w.start and w.end <= end]
    if not words or words[0] != frame.head + 1 or words[0] == words[-1]:
        return frame
    behind = _behind(parse, words, head.lemma.lower() in _ALWAYS)
    if behind is None:
        return frame
    return replace(frame, content=((parse.words[behind].start, end), *more))


def _behind(parse: Parse, words: Sequence[int], always: bool) -> int | None:
    """Where what is told begins; None where it may be all of the words, or cannot be told."""
    verb = next((i for i in words if finite(parse, i)), None)
    ahead = (i for i in words[1:11] if parse.words[i].text == "that")
    that = next((i for i in ahead if parse.words[i].tag == "IN"), None)
    if that is not None and (verb is None or that < verb):
        return that
    if not always or verb is None or verb - words[0] < 2:
        return None
    first = words[0]
    for i in range(first + 1, verb):
        before = parse.words[i - 1]
        named = before.pos in {"NOUN", "PROPN"} or before.text in {"”", '"'}
        if named and parse.words[i].tag in _BEGINS:
            return i
    if parse.words[first].tag == "DT" and parse.words[first + 1].tag == "NN" and verb - first > 2:
        first += 1
    one, two = parse.words[first], parse.words[first + 1]
    beside = one.tag in {"NN", "NNS"} and one.head == first + 1 and two.tag == "NNS"
    return first + 1 if beside and one.text not in OPENERS and can_speak([one]) else None


__all__ = ["without_listener"]
