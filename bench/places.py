"""Places: toponyms found and put on the map, on GeoVirus and TR-News.

    python bench/places.py             figures of both sets
    python bench/places.py --errors    what is missed, found too often and put elsewhere

Offsets of the gold names are moved to the nearest place where the name stands (GeoVirus counts from
1).  TR-News also marks demonyms ("Turkish police"), which are not places here: its figures are given
with them and, ``_places``, without.  ``near`` is the share put within 161 km (acc@161) of the gold
names that were found exactly, ``near_all`` of all.  The parses are kept in the folder for temporary
files between runs.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import pickle
import tempfile
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from wiredesk.model.parses import Parse
from wiredesk.resources import gazetteer
from wiredesk.resources.parser import parse, parser_version

SHARED = Path(os.environ.get("WIREDESK_SHARED", Path(__file__).resolve().parents[2] / "shared"))
located = import_module("wiredesk.statements.places").located


class Gold(NamedTuple):
    """A name of the gold standard, with its point where it has one."""

    start: int
    end: int
    name: str
    lat: float | None
    lon: float | None


def articles(shared: Path, name: str) -> Iterator[tuple[str, list[Gold]]]:
    """Text and gold names of the articles of a set ("GeoVirus" or "TR-News")."""
    root = ElementTree.parse(shared / "data" / "places" / f"{name}.xml").getroot()
    for article in root:
        text = article.findtext("text") or ""
        gold = []
        for tag in (*article.iter("location"), *article.iter("toponym")):
            words = tag.findtext("name") or tag.findtext("phrase") or ""
            at = int(tag.findtext("start") or 0)
            spots = [i for i in range(max(0, at - 12), at + 13) if text.startswith(words, i)]
            lat = tag.findtext("lat") or tag.findtext("gaztag/lat")
            lon = tag.findtext("lon") or tag.findtext("gaztag/lon")
            if spots and words:
                start = min(spots, key=lambda i, at=at: abs(i - at))  # type: ignore[misc]
                point = (float(lat), float(lon)) if lat and lon else (None, None)
                gold.append(Gold(start, start + len(words), words, *point))
        yield text, gold


def parsed(text: str) -> list[Parse]:
    """The parses of the lines of a text, from the last run where it is the same."""
    key = hashlib.sha256(f"{parser_version()}\n{text}".encode()).hexdigest()[:24]
    path = Path(tempfile.gettempdir()) / "wiredesk-bench-parses" / key
    if path.exists():
        return pickle.loads(path.read_bytes())  # type: ignore[no-any-return]
    found = parse([line.strip() for line in text.split("\n") if line.strip()])
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(pickle.dumps(found))
    return found


def _score(found: int, gold: int, hits: int) -> tuple[float, float, float]:
    return hits / max(1, found), hits / max(1, gold), 2 * hits / max(1, found + gold)


def run(shared: Path) -> dict[str, float]:
    """Precision, recall and F1 of exact toponyms and the shares put near, a set; texts a second."""
    out: dict[str, float] = {}
    took, many = 0.0, 0
    for name, short in (("GeoVirus", "geovirus"), ("TR-News", "trnews")):
        found = gold = hits = demonyms = overlap = near = near_of = near_all = pointed = 0
        for text, truth in articles(shared, name):
            parses = parsed(text)
            began = time.process_time()
            mentions = {(s, e): place for s, e, _, place in located(text, parses)}
            took += time.process_time() - began
            many += 1
            found, gold = found + len(mentions), gold + len(truth)
            for g in truth:
                hit = (g.start, g.end) in mentions
                hits += hit
                demonyms += not hit and gazetteer.demonym(g.name) is not None
                over = [k for k in mentions if k[0] < g.end and g.start < k[1]]
                overlap += bool(over)
                if g.lat is None or g.lon is None:
                    continue
                pointed += 1
                near_of += hit
                place = mentions[over[0]] if over else None
                if place is not None and place.lat is not None and place.lon is not None:
                    close = gazetteer.km(g.lat, g.lon, place.lat, place.lon) <= 161
                    near_all += close
                    near += close and hit
        out[f"{short}_p"], out[f"{short}_r"], out[f"{short}_f1"] = _score(found, gold, hits)
        out[f"{short}_f1_places"] = _score(found, gold - demonyms, hits)[2]
        out[f"{short}_overlap_r"] = overlap / max(1, gold)
        out[f"{short}_near"] = near / max(1, near_of)
        out[f"{short}_near_all"] = near_all / max(1, pointed)
    out["texts_a_second"] = many / took if took else 0.0
    return out


def errors(shared: Path) -> None:
    """Print every difference."""
    for name in ("GeoVirus", "TR-News"):
        for text, truth in articles(shared, name):
            mentions = {(s, e): place for s, e, _, place in located(text, parsed(text))}
            spans = {(g.start, g.end) for g in truth}
            for g in truth:
                place = mentions.get((g.start, g.end))
                around = text[max(0, g.start - 30) : g.end + 30].replace("\n", " ")
                if (g.start, g.end) not in mentions:
                    print(f"missed\t{g.name}\t{around}")
                elif g.lat is not None and g.lon is not None:
                    point = (place.lat, place.lon) if place is not None else (None, None)
                    if point[0] is None or point[1] is None:
                        print(f"nowhere\t{g.name}\t{around}")
                    elif gazetteer.km(g.lat, g.lon, point[0], point[1]) > 161:
                        print(f"far\t{g.name}\t{g.lat},{g.lon}\t{place and place.id}\t{point}\t{around}")
            for s, e in mentions.keys() - spans:
                print(f"extra\t{text[s:e]}\t{text[max(0, s - 30) : e + 30]!r}")


def main() -> None:
    """Print the figures, one a line."""
    parser = argparse.ArgumentParser(description="Toponyms on GeoVirus and TR-News.")
    parser.add_argument("--errors", action="store_true", help="print every difference")
    if parser.parse_args().errors:
        errors(SHARED)
        return
    for name, value in run(SHARED).items():
        print(f"{name}\t{value:.4f}")


if __name__ == "__main__":
    main()
