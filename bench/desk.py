"""The desk under readers: first byte and search with ten clients while reports arrive.

Builds a desk of generated reports (`--reports`, stories of about five), serves it in a process of its
own, and asks its pages from ten threads, while another process adds reports.  A page's first byte is
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

CLIENTS, ARRIVE = 10, 2.0  # readers at once; seconds between two arrivals of one report
TOWNS = "Varo Calden Mirel Tarnby Oskel Brant Luden Havik Sorel Danmor Kestel Ravno".split()
NAMES = "Halvik Reyl Sandt Odmar Brix Dolen Maro Vesel Kanto Ferrin Lund Ostrow".split()
ACTS = "a dam burst;a bridge fell;a market burned;a strike began;a ferry sank;a council resigned".split(";")


def report(story: int, copy: int, chance: random.Random) -> dict[str, str]:
    """An invented report of a story: the same event in other words and figures for each outlet."""
    own = random.Random(story)
    town, name, act = own.choice(TOWNS), own.choice(NAMES), own.choice(ACTS)
    place, day = f"{town} {story}", f"2026-{1 + story % 12:02d}-{1 + story // 12 % 28:02d}"
    n = own.randint(3, 90) + chance.choice((0, 0, 2))
    return {
        "id": f"{story}-{copy}",
        "outlet": f"The {chance.choice(TOWNS)} {chance.choice(('Post', 'Herald', 'Courier'))}",
        "title": f"{act.capitalize()} at {place}, {n} hurt",
        "published": day,
        "text": f"{act.capitalize()} at {place} and {n} people were injured, {name} {story} of the rescue "
        f"service said. “We will open the road to {place} if the army lifts its block,” {name} {story} said.",
    }


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


def run(shared: Path, reports: int = 2000, seconds: float = 20.0) -> dict[str, float]:
    """The 95th percentile of the first byte in milliseconds by page, and of all; the public data is
    not read."""
    from wiredesk.desk import Desk

    chance = random.Random(7)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = [report(i // 5, i % 5, chance) for i in range(reports)]
        (folder / "r.jsonl").write_text("\n".join(map(json.dumps, made)), encoding="utf-8")
        began = time.perf_counter()
        with Desk(folder / "a.desk") as desk:
            desk.add([str(folder / "r.jsonl")])
            desk.refresh(tell=False)
            built = time.perf_counter() - began
            lines = desk.stories(limit=40).items
            paths = [
                "/",
                "/?q=Varo",
                "/?sort=reports",
                "/search?q=rescue+service",
                "/search?q=Halvik",
                "/sources",
            ]
            for line in lines[:10]:
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
                for n in range(10_000):
                    if ended.wait(ARRIVE):
                        return
                    one = report(reports + n, 0, random.Random(n))
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
        "reports": reports,
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
