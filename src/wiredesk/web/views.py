"""What the pages ask of a desk: the one place of this room that reads it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from wiredesk.desk import Desk
from wiredesk.errors import NotFound, WiredeskError
from wiredesk.export.feeds import KIND_WORDS, Entry
from wiredesk.export.matrix import Row, rows
from wiredesk.model.editions import History
from wiredesk.model.judgements import UNDO, Decision, in_force
from wiredesk.model.pages import Related
from wiredesk.model.reports import Report
from wiredesk.model.views import Actor, Claim, Document
from wiredesk.text.wording import flat
from wiredesk.web.reading import Reading
from wiredesk.web.verdicts import Verdicts, said

MOMENTS = 200  # stops of the slider; more moments are thinned out evenly
CLAIMS = 60  # rows of the matrix on one page
WHOLE = 200  # stories of a desk up to which all of it is compared
NEWS = 400  # alerts looked through for the changes of a desk of more
STORIES = 20  # stories, the latest, whose changes are looked through


@dataclass(frozen=True, slots=True)
class Chosen:
    """How the claims of a story are filtered: words that must stand in them, and what they are."""

    query: str = ""
    label: str = ""
    state: str = ""
    disputed: bool = False


def moments(desk: Desk) -> tuple[str, ...]:
    """The moments that the slider stops at: first, last, and at most :data:`MOMENTS` in all."""
    found = desk.moments()
    if len(found) <= MOMENTS:
        return found
    stops = sorted({round(i * (len(found) - 1) / (MOMENTS - 1)) for i in range(MOMENTS)})
    return tuple(found[i] for i in stops)


def story(desk: Desk, id_: str, as_of: str | None) -> Reading:
    """A story, by any id it ever had or of anything in it.  Raises NotFound."""
    try:
        document = desk.story(id_, as_of)
    except NotFound:
        if as_of is None:
            raise
        now = desk.story(id_)  # a claim's or voice's id leads to its story of today, and that to then
        document = desk.story(now.stories[0].id, as_of)
    captured = desk.captured_at(r.capture for r in document.reports)
    return Reading(document, Verdicts(document.decisions), captured)


def of_claim(desk: Desk, id_: str, as_of: str | None) -> tuple[Reading, Claim]:
    """A claim, by its id or a statement's (so that a link outlives a merge), and its story."""
    view = story(desk, id_, as_of)
    claim = view.claims.get(id_) or view.claim_of.get(id_)
    if claim is None:
        raise NotFound(
            f"no claim {id_!r} at this moment: it was merged, split or read otherwise since; "
            f"its story is “{view.title()}”"
        )
    return view, claim


def of_report(desk: Desk, id_: str, as_of: str | None) -> tuple[Reading, Report]:
    """A report and its story.  Raises NotFound."""
    view = story(desk, id_, as_of)
    if id_ not in view.reports:
        raise NotFound(f"no report {id_!r} at this moment")
    return view, view.reports[id_]


def of_voice(desk: Desk, id_: str, as_of: str | None) -> tuple[Reading, Actor]:
    """An actor and the story that it is heard in.  Raises NotFound."""
    view = story(desk, id_, as_of)
    if id_ not in view.people:
        raise NotFound(f"no voice {id_!r} at this moment: names may have been joined or parted since")
    return view, view.people[id_]


def chosen(view: Reading, by: Chosen) -> list[Row]:
    """The rows of a story's matrix that a filter lets through."""
    words = by.query.lower().split()
    out = []
    for row in rows(view.document, view.story):
        claim = row.claim
        if by.label and claim.standing.label != by.label:
            continue
        if by.disputed and not claim.standing.disputed_by:
            continue
        if by.state and view.verdicts.state(claim).word != by.state:
            continue
        if words:
            texts = (
                " ".join(s.text for s in claim.statements)
                + " "
                + " ".join(view.names[s.report] for s in claim.statements)
            )
            if not all(w in texts.lower() for w in words):
                continue
        out.append(row)
    return out


def carriers(view: Reading, claim: Claim) -> list[str]:
    """The names of the reports that carry a claim."""
    return list(dict.fromkeys(view.names[s.report] for s in claim.statements))


def others(view: Reading, actor: Actor) -> list[Actor]:
    """The story's other voices, by name."""
    heard = {i for i, _, _ in view.voices()}
    found = [a for a in view.people.values() if a.id in heard and a.id != actor.id and a.name != actor.name]
    return sorted(found, key=lambda a: (a.name.casefold(), a.id))


def marked(snippet: str, marks: tuple[tuple[int, int], ...]) -> list[tuple[str, bool]]:
    """A snippet as runs: words, and whether they are what was searched for."""
    edges = sorted({0, len(snippet), *(e for m in marks for e in m)})
    inside = [(a, b) for a, b in marks]
    return [
        (snippet[a:b], any(low <= a and b <= high for low, high in inside))
        for a, b in pairwise(e for e in edges if 0 <= e <= len(snippet))
    ]


def described(document: Document) -> Mapping[str, str]:
    """What each id of a story is, in a few words: for the edit log."""
    out = {c.id: flat(c.wording) for c in document.claims}
    out |= {s.id: flat(s.text) for c in document.claims for s in c.statements}
    out |= {r.id: flat(r.title or r.outlet or r.path) for r in document.reports}
    out |= {a.id: a.name for a in document.actors}
    return out | {line.id: flat(line.text) for line in document.brief.lines}


@dataclass(frozen=True, slots=True)
class Named:
    """A thing that a judgement is about: words for it, and its page ("" where it has none)."""

    words: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class LogLine:
    """A line of the edit log.  ``state`` is what became of the judgement, ``note`` why; ``undo``
    whether it can be taken back."""

    id: str
    at: str
    by: str
    act: str
    text: str
    why: str
    on: tuple[Named, ...]
    state: str
    note: str
    undo: bool


def log(desk: Desk, as_of: str | None, limit: int, offset: int) -> tuple[list[LogLine], int]:
    """A part of the edit log, the latest first, and how many judgements there are."""
    made = desk.log(as_of)
    out = []
    for decision in made[::-1][offset : offset + limit]:
        j, words = decision.judgement, said(decision.judgement)
        sides = (j.left, j.right) if j.kind != UNDO else ()
        out.append(
            LogLine(
                j.id, words.at, words.by, words.act, words.text, words.why,
                tuple(_named(desk, side) for side in sides if side), decision.state, decision.why,
                decision.state in ("obeyed", "lapsed") and j.kind != UNDO,
            )
        )  # fmt: skip
    return out, len(made)


def _named(desk: Desk, side: str) -> Named:
    """A side of a judgement, found again in the desk of now."""
    if side.startswith("outlet:"):
        return Named(side.removeprefix("outlet:"))
    try:
        view = story(desk, side, None)
    except WiredeskError:
        return Named(side.rpartition(" in r-")[0] or side)
    if side in view.claim_of or side in view.claims:
        claim = view.claims.get(side) or view.claim_of[side]
        return Named(flat(claim.wording), f"/claim/{claim.id}")
    if side in view.reports:
        return Named(view.names[side], f"/report/{side}")
    if side in view.people:
        return Named(view.people[side].name, f"/voice/{side}")
    return Named(view.title(), f"/story/{view.story.id}")


def edited(desk: Desk, view: Reading, as_of: str | None) -> dict[str, History]:
    """The reports of a story of which there is more than one edition, by id, with what was changed."""
    found = desk.editions_of([r.id for r in view.document.reports], as_of)
    return {e.report: h for h in found for e in h.editions.editions if e.report in view.reports}


def other_stories(desk: Desk, id_: str, related: Sequence[Related]) -> list[tuple[str, str]]:
    """Stories that one may be joined with, as id and title: those that have something in common with
    it first, then the latest."""
    found = {x.story: x.title for x in related}
    for line in desk.stories(limit=STORIES).items:
        found.setdefault(line.id, line.title)
    return [(story, flat(title) or "Untitled") for story, title in found.items() if story != id_]


def outlet_verdicts(desk: Desk, as_of: str | None) -> Verdicts:
    """What people decided on outlets, wherever they are met."""
    made = in_force(desk.judgements(as_of))
    return Verdicts(Decision(j, "obeyed", "", (j.left,)) for j in made if j.left.startswith("outlet:"))


def file_name(path: str) -> str:
    """The last part of a capture's path, without what a file system would take for more."""
    last = path.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    return "".join(c for c in last if c.isprintable() and c not in '<>:"|?*')[-120:] or "capture"


@dataclass(frozen=True, slots=True)
class News:
    """Something new in substance: its kind, when, its words, and its page."""

    kind: str
    at: str | None
    text: str
    where: str


def changes(desk: Desk, since: str | None, as_of: str | None) -> list[News]:
    """What is new in substance since a moment: what `desk.changes` finds, copies apart, and the lines
    that no longer hold; in a desk of more than :data:`WHOLE` stories, the alerts that were kept as it came,
    so that the page is there at once."""
    large = desk.stories(limit=1).total > WHOLE or (since is not None and not desk.at_hand(since))
    if since is not None and not large and since < (as_of or "9"):
        found = desk.changes(since, as_of)
        news = [News(x.kind, None, flat(x.text), _page(x.claims, x.reports)) for x in found.news]
        lost = [News("no longer holds", None, flat(x.text), _page(x.claims, ())) for x in found.broken]
        return lost + news
    if large:
        told = desk.alerts(since, NEWS).items
        return [_told(e) for e in told if as_of is None or e.at <= as_of]
    out: list[News] = []
    for line in desk.stories(as_of, None, "latest", STORIES).items:
        if since is not None and line.seen <= since:
            continue
        now = desk.story(line.id, as_of)
        before = _before(desk, line.id, since)
        known = {s.id for c in before.claims for s in c.statements} if before else set()
        old = {c.text for c in before.changes} if before else set()
        out += [
            News(c.kind, c.at, flat(c.text), f"/claim/{c.claims[0]}" if c.claims else f"/story/{line.id}")
            for c in now.changes
            if c.text not in old
        ]
        if before is None:
            out.append(News("story", line.seen, line.title, f"/story/{line.id}"))
            continue
        for claim in now.claims:
            if not known & {s.id for s in claim.statements} and claim.kind != "background":
                out.append(News("claim", line.seen, flat(claim.wording), f"/claim/{claim.id}"))
    return out


def _told(entry: Entry) -> News:
    where = f"/claim/{entry.claims[-1]}" if entry.claims else f"/story/{entry.story}"
    return News(KIND_WORDS.get(entry.kind, entry.kind), entry.at, flat(entry.text), where)


def _page(claims: tuple[str, ...], reports: tuple[str, ...]) -> str:
    return f"/claim/{claims[0]}" if claims else f"/report/{reports[0]}" if reports else ""


def _before(desk: Desk, id_: str, since: str | None) -> Document | None:
    try:
        return desk.story(id_, since) if since else None
    except WiredeskError:
        return None
