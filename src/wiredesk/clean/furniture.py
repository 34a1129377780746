"""What stands on a page beside the report: menus, appeals, comment boxes, shares, dates of the day.

Rules see general features (length, sentence end, position, repetition, neighbours) and the phrases
that sites of any kind use.  Chosen on the left-over furniture in AllSides, LongTailQATask and FA-KES.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from importlib import resources
from itertools import pairwise

from wiredesk.clean.lines import Line

_I = re.IGNORECASE
_AMOUNTS = re.compile(r"(?:[$€£¥₹]?\s?\d[\d.,]*\s?(?:[$€£¥₹%]|USD|EUR|GBP|k|m|K|M)?[\s|/·•]*)+")
_NO_WORDS = re.compile(r"[\W_]+")
_MENU = re.compile(
    r"home\s*(?:[>›»/|\\→·•-]\s*\S|(?=[A-Z]))|(?:[^>›»|]{2,25}\s[>›»|/•·]\s){2,}|you are here\b", 0
)


@lru_cache(maxsize=1)
def _phrases() -> tuple[tuple[str, re.Pattern[str]], ...]:
    by_why: dict[str, list[str]] = {}
    for row in (resources.files("wiredesk.clean") / "furniture.tsv").read_text(encoding="utf-8").splitlines():
        if row and not row.startswith("#"):
            why, _, pattern = row.partition("\t")
            by_why.setdefault(why, []).append(pattern)
    return tuple((why, re.compile(rf"\W*(?:{'|'.join(p)})", _I)) for why, p in by_why.items())


_UI_VERB = re.compile(
    r"(?:please |just )?(?:open|tab|tap|click|press|view|watch|listen|download|print|e-?mail|save|copy"
    r"|get|join|sign|log|"
    r"subscribe|donate|support|follow|like|show|hide|load|skip|jump|scroll|search|play|continue|reply"
    r"|report|enter|choose|select|share|read|see|submit|vote|rate|browse|explore|buy|try|start)\b",
    _I,
)
_UI_NOUN = re.compile(
    r"\b(?:links?w?|story|stories|article|comments?|video|page|ads?|more|menu|content|newsletter|e-?mail"
    r"|app|post|caption|"
    r"reply|website|site|site ?map|account|password|username|profile|settings|here|below|us|now|today"
    r"|gallery|photos?|podcast|archive|channel|notifications|edition|free trial|subscription|offers?)\b",
    _I,
)
_GLUED = re.compile(
    r"(?<=[.!?][\"”’'])\s*(?=\S)|(?<=[.!?…”\"])(?=[^\s.!?…\"”’')\]\d])|(?<=[.!?…”\"])(?=\d[\d.,]*\s?[$€£])"
)


def phrase(text: str) -> str | None:
    """Why a whole line is web furniture by its words alone, or None."""
    if len(text) > 420:
        return None
    for why, pattern in _phrases():
        if pattern.fullmatch(text):
            return why
    return None


def amounts(line: Line) -> bool:
    """Only figures and currency signs: the targets of a donation box, counters."""
    return bool(_AMOUNTS.fullmatch(line.text))


def signs(line: Line) -> bool:
    """No letter or digit at all: rulers, bullets, icons."""
    return bool(_NO_WORDS.fullmatch(line.text))


def menu(line: Line) -> bool:
    """A breadcrumb or a menu run together."""
    return bool(_MENU.match(line.text)) and not line.ends_sentence


def button(line: Line) -> bool:
    """A short command to the reader that is no sentence: "Open to see links"."""
    text = line.text
    return (
        len(line.words) <= 7
        and not line.ends_sentence
        and bool(_UI_VERB.match(text))
        and bool(_UI_NOUN.search(text))
    )


def appeal(line: Line) -> bool:
    """ "Support" and a name: an appeal of whoever runs the page."""
    words = line.text.split()
    return (
        2 <= len(words) <= 5
        and words[0].lower() in ("support", "donate", "follow", "join", "subscribe")
        and not line.ends_sentence
        and all(w[:1].isupper() for w in words[1:] if w not in ("to", "the", "of"))
    )


_GALLERY = re.compile(r"(?:photo: .{1,60}?\s)?image \d+ of /? ?\d+\s", _I)
_NOTICE = re.compile(r"\W*(?:tm and\W+)?(?:©|\(c\)|copyright)\W*(?:copyright\W*)?(?:19|20)\d\d\b", _I)


_NETWORKS = re.compile(
    r"(?:(?:facebook|twitter|pinterest|whatsapp|linkedin|google\+|reddit|e-?mail|instagram|telegram)\b"
    r"[\s,|/·•]*){3,}(?=\S)",
    _I,
)


def block(line: Line) -> str | None:
    """Why a line of any length is the page's by how it begins: the captions of a gallery run together, a
    notice of rights; else None."""
    if _GALLERY.match(line.text):
        return "captions of a gallery"
    if _NETWORKS.match(line.text) and len(line.words) < 60:
        return "caption behind share buttons"
    return "rights and terms" if _NOTICE.match(line.text) else None


RULES: tuple[tuple[str, Callable[[Line], bool]], ...] = (
    ("amounts", amounts),
    ("signs only", signs),
    ("menu", menu),
    ("button", button),
    ("appeal for money", appeal),
)


_RUN_ON = 100
"""Words from which a line may be a whole page run together; chosen on FA-KES, whose texts are one line."""
_TAIL = 0.4
"""Share of such a line in which the furniture at its end may begin."""
_SENTENCE = re.compile(r"(?<=[.!?…”\"])\s+(?=[A-Z©])")
_INDEX = re.compile(
    r"(?<=[.!?…”\")])\s+(?:Source:?\s(?:\w+\s){1,4}?)?"
    r"(?:Related (?:News|Stories|Articles|Topics|Content)|Tags|More on this story)(?=:?\s[A-Z\d])"
    r"|(?<=[.!?…”\")])\s+(?:\d{1,5}\s){1,2}(?:Topic|Related|Tags)(?=:?\s[A-Z\d])"
)
"""What opens a list of links or labels behind the last sentence; a counter may stand before it."""


_CARD = re.compile(
    r"(?<!\w)(?P<last>[A-Z][\w’'-]+)(?P<card> (?:(?:[A-Z][\w.’'-]*|\([A-Z][\w.]+\)) ){1,6}(?P=last)"
    r"(?=[A-Z0-9“‘'\"]).{10,900}? (?:MORE|READ MORE|Read more|See more))(?!\w)"
)
"""A person's card put into a sentence behind his name: the name in full, glued to links to other reports."""


_CREDITS = re.compile(
    r"(?<=[.!?…”\")])\s+\(?(?:Additional )?(?:Reporting|Writing|Editing|Compiled)"
    r"(?: and (?:writing|editing))? by (?=[A-Z])",
    re.I,
)


def tail(line: Line) -> tuple[int, str] | None:
    """Where the furniture at the end of a page begins that was run together into one line, and why; or None.

    "… the mayor said. Related News Bridge closed … Follow us on Harbourgram. Subscribe to …": everything from
    the first list of links, or the first sentence to the reader, in the last part of the line.
    """
    if len(line.words) < _RUN_ON:
        return None
    floor = int(len(line.text) * (1 - _TAIL))
    if index := _INDEX.search(line.text, len(line.text) // 3):
        return index.start(), "links to other reports"
    if credited := _CREDITS.search(line.text, floor):
        return credited.start(), "credit"
    starts = [m.end() for m in _SENTENCE.finditer(line.text, floor)]
    for start, end in pairwise([*starts, len(line.text)]):
        why = phrase(line.text[start:end].strip())
        if why in ("follow or subscribe", "share buttons", "rights and terms", "appeal for money"):
            return start, why
    return None


_DATED = re.compile(
    r"\s*\((?:Published|Updated):? (?:[A-Z][a-z]{2,5}day,? )?[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}\)$"
)


def dated(line: Line) -> tuple[int, str] | None:
    """Where the date of a clip stands in brackets at the end of its caption, and why; or None."""
    found = _DATED.search(line.text)
    return None if found is None else (found.start(), "date of the page or report")


def cards(line: Line) -> list[tuple[int, int]]:
    """Where a page put a person's card into a sentence: his name again in full, links to other reports glued
    to it, and the word that closes it.

    "Sen. Ida Holm Ida (Ibb) Marie HolmHarbour vote nears Bridge opens MORE (D-Ostmark) said": all between the
    first "Holm" and the bracket.  Found in one story of seven of AllSides.
    """
    return [match.span("card") for match in _CARD.finditer(line.text)] if _more(line.text) else []


_MONTHS = (
    r"(?:Jan|Febr)uary|March|April|May|June|July|August|(?:Septem|Octo|Novem|Decem)ber"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
_CAPTIONED = re.compile(
    r"(?:^|(?<=[.!?…)”\"]\s))(?P<told>[A-Z][^.!?()]{30,320}?\.?)\s?"
    r"\((?:[^()]{0,24}\b)?(?:Photos?|AFP|Reuters|REUTERS|AP|EPA|Getty|Agencies|Anadolu|File photo)"
    r"(?:\b[^()]{0,24})?\)(?=\s+[A-Z\d\"“])"
)
_SAYING = re.compile(r"\b(?:said|says|told|reported|according)\b")
_SIGNED = re.compile(
    r"(?:https?\S*\s+)?(?:pic\.twitter\.\S+\s+|(?<=[.!?\"”]\s))[A-Z][^().!?@]{2,40} \(\w{3,16}\)\s(?:"
    + _MONTHS
    + r") \d{1,2},? 20\d\d(?=\s|$)"
)


def insets(line: Line) -> list[tuple[int, int, str]]:
    """Where the caption of a picture with its credit, or the name under an embedded post, stands in a page
    that was run together into one line, and why.  Offsets in the line.

    "A man looks at the harbour wall in Varo June 3 2031. (AFP) The mayor …", "pic.twitter.com4fgh The Varo
    Bell (varobell) June 3 2031 Meanwhile …".  Found in about eighty of 785 texts of FA-KES.
    """
    if len(line.words) < _RUN_ON:
        return []
    out = [
        (m.start(), m.end(), "caption")
        for m in _CAPTIONED.finditer(line.text)
        if not _SAYING.search(m["told"]) and m.end() < len(line.text) * 0.97
    ]
    out += [(m.start(), m.end(), "embedded post") for m in _SIGNED.finditer(line.text)]
    return sorted(out)


_LOST_BREAK = re.compile(r"(?<=[a-z]{2}[.!?])[\"”]?(?=[\"“]?[A-Z][a-z’']*[\s,])")
_BREAKS = 3
"""Lost breaks from which a line is taken for paragraphs run together; one alone is a slip of the pen."""


def lost_breaks(line: Line) -> list[int]:
    """Where paragraphs of a line begin whose breaks were lost: "… the bridge.Police said …"; none where there
    are fewer than three.  A straight quotation mark there opens if none is open before it.  Offsets in the
    line.

    Found in one story of twenty-five of local papers and stations.
    """
    out: list[int] = []
    last = 0
    for match in _LOST_BREAK.finditer(line.text):
        at = match.end()
        if match.group() == '"' and line.text.count('"', last, match.start()) % 2 == 0:
            at = match.start()
        if at > last:
            out.append(at)
            last = at
    return out if len(out) >= _BREAKS else []


def _more(text: str) -> bool:
    return " MORE" in text or " more" in text


def glued(line: Line) -> tuple[int, str] | None:
    """Where furniture hangs on the end of a line of prose, without a space, and why; or None.

    "…in the fight.0 $", "…he said.Share this:".  The offset is in the line.
    """
    for match in reversed(list(_GLUED.finditer(line.text, max(0, len(line.text) - 120)))):
        rest = line.text[match.end() :].strip()
        if rest and (_AMOUNTS.fullmatch(rest) and re.search(r"[$€£]", rest)):
            return match.end(), "amounts"
        why = phrase(rest) if rest else None
        if why and len(rest) >= 4:
            return match.end(), why
    return None
