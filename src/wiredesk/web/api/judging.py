"""Judging through the API, and the edit log."""

from __future__ import annotations

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from wiredesk.desk import KINDS, Decision, Desk, Judgement
from wiredesk.export import decision_json
from wiredesk.web.api.answers import FARTHEST, MOST, Refused, answer, as_of, number, part, with_desk
from wiredesk.web.api.keys import may_judge

LARGEST = 64_000  # bytes of a judgement
_FIELDS = {"kind": str, "left": str, "right": str, "answer": bool, "by": str, "reason": str, "value": str}


async def judgements(request: Request) -> Response:
    """The edit log, newest first."""
    at = as_of(request)
    limit, offset = number(request, "limit", 50, 1, MOST), number(request, "offset", 0, 0, FARTHEST)
    found = await with_desk(request, lambda desk: desk.log(at))
    newest = list(reversed(found))
    items = [decision_json(d) for d in newest[offset : offset + limit]]
    return part(request, items, len(newest), offset, limit)


async def judge(request: Request) -> Response:
    """Keep a judgement."""
    may_judge(request)
    given = await _body(request, _FIELDS, ("kind", "left"))
    evidence = given.pop("evidence", [])
    by = given.pop("by", None) or request.app.state.by

    def work(desk: Desk) -> Judgement:
        made = desk.judge(
            given["kind"], given["left"], given.get("right", ""), given.get("answer", True), by,
            given.get("reason", ""), value=given.get("value", ""), evidence=evidence,
        )  # fmt: skip
        desk.refresh(tell=False)
        return made

    return _made(request, await with_desk(request, work))


async def undo(request: Request) -> Response:
    """Take a judgement back."""
    may_judge(request)
    given = await _body(request, {"by": str, "reason": str}, ())
    by, id_ = given.get("by") or request.app.state.by, request.path_params["id"]

    def work(desk: Desk) -> Judgement:
        made = desk.undo(id_, by, given.get("reason", ""))
        desk.refresh(tell=False)
        return made

    return _made(request, await with_desk(request, work))


def _made(request: Request, judgement: Judgement) -> Response:
    return answer(request, decision_json(Decision(judgement, "obeyed")), 201)


async def _body(request: Request, fields: dict[str, type], needed: tuple[str, ...]) -> dict[str, Any]:
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    data = b""
    async for chunk in request.stream():
        data += chunk
        if len(data) > LARGEST:
            raise Refused(413, "Too large", f"the body is larger than {LARGEST} bytes")
    if not data and not needed:
        return {}
    if media != "application/json":
        raise Refused(415, "Unknown media type", f"the body is {media[:60]!r}; expected application/json")
    try:
        given = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise Refused(400, "Bad body", "the body is no JSON") from error
    if not isinstance(given, dict):
        raise Refused(400, "Bad body", "the body is no JSON object")
    evidence = given.get("evidence", [])
    known = {*fields, "evidence"} if "kind" in fields else set(fields)
    wrong = sorted(k for k in given if k not in known)
    wrong += [k for k, kind in fields.items() if k in given and not isinstance(given[k], kind)]
    wrong += [k for k in needed if not given.get(k)]
    if not isinstance(evidence, list) or not all(isinstance(e, str) for e in evidence):
        wrong.append("evidence")
    if given.get("kind", "note") not in KINDS:
        wrong.append("kind")
    if any(_half(v) for v in (*given.values(), *(evidence if isinstance(evidence, list) else ()))):
        wrong.append("a half character")
    if wrong:
        raise Refused(400, "Bad body", f"missing, unknown or of the wrong type: {', '.join(wrong)[:300]}")
    return given


def _half(value: Any) -> bool:
    """Whether a text has a half of a surrogate pair, which no file and no UTF-8 can hold."""
    return isinstance(value, str) and any("\ud800" <= c <= "\udfff" for c in value)
