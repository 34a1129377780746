"""Custody: where bytes came from, and every handling of them since, as a chain of events."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from json import dumps
from re import fullmatch
from typing import Any

#: The kinds of event, in words for people.
EVENTS: dict[str, str] = {
    "opened": "the log begins",
    "adopted": "was in the desk before it kept a log",
    "captured": "bytes were read and kept",
    "seen-again": "the same bytes were read again",
    "judged": "a judgement was made",
    "exported": "evidence was handed over",
    "verified": "the desk was checked",
    "timestamped": "a time-stamping authority signed the head of the log",
}

START = "0" * 64
"""What stands before the first event in place of a hash."""


@dataclass(frozen=True, slots=True)
class Origin:
    """How bytes reached us, beyond path and time; every field is None where it does not apply.

    ``archive`` is the file they were read from (a WARC, WACZ, zip), ``member`` the path inside it,
    ``offset`` the byte offset of the record in that member as stored, ``record`` its WARC-Record-ID.
    ``taken`` is when the archive says that it captured them (ISO 8601, UTC): another's clock, a fact
    about the archive and not about us.  ``http`` is the status line and headers as they came, lines
    parted by CR LF.  ``digest`` is the digest that the archive gives for them, with its algorithm.
    ``address`` is the IP address that an answer came from, ``redirects`` the addresses passed on the
    way to the one that answered, parted by spaces.
    """

    archive: str | None = None
    member: str | None = None
    offset: int | None = None
    record: str | None = None
    taken: str | None = None
    http: str | None = None
    digest: str | None = None
    address: str | None = None
    redirects: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One handling of the evidence.

    ``seq`` counts from 1 without gaps; ``at`` is our clock (ISO 8601, UTC); ``kind`` a key of
    :data:`EVENTS`; ``subject`` the id of what was handled, "" for the desk as a whole; ``details``
    what is known of it, JSON values.  ``hash`` is the SHA-256 (hexadecimal) of all else, ``previous``
    the hash of the event before it, so that no event can be changed, removed or put between two
    others without every later hash changing.
    """

    seq: int
    at: str
    kind: str
    subject: str
    details: dict[str, Any]
    previous: str
    hash: str = ""

    def digest(self) -> str:
        """What ``hash`` has to be: SHA-256 of the canonical JSON of the other fields, in order."""
        return event_hash(self.seq, self.at, self.kind, self.subject, canonical(self.details), self.previous)


def canonical(details: dict[str, Any]) -> str:
    """Details as they are hashed and kept: JSON, keys sorted, no spaces, ASCII only."""
    return dumps(details, ensure_ascii=True, sort_keys=True, separators=(",", ":"))


def event_hash(seq: int, at: str, kind: str, subject: str, details: str, previous: str) -> str:
    """The hash of an event, ``details`` in :func:`canonical` form."""
    text = dumps([seq, at, kind, subject, details, previous], ensure_ascii=True, separators=(",", ":"))
    return sha256(text.encode("ascii")).hexdigest()


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a log: how many events there are and the hash of the last.

    Noted outside of the desk file (on paper, in a WACZ, in a time stamp) it shows later whether the
    log was cut or written anew: what a desk once showed as its head must still stand in its log.
    """

    count: int
    hash: str

    def __str__(self) -> str:
        return f"{self.count}:{self.hash}"

    @staticmethod
    def of(text: str) -> Head:
        """The head that :func:`str` wrote.  Raises ValueError where the text is none."""
        count, _, digest = text.strip().partition(":")
        if not count.isdecimal() or not fullmatch("[0-9a-f]{64}", digest):
            raise ValueError(
                f"{text!r} is no head of a log; expected COUNT:HASH as `wiredesk verify` prints it"
            )
        return Head(int(count), digest)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that was changed from outside: ``code`` for programs, ``subject`` the id or file
    it is about, ``message`` what was found and what was expected."""

    code: str
    subject: str
    message: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What a check of a desk found: nothing in ``findings`` means that all is as it was kept.

    ``head`` is the end of the log that was checked; ``anchors`` say in words which heads noted
    outside (given, or signed by a time-stamping authority) were found in it.
    """

    captures: int
    blobs: int
    judgements: int
    events: int
    head: Head
    findings: tuple[Finding, ...] = ()
    anchors: tuple[str, ...] = field(default=())
