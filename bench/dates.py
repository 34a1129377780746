"""Whether the day that a page's report was published is found, ours beside htmldate, in one run.

    python -m bench dates            with $WIREDESK_PAGES naming the folder of the public page sets

The pages of htmldate's evaluation (adbar/htmldate, ``tests/``, 1,000 pages), and those of trafilatura's that
are not among them and have a date.  The day must be the one that people noted, who often took the last update
where a page shows both, or the day in another zone: ``of_updates`` and ``day_off`` say how many of the wrong
days are that.  Both get the page and its address.  Rules were chosen on the addresses whose SHA-1 is even
("read"); the others ("held") were only counted.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bench import pages


def dated(root: Path) -> Iterator[tuple[str, bytes, str]]:
    """Address, bytes and day of each page."""
    seen: set[str] = set()
    sets = (
        ("htmldate", ("eval_mediacloud_2020.json", "eval_default.json"), ("test_set", "cache", "eval")),
        ("trafilatura", ("evaldata.json",), ("cache", "eval")),
    )
    for name, files, folders in sets:
        tests = root / name / "tests"
        for file in files:
            if not (tests / file).is_file():
                continue
            for url, item in json.loads((tests / file).read_text("utf-8")).items():
                day = item.get("date")
                path = next(
                    (tests / f / item["file"] for f in folders if (tests / f / item["file"]).is_file()), None
                )
                if url in seen or path is None or not isinstance(day, str) or not _is_day(day):
                    continue
                seen.add(url)
                yield url, path.read_bytes(), day


def _is_day(text: str) -> bool:
    try:
        return len(text) == 10 and bool(date.fromisoformat(text))
    except ValueError:
        return False


def run(shared: Path, root: Path | None = None) -> dict[str, float]:
    """Of each half: shares of pages with the right, a wrong and no day, ours and htmldate's."""
    root = root or pages.folder()
    if root is None:
        return {}
    import htmldate

    from wiredesk.clean.decoding import decoded

    logging.disable(logging.CRITICAL)
    counts: dict[str, Counter[str]] = {"read": Counter(), "held": Counter()}
    for url, data, day in dated(root):
        half = (
            "held" if int(hashlib.sha1(url.encode(), usedforsecurity=False).hexdigest(), 16) % 2 else "read"
        )
        report = pages.report(data, url)
        try:
            theirs = htmldate.find_date(decoded(data, "text/html")[0], original_date=True, url=url)
        except Exception:  # counted as no day found
            theirs = None
        count = counts[half]
        count["pages"] += 1
        for name, found in (("ours", report.published), ("htmldate", theirs)):
            count[f"{name}_{'none' if found is None else 'right' if found == day else 'wrong'}"] += 1
        if report.published not in (None, day):
            if report.updated and report.updated[:10] == day:
                count["of_updates"] += 1
            elif abs((date.fromisoformat(str(report.published)) - date.fromisoformat(day)).days) == 1:
                count["day_off"] += 1
        count["minute"] += report.published_at is not None
    logging.disable(logging.NOTSET)
    return {
        f"{name}_{half}": n / count["pages"] if name != "pages" else n
        for half, count in counts.items()
        for name, n in sorted(count.items())
    }
