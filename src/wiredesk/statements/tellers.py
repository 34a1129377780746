"""Who may be behind a cue: which words tell the speaker where the source found says nothing, and where nobody
speaks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from wiredesk.model.parses import Parse, Word
from wiredesk.statements import bodies, cues
from wiredesk.statements.cast import Cast, Naming
from wiredesk.statements.nameborders import LEADING
from wiredesk.statements.phrases import SUBJECTS, Frame, source_ranges, subject_of
from wiredesk.statements.quotes import Quoted
from wiredesk.statements.relatives import PAPERS
from wiredesk.statements.speakers import can_speak


def real_teller(marks: Quoted, frame: Frame, what: Naming, words: Sequence[Word]) -> list[Word] | None:
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
        and (parse.words[first - 2].pos == "PROPN" or (first == 2 and parse.words[0].text.istitle()))
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


def apposed_to(parse: Parse, words: list[Word]) -> list[Word]:
    """Those whom a source calls only by how many and what they are: Ida Holm and Bo Vale of "Ida Holm and Bo
    Vale, two Republicans who opposed it, issued …"; other sources as they are."""
    clause = next((n for n, w in enumerate(words) if w.tag in ("WP", "WDT")), len(words))
    many = clause == 2 and words[0].pos == "NUM" and words[1].tag in ("NNS", "NNPS")
    k = next((i for i, w in enumerate(parse.words) if many and w.start == words[0].start), 0)
    if k < 2 or parse.words[k - 1].text != ",":
        return words
    start = parse.sentences[parse.words[k].sentence - parse.words[0].sentence].start
    named = list(parse.words[start : k - 1])
    plain = not any(w.pos in ("VERB", "AUX", "ADV", "SCONJ") for w in named)
    return named if plain and any(w.text == "and" for w in named) and named[0].pos == "PROPN" else words


def behind_noun(parse: Parse, words: list[Word]) -> list[Word]:
    """A source without the noun that ends the sentence before its comma: "Varo News" of "he was a | rower,
    Varo News confirmed"."""
    comma = next((n for n, w in enumerate(words) if w.text == ","), 0)
    if not comma or comma + 1 >= len(words) or comma > 3:
        return words
    k = next((i for i, w in enumerate(parse.words) if w.start == words[0].start), 0)
    before = parse.words[k - 1] if k else None
    last = before is not None and before.pos == "DET" and before.text.lower() in ("a", "an")
    return words[comma + 1 :] if last and words[comma + 1].text[:1].isupper() else words


def plain_source(words: list[Word]) -> list[Word]:
    """A source without the adverb that opens its sentence ("Earlier the reporter"), what he accuses of
    ("accused by lawmakers | of lying") and the word that counts him at the end ("Holm and her aide both")."""
    if len(words) > 2 and words[0].text in LEADING and words[1].pos == "DET":
        words = words[1:]
    last = len(words) - 1
    of = next((n for n in range(1, last) if words[n].text == "of" and words[n + 1].tag == "VBG"), None)
    words = words if of is None or words[of + 1].dep != "pcomp" else words[:of]
    return words[:-1] if len(words) > 1 and words[-1].text.lower() in ("both", "all") else words


_PENNED = frozenset(("written", "penned", "signed", "authored", "drafted"))
_READS = frozenset(("stating", "saying", "claiming", "alleging", "asserting", "demanding", "arguing"))


def penned_by(parse: Parse, frame: Frame) -> list[Word]:
    """Who wrote the paper that a participle goes on with: "a letter written and signed by Ida Holm in
    January, stating …"; none for other cues."""
    i = frame.head
    if i < 6 or parse.words[i].text.lower() not in _READS:
        return []
    words = parse.words
    start = parse.sentences[words[i].sentence - words[0].sentence].start
    by = next((k for k in range(i - 2, max(start, i - 9), -1) if words[k].text == "by"), 0)
    if not by or not {w.text.lower() for w in words[max(start, by - 3) : by]} & _PENNED:
        return []
    if not any(w.text.lower() in PAPERS for w in words[max(start, by - 5) : by]):
        return []
    if words[i - 1].text != "," and any(w.text == "," for w in words[by:i]):
        return []
    first = last = by + 1
    while last + 1 < i and words[last + 1].text not in (",", "in", "on", "last", "and"):
        last += 1
    found = list(words[first : last + 1])
    return found if any(w.text[:1].isupper() for w in found) and can_speak(found) else []


def who_does(words: list[Word], parse: Parse, frame: Frame) -> list[Word]:
    """Who does something and goes on in a participle, of a source that holds the deed: "the army killed four
    guards calling them raiders"; other sources as they are."""
    if frame.head < 0 or parse.words[frame.head].tag != "VBG" or len(words) < 3:
        return words
    at = next((n for n, w in enumerate(words) if n and w.tag in ("VBD", "VBZ") and w.pos == "VERB"), 0)
    clause = any(w.tag in ("WDT", "WP", "WP$") or w.text in (",", "that") for w in words[:at])
    return list(words[:at]) if at and not clause and can_speak(words[:at]) else words


def one_of(words: Sequence[Word], frame: Frame) -> list[Word]:
    """The speaker inside a source that as a whole is none: at its end, where a comma is lost or the speaker
    opens his sentence so ("in the first days of the flood residents said", "Briefing crews at the pier,
    deputy mayor Ida Holm said"), or at its beginning, where he does something before ("Holm took the helm,
    and has said"); none where nobody stands there.  Chosen on 890 reports of AllSides, fa-kes and local
    shootings."""
    if frame.cue is None or not frame.source or len(words) < 3:
        return []
    does = next((n for n, w in enumerate(words[:5]) if w.pos == "VERB" and w.tag in ("VBD", "VBZ")), 0)
    if does and words[does - 1].ent in ("PERSON", "ORG") and words[does - 1].tag != "POS":
        return list(words[:does])
    if not 0 <= frame.cue[0] - frame.source[-1][1] <= 2:
        return []
    end = len(words)
    while end and words[end - 1].pos == "PUNCT":
        end -= 1
    comma = next((n for n in range(end - 1) if words[n].text == ","), None)
    if comma is not None and words[0].tag == "VBG":
        return list(words[comma + 1 : end])
    start = end - 1
    if start < 2:
        return []
    if words[start].ent in ("PERSON", "ORG"):
        while (
            start > 1
            and (not words[start].ent_begin or not words[start - 1].ent)
            and _capital(words, start - 1)
        ):
            start -= 1
    elif {words[start].text.lower(), words[start].lemma.lower()} & (cues.UNNAMED | _OF_BODIES):
        while start > 1 and (words[start - 1].text.lower() in _OF_BODIES or words[start - 1].ent == "NORP"):
            start -= 1
    else:
        return []
    start -= words[start - 1].pos == "DET"
    lead = words[start - 1]
    return list(words[start:end]) if start and lead.pos in ("NOUN", "PROPN") and lead.tag != "POS" else []


def _capital(words: Sequence[Word], n: int) -> bool:
    return words[n].text[:1].isupper() or words[n].text == "."


_OF_BODIES = cues.words("""
    state official local military security medical opposition government news police army media television
""")


def people_with(parse: Parse, thing: Sequence[Word]) -> list[Word]:
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


def person_meant(parse: Parse, thing: list[Word]) -> list[Word]:
    """The person whom "who" stands for where the words before it say what else he is ("Ida Holm of Varo, a
    moderate who …") or by which paper he was asked ("one rower interviewed by The Hill, who …"); other
    antecedents as they are."""
    k = next((i for i, w in enumerate(parse.words) if w.start == thing[-1].start), 0)
    word, above = parse.words[k], parse.words[parse.words[k].head]
    begin = thing[0].text.lower()
    if word.dep == "appos" and above.ent == "PERSON" and begin in ("a", "an", "another", "one"):
        last = word.head
        lo = last
        while lo and parse.words[lo].ent == "PERSON" and not parse.words[lo].ent_begin:
            lo -= 1
        return list(parse.words[lo : last + 1]) if lo < last else thing
    if word.dep == "pobj" and above.dep == "agent" and word.ent not in ("", "PERSON", "NORP"):
        noun = parse.words[above.head].head
        if parse.words[above.head].dep == "acl" and noun < k and parse.words[noun].tag == "NN":
            lo = noun
            while lo and parse.words[lo - 1].head == noun:
                lo -= 1
            return list(parse.words[lo : noun + 1])
    return thing


def was_asked(parse: Parse, frame: Frame) -> bool:
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


def of_nobody(parse: Parse, frame: Frame) -> bool:
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


def says_nothing(words: Sequence[Word]) -> bool:
    """Whether a source is nobody by its first word: "What explains this?", "whose agenda promised", "if you
    say so"."""
    first = words[0].text.lower()
    if len(words) == 1:
        return first in ("what", "whatever", "you", "one", "nobody", "none")
    if first == "no" and words[1].text.lower() == "one":
        return True
    if first == "neither":
        return True  # "Neither Holm nor Vale commented"
    return words[0].tag == "WP$" and not can_speak(words[1:])


def of_no_one(parse: Parse, words: Sequence[Word], frame: Frame) -> bool:
    """Whether nobody says it: "it goes without saying that …", "That said, the pier stands"."""
    if frame.head < 1:
        return False
    cue, before = parse.words[frame.head], parse.words[frame.head - 1].text
    if before == "That" and cue.text in ("said", "being") and parse.text[cue.end : cue.end + 1] == ",":
        return True
    it = bool(words) and words[0].text.lower() == "it"
    return it and cue.tag == "VBG" and before.lower() == "without"


def subject_words(marks: Quoted, frame: Frame) -> list[Word]:
    """The subject, by the parser, of a cue whose source says nothing: "He rose and, enraged, declared: …"."""
    parse, i = marks.parse, frame.head
    if i < 0 or frame.kind not in ("said", "act", "thought") or parse.words[i].pos not in ("VERB", "AUX"):
        return []
    subject = subject_of(parse, i)
    if subject is None or parse.words[subject].tag in ("WDT", "WP", "WP$", "EX"):
        return []
    if parse.words[i].tag == "VBN" and parse.child(i, "auxpass") is not None:
        return []  # who "was told" says nothing
    if parse.words[subject].tag == "VBG" and parse.words[subject].pos == "VERB":
        return []  # "…, noting the figures show that …"
    if parse.words[subject].text.lower() in ("it", "this", "that", "there", "you", "what"):
        return []
    at = parse.words[subject].start
    if any(s <= at < e for s, e in frame.content) or marks.around(at) is not None:
        return []
    found = [w for s, e in source_ranges(parse, subject, i) for w in marks.words_between(s, e)]
    return found if found and can_speak(found) else []


def named_near(marks: Quoted, frame: Frame, known: Cast) -> list[Word]:
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
