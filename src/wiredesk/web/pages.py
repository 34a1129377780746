"""The pages: each looks something up and lays it out.  Nothing here changes the desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from wiredesk.desk import Desk, moment
from wiredesk.errors import InputError, NotFound, WiredeskError
from wiredesk.model.pages import SORTS, Page
from wiredesk.model.views import LABELS
from wiredesk.text.wording import standing_words
from wiredesk.web import paper, views
from wiredesk.web.atlas import atlas
from wiredesk.web.descent import descent
from wiredesk.web.here import Here, here, slid
from wiredesk.web.ranges import lone, ranges
from wiredesk.web.reading import Reading
from wiredesk.web.timeline import timeline
from wiredesk.web.verdicts import CREDIBILITY, RELIABILITY

Laid = tuple[str, dict[str, Any]]  # a template's name and what it shows
LIMIT = 40  # things in one page of a list
ONCE = 100  # counts given by one report alone that are listed
RAW = 200_000  # characters of a capture that are shown; the whole can be downloaded
PARTS = (
    ("", "Brief"),
    ("claims", "Who carries what"),
    ("times", "Time line"),
    ("places", "Places and control"),
    ("figures", "Figures"),
    ("lineage", "Lineage"),
    ("reports", "Reports and voices"),
)
"""The parts of a story: the end of their address, and their name."""


def page(lay: Callable[[Request, Desk, Here], Laid]) -> Callable[[Request], Any]:
    """A handler that lays a page out in a worker thread, with its errors as pages too."""

    async def handler(request: Request) -> Response:
        return await request.app.state.desks.call(lambda desk: laid(request, desk, lay))  # type: ignore[no-any-return]

    handler.__name__ = lay.__name__
    handler.__doc__ = lay.__doc__
    return handler


def laid(request: Request, desk: Desk, lay: Callable[[Request, Desk, Here], Laid]) -> Response:
    """The page that ``lay`` makes, or the one that says what went wrong."""
    try:
        moved = slid(request, desk)
        if moved is not None:
            return moved
        at = here(request, desk)
        template, shown = lay(request, desk, at)
        response = HTMLResponse(paper.render(template, here=at, **shown))
        at.cookies(response)
        response.headers["cache-control"] = "no-store"
        return response
    except WiredeskError as error:
        return wrong(request, desk, error)


def wrong(request: Request, desk: Desk, error: WiredeskError, again: Any = None) -> Response:
    """An error as a page: what happened and what to do, with the status of its kind."""
    status = 404 if isinstance(error, NotFound) else 400 if isinstance(error, InputError) else 409
    title = {404: "Not here", 400: "That cannot be read"}.get(status, "That cannot be done")
    return failed(request, desk, title, str(error), status, again)


def failed(
    request: Request, desk: Desk, title: str, message: str, status: int, again: Any = None
) -> Response:
    """A page that says what went wrong; ``again`` offers to send a form once more."""
    bare = Request({**request.scope, "query_string": b"", "method": "GET"})
    text = paper.render("error", here=here(bare, desk), title=title, message=message, again=again)
    return HTMLResponse(text, status, headers={"cache-control": "no-store"})


def offset(request: Request) -> int:
    """Where in a list the page begins."""
    given = request.query_params.get("offset", "0")
    return min(int(given), 10**9) if given.isascii() and given.isdigit() else 0


def stories(request: Request, desk: Desk, at: Here) -> Laid:
    """The list of stories: filtered, sorted, live."""
    asked = request.query_params
    sort = asked.get("sort", "latest") if asked.get("sort") in SORTS else "latest"
    query = asked.get("q", "")[:400]
    found = desk.stories(at.as_of, query or None, sort, LIMIT, offset(request)) if at.moments else Page((), 0)
    return "stories", {
        "rows": found.items, "total": found.total, "offset": found.offset, "limit": LIMIT, "q": query,
        "sort": sort, "desk_name": request.app.state.desks.path.name,
    }  # fmt: skip


def _story(request: Request, desk: Desk, at: Here) -> Reading:
    return views.story(desk, request.path_params["id"], at.as_of)


def brief(request: Request, desk: Desk, at: Here) -> Laid:
    """A story's brief, every line opening to its evidence."""
    view = _story(request, desk, at)
    sections = [part for _, parts in view.parts() for part in parts]
    shared, alone = view.matrix(view.story)
    candidates = [r.claim for r in (*shared, *alone)][:24]
    return "brief", {"view": view, "part": "", "parts": PARTS, "sections": sections, "candidates": candidates}


def claims(request: Request, desk: Desk, at: Here) -> Laid:
    """Who carries what: the story's claims by report, to be filtered, selected and merged."""
    view = _story(request, desk, at)
    asked = request.query_params
    label = asked.get("label", "") if asked.get("label") in LABELS else ""
    state = asked.get("state", "") if asked.get("state") in ("suggested", "accepted", "rejected") else ""
    by = views.Chosen(asked.get("q", "")[:400], label, state, asked.get("disputed") == "yes")
    found = views.chosen(view, by)
    start = offset(request)
    return "claims", {
        "view": view, "part": "claims", "parts": PARTS, "members": view.members(view.story),
        "rows": found[start : start + views.CLAIMS], "total": len(found), "offset": start,
        "limit": views.CLAIMS, "q": by.query, "label": label, "state": state, "disputed": by.disputed,
    }  # fmt: skip


def times(request: Request, desk: Desk, at: Here) -> Laid:
    """The time line on the world's clock, the outlets' and ours."""
    view = _story(request, desk, at)
    line = timeline(view.document, view.captured, view.names)
    return "times", {"view": view, "part": "times", "parts": PARTS, "line": line}


def places(request: Request, desk: Desk, at: Here) -> Laid:
    """The map of places and of who is said to hold them."""
    view = _story(request, desk, at)
    accepted = [c.id for c in view.document.claims if view.verdicts.state(c).word == "accepted"]
    made = atlas(view.document, accepted)
    return "places", {"view": view, "part": "places", "parts": PARTS, "atlas": made}


def figures(request: Request, desk: Desk, at: Here) -> Laid:
    """Figures as ranges over time."""
    view = _story(request, desk, at)
    found, once = ranges(view.document, view.names), lone(view.document, view.names)
    return "figures", {
        "view": view, "part": "figures", "parts": PARTS, "found": found, "lone": once[:ONCE],
        "more": max(0, len(once) - ONCE),
    }  # fmt: skip


def lineage(request: Request, desk: Desk, at: Here) -> Laid:
    """Whose words travelled."""
    view = _story(request, desk, at)
    return "lineage", {
        "view": view, "part": "lineage", "parts": PARTS, "graph": descent(view.document, view.names)
    }  # fmt: skip


def reports(request: Request, desk: Desk, at: Here) -> Laid:
    """The story's reports and voices, and what other story it may belong to."""
    view = _story(request, desk, at)
    saga = () if at.as_of else desk.related(view.story.id)
    others = [] if at.as_of else views.other_stories(desk, view.story.id, saga)
    edited = views.edited(desk, view, at.as_of)
    return "reports", {
        "view": view, "part": "reports", "parts": PARTS, "others": others, "edited": edited, "saga": saga
    }  # fmt: skip


def claim(request: Request, desk: Desk, at: Here) -> Laid:
    """A claim: its variants side by side, where it stands and why, what disputes it."""
    view, found = views.of_claim(desk, request.path_params["id"], at.as_of)
    return "claim", {
        "view": view, "claim": found, "standing": standing_words(found, view.names, view.people),
        "grade": view.verdicts.grade(CREDIBILITY, found.id),
    }  # fmt: skip


def report(request: Request, desk: Desk, at: Here) -> Laid:
    """A report: its text with everything marked in it, and how it was read."""
    view, found = views.of_report(desk, request.path_params["id"], at.as_of)
    links = [x for x in view.lineage(view.story) if found.id in (x.source, x.target)]
    return "report", {
        "view": view, "report": found, "captured": view.captured.get(found.capture),
        "carried": view.carried(view.document.claims, found.id), "links": links,
    }  # fmt: skip


def capture(request: Request, desk: Desk, at: Here) -> Laid:
    """The raw input of a report, as text."""
    view, found = views.of_report(desk, request.path_params["id"], at.as_of)
    raw = view.raws[found.id]
    return "capture", {"report": found, "raw": raw[:RAW], "size": len(raw)}


def editions(request: Request, desk: Desk, at: Here) -> Laid:
    """What a report's outlet changed in it, edition by edition, word by word."""
    view, found = views.of_report(desk, request.path_params["id"], at.as_of)
    history = desk.editions(found.id, at.as_of)
    text = {r.id: r.text for r in history.reports}
    return "editions", {"view": view, "report": found, "history": history, "text": text}


def voice(request: Request, desk: Desk, at: Here) -> Laid:
    """A voice: its names, what it says, and for whom it speaks."""
    view, actor = views.of_voice(desk, request.path_params["id"], at.as_of)
    return "voice", {
        "view": view, "actor": actor, "spoken": view.spoken(actor.id), "others": views.others(view, actor),
        "grade": view.verdicts.grade(RELIABILITY, actor.id),
    }  # fmt: skip


def sources(request: Request, desk: Desk, at: Here) -> Laid:
    """The outlets, with their grades."""
    found = desk.outlets(LIMIT, offset(request)) if at.moments else Page((), 0)
    rated = views.outlet_verdicts(desk, at.as_of)
    rows = [(s, rated.grade(RELIABILITY, f"outlet:{s.name}")) for s in found.items]
    return "sources", {"sources": rows, "total": found.total, "offset": found.offset, "limit": LIMIT}


def source(request: Request, desk: Desk, at: Here) -> Laid:
    """An outlet: its reports, its grade, its notes."""
    name = request.query_params.get("name", "")
    found = desk.reports_of(name, LIMIT, offset(request))
    if not found.total:
        raise NotFound(f"no report of an outlet {name[:200]!r} is in this desk")
    rated = views.outlet_verdicts(desk, at.as_of)
    return "source", {
        "name": name, "reports": found.items, "total": found.total, "offset": found.offset, "limit": LIMIT,
        "grade": rated.grade(RELIABILITY, f"outlet:{name}"), "notes": rated.notes_on(f"outlet:{name}"),
        "family": desk.family(name),
    }  # fmt: skip


def search(request: Request, desk: Desk, at: Here) -> Laid:
    """Search over reports, claims and voices."""
    query = request.query_params.get("q", "").strip()[:400]
    found = desk.search(query, LIMIT, offset(request)) if query and at.moments else Page((), 0)
    hits = [(h, views.marked(h.snippet, h.marks)) for h in found.items]
    return "search", {
        "q": query, "hits": hits, "total": found.total, "offset": found.offset, "limit": LIMIT
    }  # fmt: skip


def log(request: Request, desk: Desk, at: Here) -> Laid:
    """The edit log: every judgement, the latest first, and what became of it."""
    start = offset(request)
    made, total = views.log(desk, at.as_of, LIMIT, start)
    return "log", {"entries": made, "total": total, "offset": start, "limit": LIMIT}


def alerts(request: Request, desk: Desk, at: Here) -> Laid:
    """What was new in substance as it came, the latest first."""
    found = desk.alerts(None, LIMIT, offset(request)) if at.moments else Page((), 0)
    return "alerts", {"alerts": found.items, "total": found.total, "offset": found.offset, "limit": LIMIT}


def changes(request: Request, desk: Desk, at: Here) -> Laid:
    """What changed in substance since a moment."""
    asked = request.query_params.get("since", "")
    since = moment(asked) if asked else None
    found = views.changes(desk, since, at.as_of) if at.moments else []
    choices = at.moments[-2::-1][:30]
    return "changes", {"changes": found[:200], "total": len(found), "since": since, "choices": choices}


def help_(request: Request, desk: Desk, at: Here) -> Laid:
    """The keys, and what the words mean."""
    return "help", {}


async def original(request: Request) -> Response:
    """The bytes of a report's capture, to be saved and never shown: nothing in them can run."""

    def find(desk: Desk) -> Response:
        try:
            _, found = views.of_report(desk, request.path_params["id"], None)
            kept = desk.capture(found.capture)
        except WiredeskError as error:
            return wrong(request, desk, error)
        name = quote(views.file_name(kept.path), safe="")
        return Response(
            kept.data,
            media_type="application/octet-stream",
            headers={
                "content-disposition": f"attachment; filename=\"capture.bin\"; filename*=UTF-8''{name}",
                "content-security-policy": "default-src 'none'; sandbox",
                "x-wiredesk-sha256": kept.sha256,
            },
        )

    return await request.app.state.desks.call(find)  # type: ignore[no-any-return]


async def static(request: Request) -> Response:
    """An asset of the package."""
    name = request.path_params["name"]
    try:
        body = paper.asset(name)
    except KeyError:
        return PlainTextResponse("There is no such file.\n", 404)
    kept = "public, max-age=31536000, immutable" if request.query_params.get("v") else "no-cache"
    return Response(body, media_type=paper.KINDS[name], headers={"cache-control": kept})
