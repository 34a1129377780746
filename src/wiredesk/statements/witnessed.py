"""Whom a sentence names at its end for what it tells: "…, as the mayor recalls", "…, per the Courier".

Chosen on 75 reports of AllSides and local papers, in which five sentences end so.
"""

from __future__ import annotations

from wiredesk.model.parses import Parse
from wiredesk.statements import cues
from wiredesk.statements.phrases import Frame, trim
from wiredesk.statements.quotes import Quoted
from wiredesk.statements.speakers import can_speak

_RECALLS = cues.words("""
    recall note report write tell explain put observe recount relate document detail remark acknowledge
    concede argue describe
""")
_UNITS = cues.words("""
    hour day week month year person head capita cent mile gallon household game night share ton minute second
    family vote student
""")
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_LONGEST = 14
"""Words that such an end may have."""


def witnesses(parse: Parse, mark: Quoted) -> list[Frame]:
    """The attributions of such sentences."""
    out = []
    words = parse.words
    for k in parse.spelled(frozenset(("as", "per"))):
        if k < 4 or words[k - 1].text != "," or mark.around(words[k].start) is not None:
            continue
        sentence = parse.sentences[words[k].sentence - words[0].sentence]
        end = sentence.stop - 1
        while end > k and words[end].pos == "PUNCT" and words[end].text not in (")", "”", '"'):
            end -= 1
        if not 1 < end - k < _LONGEST or any(words[n].text in (",", ";", ":") for n in range(k, end)):
            continue
        if not any(w.tag in _FINITE for w in words[sentence.start : k - 1]):
            continue
        content = trim(parse, words[sentence.start].start, words[k - 1].start)
        found = _per(parse, k, end) if words[k].text == "per" else _as(parse, k, end)
        if content is None or found is None or mark.speech_around(content[0]) is not None:
            continue
        kind, head, cue, (first, last) = found
        source = ((words[first].start, words[last].end),)
        out.append(Frame(kind, head, cue, source, last, (content,)))
    return out


def _per(parse: Parse, k: int, end: int) -> tuple[str, int, tuple[int, int], tuple[int, int]] | None:
    """ "per the magazine"; not "per hour"."""
    words = parse.words
    some = words[k + 1 : end + 1]
    named = some[0].text.lower() in ("the", "a") or some[0].text[:1].isupper()
    if (
        not named
        or some[-1].lemma.lower() in _UNITS
        or any(w.pos == "VERB" for w in some)
        or not can_speak(some)
    ):
        return None
    return "according", k, (words[k].start, words[k].end), (k + 1, end)


def _as(parse: Parse, k: int, end: int) -> tuple[str, int, tuple[int, int], tuple[int, int]] | None:
    """ "as Ida Holm recalls in The Vale": a speaker right behind "as" and his verb, without an object."""
    words = parse.words
    cue = next((n for n in range(k + 2, end + 1) if words[n].pos == "VERB"), None)
    if cue is None or words[cue].tag not in _FINITE or parse.lemmas[cue] not in _RECALLS:
        return None
    last = cue - 1
    while last > k and words[last].pos in ("ADV", "AUX"):
        last -= 1
    some = words[k + 1 : last + 1]
    behind = words[cue + 1 : end + 1]
    if not some or any(w.pos in ("VERB", "AUX", "PUNCT") for w in some) or not can_speak(some):
        return None
    if any(w.pos in ("VERB", "AUX") for w in behind) or (
        behind and behind[0].pos not in ("ADP", "NOUN", "PROPN", "ADV")
    ):
        return None
    return "said", cue, (words[cue].start, words[cue].end), (k + 1, last)


__all__ = ["witnesses"]
