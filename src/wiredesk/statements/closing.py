"""Speakers named at a sentence's end without a comma: "… four houses burned down a monitor said."

Texts that were copied through tables and scrapers lose their commas, and the parser then hangs the
cue anywhere.  These rules read the words instead of the tree.  Chosen on the fa-kes reports of the
development keys; the sentences must hold no comma, so that edited prose (PolNeAR) is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from wiredesk.model.parses import Parse, Word
from wiredesk.statements import cues
from wiredesk.statements.phrases import (
    SUBJECTS,
    Frame,
    Range,
)
from wiredesk.statements.quotes import Quoted
from wiredesk.statements.speakers import can_speak
from wiredesk.statements.speakerstart import (
    ENDS,
    QUOTES,
    TRADES,
    described_from,
    is_speaker,
    person_of,
    speaker_start,
)

_BEFORE = cues.words("""
    as than what which who whom that when where because if and but or whose how why while although though
    everything anything something nothing all things thing words way reason to of for with by between , -- – —
""")
"""Words after which "NP said" is no cue of the whole sentence ("as police said", "what he said")."""
_CLOSERS = frozenset(
    (
        "said",
        "say",
        "says",
        "told",
        "tells",
        "reported",
        "added",
        "announced",
        "declared",
        "explained",
        "continued",
        "noted",
        "concluded",
        "tweeted",
        "specified",
        "stated",
        "stressed",
        "indicated",
        "indicate",
        "indicates",
        "claimed",
        "confirmed",
        "warned",
    )
)
_GOES_ON = cues.words("""
    adding citing quoting noting updating indicating stressing warning saying pointing referring describing
    calling accusing blaming
""")
"""Participles of a speaker that has been named: "… the ministry said adding that …"."""
_NOMINATIVE = frozenset(("he", "she", "they", "i", "we", "who", "which", "that"))
_MEANWHILE = frozenset(("as", "after", "because", "while", "when", "since", "although"))
"""What may follow a speaker and is told beside his words: "… a monitor said as rebels advanced"."""
_WITHOUT = cues.words("""
    giving elaborating providing specifying saying naming offering citing identifying adding mentioning
    disclosing revealing going
""")
"""What a speaker did not add: "… state television reported without giving further details"."""
_LINKED = cues.words("linked affiliated allied loyal close tied run known backed")
"""What joins a body to the one behind it: "a media unit linked to the Dorn group said"."""
_SPANS = cues.words("hours days weeks months minutes day week month")
_SAID = cues.words("""
    say tell add report announce claim state note write confirm warn declare explain tweet continue conclude
    specify stress indicate
""")
_AFTER = re.compile(
    r"\s*(?:(?:on|in|at|to|by|late|later|overnight|separately|early|earlier|yesterday|today|this|last|told|a|an|the|via|through|[A-Z][\w.’'-]*|"
    r"its|his|her|their|issued|released|published|posted|revised|toll|count|casualties|figures|of|page|account|website|post|posting|message|video|audio|online|from|region|scene|town|city|"
    r"statement|interview|update[d]?|toll|tweet|report|afternoon|morning|evening|night|week|month|written|"
    r"press|news|agency|agencies|channel|newspaper|radio|conference|briefing|release|email|phone|telephone|reporters|journalists|television|tv|state|"
    r"\d{1,2})\s*)*$"
)


def closing(parse: Parse, mark: Quoted) -> list[Frame]:
    """The attributions of comma-less sentences whose last words are a speaker and a verb of saying."""
    out = []
    behind = {f.head for f in inverted(parse, mark)}
    for i, word in enumerate(parse.words):
        wire = word.text == "reports" and i > 0 and parse.words[i - 1].text[:1].isupper()  # "… VNA reports."
        if (word.text not in _CLOSERS and not wire) or not i or i in behind:
            continue
        if mark.around(word.start) is not None:
            continue
        frame = _closed(parse, i, mark)
        if frame is not None:
            out.append(frame)
            further = _indicating(parse, frame)
            if further is not None:
                out.append(further)
    return out


def _closed(parse: Parse, i: int, mark: Quoted) -> Frame | None:
    """The attribution of cue ``i`` if its sentence is \"words NP said\" without a comma."""
    words = parse.words
    if words[i].lemma.lower() not in _SAID:
        return None
    stop = i + 1
    goes_on = None
    while stop < len(words) and words[stop].text not in ENDS and words[stop].text not in _GOES_ON:
        if words[stop].text in ("which", "and", "but") and (goes_on := _goes_on(parse, stop)) is not None:
            break  # "… a monitor said and wrecked two houses": his words still
        if stop > i + 1 and words[stop].tag == "VBG" and words[stop].pos == "VERB":
            break  # "… the army said on Sunday marking an end to the truce"
        if words[stop].text == "according":
            break  # "… the agency said according to the harbour master"
        if words[stop].text in _MEANWHILE and _tells_more(parse, stop + 1):
            stop -= words[stop - 1].text in _SPANS and stop - 1 > i  # "… said days after a bombing killed"
            break
        ahead = [w.text.lower() for w in words[stop + 1 : stop + 8]]
        if words[stop].text == "on" and ahead[:1] == ["condition"]:
            break  # "… the source told the Courier on condition of anonymity for fear of reprisal"
        if words[stop].text in ("without", "with") and ahead:
            told = ahead[0] in _WITHOUT if words[stop].text == "without" else "saying" in ahead[1:]
            if told:
                break
        stop += 1
    if stop - i > 12 or not _AFTER.match(parse.text[words[i].end : words[stop - 1].end]):
        return None
    if words[i].text in ("told", "tells") and stop == i + 1:
        return None
    first = i
    while first > 0 and (
        words[first - 1].text not in ENDS
        or (words[first - 1].text in QUOTES and mark.speech_around(words[first - 1].start) is None)
    ):
        first -= 1
    if any(w.text == "," for w in words[first:i]):
        return None
    cue = i - 1 if words[i - 1].text in ("have", "has", "had") else i
    start = speaker_start(parse, first, cue)
    while (
        start is not None
        and start + 1 < cue
        and words[start - 1].text.lower() in _BEFORE
        and words[start].text[:1].isupper()
        and (words[start + 1].text[:1].isupper() or words[start + 1].text in TRADES)
    ):
        start += 1  # "in the Old Harbour of Varo Ostmark state television reported"
    start = person_of(parse, first, start) if start is not None else None
    if start is not None and start - 2 > first and words[start - 2].text.lower() in _LINKED:
        behind = (
            speaker_start(parse, first, start - 2)
            if words[start - 1].pos in ("ADP", "PART", "SCONJ")
            else None
        )
        start = behind if behind is not None else start
    if start is not None and not can_speak(words[start:cue]):
        described = described_from(parse, first, start)
        start = start if described is None else described
    if start is None or start - first < 4:
        return None
    called = words[start - 1].text == "as" and stop - i < 3  # "… near the pier as a reporter said"
    if words[start - 1].text.lower() in _BEFORE and not called:
        return None
    body = words[first : start - 1 if called else start]
    if not any(
        w.tag in ("VBD", "VBZ", "VBP", "MD")
        or (w.tag == "VBN" and (len(body) > 9 or parse.child(k, "nsubj", "dobj") is not None))
        for k, w in enumerate(body, first)
    ):
        return None
    if first and words[first - 1].text in QUOTES:
        return None
    content: Range = (body[0].start, body[-1].end)
    return Frame(
        "said",
        i,
        (words[cue].start, words[i].end),
        ((words[start].start, words[cue - 1].end),),
        cue - 1,
        (content,) if goes_on is None else (content, goes_on),
    )


def _goes_on(parse: Parse, k: int) -> Range | None:
    """What a speaker in the middle of his words goes on to say from word ``k``, "which", "and" or "but", to
    the end of the sentence: a verb without a subject of its own stands right behind it."""
    words = parse.words
    first = k if words[k].text == "which" else k + 1
    verb = k + 1
    while verb + 1 < len(words) and words[verb].pos == "ADV":
        verb += 1
    if verb >= len(words) or words[verb].tag not in ("VBD", "VBZ", "VBP", "MD"):
        return None
    if words[verb].lemma.lower() in cues.STRONG:
        return None
    last = verb
    while (
        last + 1 < len(words)
        and words[last + 1].sentence == words[k].sentence
        and words[last].text not in ENDS
    ):
        last += 1
    while last > verb and words[last].text in ENDS:
        last -= 1
    return (words[first].start, words[last].end) if last - verb > 2 else None


def _indicating(parse: Parse, said: Frame) -> Frame | None:
    """What a speaker named before goes on with in a participle: "… he added indicating that …"."""
    words = parse.words
    at = next(
        (k for k in range(said.head + 1, min(said.head + 13, len(words))) if words[k].text in _GOES_ON), None
    )
    if at is None or words[at].sentence != words[said.head].sentence:
        return None
    if at + 3 >= len(words) or words[at + 1].text != "that":
        return None
    last = at + 1
    while last + 1 < len(words) and words[last + 1].sentence == words[at].sentence:
        last += 1
    while last > at + 1 and words[last].text in ENDS:
        last -= 1
    content = (words[at + 1].start, words[last].end)
    return Frame("said", at, (words[at].start, words[at].end), said.source, said.source_head, (content,))


def _tells_more(parse: Parse, start: int) -> bool:
    """Whether a clause with a finite verb begins at word ``start``, within its sentence."""
    sentence = parse.words[start - 1].sentence
    after = [w for w in parse.words[start : start + 12] if w.sentence == sentence]
    return len(after) > 2 and any(w.tag in ("VBD", "VBZ", "VBP", "MD") for w in after[1:])


def inverted(parse: Parse, mark: Quoted) -> list[Frame]:
    """The attributions of comma-less sentences that end in a verb of saying and its speaker:
    "… were wounded said the harbour watch", "… was expected added a nurse from Varo".

    Where a comma stands in the sentence the taggers read it well; chosen on seventy reports of fa-kes.
    """
    out = []
    words = parse.words
    for i, word in enumerate(words):
        if word.text not in _CLOSERS or word.text in ("say", "told", "tells") or i < 4:
            continue
        stop = i + 1
        while stop < len(words) and words[stop].sentence == word.sentence and words[stop].text not in ENDS:
            stop += 1
        which = next((k for k in range(i + 2, stop) if words[k].tag in ("WDT", "WP")), stop)
        stop = which if which - i < 8 else stop  # "said the guard who had seen it and asked for no name"
        goes_on = next((k for k in range(i + 2, min(stop, i + 12)) if words[k].text in _GOES_ON), stop)
        stop = goes_on  # "said the source stressing that …"
        first = i
        while first > 0 and words[first - 1].text not in ENDS:
            first -= 1
        body, after = words[first:i], words[i + 1 : stop]
        if not 0 < len(after) <= 14 or len(body) < 4 or mark.around(word.start) is not None:
            continue
        if any(w.text == "," for w in (*body, *after)) or words[i - 1].text.lower() in _BEFORE:
            continue
        if any(w.pos in ("VERB", "AUX") for w in after[:5]) or not is_speaker(after, word.text):
            continue
        if (
            words[i - 1].text.lower() in _NOMINATIVE
            or words[i - 1].pos in ("AUX", "PART")
            or ((parse.child(i, "ccomp", "aux") or stop) < stop and not _ends(parse, i, body))
        ):
            continue
        if not any(w.tag in ("VBD", "VBZ", "VBP", "MD") for w in body):
            continue
        relative = next((n for n, w in enumerate(after) if n and w.tag in ("WDT", "WP")), len(after))
        head = next((k for k in parse.children(i) if k > i and words[k].dep in SUBJECTS), i + relative)
        source = (after[0].start, after[relative - 1].end)
        frame = Frame("said", i, (word.start, word.end), (source,), head, ((body[0].start, body[-1].end),))
        further = _indicating(parse, frame)
        out += [frame] if further is None else [frame, further]
    return out


def _ends(parse: Parse, i: int, body: Sequence[Word]) -> bool:
    """Whether the clause of cue ``i`` stands before it."""
    clause = parse.child(i, "ccomp")
    return clause is not None and parse.words[clause].start < parse.words[i].start and bool(body)


__all__ = ["closing", "inverted"]
