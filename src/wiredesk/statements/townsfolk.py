"""Speakers named with their town or body, which is taken for them: "Police in Varo, Ostmark, said"."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from wiredesk.model.parses import Parse
from wiredesk.statements.phrases import Frame
from wiredesk.statements.quotes import Quoted
from wiredesk.statements.speakers import can_speak

_WHERE = frozenset(("in", "of", "at", "from", "near", "for"))
_PLACES = ("GPE", "LOC", "FAC")
MOST = 8
"""So many words a town and its state have at most."""


def of_a_town(frame: Frame, mark: Quoted) -> Frame:
    """With the people of a town, where the state behind its comma is taken for the speaker.

    By hand, after one report of incidents; the statements of 330 other reports stay as they were.
    """
    if frame.kind not in ("said", "thought", "act", "denial") or len(frame.source) != 1 or frame.cue is None:
        return frame
    start, end = frame.source[0]
    words = mark.parse.words
    last = bisect_left(mark.word_starts, end) - 1
    first = bisect_left(mark.word_starts, start)
    if (
        not 0 <= first <= last
        or end > frame.cue[0]
        or any(w.ent not in _PLACES for w in words[first : last + 1])
    ):
        return frame
    begin = _people(mark.parse, first)
    if begin is None:
        return frame
    at, noun = begin
    content = tuple(
        (s, min(e, words[at].start)) if s < words[at].start < e <= start else (s, e)
        for s, e in frame.content
        if not words[at].start <= s < end
    )
    return replace(frame, source=((words[at].start, end),), source_head=noun, content=content)


def _people(parse: Parse, state: int) -> tuple[int, int] | None:
    """Where those begin, and their noun, of whose town the word ``state`` names the state; None where it does
    not: "Police in Varo," before it, at the beginning of a clause."""
    words = parse.words
    if state < 4 or words[state - 1].text != ",":
        return None
    k = state - 2
    while k > 0 and state - k < MOST and words[k].ent in _PLACES and words[k].text[:1].isupper():
        k -= 1
    if k == state - 2 or k < 1 or words[k].text.lower() not in _WHERE:
        return None
    noun = k - 1
    if words[noun].pos not in ("NOUN", "PROPN") or words[noun].sentence != words[state].sentence:
        return None
    at = noun
    while at > 0 and words[at - 1].pos in ("NOUN", "PROPN", "ADJ", "DET", "NUM") and noun - at < 5:
        at -= 1
    if (
        at > 0
        and words[at - 1].sentence == words[at].sentence
        and words[at - 1].pos in ("VERB", "ADP", "AUX")
    ):
        return None  # "went to the fire in Varo, Ostmark said"
    if words[at].tag == "VBG" and at < noun:
        return None  # "Meeting officials in Varo, Ostmark said"
    return (at, noun) if can_speak(words[at : noun + 1]) else None


_OF_BODY = re.compile(r", (?:with|of|from) (?:the )?$")


def of_a_body(frame: Frame, mark: Quoted) -> Frame:
    """With the person between commas, where the body that he belongs to is taken for the speaker: "The fire
    began at noon, Lt. Ida Holm, with the Orsk County Sheriff's Office, said"."""
    if (
        frame.kind != "said"
        or len(frame.source) != 1
        or frame.cue is None
        or frame.source[0][1] > frame.cue[0]
    ):
        return frame
    start, end = frame.source[0]
    text, words = mark.parse.text, mark.parse.words
    lead = _OF_BODY.search(text[: start + (4 if text[start:].lower().startswith("the ") else 0)])
    if lead is None:
        return frame
    last = bisect_left(mark.word_starts, lead.start()) - 1
    first = last
    while (
        first > 0
        and words[first].text != ","
        and (words[first].text[:1].isupper() or words[first].text == ".")
    ):
        first -= 1
    named = words[first + 1 : last + 1]
    if first < 1 or words[first].text != "," or not any(w.ent == "PERSON" for w in named):
        return frame
    begin = named[0].start
    content = tuple((s, min(e, words[first].start)) for s, e in frame.content if s < words[first].start)
    return replace(frame, source=((begin, end),), source_head=last, content=content) if content else frame
