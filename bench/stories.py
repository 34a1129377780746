"""Stories against gold: B-cubed F1 and ARI, one setting for both sets.

python bench/stories.py ../shared
"""

from __future__ import annotations

import importlib.util
import json
import sys
import time
from pathlib import Path
from types import ModuleType

from wiredesk.stories import Item, group

SETS = ("allsides", "incidents")


def scorers(shared: Path) -> ModuleType:
    """The reference scorers beside the public data."""
    spec = importlib.util.spec_from_file_location("scorers", shared / "data" / "scorers.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(shared: Path, name: str) -> tuple[list[Item], dict[str, str]]:
    """The items of a public set and the gold story of each."""
    items, gold = [], {}
    for line in (shared / "data" / "stories" / f"{name}.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        items.append(Item(row["id"], row["title"] or "", row["text"] or "", row["date"], row.get("outlet")))
        gold[row["id"]] = row["story"]
    return items, gold


def run(shared: Path) -> dict[str, float]:
    """``NAME_b3`` (F1), its precision and recall, ``NAME_ari``, ``NAME_stories`` and seconds."""
    score = scorers(shared)
    out: dict[str, float] = {}
    for name in SETS:
        items, gold = read(shared, name)
        start = time.perf_counter()
        found = group(items)
        out[f"{name}_seconds"] = round(time.perf_counter() - start, 1)
        precision, recall, f1 = score.bcubed(gold, found)
        out[f"{name}_b3"], out[f"{name}_b3_p"], out[f"{name}_b3_r"] = (
            round(f1, 4),
            round(precision, 4),
            round(recall, 4),
        )
        out[f"{name}_ari"] = round(score.ari(gold, found), 4)
        out[f"{name}_stories"] = float(len(set(found.values())))
        out[f"{name}_stories_gold"] = float(len(set(gold.values())))
    return out


def main() -> None:
    """Print the figures, one a line."""
    for name, value in run(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared")).items():
        print(f"{name:28} {value:g}")


if __name__ == "__main__":
    main()
