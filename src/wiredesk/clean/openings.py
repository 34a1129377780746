"""What stands before the first sentence where a page was run together into one paragraph.

"Bridge closed in Varnholm AFP Tuesday 5 Jul 2016 The harbour bridge ...", "Wed 05 Apr 2017 Bridge
closed. The ...", "20.07.2016 Get short URL 0 55 The ...": the headline once more, the agency and the
date, counters of a page.  Chosen on the openings of FA-KES, where eight of ten texts begin so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from wiredesk.clean.published import STAMP, Stamp, stamp
from wiredesk.text.datelines import behind_dateline

_TOKEN = re.compile(r"[^\W_]+")
_TAILS = re.compile(r"\s+(?:[-–—|]|::)\s+")
_AFTER_TITLE = re.compile(r"[\"”’')\]]*\s*(?P<end>[.!?:;–—-]+)?[\"”’')\]]*(?:\s+|$)")
_WIDGET = (
    r"(?-i:Print|Tweet|Share|E-?[Mm]ail|Like|Pin it|Views?|Comments?|Facebook|Twitter|Google\+|SEND)"
    r"(?:\s\d[\d,.]*)?"
)
_COUNTERS = re.compile(
    rf"(?:get short url(?:\s\d+){{0,3}}|print this page|{_WIDGET}(?:\s{_WIDGET})+"
    r"|(?:views|shares|comments)\s\d[\d,.]*|(?:send|share)\shttp\S+|topic\s.{5,80}?\(\d+\)(?:\s\d+){0,3})"
    r"(?=\s|$)\s*",
    re.I,
)
# "Photo by N. N. Middle East 2159 18.05.2017 Get short URL 0 55 The …": all up to the counters.
_BEFORE_COUNTERS = re.compile(
    r"(?:(?![.!?]\s+[A-Z]).){0,300}?\bget short url\b(?:\s+(?:topic\s.{5,80}?\(\d+\)|\d+(?=\s)))*\s+", re.I
)
# "… in two piers. Tags Varo harbour storm Ana Vale The storm …": a list of labels before the text.
_LABELS = re.compile(
    r"(?<=[.!?”\"] )Tags:?\s(?:(?!\b(?:has|have|was|were|is|are|had|said|will)\b)[^.!?]){3,220}?"
    r"(?:\.\s+(?=[A-Z\d])|\s(?=(?:The|A|An|At|In|On|After|More|Dozens|Hundreds|Thousands|Scores|Several|One|Two|Three"
    r"|Four|Five|Six|Seven|Eight|Nine|Ten|Around|About|Nearly|Almost|Over|Some|As|For|Since|During|Following)\s[a-z\dA-Z]))"
)
_LEAD_WORDS = (8, 80)
"""Words of a first sentence that may be printed twice, one right behind the other."""
_UPDATED = re.compile(r"\W{0,3}\(?(?:last\s)?updated:?\s[\d:.,/ -]{4,40}\)?\s*", re.I)
_LABEL = re.compile(r"(?:title|headline)\s*:\s*", re.I)
_MEDIA = re.compile(r"(?:video|photos?|in pictures)\s+(?=[A-Z\d\"“])", re.I)
_BY = r"by\s(?:[A-Z][\w.’'-]*(?:,?\s(?:and\s)?)?){1,8}"
_NAMES = re.compile(r"(?:[A-Z][\w&.’'-]*)(?:(?:,?\s|/|,?\sand\s)[A-Z][\w&.’'-]*){0,4}[\s,|–-]+")
# Between a standfirst without a full stop and the text: "... in two piers AFP Friday 10 Oct 2014 The".
_CREDITED = re.compile(
    r"(?:(?<=[^\W_][ ,])|^)(?P<agency>(?:[A-Z]{2,5}|Reuters|Agencies|Associated Press)(?:\sand\s[A-Z]\w+)?)"
    r"[\s,]+(?P<date>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s\d{1,2}\s[A-Z][a-z]{2,8}\s(?:19|20)\d\d)\s"
    r"(?=[A-Z\d\"“])"
)
# A wire agency alone between the headline and the text: agencies of the world whose names are also no words.
_WIRE = re.compile(
    r"(?P<agency>AFP|Reuters|REUTERS|dpa|DPA|EFE|ANSA|TASS|Xinhua|UPI|PTI|Agencies|Associated Press)"
    r"[\s,|–-]+(?=[A-Z\d\"“])"
)
STANDFIRST = 400  # characters that a standfirst may take before the credit
_DAY = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:january|february|march|april|may|june|july|august"
    r"|september|october|november|december)\b",
    re.I,
)
REST = 6  # words that must follow what is cut: a report is never only its headline


@dataclass(slots=True)
class Opening:
    """What was found before the first sentence: ranges of the line with why, dates, credit, byline."""

    cuts: list[tuple[int, int, str]] = field(default_factory=list)
    stamps: list[Stamp] = field(default_factory=list)
    agency: str | None = None
    byline: str | None = None


def wordings(title: str | None) -> list[tuple[str, ...]]:
    """The words of a headline, lower case: whole, and without what hangs behind dashes and bars."""
    if not title:
        return []
    out = [title]
    cuts = [m.start() for m in _TAILS.finditer(title)]
    out += [title[:cut] for cut in reversed(cuts)]
    found = [tuple(w.lower() for w in _TOKEN.findall(t)) for t in out]
    return [w for w in dict.fromkeys(found) if len(w) >= 3]


def repeated(text: str, at: int, titles: Sequence[tuple[str, ...]]) -> int | None:
    """Where the headline, printed once more at ``at``, ends in the text; None where it is not there.

    Without a full stop after it what follows must begin a sentence of its own.
    """
    for words in titles:
        end = at
        for i, token in enumerate(_TOKEN.finditer(text, at, at + 40 * len(words))):
            if i == len(words) or token.group().lower() != words[i] or token.start() - end > 4:
                break
            end = token.end()
            if i == len(words) - 1:
                break
        else:
            continue
        if end == at or i != len(words) - 1 or token.group().lower() != words[i]:
            continue
        match = _AFTER_TITLE.match(text, end)
        if match is None:
            continue
        rest = text[match.end() :]
        if match["end"]:
            return match.end()
        opens = rest[:1].isupper() or rest[:1].isdigit() or rest[:1] in "\"“‘'(["
        if len(words) >= 4 and opens and (stamp(rest) or not _DAY.match(rest)):
            return match.end()
    return None


def opening(text: str, title: str | None) -> Opening:
    """What stands before the first sentence of a line of prose."""
    out = Opening()
    titles = wordings(title)
    at = 0
    headed = False
    for _ in range(8):
        step = _step(text, at, titles, out, headed)
        if step is None or step[0] <= at or len(_TOKEN.findall(text, step[0], step[0] + 400)) < REST:
            break
        end, why = step
        headed = headed or why == "headline repeated"
        out.cuts.append((at, end, why))
        at = end
    if (again := _twice(text, at)) is not None:
        out.cuts.append((at, again, "headline repeated"))
        at = again
    elif at == 0 and (ran_in := _run_in(text)) is not None:
        out.cuts.append((0, ran_in, "headline run into the text"))
    if (labels := _LABELS.search(text, at, at + STANDFIRST + 300)) and labels.start() < at + STANDFIRST:
        out.cuts.append((labels.start(), labels.end(), "labels of the page"))
    if not out.stamps and (match := _CREDITED.search(text, at, at + STANDFIRST)):
        found = stamp(match["date"])
        if found and len(_TOKEN.findall(text, match.end(), match.end() + 400)) >= REST:
            out.cuts.append((match.start(), match.end(), "date of the page or report"))
            out.stamps.append(found)
            out.agency = out.agency or match["agency"]
    return out


def _twice(text: str, at: int) -> int | None:
    """Where the first words end that are printed once more right behind, without a full stop; or None."""
    least, most = _LEAD_WORDS
    found = list(_TOKEN.finditer(text, at, at + 2 * most * 12))[: 2 * most]
    words = [m.group().lower() for m in found]
    for k in range(least, len(words) // 2 + 1):
        if words[0] == words[k] and words[:k] == words[k : 2 * k]:
            return found[k].start()
    return None


_OPENS = frozenset(
    "a an the at in on as more some several two three four five six seven eight nine ten dozens hundreds "
    "thousands scores about around nearly almost over".split()
)
_HEADED = (4, 22)
"""Words of a headline that is run into the first sentence."""
_BEHIND = 40
"""Words of the text in which those of the headline come again."""


def _run_in(text: str) -> int | None:
    """Where the text begins behind a headline that was run into it, without a full stop; None where none was.

    "Ferry sinks off Abrin, killing 14 A ferry sank off Abrin on Tuesday": a capital where no sentence ended,
    or a dateline, and half of the telling words before it come again behind it.
    """
    found = list(_TOKEN.finditer(text, 0, 700))
    least, most = _HEADED
    for k in range(least, min(most, len(found) - REST)):
        at, before = found[k].start(), found[k - 1]
        if re.search(r"[.!?:;\"”]", text[:at]):
            return None
        gap = text[before.end() : at]
        dated = text[at].isupper() and gap.isspace() and behind_dateline(text[at:]) > 0
        opens = gap == " " and found[k].group()[0].isupper() and found[k].group().lower() in _OPENS
        opens = opens and found[k + 1].group()[0].islower()
        if not dated and not opens:
            continue
        told = {w[:5] for m in found[:k] if len(w := m.group().lower()) > 3}
        again = {m.group().lower()[:5] for m in found[k : k + _BEHIND]}
        if len(told) >= 2 and 2 * len(told & again) >= len(told) and (dated or len(told & again) >= 2):
            return at
    return None


def _step(
    text: str, at: int, titles: Sequence[tuple[str, ...]], out: Opening, headed: bool
) -> tuple[int, str] | None:
    if (match := STAMP.match(text, at)) and (found := stamp(match.group())):
        rest = text[match.end() :]
        told = bool(found.label) or found.weekday
        clear = rest[:1].isupper() or rest[:1] in "\"“‘'([" or rest[:3] == "by " or rest[:1].isdigit()
        if told or clear:
            out.stamps.append(found)
            return match.end(), "date of the page or report"
    if at == 0 and (match := _CREDITED.match(text)) and (found := stamp(match["date"])):
        out.stamps.append(found)
        out.agency = match["agency"]
        return match.end(), "date of the page or report"
    if (end := repeated(text, at, titles)) is not None:
        return end, "headline repeated"
    if match := _BEFORE_COUNTERS.match(text, at):
        out.stamps += [s for m in STAMP.finditer(match.group()) if (s := stamp(m.group()))][:1]
        return match.end(), "line of the page"
    for pattern, why in ((_COUNTERS, "share buttons"), (_LABEL, "line of the page")):
        if match := pattern.match(text, at):
            return match.end(), why
    if out.stamps:
        if match := _UPDATED.match(text, at):
            return match.end(), "date of the page or report"
        if match := _MEDIA.match(text, at):
            return match.end(), "line of the page"
        if match := re.match(_BY, text[at : at + 200]):
            for start in (m.start() for m in re.finditer(r"(?<=\s)\S", text[at : at + 200])):
                if start <= match.end() and repeated(text, at + start, titles) is not None:
                    out.byline = text[at + 3 : at + start].strip(" ,")
                    return at + start, "byline"
    if headed and out.stamps and (match := _WIRE.match(text, at)):
        out.agency = out.agency or match["agency"]
        return match.end(), "agency"  # "Tuesday 3 Oct 2017 Bridge closed AFP The harbour bridge …"
    if headed and (match := _NAMES.match(text, at)):
        # the agency between the headline and the date
        for cut in _ends(match):
            stamped = STAMP.match(text, cut)
            if stamped and stamp(stamped.group()):
                out.agency = text[at:cut].strip(" ,|–-")
                return cut, "agency"
    return None


def _ends(match: re.Match[str]) -> list[int]:
    """The word ends of a match, nearest first."""
    words = match.group()
    return [match.start() + m.end() for m in re.finditer(r"\S+[\s,|–-]+", words)]
