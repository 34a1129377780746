"""Accounts: what a source goes on to tell in the next sentence, though nobody says again that it does.

"Deputies say a man walked in with a rifle. He fired fifteen rounds into the crowd." The second sentence
has no cue, and yet nobody but the deputies tells it. A wrong carrying over puts words into somebody's mouth,
so that only those sentences are taken that tell, in the past tense, what further happened to those who were
just told of, and only from sources that give accounts of what happened: police, prosecutors and their papers,
armies, monitors, witnesses, unnamed sources; and what the same source tells before and after.

Chosen on the answer keys, on 160 sentences behind somebody's words in 35 reports of AllSides and of local
papers, and on 43 that were carried over in 170 more; docs/benchmarks.md has what held on a fresh sample.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from wiredesk.model.parses import Parse
from wiredesk.model.statements import Mode
from wiredesk.statements.cues import words as listed
from wiredesk.statements.page import Page, Said, Sentence, Word
from wiredesk.statements.sentences import SUBJECTS

MOST = 3
"""How many sentences an account goes on for without a word of who tells it."""

_GIVE = listed(
    """police officer officers deputy deputies detective detectives investigator investigators authorities
    trooper troopers sheriff constable prosecutor prosecutors sergeant sgt lieutenant lt captain capt
    chief firefighter firefighters paramedic paramedics marshal marshals military army
    affidavit complaint indictment lawsuit suit filing filings documents records warrant
    source sources witness witnesses resident residents activist activists observatory monitor monitors"""
)
"""Who gives accounts of what happened, by a word of the voice's name, role or body, or of the source."""

_BODIES = re.compile(r"\b(?:department|bureau|office|patrol|agency|rangers|[A-Z]+PD|FBI|TBI|ATF)\b")
_TELLS = listed(
    """say tell report state confirm allege claim add explain describe accord write announce reveal note
    indicate testify recount"""
)
_PAPERS = listed("affidavit complaint indictment lawsuit suit filing warrant report document statement")
_PEOPLE = listed(
    """suspect victim gunman shooter attacker man woman boy girl teen teenager driver passenger robber
    intruder assailant bomber child bullet gun weapon shot car vehicle truck"""
)
"""What "the …" may mean that the words before told of by another name."""
_PERSONS = listed(
    "suspect victim gunman shooter attacker man woman boy girl teen teenager driver robber intruder"
)
_UNTOLD = re.compile(
    r"\W*(?:no\b|none\b|nobody\b|neither\b|it (?:is|was|remained) (?:not |un)|it’?s |there (?:is|are)\b|"
    r"there (?:was|were) no\b|anyone\b|meanwhile\b|previously\b|earlier\b|in a (?:statement|tweet|post))",
    re.I,
)
"""Openings of what the newsroom says for itself, or of another matter."""
_COURTS = listed("charge sentence convict plead arraign indict identify appear name schedule release remain")
"""Verbs of what newsrooms read in records of their own: who was named, charged, heard, let go;
and what they see: who remains where."""
_NAMERS = listed("examiner coroner hospital")
"""Who tells who died, and not how."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_QUOTES = re.compile("[\"“”]|''|``")


def carried(
    at: Page,
    said: Sequence[Said],
    speech: Sequence[Said],
    owner: Mapping[Word, int],
    usable: Sequence[set[int]],
) -> dict[int, Said]:
    """By sentence: the attribution of what goes on with an account; ``said`` are all the attributions of the
    page, ``speech`` those whose words are a voice's, and ``owner`` says whose each word is."""
    touched = {n for s in said for n, _ in at.words([*s.source, *s.content, *([s.cue] if s.cue else [])])}
    out: dict[int, Said] = {}
    steps: dict[int, int] = {}
    firsts: dict[int, int] = {}
    for n in range(1, len(at.sentences)):
        if n in touched or not at.sentences[n].english:
            continue
        if n - 1 in out:
            one, begun = out[n - 1], firsts[n - 1]
        else:
            index = _teller(at, n - 1, speech, owner)
            if index is None:
                continue
            one, begun = speech[index], n - 1
        count = steps.get(n - 1, 0) + 1
        if count > MOST or not set(at.sentences[n].words) <= usable[n]:
            continue
        if begun == n - 1 and not _gives(at, one):
            continue
        told = {
            at.sentences[m].parse.words[i].lemma.lower()
            for m in range(begun, n)
            for i in at.sentences[m].words
            if m > begun or (m, i) in owner
        }
        if goes_on(at.sentences[n], at.report.text, told, one) or (
            _goes_on_after(at, n, one, speech, owner) and plain(at.sentences[n], at.report.text)
        ):
            span = at.sentences[n].span
            out[n] = Said((span,), (), None, Mode.INDIRECT, one.voice, "said")
            steps[n], firsts[n] = count, begun
    return out


def _teller(at: Page, n: int, speech: Sequence[Said], owner: Mapping[Word, int]) -> int | None:
    """Whose words sentence ``n`` is, apart from who says them: of one speaker, in other words than quoted."""
    sentence = at.sentences[n]
    words = [i for i in sentence.words if sentence.parse.words[i].text[0].isalnum()]
    whose = {owner[n, i] for i in words if (n, i) in owner}
    if len(whose) != 1:
        return None
    (index,) = whose
    one = speech[index]
    held = sum((n, i) in owner for i in words)
    framed = {i for m, i in at.words([*one.source, *([one.cue] if one.cue else [])]) if m == n}
    if held < 4 or held + len(framed) < 0.7 * len(words) or not framed:
        return None
    return index


def _gives(at: Page, one: Said) -> bool:
    """Whether an attribution gives an account: by who tells it, and with what verb."""
    if (
        one.mode is Mode.DIRECT
        or one.kind not in {"said", "according"}
        or one.cue is None
        or not one.voice.name
    ):
        return False
    cue = {at.sentences[n].parse.words[i].lemma.lower() for n, i in at.words([one.cue])}
    if not cue & _TELLS:
        return False
    voice = one.voice
    named = " ".join(
        [voice.name, voice.role or "", voice.group or "", *(s.of(at.report.text) for s in one.source)]
    )
    low = set(re.findall(r"[a-z]+", named.lower()))
    if low & _NAMERS:
        return False
    return bool(low & _GIVE or _BODIES.search(named))


def goes_on(sentence: Sentence, text: str, told: set[str], one: Said) -> bool:
    """Whether a sentence tells in the past what further happened to what was ``told`` of, by lemmas."""
    parse = sentence.parse
    if not plain(sentence, text):
        return False
    who = parse.child(_head(sentence), *SUBJECTS)
    return who is not None and _meant(parse, who, told, one)


def _head(sentence: Sentence) -> int:
    return next((i for i in sentence.words if sentence.parse.words[i].head == i), sentence.words[0])


def plain(sentence: Sentence, text: str) -> bool:
    """Whether a sentence tells what happened, and nothing that newsrooms say for themselves."""
    printed = sentence.span.of(text)
    if len(sentence.words) < 5 or _UNTOLD.match(printed) or _YEAR.search(printed) or _QUOTES.search(printed):
        return False
    if printed.rstrip()[-1:] not in ".)" or not _happened(sentence.parse, _head(sentence)):
        return False
    joined = (i for i in sentence.words if sentence.parse.words[i].dep == "conj")
    return not any(_now(sentence.parse, i) for i in joined)


def _goes_on_after(at: Page, n: int, one: Said, speech: Sequence[Said], owner: Mapping[Word, int]) -> bool:
    """Whether the same source tells the sentence behind the ``n``-th, too, in other words than quoted."""
    if n + 1 >= len(at.sentences):
        return False
    index = _teller(at, n + 1, speech, owner)
    return (
        index is not None
        and speech[index].mode is not Mode.DIRECT
        and speech[index].voice.name.lower() == one.voice.name.lower()
    )


def _now(parse: Parse, i: int) -> bool:
    """Whether a verb tells what is: "and the suspects are on the run", "and has been charged"."""
    helps = (parse.words[c] for c in parse.children(i) if parse.words[c].dep in {"aux", "auxpass"})
    return any(w.tag in {"VBZ", "VBP"} for w in (parse.words[i], *helps))


def _happened(parse: Parse, head: int) -> bool:
    """Whether a verb tells what happened: "fired", "was taken", "had fled"; not "has been charged"."""
    word = parse.words[head]
    if word.lemma.lower() in _COURTS:
        return False
    called = parse.child(head, "attr") if word.lemma == "be" else None
    if called is not None and any(parse.words[k].pos == "PROPN" for k in parse.subtree(called)):
        return False  # "The driver was Ida Holm": who it was is known from elsewhere
    aux = [parse.words[c] for c in parse.children(head) if parse.words[c].dep in {"aux", "auxpass"}]
    if any(a.tag == "MD" or a.text.lower() in {"has", "have", "is", "are", "do", "does"} for a in aux):
        return False
    if any(parse.words[c].dep == "neg" for c in parse.children(head)):
        return False
    return word.tag == "VBD" or any(a.tag == "VBD" for a in aux)


def _meant(parse: Parse, who: int, told: set[str], one: Said) -> bool:
    """Whether the subject of a sentence is somebody or something that was just told of."""
    word = parse.words[who]
    low = word.text.lower()
    several = one.voice.name.lower().rstrip(".").endswith("s") or "police" in one.voice.name.lower()
    paper = bool(set(re.findall(r"[a-z]+", one.voice.name.lower())) & _PAPERS)
    if low in {"he", "she"}:
        if several or paper or not one.voice.named:
            return True
        return not told & {"he", "she"} and bool(told & _PERSONS)
    if low == "they":
        return not several or paper
    if low == "it":
        return several and not paper
    under = [parse.words[k] for k in parse.subtree(who)]
    first = under[0].text.lower()
    if low in {"both", "all", "third", "second", "fourth", "two", "three", "four", "other", "others"}:
        return True
    lemma = word.lemma.lower()
    definite = first in {"the", "that", "those", "both", "all", "his", "her", "their", "this", "these"}
    if word.pos == "PROPN":
        return lemma in told
    if word.tag == "NNS" and len(under) == 1:
        return lemma in told
    if first in {"another", "one", "two", "three", "four", "five", "several", "some"} or word.tag == "NNS":
        others = any(w.text.lower() in {"other", "others", "another"} for w in under if w.start < word.start)
        return others and lemma in told
    return definite and (lemma in told or lemma in _PEOPLE)
