"""Denials that hang on what they deny: "took bribes, which he denies", "… a charge she rejects", "… but the
ministry denied it", "allegations he has called false".

Such words say nothing alone, and they are no part of what was said before them: they make a statement of
their own, whose speaker is their subject and which denies the clause that they follow.  Chosen on the
sentences of this kind in the 1,086 reports of AllSides: some eighteen, of which fourteen are found.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from wiredesk.model.parses import Parse
from wiredesk.model.spans import Span, joined, merged
from wiredesk.model.statements import Force, Mode, Statement, Voice
from wiredesk.statements.clauses import Clause
from wiredesk.statements.force import ASKED_FOR, CLAIMS, DENY, TURN_DOWN
from wiredesk.statements.negations import NEGATIONS
from wiredesk.statements.one import lemmas, statement, statement_id
from wiredesk.statements.page import Page, Said, Sentence
from wiredesk.statements.phrases import Frame, cue_range, source_ranges
from wiredesk.statements.quotes import Quoted
from wiredesk.statements.sentences import SUBJECTS, finite

_CLAIMS = CLAIMS | {"characterization", "characterisation", "insinuation", "story", "statement"}
_CALLS = frozenset("call dismiss describe label brand denounce".split())
_DENIES = DENY | TURN_DOWN | _CALLS
_UNTRUE = frozenset(
    """false untrue baseless unfounded groundless bogus fabricated fake inaccurate incorrect wrong lie lies
    fabrication fabrications nonsense ridiculous absurd""".split()
)
_COURTS = frozenset(
    "court judge justice jury panel tribunal senate house congress parliament council committee voter".split()
)
"""Who turns down a motion, and denies nothing."""
_GAPS = frozenset({",", "--", "-", "–", "—", "---", "("})
_ENDS = frozenset({",", ";", ":", ".", "!", "?", "--", "–", "—", "---", ")", "”", '"', "''"})
_TURNS = frozenset("but though although while".split())
_BEHIND = frozenset("in on at during through to as again".split())
"""Words behind a denial that only tell when, where or how it was made."""
_IT = frozenset("it this that them these those".split())
_LONGEST = 10
"""Words that the subject of a denial has at most."""


@dataclass(frozen=True, slots=True)
class Tail:
    """The words ``first`` to ``last`` of a parse that deny what stands before them: ``verb`` denies,
    ``opener`` is the first of them but for the comma, ``who`` the main word of the denier; ``bare`` says that
    it denies a charge ("but he denied wrongdoing"), which what stands before it only brings up."""

    first: int
    opener: int
    verb: int
    who: int
    last: int
    bare: bool = False


def tails(parse: Parse) -> list[Tail]:
    """The denials of a paragraph that hang on what stands before them in their sentence, in order."""
    out: list[Tail] = []
    for i in parse.lemmatized(_DENIES):
        if parse.words[i].tag not in _FINITE_OR_PAST:
            continue
        one = _by_another(parse, i) or _of_its_subject(parse, i)
        if one is not None and _follows_clause(parse, one) and (not out or one.first > out[-1].last):
            out.append(one)
    return out


_FINITE_OR_PAST = frozenset({"VBD", "VBZ", "VBP", "VBN", "NNS"})
"""Tags of a verb that denies: the last is that of "a charge the ministry | rejects" for the parser."""


def _of_its_subject(parse: Parse, i: int) -> Tail | None:
    """ ", which he denies", "— a charge Rehn has rejected", ", but the ministry denied it"."""
    words = parse.words
    before = _before(parse, i)
    if before is None:
        return None
    start = before
    while start > 0 and before - start < _LONGEST and _names_somebody(parse, start):
        start -= 1
    who = start + 1
    if start < 1 or before - start < 1 or words[start].sentence != words[i].sentence:
        return None
    turned = words[start].text.lower() in _TURNS
    opener = start if turned else _antecedent(parse, start)
    if opener is None or opener < 1 or (not turned and words[opener - 1].text not in _GAPS):
        return None
    end = _denies_it(parse, i, start) if turned else _ends(parse, i, words[start].lemma.lower() in _CLAIMS)
    head = next((k for k in range(before, start, -1) if words[k].dep in {"nsubj", "nsubjpass"}), before)
    courts = any(words[k].lemma.lower() in _COURTS for k in range(who, before + 1))
    if end is None or courts:
        return None
    return Tail(_with_gap(parse, opener), opener, i, head, end, turned and not _it(parse, i + 1))


def _by_another(parse: Parse, i: int) -> Tail | None:
    """ ", a claim rejected by the ministry", "— a charge that has been disputed by a guard"."""
    words = parse.words
    by = next((k for k in range(i + 1, min(i + 7, len(words))) if words[k].text.lower() == "by"), None)
    if words[i].tag not in {"VBN", "VBD"} or by is None or _negated(parse, i):
        return None
    who = parse.child(by, "pobj")
    behind = [words[k] for k in range(i + 1, by)]
    if who is None or words[who].lemma.lower() in _COURTS or any(w.pos in {"PUNCT", "VERB"} for w in behind):
        return None
    start = i - 1
    while start > 0 and words[start].pos in {"AUX", "ADV"}:
        start -= 1
    opener = _antecedent(parse, start)
    claim = words[start].lemma.lower() if words[start].tag not in _WHICH else ""
    denies = words[i].lemma.lower() in DENY | {"dispute"} or claim in _CLAIMS
    if opener is None or opener < 1 or words[opener - 1].text not in _GAPS or not denies:
        return None
    source = source_ranges(parse, who, i)
    last = max((k for k in range(i, len(words)) if source and words[k].end <= source[-1][1]), default=who)
    return Tail(_with_gap(parse, opener), opener, i, who, max(last, who))


_WHICH = frozenset({"WDT", "WP"})


def _before(parse: Parse, i: int) -> int | None:
    """The last word of the subject before verb ``i`` and its auxiliaries; None where it is denied or only
    may come."""
    k = i - 1
    while k > 0 and (parse.words[k].pos in {"AUX", "ADV"} or parse.words[k].dep in {"aux", "neg"}):
        if parse.words[k].text.lower() in NEGATIONS or parse.words[k].tag == "MD":
            return None
        k -= 1
    return k if k > 0 and parse.words[k].pos in {"NOUN", "PROPN", "PRON"} else None


def _negated(parse: Parse, i: int) -> bool:
    return any(parse.words[c].dep == "neg" or parse.words[c].tag == "MD" for c in parse.children(i))


def _names_somebody(parse: Parse, k: int) -> bool:
    """Whether a word may stand inside a noun phrase that names a denier, and does not open the denial."""
    word = parse.words[k]
    if word.tag in _WHICH or word.text.lower() in {*_TURNS, "something", "that"}:
        return False
    if word.lemma.lower() in _CLAIMS:
        return False
    return word.pos in {"NOUN", "PROPN", "PRON", "DET", "ADJ", "PART", "NUM"} or word.text.lower() in {
        "of", "for", "and", "the", "-", "’s", "'s",
    }  # fmt: skip


def _antecedent(parse: Parse, k: int) -> int | None:
    """Where the words begin that stand for what is denied, of which ``k`` is the last: "which",
    "something", "a false claim that", "allegations"."""
    words = parse.words
    low = words[k].text.lower()
    if low in {"which", "that"} and words[k - 1].lemma.lower() in {*_CLAIMS, "something"}:
        k -= 1
        low = words[k].text.lower()
    if low == "which":
        return None if words[k - 2].lemma.lower() in ASKED_FOR else k
    if low == "something":
        return k
    if words[k].lemma.lower() not in _CLAIMS:
        return None
    start = k
    while start > 0 and words[start - 1].pos in {"ADJ", "NOUN", "NUM"}:
        start -= 1
    if start > 0 and words[start - 1].text.lower() in {"a", "an", "all", "both"}:
        start -= 1
    return start


def _ends(parse: Parse, i: int, claimed: bool) -> int | None:
    """The last word of a denial by verb ``i`` that has its object before it; None where it has another
    behind it, or only turns something down (``claimed`` says that a claim is denied)."""
    words = parse.words
    lemma, k = words[i].lemma.lower(), i + 1
    if (lemma in _CALLS and lemma != "dismiss") or (lemma == "dismiss" and not _closed(parse, k)):
        return _called_untrue(parse, k)
    if lemma not in DENY and lemma != "dispute" and not claimed:
        return None
    while k < len(words) and words[k].pos == "ADV" and words[k].text.lower() not in _ENDS:
        k += 1
    if _closed(parse, k):
        return k - 1
    return _to_the_end(parse, k) if words[k].text.lower() in _BEHIND else None


def _called_untrue(parse: Parse, k: int) -> int | None:
    """The last word of "(called them) false", "(dismissed) as a lie"."""
    for end in range(k, min(k + 5, len(parse.words))):
        if parse.words[end].text.lower() in _UNTRUE:
            return end if _closed(parse, end + 1) else None
        if parse.words[end].pos in {"VERB", "PUNCT"} and parse.words[end].text not in {"“", '"', "``"}:
            return None
    return None


def _denies_it(parse: Parse, i: int, start: int) -> int | None:
    """The last word of "(but he) denied it", "… the charge"; None where something else is denied."""
    words = parse.words
    k = i + 1
    if k >= len(words) or words[start - 1].text not in {*_GAPS, ";"}:
        return None
    lemma = words[i].lemma.lower()
    it = _it(parse, k)
    while not it and k + 1 < len(words) and words[k].pos in {"DET", "ADJ", "PRON"}:
        k += 1
    claimed = words[k].lemma.lower() in _CLAIMS or (words[k].text.lower() == "wrongdoing" and lemma == "deny")
    if not claimed and not (it and lemma in DENY | {"dispute"}):
        return None
    if lemma in _CALLS and lemma != "dismiss":
        return None
    if _closed(parse, k + 1):
        return k
    return _to_the_end(parse, k + 1) if words[k + 1].text.lower() in _BEHIND else None


def _it(parse: Parse, k: int) -> bool:
    """Whether word ``k`` stands alone for what was said: "denied it", "disputes this"."""
    words = parse.words
    low = words[k].text.lower() if k < len(words) else ""
    return low in _IT and (
        low in {"it", "them"} or k + 1 >= len(words) or words[k + 1].pos not in {"NOUN", "ADJ"}
    )


def _closed(parse: Parse, k: int) -> bool:
    return k >= len(parse.words) or parse.words[k].text in _ENDS or parse.words[k].text.startswith(("“", "."))


def _to_the_end(parse: Parse, k: int) -> int | None:
    """The last word before the next mark; None where a verb stands before it, so that more is told."""
    while not _closed(parse, k):
        if parse.words[k].tag in {"VBD", "VBZ", "VBP", "MD"} or parse.words[k].text.lower() in {
            "and",
            "that",
        }:
            return None
        k += 1
    return k - 1


def _with_gap(parse: Parse, opener: int) -> int:
    return opener - 1 if parse.words[opener - 1].text in {*_GAPS, ";"} else opener


def _follows_clause(parse: Parse, one: Tail) -> bool:
    """Whether what a denial follows tells something: words with a verb."""
    first = one.first
    while first > 0 and parse.words[first - 1].sentence == parse.words[one.verb].sentence:
        first -= 1
    before = parse.words[first : one.first]
    return len(before) > 3 and any(w.tag in {"VBD", "VBZ", "VBP", "MD", "VBN"} for w in before)


def denying(parse: Parse, mark: Quoted) -> list[Frame]:
    """The denials of a paragraph as attributions to their deniers; none inside a quotation."""
    out = []
    for one in tails(parse):
        word = parse.words[one.verb]
        if mark.around(word.start) is not None or mark.around(parse.words[one.opener].start) is not None:
            continue
        source = source_ranges(parse, one.who, one.verb)
        content = ((parse.words[one.opener].start, parse.words[_stands_for(parse, one)].end),)
        out.append(Frame("denial", one.verb, cue_range(parse, one.verb), source, one.who, content))
    return out


def _stands_for(parse: Parse, one: Tail) -> int:
    """The last of the words that stand for what is denied."""
    if parse.words[one.opener].text.lower() in _TURNS:
        return one.last
    k = one.opener
    while parse.words[k].lemma.lower() not in {*_CLAIMS, "which", "something"} and k < one.verb - 1:
        k += 1
    return k


def tail_words(at: Page, said: Sequence[Said]) -> dict[int, tuple[int, Tail]]:
    """By number of a denial among ``said``: its sentence and its words."""
    out = {}
    for number, one in enumerate(said):
        if one.kind == "denial" and one.cue is not None:
            for n, i in at.words([one.cue]):
                for tail in tails(at.sentences[n].parse):
                    if tail.verb == i:
                        out[number] = n, tail
    return out


def with_denials(
    at: Page, statements: Sequence[Statement], said: Sequence[Said], found: dict[int, tuple[int, Tail]]
) -> list[Statement]:
    """The statements, and for each denial one that denies what stands before it in its sentence: what was
    alleged, where that is told as such, else what the last statement tells.  It stands alone where it only
    denies a charge (``bare``)."""
    out = list(statements)
    for number, (n, tail) in sorted(found.items()):
        sentence, one = at.sentences[n], said[number]
        start = sentence.place(tail.opener, tail.opener).start
        before = [
            (not _SETTING.match(told.text), max(s.end for s in told.spans if s.end <= start), told)
            for told in statements
            if sentence.span.start <= told.spans[0].start
            and told.spans[0].end <= start
            and told.force is not Force.DENIED
        ]
        last = max(before, key=lambda b: (b[0], b[1], -b[2].spans[0].start, b[2].id), default=(0, 0, None))[2]
        alleged = None if tail.bare else _alleged(sentence, tail)
        words = tuple(range(tail.first if alleged else tail.opener + tail.bare, tail.last + 1))
        if last is not None and alleged is None and not tail.bare:
            one = replace(one, voice=_denier(at, one, last.voice.name, last.actor, last.object))
            out.append(_denied(at, last, one, sentence.place(tail.opener, tail.last)))
            continue
        clause = Clause(words, tail.verb, "main") if alleged is None else replace(alleged, borrowed=words)
        made = statement(at, sentence, clause, replace(one, mode=Mode.INDIRECT), lemmas(at, one.cue), None)
        teller = last.voice.name if last is not None else ""
        known = last is not None and (tail.bare or made.actor.lower() in _PRONOUNS)
        whom = last if last is not None and known else made
        voice = _denier(at, one, teller, whom.actor, whom.object)
        if alleged is not None:
            made = replace(made, force=Force.DENIED)
        if alleged is not None and alleged.noun is not None and voice.name not in made.object:
            voice = _accused(at, one, sentence, alleged.noun) or voice
        id_ = statement_id(at, made.spans, made.mode, voice)
        out.append(replace(made, id=id_, voice=voice))
    return out


_SETTING = re.compile(r"\W*(?:as|when|while|because|after|before|since|until)\b", re.I)
"""The opening of a statement that only tells when or why the other of its sentence was so."""
_ALLEGED = _CLAIMS | {"question", "rumor", "rumour", "speculation", "doubt", "suspicion"}


def _alleged(sentence: Sentence, tail: Tail) -> Clause | None:
    """The last clause that is told as alleged and that a denial follows: "accusations | that he blocked it",
    "questions whether …", "(she was) accused of theft"; None where there is none."""
    parse = sentence.parse
    last = max((k for k in sentence.words if k < tail.first and parse.words[k].pos != "PUNCT"), default=0)
    for i in range(last, sentence.words[0], -1):
        word = parse.words[i]
        if word.lemma.lower() == "accuse" and word.tag == "VBN":
            noun = word.head if word.dep in {"relcl", "acl"} else None
            first = min(parse.subtree(i)) if noun is None else _called_from(parse, noun)
            words = list(range(first, last + 1))
            return Clause(tuple(words), i, "relative" if noun is not None else "main", noun)
        if word.pos not in {"VERB", "AUX"} or parse.child(i, *SUBJECTS) is None or not finite(parse, i):
            continue
        above = parse.words[word.head]
        above = parse.words[above.head] if above.pos == "ADP" else above
        told = word.dep in {"acl", "relcl", "ccomp", "pcomp"} and above.lemma.lower() in _ALLEGED
        if told and above.pos == "NOUN" and last in parse.subtree(i):
            words = [k for k in parse.subtree(i) if k < tail.first]
            if parse.words[words[0]].tag in _WHICH:
                continue
            while parse.words[words[0]].text.lower() in {"that", "whether", "if", ","}:
                words = words[1:]
            return Clause(tuple(words), i, "main") if len(words) > 3 else None
    return _behind_that(sentence, last)


def _called_from(parse: Parse, noun: int) -> int:
    """Where the name or noun begins that a relative clause describes."""
    while noun > 0 and parse.words[noun - 1].dep == "compound" and parse.words[noun].pos == "PROPN":
        noun -= 1
    return noun


def _behind_that(sentence: Sentence, last: int) -> Clause | None:
    """The clause behind "accusations from the council that …" up to word ``last``, whatever the parser hangs
    it on."""
    parse = sentence.parse
    for k in range(last - 3, sentence.words[0], -1):
        if parse.words[k].text.lower() not in {"that", "whether"} or parse.words[k].tag == "DT":
            continue
        before = range(max(sentence.words[0], k - 9), k)
        noun = next((n for n in before if parse.words[n].lemma.lower() in _ALLEGED), None)
        words = range(k + 1, last + 1)
        verbs = [i for i in words if finite(parse, i) and parse.child(i, *SUBJECTS) in words]
        if noun is None or any(parse.words[n].pos == "VERB" for n in range(noun + 1, k)) or not verbs:
            return None
        return Clause(
            tuple(words), next((i for i in verbs if parse.words[i].head not in words), verbs[0]), "main"
        )
    return None


def _denier(at: Page, said: Said, teller: str, actor: str, whom: str) -> Voice:
    """Who denies: the voice that was found, but for a pronoun that stands for nobody yet, or for the one who
    tells it, whoever is told of (``actor``, or ``whom`` he is accused as)."""
    source = " ".join(s.of(at.report.text) for s in said.source)
    found = said.voice.name
    if source.lower() not in _PRONOUNS:
        return said.voice if found else Voice(_ARTICLE.sub("", source), "speaker", named=False)
    if found and found.lower() not in _PRONOUNS and found != teller:
        return said.voice
    others = [w for w in (actor, whom) if w and w.lower() not in _PRONOUNS and w != teller]
    return said.voice if actor.lower() in _PRONOUNS or not others else Voice(others[0], "speaker")


def _accused(at: Page, said: Said, sentence: Sentence, noun: int) -> Voice | None:
    """Whoever a relative clause says is accused, where a pronoun denies it: "Rehn, who was accused of theft,
    which he denies"."""
    if " ".join(s.of(at.report.text) for s in said.source).lower() not in _PRONOUNS:
        return None
    words = sentence.parse.words
    first = noun
    while words[noun].ent == "PERSON" and first > 0 and words[first - 1].ent == "PERSON":
        first -= 1
    return Voice(" ".join(w.text for w in words[first : noun + 1]), "speaker")


_ARTICLE = re.compile(r"(?:an?|the)\s", re.I)
_PRONOUNS = frozenset("he she it they who".split())


def _denied(at: Page, told: Statement, said: Said, tail: Span) -> Statement:
    """What somebody told up to a denial behind it, as another denies it."""
    text = at.report.text
    kept = [s for s in told.spans if s.end <= tail.start]
    near = not any(c.isalnum() for c in text[kept[-1].end : tail.start])
    spans = merged([*kept[:-1], Span(kept[-1].start, tail.end)] if near else [*kept, tail])
    return replace(
        told,
        id=statement_id(at, spans, Mode.INDIRECT, said.voice),
        spans=spans,
        text=joined(spans, text),
        mode=Mode.INDIRECT,
        force=Force.DENIED,
        voice=said.voice,
        cue=said.cue,
        source=said.source,
        places=tuple(p for p in told.places if p.end <= tail.start),
        figures=tuple(f for f in told.figures if f.end <= tail.start),
        background=False,
    )


__all__ = ["Tail", "denying", "tail_words", "tails", "with_denials"]
