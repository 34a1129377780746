"""The desk under readers: first byte and search with ten clients while reports arrive.

Builds a desk of generated reports (`--reports`), serves it in a process of its own, and asks its pages
from ten threads, each as soon as it has its answer, while reports are added.  A page's first byte is
measured from the request's sending.  `python -m bench.desk --reports 2000`.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from bench.streams import stream

CLIENTS, ARRIVE = 10, 2.0  # readers at once; seconds between two arrivals of one report
COMING = 200  # reports that may arrive
NAMES = "Halvik Reyl Sandt Odmar Brix Dolen Maro Vesel Kanto Ferrin Lund Ostrow".split()


def reports(count: int) -> list[dict[str, str]]:
    """Invented reports (:mod:`bench.streams`), a hundredth of them of one story; each with somebody who is
    quoted, a figure and a condition."""
    out = []
    for n, (item, story) in enumerate(stream(count, count // 100)):
        place, own = item.title.split()[0], random.Random(story)
        name, hurt = own.choice(NAMES), own.randint(3, 90) + n % 3
        said = (
            f" {hurt} people were injured in {place}, {name} of the rescue service said. “We will open the "
            f"road to {place} if the army lifts its block,” {name} said."
        )
        out.append(
            {"id": item.id, "outlet": f"The {item.outlet.title()}", "title": item.title,
             "published": item.published or "", "text": item.text + said}
        )  # fmt: skip
    return out


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
            kind = re.sub(r"/(story|claim|report)/[\w-]+", r"/\1", path.split("?")[0])
            with lock:
                out.setdefault(kind, []).append(took)
                assert answer.status == 200, (path, answer.status)

    threads = [threading.Thread(target=read, args=(i,)) for i in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return out


def run(shared: Path, count: int = 2000, seconds: float = 20.0) -> dict[str, float]:
    """The 95th percentile of the first byte in milliseconds by page, and of all; the public data is
    not read."""
    from wiredesk.desk import Desk

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = reports(count + COMING)
        made, coming = made[:count], made[count:]
        (folder / "r.jsonl").write_text("\n".join(map(json.dumps, made)), encoding="utf-8")
        began = time.perf_counter()
        with Desk(folder / "a.desk") as desk:
            desk.add([str(folder / "r.jsonl")])
            desk.refresh(tell=False)
            built = time.perf_counter() - began
            lines = desk.stories(limit=40).items
            paths = [
                "/",
                f"/?q={made[-1]['title'].split()[0]}",
                "/?sort=reports",
                "/search?q=rescue+service",
                "/search?q=Halvik",
                "/sources",
            ]
            largest = desk.stories(sort="reports", limit=1).items
            for line in (*largest, *lines[:10]):
                document = desk.story(line.id)
                paths += [f"/story/{line.id}{p}" for p in ("", "/claims", "/times", "/lineage")]
                paths += [f"/claim/{document.claims[0].id}"] if document.claims else []
                paths += [f"/report/{document.reports[0].id}"]
        env = {**os.environ, "WIREDESK_CACHE": "off"}
        command = [sys.executable, "-m", "wiredesk"]
        served = subprocess.Popen(
            [*command, "serve", "--desk", str(folder / "a.desk"), "--port", "0"],
            stderr=subprocess.PIPE, text=True, env=env,
        )  # fmt: skip
        assert served.stderr
        port = next(int(m[1]) for x in served.stderr if (m := re.search(r"127\.0\.0\.1:(\d+)", x)))
        ended = threading.Event()

        def arrive() -> None:
            with Desk(folder / "a.desk") as desk:
                for one in coming:
                    if ended.wait(ARRIVE):
                        return
                    (folder / "new.jsonl").write_text(json.dumps(one), encoding="utf-8")
                    desk.add([str(folder / "new.jsonl")])

        adding = threading.Thread(target=arrive)
        adding.start()
        try:
            measured(port, paths, 3.0)  # each worker opens the file once
            found = measured(port, paths, seconds)
        finally:
            ended.set()
            adding.join()
            served.terminate()
            served.wait(60)
            served.stderr.close()
    every = sorted(x for times in found.values() for x in times)
    out = {k: round(sorted(v)[int(0.95 * (len(v) - 1))], 1) for k, v in sorted(found.items())}
    out |= {
        "all, 95th percentile (ms)": round(every[int(0.95 * (len(every) - 1))], 1),
        "all, median (ms)": round(every[len(every) // 2], 1),
        "requests": len(every),
        "reports": count,
        "largest story, reports": max(x.reports for x in largest),
        "built and grouped (s)": round(built, 1),
    }
    return out


def main() -> None:
    """Run it with a size of one's own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=2000)
    parser.add_argument("--seconds", type=float, default=20.0)
    asked = parser.parse_args()
    print(json.dumps(run(Path(), asked.reports, asked.seconds), indent=1))


if __name__ == "__main__":
    main()
