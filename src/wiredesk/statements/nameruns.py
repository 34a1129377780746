"""Where the name stands in a noun phrase: its last run of capitals, without titles, roles and bodies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from wiredesk.model.parses import Word
from wiredesk.statements import cues
from wiredesk.statements.cast import SUFFIX, Cast, first_names

_PARTICLES = cues.words("""
    al al- bin ibn abu de del della di da dos van von der den la le el ul ur bint ben
""")
_WHERE = frozenset(("from", "in", "at", "near", "inside", "across", "on", "by", "around"))
"""Words between a role and a place: "activists from Varo" names no person."""
_COURTESY = cues.words("mr mr. mrs mrs. ms ms. miss")


def is_particle(word: str) -> bool:
    """Whether a word inside a name may stand in lower case or is no letter ("al", "-")."""
    return word.lower() in _PARTICLES or not any(c.isalpha() for c in word)


def article_follows(main: Sequence[Word], k: int) -> bool:
    """Whether the run of capitals at ``k`` ends in an article: "Harbour Watch a local group"."""
    rest = (w for w in main[k + 1 :] if not capital(w))
    return next((w.text in ("a", "an", "the") for w in rest), False)


def is_role(word: Word) -> bool:
    """Whether a word is a role or a title."""
    return of_role(word.text, word.lemma)


@lru_cache(maxsize=50_000)
def of_role(text: str, lemma: str) -> bool:
    """Whether a word, by its text and its lemma, is a role or a title."""
    low = text.lower()
    return low in cues.ROLES or lemma.lower() in cues.ROLES or low in cues.TITLES


def capital(word: Word) -> bool:
    """Whether a word may stand in a name: with a capital, as a particle or as a mark inside it."""
    return (
        word.text[:1].isupper() or word.text.lower() in _PARTICLES or word.text in ("-", "’", "'", "&", ".")
    )


_TAKEN_FOR = ("PROPN", "NOUN", "ADJ", "X", "VERB", "ADV", "INTJ")
"""What the tagger takes the last word of a name for."""


def name_run(main: Sequence[Word], role_at: Sequence[int], known: Cast | None) -> tuple[int, int] | None:
    """Where the name stands in a noun phrase: its last run of capitals, titles cut off."""
    end = len(main)
    if not end:
        return None
    if end == 1 and known is not None and main[0].text.istitle() and _surname(main[0].text, known):
        return 0, 1  # "Prince", where the report names Otto Prince
    seated = _seated(main, role_at)
    if seated is not None:
        return seated
    if _some_of_several(main):
        return None
    held = _with_holder(main)
    if held is not None:
        return held
    last = main[end - 1]
    if last.text.lower() in SUFFIX:
        end -= 1
    if not (
        main[end - 1].text[:1].isupper() and (main[end - 1].pos in _TAKEN_FOR or main[end - 1].tag == "NNP")
    ):
        return _first_run(main)
    lo = end - 1
    while lo > 0 and (
        capital(main[lo - 1])
        and main[lo - 1].pos not in ("DET", "PRON", "ADP", "VERB")
        and main[lo - 1].tag != "POS"
    ):
        lo -= 1
    while lo < end - 1 and not main[lo].text[:1].isupper():
        lo += 1
    if lo > 0 and main[lo].ent != "PERSON" and re.fullmatch(r"\d+(?:st|nd|rd|th)", main[lo - 1].text):
        lo -= 1  # "21st Harbour Trust"
    roles = [i for i in role_at if lo <= i < end and not _of_body(main[i:end])]
    if len(roles) > 1 and roles[-1] == end - 1 and main[end - 2].text.lower() in _COURTESY:
        roles.pop()  # "Mr. King"
    if roles and roles[-1] == end - 1:
        return None if main[end - 1].text.lower() in cues.ROLES else (lo, end)
    if roles:
        lo = roles[-1] + 1
        while lo < end - 1 and main[lo].text in (".", "-"):
            lo += 1
    if known is not None and end - lo > 2:
        # "Harbour Watch Ana Ruiz": the longest known person at the end of a run of capitals
        for cut in range(lo + 1, end - 1):
            tail = " ".join(w.text for w in main[cut:end])
            if (tail in known.full and main[cut].ent != "PERSON") or (
                tail in known.full and main[cut].ent == "PERSON" and main[cut].ent_begin
            ):
                lo = cut
                break
    if end - lo > 2 and _from_somewhere(main[lo].text) and main[lo + 1].text.lower() in first_names():
        lo += 1  # "American Ida Holm"
    person = next((i for i in range(lo, end) if main[i].ent == "PERSON" and main[i].ent_begin), None)
    if person is not None and person > lo and all(w.ent == "PERSON" for w in main[person:end]):
        lo = person
    first = next((i for i in range(lo) if main[i].pos == "ADP"), None)
    if first is not None and main[lo].ent == "PERSON" and _of_somebody(main, first):
        return None
    titled = bool(roles) or (lo > 0 and is_role(main[lo - 1]))
    person = titled and all(w.ent == "PERSON" for w in main[lo:end])  # "Office of Tides Director Ida Holm"
    if first is not None and role_at and role_at[0] > first and _is_office(main[:first]) and not person:
        return 1 if main[0].pos == "DET" else 0, end  # "the Office of the Director of Harbours"
    near = first is not None and main[first].text.lower() in ("on", "near", "across", "inside")
    if first and near and role_at and role_at[0] < first and main[first - 1].tag == "NNS":
        return None  # "witnesses on Harbour Hill Avenue"
    if first is not None and role_at and role_at[0] < first and (seat := _behind_body(main, lo, end)):
        return seat, end
    if first is not None and role_at and role_at[0] < first and (named := _behind_seat(main, lo, end)):
        return named, end
    if first is not None and role_at and role_at[0] < first:
        if main[0].text.lower() in ("a", "an", "another", "one") and main[first].text.lower() in (
            "for",
            "of",
            "to",
        ):
            return None  # "a spokesman for House leader Ana Vale" is not Ana Vale
        between = [w for w in main[first + 1 : lo] if w.pos != "DET" and not is_role(w)]
        article = main[0].pos == "DET"
        bare = not between and main[lo].ent in ("PERSON", "ORG", "GPE", "NORP", "")
        if bare and (
            article or (main[first].text.lower() in ("for", "to", "of") and main[lo].ent != "PERSON")
        ):
            return None
        if bare and (article or main[first].text.lower() in _WHERE) and role_at[0] < first:
            return None
        before = main[lo - 1]
        after_noun = before.pos == "NOUN" and before.text.islower() and end - lo > 1 and not article
        if (
            not bare
            and not after_noun
            and main[lo].ent in ("GPE", "LOC", "FAC", "ORG", "NORP")
            and not (known is not None and " ".join(w.text for w in main[lo:end]) in known.full)
        ):
            return None
    elif first is not None and not role_at:
        return _first_run(main)
    return lo, end if main[len(main) - 1].text.lower() not in SUFFIX else len(main)


_SOME = frozenset("one two three four five some several many most few none half all".split())


def _some_of_several(main: Sequence[Word]) -> bool:
    """Whether nobody is named who is some of several: "one of the senators from Varo", not "one of the
    senators, Ida Holm"."""
    if main[0].text.lower() not in _SOME or len(main) < 4 or main[1].text.lower() != "of":
        return False
    many = any(w.tag == "NNS" and w.text.islower() for w in main[2:5])
    return many and not any(w.ent == "PERSON" for w in main)


def _surname(word: str, known: Cast) -> bool:
    """Whether a word, though it may be a title, is the last one of somebody's full name in the report."""
    of_first_names = (n.split() for n in known.full if n.endswith(f" {word}"))
    return of_role(word, word) and any(parts[0].lower() in first_names() for parts in of_first_names)


def _from_somewhere(word: str) -> bool:
    """Whether a word before a first name says what country somebody is of."""
    return word.endswith(_OF_COUNTRIES) and word.lower() not in first_names()


_OF_COUNTRIES = ("ican", "ian", "ese", "ish", "ani", "aqi", "aeli", "mani", "French", "German", "Dutch")


def _of_body(words: Sequence[Word]) -> bool:
    """Whether a role begins what is left of a body's name: "Justice Department"."""
    whole = words[0].ent == "ORG" and all(w.ent == "ORG" and not w.ent_begin for w in words[1:])
    return whole and len(words) > 1 and words[-1].text.lower() in _KEPT and words[0].text == "Justice"


_HOLDERS = cues.words("coroner examiner assessor ombudsman marshal auditor comptroller defender")
_KEPT = cues.words(
    "office department commission committee council society league union court hospital agency"
)


def _with_holder(main: Sequence[Word]) -> tuple[int, int] | None:
    """Where the name of a body stands that holds its owner: "Varo County Sheriff's Office", "the Seamen's
    Harbour Commission"; not "Ostmark's Harbour Ministry".  Where a person of it is named ("Ida Holm with the
    Sheriff's Office"), where he is."""
    at = next((k for k, w in enumerate(main) if w.tag == "POS" and 0 < k < len(main) - 1), None)
    if at is None or any(w.tag == "POS" for w in main[at + 1 :]) or not _all_capital(main[at + 1 :]):
        return None
    owner, last = main[at - 1], main[-1]
    holder = of_role(owner.text, owner.lemma) or owner.text.lower() in _HOLDERS
    placed = owner.ent in ("GPE", "LOC") and not holder  # "Ostmark's Harbour Ministry"
    if not owner.text[:1].isupper() or owner.pos != "PROPN" or placed or owner.ent in ("PERSON", "NORP"):
        return None
    kept = last.text.lower() in _KEPT
    if not (kept and (holder or not owner.ent)):
        whole = owner.ent == "ORG" and main[at].ent == "ORG" and not main[at].ent_begin
        if not whole or not (kept or last.ent == "ORG"):
            return None
    lo = at - 1
    while lo > 0 and capital(main[lo - 1]) and main[lo - 1].pos in ("PROPN", "ADJ", "NOUN"):
        lo -= 1
    if any(is_role(w) and w.tag != "NNS" for w in main[:lo]):
        return None  # "the leader of the Seamen's Union" is a person
    seat = next((k for k, w in enumerate(main[:lo]) if w.pos == "ADP"), 0)
    if seat and main[seat - 1].ent == "PERSON":
        first = next(k for k in range(seat) if all(w.ent == "PERSON" for w in main[k:seat]))
        return first, seat
    return lo, len(main)


def _all_capital(words: Sequence[Word]) -> bool:
    return bool(words) and all(w.text[:1].isupper() and w.pos != "DET" for w in words)


def _of_somebody(main: Sequence[Word], first: int) -> bool:
    """Whether a phrase is somebody's kin or following and names only him: "allies of President Ana Vale",
    "the father of 5-year-old Mia Holm"."""
    head = main[first - 1] if first else main[first]
    if main[first].text.lower() not in ("of", "for", "to") or not head.text.islower():
        return False
    followers = head.tag == "NNS" and head.pos == "NOUN"
    return followers or head.text in cues.KIN


def _is_office(lead: Sequence[Word]) -> bool:
    """Whether a phrase begins with a body that "of" describes: "Office of the …", "Department of …"."""
    return bool(lead) and lead[-1].text[:1].isupper() and lead[-1].text.lower() in cues.BODIES


def _behind_body(main: Sequence[Word], lo: int, end: int) -> int | None:
    """Where the person begins whom a run of capitals names behind his body, without a comma: "vice-president
    of the Harbour Coalition Ana Vale"."""
    for k in range(lo, end - 2):
        body = main[k].text.lower() in cues.BODIES
        place = main[k].ent == "GPE" and main[k + 1].ent != "GPE" and k == lo
        behind = main[k + 1 : end]
        if not (body or place) or not 2 <= len([w for w in behind if w.text[:1].isupper()]) <= 4:
            continue
        if all(capital(w) and w.pos == "PROPN" and not is_role(w) for w in behind) and not any(
            w.text.lower() in cues.BODIES or w.ent in ("GPE", "NORP", "DATE") for w in behind
        ):
            return k + 1
    return None


def _behind_seat(main: Sequence[Word], lo: int, end: int) -> int | None:
    """Where a person begins whom a role and its seat are set before: "Ostmark ambassador to the U.N. Ida
    Holm"; not "a spokesman for the family of Ida Holm"."""
    named = end - lo > 1 and main[lo].ent_begin and all(w.ent == "PERSON" for w in main[lo:end])
    if named and main[lo - 1].ent in ("ORG", "GPE", "LOC", "NORP"):
        return lo
    full = end - lo > 2 and main[end - 2].text.lower() in first_names() and main[end - 3].text.isupper()
    return end - 2 if full else None


_SEATS = frozenset(("of", "from", "for", "with", "at", "in", "on", "about", "during"))
"""What leads from a person to his seat, or to what he speaks of."""


def _seated(main: Sequence[Word], role_at: Sequence[int]) -> tuple[int, int] | None:
    """The person named between a role and a place or body: "Sen. Ida Holm of Ostmark".  Found on a story of
    AllSides; the development answer keys come out the same with and without."""
    first = next((i for i, w in enumerate(main) if w.pos == "ADP"), 0)
    lo = next((i + 1 for i in reversed(role_at) if i < first), 0)
    run = main[lo:first]
    if not lo or not run or main[first].text.lower() not in _SEATS:
        return None
    named = all(capital(w) and w.pos in ("PROPN", "PUNCT", "X", "ADJ", "NOUN") for w in run)
    person = any(w.ent == "PERSON" for w in run) or (len(run) > 1 and not any(w.ent for w in run))
    return (lo, first) if named and person and run[0].text[:1].isupper() else None


def _first_run(main: Sequence[Word]) -> tuple[int, int] | None:
    """A name before a preposition ("Robert Vale of the Harbour delegation"), if the phrase has one."""
    based = next((i + 1 for i, w in enumerate(main) if w.text == "based"), 0)  # "the Varo-based Watch"
    named = (i for i, w in enumerate(main) if w.pos == "PROPN" and w.text[:1].isupper() and i >= based)
    lo = next(named, None)
    if lo is None:
        return None
    hi = lo
    while (
        hi < len(main)
        and capital(main[hi])
        and main[hi].pos in ("PROPN", "PART", "X", "PUNCT", "NOUN", "ADJ")
    ):
        hi += 1
    if hi < len(main) and main[hi].pos not in ("ADP", "SCONJ", "VERB"):
        return None
    head_words = main[:hi]
    roles = [i for i, w in enumerate(head_words) if is_role(w)]
    if roles and roles[-1] == hi - 1:
        return None
    if any(w.pos == "ADP" for w in main[:lo]):
        return None
    return (roles[-1] + 1, hi) if roles and roles[-1] >= lo else (lo, hi)
