"""The name of the outlet where a pasted report prints it: a line of its own near the top, beside a date,
or behind the headline.

A name line is short, written like a name, has no verb to speak of and ends in a word that newspapers and
stations are called by; by itself such a line may be a headline ("Trump Sues The Times"), so its place
decides: beside a date or a byline, above a headline, between the headline and the text.  Chosen on the
first lines of the AllSides round-ups and the headlines of FA-KES.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from wiredesk.clean import imprint, outlets
from wiredesk.clean.lines import Line
from wiredesk.clean.published import Stamp, dated

NEAR = 7  # lines from the top of a text that a masthead may stand on
MENU = 4  # so many lines of up to three words on top are a menu, and its names are links
_STRONG = frozenset(
    "post herald courier times news gazette tribune journal chronicle observer guardian telegraph newspaper "
    "newswire dispatch inquirer enquirer examiner sentinel advertiser argus intelligencer daily weekly "
    "broadcasting newsroom zeitung tageblatt tagblatt telegraf".split()
)
_LOOSE = frozenset(
    "voice star express standard mail mirror sun globe today monitor review wire online independent echo "
    "record register world report reporter media network channel insider leader republic nation citizen "
    "democrat press radio tv television agency digest bulletin magazine feed line post-dispatch press-herald "
    "mercury ledger banner beacon bee union-tribune sentinel-record eagle call free-press website "
    "international".split()
)
_FIRST = frozenset("radio tv voice news agence agencia al-jazeera".split())
_SMALL = frozenset("of the and & de la le el al du das der die di da for in".split())
_GENERAL = frozenset(
    "latest breaking top world local national sports sport business more related all other press good bad "
    "big fake real live video home us new old a an this that his her their our your my its no in on at for "
    "from to by and or evening morning today what why how who when where is are was were".split()
)
_DOMAIN = re.compile(
    r"(?:www\.)?[a-z0-9-]{2,30}(?:\.[a-z0-9-]{2,20})?\.(?:com|org|net|info|news|tv|press)", re.I
)
_EDGE = re.compile(r"^[\s|•·,;:()\[\]–—-]+|[\s|•·,;:()\[\]–—-]+$")
_LABEL = re.compile(r"(?:source|published (?:in|by)|via|from|courtesy of)\s*:?\s+(?=[A-Z])", re.I)
_TAIL = re.compile(r"\s+(?:[|–—-]|::|»)\s+((?:(?!\s(?:[|–—-]|::|»)\s).){2,40})$")


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return frozenset(form.lower() for name in outlets.names() for form in name.split("|"))


def weight(name: str) -> int:
    """How much a string looks like the name of an outlet: 2 certain or nearly, 1 perhaps, 0 not."""
    words = name.split()
    if not 1 <= len(words) <= 6 or len(name) > 48:
        return 0
    plain = name.lower().removeprefix("the ")
    if plain in _known() or name.lower() in _known() or _DOMAIN.fullmatch(name):
        return 2
    if not all(w[0].isupper() or w in _SMALL for w in words) or re.search(r"[!?:;,\"“”]|\.$|[’']s?\b", name):
        return 0
    bare = [w.lower().strip(".") for w in words if w.lower() != "the"]
    if not bare or len(bare) > 5:
        return 0
    if len(bare) == 1:
        word = bare[0]
        glued = len(word) >= 7 and any(
            word.endswith(n) and len(word) > len(n) + 2
            for n in _STRONG | {"feed", "wire", "today"}
            if len(n) > 3
        )
        inner = words[-1] != words[-1].capitalize()
        return 1 if (glued and inner) or (words[0] == "The" and word in _STRONG) else 0
    rest = bare[:-1] if bare[-1] in _STRONG | _LOOSE else bare[1:]
    if bare[-1] not in _STRONG | _LOOSE and not (bare[0] in _FIRST and len(bare) <= 3):
        return 0
    if any(w in _GENERAL for w in rest) and not (bare[-1] in _STRONG and len(bare) >= 3):
        return 1 if words[0] == "The" and bare[-1] in _STRONG else 0
    return 2 if bare[-1] in _STRONG and len(bare) <= 4 else 1


def of_headline(text: str) -> tuple[int, str] | None:
    """Where a headline ends and the outlet's name hangs on it (" - Region - Capital Post"), and that name."""
    match = _TAIL.search(text)
    if not match or not weight(match[1]) or len(text[: match.start()].split()) < 3:
        return None
    end, name = match.start(), match[1]
    while (more := _TAIL.search(text[:end])) and len(more[1].split()) <= 2:
        end = more.start()
    return end, name


def find(rows: Sequence[Line], stamps: list[tuple[Stamp, int]], title: str | None) -> str | None:
    """The outlet's name as printed near the top, or None.

    Lines of the name, of a date beside it, and names of writers above or below it get the role
    "masthead" or "byline"; dates found beside a name are added to ``stamps``.
    """
    top = []
    for row in rows[: NEAR + 1]:
        if row.prose or row.role == "table":
            break
        top.append(row)
    ahead = rows[len(top)].number if len(top) < len(rows) else None
    name: str | None = None
    dates = {number for _, number in stamps}
    for row in top:
        if row.why or len(row.words) > 14 or (title and row.folded == title):
            continue
        if beside := _beside_date(row):
            at, said, kind = beside
            stamps.append((at, row.number))
            dates.add(row.number)
            row.role = kind
            if kind == "masthead":
                name = name or said
    brief = sum(len(row.words) <= 3 and row.number not in dates for row in top)
    if brief >= MENU:
        return name
    for row in top:
        if row.why or row.role != "body" or (title and row.folded == title):
            continue
        said = _EDGE.sub("", _LABEL.sub("", row.text, count=1))
        if _placed(row, top, dates, ahead, weight(said), said):
            row.role, row.notes["outlet"] = "masthead", said
            name = name or said
            before = top[row.number - 1] if row.number else None
            if (
                before
                and before.number
                and before.role == "body"
                and not before.why
                and imprint.names(before)
            ):
                before.role = "byline"
    return name


def _beside_date(row: Line) -> tuple[Stamp, str, str] | None:
    """The date at an end of the line, what stands beside it, and what that is."""
    found = dated(row.text)
    if found is None:
        return None
    at, start, end = found
    said = row.text[end:] if start <= 2 else row.text[:start]
    piped = "|" in row.text or "•" in row.text or "·" in row.text
    said = _EDGE.sub("", _LABEL.sub("", _EDGE.sub("", said), count=1))
    if not said or len(said.split()) > 8:
        return None
    if weight(said):
        return at, said, "masthead"
    if re.match(r"by\s", said, re.I) and len(said.split()) <= 7:
        return at, said, "byline"
    if not all(w[0].isupper() or w in _SMALL for w in said.split()) or len(said.split()) > 4:
        return None
    if re.search(r"[.!?:;\"“”]", said):
        return None
    if piped and not said.isupper():
        return at, said, "masthead"
    return (at, said, "dateline") if len(said.split()) <= 3 else None


def _placed(row: Line, top: Sequence[Line], dates: set[int], ahead: int | None, sure: int, said: str) -> bool:
    """Whether a line that may be an outlet's name stands where such names stand."""
    before = top[row.number - 1] if row.number else None
    after = top[row.number + 1] if row.number + 1 < len(top) else None
    signed = before is not None and before.number > 0 and not before.why and bool(imprint.names(before))
    if not sure:
        # "The Tennessean" under the names of its writers
        words = said.split()
        return signed and words[0] == "The" and len(words) in (2, 3) and all(w[0].isupper() for w in words)
    if sure == 1 and row.folded in ("free press", "the press"):
        return False
    if row.number - 1 in dates or row.number + 1 in dates or signed:
        return True
    if after is not None and imprint.byline(after) and before is not None:
        return True
    if before is not None and len(before.words) >= 4 and not before.why:
        return ahead == row.number + 1 or (after is not None and bool(imprint.byline(after)))
    if row.number == 0 and len(row.words) <= 5:
        follows = next((r for r in top[1:] if not r.why and r.role == "body"), None)
        if follows is not None and len(follows.words) >= 4:
            return True
        return sure == 2 and ahead == 1 and said.startswith("The ") and len(row.words) <= 4
    return False
