"""The facts of a story's statements; those of a statement that says the same as before are not read again."""

from __future__ import annotations

import re
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from operator import is_
from threading import Lock

from wiredesk.claims.answers import with_answers
from wiredesk.claims.facts import Aliases, Facts, facts
from wiredesk.claims.ground import grounded
from wiredesk.claims.occasions import with_neighbours, with_settings
from wiredesk.claims.people import root, voice_key
from wiredesk.claims.singles import with_singles
from wiredesk.claims.tolls import summed
from wiredesk.claims.toponyms import one_place_each
from wiredesk.claims.traits import with_traits
from wiredesk.model.reports import Report
from wiredesk.model.statements import Place, PlaceMention, Statement
from wiredesk.model.views import Actor

MOST = 100_000
"""So many statements' facts are remembered in a process, those asked for last."""


class Touching:
    """Which of a story's aliases a passage may hold: those whose words it all has."""

    def __init__(self, aliases: Aliases) -> None:
        self._by_word: dict[str, list[tuple[frozenset[str], str, str]]] = defaultdict(list)
        for printed, name in sorted(aliases.to.items()):
            words = WORD.findall(printed)
            self._by_word[words[0] if words else ""].append((frozenset(words), printed, name))

    def those_in(self, parts: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """The aliases, in order, each with the name that is put for it; the passage is given in parts."""
        words = frozenset().union(*map(_words, parts))
        return tuple(
            sorted(
                (printed, name)
                for word in words & self._by_word.keys()
                for needed, printed, name in self._by_word[word]
                if needed <= words
            )
        )


WORD = re.compile(r"\w+")


@lru_cache(maxsize=MOST)
def _words(text: str) -> frozenset[str]:
    return frozenset((*WORD.findall(text), ""))


STORIES = 4
"""Of so many stories what the statements tell together is remembered, those asked for last: claims and
disagreements ask for the same."""

_stories: list[tuple[list[Facts], list[Facts]]] = []
_kept: OrderedDict[tuple[str, str | None], tuple[tuple[object, ...], Facts]] = OrderedDict()
_lock = Lock()


def facts_of(
    statements: Sequence[Statement],
    found: Sequence[Actor],
    reports: Sequence[Report],
    places: Mapping[str, Place] | None = None,
) -> list[Facts]:
    """The facts of statements, in the order of their ids; ``places`` are gazetteer entries by id."""
    aliases = Aliases.of(found)
    touching = Touching(aliases)
    voices = {n: root(a.id, found) or a.id for a in found for n in a.names}
    within = _containers(statements, places)
    statements = one_place_each(statements, within)
    by_id = {r.id: r for r in reports}
    by_report: dict[str, list[Statement]] = defaultdict(list)
    mentions: dict[str, list[PlaceMention]] = defaultdict(list)
    for s in statements:
        by_report[s.report].append(s)
        mentions[s.report].extend(s.places)
    filled = {k: v for r in reports for k, v in grounded(by_report[r.id], r, within).items()}
    named = {r: sorted(set(m), key=lambda m: (m.start, m.end, m.name)) for r, m in mentions.items()}

    def read(s: Statement) -> Facts:
        report = by_id.get(s.report)
        near = tuple(m for m in named.get(s.report, ()) if s.sentence.start <= m.start < s.sentence.end)
        text = report.text if report else ""
        key: tuple[object, ...] = (
            s, text, report and report.published, near, voices.get(voice_key(s)),
            touching.those_in(_seen(s, text, near)) if aliases.to else (),
            tuple(within.get(m.place or "", ()) for m in s.places),
        )  # fmt: skip
        # Compared part by part: what is the very same object costs nothing, a hash of all of it would.
        short = (s.id, s.voice.actor)
        with _lock:
            known = _kept.get(short)
            if known is not None and known[0] == key:
                _kept.move_to_end(short)
                return known[1]
        if s.voice.actor is None:
            made = facts(s, aliases, voices, within, report, near)
        else:  # which the facts know from ``voices``
            made = read(replace(s, voice=replace(s.voice, actor=None)))
        with _lock:
            _kept[short] = (key, made)
            if len(_kept) > MOST:
                _kept.popitem(last=False)
        return made

    ordered = sorted(statements, key=lambda s: s.id)
    every = [read(filled.get(s.id, s)) for s in ordered]
    with _lock:
        for was, out in _stories:
            if len(was) == len(every) and all(map(is_, was, every)):
                return list(out)
    starts = [s.spans[0].start for s in ordered]
    made = with_answers(
        with_traits(with_singles(with_settings(with_neighbours(summed(every)), starts))), starts
    )
    with _lock:
        _stories.insert(0, (every, made))
        del _stories[STORIES:]
    return list(made)


def _seen(s: Statement, text: str, near: Iterable[PlaceMention]) -> Iterator[str]:
    """All of a statement in a text that aliases are looked for in."""
    yield from (s.text, s.actor, s.object, s.voice.name, s.sentence.of(text), *(m.name for m in near))
    if s.condition:
        yield s.condition.of(text)


def _containers(
    statements: Sequence[Statement], places: Mapping[str, Place] | None
) -> dict[str, tuple[str, ...]]:
    """What contains each place named, by id: from ``places`` or, where not given, the gazetteer."""
    if places is not None:
        return {i: p.within for i, p in places.items()}
    named = {m.place for s in statements for m in s.places if m.place}
    if not named:
        return {}
    from wiredesk.resources.gazetteer import place

    return {i: place(i).within for i in sorted(named)}
