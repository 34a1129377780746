"""Where the trained taggers and the rules disagree: which of the two an attribution follows.

The choices were made on the PolNeAR development articles and on reports of
one event from many outlets: none costs accuracy, and each mends an error that an editor
would strike.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from wiredesk.model.parses import Parse
from wiredesk.statements import cues
from wiredesk.statements.quotes import Quoted
from wiredesk.statements.reported import Frame, Range, noun_before

_HANGING = re.compile(r"[\s,;]*\b(?:while|whereas|and|but|as|although|though|after|when)?[\s,;]*$")


def agreed(learned: Sequence[Frame], found: Sequence[Frame], mark: Quoted) -> list[Frame]:
    """The taggers' frames, mended by the rules' frames of the same cues."""
    rules = {f.head: f for f in found if f.head >= 0}
    out = []
    for frame in learned:
        rule = rules.get(frame.head)
        frame = _one_source(frame)
        if rule is not None:
            frame = _whole(frame, rule, mark)
            if not frame.source and rule.source:
                frame = replace(frame, source=rule.source, source_head=rule.source_head)
        out.append(_to_its_end(_finished(_spoken(frame, mark), learned, mark), learned, mark))
    return [_apart(frame, out, mark) for frame in out]


def _spoken(frame: Frame, mark: Quoted) -> Frame:
    """With the noun phrase right before an active verb of saying, where neither found a source."""
    parse = mark.parse
    if frame.source or frame.head < 0 or frame.kind not in ("said", "hearsay"):
        return frame
    word = parse.words[frame.head]
    if word.tag not in ("VBD", "VBZ") or word.lemma.lower() not in cues.STRONG:
        return frame
    if parse.child(frame.head, "auxpass", "nsubjpass", "expl") is not None:
        return frame
    found = noun_before(parse, frame.head)
    if found is None or any(s < found[1] and found[0] < e for s, e in frame.content):
        return frame
    return replace(frame, kind="said", source=(found,))


def _one_source(frame: Frame) -> Frame:
    """Of several source phrases, the one nearest to the cue."""
    if len(frame.source) < 2 or frame.cue is None:
        return frame
    start, end = frame.cue
    nearest = min(frame.source, key=lambda s: start - s[1] if s[1] <= start else s[0] - end)
    return replace(frame, source=(nearest,), source_head=None)


def _whole(frame: Frame, rule: Frame, mark: Quoted) -> Frame:
    """The rule's content where the tagger kept only pieces of that same clause."""
    if len(rule.content) != 1 or any(mark.speech_around(s) is not None for s, _ in frame.content):
        return frame
    start, end = rule.content[0]
    inside = all(start <= s and e <= end for s, e in frame.content)
    if not inside or frame.content == rule.content:
        return frame
    pieces = len(frame.content) > 1
    tail = (
        rule.kind in ("said", "according")
        and frame.cue is not None
        and end < frame.cue[0]
        and frame.content[-1][1] == end
    )
    return replace(frame, content=rule.content) if pieces or tail else frame


_UNFINISHED = frozenset(("DET", "AUX", "ADP", "CCONJ", "SCONJ"))


def _finished(frame: Frame, others: Sequence[Frame], mark: Quoted) -> Frame:
    """The content with the rest of its sentence where the tagger stopped at an article, a preposition or an
    auxiliary, and nobody else is heard before the sentence ends.  Found on a report of a shooting; the
    PolNeAR development articles and the development answer keys come out the same with and without."""
    words = [w for s, e in frame.content[-1:] for w in mark.words_between(s, e)]
    if frame.kind not in ("said", "according") or not words or words[-1].pos not in _UNFINISHED:
        return frame
    start, end = frame.content[-1]
    after = [w for w in mark.words_between(end, end + 400) if w.sentence == words[-1].sentence]
    if not after or words[-1].tag == "RP" or not (after[0].text[:1].isalnum()):
        return frame
    stop = after[-1].start if after[-1].pos == "PUNCT" else after[-1].end
    heard = [
        r for f in others if f is not frame for r in (*f.source, *f.content, *([f.cue] if f.cue else []))
    ]
    heard += [*frame.source, *([frame.cue] if frame.cue else [])]
    if any(a < stop and end < b for a, b in heard) or mark.speech_around(end) is not None:
        return frame
    return replace(frame, content=(*frame.content[:-1], (start, stop)))


_ASIDE = frozenset(("while", "whereas", "whilst", "although", "though", "as", "but"))
_BREAKS = frozenset((",", ";", ":", "—", "–", "-", "(", ")", '"', "“", "”", "[", "..."))


def _to_its_end(frame: Frame, others: Sequence[Frame], mark: Quoted) -> Frame:
    """The content with the words right behind it that hang in it, where the tagger stopped in the middle of
    a clause: "said three boats hit a pier in Varo | on Tuesday killing ten".  Of 150 reports of fa-kes and
    AllSides, eighteen held such a stop."""
    if frame.kind not in ("said", "according") or not frame.content or frame.cue is None:
        return frame
    parse = mark.parse
    start, end = frame.content[-1]
    if end < frame.cue[0] or mark.around(end - 1) is not None or mark.around(end) is not None:
        return frame
    first, stop = bisect_left(mark.word_starts, start), bisect_left(mark.word_starts, end)
    if (
        stop >= len(parse.words)
        or stop <= first
        or parse.words[stop].sentence != parse.words[stop - 1].sentence
    ):
        return frame
    spoken = [f for f in others if f.kind in ("said", "according")]
    heard = [r for f in (*spoken, frame) for r in (*f.source, *((f.cue,) if f.cue else ()))]
    heard += [r for f in spoken if f is not frame for r in f.content if not r[0] <= start]
    inside = set(range(first, stop))
    last = stop - 1
    told = frame.head >= 0 and parse.lemmas[frame.head] == "tell"  # "told him it was off, and left"
    joined = stop if told else _joined(parse, stop, inside - {f.head for f in others})
    for k in range(stop, len(parse.words)):
        word = parse.words[k]
        if k < joined:
            inside.add(k)
            continue
        inner = word.text == "-" and word.start == parse.words[k - 1].end  # "single-payer"
        within = word.text == "," and _of_a_place(parse, k + 1, inside)
        if word.sentence != parse.words[stop - 1].sentence or (
            word.text in _BREAKS and not (inner or within)
        ):
            break
        if within:
            inside.add(k)
            continue
        if k == stop and (word.text.lower() in _ASIDE or word.dep == "cc" or word.pos == "PUNCT"):
            break
        if any(a < word.end and word.start < b for a, b in heard):
            return frame
        hangs = word.pos == "PUNCT" or any(above in inside for above in parse.ancestors(k))
        governs = k < stop + 3 and k in parse.ancestors(stop - 1)  # "said the boy | was one of three"
        if not hangs and not governs:
            break
        inside.add(k)
        last = k
    while last >= stop and parse.words[last].pos == "PUNCT":
        last -= 1
    if last < stop:
        return frame
    return replace(frame, content=(*frame.content[:-1], (start, parse.words[last].end)))


def _joined(parse: Parse, k: int, inside: set[int]) -> int:
    """Behind how many words, from ``k`` on, a clause or predicate joined to what is said begins: "… she did
    not live there | , but | was visiting"; ``k`` where none is."""
    words, first = parse.words, k
    while first < len(words) and first < k + 2 and (words[first].text == "," or words[first].dep == "cc"):
        first += 1
    low = {words[n].text.lower() for n in range(k, first)}
    if first == k or not low & {",", "and", "but"} or "or" in low:
        return k
    for verb in range(first, min(first + 9, len(words))):
        if words[verb].sentence != words[k - 1].sentence:
            return k
        if words[verb].dep == "conj" and words[verb].pos in ("VERB", "AUX") and words[verb].head in inside:
            own = parse.child(verb, "nsubj", "nsubjpass", "expl")
            pronoun = own is not None and words[own].text.lower() in ("he", "she", "they")
            noun = own is not None and "and" in low and words[own].text[0].islower()
            return verb if own is None or pronoun or noun else k
    return k


def _of_a_place(parse: Parse, k: int, inside: set[int]) -> bool:
    """Whether word ``k`` names, behind a comma, the land or county of the place right before it."""
    if k >= len(parse.words) or parse.words[k].ent != "GPE" or parse.words[k - 2].ent != "GPE":
        return False
    return parse.words[k].dep in ("appos", "npadvmod") and any(a in inside for a in parse.ancestors(k))


def _apart(frame: Frame, others: Sequence[Frame], mark: Quoted) -> Frame:
    """The content without another speaker's name at its end ("… while the mayor" said …)."""
    content: list[Range] = []
    for start, end in frame.content:
        for other in others:
            if other is frame or other.cue is None or other.cue[0] < end:
                continue
            for low, high in other.source:
                if start < low < end <= high and other.cue[0] - end < 80:
                    end = start + len(_HANGING.sub("", mark.parse.text[start:low]))
        if end > start:
            content.append((start, end))
    return replace(frame, content=tuple(content)) if content else frame
