"""The patterns of time expressions, each with the function that gives its value.

A rule names the words that it can begin with, so that a text is read once and only the rules
that can match are tried at a word ("#" stands for digits).  Where several rules match at one
place, the longest match is taken, and the earlier rule where they are equal.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from wiredesk.text import calendars
from wiredesk.text import timedays as days
from wiredesk.text import timeperiods as periods
from wiredesk.text.holidays import HOLIDAY_NAMES
from wiredesk.text.timecontext import Context, Found
from wiredesk.text.timewords import (
    ABOUT,
    CLOCK,
    COUNT,
    DURATION_UNIT,
    MONTH,
    MONTH_ALONE,
    ORDINAL,
    PART,
    SEASON,
    SPELLED,
    UNIT,
    WEEKDAY,
    YEAR,
)  # fmt: skip

Value = Callable[[re.Match[str], Context], Found]

_EARLY = r"(?:(?i:early|late|earlier|later)\s(?:in\s)?|(?i:mid)-?\s?)?"
_EDGE = r"(?i:(?:the\s)?(?:very\s)?(?:end|beginning|start|middle)\sof\s)"
_DAY = r"(?P<day>\d{1,2}(?:st|nd|rd|th)?)(?!\d|,\d|:\d|\.\d|%)"
_OF_YEAR = r",?\s(?:of\s)?(?P<ofyear>(?i:last|this|next|that|the\ssame))\syear\b"
_DATE = rf"(?P<month>{MONTH})\s{_DAY}(?:,?\s(?:in\s)?(?P<year>{YEAR}|[’']\d\d)(?!\d|,\d)|{_OF_YEAR})?"
_WD = (
    rf"(?:(?P<rel>(?i:last|next|this\scoming|coming|this\spast|this|the\sprevious|the\spreceding|the\sfollowing))\s)?"
    rf"(?P<wd>{WEEKDAY})"
)
_OTHER_MONTHS = "|".join(
    sorted(
        (re.escape(n) for n in calendars.MONTH_NAMES if n not in calendars.AMBIGUOUS), key=len, reverse=True
    )
)
_HOLIDAYS = "|".join(n.replace("'", "['’]").replace(" ", r"\s") for n in HOLIDAY_NAMES)
_REL = (
    r"this|last|next|the\slast|the\spast|past|the\snext|the\scoming|coming|the\sprevious|the\sprior|the\sfollowing|"
    r"the\scurrent|current|that|the\ssame"
)
_LEAD = (
    r"(?:last|past|next|coming|previous|preceding|first|final|following|another|additional|latest|"
    r"full|entire|whole)"
)

# Words that a rule can begin with.
_EARLIES = "early late earlier later mid the end beginning start middle"
_MONTHS = (
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sept sep oct nov dec"
)
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun"
_NUMBERS = (
    "# zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety a an half several "
    "few many some dozens "
    "hundreds thousands"
)
_ABOUTS = (
    "nearly almost about around roughly approximately more less fewer at up well just some the "
    "as exactly barely "
    "close maybe perhaps an no a over"
)
_PARTS = (
    "morning afternoon evening night dawn dusk midday noon midnight lunchtime nightfall sunrise "
    "sunset early late mid"
)
_CLOCKS = "# noon midnight one two three four five six seven eight nine ten eleven twelve"
_RELS = "this last next the past coming current that"

_RULES: tuple[tuple[str, str, Value, int], ...] = (
    # days
    (f"{_EARLIES} {_MONTHS} {_WEEKDAYS}", rf"{_EARLY}(?:{WEEKDAY},?\s)?{_DATE}", days.date_mdy, 0),
    (
        f"# the {_WEEKDAYS}",
        rf"(?:{WEEKDAY},?\s)?(?:the\s)?{_DAY}\s(?:of\s)?(?P<month>{MONTH})(?:,?\s(?P<year>{YEAR})|{_OF_YEAR})?",
        days.date_mdy,
        0,
    ),
    ("#", r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d(?::\d\d)?))?", days.date_iso, 0),
    ("#", r"(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d\d)(?![/.]?\d)", days.date_numeric, 0),
    (
        "# the",
        (
            rf"(?:the\s)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<othermonth>{_OTHER_MONTHS})"
            r"(?:,?\s(?P<otheryear>1[34]\d\d))?"
        ),
        days.other_calendar,
        re.I,
    ),
    (
        " ".join(sorted({n.split()[0] for n in calendars.MONTH_NAMES if n not in calendars.AMBIGUOUS})),
        rf"(?P<othermonth>{_OTHER_MONTHS})\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s(?P<otheryear>1[34]\d\d))?",
        days.other_calendar,
        re.I,
    ),
    (
        f"early late earlier later {_RELS} {_WEEKDAYS}",
        rf"(?:(?i:early|late|earlier|later)\s(?:on\s)?)?{_WD}s?(?:\s(?P<part>{PART}))?(?:\s(?:of\s)?(?:last|next)\sweek)?",
        days.weekday_of,
        0,
    ),
    (
        "early late earlier later today yesterday tomorrow tonight",
        rf"(?:(?:early|late|earlier|later)\s)?(?P<word>today|yesterday|tomorrow|tonight)(?:\s(?P<part>{PART}))?",
        days.today_of,
        re.I,
    ),
    (
        f"the {_PARTS}",
        rf"(?:the\s)?(?P<part>{PART})\s(?P<word>yesterday|today|tomorrow)",
        days.today_of,
        re.I,
    ),
    (
        f"{_PARTS} early late",
        rf"(?P<part>(?!noon|midnight){PART})\s(?:on\s)?{_WD}",
        days.weekday_of,
        re.I,
    ),
    (
        "early late earlier later this last that",
        r"(?:(?:early|late|earlier|later)\s)?(?P<rel>this|last|that)\s(?P<part>morning|afternoon|evening|night)",
        days.this_part,
        re.I,
    ),
    ("overnight", r"overnight", days.overnight_of, re.I),
    ("mid early late", r"(?:early\s|late\s)?(?P<part>mid[-\s]?(?:morning|afternoon))", days.part_alone, re.I),
    ("the", r"the\s(?P<part>morning|afternoon|evening)", days.part_alone, re.I),
    (
        f"about around shortly just nearly almost {_CLOCKS}",
        (
            r"(?i:(?:about|around|shortly\s(?:before|after)|just\s(?:before|after)|nearly|almost)\s)?"
            rf"(?P<clock>{CLOCK})(?:,?\s(?:on\s)?(?:{_WD}|(?P<word>(?i:today|yesterday|tomorrow))|{_DATE}))?"
        ),
        days.clock_of,
        0,
    ),
    (f"{_RELS} {_WEEKDAYS}", rf"{_WD},?\sat\s(?:about\s|around\s)?(?P<clock>{CLOCK})", days.clock_of, 0),
    (
        "that the",
        (
            r"that\s(?:same\s)?(?:day|night)|the\s(?:same|next|following|previous)\s(?:day|night)|"
            r"the\sday\s(?:before|after)(?!\s\w)"
        ),
        days.that_day,
        re.I,
    ),
    (
        f"this last next {' '.join(n.split()[0].split(chr(39))[0].split('-')[0] for n in HOLIDAY_NAMES)}",
        rf"(?:(?P<rel>this|last|next)\s)?(?P<name>{_HOLIDAYS})(?:,?\s(?P<year>{YEAR}))?",
        days.holiday_of,
        re.I,
    ),
    # months and years
    (
        f"{_EARLIES} {_MONTHS}",
        rf"{_EDGE}?{_EARLY}(?P<month>{MONTH})(?:\sof|,)?\s(?P<year>{YEAR})",
        days.month_year,
        0,
    ),
    (
        f"{_EARLIES} {_MONTHS} {_RELS}",
        (
            rf"{_EDGE}?{_EARLY}(?:(?P<rel>(?i:last|next|this\scoming|this))\s)?(?P<month>{MONTH_ALONE})"
            r"(?:\s(?:of\s)?(?P<rel2>last|this|next)\syear)?"
        ),
        days.month_alone,
        0,
    ),
    (
        f"# {_EARLIES} calendar year",
        rf"(?:{_EDGE}|{_EARLY}|(?i:(?:the\s)?(?:calendar\s)?year\s)|(?i:(?:the\s)?year-end\s))(?P<year>{YEAR})(?!-)",
        days.year_alone,
        0,
    ),
    (
        "sixteen seventeen eighteen nineteen twenty",
        (
            rf"(sixteen|seventeen|eighteen|nineteen|twenty)\s((?:oh\s)?{SPELLED})(?!\s(?:percent|people|years|days|hundred|"
            r"thousand|million))"
        ),
        days.spoken_year,
        re.I,
    ),
    ("the year", r"(?:the\s)?year\s(two\sthousand)", lambda m, c: ("DATE", "2000"), re.I),
    ("'", r"[’'](?P<year>\d\d)(?![’'s])", days.short_year, 0),
    (
        "# the early late mid '",
        r"(?:the\s)?(?:(?:early|late|mid)[-\s](?:to[-\s]\w+[-\s])?)?(?:(?P<decade>1[5-9]\d0|20\d0)|[’'](?P<tens>\d0))[’']?s",
        days.decade_of,
        re.I,
    ),
    (
        "the",
        r"the\s(?:(?:early|late|mid)[-\s])?(?P<word>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)",
        days.decade_of,
        re.I,
    ),
    (
        (
            "# the early late mid fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth "
            "twentieth twenty"
        ),
        (
            r"(?:the\s)?(?:(?:early|late|mid)[-\s])?(?P<nth>\d{1,2}(?:st|nd|rd|th)|[a-z]+teenth|twentieth|twenty-first)"
            r"[-\s](?!(?-i:Century\s[A-Z]))century"  # not "21st Century Fox"
        ),
        days.century_of,
        re.I,
    ),
    (
        "the fiscal financial fy",
        rf"(?:the\s)?(?:fiscal|financial)(?:\syear)?\s(?P<year>{YEAR}|[’']\d\d)|FY\s?(?P<fy>{YEAR})",
        days.fiscal_of,
        re.I,
    ),
    # around the publication
    (
        f"early late earlier later {_RELS}",
        (
            rf"(?:(?:early|late|earlier|later)\s(?:in\s)?)?(?P<rel>{_REL})\s"
            r"(?P<unit>(?:fiscal\s|calendar\s|financial\s|school\s|full\s)?(?:week|weekend|fortnight|month|quarter|year|decade|"
            r"century))(?:\sor\sso)?(?!-)"
        ),
        periods.this_unit,
        re.I,
    ),
    ("the", r"the\sweekend", periods.weekend_of, re.I),
    (
        f"{_ABOUTS} {_NUMBERS}",
        (
            rf"{ABOUT}?(?P<n>{COUNT})[\s-](?P<unit>{UNIT}s?)(?:\sor\s(?:so|two|more))?\s"
            r"(?P<dir>ago|earlier|before(?!\s\w)|later|from\snow|hence|previously|back(?=[\s.,])|from\stoday)"
        ),
        periods.ago_of,
        re.I,
    ),
    (
        "years months weeks days decades centuries",
        r"(?P<n>)(?P<unit>years|months|weeks|days|decades|centuries)\s(?P<dir>ago|earlier)",
        periods.ago_of,
        re.I,
    ),
    # quarters, halves, seasons
    (
        "the fiscal first second third fourth #",
        (
            rf"(?:the\s(?=(?:fiscal\s)?\w+\squarter))?(?:fiscal\s)?(?P<nth>{ORDINAL})[-\s]quarter(?:\s(?:of\s|in\s)?(?:fiscal\s)?"
            rf"(?P<year>{YEAR})|\s(?:of\s)?(?P<rel>last\syear|this\syear|next\syear|a\syear\s(?:ago|earlier)))?"
        ),
        periods.quarter_of,
        re.I,
    ),
    (
        "this last next the",
        (
            r"(?P<rel2>this\syear|last\syear|next\syear|the\syear[-\s](?:ago|earlier))(?:[’']s)?\s"
            rf"(?P<nth>{ORDINAL})[-\s]quarter"
        ),
        periods.quarter_of,
        re.I,
    ),
    (
        "the #",
        rf"(?:the\s)?(?P<year>{YEAR})(?:[’']s)?\s(?P<nth>{ORDINAL})[-\s]quarter",
        periods.quarter_of,
        re.I,
    ),
    ("q", rf"Q(?P<q>[1-4])(?:\s(?:of\s)?(?P<year>{YEAR}))?", periods.quarter_of, 0),
    (
        "the latest year comparable prior corresponding most like last",
        (
            r"(?:the\s)?(?:latest|year-ago|year-earlier|year-before|comparable|prior-year|corresponding|most\srecent|like)"
            r"(?:\s(?:year-ago|year-earlier|1\d\d\d))?\s(?:quarter|period)(?:\s(?:last\syear|a\syear\s(?:ago|earlier)))?|"
            r"year-earlier|year-ago|the\squarter|last\syear[’']s\s(?:quarter|period)"
        ),
        periods.the_quarter,
        re.I,
    ),
    (
        "the first second last latter",
        (
            rf"(?:the\s)?(?P<nth>first|second|last|latter)[-\s]half(?:\sof\s(?:(?P<year>{YEAR})|"
            r"(?:this|next|last|the)\s(?:fiscal\s)?year))"
        ),
        periods.half_of,
        re.I,
    ),
    (
        "early late earlier later this last next past the spring summer fall autumn winter",
        (
            r"(?:(?:early|late|earlier|later)\s)?(?:(?P<rel>this\spast|this\scoming|this|last|next|past|the)\s)?"
            rf"(?:(?:early|late|mid)[-\s])?(?P<season>{SEASON})(?:(?:\sof)?\s(?P<year>{YEAR}))?"
        ),
        periods.season_of,
        re.I,
    ),
    (
        "the end beginning start middle rest remainder",
        r"(?:the\s)?(?:end|beginning|start|middle|rest|remainder)\sof\sthe\s(?P<unit>year|month|week|quarter|decade|century)",
        periods.edge_of,
        re.I,
    ),
    ("around year", r"(?:around\s)?(?:year-end|year\send|year[’']s\send)", periods.year_end_of, re.I),
    (
        "the",
        r"the\s(?:full\s|fiscal\s|calendar\s)?year(?=[\s,.;)])(?!\s(?:end|two)\b)",
        periods.the_year,
        re.I,
    ),
    # durations
    (
        (
            f"{_ABOUTS} {_NUMBERS} last past next coming previous first final following another "
            f"additional latest full entire whole"
        ),
        (
            rf"{ABOUT}?(?:the\s)?(?:{_LEAD}\s)*{ABOUT}?(?:(?:\d+|{SPELLED})\s(?:to|or)\s)?(?P<n>{COUNT})"
            r"(?:\s(?:more|additional|consecutive|straight|full|long|business|working|calendar|whole|other|extra)|[-\s]plus)?\s"
            rf"(?P<unit>{DURATION_UNIT}s?)(?:\sand\sa\shalf)?(?:\sor\s(?:so|more|two))?(?:\s?-(?:old|long)s?)?(?!-)"
        ),
        periods.duration_of,
        re.I,
    ),
    (
        f"{_NUMBERS} nearly almost about",
        rf"{ABOUT}?(?P<n>{COUNT})-(?P<unit>{DURATION_UNIT})(?:-(?:old|long)s?)?(?!-)",
        periods.duration_of,
        re.I,
    ),
    (
        "recent the coming past those these",
        (
            r"(?:recent|the\scoming|coming|the\spast|past|the\sensuing|those|these)\s(?P<unit>years|months|weeks|days|decades|"
            r"hours)(?:\sand\s(?:months|years))?"
        ),
        periods.vague_duration,
        re.I,
    ),
    (
        "years months weeks days decades centuries hours",
        r"(?<=for\s)(?P<unit>years|months|weeks|days|decades|centuries|hours)(?:\sor\s(?:years|months|weeks))?",
        periods.vague_duration,
        re.I,
    ),
    ("centuries", r"(?P<unit>centuries)", periods.vague_duration, re.I),
    # sets
    (
        "each every",
        (
            rf"(?:each|every)\s(?:(?P<n>{SPELLED}|\d+|other|few)\s)?"
            rf"(?P<what>(?:day|week|month|year|quarter|hour|minute|night|weekend|decade|morning|afternoon|evening|spring|summer|"
            rf"fall|winter|{WEEKDAY}|{MONTH})s?)"
        ),
        periods.every_of,
        re.I,
    ),
    ("a an", r"an?\s(?P<what>day|week|month|year)(?=[\s.,;])", periods.rate, re.I),
    (
        "daily weekly monthly hourly biweekly nightly yearly",
        r"daily|weekly|monthly|hourly|biweekly|nightly|yearly",
        periods.adverb_of,
        re.I,
    ),
    # references
    (
        "right now currently at nowadays presently these present the",
        r"right\snow|now|currently|at\spresent|nowadays|at\sthis\s(?:time|point)|presently|these\sdays|present-day",
        periods.present,
        re.I,
    ),
    ("current", r"current(?=\s(?!year|month|week|quarter|fiscal)[a-z])", periods.present, re.I),
    (
        "more most recently the not long a lately",
        (
            r"(?:more\s|most\s)?recently|the\s(?:recent\s|distant\s)?past(?=[,.;]|\s(?:and|when|that|but)\b)|lately|"
            r"not\slong\sago|long\sago|a\slong\stime\sago"
        ),
        periods.past,
        re.I,
    ),
    ("recent", r"recent(?=\s(?!years|months|weeks|days|decades)[a-z])", periods.past, re.I),
    (
        "the soon as some near",
        (
            r"the\s(?:near\s|foreseeable\s|immediate\s)?future|the\s(?:near|short|long)\sterm|soon|as\ssoon\sas\spossible|"
            r"some\s?day"
        ),
        periods.coming,
        re.I,
    ),
)

RULES: tuple[tuple[re.Pattern[str], Value], ...] = tuple(
    (re.compile(rf"(?<![\w$€£])(?:{pattern})(?!\w)", flags), value) for _, pattern, value, flags in _RULES
)


def _starters() -> dict[str, tuple[int, ...]]:
    out: dict[str, list[int]] = {}
    for i, (words, *_) in enumerate(_RULES):
        for word in words.lower().split():
            if i not in out.setdefault(word, []):
                out[word].append(i)
    return {word: tuple(rules) for word, rules in out.items()}


STARTERS = _starters()
"""First word, lower case ("#" for digits, "'" for an apostrophe before digits), to the rules it can begin."""

_WORD = re.compile(r"[A-Za-z]+|\d+|[’'](?=\d)")
_ANY_WORD = re.compile(r"\[a-z\]|\\w\+")
_BEGINNINGS = tuple(
    frozenset(word[:3].lower() for word in re.findall(r"[A-Za-z]{3,}", re.sub(r"\\[a-z]", " ", pattern)))
    for _, pattern, _, _ in _RULES
)
"""How the words of each rule's pattern begin, in small letters."""
_SECOND = tuple(
    None if _ANY_WORD.search(pattern) else words
    for (_, pattern, _, _), words in zip(_RULES, _BEGINNINGS, strict=True)
)
"""The same where a rule has no word of any letters, else None."""
_IN_ANY = frozenset().union(*_BEGINNINGS)
_COMMON = frozenset(
    "the a an no as at up well some just more less over not most last first next this that".split()
)


@lru_cache(maxsize=8_192)
def _before(common: str, follows: str) -> tuple[int, ...]:
    """The rules that one of the commonest words may begin before a word that begins with some letters."""
    if follows not in _IN_ANY:
        return ()
    mine = ((i, _SECOND[i]) for i in STARTERS.get(common, ()))
    return tuple(i for i, second in mine if second is None or follows in second)


def matches(text: str) -> Iterable[tuple[int, int, int, re.Match[str]]]:
    """Start, minus the end, rule number and match of everything that looks like a time, in no order.

    After the commonest words the next word is looked at first: no rule goes on with a word whose
    first three letters stand in its pattern nowhere.  That makes reading some times as fast.
    """
    starters, common = STARTERS, _COMMON
    for word in _WORD.finditer(text):
        first = word.group()
        low = first.lower()
        rules = starters.get(low) or starters.get(
            "#" if first[0].isdigit() else "'" if first[0] in "’'" else ""
        )
        if not rules:
            continue
        at = word.start()
        if low in common:
            follows = text[word.end() + 1 : word.end() + 4].lower()
            if follows.isalpha():
                rules = _before(low, follows)
        for i in rules:
            m = RULES[i][0].match(text, at)
            if m is not None and m.end() > at:
                yield at, -m.end(), i, m
