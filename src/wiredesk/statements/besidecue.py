"""The speaker that stands right beside a cue, or is told of before it, where taggers and parser find nobody
or take a neighbour.

Chosen on nine answer keys of AllSides and fa-kes, on a reading of a hundred statements, and on some two
hundred of AllSides, local papers and fa-kes whose voice was missing or wrong.
"""

from __future__ import annotations

import re
from dataclasses import replace

from wiredesk.model.parses import Parse
from wiredesk.statements import cues
from wiredesk.statements.phrases import Frame, source_ranges
from wiredesk.statements.quotes import Quoted

_SPEAKERS = cues.ROLES | cues.UNNAMED | cues.BODIES
_LINKS = frozenset(("and", "but"))
_INSIDE = frozenset(("DET", "ADJ", "NOUN", "PROPN"))
_TELLS = ("VBD", "VBZ", "VBP", "MD")


def named_behind_cue(frame: Frame, mark: Quoted) -> Frame:
    """With the person named right behind the cue, where the words before its comma are taken for the
    speaker: "The bill, said Ida Holm, a lawyer, is “old”", "“…,” write Ida Holm and Bo Vale"."""
    parse, i = mark.parse, frame.head
    words = parse.words
    if frame.kind != "said" or not 0 < i < len(words) - 1 or frame.cue is None or len(frame.source) > 1:
        return frame
    if words[i].lemma.lower() not in cues.STRONG or words[i].tag not in ("VBD", "VBZ", "VBP"):
        return frame
    if words[i - 1].text not in (",", "”", '"') or mark.around(words[i + 1].start) is not None:
        return frame
    before = frame.source[0] if frame.source else None
    between = "" if before is None else parse.text[before[1] : frame.cue[0]]
    if before is not None and (before[1] > frame.cue[0] or len(between) > 4 or re.search(r"\w", between)):
        return frame
    last = i
    led = _led(parse, i)
    for k in range(i + 1 + led, min(len(words), i + 14 + led)):
        joins = words[k].text.lower() in ("and", ".", "-") and last > i
        if words[k].sentence != words[i].sentence or not (words[k].text[:1].isupper() or joins):
            break
        last = k if not joins else last
    if last == i or not any(w.ent == "PERSON" for w in words[i + 1 + led : last + 1]):
        return frame
    if _does_something(parse, last):
        return frame
    source = (words[i + 1].start, words[last].end)
    content = tuple((s, e) for s, e in frame.content if e <= source[0] or s >= source[1])
    if before is not None:
        told = mark.parse.text[: before[1]].rstrip(" ,")
        content = ((before[0], len(told)), *content)
    return replace(frame, source=(source,), source_head=last, content=content) if content else frame


def _led(parse: Parse, i: int) -> int:
    """How many words say behind a cue what somebody is who is named behind them: "said shooting victim | Bo
    Vale", "said his neighbour | Ida Holm"."""
    words = parse.words
    k = i + 1
    while k < len(words) - 1 and words[k].text.islower() and words[k].text.isalpha() and k - i < 5:
        k += 1
    lead = words[i + 1 : k]
    behind = words[i - 1].text in ("”", '"') and words[k].ent == "PERSON" and words[k].ent_begin
    noun = bool(lead) and lead[-1].tag == "NN" and all(w.pos not in _NO_LEAD for w in lead)
    return len(lead) if behind and noun else 0


_NO_LEAD = ("ADP", "PRON", "SCONJ", "CCONJ", "AUX", "ADV", "PUNCT")


def _does_something(parse: Parse, k: int) -> bool:
    """Whether a verb follows a name, so that it is told of: "Quist, a Democrat, said Ida Holm owes more"."""
    words = parse.words
    n = k + 1
    while n < len(words) - 1 and (words[n].pos == "ADV" or words[n].text in ("“", '"', "``")):
        n += 1
    return n < len(words) and words[n].sentence == words[k].sentence and words[n].tag in _TELLS


def listed_verbs(frame: Frame, mark: Quoted) -> Frame:
    """With the subject of the clause before, where the parser takes that clause for words: "He called it a
    “hoax,” tweeted that it is over and asked for its end"."""
    parse, i = mark.parse, frame.head
    words = parse.words
    if frame.kind != "said" or i < 3 or frame.source or frame.cue is None or words[i].tag != "VBD":
        return frame
    if words[i].lemma.lower() not in cues.STRONG or i + 1 >= len(words) or words[i + 1].text != "that":
        return frame
    before = [r for r in frame.content if r[1] <= frame.cue[0]]
    behind = tuple(r for r in frame.content if r[0] >= frame.cue[1])
    clause = next((c for c in parse.children(i) if c < i and words[c].dep in ("ccomp", "advcl")), None)
    subject = None if clause is None else parse.child(clause, "nsubj")
    if not before or not behind or subject is None or clause is None or words[clause].tag == "VBG":
        return frame
    if words[i - 1].text not in (",", "”", '"') or mark.around(words[subject].start) is not None:
        return frame
    if not _may_speak(parse, subject):
        return frame
    source = source_ranges(parse, subject, clause)
    return replace(frame, source=source, source_head=subject, content=behind)


def nearest_subject(frame: Frame, mark: Quoted) -> Frame:
    """With the subject of the cue, or of the verb that it hangs on, where no speaker is found: "Holm spoke of
    the pier, suggesting that …", "gave no reason, other than to say that …"."""
    parse, i = mark.parse, frame.head
    if frame.kind != "said" or i < 0 or frame.source or frame.cue is None:
        return frame
    if parse.words[i].tag == "VBN" and parse.child(i, "auxpass") is not None:
        return frame
    for k in (i, *parse.ancestors(i)):
        if parse.words[k].sentence != parse.words[i].sentence:
            break
        subject = parse.child(k, "nsubj")
        if subject is None:
            continue
        at = parse.words[subject].start
        told = mark.around(at) is not None or any(s <= at < e for s, e in frame.content)
        if subject > i or told or not _may_speak(parse, subject):
            break
        return replace(frame, source=source_ranges(parse, subject, k), source_head=subject)
    return frame


def who_knows(frame: Frame, mark: Quoted) -> Frame:
    """With the people whom the cue is told of, where the last thing of their own clause is taken for the
    speaker: "Two sources who are involved with the case confirmed that …"."""
    parse, i = mark.parse, frame.head
    words = parse.words
    if frame.kind not in ("said", "act") or i < 0 or len(frame.source) != 1 or frame.cue is None:
        return frame
    if words[i].tag not in ("VBD", "VBZ", "VBP"):
        return frame
    start, end = frame.source[0]
    if not 0 <= frame.cue[0] - end <= 12:
        return frame
    inside = [k for k in range(max(0, i - 12), i) if start <= words[k].start < end]
    if not inside or any(speaks(parse, k) for k in inside):
        return frame
    for k in parse.ancestors(inside[-1]):
        clause = next((c for c in parse.children(k) if words[c].dep == "relcl"), None)
        if k < inside[0] and words[k].pos == "NOUN" and speaks(parse, k) and clause is not None:
            if clause < inside[0]:
                lo = min(parse.subtree(k))
                return replace(frame, source=((words[lo].start, words[k].end),), source_head=k)
            break
    return frame


def nearest_teller(frame: Frame, mark: Quoted) -> Frame:
    """With the last people told of before a participle that is hung on a thing: "The number of piers falls as
    companies give up, saying they cannot …"."""
    parse, i = mark.parse, frame.head
    words = parse.words
    if frame.kind != "said" or i < 2 or words[i].tag != "VBG" or len(frame.source) != 1:
        return frame
    start, end = frame.source[0]
    held = [k for k in range(i) if start <= words[k].start < end]
    if held and held[-1] == i - 1 and not _may_speak(parse, i - 1):
        return _main_teller(frame, mark)
    if not held or words[i - 1].text != "," or any(_may_speak(parse, k) for k in held):
        return frame
    subjects = [k for k in range(held[-1] + 1, i) if words[k].dep == "nsubj" and words[k].head < i]
    if not subjects or words[subjects[-1]].sentence != words[i].sentence or not speaks(parse, subjects[-1]):
        return frame
    source = source_ranges(parse, subjects[-1], words[subjects[-1]].head)
    return replace(frame, source=source, source_head=subjects[-1])


def _main_teller(frame: Frame, mark: Quoted) -> Frame:
    """With whoever does what the sentence tells, where a lost comma hangs "saying" on the thing right before
    it: "Radio Varo has raised the toll of the blast in the north saying nine died"."""
    parse, i = mark.parse, frame.head
    words = parse.words
    if words[i].lemma.lower() not in ("say", "add") or parse.child(i, "ccomp") is None:
        return frame
    if words[i - 1].pos not in ("NOUN", "PROPN") or parse.child(i, "nsubj") is not None:
        return frame  # "with some saying …"
    sentence = parse.sentences[words[i].sentence - words[0].sentence]
    verb = next((k for k in sentence if words[k].head == k), i)
    subject = parse.child(verb, "nsubj")
    if subject is None or not subject < verb < i or mark.around(words[subject].start) is not None:
        return frame
    if not _may_speak(parse, subject) and parse.low[subject] not in ("tv", "television", "radio", "media"):
        return frame
    return replace(frame, source=source_ranges(parse, subject, verb), source_head=subject)


def next_to_cue(frame: Frame, mark: Quoted) -> Frame:
    """With the speaker that stands between "and" and the cue, where the parser joins it to the noun before:
    "Reyl is charged with murder and police said …"."""
    parse, i = mark.parse, frame.head
    if i < 2 or frame.kind not in ("said", "act"):
        return frame
    words = parse.words
    if words[i].lemma.lower() not in (cues.STRONG if frame.kind == "said" else cues.ACT):
        return frame
    last = i - 1
    while last > 1 and words[last].lemma.lower() == "have" and words[last].dep == "aux":
        last -= 1
    told = words[i].tag in ("VBD", "VBZ", "VBP") or last < i - 1
    if not told or not frame.source or frame.cue is None:
        return frame
    first = last
    if words[last].pos not in ("NOUN", "PROPN") or not speaks(parse, last):
        return frame
    while first > 0 and words[first - 1].pos in _INSIDE and last - first < 4:
        first -= 1
    if first == 0 or words[first - 1].text.lower() not in _LINKS:
        return frame
    _, end = frame.source[0]
    between = [w for w in words if end <= w.start < words[first].start]
    if end > words[first - 1].start or not any(w.pos in ("VERB", "AUX") for w in between):
        return frame
    return replace(frame, source=((words[first].start, words[last].end),), source_head=last)


def _may_speak(parse: Parse, k: int) -> bool:
    word = parse.words[k]
    if word.pos == "PRON":
        return word.text.lower() in ("he", "she", "they", "who")
    return speaks(parse, k) or (word.pos == "PROPN" and word.ent not in ("GPE", "DATE", "LOC"))


def speaks(parse: Parse, k: int) -> bool:
    spoken = parse.low[k] in _SPEAKERS or parse.lemmas[k] in _SPEAKERS
    return spoken or parse.words[k].ent in ("PERSON", "ORG")
