"""Places named in a report: which place each name means; :mod:`wiredesk.statements.toponyms` finds the names.

All names of a report are resolved together, so that "Georgia" in a report that names Tbilisi is the country.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log10

from wiredesk.model.parses import Parse
from wiredesk.model.reports import Report
from wiredesk.model.statements import Place, PlaceMention
from wiredesk.resources import gazetteer
from wiredesk.resources.gazetteer import Entry
from wiredesk.statements.toponyms import COMPASS, Toponym, toponyms

# Weights of the choice between places of one name, in powers of ten of people; chosen on GeoVirus
# and TR-News.
HOLDS = 1.5  # for a region, where another name stands before it as inside it
PER_HOME, MOST_HOME = 3.0, 1.5  # for each container that other names share, growing with their number
HOME = 1.0  # for a country or region in which other names lie
MOST_CLOSE = 1.0  # for towns within a few hundred kilometres of other towns named
MOST_CONTEXT = 3.0  # for all of these together


def places(report: Report, parses: Sequence[Parse]) -> tuple[PlaceMention, ...]:
    """The places named in a cleaned report, in order, without overlaps.

    ``parses[i]`` is of ``report.paragraphs()[i]``.  ``place`` is the gazetteer id, None where
    the name is a place but not known.  Demonyms ("Kenyan police") are not places; seats of power
    standing for those who sit there ("Paris objected") are.  Rules and weights were chosen on
    GeoVirus and TR-News.
    """
    placed = [(p, s.start) for p, s in zip(parses, report.paragraphs(), strict=True)]
    return tuple(
        PlaceMention(n.start, n.end, n.text, n.chosen.id if n.chosen else None) for n in _resolved(placed)
    )


def located(text: str, parses: Sequence[Parse]) -> list[tuple[int, int, str, Place | None]]:
    """The places of any text: start, end, name, and the place or None.

    ``parses`` are of the paragraphs of ``text``: its lines that are not blank, trimmed, in order.
    """
    placed: list[tuple[Parse, int]] = []
    at = 0
    for parse in parses:
        at = text.index(parse.text, at)
        placed.append((parse, at))
        at += len(parse.text)
    return [
        (n.start, n.end, n.text, gazetteer.place_of(n.chosen) if n.chosen else None)
        for n in _resolved(placed)
    ]


def _resolved(placed: Sequence[tuple[Parse, int]]) -> list[Toponym]:
    names = toponyms(placed)
    _resolve(names)
    return [n for n in names if n.sure or n.chosen is not None]


def _resolve(names: list[Toponym]) -> None:
    for name in names:
        for j in name.inside:
            names[j].holds = True
    texts = {n.text: _options(n.text) for n in names}
    counts = Counter(n.text for n in names)
    kinds = {t: Counter(n.kind for n in names if n.text == t and n.kind) for t in texts}
    where = {t: [names[j].text for n in names if n.text == t for j in n.inside] for t in texts}
    holds = {t for t in texts if any(n.holds for n in names if n.text == t)}
    best: dict[str, Entry | None] = {t: max(o, key=_prior, default=None) for t, o in texts.items()}
    for _ in range(3):
        support = _support(best, counts)
        new: dict[str, Entry | None] = {}
        for text, found in texts.items():
            kind = kinds[text].most_common(1)[0][0] if kinds[text] else ""
            new[text] = _choose(text, found, where[text], kind, text in holds, best, support)
        if new == best:
            break
        best = new
    for name in names:
        chosen = best[name.text]
        if chosen is not None and (name.inside or name.kind or name.holds):
            near = [names[j].text for j in name.inside]
            local = _choose(name.text, texts[name.text], near, name.kind, name.holds, best, support)
            chosen = local or chosen
        if chosen is None and name.sure:
            chosen = _spelled_otherwise(name, best)
        name.chosen = chosen


def _options(text: str) -> tuple[Entry, ...]:
    """What a name may mean; "Central Luzon" means Luzon where nothing bears the whole name."""
    found = gazetteer.entries(text)
    words = text.split()
    while not found and len(words) > 1 and words[0].lower() in COMPASS:
        words = words[1:]
        found = gazetteer.entries(" ".join(words))
    return found[:60]


def _prior(e: Entry) -> float:
    """How likely a name means this place when nothing else is known, in powers of ten of people."""
    if e.level == 0:
        return 6.3
    if e.level == 1:
        return 4.8 if e.country else 6.0
    if e.level == 2:
        return 2.6
    return 0.8 * log10(e.population + 10) + (1.0 if gazetteer.is_capital(e) else 0.0)


@dataclass(slots=True)
class _Support:
    """What the other names of the report speak for: how often each container is meant, and where."""

    homes: dict[str, float]
    points: list[tuple[str, float, float, float]]


def _support(best: dict[str, Entry | None], counts: Counter[str]) -> _Support:
    homes: dict[str, float] = defaultdict(float)
    points: list[tuple[str, float, float, float]] = []
    for text, entry in best.items():
        if entry is None:
            continue
        weight = 1.0 + 0.5 * log10(counts[text])
        homes[entry.id] += weight
        for outer in entry.within:
            homes[outer] += weight
        if entry.level == 3 and entry.lat is not None and entry.lon is not None:
            points.append((text, entry.lat, entry.lon, weight))
    return _Support(homes, points)


def _choose(
    text: str,
    found: tuple[Entry, ...],
    where: list[str],
    kind: str,
    holds: bool,
    best: dict[str, Entry | None],
    support: _Support,
) -> Entry | None:
    """The candidate with the most for it: people, the kind word, containers and neighbours named in
    the report, and above all a container named right beside it."""
    top: Entry | None = None
    top_score = float("-inf")
    mine = best.get(text)
    own = {mine.id, *mine.within} if mine is not None else set()
    wide = bool(found) and found[0].level == 0
    for e in found:
        score = _prior(e)
        if kind:
            score += 3.0 if e.kind == kind else -0.5
        if holds and e.level == 1:
            score += HOLDS
        context = 0.0
        if e.level:
            for outer in e.within:
                weight = support.homes.get(outer, 0.0) - (1.0 if outer in own else 0.0)
                if weight > 0:
                    context += min(MOST_HOME, log10(1 + PER_HOME * weight))
        if e.level < 2 and support.homes.get(e.id, 0.0) - (1.0 if e.id in own else 0.0) > 0.5:
            context += HOME
        if e.level == 3 and e.lat is not None and e.lon is not None:
            close = 0.0
            for other, lat, lon, weight in support.points:
                if other != text and abs(lat - e.lat) < 8:
                    close += weight * exp(-gazetteer.km(e.lat, e.lon, lat, lon) / 150)
            context += min(MOST_CLOSE, close)
        score += min(MOST_CONTEXT, context)
        for name in where:
            if any(o.id in e.within for o in gazetteer.entries(name)):
                score += 1.0 if wide and e.level > 1 else 4.0
                break
        if score > top_score + 1e-9:
            top, top_score = e, score
    return top


def _spelled_otherwise(name: Toponym, best: dict[str, Entry | None]) -> Entry | None:
    """A place of another spelling inside the places that the report names."""
    regions = [e.id for e in best.values() if e is not None and e.level in (1, 2)]
    countries = [e.id for e in best.values() if e is not None and e.level == 0]
    for homes, least in ((regions, 0.74), (countries, 0.8)):
        likely = gazetteer.likely(name.text, tuple(sorted(set(homes))), least) if homes else ()
        for e, like in likely:
            if not name.kind or e.kind == name.kind or like > 0.9:
                return e
    return None
