"""Voices: the person or body behind the words, from a source phrase such as "he" or "the group"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from wiredesk.model.parses import Parse, Word
from wiredesk.model.spans import Span
from wiredesk.model.statements import Voice
from wiredesk.statements import bodies, cues
from wiredesk.statements.cast import Cast, Mention, Naming, acronyms, is_day
from wiredesk.statements.genders import genders, namesakes
from wiredesk.statements.joint import together
from wiredesk.statements.media import medium_of
from wiredesk.statements.names import PARTISANS, head_role, is_particle, may_name, of_words, undated
from wiredesk.statements.papers import author, issued_by, papers, writer_of
from wiredesk.statements.phrases import SUBJECTS, Frame, source_ranges, subject_of
from wiredesk.statements.quotes import Quoted
from wiredesk.statements.relays import cited_by, named_as, quoted_in, relayed, without_article
from wiredesk.statements.speakers import can_speak
from wiredesk.statements.standins import (
    REACH,
    Heard,
    antecedent,
    as_voice,
    by_role,
    called_anew,
    impersonal,
    long_name,
    named_behind,
    pronoun,
    said_before,
    shared_subject,
)

SOON_SAID = 400
"""Characters back to the speaker whose "a statement" may be; chosen on the development keys."""


_HEADS = frozenset((*SUBJECTS, *"pobj dobj appos attr poss conj ROOT dative nmod npadvmod".split()))
"""What the main word of a phrase that names somebody is to its governor."""


def cast(text: str, paragraphs: Sequence[Span], parses: Sequence[Parse], quoted: Sequence[Quoted]) -> Cast:
    """Everybody whom a report names, with roles, acronyms and places of mention."""
    out = Cast(acronyms=acronyms(text))
    for span, parse in zip(paragraphs, parses, strict=False):
        for where, label in parse.entities:
            if label != "PERSON":
                continue
            words = [parse.words[i] for i in where]
            while words and (words[0].text.lower() in cues.TITLES or words[0].text.lower() in cues.ROLES):
                words = words[1:]
            while words and words[-1].tag == "POS":
                words = words[:-1]
            if not words or not all(w.text[:1].isupper() or is_particle(w.text) for w in words):
                continue
            name = parse.text[words[0].start : words[-1].end]
            if len(words) > 6 or any(c.isdigit() for c in name) or _headline(words):
                continue
            out.full[name] += 1
            out.first.setdefault(name, span.start + words[0].start)
    out.others.update(namesakes(out, paragraphs, parses))
    for span, parse, marks in zip(paragraphs, parses, quoted, strict=False):
        for i, word in enumerate(parse.words):
            if word.pos not in ("PROPN", "NOUN") or word.dep in ("compound", "nmod"):
                continue
            if word.dep not in _HEADS:
                continue
            tree = parse.subtree(i)
            if len(tree) > 40:
                tree = [k for k in tree if abs(k - i) <= 20]
            at = first = bisect_left(tree, i)
            while first and tree[first - 1] == tree[first] - 1:
                first -= 1
            while at + 1 < len(tree) and tree[at + 1] == tree[at] + 1:
                at += 1
            words = list(parse.words[tree[first] : tree[at] + 1])
            if not may_name(words):
                continue
            what = of_words(words, parse.text, out)
            if what.kind == "document":
                out.issuers.append((span.start + words[-1].end, what.name))
            if what.kind in ("unnamed", "pronoun", "document") or is_day(what.name):
                continue
            out.mentions.append(
                Mention(
                    span.start + words[0].start,
                    span.start + words[-1].end,
                    what,
                    _is_subject(parse, i, words[0]),
                    marks.speech_around(word.start) is not None,
                    words[0].text.lower(),
                    word.ent in ("GPE", "LOC") and word.dep not in SUBJECTS,
                )
            )
            if what.kind == "person":
                _learn(out, what, span.start + words[0].start)
        out.papers.extend(papers(span.start, parse, out))
        out.openers.extend(_openers(span.start, parse))
    genders(out, parses)
    out.mentions.sort(key=lambda m: (m.start, m.end))
    return out


def _headline(words: Sequence[Word]) -> bool:
    """Whether the parser takes the words of a heading for a name: "Holm Testimony Undermines VNN"."""
    last = words[-1].text
    return (
        len(words) > 2 and last.isupper() and len(last) > 2 and last.isalpha() and not words[0].text.isupper()
    )


def _is_subject(parse: Parse, i: int, first: Word) -> bool:
    """Whether a noun is the subject of its clause, or named beside it: "its chief, Ida Holm, wrote"."""
    word = parse.words[i]
    if word.dep == "appos" and first.pos == "PROPN":
        word = parse.words[word.head]
    return word.dep in ("nsubj", "nsubjpass")


def _openers(offset: int, parse: Parse) -> list[tuple[int, int]]:
    """The phrases of a paragraph that open a sentence before a pronoun: "In his letter to Vale, he said"."""
    out = []
    words = parse.words
    for sentence in parse.sentences:
        first = words[sentence.start]
        if first.tag not in ("VBG", "VBN", "IN") or first.dep == "mark":
            continue
        near = range(sentence.start + 2, min(sentence.stop - 1, sentence.start + 25))
        comma = next((k for k in near if words[k].text == ","), None)
        if comma is not None and words[comma + 1].text.lower() in ("he", "she", "they"):
            out.append((offset + first.start, offset + words[comma].end))
    return out


def _learn(known: Cast, what: Naming, at: int) -> None:
    if what.name not in known.full and len(what.name.split()) > 1:
        known.full[what.name] += 1
        known.first.setdefault(what.name, at)
    best = known.best(what.name)
    known.people.add(best)
    if what.role:
        known.titles.setdefault(best, set()).add(head_role(what.role))
    if what.role and (best not in known.roles or (known.roles[best][1] is None and what.group)):
        known.roles[best] = (what.role, what.group)
    if what.gender:
        known.genders.setdefault(best, what.gender)


def resolve(
    text: str,
    paragraphs: Sequence[Span],
    parses: Sequence[Parse],
    quoted: Sequence[Quoted],
    heard: Sequence[Heard],
) -> list[Voice]:
    """The voice of each frame, in the order given (frames must be in the order of the text)."""
    known = cast(text, paragraphs, parses, quoted)
    starts = [m.start for m in known.mentions]
    out: list[Voice] = []
    last: list[tuple[int, Voice]] = []  # speakers so far: where, who
    known.told = _told(heard)
    for one in heard:
        voice = _voice(quoted[one.paragraph], one, known, starts, last)
        out.append(relayed(quoted[one.paragraph], one.frame, voice, known))
        if voice.kind == "speaker" and voice.name:
            at = one.offset + (one.frame.source[0][0] if one.frame.source else one.frame.content[0][0])
            last.append((at, voice))
    return _nested(heard, out)


_GOING_ON = frozenset("add note say claim blame point stress warn explain argue insist cite accuse".split())
_NAMING = frozenset("call describe label accuse blame dub".split())


def _goes_on(
    parse: Parse, frame: Frame, what: Naming, one: Heard, last: Sequence[tuple[int, Voice]], known: Cast
) -> Voice | None:
    """The speaker of the same sentence who goes on in a participle ("…, noting that"), where the parser
    takes a thing right before it, or somebody of whom he speaks, for its subject."""
    i = frame.head
    if i < 0 or not last or not frame.source or what.kind == "pronoun":
        return None
    if parse.text[: frame.source[0][0]].endswith("with "):
        return None  # "police said, with a monitor saying …"
    cue = parse.words[i]
    lemma = cue.lemma.lower()
    behind_comma = i > 0 and parse.words[i - 1].text == ","
    told = behind_comma and lemma in _NAMING | _GOING_ON and known.is_told(one.offset + frame.source[0][0])
    if cue.tag != "VBG" or not (told or (lemma in _GOING_ON and what.kind != "person")):
        return None
    sentence = one.offset + parse.words[parse.sentences[cue.sentence - parse.words[0].sentence].start].start
    where, voice = last[-1]
    behind = one.offset + frame.source[0][0]
    return voice if sentence <= where < behind else None


def _real_teller(marks: Quoted, frame: Frame, what: Naming, words: Sequence[Word]) -> list[Word] | None:
    """The subject of the cue where the source found is a thing: its medium ("Vale in a series of posts
    said …"), or what a participle stands behind ("denied the use of gas, saying …")."""
    i, parse = frame.head, marks.parse
    if i < 0 or frame.kind not in ("said", "act"):
        return None
    first = bisect_left(marks.word_starts, words[0].start)
    inside = first > 0 and parse.words[first - 1].text.lower() in ("in", "on", "via", "through")
    medium = inside and any(w.text.lower() in cues.MEDIA for w in words)
    cue = parse.words[i]
    thing = (
        cue.tag == "VBG"
        and cue.lemma.lower() in ("say", "add")
        and what.kind in ("unnamed", "body")
        and not any(w.pos == "PROPN" or _may_say(w) or bodies.is_kind(w.text) for w in words)
    )
    if not medium and not thing:
        return None
    verb = i
    if thing:
        sentence = parse.sentences[cue.sentence - parse.words[0].sentence]
        verb = next((k for k in sentence if parse.words[k].head == k), i)
    subject = parse.child(verb, "nsubj")
    if (
        medium
        and (subject is None or subject >= first)
        and first > 1
        and parse.words[first - 2].pos == "PROPN"
    ):
        subject = first - 2  # "Vale in a series of posts said", whatever the parser makes of it
        lo = subject
        while lo > 0 and parse.words[lo - 1].pos == "PROPN":
            lo -= 1
        return list(parse.words[lo : subject + 1])
    if subject is None or subject >= first:
        return None
    tree = [k for k in parse.subtree(subject) if k < first - (1 if medium else 0)]
    lo = hi = subject
    while lo - 1 in tree:
        lo -= 1
    while hi + 1 in tree and parse.words[hi + 1].pos != "ADP":
        hi += 1
    return list(parse.words[lo : hi + 1])


def _people_with(parse: Parse, thing: Sequence[Word]) -> list[Word]:
    """The people whom "who" stands for behind something of theirs: "two men in orange coats who say …"."""
    k = next((i for i, w in enumerate(parse.words) if w.start == thing[-1].start), None)
    if k is None or parse.words[k].dep != "pobj" or parse.words[parse.words[k].head].dep != "prep":
        return list(thing)
    prep = parse.words[k].head
    noun = parse.words[prep].head
    first = noun
    while (
        first > 0
        and parse.words[first - 1].pos in ("DET", "ADJ", "NUM", "NOUN", "PROPN")
        and noun - first < 5
    ):
        first -= 1
    return list(parse.words[first : noun + 1]) if parse.words[noun].pos in ("NOUN", "PROPN") else list(thing)


def _was_asked(parse: Parse, frame: Frame) -> bool:
    """Whether the cue only says that somebody was asked: "When asked if he would go, the mayor left"."""
    i = frame.head
    if (
        i < 0
        or parse.words[i].lemma.lower() != "ask"
        or parse.words[i].tag != "VBN"
        or frame.kind == "according"
    ):
        return False
    return parse.child(i, *SUBJECTS, "agent") is None and parse.words[i].dep == "advcl"


def _of_nobody(parse: Parse, frame: Frame) -> bool:
    """Whether a cue without a speaker has none: "has been warned not to leave", "Recall that …"."""
    if frame.head < 0 or frame.kind != "said":
        return False
    word = parse.words[frame.head]
    asked = word.tag == "VBN" and parse.child(frame.head, "auxpass") is not None
    return (asked and parse.child(frame.head, "agent") is None) or (word.tag == "VB" and word.dep == "ROOT")


def _may_say(word: Word) -> bool:
    """Whether a noun may say something: a role, a witness, a body, a paper."""
    low, lemma = word.text.lower(), word.lemma.lower()
    return bool({low, lemma} & (cues.ROLES | cues.UNNAMED | cues.BODIES | set(cues.MEDIA) | cues.NOUNS))


def _says_nothing(words: Sequence[Word]) -> bool:
    """Whether a source is nobody by its first word: "What explains this?", "whose agenda promised", "if you
    say so"."""
    first = words[0].text.lower()
    if len(words) == 1:
        return first in ("what", "whatever", "you", "one", "nobody", "none")
    if first == "no" and words[1].text.lower() == "one":
        return True
    return words[0].tag == "WP$" and not can_speak(words[1:])


def _of_no_one(parse: Parse, words: Sequence[Word], frame: Frame) -> bool:
    """Whether nobody says it: "it goes without saying that …", "That said, the pier stands"."""
    if frame.head < 1:
        return False
    cue, before = parse.words[frame.head], parse.words[frame.head - 1].text
    if before == "That" and cue.text in ("said", "being") and parse.text[cue.end : cue.end + 1] == ",":
        return True
    it = bool(words) and words[0].text.lower() == "it"
    return it and cue.tag == "VBG" and before.lower() == "without"


def _subject_words(marks: Quoted, frame: Frame) -> list[Word]:
    """The subject, by the parser, of a cue whose source says nothing: "He rose and, enraged, declared: …"."""
    parse, i = marks.parse, frame.head
    if i < 0 or frame.kind not in ("said", "act", "thought") or parse.words[i].pos not in ("VERB", "AUX"):
        return []
    subject = subject_of(parse, i)
    if subject is None or parse.words[subject].tag in ("WDT", "WP", "WP$", "EX"):
        return []
    if parse.words[i].tag == "VBN" and parse.child(i, "auxpass") is not None:
        return []  # who "was told" says nothing
    if parse.words[subject].text.lower() in ("it", "this", "that", "there", "you", "what"):
        return []
    at = parse.words[subject].start
    if any(s <= at < e for s, e in frame.content) or marks.around(at) is not None:
        return []
    found = [w for s, e in source_ranges(parse, subject, i) for w in marks.words_between(s, e)]
    return found if found and can_speak(found) else []


def _named_near(marks: Quoted, frame: Frame, known: Cast) -> list[Word]:
    """The person named right before or behind a cue whose subject the parser does not see: "Holm (D-Ostmark)
    asked", "“Ever?” wrote the science writer Ida Holm"."""
    parse, i = marks.parse, frame.head
    if i < 0 or frame.kind != "said" or parse.words[i].tag not in ("VBD", "VBZ", "VBP"):
        return []
    words = parse.words
    near = [*range(i - 1, max(-1, i - 8), -1), *range(i + 1, min(len(words), i + 6))]
    for k in near:
        word = words[k]
        if word.sentence != words[i].sentence or (word.pos == "VERB" and word.text.islower()):
            break
        if marks.around(word.start) is not None or any(s <= word.start < e for s, e in frame.content):
            continue
        person = word.ent == "PERSON" or (k == i - 1 and known.best(word.text) in known.people)
        if person and word.text[:1].isupper():
            lo = hi = k
            while lo > 0 and words[lo - 1].ent == "PERSON" == words[lo].ent and not words[lo].ent_begin:
                lo -= 1
            while hi + 1 < len(words) and words[hi + 1].ent == "PERSON" and not words[hi + 1].ent_begin:
                hi += 1
            return list(words[lo : hi + 1])
    return []


def _quotes(marks: Quoted, frame: Frame) -> bool:
    return any(marks.around(s) is not None for s, _ in frame.content[:1])


def _unheard(marks: Quoted, one: Heard, last: Sequence[tuple[int, Voice]]) -> Voice:
    """Whose words they are where nobody is found who may say them: a quotation goes with whoever spoke last
    in its paragraph; else nobody's, and so the newsroom's."""
    if _quotes(marks, one.frame) and last and last[-1][0] >= one.offset:
        return last[-1][1]
    return Voice("")


def _told(heard: Sequence[Heard]) -> list[tuple[int, int]]:
    """The ranges of the text that are somebody's words, merged, in order."""
    ranges = sorted(
        (one.offset + s, one.offset + e)
        for one in heard
        if one.frame.kind in ("said", "according", "speaker", "post", "continued")
        for s, e in one.frame.content
    )
    out: list[tuple[int, int]] = []
    for start, end in ranges:
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def _voice(
    marks: Quoted, one: Heard, known: Cast, starts: Sequence[int], last: Sequence[tuple[int, Voice]]
) -> Voice:
    parse = marks.parse
    frame = one.frame
    if frame.kind in ("hearsay", "seems", "adverb"):
        return Voice("")
    if frame.kind == "continued":
        return last[-1][1] if last else Voice("")
    label = parse.text[slice(*frame.source[0])].strip() if frame.kind == "speaker" and frame.source else ""
    if label in ("Q", "A"):
        return _interviewed(label, one.offset, known)
    medium, chain = medium_of(parse, frame)
    if frame.kind == "post":
        medium = "post"
    words = [w for s, e in frame.source for w in marks.words_between(s, e)] or shared_subject(parse, frame)
    words = _whose_saying(words)
    if _was_asked(parse, frame):
        return Voice("")
    if (words and _says_nothing(words)) or _of_no_one(parse, words, frame):
        return Voice("")
    unlikely = words if words and not can_speak(words) else []
    if unlikely:
        words = []
    if not words and last and frame.head > 0:
        cue = parse.words[frame.head]
        begin = parse.words[parse.sentences[cue.sentence - parse.words[0].sentence].start].start
        goes_on = cue.tag == "VBG" and cue.lemma.lower() in _GOING_ON
        goes_on |= parse.words[frame.head - 1].text.lower() in ("and", "but") and frame.kind == "said"
        if goes_on and one.offset + begin <= last[-1][0] < one.offset + cue.start:
            return last[-1][1]
    if not words and _of_nobody(parse, frame):
        return Voice("")
    if not words:
        words = _subject_words(marks, frame) or _named_near(marks, frame, known)
    if not words and frame.kind == "said" and _quotes(marks, frame):
        words = unlikely
    if not words:
        return _unheard(marks, one, last)
    quoted_one = quoted_in(parse, frame)
    if quoted_one:
        teller = known.best(of_words(words, parse.text, known).name or "")
        words, chain = quoted_one, (teller, *chain) if teller else chain
    what = of_words(words, parse.text, known)
    real = _real_teller(marks, frame, what, words)
    if real is not None:
        words = real
        what = of_words(words, parse.text, known)
    at = one.offset + words[0].start
    several = together(words, parse.text, known, at)
    if several is not None:
        return Voice(several, "speaker", medium=medium, chain=chain)
    above = _goes_on(parse, frame, what, one, last, known)
    if above is not None:
        return above
    if what.kind in ("role", "unnamed") and (person := named_behind(parse, words)) is not None:
        what = person
    if what.kind == "pronoun" and words and words[0].tag in ("WP", "WDT", "WP$"):
        behind = antecedent(parse, frame)
        if behind is None and words[0].text.lower() == "which":
            return Voice("")  # "Which might explain it."
        if behind is not None:
            if not can_speak(behind) and words[0].text.lower() == "who":
                behind = _people_with(parse, behind)
            if not can_speak(behind):
                return Voice("")  # "in the same period that said company was founded"
            words, at = behind, one.offset + behind[0].start
            what = of_words(behind, parse.text, known)
            writer = writer_of(parse, behind)
            if writer:
                words, what = writer, of_words(writer, parse.text, known)
    if what.kind == "pronoun":
        if impersonal(parse, words, frame):
            return Voice("")
        if what.name.lower() in ("i", "we", "my", "our") and marks.around(words[0].start) is None:
            return Voice("")  # whoever writes the report: the outlet's own words
        found = pronoun(what, at, one, known, starts, last)
        if found is None and what.name.lower() in ("it", "this", "that", "which"):
            return Voice("")
        if found is None:
            return Voice(what.name, "speaker", medium=medium, chain=chain, named=False)
        return _with(found, known, medium, chain)
    if frame.kind == "according":
        path = cited_by(marks, frame, known)
        if path is not None:
            paper, cited = (named_as(one, known) for one in path)
            last_one = path[1]
            named = last_one.kind in ("person", "body")
            return Voice(
                cited, "speaker", last_one.role, long_name(last_one.group, known), medium, (paper,), named
            )
    issuer = issued_by(words) if what.kind in ("unnamed", "body", "document") else []
    if issuer:
        words, what = issuer, of_words(issuer, parse.text, known)
    kind = bodies.kind_of(words)
    if kind is not None:
        head = next(w.text.lower() for w in reversed(words[: _before_clause(words)]) if w.pos != "PUNCT")
        found_body = bodies.body(kind, head, at, known, last, since=one.offset)
        if found_body is not None:
            return Voice(found_body, "speaker", None, None, medium, chain)
        plain = undated(words[: _before_clause(words)])
        phrase = said_before(words, at, last) or parse.text[plain[0].start : plain[-1].end]
        return Voice(without_article(phrase), "speaker", None, None, medium, chain, named=False)
    if what.kind in ("document", "unnamed", "body") and words:
        owner = _owner(words, at, one, known, starts, last)
        if owner is not None:
            low = next((w.text.lower() for w in reversed(words) if w.text.lower() in cues.MEDIA), "")
            return _with(owner, known, cues.MEDIA.get(low, medium), chain)
    if what.kind == "role":
        found = by_role(what, at, known, starts, last, parse.text, words)
        if found is not None:
            return _with(found, known, medium, chain)
        if head_role(what.role or "") in PARTISANS or called_anew(words):
            found = pronoun(Naming("he", "pronoun", gender=what.gender), at, one, known, starts, last)
            if found is not None and found.name in known.people:
                return _with(found, known, medium, chain)
        before = said_before(words, at, last)
        if before is not None:
            return Voice(before, "speaker", what.role, what.group, medium, chain, named=False)
        plain = undated(words[: _before_clause(words)])
        phrase = parse.text[plain[0].start : plain[-1].end] if words else what.name
        return Voice(without_article(phrase), "speaker", what.role, what.group, medium, chain, named=False)
    if what.kind == "person":
        name = known.best(what.name, at)
        role, group = known.roles.get(name, (None, None))
        return Voice(name, "speaker", what.role or role, long_name(what.group or group, known), medium, chain)
    if what.kind in ("body", "document"):
        name = known.best(what.name, at)
        if what.kind == "document" and medium is None and words:
            medium = next(
                (cues.MEDIA[w.text.lower()] for w in reversed(words) if w.text.lower() in cues.MEDIA), None
            )
        return Voice(name, "speaker", None, None, medium, chain)
    if called_anew(words) and last and last[-1][1].name in known.people and at - last[-1][0] < SOON_SAID:
        return _with(last[-1][1], known, medium, chain)
    before = said_before(words, at, last)
    name = without_article(what.name) if before is None else before
    if " " not in name and name[:1].isupper() and (full := known.best(name, at)) != name:
        return Voice(full, "speaker", *known.roles.get(full, (None, None)), medium, chain)
    return Voice(name, "speaker", what.role, what.group, medium, chain, named=False)


def _interviewed(label: str, at: int, known: Cast) -> Voice:
    """Who answers in an interview of questions and answers: the one person named before it, else "A"."""
    before = (m.naming for m in known.mentions if m.start < at)
    people = {known.best(n.name, at) for n in before if n.kind == "person" and n.name}
    if label == "A" and len(people) == 1:
        return _with(Voice(people.pop(), "speaker"), known, "interview", ())
    return Voice(label, "speaker", medium="interview", named=False)


_SAYINGS = cues.words("response reply answer reaction verdict line comment")


def _whose_saying(words: list[Word]) -> list[Word]:
    """Bo Vale of "Bo Vale's response"; other source phrases as they are."""
    if len(words) < 3 or words[-1].text.lower() not in _SAYINGS:
        return words
    owner = next((n for n, w in enumerate(words) if w.tag == "POS"), 0)
    return words[:owner] if owner and words[0].text[:1].isupper() else words


def _before_clause(words: Sequence[Word]) -> int:
    """How many words of a phrase stand before its relative clause or comma."""
    stops = (n for n, w in enumerate(words) if n and (w.tag in ("WDT", "WP") or w.text in (",", "(")))
    return next(stops, len(words))


_OWN = cues.words("account page feed remarks comments views view argument arguments opinion theory")
"""What is somebody's words beside documents: "his views, which argued that …"."""


def _owner(
    words: Sequence[Word],
    at: int,
    one: Heard,
    known: Cast,
    starts: Sequence[int],
    last: Sequence[tuple[int, Voice]],
) -> Voice | None:
    """Whose "his account", "her letter" or "the statement" it is; None for other phrases."""
    tail, first = words[-1].text.lower(), words[0].text.lower()
    if tail not in cues.MEDIA and tail not in _OWN:
        return None
    stand_in = {"his": "he", "her": "she", "its": "it", "their": "they"}.get(first)
    if stand_in is not None:
        gender = {"his": "m", "her": "f"}.get(first)
        return pronoun(Naming(stand_in, "pronoun", gender=gender), at, one, known, starts, last)
    medium = cues.MEDIA.get(tail)
    if medium is None:
        return None
    definite = first in ("the", "this", "that") or words[0].ent == "DATE" or "'s" in words[0].text
    if definite and len([w for w in words if w.tag != "POS"]) <= 3:
        owner = author(tail, at, known)
        if owner is not None:
            return as_voice(owner, at, known)
    if first == "the" and len(words) <= 2:
        return next((v for w, v in reversed(last[-4:]) if v.medium == medium and at - w < REACH), None)
    if first in ("a", "an") and len(words) == 2 and medium in ("statement", "press release"):
        # "Police thanked the crew. “…,” a statement read": of those who spoke right before it
        return next((v for w, v in last[-1:] if v.name and 0 < at - w < SOON_SAID), None)
    return None


def _with(found: Voice, known: Cast, medium: str | None, chain: tuple[str, ...]) -> Voice:
    role, group = known.roles.get(found.name, (None, None))
    return Voice(
        found.name,
        "speaker",
        found.role or role,
        long_name(found.group or group, known),
        medium,
        chain,
        found.named,
    )


def _nested(heard: Sequence[Heard], voices: Sequence[Voice]) -> list[Voice]:
    """Voices inside the words of other voices get these as their chain.

    Where a speaker tells what his own body does ("The Front proposes that …", its leader said), the
    words stay his.  Chosen on the answer keys, where a body quoted by its own man is never a voice
    beside him.
    """
    out = list(voices)
    by_paragraph: dict[int, list[int]] = {}
    for n, one in enumerate(heard):
        by_paragraph.setdefault(one.paragraph, []).append(n)
    for group in by_paragraph.values():
        for n in group:
            mine = heard[n].frame
            at = mine.cue or (mine.content[0] if mine.content else None)
            if at is None:
                continue
            around = []
            for m in group[:200]:
                if m == n or voices[m].kind != "speaker" or not voices[m].name:
                    continue
                for s, e in heard[m].frame.content:
                    if s <= at[0] and at[1] <= e and all(s <= c[0] and c[1] <= e for c in mine.content):
                        around.append((e - s, voices[m]))
                        break
            if not around:
                continue
            around.sort(key=lambda pair: -pair[0])
            path: list[str] = []
            for _size, voice in around:
                path.extend((*voice.chain, voice.name))
            voice = out[n]
            if voice.name.lower() in ("i", "we", "me", "us"):
                out[n] = around[-1][1]
                continue
            if _speaks_for(around[-1][1], voice.name):
                out[n] = around[-1][1]
                continue
            full = tuple(dict.fromkeys(p for p in (*path, *voice.chain) if p and p != voice.name))
            out[n] = Voice(
                voice.name, voice.kind, voice.role, voice.group, voice.medium, full, voice.named, voice.actor
            )
    return out


def _speaks_for(voice: Voice, body: str) -> bool:
    """Whether the voice's group or role names the body, in full or by its initials."""
    telling = [w for w in re.findall(r"[\w’']+", body) if w[0].isupper()]
    if not telling:
        return False
    initials = "".join(w[0] for w in telling)
    said = f"{voice.group or ''} {voice.role or ''}"
    words = set(re.findall(r"[\w’']+", said))
    return (len(initials) > 2 and initials in words) or set(telling) <= words
