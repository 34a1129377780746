"""Reported speech in one paragraph: who is said to say what, by its grammar and quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from wiredesk.model.parses import Parse, Word
from wiredesk.statements import cues
from wiredesk.statements.labels import colon, credit
from wiredesk.statements.phrases import (
    SUBJECTS,
    Frame,
    Range,
    agent_of,
    child_clause,
    cue_range,
    node_range,
    noun_before,
    sentence_no,
    source_ranges,
    spans_of,
    subject_of,
    trim,
)
from wiredesk.statements.quotes import Quoted
from wiredesk.statements.quoting import speech_owners

_ACTS = cues.ACT - cues.THINK - cues.ADDRESS
_ACTS_OR_SAYS = cues.ACT | cues.STRONG
_CUES = frozenset({"VERB", "AUX", "ADV", "NOUN"})
"""Parts of speech of the words that bring in what somebody says; "according" may be any."""
_TAKES_CLAUSE = cues.SAY | cues.THINK | cues.ACT


def frames(parse: Parse, quoted: Quoted) -> list[Frame]:
    """The attributions of a paragraph by rules alone, in order of their content."""
    out: list[Frame] = []
    taken = speech_owners(parse, quoted)
    for i, word in enumerate(parse.words):
        if word.pos not in _CUES and i not in taken and parse.low[i] != "according":
            continue
        if quoted.speech_around(word.start) is not None:
            continue
        frame = _at(parse, quoted, i, taken.get(i, []))
        if frame is not None:
            out.append(frame)
    signed = credit(parse)
    if signed is not None:
        out = [f for f in out if f.kind != "said" or f.source]
        out.append(signed)
    else:
        named = colon(parse, quoted, out)
        if named is not None:
            out.append(named)
    return sorted(out, key=lambda f: (f.content[0] if f.content else (0, 0), f.head))


def _at(parse: Parse, quoted: Quoted, i: int, speech: list[Range]) -> Frame | None:
    word = parse.words[i]
    lemma = parse.lemmas[i]
    if parse.low[i] == "according" and i + 1 < len(parse.words) and parse.low[i + 1] == "to":
        return _according(parse, quoted, i)
    if word.pos in ("VERB", "AUX") or speech:
        return _verb(parse, quoted, i, lemma, speech)
    if word.pos == "ADV" and lemma in cues.ADVERBS:
        return _adverb(parse, quoted, i)
    if word.pos == "NOUN" and lemma in cues.NOUNS:
        return _noun(parse, quoted, i, lemma)
    return None


def _verb(parse: Parse, quoted: Quoted, i: int, lemma: str, speech: list[Range]) -> Frame | None:
    words = parse.words
    tail = None if speech else _tail(parse, quoted, i, lemma)
    if tail is not None:
        return tail
    passive = parse.child(i, "nsubjpass", "auxpass") is not None
    subject = subject_of(parse, i)
    clause = child_clause(parse, i, "ccomp")
    infinitive = child_clause(parse, i, "xcomp")
    content: list[Range] = []
    kind = "said"
    source = subject
    if lemma in cues.SEEM and infinitive is not None and words[infinitive].lemma in _ACTS_OR_SAYS:
        thing = parse.child(infinitive, "dobj")  # "appeared to rebut the claims"
        if thing is None or subject is None:
            return None
        cue = (cue_range(parse, i)[0], words[infinitive].end)
        return Frame(
            "act", i, cue, source_ranges(parse, subject, i), subject, (node_range(parse, quoted, thing),)
        )
    if lemma in cues.SEEM and infinitive is not None and words[infinitive].tag in ("VB", "JJ", "NN"):
        kind = "seems"
        content = [] if subject is None else [node_range(parse, quoted, subject)]
        content.append(node_range(parse, quoted, infinitive))
        return Frame(kind, i, cue_range(parse, i), (), None, tuple(content))
    if passive and lemma in cues.HEARSAY and not speech:
        agent = agent_of(parse, i)
        target = clause if clause is not None else infinitive
        if agent is None and (target is not None or lemma == "report"):
            content = [] if subject is None else [node_range(parse, quoted, subject)]
            if target is not None:
                content.append(node_range(parse, quoted, target))
            if subject is not None and words[subject].dep == "expl":
                content = content[1:]
            return Frame("hearsay", i, cue_range(parse, i), (), None, tuple(content)) if content else None
    if passive:
        agent = agent_of(parse, i)
        if agent is not None:
            source = agent
        elif not speech and clause is None:
            return None
    if lemma in cues.THINK:
        kind = "thought"
    if speech:
        content = list(speech)
    if clause is not None and lemma in _TAKES_CLAUSE:
        content = _clause_and_speech(parse, quoted, i, clause, content)
    elif not speech and infinitive is not None and lemma in cues.ACT:
        kind = "thought" if lemma in cues.THINK else "act"
        content = [node_range(parse, quoted, infinitive)]
    elif not speech and lemma in ("call", "appeal") and parse.child(i, "prep") is not None:
        target = next(
            (
                c
                for c in parse.children(i)
                if words[c].dep == "prep" and words[c].text.lower() in ("for", "on", "upon")
            ),
            None,
        )
        if target is None:
            return None
        thing = parse.child(target, "pobj")
        if thing is None:
            return None
        kind = "act"
        start, end = node_range(parse, quoted, thing)
        if infinitive is not None and infinitive > thing:
            end = max(end, node_range(parse, quoted, infinitive)[1])
        cue = (cue_range(parse, i)[0], words[target].end)
        return Frame(kind, i, cue, source_ranges(parse, source, i), source, ((start, end),))
    elif not speech:
        outer = _parenthetical(parse, quoted, i, lemma)
        if outer:
            content = outer
        elif lemma in _ACTS and (thing := parse.child(i, "dobj")) is not None:
            kind = "act"
            content = [node_range(parse, quoted, thing)]
    if not content:
        return None
    if source is None and words[i].tag in ("VBD", "VBZ", "VBP") and lemma in cues.STRONG:
        found = noun_before(parse, i)
        if found is not None:
            return Frame(kind, i, cue_range(parse, i), (found,), None, tuple(content))
    if source is None and not speech and kind != "said":
        return None
    return Frame(kind, i, cue_range(parse, i), source_ranges(parse, source, i), source, tuple(content))


def _clause_and_speech(parse: Parse, quoted: Quoted, i: int, clause: int, speech: list[Range]) -> list[Range]:
    node = node_range(parse, quoted, clause)
    cue = parse.words[i]
    if node[0] < cue.start and node[1] > cue.end:  # the cue interrupts: "The war, he said, is over"
        return speech or _around(parse, quoted, i, node)
    rest = [s for s in speech if not (s[0] < node[1] and node[0] < s[1])]
    if len(rest) < len(speech):
        inside = [s for s in speech if s not in rest]
        lo, hi = min(s[0] for s in inside), max(s[1] for s in inside)
        if lo - node[0] > 3 and node[0] > cue.start:
            lo = node[0]
        elif node[0] < lo < cue.start:
            lo = node[0] if quoted.around(node[0]) is None else lo
        return sorted([*(_split_at_speech(inside, lo, hi)), *rest])
    if speech and node[0] < cue.start and speech[0][0] < cue.start:
        return speech
    if speech and node[0] > cue.start and speech[0][0] < cue.start:
        return speech
    return sorted([node, *rest])


def _split_at_speech(inside: list[Range], lo: int, hi: int) -> list[Range]:
    if lo < inside[0][0]:
        return [(lo, inside[0][1]), *inside[1:]]
    return inside if hi else []


def _around(parse: Parse, quoted: Quoted, i: int, node: Range) -> list[Range]:
    """The parts of ``node`` before and after the clause of cue ``i``."""
    words = parse.words
    own = [i]
    for c in parse.children(i):
        if words[c].dep in (
            *SUBJECTS,
            "aux",
            "advmod",
            "npadvmod",
            "prep",
            "dobj",
            "dative",
            "neg",
            "auxpass",
        ):
            tree = parse.subtree(c)
            if words[tree[-1]].end - words[tree[0]].start < 160:
                own.extend(tree)
    lo, hi = words[min(own)].start, words[max(own)].end
    return [r for r in (trim(parse, node[0], lo), trim(parse, hi, node[1])) if r is not None]


def _parenthetical(parse: Parse, quoted: Quoted, i: int, lemma: str) -> list[Range]:
    """The rest of the sentence, where the cue hangs in it: "The war is over, police said"."""
    words = parse.words
    if lemma not in cues.STRONG and lemma not in ("think", "believe"):
        return []
    if (
        words[i].dep not in ("parataxis", "ccomp", "conj", "dep", "advcl")
        or parse.child(i, *SUBJECTS) is None
    ):
        return []
    if parse.child(i, "dobj", "ccomp", "xcomp", "mark") is not None:
        return []
    kids = parse.subtree(i)
    if any(parse.words[k].pos == "VERB" and k != i for k in kids) or len(kids) > 25:
        return []
    lo, hi = words[min(kids)].start, words[max(kids)].end
    before = parse.text[:lo].rstrip()
    if not before.endswith((",", "—", "–", "-", "”", '"')):
        return []
    sentence = parse.sentences[sentence_no(parse, i)]
    start, end = words[sentence.start].start, words[sentence.stop - 1].end
    return [r for r in (trim(parse, start, lo), trim(parse, hi, end)) if r is not None and r[1] - r[0] > 3]


def _tail(parse: Parse, quoted: Quoted, i: int, lemma: str) -> Frame | None:
    """ "..., the harbour master said on Sunday." at a sentence's end, however it was parsed.

    Everything before the comma is the content.  For sentences so long that the parser hangs the
    cue on their last clause.
    """
    words = parse.words
    shows = lemma in _SHOWS and words[i - 1].lemma.lower() in _RECORDS
    if (lemma not in cues.STRONG and not shows) or words[i].tag not in ("VBD", "VBZ", "VBP"):
        return None
    sentence = parse.sentences[sentence_no(parse, i)]
    rest = words[i + 1 : sentence.stop]
    cites = next((n for n, w in enumerate(rest) if w.text == "," and _cites(rest[n + 1 : n + 2])), len(rest))
    rest = rest[:cites]  # "…, the Courier reported on Monday, citing two officials"
    if len(rest) > 14 or any(w.pos in ("VERB", "AUX") or w.tag in ("WP", "WDT") for w in rest):
        return None
    said = ("ccomp", "xcomp", "acomp") if lemma == "tell" else ("dobj", "ccomp", "xcomp", "acomp")
    if any(parse.words[c].dep in said and c > i for c in parse.children(i)):
        return None
    comma = i - 1
    while comma > sentence.start and words[comma].text != "," and i - comma < 25:
        briefed = words[comma].tag == "VBN" and words[comma].dep == "acl"  # "a source briefed on it told us"
        if (words[comma].pos == "VERB" and not briefed) or (
            words[comma].tag in ("WP", "WDT", "IN") and words[comma].dep == "mark"
        ):
            return None
        comma -= 1
    if words[comma].text != "," or comma - sentence.start < 3 or comma == i - 1:
        return None
    if not any(w.pos in ("VERB", "AUX") for w in words[sentence.start : comma]):
        return None
    subject = i - 1
    while subject > comma and words[subject].pos in ("ADV", "AUX", "PUNCT"):
        subject -= 1
    if subject == comma or words[subject].pos not in ("PROPN", "NOUN", "PRON", "NUM"):
        return None
    if words[comma + 1].text.lower() in ("and", "but", "as", "while", "which", "who"):
        return None
    content = trim(parse, words[sentence.start].start, words[comma].start)
    if content is None or quoted.speech_around(content[0]) is not None:
        return None
    own = parse.child(i, "nsubj")
    if own is not None and own > comma:
        return Frame("said", i, cue_range(parse, i), source_ranges(parse, own, i), own, (content,))
    source = (words[comma + 1].start, words[subject].end)
    return Frame("said", i, cue_range(parse, i), (source,), subject, (content,))


_SHOWS = frozenset(("show", "indicate", "find", "reveal", "suggest"))
_RECORDS = cues.words("""
    record document filing form paper report datum data figure statistic poll survey email letter transcript
    file memo study review analysis audit census investigation disclosure log list exam test autopsy
""")
"""What shows something in writing: "…, court records show"."""


def _cites(after: Sequence[Word]) -> bool:
    return any(w.tag == "VBG" and w.lemma.lower() in ("cite", "quote", "add", "refer") for w in after)


def _according(parse: Parse, quoted: Quoted, i: int) -> Frame | None:
    words = parse.words
    to = i + 1
    pobj = parse.child(to, "pobj")
    if pobj is None:
        pobj = parse.child(i, "pobj")
    if pobj is None:
        pobj = to + 1 if to + 1 < len(words) else None
    if pobj is None:
        return None
    source = source_ranges(parse, pobj, i)
    if not source:
        return None
    sentence = parse.sentences[sentence_no(parse, i)]
    start, end = words[sentence.start].start, words[sentence.stop - 1].end
    lo, hi = words[i].start, max(source[-1][1], words[to].end)
    before = next((k for k in range(i - 1, sentence.start, -1) if words[k].text.lower() == "according"), None)
    if before is not None:  # "…, according to X, and …, according to Y"
        link = next((k for k in range(before + 2, i) if words[k].text.lower() in _BESIDE), None)
        start = words[link + 1].start if link is not None else start
    content = [r for r in (trim(parse, start, lo), trim(parse, hi, end)) if r is not None and r[1] - r[0] > 3]
    if len(content) == 2 and not quoted.speech_around(content[1][0]):
        # "..., according to X, and Y happened": what follows "and" with its own subject is not X's
        rest = parse.text[content[1][0] : content[1][1]]
        if re.match(r"(?:and|but|while|as|after|who|which|whose)\b", rest):
            content = content[:1]
    if not content or (len(content) == 1 and content[0][0] > hi):
        ahead = re.compile(r"\s*:\s*").match(parse.text, hi)
        opened = quoted.speech_around(ahead.end()) if ahead is not None else None
        if opened is not None and ahead is not None and opened.start == ahead.end():
            content = [(opened.start, opened.end)]
    lead = parse.text[:lo].rstrip()
    if not content and lead:
        speech = quoted.speech_around(len(lead) - 1)
        if speech is not None:
            content = [(speech.start, speech.end)]
    if not content and (parted := _told_behind_comma(parse, sentence, pobj)) is not None:
        told, source = parted
        content = [told]
    if not content:
        return None
    return Frame("according", i, (lo, words[to].end), source, pobj, tuple(content))


def _told_behind_comma(
    parse: Parse, sentence: range, noun: int
) -> tuple[tuple[int, int], tuple[tuple[int, int], ...]] | None:
    """What is told and by whom, where the parser takes all of it for the speaker: "According to Ida Holm, a
    responding guard attempted to help him"; None where no verb stands behind a comma."""
    words = parse.words
    commas = [k for k in range(noun + 1, sentence.stop) if words[k].text == ","]
    for comma, stop in pairwise([*commas, sentence.stop]):
        if any(words[k].tag in ("VBD", "VBZ", "VBP", "MD") for k in range(comma + 1, stop)):
            told = trim(parse, words[comma + 1].start, words[sentence.stop - 1].end)
            first = min(k for k in parse.subtree(noun) if k <= noun)
            return None if told is None else (told, ((words[first].start, words[comma - 1].end),))
    return None


def _adverb(parse: Parse, quoted: Quoted, i: int) -> Frame | None:
    words = parse.words
    head = words[i].head
    if words[head].pos not in ("VERB", "AUX"):
        return None
    tree = [k for k in parse.subtree(head) if k != i]
    if not tree:
        return None
    parts = spans_of(parse, tree)
    content = tuple(r for r in (trim(parse, *p) for p in parts) if r is not None and r[1] - r[0] > 2)
    return Frame("adverb", i, (words[i].start, words[i].end), (), None, content) if content else None


def _noun(parse: Parse, quoted: Quoted, i: int, lemma: str) -> Frame | None:
    words = parse.words
    clause = next(
        (
            c
            for c in parse.children(i)
            if words[c].dep in ("acl", "ccomp")
            and (
                (m := parse.child(c, "mark", "aux")) is not None
                and words[m].text.lower() in ("that", "to", "whether")
                and m > i
            )
        ),
        None,
    )
    if clause is None:
        return None
    owner = parse.child(i, "poss")
    head = words[i].head
    cue = [i]
    if owner is None and words[head].pos in ("VERB", "AUX") and words[i].dep in ("dobj", "attr"):
        owner = subject_of(parse, head)
        lo, hi = head, i
        for c in parse.children(head):
            if words[c].dep in ("aux", "auxpass", "neg") and c < head:
                lo = min(lo, c)
        if owner is not None and words[head].lemma in (
            "make",
            "express",
            "issue",
            "repeat",
            "have",
            "reiterate",
            "voice",
        ):
            cue = list(range(lo, hi + 1))
    source = source_ranges(parse, owner, i)
    return Frame(
        "noun",
        i,
        (words[cue[0]].start, words[cue[-1]].end),
        source,
        owner,
        (node_range(parse, quoted, clause),),
    )


_BESIDE = frozenset(("and", "but", "while", ";"))
_TOLD = cues.STRONG | cues.words("confirm")


def plain(quoted: Quoted, frame: Frame) -> bool:
    """Whether a frame is "NP said (that) clause" in so many words: a finite, active, unnegated verb of
    saying with its own subject, and a clause with a finite verb for its content."""
    if frame.kind != "said" or frame.head < 0 or not frame.source:
        return False
    parse = quoted.parse
    word = parse.words[frame.head]
    if word.tag not in ("VBD", "VBZ", "VBP") or word.lemma.lower() not in _TOLD:
        return False
    if parse.child(frame.head, "neg", "auxpass") is not None:
        return False
    subject = frame.source_head
    if subject is not None and parse.words[subject].tag in ("WP", "WDT", "EX"):
        return False
    return tells(quoted, frame.content)


def tells(quoted: Quoted, content: tuple[Range, ...]) -> bool:
    """Whether some ranges hold four words and more, a finite verb among them."""
    inside = [w for s, e in content for w in quoted.words_between(s, e)]
    return len(inside) >= 4 and any(w.tag in ("VBD", "VBZ", "VBP", "MD") for w in inside)


def addressed(parse: Parse, frame: Frame) -> bool:
    """Whether the frame's cue has a listener for its object ("told the crowd")."""
    return frame.head >= 0 and parse.words[frame.head].lemma.lower() in cues.ADDRESS


__all__ = ["Frame", "Range", "addressed", "cue_range", "frames", "noun_before", "plain", "tells"]
