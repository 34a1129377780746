"""Which attributions of a report bring in words that somebody said, and which only tell of a deed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wiredesk.model.parses import Parse
from wiredesk.model.statements import Mode
from wiredesk.statements import cues
from wiredesk.statements.deeds import is_deed
from wiredesk.statements.force import imperative
from wiredesk.statements.one import lemmas
from wiredesk.statements.page import SPEECH, Page, Said, Word
from wiredesk.statements.sentences import SUBJECTS, finite

_MOSTLY_DEEDS = frozenset({"conclude", "find", "greet", "plead", "read"})


def only_does(at: Page, said: Said) -> bool:
    """Whether an attribution only tells a deed ("committed a crime"), whatever its verb says elsewhere."""
    if said.kind not in {"act", "hearsay", "said"} or said.cue is None:
        return False
    cue = ((at.sentences[n].parse, i) for n, i in at.words([said.cue]))
    return any(is_deed(p, i) for p, i in cue if said.kind != "said" or p.lemmas[i] in _MOSTLY_DEEDS)


def calls_by_name(at: Page, said: Said) -> bool:
    """Whether a cue only says what somebody or something is called or is known for ("what is known as the
    old quay", "known to locals as Red"): nothing is left open by it."""
    return said.kind == "hearsay" and said.cue is not None and "know" in lemmas(at, said.cue)


def is_speech(at: Page, said: Said) -> bool:
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
    if said.kind == "according" and _told_verb(at, words) and _nothing_else(at, said, words):
        return True
    if said.mode is not Mode.DIRECT and (is_silent(at, said) or is_authored(at, said, words)):
        return False
    if said.kind == "said" and _says_right_behind(at, said, words):
        return True
    if said.kind in {"speaker", "post"} and any(finite(at.sentences[n].parse, i) for n, i in words):
        return True
    bids = said.mode is Mode.DIRECT and said.kind == "said" and _bids(at, words)
    return bids or is_clausal(at, words, said.kind == "said") or (said.mode is Mode.DIRECT and len(words) > 7)


def _bids(at: Page, words: Sequence[Word]) -> bool:
    """Whether a quotation bids somebody do something: "“Boil the water,” she told residents"."""
    parse = at.sentences[words[0][0]].parse
    first = next((i for _, i in words if parse.words[i].text[0].isalpha()), None)
    return first is not None and imperative(parse, first) and len(words) > 4


def _whole_sentence(at: Page, said: Said, words: Sequence[Word]) -> bool:
    """Whether a sentence holds a quotation and who said it, and no more: "“Never, never,” he said.". In other
    words than his own it must be eight words and more before the cue, since the parser may see no verb in
    them ("A bomb killed 80 people in Varo rights groups said")."""
    if said.mode is not Mode.DIRECT:
        ahead = said.cue is not None and said.content[-1].end <= said.cue.start
        if not ahead or len(words) < 8:
            return False
    return _nothing_else(at, said, words)


def _says_right_behind(at: Page, said: Said, words: Sequence[Word]) -> bool:
    """Whether what stands right behind "said" is a clause, whatever the parser hangs on what: "The Watch said
    raiders crept into the port" may be read as raiders who were said.  In 300 reports of fa-kes and AllSides
    five such clauses were told with their speaker and his verb, and nothing else changed."""
    if said.cue is None or len(words) < 6 or said.content[0].start - said.cue.end > 1:
        return False
    n, first = words[0]
    parse = at.sentences[n].parse
    if not first or parse.lemmas[first - 1] != "say" or parse.words[first].pos not in _OPEN_CLAUSE:
        return False
    told = (parse.words[i] for m, i in words if m == n)
    return any(w.pos == "VERB" and w.tag in {"VBN", "VBD"} and w.dep != "amod" for w in told)


_OPEN_CLAUSE = frozenset({"DET", "NOUN", "PROPN", "ADJ", "NUM"})


def _told_verb(at: Page, words: Sequence[Word]) -> bool:
    """Whether some words hold a verb in a tense, whatever the parser hangs it on."""
    return any(at.sentences[n].parse.words[i].tag in ("VBD", "VBZ", "VBP", "MD") for n, i in words)


def _nothing_else(at: Page, said: Said, words: Sequence[Word]) -> bool:
    """Whether a sentence holds somebody's words, who said them, and no more."""
    n = words[0][0]
    held = {i for m, i in (*words, *at.words([*said.source, *([said.cue] if said.cue else [])])) if m == n}
    parse = at.sentences[n].parse
    rest = [i for i in at.sentences[n].words if i not in held and parse.words[i].text[0].isalnum()]
    return not rest and len(words) > 2 and bool(said.source) and said.cue is not None


def _opens_quoted(at: Page, said: Said) -> bool:
    """Whether the content begins with a whole quotation, more of it in other words: such a sentence is
    speech whatever its verb ("she shared before urging those …")."""
    seen = said.cue is not None and bool(_SEEING & set(lemmas(at, said.cue)))
    first = said.content[0].of(at.report.text).strip() if said.mode is Mode.MIXED and not seen else ""
    return first[:1] in _OPENING and len(first.split()) > 7 and first.rstrip(",.")[-1:] in _CLOSING


def says_what_if(at: Page, said: Said, cues: set[Word]) -> bool:
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


_OPENING, _CLOSING = '"“', '"”'
_SEEING = frozenset("see view obtain hear get receive".split())
"""Verbs of those who have somebody's words before them ("a copy of which was seen by the Courier")."""
_ANSWERS = frozenset(
    "respond answer reply comment say tell explain elaborate specify disclose reveal".split()
)
_FALLS_SHORT = frozenset({"struggle", "fail", "decline", "refuse"})
_WRITES = frozenset("write author draft pen sign edit".split())


_NOT_OPEN = frozenset("deny doubt wonder".split())
_UNDONE = frozenset("applaud condemn praise blame accuse criticize criticise remind urge demand".split())
"""Acts of speech that the newsroom tells where they were not done: "did not condemn the raid"."""
_FINDS_OUT = frozenset("determine find learn establish ascertain discover investigate".split())
_QUESTIONS = frozenset("whether if how who whom what which why when where".split())
_OUGHT = frozenset("should must ought shall".split())


def _not_said(parse: Parse, i: int) -> bool:
    """Whether a verb of saying is denied, or is what somebody should or has yet to do: "does not allege that
    he fled", "shouldn't apologize", "has yet to name a suspect"; not "did not deny that".  Nor does he say
    what happens "as he continued", or what he is yet to find out: "are working to determine how many"."""
    word = parse.words[i]
    if word.tag == "VB" and parse.low[max(0, i - 3) : i][-2:] == ("yet", "to"):
        return True
    if word.tag == "VB" and word.lemma.lower() in _FINDS_OUT and parse.low[i - 1] == "to":
        asked = parse.low[i + 1 : i + 3]
        return bool(asked) and (asked[0] in _QUESTIONS or (asked[0] == "out" and asked[-1] in _QUESTIONS))
    if word.lemma.lower() in _UNDONE and word.pos == "VERB":
        return any(parse.words[c].dep == "neg" for c in parse.children(i))
    if word.lemma.lower() not in cues.STRONG | {"apologize", "apologise"} or word.pos not in {"VERB", "AUX"}:
        return False
    kids = [parse.words[c] for c in parse.children(i) if c < i]
    if any(w.dep == "aux" and w.text.lower() in _OUGHT for w in kids):
        return True
    if word.dep == "advcl" and word.lemma.lower() in {"continue", "speak"}:
        return any(w.dep == "mark" and w.text.lower() in {"as", "while"} for w in kids)
    return word.lemma.lower() not in _NOT_OPEN and any(
        w.dep == "neg" or w.text.lower() == "never" for w in kids
    )


_NOBODY = re.compile(r"(?:no one|nobody|none|neither|no [a-z]+)\b", re.I)


def is_silent(at: Page, said: Said) -> bool:
    """Whether the cue says that nothing was said: "has not responded to …", "did not say why …", "No one
    claimed …"."""
    if _NOBODY.match(said.voice.name):
        return True
    if said.cue is None:
        return False
    for n, i in at.words([said.cue]):
        parse = at.sentences[n].parse
        if _not_said(parse, i):
            return True
        short = parse.words[i].dep == "xcomp" and parse.lemmas[parse.words[i].head] in _FALLS_SHORT
        if short and parse.words[i].lemma.lower() in _ANSWERS:
            return True  # "struggled to explain what happened"
        if parse.words[i].lemma.lower() in {"decline", "refuse"} and parse.words[i].pos == "VERB":
            after = {parse.words[k].lemma.lower() for k in at.sentences[n].words if i < k < i + 4}
            return bool(after & _ANSWERS)
        if parse.words[i].lemma.lower() in _ANSWERS and parse.words[i].pos in {"VERB", "AUX"}:
            return any(
                parse.words[c].dep == "neg" or parse.words[c].text.lower() == "never"
                for c in parse.children(i)
            )
    return False


def is_authored(at: Page, said: Said, words: Sequence[Word]) -> bool:
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


def is_clausal(at: Page, words: Sequence[Word], told: bool = False) -> bool:
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
