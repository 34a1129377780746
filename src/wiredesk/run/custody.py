"""Custody of a desk: checks and time stamps, each of them an event of its log."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from wiredesk.errors import InputError, NothingToRead
from wiredesk.model.custody import Head, Verified
from wiredesk.run.cache import Progress
from wiredesk.run.clock import tool
from wiredesk.store.desk_file import DeskFile


@dataclass(frozen=True, slots=True)
class Stamped:
    """A time stamp: the head that was signed, when (ISO UTC, the authority's clock), and the answer as
    it came, which other tools can check."""

    head: Head
    at: str
    token: bytes


def verify(
    file: DeskFile, clock: Callable[[], str], progress: Progress | None, heads: Sequence[Head],
    tokens: Sequence[bytes], roots: bytes | None,
) -> Verified:  # fmt: skip
    """Check a desk file (:meth:`wiredesk.desk.Desk.verify`) and log that it was done."""
    found = file.verify(heads, progress, tokens, roots)
    details = {"findings": len(found.findings), "head": str(found.head), "tool": tool()}
    file.log(clock(), "verified", "", details)
    return replace(found, head=file.head())


def timestamp(file: DeskFile, clock: Callable[[], str], authority: str) -> Stamped:
    """Have an authority sign the head of the log (:meth:`wiredesk.desk.Desk.timestamp`)."""
    from wiredesk.gather.stamping import ask
    from wiredesk.store import stamps

    head = file.head()
    if not head.count:
        raise NothingToRead("there is nothing to stamp: the log has no event; add reports first")
    answer = ask(authority, stamps.request(head))
    try:
        stamp = stamps.read(answer)
    except stamps.BadStamp as error:
        raise InputError(f"{authority}: {error}; try another authority") from error
    if stamp.imprint != stamps.imprint(head):
        raise InputError(f"{authority} stamped something else than was asked; try another authority")
    token = b64encode(answer).decode("ascii")
    details = {"head": str(head), "authority": authority, "at": stamp.at, "token": token, "tool": tool()}
    file.log(clock(), "timestamped", "", details)
    return Stamped(head, stamp.at, answer)
