"""Reported speech in one paragraph: who is said to say what, by its grammar and quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wiredesk.model.parses import Parse, Word
from wiredesk.statements import cues
from wiredesk.statements.quotes import Quoted, spans_of_words

Range = tuple[int, int]

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_SPEAKER = re.compile(r"^[\"“”']?([A-Z][\w.’' -]{0,40}?(?:\([^)]{1,40}\))?)\s*:\s+(?=\S)")


_CREDIT = re.compile(
    r"^([\"“”„«](?:[^\n]{8,}))([\"“”»])\s*([―—–-]{1,2})\s*([A-Z][\w.'’-]+(?:\s+[\w.'’-]+){0,5}),?\s*$"
)


@dataclass(frozen=True, slots=True)
class Frame:
    """One attribution inside a paragraph; all ranges are character offsets in the paragraph.

    ``head`` is the word index of the cue's main word (-1: a mark such as a colon), ``source_head``
    that of the source's head or None.  ``kind``: said, thought, act, hearsay, seems, according,
    noun, adverb, speaker, continued.
    """

    kind: str
    head: int
    cue: Range | None
    source: tuple[Range, ...]
    source_head: int | None
    content: tuple[Range, ...]


def frames(parse: Parse, quoted: Quoted) -> list[Frame]:
    """The attributions of a paragraph by rules alone, in order of their content."""
    out: list[Frame] = []
    taken = _speech_owners(parse, quoted)
    for i, word in enumerate(parse.words):
        if quoted.speech_around(word.start) is not None:
            continue
        frame = _at(parse, quoted, i, taken.get(i, []))
        if frame is not None:
            out.append(frame)
    credit = _credit(parse)
    if credit is not None:
        out = [f for f in out if f.kind != "said" or f.source]
        out.append(credit)
    else:
        colon = _colon(parse, quoted, out)
        if colon is not None:
            out.append(colon)
    return sorted(out, key=lambda f: (f.content[0] if f.content else (0, 0), f.head))


def _at(parse: Parse, quoted: Quoted, i: int, speech: list[Range]) -> Frame | None:
    word = parse.words[i]
    lemma = word.lemma.lower()
    if (
        word.text.lower() == "according"
        and i + 1 < len(parse.words)
        and parse.words[i + 1].text.lower() == "to"
    ):
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
    clause = _child_clause(parse, i, "ccomp")
    infinitive = _child_clause(parse, i, "xcomp")
    content: list[Range] = []
    kind = "said"
    source = subject
    if lemma in cues.SEEM and infinitive is not None and words[infinitive].lemma in cues.ACT | cues.STRONG:
        thing = parse.child(infinitive, "dobj")  # "appeared to rebut the claims"
        if thing is None or subject is None:
            return None
        cue = (cue_range(parse, i)[0], words[infinitive].end)
        return Frame("act", i, cue, source_ranges(parse, subject, i), subject, (_node(parse, quoted, thing),))
    if lemma in cues.SEEM and infinitive is not None and words[infinitive].tag in ("VB", "JJ", "NN"):
        kind = "seems"
        content = [] if subject is None else [_node(parse, quoted, subject)]
        content.append(_node(parse, quoted, infinitive))
        return Frame(kind, i, cue_range(parse, i), (), None, tuple(content))
    if passive and lemma in cues.HEARSAY and not speech:
        agent = _agent(parse, i)
        target = clause if clause is not None else infinitive
        if agent is None and (target is not None or lemma == "report"):
            content = [] if subject is None else [_node(parse, quoted, subject)]
            if target is not None:
                content.append(_node(parse, quoted, target))
            if subject is not None and words[subject].dep == "expl":
                content = content[1:]
            return Frame("hearsay", i, cue_range(parse, i), (), None, tuple(content)) if content else None
    if passive:
        agent = _agent(parse, i)
        if agent is not None:
            source = agent
        elif not speech and clause is None:
            return None
    if lemma in cues.THINK:
        kind = "thought"
    if speech:
        content = list(speech)
    if clause is not None and lemma in cues.SAY | cues.THINK | cues.ACT:
        content = _clause_and_speech(parse, quoted, i, clause, content)
    elif not speech and infinitive is not None and lemma in cues.ACT:
        kind = "thought" if lemma in cues.THINK else "act"
        content = [_node(parse, quoted, infinitive)]
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
        start, end = _node(parse, quoted, thing)
        if infinitive is not None and infinitive > thing:
            end = max(end, _node(parse, quoted, infinitive)[1])
        cue = (cue_range(parse, i)[0], words[target].end)
        return Frame(kind, i, cue, source_ranges(parse, source, i), source, ((start, end),))
    elif not speech:
        outer = _parenthetical(parse, quoted, i, lemma)
        if outer:
            content = outer
        elif lemma in cues.ACT - cues.THINK - cues.ADDRESS and (thing := parse.child(i, "dobj")) is not None:
            kind = "act"
            content = [_node(parse, quoted, thing)]
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
    node = _node(parse, quoted, clause)
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
    return [r for r in (_trim(parse, node[0], lo), _trim(parse, hi, node[1])) if r is not None]


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
    sentence = parse.sentences[_sentence_no(parse, i)]
    start, end = words[sentence.start].start, words[sentence.stop - 1].end
    return [r for r in (_trim(parse, start, lo), _trim(parse, hi, end)) if r is not None and r[1] - r[0] > 3]


def _tail(parse: Parse, quoted: Quoted, i: int, lemma: str) -> Frame | None:
    """ "..., the harbour master said on Sunday." at a sentence's end, however it was parsed.

    Everything before the comma is the content.  For sentences so long that the parser hangs the
    cue on their last clause.
    """
    words = parse.words
    if lemma not in cues.STRONG or words[i].tag not in ("VBD", "VBZ", "VBP"):
        return None
    sentence = parse.sentences[_sentence_no(parse, i)]
    rest = words[i + 1 : sentence.stop]
    if len(rest) > 14 or any(w.pos in ("VERB", "AUX") or w.tag in ("WP", "WDT") for w in rest):
        return None
    if any(parse.words[c].dep in ("dobj", "ccomp", "xcomp", "acomp") and c > i for c in parse.children(i)):
        return None
    comma = i - 1
    while comma > sentence.start and words[comma].text != "," and i - comma < 25:
        if words[comma].pos == "VERB" or (
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
    content = _trim(parse, words[sentence.start].start, words[comma].start)
    if content is None or quoted.speech_around(content[0]) is not None:
        return None
    own = parse.child(i, "nsubj")
    if own is not None and own > comma:
        return Frame("said", i, cue_range(parse, i), source_ranges(parse, own, i), own, (content,))
    source = (words[comma + 1].start, words[subject].end)
    return Frame("said", i, cue_range(parse, i), (source,), subject, (content,))


def _sentence_no(parse: Parse, i: int) -> int:
    return parse.words[i].sentence - parse.words[0].sentence


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
    sentence = parse.sentences[_sentence_no(parse, i)]
    start, end = words[sentence.start].start, words[sentence.stop - 1].end
    lo, hi = words[i].start, max(source[-1][1], words[to].end)
    content = [
        r for r in (_trim(parse, start, lo), _trim(parse, hi, end)) if r is not None and r[1] - r[0] > 3
    ]
    if len(content) == 2 and not quoted.speech_around(content[1][0]):
        # "..., according to X, and Y happened": what follows "and" with its own subject is not X's
        rest = parse.text[content[1][0] : content[1][1]]
        if re.match(r"(?:and|but|while|as|after|who|which|whose)\b", rest):
            content = content[:1]
    before = parse.text[:lo].rstrip()
    if not content and before:
        speech = quoted.speech_around(len(before) - 1)
        if speech is not None:
            content = [(speech.start, speech.end)]
    if not content:
        return None
    return Frame("according", i, (lo, words[to].end), source, pobj, tuple(content))


def _adverb(parse: Parse, quoted: Quoted, i: int) -> Frame | None:
    words = parse.words
    head = words[i].head
    if words[head].pos not in ("VERB", "AUX"):
        return None
    tree = [k for k in parse.subtree(head) if k != i]
    if not tree:
        return None
    parts = spans_of(parse, tree)
    content = tuple(r for r in (_trim(parse, *p) for p in parts) if r is not None and r[1] - r[0] > 2)
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
        "noun", i, (words[cue[0]].start, words[cue[-1]].end), source, owner, (_node(parse, quoted, clause),)
    )


def _credit(parse: Parse) -> Frame | None:
    """A quotation with a dash and a name after it, alone in its paragraph (pull quotes, letters)."""
    match = _CREDIT.match(parse.text) if parse.text[:1] in '"“”„«' else None
    if match is None:
        return None
    head = next((i for i, w in enumerate(parse.words) if w.start >= match.start(4)), -1)
    if head < 0:
        return None
    return Frame("speaker", -1, match.span(3), (match.span(4),), head, ((match.start(1), match.end(2)),))


def _colon(parse: Parse, quoted: Quoted, found: list[Frame]) -> Frame | None:
    """ "Name: what they said" at a paragraph's start (headlines, transcripts)."""
    match = _SPEAKER.match(parse.text)
    if match is None or len(match.group(1).split()) > 6:
        return None
    name, at = match.group(1), match.end(1)
    inside = [i for i, w in enumerate(parse.words) if w.start < at]
    if not inside or any(parse.words[i].pos in ("VERB", "AUX") for i in inside):
        return None
    if not any(parse.words[i].pos == "PROPN" for i in inside) and name not in ("Q", "A"):
        return None
    content = _trim(parse, match.end(), len(parse.text))
    if content is None or any(f.cue and f.cue[0] < at for f in found):
        return None
    colon = parse.text.index(":", at)
    head = max((i for i in inside if parse.words[i].pos == "PROPN"), default=inside[-1])
    return Frame("speaker", -1, (colon, colon + 1), ((match.start(1), at),), head, (content,))


def addressed(parse: Parse, frame: Frame) -> bool:
    """Whether the frame's cue has a listener for its object ("told the crowd")."""
    return frame.head >= 0 and parse.words[frame.head].lemma.lower() in cues.ADDRESS


def announced(parse: Parse) -> Frame | None:
    """The cue at the end of a paragraph that stops at a colon ("She said:"), without content."""
    for i in range(len(parse.words) - 1, max(-1, len(parse.words) - 40), -1):
        word = parse.words[i]
        if word.sentence != parse.words[-1].sentence:
            return None
        if word.pos == "VERB" and word.lemma.lower() in cues.SAY:
            subject = subject_of(parse, i)
            if subject is None:
                continue
            return Frame("said", i, cue_range(parse, i), source_ranges(parse, subject, i), subject, ())
    return None


def _speech_owners(parse: Parse, quoted: Quoted) -> dict[int, list[Range]]:
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
        if word.pos in ("VERB", "AUX", "NOUN", "PROPN") and lemma in cues.STRONG | cues.SAY:
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
        if lemma in cues.SAY | cues.THINK and word.pos in ("VERB", "AUX", "ADJ", "NOUN"):
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


def subject_of(parse: Parse, i: int) -> int | None:
    """The word index of the subject of verb ``i``: its own, or that of the verb it hangs on."""
    words = parse.words
    for _ in range(4):
        own = parse.child(i, "nsubj", "nsubjpass", "csubj")
        if own is not None:
            return own
        dep, head = words[i].dep, words[i].head
        if head == i:
            return None
        if dep in ("conj", "xcomp", "advcl", "dep", "prep", "pcomp") and words[head].pos in (
            "VERB",
            "AUX",
            "ADP",
            "SCONJ",
        ):
            i = head
        elif dep in ("acl", "relcl"):
            return head if words[i].tag != "VBN" else None
        else:
            return None
    return None


def noun_before(parse: Parse, i: int) -> Range | None:
    """The noun phrase that ends right before cue ``i``: a subject that the parser attached elsewhere."""
    words = parse.words
    stop = i
    while stop > 0 and (
        words[stop - 1].dep in ("aux", "auxpass", "neg", "advmod") or words[stop - 1].text == ","
    ):
        stop -= 1
    if not stop or words[stop - 1].sentence != words[i].sentence:
        return None
    before = words[stop - 1]
    capital = before.text[:1].isupper() and len(before.text) > 2 and before.pos in ("ADV", "X", "ADJ", "INTJ")
    if words[i - 1].text == "," and before.pos not in ("PROPN", "NOUN", "PRON"):
        return _before_who(parse, i)
    if before.pos not in ("PROPN", "NOUN", "PRON") and not capital:
        return None
    start = stop - 1
    if capital:  # a name that the tagger takes for an adverb ("O’Brien said")
        return words[start].start, words[start].end
    while start > 0 and stop - start < 25 and words[start - 1].sentence == words[i].sentence:
        before = words[start - 1]
        if before.text in (",", ";", ":", "—", "–") or before.pos in ("VERB", "AUX", "SCONJ", "CCONJ"):
            break
        start -= 1
    while start < stop - 1 and words[start].pos in ("ADP", "ADV", "PUNCT"):
        start += 1
    return words[start].start, words[stop - 1].end


def _before_who(parse: Parse, i: int) -> Range | None:
    """The name that opens the sentence of cue ``i`` where a relative clause parts the two:
    "O’Brien, who was away on May 3, said".  For names that the tagger takes for adverbs."""
    words = parse.words
    start = parse.sentences[_sentence_no(parse, i)].start
    who = next((k for k in range(start, min(i, start + 6)) if words[k].tag == "WP"), None)
    if who is None or who - start < 2 or words[who - 1].text != ",":
        return None
    if not all(w.text[:1].isupper() for w in words[start : who - 1]):
        return None
    return words[start].start, words[who - 2].end


def _agent(parse: Parse, i: int) -> int | None:
    by = parse.child(i, "agent")
    return None if by is None else parse.child(by, "pobj")


def _child_clause(parse: Parse, i: int, dep: str) -> int | None:
    return next((c for c in parse.children(i) if parse.words[c].dep == dep), None)


def cue_range(parse: Parse, i: int) -> Range:
    """The cue with its auxiliaries, negation, particle and the adverbs before it."""
    words = parse.words
    own = {i}
    for c in parse.children(i):
        if words[c].dep in ("aux", "auxpass", "neg", "prt") or (words[c].dep == "advmod" and c == i - 1):
            own.add(c)
    lo = hi = i
    while lo - 1 in own or (lo - 2 in own and lo >= 1 and words[lo - 1].pos == "ADV"):
        lo -= 1
    while hi + 1 in own:
        hi += 1
    return words[lo].start, words[hi].end


def source_ranges(parse: Parse, head: int | None, cue: int) -> tuple[Range, ...]:
    """The noun phrase of a source without the clause that holds the cue."""
    if head is None:
        return ()
    words = parse.words
    if head in set(parse.ancestors(cue)):
        # a relative clause on the source: "officials who said": the phrase before the clause
        tree = [k for k in parse.subtree(head) if k <= head or k < cue]
        relative = next(
            (k for k in tree if k > head and words[k].dep in (*SUBJECTS,) and words[k].tag in ("WP", "WDT")),
            None,
        )
        if relative is not None:
            return ((words[relative].start, words[relative].end),)
        tree = [k for k in tree if k <= head]
    else:
        tree = parse.subtree(head)
    lo = hi = head
    keep = set(tree)
    while lo - 1 in keep:
        lo -= 1
    while hi + 1 in keep:
        hi += 1
    comma = any(words[k].dep in ("appos", "relcl", "acl") for k in range(head, hi + 1))
    while lo < head and (words[lo].pos == "PUNCT" or words[lo].pos in ("CCONJ",)):
        lo += 1
    while hi > head and words[hi].pos == "PUNCT" and words[hi].text not in ')”"':
        hi -= 1
    if (
        comma
        and "," in (words[k].text for k in range(head, hi))
        and hi + 1 < len(words)
        and words[hi + 1].text == ","
    ):
        hi += 1
    return ((words[lo].start, words[hi].end),)


def _node(parse: Parse, quoted: Quoted, i: int) -> Range:
    """The words under ``i`` as one range, with a closing quotation mark that belongs to it."""
    words = parse.words
    tree = parse.subtree(i)
    # a clause of another speaker hung on by "while" ends it
    for c in tree:
        if c > i and words[c].dep == "advcl" and words[c].lemma.lower() in cues.STRONG:
            mark = parse.child(c, "mark")
            if mark is not None and words[mark].text.lower() in (
                "while",
                "whereas",
                "as",
                "although",
                "though",
            ):
                tree = [k for k in tree if k < mark]
                break
    if not tree:
        tree = [i]
    start, end = words[tree[0]].start, words[tree[-1]].end
    trimmed = _trim(parse, start, end) or (words[i].start, words[i].end)
    around = quoted.around(max(trimmed[0], trimmed[1] - 1))
    if around is None or around.end - trimmed[1] > 3:
        return trimmed
    if trimmed[0] == around.start + 1:
        return around.start, around.end
    if trimmed[0] == around.start or (trimmed[0] < around.start and trimmed[1] < around.end):
        return trimmed[0], around.end
    return trimmed


def _trim(parse: Parse, start: int, end: int) -> Range | None:
    """The range without space and loose punctuation at its edges; None where nothing is left."""
    text = parse.text
    while start < end and (text[start].isspace() or text[start] in ",;:.—–-)"):
        start += 1
    while end > start:
        ch = text[end - 1]
        if ch.isspace() or ch in ",;:—–-(" or (ch in ".…" and not _abbreviation(text, start, end)):
            end -= 1
        else:
            break
    return (start, end) if end > start else None


def _abbreviation(text: str, start: int, end: int) -> bool:
    return bool(re.search(r"(?:\b[A-Za-z]\.){2,}$|\b[A-Z]\.$", text[max(start, end - 8) : end]))


def spans_of(parse: Parse, indices: Iterable[int]) -> tuple[Range, ...]:
    """Character ranges of runs of neighbouring words."""
    return spans_of_words(parse, sorted(indices))
