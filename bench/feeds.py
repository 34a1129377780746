"""Feeds read whole and damaged, ours beside the libraries; and pages taken for walls.

    python -m bench feeds        with $WIREDESK_PAGES for the last figure (see bench/pages.py)

A feed of 50,000 items is made and read (of 2,000 by the libraries: one of them is slow).  Then one of 200
items is damaged in each of nine ways that are common in the wild, and the share of fields (title, address,
date, publisher) that come out as they went in is counted: ``whole`` where nothing is damaged, ``damaged``
over the nine.  Libraries that are not installed are left out.  ``walls-`` is the share of the saved pages of
trafilatura's evaluation set that are called a login page, a cookie wall or a robot check; all of them hold
an article.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from wiredesk.gather import feeds
from wiredesk.gather.walls import wall

Fields = tuple[str, str, str, str]
LARGE, MIDDLE, SMALL = 50_000, 2_000, 200


def expected(n: int) -> Fields:
    """Title, address, date (to the day) and publisher of item ``n``."""
    title = f"Brücke {n} & Fähre: “closed” – {n * 7} dead"
    return title, f"https://courier.example/r?a={n}&b=2", f"2024-05-{1 + n % 28:02}", f"Meridian {n % 9}"


def feed(count: int) -> str:
    """A feed of so many items, well-formed, in UTF-8."""
    rows = []
    for n in range(count):
        title, link, day, outlet = (v.replace("&", "&amp;") for v in expected(n))
        rows.append(
            f"<item><title>{title}</title><link>{link}</link><guid>g{n}</guid><pubDate>{day}T10:00:00Z</pubDate>"
            f'<source url="https://meridian.example/">{outlet}</source><description>x</description></item>'
        )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel><title>Courier</title>\n'
        + "\n".join(rows) + "\n</channel></rss>\n"
    )  # fmt: skip


#: What goes wrong with feeds, each as a function of the text to bytes.
DAMAGES: dict[str, Callable[[str], bytes]] = {
    "bare ampersands": lambda t: t.replace("&amp;", "&").encode(),
    "an entity of HTML": lambda t: t.replace("<description>x", "<description>x&nbsp;y").encode(),
    "a control character": lambda t: t.replace("<description>x", "<description>x\x0b").encode(),
    "cut before its end": lambda t: t[: t.rindex("<description>") + 16].encode(),
    "another encoding than it says": lambda t: t.encode("cp1252", "xmlcharrefreplace"),
    "blank lines before it": lambda t: ("\n\n " + t).encode(),
    "an undeclared prefix": lambda t: t.replace("<guid>", "<media:x/><guid>").encode(),
    "a tag not closed": lambda t: t.replace("<description>x<", "<description>x<br><").encode(),
    "titles escaped twice": lambda t: t.replace("&amp; ", "&amp;amp; ").encode(),
}  # fmt: skip


def ours(data: bytes) -> Iterable[Fields]:
    """Wiredesk's."""
    return [(i.title, i.link, i.published[:10], i.outlet) for i in feeds.read(data)]


def _feedparser(data: bytes) -> Iterable[Fields]:
    import feedparser

    return [_fields(e) for e in feedparser.parse(data).entries]


def _fastfeedparser(data: bytes) -> Iterable[Fields]:
    import fastfeedparser

    return [_fields(e) for e in fastfeedparser.parse(data).entries]


def _fields(entry: Any) -> Fields:
    outlet = (entry.get("source") or {}).get("title", "")
    return entry.get("title", ""), entry.get("link", ""), entry.get("published", "")[:10], outlet


def readers() -> dict[str, Callable[[bytes], Iterable[Fields]]]:
    """Ours and every library that is installed."""
    out: dict[str, Callable[[bytes], Iterable[Fields]]] = {"ours": ours}
    for name, reader in (("feedparser", _feedparser), ("fastfeedparser", _fastfeedparser)):
        if find_spec(name):
            out[name] = reader
    return out


def right(read: Callable[[bytes], Iterable[Fields]], data: bytes) -> float:
    """The share of fields that come out as they went in."""
    try:
        found = list(read(data))
    except Exception:  # a library that gives up has read nothing
        found = []
    want = [expected(n) for n in range(SMALL)]
    got = dict(zip((f[1] for f in found), found, strict=False))
    by_place = found if len(found) == len(want) else []
    hits = 0
    for n, fields in enumerate(want):
        item = by_place[n] if by_place else got.get(fields[1], ("", "", "", ""))
        hits += sum(a == b for a, b in zip(fields, item, strict=True))
    return hits / (4 * len(want))


def run(shared: Path) -> dict[str, float]:
    """The figures."""
    out: dict[str, float] = {}
    small = feed(SMALL)
    for name, read in readers().items():
        large = feed(LARGE if name == "ours" else MIDDLE).encode()
        begun = time.process_time()
        count = len(list(read(large)))
        out[f"{name}_items_a_second"] = count / (time.process_time() - begun)
        out[f"{name}_whole"] = right(read, small.encode())
        shares = {what: right(read, damage(small)) for what, damage in DAMAGES.items()}
        out[f"{name}_damaged"] = sum(shares.values()) / len(shares)
        print("  ", name, {what: round(share, 3) for what, share in shares.items() if share < 1})
    from bench.pages import folder

    root = folder()
    pages = sorted((root / "trafilatura" / "tests").glob("*/*.html")) if root else []
    if pages:
        out["walls-"] = sum(wall(p.read_bytes()) is not None for p in pages) / len(pages)
        print(f"   {len(pages)} pages")
    return out
