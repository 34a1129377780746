"""What every page knows of its request: who reads, at which moment, and where its links lead."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from wiredesk.desk import Desk, moment, now
from wiredesk.errors import InputError
from wiredesk.export.feeds import Entry
from wiredesk.model.judgements import UNDO, Judgement
from wiredesk.text.wording import day
from wiredesk.web import guard, views
from wiredesk.web.verdicts import last_of, said

THEME, NAME, SAID, SEEN, ACTIVE = (
    "wiredesk_theme", "wiredesk_name", "wiredesk_said", "wiredesk_seen", "wiredesk_active",
)  # fmt: skip
PANEL = 8  # alerts in the panel of every page
PAUSE = 30 * 60  # seconds without a page after which the next one begins another visit


@dataclass(frozen=True, slots=True)
class Said:
    """What the last act did, for the page after it; ``undo`` is the judgement it made, or ""."""

    text: str
    undo: str = ""


@dataclass(slots=True)
class Here:
    """A request as its page needs it.  ``moments`` are the stops of the slider and ``at`` the one
    that is shown; ``since`` is when this browser's last visit ended, or it marked all alerts as seen,
    None for a first visit.  ``told`` are the latest alerts, ``fresh`` is how many came since then."""

    path: str
    room: str
    query: str
    as_of: str | None
    theme: str
    by: str
    token: str
    next: str
    stamp: str
    moments: tuple[str, ...]
    at: int
    kept: list[tuple[str, str]]
    now: str
    since: str | None = None
    told: tuple[Entry, ...] = ()
    fresh: int = 0
    said: Said | None = None
    last: Judgement | None = None
    last_act: str = ""
    set: dict[str, str] = field(default_factory=dict)
    forget: list[str] = field(default_factory=list)

    def url(self, path: str, **more: object) -> str:
        """An address of the desk at the moment that is shown; empty values are left out."""
        fields = {k: str(v) for k, v in more.items() if v not in ("", None, 0, False)}
        if self.as_of and "as_of" not in fields:
            fields["as_of"] = self.as_of
        return quote(path, safe="/:") + (f"?{urlencode(fields)}" if fields else "")

    def cookies(self, response: Response) -> None:
        """Give the response the cookies that this page sets and forgets."""
        for name, value in self.set.items():
            response.set_cookie(
                name, quote(value), max_age=guard.YEAR, httponly=True, samesite="strict", path="/"
            )
        for name in self.forget:
            response.delete_cookie(name, path="/")


def here(request: Request, desk: Desk) -> Here:
    """The request as its page needs it.  Raises WiredeskError where ``as_of`` is no time."""
    asked = request.query_params
    as_of = moment(asked["as_of"]) if asked.get("as_of") else None
    if as_of is not None and not desk.at_hand(as_of):
        raise InputError(
            f"the desk as it was known at {as_of} is not put together yet: at a desk of this size that takes "
            f"minutes. `wiredesk stories --desk FILE --as-of {as_of}` does it once and keeps it for this page"
        )
    stops = views.moments(desk)
    shown = sum(1 for m in stops if as_of is None or m <= as_of)
    kept = [(k, v) for k, v in asked.multi_items() if k not in ("moment", "as_of", "offset")]
    by = author(request)
    made = desk.judgements(as_of)
    last = last_of(made, by)
    path = request.url.path
    out = Here(
        path=path,
        room=path if path in ("/", "/sources", "/changes", "/log") else "",
        query=asked.get("q", "") if path == "/search" else "",
        as_of=as_of,
        theme=theme if (theme := request.cookies.get(THEME, "")) in ("light", "dark") else "",
        by=by,
        token=guard.token(request),
        next=path + (f"?{request.url.query}" if request.url.query else ""),
        stamp=desk.stamp(),
        moments=stops,
        at=max(0, shown - 1),
        kept=kept,
        now=quote(path, safe="/:") + (f"?{urlencode(kept)}" if kept else ""),
        last=last,
        last_act=said(last).act if last else "",
    )
    _visit(request, out)
    if stops and as_of is None:
        out.told = desk.alerts(limit=PANEL).items
        out.fresh = desk.alerts(out.since, limit=0).total if out.since else 0
    told = request.cookies.get(SAID, "")
    if told:
        out.forget.append(SAID)
        done = next((j for j in made if j.id == told), None)
        if done is not None:
            words = said(done)
            out.said = Said(f"{words.by}: {words.act}.", "" if done.kind == UNDO else done.id)
        elif told == "added":
            out.said = Said("The report is in the desk.")
    return out


def author(request: Request) -> str:
    """Who judges: the name this browser keeps, else the desk's."""
    from urllib.parse import unquote

    kept = unquote(request.cookies.get(NAME, "")).strip()[:80]
    return kept or str(request.app.state.by)


def _visit(request: Request, out: Here) -> None:
    """Note when the last visit ended: a pause of :data:`PAUSE` seconds begins another."""
    from datetime import datetime
    from urllib.parse import unquote

    at = now()
    seen, active = (unquote(request.cookies.get(name, "")) for name in (SEEN, ACTIVE))
    try:
        if active and (datetime.fromisoformat(at) - datetime.fromisoformat(active)).total_seconds() > PAUSE:
            seen = active
            out.set[SEEN] = seen
        out.since = moment(seen) if seen else None
    except Exception:
        out.since = None
    if not seen:  # what comes from now on is new to this reader
        out.set[SEEN] = at
    out.set[ACTIVE] = at


def slid(request: Request, desk: Desk) -> Response | None:
    """Where the slider leads: the same page at the moment chosen; None where it was not moved."""
    asked = request.query_params
    if "moment" not in asked:
        return None
    stops = views.moments(desk)
    try:
        at = int(asked["moment"])
    except ValueError:
        at = len(stops) - 1
    fields = [(k, v) for k, v in asked.multi_items() if k not in ("moment", "as_of", "offset")]
    if 0 <= at < len(stops) - 1:
        fields.append(("as_of", stops[at]))
    return RedirectResponse(
        quote(request.url.path, safe="/:") + (f"?{urlencode(fields)}" if fields else ""), 303
    )


def when(iso: str | None) -> str:
    """ "5 September 2021, 14:03:20 UTC" for a moment of our clock."""
    if not iso:
        return ""
    if len(iso) < 19 or iso[10] != "T":
        return day(iso)
    return f"{day(iso)}, {iso[11:19]} UTC"


def clip(text: object, limit: int) -> str:
    """The text, cut at ``limit`` code points with " …"."""
    words = str(text)
    return words if len(words) <= limit else words[:limit].rstrip() + " …"


def local(target: str) -> str:
    """The address where it is one of this desk's own, else the list of stories."""
    if not target.startswith("/") or target.startswith(("//", "/\\")) or any(c < " " for c in target):
        return "/"
    return target
