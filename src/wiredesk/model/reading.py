"""How the web may be read, and what a watch of it brings."""

from __future__ import annotations

from dataclasses import dataclass, field

from wiredesk.model.views import Problem


@dataclass(frozen=True, slots=True)
class Limits:
    """How much may be asked of the network and of this machine for one address.

    ``size`` bytes, packed as well as unpacked; ``seconds`` for all of an answer, with its redirects;
    ``connect`` and ``silence`` seconds without a sign of life; ``redirects``; ``gap`` seconds between
    two requests to a host; ``patience`` seconds that a busy server (Retry-After) is waited for before
    giving up.  ``allowed`` are networks that may be connected to though they are not public.
    ``robots`` False reads what robots.txt asks to leave alone: for those who have the right to.
    ``contact`` is put into the program's name, for the people who run the servers.
    """

    size: int = 64_000_000
    seconds: float = 60.0
    connect: float = 10.0
    silence: float = 20.0
    redirects: int = 10
    gap: float = 1.0
    patience: float = 60.0
    allowed: tuple[str, ...] = ()
    robots: bool = True
    contact: str = ""


@dataclass(frozen=True, slots=True)
class News:
    """Something that a watch brought.

    ``kind``: "report", an address that was not read before; "edition", an address that now says
    something else; "gone", one that is no longer there (404, 410) though it was read before.
    ``outlet`` and ``title`` are as the report says after cleaning, None where it does not.
    """

    kind: str
    url: str
    title: str | None = None
    outlet: str | None = None
    capture: str | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """One round of a watch.

    ``asked`` is how many feeds and lists were due and asked, ``unchanged`` how many of them had nothing
    new; ``news`` what came; ``waiting`` how many addresses are known and not yet read; ``problems`` what
    gave nothing this time, each with its code; ``rest`` the seconds until something is due again.
    """

    asked: int
    unchanged: int
    news: tuple[News, ...] = ()
    waiting: int = 0
    problems: tuple[Problem, ...] = field(default=())
    rest: float = 0.0
