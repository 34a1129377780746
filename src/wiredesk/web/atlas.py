"""Places and who is said to hold them, drawn from coordinates alone: no tiles from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, log2, radians

from wiredesk.model.statements import Place
from wiredesk.model.views import Claim, Document
from wiredesk.text.wording import flat

WIDTH, HEIGHT, EDGE = 960.0, 560.0, 54.0  # of the drawing
STEPS = (30.0, 20.0, 10.0, 5.0, 2.0, 1.0, 0.5, 0.25, 0.1, 0.05, 0.02, 0.01)  # degrees between lines
LETTER = 7.2  # width of a letter of a name, in drawing units
HOLDERS = 6  # holders that have a sign of their own


@dataclass(frozen=True, slots=True)
class Held:
    """A claim of who holds a place: ``assessed`` where a person accepted the claim."""

    holder: str
    relation: str
    claim: Claim
    assessed: bool
    sign: int  # which of the drawing's signs the holder has; 0 for none


@dataclass(frozen=True, slots=True)
class Label:
    """Where the name of a place is written, and which end of it is there (SVG's ``text-anchor``)."""

    x: float
    y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map, with the claims that name it."""

    place: Place
    x: float
    y: float
    r: float
    claims: int
    held: tuple[Held, ...]
    unsure: float  # radius of the circle that its coordinates are sure to, in drawing units
    label: Label


@dataclass(frozen=True, slots=True)
class Atlas:
    """The map: spots, lines of the graticule with their degrees, and what could not be placed."""

    width: float
    height: float
    spots: tuple[Spot, ...]
    meridians: tuple[tuple[float, str], ...]
    parallels: tuple[tuple[float, str], ...]
    unplaced: tuple[tuple[str, int], ...]
    outside: tuple[Place, ...]
    holders: tuple[tuple[int, str], ...]
    held: tuple[tuple[str, Held], ...]  # every claim of control, with the place as named


def atlas(document: Document, accepted: Iterable[str] = ()) -> Atlas:
    """The map of a story.  ``accepted`` are claims that a person took as so.

    Equirectangular, true to scale at the middle latitude.  Countries, and regions that nobody is said to
    hold, are listed beside narrower places, not drawn: a dot in the middle of a country would say more
    than is known, and make the rest of the map small.
    """
    taken = set(accepted)
    known = {p.id: p for p in document.places}
    claims: dict[str, set[str]] = {}
    unplaced: dict[str, set[str]] = {}
    named: dict[str, str] = {}
    for claim in document.claims:
        for statement in claim.statements:
            for mention in statement.places:
                place = known.get(mention.place or "")
                if place is None or place.lat is None or place.lon is None:
                    unplaced.setdefault(flat(mention.name), set()).add(claim.id)
                else:
                    claims.setdefault(place.id, set()).add(claim.id)
                    named[flat(mention.name).lower()] = place.id
    held = list(_held(document, taken))
    signs = {
        h: i + 1 for i, h in enumerate(list(dict.fromkeys(x.holder for _, x in held if x.holder))[:HOLDERS])
    }
    held = [(n, Held(h.holder, h.relation, h.claim, h.assessed, signs.get(h.holder, 0))) for n, h in held]
    at: dict[str, list[Held]] = {}
    for name, one in held:
        if name.lower() in named:
            at.setdefault(named[name.lower()], []).append(one)
    wide = [
        known[i] for i in claims if known[i].kind == "country" or (known[i].kind == "region" and i not in at)
    ]
    drawn = [known[i] for i in claims if known[i] not in wide] or wide
    outside = tuple(sorted((p for p in wide if p not in drawn), key=lambda p: p.name))
    spots, meridians, parallels = _drawn(drawn, claims, at)
    return Atlas(
        WIDTH, HEIGHT, spots, meridians, parallels,
        tuple(sorted(((n, len(c)) for n, c in unplaced.items()), key=lambda x: (-x[1], x[0]))),
        outside,
        tuple((i, h) for h, i in signs.items()),
        tuple(held),
    )  # fmt: skip


def _held(document: Document, taken: set[str]) -> Iterable[tuple[str, Held]]:
    for claim in document.claims:
        seen = set()
        for statement in claim.statements:
            control = statement.control
            if control is None:
                continue
            for name in control.places:
                key = (flat(name), flat(control.holder or ""), control.relation)
                if key not in seen:
                    seen.add(key)
                    yield key[0], Held(key[1], control.relation, claim, claim.id in taken, 0)


def _drawn(
    places: list[Place], claims: dict[str, set[str]], held: dict[str, list[Held]]
) -> tuple[tuple[Spot, ...], tuple[tuple[float, str], ...], tuple[tuple[float, str], ...]]:
    points = [(p, p.lat, p.lon) for p in places if p.lat is not None and p.lon is not None]
    if not points:
        return (), (), ()
    lats, lons = [y for _, y, _ in points], [x for _, _, x in points]
    middle = (min(lats) + max(lats)) / 2
    squeeze = max(0.05, cos(radians(middle)))
    wide = max((max(lons) - min(lons)) * squeeze, 0.6)
    high = max(max(lats) - min(lats), 0.4)
    scale = min((WIDTH - 2 * EDGE - 120) / wide, (HEIGHT - 2 * EDGE) / high)  # units per degree of latitude
    cx, cy = (min(lons) + max(lons)) / 2, middle

    def x(lon: float) -> float:
        return round(WIDTH / 2 + (lon - cx) * squeeze * scale, 1)

    def y(lat: float) -> float:
        return round(HEIGHT / 2 - (lat - cy) * scale, 1)

    spots: list[Spot] = []
    taken = [(x(lon) - 8, y(lat) - 8, x(lon) + 8, y(lat) + 8) for _, lat, lon in points]
    for p, lat, lon in sorted(points, key=lambda q: (-q[1], q[2], q[0].id)):
        r, rings = round(4 + 1.6 * log2(1 + len(claims[p.id])), 1), tuple(held.get(p.id, ()))
        label = _label(p.name, x(lon), y(lat), r + 4 * min(4, len(rings)), taken)
        unsure = round((p.radius_km or 0) / 111.2 * scale, 1)
        spots.append(Spot(p, x(lon), y(lat), r, len(claims[p.id]), rings, unsure, label))
    step = next((s for s in STEPS if s * scale <= 210), STEPS[-1])
    half_lon, half_lat = WIDTH / 2 / scale / squeeze, HEIGHT / 2 / scale
    meridians = tuple((x(d), _degrees(d, "E", "W")) for d in _lines(cx - half_lon, cx + half_lon, step))
    parallels = tuple((y(d), _degrees(d, "N", "S")) for d in _lines(cy - half_lat, cy + half_lat, step))
    return tuple(spots), meridians, parallels


def _lines(low: float, high: float, step: float) -> list[float]:
    first = int(low // step) + 1
    out = [round(i * step, 6) for i in range(first, first + 40)]
    return [d for d in out if d < high]


def _label(name: str, x: float, y: float, r: float, taken: list[tuple[float, float, float, float]]) -> Label:
    """Where a name meets no other name or dot: beside its dot, under it or over it, else further out;
    what it takes up is added to ``taken`` (left, top, right, bottom)."""
    wide = LETTER * min(len(name), 40)
    best: tuple[float, Label, tuple[float, float, float, float]] | None = None
    for out in (0.0, 14.0, 28.0):
        for dx, dy, anchor in (
            (r + 8 + out, 4.0, "start"), (-r - 8 - out, 4.0, "end"),
            (0.0, r + 16 + out, "middle"), (0.0, -r - 8 - out, "middle"),
        ):  # fmt: skip
            at, base = x + dx, y + dy
            left = at - wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
            box = (left, base - 11, left + wide, base + 3)
            if box[0] < 2 or box[2] > WIDTH - 2 or box[1] < 2 or box[3] > HEIGHT - 2:
                continue
            meets = sum(
                max(0.0, min(box[2], b[2]) - max(box[0], b[0]))
                * max(0.0, min(box[3], b[3]) - max(box[1], b[1]))
                for b in taken
            )
            if best is None or meets < best[0]:
                best = (meets, Label(round(at, 1), round(base, 1), anchor), box)
            if not meets:
                break
        if best is not None and not best[0]:
            break
    if best is None:
        return Label(round(x + r + 8, 1), round(y + 4, 1), "start")
    taken.append(best[2])
    return best[1]


def _degrees(value: float, positive: str, negative: str) -> str:
    text = f"{abs(value):.2f}".rstrip("0").rstrip(".")
    return f"{text}°{positive if value > 0 else negative if value < 0 else ''}"
