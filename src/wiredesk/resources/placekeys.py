"""What names of places are matched on: folded, without the word of their kind, or by consonants alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_LETTERS = (
    ("ø", "o"), ("ł", "l"), ("đ", "d"), ("ð", "d"), ("þ", "th"), ("ß", "ss"), ("æ", "ae"), ("œ", "oe"),
    ("ı", "i"),
    ("ə", "e"), ("ħ", "h"), ("ŋ", "n"), ("–", " "), ("—", " "), ("‑", " "), ("\u2011", " "),
)  # fmt: skip


_TO_SPACE = bytes.maketrans(b"-_/", b"   ")


_KIND = (
    r"province|district|county|state|governorate|region|prefecture|oblast|krai|municipality|department|division|"
    r"parish|city|town|village|canton|island|islands|valley|republic|territory|borough|emirate|rayon|raion|"
    r"municipal|autonomous|wilayat|muhafazah|tehsil|taluk|regency|voivodeship|subdistrict|metropolitan"
)


KIND_AFTER = re.compile(rf"\s(?:{_KIND})$")
"""The word of its kind at the end of a folded name: "varo province"."""


_KIND_BEFORE = re.compile(rf"^(?:the\s)?(?:{_KIND})\sof\s(?:the\s)?")


_KINDS = frozenset(_KIND.split("|"))


@lru_cache(maxsize=65_536)
def folded(name: str) -> str:
    """A name without case, diacritics, apostrophes, full stops and hyphens: what names are matched on."""
    return " ".join(folded_all(name).split())


def folded_all(names: str) -> str:
    """Many names at once, one a line: three times as fast as one by one.  Letters outside Latin go."""
    low = names.lower()
    if not low.isascii():
        for letter, plain in _LETTERS:
            if letter in low:
                low = low.replace(letter, plain)
        low = unicodedata.normalize("NFKD", low)
    return low.encode("ascii", "ignore").translate(_TO_SPACE, b"'`.").decode()


def folded_lines(names: str) -> list[str]:
    """:func:`folded_all` line by line; of no names none."""
    return folded_all(names).split("\n") if names else []


def with_short(key: str) -> tuple[str, ...]:
    """A folded name, and without the word of its kind where it ends in one."""
    short, _, last = key.rpartition(" ")
    return (key, short) if short and last in _KINDS else (key,)


def in_order(name: str) -> str:
    """The natural order: "Republic of Korea" for "Korea, Republic of"."""
    first, comma, rest = name.partition(", ")
    return f"{rest} {first}" if comma and rest.endswith(("of", "the")) else first


def english(names: tuple[str, ...]) -> str:
    """The name that an English reader knows: the alias "X Province" or "X District" gives X away."""
    for name in names[1:]:
        m = re.fullmatch(
            r"(.+) (?:Province|District|County|State|Region|Governorate|Prefecture|Oblast)", name
        )
        if m and m[1].isascii() and _onset(m[1]) == _onset(names[0]):
            return m[1]
    return names[0]


def _onset(name: str) -> str:
    return frame(re.sub(r"^(?:al|ad|an|ar|as|ash|at|az|muhafazat)\s", "", folded(name)))[:2]


_FRAME = (
    ("kh", "k"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("q", "k"), ("ck", "k"), ("sch", "sh"),
    ("tch", "ch"), ("dj", "j"), ("zh", "j"), ("ts", "s"), ("dz", "z"), ("w", "v"), ("x", "ks"), ("ou", "u"),
    ("c", "k"), ("kh", "ch"),
)  # fmt: skip


@lru_cache(maxsize=65_536)
def frame(key: str) -> str:
    """The consonants of a folded name, with those that transliterations confuse made one."""
    for was, now in _FRAME:
        key = key.replace(was, now)
    out: list[str] = []
    for i, c in enumerate(key):
        if c in "aeiouy '" and i:
            continue
        if c == "h" and i and out and out[-1] not in "sc":
            continue
        c = {"a": "a", "e": "a", "i": "a", "o": "a", "u": "a"}.get(c, c)
        if not out or out[-1] != c:
            out.append(c)
    return "".join(out)


INITIALS = {sound: sound for sound in "bghlmnprty"} | {
    "a": "aeiou", "c": "ckqt", "d": "d", "f": "fp", "j": "djz", "k": "ckqx", "s": "st", "v": "vw", "z": "dz",
}  # fmt: skip
"""The letters that a name may begin with whose frame begins with each."""


def first_sound(key: str) -> str:
    """The first letter of the frame of a folded name; "" for an empty one."""
    return _first_sound(key[:3])


@lru_cache(maxsize=16_384)
def _first_sound(beginning: str) -> str:
    return frame(beginning)[:1]


def short_key(key: str) -> str:
    """A folded name without "province", "district of" and such."""
    return _KIND_BEFORE.sub("", KIND_AFTER.sub("", key))


def keys(name: str) -> Iterator[str]:
    """The folded forms under which a printed name may stand in the index, best first."""
    key = folded(name)
    yield key
    if key.startswith("the "):
        key = key[4:]
        yield key
    for short in (KIND_AFTER.sub("", key), _KIND_BEFORE.sub("", key)):
        if short != key:
            yield short
    if key.startswith("st "):
        yield "saint " + key[3:]
    if key.startswith("mt "):
        yield "mount " + key[3:]
    if key.startswith("ft "):
        yield "fort " + key[3:]
    if key.startswith(("al ", "el ", "ash ", "as ", "ad ", "an ", "ar ", "at ", "az ")):
        yield key.split(" ", 1)[1]
