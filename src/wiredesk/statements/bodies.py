"""Bodies named by what they are: which one "the monitoring group", "the company" or "the network" is.

A phrase such as "the UK-based group" names nobody; the report names the body elsewhere, by a name that
says of what kind it is ("… Observatory", "… News", "… Ministry") or as the body that somebody speaks
for.  Chosen on the development keys (fa-kes, AllSides), where one voice in ten is such a phrase.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import chain

from wiredesk.model.parses import Word
from wiredesk.model.statements import Voice
from wiredesk.statements import cues
from wiredesk.statements.cast import Cast
from wiredesk.statements.roles import head_role

REACH = 2500
"""Characters back that a body is looked for, and as many forward for a body that is the only one."""

_KINDS = {
    "monitor": ("monitor watchdog observatory", r"observator|monitor|watch\b|watchdog"),
    "news": (
        "network channel newspaper paper station broadcaster magazine outlet",
        (
            r"\b(?:news|tv|television|times|post|press|journal|herald|tribune|radio|broadcasting|network"
            r"|magazine|channel|daily|gazette|courier|chronicle|globe|guardian|telegraph|examiner|inquirer"
            r"|sentinel|observer|dispatch|bee)\b"
        ),
    ),
    "company": (
        (
            "company firm corporation parent carrier manufacturer conglomerate retailer utility operator"
            " airline carmaker automaker drugmaker planemaker chipmaker brewer insurer lender chain giant"
            " developer supplier railway shipbuilder startup start-up"
        ),
        r"\b(?:inc|corp|co|ltd|llc|plc|company|holdings|corporation|industries|motors|airlines|group)\b",
    ),
    "agency": ("agency department ministry office bureau administration commission", ""),
    "group": ("group organisation organization body movement association foundation", ""),
    "union": ("union", r"union|association|federation|brotherhood|workers|guild"),
    "centre": ("center centre fund institute society league", ""),
    "charity": ("charity", r"societ|foundation|relief|\baid\b|charit|\bfund\b|\btrust\b|crescent|\bcross\b"),
    "panel": ("panel", r"\b(?:panel|committee|subcommittee|commission)\b"),
    "party": ("party", r"\bparty|democrat|republican|labour|conservative"),
    "court": ("court", r"\bcourt"),
    "military": ("military army forces coalition government police committee council campaign", ""),
    "school": ("university college school hospital bank", ""),
}
"""Kind of body: the nouns that stand for it, and what its names hold besides these nouns."""

_CALLED = {"department": r"\b(?:department|police)\b"}
"""What the names hold of bodies that are called by another noun: "the department" is "Orvel Police", too."""

_HEADS = {head: kind for kind, (heads, _) in _KINDS.items() for head in heads.split()}
_PLAIN = cues.words("""
    monitoring rights human watchdog war advocacy activist aid news media tech parent holding nonprofit
    non-profit charity relief humanitarian campaign trade terrorist terror militant jihadist extremist rebel
    armed insurgent opposition separatist islamist guerrilla
""")
"""Nouns and adjectives that may stand between article and head without naming anyone."""
_STATE = re.compile(
    r"\b(?:ministry|department|senate|congress|court|police|house|committee|state|gop|party|democrats?"
    r"|republicans?|administration|government)\b",
    re.I,
)
_PRINTED = ("paper", "newspaper", "magazine")
_NO_PAPER = re.compile(r"\b(?:associated press|agency|agence|tv|television|radio|network|channel)\b", re.I)
"""What "the paper" is not."""
_NOTHING = re.compile(r"(?!)")
_ANY = cues.words("""
    group organisation organization company firm corporation parent agency network newspaper outlet
""")
"""Nouns so plain that they may stand for a body whose name does not say what it is."""
_FIRM_ROLES = cues.words("spokesman ceo director manager founder owner")
_DAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_INDEFINITE = ("a", "an")


def is_kind(noun: str) -> bool:
    """Whether a noun stands for a body: "monitor", "network", "ministry"."""
    return noun.lower() in _HEADS


def kind_of(words: Sequence[Word]) -> str | None:
    """Of what kind the body of such a phrase is ("the UK-based monitoring group": monitor), else None.

    None too where the phrase names the body itself or stands for several.
    """
    phrase = [w for w in words if w.pos != "PUNCT" or w.text == "-"]
    stops = (n for n, w in enumerate(phrase) if w.tag in ("WDT", "WP") or w.text in (",", "("))
    stop = next(stops, len(phrase))
    phrase = phrase[:stop]
    if len(phrase) < 2 or phrase[0].text.lower() not in ("the", "this", "that", *_INDEFINITE):
        return None
    head = phrase[-1].text.lower()
    kind = _HEADS.get(head)
    if kind is None:
        return None
    inner = phrase[1:-1]
    if any(w.pos == "ADP" for w in inner) or any(w.text.lower() in _INDEFINITE for w in inner):
        return None  # "the Observatory a Varo-based group" has its name
    based = next((n for n, w in enumerate(inner) if w.text.lower().endswith("based")), -1)
    rest = inner[based + 1 :]
    owned = head == "parent" and any(w.tag == "POS" for w in rest)
    if not owned and any(w.text.lower() not in _PLAIN and not _of_a_land(w) for w in rest):
        return None
    if kind == "group" and any(w.text.lower() in ("monitoring", "watchdog", "rights") for w in rest):
        kind = "monitor"
    if kind == "agency" and any(w.text.lower() in ("news", "media") for w in rest):
        kind = "news"
    if phrase[0].text.lower() in _INDEFINITE and kind != "monitor":
        return None
    return kind


def _of_a_land(word: Word) -> bool:
    """Whether a word says of which land a body is ("Ostmarkian"), and is no name: "the Varhap agency"."""
    return word.ent == "NORP" and word.text.lower().endswith(("n", "i", "ish", "ese", "ch", "ic", "sh"))


_TITLES = cues.words("""
    post times journal herald tribune gazette courier chronicle globe guardian telegraph examiner inquirer
    sentinel observer dispatch news star sun mirror mail standard register
""")
"""Last words of papers' names, by which they are called for short."""


def paper_called(name: str, at: int, known: Cast) -> str | None:
    """The paper that is called "the Post" for short at ``at``, by its full name in the report (the one named
    last before, else the only one); None for other names, or where the report has no such paper."""
    if name.lower() not in _TITLES or not name[:1].isupper():
        return None
    ends = re.compile(rf"\w\s{name}$")
    papers = [(m.end, m.naming.name) for m in known.mentions if m.naming.kind == "body"]
    papers = [(end, full) for end, full in sorted([*papers, *known.issuers]) if ends.search(full)]
    before = [full for end, full in papers if end <= at]
    if before:
        return before[-1]
    return papers[0][1] if len({full for _, full in papers}) == 1 else None


def body(
    kind: str, head: str, at: int, known: Cast, last: Sequence[tuple[int, Voice]], since: int = 0
) -> str | None:
    """The name of the body of ``kind`` that a phrase at ``at`` stands for, or None.

    Of that kind first whoever spoke last, then whom somebody who spoke speaks for, then the body
    named last, then the only one of the report.  A phrase whose kind shows in no name of the report stands
    for the body that spoke last only where it is a plain "group", "company" or "agency"; a company then
    for the first name in its own paragraph, which begins at ``since``.
    """
    telling = re.compile(_KINDS[kind][1] or _CALLED.get(head, rf"\b{head}\b"), re.I)
    other = _NO_PAPER if head in _PRINTED else _NOTHING
    recent = [v for where, v in reversed(last[-8:]) if 0 < at - where < REACH]
    spoken = [v.name for v in recent if v.named and v.name not in known.people and v.name not in known.full]
    spoken += [v.group for v in recent if v.group]
    n = bisect_left([m.start for m in known.mentions], at)
    bodies = [(m.end, m.naming.name) for m in known.mentions if m.naming.kind == "body"]
    bodies = sorted([*bodies, *known.issuers])
    named = [name for end, name in reversed(bodies) if end < at]
    groups = [group for _, group in known.roles.values() if group]
    for name in chain(spoken, groups, named):
        if _is_named(name) and telling.search(name) and not other.search(name):
            return known.best(name)
    later = {known.best(m.naming.name) for m in known.mentions[n:] if m.naming.kind == "body"}
    later = {name for name in later if _is_named(name) and telling.search(name)}
    if len(later) == 1:
        return later.pop()
    if head in _ANY or kind == "company":
        for name in spoken:
            if kind not in ("company", "news") or not _STATE.search(name):
                return known.best(name)
    if kind == "company":
        here = (m.naming.name for m in known.mentions[:n] if m.start >= since and m.naming.kind == "body")
        first = next((name for name in here if _is_named(name) and _all_capital(name)), None)
        if first is not None:
            return known.best(first)
        firms = {known.best(g) for r, g in known.roles.values() if g and head_role(r or "") in _FIRM_ROLES}
        if len(firms) == 1:
            return firms.pop()
    return None


def _all_capital(name: str) -> bool:
    return all(w[:1].isupper() for w in name.split()) and not _DAY.search(name)


def _is_named(name: str) -> bool:
    """Whether a phrase is a name: several words or a long one, and no "UK-based group"."""
    words = name.split()
    head = words[-1].lower()
    plain = (head in _HEADS or head.removesuffix("s") in _HEADS) and (
        len(words) == 1 or words[-1].islower() or "-based" in words[0]
    )
    owned = any(w.lower().endswith(("'s", "’s")) for w in words)
    thing = words[-1].islower() and head not in _NAMED_SO  # "Vale administration request"
    return name[:1].isupper() and len(words) < 9 and not plain and not owned and not thing


_NAMED_SO = cues.BODIES | set(cues.MEDIA) | cues.words("television radio tv media forces militia observatory")
"""What the name of a body may end in without a capital: "Ostmark state television"."""


__all__ = ["body", "is_kind", "kind_of"]
