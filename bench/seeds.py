"""The founding example: the brief of ../shared/seeds against what a careful editor found.

python -m bench.seeds       the figures of ../shared/answer-keys/score.py, and what was missed
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from wiredesk.desk import Desk
from wiredesk.export import render

SHARED = Path(os.environ.get("WIREDESK_SHARED", Path(__file__).resolve().parents[2] / "shared"))


def run(shared: Path = SHARED) -> dict[str, float]:
    """The scorer's figures; ``false_corroboration-``, ``junk_kept-``, ``body_lost-`` better when lower."""
    figures: dict[str, float] = json.loads(scored(shared, "--json"))
    lower = {"false_corroboration", "junk_kept", "body_lost"}
    return {f"{name}-" if name in lower else name: value for name, value in figures.items()}


def scored(shared: Path, *options: str) -> str:
    """What score.py prints for the brief of the seeds."""
    with Desk(cache=False) as desk, tempfile.TemporaryDirectory() as folder:
        desk.add([str(shared / "seeds")])
        document = Path(folder) / "brief.json"
        document.write_text(render(desk.document(), "json"), encoding="utf-8")
        key = shared / "answer-keys" / "panjshir.json"
        made = subprocess.run(
            [sys.executable, str(shared / "answer-keys" / "score.py"), *options, str(key), str(document)],
            capture_output=True,
            text=True,
            check=True,
        )
    return made.stdout


if __name__ == "__main__":
    print(scored(SHARED))
