"""Who published a report: from what came with it, its address, or how it speaks of itself."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources

_FIRST_PERSON = (
    r"(?P<n{0}>{name})\s(?:has|have|had|could|can|was|is|were)\s(?:not|n[o’']t|unable)\s?(?:been\s|yet\s|immediately\s)?(?:able\sto\s|to\s)?(?:immediately\s)?independently\s(?:verif|confirm|authenticat|corroborat)\w*",
    r"^\W*(?P<n{0}>{name})[’']s?\s[A-Z][\w.’', -]{{3,200}}\scontributed\b",
    r"^\W*(?P<n{0}>{name})[’']s?\s(?:own\s)?(?:correspondent|reporter)s?\b[^.]{{0,80}}\scontributed\b",
    r"(?P<n{0}>{name})\s(?:has|have|had|could|can|was|is)\s(?:not|n[o’']t|unable)\s?(?:been\s|yet\s|immediately\s)?(?:able\sto\s|to\s)?(?:immediately\s)?(?:verif|reach|confirm)\w*",
    r"^\W*(?:Support|Donate to|Subscribe to|Follow)\s(?P<n{0}>{name})\W*$",
    r"(?:©|\(c\)|Copyright)\s?(?:\d{{4}}(?:\s?[-–]\s?\d{{4}})?)?,?\s?(?P<n{0}>{name})(?=[,.]|\s(?:All\s[Rr]ights|LLC|Inc|Ltd|\d{{4}})|$)",
)
_NAME = r"(?:The\s)?[A-Z][\w&’.]*(?:\s[A-Z][\w&’.]*){0,3}"
_SELF = re.compile("|".join(p.format(i, name=_NAME) for i, p in enumerate(_FIRST_PERSON)), re.M)
_NOT_NAMES = frozenset(
    "he she it they we i the this that our us this article story police officials authorities the government journalists journalism independent you".split()
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
    match = re.match(r"(?:[a-z][a-z0-9+.-]*:)?//(?:[^/@]*@)?([^/:?#]+)", inner.group(1) if inner else url, re.I)
    found = (match.group(1) if match else "").lower().strip(".")
    return re.sub(r"^(?:www\d?|m|amp|mobile|edition|en)\.(?=[^.]+\.)", "", found)


def registrable(name: str) -> str:
    """The part of a host that someone registered: "bbc.co.uk" of "news.bbc.co.uk"."""
    parts = name.split(".")
    if len(parts) <= 2:
        return name
    second = len(parts[-1]) == 2 and parts[-2] in ("co", "com", "net", "org", "gov", "edu", "ac", "or", "go", "ne", "in")
    return ".".join(parts[-3:] if second else parts[-2:])


def of_url(url: str) -> str | None:
    """The outlet of an address: its known name, else its registrable domain; None without a host."""
    name = host(url)
    if "." not in name:
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
    for match in _SELF.finditer(text):
        for i in range(len(_FIRST_PERSON)):
            name = match[f"n{i}"]
            if name and name.lower() not in _NOT_NAMES and not name.isdigit():
                plain = name.removesuffix("’s").removesuffix("'s")
                if i == 3 and not re.search(rf"\btold {re.escape(plain)}\b|\b{re.escape(plain)}[’']s? (?:team|reporter|correspondent)", text):
                    continue
                how = ("says what it could not verify", "its contributors are named", "its correspondents are named",
                       "says what it could not verify", "asks for support", "holds the copyright")[i]  # fmt: skip
                return plain, how
    return None
