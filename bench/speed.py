"""How much work a brief costs: five reports, read cold and read again.

Each figure is the best of three new processes: CPU seconds of user and system together, peak memory
in megabytes, and ``…_ratio-``: those seconds over what a fixed loop of ten million additions takes in
the same process at the same time, which a busy machine lengthens alike.  On an idle core of 2024 the
loop takes about half a second, so that a ratio of 10 is five seconds.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

RUNS = 3

MEASURED = """
import json, resource, sys, time

def loop():
    began, x = time.process_time(), 0
    for i in range(10_000_000):
        x += i
    return time.process_time() - began

from io import StringIO
before = loop()
sys.argv = ["wiredesk", *sys.argv[1:]]
out, sys.stdout = sys.stdout, StringIO()
sys.stdout.reconfigure = lambda **_: None
began = time.process_time()
from wiredesk.cli import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
took = time.process_time() - began
sys.stdout = out
loops = (before + loop()) / 2
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps([took, peak, took / loops]))
"""


def measure(paths: list[str], cache: str, format_: str) -> tuple[float, float, float]:
    """CPU seconds, megabytes and the ratio of one run in a new process."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, "brief", *paths, "--format", format_],
        env={**os.environ, "WIREDESK_CACHE": cache, "OMP_NUM_THREADS": "1"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    took, peak, ratio = json.loads(done.stdout.strip().splitlines()[-1])
    return took, peak, ratio


def run(shared: Path) -> dict[str, float]:
    """The figures of the five reports in ``shared/seeds``; all of them are better when lower."""
    paths = [str(shared / "seeds")]
    out: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as cache:
        for format_ in ("text", "html"):
            for name, where in (("cold", "off"), ("warm", cache)):
                if name == "warm":
                    measure(paths, where, format_)  # fills the cache
                runs = [measure(paths, where, format_) for _ in range(RUNS)]
                out[f"{name}_{format_}_seconds-"] = round(min(r[0] for r in runs), 2)
                out[f"{name}_{format_}_ratio-"] = round(min(r[2] for r in runs), 2)
                out[f"{name}_{format_}_mb-"] = round(min(r[1] for r in runs), 1)
    return out


def main() -> None:
    """Print the figures, one a line."""
    given = os.environ.get("WIREDESK_SHARED", Path(__file__).resolve().parents[2] / "shared")
    for name, value in run(Path(given)).items():
        print(name, value)


if __name__ == "__main__":
    main()
