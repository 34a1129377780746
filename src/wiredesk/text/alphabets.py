"""Which letters stand together: the alphabets of languages, and the scripts of characters.

Two neighbouring letters that no alphabet has both of ("Ĺź", "СЊ" beside Latin letters) are a sign
of damage.  Facts of orthography (CLDR exemplar characters), lower case, beyond a-z.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

_VIETNAMESE = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
#: Letters beyond a-z of languages written in Latin script; after the bar those of rare or foreign words.
LATIN = (
    "éèàçêœùâîôûëïü|æÿ", "äöüß|éàè", "áéíñóú|üªºç", "ãáéçóâêíõôú|àüª", "àèéìòù|íîóú", "ąćęłńóśźż|éöü",
    "áčďéěíňóřšťúůýž|öü", "áäčďéíľňôšťúýž|ĺŕóö", "áéíóöőúüű|",
    "ăâîșț|şţ", "čćđšž|é", "çğıöşü|âûî",
    "çəğıöşü|",
    "æøå|éèêóòâôäöü", "åäö|éàüáæø", "áðéíóúýþæö|", "äöõü|šž", "āčēģīķļņšūž|ōŗ", "ąčęėįšųūž|", "çë|",
    "àçèéíòóú|ïü", "ñáéíóúü|", "áéíóú|", "âêîôûŵŷ|äëïöüàèìòùáéíóú", "ċġħż|àèìòù", "ĉĝĥĵŝŭ|",
    "ëïéèöüáó|êâûôíúç",
    "çêîşû|", "ɓɗƙƴ|", "ẹọṣ|àáèéìíòóùúńǹ", "āīūṣṭḍḥ|ẓṇṛṅñśṃṁḷḫġšēō", _VIETNAMESE + "|",
)  # fmt: skip
#: Letters of languages written in Cyrillic script.
CYRILLIC = (
    "абвгдежзийклмнопрстуфхцчшщъыьэюяё", "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "абвгдеёжзійклмнопрстуўфхцчшыьэюя", "абвгдежзийклмнопрстуфхцчшщъьюяѝ",
    "абвгдђежзијклљмнњопрстћуфхцчџш", "абвгдѓежзѕијклљмнњопрстќуфхцчџшѐѝ",
    "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя", "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя",
    "абвгғдеёжзиӣйкқлмнопрстуӯфхҳчҷшъэюя", "аәбвгдеёжҗзийклмнңоөпрстуүфхһцчшщъыьэюя",
)  # fmt: skip
_SETS = tuple(frozenset(a.replace("|", "")) for a in (*LATIN, *CYRILLIC))
_CORE = tuple(frozenset(a.split("|")[0]) for a in (*LATIN, *CYRILLIC))
_LETTERS = frozenset().union(*_SETS)


@lru_cache(maxsize=65536)
def script(char: str) -> str:
    """The script of a letter or mark ("LATIN", "GREEK", "CJK", "ARABIC" …), "" for anything else."""
    if char.isascii():
        return "LATIN" if char.isalpha() else ""
    if unicodedata.category(char)[0] not in "LM":
        return ""
    name = unicodedata.name(char, "")
    first = name.split(" ", 1)[0]
    if first in ("HIRAGANA", "KATAKANA", "HANGUL", "IDEOGRAPHIC", "HALFWIDTH", "FULLWIDTH", "BOPOMOFO"):
        return "CJK"
    return {"MODIFIER": "LATIN", "MICRO": "", "FEMININE": "LATIN", "MASCULINE": "LATIN",
            "COMBINING": "", "VARIATION": ""}.get(first, first)  # fmt: skip


@lru_cache(maxsize=65536)
def one_language(letters: frozenset[str]) -> bool:
    """Whether one alphabet has all these letters (lower case).  ASCII letters go with any Latin
    alphabet; scripts other than Latin and Cyrillic count as one alphabet each."""
    scripts = {s for c in letters if (s := script(c))}
    if len(scripts) > 1:
        return False
    if not scripts or not scripts & {"LATIN", "CYRILLIC"}:
        return True
    rest = frozenset(c for c in letters if not c.isascii() and script(c))
    return not rest or any(rest <= s for s in _SETS)


_SELDOM = frozenset("âêîôûëïùòìåõőŕĺģņķļ")


def misfit(letters: Mapping[str, int]) -> float:
    """How badly counted letters fit the alphabet that they fit best: 1 for each letter that it lacks,
    0.3 for each that it has only in rare words, and 0.1 more for letters that are seldom in any
    language.  Latin and Cyrillic letters beyond ASCII count."""
    counted = [(c, n) for c, n in letters.items() if not c.isascii() and script(c) in ("LATIN", "CYRILLIC")]
    return min(
        sum(
            n * ((0.0 if c in core else 0.3 if c in whole else 1.0) + 0.1 * (c in _SELDOM))
            for c, n in counted
        )
        for core, whole in zip(_CORE, _SETS, strict=True)
    )


def common(char: str) -> bool:
    """Whether a letter belongs to the modern writing of a language known here.

    Latin and Cyrillic letters must be in an alphabet; Greek must be modern or polytonic; Han
    characters must be in the basic block; marks and letters of other living scripts pass.
    """
    kind = script(char)
    if kind in ("LATIN", "CYRILLIC"):
        return char.isascii() or char.lower() in _LETTERS or char in "İ"
    code = ord(char)
    if kind == "GREEK":
        return 0x384 <= code <= 0x3CE or 0x1F00 <= code <= 0x1FFF
    if kind == "CJK":
        return not 0x3400 <= code <= 0x4DBF and code < 0x20000
    if kind == "ARABIC":
        return (
            0x60C <= code <= 0x60F
            or 0x61B <= code <= 0x63A
            or 0x640 <= code <= 0x652
            or char in "پچژگکیہےٹڈڑںھئۀۂةٔۆۇێەڕڵڤڭڏډټړڼېۍۉ"
        )
    return kind in _LIVING


_LIVING = frozenset(
    [
        "HEBREW",
        "DEVANAGARI",
        "BENGALI",
        "GURMUKHI",
        "GUJARATI",
        "TAMIL",
        "TELUGU",
        "KANNADA",
        "MALAYALAM",
        "SINHALA",
        "THAI",
        "LAO",
        "MYANMAR",
        "GEORGIAN",
        "ETHIOPIC",
        "KHMER",
        "TIBETAN",
        "ARMENIAN",
    ]
)
