"""What a story is listed and found by: its line, its ids, the words of its claims and voices."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from wiredesk.errors import InputError
from wiredesk.model.codec import digest, dumps
from wiredesk.model.editions import Rewording
from wiredesk.model.ids import story_id
from wiredesk.model.pages import SORTS, StoryLine
from wiredesk.model.views import Document, Story
from wiredesk.run.local import Told

NAMED = 6  # actors and places named in a story's line
BEGIN, END = "\ue000", "\ue001"  # around a match in a snippet: private code points, taken out again
_WORD = re.compile(r'"([^"]*)"|(\S+)')


@dataclass(frozen=True, slots=True)
class Row:
    """A report as the tables know it: with the capture that stands for it and when one was last made."""

    id: str
    capture: str
    seen: str
    published: str | None
    outlet: str | None
    digest: str


def story_key(story: Story, rows: Sequence[Row], reworded: Sequence[Rewording] = ()) -> str:
    """What a kept story goes by: another one whenever it is to be told anew."""
    return digest(story.id, story.title, rows, reworded)


def line(story: Story, rows: Sequence[Row]) -> StoryLine:
    """A story's line before it is told."""
    days = sorted(r.published for r in rows if r.published)
    return StoryLine(
        story.id, story.title, days[0] if days else None, days[-1] if days else None,
        max(r.seen for r in rows), len(rows), tuple(sorted({r.outlet for r in rows if r.outlet})), False,
    )  # fmt: skip


def told_line(bare: StoryLine, document: Document) -> StoryLine:
    """A story's line with what telling found: dates from the other reports, counts, who and where."""
    days = sorted(r.published for r in document.reports if r.published)
    said = {s.id: s for c in document.claims for s in c.statements}.values()
    heard = Counter(s.voice.actor for s in said if s.voice.actor and s.voice.kind != "outlet")
    named = Counter(m.place for s in said for m in s.places if m.place)
    actors = [a for a in document.actors if heard[a.id] and a.kind in ("person", "organisation")]
    places = [p for p in document.places if named[p.id]]
    actors.sort(key=lambda a: (-heard[a.id], a.id))
    places.sort(key=lambda p: (-named[p.id], p.id))
    return replace(
        bare,
        first=days[0] if days else None,
        last=days[-1] if days else None,
        told=True,
        claims=len(document.claims),
        disputed=sum(bool(c.standing.disputed_by) for c in document.claims),
        corroborated=sum(c.standing.label == "corroborated" for c in document.claims),
        newsrooms=len({n for c in document.claims for n in c.standing.newsrooms}),
        actors=tuple(a.name for a in actors[:NAMED]),
        places=tuple(p.name for p in places[:NAMED]),
    )


def encoded(document: Document) -> bytes:
    """A document as it is kept."""
    return dumps(document).encode("utf-8", "surrogatepass")


def aliases(rows: Iterable[Row]) -> list[str]:
    """Every id that a story of these reports can have had: each of them may have been its earliest."""
    return [story_id(r.id) for r in rows]


def ids_in(document: Document, told: Told, rows: Sequence[Row]) -> list[str]:
    out = {document.stories[0].id, *aliases(rows), *(r.id for r in rows), *(s.id for s in told.statements)}
    out |= {c.id for c in document.claims} | {a.id for a in document.actors}
    out |= {x.id for x in document.brief.lines}
    return sorted(out)


def findable(document: Document) -> Iterator[tuple[str, str, int, str, str]]:
    """What a story's telling makes findable: claims by all their wordings, voices by all their names."""
    published = {r.id: r.published for r in document.reports}
    for claim in document.claims:
        days = [d for s in claim.statements if (d := published.get(s.report))]
        texts = dict.fromkeys(s.text for s in claim.statements)
        yield "claim", claim.id, day(max(days, default=None)), claim.wording, "\n".join(texts)
    last = day(max((d for d in published.values() if d), default=None))
    for actor in document.actors:
        if actor.kind in ("person", "organisation"):
            yield "voice", actor.id, last, actor.name, "\n".join(actor.names)


def day(published: str | None) -> int:
    try:
        return date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return 0


def unmarked(marked: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A snippet without the signs around its matches, and where those matches are."""
    text, marks, start = "", [], None
    for piece in re.split(f"([{BEGIN}{END}])", marked):
        if piece == BEGIN:
            start = len(text)
        elif piece == END and start is not None:
            marks.append((start, len(text)))
            start = None
        elif piece not in (BEGIN, END):
            text += piece
    return text, tuple(marks)


def no_story(id_: str) -> str:
    return f"no story {id_!r}; `wiredesk stories` shows the ids there are"


def known_order(sort: str) -> None:
    if sort not in SORTS:
        raise InputError(f"no order {sort!r} of stories; expected one of {', '.join(SORTS)}")


def expression(words: str) -> str:
    """An FTS5 expression that asks for every word, quoted ones as a phrase, the last as a beginning
    (unless it is a single ASCII letter, with which too many begin); "" where there is no word.  Nothing
    that is typed is taken for syntax."""
    found = []
    for m in _WORD.finditer(words.replace("\0", " ")):
        text = (m.group(1) or m.group(2) or "").replace('"', " ").strip()
        if any(c.isalnum() for c in text):
            begins = m.group(2) and m.end() == len(words) and (len(text) > 1 or not text.isascii())
            found.append(f'"{text}"' + ("*" if begins else ""))
    return " AND ".join(found)
