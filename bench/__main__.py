"""Measure, and hold what was reached.

    python -m bench                 every bench, a figure a line
    python -m bench seeds stories   some of them
    python -m bench --floors        the benches that have floors; fails where a figure is below its floor
    python -m bench --raise         raise each floor to what was measured now (a floor never goes down)

The public data is looked for in ../shared, or in $WIREDESK_SHARED; without it nothing can be
measured, which is said.  Floors are in bench/floors.json: {bench: {figure: floor}}; a figure whose
name ends in ``-`` is better when lower, and its floor is a ceiling.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
FLOORS = HERE / "floors.json"
BENCHES = (
    "seeds", "keys", "stories", "reuse", "times", "places", "attribution", "figures", "conditions", "pairs",
    "clashes", "judged", "whole",
    "coreference", "repair", "cleaning", "pages", "dates", "feeds", "cascades", "standing",
    "reading", "archives", "alignment",
    "speed", "desk",
)  # fmt: skip
SLACK = 0.002  # what a figure may be under its floor: rounding, not regress


def main(argv: list[str] | None = None) -> int:
    """Run benches; 1 where a floor is not held, 2 on wrong usage."""
    parser = argparse.ArgumentParser(
        prog="python -m bench", description="Measure, and hold what was reached."
    )
    parser.add_argument("names", nargs="*", help=f"benches: {', '.join(BENCHES)}")
    parser.add_argument(
        "--floors", action="store_true", help="run the benches that have floors and hold them"
    )
    parser.add_argument(
        "--raise", dest="raise_", action="store_true", help="raise floors to what is measured"
    )
    parser.add_argument(
        "--shared", type=Path, default=Path(os.environ.get("WIREDESK_SHARED", HERE.parents[1] / "shared"))
    )
    given = parser.parse_args(argv)
    unknown = set(given.names) - set(BENCHES)
    if unknown:
        parser.error(f"no bench named {', '.join(sorted(unknown))}; there are {', '.join(BENCHES)}")
    floors: dict[str, dict[str, float]] = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    if not (given.shared / "data").is_dir():
        print(
            f"bench: skipped: no public data at {given.shared}; the quality floors were NOT checked",
            file=sys.stderr,
        )
        return 0
    names = given.names or (sorted(floors) if given.floors else list(BENCHES))
    broken: list[str] = []
    for name in names:
        began = time.perf_counter()
        figures = importlib.import_module(f"bench.{name}").run(given.shared)
        took = time.perf_counter() - began
        print(f"{name}  ({took:.1f} s)")
        for figure, value in figures.items():
            floor = floors.get(name, {}).get(figure)
            held = floor is None or (
                value <= floor + SLACK if figure.endswith("-") else value >= floor - SLACK
            )
            print(f"  {figure:32} {value:10.4f}" + ("" if floor is None else f"   floor {floor:.4f}"))
            if not held:
                broken.append(f"{name} {figure}: {value:.4f}, floor {floor:.4f}")
            if given.raise_ and figure in floors.get(name, {}):
                best = min if figure.endswith("-") else max
                floors[name][figure] = round(best(value, floors[name][figure]), 4)
    if given.raise_:
        FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n")
    if given.floors and broken:
        print("floors not held:", *broken, sep="\n  ", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
