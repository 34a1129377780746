"""What every stage of the plan is given, and gives, on the invented example story."""

from __future__ import annotations

import json
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from wiredesk.gather import read
from wiredesk.model.codec import dumps
from wiredesk.model.reports import Capture
from wiredesk.run.cache import InMemory, Keeper
from wiredesk.run.local import document

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "orvel-dam"
GOLDEN = Path(__file__).with_name("golden.json")


class Recorder(Keeper):
    """A keeper that remembers every input and output."""

    def __init__(self) -> None:
        super().__init__(InMemory())
        self.seen: dict[str, list[tuple[Any, Any]]] = {}

    def each(self, stage: Any, items: Any, keys: Any = None, batch: int = 64) -> Any:
        out = super().each(stage, items, keys, batch)
        self.seen.setdefault(stage.name, []).extend(zip(items, out, strict=True))
        return out

    def fold(self, stage: Any, group: Any, key: str) -> Any:
        out = super().fold(stage, group, key)
        self.seen.setdefault(stage.name, []).append((group, out))
        return out


def captures() -> list[Capture]:
    """The example's captures."""
    return [c for c in read([str(EXAMPLE)], "2026-03-05T00:00:00Z") if isinstance(c, Capture)]


@lru_cache(maxsize=1)
def recorded() -> dict[str, list[tuple[Any, Any]]]:
    """Stage name to its (input, output) pairs on the example."""
    recorder = Recorder()
    parts = [
        Capture(c.id, Path(c.path).name, c.sha256, c.data, c.captured_at, c.media, c.hints)
        for c in captures()
    ]
    document(parts, recorder)
    return recorder.seen


def digests() -> dict[str, str]:
    """Stage name to a digest of all its outputs."""
    return {
        name: sha256("\n".join(sorted(dumps(out) for _, out in pairs)).encode()).hexdigest()[:16]
        for name, pairs in recorded().items()
    }


if __name__ == "__main__":
    from wiredesk.run.plan import PLAN

    made = digests()
    GOLDEN.write_text(json.dumps({s.name: [s.version, made[s.name]] for s in PLAN}, indent=1) + "\n")
    print(f"wrote {GOLDEN}")
