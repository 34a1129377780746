"""Who may judge through the API: our own pages, and programs that can read the desk's token file."""

from __future__ import annotations

import hmac
import os
import secrets
from pathlib import Path

from starlette.requests import Request

from wiredesk.errors import DeskError
from wiredesk.web.api.answers import Refused
from wiredesk.web.guard import HEADER, allowed


def token_file(desk: Path) -> Path:
    """Where the word lies that programs show: beside the desk file, readable by its user alone."""
    return desk.with_name(desk.name + ".token")


def word(desk: Path) -> str:
    """The word of a desk's token file, which is made where there is none.

    Raises :class:`wiredesk.errors.DeskError` where it cannot be, or where others may read it.
    """
    path = token_file(desk)
    try:
        try:
            handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except FileExistsError:
            if os.name == "posix" and path.stat().st_mode & 0o077:
                raise DeskError(f"{path}: others may read this token; `chmod 600` it, or delete it") from None
            found = path.read_text("ascii").strip()
            if len(found) < 32:
                raise DeskError(f"{path}: holds no token; delete it and another is made") from None
            return found
        with os.fdopen(handle, "w", encoding="ascii") as file:
            made = secrets.token_urlsafe(32)
            file.write(made + "\n")
        return made
    except (OSError, UnicodeError) as error:
        raise DeskError(f"{path}: the token cannot be read or made ({error})") from error


def may_judge(request: Request) -> None:
    """Raise :class:`Refused` unless the request may change something.

    A program shows ``Authorization: Bearer`` and the word of the token file; a page of ours its
    token in the header ``X-Wiredesk-Token``.
    """
    shown = request.headers.get("authorization")
    if shown is None:
        why = allowed(request, request.headers.get(HEADER))
        if why:
            raise Refused(
                403,
                "Not allowed",
                f"{why}; a program shows the word in the file that lies beside the desk (.token) "
                "as Authorization: Bearer",
            )
        return
    kind, _, given = shown.partition(" ")
    known = word(request.app.state.desks.path)
    if kind.lower() != "bearer" or not hmac.compare_digest(given.strip().encode(), known.encode()):
        raise Refused(401, "Not allowed", "the bearer token is not the one in the desk's token file")
