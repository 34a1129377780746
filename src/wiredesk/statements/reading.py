"""The statements of one report: who said what, and what the outlet itself tells, clause by clause."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from wiredesk.model.parses import Parse
from wiredesk.model.reports import Report
from wiredesk.model.spans import Span, joined, merged
from wiredesk.model.statements import Force, Mode, PlaceMention, Statement, TimeMention, Voice
from wiredesk.statements.accounts import carried
from wiredesk.statements.acts import acts, befalls, does_by_saying, only_happens, told_with
from wiredesk.statements.borrowed import lent
from wiredesk.statements.clauses import Clause
from wiredesk.statements.denials import tail_words, with_denials
from wiredesk.statements.edges import bare, unbracketed, without_day
from wiredesk.statements.force import ASK, SPEECH_ACTS, WORRIES
from wiredesk.statements.frames import (
    frames,
    left_over,
    only_brings_in,
    only_names_speaker,
    without_frame,
)
from wiredesk.statements.furniture import LINK, says_something, without_address
from wiredesk.statements.hearing import (
    calls_by_name,
    is_authored,
    is_silent,
    is_speech,
    only_does,
    says_what_if,
)
from wiredesk.statements.labels import SIGNATURE
from wiredesk.statements.news import STANCES
from wiredesk.statements.one import lemmas, statement, statement_id
from wiredesk.statements.opening import PLANNED, follows_condition
from wiredesk.statements.owners import owners
from wiredesk.statements.ownwords import own_words
from wiredesk.statements.page import Page, Said, Sentence, Word, page
from wiredesk.statements.pagetalk import page_talk
from wiredesk.statements.pieces import pieces
from wiredesk.statements.sentences import SUBJECTS, finite
from wiredesk.statements.substance import substance, with_name
from wiredesk.statements.tabled import Tabled, tabled
from wiredesk.text.datelines import LONGEST, behind_dateline


def read(
    report: Report,
    parses: Sequence[Parse],
    said: Sequence[Said],
    places: Sequence[PlaceMention],
    times: Sequence[TimeMention],
) -> tuple[Statement, ...]:
    """The statements of a report in text order, given its attributions, places and times."""
    at = page(report, parses, places, times)
    tables = tabled(at, said)
    said = [own_words(at, s) for s in said if not _in_table(at, s, tables)]
    usable = _usable(at, tables)
    denials = [s for s in said if s.kind == "denial"]
    tails = tail_words(at, denials)
    for n, tail in tails.values():
        usable[n] -= set(range(tail.first, tail.last + 1))
    said = [s for s in said if s.kind != "denial"]
    said = [s for s in said if not (only_does(at, s) or calls_by_name(at, s))]
    plain = [s for s in said if is_speech(at, s)]
    cues = set(at.words([s.cue for s in plain if s.cue is not None]))
    speech = [s for s in said if s in plain or says_what_if(at, s, cues)]
    marks = _marks(at, [s for s in said if s not in speech])
    owner = owners(at, speech)
    for n, one in carried(at, said, speech, owner, usable).items():
        speech.append(one)
        owner.update({(n, i): len(speech) - 1 for i in at.sentences[n].words})
    out: list[Statement] = list(tables.statements)
    by_speech: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for (n, i), index in sorted(owner.items()):
        if i in usable[n]:
            by_speech[index][n].append(i)
    for index in sorted(by_speech):
        out.extend(_attributed(at, speech[index], by_speech[index], marks, speech))
    framed = frames(at, speech)
    tellers = _tellers(at, speech, owner)
    told: dict[int, set[int]] = defaultdict(set)
    for n, i in (*owner, *at.words([s.condition for s in out if s.condition is not None])):
        told[n].add(i)
    for n, sentence in enumerate(at.sentences):
        left = usable[n] - told[n]
        words = [i for i in sentence.words if i in left]
        out.extend(_narrated(at, n, words, framed, marks, tellers.get(n - 1)))
    return _unique(with_denials(at, _offers(at, out), denials, tails))


def _in_table(at: Page, said: Said, tables: Tabled) -> bool:
    """Whether somebody is taken to speak inside of a table, whose cells no grammar reads."""
    spans = [s for s in (*said.content, said.cue) if s is not None]
    return any(at.sentences[n].paragraph in tables.paragraphs for s in spans for n in at.over(s))


def _usable(at: Page, tables: Tabled) -> list[set[int]]:
    """The words of each sentence that are body, apart from those of tables; where there is nothing but a
    headline, that."""
    skip = [s for s in (at.report.headline, *at.report.furniture) if s is not None]
    skip += [Span(m.start(), m.end()) for m in SIGNATURE.finditer(at.report.text)]
    for sentence, following in zip(at.sentences, [*at.sentences[1:], None], strict=False):
        first, line = sentence.span.start, sentence.span.of(at.report.text)
        if line.endswith(":") and following is not None and following.paragraph == sentence.paragraph:
            line = at.report.text[first : following.span.end]  # "WATCH: | Crews flee the pier"
        lost = _DATELINE.search(line) if "(" in line else None
        if lost is not None:
            skip.append(Span(first, first + lost.end()))
        skip += [Span(first + start, first + end) for start, end in page_talk(line)]
    out = [
        set() if s.paragraph in tables.paragraphs else set(s.words) - set(s.within(skip))
        for s in at.sentences
    ]
    if tables.paragraphs or any(
        s.parse.words[i].text[0].isalnum() for s, words in zip(at.sentences, out, strict=True) for i in words
    ):
        return out
    return [set(s.words) for s in at.sentences]


_DATELINE = re.compile(
    r"^.{0,160}?\b[A-Z]{4,}(?: [A-Z]{3,}){0,2} \([A-Z][A-Za-z ]{2,20}\)(?=\s*$|\s+[A-Z“\"])"
)
"""A dateline without a dash, and the captions and titles that were run into it: "AP Photo Ida Vale Raid on
Sela VARO (Courier) Two boats …".  Nothing else in fa-kes looks so, where 32 sentences open with one."""


def _marks(at: Page, said: Sequence[Said]) -> dict[Word, Said]:
    """Attributions that only colour the clause in which they stand, by the words of their cues."""
    out: dict[Word, Said] = {}
    for one in said:
        if one.cue is not None:
            for word in at.words([one.cue]):
                out.setdefault(word, one)
    return out


def _attributed(
    at: Page, said: Said, words: dict[int, list[int]], marks: dict[Word, Said], speech: Sequence[Said]
) -> list[Statement]:
    cue = lemmas(at, said.cue)
    out: list[Statement] = []
    for n in sorted(words):
        sentence = at.sentences[n]
        if not any(_word(sentence.parse.words[i].text, said) for i in words[n]):
            continue
        made = []
        parted = _interrupted(sentence, words[n])
        for clause in (c for part in parted for c in pieces(at, sentence, part)):
            if sentence.english and left_over(at, n, clause, said, speech):
                continue
            clause = without_address(sentence.parse, clause)
            if sentence.english and not says_something(sentence.parse, clause.words):
                continue
            told = tuple(c for c in cue if c not in ASK) if _asked_before(at, said, sentence) else cue
            mark = _mark_of(sentence.parse, n, clause, marks)
            inner = lemmas(at, mark.cue) if mark and mark.kind != "noun" else ()
            clause = bare(sentence.parse, clause, sentence.conditions)
            clause = without_day(sentence.parse, clause, cue)
            clause = lent(sentence.parse, clause, words[n])
            clause = with_name(at, n, clause, said)
            made.append(_deniers(at, clause, statement(at, sentence, clause, said, (*told, *inner), mark)))
        out.extend(made)
    return out


def _asked_before(at: Page, said: Said, sentence: Sentence) -> bool:
    """Whether somebody asked what he says before this sentence: "“Is it late?” he asked. “I will go.”" """
    return said.mode is Mode.DIRECT and said.cue is not None and said.cue.end <= sentence.span.start


_GOES_ON = frozenset({"and", "but", "so", "yet"})


def _interrupted(sentence: Sentence, words: list[int]) -> list[list[int]]:
    """A speaker's words in two parts where the cue stands between two clauses of their own: "“It was loud,”
    she said, “and then it was quiet”", "the pier is lost, she said; nobody was hurt"; not where one hangs on
    the other."""
    parse = sentence.parse
    gap = next((n for n in range(1, len(words)) if words[n] - words[n - 1] > 2), None)
    if gap is None or not sentence.english:
        return [words]
    left, right = words[:gap], words[gap:]
    opener = next((parse.words[i].text.lower() for i in right if parse.words[i].text[0].isalnum()), "")
    parted = any(parse.words[i].text == ";" for i in range(left[-1] + 1, right[0] + 1))
    if not (opener in _GOES_ON or parted) or not (
        _clause_of_its_own(parse, left) and _clause_of_its_own(parse, right)
    ):
        return [words]
    for one in sentence.conditions:
        held = {*one.antecedent, *one.consequent}
        if held & set(left) and held & set(right):
            return [words]
    return [left, *_interrupted(sentence, right)]


def _clause_of_its_own(parse: Parse, words: Sequence[int]) -> bool:
    inside = set(words)
    return any(finite(parse, i) and parse.child(i, *SUBJECTS) in inside for i in words)


_ADDRESS = re.compile(r"https?://|(?:pic|t)\.\w|@\w")


def _word(text: str, said: Said) -> bool:
    """Whether somebody says it: no address or handle, and no number of a post in a row of them ("7.")."""
    return text[0].isalnum() and not _ADDRESS.match(text) and not (said.kind == "post" and text.isdigit())


def _mark_of(parse: Parse, n: int, clause: Clause, marks: dict[Word, Said]) -> Said | None:
    """The attribution inside somebody's words that colours a clause; not one that only says who or what is
    meant: "Holm is the first whose papers the council has questioned" questions nothing."""
    for i in clause.words:
        mark = marks.get((n, i))
        if mark is None:
            continue
        verb = parse.words[i].head if parse.words[i].dep in {"aux", "auxpass", "neg"} else i
        aside = parse.words[verb].dep in {"relcl", "acl"} and parse.words[verb].pos == "VERB"
        if not aside or verb == clause.head or mark.kind not in {"act", "thought"}:
            return mark
    return None


def _offers(at: Page, statements: Sequence[Statement]) -> list[Statement]:
    """The statements with two neighbours made one where the second states what follows if the first
    comes true, in one voice's words, and says what will be ("In this case it is in force" does not): in
    a quotation the first may stand under a verb of its own
    ("The Front proposes that they stop …. In return, it will …")."""
    out: list[Statement] = []
    for one in sorted(statements, key=lambda s: (s.spans, s.id)):
        before = out[-1] if out else None
        if (
            before is not None
            and one.voice.kind == "speaker"
            and one.voice.name == before.voice.name
            and not re.search(r"\w", at.report.text[before.spans[-1].end : one.spans[0].start])
            and not _IN_FACT.match(one.text)
            and follows_condition(re.findall(r"\w+|[^\w\s]", one.text[:80]))
            and PLANNED.search(one.text)
        ):
            out[-1] = _offer(at, before, one)
        else:
            out.append(one)
    return out


_IN_FACT = re.compile(r"\W*in th(?:is|at) case,?\s+(?:\w+\s+){1,4}?(?:is|are|was|were|has|had)\b", re.I)
"""The opening of what is so already: "In this case it is in force"; not "In this case, they will …"."""


def _deniers(at: Page, clause: Clause, made: Statement) -> Statement:
    """A denial told beside the main thing ("despite Rehn's denying it") as the denier's."""
    if clause.kind != "aside" or made.force is not Force.DENIED or not made.actor[:1].isupper():
        return made
    outer = (made.voice.name,) if made.voice.kind == "speaker" and made.voice.name else ()
    voice = Voice(made.actor, "speaker", chain=outer)
    if made.voice.name == made.actor:
        return made
    return replace(
        made, id=statement_id(at, made.spans, Mode.INDIRECT, voice), mode=Mode.INDIRECT, voice=voice
    )


def _offer(at: Page, before: Statement, after: Statement) -> Statement:
    """Two sentences that make one conditional offer: "We ask X. In return, we will Y"."""
    spans = merged([*before.spans, *after.spans])
    if len(spans) > 1 and all(
        not at.report.text[a.end : b.start].strip(" .,!?\u00a0") for a, b in pairwise(spans)
    ):
        spans = (Span(spans[0].start, spans[-1].end),)
    return replace(
        _renamed(at, after, spans),
        force=Force.CONDITIONAL,
        condition=Span(before.spans[0].start, before.spans[-1].end),
        sentence=Span(before.sentence.start, after.sentence.end),
        figures=tuple(dict.fromkeys((*before.figures, *after.figures))),
        places=tuple(dict.fromkeys((*before.places, *after.places))),
        about=after.about or before.about,
    )


def _renamed(at: Page, old: Statement, spans: tuple[Span, ...]) -> Statement:
    return replace(
        old,
        id=statement_id(at, spans, old.mode, old.voice),
        spans=spans,
        text=joined(spans, at.report.text),
    )


def _narrated(
    at: Page,
    n: int,
    words: Sequence[int],
    frames: dict[int, tuple[set[int], dict[int, Said]]],
    marks: dict[Word, Said],
    before: Said | None,
) -> list[Statement]:
    """What the outlet tells in its own voice in sentence ``n``, outside other people's words; ``before`` is
    whoever told the sentence before, in the same paragraph: what happened "allegedly" next is his, while
    what happened "reportedly" is others'."""
    sentence = at.sentences[n]
    parse = sentence.parse
    if not any(parse.words[i].text[0].isalnum() for i in words):
        return []
    framed, speakers = frames.get(n, (set(), {}))
    cues = set(speakers)
    cut_up = len(words) < len(sentence.words)
    held = [set(c.antecedent) for c in sentence.conditions]
    out = []
    for clause in pieces(at, sentence, words):
        kept = (
            without_frame(parse, clause, framed, cues, held)
            if sentence.english and (cues or cut_up)
            else clause
        )
        if kept is None or len(kept.words) < 2:
            continue
        kept = bare(parse, unbracketed(parse, kept), sentence.conditions)
        kept = lent(parse, kept, sentence.words)
        mark = told_with(at, n, kept, marks)
        if kept.kind == "participle" and parse.words[kept.head].lemma == "describe":
            mark = next((marks[n, i] for i in words if i < kept.words[0] and (n, i) in marks), mark)
        if mark is None and kept.kind in {"main", "coordinate", "shared", "share"}:
            mark = _beside_act(at, n, kept, marks)
        cue = lemmas(at, mark.cue) if mark and mark.kind != "noun" else ()
        colour = _colour(at, mark)
        if colour.mode is Mode.NARRATED and (beside := _beside_speech(sentence, kept, speakers)) is not None:
            colour, cue = beside, cue or lemmas(at, beside.cue)
        adverb = next((i for i in kept.words if parse.words[i].text.lower() == "allegedly"), None)
        if before is not None and adverb is not None and colour.mode is Mode.NARRATED:
            cued = sentence.place(adverb, adverb)
            colour = Said((), (), cued, Mode.INDIRECT, before.voice, "adverb")
            mark = mark or colour
        if mark is not None and befalls(at, mark):
            cue, mark = (), None
        made = _deniers(at, kept, statement(at, sentence, kept, colour, cue, mark))
        if made.voice.kind == "speaker" and mark is not None:
            made = _bared(at, n, kept, replace(colour, content=mark.content), cue, made)
        if not sentence.english:
            out += [made] if made.figures else []
        elif (
            only_brings_in(parse, kept, len(sentence.words))
            or only_names_speaker(parse, kept)
            or _heading(at, sentence)
            or any(LINK.match(parse.words[i].text) for i in kept.words)
        ):
            continue
        elif _says_something(parse, kept, made) or _closed(parse, sentence.words, kept):
            out.append(made)
    return out


def _bared(at: Page, n: int, clause: Clause, said: Said, cue: Sequence[str], whole: Statement) -> Statement:
    """What somebody urges, vows or calls a thing, with the force that the whole clause has and without
    himself and his verb (:mod:`wiredesk.statements.substance`)."""
    bare = substance(at, n, clause, said)
    if bare is None:
        return whole
    made = statement(at, at.sentences[n], bare, said, cue, said)
    if made.condition is None and whole.condition is not None:
        return whole
    return replace(made, force=whole.force, actor=made.actor or whole.actor)


def _tellers(at: Page, speech: Sequence[Said], owner: dict[Word, int]) -> dict[int, Said]:
    """By sentence: who told its last words in speech that is not quoted, where the next sentence stands in
    the same paragraph."""
    out: dict[int, Said] = {}
    for (n, _), index in sorted(owner.items()):
        one = speech[index]
        here, ahead = at.sentences[n], at.sentences[n + 1] if n + 1 < len(at.sentences) else None
        if ahead is not None and ahead.paragraph == here.paragraph and one.voice.name:
            if one.mode is Mode.DIRECT:
                out.pop(n, None)
            else:
                out[n] = one
    return out


def _beside_act(at: Page, n: int, clause: Clause, marks: dict[Word, Said]) -> Said | None:
    """The act of speech in the same sentence whose content holds a clause that was cut from it: "counted 24
    dead and dozens more wounded", "reiterated that he was away and that he would appeal"."""
    mine = [(n, i) for i in clause.words]
    here = (marks.get((n, i)) for i in at.sentences[n].words)
    near = {id(m): m for m in here if m is not None and m.kind in {"act", "said", "noun"}}
    for mark in near.values():
        held = set(at.words(mark.content))
        if held and sum(w in held for w in mine) * 4 >= 3 * len(mine):
            return mark
    return None


def _beside_speech(sentence: Sentence, clause: Clause, speakers: dict[int, Said]) -> Said | None:
    """Whoever speaks, where a clause tells in a participle what else he does with words: "Rehn said,
    repeating his call on the army to leave"; ``speakers`` are those of the sentence, by their cues."""
    word = sentence.parse.words[clause.head]
    one = speakers.get(word.head)
    if (
        clause.kind != "participle"
        or one is None
        or word.lemma not in SPEECH_ACTS | STANCES
        or not one.voice.name
    ):
        return None
    return replace(one, content=(), cue=sentence.place(clause.head, clause.head), mode=Mode.INDIRECT)


def _in_passing(at: Page, mark: Said) -> bool:
    """Whether the cue is the purpose of what is told ("met the mayor to reiterate his support")."""
    words = at.words([mark.cue]) if mark.cue is not None else []
    n, i = next(((n, i) for n, i in words if at.sentences[n].parse.words[i].pos == "VERB"), (0, -1))
    parse = at.sentences[n].parse if words else None
    return (
        parse is not None
        and i >= 0
        and parse.words[i].dep == "advcl"
        and parse.words[i].tag == "VB"
        and parse.words[i].head < i
        and i > 0
        and parse.words[i - 1].text.lower() == "to"
    )


def _heading(at: Page, sentence: Sentence) -> bool:
    """Whether a sentence is the heading of a part, or a link to another report: a line between paragraphs
    without a full stop, or one in capitals in a report that is not ("MAN WITH ROPE HELD AT VARO PIER"); or a
    dateline."""
    line = sentence.parse.text
    stop = sentence.span.end - sentence.at
    if sentence.paragraph in at.headings or (stop <= LONGEST and stop <= behind_dateline(line)):
        return True
    if len(at.sentences) < 2 or line.rstrip()[-1:] in ".!?" or len(line.split()) < 3:
        return False
    return line.isupper() and not at.shouted


def _says_something(parse: Parse, clause: Clause, made: Statement) -> bool:
    """Not a subheading, a label or a link ("The situation in Varo", "Read also")."""
    if any(f.status for f in made.figures):
        return True
    letters = [parse.words[i].text for i in clause.words if parse.words[i].text[0].isalpha()]
    if len(letters) < 3:
        return False
    shouted = sum(w.isupper() for w in letters) * 2 > len(letters)
    return (
        shouted or clause.kind == "aside" or any(parse.words[i].pos in {"VERB", "AUX"} for i in clause.words)
    )


def _closed(parse: Parse, sentence: Sequence[int], clause: Clause) -> bool:
    """Whether the clause is a whole sentence of five words and more that ends as one does: then it
    says something even where the parser sees no verb in it ("A ferry sank near Abrin")."""
    letters = sum(parse.words[i].text[0].isalpha() for i in clause.words)
    return (
        letters >= 5 and parse.words[sentence[-1]].text[-1] in ".!?" and 2 * len(clause.words) > len(sentence)
    )


def _colour(at: Page, mark: Said | None) -> Said:
    """The attribution of a narrated clause: the outlet's, or that of the act of speech it tells."""
    own = Said((), (), None, Mode.NARRATED, Voice(at.report.outlet or "", "outlet"))
    if mark is None or mark.kind in {"hearsay", "seems", "adverb"} or not mark.voice.name:
        return own
    if mark.voice.name.lower().split()[-1] in {"who", "whom", "which", "that", "of"}:
        return own  # nobody that the text tells by name
    if is_silent(at, mark) or is_authored(at, mark, at.words(mark.content)) or befalls(at, mark):
        return own
    said = acts(at, mark)
    if _witnessed(at, mark, said):
        return replace(mark, content=(), mode=Mode.INDIRECT)
    if mark.kind == "said" and only_happens(at, mark):
        return own
    raised = bool(said & {"raise", "express", "voice", "cast", "sound"}) and bool(said & WORRIES)
    if mark.kind in {"act", "thought"} and not (said & SPEECH_ACTS or raised):
        return own
    if mark.kind == "noun" and not (raised or "exude" in said):
        return own
    if does_by_saying(at, mark, said) or _in_passing(at, mark):
        return own
    mode = Mode.INDIRECT if mark.mode is Mode.INDIRECT else Mode.MIXED
    return replace(mark, content=(), mode=mode)


_IMAGES = frozenset("image footage video picture photo photograph clip film".split())
_STATIONS = frozenset("television tv channel network station media broadcaster radio agency".split())
_PRESENT = frozenset("reporter journalist correspondent photographer witness cameraman eyewitness".split())


def _witnessed(at: Page, mark: Said, cue: set[str]) -> bool:
    """Whether somebody tells what he saw ("a photographer for the agency saw …") or a station shows it
    ("state television showed footage of …")."""
    source = {at.sentences[n].parse.words[i].lemma.lower() for n, i in at.words(mark.source)}
    if cue & {"see", "witness", "hear"}:
        return bool(source & _PRESENT)
    if not cue & {"show", "air", "broadcast"}:
        return False
    shown = {at.sentences[n].parse.words[i].lemma.lower() for n, i in at.words(mark.content)[:4]}
    return bool(source & _STATIONS and shown & _IMAGES)


def _unique(found: Iterable[Statement]) -> tuple[Statement, ...]:
    kept: dict[str, Statement] = {}
    for one in found:
        kept.setdefault(one.id, one)
    return tuple(sorted(kept.values(), key=lambda s: (s.spans[0].start, s.spans[-1].end, s.id)))
