"""Voices that are first heard on a later day than the story's first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wiredesk.changes.entries import entry
from wiredesk.model.reports import Report
from wiredesk.model.statements import Statement
from wiredesk.model.views import Actor, Change, Claim
from wiredesk.text.wording import day, some, speaker


def new_voices(
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
            out.append(entry("voice", when, parts, [c.id for c, _ in new]))
    return out
