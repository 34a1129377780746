"""Who published a report: from what came with it, its address, or how it speaks of itself."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources
from itertools import chain

from wiredesk.clean.lines import FAR

_NAME = r"(?:The\s)?[A-Z][\w&’.]*(?:\s[A-Z][\w&’.]*){0,3}"
_UNABLE = (
    r"NAME\s(?:has|have|had|could|can|was|is|were)\s(?:not|n[o’']t|unable)\s?"
    r"(?:been\s|yet\s|immediately\s)?(?:able\sto\s|to\s)?(?:immediately\s)?"
)
_CORRESPONDENTS = (
    r"^[^\w\n]{0,12}NAME[’']s?\s(?:own\s)?(?:correspondent|reporter)s?\b[^.\n]{0,80}\scontributed\b"
)
_RIGHTS = (
    r"(?:©|\(c\)|Copyright)\s?(?:\d{4}(?:\s?[-–]\s?\d{4})?)?,?\s?NAME"
    r"(?=[,.]|\s(?:All\s[Rr]ights|LLC|Inc|Ltd|\d{4})|$)"
)
_VERIFIED = r"independently\s(?:verif|confirm|authenticat|corroborat)\w*"
# How an outlet speaks of itself, and what that shows.
_SELF = {
    "unverified": (_UNABLE + _VERIFIED, "says what it could not verify"),
    "contributors": (
        r"^[^\w\n]{0,12}NAME[’']s?\s[A-Z][\w.’', -]{3,200}\scontributed\b",
        "its contributors are named",
    ),
    "correspondents": (_CORRESPONDENTS, "its correspondents are named"),
    "unreached": (_UNABLE + r"(?:verif|reach|confirm)\w*", "says what it could not verify"),
    "support": (
        r"^[^\w\n]{0,12}(?:Support|Donate to|Subscribe to|Follow)\sNAME[^\w\n]{0,12}$",
        "asks for support",
    ),
    "rights": (_RIGHTS, "holds the copyright"),
}
_SELF_RE = re.compile(
    "|".join(p.replace("NAME", f"(?P<{key}>{_NAME})") for key, (p, _) in _SELF.items()), re.M
)
_ABBREVIATED = re.compile(r"\b[A-Z]\.(?:[A-Z]\.)*$")
_ELSEWHERE = re.compile(r"\sOn\s[A-Z]")  # "Follow Ida Holm On Twitter": a person
_NOT_NAMES = frozenset(
    "he she it they we i the this that our us this article story police officials authorities the "
    "government journalists journalism independent you".split()
)


@lru_cache(maxsize=1)
def _known() -> dict[str, tuple[str, str]]:
    out: dict[str, tuple[str, str]] = {}
    table = (resources.files("wiredesk.clean") / "outlets.tsv").read_text(encoding="utf-8")
    for row in table.splitlines():
        if row and not row.startswith("#"):
            domain, name, kind = row.split("\t")
            out[domain] = (name, kind)
    return out


def names() -> tuple[str, ...]:
    """The names of all known outlets, other forms of a name behind bars."""
    return tuple(name for name, _ in _known().values())


@lru_cache(maxsize=1)
def _forms() -> dict[str, str]:
    return {form.lower(): row.split("|")[0] for row in names() for form in row.split("|")}


def usual(name: str) -> str:
    """The name that an outlet is known by, where it is known; else the name as printed."""
    low = name.lower()
    return _forms().get(low) or _forms().get(low.removeprefix("the ")) or name


@lru_cache(maxsize=1)
def agencies() -> dict[str, str]:
    """Names of news agencies, folded, to the name used for them."""
    out: dict[str, str] = {}
    for name, kind in _known().values():
        if kind == "agency":
            for form in name.split("|"):
                out[form.lower()] = name.split("|")[0]
    return out


def host(url: str) -> str:
    """The host of an address without "www."; that of the archived page where it is an archive's."""
    inner = re.search(r"https?://(?:web\.)?archive\.(?:org|today|is|ph)/(?:web/)?\w+/(https?://.+)", url)
    match = re.match(
        r"(?:[a-z][a-z0-9+.-]*:)?//(?:[^/@]*@)?([^/:?#]+)", inner.group(1) if inner else url, re.I
    )
    found = (match.group(1) if match else "").lower().strip(".")
    return re.sub(r"^(?:www\d?|m|amp|mobile|edition|en)\.(?=[^.]+\.)", "", found)


def registrable(name: str) -> str:
    """The part of a host that someone registered: "bbc.co.uk" of "news.bbc.co.uk"."""
    parts = name.split(".")
    if len(parts) <= 2:
        return name
    second = len(parts[-1]) == 2 and parts[-2] in (
        "co",
        "com",
        "net",
        "org",
        "gov",
        "edu",
        "ac",
        "or",
        "go",
        "ne",
        "in",
    )
    return ".".join(parts[-3:] if second else parts[-2:])


def of_url(url: str) -> str | None:
    """The outlet of an address: its known name, else its registrable domain; None without a host, or
    where the host is only a number (127.0.0.1), which names no one."""
    name = host(url)
    if "." not in name or name.replace(".", "").isdecimal():
        return None
    known = _known()
    parts = name.split(".")
    for i in range(len(parts) - 1):
        if found := known.get(".".join(parts[i:])):
            return found[0].split("|")[0]
    return registrable(name)


def of_text(text: str) -> tuple[str, str] | None:
    """The outlet that a text speaks for as itself, and how that is seen, or None.

    Seen are: "X has not been able to verify", "X's A and B contributed", "Support X" on a line of its
    own, a copyright line.  "told X" alone does not count: reports quote other outlets' interviews.
    """
    for match in chain(_SELF_RE.finditer(text, 0, FAR), _SELF_RE.finditer(text, max(FAR, len(text) - FAR))):
        for key, (_, how) in _SELF.items():
            name = match[key]
            if not name or name.lower() in _NOT_NAMES or name.isdigit():
                continue
            plain = name.removesuffix("’s").removesuffix("'s")
            plain = plain if _ABBREVIATED.search(plain) else plain.rstrip(".")  # the sentence's
            if key == "support" and _ELSEWHERE.search(plain):
                continue
            own = rf"\btold {re.escape(plain)}\b|\b{re.escape(plain)}[’']s? (?:team|reporter|correspondent)"
            if key == "unreached" and not re.search(own, text):
                continue  # anyone may be unable to confirm; who is also told things is a newsroom
            return plain, how
    return None
