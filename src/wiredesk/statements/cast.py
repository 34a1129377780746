"""Everybody whom a report names: full names, roles, acronyms, and which short name is whose."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources

from wiredesk.statements import cues

_ACRONYM = re.compile(r"\(\s*(?:the\s+)?[\"“”']?([A-Z][A-Za-z&.-]{1,9})[\"“”']?\s*\)")


SUFFIX = cues.words("""
    jr jr. sr sr. ii iii iv
""")


_DAYS = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day[’']?s?|January|February|March|April|June|July|August|"
    r"September|October|November|December"
)


@dataclass(frozen=True, slots=True)
class Naming:
    """What a noun phrase says of someone: ``name`` ("" where it only gives a role), ``role`` as
    printed, ``group`` spoken for, and ``kind``: person, body, role, pronoun, document, unnamed."""

    name: str
    kind: str
    role: str | None = None
    group: str | None = None
    gender: str | None = None
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A naming at a place in the report; ``subject`` whether it is the subject of its clause, ``lead`` its
    first word in lower case; ``where`` whether it is only a place where something is ("in Ostmark"); ``main``
    whether it is the subject of a sentence's main clause."""

    start: int
    end: int
    naming: Naming
    subject: bool
    quoted: bool
    lead: str = ""
    where: bool = False
    main: bool = False


@dataclass
class Cast:
    """Everybody whom a report names, in order, with the acronyms that it defines.

    ``titles`` are all the roles a person is given; ``papers`` its letters and statements: where, the
    noun, whose (None where that is not said there), and whether the sentence is about the document.
    """

    mentions: list[Mention] = field(default_factory=list)
    acronyms: dict[str, str] = field(default_factory=dict)
    full: Counter[str] = field(default_factory=Counter)
    first: dict[str, int] = field(default_factory=dict)
    roles: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)
    genders: dict[str, str] = field(default_factory=dict)
    people: set[str] = field(default_factory=set)
    titles: dict[str, set[str]] = field(default_factory=dict)
    papers: list[tuple[int, str, Naming | None, bool]] = field(default_factory=list)

    kin: dict[str, set[str]] = field(default_factory=dict)
    """Who is named as somebody's "father", "aunt" and so on, by that word."""

    plurals: list[tuple[int, str, bool]] = field(default_factory=list)
    """The plain plural subjects that may speak ("the two fishermen"): where, as printed without article, and
    whether of a main clause, in order."""

    rulers: Counter[str] = field(default_factory=Counter)
    """Whose administration or presidency is told of, by surname as printed."""

    issuers: list[tuple[int, str]] = field(default_factory=list)
    """Whose reports and statements are named ("a Varo Times report"), and where, in order."""

    listeners: set[int] = field(default_factory=set)
    """Where somebody is named to, with or by whom another speaks: "She spoke to Ida Holm"."""

    openers: list[tuple[int, int]] = field(default_factory=list)
    """Phrases that open a sentence before "he", "she" or "they": "Pointing at Vale, he said", in order."""

    others: set[tuple[str, str]] = field(default_factory=set)
    """Surnames (folded) with full names that they do not stand for."""

    told: list[tuple[int, int]] = field(default_factory=list)
    """The ranges of the text that are somebody's words, in order."""

    places: Counter[str] = field(default_factory=Counter)
    """How often a name of one word is a place's, less how often a person's."""

    anew: dict[str, str] = field(default_factory=dict)
    """Whom a phrase such as "the GOP nominee" called anew first, which it means from there on."""
    _by_surname: dict[str, list[str]] = field(default_factory=dict)
    _by_first: dict[str, list[str]] = field(default_factory=dict)
    _by_spelling: dict[str, list[str]] = field(default_factory=dict)
    _indexed: int = -1

    def _index(self) -> None:
        """Full names by last name, first name and the spelling of the last name."""
        for table in (self._by_surname, self._by_first, self._by_spelling):
            table.clear()
        for name in self.full:
            if len(name.split()) < 2:
                continue
            last = surname_of(name)
            self._by_surname.setdefault(last, []).append(name)
            self._by_first.setdefault(fold(name.split()[0]), []).append(name)
            if len(last) > 4:
                self._by_spelling.setdefault(_skeleton(last), []).append(name)
        self._indexed = len(self.full)

    def of_gender(self, name: str, gender: str) -> str:
        """Another full name that a plain surname may stand for, of whom ``gender`` may be said: Ida Vale for
        "Ms. Vale" where Bo Vale is named more often; "" where none or several fit."""
        if self._indexed != len(self.full):
            self._index()
        owners = self._by_surname.get(fold(name), []) if len(name.split()) == 1 else []
        fits = [n for n in owners if self.genders.get(n) == gender]
        fits = fits or [n for n in owners if n not in self.genders]
        return fits[0] if len(fits) == 1 else ""

    def _seniors(self, owners: list[str], surname: str) -> list[str]:
        """The owners of a plain surname: not the son where the report calls him "Vale Jr." """
        sons = [n for n in owners if n.split()[-1].lower() in SUFFIX]
        short = any(f"{surname} {n.split()[-1]}" in self.full for n in sons)
        return [n for n in owners if n not in sons] if short or len(sons) < len(owners) else owners

    def _of_two(self, bare: str) -> str:
        """The one full name that ends in a surname of two words: "Ida Le Varo" for "Le Varo"; or itself, as
        "Tom Holm" beside his father "Bo Tom Holm"."""
        first = bare.split()[0].lower()
        if bare in self.full and first in first_names() and not first.startswith(("abd", "abu")):
            return bare
        longer = [n for n in self._by_surname.get(surname_of(bare), ()) if n.endswith(f" {bare}")]
        return longer[0] if len(longer) == 1 else bare

    def is_place(self, name: str) -> bool:
        """Whether a name of one word is more often that of a place in the report: no "he"."""
        return self.places[name] > 0

    def is_told(self, at: int) -> bool:
        """Whether a place of the text is in somebody's words."""
        n = bisect_right(self.told, (at, sys.maxsize))
        return n > 0 and at < self.told[n - 1][1]

    def in_opener(self, named: int, at: int) -> bool:
        """Whether the opener right before the pronoun at ``at`` holds what is named at ``named``: such a
        name is another's than the pronoun's."""
        n = bisect_right(self.openers, (at, -1)) - 1
        return n >= 0 and self.openers[n][0] <= named < self.openers[n][1] <= at <= self.openers[n][1] + 2

    def _misspelled(self, key: str) -> list[str]:
        """The one person whose last name is one edit from ``key`` ("Lowenthal" for "Loewenthal")."""
        if len(key) < 7:
            return []
        near = [last for last in self._by_surname if last[:1] == key[:1] and one_edit(last, key)]
        near = [last for last in near if key not in (last + "s", last[:-1])]  # "Democrats" is no Democrat
        return self._by_surname[near[0]] if len(near) == 1 else []

    def best(self, name: str, at: int | None = None) -> str:
        """The fullest name in the report for ``name``: a surname's owner, an acronym's long form."""
        bare = name.strip()
        long = self.acronyms.get(bare.upper().replace(".", ""))
        if long and bare.isupper():
            return long
        parts = bare.split()
        if self._indexed != len(self.full):
            self._index()
        if len(parts) == 1 and len(bare) > 3 and bare.isupper() and bare.title() in self.full:
            bare, parts = bare.title(), [bare.title()]
        if len(parts) > 1 and bare.isupper():
            return next((n for n in self.full if n.upper() == bare and not n.isupper()), bare)
        if len(parts) == 2:
            return self._of_two(bare)
        if len(parts) != 1:
            return bare
        key = _ARTICLE.sub("", fold(parts[0]))
        owners = self._by_surname.get(key) or self._by_first.get(fold(parts[0])) or []
        if not owners and len(key) > 4:
            owners = self._by_spelling.get(_skeleton(key), []) or self._misspelled(key)
        owners = [n for n in self._seniors(owners, parts[0]) if (key, n) not in self.others]
        if not owners:
            return bare
        return max(owners, key=lambda n: (self.full[n], -self.first.get(n, 0)))


@lru_cache(maxsize=16_384)
def is_day(name: str) -> bool:
    """Whether a name is only that of a day or month, plurals and lost apostrophes included."""
    return _DAYS.fullmatch(name) is not None


def one_edit(left: str, right: str) -> bool:
    """Whether one letter put in, left out or changed, or two neighbours swapped, makes one of the other."""
    if abs(len(left) - len(right)) > 1 or left == right:
        return left == right
    n = 0
    while n < min(len(left), len(right)) and left[n] == right[n]:
        n += 1
    a, b = left[n:], right[n:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


@lru_cache(maxsize=16_384)
def fold(name: str) -> str:
    """A name's key: lower case, without possessive and edge punctuation."""
    return _POSSESSIVE.sub("", name.lower()).strip(".,;:'\"’“”()")


_POSSESSIVE = re.compile(r"(?:['’]s|['’])$")


def spelled_alike(left: str, right: str) -> bool:
    """Whether two keys differ only as transliterations of one name do ("rehny", "rehni")."""
    return _skeleton(left) == _skeleton(right)


@lru_cache(maxsize=16_384)
def _skeleton(key: str) -> str:
    key = re.sub(r"ee|ei|ie|iy|y|i+", "i", key)
    key = re.sub(r"oo|ou|u|o+", "o", key)
    return re.sub(r"(.)\1", r"\1", key).replace("q", "k").replace("w", "v")


@lru_cache(maxsize=16_384)
def surname_of(name: str) -> str:
    parts = [p for p in name.split() if fold(p) not in SUFFIX and p.lower() not in SUFFIX]
    return _ARTICLE.sub("", fold(parts[-1])) if parts else ""


_ARTICLE = re.compile(r"^(?:al|el|as|ash|an|ar|ad|at|az)[-’'](?=\w{3})")
"""The article that Arabic names have in one line of a report and lack in the next: "Omar al-Hadi", "Hadi".
Found on fa-kes, whose speakers are called by either."""


def acronyms(text: str) -> dict[str, str]:
    """The acronyms that a text defines in brackets, with their long forms as printed."""
    out: dict[str, str] = {}
    for match in _ACRONYM.finditer(text):
        short = match.group(1).replace(".", "")
        if sum(c.isupper() for c in short) < 2:
            continue
        lead = text[max(0, match.start() - 120) : match.start()].split("\n")[-1]
        words = re.findall(r"[\w’'&-]+", lead)[-12:]
        wanted = [c for c in short if c.isupper()]
        for start in range(len(words) - 1, -1, -1):
            if words[start][:1] != wanted[0]:
                continue
            n = 0
            stop = start
            for k in range(start, len(words)):
                if n < len(wanted) and words[k][:1] == wanted[n]:
                    n += 1
                    stop = k + 1
            if n == len(wanted) and stop - start <= len(wanted) + 4:
                out.setdefault(short.upper(), " ".join(words[start:stop]))
                break
    return out


@lru_cache(1)
def first_names() -> dict[str, str]:
    """First names that are nearly always a woman's ("f") or a man's ("m") in English-language news,
    from general knowledge; names that both bear (Jordan, Robin) are left out or stand where most do."""
    text = resources.files("wiredesk.statements").joinpath("first_names.txt").read_text(encoding="utf-8")
    out: dict[str, str] = {}
    for line in text.splitlines():
        gender, _, names = line.partition(":")
        out.update(dict.fromkeys(names.split(), gender))
    return out
