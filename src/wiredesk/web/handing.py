"""Handing a story over: a file to be saved, in the form that the next desk uses."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import Response

from wiredesk import export
from wiredesk.desk import Desk, moment
from wiredesk.errors import NotFound, WiredeskError
from wiredesk.export.printing import printed
from wiredesk.web import views
from wiredesk.web.forms import FORMS
from wiredesk.web.pages import wrong

_PRINTING = asyncio.Semaphore(1)  # a browser is large: one prints at a time


async def handover(request: Request) -> Response:
    """A story in a form to hand on: a file to be saved."""
    kind = request.path_params["format"]

    def make(desk: Desk) -> tuple[str, bytes]:
        if kind not in FORMS:
            raise NotFound(f"no form {kind[:40]!r} to hand a story over in; there are {', '.join(FORMS)}")
        asked = request.query_params.get("as_of")
        at = moment(asked) if asked else None
        view = views.story(desk, request.path_params["id"], at)
        if kind == "json":
            text = desk.handed_over(view.story.id, at)
        else:
            text = export.render(view.document, "html" if kind == "pdf" else kind)
        return view.story.id, text.encode("utf-8", "backslashreplace")

    desks = request.app.state.desks
    try:
        story, data = await desks.call(make)
        if kind == "pdf":
            async with _PRINTING:
                data = await asyncio.to_thread(printed, data.decode("utf-8"))
    except WiredeskError as error:
        found = error
        return await desks.call(lambda desk: wrong(request, desk, found))  # type: ignore[no-any-return]
    _, media, ending = FORMS[kind]
    headers = {
        "content-disposition": f'attachment; filename="{story}.{ending}"',
        "content-security-policy": "default-src 'none'; sandbox",
    }
    return Response(data, media_type=media, headers=headers)
