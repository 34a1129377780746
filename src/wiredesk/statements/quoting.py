"""Which verb of saying brings in a quotation: the one in the rest of its sentence, or the one before it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from wiredesk.model.parses import Parse, Word
from wiredesk.statements import cues
from wiredesk.statements.phrases import SUBJECTS, Range
from wiredesk.statements.quotes import Quoted


def speech_owners(parse: Parse, quoted: Quoted) -> dict[int, list[Range]]:
    """Cue word -> the speech quotations that are its words.

    A quotation belongs to the cue in the rest of its sentence after it, else to the cue before it
    (with a colon, a comma or "that" between), else it goes on from the quotation before.
    """
    owners: dict[int, list[Range]] = {}
    speech = quoted.speech
    before: int | None = None
    for n, one in enumerate(speech):
        left = speech[n - 1].end if n else 0
        right = speech[n + 1].start if n + 1 < len(speech) else len(parse.text)
        cue = _cue_after(parse, quoted, one.end, right)
        if cue is None:
            cue = _cue_before(parse, quoted, left, one.start)
        if cue is None and before is not None:
            gap = parse.text[speech[n - 1].end : one.start].strip()
            if len(gap) < 200:
                cue = before
        if cue is not None:
            owners.setdefault(cue, []).append((one.start, one.end))
        before = cue
    return owners


def _cue_after(parse: Parse, quoted: Quoted, start: int, end: int) -> int | None:
    """The cue in the rest of the sentence after a quotation that ends at ``start``."""
    text = parse.text
    closed = text[max(0, start - 3) : start].rstrip("”\"'’“»")
    segment = text[start:end]
    stop = re.search(r"(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\b(?:Mrs|Gen|Sen|Rep|Gov))[.!?](?:\s|$)|;", segment)
    limit = start + (stop.start() if stop else len(segment))
    ended = closed[-1:] in ".…"
    first = segment.lstrip(" ,—–-")[:1]
    if ended and first.isupper():
        return None
    best = None
    for i, word in _words_in(parse, quoted, start, limit):
        lemma = word.lemma.lower()
        if word.pos in ("NOUN", "PROPN") and any(
            w.pos == "VERB" and w.lemma.lower() in cues.STRONG
            for _, w in _words_in(parse, quoted, word.end, limit)
        ):
            continue  # "… state television reported"
        if word.pos in ("VERB", "AUX", "NOUN", "PROPN") and (lemma in cues.STRONG or lemma in cues.SAY):
            if lemma not in cues.STRONG and parse.child(i, *SUBJECTS) is None:
                continue
            if word.start - start > 160:
                break
            if parse.child(i, "mark") is not None or (word.tag == "VBG" and word.start - start > 40):
                continue
            best = i
            break
    return best


def _cue_before(parse: Parse, quoted: Quoted, start: int, end: int) -> int | None:
    """The cue in the sentence before a quotation that begins at ``end``."""
    text = parse.text
    lead = text[start:end].rstrip()
    if not lead or lead[-1] in '.!?;”"':
        return None
    cut = max(lead.rfind(". "), lead.rfind("! "), lead.rfind("? "), lead.rfind("; "))
    best = None
    for i, word in _words_in(parse, quoted, start + cut + 1, end):
        lemma = word.lemma.lower()
        if (lemma in cues.SAY or lemma in cues.THINK) and word.pos in ("VERB", "AUX", "ADJ", "NOUN"):
            if word.pos != "VERB" and lead[-1] not in ":,":
                continue
            if lemma in cues.THINK and lead[-1] not in ":,":
                continue
            best = i
    return best


def _words_in(parse: Parse, quoted: Quoted, start: int, end: int) -> Iterator[tuple[int, Word]]:
    """The words that begin in ``[start, end)`` with their indices."""
    for i in range(bisect_left(quoted.word_starts, start), bisect_left(quoted.word_starts, end)):
        yield i, parse.words[i]
