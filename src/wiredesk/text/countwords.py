"""The numbers of a text: digits and words that count, told from years, scores, ages and names.

numbers.py makes amounts of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from wiredesk.text.units import CURRENCY_SIGNS, UNITS


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity as printed.

    ``[start, end)`` holds every word that the value rests on: bound, number, unit.  ``low`` and
    ``high`` are inclusive, None where open.  ``exact`` is true only for a bare number.  ``unit``
    is "" for a count, "share" for a fraction of a whole (0 to 1), "times" for a multiple, an ISO
    4217 code, or a measure ("km", "percent", "day").  ``stated`` is the number as printed (the
    first of a range), None for vague words.  ``more`` says that it comes on top of something
    ("another 12", "12 more").
    """

    start: int
    end: int
    low: float | None
    high: float | None
    exact: bool
    unit: str = ""
    stated: float | None = None
    more: bool = False


_UNITS_UNDER_20 = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_VALUES: dict[str, float] = {w: float(i) for i, w in enumerate(_UNITS_UNDER_20)}
_VALUES |= {w: 10.0 * (i + 2) for i, w in enumerate(_TENS)}
_SCALES: dict[str, float] = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "lakh": 1e5,
    "crore": 1e7, "dozen": 12.0, "bn": 1e9, "mn": 1e6, "m": 1e6, "k": 1e3, "b": 1e9, "tn": 1e12,
}  # fmt: skip
_PARTS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6,
          "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "hundredth": 100}  # fmt: skip
_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125, "⅜": 0.375, "⅝": 0.625,
           "⅞": 0.875, "⅕": 0.2}  # fmt: skip

# Vague words, bounds chosen wide enough that two careful reporters of one count never clash:
# a plural is at least two of its kind, and is no longer used once the next word up would do twice over.
_VAGUE: dict[str, tuple[float, float | None]] = {
    "tens": (20, 199), "dozens": (24, 199), "scores": (40, 199), "hundreds": (200, 1_999),
    "thousands": (2_000, 19_999), "millions": (2e6, 99e6), "billions": (2e9, 99e9), "trillions": (2e12, None),
    "lakhs": (2e5, 99e5), "crores": (2e7, None),
}  # fmt: skip
_FEW: dict[str, tuple[float, float]] = {
    "several": (3, 12), "few": (2, 9), "handful": (2, 9), "couple": (2, 3), "many": (3, 99),
}  # fmt: skip

_DIGITS = r"(?:\d{1,3}(?:,\d{2,3})*,\d{3}|\d{1,3}(?:[\u00a0\u202f\u2009]\d{3})+|\d+)(?:\.\d+)?"
_ONE = "|".join(sorted(_UNITS_UNDER_20, key=len, reverse=True))
_TEN = "|".join(_TENS)
_SUB100 = rf"(?:(?:{_TEN})(?:[-\s](?:one|two|three|four|five|six|seven|eight|nine))?|{_ONE})"
_BIG = r"(?:thousand|million|billion|trillion|lakh|crore)"
_SUB1000 = rf"(?:(?:{_SUB100}|an?)[\s-]hundred(?:\s(?:and\s)?{_SUB100})?|{_SUB100})"
_WORDS = (
    rf"(?:(?:(?:{_SUB1000}|an?)[\s-]{_BIG}(?:,?\s(?:and\s)?(?={_SUB1000}))?)+(?:{_SUB1000})?"
    rf"(?:\s{_BIG})?|{_SUB1000}|an?\shundred)(?:\sdozen)?|an?\sdozen"
)
_PART = (
    r"(?:hal(?:f|ves)|thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|"
    r"tenths?|hundredths?)"
)
_CORE = re.compile(
    rf"""(?<![\w.,$€£/:'’#@&+-])(?:
      (?P<half>half(?:\s|-)(?:an?\s)?(?P<halfof>dozen|hundred|thousand|million|billion|trillion))
    | (?P<part>(?:(?P<parts>an?|one|two|three|four|five|six|seven|nine)(?:\s
      |-))(?P<nth>{_PART})\b(?!-?\s?(?:year|day|time)))
    | (?P<vague>(?:several|(?:a\s)?few|many|(?:a\s)?couple(?:\sof)?)\s(?:dozens?|hundreds?|thousands?
      |millions?|billions?|scores?|lakhs?|crores?)
        |(?:tens|dozens|scores|hundreds|thousands|millions|billions|trillions|lakhs|crores)
         (?:\sof\s(?:hundreds|thousands|millions|billions|lakhs|crores))*
        |several|(?:just\s|only\s)?a\s(?:very\s)?(?:few|handful)|a\scouple)\b
    | (?P<words>{_WORDS})(?P<mixed>\sand\s(?:a\shalf|a\squarter|three[-\s]quarters))?
        (?:[-\s](?P<wscale>million|billion|trillion|lakh|crore))?(?![\w’'])
    | (?P<times>twice|thrice|(?:double|triple|quadruple)(?=\s(?:the|that|its|his|her|their|what|as)\b)
      |\w{{2,9}}-?fold)\b
    | (?P<bare>half)(?=\s(?:of|the|its|his|her|their|our|an?|that|this|those|these|all)\b|[.,;:]
      |\s(?:were|was|are|is|have|had)\b)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_NUM = re.compile(
    rf"""(?P<sign>(?:US|AU?|CA?|NZ|HK|S|NT|R)?\$|[€£¥₹₽₪₩₺₦₴฿₱]|(?<![A-Za-z])(?:Rs\.?|USD|EUR|GBP|CHF|INR|RMB|KES|Ksh|PKR|AFN|AED)\s?)?
    (?P<digits>{_DIGITS})(?P<frac>\s?[½¼¾⅓⅔⅛⅜⅝⅞⅕]|[\s-]\d/\d{{1,2}}(?![\d/]))?
    (?P<plus>\+)?
    (?:[\s-]?(?P<scale>hundred|thousand|million|billion|trillion|lakh|crore|dozen|bn|mn|tn)(?![\w])
      |(?P<short>[mkb])(?![\w]))?""",
    re.IGNORECASE | re.VERBOSE,
)
BEFORE = re.compile(
    r"""(?:(?P<atleast>at\s(?:the\svery\s)?least|no(?:t)?\s(?:fewer|less)\sthan|a\sminimum\sof|minimum|upwards?\sof)
      |(?P<bitmore>(?:just|slightly|little|a\slittle)\s(?:over|more\sthan|above))
      |(?P<more>(?:well\s|far\s|much\s)?(?:more\sthan|over|above|exceeding|in\sexcess\sof|greater\sthan|higher\sthan|beyond|better\sthan|north\sof))
      |(?P<atmost>up\sto|as\s(?:many|much|high)\sas|at\s(?:the\svery\s)?most|no(?:t)?\s(?:more|greater)\sthan|a\smaximum\sof|maximum|not\sexceeding)
      |(?P<less>(?:well\s|far\s|much\s)?(?:fewer\sthan|less\sthan|lower\sthan|under|below)|as\s(?:few|little|low)\sas)
      |(?P<nearly>nearly|almost|close\sto|approaching|just\sunder|just\sshy\sof|slightly\s(?:less|fewer)\sthan|a\slittle\s(?:less|under)(?:\sthan)?|not\squite|virtually|just\sbelow|near)
      |(?P<about>(?:at\s)?about|around|approximately|roughly|some|an?\sestimated|estimated|circa|ca?\.|(?:in|on)\sthe\s(?:order|region|neighbou?rhood)\sof|somewhere\saround|~|≈|perhaps|maybe|approx\.?)
      )(?:\s(?:an?\sestimated|about|around|some|another|a\stotal\sof|an?\s(?=\d)|the|an?\sadditional|an?\sfurther)){0,2}\s?$""",
    re.IGNORECASE | re.VERBOSE,
)
UNIT = re.compile(
    r"\s?-?(?P<unit>(?:"
    + "|".join(re.escape(u).replace(r"\ ", r"\s") for u in sorted(UNITS, key=len, reverse=True))
    + r"))(?![\w])",
    re.IGNORECASE,
)

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_STREET = (
    r"(?:[NSEW]\.\s|North\s|South\s|East\s|West\s)?(?:[A-Z][\w’'.]*\s|\d+\w+\s){0,3}(?:Street|"
    r"St\b|Avenue|Ave\b|Road|Rd\b|Boulevard|Blvd|Lane|Drive|Square|Place|Terrace|Highway|Way|Court|Quay|Row|Block|"
    r"Parkway|Pkwy|Ln\b|(?<=[a-z]\s)(?:Dr|Ct)\b\.?(?!\s[A-Z]))"
)
_NAMED = (
    r"(?:No\.?|Nos\.|Number|number|nos?\.|Flight|Route|Highway|Interstate|Resolution|resolution|Article|article|"
    r"Section|section|Chapter|chapter|Title|Clause|Rule|rule|Page|page|pp?\.|Channel|channel|Psalm|Act|Grade|"
    r"grade|Phase|phase|Level|level|Category|category|Apollo|Formula|Top|top|Unit|Room|room|Gate|gate|Area|"
    r"Version|version|Boeing|Airbus|Windows|iPhone|Type|type|Platform|Runway|Pier|Building|Block|Apt\.?|Suite|"
    r"Suite|Box|ZIP|zip|Tel\.?|tel\.?|Fax|fax|Phone|phone|Ext\.?|Dial|dial|Call|District|Ward|Zone|Sector|Part|part|"
    r"Volume|Vol\.?|Issue|Episode|episode|Season|Lot|Size|size|Super\sBowl|Amendment|Proposition|Prop|Group|"
    r"Generation|Line|Exit|Gate|Camp|Bus|Train|Pool|Court|Station|Squad|Battalion|Brigade|Division|Regiment|Matthew|Mark|Luke|John|Genesis|Exodus)"
)
_NOT_AFTER = re.compile(
    rf"(?:\b{_MONTH}\s|\b{_NAMED}\s(?:\()?|\b(?:aged?|ages)\s(?:of\s)?(?:at\s)?|\b(?:he|she|who)\s(?:was|is)\sonly\s"
    r"|\b(?:turned|turning)\s|\bper\s|\bIn\s(?=\d{4}\b(?!\s[a-z]+s\b))|[A-Za-z]-|\[|\bChapter\s|\bthe\s(?=\w+\sand\s[oO]nly)"
    rf"|\b{_MONTH}\s\d{{1,2}}\s?(?:[-–—]|to|and|or|,)\s?(?:\d{{1,2}},\s)?)$"
)
_NOT_BEFORE = re.compile(
    rf"(?:st|nd|rd|th)\b|s\b(?!\.)|\s?(?:[ap]\.\s?m\b|[ap]m\b|o[’']clock|GMT|UTC|BST|EST|EDT|CET|hours?\sGMT|noon\b|midnight\b)"
    rf"|(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}(?![a-z])|(?:\s|-)(?:years?|months?|weeks?|days?)[-\s](?:old|of\sage)\b|(?:\s|-)year-olds?\b"
    rf"|[/:]\d|[-–](?:\d+[-–/]|[A-Z])|\.\d|\]|\s{_STREET}|[’'](?:s\b|\d)|\)\s\d|:\d|[A-Za-z]|-[A-Z]|/\d"
    r"|\s(?:block|blk)\b|[\s-](?:caliber|calibre|gauge)\b"
)
_ONE_PRONOUN_BEFORE = re.compile(
    r"\b(?:no|any|every|some|this|that|which|the|each|another|a\s\w+|good|bad|big|new|old|first|last|next|other|loved|little|back\sto|number|day)\s$",
    re.IGNORECASE,
)
_ONE_PRONOUN_AFTER = re.compile(
    r"\s(?:another|can|could|must|should|would|may|might|might|has\sto|day\b(?!s)|wonders|knows|thing\b|point\b|time\b|stage\b|by\sone|or\sanother|and\sonly|side|hand|way\b)|[’']s\b|-(?:on|to|way|sided|time|off|third|stop)\b",
    re.IGNORECASE,
)
_YEAR_AFTER = re.compile(
    r"\s(?:[a-z]+s|people|men|women|children|troops|personnel|police|staff|dead|civilian\w*|killed|injured|wounded|more|others?)\b"
)
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|of|by|from|until|till|during|after|before|for|through|early|late|mid|between|circa|the|and|to|its|his|their|fiscal|year|spring|summer|fall|autumn|winter|election|season|season,|class|back)\s|[-–—(,/]\s?|’s\s|'s\s|[A-Z][a-z]+\s|mid-|-)$",
)
_NAME_AGE = re.compile(r"[A-Z][\w’'.-]+(?:\sJr\.|\sSr\.)?,\s$")


# --- the numbers themselves -------------------------------------------------------------------


def counts(text: str) -> list[Amount]:
    """The numbers of a text before ranges, bounds and units; without what only looks like one."""
    spans: list[Amount] = []
    taken = 0
    cores = list(_cores(text))
    nums = list(_numerals(text))
    for m in sorted([*cores, *nums], key=lambda m: (m.start(), -m.end())):
        if m.start() < taken:
            continue
        amount = _digits(text, m) if m.re is _NUM else _worded(text, m)
        if amount is not None and _after_digit(text, amount, spans):
            amount = None  # the second half of "3-1", of a date, of a serial number
        if amount is not None:
            spans.append(amount)
            taken = amount.end
        elif m.re is _NUM:
            taken = m.end("digits")
    return [
        a
        for i, a in enumerate(spans)
        if not _left_of_score(text, a, spans[i + 1] if i + 1 < len(spans) else None)
    ]


def _numerals(text: str) -> Iterator[re.Match[str]]:
    """The numbers in digits, as ``_NUM.finditer`` gives them: it is asked only near the next digit."""
    at = 0
    while (digit := _DIGIT.search(text, at)) is not None:
        found = _NUM.search(text, max(at, digit.start() - _SIGN))
        if found is None:
            return
        yield found
        at = found.end()


_SIGN = 5
"""Characters of the longest sign before a number: "AFN ", "US$"."""
_SINGLE = "a an half just only twice thrice double triple quadruple".split()
_FIRSTS = frozenset((*_UNITS_UNDER_20, *_TENS, *_FEW, *_VAGUE, *_SINGLE))
"""Every word at which a number in words begins, but for "ninefold" and the like."""
_WORD = re.compile(r"\w+")
_DIGIT = re.compile(r"\d")


def _cores(text: str) -> Iterator[re.Match[str]]:
    """The numbers in words, as ``_CORE.finditer`` gives them: it is asked only where a word may begin one."""
    end, folds = 0, "fold" in text.lower()
    for word in _WORD.finditer(text):
        low = word.group().lower()
        may = low in _FIRSTS or (
            folds and (low.endswith("fold") or text[word.end() : word.end() + 5].lower() == "-fold")
        )
        if may and word.start() >= end:
            found = _CORE.match(text, word.start())
            if found is not None:
                end = found.end()
                yield found


def _after_digit(text: str, amount: Amount, spans: list[Amount]) -> bool:
    glue = re.search(r"[\d%][-–—]$", text[max(0, amount.start - 3) : amount.start])
    if not glue:
        return False
    left = spans[-1] if spans else None
    if left is None or amount.start - left.end != 1 or left.low is None or amount.low is None:
        return True
    return left.low >= amount.low and not shared_scale(text, left, amount) > 1


def _left_of_score(text: str, amount: Amount, following: Amount | None) -> bool:
    if not re.match(r"[-–—]\d", text[amount.end : amount.end + 2]):
        return False
    return following is None or following.start != amount.end + 1


def _digits(text: str, m: re.Match[str]) -> Amount | None:
    start, end = m.span()
    sign, scale, short = m["sign"], m["scale"], m["short"]
    printed, at = m["digits"], m.start("digits")
    before = text[max(0, start - 48) : start]
    value = float(re.sub(r"[,\s]", "", printed))
    if short and not sign and short.lower() == "m" and short.islower() and value > 50:
        short, end = None, m.end("short") - len(m["short"])  # "100m" is metres
    unit = CURRENCY_SIGNS.get(sign.strip().lower(), "") if sign else ""
    after = text[end : end + 48]
    if before and (
        before[-1].isalnum() or before[-1] in "./:_@#&’'" or (before.endswith(("-", "–")) and _glued(before))
    ):
        if not (before[-1] == "." and (len(before) == 1 or before[-2] == " ")):
            return None
        if printed.isdigit() and not sign:  # ".5"
            value, start = float("0." + printed), start - 1
    if _NOT_BEFORE.match(after) and not (sign or scale):
        return None
    if short and not sign and re.match(r"\s(?:Co|Company|Corp|Inc|Ltd)\b", after):
        return None  # "3M Co"
    if not sign and not scale and not short:
        if _NOT_AFTER.search(before):
            return None
        if _phone_or_list(text, at, m.end("digits"), before, after):
            return None
        if (
            value <= 110
            and _NAME_AGE.search(before)
            and re.match(r"[,.;)]|\sand\b|$", after)
            and "." not in printed
        ):
            return None
        if re.search(r"[A-Z][\w’'.-]+\s\($", before) and after.startswith(")"):
            return None
        if len(printed) == 4 and printed.isdigit() and 1500 <= value <= 2100 and not _counted(before, after):
            return None
    if m["frac"]:
        value += _fraction(m["frac"].strip())
    value *= _SCALES.get((scale or short or "").lower(), 1.0)
    if m["plus"]:
        return Amount(start, end, value, None, False, unit, value)
    return Amount(start, end, value, value, True, unit, value)


def _glued(before: str) -> bool:
    return len(before) > 1 and before[-2].isalnum() and not before[-2].isdigit()


def _fraction(printed: str) -> float:
    if printed in _VULGAR:
        return _VULGAR[printed]
    top, _, bottom = printed.lstrip("-").partition("/")
    return float(top) / float(bottom) if float(bottom) else 0.0


def _counted(before: str, after: str) -> bool:
    """Whether four digits between 1500 and 2100 count something rather than name a year."""
    if BEFORE.search(before) and not re.search(r"\b(?:around|about|near|over|circa|ca\.)\s$", before):
        return True
    if UNIT.match(after):
        return True
    return bool(_YEAR_AFTER.match(after)) and not _YEAR_BEFORE.search(before)


_EMERGENCY = frozenset(("911", "999", "112", "000"))
_CALLED = re.compile(r"\b(?:call|dial|phon|ring|rang|rung|alert)\w*\s$", re.I)
_CALLS = re.compile(r"\s(?:emergency|operator|dispatch|call|tape|recording|cent(?:er|re)|system)", re.I)
"""What calls an emergency number, and what has one: "dialed 911", "a 911 operator"."""


def _phone_or_list(text: str, start: int, end: int, before: str, after: str) -> bool:
    if re.match(r"[.)]\s", after) and (start == 0 or text[start - 1] == "\n"):
        return True  # "1. First item"
    if (
        re.search(r"\d[-–.\s)]{1,2}$", before)
        and re.search(r"\d{3}[-–.\s)]{1,2}$", before)
        and end - start >= 3
    ):
        return True  # the rest of a telephone number
    if text[start:end] in _EMERGENCY and (_CALLED.search(before) or _CALLS.match(after)):
        return True
    return (
        end - start >= 2 and text[start - 1 : start] in ("(", "+") and bool(re.match(r"[)\s-]+\d{3}", after))
    )


def _worded(text: str, m: re.Match[str]) -> Amount | None:
    start, end = m.span()
    word = re.sub(r"\s+", " ", m.group().lower())
    before, after = text[max(0, start - 48) : start], text[end : end + 48]
    if word == "zero" and re.match(r"[-\s]tolerance\b", after, re.IGNORECASE):
        return None
    if m["half"]:
        value = _SCALES[m["halfof"].lower()] / 2
        return Amount(start, end, value, value, m["halfof"].lower() != "dozen", "", value)
    if m["part"]:
        return _share(m, start, end, before, after)
    if m["bare"]:
        if re.search(r"\b(?:first|second|other|better|last|final|and\sa|next|one)\s$", before, re.IGNORECASE):
            return None
        if re.match(r"\san?\s(?:hour|day|year|mile|century|minute|decade|week|month)", after):
            return replace(Amount(start, end + 3 if after[2] == "n" else end + 2, 0.5, 0.5, True, "", 0.5))
        return Amount(start, end, 0.5, 0.5, True, "share", 0.5)
    if m["vague"]:
        return _vague(word, start, end, before, after)
    if m["times"]:
        fold = {"twice": 2.0, "double": 2.0, "thrice": 3.0, "triple": 3.0, "quadruple": 4.0}.get(word)
        if fold is None:
            stem = re.sub(r"-?fold$", "", word)
            fold = (
                _VALUES.get(stem) or (float(stem) if stem.isdigit() else 0.0) or {"hundred": 100.0}.get(stem)
            )
        compared = re.match(r"\s(?:as|the|that|what|its|his|her|their|this|last)\b", after)
        if not fold or (word in ("twice", "thrice") and not compared):
            return None
        return Amount(start, end, fold, fold, True, "times", fold)
    if re.match(
        r"-(?:year|month|week|day)s?-olds?\b|\s(?:years?|months?)[-\s](?:old|of\sage)\b|[-\s]year-olds?\b",
        after,
    ):
        return None
    if word == "one" and (_ONE_PRONOUN_BEFORE.search(before) or _ONE_PRONOUN_AFTER.match(after)):
        return None
    if _NOT_AFTER.search(before) and word not in ("a hundred", "a dozen"):
        return None
    if re.match(
        r"-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)\b|\so[’']clock|\s[ap]\.?m\b", after
    ):
        return None
    if word in ("nineteen", "twenty") and re.match(rf"[\s-](?:{_TEN}|hundred|oh)\b", after, re.IGNORECASE):
        return None
    value = spelled(word if not m["mixed"] else m["words"].lower())
    if m["mixed"]:
        value += 0.5 if "half" in m["mixed"] else 0.75 if "three" in m["mixed"] else 0.25
    if m["wscale"] and (m["mixed"] or not word.endswith(tuple(_SCALES))):
        value *= _SCALES[m["wscale"].lower()]
    exact = not word.startswith(("a ", "an ")) and "dozen" not in word
    return Amount(start, end, value, value, exact, "", value)


_OF_ALL = re.compile(r"\s(?:of|that|the|as|more|less|to|its|higher|lower|were|are|have)\b")
_BY = re.compile(
    r"\b(?:by|about|around|almost|nearly|roughly|over|under|than|to|least|most|just|only|some|up|for)\s$"
)
"""What stands before a part that closes a clause: "fell by a third", where "injuring a third" is one more."""


def _share(m: re.Match[str], start: int, end: int, before: str, after: str) -> Amount | None:
    nth = m["nth"].lower()
    top = {"a": 1.0, "an": 1.0}.get(m["parts"].lower()) or _VALUES.get(m["parts"].lower(), 0.0)
    bottom = _PARTS.get(nth) or _PARTS.get(nth.removesuffix("s"), 0)
    if not bottom or top >= bottom:
        return None
    article = m["parts"].lower() in ("a", "an", "one")
    if article and bottom > 2:
        closed, quarter = re.match(r"[.,;]", after), nth == "quarter"
        if not (
            _OF_ALL.match(after)
            or (closed and (quarter or _BY.search(before.lower())))
            or (quarter and re.match(r"\s(?:was|is|had|has)\b", after))
        ):
            return None  # "a third man", "a third was wounded", "injuring a third."
    if not article and not nth.endswith("s") and nth != "half":
        return None
    if article and nth == "half" and not re.match(r"\s(?:of|the|that|its|as)\b|[.,;]", after):
        return None
    return Amount(start, end, top / bottom, top / bottom, True, "share", top / bottom)


def _vague(word: str, start: int, end: int, before: str, after: str) -> Amount | None:
    words = word.split()
    if (len(words) == 1 and words[0] == "several") or (
        words[0] in ("a", "just", "only") and len(words) <= 3 and words[-1] in _FEW
    ):
        if re.match(
            r"\s(?:years?|months?|weeks?|days?|hours?|minutes?|times|of\s(?:them|these|those|the|us|its|his))\b",
            after,
        ):
            return None
        low, high = _FEW[words[-1]]
        return Amount(start, end, low, high, False)
    if words[0] in _VAGUE:
        low_, high_ = _VAGUE[words[0]]
        for big in words[2::2]:
            size = _SCALES.get(big.removesuffix("s"), 1.0)
            low_, high_ = low_ * size, None if high_ is None else (high_ + 1) * size - 1
        if words[0] == "scores" and not re.match(r"\s(?:of|more|dead|killed|were|have|are)\b", after):
            return None
        if words[0] == "tens" and len(words) == 1:
            return None
        return Amount(start, end, low_, high_, False)
    few = next((w for w in words if w in _FEW), "few")
    low, high = _FEW[few]
    size = {"score": 20.0}.get(words[-1].removesuffix("s")) or _SCALES[words[-1].removesuffix("s")]
    return Amount(start, end, low * size, (high + 1) * size - 1, False)


def spelled(word: str) -> float:
    """The value of number words ("two hundred and fifty"); 0 where none of them is one."""
    word = word.lower()
    total = part = 0.0
    for w in re.split(r"[\s,-]+", word):
        if w in _VALUES:
            part += _VALUES[w]
        elif w in ("a", "an"):
            part += 1
        elif w == "hundred":
            part = (part or 1) * 100
        elif w == "dozen":
            part = (part or 1) * 12
        elif w in _SCALES:
            total += (part or 1) * _SCALES[w]
            part = 0.0
    return total + part


def shared_scale(text: str, left: Amount, right: Amount) -> float:
    """What the left of "3 to 5 million" is to be multiplied by: 1 where it has a scale of its own."""
    m = re.search(
        r"(hundred|thousand|million|billion|trillion|lakh|crore|dozen|bn|mn|m|k)$",
        text[right.start : right.end],
        re.IGNORECASE,
    )
    if not m or (
        re.search(r"[a-z]$", text[left.start : left.end], re.IGNORECASE)
        and not re.fullmatch(rf"{_ONE}", text[left.start : left.end], re.IGNORECASE)
    ):
        return 1.0
    return _SCALES[m.group(1).lower()]
