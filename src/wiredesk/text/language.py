"""The language of a text, told cheaply where that is certain.

Scripts that one language writes, and the commonest function words of the languages that most reports
are in, decide nearly always and cost no model; what they leave open is for a classifier.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from wiredesk.text.alphabets import script

_ONE_LANGUAGE = {
    "GREEK": "el", "HEBREW": "he", "THAI": "th", "GEORGIAN": "ka", "ARMENIAN": "hy", "KHMER": "km",
    "LAO": "lo", "MYANMAR": "my", "SINHALA": "si", "TAMIL": "ta", "TELUGU": "te", "KANNADA": "kn",
    "MALAYALAM": "ml", "GUJARATI": "gu", "GURMUKHI": "pa", "BENGALI": "bn", "TIBETAN": "bo", "ETHIOPIC": "am",
}  # fmt: skip
_WORDS = {
    "en": "the of and to in that is was for on with as by at from has have are were said not be it his an",
    "fr": "le la les des et est une dans que pour qui sur par avec pas au aux du ce cette sont été plus",
    "de": "der die das und ist nicht von mit den dem des ein eine auf für sich im wurde haben auch nach",
    "es": "el la los las de que en y un una por con para se del al es su más fue lo como ha han",
    "it": "il la di che e un una per con non del della sono nel alla ha è anche più gli le dei",
    "pt": "o a os as de que e em um uma para com não do da dos das no na por foi mais ao",
}
_SETS = {code: frozenset(words.split()) for code, words in _WORDS.items()}
_WORD = re.compile(r"[^\W\d_]+")


SHORT = 24  # letters of a paragraph below which its language is not told
_LATIN = frozenset(
    "en fr de es it pt nl pl cs sk sl hr hu ro tr sv da no nb fi et lv lt sq vi id ms tl sw so az uz".split()
)


def language(text: str) -> str | None:
    """ISO 639-1 code of the language of most of a text, or None where this cannot be told for certain.

    Certain is: four letters in five of a script that one language writes; or function words of one
    language a fifth of the words (at least 12), and twice as many as of any other known here.
    """
    sample = text[:20000]
    kinds = Counter(script(c) for c in sample if c.isalpha())
    if not kinds:
        return None
    kind, n = kinds.most_common(1)[0]
    if n * 5 >= sum(kinds.values()) * 4 and kind in _ONE_LANGUAGE:
        return _ONE_LANGUAGE[kind]
    words = [w.lower() for w in _WORD.findall(sample)]
    if kind != "LATIN" or len(words) < 12:
        return None
    counts = sorted(((sum(w in known for w in words), code) for code, known in _SETS.items()), reverse=True)
    (best, code), (second, _) = counts[0], counts[1]
    return code if best >= max(4, len(words) // 5) and best >= 2 * second else None


def of_paragraphs(texts: Sequence[str], whole: str | None, guess: Callable[[str], str]) -> list[str | None]:
    """The language of each paragraph of a text, None where it is too short to tell.

    ``whole`` is the language of the text.  A paragraph is held to be in it unless its own words or script say
    otherwise for certain; where they only raise a doubt (another script; twelve words, none of them a common
    word of ``whole``) ``guess`` decides, a classifier of strings.
    """
    out: list[str | None] = []
    for text in texts:
        sample = text[:2000]
        letters = sum(c.isalpha() for c in sample)
        if letters < SHORT:
            out.append(None)
        elif certain := language(sample):
            out.append(certain)
        else:
            out.append(guess(sample) if _doubtful(sample, whole) else whole)
    return out


def _doubtful(text: str, whole: str | None) -> bool:
    kinds = Counter(script(c) for c in text if c.isalpha())
    kind, n = kinds.most_common(1)[0]
    if n * 5 < sum(kinds.values()) * 3:
        return False
    if whole in _SETS:
        words = [w.lower() for w in _WORD.findall(text)]
        return kind != "LATIN" or (len(words) >= 12 and not any(w in _SETS[whole] for w in words))
    return whole is None or (kind == "LATIN") is not (whole in _LATIN)
