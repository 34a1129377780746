"""Sources and contents set right where taggers and parser take a neighbour for the speaker.

Each rule reads the words right around a cue.  Chosen on nine answer keys of AllSides and fa-kes and on a
reading of a hundred statements; the PolNeAR development articles come out the same with and without.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from wiredesk.statements import cues
from wiredesk.statements.besidecue import (
    listed_verbs,
    named_behind_cue,
    nearest_subject,
    nearest_teller,
    next_to_cue,
    speaks,
    who_knows,
)
from wiredesk.statements.phrases import Frame, agent_of, source_ranges, subject_of, trim
from wiredesk.statements.quotes import Quoted
from wiredesk.statements.speakers import can_speak
from wiredesk.statements.speakerstart import speaker_start
from wiredesk.statements.townsfolk import of_a_body, of_a_town

_ADDRESSED = cues.ADDRESS | cues.words("""
    assure accuse blame criticize criticise praise charge require expect force call allow condemn denounce
    warn encourage compel
""")
"""Verbs whose passive subject hears, and does not speak: "was told", "is assured of"."""


def set_right(frame: Frame, mark: Quoted) -> Frame:
    """The frame with the speaker and the words that its cue has."""
    for rule in (
        _hearer,
        listed_verbs,
        named_behind_cue,
        nearest_subject,
        who_knows,
        nearest_teller,
        _put,
        _purpose,
        of_a_town,
        of_a_body,
        next_to_cue,
        _last_of_several,
        _behind_quotation,
        _without_circumstance,
        _apposed,
        _without_opener,
        _without_cited,
        _behind_cited,
        _while_another,
        _before_count,
        _own_subject,
        _speaking_to,
        _and_that,
    ):
        frame = rule(frame, mark)
    return frame


def _hearer(frame: Frame, mark: Quoted) -> Frame:
    """Without a source that only hears or is spoken of: "Holm is assured of being named"."""
    parse, i = mark.parse, frame.head
    if i < 0 or frame.kind not in ("act", "said", "thought") or parse.words[i].tag != "VBN":
        return frame
    heard = parse.child(i, "nsubjpass")
    if heard is None or parse.words[i].lemma.lower() not in _ADDRESSED or agent_of(parse, i) is not None:
        return frame
    at = parse.words[heard]
    if any(s <= at.start < e for s, e in frame.source):
        return replace(frame, kind="act", source=(), source_head=None)
    return frame


def _put(frame: Frame, mark: Quoted) -> Frame:
    """ "As she put it in a calm tone: “…”": the quotation, not the tone, is what was put so."""
    parse, i = mark.parse, frame.head
    if i < 0 or parse.words[i].lemma.lower() != "put" or i + 1 >= len(parse.words):
        return frame
    if parse.words[i + 1].text.lower() not in ("it", "this", "that"):
        return frame
    held = [q for q in mark.speech if any(s < q.end and q.start < e for s, e in frame.content)]
    spoken = tuple((q.start, q.end) for q in held)
    return replace(frame, kind="said", content=spoken) if spoken else frame


def _purpose(frame: Frame, mark: Quoted) -> Frame:
    """With whoever writes or calls to say it, not with whom: "Reyl wrote to the council to say …"."""
    parse, i = mark.parse, frame.head
    words = parse.words
    if i < 2 or words[i].tag != "VB" or words[i - 1].text.lower() != "to" or not frame.source:
        return frame
    if frame.source[0][1] > words[i - 1].start:
        return frame
    above = next((k for k in range(i - 2, max(-1, i - 20), -1) if words[k].lemma.lower() in _WRITES), None)
    if above is None or words[above].sentence != words[i].sentence or frame.source[0][0] < words[above].end:
        return frame
    subject = subject_of(parse, above)
    if subject is None or subject > above:
        return frame
    return replace(frame, source=source_ranges(parse, subject, above), source_head=subject)


_WRITES = frozenset(("write", "call", "email", "phone", "send", "text", "visit", "tell"))


def _last_of_several(frame: Frame, mark: Quoted) -> Frame:
    """Without those of whom is told before: "… dined with his aide, Ida Holm, Secretary Dorn Kessel and his
    wife, an official said"."""
    if len(frame.source) != 1 or frame.cue is None or frame.kind not in ("said", "act"):
        return frame
    start, end = frame.source[0]
    words = mark.words_between(start, end)
    commas = [n for n, w in enumerate(words) if w.text == ","]
    if not commas or not end <= frame.cue[0] <= end + 1 or words[-1].text == ",":
        return frame
    lead, tail = words[: commas[-1]], words[commas[-1] + 1 :]
    several = len(commas) > 1 or any(w.text.lower() in ("and", "or") for w in lead)
    if len(tail) < 2 or tail[0].text.lower() not in ("a", "an", "another", "one") or not several:
        return frame
    if not ({tail[-1].text.lower(), tail[-1].lemma.lower()} & (cues.ROLES | cues.UNNAMED)):
        return frame
    source = ((tail[0].start, tail[-1].end),)
    told = lead[-1].end
    content = list(frame.content)
    if content and 0 <= start - content[-1][1] <= 2:
        content[-1] = (content[-1][0], told)
    return replace(frame, source=source, source_head=None, content=tuple(content))


def _behind_quotation(frame: Frame, mark: Quoted) -> Frame:
    """With the speaker that stands behind a quotation, where the parser takes words of it for his name:
    "… of the two ships" an hour apart Radio Varo said"."""
    if len(frame.source) != 1 or frame.cue is None or frame.kind != "said":
        return frame
    start, end = frame.source[0]
    closed = [
        q.end for q in mark.marks if q.closed and start < q.end < end and q.end - max(start, q.start) > 12
    ]
    first = bisect_left(mark.word_starts, closed[-1] if closed else end)
    cue = bisect_left(mark.word_starts, frame.cue[0])
    if not closed or cue - first < 1 or end > frame.cue[0]:
        return frame
    begin = speaker_start(mark.parse, first - 1, cue)
    if begin is None or begin < first:
        return frame
    words = mark.parse.words
    return replace(frame, source=((words[begin].start, words[cue - 1].end),), source_head=None)


_CITED = re.compile(r"(?:citing|quoting) [^,“\"]{2,90}, (?:that )?")


def _behind_cited(frame: Frame, mark: Quoted) -> Frame:
    """Without whom the speaker cites before his words: "The Courier reported, citing a letter, that …"."""
    if frame.kind != "said" or not frame.content:
        return frame
    start, end = frame.content[0]
    match = _CITED.match(mark.parse.text, start, end)
    if match is None or end - match.end() < 12:
        return frame
    return replace(frame, content=((match.end(), end), *frame.content[1:]))


_WHILE = frozenset(("while", "whereas"))


def _while_another(frame: Frame, mark: Quoted) -> Frame:
    """Without what another says meanwhile: "The spokesman said it was open while his rival tweeted that …",
    "The army said it had killed 40, while the Front put its losses at four"."""
    if frame.kind not in ("said", "according") or frame.cue is None or not frame.content:
        return frame
    parse, (start, end) = mark.parse, frame.content[-1]
    words = parse.words
    for k in parse.spelled(_WHILE):
        word = words[k]
        if not max(start, frame.cue[1]) < word.start < end:
            continue
        verb = word.head
        own = parse.child(verb, "nsubj")
        tells = words[verb].lemma.lower() in cues.STRONG or words[verb].lemma == "put"
        told = tells and words[verb].tag in ("VBD", "VBZ", "VBP") and verb > k and own is not None
        if not told or own is None or mark.around(word.start) is not None or not speaks(parse, own):
            continue
        cut = trim(parse, start, word.start)
        if cut is not None and cut[1] - cut[0] > 8:
            return replace(frame, content=(*frame.content[:-1], cut))
    return frame


_CIRCUMSTANCE = frozenset(("with", "after", "while", "amid", "following", "when", "since"))


def _without_circumstance(frame: Frame, mark: Quoted) -> Frame:
    """Without what is told beside the source of an "according to" that lost its commas: "according to the
    Harbour Watch with the toll expected to rise", "… as well as three rescue workers"."""
    if frame.kind != "according" or len(frame.source) != 1:
        return frame
    start, end = frame.source[0]
    words = mark.words_between(start, end)
    low = [w.text.lower() for w in words]
    for n in range(1, len(words) - 1):
        well = low[n : n + 3] == ["as", "well", "as"]
        if well or (low[n] in _CIRCUMSTANCE and words[n - 1].text != ","):
            people = low[n - 1] in cues.UNNAMED or words[n - 1].lemma.lower() in cues.ROLES
            if people and low[n] == "with":
                continue  # "an official with knowledge of the matter"
            return replace(frame, source=((start, words[n - 1].end),))
    return frame


def _apposed(frame: Frame, mark: Quoted) -> Frame:
    """With the name right behind the source of an "according to", and what is told of its bearer: "the
    port is shut, according to the union's head, Ida Holm, who was there"."""
    if frame.kind != "according" or len(frame.content) < 2 or not frame.source:
        return frame
    (start, end), (begun, last) = frame.content[-1], frame.source[-1]
    source = mark.words_between(begun, last)
    if not source or not source[-1].text.islower() or mark.parse.text[last:start].strip() != ",":
        return frame
    words = mark.words_between(start, end)
    n = 1 if words and words[0].pos == "DET" else 0
    while n < len(words) and words[n].pos == "PROPN":
        n += 1
    behind = words[n:]
    told = not behind or (
        behind[0].text == "," and len(behind) > 1 and (behind[1].tag in _OF_HIM or behind[1].pos == "NUM")
    )
    if not told or not n or not words[n - 1].text[:1].isupper():
        return frame
    source_to = (*frame.source[:-1], (begun, words[n - 1].end))
    return replace(frame, source=source_to, content=frame.content[:-1])


_OF_HIM = frozenset(("WP", "WP$", "WDT"))


def _without_opener(frame: Frame, mark: Quoted) -> Frame:
    """Without what the speaker does while saying it: "Pointing at the crane, he said, “…”"."""
    if len(frame.content) < 2 or frame.cue is None or frame.kind != "said":
        return frame
    start, end = frame.content[0]
    if (
        end > frame.cue[0]
        or mark.around(start) is not None
        or mark.speech_around(frame.content[1][0]) is None
    ):
        return frame
    words = mark.words_between(start, end)
    acting = bool(words) and words[0].tag == "VBG" and words[0].pos == "VERB"
    if acting and not any(w.tag in ("VBD", "VBZ", "VBP", "MD") for w in words[:3]):
        return replace(frame, content=frame.content[1:])
    return frame


def _without_cited(frame: Frame, mark: Quoted) -> Frame:
    """Without whom the speaker cites behind his words: "“…,” the agency reported citing residents"."""
    if len(frame.content) < 2 or frame.cue is None:
        return frame
    last = mark.parse.text[: frame.content[-1][0]].rstrip().lower()
    if not last.endswith((" citing", " quoting")) or frame.content[-1][0] < frame.cue[0]:
        return frame
    words = mark.words_between(*frame.content[-1])
    if any(w.tag in ("VBD", "VBZ", "VBP", "MD") for w in words):
        return frame
    return replace(frame, content=frame.content[:-1])


def _own_subject(frame: Frame, mark: Quoted) -> Frame:
    """With the subject of the cue, where something that only describes it is taken for the speaker, or the
    subject of the verb that it is joined to: "Holm, speaking at the club, said …", "The complaint, posted
    by her lawyer, alleges …", "Vale claimed victory and his aide, Ida Holm, told Radio Varo …"."""
    parse, i = mark.parse, frame.head
    if frame.kind not in ("said", "act") or i < 0 or len(frame.source) != 1:
        return frame
    if parse.words[i].tag not in ("VBD", "VBZ", "VBP"):
        return frame
    own = parse.child(i, "nsubj")
    if own is None or own > i or parse.words[own].tag in ("WP", "WDT"):
        return frame
    at = parse.words[own].start
    start, end = frame.source[0]
    if start <= at < end or any(s <= at < e for s, e in frame.content):
        return frame
    held = [k for k in parse.subtree(own) if start <= parse.words[k].start < end]
    named = parse.words[own].pos == "PROPN" or parse.words[own].text.lower() in ("he", "she", "they")
    source = source_ranges(parse, own, i)
    inside = bool(held) and held[0] > own
    joined = end <= parse.words[min(parse.subtree(own))].start and parse.words[i].dep == "conj"
    if not (inside or joined) or not (named or can_speak(mark.words_between(*source[0]))):
        return frame
    return replace(frame, source=source, source_head=own)


_QUOTES = ('"', "“", "”", "``", "''")
_FURTHER = re.compile(r"\s*[,–—-]{0,2}\s*(?:and|but) that (?=\w)")


def _and_that(frame: Frame, mark: Quoted) -> Frame:
    """With the further clause of what is said where the words stop before it: "saying it was a plot – and
    that she knew who was behind it"."""
    if frame.kind != "said" or frame.cue is None or not frame.content or not frame.source:
        return frame
    text, end = mark.parse.text, frame.content[-1][1]
    match = _FURTHER.match(text, end)
    if frame.content[-1][0] < frame.cue[1] or match is None or mark.around(match.end()) is not None:
        return frame
    words = [w for w in mark.parse.words if w.start >= match.end()]
    whole = [w for w in words if w.sentence == words[0].sentence] if words else []
    while whole and whole[-1].pos == "PUNCT" and whole[-1].text not in ('"', "”"):
        whole.pop()
    if len(whole) < 3 or not any(w.tag in ("VBD", "VBZ", "VBP", "MD") for w in whole):
        return frame
    if any((w.lemma.lower() in cues.STRONG and w.tag in ("VBD", "VBZ")) or w.text in _QUOTES for w in whole):
        return frame
    last = frame.content[-1]
    return replace(frame, content=(*frame.content[:-1], (last[0], whole[-1].end)))


def _speaking_to(frame: Frame, mark: Quoted) -> Frame:
    """With the speaker of a sentence that lost its comma behind whom he speaks to: "Speaking to Radio Varo
    harbour director Ida Holm said …"."""
    if frame.kind != "said" or len(frame.source) != 1:
        return frame
    words = mark.words_between(*frame.source[0])
    if (
        len(words) < 4
        or words[0].text.lower() not in ("speaking", "talking")
        or any(w.text == "," for w in words)
    ):
        return frame
    last = len(words) - 1
    if words[last].pos != "PROPN":
        return frame
    lo = last
    while lo > 2 and words[lo].ent == "PERSON" == words[lo - 1].ent and not words[lo].ent_begin:
        lo -= 1
    return replace(frame, source=((words[lo].start, words[last].end),), source_head=None)


_MEASURES = frozenset("more at about nearly some over almost around least than up to".split())


def _before_count(frame: Frame, mark: Quoted) -> Frame:
    """With the source of an "according to" that lost its comma before a figure: "According to Save the Coast
    more than 400 piers in Ostmark were damaged".  What stands before the cue is left as it is."""
    if frame.kind != "according" or not frame.content or not frame.source or frame.cue is None:
        return frame
    start, end = frame.source[-1]
    words = mark.words_between(start, end)
    number = next((n for n, w in enumerate(words) if n and w.tag == "CD" and w.ent != "DATE"), None)
    if number is None or any(w.text in (",", "(") for w in words[:number]):
        return frame
    cut = number
    while cut > 1 and words[cut - 1].text.lower() in _MEASURES:
        cut -= 1
    after = frame.content[0]
    tolled = words[cut - 1].text.lower() in ("toll", "count", "figures", "statement", "report")
    if not (words[cut - 1].text[:1].isupper() or tolled) or not end <= after[0] <= end + 2:
        return frame
    source = (*frame.source[:-1], (start, words[cut - 1].end))
    return replace(frame, source=source, content=((words[cut].start, after[1]), *frame.content[1:]))


__all__ = ["set_right"]
