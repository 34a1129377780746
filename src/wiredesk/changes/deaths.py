"""Speakers who are quoted alive in one place and reported dead in another."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from wiredesk.changes.entries import entry
from wiredesk.model.reports import Report
from wiredesk.model.statements import Force, Statement
from wiredesk.model.views import Actor, Change, Claim
from wiredesk.text.wording import flat, quoted, said, shown, some, speaker

_DEATH = re.compile(r"\b(?:killed|dead|died|slain|assassinated|executed|murdered|death)\b", re.I)
_BEFELL = re.compile(
    r"\b(?:was|were|been|be|being|is|are|reportedly|allegedly|also)\s+(?:\w+ly\s+)?"
    r"(?:killed|slain|assassinated|executed|murdered)\b|\bdied\b|\b(?:is|are|was|were) dead\b",
    re.I,
)


_COUNTED = re.compile(
    r"(?<!and )(?<!with )\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|scores|"
    r"hundreds|several|some|many) (?!years?\b)(?:of )?[a-z]",
    re.I,
)
"""Others who are counted between a name and what befell somebody."""


def fallen(
    claims: Sequence[Claim],
    reports: Mapping[str, Report],
    people: Mapping[str, Actor],
    names: Mapping[str, str],
) -> list[Change]:
    """A named speaker who is quoted alive in one place and reported dead in another."""
    spoke: dict[str, list[tuple[Claim, Statement]]] = {}
    for claim in claims:
        for s in claim.statements:
            if s.voice.kind != "outlet" and s.voice.named and len(s.voice.name.split()) > 1:
                spoke.setdefault(s.voice.actor or s.voice.name, []).append((claim, s))
    dead = [c for c in claims if _DEATH.search(c.wording)]
    out = []
    for key in sorted(spoke):
        actor = people.get(key)
        if actor and actor.kind != "person":
            continue
        forms = {flat(n) for n in (actor.names if actor else ())} | {
            flat(s.voice.name) for _, s in spoke[key]
        }
        for claim in sorted(dead, key=lambda c: c.id):
            if any(claim.story != c.story for c, _ in spoke[key][:1]):
                continue
            member = next((s for s in (shown(claim), *claim.statements) if _kills(s, forms)), None)
            if member is None or (member.voice.actor or member.voice.name) == key:
                continue
            said_it = [(c, s) for c, s in spoke[key] if c.id != claim.id]
            if not said_it:
                continue
            first = said_it[0][1]
            where = list(dict.fromkeys(names[s.report] for _, s in said_it))
            parts = [
                speaker(first.voice, "", people),
                f", quoted here as a voice by {some(where)}, is reported dead:\n",
                *said(member, reports[member.report], names[member.report], people),
                *quoted(member),
            ]
            at = reports[member.report].published
            out.append(entry("update", at, parts, (claim.id, *dict.fromkeys(c.id for c, _ in said_it))))
            break
    return out


def _kills(statement: Statement, forms: set[str]) -> bool:
    """Whether a statement says that someone of these names died: "X was killed", "the death of
    X", "they killed X"; not "X killed two", nor a denial, a condition or a question."""
    if statement.negated or statement.force in (Force.DENIED, Force.CONDITIONAL, Force.ASKED, Force.DEMANDED):
        return False
    text = flat(statement.text)
    for form in sorted(forms):
        if len(form.split()) < 2:
            continue  # a bare surname may be a father, a son or a town
        for start, end in _named(form, text):
            before, after = text[:start], text[end:]
            if re.search(
                r"\b(?:by|like|after|son of|brother of|father of|wife of|aide (?:to|of))\s*$", before, re.I
            ):
                continue
            befell = _BEFELL.search(after[:120])
            if befell is not None and _COUNTED.search(after[: befell.start()]):
                befell = (
                    None  # "… UN Rehn Ostmark Eleven people were killed", a page's tags run into its text
                )
            if (befell and not re.match(r"['’]s\b", after)) or re.match(
                r"['’]s (?:death|killing|assassination|murder)\b", after
            ):
                return True
            if re.search(
                r"\b(?:death|killing|assassination|murder) of\s*(?:\S+\s+){0,4}$|"
                r"\b(?:killed|assassinated|murdered)\s+(?:(?!(?:during|in|by|after|near|on|at)\b)\S+\s+){0,4}$",
                before,
                re.I,
            ) and not re.match(r"['’]s\b", after):
                return True
    return False


def _named(form: str, text: str) -> list[tuple[int, int]]:
    """Where a full name stands in a text: the same first name, and the same last name but for a
    letter or two of its spelling ("Dolev", "Dolew")."""
    first, last = form.split()[0], form.split()[-1]
    out = []
    for hit in re.finditer(rf"\b{re.escape(first)}(?:\s+[\w.'’-]+){{0,2}}?\s+([\w'’-]+)", text):
        other = hit[1].removesuffix("’s").removesuffix("'s")
        alike = SequenceMatcher(None, last.lower(), other.lower(), autojunk=False).ratio()
        if other[:1] == last[:1] and alike >= 0.8:
            out.append((hit.start(), hit.start(1) + len(other)))
    return out
