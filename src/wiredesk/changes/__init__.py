"""What changed over time, on the outlets' clock.

A later report may revise a figure, overtake what an earlier one said, reverse it, or bring a new
voice; and a man quoted in one report may be dead in another.  Only reports with different,
known publication times are ordered; two reports of one day are set beside each other by the
disagreements, never called earlier and later.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from wiredesk.model.reports import Report
from wiredesk.model.spans import Span
from wiredesk.model.statements import Force, Statement
from wiredesk.model.views import Actor, Change, Claim, Disagreement
from wiredesk.text.wording import day, flat, labels, quoted, said, shown, some, speaker, written

__all__ = ["changes"]

_ORDERED = ("figure", "update", "polarity", "control", "date", "condition")

_DEATH = re.compile(r"\b(?:killed|dead|died|slain|assassinated|executed|murdered|death)\b", re.I)
_BEFELL = re.compile(
    r"\b(?:was|were|been|be|being|is|are|reportedly|allegedly|also)\s+(?:\w+ly\s+)?"
    r"(?:killed|slain|assassinated|executed|murdered)\b|\bdied\b|\b(?:is|are|was|were) dead\b",
    re.I,
)


def changes(
    claims: Sequence[Claim],
    reports: Sequence[Report],
    disagreements: Sequence[Disagreement] = (),
    actors: Sequence[Actor] = (),
) -> tuple[Change, ...]:
    """The changes of all stories, in order of time, then of kind.

    ``at`` is the publication time of the report that brought the change (ISO), None where the
    order is not known from publication (a death beside a quotation of the dead).  Kinds:
    figure, update, reversal, voice.
    """
    by_report = {r.id: r for r in reports}
    people = {a.id: a for a in actors}
    names = labels(reports)
    known = [c for c in claims if c.statements and all(s.report in by_report for s in c.statements)]
    found = [
        *_revised(known, by_report, disagreements, people, names),
        *_fallen(known, by_report, people, names),
        *_voices(known, by_report, people, names),
    ]
    order = {"reversal": 0, "update": 1, "figure": 2, "voice": 3}
    unique = {(c.kind, c.text): c for c in found}
    return tuple(sorted(unique.values(), key=lambda c: (order.get(c.kind, 9), c.at or "", c.text)))


def _first(claim: Claim, reports: Mapping[str, Report]) -> tuple[str, Statement] | None:
    """The earliest dated appearance of a claim."""
    dated = [
        (reports[s.report].published or "", s.id, s) for s in claim.statements if reports[s.report].published
    ]
    when, _, statement = min(dated, default=("", "", None), key=lambda d: d[:2])
    return (when, statement) if statement is not None else None


def _revised(
    claims: Sequence[Claim],
    reports: Mapping[str, Report],
    disagreements: Sequence[Disagreement],
    people: Mapping[str, Actor],
    names: Mapping[str, str],
) -> list[Change]:
    by_id = {c.id: c for c in claims}
    out = []
    for d in disagreements:
        if d.kind not in _ORDERED or d.left not in by_id or d.right not in by_id:
            continue
        one, two = (_first(by_id[d.left], reports), _first(by_id[d.right], reports))
        if one is None or two is None or (not _before(one[0], two[0]) and not _before(two[0], one[0])):
            continue
        left, right = (d.left, d.right) if _before(one[0], two[0]) else (d.right, d.left)
        (was_at, was), (now_at, now) = sorted((one, two), key=lambda x: x[0])
        same = bool(was.voice.actor) and was.voice.actor == now.voice.actor and was.voice.kind != "outlet"
        kind = "update" if d.kind == "update" else "figure" if d.kind == "figure" else "reversal"
        if kind == "reversal" and not same:
            continue  # two voices that differ are a dispute, not a change
        if kind == "figure" and not same and not _grown(was, now):
            continue  # tolls grow; a smaller one from another voice is a dispute, too
        parts = [
            ("Figure revised" if same else "Later figure")
            if kind == "figure"
            else "Reversed"
            if kind == "reversal"
            else "Later account",
            " by the same voice" if same else "",
            ":\n",
            f"{day(was_at)}: ",
            *said(was, reports[was.report], names[was.report], people),
            *quoted(was),
            "\n",
            f"{day(now_at)}: ",
            *said(now, reports[now.report], names[now.report], people),
            *quoted(now),
        ]
        out.append(_change(kind, now_at, parts, (left, right)))
    return out


def _grown(was: Statement, now: Statement) -> bool:
    """Whether the later statement's largest figure is above the earlier one's."""
    before, after = (max((f.low or f.high or 0 for f in s.figures), default=0) for s in (was, now))
    return after > before


def _before(one: str, two: str) -> bool:
    """Whether a publication time is surely before another: by day, or by the clock where both give it."""
    if one[:10] != two[:10]:
        return one[:10] < two[:10]
    return len(one) > 10 and len(two) > 10 and one[10:] < two[10:]


def _change(kind: str, at: str | None, parts: Sequence[str], claims: Sequence[str]) -> Change:
    text, exact = written(parts)
    return Change(kind, at, text, tuple(dict.fromkeys(claims)), tuple(Span(s.start, s.end) for s in exact))


def _fallen(
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
            out.append(_change("update", at, parts, (claim.id, *dict.fromkeys(c.id for c, _ in said_it))))
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
            if (_BEFELL.search(after[:120]) and not re.match(r"['’]s\b", after)) or re.match(
                r"['’]s (?:death|killing|assassination|murder)\b", after
            ):
                return True
            if re.search(
                r"\b(?:death|killing|assassination|murder) of\s*(?:\S+\s+){0,4}$|"
                r"\b(?:killed|assassinated|murdered)\s+(?:\S+\s+){0,4}$",
                before,
                re.I,
            ):
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


def _voices(
    claims: Sequence[Claim],
    reports: Mapping[str, Report],
    people: Mapping[str, Actor],
    names: Mapping[str, str],
) -> list[Change]:
    """Named voices that are first heard on a later day than the story's first."""
    by_story: dict[str, dict[str, tuple[str, Claim, Statement]]] = {}
    opened: dict[str, str] = {}
    for claim in sorted(claims, key=lambda c: c.id):
        for s in claim.statements:
            when = (reports[s.report].published or "")[:10]
            if not when:
                continue
            opened[claim.story] = min(opened.get(claim.story, when), when)
            if s.voice.kind == "outlet" or not s.voice.named:
                continue
            heard = by_story.setdefault(claim.story, {})
            key = s.voice.actor or s.voice.name
            if key not in heard or when < heard[key][0]:
                heard[key] = (when, claim, s)
    out = []
    for story, heard in sorted(by_story.items()):
        days: dict[str, list[tuple[Claim, Statement]]] = {}
        for when, claim, s in heard.values():
            if when > opened[story]:
                days.setdefault(when, []).append((claim, s))
        for when, new in sorted(days.items()):
            new.sort(key=lambda x: x[1].id)
            who = [f"{speaker(s.voice, '', people)} in {names[s.report]}" for _, s in new]
            parts: list[str] = [f"First heard on {day(when)}: ", some(who, 5)]
            out.append(_change("voice", when, parts, [c.id for c, _ in new]))
    return out
