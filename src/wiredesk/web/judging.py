"""Judging: what a form of the desk asks for becomes dated judgements with their author."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from wiredesk.desk import Desk, now
from wiredesk.errors import InputError, WiredeskError
from wiredesk.model.judgements import UNDO, Judgement
from wiredesk.web import guard, views
from wiredesk.web.here import NAME, SAID, SEEN, THEME, author, clip, local
from wiredesk.web.pages import failed, wrong

MOST = 2_000_000  # bytes of a form: a long pasted page fits
FIELDS = 500


@dataclass(frozen=True, slots=True)
class Form:
    """What a form holds: every field in order."""

    fields: tuple[tuple[str, str], ...]

    def one(self, name: str, most: int = 4_000) -> str:
        """The first value of a field, trimmed and cut, or ""."""
        return next((v for k, v in self.fields if k == name), "").strip()[:most]

    def all(self, name: str) -> list[str]:
        """Every value of a field, each once."""
        return list(dict.fromkeys(v for k, v in self.fields if k == name and v))


@dataclass(frozen=True, slots=True)
class Again:
    """A refused form, to be sent once more."""

    path: str
    fields: tuple[tuple[str, str], ...]


def act(do: Callable[[Request, Desk, Form], Any]) -> Callable[[Request], Any]:
    """A handler of a form: refused where it is not ours; else ``do`` in a worker thread, and back to
    the page it came from.  ``do`` gives the judgement to tell of, a word for it, or None."""

    async def handler(request: Request) -> Response:
        desks = request.app.state.desks
        form = await _form(request)
        if form is None:
            return await desks.call(  # type: ignore[no-any-return]
                lambda desk: failed(
                    request,
                    desk,
                    "Too much at once",
                    f"A form may hold {MOST:,} bytes here; add larger reports with `wiredesk add`.",
                    413,
                )
            )
        why = guard.allowed(request, form.one(guard.FIELD))
        if why:
            kept = tuple((k, v) for k, v in form.fields if k != guard.FIELD)
            # what another site's page sent is not offered again, only what our own page did
            again = Again(request.url.path, kept) if "no longer valid" in why else None
            return await desks.call(  # type: ignore[no-any-return]
                lambda desk: failed(request, desk, "Not taken", f"This act was refused: {why}.", 403, again)
            )
        back = RedirectResponse(_safe(local(form.one("next", 2_000) or "/")), 303)
        regroup: list[bool] = []

        def run(desk: Desk) -> Response:
            try:
                made = do(request, desk, form)
            except WiredeskError as error:
                return wrong(request, desk, error)
            regroup.append(not isinstance(made, Judgement) or _of_stories(desk, made))
            if not regroup[0]:
                desk.heed()
            told = made.id if isinstance(made, Judgement) else made
            if isinstance(told, str):
                back.set_cookie(SAID, quote(told), max_age=60, httponly=True, samesite="strict")
            return back

        answer: Response = await desks.call(run, writing=True)
        if answer is back:
            if any(regroup):
                await desks.regroup()
            request.app.state.live.nudge()
        return answer

    handler.__name__ = do.__name__
    handler.__doc__ = do.__doc__
    return handler


def _of_stories(desk: Desk, made: Judgement) -> bool:
    """Whether a judgement, or what it undoes, says what is one story."""
    known = {j.id: j for j in desk.judgements()}
    while made.kind == UNDO and made.left in known:
        made = known[made.left]
    return made.kind in ("same_story", "pin_story")


def _safe(target: str) -> str:
    return quote(target, safe="/:?#[]@!$&'()*+,;=%~")


async def _form(request: Request) -> Form | None:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST:
            return None
    try:
        pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=FIELDS)
    except ValueError:
        return None
    return Form(tuple(pairs))


def judge(request: Request, desk: Desk, form: Form) -> Judgement:
    """One judgement: kind, sides, answer; a grade, note or line; the reason."""
    kind, answer = form.one("kind"), form.one("answer")
    if form.one("act"):  # "same_actor yes": both in one choice
        kind, _, answer = form.one("act").partition(" ")
    value = form.one("value")
    if kind in ("note", "line") and not value:
        raise InputError(f"a {kind} has words; the field was empty")
    evidence = form.all("evidence")
    left, right = form.one("left"), form.one("right")
    if kind == "line" and not evidence:
        raise InputError("a line of your own rests on at least one claim; select what it rests on")
    if kind == "line":
        left, right = evidence[0], ""
    if right and left == right:
        raise InputError("the two sides are one and the same; choose another")
    return desk.judge(
        kind, left, right, answer != "no", author(request), form.one("reason"), value=value, evidence=evidence
    )


def merge(request: Request, desk: Desk, form: Form) -> Judgement:
    """The selected claims become one.  Each is given as one of its statements."""
    chosen = form.all("claim")
    if len(chosen) < 2:
        raise InputError("merging takes two claims or more; select them first (x), then merge (m)")
    made = None
    for other in chosen[1:]:
        made = desk.judge("same_claim", chosen[0], other, True, author(request), form.one("reason"))
    assert made is not None
    return made


def split(request: Request, desk: Desk, form: Form) -> Judgement:
    """The marked passages leave their claim."""
    _, claim = views.of_claim(desk, form.one("claim"), None)
    marked = [s.id for s in claim.statements if s.id in form.all("statement")]
    rest = [s.id for s in claim.statements if s.id not in marked]
    if not marked or not rest:
        raise InputError(
            f"{len(marked)} of {len(claim.statements)} passages are marked; splitting takes at least one, "
            "and at least one must stay"
        )
    made = None
    for statement in marked:
        made = desk.judge("same_claim", rest[0], statement, False, author(request), form.one("reason"))
    for other in marked[1:]:  # they left together
        made = desk.judge("same_claim", marked[0], other, True, author(request), form.one("reason"))
    assert made is not None
    return made


def join(request: Request, desk: Desk, form: Form) -> Judgement:
    """Two stories become one.  Each is given by its id, or that of a report in it."""
    one, other = form.one("story"), form.one("other") or form.one("address")
    other = other.rstrip("/").rpartition("/story/")[2].partition("?")[0].partition("/")[0]
    if not other:
        raise InputError("joining takes another story; choose one, or paste the address of its page")
    left, right = (views.story(desk, id_, None).document.reports[0].id for id_ in (one, other))
    if any(r.id == right for r in views.story(desk, one, None).document.reports):
        raise InputError("that is this very story; choose another")
    return desk.judge("same_story", left, right, True, author(request), form.one("reason"))


def part(request: Request, desk: Desk, form: Form) -> Judgement:
    """The marked reports leave their story, together."""
    reports = [r.id for r in views.story(desk, form.one("story"), None).document.reports]
    marked = [r for r in reports if r in form.all("report")]
    rest = [r for r in reports if r not in marked]
    if not marked or not rest:
        raise InputError(
            f"{len(marked)} of {len(reports)} reports are marked; parting takes at least one, and at "
            "least one must stay"
        )
    by, why = author(request), form.one("reason")
    for other in marked[1:]:  # first that they belong together: the parting then takes all of them
        desk.judge("same_story", marked[0], other, True, by, why)
    return desk.judge("same_story", rest[0], marked[0], False, by, why)


def undo(request: Request, desk: Desk, form: Form) -> Judgement:
    """Take a judgement back; both stay in the log."""
    return desk.undo(form.one("judgement"), author(request))


def add(request: Request, desk: Desk, form: Form) -> str:
    """A pasted report becomes a capture."""
    import tempfile
    from pathlib import Path

    text = form.one("text", MOST)
    if not text:
        raise InputError("there is nothing to add: the field was empty")
    name = views.file_name(form.one("name", 80) or "pasted").removesuffix(".txt") + ".txt"
    with tempfile.TemporaryDirectory(prefix="wiredesk-") as folder:
        path = Path(folder) / name
        path.write_text(text.replace("\r\n", "\n"), encoding="utf-8")
        made = desk.add([str(path)])
    for problem in made.problems:
        raise InputError(f"{name}: {problem.why}; {problem.remedy}")
    return "added"


async def me(request: Request) -> Response:
    """Keep the name under which this browser judges."""
    return await _kept(request, NAME, lambda form: clip(form.one("by"), 80))


async def theme(request: Request) -> Response:
    """Keep whether pages are light or dark here."""
    return await _kept(
        request, THEME, lambda form: form.one("theme") if form.one("theme") == "dark" else "light"
    )


async def seen(request: Request) -> Response:
    """Note that this browser's reader has seen every alert up to now."""
    return await _kept(request, SEEN, lambda form: now())


async def _kept(request: Request, name: str, value: Callable[[Form], str]) -> Response:
    form = await _form(request)
    why = "the form was too long" if form is None else guard.allowed(request, form.one(guard.FIELD))
    if why or form is None:
        return HTMLResponse(f"<!DOCTYPE html><title>Not taken</title><p>Refused: {why}.", 403)
    response = RedirectResponse(_safe(local(form.one("next", 2_000) or "/")), 303)
    response.set_cookie(name, quote(value(form)), max_age=guard.YEAR, httponly=True, samesite="strict")
    return response
