"""The desk under readers: first byte and search with ten clients while reports arrive.

Builds a desk of invented reports (`--reports`; :mod:`bench.wires`), tells its stories, serves it in a process
of its own, and asks its pages from ten threads, each as soon as it has its answer, while reports are added.
A page's first byte is measured from the request's sending; beside it stands the processor time that the
server took, which others on the machine do not change.  `python -m bench.desk --reports 2000`; `--keep FILE`
keeps the desk, `--desk FILE` measures one that was kept.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import urlencode

from bench.wires import wires

CLIENTS, ARRIVE = 10, 2.0  # readers at once; seconds between two arrivals of one report
COMING = 60  # reports that may arrive
TOLD = 300  # stories, the latest, of which those told, or all where few are, have their pages asked for


def reports(count: int) -> list[dict[str, str]]:
    """Invented reports (:mod:`bench.wires`), a hundredth of them of one story."""
    return [row for row, _ in wires(count, count // 100)]


def measured(port: int, paths: list[str], seconds: float) -> dict[str, list[float]]:
    """First byte of each sort of page in milliseconds, from ten readers for some seconds."""
    out: dict[str, list[float]] = {}
    lock = threading.Lock()
    end = time.monotonic() + seconds

    def read(seed: int) -> None:
        chance = random.Random(seed)
        while time.monotonic() < end:
            path = chance.choice(paths)
            link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            began = time.perf_counter()
            link.request("GET", path)
            answer = link.getresponse()
            answer.read(1)
            took = 1000 * (time.perf_counter() - began)
            answer.read()
            link.close()
            kind = re.sub(r"/(story|claim|report)/[\w-]+", r"/\1", path.split("?")[0]) + (
                "?q" if "/?q" in path else ""
            )
            with lock:
                out.setdefault(kind, []).append(took)
                assert answer.status == 200, (path, answer.status)

    threads = [threading.Thread(target=read, args=(i,)) for i in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return out


def processor_time(root: int) -> float:
    """Seconds of processor time that a process took so far (Linux; 0 elsewhere)."""
    try:
        fields = Path(f"/proc/{root}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / float(os.sysconf("SC_CLK_TCK"))


def pages(path: Path, told: int) -> tuple[list[str], dict[str, float]]:
    """The pages to ask for, of stories that are told, and what the desk is."""
    from wiredesk.desk import Desk

    chance = random.Random(5)
    with Desk(path) as desk:
        desk.refresh(tell=False)
        began = time.perf_counter()
        lines = [x for at in range(0, told, 100) for x in desk.stories(limit=100, offset=at).items][:told]
        known = [x for x in lines if x.told]
        if len(known) < 40:
            for line in lines:
                desk.story(line.id)
            known = lines
        lines = known
        took = time.perf_counter() - began
        largest = next(
            x for at in range(0, 10_000, 50) for x in desk.stories(sort="reports", limit=50, offset=at).items
            if x.told
        )  # fmt: skip
        name = lines[0].title.split()[0]
        out = [
            "/", f"/?q={name}", "/?q=rescue", "/?sort=reports", "/?sort=title", "/sources", "/changes",
            "/alerts", "/log", "/search?q=rescue+service", f"/search?q={name}", "/search?q=ar",
        ]  # fmt: skip
        for line in (largest, *chance.sample(lines, min(24, len(lines)))):
            document = desk.story(line.id)
            out += [
                f"/story/{line.id}{p}" for p in ("", "/claims", "/times", "/places", "/figures", "/lineage")
            ]
            out += [f"/story/{line.id}/reports", f"/report/{chance.choice(document.reports).id}"]
            out += [f"/claim/{chance.choice(document.claims).id}"] if document.claims else []
            out += [f"/source?{urlencode({'name': line.outlets[0]})}"] if line.outlets else []
        measures = {
            "reports": float(desk.stamp().split()[0]),
            "stories": float(desk.stories(limit=1).total),
            "largest told story, reports": float(largest.reports),
            "told before (s)": round(took, 1),
        }
    return out, measures


def run(
    shared: Path, count: int = 2000, seconds: float = 20.0, keep: str = "", kept: str = ""
) -> dict[str, float]:
    """The 95th percentile of the first byte in milliseconds by page, and of all; the public data is
    not read."""
    from wiredesk.desk import Desk

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "a.desk"
        made = reports((0 if kept else count) + COMING)
        made, coming = made[:-COMING], made[-COMING:]
        began = time.perf_counter()
        if kept:
            path = Path(kept)
        else:
            (folder / "r.jsonl").write_text("\n".join(map(json.dumps, made)), encoding="utf-8")
            with Desk(path) as desk:
                desk.add([str(folder / "r.jsonl")])
                desk.refresh(tell=False)
        built = time.perf_counter() - began
        paths, known = pages(path, TOLD)
        if keep:
            shutil.copy(path, keep)
        said = (folder / "said").open("w+", encoding="utf-8")  # a file: a pipe that nobody reads fills up
        served = subprocess.Popen(
            [sys.executable, "-m", "wiredesk", "serve", "--desk", str(path), "--port", "0"],
            stderr=said, stdout=said, env={**os.environ, "WIREDESK_CACHE": "off"},
        )  # fmt: skip
        port = _port(Path(said.name))
        ended = threading.Event()

        def arrive() -> None:
            with Desk(path) as desk:
                for one in coming:
                    if ended.wait(ARRIVE):
                        return
                    (folder / "new.jsonl").write_text(json.dumps(one), encoding="utf-8")
                    desk.add([str(folder / "new.jsonl")])

        adding = threading.Thread(target=arrive)
        adding.start()
        try:
            measured(port, paths, 3.0)  # each worker opens the file once
            before = processor_time(served.pid)
            found = measured(port, paths, seconds)
            spent = processor_time(served.pid) - before
        finally:
            ended.set()
            adding.join()
            served.terminate()
            began = time.perf_counter()
            served.wait(120)
            ending = time.perf_counter() - began
            said.close()
    every = sorted(x for times in found.values() for x in times)
    out = {k: round(sorted(v)[int(0.95 * (len(v) - 1))], 1) for k, v in sorted(found.items())}
    out |= {
        "all, 95th percentile (ms)": round(every[int(0.95 * (len(every) - 1))], 1),
        "all, median (ms)": round(every[len(every) // 2], 1),
        "requests": len(every),
        "processor time of the server for a page (ms)": round(1000 * spent / len(every), 1),
        "load of the machine": round(os.getloadavg()[0], 1),
        "built and grouped (s)": round(built, 1),
        "ended within (s)": round(ending, 1),
    }
    return out | known


def _port(said: Path) -> int:
    """Where the desk says that it is open."""
    for _ in range(1200):
        found = re.search(r"127\.0\.0\.1:(\d+)", said.read_text("utf-8"))
        if found:
            return int(found[1])
        time.sleep(0.1)
    raise RuntimeError(f"the desk did not open in two minutes: {said.read_text('utf-8')}")


def main() -> None:
    """Run it with a size of one's own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=2000)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--keep", default="", help="keep the desk as this file")
    parser.add_argument("--desk", default="", help="measure this desk file; reports are added to it")
    asked = parser.parse_args()
    print(json.dumps(run(Path(), asked.reports, asked.seconds, asked.keep, asked.desk), indent=1))


if __name__ == "__main__":
    main()
