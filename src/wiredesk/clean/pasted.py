"""Pasted text: which lines are the report, and what each of them is."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import groupby

from wiredesk.clean import furniture, imprint, mastheads, openings, pagelines, region
from wiredesk.clean.lines import Line, fold, lines, words
from wiredesk.clean.published import Stamp, stamp
from wiredesk.model.spans import Span
from wiredesk.text.tables import tables
from wiredesk.text.turns import named_turns

# A line of a list: a bullet, a number, a label with its value, a name with an age or a charge.
_ITEM = re.compile(r"[-–—•*●▪►]\s*\w|\(?\d{1,3}[.):]?\s?[-–]?\s?\D|.{1,40}:\s\S|[^\d]{3,40},\s\d{1,2}\b")


CARD = "links inside of a sentence"


@dataclass(slots=True)
class Pasted:
    """What was found in a pasted text; offsets are in the text that was read."""

    lines: list[Line]
    kept: list[tuple[Span, str]] = field(default_factory=list)  # pieces and their role
    going_on: set[int] = field(default_factory=set)  # the pieces that go on with the sentence before them
    dropped: list[tuple[Span, str]] = field(default_factory=list)
    headline: Line | None = None
    stamps: list[tuple[Stamp, int]] = field(default_factory=list)  # with the line number
    byline: str | None = None
    dateline: imprint.Dateline | None = None
    outlet: str | None = None  # as the masthead or the end of the headline prints it
    credit_lines: list[str] = field(default_factory=list)


def read(text: str, title: str | None = None, extracted: bool = False) -> Pasted:
    """Sort the lines of a text into the report and the rest.

    ``title`` is the headline if known.  ``extracted`` says that the body was already taken out of a
    page by its markup: then only what is furniture by its own words is dropped.
    """
    found = Pasted(lines(text))
    rows = found.lines
    _tables(rows)
    _playlist(rows)
    _clocks(rows, found)
    _hangings(rows, found)
    _furniture(rows)
    _stamps(rows, found)
    found.outlet = mastheads.find(rows, found.stamps, fold(title) if title else None)
    first, end = (0, len(rows)) if extracted else _stretch(rows)
    turned = _turns(rows)
    if turned:
        first, end = min(first, turned[0]), max(end, turned[1])
    found.headline = _headline(rows[: turned[0] or None] if turned else rows, title, first)
    if not extracted:
        _outside(rows, first, end)
    _around_headline(rows, found)
    _openings(rows, found, title)
    if not extracted:
        _repeats(rows, found)
        _tail(rows)
    _roles(rows, found)
    _pieces(rows, found)
    return found


_CLOCK = re.compile(
    r"[(\[]?(?:\d{1,2}[:.h]\d{2}(?:\s?[ap]\.?\s?m\b\.?)?|\d{1,2}\s?[ap]\.?m\b\.?)"
    r"(?:\s?(?:GMT|UTC|BST|CES?T|EE?S?T|[ECMP][SD]?T|IST|JST|local time))?[)\]]?\s*(?:[-–—:|•]\s*)?"
    r"(?=$|(?<=[\s:|•–—-])[\"“‘«]?[A-Z])"
)
"""The clock of a post in a live blog, at the beginning of a line or alone on it."""
_CLOCK_INSIDE = re.compile(
    r"(?<=[a-z][.!?] )(?:[01]?\d|2[0-3]):[0-5]\d(?:\s(?:GMT|UTC|CET|BST))?\s(?:[-–—|•]\s)?"
    r"(?=(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)[A-Z][a-z]+\s[a-z])"
)
"""The clock of a post that is run into the one before: "… the road is closed. 17:06 Drivers are asked to"."""
_POSTS = 3
"""Lines with a clock before them from which a text is a live blog; prose may open with an hour once."""


_CLIP = re.compile(r"\d{1,2}:\d{2}\s+(?=\S)")
_PLAYER = re.compile(r"\s(?:Pause|Play)$")


def _playlist(rows: list[Line]) -> None:
    """Leave out the list of a player's videos: lines in a row that open with a length, where the player's
    "Pause" ends one of them ("0:27 Ferry leaves Varo Pause").  So in one of ninety reports of incidents."""
    for clips, run in groupby(rows, key=lambda row: _CLIP.match(row.text) is not None):
        listed = list(run) if clips else []
        if any(_PLAYER.search(row.text) for row in listed):
            for row in listed:
                row.why = "links in a row"


def _clocks(rows: list[Line], found: Pasted) -> None:
    """Cut the clocks off before the posts of a live blog, which are no words of anybody."""
    for row in rows:
        row.cuts += [(m.start(), m.end(), "clock of a post") for m in _CLOCK_INSIDE.finditer(row.text)]
    clocks = [
        (row, m) for row in rows if (m := _CLOCK.match(row.text)) and row.role != _TABLE and not row.why
    ]
    if len(clocks) < _POSTS:
        return
    for row, match in clocks:
        if match.end() >= len(row.text):
            row.why = "clock of a post"
            continue
        found.dropped.append((Span(row.start, row.start + match.end()), "clock of a post"))
        row.cuts = [(s - match.end(), e - match.end(), why) for s, e, why in row.cuts]
        row.start += match.end()
        row.text = row.text[match.end() :]
        row.words = words(row.text)
        row.folded = fold(row.text)


def _turns(rows: list[Line]) -> tuple[int, int] | None:
    """Give the names over the turns of an interview their role, and tell its first line and the one behind
    its last; None where there is no such interview."""
    turned = named_turns([row.text for row in rows])
    for label in set(turned.values()):
        rows[label].role, rows[label].why = "turn", None
    return (min(turned.values()), max(turned) + 1) if turned else None


_TABLE = "table"
_SOURCE = re.compile(r"\(?(?:sources?|data|figures)\s?:\s\S.{1,80}", re.I)


def _tables(rows: list[Line]) -> None:
    """Give the lines of tables of numbers their role, and a line behind them that names their source."""
    found = tables([row.text for row in rows])
    named = sum(table.over is not None for table in found) > 1
    for table in found:
        first = table.over.line if named and table.over is not None else table.first
        for row in rows[first : table.stop]:
            row.role = _TABLE
        if table.stop < len(rows) and _SOURCE.fullmatch(rows[table.stop].text):
            rows[table.stop].role = _TABLE


def _hangings(rows: list[Line], found: Pasted) -> None:
    """Cut furniture off that hangs on the end of a line, before lines are judged by their ends."""
    for row in rows:
        if len(row.words) < 6:
            continue
        for hang in (furniture.tail(row), furniture.glued(row), furniture.dated(row)):
            if hang is None or hang[0] >= len(row.text):
                continue
            found.dropped.append((Span(row.start + hang[0], row.end), hang[1]))
            row.text = row.text[: hang[0]].rstrip()
            row.end = row.start + len(row.text)
            row.words = words(row.text)
            row.folded = fold(row.text)


_LABEL = re.compile(r"(?:CLOSE|ADVERTISEMENT)\s+(?=[A-Z][a-z])")
"""The label of a box over or between the paragraphs, run into the one behind it: 28 of AllSides' reports."""
_AT_LENGTH = frozenset({"rights and terms", "follow or subscribe"})
"""Reasons for which a whole paragraph of thirty words and more goes: such boxes stood in one in thirty of
AllSides' reports."""


def _furniture(rows: list[Line]) -> None:
    for row in rows:
        if row.role == _TABLE or row.why:
            continue
        row.why = furniture.block(row)
        if row.why:
            continue
        if label := _LABEL.match(row.text):
            row.cuts.append((0, label.end(), "advertisement"))
        why = furniture.phrase(row.text)
        if row.prose and len(row.words) >= 30:
            row.why = why if why in _AT_LENGTH else None
            continue
        if (
            why
            and row.prose
            and len(row.words) > 12
            and why in ("links to other reports", "advertisement", "line of the page", "share buttons")
        ):
            why = None
        row.why = why or next((w for w, rule in furniture.RULES if rule(row)), None)
        if row.why is None and imprint.photo_credit(row):
            row.why = "picture credit"


def _stamps(rows: list[Line], found: Pasted) -> None:
    for row in rows:
        at = stamp(row.text)
        if not at:
            continue
        rest = row.text[at.end :]
        if len(rest.split()) <= 4:
            row.why = "date of the page or report"
            found.stamps.append((at, row.number))


def _openings(rows: list[Line], found: Pasted, title: str | None) -> None:
    """Cut what stands before the first sentence, and the outlet's name off the headline."""
    head = found.headline
    if head and (tail := mastheads.of_headline(head.text)):
        head.cuts.append((tail[0], len(head.text), "name of the outlet"))
        found.outlet = found.outlet or tail[1]
    row = next((r for r in rows if r.why is None and r.role == "body" and r.prose), None)
    if row is None:
        return
    start = openings.opening(row.text, head.text if head else title)
    row.cuts.extend(start.cuts)
    found.stamps += [(at, row.number) for at in start.stamps]
    found.byline = found.byline or start.byline
    if start.agency:
        found.credit_lines.append(start.agency)


def _stretch(rows: list[Line]) -> tuple[int, int]:
    """First and last number of the lines of the report; on a whole page the model tells them, and lines
    inside of the stretch that it is sure about go."""
    if not pagelines.page(rows):
        return region.stretch(rows)
    scores = pagelines.odds(rows)
    first, end = pagelines.stretch(scores)
    if first == end:
        return region.stretch(rows)
    # a paragraph beside the stretch, with at most a line between, is never given up
    while paragraph := next(
        (r for r in reversed(rows[max(0, first - 2) : first]) if r.prose and not r.why), None
    ):
        first = paragraph.number
    while paragraph := next((r for r in rows[end : end + 2] if r.prose and not r.why), None):
        end = paragraph.number + 1
    for row in rows[first:end]:
        if scores[row.number] < pagelines.LEAST and row.role == "body" and not row.prose:
            row.why = row.why or "links and lists of the page"
    return first, end


def _told(row: Line) -> bool:
    return imprint.credit(row) or bool(imprint.byline(row)) or imprint.correction(row)


def _outside(rows: list[Line], first: int, end: int) -> None:
    if len(rows) < region.FEW:
        return
    near = range(max(0, first - 8), end + 8)
    for row in rows[:first] + rows[end:]:
        if row.role != "body" or (row.number in near and _told(row)):
            continue
        row.why = row.why or "outside of the report"
    stop = next((r.number for r in rows[near.stop :] if r.role != _TABLE), len(rows))
    for row in rows[: near.start] + rows[stop:]:
        if row.role == _TABLE:
            row.why = "outside of the report"
    stop = region.comments(rows, first, end)
    for row in rows[stop:end]:
        row.why = row.why or "comments of readers"
    for run in region.runs(rows[first:stop]):
        listed = sum(bool(_ITEM.match(r.text)) or len(r.words) >= 9 for r in run)
        announced = run[0].number and rows[run[0].number - 1].text.endswith(":")
        if len(run) >= 4 and listed * 2 < len(run) and not announced:
            for row in run:
                row.why = "links in a row"


def _headlike(row: Line) -> bool:
    n = len(row.words)
    if not 2 <= n <= 28 or len(row.text) > 200 or (n < 3 and row.text.isascii()):
        return False
    if row.text.endswith((":", ",", ";", ".”", '."', ",”", ',"', "...")):
        return False
    return any(w[:1].isupper() or not w.isascii() for w in row.words)


def _headline(rows: list[Line], title: str | None, start: int) -> Line | None:
    """The line that is the headline: the title if it is known and printed, else the line before the
    report (number ``start``) or near its beginning whose telling words the report uses most."""
    want = fold(title) if title else ""
    if want:
        for row in rows:
            n = len(row.words)
            if n and (
                row.folded == want
                or (n >= 4 and want.startswith(row.folded))
                or (n >= 4 and row.folded.startswith(want) and n <= 2 * len(want.split()) + 6)
            ):
                return row
        if len(want) > 12:
            return None
    if len(rows) > 1 and not rows[0].why and 3 <= len(rows[0].words) <= 28:
        # a headline that ends like a sentence shows itself where the text begins with it once more
        again = rows[1].folded.find(rows[0].folded, 0, len(rows[0].folded) + 60)
        if again >= 0 and len(rows[1].words) >= len(rows[0].words) + 6:
            return rows[0]
    counts = Counter(r.folded for r in rows if r.folded)
    body = [r for r in rows[start:] if r.prose and r.why is None]
    content = Counter(w for r in body for w in set(r.folded.split()) if len(w) > 3)
    lead = {w for r in body[:3] for w in r.folded.split()}
    first = body[0].number if body else len(rows)
    best: tuple[float, Line] | None = None
    for row in rows[max(0, first - 60) : first + 400]:
        if row.why or row.role != "body" or not _headlike(row):
            continue
        if imprint.byline(row) or imprint.caption(row) or imprint.credit(row):
            continue
        telling = {w for w in row.folded.split() if len(w) > 3}
        if not telling:
            continue
        shared = sum(w in content for w in telling) / len(telling)
        leading = sum(w in lead for w in telling) / len(telling)
        repeated = counts[row.folded] > 1 and len(row.words) >= 5
        ahead = row.number < first
        n = len(row.words)
        score = 1.4 * shared + 0.8 * leading + (1.5 if ahead else 0.0) + (1.5 if repeated else 0.0)
        score += 0.6 if 5 <= n <= 20 else -0.6 if n < 4 else 0.0
        score -= 0.03 * min(abs(first - row.number), 20)
        if row.text.rstrip("'’\"”»").endswith("."):
            if not ahead or n > 16:
                continue
            score -= 0.6
        opens = row.number == 0 and n >= 3 and row.text[-1] not in '"”' and not imprint.names(row)
        if shared < 0.34 and not repeated and not opens:
            continue
        score += 0.5 * opens
        if not ahead and not repeated:
            if row.number > first + 2 or n < 5:
                continue
            score += 0.4  # a headline pasted under the first paragraph: subheads come later
        if best is None or score > best[0]:
            best = score, row
    if best is None or best[0] < 1.9:
        return None
    chosen = best[1]
    return next(r for r in rows if r.folded == chosen.folded and not r.why)


def _around_headline(rows: list[Line], found: Pasted) -> None:
    head = found.headline
    if head is None:
        return
    head.role, head.why = "headline", None
    for row in rows:
        if row is head or row.role != "body":
            continue
        if row.folded == head.folded or (
            row.folded.endswith(head.folded)
            and len(row.words) <= len(head.words) + 8
            and not row.ends_sentence
        ):
            row.why = "headline repeated"
            if at := stamp(row.text):
                found.stamps.append((at, row.number))
        elif row.number < head.number and head.number - row.number <= 12 and row.why is None:
            if not row.prose and len(row.words) <= 6 and not row.ends_sentence:
                row.why = "before the headline"
            squeezed = row.folded.replace(" ", "")
            if squeezed.endswith(head.folded.replace(" ", "")) and len(squeezed) <= len(head.folded) + 40:
                row.why = "menu"


def _repeats(rows: list[Line], found: Pasted) -> None:
    seen: dict[str, Line] = {}
    for row in rows:
        if row.why or row.role != "body" or not row.folded:
            continue
        first = seen.setdefault(row.folded, row)
        if first is row:
            continue
        if row.prose and len(row.words) >= 10:
            row.why = "repeated paragraph"
        elif not row.ends_sentence:
            row.why = "repeated line"
            if len(row.words) <= 4:
                first.why = "repeated line"


def _tail(rows: list[Line]) -> None:
    """After the last line of prose there are no more subheads: short lines there are the page's."""
    last = max((r.number for r in rows if r.why is None and (r.prose or r.ends_sentence)), default=-1)
    if last < 0:
        return
    for row in rows[last + 1 :]:
        if row.why or row.role != "body":
            continue
        if (
            imprint.byline(row)
            or imprint.credit(row)
            or imprint.correction(row)
            or imprint.caption(row)
            or len(row.words) > 20
            or (len(row.words) >= 8 and row.text.endswith(":"))
        ):
            continue
        row.why = "after the end"


def _roles(rows: list[Line], found: Pasted) -> None:
    opened = False
    for row in rows:
        if row.role == "byline" and not row.why:
            found.byline = found.byline or imprint.byline(row) or row.text
        if row.why or row.role != "body":
            continue
        if imprint.correction(row):
            row.role = "correction"
        elif who := imprint.byline(row):
            row.role = "byline"
            found.byline = found.byline or who
        elif imprint.credit(row):
            row.role = "credit"
            found.credit_lines.append(row.text)
        elif imprint.caption(row) and not (row.prose and re.search(r"\bsa(?:id|ys)\b", row.folded)):
            row.role = "caption"
        elif not row.prose and not row.ends_sentence and len(row.words) <= 14:
            row.role = "subhead"
        elif not opened:
            opened = True
            skip = max((end for _, end, _ in row.cuts), default=0)
            line = imprint.dateline(row.text[skip:].lstrip())
            if line:
                found.dateline = line
                row.notes["dateline"] = str(skip + len(row.text[skip:]) - len(row.text[skip:].lstrip()))


def _pieces(rows: list[Line], found: Pasted) -> None:
    for row in rows:
        if row.why:
            found.dropped.append((Span(row.start, row.end), row.why))
            continue
        at = row.start
        cards = [(*card, CARD) for card in furniture.cards(row)]
        breaks = [(k, k, "") for k in furniture.lost_breaks(row)]
        inside = furniture.insets(row)
        for begin, end, why in sorted([*row.cuts, *cards, *breaks, *inside]):
            if row.start + begin < at:
                continue
            if why:
                found.dropped.append((Span(row.start + begin, row.start + end), why))
            if row.text[at - row.start : begin].strip():
                found.kept.append((Span(at, row.start + begin), row.role))
                if why == CARD and row.text[end:].strip():
                    found.going_on.add(len(found.kept))
            at = row.start + end
        if row.text[at - row.start :].strip():
            found.kept.append((Span(at, row.end), row.role))
    found.dropped.sort(key=lambda d: d[0])
