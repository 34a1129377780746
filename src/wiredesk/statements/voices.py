"""Voices: the person or body behind the words, from a source phrase such as "he" or "the group"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wiredesk.model.parses import Parse, Word
from wiredesk.model.spans import Span
from wiredesk.model.statements import Voice
from wiredesk.statements import bodies, cues
from wiredesk.statements.cast import Cast, Naming
from wiredesk.statements.casting import cast
from wiredesk.statements.joint import several, together
from wiredesk.statements.kin import relative
from wiredesk.statements.labels import in_heading
from wiredesk.statements.media import medium_of
from wiredesk.statements.nameborders import in_a_list, undated
from wiredesk.statements.nameruns import is_role
from wiredesk.statements.names import PARTISANS, of_words
from wiredesk.statements.papers import issued_by, writer_of
from wiredesk.statements.phrases import Frame
from wiredesk.statements.possessions import SOON_SAID, office_of, owner_of
from wiredesk.statements.pronouns import pronoun
from wiredesk.statements.quotes import Quoted
from wiredesk.statements.relays import cited_by, named_as, quoted_in, relayed, without_article
from wiredesk.statements.roleholders import by_role, called_anew, of_a_place
from wiredesk.statements.roles import head_role
from wiredesk.statements.speakers import can_speak, head_of
from wiredesk.statements.standins import (
    Heard,
    antecedent,
    impersonal,
    long_name,
    named_behind,
    said_before,
    shared_subject,
)
from wiredesk.statements.subjects import before_medium, opening_name, who_is, with_former
from wiredesk.statements.tellers import (
    apposed_to,
    behind_noun,
    named_near,
    of_no_one,
    of_nobody,
    one_of,
    penned_by,
    people_with,
    person_meant,
    plain_source,
    real_teller,
    says_nothing,
    subject_words,
    was_asked,
    who_does,
)


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
    known.listeners = {m.start for m in known.mentions if _TO.search(text, max(0, m.start - 6), m.start)}
    for one in heard:
        voice = _voice(quoted[one.paragraph], one, known, starts, last)
        if voice.name.replace(",", "").isdigit():
            voice = Voice("")  # "… from a sample of 1,600 who then asked"
        out.append(relayed(quoted[one.paragraph], one.frame, voice, known))
        if voice.kind == "speaker" and voice.name and not in_heading(quoted[one.paragraph].parse, one.frame):
            at = one.offset + _begin(one.frame)
            last.append((at, voice))
    return _nested(heard, out)


def _begin(frame: Frame) -> int:
    """Where a frame names its speaker; where it does not, where its cue or content begins."""
    if frame.source:
        return frame.source[0][0]
    return frame.content[0][0] if frame.cue is None else min(frame.content[0][0], frame.cue[0])


_GOING_ON = frozenset("add note say claim blame point stress warn explain argue insist cite accuse".split())
_STRESSING = frozenset("stress add note emphasize emphasise reiterate affirm".split())
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
    first = next((k for k, w in enumerate(parse.words) if w.start == frame.source[0][0]), 0)
    if not behind_comma and first and parse.words[first - 1].dep == "agent":
        return None  # "was sued by a rowers' group saying …"
    of = not behind_comma and lemma in _STRESSING and parse.words[i - 1].dep == "pobj"
    told = told or (of and last[-1][0] >= one.offset)  # "announced the death of Bo Vale stressing that …"
    if cue.tag != "VBG" or not (told or (lemma in _GOING_ON and what.kind != "person")):
        return None
    sentence = one.offset + parse.words[parse.sentences[cue.sentence - parse.words[0].sentence].start].start
    where, voice = last[-1]
    behind = one.offset + frame.source[0][0]
    return voice if sentence <= where < behind else None


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
    if frame.label:
        return _with(Voice(known.best(frame.label, one.offset), "speaker"), known, "interview", ())
    label = parse.text[slice(*frame.source[0])].strip() if frame.kind == "speaker" and frame.source else ""
    if label in ("Q", "A") or (frame.kind == "speaker" and not frame.source):
        return _interviewed(label or "A", one.offset, known)
    if _INITIALS.fullmatch(label) and (whose := _of_initials(label, one.offset, known)):
        return _with(Voice(whose, "speaker"), known, "interview", ())
    if len(label) > 3 and label.isupper() and (whose := _of_capitals(label, one.offset, known)):
        return _with(Voice(whose, "speaker"), known, None, ())
    at_cue = one.offset + (frame.cue[0] if frame.cue else 0)
    medium, chain = _in_full(*medium_of(parse, frame), at_cue, known)
    if frame.kind == "post":
        medium = "post"
    words = [w for s, e in frame.source for w in marks.words_between(s, e)] or shared_subject(parse, frame)
    if len(words) > 1 and words[0].text.lower() == "by" and words[0].pos == "ADP":
        words = words[1:]  # "accused by other women"
    words = _whose_saying(apposed_to(parse, plain_source(words)))
    words = penned_by(parse, frame) or who_does(words, parse, frame)
    if frame.kind == "according":
        words = _to_body(words)
    words = _paper_to(behind_noun(parse, words))
    if was_asked(parse, frame):
        return Voice("")
    if (words and says_nothing(words)) or of_no_one(parse, words, frame):
        return Voice("")
    unlikely = words if words and not _may_be_source(words) else []
    if unlikely:
        words = one_of(unlikely, frame)
    if not words and last and frame.head > 0:
        cue = parse.words[frame.head]
        begin = parse.words[parse.sentences[cue.sentence - parse.words[0].sentence].start].start
        goes_on = cue.tag == "VBG" and cue.lemma.lower() in _GOING_ON
        goes_on |= parse.words[frame.head - 1].text.lower() in ("and", "but") and frame.kind == "said"
        if goes_on and one.offset + begin <= last[-1][0] < one.offset + cue.start:
            return last[-1][1]
    if not words and of_nobody(parse, frame):
        return Voice("")
    if not words:
        words = subject_words(marks, frame) or opening_name(parse, frame)
        words = words or _beside(named_near(marks, frame, known), unlikely)
    if not words and frame.kind == "said" and _quotes(marks, frame):
        words = unlikely
    if not words:
        return _unheard(marks, one, last)
    words = before_medium(parse, frame, with_former(parse, who_is(parse, frame, words)))
    quoted_one = quoted_in(parse, frame)
    if quoted_one:
        teller = known.best(of_words(words, parse.text, known).name or "")
        words, chain = quoted_one, (teller, *chain) if teller else chain
    what = of_words(words, parse.text, known)
    real = real_teller(marks, frame, what, words)
    if real is not None:
        words = real
        what = of_words(words, parse.text, known)
    at = one.offset + words[0].start
    many = together(words, parse.text, known, at) or several(words, parse.text)
    if many is not None:
        return Voice(many, "speaker", medium=medium, chain=chain)
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
            if words[0].text.lower() == "who":
                behind = person_meant(parse, behind)
            if not can_speak(behind) and words[0].text.lower() == "who":
                behind = people_with(parse, behind)
            if not can_speak(behind):
                return Voice("")  # "in the same period that said company was founded"
            behind = with_former(parse, who_is(parse, frame, behind))
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
        if what.name.lower() == "it" and parse.words[frame.head].lemma == "read" and last[-1:]:
            return _with(last[-1][1], known, medium, chain)  # "“…,” it read": what was quoted before
        found = pronoun(what, at, one, known, starts, last)
        if found is not None and what.name.lower() in _SOME and not _are_many(found.name):
            found = None  # some of whom nobody tells
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
    whose_office = office_of(words, at, one, known, starts, last)
    if whose_office is not None:
        name = f"{whose_office.name}’s {words[1].text}"
        return Voice(name, "speaker", group=whose_office.name, medium=medium, chain=chain)
    kin = relative(words, at, known, last) if what.kind in ("role", "unnamed", "body") else None
    if kin is not None:
        return Voice(kin[0], "speaker", medium=medium, chain=chain, named=kin[1])
    issuer = issued_by(words) if what.kind in ("unnamed", "body", "document") else []
    if issuer:
        both = together(issuer, parse.text, known, at)
        if both is not None:
            return Voice(both, "speaker", medium=medium, chain=chain)
        words, what = issuer, of_words(issuer, parse.text, known)
    in_full = bodies.paper_called(without_article(parse.text[words[0].start : words[-1].end]), at, known)
    if in_full is not None:
        return Voice(in_full, "speaker", medium=medium, chain=chain)
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
        owner = owner_of(words, at, one, known, starts, last)
        if owner is not None:
            low = next((w.text.lower() for w in reversed(words) if w.text.lower() in cues.MEDIA), "")
            return _with(owner, known, cues.MEDIA.get(low, medium), chain)
    if what.kind == "role":
        found = by_role(what, at, known, starts, last, parse.text, words)
        if found is not None:
            return _with(found, known, medium, chain)
        if head_role(what.role or "") in PARTISANS or called_anew(words):
            phrase = " ".join(w.text.lower() for w in words)
            if phrase in known.anew:
                return _with(Voice(known.anew[phrase], "speaker"), known, medium, chain)
            found = pronoun(Naming("he", "pronoun", gender=what.gender), at, one, known, starts, last)
            if found is not None and found.name in known.people:
                known.anew[phrase] = found.name
                return _with(found, known, medium, chain)
        before = said_before(words, at, last)
        if before is not None:
            return Voice(before, "speaker", what.role, what.group, medium, chain, named=False)
        plain = undated(words[: _before_clause(words)])
        phrase = parse.text[plain[0].start : plain[-1].end] if words else what.name
        return Voice(without_article(phrase), "speaker", what.role, what.group, medium, chain, named=False)
    if what.kind == "person":
        name = known.best(what.name, at)
        if what.gender and known.genders.get(name, what.gender) != what.gender:
            name = known.of_gender(what.name, what.gender) or name
        role, group = known.roles.get(name, (None, None))
        return Voice(name, "speaker", what.role or role, long_name(what.group or group, known), medium, chain)
    if what.kind == "body" and of_a_place(words):
        found = pronoun(Naming("he", "pronoun"), at, one, known, starts, last)
        if found is not None and found.name in known.people:
            return _with(found, known, medium, chain)
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
    """Who answers in an interview of questions and answers: the one person named before it, of several the
    one of whom something is told ("Lena Orsk is the mayor. She spoke to Ida Holm"), else "A"."""
    before = [m for m in known.mentions if m.start < at and m.naming.kind == "person" and m.naming.name]
    before = [m for m in before if m.start not in known.listeners]
    people = {known.best(m.naming.name, at) for m in before}
    if len(people) > 1:
        people = {known.best(m.naming.name, at) for m in before if m.subject}
    if label == "A" and len(people) == 1:
        return _with(Voice(people.pop(), "speaker"), known, "interview", ())
    return Voice(label, "speaker", medium="interview", named=False)


def _may_be_source(words: Sequence[Word]) -> bool:
    """Whether a source phrase may be somebody: no deed ("Boarding the ferry, Vale") and no thing."""
    hangs = words[0].dep in ("amod", "compound", "pcomp") and not any(w.text == "," for w in words)
    deed = words[0].tag == "VBG" and not hangs and head_of(words) is not words[0]
    return not deed and can_speak(words)


def _beside(near: list[Word], thing: Sequence[Word]) -> list[Word]:
    """Who is named near a cue, but for the one to whom the thing before it belongs: "Vale's win suggests"."""
    return [] if near and thing and thing[0].start <= near[0].start < thing[-1].end else near


_TO = re.compile(r"\b(?:to|with|by)\s$")
_ACRONYM = re.compile(r"[A-Z]{3,6}")
_INITIALS = re.compile(r"[A-Z]{2,3}")


def _of_initials(label: str, at: int, known: Cast) -> str | None:
    """The one person named before whose initials stand before a colon ("LO: I will not resign")."""
    before = {m.naming.name for m in known.mentions if m.start < at and m.naming.kind == "person"}
    people = {known.best(name, at) for name in before}
    found = {name for name in people if "".join(w[:1] for w in name.split()).upper() == label}
    return found.pop() if len(found) == 1 else None


def _of_capitals(label: str, at: int, known: Cast) -> str | None:
    """The person whose surname ends the label of a transcript in capitals ("VALE: …", "MAYOR IDA HOLM: …");
    None where the report names nobody so."""
    surname = label.split()[-1].title()
    full = known.best(surname, at)
    return full if full in known.people and full.split()[-1] == surname and " " in full else None


def _in_full(
    medium: str | None, chain: tuple[str, ...], at: int, known: Cast
) -> tuple[str | None, tuple[str, ...]]:
    """A medium and the papers of a chain with the full names of those that are called for short ("told the
    Post")."""
    full = {name: paper for name in chain if (paper := bodies.paper_called(name, at, known))}
    told = (medium or "").removeprefix("told ")
    return (f"told {full[told]}" if told in full else medium), tuple(full.get(name, name) for name in chain)


def _to_body(words: list[Word]) -> list[Word]:
    """A source up to the body it names, where a lost comma sets on what the sentence tells: "the Observatory
    | DAESH has lost the pier", "Varo news agency | raiders fired", "VNA | raiders who came fired"."""
    if len(words) > 2 and _ACRONYM.fullmatch(words[0].text) and words[1].text.islower():
        return words[:1] if words[1].pos in ("NOUN", "ADJ", "NUM") and words[0].ent == "ORG" else words
    at = next((n for n, w in enumerate(words[:-1]) if w.text.lower() in ("observatory", "agency")), None)
    if at is None or any(w.text == "," for w in words):
        return words
    behind = words[at + 1]
    goes_on = behind.pos in ("ADP", "PUNCT", "PART", "VERB", "CCONJ") or behind.tag == "POS"
    return words if goes_on or is_role(behind) else words[: at + 1]


def _paper_to(words: list[Word]) -> list[Word]:
    """The letter of "the letter to Bo Vale and his publisher"; other source phrases as they are."""
    to = next((n for n, w in enumerate(words[:5]) if w.text == "to"), 0)
    return words[:to] if to and words[to - 1].text.lower() in cues.MEDIA and words[0].pos == "DET" else words


_SAYINGS = cues.words("response reply answer reaction verdict line comment")


def _whose_saying(words: list[Word]) -> list[Word]:
    """Bo Vale of "Bo Vale's response"; other source phrases as they are."""
    if len(words) < 3 or words[-1].text.lower() not in _SAYINGS:
        return words
    owner = next((n for n, w in enumerate(words) if w.tag == "POS"), 0)
    return words[:owner] if owner and words[0].text[:1].isupper() else words


_SOME = frozenset(("some", "many", "most", "few", "several", "others"))


def _are_many(name: str) -> bool:
    """Whether some may be some of those who are called so: "neighbours", "port officials", "police"."""
    last = name.split()[-1].lower() if name else ""
    return last in ("people", "police", "staff") or (
        last.endswith("s") and not name.isupper() and last[-2:] != "ss"
    )


def _before_clause(words: Sequence[Word]) -> int:
    """How many words of a phrase stand before its relative clause or comma."""
    stops = (n for n, w in enumerate(words) if n and (w.tag in ("WDT", "WP") or w.text in (",", "(")))
    return next((n for n in stops if not in_a_list(words, n)), len(words))


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
                    behind = mine.kind == "said" and all(c[0] > e for c in mine.content)
                    inside = behind or all(s <= c[0] and c[1] <= e for c in mine.content)
                    if s <= at[0] and at[1] <= e and inside:
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
            if _speaks_for(around[-1][1], voice.name) or _is_evidence(voice):
                out[n] = around[-1][1]
                continue
            full = tuple(dict.fromkeys(p for p in (*path, *voice.chain) if p and p != voice.name))
            out[n] = Voice(
                voice.name, voice.kind, voice.role, voice.group, voice.medium, full, voice.named, voice.actor
            )
    return out


_EVIDENCE = re.compile(
    r"(?:[a-z]+ ){0,2}(?:evidence|investigation|inquiry|analysis|data|information|findings|results|signs|"
    r"tests|indications|clues)(?: (?:about|of|from|into|in|on) .*)?",
    re.I,
)
"""What tells nothing of itself where somebody says what it shows."""


def _is_evidence(voice: Voice) -> bool:
    """Whether a voice is a thing by which somebody else says what is so: "evidence suggests that …, the
    Watch said" is the Watch's."""
    return _EVIDENCE.fullmatch(voice.name) is not None


def _speaks_for(voice: Voice, body: str) -> bool:
    """Whether the voice's group or role names the body, in full or by its initials."""
    telling = [w for w in re.findall(r"[\w’']+", body) if w[0].isupper()]
    if not telling:
        return False
    initials = "".join(w[0] for w in telling)
    said = f"{voice.group or ''} {voice.role or ''}"
    words = set(re.findall(r"[\w’']+", said))
    return (len(initials) > 2 and initials in words) or set(telling) <= words
