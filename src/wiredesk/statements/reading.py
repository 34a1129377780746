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
from wiredesk.statements.acts import acts, does_by_saying, only_happens, told_with
from wiredesk.statements.borrowed import lent
from wiredesk.statements.clauses import Clause
from wiredesk.statements.deeds import is_deed
from wiredesk.statements.denials import tail_words, with_denials
from wiredesk.statements.force import SPEECH_ACTS, WORRIES, imperative
from wiredesk.statements.frames import frames, left_over, without_frame
from wiredesk.statements.labels import SIGNATURE
from wiredesk.statements.news import STANCES
from wiredesk.statements.one import lemmas, statement, statement_id
from wiredesk.statements.opening import PLANNED, follows_condition
from wiredesk.statements.owners import owners
from wiredesk.statements.page import SPEECH, Page, Said, Sentence, Word, page
from wiredesk.statements.pieces import pieces
from wiredesk.statements.sentences import SUBJECTS, finite
from wiredesk.text.datelines import behind_dateline


def read(
    report: Report,
    parses: Sequence[Parse],
    said: Sequence[Said],
    places: Sequence[PlaceMention],
    times: Sequence[TimeMention],
) -> tuple[Statement, ...]:
    """The statements of a report in text order, given its attributions, places and times."""
    at = page(report, parses, places, times)
    usable = _usable(at)
    denials = [s for s in said if s.kind == "denial"]
    tails = tail_words(at, denials)
    for n, tail in tails.values():
        usable[n] -= set(range(tail.first, tail.last + 1))
    said = [s for s in said if s.kind != "denial"]
    said = [s for s in said if not (_does(at, s) or _calls_by_name(at, s))]
    plain = [s for s in said if _is_speech(at, s)]
    cues = set(at.words([s.cue for s in plain if s.cue is not None]))
    speech = [s for s in said if s in plain or _says_what_if(at, s, cues)]
    marks = _marks(at, [s for s in said if s not in speech])
    owner = owners(at, speech)
    for n, one in carried(at, said, speech, owner, usable).items():
        speech.append(one)
        owner.update({(n, i): len(speech) - 1 for i in at.sentences[n].words})
    out: list[Statement] = []
    by_speech: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for (n, i), index in sorted(owner.items()):
        if i in usable[n]:
            by_speech[index][n].append(i)
    for index in sorted(by_speech):
        out.extend(_attributed(at, speech[index], by_speech[index], marks, speech))
    framed = frames(at, speech)
    tellers = _tellers(at, speech, owner)
    told = {*owner, *at.words([s.condition for s in out if s.condition is not None])}
    for n, sentence in enumerate(at.sentences):
        words = [i for i in sentence.words if i in usable[n] and (n, i) not in told]
        out.extend(_narrated(at, n, words, framed, marks, tellers.get(n - 1)))
    return _unique(with_denials(at, _offers(at, out), denials, tails))


def _usable(at: Page) -> list[set[int]]:
    """The words of each sentence that are body; where there is nothing but a headline, that."""
    skip = [s for s in (at.report.headline, *at.report.furniture) if s is not None]
    skip += [Span(m.start(), m.end()) for m in SIGNATURE.finditer(at.report.text)]
    out = [set(s.words) - set(s.within(skip)) for s in at.sentences]
    if any(
        s.parse.words[i].text[0].isalnum() for s, words in zip(at.sentences, out, strict=True) for i in words
    ):
        return out
    return [set(s.words) for s in at.sentences]


def _does(at: Page, said: Said) -> bool:
    """Whether an attribution only tells a deed ("committed a crime"), whatever its verb says elsewhere."""
    if said.kind not in {"act", "hearsay"} or said.cue is None:
        return False
    return any(is_deed(at.sentences[n].parse, i) for n, i in at.words([said.cue]))


def _calls_by_name(at: Page, said: Said) -> bool:
    """Whether a cue only says what somebody or something is called or is known for ("what is known as the
    old quay", "known to locals as Red"): nothing is left open by it."""
    return said.kind == "hearsay" and said.cue is not None and "know" in lemmas(at, said.cue)


def _is_speech(at: Page, said: Said) -> bool:
    """Whether an attribution's content stands as a statement without the clause that brings it in:
    somebody's words, and a clause or a whole quotation rather than a phrase."""
    if said.kind not in SPEECH and said.mode is not Mode.DIRECT and not _opens_quoted(at, said):
        return False
    words = at.words(said.content)
    if not words or not at.sentences[words[0][0]].english:
        return bool(words)
    if said.kind == "said" and _under_preposition(at, words):
        return False
    if said.kind == "said" and _whole_sentence(at, said, words):
        return True
    if said.mode is not Mode.DIRECT and (_silent(at, said) or _authored(at, said, words)):
        return False
    if said.kind in {"speaker", "post"} and any(finite(at.sentences[n].parse, i) for n, i in words):
        return True
    bids = said.mode is Mode.DIRECT and said.kind == "said" and _bids(at, words)
    return bids or _clausal(at, words, said.kind == "said") or (said.mode is Mode.DIRECT and len(words) > 7)


def _bids(at: Page, words: Sequence[Word]) -> bool:
    """Whether a quotation bids somebody do something: "“Boil the water,” she told residents"."""
    parse = at.sentences[words[0][0]].parse
    first = next((i for _, i in words if parse.words[i].text[0].isalpha()), None)
    return first is not None and imperative(parse, first) and len(words) > 4


def _whole_sentence(at: Page, said: Said, words: Sequence[Word]) -> bool:
    """Whether a sentence holds a quotation and who said it, and no more: "“Never, never,” he said.". In other
    words than his own it must be eight words and more before the cue, since the parser may see no verb in
    them ("A bomb killed 80 people in Varo rights groups said")."""
    n = words[0][0]
    if said.mode is not Mode.DIRECT:
        ahead = said.cue is not None and said.content[-1].end <= said.cue.start
        if not ahead or len(words) < 8:
            return False
    held = {i for m, i in (*words, *at.words([*said.source, *([said.cue] if said.cue else [])])) if m == n}
    parse = at.sentences[n].parse
    rest = [i for i in at.sentences[n].words if i not in held and parse.words[i].text[0].isalnum()]
    return not rest and len(words) > 2 and bool(said.source) and said.cue is not None


def _opens_quoted(at: Page, said: Said) -> bool:
    """Whether the content begins with a whole quotation, more of it in other words: such a sentence is
    speech whatever its verb ("she shared before urging those …")."""
    seen = said.cue is not None and bool(_SEEING & set(lemmas(at, said.cue)))
    first = said.content[0].of(at.report.text).strip() if said.mode is Mode.MIXED and not seen else ""
    return first[:1] in OPENING and len(first.split()) > 7 and first.rstrip(",.")[-1:] in CLOSING


def _says_what_if(at: Page, said: Said, cues: set[Word]) -> bool:
    """Whether a participle that hangs on one of the ``cues`` of speech brings in a condition with what
    depends on it: "“We had to wait,” Rehn said, citing “serious harm” to the port if they came now"."""
    if said.cue is None or said.kind in SPEECH or not said.voice.name:
        return False
    for n, i in at.words([said.cue])[:1]:
        word = at.sentences[n].parse.words[i]
        if word.tag == "VBG" and word.dep == "advcl" and (n, word.head) in cues:
            held = {k for m, k in at.words(said.content) if m == n}
            whole = (c.antecedent for c in at.sentences[n].conditions if set(c.antecedent) <= held)
            return any(antecedent[0] > min(held) for antecedent in whole)
    return False


_SEEING = frozenset("see view obtain hear get receive".split())
"""Verbs of those who have somebody's words before them ("a copy of which was seen by the Courier")."""
OPENING, CLOSING = '"“', '"”'

_ANSWERS = frozenset(
    "respond answer reply comment say tell explain elaborate specify disclose reveal".split()
)
_WRITES = frozenset("write author draft pen sign edit".split())


def _silent(at: Page, said: Said) -> bool:
    """Whether the cue says that nothing was said: "has not responded to …", "did not say why …", "No one
    claimed …"."""
    if re.match(r"(?:no one|nobody|none|neither|no [a-z]+)\b", said.voice.name, re.I):
        return True
    if said.cue is None:
        return False
    for n, i in at.words([said.cue]):
        parse = at.sentences[n].parse
        if parse.words[i].lemma.lower() in {"decline", "refuse"} and parse.words[i].pos == "VERB":
            after = {parse.words[k].lemma.lower() for k in at.sentences[n].words if i < k < i + 4}
            return bool(after & _ANSWERS)
        if parse.words[i].lemma.lower() in _ANSWERS and parse.words[i].pos in {"VERB", "AUX"}:
            return any(
                parse.words[c].dep == "neg" or parse.words[c].text.lower() == "never"
                for c in parse.children(i)
            )
    return False


def _authored(at: Page, said: Said, words: Sequence[Word]) -> bool:
    """Whether the content is the paper that somebody wrote, not its words: "wrote the majority opinion"."""
    cue = {(n, i) for n, i in at.words([said.cue])} if said.cue is not None else set()
    if words and at.sentences[words[0][0]].parse.words[words[0][1]].text.lower() == "that":
        return False  # "wrote that the engineer was wrong", whatever the parser takes for the object
    return any(
        at.sentences[n].parse.words[i].dep == "dobj"
        and (n, at.sentences[n].parse.words[i].head) in cue
        and at.sentences[n].parse.words[at.sentences[n].parse.words[i].head].lemma.lower() in _WRITES
        for n, i in words
    )


def _under_preposition(at: Page, words: Sequence[Word]) -> bool:
    """Whether the content is only what a verb's preposition governs ("did not respond to requests")."""
    inside = set(words)
    n, top = words[0]
    parse = at.sentences[n].parse
    while (n, parse.words[top].head) in inside and parse.words[top].head != top:
        top = parse.words[top].head
    return parse.words[top].dep == "pobj" and parse.words[top].head < words[0][1]


def _clausal(at: Page, words: Sequence[Word], told: bool = False) -> bool:
    """Whether some words are a clause: a finite verb on top, not one inside a noun phrase.

    Where they are ``told`` with a verb of saying, "that" opens a clause whatever the parser hangs it on
    ("wrote in Saturday's letter that …", "said at the time that …")."""
    inside = set(words)
    opener = at.sentences[words[0][0]].parse.words[words[0][1]]
    if told and opener.text.lower() == "that" and opener.pos == "SCONJ" and len(words) > 5:
        return True  # "wrote that the engineer “advanced wrong ideas”", though the parser sees no verb in it
    for n, i in words:
        parse = at.sentences[n].parse
        if not finite(parse, i):
            continue
        if (
            told
            and opener.text.lower() == "that"
            and opener.dep not in {"det", *SUBJECTS}
            and words[0][0] == n
        ):
            return True
        timed = words[0][1] > 0 and parse.words[words[0][1] - 1].text.lower() == "time"
        if opener.text.lower() == "that" and opener.dep != "det" and timed and words[0][0] == n:
            return True
        above = i
        while parse.words[above].dep in {"conj", "aux", "auxpass"} and (n, parse.words[above].head) in inside:
            above = parse.words[above].head
        if parse.words[above].dep not in {"relcl", "acl"} and (n, parse.words[above].head) not in inside:
            return True
        if parse.words[above].dep == "ROOT" or parse.words[above].dep == "ccomp":
            return True
    return False


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
        parted = _interrupted(sentence, words[n]) if said.mode is Mode.DIRECT else [words[n]]
        for clause in (c for part in parted for c in pieces(at, sentence, part)):
            if sentence.english and left_over(at, n, clause, said, speech):
                continue
            mark = _mark_of(sentence.parse, n, clause, marks)
            inner = lemmas(at, mark.cue) if mark and mark.kind != "noun" else ()
            clause = lent(sentence.parse, clause, words[n])
            made.append(_deniers(at, clause, statement(at, sentence, clause, said, (*cue, *inner), mark)))
        out.extend(made)
    return out


_GOES_ON = frozenset({"and", "but", "so", "yet"})


def _interrupted(sentence: Sentence, words: list[int]) -> list[list[int]]:
    """A speaker's words in two parts where the cue stands between two clauses of their own: "“It was loud,”
    she said, “and then it was quiet”"; not where one hangs on the other."""
    parse = sentence.parse
    gap = next((n for n in range(1, len(words)) if words[n] - words[n - 1] > 2), None)
    if gap is None or not sentence.english:
        return [words]
    left, right = words[:gap], words[gap:]
    opener = next((parse.words[i].text.lower() for i in right if parse.words[i].text[0].isalnum()), "")
    if opener not in _GOES_ON or not (_clause_of_its_own(parse, left) and _clause_of_its_own(parse, right)):
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
            and not _IN_FACT.match(one.text)
            and follows_condition(re.findall(r"\w+|[^\w\s]", one.text[:80]))
            and PLANNED.search(one.text)
            and not re.search(r"\w", at.report.text[before.spans[-1].end : one.spans[0].start])
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
        made = _deniers(at, kept, statement(at, sentence, kept, colour, cue, mark))
        if not sentence.english:
            out += [made] if made.figures else []
        elif _heading(at, sentence):
            continue
        elif _says_something(parse, kept, made) or _closed(parse, sentence.words, kept):
            out.append(made)
    return out


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
    if sentence.paragraph in at.headings or sentence.span.end - sentence.at <= behind_dateline(line):
        return True
    if len(at.sentences) < 2 or len(line.split()) < 3 or line.rstrip()[-1:] in ".!?":
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
    if _silent(at, mark) or _authored(at, mark, at.words(mark.content)):
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
