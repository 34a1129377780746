"""How well pasted text and pages are cleaned.

    python bench/cleaning.py [SHARED] [--pages FOLDER]

Pasted text: bodies of AllSides articles (300 of them) with invented furniture around and between their
paragraphs; a line counts as right when it is kept and of the body.  Lines of the corpus that are a page's
own (links ending in "Read more", notices of rights, players of sound and film, found by reading what was
dropped) count for neither.  ``body_lost`` is the share of the
body's characters that were dropped, ``title`` the share of headlines found (printed above the body, below
its first paragraph, or twice).  ``published_url`` and ``outlet_url``: day and outlet read from addresses.
With ``--pages``, a checkout of scrapinghub/article-extraction-benchmark: F1 of words in fours, as there.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
from collections import Counter
from pathlib import Path

from wiredesk.clean import clean, outlets, pasted, published
from wiredesk.model.ids import sha256
from wiredesk.model.reports import Capture

TOP = (
    "Skip to main content",
    "Monday, June 3, 2019",
    "HomeWorldNorth",
    "Home > News > World",
    "Search",
    "Log in",
    "Subscribe now for $1 a week",
    "0 $",
    "3,400 $",
    "Today's paper",
    "Weather 14°C",
    "Menu",
    "LIVE",
    "World | Politics | Business | Opinion",
    "E-edition",
    "Support our work",
)
BETWEEN = (
    "ADVERTISEMENT",
    "Story continues below",
    "Read more: Five bridges that never opened",
    "Share this article",
    "Sign up for our morning letter",
    "Click here to see the map",
    "RELATED: Mayor defends bridge",
    "Tap to unmute",
    "Open to see pictures",
    "Watch the video",
    "Photo: Handout",
    "Follow us on Facebook",
    "Support NordTelegraf",
    "Also read",
    "Listen to this article",
    "Download our app",
)
END = (
    "Leave a Reply",
    "Your email address will not be published. Required fields are marked *",
    "Please enter your comment!",
    "Most Popular",
    "Recent Comments",
    "Get link",
    "Facebook",
    "Twitter",
    "Copyright 2019 NordTelegraf. All rights reserved.",
    "You may also like",
    "Tags: bridge, harbour",
    "Previous article",
    "Next article",
    "Do you like this content? Consider helping us!",
    "About us",
    "Privacy policy",
    "Ten recipes for the feast",
    "Mayor defends bridge",
    "12 Comments",
    "We use cookies to improve your experience on our website.",
)


OWN = re.compile(r"Read more$|^Copyright ©|^JUST WATCHED|\bListen ?· ?\d|stay tuned for updates")
"""What the corpus left of its pages in its bodies: neither body nor furniture put in."""


def folded(text: str) -> str:
    """Words of a text, lower case."""
    return " ".join(re.findall(r"\w+", text.lower()))


def wrapped(chance: random.Random, title: str, body: list[str]) -> tuple[str, set[str]]:
    """A page as someone pastes it, and its lines of furniture."""
    top = chance.sample(TOP, chance.randint(0, 6))
    end = chance.sample(END, chance.randint(1, 9))
    middle = list(body)
    between = chance.sample(BETWEEN, chance.randint(0, 3))
    for line in between:
        middle.insert(chance.randint(1, len(middle)), line)
    place = chance.random()
    if place < 0.6:
        middle = [title, *middle]
    elif place < 0.8:
        middle = [title, title, *middle]
    else:
        middle.insert(1, title)
    return "\n\n".join([*top, *middle, *end]), {*top, *between, *end}


def run(shared: Path, pages: Path | None = None) -> dict[str, float]:
    """The figures: ``line_f1``, ``junk_kept``, ``body_lost``, ``title``, ``published_url``, ``outlet_url``
    and with pages ``page_f1`` and ``extractor_f1`` (trafilatura alone)."""
    chance = random.Random(7)
    rows = [
        json.loads(r) for r in (shared / "data/stories/allsides.jsonl").read_text("utf-8").split("\n") if r
    ]
    right = wrong = missed = junk = kept = 0
    size = lost = titles = dated = days = named = 0
    sample = rows[::3][:300]
    for row in sample:
        body = [p.strip() for p in row["text"].split("\n") if p.strip()]
        raw, furniture = wrapped(chance, row["title"], body)
        found = pasted.read(raw)
        for line in found.lines:
            is_junk = line.text in furniture
            if not is_junk and OWN.search(line.text):
                continue
            is_kept = line.why is None
            junk += is_junk
            kept += is_junk and is_kept
            right += is_kept and not is_junk
            wrong += is_kept and is_junk
            if not is_junk and not is_kept and line.why != "headline repeated":
                missed += 1
                lost += len(line.text)
            size += 0 if is_junk else len(line.text)
        titles += found.headline is not None and folded(found.headline.text) == folded(row["title"])
        if day := published.of_url(row["url"]):
            dated, days = dated + 1, days + (day == row["date"])
        name = folded(outlets.of_url(row["url"]) or "").removeprefix("the ")
        named += bool(name) and (
            name in folded(row["outlet"]) or folded(row["outlet"]).removeprefix("the ") in name
        )
    out = {
        "line_f1": 2 * right / (2 * right + wrong + missed),
        "junk_kept": kept / junk,
        "body_lost": lost / size,
        "title": titles / len(sample),
        "published_url": days / max(1, dated),
        "outlet_url": named / len(sample),
    }
    if pages:
        out |= _pages(pages)
    return out


def _pages(folder: Path) -> dict[str, float]:
    import trafilatura

    gold = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    ours, theirs = [0.0, 0.0], [0.0, 0.0]
    for key, want in gold.items():
        data = gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes())
        report = clean(Capture("c", key, sha256(data), data, "2026-01-01T00:00:00Z", "text/html"))
        text = report.text[report.headline.end :] if report.headline else report.text
        for got, sums in ((text, ours), (trafilatura.extract(data, include_comments=False) or "", theirs)):
            a, b = _fours(got), _fours(want["articleBody"])
            same = sum((a & b).values())
            sums[0] += same / max(1, sum(a.values()))
            sums[1] += same / max(1, sum(b.values()))
    return {
        name: 2 * p * r / (p + r) / len(gold)
        for name, (p, r) in (("page_f1", ours), ("extractor_f1", theirs))
    }


def _fours(text: str) -> Counter[str]:
    words = folded(text).split()
    return Counter(" ".join(words[i : i + 4]) for i in range(max(1, len(words) - 3)))


def main() -> None:
    """Print the figures, one a line."""
    given = sys.argv[1:]
    pages = Path(given[given.index("--pages") + 1]) if "--pages" in given else None
    shared = (
        Path(given[0]) if given and not given[0].startswith("-") else Path(__file__).parents[2] / "shared"
    )
    for name, value in run(shared, pages).items():
        print(f"{name:16} {value:.4f}")


if __name__ == "__main__":
    main()
