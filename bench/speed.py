"""How much work a brief costs: five reports, read cold and read again; and statements of news articles.

Each figure is the best of three new processes: CPU seconds of user and system together, peak memory
in megabytes, and ``…_ratio-``: those seconds over what a fixed loop of ten million additions takes in
the same process at the same time, which a busy machine lengthens alike.  On an idle core of 2024 the
loop takes about half a second, so that a ratio of 10 is five seconds.

``statements_…``: a hundred articles of AllSides of 2,500 to 6,500 characters, read from text to statements
in one new process with nothing kept, parsed sixteen at a time as the local runner does: articles a second
of CPU, loading the parser, the networks and the gazetteer included (its seconds stand beside), the share
of it that the parser takes, articles in the time of one loop (``per_loop``, what a busy machine does not
change), peak memory, and places: articles a second once they are parsed.  ``statements_times_spacy``: how
many times as many articles a second as the whole pipeline of spaCy's small model alone (which ends with
parses), read in turn with ours, sixteen articles each, in one process; loading is counted for neither.
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


TOGETHER = 16
"""Reports that are parsed at once, as :func:`wiredesk.run.local.parsed_statements` does it."""

READ = """
import gc, json, resource, sys, time

from bench.speed import TOGETHER

gc.set_threshold(500_000, 50, 100)  # as the command does

def loop():
    began, x = time.process_time(), 0
    for i in range(10_000_000):
        x += i
    return time.process_time() - began

from bench.figures import _report
from wiredesk.resources.parser import parse
from wiredesk.statements import statements
from wiredesk.statements.places import places

with open(sys.argv[1], encoding="utf-8") as file:
    rows = [json.loads(line) for line in file]
rows = [r for r in rows if 2500 <= len(r["text"]) <= 6500][:: max(1, len(rows) // 200)][:int(sys.argv[2])]
reports = [_report(r) for r in rows]
pipeline = None
if sys.argv[3] == "beside":
    from importlib import import_module
    from importlib.util import find_spec

    from wiredesk.resources.parser import MODELS

    pipeline = import_module(next(name for name in MODELS if find_spec(name))).load()
    pipeline("The first words of a process.")
first = loop()
began = time.process_time()
said = "Ida Holm, the mayor of Varo, said on Sunday that twelve people were killed near the port of Lisbon."
warm = _report({"id": "invented", "title": "", "text": said, "date": "2031-05-04"})
statements(warm, parse([s.of(warm.text) for s in warm.paragraphs()]))  # loads whatever is loaded
loading = time.process_time() - began
parsing = placing = beside = 0.0
for start in range(0, len(reports), TOGETHER):
    at = time.process_time()
    paragraphs = [[s.of(r.text) for s in r.paragraphs()] for r in reports[start : start + TOGETHER]]
    found = iter(parse([text for texts in paragraphs for text in texts]))
    parsing += time.process_time() - at
    for report, texts in zip(reports[start:], paragraphs):
        parses = [next(found) for _ in texts]
        statements(report, parses)
        at = time.process_time()
        places(report, parses)
        placing += time.process_time() - at
    if pipeline:
        at = time.process_time()
        for _ in pipeline.pipe([r.text for r in reports[start : start + TOGETHER]]):
            pass
        beside += time.process_time() - at
took = time.process_time() - began - placing - beside
loops = (first + loop()) / 2
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps([len(reports), took, loading, parsing, placing, loops, peak, beside]))
"""


def _process(shared: Path, articles: int, how: str) -> list[float]:
    path = shared / "data" / "stories" / "allsides.jsonl"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", READ, str(path), str(articles), how],
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        cwd=Path(__file__).resolve().parents[1],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    figures: list[float] = json.loads(done.stdout.strip().splitlines()[-1])
    return figures


def read(shared: Path, articles: int = 100) -> dict[str, float]:
    """The figures of statements, of one new process, and of another that also runs spaCy's pipeline."""
    many, took, loading, parsing, placing, loops, peak, _ = _process(shared, articles, "alone")
    _, ours, ours_loading, *_, beside = _process(shared, articles, "beside")
    return {
        "statements_a_second": round(many / took, 2),
        "statements_per_loop": round(many / took * loops, 2),
        "statements_loading_seconds-": round(loading, 2),
        "statements_parsing": round(parsing / took, 2),
        "statements_mb-": round(peak, 1),
        "statements_times_spacy": round(beside / (ours - ours_loading), 2),
        "places_a_second": round(many / placing, 1),
    }


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
    out.update(read(shared))
    return out


def main() -> None:
    """Print the figures, one a line."""
    given = os.environ.get("WIREDESK_SHARED", Path(__file__).resolve().parents[2] / "shared")
    for name, value in run(Path(given)).items():
        print(name, value)


if __name__ == "__main__":
    main()
