"""What can be read: stories, claims, reports, traces, searches."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from wiredesk.alerts import desk_entries, story_entries
from wiredesk.desk import Desk
from wiredesk.export import to_json, trace_json
from wiredesk.export.feeds import Entry, to_atom, to_json_feed
from wiredesk.export.since import since_json
from wiredesk.export.why import why_json
from wiredesk.model.pages import SORTS
from wiredesk.web.api.answers import (
    ADDRESS,
    FARTHEST,
    MOST,
    answer,
    as_of,
    choice,
    number,
    part,
    tagged,
    with_desk,
    words,
    written,
)


async def start(request: Request) -> Response:
    """Where to begin."""
    return answer(
        request,
        {
            "name": "wiredesk",
            "description": f"{ADDRESS}/openapi.json",
            "stories": f"{ADDRESS}/stories",
            "search": f"{ADDRESS}/search?q=",
            "judgements": f"{ADDRESS}/judgements",
            "events": f"{ADDRESS}/events",
        },
    )


async def stories(request: Request) -> Response:
    """A part of the list of stories."""
    at, query = as_of(request), words(request, "query")
    sort = choice(request, "sort", SORTS)
    limit, offset = number(request, "limit", 50, 1, MOST), number(request, "offset", 0, 0, FARTHEST)
    found = await with_desk(request, lambda desk: desk.stories(at, query, sort, limit, offset))
    return part(request, [asdict(s) for s in found.items], found.total, offset, limit)


async def story(request: Request) -> Response:
    """One story: the JSON document of its reports alone."""
    at, id_ = as_of(request), request.path_params["id"]
    return answer(request, await with_desk(request, lambda desk: to_json(desk.story(id_, at))))


async def atom(request: Request) -> Response:
    """What is new in substance, in a story or the latest stories, as Atom."""
    title, key, entries = await _new(request)
    body = to_atom(entries, title, key, _home(request)).encode("utf-8", "backslashreplace")
    return tagged(request, body, "application/atom+xml; charset=utf-8")


async def json_feed(request: Request) -> Response:
    """The same as JSON Feed."""
    title, _, entries = await _new(request)
    made = to_json_feed(entries, title, _home(request))
    return tagged(request, written(made), "application/feed+json")


def _home(request: Request) -> str:
    return f"{request.url.scheme}://{request.url.netloc}"


async def _new(request: Request) -> tuple[str, str, tuple[Entry, ...]]:
    id_ = request.path_params.get("id")

    def read(desk: Desk) -> tuple[str, str, tuple[Entry, ...]]:
        if id_ is None:
            return "Wiredesk", "desk", desk_entries(desk)
        story = desk.story(id_).stories[0]
        return story.title, story.id, story_entries(desk, story.id)

    return await with_desk(request, read)


async def claim(request: Request) -> Response:
    """One claim with what disputes it and the reports it stands in."""
    id_ = request.path_params["id"]

    def read(desk: Desk) -> dict[str, Any]:
        view = desk.claim(id_)
        whole = to_json(desk.story(view.story))
        claims = {c["id"]: c for c in whole["claims"]}
        near = {r.id for r in view.reports}
        return {
            "claim": claims[view.claim.id],
            "story": view.story,
            "disagreements": [d for d in whole["disagreements"] if view.claim.id in (d["left"], d["right"])],
            "others": [claims[c.id] for c in view.others],
            "reports": [r for r in whole["reports"] if r["id"] in near],
            "decisions": [d for d in whole["decisions"] if view.claim.id in d["touches"]],
        }

    return answer(request, await with_desk(request, read))


async def report(request: Request) -> Response:
    """One report with what was found in it."""
    id_ = request.path_params["id"]

    def read(desk: Desk) -> dict[str, Any]:
        view = desk.report(id_)
        whole = to_json(desk.story(view.story))
        mine = [
            {**c, "statements": [s for s in c["statements"] if s["report"] == id_]}
            for c in whole["claims"]
            if any(s["report"] == id_ for s in c["statements"])
        ]
        return {
            "report": next(r for r in whole["reports"] if r["id"] == id_),
            "raw": view.raw,
            "story": view.story,
            "claims": mine,
            "lineage": [x for x in whole["lineage"] if id_ in (x["from"], x["to"])],
            "decisions": [d for d in whole["decisions"] if id_ in d["touches"]],
        }

    return answer(request, await with_desk(request, read))


async def raw(request: Request) -> Response:
    """A report's input as decoded: what all offsets refer to.  Never shown as a page."""
    id_ = request.path_params["id"]
    found = await with_desk(request, lambda desk: desk.report(id_))
    name = f'attachment; filename="{found.report.id}.txt"'
    body = found.raw.encode("utf-8", "backslashreplace")
    return tagged(request, body, "text/plain; charset=utf-8", headers=[("content-disposition", name)])


async def trace(request: Request) -> Response:
    """The chain from a line or claim to bytes, every link checked."""
    id_ = request.path_params["id"]
    return answer(request, await with_desk(request, lambda desk: trace_json(desk.trace(id_))))


async def why(request: Request) -> Response:
    """Why a claim or line stands as it does; with ``other``, what two claims are to each other."""
    id_, other = request.path_params["id"], words(request, "other")
    return answer(request, await with_desk(request, lambda desk: why_json(desk.why(id_, other or None))))


async def changes(request: Request) -> Response:
    """What is new since a moment, copies apart, and which lines of its brief no longer hold."""
    words(request, "since", needed=True)
    since = as_of(request, "since") or ""
    return answer(request, await with_desk(request, lambda desk: since_json(desk.changes(since))))


async def search(request: Request) -> Response:
    """What has all the words, best first."""
    query = words(request, "q", needed=True) or ""
    limit, offset = number(request, "limit", 20, 1, MOST), number(request, "offset", 0, 0, FARTHEST)
    found = await with_desk(request, lambda desk: desk.search(query, limit, offset))
    items = [{**asdict(f), "marks": [list(m) for m in f.marks]} for f in found.items]
    return part(request, items, found.total, offset, limit)
