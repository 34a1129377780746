"""Set phrases that bring in what somebody says: "put the toll at 16", "was quoted as saying", "said on the
radio on Friday that", "wrote in a letter that".

The parser and the taggers pass them over; these rules read the words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wiredesk.model.parses import Parse
from wiredesk.statements import cues
from wiredesk.statements.phrases import (
    SUBJECTS,
    Frame,
    cue_range,
    noun_before,
    source_ranges,
    subject_of,
)
from wiredesk.statements.quotes import Quoted
from wiredesk.statements.speakerstart import ENDS

_COUNTS = frozenset(
    ("put", "place", "set", "peg", "count", "tally", "estimate", "report", "record", "document")
)


_REVISES = frozenset(("raise", "revise", "update", "increase", "lower", "reduce"))
"""What is done to a toll that was given before: "raised the death toll from the raid to 61"."""


_REVISES_OR_COUNTS = _REVISES | _COUNTS


_QUOTES = frozenset(("quote", "cite"))


_NOTES = cues.STRONG | {"remind", "put", "confess"}


_FINITE = ("VBD", "VBZ", "VBP", "MD", "TO")
_THAT = ("that", "whether", "“", '"')


_TALLY = cues.words("""
    toll number figure count total losses damage cost casualties dead killed wounded injured bodies deaths
    victims fatalities bill price estimate
""")


_ADVERBIAL = frozenset("IN DT NN NNS NNP NNPS CD PRP$ JJ POS RB TO , `` '' HYPH".split())
"""Tags of the words that may stand between a cue and its "that"."""


def counted(parse: Parse, mark: Quoted) -> list[Frame]:
    """Whose count a toll is: "The harbour police put the death toll at 16", "the Watch counted 24 dead".

    Chosen on the tolls of the fa-kes development keys.
    """
    out = []
    words = parse.words
    for i in parse.lemmatized(_REVISES_OR_COUNTS):
        word = words[i]
        revised = parse.lemmas[i] in _REVISES
        if word.tag not in ("VBD", "VBZ", "VBP", "VBN") or mark.around(word.start):
            continue
        after = [w for w in words[i + 1 : i + (30 if revised else 14)] if w.sentence == word.sentence]
        low = [w.text.lower() for w in after]
        if revised:
            goal = next(
                (n for n in range(1, len(after)) if after[n].tag == "CD" and low[n - 1] == "to"), None
            )
            if goal is None or not any(t in _TALLY for t in low[:5]) or parse.child(i, "nsubj") is None:
                continue
            subject = parse.child(i, "nsubj")
            content = (after[0].start, after[goal].end)
            out.append(
                Frame("said", i, cue_range(parse, i), source_ranges(parse, subject, i), subject, (content,))
            )
            continue
        number = next((n for n, w in enumerate(after) if w.pos == "NUM" or w.tag == "CD"), None)
        subject = parse.child(i, "nsubj")
        if number is None or subject is None or words[subject].tag in ("WP", "WDT"):
            continue
        if parse.lemmas[i] in ("count", "tally", "report", "record", "document"):
            fits = number < 4 and any(t in _TALLY for t in low[number : number + 4])
        else:
            at = next((n for n, t in enumerate(low) if t in ("at", "to")), len(low))
            before = {w.text.lower() for w in words[max(0, i - 5) : i]}
            tally = any(t in _TALLY for t in low[:at]) or (at == 0 and bool(before & _TALLY))
            fits = tally and at < number < at + 6
        if fits:
            stop = number
            while stop + 1 < len(after) and (after[stop + 1].tag == "CD" or low[stop + 1] in _TALLY):
                stop += 1
            while (more := _more_lost(low, stop)) > stop:
                stop = more
            content = (after[0].start, after[stop].end)
            source = source_ranges(parse, subject, i)
            out.append(Frame("said", i, cue_range(parse, i), source, subject, (content,)))
    return out


def _more_lost(low: Sequence[str], stop: int) -> int:
    """Where a further toll ends that is joined to the one at ``stop``: "24 dead and dozens more wounded"."""
    if stop + 1 >= len(low) or low[stop + 1] not in ("and", ","):
        return stop
    return next((n for n in range(stop + 2, min(len(low), stop + 6)) if low[n] in _TALLY), stop)


def _as_behind(parse: Parse, mark: Quoted, sentence: range) -> Frame | None:
    """The frame of a sentence that ends so: "The rope was old, as the Mirror's Ida Holm pointed out."."""
    words = parse.words
    end = sentence.stop - 1
    while end > sentence.start and words[end].text in ENDS:
        end -= 1
    if end - sentence.start < 7:
        return None
    near = range(end - 1, max(sentence.start + 4, end - 12), -1)
    comma = next((k for k in near if words[k].text == "," and words[k + 1].text == "as"), None)
    cue = next((k for k in range(end, end - 3, -1) if words[k].tag in ("VBD", "VBZ")), None)
    if comma is None or cue is None or cue < comma + 3 or mark.around(words[cue].start) is not None:
        return None
    subject = parse.child(cue, "nsubj")
    said = parse.lemmas[cue] in _NOTES | {"point"} and parse.child(cue, "dobj", "ccomp", "xcomp") is None
    if not said or subject is None or not comma < subject < cue or words[subject].pos != "PROPN":
        return None
    content = (words[sentence.start].start, words[comma - 1].end)
    return Frame("said", cue, cue_range(parse, cue), source_ranges(parse, subject, cue), subject, (content,))


def as_said(parse: Parse, mark: Quoted) -> list[Frame]:
    """What somebody is called to witness for: "As the harbour master recently noted, the rope was old", "As
    Holm confesses in her book (and on the radio), …"; not "As he said he would, …"."""
    out = []
    words = parse.words
    for sentence in parse.sentences:
        start = sentence.start
        if words[start].text.lower() in ("and", "but"):
            start += 1
        behind = _as_behind(parse, mark, sentence)
        if behind is not None:
            out.append(behind)
        if start + 4 >= sentence.stop or words[start].text.lower() != "as":
            continue
        reach = range(start + 2, min(sentence.stop, start + 32))
        opened = next((k for k in reach if words[k].text in ("(", ",")), sentence.stop)
        closed = opened
        if opened < sentence.stop and words[opened].text == "(":
            closed = next((k for k in range(opened, sentence.stop) if words[k].text == ")"), sentence.stop)
        stop = next((k for k in reach if k >= closed and words[k].text == ","), None)
        cue = next(
            (
                k
                for k in range(start + 2, stop or start)
                if words[k].tag in ("VBD", "VBZ", "VBP") and parse.lemmas[k] in _NOTES
            ),
            None,
        )
        if stop is None or cue is None or mark.around(words[cue].start) is not None:
            continue
        if any(w.tag in _FINITE or w.text in _THAT for w in words[cue + 1 : opened]) or opened - cue > 12:
            continue
        subject = parse.child(cue, "nsubj")
        end = sentence.stop - 1
        while end > stop + 1 and words[end].text in ENDS:
            end -= 1
        if subject is None or not start < subject < cue or end - stop < 4:
            continue
        source = source_ranges(parse, subject, cue)
        content = (words[stop + 1].start, words[end].end)
        out.append(Frame("said", cue, cue_range(parse, cue), source, subject, (content,)))
    return out


def _with_that(parse: Parse, mark: Quoted, reach: int) -> Iterator[tuple[int, int]]:
    """Verbs of saying outside of quotations, each with the "that" less than ``reach`` words behind it."""
    words = parse.words
    for i in parse.lemmatized(cues.STRONG):
        if words[i].tag not in ("VBD", "VBZ") or mark.around(words[i].start):
            continue
        stop = next((k for k in range(i + 1, min(len(words), i + reach)) if words[k].text == "that"), None)
        if stop is not None:
            yield i, stop


def said_that(parse: Parse, mark: Quoted) -> list[Frame]:
    """What someone "said on Harbour Radio on Friday morning that …": a clause behind the time and the place.

    For sentences that the taggers pass over; chosen on the AllSides development keys.
    """
    out = []
    words = parse.words
    for i, stop in _with_that(parse, mark, 16):
        if stop < i + 2 or words[stop].dep in (*SUBJECTS, "det", "dobj"):
            continue
        if any(w.tag not in _ADVERBIAL for w in words[i + 1 : stop]):
            continue
        subject = subject_of(parse, i)
        if subject is not None and (subject > i or words[subject].tag in ("WP", "WDT")):
            continue
        source = source_ranges(parse, subject, i) if subject is not None else ()
        if subject is None:
            before = noun_before(parse, i)
            source = (before,) if before is not None else ()
        end = max(k for k in range(stop, len(words)) if words[k].sentence == words[stop].sentence)
        while end > stop + 1 and words[end].text in ENDS:
            end -= 1
        last = words[end].end
        if source and last - words[stop].start > 12:
            content = (words[stop].start, last)
            out.append(Frame("said", i, cue_range(parse, i), source, subject, (content,)))
    return out


def quoted_as(parse: Parse, mark: Quoted) -> list[Frame]:
    """What somebody is quoted or cited as saying: "The paper quoted a guard as saying that …"."""
    out = []
    words = parse.words
    for i in parse.lemmatized(_QUOTES):
        word = words[i]
        if word.tag not in ("VBD", "VBZ", "VBG", "VBN"):
            continue
        near = range(i + 1, min(len(words) - 2, i + 20))
        at = next((k for k in near if words[k].text == "as" and words[k + 1].text == "saying"), None)
        subject = parse.child(i, "nsubj")
        if at is None or at == i + 1 or subject is None or mark.around(word.start) is not None:
            continue
        end = at + 2
        while end < len(words) and words[end].sentence == word.sentence:
            end += 1
        last = words[end - 1].start if words[end - 1].text in ENDS[:4] else words[end - 1].end
        if last - words[at + 1].end > 12:
            content = (words[at + 2].start, last)
            source = source_ranges(parse, subject, i)
            out.append(Frame("said", i, (word.start, words[at + 1].end), source, subject, (content,)))
    return out


def in_papers(parse: Parse, mark: Quoted) -> list[Frame]:
    """What someone "wrote in Saturday's letter that …" or "said at the time that …", where the parser takes
    the clause for the letter's or the time's.

    Chosen on the AllSides development keys and a reading of 200 statements.
    """
    out = []
    words = parse.words
    for i, stop in _with_that(parse, mark, 12):
        if words[i + 1].text not in ("in", "on", "at") or stop + 2 >= len(words):
            continue
        if (
            words[stop - 1].text.lower() not in (*cues.MEDIA, "time")
            or words[stop].head < stop
            or words[stop].dep == "mark"
        ):
            continue
        if words[stop].dep in SUBJECTS:
            continue  # "wrote in a letter that was leaked": the letter's own clause
        subject = parse.child(i, "nsubj")
        if subject is None:
            continue
        end = words[stop]
        for word_after in words[stop:]:
            if word_after.sentence != words[i].sentence:
                break
            end = word_after
        last = end.start if end.pos == "PUNCT" and end.text in ENDS[:4] else end.end
        content = (words[stop].start, last)
        source = source_ranges(parse, subject, i)
        out.append(Frame("said", i, cue_range(parse, i), source, subject, (content,)))
    return out
