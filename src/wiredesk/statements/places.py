"""Places named in a report: which words are a place, and which place they mean.

Names are taken from the parser's entities and, where their surroundings speak for a place,
from the gazetteer; then all names of the report are resolved together, so that "Georgia" in a
report that names Tbilisi is the country.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import exp, log10

from wiredesk.model.parses import Parse, Word
from wiredesk.model.reports import Report
from wiredesk.model.statements import Place, PlaceMention
from wiredesk.resources import gazetteer
from wiredesk.resources.gazetteer import Entry

_KINDS = {
    "province": "region", "state": "region", "governorate": "region", "region": "region", "oblast": "region",
    "prefecture": "region", "emirate": "region", "district": "district", "county": "district",
    "municipality": "district", "parish": "district", "borough": "district", "tehsil": "district",
    "raion": "district", "rayon": "district", "city": "city", "town": "city", "village": "city",
    "suburb": "city", "hamlet": "city", "township": "city", "port": "city", "capital": "city", "valley": "",
    "island": "", "islands": "", "river": "", "coast": "", "border": "", "area": "", "airport": "", "camp": "",
    "peninsula": "", "neighborhood": "city", "neighbourhood": "city", "neighborhoods": "city", "districts": "district",
    "provinces": "region", "cities": "city", "towns": "city", "villages": "city", "states": "region",
    "counties": "district", "country": "country", "nation": "country", "republic": "country", "kingdom": "country",
}  # fmt: skip
_LOCATIVE = frozenset("in at near from around outside inside toward towards across into throughout between".split())
_NOT_NAMES = frozenset(
    """The A An In On At He She It They We I You This That These Those But And Or If When While After Before For
    Of To From By With As Is Are Was Were Not No Yes Monday Tuesday Wednesday Thursday Friday Saturday Sunday
    January February March April May June July August September October November December God Mr Mrs Ms Dr
    President Minister King Queen Pope Prime Chief Police Army Court Congress Senate Parliament Government State
    Islam Christian Muslim Jewish Christmas Easter Ebola Zika Facebook Twitter Google Apple Islamic Internet
    English French German Spanish Arabic Russian Chinese""".split()
)
_TRIM = frozenset("the a an of in 's ’s northern southern eastern western central".split())


@dataclass(slots=True)
class _Name:
    """A place name at one spot, not yet resolved.  ``kind`` comes from a word beside it."""

    start: int
    end: int
    text: str
    kind: str = ""
    sure: bool = True  # whether the words are a place name whatever the gazetteer says
    inside: list[int] = field(default_factory=list)  # names that contain it, by position ("Ames, Iowa")
    chosen: Entry | None = None


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
        (n.start, n.end, n.text, gazetteer.place(n.chosen.id) if n.chosen else None) for n in _resolved(placed)
    ]


def _resolved(placed: Sequence[tuple[Parse, int]]) -> list[_Name]:
    names: list[_Name] = []
    people = _people(placed)
    for parse, offset in placed:
        found = _names(parse, people)
        _containers(parse.text, found, len(names))
        for name in found:
            name.start += offset
            name.end += offset
        names.extend(found)
    _resolve(names)
    return [n for n in names if n.sure or n.chosen is not None]


# --- which words are a place ------------------------------------------------------------------


def _people(placed: Sequence[tuple[Parse, int]]) -> frozenset[str]:
    """Words that stand in names of persons in this report."""
    out: Counter[str] = Counter()
    for parse, _ in placed:
        for span, label in parse.entities:
            if label == "PERSON" and len(span) > 1:
                out[parse.words[span.stop - 1].text] += 1
    return frozenset(out)


def _names(parse: Parse, people: frozenset[str]) -> list[_Name]:
    words = parse.words
    taken = [False] * len(words)
    out: list[_Name] = []
    for span, label in parse.entities:
        if label not in ("GPE", "LOC", "FAC"):
            continue
        for part in _parts(words, span):
            name = _entity(parse, part, label, people)
            if name is not None:
                out.append(name)
                for i in part:
                    taken[i] = True
    i = 0
    while i < len(words):
        if taken[i] or not _capital(words[i]):
            i += 1
            continue
        match = _listed(parse, i, taken, people)
        if match is None:
            i += 1
            continue
        name, stop = match
        out.append(name)
        i = stop
    return sorted(out, key=lambda n: n.start)


def _capital(word: Word) -> bool:
    return word.text[:1].isupper()


def _parts(words: tuple[Word, ...], span: range) -> list[range]:
    """An entity cut at commas and "and" that join two places, without edge words like "the"."""
    out: list[range] = []
    begin = span.start
    for i in [*span, span.stop]:
        if i == span.stop or words[i].text in (",", ";", "/", "(", ")", "–", "—"):
            stop = i
            while begin < stop and (words[begin].text.lower() in _TRIM or not _nameish(words[begin])):
                begin += 1
            while begin < stop and (words[stop - 1].text.lower() in _TRIM or not _nameish(words[stop - 1])):
                stop -= 1
            if begin < stop:
                out.append(range(begin, stop))
            begin = i + 1
    return out


def _nameish(word: Word) -> bool:
    return word.text[:1].isupper() or word.text[:1].isdigit() or word.text[:1] in "‘'’"


def _entity(parse: Parse, part: range, label: str, people: frozenset[str]) -> _Name | None:
    words = parse.words
    start, end = words[part.start].start, words[part.stop - 1].end
    text = parse.text[start:end]
    if not text[:1].isalpha() or len(text) < 2 or text in _NOT_NAMES:
        return None
    known = bool(gazetteer.entries(text))
    if not known and (label == "FAC" or part.stop - part.start == 1 and text in people):
        return None
    if gazetteer.demonym(text) is not None and not known:
        return None
    if text in people and _level(text) > 1:
        return None
    return _Name(start, end, text, kind=_kind(words, part))


def _kind(words: tuple[Word, ...], part: range) -> str:
    """The kind of place that a word beside the name gives: "X province", "the district of X"."""
    after = words[part.stop].text.lower() if part.stop < len(words) else ""
    if after in _KINDS:
        return _KINDS[after]
    last = words[part.stop - 1].text.lower()
    if last in _KINDS and len(part) > 1:
        return _KINDS[last]
    if part.start >= 2 and words[part.start - 1].text == "of" and words[part.start - 2].text.lower() in _KINDS:
        return _KINDS[words[part.start - 2].text.lower()]
    if part.start >= 1 and words[part.start - 1].text.lower() in _KINDS:
        return _KINDS[words[part.start - 1].text.lower()]
    return ""


def _level(text: str) -> int:
    """0 for a country, 1 for a region, 2 for a town of 100,000, 3 for less, 4 for nothing known."""
    found = gazetteer.entries(text)
    if not found:
        return 4
    if found[0].level < 2:
        return found[0].level
    return 2 if found[0].population >= 100_000 else 3


def _listed(parse: Parse, i: int, taken: list[bool], people: frozenset[str]) -> tuple[_Name, int] | None:
    """A gazetteer name from word ``i`` on, where its surroundings speak for a place."""
    words = parse.words
    for stop in range(min(len(words), i + 5), i, -1):
        if any(taken[i:stop]) or not _capital(words[stop - 1]):
            continue
        text = parse.text[words[i].start : words[stop - 1].end]
        if "\n" in text or text in _NOT_NAMES or not gazetteer.known(text):
            continue
        if _speaks_for(parse, i, stop, text, people):
            return _Name(words[i].start, words[stop - 1].end, text, _kind(words, range(i, stop)), sure=False), stop
        return None
    return None


def _speaks_for(parse: Parse, i: int, stop: int, text: str, people: frozenset[str]) -> bool:
    words = parse.words
    label = words[i].ent
    before = words[i - 1].text if i else ""
    after = words[stop].text if stop < len(words) else ""
    level = _level(text)
    if text in people and level > 0:
        return False
    if len(text) < 3 and level > 0 or text.isupper() and level > 1 and len(text) < 5:
        return False
    if _capital_name(before) and i and before not in _NOT_NAMES and before[0].isupper() or after[:1].isupper():
        inside = bool(label) and (not words[i].ent_begin or stop < len(words) and words[stop].ent == label and not words[stop].ent_begin)
        if inside or label in ("", "PERSON", "ORG"):
            return False
    if gazetteer.demonym(text) is not None and level > 0:
        return False
    locative = before.lower() in _LOCATIVE
    kind = _kind(words, range(i, stop)) != ""
    if label in ("PERSON", "NORP", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW", "LANGUAGE"):
        return (locative or kind) and level <= 3 and label == "PERSON" or level == 0 and locative
    if label == "ORG":
        return level <= 1 and len(range(i, stop)) > 0 and words[i].ent_begin and (stop == len(words) or words[stop].ent != "ORG" or words[stop].ent_begin) or locative and level <= 2
    if level == 0:
        return True
    if words[i].pos != "PROPN":
        return False
    return locative or kind or level == 1 and not words[i].ent


def _capital_name(text: str) -> bool:
    return bool(re.fullmatch(r"[A-Z][\w’'-]+", text))


def _containers(text: str, names: list[_Name], base: int) -> None:
    """Note which name contains which: "Ames, Iowa", "Mosul in Iraq", "Iowa's Ames"."""
    for k, name in enumerate(names[:-1]):
        after = names[k + 1]
        between = text[name.end : after.start]
        if re.fullmatch(
            r",? (?:and )?|, in | in (?:the )?(?:northern |southern |eastern |western |central |\w+ )?|"
            r" \(|, (?:a|the) [\w ]{3,30} (?:in|of) (?:the )?(?:\w+ern )?|,? (?:district|province|county|city|town|village),? (?:of|in) (?:the )?(?:\w+ern )?",
            between,
        ):
            if " and " in between:
                continue
            name.inside.append(base + k + 1)


# --- which place the words mean ---------------------------------------------------------------


def _resolve(names: list[_Name]) -> None:
    options = {n.text: _options(n.text) for n in names}
    counts = Counter(n.text for n in names)
    best: dict[str, Entry | None] = {t: _first(o) for t, o in options.items()}
    for _ in range(3):
        support = _support(best, counts)
        new: dict[str, Entry | None] = {}
        for text, found in options.items():
            where = [names[j].text for n in names if n.text == text for j in n.inside]
            kinds = Counter(n.kind for n in names if n.text == text and n.kind)
            new[text] = _choose(text, found, where, kinds.most_common(1)[0][0] if kinds else "", best, support)
        if new == best:
            break
        best = new
    for name in names:
        chosen = best[name.text]
        if name.inside or name.kind:
            where = [names[j].text for j in name.inside]
            chosen = _choose(name.text, options[name.text], where, name.kind, best, support) or chosen
        if chosen is None and name.sure:
            chosen = _spelled_otherwise(name, best)
        name.chosen = chosen


def _options(text: str) -> tuple[Entry, ...]:
    found = gazetteer.entries(text)
    return found[:60]


def _first(found: tuple[Entry, ...]) -> Entry | None:
    return max(found, key=_prior, default=None)


def _prior(e: Entry) -> float:
    if e.level == 0:
        return 7.0
    if e.level == 1:
        return 4.6 if e.country else 6.0
    if e.level == 2:
        return 2.2
    return 0.8 * log10(e.population + 10)


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
    best: dict[str, Entry | None],
    support: _Support,
) -> Entry | None:
    top: Entry | None = None
    top_score = float("-inf")
    mine = best.get(text)
    for e in found:
        score = _prior(e)
        if kind:
            score += 3.0 if e.kind == kind else -0.5
        own = {mine.id, *mine.within} if mine is not None else set()
        for outer in e.within:
            weight = support.homes.get(outer, 0.0) - (1.0 if outer in own else 0.0)
            if weight > 0:
                score += 1.0 * min(2.0, log10(1 + 3 * weight)) if e.level else 0.0
        if e.lat is not None and e.lon is not None and e.level == 3:
            close = 0.0
            for other, lat, lon, weight in support.points:
                if other != text and abs(lat - e.lat) < 8:
                    close += weight * exp(-gazetteer.km(e.lat, e.lon, lat, lon) / 150)
            score += min(1.5, close)
        for outer_name in where:
            for o in gazetteer.entries(outer_name):
                if o.id in e.within:
                    score += 4.0
                    break
        if score > top_score + 1e-9:
            top, top_score = e, score
    return top


def _spelled_otherwise(name: _Name, best: dict[str, Entry | None]) -> Entry | None:
    """A place of another spelling inside the places that the report names."""
    regions = [e.id for e in best.values() if e is not None and e.level in (1, 2)]
    countries = [e.id for e in best.values() if e is not None and e.level == 0]
    for homes, least in ((regions, 0.74), (countries, 0.8)):
        likely = gazetteer.likely(name.text, tuple(sorted(set(homes))), least) if homes else ()
        for e, like in likely:
            if not name.kind or e.kind == name.kind or like > 0.9:
                return e
    return None
