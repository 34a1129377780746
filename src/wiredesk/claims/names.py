"""Names: when two of them are one person or body, and why.

The dangerous mistake is to make two people one: a son his father, two brothers, two ministers of
one surname.  So an extra given name keeps two people apart, and a bare surname joins a full name
only where the story has one bearer of it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

TITLES = frozenset(
    "mr mrs ms miss dr prof professor sir lord lady dame sheikh sheik mullah maulana mawlawi "
    "ayatollah imam haji hajji pope cardinal archbishop bishop rev reverend father sister brother "
    "rabbi king queen prince princess emir sultan president vice-president vice prime premier "
    "minister chancellor secretary senator sen rep representative congressman congresswoman gov "
    "governor mayor ambassador judge justice attorney general gen lt lieutenant col colonel maj major "
    "capt captain sgt sergeant cpl corporal adm admiral cmdr commander chief chairman chairwoman "
    "chairperson chair ceo director deputy assistant acting former ex late spokesman spokeswoman "
    "spokesperson detective officer sheriff inspector superintendent commissioner speaker leader head "
    "foreign defence defense interior state prosecutor police first lady candidate nominee the and of".split()
)
"""Words of rank and office that go before a name."""

SUFFIXES = frozenset("jr sr ii iii iv md phd obe mp mep".split())

OFFICES = frozenset(
    "president minister chancellor secretary secretary-general senator sen governor gov mayor "
    "ambassador judge justice general gen colonel col captain capt chief chairman chairwoman director "
    "spokesman spokeswoman spokesperson commissioner sheriff speaker leader head commander lieutenant "
    "lt sergeant sgt detective officer prosecutor attorney".split()
)
"""Words of office after which the name itself begins."""

BODY = frozenset(
    "front ministry council agency party police department government university inc corp corporation "
    "company group movement organisation organization union association committee commission court "
    "army navy force forces office bureau service authority authorities parliament senate congress "
    "house bank institute foundation society federation league alliance coalition forum factions "
    "administration embassy hospital center centre network observatory press news times post tv radio "
    "channel nations brigade battalion militia guard command team board administration republic state "
    "states county city district school club campaign ltd llc plc co journal tribune gazette chronicle "
    "magazine newspaper".split()
)
"""Words that a body bears and a person does not."""

UNNAMED = frozenset(
    "official officials source sources spokesman spokeswoman spokesperson witness witnesses resident "
    "residents authorities analyst analysts expert experts activist activists diplomat diplomats "
    "critic critics observer observers police investigators prosecutors lawyer lawyers doctor doctors "
    "neighbor neighbors neighbour neighbours relative relatives people locals someone others report "
    "reports statement media he she they who it officer officers aide aides lawmakers republicans "
    "democrats some many man woman mother father".split()
)
"""Common nouns that stand for a voice without naming one."""


@lru_cache(maxsize=65536)
def folded(word: str) -> str:
    """A name's word without what transliterations differ in ("Haleemi", "Halimi": "halimi")."""
    w = unicodedata.normalize("NFKD", word.lower())
    w = "".join(c for c in w if c.isalnum())
    for old, new in (
        ("ee", "i"),
        ("oo", "u"),
        ("ou", "u"),
        ("ph", "f"),
        ("q", "k"),
        ("dj", "j"),
        ("kh", "h"),
        ("gh", "g"),
        ("ck", "k"),
        ("w", "v"),
    ):
        w = w.replace(old, new)
    if len(w) > 3:
        w = re.sub(r"(y|iy|ie|ey)$", "i", w)
    w = w.replace("y", "i").replace("o", "u").replace("e", "i")
    return re.sub(r"(.)\1+", r"\1", w)


def similar(left: str, right: str) -> bool:
    """Whether two words of names are one word, perhaps transliterated another way."""
    a, b = folded(left), folded(right)
    if a == b:
        return True
    if len(a) < 5 or len(b) < 5 or a[0] != b[0]:
        return False
    # Vowels are what transliteration is least sure of: Mohammed, Muhammad, Mohamad.
    return re.sub(r"[aiu]", "", a) == re.sub(r"[aiu]", "", b) and len(re.sub(r"[aiu]", "", a)) >= 3


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart.  ``words`` without titles and suffix; ``suffix`` "jr", "sr" or "";
    ``acronym`` given in brackets; ``kind`` person, organisation or unnamed."""

    printed: str
    words: tuple[str, ...]
    suffix: str
    acronym: str
    kind: str


@lru_cache(maxsize=65536)
def name(printed: str) -> Name:
    """A printed name taken apart."""
    text = printed.strip().strip(",.;:")
    bracket = re.search(r"\(([A-Z][A-Za-z&.-]{1,9})\)", text)
    acronym = (
        bracket.group(1).replace(".", "") if bracket and bracket.group(1).upper() == bracket.group(1) else ""
    )
    text = re.sub(r"\([^)]*\)?|\[[^\]]*\]?", " ", text)
    text = re.sub(r"[’']s\b", "", text)
    raw = [w.strip(".,;:“”\"‘’'") for w in text.split()]
    raw = [w for w in raw if any(c.isalnum() for c in w)]
    if len(raw) > 2 and re.fullmatch(r"[A-Z][\w.]*-based", raw[0]) and any(w[0].isupper() for w in raw[1:]):
        raw = raw[1:]  # "Britain-based Marn Observatory": where it sits is no part of its name
    suffix = ""
    while raw and raw[-1].lower() in SUFFIXES and len(raw) > 1:
        suffix = suffix or raw[-1].lower()
        raw.pop()
    office = max((i for i, w in enumerate(raw) if w.lower() in OFFICES), default=-1)
    tail = raw[office + 1 :]
    if (
        office >= 0
        and tail
        and all(w[0].isupper() or w.lower() in PARTICLES for w in tail)
        and tail[-1][0].isupper()
        and not any(w.lower() in BODY for w in tail)
    ):
        raw = tail  # "State Department spokesman John Kirby": the body belongs to the office
    if raw and all(w.lower() in UNNAMED or w.lower() in ARTICLES for w in raw):
        return Name(printed, tuple(raw), suffix, acronym, "unnamed")  # "Authorities", first in its sentence
    inner = raw[1:-1]
    body = (
        any(w.lower() in BODY for w in raw)
        or ("for" in inner and raw[0][0].isupper() and raw[-1][0].isupper())  # "Marn Watch for Human Rights"
        or bool(raw and len(raw) == 1 and raw[0].isupper() and len(raw[0]) > 1)
    )
    if body:
        words = [w for w in raw if w.lower() not in ARTICLES]
        while len(words) > 1 and words[0].islower() and any(w[0].isupper() for w in words):
            words.pop(0)  # "official MARNA news agency": the adjective is no part of its name
        while len(words) > 1 and words[-1].islower() and words[-1] not in HEADS:
            words.pop()  # "Ministry of Foreign Affairs statement"
        kind = "organisation" if any(w[0].isupper() for w in words) else "unnamed"
        return Name(printed, tuple(words), "", acronym, kind)
    last_capital = next((i for i in range(len(raw) - 1, -1, -1) if raw[i][0].isupper()), None)
    if last_capital is None or (len(raw) == 1 and raw[0].lower() in UNNAMED):
        return Name(printed, tuple(raw), suffix, acronym, "unnamed")
    if last_capital != len(raw) - 1:  # "Iranian officials", "Senate aides": a common noun heads it
        return Name(printed, tuple(raw), suffix, acronym, "unnamed")
    start = last_capital
    while (
        start > 0
        and (raw[start - 1][0].isupper() or raw[start - 1].lower() in PARTICLES)
        and raw[start - 1].lower() not in TITLES
    ):
        start -= 1
    words = raw[start:]
    while len(words) > 1 and words[0].lower() in PARTICLES and words[0][0].islower():
        words = words[1:]
    return Name(printed, tuple(words), suffix, acronym, "person" if words else "unnamed")


ARTICLES = frozenset("the a an".split())

PARTICLES = frozenset(
    "al el bin ibn abu abd ul ur de da di del della van von der den la le dos ben st".split()
)


def same_person(left: Name, right: Name) -> str | None:
    """Why two names of persons are one person's, or None.  A bare surname is not decided here."""
    a, b = left.words, right.words
    if left.suffix and right.suffix and left.suffix != right.suffix:
        return None
    if len(a) < 2 or len(b) < 2:
        return None
    if not similar(a[-1], b[-1]):
        if similar(a[-1], b[0]) and similar(a[0], b[1]):
            b = (*b[1:], b[0])  # the family name first: "Ada Lin" and "Lin Ada Brook"
        elif similar(b[-1], a[0]) and similar(b[0], a[1]):
            a = (*a[1:], a[0])
        else:
            return None
    if len(a) == len(b):
        if all(_given(x, y) for x, y in zip(a[:-1], b[:-1], strict=True)):
            return "same name" if a == b else "same name, spelled or shortened another way"
        return None
    if len(a) > len(b):
        a, b = b, a
    if all(similar(x, y) for x, y in zip(a, b[-len(a) :], strict=True)):
        return "a leading name dropped"
    extra = [w for w in b[1:-1] if not any(_given(w, x) for x in a[1:-1])]
    if _given(a[0], b[0]) and all(len(w) == 1 or w.lower() in PARTICLES for w in extra):
        return "a middle initial dropped"
    return None


def _given(left: str, right: str) -> bool:
    """Whether two given names can be one: alike, or one the initial of the other."""
    a, b = left.strip("."), right.strip(".")
    if len(a) == 1 or len(b) == 1:
        return a[:1].lower() == b[:1].lower()
    if {a.lower(), b.lower()} & {a.lower() + "a", b.lower() + "a"}:
        return False  # "Daniel" and "Daniela" are two people
    return similar(a, b) or bool(_SHORT.get(a.lower(), _NONE) & _SHORT.get(b.lower(), _NONE))


_NONE: frozenset[int] = frozenset()
_SHORT_FORMS = """
    ben benny benjamin, dan danny daniel, rob bob bobby robert, bill billy will william, mike michael,
    jim jimmy james, tom tommy thomas, joe joey joseph, dick rick rich richard, ted ed edward, tony anthony,
    jeff jeffrey jeffery, chris christopher, matt matthew, nick nicholas, sam samuel, steve steven stephen,
    greg gregory, ken kenny kenneth, larry lawrence, pete peter, phil philip, ron ronnie ronald, tim timothy,
    vince vincent, chuck charlie charles, kate katie katherine, liz beth elizabeth, sue susan, debbie deborah,
    jen jenny jennifer, andy andrew, alex alexander, dave david, don donald, doug douglas, fred frederick,
    gerry gerald, jon jonathan, josh joshua,
    lenny leonard, mitch mitchell, nate nathan nathaniel, ray raymond,
    rudy rudolph, stan stanley, zach zachary, becky rebecca, jess jessica, judy judith, maggie margaret,
    pam pamela, vicky victoria, val valerie
"""
_SHORT: dict[str, frozenset[int]] = {
    word: frozenset({n}) for n, row in enumerate(_SHORT_FORMS.split(",")) for word in row.split()
}
"""Which first names are one, by its short forms; of English-language news, from general knowledge."""


def surname_of(short: Name, full: Name) -> bool:
    """Whether a one-word name is the surname of a full one (or its whole)."""
    return len(short.words) == 1 and len(full.words) >= 2 and similar(short.words[0], full.words[-1])


def _slip(left: str, right: str) -> bool:
    """Whether a long word is another with one letter left out, put in or put wrong, its first letter apart:
    what changes there changes the sense ("immigration", "migration")."""
    return (
        left[:1] == right[:1]
        and min(len(left), len(right)) >= 7
        and Levenshtein.distance(left, right, score_cutoff=1) <= 1
    )


BRANCHES = frozenset(
    "ministry department embassy police army office bureau court bank government university".split()
)
"""Bodies that every country or town has one of: there the place is part of the name."""

HEADS = BRANCHES | frozenset("military parliament television tv radio".split())
"""Such a word is kept in lower case, too, or a country's army, police and television would all be one body
of the country's name ("Ostmark army", "Ostmark state television")."""

_SHORTENED = {"tv": "television", "dept": "department", "univ": "university", "govt": "government"}
"""Short forms of words that bodies bear."""


def is_institution(of: Name) -> bool:
    """Whether a name is an institution's after its country or town: "Ostmark army", "Ostmark state TV"."""
    return len(of.words) > 1 and of.words[0][0].isupper() and of.words[-1].lower() in HEADS


def initials(words: tuple[str, ...]) -> str:
    """The acronym that the capitalised words of a name make."""
    return "".join(w[0] for w in words if w[0].isupper())


def _telling_words(of: Name) -> tuple[str, ...]:
    """The words of a body's name as they are compared: spelled out, without what only links them."""
    low = (w.lower().strip(".") for w in of.words)
    return tuple(folded(_SHORTENED.get(w, w)) for w in low if w not in ("of", "the", "for", "and", "in"))


def same_body(left: Name, right: Name) -> str | None:
    """Why two names of bodies are one body's, or None."""
    a, b = _telling_words(left), _telling_words(right)
    if a == b:
        return "same name"
    if len(a) == len(b) >= 3 and all(x == y or _slip(x, y) for x, y in zip(a, b, strict=True)):
        return "the same but for a slip of the pen"
    for short, long in ((left, right), (right, left)):
        n = len(short.words)
        if (
            n >= 3
            and long.words[:n] == short.words
            and long.words[n : n + 1] in (("of",), ("in",), ("for",))
            and not any(w.lower() in BRANCHES for w in short.words)
        ):
            return "the same with its country"
    for short, long in ((left, right), (right, left)):
        if len(short.words) == 1 and short.words[0].isupper() and len(short.words[0]) >= 2:
            letters = short.words[0].replace(".", "")
            if long.acronym == letters:
                return f"“{long.printed}” gives its short form"
            if len(long.words) >= 2 and initials(long.words) == letters:
                return f"“{letters}” is made of its initials"
    return None
